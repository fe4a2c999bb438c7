package households

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"

	"commonpurse/fault"

	"github.com/parquet-go/parquet-go"
)

// IsParquet says whether a file begins as Parquet does.
func IsParquet(text []byte) bool { return bytes.HasPrefix(text, []byte("PAR1")) }

// IsTable says whether a file is a table of people and not one household's file: Parquet, or a first
// line with a column named household.
func IsTable(text []byte) bool {
	if IsParquet(text) {
		return true
	}
	line, _, _ := bytes.Cut(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf")), []byte("\n"))
	if !bytes.ContainsRune(line, ',') {
		return false
	}
	for _, cell := range bytes.Split(line, []byte(",")) {
		if string(bytes.Trim(cell, " \t\r\"")) == keyColumn {
			return true
		}
	}
	return false
}

// Open reads a table of either kind, called name in faults. Rows of Parquet are told as lines, the
// column names being the first.
func Open(name string, text []byte) (*Reader, error) {
	if !IsParquet(text) {
		return NewReader(name, bytes.NewReader(text))
	}
	var b bytes.Buffer
	if err := parquetAsCSV(text, &b); err != nil {
		return nil, &fault.Fault{File: name, Problem: err.Error(), Expected: "a Parquet file of plain columns"}
	}
	return NewReader(name, &b)
}

// parquetAsCSV writes the rows of a Parquet file of plain columns as CSV.
func parquetAsCSV(text []byte, to io.Writer) (err error) {
	defer func() { // the library panics on some broken files
		if broken := recover(); broken != nil {
			err = fmt.Errorf("the file is broken: %v", broken)
		}
	}()
	file, err := parquet.OpenFile(bytes.NewReader(text), int64(len(text)))
	if err != nil {
		return err
	}
	fields := file.Schema().Fields()
	record := make([]string, len(fields))
	for i, f := range fields {
		if !f.Leaf() || f.Repeated() {
			return fmt.Errorf("the column %s is nested", f.Name())
		}
		record[i] = f.Name()
	}
	w := csv.NewWriter(to)
	if err := w.Write(record); err != nil {
		return err
	}
	for _, group := range file.RowGroups() {
		if err := writeGroup(group, w, record); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

func writeGroup(group parquet.RowGroup, w *csv.Writer, record []string) (err error) {
	rows := group.Rows()
	defer func() { err = errors.Join(err, rows.Close()) }()
	buffer := make([]parquet.Row, 256)
	for {
		n, err := rows.ReadRows(buffer)
		for _, row := range buffer[:n] {
			clear(record)
			for _, v := range row {
				record[v.Column()] = cellText(v)
			}
			if err := w.Write(record); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func cellText(v parquet.Value) string {
	switch {
	case v.IsNull():
		return ""
	case v.Kind() == parquet.Double:
		return strconv.FormatFloat(v.Double(), 'f', -1, 64)
	case v.Kind() == parquet.Float:
		return strconv.FormatFloat(float64(v.Float()), 'f', -1, 32)
	default:
		return v.String()
	}
}
