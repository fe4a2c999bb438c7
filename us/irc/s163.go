package irc

import "commonpurse/us/unit"

// interestDeduction is interest on acquisition debt within the limit, 26 USC 163(h)(3), Publication
// 936, and investment interest up to net investment income, 163(d), Form 4952; Schedule A lines
// 8-10.
func interestDeduction(p *Params, f *unit.Facts, r *unit.Result) {
	r.MortgageDeduction = f.MortgageInterest
	limit := p.MortgageDebt[f.Status]
	if f.MortgageBefore2017 {
		limit = p.MortgageDebtBefore[f.Status]
	}
	if f.MortgageDebt > limit {
		r.MortgageDeduction = part(limit/f.MortgageDebt, f.MortgageInterest)
	}
	investment := positive(f.TaxableInterest + f.OrdinaryDividends - f.QualifiedDividends + f.InvestmentElected)
	r.InterestDeduction = r.MortgageDeduction + smaller(f.InvestmentInterest, investment)
}

// carLoanDeduction is interest on loans for new vehicles assembled in the United States, 2025 to
// 2028, 26 USC 163(h)(4); Schedule 1-A lines 22-30. A started step of income counts.
func carLoanDeduction(p *Params, f *unit.Facts, r *unit.Result) {
	r.CarLoanDeduction = 0
	if f.CarLoanInterest <= 0 {
		return
	}
	steps := stepsUp(above(modifiedBefore(f, r), p.CarStart[f.Status]), p.CarStep)
	r.CarLoanDeduction = above(smaller(f.CarLoanInterest, p.CarMax), p.CarRate.Of(part(steps, p.CarStep)))
}
