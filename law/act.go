package law

import (
	"fmt"
	"sort"

	"commonpurse/fault"
)

// Act is a reform: an act that has not passed. It amends parameters by the same rows as the law.
type Act struct {
	Name     string
	Title    string
	Baseline Date // the law it amends is that of this day; zero: as known today
	Enacted  Date // when it is taken to have passed; orders nothing, acts stack as they are given
	File     string
	amend    []amendment
}

type amendment struct {
	name string
	at   *node
	rows *node
}

// ReadAct reads an act's file. Parameters are looked up when the act is laid over a body of law.
func ReadAct(file string, data []byte) (*Act, error) {
	if err := fault.Bounded(file, data); err != nil {
		return nil, err
	}
	rd := &reader{}
	root := rd.parse(file, data)
	if root == nil {
		return nil, rd.faults.Or()
	}
	a := &Act{File: file}
	for _, e := range rd.entries(root, "act", "title", "baseline", "enacted", "note", "amend") {
		switch e.key {
		case "act":
			a.Name = rd.text(e.value)
		case "title":
			a.Title = rd.text(e.value)
		case "baseline":
			a.Baseline = rd.baseline(e.value)
		case "enacted":
			a.Enacted = rd.date(e.value)
		case "note":
			rd.text(e.value)
		case "amend":
			for _, p := range rd.entries(e.value) {
				a.amend = append(a.amend, amendment{p.key, p.place, p.value})
			}
		}
	}
	if a.Name == "" {
		rd.fail(root, "the act has no name", "act: a-short-name", "")
	}
	if len(a.amend) == 0 {
		rd.fail(root, "the act amends nothing", "amend: with at least one parameter", "")
	}
	if err := rd.faults.Or(); err != nil {
		return nil, err
	}
	return a, nil
}

// baseline reads `current`, or `current as of 2025-07-04`.
func (rd *reader) baseline(n *node) Date {
	text := rd.text(n)
	if text == "current" {
		return ""
	}
	var day string
	if _, err := fmt.Sscanf(text, "current as of %s", &day); err != nil || !validDate(day) {
		rd.fail(n, "found "+describe(n), "current, or current as of a date such as 2025-07-04", "")
		return ""
	}
	return Date(day)
}

// With lays acts over the law, each over the ones before it. The receiver is left as it is.
func (c *Code) With(acts ...*Act) (*Code, error) {
	if len(acts) == 0 {
		return c, nil
	}
	next := *c
	next.parameters = append([]*Parameter(nil), c.parameters...)
	next.byName = make(map[string]*Parameter, len(c.byName))
	for i, p := range c.parameters {
		copied := *p
		copied.Rows = append([]*Row(nil), p.Rows...)
		next.parameters[i] = &copied
		next.byName[p.Name] = &copied
	}
	rd := &reader{code: &next}
	for _, act := range acts {
		rd.order = next.topOrder() + 1
		source := &Source{ID: act.Name, Document: act.Title, Date: act.Enacted, Act: true}
		if source.Document == "" {
			source.Document = act.Name
		}
		for _, m := range act.amend {
			rd.lay(m, source)
		}
	}
	return &next, rd.faults.Or()
}

func (c *Code) topOrder() int {
	top := 0
	for _, p := range c.parameters {
		for _, r := range p.Rows {
			top = max(top, r.order)
		}
	}
	return top
}

// lay puts one amendment's rows over a parameter.
func (rd *reader) lay(m amendment, source *Source) {
	p := rd.code.byName[m.name]
	if p == nil {
		rd.fail(m.at, "the law has no parameter "+m.name, "a name that `purse law` lists", fault.Nearest(m.name, rd.code.Names()))
		return
	}
	var rows []*Row
	for _, n := range rd.list(m.rows) {
		if row := rd.amendRow(n, p, source); row != nil {
			rows = append(rows, row)
		}
	}
	rd.checkSpans(m, p, rows)
	p.Rows = append(p.Rows, rows...)
}

func (rd *reader) amendRow(n *node, p *Parameter, source *Source) *Row {
	row := &Row{File: n.file, Line: n.line, Source: source, order: rd.order}
	var value *node
	for _, f := range rd.entries(n, "from", "until", "value", "unit", "indexed") {
		switch f.key {
		case "from":
			row.From = rd.year(f.value)
		case "until":
			row.Until = rd.year(f.value)
		case "value":
			value = f.value
		case "unit":
			if unit := rd.text(f.value); unit != p.Unit {
				rd.fail(f.value, p.Name+" is given in "+unit, p.Unit, "")
			}
		case "indexed":
			row.Indexed = scalar(f.value) == "yes"
			if row.Indexed && p.Index == nil {
				rd.fail(f.value, p.Name+" has no index", "a fixed value, or a parameter that the law indexes", "")
			}
		}
	}
	if value == nil || row.From == 0 {
		rd.fail(n, "a row of "+p.Name+" is not complete", "from and value", "")
		return nil
	}
	if row.From < rd.code.first || row.From > rd.code.projected {
		rd.fail(n, fmt.Sprintf("a row of %s begins in %d", p.Name, row.From), fmt.Sprintf("%d to %d", rd.code.first, rd.code.projected), "")
	}
	row.Value = rd.values(value, p)
	return row
}

// checkSpans refuses rows of one act that overlap or leave a year between them.
func (rd *reader) checkSpans(m amendment, p *Parameter, rows []*Row) {
	sort.SliceStable(rows, func(i, j int) bool { return rows[i].From < rows[j].From })
	for i, row := range rows {
		if row.Until != 0 && row.Until < row.From {
			rd.failRow(row, fmt.Sprintf("a row of %s ends in %d, before it begins in %d", p.Name, row.Until, row.From), "")
		}
		if i == 0 {
			continue
		}
		before := rows[i-1]
		switch {
		case row.From == before.From:
			rd.failRow(row, fmt.Sprintf("two rows of %s begin in %d", p.Name, row.From), "one row a year")
		case before.Until == 0:
			// The next row ends the one before it: a plain list of changes.
			before.Until = row.From - 1
		case before.Until >= row.From:
			rd.failRow(row, fmt.Sprintf("rows of %s overlap in %d", p.Name, row.From), fmt.Sprintf("until %d in the row before", row.From-1))
		case before.Until < row.From-1:
			rd.failRow(row, fmt.Sprintf("no row of %s holds in %d", p.Name, before.Until+1), "rows without a gap between them")
		}
	}
}

func (rd *reader) failRow(row *Row, problem, expected string) {
	rd.faults = append(rd.faults, &fault.Fault{File: row.File, Line: row.Line, Problem: problem, Expected: expected})
}
