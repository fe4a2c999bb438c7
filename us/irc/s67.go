package irc

import "commonpurse/us/unit"

// miscellaneousDeduction is employee and other expenses above a share of adjusted gross income, to
// 2017, 26 USC 67(a), (g); Schedule A (2017) lines 21-27.
func miscellaneousDeduction(p *Params, f *unit.Facts, r *unit.Result) {
	r.MiscellaneousDeduction = 0
	if p.MiscOn {
		r.MiscellaneousDeduction = above(f.Miscellaneous, p.MiscFloor.Of(positive(r.AGIBeforeCharity)))
	}
}
