package people

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"

	"commonpurse/people/calibrate"
	"commonpurse/region"
)

// Control is a total that every replicate keeps: what each household adds to it, within its region.
type Control struct {
	Name   string
	Values []float64 // one a household
}

// Replicates are bootstrap weights: in each, every survey household of a region is drawn a Poisson
// number of times (its copies together), but for those that are certain, which stay as they are;
// then one Newton step from the final weights brings the controls back to their totals. The spread
// of an estimate over the replicates is its sampling error. Nothing is stored: a replicate is
// worked out when asked for, from keys, and is the same whoever asks.
type Replicates struct {
	people  *People
	count   int
	seed    uint64
	certain []bool
	regions []*replicateRegion
}

// replicateRegion is a region's households and what they add to the controls, as shares of them.
type replicateRegion struct {
	from, to int
	share    []float64 // of the region's weight
	rows     calibrate.Matrix
	controls int
	full     mat.Cholesky // of the full sample's matrix
	regular  bool         // it could be factorised
}

// poisson gives the draw of the Poisson distribution with mean 1 that belongs to each 16-bit
// number taken as a uniform draw: four replicates are drawn from one 64-bit hash.
var poisson = func() (f [1 << 16]uint8) {
	term := math.Exp(-1)
	sum, k := term, uint8(0)
	for i := range f {
		for (float64(i)+0.5)/(1<<16) > sum {
			k++
			term /= float64(k)
			sum += term
		}
		f[i] = k
	}
	return f
}()

// draw gives how often a survey household is in replicate b.
func (r *Replicates) draw(survey uint32, b int) uint8 {
	bits := Key{Seed: r.seed, Survey: survey}.bits(Decision(b / 4))
	return poisson[uint16(bits>>(16*(b%4)))]
}

// NewReplicates prepares count replicates. certain marks households that every replicate keeps;
// a control that adds up to nothing in a region is left out there.
func NewReplicates(p *People, certain []bool, controls []Control, count int, seed uint64) (*Replicates, error) {
	if len(certain) != p.Len() {
		return nil, fmt.Errorf("people: %d marks of certainty for %d households", len(certain), p.Len())
	}
	for _, c := range controls {
		if len(c.Values) != p.Len() {
			return nil, fmt.Errorf("people: control %s has %d values; expected %d", c.Name, len(c.Values), p.Len())
		}
	}
	r := &Replicates{people: p, count: count, seed: seed, certain: p.together(certain)}
	for id := range region.ID(p.Regions.Len()) {
		r.regions = append(r.regions, p.replicateRegion(id, controls))
	}
	return r, nil
}

// together marks every copy of a survey household of which one is marked.
func (p *People) together(mark []bool) []bool {
	out := make([]bool, len(mark))
	for from := 0; from < len(mark); {
		to, any := from, false
		for ; to < len(mark) && p.Survey[to] == p.Survey[from] && p.Region[to] == p.Region[from]; to++ {
			any = any || mark[to]
		}
		for ; from < to; from++ {
			out[from] = any
		}
	}
	return out
}

func (p *People) replicateRegion(id region.ID, controls []Control) *replicateRegion {
	from, to := p.Span(id)
	out := &replicateRegion{from: from, to: to, share: make([]float64, to-from)}
	var total float64
	for h := from; h < to; h++ {
		total += p.Weight[h].Float()
	}
	scale := make([]float64, 0, len(controls))
	var used []*Control
	for c := range controls {
		var sum float64
		for h := from; h < to; h++ {
			sum += float64(p.Weight[h].Float() * controls[c].Values[h])
		}
		if sum != 0 {
			used, scale = append(used, &controls[c]), append(scale, total/sum)
		}
	}
	out.controls = len(used)
	for h := from; h < to; h++ {
		out.share[h-from] = p.Weight[h].Float() / total
		for j, c := range used {
			out.rows.Add(j, c.Values[h]*scale[j])
		}
		out.rows.EndRow()
	}
	ones := make([]float64, to-from)
	for i := range ones {
		ones[i] = 1
	}
	if out.controls > 0 {
		_, hess := out.derive(ones)
		out.regular = out.full.Factorize(hess)
	}
	return out
}

// Count gives the number of replicates.
func (r *Replicates) Count() int { return r.count }

