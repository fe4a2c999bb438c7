package population

import (
	"math"
	"testing"

	"commonpurse/region"
)

// TestVotesAreThoseCertified holds the expected votes to every region's certified totals.
func TestVotesAreThoseCertified(t *testing.T) {
	p := load(t)
	elections, err := p.Elections()
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range elections {
		have := make([][]float64, p.Regions.Len())
		for r := range have {
			have[r] = make([]float64, len(e.Candidates))
		}
		adults := make([][]float64, p.Regions.Len())
		for r := range adults {
			adults[r] = make([]float64, voteCells)
		}
		for h := range p.Len() {
			w := p.Weight[h].Float()
			for k := range e.Adults {
				have[p.Region[h]][k] += w * float64(e.Adults[k][h])
			}
			p.eachAdult(h, func(cell int, n float64) { adults[p.Region[h]][cell] += w * n })
		}
		want, err := certified(p.Regions, e.Year, adults)
		if err != nil {
			t.Fatal(err)
		}
		_, order, err := candidates(e.Year)
		if err != nil {
			t.Fatal(err)
		}
		for r := range have {
			for k, from := range order {
				if d := math.Abs(have[r][k] - want[r][from]); d > 1e-6*want[r][from]+1 {
					t.Errorf("%d %s %s: %.1f votes, certified %.1f", e.Year, p.Regions.Code(region.ID(r)), e.Candidates[k], have[r][k], want[r][from])
				}
			}
		}
	}
}

// TestTurnoutRisesWithIncomeAndAge: what the surveys say has to survive the fit.
func TestTurnoutRisesWithIncomeAndAge(t *testing.T) {
	p := load(t)
	elections, err := p.Elections()
	if err != nil {
		t.Fatal(err)
	}
	e := elections[len(elections)-1]
	stay := e.Adults[len(e.Adults)-1]
	var poor, rich, poorAll, richAll float64
	for h := range p.Len() {
		w := p.Weight[h].Float()
		var n float64
		p.eachAdult(h, func(_ int, k float64) { n += k })
		switch rank := p.Rank(h); {
		case rank < 0.25:
			poor, poorAll = poor+w*float64(stay[h]), poorAll+w*n
		case rank > 0.75:
			rich, richAll = rich+w*float64(stay[h]), richAll+w*n
		}
	}
	if a, b := 1-poor/poorAll, 1-rich/richAll; !(a < b && a > 0.35 && b < 0.9) {
		t.Errorf("turnout %.3f in the lowest quarter of income and %.3f in the highest", a, b)
	}
}

// TestReplicatesKeepTheHardTargets works out some replicates and looks at the greatest miss.
func TestReplicatesKeepTheHardTargets(t *testing.T) {
	p := load(t)
	outcomes := p.Outcomes(nil, 2)
	agi := make([]float64, len(outcomes))
	for i := range outcomes {
		agi[i] = outcomes[i].AGI
	}
	r, err := p.Replicates(agi, nil, 12)
	if err != nil {
		t.Fatal(err)
	}
	for id := range region.ID(p.Regions.Len()) {
		from, to := p.Span(id)
		factor := make([]float64, to-from)
		for b := range r.Count() {
			if miss := r.Factors(id, b, factor); miss > 0.01 {
				t.Errorf("%s, replicate %d: a control is missed by %.2f%%", p.Regions.Code(id), b, 100*miss)
			}
		}
	}
}

func BenchmarkReplicates(b *testing.B) {
	p := load(b)
	outcomes := p.Outcomes(nil, 2)
	agi, ones := make([]float64, len(outcomes)), make([]float64, p.Len())
	for i := range outcomes {
		agi[i] = outcomes[i].AGI
	}
	r, err := p.Replicates(agi, nil, ReplicateCount)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		r.Totals([][]float64{ones}, 2)
	}
}
