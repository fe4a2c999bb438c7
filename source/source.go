// Package source says where a number comes from: the document, who made it and when, under which
// licence it may be passed on, and the digest of the file where it is kept whole.
package source

import (
	"fmt"
	"sort"
	"strings"

	"github.com/goccy/go-yaml"
)

// Document is one publication that facts were taken from.
type Document struct {
	ID       string   `yaml:"-"`        // as the `source` columns of tables name it
	Producer string   `yaml:"producer"` // who published it
	Document string   `yaml:"document"` // title, table, edition
	Date     string   `yaml:"date"`     // of publication, as far as known
	Accessed string   `yaml:"accessed"` // when it was read, as far as known
	Licence  string   `yaml:"licence"`
	Address  string   `yaml:"url"`
	From     string   `yaml:"from"`   // the public copy that was read
	Commit   string   `yaml:"commit"` // of that copy
	Digest   string   `yaml:"sha256"` // of the file, where the file is kept whole
	Note     string   `yaml:"note"`
	Tables   []string `yaml:"tables"` // tables of the folder that rest on it as a whole
	Files    []string `yaml:"files"`  // files kept whole
}

// List is the documents of one or more folders, ordered by ID.
type List []Document

// Parse reads a sources.yaml: a mapping from ID to document. Unknown and repeated keys, and a
// document without producer, document or licence, are errors that say where.
func Parse(name string, text []byte) (List, error) {
	var byID map[string]Document
	if err := yaml.UnmarshalWithOptions(text, &byID, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("%s: %s", name, yaml.FormatError(err, false, false))
	}
	list := make(List, 0, len(byID))
	for id, d := range byID {
		d.ID = id
		list = append(list, d)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].ID < list[j].ID })
	for _, d := range list {
		var missing []string
		for _, field := range [][2]string{{"producer", d.Producer}, {"document", d.Document}, {"licence", d.Licence}} {
			if strings.TrimSpace(field[1]) == "" {
				missing = append(missing, field[0])
			}
		}
		if missing != nil {
			return nil, fmt.Errorf("%s: source %s has no %s", name, d.ID, strings.Join(missing, ", "))
		}
	}
	return list, nil
}

// Find finds a document by ID.
func (l List) Find(id string) (Document, bool) {
	i := sort.Search(len(l), func(i int) bool { return l[i].ID >= id })
	if i < len(l) && l[i].ID == id {
		return l[i], true
	}
	return Document{}, false
}

// Merge joins two lists. The same ID in both must be the same producer and document.
func (l List) Merge(other List) (List, error) {
	merged := append(List(nil), l...)
	for _, d := range other {
		if have, ok := l.Find(d.ID); ok {
			if have.Producer != d.Producer || have.Document != d.Document {
				return nil, fmt.Errorf("source: %s names both %q and %q", d.ID, have.Document, d.Document)
			}
			continue
		}
		merged = append(merged, d)
	}
	sort.Slice(merged, func(i, j int) bool { return merged[i].ID < merged[j].ID })
	return merged, nil
}

// String gives the document on one line, as a table's sources name it.
func (d Document) String() string {
	s := d.Producer + ", " + d.Document
	if d.Date != "" {
		s += " (" + d.Date + ")"
	}
	return s
}
