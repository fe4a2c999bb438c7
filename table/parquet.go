package table

import (
	"encoding/json"
	"io"

	"commonpurse/money"

	"github.com/parquet-go/parquet-go"
)

// WriteParquet writes one table of a result. Columns keep their order and may hold nulls; amounts
// are doubles. The file's key-value metadata carries command, digest, version, table, title, and,
// as JSON, notes, sources and columns (name, unit, note).
func WriteParquet(w io.Writer, r *Result, name string) error {
	t, err := r.Table(name)
	if err != nil {
		return err
	}
	if err := t.Check(); err != nil {
		return err
	}
	kinds := make([]kind, len(t.Columns))
	for j := range kinds {
		kinds[j] = kindOf(t, j)
	}
	options := []parquet.WriterOption{
		parquet.NewSchema(t.Name, schemaOf(t, kinds)),
		parquet.Compression(&parquet.Zstd),
		parquet.CreatedBy("purse", r.Version, ""),
	}
	for _, pair := range [][2]string{
		{"command", r.Command}, {"digest", r.Digest}, {"version", r.Version},
		{"table", t.Name}, {"title", t.Title},
		{"notes", quoteAll(t.Notes)}, {"sources", quoteAll(t.Sources)}, {"columns", columnsJSON(t)},
	} {
		options = append(options, parquet.KeyValueMetadata(pair[0], pair[1]))
	}
	out := parquet.NewWriter(w, options...)
	rows := make([]parquet.Row, 0, len(t.Rows))
	for _, cells := range t.Rows {
		rows = append(rows, parquetRow(kinds, cells))
	}
	if _, err := out.WriteRows(rows); err != nil {
		return err
	}
	return out.Close()
}

func columnsJSON(t *Table) string {
	columns := make([]wireColumn, len(t.Columns))
	for i, c := range t.Columns {
		columns[i] = wireColumn(c)
	}
	text, err := json.Marshal(columns)
	if err != nil { // three strings a column always encode
		return "[]"
	}
	return string(text)
}

// kind is what a whole column holds: the narrowest type that takes all its cells.
type kind int

const (
	none kind = iota
	yesNo
	count
	measure
	words
)

func kindOf(t *Table, column int) kind {
	found := none
	for _, row := range t.Rows {
		k := cellKind(row[column])
		switch {
		case k == none || k == found:
		case found == none:
			found = k
		case found != words && k != words && found != yesNo && k != yesNo:
			found = measure // counts among measures
		default:
			return words
		}
	}
	if found == none {
		return words
	}
	return found
}

func cellKind(cell any) kind {
	switch cell.(type) {
	case bool:
		return yesNo
	case int, int64:
		return count
	case float64, money.Cents:
		return measure
	case string:
		return words
	}
	return none
}

// orderedGroup is a parquet group whose fields stay in the table's order (a plain group sorts
// them by name).
type orderedGroup struct {
	parquet.Group
	fields []parquet.Field
}

func (g orderedGroup) Fields() []parquet.Field { return g.fields }

func schemaOf(t *Table, kinds []kind) parquet.Node {
	group := parquet.Group{}
	for j, c := range t.Columns {
		group[c.Name] = parquet.Optional(map[kind]parquet.Node{
			yesNo: parquet.Leaf(parquet.BooleanType), count: parquet.Int(64),
			measure: parquet.Leaf(parquet.DoubleType), words: parquet.String(),
		}[kinds[j]])
	}
	byName := map[string]parquet.Field{}
	for _, f := range group.Fields() {
		byName[f.Name()] = f
	}
	ordered := orderedGroup{Group: group}
	for _, c := range t.Columns {
		ordered.fields = append(ordered.fields, byName[c.Name])
	}
	return ordered
}

func parquetRow(kinds []kind, cells []any) parquet.Row {
	row := make(parquet.Row, len(cells))
	for j, cell := range cells {
		if cell == nil {
			row[j] = parquet.NullValue().Level(0, 0, j)
			continue
		}
		row[j] = parquetValue(kinds[j], cell).Level(0, 1, j)
	}
	return row
}

func parquetValue(k kind, cell any) parquet.Value {
	switch k {
	case yesNo:
		return parquet.BooleanValue(cell == true)
	case count:
		v, _ := number(cell)
		if i, ok := cell.(int64); ok {
			return parquet.Int64Value(i)
		}
		return parquet.Int64Value(int64(v))
	case measure:
		v, _ := number(cell)
		return parquet.DoubleValue(v)
	}
	return parquet.ByteArrayValue([]byte(raw(cell)))
}
