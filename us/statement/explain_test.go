package statement

import (
	"strings"
	"testing"

	"commonpurse/table"
	"commonpurse/us/filing"
	"commonpurse/us/irc"
	"commonpurse/us/unit"
)

func explained(t testing.TB, w worked, which int, item string) []table.Table {
	t.Helper()
	resolved, err := irc.Table(w.people.Year, "")
	if err != nil {
		t.Fatal(err)
	}
	got, err := Explain(resolved, w.filed, which, item)
	if err != nil {
		t.Fatalf("%s: %v", item, err)
	}
	return got
}

// The chain starts at the result, has each result once with the value of the return and the rule that
// the law gives it, goes down by one at a time, and follows everything that is not nothing.
func TestExplanationIsTheReturn(t *testing.T) {
	for _, year := range []string{"2014", "2020", "2025"} {
		w := work(t, strings.Replace(mother, "2024", year, 1), false)
		result := &w.filed.Units[0].Result
		for _, item := range unit.ResultItems() {
			chain := explained(t, w, 0, item.Name)[0]
			if len(chain.Rows) == 0 || chain.Rows[0][1] != item.Name || chain.Rows[0][0] != 0 {
				t.Errorf("%s, %s: the chain does not start at it", year, item.Name)
				continue
			}
			told, depth := map[string]bool{}, 0
			for _, row := range chain.Rows {
				name := row[1].(string)
				found := unit.Find(unit.ResultItems(), name)
				if found == nil || row[2] != found.Value(result) || told[name] || row[0].(int) > depth+1 || row[4] == "" || row[5] == "" {
					t.Errorf("%s, %s: line %v", year, item.Name, row)
				}
				told[name], depth = true, row[0].(int)
			}
			for _, row := range chain.Rows {
				for _, read := range strings.Split(row[6].(string), "; ") {
					name, _, _ := strings.Cut(read, " ")
					if unit.Find(unit.ResultItems(), name) != nil && unit.Find(unit.FactItems(), name) == nil && !told[name] {
						t.Errorf("%s, %s: %v reads %s, which is not followed", year, item.Name, row[1], name)
					}
				}
			}
		}
	}
}

// The tax of the worker of 50,000 rests on wages, the standard deduction and the brackets of his status.
func TestExplanationNamesItsGrounds(t *testing.T) {
	w := work(t, worker, false)
	tables := explained(t, w, 0, "regular_tax")
	if len(tables) != 3 {
		t.Fatalf("%d tables, want chain, parameters and inputs", len(tables))
	}
	parameters := map[string][]any{}
	for _, row := range tables[1].Rows {
		parameters[row[0].(string)] = row
		if row[4] == "" || !strings.Contains(row[5].(string), ".yaml:") || row[6] == "" || row[8] != false {
			t.Errorf("a parameter without its ground: %v", row)
		}
	}
	for name, want := range map[string]string{"standard_deduction": "14600", "income_tax_bracket_1_top": "11600", "income_tax_rate_2": "0.12"} {
		if row := parameters[name]; row == nil || row[2] != want {
			t.Errorf("%s is %v, want %s", name, row, want)
		}
	}
	inputs := map[string]any{}
	for _, row := range tables[2].Rows {
		inputs[row[0].(string)] = row[2]
	}
	if inputs["wages_head"] != 50_000.0 || inputs["interest"] != nil {
		t.Errorf("inputs are %v", inputs)
	}
}

// Each status reads its own column of a parameter.
func TestExplanationTakesTheColumnOfTheUnit(t *testing.T) {
	for text, want := range map[string][2]string{
		worker: {"14600", "632"},
		mother: {"21900", "4213"},
		"year: 2024\npeople:\n- {name: Al, age: 40, wages: 20_000}\n- {name: Bo, age: 41, spouse_of: Al}\n": {"29200", "632"},
	} {
		w := work(t, text, false)
		for item, parameter := range map[string]string{"standard_deduction": "standard_deduction", "earned_income_credit": "eitc_max"} {
			found := false
			for _, row := range explained(t, w, 0, item)[1].Rows {
				if row[0] == parameter {
					found = true
					if item == "standard_deduction" && row[2] != want[0] || item == "earned_income_credit" && row[2] != want[1] {
						t.Errorf("%q: %s is %v, want %v", text, parameter, row[2], want)
					}
				}
			}
			if !found {
				t.Errorf("%q: %s does not rest on %s", text, item, parameter)
			}
		}
	}
}

func TestExplainRefusesWhatIsNotThere(t *testing.T) {
	w := work(t, together, false)
	resolved, err := irc.Table(2024, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		which      int
		item, want string
	}{
		{2, "income_tax", "filing unit 3; expected 1 to 2"},
		{-1, "income_tax", "filing unit 0; expected 1 to 2"},
		{0, "incme_tax", "nearest valid name: income_tax"},
	} {
		if _, err := Explain(resolved, w.filed, c.which, c.item); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("unit %d, %s: %v; want %s", c.which, c.item, err, c.want)
		}
	}
	if _, err := Explain(resolved, &filing.Household{People: w.people}, 0, "income_tax"); err == nil {
		t.Error("a household without units is explained")
	}
}
