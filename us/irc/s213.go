package irc

import "commonpurse/us/unit"

// medicalDeduction is medical expenses above a share of adjusted gross income, lower before 2017
// when filer or spouse was aged, 26 USC 213(a), (f); Schedule A lines 1-4.
func medicalDeduction(p *Params, f *unit.Facts, r *unit.Result) {
	r.MedicalDeduction = 0
	if f.Medical <= 0 {
		return
	}
	floor := p.MedicalFloor
	if anyAged(p, f) {
		floor += p.MedicalAged
	}
	r.MedicalDeduction = above(f.Medical, floor.Of(positive(r.AGIBeforeCharity)))
}

// anyAged says whether the filer, or the spouse on a joint return, is aged.
func anyAged(p *Params, f *unit.Facts) bool {
	return aged(p, &f.Head) || f.Status == unit.Joint && aged(p, &f.Spouse)
}
