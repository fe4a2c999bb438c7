package oracle

import (
	"fmt"
	"strings"
)

// Markdown writes comparisons as a document: shares by column, and each class with who errs and why.
func Markdown(list []*Comparison) string {
	var b strings.Builder
	b.WriteString(preface)
	for _, c := range list {
		c.markdown(&b)
	}
	return b.String()
}

const preface = `# Federal tax law against other programs and published results

This document is generated from the vectors in us/oracle/testdata, a fixed part of larger sets, by ` + "`go test ./us/oracle -run TestVectors -update`" + `, and
a test holds it to them. The same comparison over a whole folder is ` + "`go run ./tools/oracle DIR`" + `.

A peer is evidence, not law. A difference counts as explained only where it falls in a class: a condition on what the unit enters, with the
paragraph that decides and who errs. Where the peer's reading can be worked out by this law, as an amendment, other parameters or other facts,
the class explains only figures that the reading moves by half the tolerance or more, by itself or beside the other readings. *Meets* is how
many units the condition holds for and the reading moves, *differ* how many of them differ in a column that the class can reach, *reproduced*
in how many of these the readings together give the peer's figures to the tolerance. The share is of units compared, less those that differ
and are explained.
`

func (c *Comparison) markdown(b *strings.Builder) {
	years := c.Years()
	if len(years) == 0 {
		return
	}
	span := fmt.Sprint(years[0])
	if last := years[len(years)-1]; last != years[0] {
		span += fmt.Sprintf("-%d", last)
	}
	within := "equal"
	if c.Tolerance > 0 {
		within = fmt.Sprintf("within %g dollars", c.Tolerance)
	}
	fmt.Fprintf(b, "\n## %s\n\nYears %s, %s.\n\n", c.Title, span, within)
	b.WriteString("| column | share that agrees | units | set aside | classes |\n| --- | ---: | ---: | ---: | ---: |\n")
	for _, s := range c.Shares() {
		fmt.Fprintf(b, "| %s | %s %% | %d | %d | %d |\n", s.Column, percent(s.Percent()), s.All, s.Aside, s.Classes)
	}
	classes := c.Found()
	if len(classes) == 0 {
		return
	}
	b.WriteString("\n| class | errs | meets | differ | reproduced | the law |\n| --- | --- | ---: | ---: | ---: | --- |\n")
	for _, f := range classes {
		reproduced := "-"
		if f.Class.isReading() {
			reproduced = fmt.Sprint(f.Proved)
		}
		fmt.Fprintf(b, "| %s | %s | %d | %d | %s | %s |\n", f.Class.Name, f.Class.Errs, f.Meets, f.Differs, reproduced, f.Class.Reason)
	}
}
