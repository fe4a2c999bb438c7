package purse

import (
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestDependenciesAreJustified: every module that the code imports has its line in
// docs/dependencies.md, and every line its import.
func TestDependenciesAreJustified(t *testing.T) {
	page, err := os.ReadFile("docs/dependencies.md")
	if err != nil {
		t.Fatal(err)
	}
	modules, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^\| ([a-z]+\.[a-z]+/[^ ]+) \|`).FindAllStringSubmatch(string(page), -1) {
		listed[m[1]] = true
	}
	used := importedPaths(t)
	for _, m := range regexp.MustCompile(`(?m)^tool (.+)$`).FindAllStringSubmatch(string(modules), -1) {
		used[m[1]] = true
	}
	for _, m := range regexp.MustCompile(`(?m)^\t([^ ]+) v[^ ]+`).FindAllStringSubmatch(string(modules), -1) {
		module, imported := m[1], false
		for path := range used {
			imported = imported || path == module || strings.HasPrefix(path, module+"/")
		}
		if imported && !listed[module] {
			t.Errorf("%s is imported, and docs/dependencies.md does not say why", module)
		}
		if !imported && listed[module] {
			t.Errorf("docs/dependencies.md lists %s, which nothing imports", module)
		}
	}
}

// importedPaths lists the packages that the module imports, tests included.
func importedPaths(t *testing.T) map[string]bool {
	paths := map[string]bool{}
	for _, name := range tracked(t) {
		if !strings.HasSuffix(name, ".go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range f.Imports {
			paths[strings.Trim(spec.Path.Value, `"`)] = true
		}
	}
	return paths
}

// TestLinksOfTheDocsLead: a link to a file of the repository finds it.
func TestLinksOfTheDocsLead(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#]+)(#[^)]*)?\)`)
	for _, name := range tracked(t) {
		if path.Ext(name) != ".md" || strings.Contains(name, "testdata/") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range link.FindAllStringSubmatch(string(text), -1) {
			if strings.Contains(m[1], "://") {
				continue
			}
			if _, err := os.Stat(filepath.Join(path.Dir(name), m[1])); err != nil {
				t.Errorf("%s links to %s: %v", name, m[1], err)
			}
		}
	}
}

// TestArchitectureNamesThePackages: docs/architecture.md describes each package of the top
// floor.
func TestArchitectureNamesThePackages(t *testing.T) {
	page, err := os.ReadFile("docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, f := range goFiles(t) {
		top := strings.SplitN(f.pack, "/", 2)[0]
		if seen[top] || top == "." || top == "tools" || top == "cmd" {
			continue
		}
		seen[top] = true
		if !strings.Contains(string(page), "`"+top) {
			t.Errorf("docs/architecture.md does not say what %s is", top)
		}
	}
}
