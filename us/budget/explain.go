package budget

import (
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"

	"commonpurse/fault"
	"commonpurse/ledger"
	"commonpurse/money"
	"commonpurse/region"
	"commonpurse/table"
)

// Explain tells how one line came about in one region: the part of the official budget it draws
// on, its amount, what it is shared by, and every published cell behind it with file, row, digest
// and source.
func (t *Tables) Explain(l *ledger.Ledger, id string, r region.ID) ([]table.Table, error) {
	i := l.Line(id)
	if i < 0 {
		names := make([]string, len(l.Lines))
		for j := range l.Lines {
			names[j] = l.Lines[j].ID
		}
		return nil, &fault.Fault{File: "--explain", Problem: fmt.Sprintf("no line %q in the ledger of %d", id, l.Year), Expected: "a line of the ledger", Nearest: fault.Nearest(id, names)}
	}
	if l.Lines[i].Base == ledger.Replaced {
		replaced := table.Table{Name: "explanation", Title: l.Lines[i].Title, Columns: []table.Column{{Name: "step"}, {Name: "says"}, {Name: "value", Unit: "USD"}}}
		replaced.Add("base", ledger.Replaced, nil)
		replaced.Add("source", l.Lines[i].Source, nil)
		replaced.Add("result", id+" of "+l.Regions.Code(r), l.Cells[i][r])
		return []table.Table{replaced}, nil
	}
	b, err := t.builder(l.Year)
	if err != nil {
		return nil, err
	}
	if _, err := b.share(id); err != nil {
		return nil, err
	}
	e := explainer{builder: b, region: int(r), ledger: l, line: i}
	return e.tables()
}

type explainer struct {
	*builder
	ledger *ledger.Ledger
	line   int
	region int
	cells  table.Table
	seen   map[string]bool
}

func (e *explainer) tables() ([]table.Table, error) {
	line := &e.ledger.Lines[e.line]
	d := e.lines[e.index[line.ID]]
	code := e.facts.regions.Code(region.ID(e.region))
	e.seen = map[string]bool{}
	e.cells = table.Table{Name: "cells", Title: "Every published cell behind " + line.ID + " of " + code, Columns: []table.Column{{Name: "part"}, {Name: "item"}, {Name: "region"},
		{Name: "year", Unit: "year"}, {Name: "value"}, {Name: "unit"}, {Name: "file"}, {Name: "row"}, {Name: "sha256"}, {Name: "source"}, {Name: "document"}}}
	steps, err := e.steps(line, d, code)
	if err != nil {
		return nil, err
	}
	e.officialCells(d)
	e.itemCells("amount", d.amount, e.year)
	e.itemCells("allocator", d.allocator, e.year)
	e.itemCells("abroad", d.abroad, e.year)
	for _, x := range e.exceptions {
		if x.line == line.ID && int(x.region) == e.region && x.from <= e.year && e.year <= x.until {
			e.itemCells("exception", x.allocator, e.year)
		}
	}
	return []table.Table{steps, e.cells}, nil
}

// steps gives the derivation from the budget to the region's amount.
func (e *explainer) steps(line *ledger.Line, d definition, code string) (table.Table, error) {
	t := table.Table{Name: "explanation", Title: fmt.Sprintf("%s of %s, %d", line.Title, code, e.year),
		Columns: []table.Column{{Name: "step"}, {Name: "says"}, {Name: "value"}, {Name: "unit"}}}
	amount := e.amounts[line.ID]
	cell := e.ledger.Cells[e.line][e.region]
	t.Add("line", line.ID+": "+line.Title, nil, "")
	t.Add("kind", strings.Join([]string{line.Side.String(), line.Role.String(), line.Nature.String(), line.Function, line.Object}, ", "), nil, "")
	t.Add("base", line.Base, nil, "")
	t.Add("grade", fmt.Sprintf("%s, allocator of %d", line.Grade, line.AllocatorYear), nil, "")
	t.Add("budget", "parts "+strings.Join(d.pool, " + ")+" of the official budget", money.ToCents(e.poolTotal(d.pool, e.year)), "USD")
	for _, other := range e.lines {
		if other.line.ID != line.ID && strings.Join(other.pool, "+") == strings.Join(d.pool, "+") && d.amount == nil {
			t.Add("less", other.line.ID, -e.amounts[other.line.ID], "USD")
		}
	}
	how := "the rest"
	if d.amount != nil {
		how = d.amount.String()
	}
	t.Add("amount", how, amount, "USD")
	t.Add("outside", "territories and abroad", e.ledger.Outside[e.line], "USD")
	t.Add("allocator", line.Allocator, nil, "")
	weights, err := e.weights(d)
	if err != nil {
		return t, err
	}
	var sum float64
	for _, w := range weights {
		sum += w
	}
	t.Add("weight", "of "+code, weights[e.region], "")
	t.Add("weights", "of all regions and places outside", sum, "")
	t.Add("share", "weight over weights", strconv.FormatFloat(weights[e.region]/sum, 'f', 6, 64), "")
	for _, x := range e.exceptions {
		if x.line == line.ID && int(x.region) == e.region && x.from <= e.year && e.year <= x.until {
			t.Add("exception", x.text+": "+x.why, nil, "")
		}
	}
	t.Add("result", line.ID+" of "+code, cell, "USD")
	if line.Improve != "" {
		t.Add("better", line.Improve, nil, "")
	}
	return t, nil
}

