// Package acts holds example reforms of the federal tax law: acts that have not passed, each a file
// of rows laid over the law. They begin in 2026.
package acts

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"commonpurse/fault"
	"commonpurse/law"
)

//go:embed *.yaml
var files embed.FS

// Names lists the acts, sorted.
func Names() []string {
	matches, err := fs.Glob(files, "*.yaml")
	if err != nil {
		return nil // the pattern is constant and well formed
	}
	for i := range matches {
		matches[i] = strings.TrimSuffix(matches[i], ".yaml")
	}
	return matches
}

// Read gives an act by name.
func Read(name string) (*law.Act, error) {
	data, err := files.ReadFile(name + ".yaml")
	if err != nil {
		f := fault.Usage("no example act is called %s", name)
		f.Expected = "one of " + strings.Join(Names(), ", ")
		f.Nearest = fault.Nearest(name, Names())
		return nil, f
	}
	act, err := law.ReadAct(name+".yaml", data)
	if err != nil {
		return nil, fmt.Errorf("example act %s: %w", name, err)
	}
	return act, nil
}
