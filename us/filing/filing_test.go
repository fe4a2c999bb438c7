package filing

import (
	"strings"
	"testing"

	"commonpurse/us/irc"
	"commonpurse/us/unit"
)

func law(t testing.TB, year int) *irc.Params {
	p, err := irc.Load(year, "")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func units(t testing.TB, text string) *Household {
	h, err := Read("household.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	got, err := Units(law(t, h.Year), h)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestUnitsOfHouseholds(t *testing.T) {
	for _, c := range []struct {
		name, text string
		status     []unit.Status
		dependents []int
		children   []int // for the child tax credit
	}{
		{"a mother and her son", "year: 2024\nregion: OH\npeople:\n- {name: Ann, age: 34, wages: 28_000}\n- {name: Ben, age: 6, child_of: Ann}\n",
			[]unit.Status{unit.HeadOfHousehold}, []int{1}, []int{1}},
		{"a couple", "year: 2024\npeople:\n- {name: Ann, age: 34, wages: 28000}\n- {name: Bob, age: 36, wages: 50000, spouse_of: Ann}\n- {name: Cy, age: 17, child_of: Bob}\n",
			[]unit.Status{unit.Joint}, []int{1}, []int{0}},
		{"a student away from 19 to 23", "year: 2024\npeople:\n- {name: Ann, age: 50, wages: 70000}\n- {name: Dee, age: 21, child_of: Ann, student: true, wages: 6000}\n",
			[]unit.Status{unit.HeadOfHousehold, unit.Single}, []int{1, 0}, []int{0, 0}},
		{"no student", "year: 2024\npeople:\n- {name: Ann, age: 50, wages: 70000}\n- {name: Dee, age: 21, child_of: Ann, wages: 6000}\n",
			[]unit.Status{unit.Single, unit.Single}, []int{0, 0}, []int{0, 0}},
		{"an aged mother", "year: 2024\npeople:\n- {name: Ann, age: 50, wages: 70000}\n- {name: Mo, age: 80, parent_of: Ann, social_security: 14000}\n",
			[]unit.Status{unit.HeadOfHousehold, unit.Single}, []int{1, 0}, []int{0, 0}},
		{"parents who are not married", "year: 2024\npeople:\n- {name: Ann, age: 30, wages: 20000}\n- {name: Bob, age: 30, wages: 60000}\n- {name: Cy, age: 3, child_of: Ann, child_of_too: Bob}\n",
			[]unit.Status{unit.Single, unit.HeadOfHousehold}, []int{0, 1}, []int{0, 1}},
		{"three generations", "year: 2024\npeople:\n- {name: Gran, age: 45, wages: 40000}\n- {name: Teen, age: 17, child_of: Gran}\n- {name: Baby, age: 0, child_of: Teen}\n",
			[]unit.Status{unit.HeadOfHousehold}, []int{2}, []int{1}},
		{"brothers", "year: 2024\npeople:\n- {name: Al, age: 25, wages: 40000}\n- {name: Bo, age: 15, sibling_of: Al}\n",
			[]unit.Status{unit.HeadOfHousehold}, []int{1}, []int{1}},
		{"a widow", "year: 2024\npeople:\n- {name: Al, age: 45, wages: 40000, widowed: 2023}\n- {name: Bo, age: 15, child_of: Al}\n",
			[]unit.Status{unit.SurvivingSpouse}, []int{1}, []int{1}},
		{"married, apart", "year: 2024\npeople:\n- {name: Al, age: 45, wages: 40000, lives_apart: true}\n",
			[]unit.Status{unit.Separate}, []int{0}, []int{0}},
		{"friends", "year: 2024\npeople:\n- {name: Al, age: 25, wages: 40000}\n- {name: Bo, age: 26}\n",
			[]unit.Status{unit.Single, unit.Single}, []int{0, 0}, []int{0, 0}},
	} {
		got := units(t, c.text)
		if len(got.Units) != len(c.status) {
			t.Errorf("%s: %d units, want %d", c.name, len(got.Units), len(c.status))
			continue
		}
		for i, u := range got.Units {
			if u.Facts.Status != c.status[i] || u.Facts.Dependents.Count != c.dependents[i] || u.Facts.Dependents.CTCChildren != c.children[i] {
				t.Errorf("%s: unit %d is %v with %d dependents, %d children; want %v, %d, %d", c.name, i, u.Facts.Status,
					u.Facts.Dependents.Count, u.Facts.Dependents.CTCChildren, c.status[i], c.dependents[i], c.children[i])
			}
			if len(u.Said) == 0 {
				t.Errorf("%s: unit %d does not say how it came about", c.name, i)
			}
		}
	}
}

// Two separate returns are taken where they are cheaper: here for one spouse's medical expenses.
func TestSeparateReturnsWhereCheaper(t *testing.T) {
	text := "year: 2024\npeople:\n- {name: Ann, age: 40, wages: 100000, medical_expenses: 60000}\n- {name: Bob, age: 40, wages: 100000, spouse_of: Ann, charity_cash: 10000}\n"
	got := units(t, text)
	joint, apart := 0.0, cost(got.Units)
	h, _ := Read("h", []byte(text))
	k := relate(h)
	m := &maker{p: law(t, 2024), k: k, by: k.claims(ages{19, 24, 5050}), payer: 1}
	u := m.unit(unit.Joint, []int{0, 1}, nil, true)
	joint = u.Result.CombinedTax
	if len(got.Units) != 2 || apart >= joint {
		t.Errorf("%d units owe %.0f; a joint return %.0f", len(got.Units), apart, joint)
	}
	if !strings.Contains(strings.Join(got.Units[0].Said, " "), "separate returns are chosen") {
		t.Errorf("the choice is not said: %q", got.Units[0].Said)
	}
}

func TestMistakesAreLocated(t *testing.T) {
	for text, want := range map[string]string{
		"year: 2024\npeople:\n- {name: Ann, age: 34, wagse: 1}\n":                              "h.yaml:3:24: unknown field \"wagse\"; expected a key of a household or of a person; nearest valid name: wages",
		"year: 2024\npeople:\n- {name: Ann, age: 34}\n- {name: Ben, age: 6, child_of: Anne}\n": "child_of of Ben is Anne, who is not another person of the household; expected a name in people; nearest valid name: Ann",
		"year: 2024\npeople: []\n":                                                                    "nobody lives in the household",
		"year: 2024\npeople:\n- {name: Ann, age: -4}\n":                                               "age of Ann is -4; expected 0 to 125",
		"year: 2024\npeople:\n- {name: Ann, age: 4, wages: -5}\n":                                     "wages of Ann is -5; expected an amount not below zero",
		"year: 2024\npeople:\n- {name: Ann, age: 4, wages: .nan}\n":                                   "wages of Ann is NaN",
		"year: 2024\npeople:\n- {name: A, age: 40, child_of: B}\n- {name: B, age: 40, child_of: A}\n": "A descends from himself or herself",
		"year: [\n": "h.yaml:1:7:",
		"year: 2024\npeople:\n- name: Ann\n  age: 200\n":                 "h.yaml:4:3: age of Ann is 200",
		"year: 2024\nrent: -5\npeople:\n- {name: Ann, age: 30}\n":        "h.yaml:2:1: rent of the household is -5",
		"year: 2024\npeople:\n- {name: Ann, age: 30, work_hours: 169}\n": "h.yaml:3:24: work_hours of Ann is 169; expected hours a week, 0 to 168",
		"year: 2024\npeople:\n- {name: Ann, age: &x 30, wages: *x}\n":    "h.yaml:3:20: \"&\" is a tag, anchor or merge; expected plain keys and values",
		"people: !00000 00": "h.yaml:1:9: \"!00000\" is a tag, anchor or merge",
		"year: 2024\nmonth: 13\npeople:\n- {name: Ann, age: 30}\n": "h.yaml:2:1: unknown field \"month\"",
	} {
		_, err := Read("h.yaml", []byte(text))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q:\n got %v\nwant %s", text, err, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("year: 2024\nregion: OH\npeople:\n- {name: Ann, age: 34, wages: 28_000}\n- {name: Ben, age: 6, child_of: Ann}\n")
	f.Add("year: 2020\npeople:\n- {name: A, age: 70, spouse_of: B, social_security: 20000}\n- {name: B, age: 64, unemployment: 12000}\n- {age: 9, relative_of: A}\n")
	f.Add("people: !00000 00")
	f.Add("people: [{name: A, sibling_of: B}, {name: B, parent_of: A}, {name: C, child_of: A, child_of_too: B}]")
	p := law(f, 2022)
	f.Fuzz(func(t *testing.T, text string) {
		h, err := Read("h", []byte(text))
		if err != nil {
			return
		}
		got, err := Units(p, h)
		if err != nil {
			t.Fatalf("a household that was read is refused: %v", err)
		}
		seen := make([]bool, len(h.People))
		for _, u := range got.Units {
			for _, i := range u.Members[:u.Adults] {
				if seen[i] {
					t.Fatalf("person %d files twice", i)
				}
				seen[i] = true
			}
		}
	})
}
