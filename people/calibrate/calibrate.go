// Package calibrate finds household weights that reproduce published totals.
//
// Each household's weight is multiplied by a factor between two bounds. The factors are the ones
// closest to 1 that meet the targets (Deville and Särndal 1992, the logit distance), and a target
// may be missed at a price, its penalty. With v the base weights as shares, z the household's
// contribution to a target as a share of the target times the sum of weights, and r = Σ v g z − 1
// the relative miss, the problem is
//
//	minimise  Σ v D(g) + ½ Σ penalty r²,     g = F(z·λ)
//
// and is solved by Newton's method on its dual, which is smooth and strictly concave. Sums run in
// the order of the rows, so that a result does not depend on the number of workers.
package calibrate

import (
	"errors"
	"fmt"
	"math"
	"sync"

	"gonum.org/v1/gonum/mat"
)

// HardPenalty is the penalty from which a target counts as hard: it must be met.
const HardPenalty = 1e5

// Bounds are the least and the greatest factor on a base weight.
type Bounds struct{ Low, High float64 }

// Bounds that a problem starts with, and those it falls back to when the first cannot be met.
var (
	Narrow = Bounds{0.2, 6}
	Wide   = Bounds{0.05, 20}
)

// Target is one total to reach. Value is in the unit of the rows and not zero. Penalty is the
// price of a squared relative miss; HardPenalty and above means it has to be met.
type Target struct {
	Name    string
	Value   float64
	Penalty float64
}

// Matrix holds what each row (household) adds to each target, row after row, zeros left out:
// row i has columns Column[Start[i]:Start[i+1]] with the values beside them.
type Matrix struct {
	Start  []int32
	Column []uint16
	Value  []float64
}

// Rows gives the number of rows.
func (m *Matrix) Rows() int { return max(0, len(m.Start)-1) }

// Add appends a value to the row being built; zeros are skipped.
func (m *Matrix) Add(column int, value float64) {
	if value == 0 {
		return
	}
	m.Column = append(m.Column, uint16(column))
	m.Value = append(m.Value, value)
}

// EndRow closes the row being built. The first call also opens the matrix.
func (m *Matrix) EndRow() {
	if len(m.Start) == 0 {
		m.Start = append(m.Start, 0)
	}
	m.Start = append(m.Start, int32(len(m.Column)))
}

// Problem is one region: base weights, what its households add to the targets, and the targets.
type Problem struct {
	Name    string
	Base    []float64 // not negative, not all zero
	Rows    Matrix
	Targets []Target
	Bounds  Bounds // zero means Narrow, with Wide as the fallback
}

// Result holds the factors on the base weights and how well the targets are met.
type Result struct {
	Factor      []float64 // one a row
	Multiplier  []float64 // λ, one a target
	Miss        []float64 // relative miss of each target, weighted total / target − 1
	Iterations  int
	Converged   bool
	Bounds      Bounds // the bounds the factors keep
	Widened     bool   // the narrow bounds could not meet the hard targets
	Infeasible  []int  // hard targets missed by more than 1 %: the least bad solution is given
	BaseDesign  float64
	FinalDesign float64 // Kish design effect n Σw²/(Σw)² of the final weights
	Effective   float64 // effective rows (Σw)²/Σw²
}

// ErrProblem wraps every complaint about an ill-formed problem.
var ErrProblem = errors.New("calibrate")

const (
	maxIterations = 60
	gradientDone  = 1e-9
	gradientFlat  = 1e-6 // below this a gradient that shrinks no more is rounding
	rounding      = 1e-11
	hardMiss      = 0.01
	ridge         = 1e-9
	easiest       = 1e-2 // the cap on penalties that contradictory targets start with
	steepest      = 1e12 // the cap that none reaches
	tighten       = 2    // how fast the cap is raised
)

// Solve calibrates one region.
func Solve(p *Problem) (*Result, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	if len(p.Base) == 0 { // nobody to weigh, and nothing to meet
		return &Result{Converged: true}, nil
	}
	if p.Bounds != (Bounds{}) {
		return newSolver(p, p.Bounds).run(), nil
	}
	r := newSolver(p, Narrow).run()
	if len(r.Infeasible) > 0 {
		r = newSolver(p, Wide).run()
		if len(r.Infeasible) > 0 && !r.Converged {
			r = newSolver(p, Wide).leastBad()
		}
		r.Widened = true
	}
	return r, nil
}

// SolveAll calibrates many regions with the given number of workers. The results do not depend on
// it. The first error, in the order of the problems, is returned.
func SolveAll(problems []*Problem, workers int) ([]*Result, error) {
	results := make([]*Result, len(problems))
	errs := make([]error, len(problems))
	Each(len(problems), workers, func(i int) { results[i], errs[i] = Solve(problems[i]) })
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return results, nil
}

// Each calls do(0) … do(n-1) on the given number of workers (at least one) and waits for them.
func Each(n, workers int, do func(i int)) {
	next := make(chan int)
	var wait sync.WaitGroup
	for range max(1, min(workers, n)) {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for i := range next {
				do(i)
			}
		}()
	}
	for i := range n {
		next <- i
	}
	close(next)
	wait.Wait()
}

