package people

import (
	"fmt"
	"math"
)

// voteSweeps is the most sweeps that fitting takes.
const voteSweeps = 200

// voteDone is the relative miss of a total at which fitting stops.
const voteDone = 1e-13

// FitVotes finds the probability of each choice for an adult of each cell in each region: the
// given odds of the cell times a factor of region and choice, such that the region's totals come
// out exactly. adults is region × cell, odds is cell × choice (not negative, not all zero in a
// cell), totals is region × choice and adds up to the region's adults. The result is region ×
// cell × choice.
//
// What a cell's odds say of its region is the same everywhere: that a group votes otherwise in
// one region than in another beyond the region's own total is not identified by totals.
func FitVotes(adults [][]float64, odds [][]float64, totals [][]float64) ([][][]float64, error) {
	out := make([][][]float64, len(adults))
	for r := range adults {
		p, err := fitRegion(adults[r], odds, totals[r])
		if err != nil {
			return nil, fmt.Errorf("people: votes of region %d: %w", r, err)
		}
		out[r] = p
	}
	return out, nil
}

func fitRegion(adults []float64, odds [][]float64, totals []float64) ([][]float64, error) {
	p := make([][]float64, len(odds))
	var people, votes float64
	for c := range odds {
		p[c] = append([]float64(nil), odds[c]...)
		people += adults[c]
	}
	for _, t := range totals {
		if t < 0 {
			return nil, fmt.Errorf("a total is %v; expected none below zero", t)
		}
		votes += t
	}
	if math.Abs(votes-people) > 1e-6*people {
		return nil, fmt.Errorf("totals add up to %.0f; expected the %.0f adults", votes, people)
	}
	for range voteSweeps {
		have := make([]float64, len(totals))
		for c := range p {
			var sum float64
			for _, v := range p[c] {
				sum += v
			}
			if sum <= 0 {
				return nil, fmt.Errorf("cell %d has no odds", c)
			}
			for k := range p[c] {
				p[c][k] /= sum
				have[k] += float64(adults[c] * p[c][k])
			}
		}
		var miss float64
		for k, t := range totals {
			if have[k] > 0 {
				miss = max(miss, math.Abs(have[k]-t)/max(1, people))
			} else if t > 0 {
				return nil, fmt.Errorf("nobody has odds of choice %d, which has %.0f votes", k, t)
			}
		}
		if miss < voteDone {
			break
		}
		for c := range p {
			for k, t := range totals {
				if have[k] > 0 {
					p[c][k] *= t / have[k]
				}
			}
		}
	}
	for c := range p { // end with rows exact; the totals are off by no more than the last sweep's change
		var sum float64
		for _, v := range p[c] {
			sum += v
		}
		for k := range p[c] {
			p[c][k] /= sum
		}
	}
	return p, nil
}
