// Package sheet reads the tidy tables of a pack: CSV with a header row, plain or compressed with
// gzip, from an fs.FS. Every error says file, line and column.
package sheet

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"strconv"
	"strings"

	"commonpurse/fault"
)

// Sheet is a table of text cells with named columns.
type Sheet struct {
	Name    string   // the file's name, as errors show it
	Columns []string // column names, as in the header
	Digest  [32]byte // SHA-256 of the uncompressed text
	index   map[string]int
	rows    [][]string
	lines   []int32 // line in the file of each row
}

// Read reads NAME.csv or, where there is none, NAME.csv.gz from the file system. It checks that
// the header is exactly the wanted columns in the wanted order, when any are given.
func Read(fsys fs.FS, name string, want ...string) (*Sheet, error) {
	path := name + ".csv"
	text, err := fs.ReadFile(fsys, path)
	if errors.Is(err, fs.ErrNotExist) {
		text, err = readCompressed(fsys, name+".csv.gz")
	}
	if err != nil {
		return nil, fmt.Errorf("sheet: %w", err)
	}
	return Parse(path, text, want...)
}

func readCompressed(fsys fs.FS, path string) ([]byte, error) {
	packed, err := fs.ReadFile(fsys, path)
	if err != nil {
		return nil, err
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return text, nil
}

// Parse reads CSV text. The name is used in errors only.
func Parse(name string, text []byte, want ...string) (*Sheet, error) {
	next := quoted(text)
	if bytes.IndexByte(text, '"') < 0 {
		next = plain(string(text))
	}
	header, _, err := next(nil)
	if err != nil {
		return nil, located(name, err)
	}
	s := &Sheet{Name: name, Columns: header, Digest: digest(text), index: make(map[string]int, len(header))}
	for i, column := range header {
		if _, twice := s.index[column]; twice {
			return nil, &fault.Fault{File: name, Line: 1, Column: i + 1, Problem: fmt.Sprintf("column %q twice", column)}
		}
		s.index[column] = i
	}
	if len(want) > 0 && strings.Join(want, ",") != strings.Join(header, ",") {
		return nil, &fault.Fault{File: name, Line: 1, Problem: "header is " + strings.Join(header, ","), Expected: strings.Join(want, ",")}
	}
	rows := bytes.Count(text, []byte{'\n'})
	cells := make([]string, 0, rows*len(header))
	s.rows, s.lines = make([][]string, 0, rows), make([]int32, 0, rows)
	for {
		from := len(cells)
		var line int
		cells, line, err = next(cells)
		if err == io.EOF {
			return s, nil
		}
		if err == nil && len(cells)-from != len(header) {
			err = &csv.ParseError{StartLine: line, Line: line, Column: 1, Err: csv.ErrFieldCount}
		}
		if err != nil {
			return nil, located(name, err)
		}
		s.rows = append(s.rows, cells[from:len(cells):len(cells)])
		s.lines = append(s.lines, int32(line))
	}
}

// quoted reads records that may have quotes: each call appends one record's cells and tells its line.
func quoted(text []byte) func([]string) ([]string, int, error) {
	r := csv.NewReader(bytes.NewReader(text))
	r.FieldsPerRecord = -1
	return func(cells []string) ([]string, int, error) {
		record, err := r.Read()
		if err != nil {
			return cells, 0, err
		}
		line, _ := r.FieldPos(0)
		return append(cells, record...), line, nil
	}
}

// plain reads the same from text without quotes, several times faster.
func plain(text string) func([]string) ([]string, int, error) {
	line := 0
	return func(cells []string) ([]string, int, error) {
		for text != "" {
			var record string
			record, text, _ = strings.Cut(text, "\n")
			line++
			if record = strings.TrimSuffix(record, "\r"); record == "" {
				continue
			}
			for {
				cell, rest, more := strings.Cut(record, ",")
				cells = append(cells, cell)
				if !more {
					return cells, line, nil
				}
				record = rest
			}
		}
		return cells, line, io.EOF
	}
}

// located turns an error of the CSV reader into a fault with its place.
func located(name string, err error) error {
	if err == io.EOF {
		return &fault.Fault{File: name, Line: 1, Problem: "empty", Expected: "a header row"}
	}
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		return &fault.Fault{File: name, Line: parse.Line, Column: parse.Column, Problem: parse.Err.Error(), Expected: "CSV"}
	}
	return fmt.Errorf("%s: %w", name, err)
}

// Len counts the rows below the header.
func (s *Sheet) Len() int { return len(s.rows) }

// Has says whether the sheet has a column.
func (s *Sheet) Has(column string) bool { _, ok := s.index[column]; return ok }

// Line gives the line in the file of a row.
func (s *Sheet) Line(row int) int { return int(s.lines[row]) }

// Text gives a cell, "" for a column that is not there.
func (s *Sheet) Text(row int, column string) string {
	i, ok := s.index[column]
	if !ok {
		return ""
	}
	return s.rows[row][i]
}

// Float gives a cell as a finite number. An empty cell is an error: use Text to test for it.
func (s *Sheet) Float(row int, column string) (float64, error) {
	text := s.Text(row, column)
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, s.Fault(row, column, fmt.Sprintf("%s is %q", column, text), "a number", "")
	}
	return v, nil
}

// Int gives a cell as an integer.
func (s *Sheet) Int(row int, column string) (int, error) {
	text := s.Text(row, column)
	v, err := strconv.Atoi(text)
	if err != nil {
		return 0, s.Fault(row, column, fmt.Sprintf("%s is %q", column, text), "a whole number", "")
	}
	return v, nil
}

// Fault makes a located fault about a cell.
func (s *Sheet) Fault(row int, column, problem, expected, nearest string) *fault.Fault {
	return &fault.Fault{File: s.Name, Line: s.Line(row), Column: s.index[column] + 1, Problem: problem, Expected: expected, Nearest: nearest}
}
