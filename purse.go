// Package purse says who pays and who is paid when a union of regions is split.
//
// Open gives the United States pack that is built in; OpenPack any other. Every question to a
// Union is answered by a table.Result: tidy tables with units, notes and sources, the digest of all
// they depend on, and the command that makes them again. The command `purse` prints the same tables.
package purse

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"

	"commonpurse/split"
	"commonpurse/table"
	"commonpurse/union"
	"commonpurse/us/pack"
)

// Version of the program, as results carry it.
const Version = "0.1.0"

//go:generate go run ./cmd/purse ledger --convention benefit:deficit=neutral --quiet --table coverage --map docs/picture.svg

// Union is a pack, opened: what the facade's questions are put to.
type Union struct {
	*union.Union
	// Keep, if there, keeps the people of other years than that of the embedded ones between runs.
	Keep Keep

	digest string // of the pack
}

// Open opens the United States pack that is built in.
func Open() (*Union, error) { return OpenPack(pack.FS()) }

// OpenPack opens a pack: the embedded one, a folder or a zip, as an fs.FS.
func OpenPack(fsys fs.FS) (*Union, error) {
	u, err := union.Open(fsys)
	if err != nil {
		return nil, err
	}
	digest, err := u.Digest()
	if err != nil {
		return nil, err
	}
	return &Union{Union: u, digest: digest}, nil
}

// Proposal reads a proposal from its name in the catalogue or its spelling on one line, such as
// CA+OR+WA/TX/rest. Faults say what is wrong, and with what is close.
func (u *Union) Proposal(spelling string) (*split.Proposal, error) {
	for _, e := range u.Catalogue() {
		if e.Name != spelling {
			continue
		}
		if err := e.Splittable(); err != nil {
			return nil, err
		}
		return split.ParseYAML(e.File, e.Text, u.Regions)
	}
	return split.Parse(spelling, u.Regions)
}

// ProposalFile reads a proposal from the text of a file; the name is used in errors.
func (u *Union) ProposalFile(name string, text []byte) (*split.Proposal, error) {
	return split.ParseYAML(name, text, u.Regions)
}

// result wraps tables with the command that makes them and the digest of what they rest on: the
// program's version, the pack, the command, and the inputs (digests of files, canonical texts).
func (u *Union) result(command string, inputs []string, tables ...table.Table) *table.Result {
	sum := sha256.New()
	for _, part := range append([]string{Version, u.digest, command}, inputs...) {
		fmt.Fprintf(sum, "%d:%s\n", len(part), part)
	}
	return &table.Result{Command: command, Digest: hex.EncodeToString(sum.Sum(nil)), Version: Version, Tables: tables}
}
