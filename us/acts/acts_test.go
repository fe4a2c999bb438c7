package acts

import (
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"commonpurse/fault"
	"commonpurse/law"
	"commonpurse/us/irc"
	"commonpurse/us/unit"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden tables")

const year = 2026

// member is one household of the cast that every act is tried on.
type member struct {
	name  string
	facts unit.Facts
}

// cast is a dozen and a half households: low and high wages, children, age, business, gains, gifts,
// taxes to the states, tips and overtime.
func cast() []member {
	worker := func(age int, wages float64) unit.Filer { return unit.Filer{Age: age, Wages: wages} }
	children := func(n, small int) unit.Dependents {
		return unit.Dependents{Count: n, EITCChildren: n, CTCChildren: n, Under17: n, Under6: small, Under13: n, CarePersons: small}
	}
	return []member{
		{"young worker, 12,000", unit.Facts{Head: worker(22, 12_000)}},
		{"single, 45,000", unit.Facts{Head: worker(35, 45_000)}},
		{"single, tips and overtime, 60,000", unit.Facts{Head: worker(40, 60_000), Tips: 8000, Overtime: 4000}},
		{"mother of two, 28,000", unit.Facts{Status: unit.HeadOfHousehold, Head: worker(34, 28_000), Dependents: children(2, 1)}},
		{"mother of two, no income", unit.Facts{Status: unit.HeadOfHousehold, Head: worker(29, 0), Dependents: children(2, 2)}},
		{"couple with three children, 95,000", unit.Facts{Status: unit.Joint, Head: worker(41, 60_000), Spouse: worker(39, 35_000), Dependents: children(3, 1)}},
		{"couple with one child of 17, 150,000", unit.Facts{Status: unit.Joint, Head: worker(50, 90_000), Spouse: worker(50, 60_000),
			Dependents: unit.Dependents{Count: 1, EITCChildren: 1, Age17: 1}}},
		{"retired couple, pension and benefits", unit.Facts{Status: unit.Joint, Head: worker(70, 0), Spouse: worker(68, 0), Pensions: 40_000, SocialSecurity: 38_000}},
		{"single, benefits and dividends", unit.Facts{Head: worker(75, 0), SocialSecurity: 20_000, OrdinaryDividends: 30_000, QualifiedDividends: 30_000}},
		{"shopkeeper, 80,000 profit", unit.Facts{Head: unit.Filer{Age: 45, SelfEmployment: 80_000}}},
		{"couple of lawyers, 700,000 profit", unit.Facts{Status: unit.Joint, Head: unit.Filer{Age: 48, SelfEmployment: 700_000}, Spouse: worker(47, 0),
			ServiceBusiness: 700_000, StateIncomeTax: 45_000, RealEstateTax: 20_000, MortgageInterest: 25_000, CharityCash: 15_000}},
		{"manager, 450,000", unit.Facts{Head: worker(52, 450_000), StateIncomeTax: 30_000, RealEstateTax: 12_000, MortgageInterest: 20_000}},
		{"couple in a high-tax region, 380,000", unit.Facts{Status: unit.Joint, Head: worker(45, 220_000), Spouse: worker(45, 160_000), Dependents: children(2, 0),
			StateIncomeTax: 24_000, RealEstateTax: 16_000, MortgageInterest: 18_000, CharityCash: 4000}},
		{"investor, gains of 900,000", unit.Facts{Head: worker(60, 0), LongTermGains: 900_000, TaxableInterest: 20_000}},
		{"couple, wages of 3,000,000", unit.Facts{Status: unit.Joint, Head: worker(55, 3_000_000), Spouse: worker(55, 0), StateIncomeTax: 250_000, CharityCash: 100_000}},
		{"exercised options, 500,000 preference", unit.Facts{Status: unit.Joint, Head: worker(45, 250_000), Spouse: worker(45, 0), AMTPreferences: 500_000}},
	}
}

func results(t *testing.T, acts ...*law.Act) []unit.Result {
	t.Helper()
	p, err := irc.Load(year, "", acts...)
	if err != nil {
		t.Fatal(err)
	}
	people := cast()
	list := make([]unit.Result, len(people))
	for i := range people {
		irc.Calculate(p, &people[i].facts, &list[i])
	}
	return list
}

// Each act is held to a table of what it does to the cast, and must do something.
func TestGolden(t *testing.T) {
	if len(Names()) < 12 {
		t.Fatalf("only %d acts", len(Names()))
	}
	before := results(t)
	for _, name := range Names() {
		act, err := Read(name)
		if err != nil {
			t.Fatal(err)
		}
		after := results(t, act)
		var b strings.Builder
		fmt.Fprintf(&b, "%s (%d, dollars)\n%-40s %12s %12s %12s %12s %12s\n", act.Title, year, "", "income tax", "with act", "payroll tax", "with act", "change")
		changed := 0.0
		for i, who := range cast() {
			change := after[i].CombinedTax - before[i].CombinedTax
			changed += math.Abs(change)
			fmt.Fprintf(&b, "%-40s %12.2f %12.2f %12.2f %12.2f %12.2f\n", who.name, before[i].IncomeTax, after[i].IncomeTax, before[i].PayrollTax, after[i].PayrollTax, change)
		}
		if changed < 1 {
			t.Errorf("%s changes nothing", name)
		}
		file := filepath.Join("testdata", name+".txt")
		if *update {
			if err := os.MkdirAll("testdata", 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), b.String()); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

// Acts stack: two that do not meet add up, and the later one rules where they do.
func TestStacking(t *testing.T) {
	read := func(name string) *law.Act {
		act, err := Read(name)
		if err != nil {
			t.Fatal(err)
		}
		return act
	}
	open, closed := read("salt-uncapped"), read("salt-cap-10000")
	both := results(t, open, closed)
	alone := results(t, closed)
	first := results(t, open)
	for i := range both {
		// The second act sets the limit and its floor; the end of the phase-down is the first's.
		if both[i].SALTCap > alone[i].SALTCap+30_000 || first[i].TaxesDeduction+0.005 < both[i].TaxesDeduction {
			t.Errorf("%s: limit %.0f after both, %.0f after the later alone", cast()[i].name, both[i].SALTCap, alone[i].SALTCap)
		}
	}
	// The net investment income tax reads nothing of the payroll tax's second base.
	base, niit, payroll := results(t), results(t, read("niit-5")), results(t, read("payroll-second-base"))
	stacked := results(t, read("niit-5"), read("payroll-second-base"))
	for i := range stacked {
		sum := niit[i].PayrollTax + payroll[i].PayrollTax - base[i].PayrollTax
		if math.Abs(stacked[i].PayrollTax-sum) > 1e-6 {
			t.Errorf("%s: payroll tax %.2f, want %.2f", cast()[i].name, stacked[i].PayrollTax, sum)
		}
	}
}

// A year before an act begins is as if it were not there.
func TestActsBeginIn2026(t *testing.T) {
	for _, name := range Names() {
		act, err := Read(name)
		if err != nil {
			t.Fatal(err)
		}
		plain, err := irc.Load(year-1, "")
		if err != nil {
			t.Fatal(err)
		}
		with, err := irc.Load(year-1, "", act)
		if err != nil {
			t.Fatal(err)
		}
		for _, who := range cast() {
			var a, b unit.Result
			irc.Calculate(plain, &who.facts, &a)
			irc.Calculate(with, &who.facts, &b)
			if a != b {
				t.Errorf("%s changes %s in %d", name, who.name, year-1)
			}
		}
	}
}

// Handles for reforms are inert: set by themselves to their current value, and when the amount that
// they modify is zero, they change nothing for anybody in any year; switched on, each does something.
func TestInertHandles(t *testing.T) {
	code, err := irc.Code()
	if err != nil {
		t.Fatal(err)
	}
	on := map[string]string{
		"child_allowance": "1000", "adult_allowance": "1000", "second_wage_base_start": "200_000", "gains_taxed_as_ordinary": "yes",
		"itemized_deductions_allowed_share": "0.5",
		"surtax_rate":                       "0.02", "surtax_start": "100_000",
		"child_allowance_phaseout_rate": "0.05", "child_allowance_phaseout_start": "50_000",
	}
	partner := map[string]string{
		"surtax_rate": "surtax_start: [{from: 2014, value: 100_000}]", "surtax_start": "surtax_rate: [{from: 2014, value: 0.02}]",
		"child_allowance_phaseout_rate":  "child_allowance: [{from: 2014, value: 1000}]\n  child_allowance_phaseout_start: [{from: 2014, value: 50_000}]",
		"child_allowance_phaseout_start": "child_allowance: [{from: 2014, value: 1000}]\n  child_allowance_phaseout_rate: [{from: 2014, value: 0.05}]",
	}
	handles := 0
	for _, p := range code.Parameters() {
		if !p.Inert {
			continue
		}
		handles++
		value, ok := on[p.Name]
		if !ok {
			t.Errorf("no test switches %s on", p.Name)
			continue
		}
		base := ""
		if extra := partner[p.Name]; extra != "" {
			base = "  " + extra + "\n"
		}
		text := base + "  " + p.Name + ": [{from: 2014, value: " + value + "}]\n"
		moved := false
		for y := 2014; y <= year; y++ {
			a, b := under(t, y, base), under(t, y, text)
			for i := range a {
				moved = moved || a[i] != b[i]
			}
		}
		if !moved {
			t.Errorf("%s moves no result", p.Name)
		}
		if base != "" { // a rate without a start, or a start without a rate, must do nothing
			for y := 2014; y <= year; y++ {
				a, b := under(t, y, ""), under(t, y, "  "+p.Name+": [{from: 2014, value: "+value+"}]\n")
				for i := range a {
					if a[i] != b[i] {
						t.Errorf("%s alone changes %s in %d", p.Name, cast()[i].name, y)
					}
				}
			}
		}
	}
	if handles == 0 {
		t.Error("the law has no handles for reforms")
	}
}

func under(t *testing.T, y int, amend string) []unit.Result {
	t.Helper()
	var acts []*law.Act
	if amend != "" {
		act, err := law.ReadAct("test", []byte("act: test\nbaseline: current\namend:\n"+amend))
		if err != nil {
			t.Fatal(err)
		}
		acts = append(acts, act)
	}
	p, err := irc.Load(y, "", acts...)
	if err != nil {
		t.Fatal(err)
	}
	people := cast()
	list := make([]unit.Result, len(people))
	for i := range people {
		irc.Calculate(p, &people[i].facts, &list[i])
	}
	return list
}

func TestUnknownActNamesTheNearest(t *testing.T) {
	_, err := Read("flat-taxx")
	if err == nil || !fault.IsUsage(err) || !strings.Contains(err.Error(), "nearest valid name: flat-tax") {
		t.Error(err)
	}
}
