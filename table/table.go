// Package table is the one shape of a result: tidy tables with units, notes and sources, and the
// writers that print them as text, CSV, JSON, Markdown and Parquet.
//
// Rows hold one fact each. Amounts are in the column's unit, never scaled ("bn") or punctuated:
// only the text and Markdown writers do that, for people. A cell is one of
//
//	nil          no value (an empty cell; never a zero)
//	string       a name or a sentence
//	bool         yes or no
//	int, int64   a count
//	float64      a measure; NaN and infinities are refused
//	money.Cents  an exact amount of dollars; printed with its cents
//
// All writers are deterministic: the same result gives the same bytes.
package table

import (
	"fmt"
	"math"
	"strings"

	"commonpurse/fault"
	"commonpurse/money"
)

// Column names a column and says what its cells mean.
type Column struct {
	Name string // lower case with underscores, unique in its table
	// Unit is USD, USD/year, people, share (of one), percent, year and so on; empty for names.
	Unit string
	Note string // what a reader must know to use the number
}

// Table is rows under columns. Every row has as many cells as there are columns.
type Table struct {
	Name    string // lower case with underscores, unique in its result
	Title   string
	Notes   []string
	Sources []string
	Columns []Column
	Rows    [][]any
}

// Result is what a command computed, and what is needed to compute it again.
type Result struct {
	Command string // as it was asked, in canonical spelling
	Digest  string // of everything the numbers depend on
	Version string // of the program
	Tables  []Table
}

// Add appends one row.
func (t *Table) Add(cells ...any) { t.Rows = append(t.Rows, cells) }

// Column finds a column by name; -1 when there is none.
func (t *Table) Column(name string) int {
	for i := range t.Columns {
		if t.Columns[i].Name == name {
			return i
		}
	}
	return -1
}

// Names lists the tables in order.
func (r *Result) Names() []string {
	names := make([]string, len(r.Tables))
	for i := range r.Tables {
		names[i] = r.Tables[i].Name
	}
	return names
}

// Table finds a table by name. A name that is not there is a usage fault that tells the nearest.
func (r *Result) Table(name string) (*Table, error) {
	for i := range r.Tables {
		if r.Tables[i].Name == name {
			return &r.Tables[i], nil
		}
	}
	names := r.Names()
	return nil, &fault.Fault{
		File:     "--table",
		Problem:  fmt.Sprintf("no table %q in this result", name),
		Expected: "one of " + strings.Join(names, ", "),
		Nearest:  fault.Nearest(name, names),
	}
}

// Check reports the first thing that makes a table unfit to print: a missing or repeated name, a
// row of the wrong length, a cell of another type, a number that is not finite. The writers call
// it, so that a defect is an error and not a misread table.
func (t *Table) Check() error {
	if t.Name == "" {
		return fmt.Errorf("table: a table titled %q has no name", t.Title)
	}
	seen := map[string]bool{}
	for _, c := range t.Columns {
		if c.Name == "" || seen[c.Name] {
			return fmt.Errorf("table %s: column name %q is empty or repeated", t.Name, c.Name)
		}
		seen[c.Name] = true
	}
	for i, row := range t.Rows {
		if len(row) != len(t.Columns) {
			return fmt.Errorf("table %s: row %d has %d cells; expected %d", t.Name, i, len(row), len(t.Columns))
		}
		for j, cell := range row {
			if err := checkCell(cell); err != nil {
				return fmt.Errorf("table %s: row %d, column %s: %w", t.Name, i, t.Columns[j].Name, err)
			}
		}
	}
	return nil
}

func checkCell(cell any) error {
	switch v := cell.(type) {
	case nil, string, bool, int, int64, money.Cents:
		return nil
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Errorf("%v is not a finite number", v)
		}
		return nil
	default:
		return fmt.Errorf("a cell cannot hold %T", cell)
	}
}

// Check checks every table of the result, and that their names differ.
func (r *Result) Check() error {
	seen := map[string]bool{}
	for i := range r.Tables {
		t := &r.Tables[i]
		if err := t.Check(); err != nil {
			return err
		}
		if seen[t.Name] {
			return fmt.Errorf("table: two tables are named %s", t.Name)
		}
		seen[t.Name] = true
	}
	return nil
}
