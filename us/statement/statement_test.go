package statement

import (
	"math"
	"strings"
	"testing"

	"commonpurse/table"
	"commonpurse/us/filing"
	"commonpurse/us/irc"
	"commonpurse/us/programs"
	"commonpurse/us/unit"
)

// worked is a household with its law, and its programs unless none are asked for.
type worked struct {
	law      *irc.Params
	programs *programs.Params
	people   *unit.Household
	filed    *filing.Household
}

func work(t testing.TB, text string, withPrograms bool) worked {
	t.Helper()
	h, err := filing.Read("household.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	w := worked{people: h}
	if w.law, err = irc.Load(h.Year, ""); err != nil {
		t.Fatal(err)
	}
	if withPrograms {
		if w.programs, err = programs.Load(h.Year); err != nil {
			t.Fatal(err)
		}
	}
	if w.filed, err = filing.Units(w.law, h); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w worked) tables(t testing.TB) map[string]*table.Table {
	t.Helper()
	list, err := Tables(w.law, w.programs, w.filed)
	if err != nil {
		t.Fatal(err)
	}
	byName := map[string]*table.Table{}
	for i := range list {
		for _, row := range list[i].Rows {
			if len(row) != len(list[i].Columns) {
				t.Errorf("%s: a row of %d cells under %d columns", list[i].Name, len(row), len(list[i].Columns))
			}
		}
		byName[list[i].Name] = &list[i]
	}
	return byName
}

// amounts reads a table of items and amounts.
func amounts(t *table.Table) map[string]float64 {
	got := map[string]float64{}
	for _, row := range t.Rows {
		got[row[0].(string)] = row[1].(float64)
	}
	return got
}

func near(a, b float64) bool { return math.Abs(a-b) < 0.005 }

const (
	worker   = "year: 2024\npeople:\n- {name: Ann, age: 40, wages: 50_000}\n"
	mother   = "year: 2024\npeople:\n- {name: Ann, age: 34, wages: 30_000, child_support: 2_400}\n- {name: Ben, age: 6, child_of: Ann}\n"
	together = "year: 2024\npeople:\n- {name: Al, age: 40, wages: 100_000}\n- {name: Bo, age: 41, self_employment: 20_000, child_support_paid: 3_000}\n"
)

// Totals are those of the form, worked out by hand from Rev. Proc. 2023-34 (2024).
func TestTotalsByHand(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       map[string]float64
	}{
		// 50,000 - 14,600 = 35,400: 1,160 + 12% of 23,800 = 4,016. Wages bear 7.65% twice.
		{"a worker", worker, map[string]float64{"market_income": 50_000, "income_tax": 4_016, "refundable_credits": 0,
			"income_tax_before_refundable_credits": 4_016, "employee_and_self_employment_payroll_tax": 3_825, "employer_payroll_tax": 3_825,
			"cash_benefits_reported": 0, "disposable_income": 42_159}},
		// 30,000 - 21,900 = 8,100: 810, all of it met by the child credit of 2,000; 1,190 of it are paid out.
		// Earned income credit 4,213 - 15.98% of (30,000 - 22,720) = 3,049.656.
		{"a mother", mother, map[string]float64{"market_income": 30_000, "income_tax": -1_190 - 3_049.656, "refundable_credits": 1_190 + 3_049.656,
			"income_tax_before_refundable_credits": 0, "employee_and_self_employment_payroll_tax": 2_295, "cash_benefits_reported": 2_400,
			"disposable_income": 30_000 + 1_190 + 3_049.656 - 2_295 + 2_400}},
		// Al: 85,400: 5,426 + 22% of 38,250 = 13,841. Bo: net earnings 18,470, tax 2,825.91, half of it
		// deducted; 20,000 - 1,412.955 - 14,600 = 3,987.045, less 20% of it: 10% of 3,189.636 = 318.9636;
		// earned income credit 632 - 7.65% of (18,587.045 - 10,330) = 0.3360575.
		{"two returns", together, map[string]float64{"market_income": 120_000, "income_tax": 13_841 + 318.9636 - 0.3360575,
			"employee_and_self_employment_payroll_tax": 7_650 + 2_825.91, "employer_payroll_tax": 7_650, "cash_benefits_reported": -3_000}},
	} {
		got := amounts(work(t, c.text, false).tables(t)["household"])
		for item, want := range c.want {
			if v, there := got[item]; !there || !near(v, want) {
				t.Errorf("%s: %s is %v, want %v", c.name, item, v, want)
			}
		}
		if kept := got["market_income"] - got["income_tax"] - got["employee_and_self_employment_payroll_tax"] + got["cash_benefits_reported"]; !near(kept, got["disposable_income"]) {
			t.Errorf("%s: the items leave %v, disposable_income says %v", c.name, kept, got["disposable_income"])
		}
		if _, there := got["medical_benefits"]; there {
			t.Errorf("%s: benefits are told though no programs were given", c.name)
		}
	}
}

