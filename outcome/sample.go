package outcome

import (
	"math"

	"commonpurse/region"
	"commonpurse/split"
)

// Replicates is how many bootstrap samples an interval stands on.
const Replicates = 200

// Widen is the factor by which sampling intervals are widened: the survey's pooled years share
// addresses, so its households are not quite independent.
const Widen = 1.15

// normal90 is the 95th percentile of the standard normal distribution: the half width of a 90%
// interval in standard errors.
const normal90 = 1.6448536269514722

// seed of the bootstrap; another seed moves the ends of intervals by a few percent of their width
const seed = 0x636f6d6d6f6e7075

// multiplicity turns a random byte into how often a survey household is drawn: a distribution with
// mean exactly 1 and variance 1.008, as close to Poisson(1) as 256 equal chances come.
var multiplicity = func() (table [256]float64) {
	at := 95 // chances of 0
	for times, chances := range []int{93, 47, 16, 4, 1} {
		for range chances {
			table[at] = float64(times + 1)
			at++
		}
	}
	return table
}()

// vector is one number a replicate.
type vector [Replicates]float64

// draw fills in how often a survey household is drawn in each replicate. Draws are keyed by region
// and survey household: copies of one household are drawn together, and a household draws the same
// in every split.
func (v *vector) draw(r region.ID, survey uint32, certain bool) {
	if certain {
		for i := range v {
			v[i] = 1
		}
		return
	}
	key := uint64(seed) ^ (uint64(r)<<32|uint64(survey))*0x9e3779b97f4a7c15
	for i := 0; i < Replicates; i += 8 {
		key += 0x9e3779b97f4a7c15
		z := key
		z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
		z = (z ^ z>>27) * 0x94d049bb133111eb
		z ^= z >> 31
		w := v[i : i+8 : i+8]
		w[0], w[1], w[2], w[3] = multiplicity[byte(z)], multiplicity[byte(z>>8)], multiplicity[byte(z>>16)], multiplicity[byte(z>>24)]
		w[4], w[5], w[6], w[7] = multiplicity[byte(z>>32)], multiplicity[byte(z>>40)], multiplicity[byte(z>>48)], multiplicity[byte(z>>56)]
	}
}

// add adds value × draws. The hottest loop of the intervals: 200 products a call.
func (v *vector) add(value float64, draws *vector) {
	for i := 0; i < Replicates; i += 4 {
		v[i] += float64(value * draws[i])
		v[i+1] += float64(value * draws[i+1])
		v[i+2] += float64(value * draws[i+2])
		v[i+3] += float64(value * draws[i+3])
	}
}

// auxiliaries are the totals that every replicate is calibrated to, region by region, because the
// population itself is: people under 18, 18 to 64, 65 and over; income tax before credits; payroll
// taxes; benefits.
const auxiliaries = 6

// calibrated are the bases among the auxiliaries, after the three ages.
var calibrated = [auxiliaries - 3]split.Base{split.BaseIncomeTax, split.BasePayroll, split.BaseBenefits}

// cells of one region in a sample: of its people, bases by rank in the bloc, then those of each case
const (
	cellPeople = iota
	cellPoor
	cellDecile                    // ten: people by decile
	cellBase    = cellDecile + 10 // base × rank group: dollars of the base
	cellsBefore = cellBase + split.Bases*rankGroups
)

const (
	cellLose     = iota // ten: people who lose, by decile
	cellGain     = cellLose + 10
	cellPoorLose = cellGain + 1
	cellPoorNet  = cellPoorLose + 1 // newly poor less no longer poor
	cellWon      = cellPoorNet + 1  // four: gross gains by rank in the bloc
	cellLost     = cellWon + rankGroups
	cellsCase    = cellLost + rankGroups
)

// Sample holds the replicates of every headline's building blocks, by region.
type Sample struct {
	study *Study
	cells int
	full  [][]float64 // region × cell: the full sample
	draws [][]vector  // region × cell: calibrated replicates
}