func (p *Problem) check() error {
	if p.Rows.Rows() != len(p.Base) {
		return fmt.Errorf("%w: %s: %d rows but %d base weights", ErrProblem, p.Name, p.Rows.Rows(), len(p.Base))
	}
	var total float64
	for i, w := range p.Base {
		if !(w >= 0) || math.IsInf(w, 0) {
			return fmt.Errorf("%w: %s: base weight %d is %v; expected a finite number not below zero", ErrProblem, p.Name, i, w)
		}
		total += w
	}
	if total == 0 && (len(p.Base) > 0 || len(p.Targets) > 0) {
		return fmt.Errorf("%w: %s: all base weights are zero", ErrProblem, p.Name)
	}
	for _, t := range p.Targets {
		if t.Value == 0 || math.IsNaN(t.Value) || math.IsInf(t.Value, 0) {
			return fmt.Errorf("%w: %s: target %s is %v; expected a finite number other than zero", ErrProblem, p.Name, t.Name, t.Value)
		}
		if !(t.Penalty > 0) {
			return fmt.Errorf("%w: %s: target %s has penalty %v; expected a number above zero", ErrProblem, p.Name, t.Name, t.Penalty)
		}
	}
	for k, c := range p.Rows.Column {
		if int(c) >= len(p.Targets) {
			return fmt.Errorf("%w: %s: a row names target %d of %d", ErrProblem, p.Name, c, len(p.Targets))
		}
		if math.IsNaN(p.Rows.Value[k]) || math.IsInf(p.Rows.Value[k], 0) {
			return fmt.Errorf("%w: %s: target %s: a row has the value %v", ErrProblem, p.Name, p.Targets[c].Name, p.Rows.Value[k])
		}
	}
	if b := p.Bounds; b != (Bounds{}) && !(b.Low >= 0 && b.Low < 1 && b.High > 1) {
		return fmt.Errorf("%w: %s: bounds %v to %v; expected 1 inside them", ErrProblem, p.Name, b.Low, b.High)
	}
	return nil
}

// solver holds one problem in scaled form: shares v, contributions z, every target 1.
type solver struct {
	p      *Problem
	bounds Bounds
	slope  float64 // A of the logit distance
	shift  float64 // ln((1−lo)/(up−1)), so that F(0) = 1
	share  []float64
	z      []float64
	lambda []float64
	dot    []float64 // z·λ of each row
	grad   []float64
	hess   *mat.SymDense
	cap    float64 // no penalty counts for more: infinite, less where the targets contradict
}

func newSolver(p *Problem, b Bounds) *solver {
	s := &solver{
		p: p, bounds: b,
		slope:  (b.High - b.Low) / ((1 - b.Low) * (b.High - 1)),
		shift:  math.Log((1 - b.Low) / (b.High - 1)),
		share:  make([]float64, len(p.Base)),
		z:      make([]float64, len(p.Rows.Value)),
		lambda: make([]float64, len(p.Targets)),
		dot:    make([]float64, len(p.Base)),
		grad:   make([]float64, len(p.Targets)),
		hess:   mat.NewSymDense(max(1, len(p.Targets)), nil),
		cap:    math.Inf(1),
	}
	var total float64
	for _, w := range p.Base {
		total += w
	}
	for i, w := range p.Base {
		s.share[i] = w / total
	}
	for k, c := range p.Rows.Column {
		s.z[k] = p.Rows.Value[k] * total / p.Targets[c].Value
	}
	return s
}

// factor gives F(u) in its stable form lo + (up−lo) σ(Au + shift).
func (s *solver) factor(u float64) float64 {
	return s.bounds.Low + (s.bounds.High-s.bounds.Low)/(1+math.Exp(-(float64(s.slope*u)+s.shift)))
}

// integral gives Φ(u), the integral of F from 0.
func (s *solver) integral(u float64) float64 {
	return float64(s.bounds.Low*u) + float64((s.bounds.High-s.bounds.Low)/s.slope*(softplus(float64(s.slope*u)+s.shift)-softplus(s.shift)))
}

func softplus(x float64) float64 {
	if x > 0 {
		return x + math.Log1p(math.Exp(-x))
	}
	return math.Log1p(math.Exp(x))
}

func (s *solver) penalty(j int) float64 { return min(s.p.Targets[j].Penalty, s.cap) }

// products fills dot with z·λ and returns the dual's value.
func (s *solver) products(lambda []float64) float64 {
	m := &s.p.Rows
	var loss float64
	for i := range s.share {
		var u float64
		for k := m.Start[i]; k < m.Start[i+1]; k++ {
			u += float64(s.z[k] * lambda[m.Column[k]])
		}
		s.dot[i] = u
		loss += float64(s.share[i] * s.integral(u))
	}
	var dual float64
	for j, l := range lambda {
		dual += l - l*l/(2*s.penalty(j))
	}
	return dual - loss
}

