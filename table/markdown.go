package table

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// WriteMarkdown writes every table as a heading, a pipe table with numbers as in the text form,
// notes and sources.
func WriteMarkdown(w io.Writer, r *Result) error {
	if err := r.Check(); err != nil {
		return err
	}
	b := bufio.NewWriter(w)
	for i := range r.Tables {
		if i > 0 {
			b.WriteByte('\n')
		}
		tableMarkdown(b, &r.Tables[i])
	}
	return b.Flush()
}

func tableMarkdown(b *bufio.Writer, t *Table) {
	title := t.Title
	if title == "" {
		title = t.Name
	}
	fmt.Fprintf(b, "## %s\n\n", escape(title))
	g := newGrid(t, t)
	rule := "|"
	b.WriteByte('|')
	for j, head := range g.head {
		name := escape(head[0])
		if head[1] != "" {
			name += " (" + escape(head[1]) + ")"
		}
		fmt.Fprintf(b, " %s |", name)
		if g.numeric[j] {
			rule += " ---: |"
		} else {
			rule += " --- |"
		}
	}
	fmt.Fprintf(b, "\n%s\n", rule)
	for _, row := range g.cells {
		b.WriteByte('|')
		for _, cell := range row {
			fmt.Fprintf(b, " %s |", escape(cell))
		}
		b.WriteByte('\n')
	}
	if len(t.Notes)+len(t.Sources) > 0 {
		b.WriteByte('\n')
	}
	for _, note := range t.Notes {
		fmt.Fprintf(b, "- %s\n", escape(note))
	}
	if len(t.Sources) > 0 {
		fmt.Fprintf(b, "- Sources: %s\n", escape(strings.Join(t.Sources, "; ")))
	}
}

// markup is escaped so that a cell neither ends its column nor is read as markup.
var markup = strings.NewReplacer("|", `\|`, "*", `\*`, "_", `\_`, "`", "\\`", "<", "&lt;", "[", `\[`, `\`, `\\`)

func escape(s string) string { return markup.Replace(printable(s)) }