// NewSample draws the replicates of a study in one pass over the households. Every replicate is a
// bootstrap by survey household within region, calibrated by regression (one step) to the region's
// people by age, income tax before credits,
// payroll taxes and benefits. Rates of closures and ranks are held as
// estimated: calibrated totals leave the rates where they are.
func NewSample(s *Study) *Sample {
	n := len(s.bloc)
	sample := &Sample{study: s, cells: cellsBefore + cellsCase*len(s.Cases), full: make([][]float64, n), draws: make([][]vector, n)}
	each(s.Before.workers, n, func(r int) { sample.region(region.ID(r)) })
	return sample
}

// moments are what calibration by regression needs of one region.
type moments struct {
	square [auxiliaries][auxiliaries]float64 // Σ w x x'
	total  [auxiliaries]float64              // Σ w x
	draws  [auxiliaries]vector               // Σ w m x
	cross  [][auxiliaries]float64            // cell: Σ w y x
}

// adder adds up one region: the full sample, its replicates and what calibration needs.
type adder struct {
	full  []float64
	draws []vector
	m     moments
	drawn vector
	x     [auxiliaries]float64
}

func (a *adder) add(cell int, y float64) {
	if y == 0 {
		return
	}
	a.full[cell] += y
	a.draws[cell].add(y, &a.drawn)
	for k, v := range a.x {
		a.m.cross[cell][k] += float64(y * v)
	}
}

// plus adds factor × one cell to another.
func (a *adder) plus(into, cell int, factor float64) {
	if factor == 0 {
		return
	}
	a.full[into] += float64(factor * a.full[cell])
	a.draws[into].add(factor, &a.draws[cell])
	for k, v := range a.m.cross[cell] {
		a.m.cross[into][k] += float64(factor * v)
	}
}

// region adds up one region's households. What is the same for many of them is added once: people
// by pattern (decile and fate under every case), and dollars by base, from which every closure's
// gains follow by its rates, unless the bloc's own law changes households as well.
func (p *Sample) region(r region.ID) {
	s, f := p.study, p.study.Before
	h := f.People
	bloc := s.bloc[r]
	a := adder{full: make([]float64, p.cells), draws: make([]vector, p.cells)}
	a.m.cross = make([][auxiliaries]float64, p.cells)
	patterns := newPatterns(len(s.Cases))
	last := int64(-1)
	for i := f.start[r]; i < f.start[r+1]; i++ {
		people := f.heads[i]
		if people == 0 {
			continue
		}
		if survey := int64(h.Survey[i]); survey != last {
			a.drawn.draw(r, h.Survey[i], h.Certain[i])
			last = survey
		}
		w := f.weight[i]
		a.x = f.auxiliary(i)
		a.m.add(w, &a.x, &a.drawn)
		group := int(s.group[i])
		for base := range split.Bases {
			if base != int(split.BaseHeads) {
				a.add(cellBase+base*rankGroups+group, float64(w*f.Columns.All[base][i]))
			}
		}
		patterns.add(s, i, people, &a)
		p.poor(i, people, &a)
		if s.After != s.Before {
			p.won(i, w, group, &a)
		}
	}
	patterns.into(&a)
	if s.After == s.Before {
		p.rates(bloc, &a)
	}
	a.m.fromCells(&a)
	a.m.calibrate(a.draws)
	p.full[r], p.draws[r] = a.full, a.draws
}

// poor adds a household to the cells of the poor.
func (p *Sample) poor(i int, people float64, a *adder) {
	s, f := p.study, p.study.Before
	before := f.poor[i]&poorSPM != 0
	if before {
		a.add(cellPoor, people)
	}
	for k := range s.Cases {
		status := s.Cases[k].status[i]
		if before && status&loses != 0 {
			a.add(p.cell(k, cellPoorLose), people)
		}
		if after := status&poorAfter != 0; after && !before {
			a.add(p.cell(k, cellPoorNet), people)
		} else if before && !after {
			a.add(p.cell(k, cellPoorNet), -people)
		}
	}
}

