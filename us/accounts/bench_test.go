package accounts

import (
	"testing"

	"commonpurse/us/benefit"
	"commonpurse/us/programs"
)

// BenchmarkTaxAndPrograms takes the whole population once through tax and programs on one core: its
// households are read from their columns, taxed and given every program they are eligible for.
func BenchmarkTaxAndPrograms(b *testing.B) {
	in, err := inputs()
	if err != nil {
		b.Fatal(err)
	}
	m := newMaker(in, 1)
	var s scratch
	b.ReportAllocs()
	for b.Loop() {
		for h := range in.People.Len() {
			m.household(h, &s)
			s.house.Takes = benefit.All
			programs.Calculate(in.Programs, &s.house, &s.given)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(in.People.Len()), "ns/household")
}
