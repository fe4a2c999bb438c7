package irc

import (
	"embed"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"reflect"
	"sort"
	"strings"
	"sync"

	"commonpurse/law"
)

// The rules' own text: what explains a result is read from what calculates it.
//
//go:embed calculate.go s*.go
var ruleFiles embed.FS

// Rule is one rule of the calculation, as its source says.
type Rule struct {
	Name    string
	File    string // 32.go's section: s32.go
	Section string // 26 USC 32
	Text    string // doc comment: what the rule does, with paragraphs and form lines
	Order   int    // place in the calculation

	Facts   []string // fields of unit.Facts it reads, such as Head.Wages
	Params  []string // fields of Params it reads, such as EITCMax
	Results []string // fields of unit.Result it reads and does not write
	Writes  []string // fields of unit.Result it writes
}

// Rules lists the rules in the order in which they are called.
func Rules() ([]Rule, error) { return rules() }

// RuleOf gives the rule that writes a field of unit.Result.
func RuleOf(field string) (*Rule, error) {
	list, err := rules()
	if err != nil {
		return nil, err
	}
	for i := range list {
		for _, w := range list[i].Writes {
			if w == field {
				return &list[i], nil
			}
		}
	}
	return nil, fmt.Errorf("irc: no rule writes %s", field)
}

var rules = sync.OnceValues(readRules)

// uses are the fields a function reads and writes, by what they belong to. The fields of a Filer
// that a helper is given are known only where it is called.
type uses struct {
	facts, params, reads, writes, filer map[string]bool
}

func newUses() *uses {
	return &uses{map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}}
}

type reading struct {
	functions map[string]*ast.FuncDecl
	files     map[string]string
	known     map[string]*uses
}

// readRules parses the rules and follows their helpers.
func readRules() ([]Rule, error) {
	names, err := ruleFiles.ReadDir(".")
	if err != nil {
		return nil, fmt.Errorf("irc: %w", err)
	}
	rd := &reading{functions: map[string]*ast.FuncDecl{}, files: map[string]string{}, known: map[string]*uses{}}
	set := token.NewFileSet()
	for _, entry := range names {
		text, err := ruleFiles.ReadFile(entry.Name())
		if err != nil {
			return nil, fmt.Errorf("irc: %w", err)
		}
		file, err := parser.ParseFile(set, entry.Name(), text, parser.ParseComments)
		if err != nil {
			return nil, fmt.Errorf("irc: %w", err)
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok {
				rd.functions[f.Name.Name] = f
				rd.files[f.Name.Name] = entry.Name()
			}
		}
	}
	var list []Rule
	for _, name := range rd.called("Calculate") {
		list = append(list, rd.rule(name, len(list)))
	}
	return list, nil
}

// called lists the rules a function calls in order, going into taxOnIncome.
func (rd *reading) called(function string) []string {
	var list []string
	for _, statement := range rd.functions[function].Body.List {
		e, ok := statement.(*ast.ExprStmt)
		if !ok {
			continue
		}
		call, ok := e.X.(*ast.CallExpr)
		if !ok {
			continue
		}
		name := call.Fun.(*ast.Ident).Name
		switch name {
		case "taxOnIncome":
			list = append(list, rd.called(name)...)
		case "electionToItemize":
			// It calls the same rules again.
		default:
			list = append(list, name)
		}
	}
	return list
}

