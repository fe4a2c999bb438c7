package table

import (
	"bufio"
	"fmt"
	"strings"
)

const (
	tallest   = 8  // lines that a row may take before its table is written row by row,
	tallIn    = 3  // and a row of a table of several panels
	shortCell = 30 // characters of a cell that shares a line with others in such a table
)

// tall tells whether columns of words had to be squeezed so far that some row stands taller than a
// reader follows.
func (g *grid) tall(columns []int, lines int) bool {
	for _, row := range g.cells {
		for _, j := range columns {
			if !g.numeric[j] && len(wrap(row[j], g.width[j])) > lines {
				return true
			}
		}
	}
	return false
}

// records writes each row as a paragraph: the cell that names it, then each long cell with the name
// of its column, then the short ones side by side.
func (g *grid) records(b *bufio.Writer, width int) {
	long := g.long()
	head := 0
	if g.numeric[0] {
		for j := len(g.width) - 1; j > 0; j-- {
			if !g.numeric[j] && !long[j] {
				head = j
			}
		}
	}
	for _, row := range g.cells {
		b.WriteByte('\n')
		for _, line := range wrap(row[head], width) {
			fmt.Fprintln(b, line)
		}
		var short []string
		for j := range row {
			switch {
			case row[j] == "" || j == head:
			case long[j]:
				indented(b, g.head[j][0]+": "+row[j], width)
			default:
				unit := g.head[j][1]
				if unit == g.head[j][0] { // year 2022, people 300
					unit = ""
				}
				short = append(short, strings.TrimSpace(g.head[j][0]+" "+row[j]+" "+unit))
			}
		}
		sideBySide(b, short, width)
	}
	b.WriteByte('\n')
}

// long tells which columns have cells too long to stand beside others.
func (g *grid) long() []bool {
	long := make([]bool, len(g.width))
	for _, row := range g.cells {
		for j := range row {
			long[j] = long[j] || !g.numeric[j] && length(row[j]) > shortCell
		}
	}
	return long
}

// sideBySide writes parts two characters in, none of them broken.
func sideBySide(b *bufio.Writer, parts []string, width int) {
	line := ""
	for _, part := range parts {
		switch {
		case line == "":
			line = part
		case length(line)+3+length(part) <= width-2:
			line += " | " + part
		default:
			fmt.Fprintln(b, "  "+line)
			line = part
		}
	}
	if line != "" {
		fmt.Fprintln(b, "  "+line)
	}
}

// indented writes a paragraph two characters in, its further lines four.
func indented(b *bufio.Writer, text string, width int) {
	for i, line := range fold(text, max(width-4, narrowest)) {
		in := "  "
		if i > 0 {
			in = "    "
		}
		fmt.Fprintln(b, in+line)
	}
}
