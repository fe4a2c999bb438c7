package irc

import "commonpurse/us/unit"

// lossDeductions are casualty losses above a share of adjusted gross income, from 2018 only those
// in declared disasters, 26 USC 165(h)(2), (5), Form 4684, Schedule A line 15; and wagering losses
// up to winnings, a share of them from 2026, 165(d), with other itemized deductions, line 16.
func lossDeductions(p *Params, f *unit.Facts, r *unit.Result) {
	losses := f.DisasterCasualty
	if p.CasualtyAll {
		losses += f.Casualty
	}
	r.CasualtyDeduction = above(losses, p.CasualtyFloor.Of(positive(r.AGIBeforeCharity)))
	r.OtherItemizedDeduction = smaller(p.GamblingShare.Of(f.GamblingLosses), f.GamblingWinnings) + f.OtherItemized
}
