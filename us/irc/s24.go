package irc

import "commonpurse/us/unit"

// qualifyingChildren counts the children with a credit: under 17, in 2021 under 18; from 2025 a
// filer must have a social security number too (26 USC 24(c), (h)(7), (i)(2)).
func qualifyingChildren(p *Params, f *unit.Facts) int {
	if p.ChildParentSSN && f.Head.NoSSN && (f.Status != unit.Joint || f.Spouse.NoSSN) {
		return 0
	}
	if p.Child17 {
		return f.Dependents.CTCChildren + f.Dependents.Age17
	}
	return f.Dependents.CTCChildren
}

// childCredit is an amount for each qualifying child and each other dependent, less an amount for
// each started step of income above a threshold, up to the tax that earlier credits leave, 26 USC
// 24(a), (b), (h); Schedule 8812 lines 4-14. In 2021 more for each child, most for those under 6,
// the increase falling from a lower threshold, and all of it refundable (24(i)); then only the part
// for other dependents is limited to the tax.
func childCredit(p *Params, f *unit.Facts, r *unit.Result) {
	r.ChildCreditBeforeLimit = 0
	r.ChildCredit = 0
	r.OtherDependentCredit = 0
	children := qualifyingChildren(p, f)
	others := max(0, f.Dependents.Count-children-f.Dependents.NoID)
	forChildren := times(children, p.ChildAmount) + childIncrease(p, f, r, children)
	forOthers := times(others, p.OtherDependentAmount)
	if forChildren+forOthers <= 0 {
		return
	}
	over := stepsUp(above(r.ModifiedAGI, p.ChildStart[f.Status]), p.ChildStep)
	total := above(forChildren+forOthers, p.ChildRate.Of(part(over, p.ChildStep)))
	r.ChildCreditBeforeLimit = total
	left := positive(r.CreditLimit - r.ForeignTaxCredit - r.CareCredit - r.ElderlyCredit - r.EducationCredit - r.SaversCredit - r.EnergyCredit)
	if p.ChildRefundable {
		r.OtherDependentCredit = smaller(smaller(forOthers, total), left)
		return
	}
	used := smaller(total, left)
	r.ChildCredit = part(forChildren/(forChildren+forOthers), used)
	r.OtherDependentCredit = used - r.ChildCredit
}

// childIncrease is what 2021 added, Schedule 8812 (2021) Line 5 Worksheet: it falls by steps above a
// lower threshold, by no more than a share of the distance between the two thresholds.
func childIncrease(p *Params, f *unit.Facts, r *unit.Result, children int) float64 {
	if p.ChildIncrease == 0 || children == 0 {
		return 0
	}
	increase := times(children, p.ChildIncrease) + times(min(children, f.Dependents.Under6), p.ChildIncrease6)
	start := p.ChildIncreaseStart[f.Status]
	most := smaller(increase, p.ChildIncreaseShare.Of(p.ChildStart[f.Status]-start))
	over := stepsUp(above(r.ModifiedAGI, start), p.ChildStep)
	return increase - smaller(most, p.ChildIncreaseRate.Of(part(over, p.ChildStep)))
}

// additionalChildCredit is the refundable part: what the tax left of the credit, up to an amount for
// each child, and up to a share of earned income above a threshold; with three or more children up
// to social security taxes less the earned income credit if that is more, 26 USC 24(d), (h)(5), (6);
// Schedule 8812 lines 16-27. All combat pay is earned income here, elected or not (24(d)(1)). In 2021 all that is not for other dependents (24(i)(1)).
func additionalChildCredit(p *Params, f *unit.Facts, r *unit.Result) {
	r.AdditionalChildCredit = 0
	children := qualifyingChildren(p, f)
	if children == 0 || r.ChildCreditBeforeLimit <= 0 {
		return
	}
	if p.ChildRefundable {
		others := max(0, f.Dependents.Count-children-f.Dependents.NoID)
		r.AdditionalChildCredit = above(r.ChildCreditBeforeLimit, times(others, p.OtherDependentAmount))
		return
	}
	unused := smaller(above(r.ChildCreditBeforeLimit, r.ChildCredit+r.OtherDependentCredit),
		times(children, smaller(p.AdditionalMax, p.ChildAmount)))
	earned := larger(lookback(p, f, r), r.EarnedIncome+f.CombatPayWhole)
	limit := p.AdditionalRate.Of(above(earned, p.AdditionalThreshold))
	if children >= p.AdditionalChildren && limit < unused {
		taxes := r.OASDIEmployee + r.HIEmployee + r.AdditionalMedicareWages + r.HalfSelfEmploymentTax + f.UnreportedPayrollTax
		limit = larger(limit, above(taxes, r.EarnedIncomeCredit+f.ExcessPayrollWithheld))
	}
	r.AdditionalChildCredit = smaller(unused, limit)
}
