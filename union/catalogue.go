package union

import (
	"errors"
	"fmt"
	"io/fs"
	"sort"
	"strings"

	"commonpurse/fault"

	"github.com/goccy/go-yaml"
)

// Entry is a proposal of the catalogue: what is known about it, and its file.
type Entry struct {
	Name        string   `yaml:"-"`
	Title       string   `yaml:"title"`
	Date        string   `yaml:"date"`
	By          string   `yaml:"by"`
	Form        string   `yaml:"form"`      // what its authors ask for
	Secession   string   `yaml:"secession"` // yes or no: whether that is a secession at all
	Unit        string   `yaml:"unit"`      // region, or county where it cuts through regions
	Members     string   `yaml:"members"`   // authors or derived: who chose the members
	MembersRule string   `yaml:"members_rule"`
	Modelled    string   `yaml:"modelled"` // yes, partly or no
	Note        string   `yaml:"modelled_note"`
	Claims      []string `yaml:"claims"`
	Sources     []string `yaml:"sources"`

	File string `yaml:"-"` // name of the proposal's file in the pack; "" when it is not supported
	Text []byte `yaml:"-"` // the file, a proposal as anyone may write it
}

const catalogueFile = "proposals/catalogue.yaml"

func (u *Union) readCatalogue() error {
	text, err := fs.ReadFile(u.FS, catalogueFile)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("union: %w", err)
	}
	var entries map[string]Entry
	if err := yaml.UnmarshalWithOptions(text, &entries, yaml.Strict()); err != nil {
		return fmt.Errorf("%s: %s", catalogueFile, yaml.FormatError(err, false, false))
	}
	for name, e := range entries {
		e.Name = name
		if err := e.check(); err != nil {
			return fmt.Errorf("%s: %s: %w", catalogueFile, name, err)
		}
		if e.Unit == "region" {
			e.File = "proposals/" + name + ".yaml"
			if e.Text, err = fs.ReadFile(u.FS, e.File); err != nil {
				return fmt.Errorf("%s: %s: %w", catalogueFile, name, err)
			}
		}
		u.catalogue = append(u.catalogue, e)
	}
	// Supported ones first, then by name: the order a reader can use.
	sort.Slice(u.catalogue, func(i, j int) bool {
		a, b := u.catalogue[i], u.catalogue[j]
		if (a.File == "") != (b.File == "") {
			return a.File != ""
		}
		return a.Name < b.Name
	})
	return nil
}

func (e *Entry) check() error {
	for _, field := range []struct{ name, value, allowed string }{
		{"secession", e.Secession, "yes no"}, {"unit", e.Unit, "region county"},
		{"members", e.Members, "authors derived"}, {"modelled", e.Modelled, "yes partly no"},
	} {
		known := false
		for _, word := range strings.Fields(field.allowed) {
			known = known || word == field.value
		}
		if !known {
			return fmt.Errorf("%s is %q; expected one of %s", field.name, field.value, strings.ReplaceAll(field.allowed, " ", ", "))
		}
	}
	for _, field := range [][2]string{{"title", e.Title}, {"date", e.Date}, {"by", e.By}, {"form", e.Form}, {"members_rule", e.MembersRule}} {
		if field[1] == "" {
			return fmt.Errorf("%s is missing", field[0])
		}
	}
	if len(e.Claims) == 0 || len(e.Sources) == 0 {
		return errors.New("claims and sources are required")
	}
	if e.Modelled != "yes" && e.Note == "" {
		return fmt.Errorf("modelled is %s and modelled_note does not say why", e.Modelled)
	}
	if (e.Unit == "county") != (e.Modelled == "no") {
		return fmt.Errorf("unit is %s and modelled is %s", e.Unit, e.Modelled)
	}
	return nil
}

// Catalogue gives all proposals: first those that can be split, then the others, each by name.
func (u *Union) Catalogue() []Entry { return u.catalogue }

// Proposal finds a catalogue entry. A name that is not there, or that cannot be split yet, is a
// usage fault.
func (u *Union) Proposal(name string) (Entry, error) {
	names := make([]string, 0, len(u.catalogue))
	for _, e := range u.catalogue {
		if e.Name == name {
			return e, nil
		}
		names = append(names, e.Name)
	}
	return Entry{}, &fault.Fault{
		File: "PROPOSAL", Problem: fmt.Sprintf("no proposal %q in the catalogue", name),
		Expected: "a name that `purse proposals` lists, a file, -, or regions such as CA+OR+WA",
		Nearest:  fault.Nearest(name, names),
	}
}

// Splittable says why a proposal of the catalogue cannot be split; nil when it can.
func (e *Entry) Splittable() error {
	if e.File != "" {
		return nil
	}
	return fault.Usage("proposal %s is not supported yet: %s", e.Name, strings.ToLower(e.Note[:1])+e.Note[1:])
}
