package outcome

import (
	"commonpurse/region"
	"commonpurse/split"
)

// Replicates is how many bootstrap samples an interval stands on.
const Replicates = 200

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

	imputation float64     // variance of the imputation over that of sampling
	full       [][]float64 // region × cell: the full sample
	draws      [][]vector  // region × cell: calibrated replicates
}

// NewSample draws the replicates of a study in one pass over the households. Every replicate is a
// bootstrap by survey household within region, calibrated by regression (one step) to the region's
// people by age, income tax before credits,
// payroll taxes and benefits. Rates of closures and ranks are held as
// estimated: those totals leave the rates of taxes, of benefits and per head where they are; that
// consumption and means-tested benefits alone would vary a little more is not in the intervals.
// imputation is the variance that the draws of the imputation add, over that of sampling; 0 where it
// is not known.
func NewSample(s *Study, imputation float64) *Sample {
	n := len(s.bloc)
	sample := &Sample{study: s, imputation: imputation, cells: cellsBefore + cellsCase*len(s.Cases), full: make([][]float64, n), draws: make([][]vector, n)}
	each(s.Before.workers, n, func(r int) { sample.region(region.ID(r)) })
	return sample
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
