package filing

import (
	"fmt"
	"math"
	"testing"

	"commonpurse/us/irc"
	"commonpurse/us/unit"
	"pgregory.net/rapid"
)

// drawn is a household of up to four adults and four children: couples, lone parents, lodgers.
func drawn(t *rapid.T) *unit.Household {
	dollars := func(name string, most int) float64 {
		if rapid.Bool().Draw(t, name+"?") {
			return 0
		}
		return float64(rapid.IntRange(0, most).Draw(t, name))
	}
	h := &unit.Household{Year: rapid.SampledFrom([]int{2016, 2019, 2021, 2024, 2025}).Draw(t, "year")}
	adults := rapid.IntRange(1, 4).Draw(t, "adults")
	for i := range adults {
		p := unit.Person{Name: fmt.Sprint("a", i), Age: rapid.IntRange(24, 80).Draw(t, "age"), Wages: dollars("wages", 150_000),
			SelfEmployment: dollars("business", 40_000), Interest: dollars("interest", 9000), Pensions: dollars("pensions", 30_000),
			LongTermGains: dollars("gains", 30_000)}
		if i%2 == 1 && rapid.Bool().Draw(t, "married") {
			p.SpouseOf = fmt.Sprint("a", i-1)
		}
		h.People = append(h.People, p)
	}
	for i := range rapid.IntRange(0, 4).Draw(t, "children") {
		h.People = append(h.People, unit.Person{Name: fmt.Sprint("c", i), Age: rapid.IntRange(0, 23).Draw(t, "age"), Wages: dollars("wages", 12_000),
			ChildOf: fmt.Sprint("a", rapid.IntRange(0, adults-1).Draw(t, "parent")), Student: rapid.Bool().Draw(t, "student")})
	}
	return h
}

func taxes(t *rapid.T, laws map[int]*irc.Params, h *unit.Household) (*Household, float64) {
	got, err := Units(laws[h.Year], h)
	if err != nil {
		t.Fatal(err)
	}
	return got, cost(got.Units)
}

// Everybody files or is told with somebody, nobody files twice; without income nobody owes; the order
// in which spouses stand does not matter; and one who insists on a separate return saves nothing.
func TestProperties(t *testing.T) {
	laws := map[int]*irc.Params{}
	for _, year := range []int{2016, 2019, 2021, 2024, 2025} {
		laws[year] = law(t, year)
	}
	rapid.Check(t, func(t *rapid.T) {
		h := drawn(t)
		got, owed := taxes(t, laws, h)
		filers, claimed := map[int]int{}, map[int]int{}
		for _, u := range got.Units {
			for i, m := range u.Members {
				if i < u.Adults {
					filers[m]++
				} else {
					claimed[m]++
				}
			}
			if u.Facts.Status == unit.Joint && u.Adults != 2 || u.Facts.Status != unit.Joint && u.Adults != 1 {
				t.Fatalf("%d adults on a return of status %v", u.Adults, u.Facts.Status)
			}
			if u.Facts.Dependents.Count != len(u.Members)-u.Adults {
				t.Fatalf("%d dependents of %d members", u.Facts.Dependents.Count, len(u.Members))
			}
		}
		for i := range h.People {
			if filers[i] > 1 || claimed[i] > 1 || filers[i]+claimed[i] == 0 {
				t.Fatalf("%s files %d times and is claimed %d times", h.People[i].Name, filers[i], claimed[i])
			}
		}

		exchanged := *h
		exchanged.People = append([]unit.Person(nil), h.People...)
		for i := 1; i < len(exchanged.People); i += 2 {
			if a, b := &exchanged.People[i-1], &exchanged.People[i]; b.SpouseOf == a.Name {
				*a, *b = *b, *a
			}
		}
		if _, other := taxes(t, laws, &exchanged); math.Abs(other-owed) > 0.005 {
			t.Fatalf("%d: spouses exchanged owe %.2f instead of %.2f", h.Year, other, owed)
		}

		apart := *h
		apart.People = append([]unit.Person(nil), h.People...)
		for i := range apart.People {
			apart.People[i].Separate = true
		}
		if _, other := taxes(t, laws, &apart); other < owed-0.005 {
			t.Fatalf("%d: separate returns owe %.2f, those chosen %.2f", h.Year, other, owed)
		}

		poor := *h
		poor.People = append([]unit.Person(nil), h.People...)
		for i := range poor.People {
			p := &poor.People[i]
			p.Wages, p.SelfEmployment, p.Interest, p.Pensions, p.LongTermGains = 0, 0, 0, 0, 0
		}
		if _, other := taxes(t, laws, &poor); other > 0 {
			t.Fatalf("%d: without income %.2f is owed", h.Year, other)
		}
	})
}