// won adds a household's own gains and losses, where a law of the bloc's own makes them differ from
// the closure's rates.
func (p *Sample) won(i int, w float64, group int, a *adder) {
	for k := range p.study.Cases {
		switch change := p.study.Cases[k].comp[i]; {
		case change > 0:
			a.add(p.cell(k, cellWon+group), float64(w*change))
		case change < 0:
			a.add(p.cell(k, cellLost+group), -float64(w*change))
		}
	}
}

// rates derives gross gains or losses from the bases: all parts of a closure have the sign of the
// dividend.
func (p *Sample) rates(bloc int, a *adder) {
	for k := range p.study.Cases {
		for base, gain := range p.study.Cases[k].Closed[bloc].Gain {
			for group := range rankGroups {
				if gain > 0 {
					a.plus(p.cell(k, cellWon+group), cellBase+base*rankGroups+group, gain)
				} else {
					a.plus(p.cell(k, cellLost+group), cellBase+base*rankGroups+group, -gain)
				}
			}
		}
	}
}

// patterns adds people by decile, rank group and fate under every case: thousands of households
// share a few hundred patterns.
type patterns struct {
	cases int
	index map[uint64]int
	keys  []uint64
	sums  []vector
	full  []float64
	cross [][auxiliaries]float64
}

func newPatterns(cases int) *patterns {
	return &patterns{cases: cases, index: map[uint64]int{}}
}

// bits of a pattern's key: decile, rank group, two for the fate under each case
const (
	keyDecile = 4
	keyGroup  = 2
	keyFate   = 2
)

func (t *patterns) add(s *Study, i int, people float64, a *adder) {
	key := uint64(s.Before.decile[i]) | uint64(s.group[i])<<keyDecile
	for k := range t.cases {
		key |= uint64(s.Cases[k].status[i]&(gains|loses)) << (keyDecile + keyGroup + keyFate*k)
	}
	at, known := t.index[key]
	if !known {
		at = len(t.keys)
		t.index[key] = at
		t.keys, t.sums, t.full, t.cross = append(t.keys, key), append(t.sums, vector{}), append(t.full, 0), append(t.cross, [auxiliaries]float64{})
	}
	t.full[at] += people
	t.sums[at].add(people, &a.drawn)
	for k, v := range a.x {
		t.cross[at][k] += float64(people * v)
	}
}

// into deals the patterns, in the order in which they were met, to the cells they count in.
func (t *patterns) into(a *adder) {
	for at, key := range t.keys {
		deal := func(cell int) {
			a.full[cell] += t.full[at]
			a.draws[cell].add(1, &t.sums[at])
			for k, v := range t.cross[at] {
				a.m.cross[cell][k] += v
			}
		}
		decile, group := int(key&(1<<keyDecile-1)), int(key>>keyDecile&(1<<keyGroup-1))
		deal(cellPeople)
		deal(cellDecile + decile)
		deal(cellBase + int(split.BaseHeads)*rankGroups + group)
		for k := range t.cases {
			switch fate := key >> (keyDecile + keyGroup + keyFate*k); {
			case fate&loses != 0:
				deal(cellsBefore + k*cellsCase + cellLose + decile)
			case fate&gains != 0:
				deal(cellsBefore + k*cellsCase + cellGain)
			}
		}
	}
}

// unit of money among the auxiliaries: ten thousand dollars, so that they are of one order
const unit = 1e-4

// auxiliary gives a household's calibration variables, in persons and in units of money.
func (f *Frame) auxiliary(i int) (x [auxiliaries]float64) {
	h := f.People
	x[0], x[1], x[2] = float64(h.Children[i]), float64(int(h.Adults[i])-int(h.Aged[i])), float64(h.Aged[i])
	for k, base := range calibrated {
		x[3+k] = float64(unit * f.Columns.All[base][i])
	}
	return x
}

