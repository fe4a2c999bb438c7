package budget

import (
	"fmt"
	"io/fs"

	"github.com/goccy/go-yaml"
)

// Source is where a table's figures come from.
type Source struct {
	Producer string   `yaml:"producer"`
	Document string   `yaml:"document"`
	Date     string   `yaml:"date"`
	Licence  string   `yaml:"licence"`
	From     string   `yaml:"from"` // where the figures were read: repository, path and commit, or address
	Note     string   `yaml:"note"`
	Tables   []string `yaml:"tables"`
}

// readSources reads the sources of the ledger's tables.
func readSources(fsys fs.FS) (map[string]Source, error) {
	text, err := fs.ReadFile(fsys, "ledger/sources.yaml")
	if err != nil {
		return nil, fmt.Errorf("budget: %w", err)
	}
	sources := map[string]Source{}
	if err := yaml.UnmarshalWithOptions(text, &sources, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("budget: ledger/sources.yaml: %w", err)
	}
	return sources, nil
}