// With programs the benefits join, and what a file reports of programs is not counted beside them.
func TestTotalsWithPrograms(t *testing.T) {
	text := strings.Replace(mother, "year: 2024\n", "year: 2024\nregion: OH\n", 1)
	w := work(t, text, true)
	tables := w.tables(t)
	got := amounts(tables["household"])
	if len(tables) != 5 {
		t.Errorf("%d tables, want totals, rates, units, returns and benefits", len(tables))
	}
	want := got["market_income"] - got["income_tax"] - got["employee_and_self_employment_payroll_tax"] + got["cash_benefits_reported"] + got["cash_and_near_cash_benefits"]
	if !near(got["disposable_income"], want) || !near(got["comprehensive_income"], want+got["medical_benefits"]) {
		t.Errorf("disposable %v and comprehensive %v income; the items give %v and %v", got["disposable_income"], got["comprehensive_income"], want, want+got["medical_benefits"])
	}
	if got["medical_benefits"] <= 0 {
		t.Error("a poor mother's child has no medical benefits")
	}
	reportedSSI := strings.Replace(text, "child_support: 2_400", "child_support: 2_400, ssi: 900", 1)
	if with := amounts(work(t, reportedSSI, true).tables(t)["household"]); with["cash_benefits_reported"] != 2_400 {
		t.Errorf("reported SSI is counted beside the programs: %v", with["cash_benefits_reported"])
	}
	if without := amounts(work(t, reportedSSI, false).tables(t)["household"]); without["cash_benefits_reported"] != 3_300 {
		t.Errorf("reported SSI is lost without the programs: %v", without["cash_benefits_reported"])
	}
}

// Marginal rates are the law's own slopes.
func TestMarginalRates(t *testing.T) {
	single := func(wages string) string {
		return "year: 2024\npeople:\n- {name: Ann, age: 40, wages: " + wages + "}\n"
	}
	for _, c := range []struct {
		name, text      string
		who             int
		income, payroll float64
	}{
		{"in the second bracket", single("50_000"), 0, 0.12, 0.0765},
		{"above the wage base of 168,600", single("190_000"), 0, 0.24, 0.0145},
		{"with the Additional Medicare Tax", single("250_000"), 0, 0.32, 0.0235},
		{"below the standard deduction, where the earned income credit phases in", "year: 2024\npeople:\n- {name: Ann, age: 34, wages: 9_000}\n- {name: Ben, age: 6, child_of: Ann}\n", 0, -0.34 - 0.15, 0.0765},
		{"where the earned income credit phases out", mother, 0, 0.1 + 0.1598, 0.0765}, // what the child credit meets of the 10% is not paid out
		{"the second of a couple", "year: 2024\npeople:\n- {name: Al, age: 40, wages: 200_000}\n- {name: Bo, age: 41, spouse_of: Al, wages: 20_000}\n", 1, 0.22, 0.0765},
	} {
		rates := work(t, c.text, false).tables(t)["marginal_rates"]
		row := rates.Rows[c.who]
		if math.Abs(row[1].(float64)-c.income) > 1e-6 || math.Abs(row[2].(float64)-c.payroll) > 1e-6 || math.Abs(row[3].(float64)-c.income-c.payroll) > 2e-6 {
			t.Errorf("%s: %v, want %v and %v", c.name, row, c.income, c.payroll)
		}
	}
}

// A return tells what was entered, then what was worked out, in the order of the struct, with the lines
// of Schedule A only for those who itemize, and no line that serves others only.
func TestReturns(t *testing.T) {
	place := map[string]int{}
	for _, part := range []struct {
		name  string
		items []unit.Item
	}{{"entered", unit.FactItems()}, {"worked out", unit.ResultItems()}} {
		for _, item := range part.items {
			place[part.name+" "+item.Name] = len(place)
		}
	}
	lender := "year: 2024\npeople:\n- {name: Ann, age: 40, wages: 90_000, charity_cash: 5_000}\nmortgage_interest: 20_000\n"
	for name, c := range map[string]struct {
		text     string
		itemizes bool
	}{"who takes the standard deduction": {worker, false}, "who itemizes": {lender, true}, "two units": {together, false}} {
		w := work(t, c.text, false)
		told := w.tables(t)["return"]
		last, unitNow, seen := -1, 0, map[string]bool{}
		for _, row := range told.Rows {
			if n := row[0].(int); n != unitNow {
				unitNow, last = n, -1
			}
			item := row[2].(string)
			key := row[1].(string) + " " + item
			at, known := place[key]
			if !known || at <= last {
				t.Errorf("%s: %s is out of order", name, key)
			}
			last = at
			seen[item] = true
			if row[1] == "worked out" && hidden[item] {
				t.Errorf("%s: %s is told", name, item)
			}
			if row[4].(float64) == 0 && !always[item] {
				t.Errorf("%s: %s is told though it is nothing", name, item)
			}
		}
		for item := range always {
			if !seen[item] {
				t.Errorf("%s: %s is not told", name, item)
			}
		}
		if seen["charity_deduction"] != c.itemizes || seen["itemized_deductions"] != c.itemizes {
			t.Errorf("%s: lines of Schedule A are told: %v", name, seen["itemized_deductions"])
		}
	}
}

// Every name that decides what a return shows is a result.
func TestShownNamesAreResults(t *testing.T) {
	for kind, names := range map[string]map[string]bool{"always": always, "hidden": hidden, "itemizing": itemizing} {
		for name := range names {
			if unit.Find(unit.ResultItems(), name) == nil {
				t.Errorf("%s has %s, which is no result", kind, name)
			}
		}
	}
	for name := range always {
		if hidden[name] || itemizing[name] {
			t.Errorf("%s is always shown and not", name)
		}
	}
}

func TestUnitsAreTold(t *testing.T) {
	units := work(t, mother, false).tables(t)["units"]
	row := units.Rows[0]
	if len(units.Rows) != 1 || row[1] != "Ann" || row[2] != "head_of_household" || row[3] != "Ben" || row[4] != true || !strings.Contains(row[5].(string), "26 USC 2(b)") {
		t.Errorf("the unit is told as %v", units.Rows)
	}
	nameless := work(t, "year: 2024\npeople:\n- {age: 40}\n", false)
	if got := Name(nameless.filed, &nameless.filed.Units[0]); got != "person 1" {
		t.Errorf("a person without a name is called %q", got)
	}
}
