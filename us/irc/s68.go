package irc

import "commonpurse/us/unit"

// itemizedDeductions is the sum of Schedule A lines 4, 7, 10, 14, 15 and 16 (and 27 of 2017), 26 USC 63(d).
func itemizedDeductions(_ *Params, _ *unit.Facts, r *unit.Result) {
	r.ItemizedBeforeLimit = r.MedicalDeduction + r.TaxesDeduction + r.InterestDeduction + r.CharityDeduction +
		r.CasualtyDeduction + r.MiscellaneousDeduction + r.OtherItemizedDeduction
}

// itemizedLimitation reduces itemized deductions, 26 USC 68. To 2017 by a share of the excess of
// adjusted gross income over a threshold, at most a share of the deductions other than medical,
// investment interest, casualty and wagering losses; Itemized Deductions Worksheet (2017). From 2026
// by a share of the lesser of the deductions and of taxable income before them above the start of
// the highest bracket; the deduction for business income is worked out without regard to it
// (199A(e)(1)).
func itemizedLimitation(p *Params, f *unit.Facts, r *unit.Result) {
	r.ItemizedReduction = 0
	if r.AGIBeforeCharity > p.PeaseStart[f.Status] {
		kept := r.MedicalDeduction + r.CasualtyDeduction + r.OtherItemizedDeduction - f.OtherItemized +
			(r.InterestDeduction - r.MortgageDeduction)
		excess := p.PeaseRate.Of(r.AGIBeforeCharity - p.PeaseStart[f.Status])
		r.ItemizedReduction = smaller(excess, p.PeaseMax.Of(r.ItemizedBeforeLimit-kept))
	}
	top := p.brackets[f.Status].from[Brackets-1]
	other := r.Exemptions + r.TipDeduction + r.OvertimeDeduction + r.CarLoanDeduction + r.SeniorDeduction
	if income := r.AGIBeforeCharity - other; p.TopLimitRate > 0 && r.ItemizedBeforeLimit > 0 && income > top {
		_, qbi := qualifiedDeduction(p, f, r, above(income, r.ItemizedBeforeLimit))
		r.ItemizedReduction += p.TopLimitRate.Of(smaller(r.ItemizedBeforeLimit, above(income-qbi, top)))
	}
	r.ItemizedDeductions = p.ItemizedShare.Of(r.ItemizedBeforeLimit - r.ItemizedReduction)
}
