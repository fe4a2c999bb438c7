package filing

import (
	"fmt"
	"math"
	"testing"

	"commonpurse/us/irc"
	"commonpurse/us/unit"

	"pgregory.net/rapid"
)

func everyYear(t testing.TB) map[int]*irc.Params {
	laws := map[int]*irc.Params{}
	for year := 2014; year <= 2026; year++ {
		laws[year] = law(t, year)
	}
	return laws
}

// draw makes a household of one to six people with relations that can be, and incomes none of which
// is the same, so that no choice hangs on the order of the people.
func draw(t *rapid.T) *unit.Household {
	h := &unit.Household{Year: rapid.IntRange(2014, 2026).Draw(t, "year")}
	n := rapid.IntRange(1, 6).Draw(t, "people")
	for i := range n {
		p := unit.Person{Name: fmt.Sprintf("P%d", i), Age: rapid.IntRange(0, 90).Draw(t, "age")}
		own := float64(i) + 0.5
		amount := func(of string, most int) float64 {
			if rapid.IntRange(0, 2).Draw(t, of+" some") > 0 {
				return 0
			}
			return float64(rapid.IntRange(0, most).Draw(t, of)) + own/16
		}
		p.Wages, p.Interest, p.Pensions = amount("wages", 150_000), amount("interest", 30_000), amount("pensions", 40_000)
		p.OrdinaryDividends = amount("dividends", 20_000)
		p.QualifiedDividends = p.OrdinaryDividends / 2
		p.LongTermGains, p.SocialSecurity = amount("gains", 50_000), amount("social security", 30_000)
		p.SelfEmployment, p.Medical = amount("self employment", 60_000), amount("medical", 20_000)
		p.Student, p.Disabled, p.NoSSN = rapid.Bool().Draw(t, "student"), rapid.IntRange(0, 9).Draw(t, "disabled") == 0, rapid.IntRange(0, 9).Draw(t, "no number") == 0
		h.People = append(h.People, p)
	}
	for i := range n {
		p := &h.People[i]
		other := rapid.IntRange(0, n-1).Draw(t, "other")
		o := &h.People[other]
		switch kind := rapid.IntRange(0, 5).Draw(t, "relation"); {
		case other == i:
		case kind == 0 && p.Age >= 16 && o.Age >= 16 && p.SpouseOf == "" && o.SpouseOf == "":
			p.SpouseOf, o.SpouseOf = o.Name, p.Name
		case kind <= 2 && o.Age >= p.Age+14:
			p.ChildOf = o.Name
		case kind == 3:
			p.SiblingOf = o.Name
		case kind == 4:
			p.RelativeOf = o.Name
		}
	}
	h.MortgageInterest = float64(rapid.IntRange(0, 1).Draw(t, "owner") * rapid.IntRange(0, 40_000).Draw(t, "mortgage"))
	h.CareExpenses = float64(rapid.IntRange(0, 12_000).Draw(t, "care"))
	return h
}

func owed(units []Unit) float64 {
	sum := 0.0
	for i := range units {
		sum += units[i].Result.CombinedTax
	}
	return sum
}

// Everybody is in a unit, files at most once and is claimed at most once; who claims is claimed by
// nobody; statuses are what their conditions say; what is entered is what the people have.
func TestUnitsAreWhatTheLawSays(t *testing.T) {
	laws := everyYear(t)
	rapid.Check(t, func(t *rapid.T) {
		h := draw(t)
		p := laws[h.Year]
		got, err := Units(p, h)
		if err != nil {
			t.Fatal(err)
		}
		files, claimed := make([]int, len(h.People)), make([]int, len(h.People))
		var wages, mortgage, medical, all float64
		for i := range got.Units {
			u := &got.Units[i]
			wages += u.Facts.Head.Wages + u.Facts.Spouse.Wages
			mortgage += u.Facts.MortgageInterest
			medical += u.Facts.Medical
			for _, m := range u.Members[:u.Adults] {
				files[m]++
			}
			for _, m := range u.Members[u.Adults:] {
				claimed[m]++
			}
			checkUnit(t, p, h, u)
		}
		for i := range h.People {
			has := means(&h.People[i]) > 0
			if files[i] > 1 || claimed[i] > 1 || files[i]+claimed[i] == 0 || has && files[i] == 0 {
				t.Errorf("person %d files %d times and is claimed %d times", i, files[i], claimed[i])
			}
			all += h.People[i].Wages
		}
		for i := range got.Units {
			u := &got.Units[i]
			for _, m := range u.Members[:u.Adults] {
				if u.Facts.Claimed != (claimed[m] > 0) {
					t.Errorf("person %d is claimed %d times, the return says %v", m, claimed[m], u.Facts.Claimed)
				}
				if claimed[m] > 0 && len(u.Members) > u.Adults {
					t.Errorf("person %d is claimed and claims (26 USC 152(b)(1))", m)
				}
			}
		}
		if math.Abs(wages-all) > 1e-6 || mortgage > h.MortgageInterest+1e-9 {
			t.Errorf("returns enter wages of %v and a mortgage of %v; the people have %v and %v", wages, mortgage, all, h.MortgageInterest)
		}
	})
}

