package report

import (
	"bufio"
	"io"
	"strings"
)

// writeMarkdown writes the document as text: pictures become their tables.
func writeMarkdown(w io.Writer, doc *document) error {
	b := bufio.NewWriter(w)
	m := markdown{b}
	m.para("# ", doc.title)
	m.para("**", doc.answer)
	m.para("", doc.condition)
	for _, n := range doc.numbers {
		m.line("- " + strings.Join(append([]string{inline(n.label) + ": **" + n.says + "**"}, n.sure...), "; ") + ".")
	}
	m.line("")
	m.para("", doc.agreement)
	for _, note := range doc.about {
		m.para("> ", note)
	}
	if doc.hero != nil {
		m.grid(&doc.hero.twin)
	}
	for _, s := range doc.sections {
		m.para("## ", s.title)
		for _, b := range s.blocks {
			m.block(b)
		}
	}
	if len(doc.absent) > 0 {
		m.para("## ", "Not in this report")
		m.para("", "For want of tables with rows, these sections are absent: "+strings.Join(doc.absent, "; ")+".")
	}
	m.para("", strings.Join(nonEmpty(doc.version, doc.digest, doc.date), " · "))
	return b.Flush()
}

type markdown struct{ b *bufio.Writer }

func (m markdown) line(s string) {
	m.b.WriteString(s)
	m.b.WriteByte('\n')
}

// para writes a paragraph after its mark; "**" also closes it.
func (m markdown) para(mark, text string) {
	if text == "" {
		return
	}
	tail := ""
	if mark == "**" {
		tail = mark
	}
	m.line(mark + inline(text) + tail + "\n")
}

func (m markdown) block(b block) {
	m.para("### ", b.heading)
	m.para("**", b.lead)
	m.para("", b.para)
	for _, item := range b.list {
		m.line("- " + inline(item))
	}
	if len(b.list) > 0 {
		m.line("")
	}
	if b.code != "" {
		m.line("```\n" + b.code + "\n```\n")
	}
	if b.figure != nil {
		m.grid(&b.figure.twin)
	}
	if b.grid != nil {
		m.grid(b.grid)
	}
}

func (m markdown) grid(g *grid) {
	if len(g.rows) == 0 {
		return
	}
	m.para("**", g.caption)
	m.row(g.head)
	rule := make([]string, len(g.head))
	for j := range rule {
		rule[j] = "---:"
		if j < len(g.text) && g.text[j] {
			rule[j] = "---"
		}
	}
	m.line("| " + strings.Join(rule, " | ") + " |")
	for _, row := range g.rows {
		m.row(row)
	}
	m.line("")
	for _, note := range g.notes {
		m.para("", note)
	}
}

func (m markdown) row(cells []string) {
	out := make([]string, len(cells))
	for j, c := range cells {
		out[j] = strings.ReplaceAll(inline(c), "|", `\|`)
	}
	m.line("| " + strings.Join(out, " | ") + " |")
}

// inline keeps a name from a file from being read as marks.
func inline(s string) string {
	return strings.NewReplacer("\n", " ", "<", "&lt;", "*", `\*`, "_", `\_`, "`", "\\`").Replace(s)
}

func nonEmpty(list ...string) []string {
	var out []string
	for _, s := range list {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}
