// Package money holds the arithmetic of dollars: rates that no compiler fuses, the one rounding
// between household dollars (float64) and ledger cents (int64), exact weighted sums, and sharing
// a total to the cent.
//
// Inside a household amounts are float64 dollars a year. In accounts they are Cents. The only way
// from the first to the second is ToCents.
package money

import (
	"errors"
	"fmt"
	"math"
	"math/bits"
	"sort"
)

// Cents is an exact amount of money in hundredths of a dollar.
type Cents int64

// Dollars gives the amount in dollars, for display and ratios.
func (c Cents) Dollars() float64 { return float64(c) / 100 }

// ToCents rounds dollars to the nearest cent, halves away from zero. It is the one boundary
// between household arithmetic and accounts.
func ToCents(dollars float64) Cents { return Cents(math.Round(dollars * 100)) }

// Rate is a share of an amount: 0.0765 is 7.65 %.
type Rate float64

// Of multiplies an amount by the rate. The conversion keeps the product from being fused with a
// following addition, so that results are the same on every processor (Go specification,
// "Floating-point operators").
func (r Rate) Of(amount float64) float64 { return float64(float64(r) * amount) }

// Weight is a household weight in fixed point: 1/65536 of a household.
type Weight uint64

// WeightOne is the weight of exactly one household.
const WeightOne Weight = 1 << 16

// ToWeight rounds a non-negative weight to fixed point.
func ToWeight(w float64) Weight { return Weight(math.Round(w * float64(WeightOne))) }

// Float gives the weight in households.
func (w Weight) Float() float64 { return float64(float64(w) / float64(WeightOne)) }

// Sum adds cents × weights exactly in 128 bits, so that the total depends neither on order nor on
// the number of workers. The zero Sum is empty.
type Sum struct {
	hi uint64 // two's complement, high word
	lo uint64
}

// Add adds amount × weight.
func (s *Sum) Add(amount Cents, weight Weight) {
	negative := amount < 0
	magnitude := uint64(amount)
	if negative {
		magnitude = -magnitude
	}
	hi, lo := bits.Mul64(magnitude, uint64(weight))
	if negative {
		lo = ^lo + 1
		hi = ^hi
		if lo == 0 {
			hi++
		}
	}
	var carry uint64
	s.lo, carry = bits.Add64(s.lo, lo, 0)
	s.hi, _ = bits.Add64(s.hi, hi, carry)
}

// Merge adds another sum.
func (s *Sum) Merge(o Sum) {
	var carry uint64
	s.lo, carry = bits.Add64(s.lo, o.lo, 0)
	s.hi, _ = bits.Add64(s.hi, o.hi, carry)
}

// Cents gives the weighted total in cents, rounded to nearest, halves away from zero.
func (s Sum) Cents() Cents {
	hi, lo := s.hi, s.lo
	negative := int64(hi) < 0
	if negative {
		lo = ^lo + 1
		hi = ^hi
		if lo == 0 {
			hi++
		}
	}
	var carry uint64
	lo, carry = bits.Add64(lo, uint64(WeightOne)/2, 0)
	hi += carry
	value := Cents(hi<<48 | lo>>16)
	if negative {
		return -value
	}
	return value
}

// ErrShare reports weights over which nothing can be shared.
var ErrShare = errors.New("money: nothing to share by")

// Share divides total among weights exactly to the cent by largest remainders; equal remainders
// go to the lower index. Weights are relative, not negative, and not all zero. The result does
// not depend on the scale of the weights beyond float64 precision.
func Share(total Cents, weights []float64) ([]Cents, error) {
	var sum float64
	for i, w := range weights {
		if w < 0 || math.IsNaN(w) || math.IsInf(w, 0) {
			return nil, fmt.Errorf("money: weight %d is %v; expected a finite number not below zero", i, w)
		}
		sum += w
	}
	if sum == 0 {
		return nil, ErrShare
	}
	sign := Cents(1)
	if total < 0 {
		sign, total = -1, -total
	}
	shares := make([]Cents, len(weights))
	remainders := make([]float64, len(weights))
	order := make([]int, len(weights))
	left := total
	for i, w := range weights {
		exact := float64(float64(total) * (w / sum)) // not fused with the difference below
		floor := math.Floor(exact)
		shares[i] = Cents(floor)
		remainders[i] = exact - floor
		left -= shares[i]
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return remainders[order[a]] > remainders[order[b]] })
	step := Cents(1)
	if left < 0 {
		step = -1
	}
	for i := 0; left != 0; i++ {
		at := order[i%len(order)]
		if weights[at] == 0 {
			continue
		}
		shares[at] += step
		left -= step
	}
	for i := range shares {
		shares[i] *= sign
	}
	return shares, nil
}
