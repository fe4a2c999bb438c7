package calibrate

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/optimize"
)

// problem makes a region of random households whose targets the true factors meet exactly.
func problem(seed uint64, rows, targets int, penalty float64) *Problem {
	rng := rand.New(rand.NewPCG(seed, 1))
	p := &Problem{Name: "test"}
	totals := make([]float64, targets)
	for range rows {
		w := 50 + 100*rng.Float64()
		g := 0.5 + 1.5*rng.Float64()
		p.Base = append(p.Base, w)
		for j := range targets {
			if rng.Float64() < 0.4 {
				x := math.Exp(rng.NormFloat64())
				p.Rows.Add(j, x)
				totals[j] += w * g * x
			}
		}
		p.Rows.EndRow()
	}
	for j, t := range totals {
		p.Targets = append(p.Targets, Target{Name: string(rune('a' + j)), Value: t, Penalty: penalty})
	}
	return p
}

func TestPostStratification(t *testing.T) {
	// With one indicator a row, the factor of every row of a cell is target / base weight of the cell.
	p := &Problem{Name: "cells", Bounds: Bounds{0.1, 10}}
	for i := range 40 {
		p.Base = append(p.Base, float64(10+i))
		p.Rows.Add(i%4, 1)
		p.Rows.EndRow()
	}
	base := make([]float64, 4)
	for i, w := range p.Base {
		base[i%4] += w
	}
	want := []float64{0.5, 1, 1.7, 3}
	for j := range 4 {
		p.Targets = append(p.Targets, Target{Name: "cell", Value: base[j] * want[j], Penalty: 1e12})
	}
	r, err := Solve(p)
	if err != nil {
		t.Fatal(err)
	}
	for i, g := range r.Factor {
		if math.Abs(g-want[i%4]) > 1e-8 {
			t.Fatalf("row %d: factor %.10f, want %.10f", i, g, want[i%4])
		}
	}
	if !r.Converged || r.Iterations > 20 {
		t.Errorf("converged %v after %d iterations", r.Converged, r.Iterations)
	}
}

func TestHardTargetsMetInsideBounds(t *testing.T) {
	for seed := range uint64(5) {
		r, err := Solve(problem(seed, 500, 12, HardPenalty))
		if err != nil {
			t.Fatal(err)
		}
		if largest(r.Miss) > 1e-5 || !r.Converged {
			t.Errorf("seed %d: largest miss %g, converged %v", seed, largest(r.Miss), r.Converged)
		}
		for _, g := range r.Factor {
			if g < Narrow.Low || g > Narrow.High {
				t.Fatalf("seed %d: factor %g outside the bounds", seed, g)
			}
		}
	}
}

// The solution satisfies the optimality condition miss = −λ/penalty, and gonum's optimizer finds
// no better point of the dual.
func TestAgreesWithGonum(t *testing.T) {
	p := problem(3, 300, 8, 50)
	for j := range p.Targets {
		p.Targets[j].Value *= 1 + 0.1*float64(j%3-1)
	}
	r, err := Solve(p)
	if err != nil {
		t.Fatal(err)
	}
	for j := range r.Miss {
		if d := r.Miss[j] + r.Multiplier[j]/p.Targets[j].Penalty; math.Abs(d) > 1e-8 {
			t.Errorf("target %d: miss %g, multiplier %g", j, r.Miss[j], r.Multiplier[j])
		}
	}
	s := newSolver(p, Narrow)
	dual := optimize.Problem{
		Func: func(x []float64) float64 { return -s.products(x) },
		Grad: func(g, x []float64) {
			copy(s.lambda, x)
			s.products(x)
			s.derive()
			for j := range g {
				g[j] = -s.grad[j]
			}
		},
	}
	best, err := optimize.Minimize(dual, make([]float64, len(p.Targets)), &optimize.Settings{GradientThreshold: 1e-9}, &optimize.BFGS{})
	if err != nil && best == nil {
		t.Fatal(err)
	}
	for j, x := range best.X {
		if math.Abs(x-r.Multiplier[j]) > 1e-5*(1+math.Abs(x)) {
			t.Errorf("target %d: gonum %g, ours %g", j, x, r.Multiplier[j])
		}
	}
}

