package outcome

import (
	"math"

	"commonpurse/region"
)

// Widen is the factor by which sampling intervals are widened: the survey's pooled years share
// addresses, so its households are not quite independent.
const Widen = 1.15

// normal90 is the 95th percentile of the standard normal distribution: the half width of a 90%
// interval in standard errors.
const normal90 = 1.6448536269514722

// Interval is a 90% interval of sampling, and of the draws of the imputation where their share is known.
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
	half := float64(Widen * normal90 * math.Sqrt(float64(square/Replicates*(1+p.imputation))))
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
