package aid

import (
	"math"
	"testing"

	"commonpurse/us/benefit"
	"commonpurse/us/published"
)

// grown, child and house make households of one filing unit, in region 0.
func grown(age int16) benefit.Person {
	return benefit.Person{Age: age, Spouse: benefit.None, Parents: [2]int8{benefit.None, benefit.None}, Hours: 40}
}

func child(age int16) benefit.Person {
	return benefit.Person{Age: age, Spouse: benefit.None, Parents: [2]int8{0, benefit.None}, Dependent: true, Pupil: age >= 5}
}

func house(people ...benefit.Person) *benefit.Household {
	h := &benefit.Household{Takes: benefit.All, N: len(people), NUnits: 1}
	copy(h.People[:], people)
	h.Units[0].People = int8(len(people))
	return h
}

// fresh is an empty result for a household, with its gross cash.
func fresh(h *benefit.Household) *benefit.Result {
	r := &benefit.Result{}
	r.Reset(h.N)
	r.GrossCash = GrossCash(h)
	return r
}

// guideline2024 is the poverty guideline of 2024 of the 48 states (89 FR 2961): 15,060 and 5,380 a
// further person.
var guideline2024 = func() (g published.Guidelines) {
	for n := 1; n <= published.MaxFamily; n++ {
		g.Size[n] = 15060 + float64(n-1)*5380
	}
	g.Extra = 5380
	return g
}()

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 0.005 {
		t.Errorf("%s: %.2f, want %.2f", what, got, want)
	}
}
