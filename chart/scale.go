package chart

import (
	"math"
	"sort"
)

// A linear maps values to pixels.
type linear struct{ v0, v1, p0, p1 float64 }

func (l linear) at(v float64) float64 {
	if l.v1 == l.v0 {
		return l.p0
	}
	return l.p0 + (v-l.v0)/(l.v1-l.v0)*(l.p1-l.p0)
}

// ticks gives round numbers from at or below low to at or above high, about n of them.
func ticks(low, high float64, n int) []float64 {
	if !(high > low) {
		high = low + 1
	}
	step := nice((high - low) / float64(n))
	var out []float64
	for k := math.Floor(low/step + 1e-9); ; k++ {
		out = append(out, k*step)
		if k*step >= high-1e-9*step {
			return out
		}
	}
}

// nice is the least of 1, 2, 5 times a power of ten that is not below v.
func nice(v float64) float64 {
	p := math.Pow(10, math.Floor(math.Log10(v)))
	for _, m := range []float64{1, 2, 5} {
		if v <= m*p*(1+1e-9) {
			return m * p
		}
	}
	return 10 * p
}

// A Diverging scale has nine classes around zero, open at both ends.
type Diverging struct {
	Bounds [4]float64 // above zero; the same below
}

// NewDiverging chooses round bounds so that about a tenth of the values lie in the outermost classes. The middle class
// is narrow: what is called neutral is near zero.
func NewDiverging(values []float64) Diverging {
	sizes := make([]float64, 0, len(values))
	for _, v := range values {
		sizes = append(sizes, math.Abs(v))
	}
	sort.Float64s(sizes)
	reach := 1.0
	if n := len(sizes); n > 0 && sizes[n-1] > 0 {
		reach = sizes[(n-1)*85/100]
		if reach == 0 {
			reach = sizes[n-1]
		}
	}
	p := math.Pow(10, math.Floor(math.Log10(reach/3)))
	step := 10 * p
	for _, m := range []float64{1, 2, 4, 8} {
		if m*p*3 >= reach*(1-1e-9) {
			step = m * p
			break
		}
	}
	return Diverging{Bounds: [4]float64{step / 4, step, 2 * step, 3 * step}}
}

// class gives the class of a value: 0 far below zero, 4 neutral, 8 far above.
func (d Diverging) class(v float64) int {
	k := 0
	for _, bound := range d.Bounds {
		if math.Abs(v) >= bound {
			k++
		}
	}
	if v < 0 {
		return 4 - k
	}
	return 4 + k
}