func TestInfeasibleIsToldWithTheLeastBadSolution(t *testing.T) {
	const never = 1e11 // missed by less than a millionth, where it can be
	p := problem(1, 200, 3, never)
	p.Targets = append(p.Targets, Target{Name: "again", Value: 4 * p.Targets[0].Value, Penalty: never})
	var m Matrix // the same column as the first, with another total
	for i := range p.Base {
		for k := p.Rows.Start[i]; k < p.Rows.Start[i+1]; k++ {
			m.Add(int(p.Rows.Column[k]), p.Rows.Value[k])
			if p.Rows.Column[k] == 0 {
				m.Add(3, p.Rows.Value[k])
			}
		}
		m.EndRow()
	}
	p.Rows = m
	r, err := Solve(p)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Infeasible) == 0 || !r.Widened {
		t.Errorf("contradictory targets gave infeasible %v, widened %v", r.Infeasible, r.Widened)
	}
	if !r.Converged {
		t.Error("the least bad solution is not a solution")
	}
	// The two ask for t and 4t of one sum: with x the sum over t, (x−1)² + (x/4−1)² is least at
	// x = 20/17, unless the others or the bounds stand in the way; the rest can be met.
	if x := 1 + r.Miss[0]; math.Abs(x-20./17) > 0.01 {
		t.Errorf("the contradictory sum is %.4f of its first target; the least bad one is %.4f", x, 20./17)
	}
	for _, j := range []int{1, 2} {
		if math.Abs(r.Miss[j]) > 1e-3 {
			t.Errorf("target %d is missed by %v; the contradiction is between 0 and 3", j, r.Miss[j])
		}
	}
}

func TestIllFormedProblems(t *testing.T) {
	good := problem(1, 10, 2, 1)
	for name, spoil := range map[string]func(*Problem){
		"weights missing":  func(p *Problem) { p.Base = p.Base[1:] },
		"weight negative":  func(p *Problem) { p.Base[3] = -1 },
		"weight not a num": func(p *Problem) { p.Base[3] = math.NaN() },
		"target zero":      func(p *Problem) { p.Targets[0].Value = 0 },
		"penalty zero":     func(p *Problem) { p.Targets[0].Penalty = 0 },
		"value infinite":   func(p *Problem) { p.Rows.Value[0] = math.Inf(1) },
		"column unknown":   func(p *Problem) { p.Rows.Column[0] = 9 },
		"bounds without 1": func(p *Problem) { p.Bounds = Bounds{1.2, 3} },
	} {
		p := problem(1, 10, 2, 1)
		spoil(p)
		if _, err := Solve(p); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := Solve(good); err != nil {
		t.Error(err)
	}
}

func TestSameForAnyNumberOfWorkers(t *testing.T) {
	var problems []*Problem
	for seed := range uint64(9) {
		problems = append(problems, problem(seed, 120, 6, 100))
	}
	one, err := SolveAll(problems, 1)
	if err != nil {
		t.Fatal(err)
	}
	for _, workers := range []int{2, 16} {
		many, err := SolveAll(problems, workers)
		if err != nil {
			t.Fatal(err)
		}
		for i := range one {
			for k := range one[i].Factor {
				if one[i].Factor[k] != many[i].Factor[k] {
					t.Fatalf("%d workers: region %d row %d differs", workers, i, k)
				}
			}
		}
	}
}

func BenchmarkSolve(b *testing.B) {
	p := problem(1, 5000, 44, 1000)
	for b.Loop() {
		if _, err := Solve(p); err != nil {
			b.Fatal(err)
		}
	}
}
