package table

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Text says how tables are laid out for a reader of plain text. The zero value fits a file: no
// limit on width or rows, no emphasis.
type Text struct {
	Width   int  // columns of the terminal; 0 means no limit
	MaxRows int  // rows shown of each table; 0 means all
	Bold    bool // titles in bold: only on a terminal that wants it
}

const (
	gap         = 2  // spaces between columns
	narrowest   = 10 // a column of words is not squeezed below this,
	longest     = 40 // nor below its longest word, unless that is longer than this: names are for copying
	bold, plain = "\x1b[1m", "\x1b[0m"
)

// WriteText writes every table of a result, aligned, with thousands separators and large dollar
// amounts in millions or billions as the column's head says.
func WriteText(w io.Writer, r *Result, how Text) error {
	if err := r.Check(); err != nil {
		return err
	}
	b := bufio.NewWriter(w)
	for i := range r.Tables {
		if i > 0 {
			b.WriteByte('\n')
		}
		how.table(b, &r.Tables[i])
	}
	return b.Flush()
}

func (how Text) table(b *bufio.Writer, t *Table) {
	title := printable(t.Title)
	if title == "" {
		title = t.Name
	}
	lines := []string{title}
	if how.Width > 0 {
		lines = wrap(title, how.Width)
	}
	for _, line := range lines {
		if how.Bold {
			line = bold + line + plain
		}
		fmt.Fprintln(b, line)
	}
	shown := t
	if how.MaxRows > 0 && len(t.Rows) > how.MaxRows {
		short := *t
		short.Rows = t.Rows[:how.MaxRows]
		shown = &short
	}
	g := newGrid(t, shown)
	g.all(b, how.Width)
	if left := len(t.Rows) - len(shown.Rows); left > 0 {
		rows := "rows"
		if left == 1 {
			rows = "row"
		}
		fmt.Fprintf(b, "… %s more %s: --table %s\n", separate(fmt.Sprint(left)), rows, t.Name)
	}
	for _, note := range t.Notes {
		how.paragraph(b, "Note: "+printable(note))
	}
	if len(t.Sources) > 0 {
		how.paragraph(b, "Sources: "+printable(strings.Join(t.Sources, "; ")))
	}
}

func (how Text) paragraph(b *bufio.Writer, text string) {
	if how.Width <= 0 {
		fmt.Fprintln(b, text)
		return
	}
	for i, line := range fold(text, max(how.Width-2, 20)) {
		if i > 0 {
			b.WriteString("  ")
		}
		fmt.Fprintln(b, line)
	}
}

// all writes the grid within a width: as one table, as several below each other, or row by row.
func (g *grid) all(b *bufio.Writer, width int) {
	panels := g.panels(width)
	lines := tallest
	if len(panels) > 1 {
		lines = tallIn
	}
	for _, panel := range panels {
		if width > 0 && g.tall(panel, lines) {
			g.records(b, width)
			return
		}
	}
	for i, panel := range panels {
		if i > 0 {
			b.WriteByte('\n')
		}
		g.write(b, panel)
	}
}

// grid is a table as text: cells shown, widths known.
type grid struct {
	numeric []bool
	label   []bool // words, years and numbers without a unit: what may tell rows apart
	width   []int
	word    []int       // length of the longest word of each column
	head    [][2]string // name, unit
	cells   [][]string
}

// newGrid takes scales from the whole table and cells from the part shown, so that a shortened
// table prints the same numbers.
func newGrid(whole, shown *Table) *grid {
	n := len(whole.Columns)
	g := &grid{numeric: make([]bool, n), label: make([]bool, n), width: make([]int, n), word: make([]int, n), head: make([][2]string, n)}
	styles := make([]style, n)
	for j, c := range whole.Columns {
		styles[j] = styleOf(whole, j)
		g.numeric[j] = styles[j].numeric
		g.label[j] = !styles[j].numeric || styles[j].plain || c.Unit == "" && styles[j].decimals == 0
		g.head[j] = [2]string{c.Name, styles[j].unit}
		g.width[j] = max(length(c.Name), length(styles[j].unit))
	}
	unit, mixed := rowUnits(whole, styles)
	for _, row := range shown.Rows {
		line := make([]string, n)
		for j, cell := range row {
			line[j] = styles[j].show(cell)
		}
		if unit >= 0 {
			for i, text := range showRow(row, unit, mixed) {
				line[mixed[i]] = text
			}
		}
		for j := range row {
			g.width[j] = max(g.width[j], length(line[j]))
			for _, word := range strings.Fields(line[j]) {
				g.word[j] = max(g.word[j], length(word))
			}
		}
		g.cells = append(g.cells, line)
	}
	return g
}

func length(s string) int { return utf8.RuneCountInString(s) }

func (g *grid) write(b *bufio.Writer, columns []int) {
	line := make([][]string, len(columns))
	for part := range 2 {
		blank := true
		for i, j := range columns {
			line[i] = []string{g.head[j][part]}
			blank = blank && g.head[j][part] == ""
		}
		if !blank {
			g.line(b, columns, line)
		}
	}
	for i, j := range columns {
		line[i] = []string{strings.Repeat("-", g.width[j])}
	}
	g.line(b, columns, line)
	for _, row := range g.cells {
		for i, j := range columns {
			if g.numeric[j] {
				line[i] = []string{row[j]}
			} else {
				line[i] = wrap(row[j], g.width[j])
			}
		}
		g.line(b, columns, line)
	}
}

// line writes one row whose cells may take several lines.
func (g *grid) line(b *bufio.Writer, columns []int, cells [][]string) {
	height := 1
	for _, c := range cells {
		height = max(height, len(c))
	}
	for k := range height {
		var out strings.Builder
		for i, j := range columns {
			text := ""
			if k < len(cells[i]) {
				text = cells[i][k]
			}
			pad := strings.Repeat(" ", max(0, g.width[j]-length(text)))
			if i > 0 {
				out.WriteString(strings.Repeat(" ", gap))
			}
			if g.numeric[j] {
				out.WriteString(pad + text)
			} else {
				out.WriteString(text + pad)
			}
		}
		fmt.Fprintln(b, strings.TrimRight(out.String(), " "))
	}
}

// wrap breaks a text at spaces into lines of at most width characters; a word longer than a line
// is cut.
func wrap(text string, width int) []string {
	var lines []string
	for _, line := range fold(text, width) {
		for length(line) > width {
			runes := []rune(line)
			lines, line = append(lines, string(runes[:width])), string(runes[width:])
		}
		lines = append(lines, line)
	}
	return lines
}

// fold breaks a text at spaces into lines of at most width characters, and leaves a longer word,
// such as an address, whole on a line of its own.
func fold(text string, width int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		switch {
		case line == "":
			line = word
		case length(line)+1+length(word) <= width:
			line += " " + word
		default:
			lines, line = append(lines, line), word
		}
	}
	if line != "" || len(lines) == 0 {
		lines = append(lines, line)
	}
	return lines
}
