package irc

import "commonpurse/us/unit"

// overtimeDeduction is the premium part of overtime pay up to an amount, reduced for each whole step
// of income above a threshold, 2025 to 2028, 26 USC 225; Schedule 1-A lines 14-21. The married must
// file jointly (225(e)).
func overtimeDeduction(p *Params, f *unit.Facts, r *unit.Result) {
	r.OvertimeDeduction = 0
	if f.Overtime > 0 && f.Status != unit.Separate {
		r.OvertimeDeduction = steppedDown(smaller(f.Overtime, p.OvertimeMax[f.Status]), above(modifiedBefore(f, r), p.OvertimeStart[f.Status]), p.OvertimeStep, p.OvertimeRate)
	}
}
