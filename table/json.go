package table

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
)

// WriteJSON writes the whole result as one JSON object, a row of a table a line.
func WriteJSON(w io.Writer, r *Result) error {
	if err := r.Check(); err != nil {
		return err
	}
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "{\"command\": %s, \"digest\": %s, \"version\": %s,\n \"tables\": [",
		quote(r.Command), quote(r.Digest), quote(r.Version))
	for i := range r.Tables {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n  ")
		writeTableJSON(b, &r.Tables[i])
	}
	b.WriteString("]}\n")
	return b.Flush()
}

func writeTableJSON(b *bufio.Writer, t *Table) {
	fmt.Fprintf(b, "{\"name\": %s, \"title\": %s,\n   \"notes\": %s,\n   \"sources\": %s,\n   \"columns\": [",
		quote(t.Name), quote(t.Title), quoteAll(t.Notes), quoteAll(t.Sources))
	for i, c := range t.Columns {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString("{\"name\": " + quote(c.Name))
		if c.Unit != "" {
			b.WriteString(", \"unit\": " + quote(c.Unit))
		}
		if c.Note != "" {
			b.WriteString(", \"note\": " + quote(c.Note))
		}
		b.WriteByte('}')
	}
	b.WriteString("],\n   \"rows\": [")
	for i, row := range t.Rows {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n    [")
		for j, cell := range row {
			if j > 0 {
				b.WriteString(", ")
			}
			b.WriteString(jsonCell(cell))
		}
		b.WriteByte(']')
	}
	b.WriteString("]}")
}

func jsonCell(cell any) string {
	switch v := cell.(type) {
	case nil:
		return "null"
	case string:
		return quote(v)
	default:
		return raw(v)
	}
}

// quote writes a JSON string without escaping <, > and &: the output is data, not a web page.
func quote(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil { // a string always encodes; strconv keeps the promise if not
		return strconv.Quote(s)
	}
	return string(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
}

func quoteAll(list []string) string {
	var b bytes.Buffer
	b.WriteByte('[')
	for i, s := range list {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(quote(s))
	}
	b.WriteByte(']')
	return b.String()
}

// wire is the JSON form for reading.
type wire struct {
	Command string      `json:"command"`
	Digest  string      `json:"digest"`
	Version string      `json:"version"`
	Tables  []wireTable `json:"tables"`
}

type wireTable struct {
	Name    string       `json:"name"`
	Title   string       `json:"title"`
	Notes   []string     `json:"notes"`
	Sources []string     `json:"sources"`
	Columns []wireColumn `json:"columns"`
	Rows    [][]any      `json:"rows"`
}

type wireColumn struct {
	Name string `json:"name"`
	Unit string `json:"unit"`
	Note string `json:"note"`
}

// ReadJSON reads what WriteJSON wrote. Numbers without a point become int64, the others float64;
// a key that the form does not have is an error.
func ReadJSON(r io.Reader) (*Result, error) {
	d := json.NewDecoder(r)
	d.UseNumber()
	d.DisallowUnknownFields()
	var in wire
	if err := d.Decode(&in); err != nil {
		return nil, fmt.Errorf("table: not a result in JSON: %w", err)
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, fmt.Errorf("table: something follows the result")
	}
	out := &Result{Command: in.Command, Digest: in.Digest, Version: in.Version}
	for _, t := range in.Tables {
		table := Table{Name: t.Name, Title: t.Title, Notes: t.Notes, Sources: t.Sources, Rows: t.Rows}
		for _, c := range t.Columns {
			table.Columns = append(table.Columns, Column(c))
		}
		for _, row := range table.Rows {
			for j := range row {
				cell, err := readCell(row[j])
				if err != nil {
					return nil, fmt.Errorf("table %s: %w", t.Name, err)
				}
				row[j] = cell
			}
		}
		out.Tables = append(out.Tables, table)
	}
	return out, out.Check()
}

func readCell(cell any) (any, error) {
	n, ok := cell.(json.Number)
	if !ok {
		return cell, checkCell(cell)
	}
	if i, err := strconv.ParseInt(n.String(), 10, 64); err == nil {
		return i, nil
	}
	return n.Float64()
}
