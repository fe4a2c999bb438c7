package finding

import (
	"math"
	"testing"

	"commonpurse/fault"
	"commonpurse/outcome"
	"commonpurse/region"
	"commonpurse/split"

	"pgregory.net/rapid"
)

// partition draws a random partition into two to four blocs, the last of which remains.
func partition(t *rapid.T, l *region.List) *split.Proposal {
	n := rapid.IntRange(2, 4).Draw(t, "blocs")
	p := &split.Proposal{Regions: l, Scale: rapid.SampledFrom([]float64{1, 0.9, 0.7}).Draw(t, "scale"), Blocs: make([]split.Bloc, n)}
	for r := range region.ID(l.Len()) {
		b := int(r)
		if b >= n {
			b = rapid.IntRange(0, n-1).Draw(t, "bloc")
		}
		p.Blocs[b].Regions |= region.Of(r)
	}
	for b := range p.Blocs {
		p.Blocs[b].Name, p.Blocs[b].Leaves = split.Letter(b), b < n-1
		p.Blocs[b].GDP = rapid.SampledFrom([]float64{0, 0, -0.05, 0.03}).Draw(t, "gdp")
	}
	p.Debt = rapid.SampledFrom([]split.DebtKey{split.DebtPopulation, split.DebtGDP, split.DebtNone}).Draw(t, "debt")
	p.Legacy = rapid.SampledFrom([]split.LegacyKey{split.LegacyResidence, split.LegacyPool}).Draw(t, "legacy")
	if rapid.Bool().Draw(t, "mixture") {
		p.Closure = split.Mix{{Closure: split.Payroll, Share: 0.25}, {Closure: split.MeansTested, Share: 0.5}, {Closure: split.PerHead, Share: 0.25}}
	}
	return p
}

// The headlines of a sweep are those of the full road: the same settlement, the same closures, the
// same people, up to the order of additions.
func TestSweepIsTheFullRoad(t *testing.T) {
	u := made(t, 9, 150, 2)
	sweep, err := u.Sweep()
	if err != nil {
		t.Fatal(err)
	}
	var got Headlines
	rapid.Check(t, func(t *rapid.T) {
		p := partition(t, u.Regions)
		if err := sweep.Headlines(p, &got); err != nil {
			t.Fatal(err)
		}
		w := &work{Union: u, p: p, closure: -1}
		for _, step := range []func() error{w.choose, w.read, w.rerun, w.settle, w.absorb} {
			if err := step(); err != nil {
				t.Fatal(err)
			}
		}
		for b := range p.Blocs {
			if got.Dividends[b] != w.dividends[b] {
				t.Fatalf("bloc %d: dividend %d, by the full road %d", b, got.Dividends[b], w.dividends[b])
			}
			for k := range w.study.Cases {
				c := &w.study.Cases[k]
				if closed := &got.Closed[b][c.Closure]; closed.Gain != c.Closed[b].Gain || closed.Feasible != c.Closed[b].Feasible || closed.Shortfall != c.Closed[b].Shortfall {
					t.Fatalf("bloc %d, %s: closed %v, by the full road %v", b, c.Closure, closed, c.Closed[b])
				}
				same(t, p, c.Closure, &got.People[b][c.Closure], w.study.Fate(c, b))
			}
			if debt := got.People[b][split.Debt]; debt.Gain != 0 || debt.Lose != 0 || debt.PoorAfter != debt.Poor || debt.People == 0 {
				t.Fatalf("debt moves people: %v", debt)
			}
		}
	})
}

func same(t *rapid.T, p *split.Proposal, c split.Closure, h *outcome.Headlines, f outcome.Fate) {
	value := func(v any) float64 {
		x, _ := v.(float64)
		return x
	}
	for _, x := range []struct {
		name      string
		got, want float64
	}{{"people", h.People, f.People}, {"gain", h.Gain, f.Gain}, {"lose", h.Lose, f.Lose}, {"poor", h.Poor, f.Poor}, {"poor who lose", h.PoorLose, f.PoorLose},
		{"poor after", h.PoorAfter, f.PoorAfter}, {"top of gains", h.TopGain, value(f.TopTenGain)}, {"bottom of losses", h.BottomLoss, value(f.LowLoss)}} {
		if math.Abs(x.got-x.want) > 1e-9*math.Abs(x.want)+1e-6 {
			t.Fatalf("%s, %s: %s %v, by the full road %v", p, c, x.name, x.got, x.want)
		}
	}
}

func TestSweepRunsNoLaw(t *testing.T) {
	u := made(t, 4, 30, 1)
	sweep, err := u.Sweep()
	if err != nil {
		t.Fatal(err)
	}
	p, err := split.Parse("P:AA/rest;law=P:act", u.Regions)
	if err != nil {
		t.Fatal(err)
	}
	if err := sweep.Headlines(p, &Headlines{}); !fault.IsUsage(err) {
		t.Errorf("got %v", err)
	}
}

// BenchmarkSweep works out random partitions of 51 regions into three blocs, of as many households
// as the built-in union has, on one worker: settlement under one convention, eight closures, the
// headlines of every bloc under each. Not in it: the grid of assumptions, replicates, medians,
// inequality, votes, power, and the making of tables.
func BenchmarkSweep(b *testing.B) {
	u := made(b, 51, 230_000/51, 0)
	sweep, err := u.Sweep()
	if err != nil {
		b.Fatal(err)
	}
	proposals := make([]*split.Proposal, 256)
	state := uint64(1)
	for k := range proposals {
		p := &split.Proposal{Regions: u.Regions, Scale: 1, Blocs: []split.Bloc{{Name: "A", Leaves: true}, {Name: "B", Leaves: true}, {Name: "C"}}}
		for r := range region.ID(51) {
			state = state*6364136223846793005 + 1442695040888963407
			i := int(state>>33) % 3
			if r < 3 {
				i = int(r)
			}
			p.Blocs[i].Regions |= region.Of(r)
		}
		proposals[k] = p
	}
	var into Headlines
	k := 0
	b.ReportAllocs()
	for b.Loop() {
		if err := sweep.Headlines(proposals[k%len(proposals)], &into); err != nil {
			b.Fatal(err)
		}
		k++
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "partitions/s")
}
