package irc

import "commonpurse/us/unit"

// lookback is earned income with elected combat pay, or that of 2019 where the law of 2020 and 2021
// let it be used and it is higher (Pub. L. 116-260 div. EE sec. 211; 26 USC 32(c)(2)(B)(vi)).
func lookback(p *Params, f *unit.Facts, r *unit.Result) float64 {
	earned := r.EarnedIncome + f.CombatPay
	if p.EITCLastYear {
		return larger(earned, f.EarnedIncomeLastYear)
	}
	return earned
}

// earnedIncomeCredit rises with earned income to a maximum by number of children and falls with the
// larger of earned and adjusted gross income, 26 USC 32(a), (b); Schedule EIC, Publication 596. None
// with investment income above a limit (32(i)), on a separate return except for those separated with
// a child (32(d)), without numbers (32(m)), and without children outside an age range or when
// another claims the filer (32(c)(1)(A)(ii)).
func earnedIncomeCredit(p *Params, f *unit.Facts, r *unit.Result) {
	r.EarnedIncomeCredit = 0
	r.DisqualifiedIncome = positive(f.TaxableInterest) + positive(f.ExemptInterest) + positive(f.OrdinaryDividends) +
		positive(r.CapitalGain) + positive(f.RentRoyalty+f.FarmRent+f.PassiveBusiness)
	earned := lookback(p, f, r)
	if earned <= 0 || r.DisqualifiedIncome > p.EITCInvest || !creditAllowed(p, f) {
		return
	}
	n := min(f.Dependents.EITCChildren, p.EITCChildren)
	start := p.EITCStart[n]
	if f.Status == unit.Joint {
		start += p.EITCJoint[n]
	}
	rising := smaller(p.EITCMax[n], p.EITCIn[n].Of(earned))
	falling := above(p.EITCMax[n], p.EITCOut[n].Of(above(larger(r.AdjustedGrossIncome, earned), start)))
	r.EarnedIncomeCredit = smaller(rising, falling)
}

// creditAllowed tests who may take the credit.
func creditAllowed(p *Params, f *unit.Facts) bool {
	if f.Claimed || f.Head.NoSSN || f.Status == unit.Joint && f.Spouse.NoSSN {
		return false
	}
	if f.Dependents.EITCChildren > 0 {
		return f.Status != unit.Separate || p.EITCSeparate && f.SeparatedChild
	}
	if f.Status == unit.Separate {
		return false
	}
	return agedForCredit(p, &f.Head) || f.Status == unit.Joint && agedForCredit(p, &f.Spouse)
}

// agedForCredit tests the age of a filer without children.
func agedForCredit(p *Params, w *unit.Filer) bool {
	return w.Age >= p.EITCMinAge && w.Age <= p.EITCMaxAge
}
