package outcome

import "math"

// Spread is the inequality of incomes among people.
type Spread struct{ Gini, Theil, Atkinson float64 }

// spread adds people in ascending order of income and gives the indices. The zero value is empty.
//
// Gini: 1 - 2 ∫ L(p) dp over the Lorenz curve, exact for the people given. Theil: Σ w (y/μ) ln(y/μ)
// / Σ w. Atkinson with aversion 0.5: 1 - (Σ w √y / Σ w)² / μ. The last two are of incomes floored at
// a small one, since neither is defined below zero.
type spread struct {
	people, income, area float64 // Gini
	floored, entropy     float64 // Σ w y, Σ w y ln y
	root                 float64 // Σ w √y
}

func (s *spread) add(w, y, floor float64) {
	s.lorenz(w, y)
	y = max(y, floor)
	wy := float64(w * y)
	s.floored += wy
	s.entropy += float64(wy * logarithm(y))
	s.root += float64(w * math.Sqrt(y))
}

// lorenz adds people to the Lorenz curve only; what the other indices need is merged.
func (s *spread) lorenz(w, y float64) {
	wy := float64(w * y)
	s.area += float64(w * (s.income + float64(0.5*wy)))
	s.people += w
	s.income += wy
}

// merge adds the sums that do not depend on order.
func (s *spread) merge(o *spread) {
	s.floored += o.floored
	s.entropy += o.entropy
	s.root += o.root
}

func (s *spread) index() Spread {
	if s.people <= 0 || s.income <= 0 || s.floored <= 0 {
		return Spread{}
	}
	mean := s.floored / s.people
	root := s.root / s.people
	return Spread{
		Gini:     1 - 2*s.area/float64(s.people*s.income),
		Theil:    s.entropy/s.floored - math.Log(mean),
		Atkinson: 1 - float64(root*root)/mean,
	}
}

// logSteps is how many intervals of the mantissa the logarithm's table has.
const logSteps = 128

// logTable holds, for the middle of each interval, one over it and its logarithm.
var logTable = func() (table [logSteps][2]float64) {
	for i := range table {
		middle := 1 + float64((float64(i)+0.5)/logSteps)
		table[i] = [2]float64{1 / middle, math.Log(middle)}
	}
	return table
}()

// logarithm is the natural logarithm of a normal number above zero, within 1e-13: several times
// as fast as math.Log, which would take most of a study's time. y = 2^e m; m = middle (1 + r) with |r| < 1/256;
// ln(1+r) by its series.
func logarithm(y float64) float64 {
	bits := math.Float64bits(y)
	exponent := float64(int64(bits>>52) - 1023)
	m := math.Float64frombits(bits&(1<<52-1) | 1023<<52)
	step := &logTable[bits>>45&(logSteps-1)]
	r := float64(m*step[0]) - 1
	r2 := float64(r * r)
	series := r - float64(r2*(0.5-float64(r*(1.0/3-float64(r*(0.25-float64(r*0.2)))))))
	return float64(exponent*math.Ln2) + (step[1] + series)
}
