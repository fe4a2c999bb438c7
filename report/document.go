package report

import "commonpurse/chart"

// A document is a report before it is written in some form.
type document struct {
	title     string // of the window and the running header
	question  string
	answer    string
	condition string
	about     []string // what kind of proposal this is, and how far it is modelled
	hero      *figure  // the map
	numbers   []number
	agreement string
	sections  []section
	absent    []string // sections left out, with the reason
	date      string
	version   string
	digest    string
}

// A number of the first screen with how sure it is.
type number struct {
	says  string // "+$45 billion", or a range where the sign turns
	label string
	sure  []string // the two ranges in words
	bar   chart.SVG
}

// A section is a heading with its blocks.
type section struct {
	id, title string
	blocks    []block
}

// A block is one of its fields.
type block struct {
	lead    string // the answer to a section's question; para is then its condition
	para    string
	list    []string
	code    string
	figure  *figure
	grid    *grid
	heading string

	downloads []download
}

// A download is a table's raw rows, carried inside the document.
type download struct{ name, title, csv string }

// A figure is one picture in a wide and a narrow drawing, and its twin as a table.
type figure struct {
	id           string
	wide, narrow chart.SVG
	twin         grid
	tall         bool // nearly a page high
}

// A grid is a small table for people. Cells are text already.
type grid struct {
	caption string
	head    []string
	text    []bool // columns of words; the others hold numbers
	rows    [][]string
	dense   bool // many rows: printed small, on one page
	notes   []string
}

func (s *section) say(text string) {
	if text != "" {
		s.blocks = append(s.blocks, block{para: text})
	}
}

func (s *section) show(f *figure) {
	if f != nil {
		s.blocks = append(s.blocks, block{figure: f})
	}
}

func (s *section) tabulate(g grid) {
	if len(g.rows) > 0 {
		s.blocks = append(s.blocks, block{grid: &g})
	}
}
