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
	p := NewSample(s, 0)
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
	p := NewSample(s, 0)
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
	one, many := NewSample(study(t, u, "AA+AB/rest", 1), 0), NewSample(study(t, u, "AA+AB/rest", 16), 0)
	if diff := cmp.Diff(one.draws, many.draws); diff != "" {
		t.Error(diff)
	}
}

// coverage is a headline whose intervals are held against the truth of a simulated population.
var coverage = []struct {
	name     string
	truth    func(s *Study) float64
	interval func(p *Sample) (float64, Interval)
}{
	{"people who lose under a charge per head", func(s *Study) float64 { f := s.Fate(&s.Cases[0], 0); return f.Lose / f.People }, func(p *Sample) (float64, Interval) {
		return p.interval(region.Of(0), append(p.run(0, cellLose, 10), cellPeople), quotient(10))
	}},
	{"the poor who lose under a cut of benefits", func(s *Study) float64 { f := s.Fate(&s.Cases[2], 0); return f.PoorLose / f.Poor }, func(p *Sample) (float64, Interval) {
		return p.interval(region.Of(0), []int{p.cell(2, cellPoorLose), cellPoor}, quotient(1))
	}},
	{"change of the poor under a charge per head", func(s *Study) float64 { f := s.Fate(&s.Cases[0], 0); return f.PoorAfter - f.Poor }, func(p *Sample) (float64, Interval) {
		return p.interval(region.Of(0), []int{p.cell(0, cellPoorNet)}, func(t []float64) float64 { return t[0] })
	}},
	{"people who lose under a surtax", func(s *Study) float64 { f := s.Fate(&s.Cases[1], 0); return f.Lose / f.People }, func(p *Sample) (float64, Interval) {
		return p.interval(region.Of(0), append(p.run(1, cellLose, 10), cellPeople), quotient(10))
	}},
	{"what the top tenth loses under a surtax", func(s *Study) float64 { f := s.Fate(&s.Cases[1], 0); return f.TopLoss.(float64) }, func(p *Sample) (float64, Interval) {
		return p.interval(region.Of(0), append([]int{p.cell(1, cellLost+next9), p.cell(1, cellLost+top1)}, p.run(1, cellLost, rankGroups)...), quotient(2))
	}},
}

// A simulated population of known numbers: intervals, without the widening for shared addresses,
// cover the truth in 85 to 95 of 100 samples, headline by headline. 400 samples of 600 households, fewer than
// the smallest region has,
// each calibrated to the population's totals as the embedded population is. Standard error of a
// coverage: 1.5 points.
func TestIntervalsCoverTheTruth(t *testing.T) {
	const samples, size = 400, 600
	l := accounttest.Regions(t, 1)
	population := accounttest.Households(99, l, 60_000)
	closed := make([][]split.Closed, 3)
	for k, c := range []split.Closure{split.PerHead, split.IncomeTaxCut, split.MeansTested} {
		closed[k] = []split.Closed{{Closure: c, Mix: split.Mix{{Closure: c, Share: 1}}, Feasible: true}}
	}
	closed[0][0].Gain[split.BaseHeads] = -400      // dollars a person
	closed[1][0].Gain[split.BaseIncomeTax] = -0.15 // of the tax
	closed[2][0].Gain[split.BaseMeans] = -0.2      // of the benefits
	studyOf := func(h *account.Households) *Study {
		s, err := NewStudy(frame(t, h, 1), nil, proposal(t, "all", l), closed)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	all := studyOf(population)
	known := totals(all.Before)
	covered := make([]int, len(coverage))
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
		p := NewSample(studyOf(h), 0)
		for k, c := range coverage {
			estimate, i := c.interval(p)
			half := (i.High - estimate) / Widen
			if truth := c.truth(all); truth >= estimate-half && truth <= estimate+half {
				covered[k]++
			}
		}
	}
	for k, c := range coverage {
		share := float64(covered[k]) / samples
		t.Logf("%s: the truth (%.4g) is covered in %.1f%% of samples", c.name, c.truth(all), 100*share)
		if share < 0.85 || share > 0.95 {
			t.Errorf("%s: 90%% intervals cover the truth in %.1f%% of samples; expected 85 to 95%%", c.name, 100*share)
		}
	}
}

// What draws of the imputation add widens every interval by its share of the variance.
func TestImputationWidens(t *testing.T) {
	s := study(t, accounttest.New(t, 3, 4, 300), "AA+AB/rest", 2)
	r := s.Proposal.Blocs[0].Regions
	plain, wide := NewSample(s, 0).PoorChange(r, 0), NewSample(s, 0.21).PoorChange(r, 0)
	if ratio := (wide.High - wide.Low) / (plain.High - plain.Low); math.Abs(ratio-1.1) > 1e-12 {
		t.Errorf("an imputation of 0.21 of the variance widens by %v, want 1.1", ratio)
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
	measured(b, func() { NewSample(s, 0) })
}
