package outcome

import (
	"math"
	"testing"

	"commonpurse/account"
	"commonpurse/account/accounttest"
	"commonpurse/money"
	"commonpurse/region"
	"commonpurse/split"

	"github.com/google/go-cmp/cmp"
)

func TestMultiplicityHasMeanAndVarianceOne(t *testing.T) {
	var mean, square float64
	for _, m := range multiplicity {
		mean += m / 256
		square += m * m / 256
	}
	if mean != 1 || math.Abs(square-mean*mean-1) > 0.01 {
		t.Errorf("mean %v, variance %v", mean, square-mean*mean)
	}
}

// Calibrated replicates keep every region's people by age: the people of a region do not vary.
func TestReplicatesKeepTheirTotals(t *testing.T) {
	u := accounttest.New(t, 3, 4, 300)
	s := study(t, u, "AA+AB/rest", 2)
	p := NewSample(s)
	for r := range p.draws {
		want := p.full[r][cellPeople]
		for b, got := range p.draws[r][cellPeople] {
			if math.Abs(got-want) > 1e-6*want {
				t.Fatalf("region %d, replicate %d: %v people, want %v", r, b, got, want)
			}
		}
		if p.full[r][cellPoor] == 0 || p.draws[r][cellPoor][0] == p.draws[r][cellPoor][1] {
			t.Fatalf("region %d: the poor do not vary", r)
		}
	}
}

// Cells of the full sample are those of the measures.
func TestSampleAgreesWithMeasures(t *testing.T) {
	u := accounttest.New(t, 3, 4, 300)
	s := study(t, u, "AA+AB/rest", 2)
	p := NewSample(s)
	for k := range s.Cases {
		for b, bloc := range s.Proposal.Blocs {
			all := s.Cases[k].groups[b][byAll]
			i := p.Losers(bloc.Regions, k, -1)
			if share := all.lose / all.people; i.Low > share || i.High < share {
				t.Errorf("%s bloc %d: %v not within %v", s.Cases[k].Closure, b, share, i)
			}
			var won float64
			for _, r := range bloc.Regions.IDs() {
				won += p.full[r][p.cell(k, cellWon+top1)]
			}
			if got := s.Cases[k].winners[b][top1][0]; math.Abs(got-won) > 1e-9*math.Abs(won)+1e-6 {
				t.Errorf("gross gains of the top: %v, %v", got, won)
			}
		}
	}
}

func TestSampleIsTheSameForAnyWorkers(t *testing.T) {
	u := accounttest.New(t, 3, 5, 150)
	one, many := NewSample(study(t, u, "AA+AB/rest", 1)), NewSample(study(t, u, "AA+AB/rest", 16))
	if diff := cmp.Diff(one.draws, many.draws); diff != "" {
		t.Error(diff)
	}
}

// A simulated population of known share: intervals, without the widening for shared addresses,
// cover the truth in 85 to 95 of 100 samples. 400 samples of 300 households, each calibrated to the
// population's totals as the embedded population is; the share who lose under a per-head charge is
// what varies. Standard error of the coverage: 1.5 points.
func TestIntervalsCoverTheTruth(t *testing.T) {
	const samples, size = 400, 300
	l := accounttest.Regions(t, 1)
	population := accounttest.Households(99, l, 60_000)
	rho := -400.0 // dollars a person
	closed := [][]split.Closed{{{Closure: split.PerHead, Mix: split.Mix{{Closure: split.PerHead, Share: 1}}, Feasible: true}}}
	closed[0][0].Gain[split.BaseHeads] = rho
	losers := func(h *account.Households) (float64, *Study) {
		f := frame(t, h, 1)
		s, err := NewStudy(f, nil, proposal(t, "all", l), closed)
		if err != nil {
			t.Fatal(err)
		}
		all := s.Cases[0].groups[0][byAll]
		return all.lose / all.people, s
	}
	truth, all := losers(population)
	known := totals(all.Before)
	covered := 0
	next := uint64(5)
	for range samples {
		rows := make([]int, size)
		for i := range rows {
			next = next*6364136223846793005 + 1442695040888963407
			rows[i] = int(next>>33) % population.Len()
		}
		h := pick(population, rows)
		for i := range h.Weight {
			h.Weight[i] *= money.Weight(population.Len() / size)
		}
		calibrate(frame(t, h, 1), known)
		_, s := losers(h)
		p := NewSample(s)
		estimate, i := p.interval(region.Of(0), append(p.run(0, cellLose, 10), cellPeople), quotient(10))
		half := (i.High - estimate) / Widen
		if truth >= estimate-half && truth <= estimate+half {
			covered++
		}
	}
	if share := float64(covered) / samples; share < 0.85 || share > 0.95 {
		t.Errorf("90%% intervals cover the truth (%.3f) in %.1f%% of samples; expected 85 to 95%%", truth, 100*share)
	}
}

