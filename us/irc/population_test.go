package irc_test

import (
	"math"
	"testing"

	"commonpurse/calc"
	"commonpurse/money"
	"commonpurse/us/irc"
	"commonpurse/us/population"
	"commonpurse/us/unit"
)

// nation is the law over the embedded people: taxes added up by region.
func nation(t testing.TB) (*calc.Job[unit.Facts, unit.Result], *population.Loaded) {
	t.Helper()
	people, err := population.Load(population.BaseYear)
	if err != nil {
		t.Fatal(err)
	}
	law, err := irc.Load(people.Year, "")
	if err != nil {
		t.Fatal(err)
	}
	units := int(people.First[people.Len()])
	house := make([]int32, units)
	for h := range people.Len() {
		from, to := people.Units(h)
		for i := from; i < to; i++ {
			house[i] = int32(h)
		}
	}
	return &calc.Job[unit.Facts, unit.Result]{
		Units: units,
		Gather: func(first int, block []unit.Facts) {
			for i := range block {
				people.Fill(first+i, &block[i])
			}
		},
		Rule: func(f *unit.Facts, r *unit.Result) { irc.Calculate(law, f, r) },
		Measures: []func(*unit.Facts, *unit.Result) float64{
			func(_ *unit.Facts, r *unit.Result) float64 { return r.IncomeTax },
			func(_ *unit.Facts, r *unit.Result) float64 { return r.PayrollTax },
		},
		Weight: func(i int) money.Weight { return people.Weight[house[i]] },
		Cell:   func(i int) int { return int(people.Region[house[i]]) },
		Cells:  people.Regions.Len(),
	}, people
}

// The nation's taxes are the same to the cent for any number of workers.
func TestNationIsTheSameForAnyWorkers(t *testing.T) {
	job, people := nation(t)
	one, err := job.Run(1)
	if err != nil {
		t.Fatal(err)
	}
	three, err := job.Run(3)
	if err != nil {
		t.Fatal(err)
	}
	for cell := range people.Regions.Len() {
		for m := range job.Measures {
			if one.Cents(cell, m) != three.Cents(cell, m) {
				t.Errorf("region %d: %v and %v", cell, one.Cents(cell, m), three.Cents(cell, m))
			}
		}
	}
	// Trillions of the right order: what is asked of the figures in detail stands in the population's own tests.
	if tax := one.All(0).Dollars(); math.Abs(tax-2.1e12) > 0.6e12 {
		t.Errorf("income tax of the nation is %.0f", tax)
	}
}

// BenchmarkPopulation is the whole federal law over the embedded people on one worker, facts gathered
// from columns and totals added up.
func BenchmarkPopulation(b *testing.B) {
	job, _ := nation(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := job.Run(1); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(job.Units), "ns/unit")
}

// BenchmarkPopulationLaw is the law alone over units of the embedded people that are at hand.
func BenchmarkPopulationLaw(b *testing.B) {
	_, people := nation(b)
	law, err := irc.Load(people.Year, "")
	if err != nil {
		b.Fatal(err)
	}
	const sample = 1 << 15 // too many for the processor to learn their branches
	units := int(people.First[people.Len()])
	facts := make([]unit.Facts, sample)
	for i := range facts {
		people.Fill(i*(units/sample), &facts[i])
	}
	var r unit.Result
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		irc.Calculate(law, &facts[i%sample], &r)
	}
}
