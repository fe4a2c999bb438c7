package purse

import (
	"bufio"
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"
)

const module = "commonpurse"

// source is one Go file of the module, without its tests.
type goFile struct {
	name    string // slash-separated, from the root
	pack    string // folder, "." for the root
	syntax  *ast.File
	imports []string
}

// goFiles parses every Go file that is no test.
func goFiles(t *testing.T) []goFile {
	t.Helper()
	var files []goFile
	for _, name := range tracked(t) {
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || strings.Contains(name, "testdata/") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		file := goFile{name: name, pack: path.Dir(name), syntax: f}
		for _, spec := range f.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			file.imports = append(file.imports, imported)
		}
		files = append(files, file)
	}
	return files
}

// tracked lists the files of the module, by the walk of its folders; hidden folders are left out.
func tracked(t *testing.T) []string {
	t.Helper()
	var names []string
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if name != "." && strings.HasPrefix(entry.Name(), ".") {
				return fs.SkipDir
			}
			return nil
		}
		names = append(names, name)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// within says whether a package is one of the patterns: "us/..." is us and all below it.
func within(pack string, patterns ...string) bool {
	for _, p := range patterns {
		if base, all := strings.CutSuffix(p, "/..."); all && (base == "" || pack == base || strings.HasPrefix(pack, base+"/")) || p == pack {
			return true
		}
	}
	return false
}

// faces are the packages that touch the machine: files, terminals, the network.
var faces = []string{"cmd/...", "page/...", "report/...", "tools/...", "data/..."}

// importRules is the architecture as rules: a package of `from` imports nothing of `never`, except
// what `but` allows.
var importRules = []struct {
	from, never, but []string
	reason           string
}{
	{from: []string{"money", "region", "source", "fault"}, never: []string{"/..."},
		reason: "the ground floor knows nothing of the house, so that anything may stand on it"},
	{from: []string{"table", "sheet"}, never: []string{"/..."}, but: []string{"money", "fault"},
		reason: "a table carries any subject's numbers and knows none"},
	{from: []string{"account"}, never: []string{"/..."}, but: []string{"money", "region"},
		reason: "the meeting place of law and splits depends on neither"},
	{from: []string{"split", "outcome", "power", "finding", "chart", "calc", "coalition", "insurance", "claim"}, never: []string{"us/...", "people/...", "law/..."},
		reason: "a split reads the accounts of any union; it knows no country's law"},
	{from: []string{"ledger", "people/...", "union/...", "law/...", "incidence"}, never: []string{"us/..."},
		reason: "the parts that any union has do not know one of them"},
	{from: []string{"us/..."}, never: []string{"split", "outcome", "power", "finding", "report/...", "page/...", "cmd/...", "."},
		reason: "what a household owes does not depend on who asks"},
	{from: []string{"us/irc", "us/ssa", "us/aid", "us/health", "us/states/..."}, never: []string{"ledger", "people/...", "union", "calc", "account"},
		reason: "a rule of law is a plain function over one record"},
	{from: []string{"report/...", "page/..."}, never: []string{"us/...", "ledger", "account", "people/...", "law/..."},
		reason: "a document is made from tables, so that every number in it is in a table"},
	{from: []string{"cmd/..."}, never: []string{"us/...", "account", "people/...", "calc", "money"},
		reason: "the command asks the facade and prints; it does no arithmetic of its own"},
	{from: []string{"/..."}, never: []string{"cmd/...", "tools/..."},
		reason: "programs are ends, not means"},
}

func TestImportsGoOneWay(t *testing.T) {
	for _, f := range goFiles(t) {
		for _, imported := range f.imports {
			ours, ok := strings.CutPrefix(imported, module)
			if !ok || ours != "" && !strings.HasPrefix(ours, "/") {
				continue
			}
			target := strings.TrimPrefix(ours, "/")
			if target == "" {
				target = "."
			}
			for _, rule := range importRules {
				if within(f.pack, rule.from...) && within(target, rule.never...) && !within(target, rule.but...) && f.pack != target {
					t.Errorf("%s imports %s: %s", f.name, imported, rule.reason)
				}
			}
		}
	}
}