// derive fills gradient and Hessian of the dual at the λ of the last products.
func (s *solver) derive() {
	m := &s.p.Rows
	n := len(s.lambda)
	h := s.hess.RawSymmetric().Data
	clear(h)
	for j := range s.grad {
		s.grad[j] = 1 - s.lambda[j]/s.penalty(j)
	}
	for i := range s.share {
		f := s.factor(s.dot[i])
		vf := s.share[i] * f
		vd := s.share[i] * s.slope * (f - s.bounds.Low) * (s.bounds.High - f) / (s.bounds.High - s.bounds.Low)
		end := m.Start[i+1]
		for k := m.Start[i]; k < end; k++ {
			a, za := int(m.Column[k]), s.z[k]
			s.grad[a] -= float64(vf * za)
			d := vd * za
			for l := k; l < end; l++ {
				b := int(m.Column[l])
				if b >= a {
					h[a*n+b] += float64(d * s.z[l])
				} else {
					h[b*n+a] += float64(d * s.z[l])
				}
			}
		}
	}
	for j := range s.lambda {
		h[j*n+j] += 1/s.penalty(j) + ridge
	}
}

func (s *solver) run() *Result {
	r := &Result{Bounds: s.bounds}
	r.Converged = s.newton(r)
	return s.finish(r)
}

// leastBad solves contradictory targets. At full penalty the multipliers run off to where every
// factor sits on a bound and Newton's method sees no curvature; so penalties are capped, and the cap
// is raised as long as the solution can be followed.
func (s *solver) leastBad() *Result {
	r := &Result{Bounds: s.bounds}
	kept := make([]float64, len(s.lambda))
	for s.cap = easiest; s.cap < steepest; s.cap *= tighten {
		if !s.newton(r) {
			break
		}
		r.Converged = true
		copy(kept, s.lambda)
	}
	copy(s.lambda, kept)
	s.products(s.lambda)
	return s.finish(r)
}

// newton climbs the dual from the λ at hand, adds its steps to the result, and says whether it
// came to the top.
func (s *solver) newton(r *Result) bool {
	if len(s.lambda) == 0 {
		return true
	}
	value := s.products(s.lambda)
	step := mat.NewVecDense(len(s.lambda), nil)
	trial := make([]float64, len(s.lambda))
	var chol mat.Cholesky
	before := math.Inf(1)
	for range maxIterations {
		s.derive()
		size := largest(s.grad)
		if size < gradientDone || size < gradientFlat && size > before/2 {
			return true
		}
		before = size
		if !chol.Factorize(s.hess) {
			return false
		}
		if err := chol.SolveVecTo(step, mat.NewVecDense(len(s.grad), s.grad)); err != nil && !errors.As(err, new(mat.Condition)) {
			return false
		}
		next, ok := s.climb(value, step.RawVector().Data, trial)
		if !ok {
			return false
		}
		value = next
		r.Iterations++
	}
	return false
}

// climb moves λ along the step, halved until the dual rises enough (Armijo).
func (s *solver) climb(value float64, step, trial []float64) (float64, bool) {
	var slope float64
	for j, d := range step {
		slope += float64(d * s.grad[j])
	}
	if slope < rounding*(1+math.Abs(value)) { // too small a rise to be seen in the dual's value
		for j := range trial {
			s.lambda[j] += step[j]
		}
		return s.products(s.lambda), true
	}
	for size := 1.0; size > 1e-10; size /= 2 {
		for j := range trial {
			trial[j] = s.lambda[j] + float64(size*step[j])
		}
		if next := s.products(trial); next >= value+float64(1e-4*size*slope)-float64(1e-15*math.Abs(value)) {
			copy(s.lambda, trial)
			return next, true
		}
	}
	return value, false
}

func (s *solver) finish(r *Result) *Result {
	m := &s.p.Rows
	r.Multiplier = s.lambda
	r.Factor = make([]float64, len(s.share))
	r.Miss = make([]float64, len(s.lambda))
	for i := range s.share {
		r.Factor[i] = s.factor(s.dot[i])
		for k := m.Start[i]; k < m.Start[i+1]; k++ {
			r.Miss[m.Column[k]] += float64(s.share[i] * r.Factor[i] * s.z[k])
		}
	}
	for j := range r.Miss {
		r.Miss[j]--
		if s.p.Targets[j].Penalty >= HardPenalty && !(math.Abs(r.Miss[j]) <= hardMiss) {
			r.Infeasible = append(r.Infeasible, j)
		}
	}
	final := make([]float64, len(s.share))
	for i := range final {
		final[i] = s.share[i] * r.Factor[i]
	}
	r.BaseDesign, _ = Design(s.share)
	r.FinalDesign, r.Effective = Design(final)
	return r
}

// Design gives Kish's design effect of weights, n Σw² / (Σw)², and the effective number of rows.
// Rows without weight do not count.
func Design(w []float64) (effect, effective float64) {
	var n, sum, squares float64
	for _, x := range w {
		if x > 0 {
			n++
		}
		sum += x
		squares += float64(x * x)
	}
	if squares == 0 {
		return 0, 0
	}
	effective = sum * sum / squares
	return n / effective, effective
}

func largest(x []float64) float64 {
	var m float64
	for _, v := range x {
		m = max(m, math.Abs(v))
	}
	return m
}