func totals(f *Frame) (sums [auxiliaries]float64) {
	for i, w := range f.weight {
		if f.heads[i] > 0 {
			for k, v := range f.auxiliary(i) {
				sums[k] += w * v
			}
		}
	}
	return sums
}

// calibrate moves a sample's weights by regression until its totals are the known ones.
func calibrate(f *Frame, known [auxiliaries]float64) {
	var m moments
	var none vector
	for i, w := range f.weight {
		if x := f.auxiliary(i); f.heads[i] > 0 {
			m.add(w, &x, &none)
		}
	}
	for k := range known {
		known[k] -= m.total[k]
	}
	beta := m.factor()(known)
	for i, w := range f.weight {
		g := 1.0
		for k, v := range f.auxiliary(i) {
			g += beta[k] * v
		}
		f.People.Weight[i] = money.ToWeight(max(0, w*g))
	}
}

// pick makes a sample of rows, each a survey household of its own.
func pick(h *account.Households, rows []int) *account.Households {
	s := &account.Households{Year: h.Year, Regions: h.Regions}
	for k, i := range rows {
		s.Region = append(s.Region, h.Region[i])
		s.Weight = append(s.Weight, h.Weight[i])
		s.Survey = append(s.Survey, uint32(k))
		s.Certain = append(s.Certain, false)
		s.Persons, s.Adults, s.Children = append(s.Persons, h.Persons[i]), append(s.Adults, h.Adults[i]), append(s.Children, h.Children[i])
		s.Aged, s.HeadAge, s.Device = append(s.Aged, h.Aged[i]), append(s.HeadAge, h.HeadAge[i]), append(s.Device, h.Device[i])
	}
	take := func(column []float64) []float64 {
		picked := make([]float64, len(rows))
		for k, i := range rows {
			picked[k] = column[i]
		}
		return picked
	}
	for t := range h.Tax {
		s.Tax[t] = take(h.Tax[t])
	}
	for b := range h.Benefit {
		s.Benefit[b] = take(h.Benefit[b])
	}
	s.MarketIncome, s.EmployerHealth, s.BeforeCredits, s.PayrollBase = take(h.MarketIncome), take(h.EmployerHealth), take(h.BeforeCredits), take(h.PayrollBase)
	s.NotMoney = take(h.NotMoney)
	s.Consumption, s.Expenses, s.SPMThreshold, s.Guideline = take(h.Consumption), take(h.Expenses), take(h.SPMThreshold), take(h.Guideline)
	return s
}

func BenchmarkSample(b *testing.B) {
	u := accounttest.New(b, 1, 51, benchRows/51)
	f := frame(b, u.People, 0)
	p := proposal(b, "AA+AC+AF+BA/BB+BC/rest", u.Regions)
	s, err := NewStudy(f, nil, p, closeAll(b, f, p, dividends(b, u, p)))
	if err != nil {
		b.Fatal(err)
	}
	measured(b, func() { NewSample(s) })
}
