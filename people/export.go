package people

import (
	"io"
	"slices"

	"github.com/parquet-go/parquet-go"
)

// exportRows is how many rows are handed to the file at a time.
const exportRows = 4096

// Export writes the population as Parquet, one row a filing unit: the household's number, survey
// household, copy, region and weight, then the columns of households and of units by name. Columns
// of households carry the prefix household_. Every row of a household repeats them, so weigh units
// by weight and households by the first unit of each.
func (p *People) Export(w io.Writer) error {
	type column struct {
		name  string
		node  parquet.Node
		value func(h, i int) parquet.Value
	}
	whole := func(v int) parquet.Value { return parquet.ValueOf(int32(v)) }
	columns := []column{
		{"household", parquet.Int(32), func(h, _ int) parquet.Value { return whole(h) }},
		{"survey_household", parquet.Int(32), func(h, _ int) parquet.Value { return whole(int(p.Survey[h])) }},
		{"copy", parquet.Int(32), func(h, _ int) parquet.Value { return whole(int(p.Copy[h])) }},
		{"region", parquet.Encoded(parquet.String(), &parquet.RLEDictionary), func(h, _ int) parquet.Value { return parquet.ValueOf(p.Regions.Code(p.Region[h])) }},
		{"weight", parquet.Leaf(parquet.DoubleType), func(h, _ int) parquet.Value { return parquet.ValueOf(p.Weight[h].Float()) }},
	}
	for _, c := range p.Household.Columns {
		columns = append(columns, column{"household_" + c.Name, parquet.Int(32), func(h, _ int) parquet.Value { return parquet.ValueOf(c.Values[h]) }})
	}
	for _, c := range p.Unit.Columns {
		columns = append(columns, column{c.Name, parquet.Int(32), func(_, i int) parquet.Value { return parquet.ValueOf(c.Values[i]) }})
	}
	slices.SortFunc(columns, func(a, b column) int { // the order in which the format keeps a group's fields
		if a.name < b.name {
			return -1
		}
		return 1
	})
	group := parquet.Group{}
	for _, c := range columns {
		group[c.name] = c.node
	}
	out := parquet.NewWriter(w, parquet.NewSchema("filing_units", group), parquet.Compression(&parquet.Zstd))
	rows := make([]parquet.Row, 0, exportRows)
	flush := func() error {
		_, err := out.WriteRows(rows)
		rows = rows[:0]
		return err
	}
	for h := range p.Len() {
		from, to := p.Units(h)
		for i := from; i < to; i++ {
			row := make(parquet.Row, len(columns))
			for c := range columns {
				row[c] = columns[c].value(h, i).Level(0, 0, c)
			}
			if rows = append(rows, row); len(rows) == exportRows {
				if err := flush(); err != nil {
					return err
				}
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	return out.Close()
}
