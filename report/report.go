// Package report makes documents from the tables of a split: one HTML file that holds everything it needs, its PDF and
// its Markdown twin. It reads tables only, and computes nothing but how to show them: every number of a report stands in
// a table that `purse split` prints.
//
// A report answers in the order of the argument that it settles: the question and the answer with its condition; who
// pays and who is paid; who wins where it leaves; who is hurt, the poor first; those who voted the other way than their
// bloc; power against money; territory; each region; how sure; what is not modelled; sources; how to run it again. A table
// that is absent or empty takes its section with it, and the report says so.
//
// The same tables give the same bytes. No date is printed unless it is asked for.
package report

import (
	"io"

	"commonpurse/table"
)

// Options is what a report needs besides the tables.
type Options struct {
	Date string // printed at the foot as given; empty for none
}

// HTML writes the report as one file that asks no address for anything and needs no script.
func HTML(w io.Writer, result *table.Result, opt Options) error {
	doc, err := compose(result, opt)
	if err != nil {
		return err
	}
	return writeHTML(w, doc)
}

// Markdown writes the report's twin: the same sentences, and a table for each picture.
func Markdown(w io.Writer, result *table.Result, opt Options) error {
	doc, err := compose(result, opt)
	if err != nil {
		return err
	}
	return writeMarkdown(w, doc)
}
