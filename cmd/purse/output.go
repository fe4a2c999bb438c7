package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"commonpurse/fault"
	"commonpurse/table"

	"golang.org/x/term"
)

// format writes a result; single says that it holds one table only.
type format struct {
	single bool
	write  func(a *app, w io.Writer, r *table.Result) error
}

var formats = map[string]format{
	"text": {false, func(a *app, w io.Writer, r *table.Result) error { return table.WriteText(w, r, a.layout(w)) }},
	"csv":  {true, func(_ *app, w io.Writer, r *table.Result) error { return table.WriteCSV(w, &r.Tables[0]) }},
	"json": {false, func(_ *app, w io.Writer, r *table.Result) error { return table.WriteJSON(w, r) }},
	"md":   {false, func(_ *app, w io.Writer, r *table.Result) error { return table.WriteMarkdown(w, r) }},
	"parquet": {true, func(_ *app, w io.Writer, r *table.Result) error {
		return table.WriteParquet(w, r, r.Tables[0].Name)
	}},
}

func formatNames() []string { return []string{"text", "csv", "json", "md", "parquet"} }

// rowsShown of each table in text, where the table was not asked for by name.
const rowsShown = 60

// widthOfFiles is how many characters a line of text takes off a terminal, unless COLUMNS says.
const widthOfFiles = 120

// layout fits text to the terminal, or to a width that a reader of a file can take in.
func (a *app) layout(w io.Writer) table.Text {
	how := table.Text{Width: widthOfFiles}
	if columns, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && columns > 0 {
		how.Width = columns
	}
	if a.table == "" {
		how.MaxRows = rowsShown
	}
	if f, ok := w.(*os.File); ok && terminal(w) {
		how.Bold = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
		if width, _, err := term.GetSize(int(f.Fd())); err == nil {
			how.Width = width
		}
	}
	return how
}

// print writes a result as the flags say.
func (a *app) print(r *table.Result) error { return a.printAfter(nil, r) }

// printAfter writes a picture of characters above the tables, where they are written as text and none
// was asked for by name.
func (a *app) printAfter(picture func(io.Writer, table.Text) error, r *table.Result) error {
	chosen, err := a.choose(r)
	if err != nil {
		return err
	}
	f := formats[a.format]
	if f.single && len(chosen.Tables) > 1 {
		return &fault.Fault{File: "--output", Problem: fmt.Sprintf("%s holds one table, and there are %d", a.format, len(chosen.Tables)),
			Expected: "--table with one of " + strings.Join(r.Names(), ", ")}
	}
	a.clear()
	return a.writeTo(a.file, func(w io.Writer) error {
		if picture != nil && a.format == "text" && a.table == "" {
			if err := picture(w, a.layout(w)); err != nil {
				return err
			}
		}
		return f.write(a, w, chosen)
	})
}

// choose picks the table that --table names; list gives the names of all.
func (a *app) choose(r *table.Result) (*table.Result, error) {
	if a.table == "" {
		return r, nil
	}
	chosen := *r
	if a.table == "list" {
		list := table.Table{Name: "list", Title: "Tables of this result", Columns: []table.Column{{Name: "table"}, {Name: "title"}, {Name: "rows"}}}
		for i := range r.Tables {
			list.Add(r.Tables[i].Name, r.Tables[i].Title, len(r.Tables[i].Rows))
		}
		chosen.Tables = []table.Table{list}
		return &chosen, nil
	}
	t, err := r.Table(a.table)
	if err != nil {
		return nil, err
	}
	chosen.Tables = slices.Clone([]table.Table{*t})
	return &chosen, nil
}

// writable tells early, before anything is worked out, that a file's folder refuses.
func writable(names ...string) error {
	for _, name := range names {
		if name == "" {
			continue
		}
		if info, err := os.Stat(name); err == nil && info.IsDir() {
			return unwritable(name, errors.New("it is a folder"))
		}
		probe, err := os.CreateTemp(filepath.Dir(name), ".purse-*")
		if err != nil {
			return unwritable(name, err)
		}
		if err := errors.Join(probe.Close(), os.Remove(probe.Name())); err != nil {
			return unwritable(name, err)
		}
	}
	return nil
}

// unwritable names the file that was asked for, not the temporary one that stood in for it.
func unwritable(name string, err error) error {
	var inner *fs.PathError
	if errors.As(err, &inner) {
		err = inner.Err
	}
	return fmt.Errorf("cannot write %s: %w", name, err)
}

// writeTo writes to a file, whole or not at all, or to standard output when it has no name.
func (a *app) writeTo(name string, write func(io.Writer) error) error {
	if name == "" {
		if terminal(a.out) { // not buffered away from the writer that asks for the terminal's width
			return write(a.out)
		}
		b := bufio.NewWriter(a.out)
		if err := write(b); err != nil {
			return err
		}
		return b.Flush()
	}
	temporary, err := os.CreateTemp(filepath.Dir(name), ".purse-*")
	if err != nil {
		return unwritable(name, err)
	}
	defer os.Remove(temporary.Name()) // fails, as it should, once the file has its own name
	switch err := finish(temporary, write); {
	case fault.IsUsage(err): // of what was to be written, not of the disk
		return err
	case err != nil:
		return unwritable(name, err)
	}
	if err := os.Rename(temporary.Name(), name); err != nil {
		return unwritable(name, err)
	}
	return nil
}

func finish(f *os.File, write func(io.Writer) error) error {
	b := bufio.NewWriter(f)
	if err := write(b); err != nil {
		f.Close()
		return err
	}
	if err := b.Flush(); err != nil {
		f.Close()
		return err
	}
	if err := f.Chmod(0o644); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