// add takes a household's auxiliaries; draws of the money among them come from the cells.
func (m *moments) add(w float64, x *[auxiliaries]float64, drawn *vector) {
	for a, v := range x {
		wv := float64(w * v)
		if wv == 0 {
			continue
		}
		m.total[a] += wv
		if a < 3 {
			m.draws[a].add(wv, drawn)
		}
		for b := range a + 1 {
			m.square[a][b] += float64(wv * x[b])
		}
	}
}

// fromCells takes the draws of money from the cells of its bases.
func (m *moments) fromCells(a *adder) {
	for k, base := range calibrated {
		for group := range rankGroups {
			m.draws[3+k].add(unit, &a.draws[cellBase+int(base)*rankGroups+group])
		}
	}
}

// calibrate moves each replicate's totals by the regression of the cell on the auxiliaries times
// what the replicate misses of their totals. cross holds Σ y x with y already weighted.
func (m *moments) calibrate(draws []vector) {
	var missing [auxiliaries]vector
	for a := range missing {
		for b := range missing[a] {
			missing[a][b] = m.total[a] - m.draws[a][b]
		}
	}
	solve := m.factor()
	for cell := range draws {
		beta := solve(m.cross[cell])
		for a, slope := range beta {
			if slope != 0 {
				draws[cell].add(slope, &missing[a])
			}
		}
	}
}

// factor prepares the solution of (Σ w x x') β = c by Cholesky. A variable that the others already
// explain (or that nobody has) gets no slope.
func (m *moments) factor() func([auxiliaries]float64) [auxiliaries]float64 {
	var l [auxiliaries][auxiliaries]float64
	var used [auxiliaries]bool
	for a := range auxiliaries {
		for b := range a + 1 {
			sum := m.square[a][b]
			for k := range b {
				if used[k] {
					sum -= float64(l[a][k] * l[b][k])
				}
			}
			switch {
			case a == b:
				used[a] = sum > 1e-9*m.square[a][a]
				if used[a] {
					l[a][a] = math.Sqrt(sum)
				}
			case used[b]:
				l[a][b] = sum / l[b][b]
			}
		}
	}
	return func(c [auxiliaries]float64) (beta [auxiliaries]float64) {
		for a := range auxiliaries {
			if !used[a] {
				continue
			}
			sum := c[a]
			for k := range a {
				if used[k] {
					sum -= float64(l[a][k] * beta[k])
				}
			}
			beta[a] = sum / l[a][a]
		}
		for a := auxiliaries - 1; a >= 0; a-- {
			if !used[a] {
				continue
			}
			sum := beta[a]
			for k := a + 1; k < auxiliaries; k++ {
				if used[k] {
					sum -= float64(l[k][a] * beta[k])
				}
			}
			beta[a] = sum / l[a][a]
		}
		return beta
	}
}

// Interval is a 90% sampling interval.
type Interval struct{ Low, High float64 }

// interval gives the interval of a function of cells summed over regions. value is called once with
// the full sample and once a replicate.
func (p *Sample) interval(s region.Set, cells []int, value func(totals []float64) float64) (estimate float64, _ Interval) {
	totals := make([]float64, len(cells))
	replicates := make([]vector, len(cells))
	for _, r := range s.IDs() {
		for k, cell := range cells {
			totals[k] += p.full[r][cell]
			v := &p.draws[r][cell]
			for b := range v {
				replicates[k][b] += v[b]
			}
		}
	}
	estimate = value(totals)
	var square float64
	for b := range Replicates {
		for k := range cells {
			totals[k] = replicates[k][b]
		}
		d := value(totals) - estimate
		square += float64(d * d)
	}
	half := float64(Widen * normal90 * math.Sqrt(square/Replicates))
	return estimate, Interval{estimate - half, estimate + half}
}

