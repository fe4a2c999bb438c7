package account

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestOfficialPoorByFamilies(t *testing.T) {
	h := one(t)
	h.Persons[0], h.Children[0], h.Guideline[0] = 3, 1, 24_860
	if got := h.OfficialPoor(0, 24_859); got != (Poor{3, 1, 1}) {
		t.Errorf("one family a dollar short: %v", got)
	}
	if got := h.OfficialPoor(0, 24_860); got != (Poor{}) {
		t.Errorf("one family at the line: %v", got)
	}
	// A mother with a child has all the income; the housemate has none and is poor beside them.
	h.Families = &Families{First: []int32{0, 2}, Persons: []uint8{2, 1}, Children: []uint8{1, 0}, Line: []float64{19_720, 14_580}, Share: []float64{1, 0}}
	if got := h.OfficialPoor(0, 30_000); got != (Poor{1, 0, 14_580}) {
		t.Errorf("a housemate without income: %v", got)
	}
	if got := h.OfficialPoor(0, 19_000); got != (Poor{3, 1, 720 + 14_580}) {
		t.Errorf("both poor: %v", got)
	}
}

// TestMoreMoneyNeverMakesPoor: with more money income no more people are poor, and the gap is not
// wider.
func TestMoreMoneyNeverMakesPoor(t *testing.T) {
	h := one(t)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 5).Draw(t, "families")
		f := &Families{First: []int32{0, int32(n)}, Persons: make([]uint8, n), Children: make([]uint8, n), Line: make([]float64, n), Share: make([]float64, n)}
		left := 1.0
		for k := range n {
			f.Persons[k] = uint8(rapid.IntRange(1, 6).Draw(t, "persons"))
			f.Line[k] = rapid.Float64Range(1000, 60_000).Draw(t, "line")
			f.Share[k] = left * rapid.Float64Range(0, 1).Draw(t, "share")
			left -= f.Share[k]
		}
		f.Share[n-1] += left
		h.Families = f
		less := rapid.Float64Range(0, 200_000).Draw(t, "money")
		more := less + rapid.Float64Range(0, 50_000).Draw(t, "more")
		a, b := h.OfficialPoor(0, less), h.OfficialPoor(0, more)
		if b.Persons > a.Persons || b.Gap > a.Gap+1e-9*math.Abs(a.Gap) {
			t.Fatalf("%v at %v, %v at %v", a, less, b, more)
		}
	})
}
