package oracle

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"strings"

	"commonpurse/formats/delimited"
)

// grid is a whole table of numbers in memory; cells that are empty or text are NaN, and the first
// column is kept as text too.
type grid struct {
	file  string
	names map[string]int
	order []string
	cells []float64
	keys  []string
}

// Row is one line of a table.
type Row struct {
	of    *grid
	cells []float64
}

// Value gives the cell of a column, NaN where it is empty, text or not in the file.
func (r Row) Value(column string) float64 {
	if r.of == nil {
		return math.NaN()
	}
	if at, ok := r.of.names[column]; ok {
		return r.cells[at]
	}
	return math.NaN()
}

// Number is Value with 0 for what is not there.
func (r Row) Number(column string) float64 {
	if v := r.Value(column); !math.IsNaN(v) {
		return v
	}
	return 0
}

func (g *grid) len() int { return len(g.keys) }

func (g *grid) row(i int) Row {
	w := len(g.order)
	return Row{g, g.cells[i*w : (i+1)*w]}
}

// readGrid reads a table, plain or gzipped.
func readGrid(folder fs.FS, file string) (g *grid, err error) {
	source, err := folder.Open(file)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, source.Close()) }()
	text, err := delimited.NewReader(file, source)
	if err != nil {
		return nil, err
	}
	if err := text.Next(); err != nil {
		return nil, fmt.Errorf("%s: no header: %w", file, err)
	}
	g = &grid{file: file, names: map[string]int{}}
	for i := range text.Len() {
		name, _ := text.Field(i)
		g.order = append(g.order, strings.TrimSpace(string(name)))
		g.names[g.order[i]] = i
	}
	for {
		switch err := text.Next(); {
		case errors.Is(err, io.EOF):
			return g, nil
		case err != nil:
			return nil, err
		}
		if text.Len() != len(g.order) {
			return nil, text.At(1, fmt.Sprintf("%d fields", text.Len()), fmt.Sprintf("%d as in the header", len(g.order)))
		}
		key, _ := text.Field(0)
		g.keys = append(g.keys, string(key))
		for i := range g.order {
			field, _ := text.Field(i)
			value, problem := delimited.Number(field)
			if problem != delimited.Good {
				value = math.NaN()
			}
			g.cells = append(g.cells, value)
		}
	}
}

// byKey indexes the rows by the first column.
func (g *grid) byKey() map[string]int {
	index := make(map[string]int, len(g.keys))
	for i, key := range g.keys {
		index[key] = i
	}
	return index
}
