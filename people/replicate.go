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
}

// poisson is the distribution function of the Poisson distribution with mean 1 at 0, 1, 2, …
var poisson = func() (f [12]float64) {
	term, sum := math.Exp(-1), 0.0
	for k := range f {
		sum += term
		f[k] = sum
		term /= float64(k + 1)
	}
	return f
}()

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
			sum += p.Weight[h].Float() * controls[c].Values[h]
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
	gap, hess := g.derive(out)
	step := mat.NewVecDense(g.controls, nil)
	var chol mat.Cholesky
	if chol.Factorize(hess) {
		if err := chol.SolveVecTo(step, mat.NewVecDense(g.controls, gap)); err != nil && !errors.As(err, new(mat.Condition)) {
			return 1
		}
	}
	return g.apply(step.RawVector().Data, out)
}

// multipliers draws how often each survey household is in the replicate.
func (r *Replicates) multipliers(g *replicateRegion, b int, out []float64) {
	for h := g.from; h < g.to; h++ {
		switch {
		case r.certain[h]:
			out[h-g.from] = 1
		case h > g.from && r.people.Survey[h] == r.people.Survey[h-1]:
			out[h-g.from] = out[h-g.from-1]
		default:
			u := Key{Seed: r.seed, Survey: r.people.Survey[h]}.Uniform(Decision(b))
			k := 0
			for k < len(poisson)-1 && u > poisson[k] {
				k++
			}
			out[h-g.from] = float64(k)
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
			vz := v * values[k]
			gap[a] -= vz
			row := h[int(a)*n : int(a)*n+n]
			for l := k; l < len(columns); l++ { // columns ascend, so this is the upper triangle
				row[columns[l]] += vz * values[l]
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
			d += m.Value[k] * step[m.Column[k]]
		}
		factor[i] *= max(0, d)
		v := g.share[i] * factor[i]
		for k := m.Start[i]; k < m.Start[i+1]; k++ {
			miss[m.Column[k]] += v * m.Value[k]
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

// Totals gives the weighted total over all regions of each column in each replicate.
func (r *Replicates) Totals(columns [][]float64, workers int) [][]float64 {
	byRegion := make([][][]float64, len(r.regions))
	for i := range byRegion {
		byRegion[i] = make([][]float64, len(columns))
		for c := range columns {
			byRegion[i][c] = make([]float64, r.count)
		}
	}
	r.Each(workers, func(id region.ID, b, from int, factor []float64) {
		for c, column := range columns {
			var sum float64
			for k, f := range factor {
				sum += float64(f * float64(r.people.Weight[from+k].Float()*column[from+k]))
			}
			byRegion[id][c][b] = sum
		}
	})
	out := make([][]float64, len(columns))
	for c := range out {
		out[c] = make([]float64, r.count)
		for b := range out[c] {
			for i := range byRegion {
				out[c][b] += byRegion[i][c][b]
			}
		}
	}
	return out
}

// Widening is by how much intervals are widened because the pooled survey years share addresses.
const Widening = 1.15

// normal95 is the 95th percentile of the standard normal distribution: 90 % lie within it.
const normal95 = 1.6448536269514722

// Interval gives the 90 % interval of an estimate from its replicates: the normal quantile times
// their root mean square distance from the estimate, times the widening, with the variance between
// seeds of the imputation (0 if not known) added.
func Interval(estimate float64, replicates []float64, widening, seedVariance float64) (low, high float64) {
	half := normal95 * math.Sqrt(widening*widening*variance(estimate, replicates)+seedVariance)
	return estimate - half, estimate + half
}

func variance(estimate float64, replicates []float64) float64 {
	if len(replicates) == 0 {
		return 0
	}
	var sum float64
	for _, x := range replicates {
		sum += (x - estimate) * (x - estimate)
	}
	return sum / float64(len(replicates))
}
