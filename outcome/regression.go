package outcome

import (
	"math"

	"commonpurse/split"
)

// auxiliaries are the totals that every replicate is calibrated to, region by region, because the
// population itself is: people under 18, 18 to 64, 65 and over; income tax before credits; payroll
// taxes; benefits.
const auxiliaries = 6

// calibrated are the bases among the auxiliaries, after the three ages.
var calibrated = [auxiliaries - 3]split.Base{split.BaseIncomeTax, split.BasePayroll, split.BaseBenefits}

// moments are what calibration by regression needs of one region.
type moments struct {
	square [auxiliaries][auxiliaries]float64 // Σ w x x'
	total  [auxiliaries]float64              // Σ w x
	draws  [auxiliaries]vector               // Σ w m x
	cross  [][auxiliaries]float64            // cell: Σ w y x
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
