package irc

import "commonpurse/us/unit"

// personalExemptions is an amount for each filer and dependent to 2017, none for a filer whom
// another claims, reduced by a share for each started step of income above a threshold, 26 USC
// 151(d)(1)-(3); Deduction for Exemptions Worksheet (2017).
func personalExemptions(p *Params, f *unit.Facts, r *unit.Result) {
	r.PersonalExemptions = 0
	r.Exemptions = 0
	if p.Exemption == 0 || f.Claimed {
		return
	}
	r.PersonalExemptions = times(f.Filers()+f.Dependents.Count, p.Exemption)
	r.Exemptions = r.PersonalExemptions
	if excess := above(r.AGIBeforeCharity, p.ExemptionStart[f.Status]); excess > 0 {
		lost := smaller(1, p.ExemptionRate.Of(stepsUp(excess, p.ExemptionStep[f.Status])))
		r.Exemptions -= part(lost, r.PersonalExemptions)
	}
}

// seniorDeduction is an amount for each filer who is aged and has a social security number, each
// reduced by a share of income above a threshold, 2025 to 2028, 26 USC 151(d)(5)(C); Schedule 1-A
// lines 31-37. The married must file jointly (151(d)(5)(C)(v)).
func seniorDeduction(p *Params, f *unit.Facts, r *unit.Result) {
	r.SeniorDeduction = 0
	if p.SeniorAmount == 0 || f.Status == unit.Separate {
		return
	}
	seniors := 0
	if aged(p, &f.Head) && !f.Head.NoSSN {
		seniors++
	}
	if f.Status == unit.Joint && aged(p, &f.Spouse) && !f.Spouse.NoSSN {
		seniors++
	}
	lost := p.SeniorRate.Of(above(modifiedBefore(f, r), p.SeniorStart[f.Status]))
	r.SeniorDeduction = times(seniors, above(p.SeniorAmount, lost))
}