// Factors fills the factors on the weights of a region's households in replicate b (0 to
// Count−1), and gives the greatest relative miss of a control. The slice is as long as the region.
func (r *Replicates) Factors(id region.ID, b int, out []float64) float64 {
	g := r.regions[id]
	r.multipliers(g, b, out)
	if g.controls == 0 {
		return 0
	}
	step := mat.NewVecDense(g.controls, nil)
	var chol mat.Cholesky
	miss := 1.0
	for range mostSteps {
		gap, hess := g.derive(out)
		if !chol.Factorize(hess) {
			break
		}
		if err := chol.SolveVecTo(step, mat.NewVecDense(g.controls, gap)); err != nil && !errors.As(err, new(mat.Condition)) {
			break
		}
		if miss = g.apply(step.RawVector().Data, out); miss < closeEnough {
			break
		}
	}
	return miss
}

// One step is exact unless a factor would fall below 0; then another step mends what was cut off.
const (
	mostSteps   = 5
	closeEnough = 0.005
)

// multipliers draws how often each survey household is in the replicate.
func (r *Replicates) multipliers(g *replicateRegion, b int, out []float64) {
	for h := g.from; h < g.to; h++ {
		switch {
		case r.certain[h]:
			out[h-g.from] = 1
		case h > g.from && r.people.Survey[h] == r.people.Survey[h-1]:
			out[h-g.from] = out[h-g.from-1]
		default:
			out[h-g.from] = float64(r.draw(r.people.Survey[h], b))
		}
	}
}

// ridge keeps the step finite when a control rests on no drawn household.
const ridge = 1e-9

// derive gives the gap of each control, 1 − Σ share × factor × z, and Σ share × factor × z z′.
func (g *replicateRegion) derive(factor []float64) ([]float64, *mat.SymDense) {
	n := g.controls
	gap := make([]float64, n)
	h := make([]float64, n*n)
	for j := range gap {
		gap[j] = 1
		h[j*n+j] = ridge
	}
	m := &g.rows
	for i, f := range factor {
		v := g.share[i] * f
		if v == 0 {
			continue
		}
		columns, values := m.Column[m.Start[i]:m.Start[i+1]], m.Value[m.Start[i]:m.Start[i+1]]
		for k, a := range columns {
			vz := float64(v * values[k])
			gap[a] -= vz
			row := h[int(a)*n : int(a)*n+n]
			for l := k; l < len(columns); l++ { // columns ascend, so this is the upper triangle
				row[columns[l]] += float64(vz * values[l])
			}
		}
	}
	return gap, mat.NewSymDense(n, h)
}

// apply multiplies the factors by 1 + z·step, not below 0, and gives the greatest miss left.
func (g *replicateRegion) apply(step, factor []float64) float64 {
	m := &g.rows
	miss := make([]float64, g.controls)
	for i := range factor {
		if factor[i] == 0 {
			continue
		}
		d := 1.0
		for k := m.Start[i]; k < m.Start[i+1]; k++ {
			d += float64(m.Value[k] * step[m.Column[k]])
		}
		factor[i] *= max(0, d)
		v := g.share[i] * factor[i]
		for k := m.Start[i]; k < m.Start[i+1]; k++ {
			miss[m.Column[k]] += float64(v * m.Value[k])
		}
	}
	var most float64
	for _, x := range miss {
		most = max(most, math.Abs(x-1))
	}
	return most
}

// Each works out every replicate of every region and hands it over: the region, the number of the
// replicate, the first household of the region and the factors on its households' weights. Calls
// for one region come one after another in order of replicates; regions run side by side on the
// given number of workers, so what a call writes must belong to its region.
func (r *Replicates) Each(workers int, do func(id region.ID, b, from int, factor []float64)) {
	calibrate.Each(len(r.regions), workers, func(i int) {
		g := r.regions[i]
		factor := make([]float64, g.to-g.from)
		for b := range r.count {
			r.Factors(region.ID(i), b, factor)
			do(region.ID(i), b, g.from, factor)
		}
	})
}

// Totals gives the weighted total over all regions of each column (one value a household) in each
// replicate. It takes the Newton step with the full sample's matrix instead of the replicate's, so
// that a replicate's total is the controls' share of the column, which never changes, and the drawn
// sum of what the controls do not explain: hundreds of replicates of many columns cost little. The
// standard error is that of Each within a few per cent (a test compares them).
func (r *Replicates) Totals(columns [][]float64, workers int) [][]float64 {
	byRegion := make([][][]float64, len(r.regions))
	calibrate.Each(len(r.regions), workers, func(i int) { byRegion[i] = r.regionTotals(r.regions[i], columns) })
	out := make([][]float64, len(columns))
	for c := range out {
		out[c] = make([]float64, r.count)
		for i := range byRegion {
			for b, v := range byRegion[i][c] {
				out[c][b] += v
			}
		}
	}
	return out
}

