package irc

import "commonpurse/us/unit"

// recoveryRebate is the credit for which the payments of 2020 and 2021 were advances, 26 USC 6428,
// 6428A, 6428B; Form 1040 line 30: an amount for each filer with a social security number and each
// child under 17 (2021: each dependent). Each payment falls with income by itself: those of 2020 by
// a rate, that of 2021 to zero over a range. Not for those whom another can claim.
func recoveryRebate(p *Params, f *unit.Facts, r *unit.Result) {
	r.RecoveryRebate = 0
	if f.Claimed || p.Rebate1[0]+p.Rebate2[0]+p.Rebate3[0] == 0 {
		return
	}
	adults := 0
	if !f.Head.NoSSN {
		adults++
	}
	if f.Status == unit.Joint && !f.Spouse.NoSSN {
		adults++
	}
	if adults == 0 {
		return
	}
	income := r.AdjustedGrossIncome
	first := times(adults, p.Rebate1[0]) + times(f.Dependents.Under17, p.Rebate1[1])
	second := times(adults, p.Rebate2[0]) + times(f.Dependents.Under17, p.Rebate2[1])
	third := times(adults, p.Rebate3[0]) + times(f.Dependents.Count, p.Rebate3[1])
	if over := above(income, p.Rebate3Start[f.Status]); over > 0 && third > 0 {
		third = above(third, part(over/(p.Rebate3End[f.Status]-p.Rebate3Start[f.Status]), third))
	}
	r.RecoveryRebate = above(first, p.RebateRate.Of(above(income, p.Rebate1Start[f.Status]))) +
		above(second, p.RebateRate.Of(above(income, p.Rebate2Start[f.Status]))) + third
}

// allowances are payments that a reform may set: for each child under the age of section 24, less a
// share of income above a start, and for each filer. Both are zero under current law.
func allowances(p *Params, f *unit.Facts, r *unit.Result) {
	r.Allowances = 0
	if p.Allowance == 0 && p.AdultAllowance == 0 || f.Claimed {
		return
	}
	children := above(times(f.Dependents.CTCChildren, p.Allowance), p.AllowanceRate.Of(above(r.AdjustedGrossIncome, p.AllowanceStart[f.Status])))
	r.Allowances = children + times(f.Filers(), p.AdultAllowance)
}