func checkUnit(t *rapid.T, p *irc.Params, h *unit.Household, u *Unit) {
	d, r := &u.Facts.Dependents, &u.Result
	if d.Count != len(u.Members)-u.Adults || d.Under6 > d.CTCChildren || d.CTCChildren > d.EITCChildren || d.EITCChildren > d.Count || d.Under13 > d.Under17 || d.Aged > d.Count {
		t.Errorf("dependents are counted as %+v of %d", *d, len(u.Members)-u.Adults)
	}
	for _, m := range u.Members[u.Adults:] {
		if dependent := &h.People[m]; dependent.SpouseOf != "" {
			t.Errorf("%s is married and claimed", dependent.Name)
		}
	}
	young := 0
	for _, m := range u.Members[u.Adults:] {
		if h.People[m].Age < p.ChildAge {
			young++
		}
	}
	if d.CTCChildren > young || d.Under17 > young {
		t.Errorf("%d children for the credit, %d dependents below its age", d.CTCChildren, young)
	}
	switch u.Facts.Status {
	case unit.Joint, unit.Separate:
		if h.People[u.Members[0]].SpouseOf == "" {
			t.Errorf("%v though not married", u.Facts.Status)
		}
	case unit.HeadOfHousehold, unit.SurvivingSpouse:
		if d.Count == 0 {
			t.Errorf("%v without a dependent", u.Facts.Status)
		}
	}
	if (u.Adults == 2) != (u.Facts.Status == unit.Joint) {
		t.Errorf("%d filers on a %v return", u.Adults, u.Facts.Status)
	}
	if !u.Files && (r.TotalTax > 0 || r.RefundableCredits > 0 || r.TotalIncome > r.StandardDeduction) {
		t.Errorf("does not file with a tax of %v, credits of %v and income of %v", r.TotalTax, r.RefundableCredits, r.TotalIncome)
	}
}

// The order in which the people are written, and how they are called, decide nothing.
func TestOrderAndNamesDecideNothing(t *testing.T) {
	laws := everyYear(t)
	rapid.Check(t, func(t *rapid.T) {
		h := draw(t)
		before, err := Units(laws[h.Year], h)
		if err != nil {
			t.Fatal(err)
		}
		order := rapid.Permutation(firstOf(len(h.People))).Draw(t, "order")
		moved := *h
		moved.People = make([]unit.Person, len(h.People))
		for to, from := range order {
			p := h.People[from]
			for _, name := range []*string{&p.Name, &p.SpouseOf, &p.ChildOf, &p.SiblingOf, &p.RelativeOf} {
				if *name != "" {
					*name = "other " + *name
				}
			}
			moved.People[to] = p
		}
		after, err := Units(laws[h.Year], &moved)
		if err != nil {
			t.Fatal(err)
		}
		if a, b := owed(before.Units), owed(after.Units); math.Abs(a-b) > 1e-6 || len(before.Units) != len(after.Units) {
			t.Errorf("%d units owe %v; in another order %d units owe %v", len(before.Units), a, len(after.Units), b)
		}
	})
}

func firstOf(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// What the law leaves to choice is never dearer than having no choice: who insists on a separate
// return pays no less.
func TestTheChoiceIsTheCheaper(t *testing.T) {
	laws := everyYear(t)
	rapid.Check(t, func(t *rapid.T) {
		h := draw(t)
		free, err := Units(laws[h.Year], h)
		if err != nil {
			t.Fatal(err)
		}
		bound := *h
		bound.People = append([]unit.Person(nil), h.People...)
		for i := range bound.People {
			bound.People[i].Separate = bound.People[i].SpouseOf != ""
		}
		apart, err := Units(laws[h.Year], &bound)
		if err != nil {
			t.Fatal(err)
		}
		if a, b := owed(free.Units), owed(apart.Units); a > b+1+1e-6 {
			t.Errorf("%v is owed with the choice, %v without", a, b)
		}
	})
}

// Who has nothing owes nothing and files only for what is paid out.
func TestNothingInNothingOut(t *testing.T) {
	laws := everyYear(t)
	rapid.Check(t, func(t *rapid.T) {
		h := draw(t)
		h.MortgageInterest, h.CareExpenses = 0, 0
		for i := range h.People {
			p := &h.People[i]
			*p = unit.Person{Name: p.Name, Age: p.Age, SpouseOf: p.SpouseOf, ChildOf: p.ChildOf, SiblingOf: p.SiblingOf, RelativeOf: p.RelativeOf}
		}
		got, err := Units(laws[h.Year], h)
		if err != nil {
			t.Fatal(err)
		}
		for i := range got.Units {
			r := &got.Units[i].Result
			if r.TotalTax != 0 || r.PayrollTax != 0 || r.AdjustedGrossIncome != 0 || got.Units[i].Files != (r.RefundableCredits > 0) {
				t.Errorf("a unit with nothing owes %v and %v, files %v", r.TotalTax, r.PayrollTax, got.Units[i].Files)
			}
		}
	})
}
