package irc

import "commonpurse/us/unit"

// earnedIncome is wages and net earnings from self-employment less the deduction for half the
// self-employment tax, of each spouse and of the couple, 26 USC 32(c)(2)(A); Form 2441 lines 4 and
// 5; Earned Income Worksheet. A loss lowers it, not below 0.
func earnedIncome(p *Params, f *unit.Facts, r *unit.Result) {
	head := f.Head.Wages + selfEmployed(&f.Head) - p.SelfDeducted.Of(r.SelfEmploymentTaxHead)
	spouse := f.Spouse.Wages + selfEmployed(&f.Spouse) - p.SelfDeducted.Of(r.SelfEmploymentTaxSpouse)
	r.EarnedIncomeHead = positive(head)
	r.EarnedIncomeSpouse = positive(spouse)
	r.EarnedIncome = positive(head + spouse)
}