// The core builds for a browser and computes the same everywhere, so it asks the machine nothing.
func TestCoreAsksTheMachineNothing(t *testing.T) {
	for _, f := range goFiles(t) {
		if within(f.pack, faces...) {
			continue
		}
		for _, imported := range f.imports {
			if within(imported, "os/...", "net", "net/http/...", "syscall", "math/rand", "math/rand/v2") {
				t.Errorf("%s imports %s: only commands, pages and reports touch the machine, and draws are keyed", f.name, imported)
			}
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			call, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if x, ok := call.X.(*ast.Ident); ok && x.Name == "time" && call.Sel.Name == "Now" {
				t.Errorf("%s asks for the time: a result must not depend on when it is made", f.name)
			}
			return true
		})
	}
}

// TestCoreBuildsForTheBrowser compiles every package below the faces for WebAssembly.
func TestCoreBuildsForTheBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the whole core once more: a minute on a cold cache")
	}
	core := map[string]bool{}
	for _, f := range goFiles(t) {
		if !within(f.pack, faces...) {
			core["./"+f.pack] = true
		}
	}
	packages := make([]string, 0, len(core))
	for pack := range core {
		packages = append(packages, pack)
	}
	sort.Strings(packages)
	cmd := exec.Command("go", append([]string{"build"}, packages...)...)
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0", "GOFLAGS=")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("GOOS=js GOARCH=wasm go build: %v\n%s", err, out)
	}
}

func TestEveryPackageSaysWhatItIs(t *testing.T) {
	documented := map[string]bool{}
	for _, f := range goFiles(t) {
		documented[f.pack] = documented[f.pack] || f.syntax.Doc != nil
		if name := path.Base(f.pack); slices.Contains([]string{"util", "utils", "common", "helper", "helpers", "manager", "misc", "shared"}, name) {
			t.Errorf("package %s: a name must say what is inside", f.pack)
		}
	}
	for pack, ok := range documented {
		if !ok {
			t.Errorf("package %s has no package comment", pack)
		}
	}
}

// TestTheWordIsRegion: what the United States calls a state is a region everywhere but in its own
// rooms, so that a union of provinces reads as well.
func TestTheWordIsRegion(t *testing.T) {
	word := regexp.MustCompile(`(?i)\bstates?\b`)
	country := regexp.MustCompile(`United States`)
	// Packages that speak of something else by that word.
	exempt := map[string]string{
		"formats": "columns of foreign formats are called so",
		"data":    "describes the tables of the United States",
	}
	for _, f := range goFiles(t) {
		if within(f.pack, "us/...", "tools/...") || exempt[strings.SplitN(f.pack, "/", 2)[0]] != "" {
			continue
		}
		text, err := os.ReadFile(f.name)
		if err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(bytes.NewReader(text))
		lines.Buffer(nil, 1<<20)
		for n := 1; lines.Scan(); n++ {
			if word.MatchString(country.ReplaceAllString(lines.Text(), "")) {
				t.Errorf("%s:%d: %s", f.name, n, strings.TrimSpace(lines.Text()))
			}
		}
	}
}

// TestNothingIsLeftUndone: no marks of unfinished work, and no paths of somebody's machine.
func TestNothingIsLeftUndone(t *testing.T) {
	marks := regexp.MustCompile(`\b(TODO|FIXME|XXX|HACK)\b|/(work|root|home)/[a-z]`)
	for _, name := range tracked(t) {
		switch path.Ext(name) {
		case ".go", ".md", ".yaml", ".ts", ".css", ".html", ".txtar", ".sh":
		default:
			continue
		}
		if name == "house_test.go" {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for n, line := range strings.Split(string(text), "\n") {
			if marks.MatchString(line) {
				t.Errorf("%s:%d: %s", name, n+1, strings.TrimSpace(line))
			}
		}
	}
}

func TestWithin(t *testing.T) {
	for _, c := range []struct {
		pack, pattern string
		want          bool
	}{
		{"us/irc", "us/...", true}, {"us", "us/...", true}, {"usage", "us/...", false}, {"us/irc", "us", false},
		{"anything", "/...", true}, {".", "/...", true}, {".", ".", true}, {"money", ".", false},
	} {
		if got := within(c.pack, c.pattern); got != c.want {
			t.Errorf("within(%s, %s) = %v", c.pack, c.pattern, got)
		}
	}
}
