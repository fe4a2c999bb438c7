package irc

import (
	"commonpurse/money"
	"commonpurse/us/unit"
)

// tipDeduction is qualified tips up to an amount, reduced for each whole step of income above a
// threshold, 2025 to 2028, 26 USC 224; Schedule 1-A lines 4-13. The married must file jointly (224(f)).
func tipDeduction(p *Params, f *unit.Facts, r *unit.Result) {
	r.TipDeduction = 0
	if f.Tips > 0 && f.Status != unit.Separate {
		r.TipDeduction = steppedDown(smaller(f.Tips, p.TipMax), above(modifiedBefore(f, r), p.TipStart[f.Status]), p.TipStep, p.TipRate)
	}
}

// steppedDown takes a rate of the whole steps of an excess off an amount, not below 0.
func steppedDown(amount, excess, step float64, rate money.Rate) float64 {
	return above(amount, rate.Of(part(stepsDown(excess, step), step)))
}
