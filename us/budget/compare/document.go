package compare

import (
	"bytes"
	"fmt"

	"commonpurse/ledger"
	"commonpurse/table"
	"commonpurse/us/budget"
)

// preface says how to read the document.
const preface = `# The ledger beside what others have published

Made by ` + "`UPDATE_DOCS=1 go test ./us/budget/compare`" + ` from the tables of the pack; a test holds it. Nothing here reaches
the ledger: by what each line is shared was decided from the evidence for it, then compared. No allocator was
chosen, and no figure changed, for its fit to these tables.

Conventions. Against the Rockefeller Institute: ` + "`" + Nearest + "`" + ` (money where it lands, the deficit left in,
interest and what no data place left out, all of the corporate tax on residents); without pandemic money, one-off
lines are left out too. Against the New York State Comptroller: ` + "`" + Comptroller + "`" + `. Balances are outlays less
receipts: positive when a region receives more than it pays. The Institute's table of 2023 was read second-hand, its
method is described only in outline, and its 50 states have no District of Columbia; so balances of 2023 are
compared as differences from the mean of the 50 states.

`

// Document writes the comparison, and how well the dollars of the best years are placed, as one
// document in Markdown.
func Document(accounts *budget.Tables, published *Published) ([]byte, error) {
	c, err := Compare(accounts, published)
	if err != nil {
		return nil, err
	}
	tables, err := c.Tables()
	if err != nil {
		return nil, err
	}
	placed, err := c.placed(2022, 2023)
	if err != nil {
		return nil, err
	}
	tables = append(tables[:1:1], append([]table.Table{placed}, tables[1:]...)...)
	var b bytes.Buffer
	b.WriteString(preface)
	if err := table.WriteMarkdown(&b, &table.Result{Tables: tables}); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// placed is the coverage of some years under the preset cash, where every line stands by its own
// allocator.
func (c *Comparison) placed(years ...int) (table.Table, error) {
	var list []*ledger.Ledger
	for _, year := range years {
		l, _, err := c.under(year, "cash")
		if err != nil {
			return table.Table{}, err
		}
		list = append(list, l)
	}
	asked, _ := ledger.Preset("cash")
	all, err := ledger.Tables(list, ledger.Report{Asked: asked})
	if err != nil {
		return table.Table{}, err
	}
	for _, t := range all {
		if t.Name == "coverage" {
			return t, nil
		}
	}
	return table.Table{}, fmt.Errorf("compare: the ledger has no table of coverage")
}
