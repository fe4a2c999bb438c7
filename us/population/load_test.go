package population

import (
	"sync"
	"testing"

	"commonpurse/us/unit"
)

var base = sync.OnceValues(func() (*Loaded, error) { return Load(BaseYear) })

func load(t testing.TB) *Loaded {
	t.Helper()
	p, err := base()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestFillAllocatesNothing(t *testing.T) {
	p := load(t)
	var f unit.Facts
	var h unit.Household
	for i := range 2000 {
		p.FillHousehold(i, &h)
	}
	if n := testing.AllocsPerRun(100, func() { p.Fill(12345, &f) }); n != 0 {
		t.Errorf("Fill allocates %v times", n)
	}
	if n := testing.AllocsPerRun(100, func() { p.FillHousehold(1234, &h) }); n != 0 {
		t.Errorf("FillHousehold allocates %v times", n)
	}
}

// TestHouseholdsHoldEverybody compares the people that FillHousehold lists with the counts of
// the columns, and their incomes with the units'.
func TestHouseholdsHoldEverybody(t *testing.T) {
	p := load(t)
	var house unit.Household
	for h := 0; h < p.Len(); h += 7 {
		p.FillHousehold(h, &house)
		var want, wages, pending float64
		var ages, got [AgeGroups]int
		for i := int(p.First[h]); i < int(p.First[h+1]); i++ {
			want += float64(p.Persons(i))
			p.AgeCounts(i, &ages)
			wages += p.Amount(i, Wages)
			if p.Pending(i) {
				pending += p.Amount(i, Wages)
			}
		}
		var sum float64
		for _, person := range house.People {
			sum += person.Wages
			got[AgeGroup(person.Age)]++
		}
		if float64(len(house.People)) != want || sum != wages || got != ages {
			t.Fatalf("household %d: %d people with wages %v (of dependents %v) and ages %v; the columns say %v, %v and %v", h, len(house.People), sum, pending, got, want, wages, ages)
		}
	}
}

func TestHouseholdsAreInOrderAndCopiesAddUp(t *testing.T) {
	p := load(t)
	if err := p.Check(); err != nil {
		t.Fatal(err)
	}
	for h := 0; h < p.Len(); {
		n := p.Copies(h)
		for c := range n {
			if p.Survey[h+c] != p.Survey[h] || int(p.Copy[h+c]) != c || p.Copies(h+c) != n {
				t.Fatalf("household %d: copy %d of %d does not belong to survey household %d", h+c, c, n, p.Survey[h])
			}
		}
		h += n
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(BaseYear); err != nil {
			b.Fatal(err)
		}
	}
}