// RegionTotals is Totals for one region.
func (r *Replicates) RegionTotals(id region.ID, columns [][]float64) [][]float64 {
	return r.regionTotals(r.regions[id], columns)
}

func (r *Replicates) regionTotals(g *replicateRegion, columns [][]float64) [][]float64 {
	out := make([][]float64, len(columns))
	residual := make([][]float64, len(columns))
	for c := range columns {
		var kept float64
		residual[c], kept = g.residuals(r.people, columns[c])
		out[c] = make([]float64, r.count)
		for b := range out[c] {
			out[c][b] = kept
		}
	}
	times := make([]float64, r.count)
	group := make([]float64, len(columns))
	for from := g.from; from < g.to; {
		to := from + 1
		for to < g.to && r.people.Survey[to] == r.people.Survey[from] {
			to++
		}
		for c := range columns {
			group[c] = 0
			for h := from; h < to; h++ {
				group[c] += residual[c][h-g.from]
			}
		}
		r.times(from, times)
		for c, e := range group {
			if e == 0 {
				continue
			}
			sum := out[c]
			for b, m := range times {
				sum[b] += float64(m * e)
			}
		}
		from = to
	}
	return out
}

// times fills how often the survey household of row h is in each replicate.
func (r *Replicates) times(h int, out []float64) {
	if r.certain[h] {
		for b := range out {
			out[b] = 1
		}
		return
	}
	key := Key{Seed: r.seed, Survey: r.people.Survey[h]}
	var bits uint64
	for b := range out {
		if b%4 == 0 {
			bits = key.bits(Decision(b / 4))
		}
		out[b] = float64(poisson[uint16(bits>>(16*(b%4)))])
	}
}

// residuals gives weight × (column − z·β) of each household, β the regression of the column on the
// controls, and the rest of the total, which the controls keep in every replicate.
func (g *replicateRegion) residuals(p *People, column []float64) (e []float64, kept float64) {
	e = make([]float64, g.to-g.from)
	beta := make([]float64, g.controls)
	m := &g.rows
	for i := range e {
		y := column[g.from+i]
		e[i] = y
		for k := m.Start[i]; k < m.Start[i+1]; k++ {
			beta[m.Column[k]] += float64(g.share[i] * m.Value[k] * y)
		}
	}
	if g.regular {
		var solved mat.VecDense
		if err := g.full.SolveVecTo(&solved, mat.NewVecDense(g.controls, beta)); err == nil || errors.As(err, new(mat.Condition)) {
			copy(beta, solved.RawVector().Data)
		} else {
			clear(beta)
		}
	} else {
		clear(beta)
	}
	for i := range e {
		var fit float64
		for k := m.Start[i]; k < m.Start[i+1]; k++ {
			fit += float64(m.Value[k] * beta[m.Column[k]])
		}
		w := p.Weight[g.from+i].Float()
		kept += float64(w * fit)
		e[i] = w * (e[i] - fit)
	}
	return e, kept
}

// Widening is by how much intervals are widened because the pooled survey years share addresses.
const Widening = 1.15

// Normal95 is the 95th percentile of the standard normal distribution: 90 % lie within it.
const Normal95 = 1.6448536269514722

// Interval gives the 90 % interval of an estimate from its replicates: the normal quantile times
// their root mean square distance from the estimate, times the widening, with the variance between
// seeds of the imputation (0 if not known) added.
func Interval(estimate float64, replicates []float64, widening, seedVariance float64) (low, high float64) {
	half := float64(Normal95 * math.Sqrt(float64(widening*widening*variance(estimate, replicates))+seedVariance))
	return estimate - half, estimate + half
}

// BetweenSeeds gives the variance that the draws of an imputation add to an estimate, from the estimates
// of the same people made with other seeds: their sample variance, times 1 + 1/m since the estimate rests
// on one seed and the mean of the others is not known exactly (Rubin 1987). It goes into Interval.
func BetweenSeeds(estimates []float64) float64 {
	m := float64(len(estimates))
	if m < 2 {
		return 0
	}
	var mean float64
	for _, x := range estimates {
		mean += x / m
	}
	var sum float64
	for _, x := range estimates {
		sum += float64((x - mean) * (x - mean))
	}
	return (1 + 1/m) * sum / (m - 1)
}

func variance(estimate float64, replicates []float64) float64 {
	if len(replicates) == 0 {
		return 0
	}
	var sum float64
	for _, x := range replicates {
		sum += float64((x - estimate) * (x - estimate))
	}
	return sum / float64(len(replicates))
}
