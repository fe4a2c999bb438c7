package split

import (
	"errors"
	"fmt"
	"strings"

	"commonpurse/fault"
	"commonpurse/region"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// ParseYAML reads a proposal's file:
//
//	proposal: pacific
//	title: A Pacific republic
//	blocs:
//	  Pacific: {regions: [CA, OR, WA], leaves: true}
//	  Remainder: {regions: rest}
//	settlement:
//	  debt: population            # gdp, receipts, none, or {Pacific: 20%, Remainder: 80%}
//	  interest_rate: {Pacific: 4%}
//	  scale: 1
//	  borrowing: same             # or {Pacific: 3%} of GDP, or dollars a year
//	  shock: {Pacific: {gdp: -2%, income: -2%}}
//	  legacy: residence           # or pool
//	  closure: {income-tax: 0.5, transfers: 0.5}
//	law:
//	  Pacific: acts/child-allowance.yaml
//
// Where no bloc has the key leaves, the rest remains (the last bloc, where there is no rest) and
// the others leave. Unknown and repeated keys are faults; all faults are told at once, with line
// and column.
func ParseYAML(file string, text []byte, l *region.List) (p *Proposal, err error) {
	if err := fault.Bounded(file, text); err != nil {
		return nil, err
	}
	tree, err := parser.ParseBytes(text, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, syntaxFault(file, err)
	}
	d := &draft{file: file}
	y := yamlReader{d}
	if len(tree.Docs) != 1 || tree.Docs[0].Body == nil {
		d.fault(place{1, 1}, fmt.Sprintf("%d YAML documents", documents(tree)), "one, with the keys proposal, title, blocs, settlement, law", "")
		return nil, d.faults
	}
	y.top(tree.Docs[0].Body)
	if d.faults != nil && d.blocs == nil {
		return nil, d.faults
	}
	return d.build(l)
}

func documents(tree *ast.File) int {
	n := 0
	for _, doc := range tree.Docs {
		if doc.Body != nil {
			n++
		}
	}
	return n
}

func syntaxFault(file string, err error) error {
	f := &fault.Fault{File: file, Line: 1, Column: 1, Problem: "YAML syntax: " + err.Error()}
	var syntax *yaml.SyntaxError
	if errors.As(err, &syntax) {
		f.Problem = "YAML syntax: " + syntax.Message
		if syntax.Token != nil && syntax.Token.Position != nil {
			f.Line, f.Column = syntax.Token.Position.Line, syntax.Token.Position.Column
		}
	}
	return fault.List{f}
}

// yamlReader turns a tree into a draft.
type yamlReader struct{ *draft }

type entry struct {
	key   word
	value ast.Node
}

func at(n ast.Node) place {
	if n == nil || n.GetToken() == nil || n.GetToken().Position == nil {
		return place{1, 1}
	}
	return place{n.GetToken().Position.Line, n.GetToken().Position.Column}
}

// entries lists a mapping's keys and values; anything else is a fault. Repeated keys are faults.
func (y yamlReader) entries(n ast.Node, expected string) []entry {
	var values []*ast.MappingValueNode
	switch m := n.(type) {
	case *ast.MappingNode:
		values = m.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{m}
	default:
		y.wrongType(n, expected)
		return nil
	}
	var list []entry
	seen := map[string]bool{}
	for _, v := range values {
		key, ok := y.scalar(v.Key)
		if !ok {
			y.fault(at(v.Key), "a key that is no word", expected, "")
			continue
		}
		if seen[key.text] {
			y.fault(key.at, fmt.Sprintf("key %q is given twice", key.text), "once", "")
			continue
		}
		seen[key.text] = true
		list = append(list, entry{key, v.Value})
	}
	return list
}

func (y yamlReader) wrongType(n ast.Node, expected string) {
	kind := "nothing"
	if n != nil && n.Type() != ast.NullType {
		kind = strings.ToLower(n.Type().String())
	}
	y.fault(at(n), "found "+article(kind), expected, "")
}

func article(kind string) string {
	switch {
	case kind == "nothing":
		return kind
	case strings.ContainsAny(kind[:1], "aeiou"):
		return "an " + kind
	}
	return "a " + kind
}

// scalar reads a word, number or truth value as written.
func (y yamlReader) scalar(n ast.Node) (word, bool) {
	switch v := n.(type) {
	case *ast.StringNode:
		return word{v.Value, at(n)}, true
	case *ast.LiteralNode:
		return word{v.Value.Value, at(n)}, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return word{n.GetToken().Value, at(n)}, true
	}
	return word{at: at(n)}, false
}

func (y yamlReader) wanted(n ast.Node, expected string) (word, bool) {
	w, ok := y.scalar(n)
	if !ok {
		y.wrongType(n, expected)
	}
	return w, ok
}

func (y yamlReader) unknown(key word, valid ...string) {
	y.fault(key.at, fmt.Sprintf("unknown key %q", key.text), "one of "+strings.Join(valid, ", "), fault.Nearest(key.text, valid))
}

func (y yamlReader) top(n ast.Node) {
	found := false
	for _, e := range y.entries(n, "a mapping with the keys proposal, title, blocs, settlement, law") {
		switch e.key.text {
		case "proposal":
			w, _ := y.wanted(e.value, "a name")
			y.name = w.text
		case "title":
			w, _ := y.wanted(e.value, "a title")
			y.title = w.text
		case "blocs":
			found = true
			y.readBlocs(e)
		case "settlement":
			y.settlement(e.value)
		case "law":
			y.law(e.value)
		default:
			y.unknown(e.key, "proposal", "title", "blocs", "settlement", "law")
		}
	}
	if !found && len(y.faults) == 0 {
		y.fault(at(n), "no key blocs", "blocs with their regions", "")
	}
}

func (y yamlReader) readBlocs(e entry) {
	y.end = e.key.at
	for _, b := range y.entries(e.value, "blocs by name, such as Pacific: {regions: [CA, OR, WA]}") {
		bloc := draftBloc{name: b.key, at: b.key.at}
		regions := false
		for _, f := range y.entries(b.value, "a mapping with the keys regions, leaves") {
			switch f.key.text {
			case "regions":
				regions = true
				y.members(&bloc, f.value)
			case "leaves":
				w, ok := y.wanted(f.value, "true or false")
				if ok && w.text != "true" && w.text != "false" {
					y.fault(w.at, fmt.Sprintf("%q", w.text), "true or false", "")
				}
				y.marked = true
				bloc.leaves = w.text == "true"
			default:
				y.unknown(f.key, "regions", "leaves")
			}
		}
		if !regions {
			bloc.members = nil
		}
		y.blocs = append(y.blocs, bloc)
	}
}

// members reads [CA, OR], CA+OR, or rest.
func (y yamlReader) members(bloc *draftBloc, n ast.Node) {
	const expected = "a list of region codes such as [CA, OR, WA], or rest"
	if list, ok := n.(*ast.SequenceNode); ok {
		for _, v := range list.Values {
			if w, ok := y.wanted(v, "a region's code"); ok {
				bloc.members = append(bloc.members, w)
			}
		}
		return
	}
	w, ok := y.wanted(n, expected)
	if !ok {
		return
	}
	if w.text == "rest" {
		bloc.rest = true
		return
	}
	for _, m := range split(w, "+") {
		if m.text != "" {
			bloc.members = append(bloc.members, m)
		}
	}
}

func (y yamlReader) settlement(n ast.Node) {
	for _, e := range y.entries(n, "a mapping with the keys debt, interest_rate, scale, borrowing, shock, legacy, closure") {
		switch e.key.text {
		case "debt", "interest_rate", "borrowing", "closure":
			y.each(e.key, e.value)
		case "scale", "legacy":
			if w, ok := y.wanted(e.value, "one value"); ok {
				y.terms = append(y.terms, term{key: e.key, value: w})
			}
		case "shock":
			for _, b := range y.entries(e.value, "blocs with their shocks, such as Pacific: {gdp: -2%}") {
				for _, s := range y.entries(b.value, "a mapping with the keys gdp, income") {
					if s.key.text != "gdp" && s.key.text != "income" {
						y.unknown(s.key, "gdp", "income")
						continue
					}
					if w, ok := y.wanted(s.value, "a change such as -2%"); ok {
						y.terms = append(y.terms, term{key: word{"shock." + s.key.text, s.key.at}, bloc: b.key, value: w})
					}
				}
			}
		default:
			y.unknown(e.key, "debt", "interest_rate", "scale", "borrowing", "shock", "legacy", "closure")
		}
	}
}

// each reads one value for all, or a mapping of values by name.
func (y yamlReader) each(key word, n ast.Node) {
	if w, ok := y.scalar(n); ok {
		y.terms = append(y.terms, term{key: key, value: w})
		return
	}
	for _, e := range y.entries(n, "one value, or values by name") {
		if w, ok := y.wanted(e.value, "one value"); ok {
			y.terms = append(y.terms, term{key: key, bloc: e.key, value: w})
		}
	}
}

func (y yamlReader) law(n ast.Node) {
	for _, e := range y.entries(n, "acts by bloc, such as Pacific: acts/child-allowance.yaml") {
		key := word{"law", e.key.at}
		acts := []ast.Node{e.value}
		if list, ok := e.value.(*ast.SequenceNode); ok {
			acts = list.Values
		}
		for _, act := range acts {
			if w, ok := y.wanted(act, "the file of an act"); ok {
				y.terms = append(y.terms, term{key: key, bloc: e.key, value: w})
			}
		}
	}
}