// within keeps an interval of a share between nothing and all.
func (i Interval) within(least, most float64) Interval {
	return Interval{min(max(i.Low, least), most), min(max(i.High, least), most)}
}

// quotient of the first cells' sum over the rest's.
func quotient(top int) func([]float64) float64 {
	return func(totals []float64) float64 {
		var a, b float64
		for k, v := range totals {
			if k < top {
				a += v
			} else {
				b += v
			}
		}
		if b == 0 {
			return 0
		}
		return a / b
	}
}

func (p *Sample) cell(k, cell int) int { return cellsBefore + k*cellsCase + cell }

// share gives the interval of a quotient of cells, kept between 0 and 1.
func (p *Sample) share(s region.Set, top, bottom []int) Interval {
	_, i := p.interval(s, append(append([]int(nil), top...), bottom...), quotient(len(top)))
	return i.within(0, 1)
}

// Losers gives the interval of the share of people who lose under case k; decile -1 stands for all.
func (p *Sample) Losers(s region.Set, k, decile int) Interval {
	if decile >= 0 {
		return p.share(s, []int{p.cell(k, cellLose+decile)}, []int{cellDecile + decile})
	}
	return p.share(s, p.run(k, cellLose, 10), []int{cellPeople})
}

// Gainers gives the interval of the share of people who gain under case k.
func (p *Sample) Gainers(s region.Set, k int) Interval {
	return p.share(s, []int{p.cell(k, cellGain)}, []int{cellPeople})
}

// Net gives the interval of the share of people who gain less the share of those who lose.
func (p *Sample) Net(s region.Set, k int) Interval {
	cells := append([]int{p.cell(k, cellGain), cellPeople}, p.run(k, cellLose, 10)...)
	_, i := p.interval(s, cells, func(t []float64) float64 {
		net := t[0]
		for _, lose := range t[2:] {
			net -= lose
		}
		if t[1] == 0 {
			return 0
		}
		return net / t[1]
	})
	return i.within(-1, 1)
}

// PoorLosers gives the interval of the share of the poor (SPM-like) who lose under case k.
func (p *Sample) PoorLosers(s region.Set, k int) Interval {
	return p.share(s, []int{p.cell(k, cellPoorLose)}, []int{cellPoor})
}

// FifthLosers gives the interval of the share of the union's bottom fifth who lose under case k.
func (p *Sample) FifthLosers(s region.Set, k int) Interval {
	return p.share(s, p.run(k, cellLose, 2), []int{cellDecile, cellDecile + 1})
}

// PoorChange gives the interval of the change of the number of poor people under case k.
func (p *Sample) PoorChange(s region.Set, k int) Interval {
	_, i := p.interval(s, []int{p.cell(k, cellPoorNet)}, func(t []float64) float64 { return t[0] })
	return i
}

// Poor gives the interval of the share of people who are poor before.
func (p *Sample) Poor(s region.Set) Interval {
	return p.share(s, []int{cellPoor}, []int{cellPeople})
}

// Won gives the interval of the share of gross gains (side 0) or losses (side 1) that goes to
// groups from..rankGroups of the bloc's ranks.
func (p *Sample) Won(s region.Set, k, side int, groups []int) Interval {
	first := cellWon
	if side == 1 {
		first = cellLost
	}
	all := p.run(k, first, rankGroups)
	_, i := p.interval(s, all, func(t []float64) float64 {
		var part, whole float64
		for _, v := range t {
			whole += v
		}
		for _, g := range groups {
			part += t[g]
		}
		if whole == 0 {
			return 0
		}
		return part / whole
	})
	return i.within(0, 1)
}

// run lists consecutive cells of a case.
func (p *Sample) run(k, first, count int) []int {
	cells := make([]int, count)
	for i := range cells {
		cells[i] = p.cell(k, first+i)
	}
	return cells
}
