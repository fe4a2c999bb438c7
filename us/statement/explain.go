package statement

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"commonpurse/fault"
	"commonpurse/law"
	"commonpurse/table"
	"commonpurse/us/benefit"
	"commonpurse/us/filing"
	"commonpurse/us/irc"
	"commonpurse/us/unit"
)

// Explain says how one result of a return came about: the chain of rules back to what was entered,
// the parameters with their rows and sources, and the inputs. It is read from the source of the
// rules that worked the result out, so that it cannot say anything else than they do.
func Explain(t *law.Table, h *filing.Household, which int, item string) ([]table.Table, error) {
	if which < 0 || which >= len(h.Units) {
		return nil, fault.Usage("filing unit %d; expected 1 to %d", which+1, len(h.Units))
	}
	found := unit.Find(unit.ResultItems(), item)
	if found == nil {
		names := unit.Names(unit.ResultItems())
		for k := range benefit.Programs {
			names = append(names, benefit.Program(k).String())
		}
		return nil, &fault.Fault{Problem: "no result is called " + item, Expected: "an item of the return, or a program", Nearest: fault.Nearest(item, names)}
	}
	used, err := irc.Used(t)
	if err != nil {
		return nil, err
	}
	e := &explanation{u: &h.Units[which], used: used, seen: map[string]bool{}, facts: map[string]bool{}, params: map[string]bool{}}
	e.chain = table.Table{Name: "explanation", Title: fmt.Sprintf("How %s of %s came about", item, Name(h, e.u)),
		Notes: []string{"Each line is a result, the rule that gives it and what the rule reads; results that are read follow below, down to what was entered. Zero amounts are not followed."},
		Columns: []table.Column{{Name: "depth"}, {Name: "item"}, {Name: "value", Note: "dollars a year, a count, or 0 and 1 for no and yes"}, {Name: "line"}, {Name: "section"}, {Name: "rule"},
			{Name: "reads"}, {Name: "parameters"}}}
	if err := e.follow(found, 0); err != nil {
		return nil, err
	}
	return []table.Table{e.chain, e.parameters(), e.inputs()}, nil
}

type explanation struct {
	u      *filing.Unit
	used   map[string]*law.Resolved
	chain  table.Table
	seen   map[string]bool
	facts  map[string]bool
	params map[string]bool
}

// follow tells one result and then those it rests on.
func (e *explanation) follow(item *unit.Item, depth int) error {
	if e.seen[item.Field] {
		return nil
	}
	e.seen[item.Field] = true
	rule, err := irc.RuleOf(item.Field)
	if err != nil {
		return err
	}
	var reads, params []string
	var next []*unit.Item
	for _, field := range rule.Facts {
		for _, f := range byField(unit.FactItems(), field) {
			e.facts[f.Name] = true
			if v := f.Value(&e.u.Facts); v != 0 {
				reads = append(reads, f.Name+" "+number(v))
			}
		}
	}
	for _, field := range rule.Results {
		for _, r := range byField(unit.ResultItems(), field) {
			if v := r.Value(&e.u.Result); v != 0 {
				reads = append(reads, r.Name+" "+number(v))
				next = append(next, r)
			}
		}
	}
	for _, field := range rule.Params {
		for _, path := range irc.Sources(field) {
			if r := e.used[path]; r != nil && !r.Parameter.Inert {
				e.params[r.Parameter.Name] = true
				params = append(params, r.Parameter.Name+" "+e.value(r))
			}
		}
	}
	e.chain.Add(depth, item.Name, item.Value(&e.u.Result), item.Line, rule.Section, said(rule), strings.Join(reads, "; "), strings.Join(params, "; "))
	for _, n := range next {
		if err := e.follow(n, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// said is a rule's own words without its name in the code.
func said(rule *irc.Rule) string {
	text := strings.TrimSpace(strings.TrimPrefix(rule.Text, rule.Name))
	for _, verb := range []string{"is ", "are "} {
		text = strings.TrimPrefix(text, verb)
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

func byField(items []unit.Item, field string) []*unit.Item {
	var list []*unit.Item
	for i := range items {
		if items[i].Field == field {
			list = append(list, &items[i])
		}
	}
	return list
}

// value is a parameter's value for this unit: its status's or its children's column.
func (e *explanation) value(r *law.Resolved) string {
	switch {
	case len(r.Value) == 1:
		return number(r.Value[0])
	case r.Parameter.By == "filing_status":
		return number(r.Value[e.u.Facts.Status])
	case r.Parameter.By == "eitc_children":
		return number(r.Value[min(e.u.Facts.Dependents.EITCChildren, len(r.Value)-1)])
	}
	list := make([]string, len(r.Value))
	for i, v := range r.Value {
		list[i] = number(v)
	}
	return strings.Join(list, ", ")
}

func number(v float64) string {
	if math.IsInf(v, 1) {
		return "no limit"
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

func (e *explanation) parameters() table.Table {
	t := table.Table{Name: "parameters", Title: "Parameters behind it",
		Columns: []table.Column{{Name: "parameter"}, {Name: "about"}, {Name: "value", Note: "for this unit, in the parameter's unit"}, {Name: "unit"}, {Name: "citation"}, {Name: "row", Note: "file and line"}, {Name: "source"}, {Name: "dated"}, {Name: "projected"}}}
	for _, p := range irc.ParameterOrder() {
		r := e.used[p]
		if r == nil || !e.params[r.Parameter.Name] {
			continue
		}
		t.Add(r.Parameter.Name, r.Parameter.About, e.value(r), r.Parameter.Unit, r.Parameter.Citation,
			fmt.Sprintf("%s:%d", r.Row.File, r.Row.Line), r.Row.Source.Document, string(r.Row.Source.Date), r.Projected)
	}
	return t
}

func (e *explanation) inputs() table.Table {
	t := table.Table{Name: "inputs", Title: "What was entered", Columns: []table.Column{{Name: "item"}, {Name: "line"}, {Name: "value"}}}
	for _, item := range unit.FactItems() {
		if v := item.Value(&e.u.Facts); e.facts[item.Name] && v != 0 {
			t.Add(item.Name, item.Line, v)
		}
	}
	return t
}
