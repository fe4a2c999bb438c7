// Package pack embeds the tables of the United States pack. The files are made from the tidy
// tables under data/us by `go generate ./data/us`; nothing here is edited by hand.
package pack

import (
	"embed"
	"io/fs"
)

//go:embed all:tables
var files embed.FS

// FS gives the pack's tables: ROOM/NAME.csv.gz and ROOM/sources.yaml.
func FS() fs.FS {
	sub, err := fs.Sub(files, "tables")
	if err != nil {
		// fs.Sub fails only on a malformed path, and this one is a constant.
		return files
	}
	return sub
}
