package oracle

import (
	"flag"
	"math"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"commonpurse/us/unit"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the document of validation")

const document = "../../docs/validation-tax.md"

func options() Options { return Options{Law: NewYears(false), TableLaw: NewYears(true), Examples: 3} }

// The compact vectors: every column agrees in at least 99.9 percent after the classes, and the
// document says what the comparison finds.
func TestVectors(t *testing.T) {
	list, err := Run(os.DirFS("testdata"), options())
	if err != nil {
		t.Fatal(err)
	}
	units := 0
	for _, c := range list {
		for _, s := range c.Shares() {
			units += s.All
			if s.Percent() < 99.9 {
				t.Errorf("%s: %s agrees in %.3f %% of %d: %v", c.Title, s.Column, s.Percent(), s.All, c.byName[s.Column].unexplained)
			}
		}
	}
	if units < 500_000 {
		t.Errorf("only %d figures were compared", units)
	}
	text := Markdown(list)
	if *update {
		if err := os.WriteFile(document, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	held, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(held), text); diff != "" {
		t.Errorf("%s is not what the comparison finds (go test ./us/oracle -run TestVectors -update):\n%s", document, diff)
	}
}

// Every class names the law and who errs, and no two classes of a layout share a name.
func TestClassesSayWhy(t *testing.T) {
	for layout, classes := range map[string][]Class{"taxsim": taxsimClasses(), "taxcalc": taxcalcClasses(), "pair": pairClasses(),
		"direct file": directClasses(), "solver": solverClasses()} {
		names := map[string]bool{}
		for _, c := range classes {
			cites := strings.Contains(c.Reason, " USC ") || strings.Contains(c.Reason, "Rev. Proc.") || strings.Contains(c.Reason, "Pub. L.") || strings.Contains(c.Reason, "Form ")
			if !cites || c.Errs == "" || c.When == nil || names[c.Name] {
				t.Errorf("%s: class %q: cites %v, errs %q, named twice %v", layout, c.Name, cites, c.Errs, names[c.Name])
			}
			names[c.Name] = true
		}
	}
}

func TestComparisonCounts(t *testing.T) {
	classes := []Class{
		{Name: "few", Columns: []string{"a"}, Errs: "peer", When: func(k *Case) bool { return k.Facts.Pensions > 0 },
			Adjust: func(_ *Case, f *unit.Facts) { f.Pensions *= 2 }},
		{Name: "never", When: func(*Case) bool { return false }},
	}
	c := NewComparison("test", 1, classes, options())
	c.Examples = 1
	ours := func(r *unit.Result) []float64 { return []float64{r.AdjustedGrossIncome, r.AdjustedGrossIncome} }
	add := func(pensions float64, theirs ...float64) {
		t.Helper()
		k := Case{ID: "x", Year: 2020, Facts: unit.Facts{Pensions: pensions}}
		if err := k.work(c.law); err != nil {
			t.Fatal(err)
		}
		if err := c.Add(&k, []Figure{{"a", theirs[0]}, {"b", theirs[1]}}, ours); err != nil {
			t.Fatal(err)
		}
	}
	add(0, 0, 0)              // agrees
	add(100, 101, 100)        // agrees within the tolerance
	add(100, 200, 100)        // explained, and the reading gives 200
	add(100, 300, 50)         // a explained but not proved; b is out of the class's reach
	add(100, math.NaN(), 100) // no figure for a
	add(0, 9, 0)              // not in the class
	want := []Share{{Column: "a", Agree: 2, All: 3, Aside: 2, Classes: 1}, {Column: "b", Agree: 5, All: 6}}
	if diff := cmp.Diff(want, c.Shares()); diff != "" {
		t.Error(diff)
	}
	found := c.Found()
	if len(found) != 1 || found[0].Meets != 4 || found[0].Differs != 2 || found[0].Proved != 1 {
		t.Errorf("%+v", found)
	}
	var out strings.Builder
	if err := c.Print(&out); err != nil {
		t.Fatal(err)
	}
	if err := c.PrintAgreement(&out); err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		"unexplained a: x (2020): ours 0.00, theirs 9.00",
		"class few: 2 differ of the 4 that meet its condition, 1 reproduced by the peer's reading; errs: peer",
		"agreement a 66.667% of 3, set aside 2 in 1 classes",
		"agreement b 83.333% of 6, set aside 0 in 0 classes",
	} {
		if !strings.Contains(out.String(), line) {
			t.Errorf("the report lacks %q:\n%s", line, out.String())
		}
	}
}

func TestPercentIsFullOnlyWhenAllAgree(t *testing.T) {
	for share, want := range map[float64]string{100: "100.000", 99.99999: ">99.999", 99.9: "99.900"} {
		if got := percent(share); got != want {
			t.Errorf("%v: %s, want %s", share, got, want)
		}
	}
}

func TestLayoutsAndBrokenFolders(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	for name, folder := range map[string]struct {
		files fstest.MapFS
		want  string
	}{
		"nothing":          {fstest.MapFS{"a.txt": file("x")}, "no folder of a known layout"},
		"units alone":      {fstest.MapFS{"a_units.csv": file("taxsimid,year,mstat\n1,2020,1\n")}, "neither a_out_opt30.csv nor a_cross.csv"},
		"households":       {fstest.MapFS{"tax_units.csv": file("year\n"), "households.csv": file("year\n")}, "no folder of a known layout"},
		"bad unit":         {fstest.MapFS{"a_units.csv": file("taxsimid,year,mstat\n1,2020,7\n")}, "a_units.csv:2:8: mstat is 7"},
		"no record":        {fstest.MapFS{"records.csv": file("RECID,FLPDYR,MARS\n1,2020,1\n"), "outputs.csv": file("RECID,c00100\n2,0\n")}, "outputs.csv: no record 1"},
		"short line":       {fstest.MapFS{"records.csv": file("RECID,FLPDYR,MARS\n1,2020,1\n"), "outputs.csv": file("RECID,c00100\n2\n")}, "outputs.csv:2:1: 1 fields"},
		"broken returns":   {fstest.MapFS{"direct_file_ty2024.json": file("[{")}, "direct_file_ty2024.json"},
		"unknown status":   {fstest.MapFS{"direct_file_ty2024.json": file(`[{"id":"r","tax_year":2024,"inputs":{"filingStatus":"odd"}}]`)}, `r: filing status "odd"`},
		"table of no year": {fstest.MapFS{"irs_tax_table_x.csv": file("at_least,less_than,single\n0,5,0\n")}, "the name has no year"},
	} {
		_, err := Run(folder.files, options())
		if err == nil || !strings.Contains(err.Error(), folder.want) {
			t.Errorf("%s: %v, want %s", name, err, folder.want)
		}
	}
	// Only the cross file, and only one column of outputs.
	list, err := Run(fstest.MapFS{
		"sub/a_units.csv":     file("taxsimid,year,mstat,pwages\n1,2020,1,50000\n"),
		"sub/a_out_opt30.csv": file("taxsimid,v10\n1,50000\n"),
	}, options())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range list[0].Shares() {
		if s.Column != "v10" || s.Agree != 1 {
			t.Errorf("%+v", s)
		}
	}
}

func TestAgeAt(t *testing.T) {
	end := time.Date(2024, 12, 31, 0, 0, 0, 0, time.UTC)
	for birth, want := range map[string]int{"2007-12-31": 17, "2008-01-01": 16, "1960-01-01": 64, "2024-12-31": 0, "soon": 0, "2000-02-29": 24} {
		if got := ageAt(birth, end); got != want {
			t.Errorf("%s: %d, want %d", birth, got, want)
		}
	}
	// A filer born on 1 January is of the age on the day before.
	if got := ageAt("1960-01-01", end.AddDate(0, 0, 1)); got != 65 {
		t.Errorf("born on 1 January 1960: %d on the day after 2024", got)
	}
}

// FuzzReturns: any text as a file of returns gives a comparison or an error.
func FuzzReturns(f *testing.F) {
	f.Add(`[{"id":"r","tax_year":2024,"inputs":{"filingStatus":"single","filers":[{"dateOfBirth":"1980-01-01"}],"formW2s":[{"filer":"filers[0]","writableWages":5}]},"expected":{"1040":{"wages":5}}}]`)
	f.Add(`[{"id":"r","tax_year":2024,"inputs":{"filingStatus":"headOfHousehold","familyAndHousehold":[{"dateOfBirth":"2015","relationshipCategory":"childOrDescendants"}]}}]`)
	f.Add(`{}`)
	o := options()
	f.Fuzz(func(t *testing.T, text string) {
		c, err := compareDirect(fstest.MapFS{"direct_file.json": &fstest.MapFile{Data: []byte(text)}}, "direct_file.json", o)
		if err == nil && c == nil {
			t.Fatal("neither a comparison nor an error")
		}
	})
}