func (rd *reading) rule(name string, order int) Rule {
	u := rd.uses(name)
	r := Rule{Name: name, File: rd.files[name], Order: order, Text: oneLine(rd.functions[name].Doc.Text())}
	section := strings.TrimPrefix(strings.TrimSuffix(path.Base(r.File), ".go"), "s")
	if last := section[len(section)-1]; last >= 'a' && last <= 'z' { // s32c.go is section 32(c)
		section = section[:len(section)-1] + "(" + string(last) + ")"
	}
	r.Section = "26 USC " + section
	r.Facts, r.Params, r.Writes = sorted(u.facts), sorted(u.params), sorted(u.writes)
	for _, field := range sorted(u.reads) {
		if !u.writes[field] {
			r.Results = append(r.Results, field)
		}
	}
	return r
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

func sorted(set map[string]bool) []string {
	list := make([]string, 0, len(set))
	for k := range set {
		list = append(list, k)
	}
	sort.Strings(list)
	return list
}

// uses finds what a function and its helpers read and write.
func (rd *reading) uses(name string) *uses {
	if u := rd.known[name]; u != nil {
		return u
	}
	u := newUses()
	rd.known[name] = u
	f := rd.functions[name]
	kinds := parameters(f)
	written := map[*ast.SelectorExpr]bool{}
	ast.Inspect(f.Body, func(n ast.Node) bool {
		if a, ok := n.(*ast.AssignStmt); ok {
			for _, left := range a.Lhs {
				if s, ok := left.(*ast.SelectorExpr); ok && kinds[root(s)] == "Result" {
					u.writes[s.Sel.Name] = true
					if a.Tok == token.ASSIGN {
						written[s] = true
					}
				}
			}
		}
		return true
	})
	ast.Inspect(f.Body, func(n ast.Node) bool {
		switch e := n.(type) {
		case *ast.SelectorExpr:
			return !u.field(e, kinds, written)
		case *ast.CallExpr:
			rd.call(u, e, kinds)
		}
		return true
	})
	return u
}

// field notes a field that is read; it says whether the selector was one of ours.
func (u *uses) field(e *ast.SelectorExpr, kinds map[string]string, written map[*ast.SelectorExpr]bool) bool {
	names := chain(e)
	if names == nil {
		return false
	}
	field := strings.Join(names[1:], ".")
	switch kinds[names[0]] {
	case "Facts":
		if field != "Head" && field != "Spouse" && field != "Filers" {
			u.facts[field] = true
		}
	case "Filer":
		u.filer[field] = true
	case "Result":
		if !written[e] {
			u.reads[names[1]] = true
		}
	case "Params":
		u.params[names[1]] = true
	default:
		return false
	}
	return true
}

// call adds what a helper uses.
func (rd *reading) call(u *uses, call *ast.CallExpr, kinds map[string]string) {
	name := ""
	switch fun := call.Fun.(type) {
	case *ast.Ident:
		name = fun.Name
	case *ast.SelectorExpr:
		if kinds[root(fun)] == "Params" || fun.Sel.Name == "of" {
			name = fun.Sel.Name
		}
	}
	if rd.functions[name] == nil {
		return
	}
	inner := rd.uses(name)
	merge(u.facts, inner.facts, "")
	merge(u.params, inner.params, "")
	merge(u.reads, inner.reads, "")
	merge(u.writes, inner.writes, "")
	for _, arg := range call.Args {
		switch a := arg.(type) {
		case *ast.UnaryExpr: // &f.Head
			if names := chain(a.X); len(names) == 2 && kinds[names[0]] == "Facts" {
				merge(u.facts, inner.filer, names[1]+".")
			}
		case *ast.Ident:
			if kinds[a.Name] == "Filer" {
				merge(u.filer, inner.filer, "")
			}
		}
	}
}

func merge(into, from map[string]bool, prefix string) {
	for k := range from {
		into[prefix+k] = true
	}
}

// parameters tells a function's parameters by the type they point to.
func parameters(f *ast.FuncDecl) map[string]string {
	kinds := map[string]string{}
	fields := append([]*ast.Field(nil), f.Type.Params.List...)
	if f.Recv != nil {
		fields = append(fields, f.Recv.List...)
	}
	for _, p := range fields {
		star, ok := p.Type.(*ast.StarExpr)
		if !ok {
			continue
		}
		kind := ""
		switch t := star.X.(type) {
		case *ast.Ident:
			kind = t.Name
		case *ast.SelectorExpr:
			kind = t.Sel.Name
		}
		for _, n := range p.Names {
			kinds[n.Name] = kind
		}
	}
	return kinds
}

// chain is the names of a.b.c, or nil.
func chain(e ast.Expr) []string {
	switch x := e.(type) {
	case *ast.Ident:
		return []string{x.Name}
	case *ast.SelectorExpr:
		if inner := chain(x.X); inner != nil {
			return append(inner, x.Sel.Name)
		}
	}
	return nil
}

func root(e ast.Expr) string {
	if names := chain(e); names != nil {
		return names[0]
	}
	return ""
}

// Used gives the parameters behind the fields of Params, by the field's name.
func Used(t *law.Table) (map[string]*law.Resolved, error) { return t.Fill(new(Params)) }

// ParameterOrder lists the fields of Params that hold a parameter, in their order.
func ParameterOrder() []string {
	var list []string
	t := reflect.TypeFor[Params]()
	for i := range t.NumField() {
		if _, ok := t.Field(i).Tag.Lookup("law"); ok {
			list = append(list, t.Field(i).Name)
		}
	}
	return list
}

// derived says from which parameters a derived field comes.
var derived = map[string][]string{
	"brackets":  {"Rate1", "Rate2", "Rate3", "Rate4", "Rate5", "Rate6", "Rate7", "Top1", "Top2", "Top3", "Top4", "Top5", "Top6"},
	"below1250": {"Gain1250"}, "amtSeparate": {"AMTStart", "AMTExemption", "AMTOut"},
}

// Sources lists the fields of Params that hold a parameter behind a field a rule reads.
func Sources(field string) []string {
	if from := derived[field]; from != nil {
		return from
	}
	return []string{field}
}