// weights evaluates the line's allocator again, exceptions laid over.
func (e *explainer) weights(d definition) (vector, error) {
	var uses []use
	c := context{build: e.builder, year: e.year, exception: -1, pool: d.pool, uses: &uses}
	v, err := c.eval(d.allocator)
	if err != nil {
		return nil, err
	}
	for _, x := range e.exceptions {
		if x.line != d.line.ID || e.year < x.from || e.year > x.until {
			continue
		}
		at := c
		at.exception = int(x.region)
		y, err := at.eval(x.allocator)
		if err != nil {
			return nil, err
		}
		v[x.region] = y[x.region]
	}
	return v[:len(v)-1], nil
}

// officialCells lists the leaves of the budget that the line's pool holds.
func (e *explainer) officialCells(d definition) {
	s := e.official.sheet
	for row := range s.Len() {
		if s.Text(row, "kind") != "leaf" || s.Text(row, "year") != fmt.Sprint(e.year) {
			continue
		}
		for _, code := range d.pool {
			if s.Text(row, "code") == code {
				e.add("budget", code, "US", e.year, s.Text(row, "dollars"), "USD", "budget", s.Line(row), s.Digest, s.Text(row, "source"))
			}
		}
	}
}

// itemCells lists the published cells of the items an expression names: of the region, and the
// national figure.
func (e *explainer) itemCells(part string, n *node, year int) {
	if n == nil {
		return
	}
	if n.kind == 'c' && n.text == "normal" {
		e.itemCells(part, n.args[0], normalYear)
	}
	for _, arg := range n.args {
		e.itemCells(part, arg, year)
	}
	if n.kind != 'i' {
		return
	}
	if id, ok := strings.CutPrefix(n.text, "line."); ok {
		if spread, ok := e.spread[id]; ok {
			e.cells.Add(part, n.text, e.facts.regions.Code(region.ID(e.region)), e.year, spread[e.region].Dollars(), "USD", "explain "+id, nil, "", "", "")
		}
		return
	}
	it, ok := e.facts.items[n.text]
	if !ok {
		return
	}
	for _, y := range e.yearsOf(it, n.years, year) {
		cells := it.cells[y]
		for _, place := range []int{e.region, len(cells) - 1} {
			if c := cells[place]; c.row >= 0 {
				s := e.facts.sheets[it.room]
				row := int(c.row)
				e.add(part, it.name, s.Text(row, "region"), y, s.Text(row, "value"), it.unit, rooms[it.room], s.Line(row), s.Digest, it.source[y])
			}
		}
	}
}

func (e *explainer) yearsOf(it *item, spec yearSpec, year int) []int {
	switch spec.kind {
	case 'f':
		return []int{it.nearest(spec.from)}
	case 'r':
		return []int{it.nearest(year + spec.from)}
	case 'm':
		from, to := spec.from, spec.to
		if from < 1000 {
			from, to = year+from, year+to
		}
		var list []int
		for _, y := range it.years {
			if from <= y && y <= to {
				list = append(list, y)
			}
		}
		return list
	}
	return []int{it.nearest(year)}
}

func (e *explainer) add(part, item, place string, year int, value, unit, room string, line int, digest [32]byte, source string) {
	key := fmt.Sprint(part, item, place, year)
	if e.seen[key] {
		return
	}
	e.seen[key] = true
	e.cells.Add(part, item, place, year, value, unit, "data/us/ledger/"+room+".csv", line, hex.EncodeToString(digest[:]), source, e.facts.sources[source].Document)
}

// String writes an expression as it was read, in its plainest form.
func (n *node) String() string {
	switch n.kind {
	case 'n':
		return fmt.Sprint(n.value)
	case 'i':
		return n.text + n.years.String()
	case 'c':
		args := make([]string, len(n.args))
		for i, a := range n.args {
			args[i] = a.String()
		}
		return n.text + "(" + strings.Join(args, ", ") + ")"
	}
	left, right := n.args[0].String(), n.args[1].String()
	if n.kind == '*' || n.kind == '/' {
		left, right = bracket(n.args[0], left), bracket(n.args[1], right)
	} else if n.kind == '-' && (n.args[1].kind == '+' || n.args[1].kind == '-') {
		right = "(" + right + ")"
	}
	return left + " " + string(n.kind) + " " + right
}

func bracket(n *node, text string) string {
	if n.kind == '+' || n.kind == '-' || n.kind == '/' {
		return "(" + text + ")"
	}
	return text
}

// String writes which year an expression asks for.
func (s yearSpec) String() string {
	switch s.kind {
	case 'f', 'r':
		return fmt.Sprintf("@%d", s.from)
	case 'm':
		return fmt.Sprintf("@%d..%d", s.from, s.to)
	}
	return ""
}
