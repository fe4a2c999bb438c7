package irc

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"reflect"
	"strings"
	"testing"

	"commonpurse/us/unit"
)

// Each result is written by one rule, and read only by later ones.
func TestNoResultIsReadBeforeItIsWritten(t *testing.T) {
	list, err := Rules()
	if err != nil {
		t.Fatal(err)
	}
	by := map[string]string{}
	for _, r := range list {
		for _, read := range r.Results {
			if by[read] == "" {
				t.Errorf("rule %s reads %s, which no rule before it writes", r.Name, read)
			}
		}
		for _, w := range r.Writes {
			if by[w] != "" {
				t.Errorf("%s is written by %s and by %s", w, by[w], r.Name)
			}
			by[w] = r.Name
		}
	}
	result := reflect.TypeFor[unit.Result]()
	for i := range result.NumField() {
		if name := result.Field(i).Name; by[name] == "" {
			t.Errorf("no rule writes %s", name)
		}
	}
}

// Every fact and every parameter is read by some rule; those of filing units and programs are named.
func TestEveryInputIsRead(t *testing.T) {
	list, err := Rules()
	if err != nil {
		t.Fatal(err)
	}
	read := map[string]bool{}
	for _, r := range list {
		for _, f := range append(append([]string(nil), r.Facts...), r.Params...) {
			read[f] = true
		}
	}
	elsewhere := map[string]string{
		"Dependents.Under13": "counts for people who read Facts", "Dependents.Aged": "the same",
		"RelativeIncome": "us/filing", "ChildAges": "us/filing", "CareChildAge": "us/filing", "ChildAge": "us/filing", "ChildIncreaseAge": "us/filing",
		"Rate1": "derive", "Rate2": "derive", "Rate3": "derive", "Rate4": "derive", "Rate5": "derive", "Rate6": "derive", "Rate7": "derive",
		"Top1": "derive", "Top2": "derive", "Top3": "derive", "Top4": "derive", "Top5": "derive", "Top6": "derive", "Year": "the year itself",
	}
	for _, item := range unit.FactItems() {
		field := item.Field
		if !read[field] && elsewhere[field] == "" {
			t.Errorf("no rule reads the fact %s", field)
		}
	}
	p := reflect.TypeFor[Params]()
	for i := range p.NumField() {
		if name := p.Field(i).Name; !read[name] && elsewhere[name] == "" {
			t.Errorf("no rule reads the parameter %s", name)
		}
	}
}

// Rules say what they do, in words that name the law and a form or a section.
func TestRulesAreDocumented(t *testing.T) {
	list, err := Rules()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range list {
		if !strings.HasPrefix(r.Text, r.Name) || !strings.ContainsAny(r.Text, "0123456789") {
			t.Errorf("rule %s (%s) says: %q", r.Name, r.File, r.Text)
		}
	}
}

// Rules hold no numbers of the law (only 0, 1, 2 and 12), no products that a compiler may fuse, and
// keep nothing.
func TestRulesHoldNoNumbers(t *testing.T) {
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), "s") || !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, e.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
				t.Errorf("%s: a package variable", set.Position(g.Pos()))
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch x := n.(type) {
			case *ast.BasicLit:
				if x.Kind == token.STRING {
					return true
				}
				switch x.Value {
				case "0", "1", "2", "12", "0.0", "1.0":
				default:
					t.Errorf("%s: the number %s", set.Position(x.Pos()), x.Value)
				}
			case *ast.BinaryExpr:
				if x.Op == token.MUL {
					t.Errorf("%s: a product that may be fused; use Rate.Of, times or part", set.Position(x.Pos()))
				}
			}
			return true
		})
	}
}
