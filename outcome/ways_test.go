package outcome

import (
	"math"
	"slices"
	"testing"

	"commonpurse/account/accounttest"
	"commonpurse/money"
	"commonpurse/split"

	"pgregory.net/rapid"
)

// What the turning points give for a dividend is what a study of that dividend measures, also where
// a bloc's own law changes households as well.
func TestWaysAreStudies(t *testing.T) {
	u := accounttest.New(t, 5, 5, 120)
	before := frame(t, u.People, 1)
	raised := *u.People
	raised.MarketIncome = slices.Clone(raised.MarketIncome)
	for i := range raised.MarketIncome {
		raised.MarketIncome[i] *= 0.97
	}
	rapid.Check(t, func(rt *rapid.T) {
		after := (*Frame)(nil)
		bases := before
		if rapid.Bool().Draw(rt, "law") {
			after = frame(t, &raised, 1)
			bases = after
		}
		p := proposal(t, rapid.SampledFrom([]string{"AA+AC/rest", "AB/AD+AE/rest;closure=payroll:0.25,means-tested:0.5,per-head:0.25"}).Draw(rt, "p"), u.Regions)
		lists := make([][]money.Cents, len(p.Blocs))
		for b := range lists {
			for range rapid.IntRange(1, 6).Draw(rt, "ways") {
				lists[b] = append(lists[b], money.Cents(rapid.SampledFrom([]int64{0, rapid.Int64Range(-3e10, 3e10).Draw(rt, "d")}).Draw(rt, "or zero")))
			}
			slices.Sort(lists[b])
		}
		studyOf := func(way int) *Study {
			d := make([]money.Cents, len(p.Blocs))
			for b := range d {
				d[b] = lists[b][min(way, len(lists[b])-1)]
			}
			s, err := NewStudy(before, after, p, closeAll(t, bases, p, d))
			if err != nil {
				rt.Fatal(err)
			}
			return s
		}
		ways := studyOf(0).Ways(lists)
		for b := range lists {
			want := make([][WayMeasures]Over, split.Closures)
			for way := range lists[b] {
				s := studyOf(way)
				for k := range s.Cases {
					if c := &s.Cases[k]; s.Feasible(c, b) {
						f := s.Fate(c, b)
						for m, v := range [WayMeasures]float64{f.Lose / f.People, f.Gain / f.People, (f.Gain - f.Lose) / f.People, f.PoorLose / f.Poor, f.PoorAfter - f.Poor} {
							want[k][m] = append(want[k][m], v)
						}
					}
				}
			}
			pooled := 0
			for k := range want {
				pooled += len(want[k][0])
				for m := range want[k] {
					slices.Sort(want[k][m])
					got := ways.Case(b, k, m)
					if len(got) != len(want[k][m]) {
						rt.Fatalf("bloc %d, closure %s: %d feasible ways, want %d", b, split.Closure(k), len(got), len(want[k][m]))
					}
					for i, v := range want[k][m] {
						if math.Abs(got[i]-v) > 1e-6*math.Max(1, math.Abs(v)) {
							rt.Fatalf("bloc %d, closure %s, measure %d: %v, want %v", b, split.Closure(k), m, got, want[k][m])
						}
					}
				}
			}
			if all := ways.Pooled(b, 0); len(all) != pooled || !slices.IsSorted(all) {
				rt.Fatalf("bloc %d: %d pooled ways, want %d", b, len(all), pooled)
			}
		}
	})
}

func TestOver(t *testing.T) {
	o := Over{-2, -1, 0, 0, 5}
	positive, negative := o.Signs()
	if positive != 1 || negative != 2 || o.At(0) != -2 || o.At(0.5) != 0 || o.At(1) != 5 {
		t.Errorf("%d above, %d below, %v %v %v", positive, negative, o.At(0), o.At(0.5), o.At(1))
	}
}
