package calc

import (
	"testing"

	"commonpurse/money"

	"pgregory.net/rapid"
)

type given struct{ income float64 }
type owed struct{ tax float64 }

func job(incomes []float64, cells int) *Job[given, owed] {
	return &Job[given, owed]{
		Units: len(incomes),
		Gather: func(first int, block []given) {
			for i := range block {
				block[i].income = incomes[first+i]
			}
		},
		Rule:     func(f *given, r *owed) { r.tax = money.Rate(0.25).Of(f.income) },
		Measures: []func(*given, *owed) float64{func(f *given, _ *owed) float64 { return f.income }, func(_ *given, r *owed) float64 { return r.tax }},
		Weight:   func(unit int) money.Weight { return money.Weight(unit%7) * money.WeightOne / 3 },
		Cell:     func(unit int) int { return unit % cells },
		Cells:    cells,
	}
}

// Totals are those of a plain loop, to the cent, for any number of workers.
func TestTotalsAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 3*Chunk+5).Draw(t, "units")
		scale := rapid.Float64Range(-1e6, 1e6).Draw(t, "scale")
		incomes := make([]float64, n)
		for i := range incomes {
			incomes[i] = scale * float64(i%97)
		}
		const cells = 5
		var want [cells]money.Sum
		j := job(incomes, cells)
		for i := range incomes {
			want[i%cells].Add(money.ToCents(money.Rate(0.25).Of(incomes[i])), j.Weight(i))
		}
		for _, workers := range []int{1, 3, 0} {
			got, err := j.Run(workers)
			if err != nil {
				t.Fatal(err)
			}
			var all money.Sum
			for c := range want {
				all.Merge(want[c])
				if got.Cents(c, 1) != want[c].Cents() {
					t.Fatalf("%d workers, cell %d: %v, want %v", workers, c, got.Cents(c, 1), want[c].Cents())
				}
			}
			if got.All(1) != all.Cents() {
				t.Fatalf("%d workers: total %v, want %v", workers, got.All(1), all.Cents())
			}
		}
	})
}

// Each unit is scattered once, with its own result.
func TestScatterReachesEveryUnit(t *testing.T) {
	incomes := make([]float64, 2*Chunk+3)
	for i := range incomes {
		incomes[i] = float64(i)
	}
	j := job(incomes, 1)
	taxes := make([]float64, len(incomes))
	j.Scatter = func(first int, facts []given, results []owed) {
		for i := range results {
			taxes[first+i] += results[i].tax
		}
	}
	if _, err := j.Run(4); err != nil {
		t.Fatal(err)
	}
	for i, tax := range taxes {
		if tax != 0.25*float64(i) {
			t.Fatalf("unit %d: %v", i, tax)
		}
	}
}

// Running allocates for workers, not for units.
func TestNoAllocationPerUnit(t *testing.T) {
	cost := func(n int) float64 {
		j := job(make([]float64, n), 1)
		return testing.AllocsPerRun(3, func() {
			if _, err := j.Run(1); err != nil {
				t.Fatal(err)
			}
		})
	}
	if small, large := cost(10), cost(20*Chunk); large > small {
		t.Errorf("10 units allocate %v times, %d units %v times", small, 20*Chunk, large)
	}
}

func TestIncompleteJobIsRefused(t *testing.T) {
	if _, err := (&Job[given, owed]{Units: 3}).Run(1); err == nil {
		t.Error("a job without a rule ran")
	}
}
