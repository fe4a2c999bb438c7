package programs

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"strings"
	"sync"

	"commonpurse/table"
	"commonpurse/us/aid"
	"commonpurse/us/benefit"
	"commonpurse/us/health"
	"commonpurse/us/ssa"
)

//go:embed programs.go
var order string

// Rule is a function that takes part in a program's benefit, as its source says.
type Rule struct {
	Depth int
	Name  string // aid.SNAP
	Text  string // doc comment: what it does, with the paragraphs of law
}

// RulesOf lists the rules that decide on a program, in the order of the calculation, each followed by
// those it calls. They are read from the source that works the benefit out, so that they cannot tell
// of another calculation.
func RulesOf(program benefit.Program) ([]Rule, error) {
	read, err := sources()
	if err != nil {
		return nil, err
	}
	var list []Rule
	for _, name := range read.called {
		if read.decides(name, program, map[string]bool{}) {
			read.follow(name, 0, map[string]bool{}, &list)
		}
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("programs: no rule decides on %s", program)
	}
	return list, nil
}

func rules(program benefit.Program) (table.Table, error) {
	t := table.Table{Name: "rules", Title: program.Title() + ": the rules that decide",
		Notes:   []string{"In the order of the calculation; a rule is followed by those it calls."},
		Columns: []table.Column{{Name: "depth"}, {Name: "rule"}, {Name: "says"}}}
	list, err := RulesOf(program)
	for _, r := range list {
		t.Add(r.Depth, r.Name, r.Text)
	}
	return t, err
}

// source is the rules' functions by package and name; methods by their name alone, since no two of a
// package share one.
type source struct {
	functions map[string]*ast.FuncDecl
	called    []string // by Calculate, in order
}

var sources = sync.OnceValues(readSources)

func readSources() (*source, error) {
	s := &source{functions: map[string]*ast.FuncDecl{}}
	for _, p := range []struct {
		name  string
		files fs.FS
	}{{"aid", aid.Source}, {"health", health.Source}, {"ssa", ssa.Source}} {
		if err := s.read(p.name, p.files); err != nil {
			return nil, err
		}
	}
	file, err := parser.ParseFile(token.NewFileSet(), "programs.go", order, 0)
	if err != nil {
		return nil, fmt.Errorf("programs: %w", err)
	}
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Name.Name == "Calculate" {
			calls("", f, func(name string) {
				if s.functions[name] != nil {
					s.called = append(s.called, name)
				}
			})
		}
	}
	return s, nil
}

func (s *source) read(name string, files fs.FS) error {
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		return fmt.Errorf("programs: %w", err)
	}
	for _, entry := range entries {
		if strings.HasSuffix(entry.Name(), "_test.go") {
			continue
		}
		text, err := fs.ReadFile(files, entry.Name())
		if err != nil {
			return fmt.Errorf("programs: %w", err)
		}
		file, err := parser.ParseFile(token.NewFileSet(), entry.Name(), text, parser.ParseComments)
		if err != nil {
			return fmt.Errorf("programs: %w", err)
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok {
				s.functions[name+"."+f.Name.Name] = f
			}
		}
	}
	return nil
}

// calls tells of every function that one calls, as package.Name: its own package for plain calls and
// methods.
func calls(of string, f *ast.FuncDecl, tell func(name string)) {
	ast.Inspect(f.Body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		switch fun := call.Fun.(type) {
		case *ast.Ident:
			tell(of + "." + fun.Name)
		case *ast.SelectorExpr:
			if x, ok := fun.X.(*ast.Ident); ok && of == "" {
				tell(x.Name + "." + fun.Sel.Name)
			} else {
				tell(of + "." + fun.Sel.Name)
			}
		}
		return true
	})
}

func packageOf(name string) string { return name[:strings.IndexByte(name, '.')] }

// decides tells whether a function, or one that it calls, books a program: r.Give(benefit.SNAP, ...),
// book(r, benefit.SNAP, ...), r.Why[benefit.SNAP] = ...
func (s *source) decides(name string, program benefit.Program, seen map[string]bool) bool {
	f := s.functions[name]
	if f == nil || seen[name] {
		return false
	}
	seen[name] = true
	found := false
	ast.Inspect(f.Body, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.CallExpr:
			if fun, ok := x.Fun.(*ast.SelectorExpr); ok && fun.Sel.Name == "Has" { // asks, and books nothing
				return true
			}
			for _, argument := range x.Args {
				found = found || isProgram(argument, program)
			}
		case *ast.AssignStmt:
			for _, left := range x.Lhs {
				if at, ok := left.(*ast.IndexExpr); ok {
					found = found || isProgram(at.Index, program)
				}
			}
		}
		return !found
	})
	if !found {
		calls(packageOf(name), f, func(called string) { found = found || s.decides(called, program, seen) })
	}
	return found
}

// isProgram recognizes benefit.SchoolMeals as the program school_meals.
func isProgram(x ast.Expr, program benefit.Program) bool {
	sel, ok := x.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	of, ok := sel.X.(*ast.Ident)
	return ok && of.Name == "benefit" && strings.ToLower(sel.Sel.Name) == strings.ReplaceAll(program.String(), "_", "")
}

// follow lists a function and those it calls, each once, those without words of their own left out.
func (s *source) follow(name string, depth int, seen map[string]bool, list *[]Rule) {
	f := s.functions[name]
	if f == nil || seen[name] {
		return
	}
	seen[name] = true
	if text := strings.Join(strings.Fields(f.Doc.Text()), " "); text != "" {
		*list = append(*list, Rule{depth, name, text})
		depth++
	}
	calls(packageOf(name), f, func(called string) { s.follow(called, depth, seen, list) })
}
