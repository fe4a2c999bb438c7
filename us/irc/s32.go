package irc

import (
	"math"

	"commonpurse/us/unit"
)

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
	income := larger(r.AdjustedGrossIncome, earned)
	n := min(f.Dependents.EITCChildren, p.EITCChildren)
	if p.UseTaxTable {
		r.EarnedIncomeCredit = creditOfTable(p, f.Status, n, earned, income)
		return
	}
	r.EarnedIncomeCredit = creditOf(p, f.Status, n, p.EITCMax[n], earned, income)
}

// creditOf is the credit on earned income and on the larger of that and adjusted gross income.
func creditOf(p *Params, status unit.Status, n int, most, earned, income float64) float64 {
	start := p.EITCStart[n]
	if status == unit.Joint {
		start += p.EITCJoint[n]
	}
	rising := smaller(most, p.EITCIn[n].Of(earned))
	falling := above(most, p.EITCOut[n].Of(above(income, start)))
	return smaller(rising, falling)
}

// creditOfTable is the credit of the EIC Table, to the dollar: that of the middle of the rows of both
// incomes, 26 USC 32(f). The tables to 2023 start from the percentage of the earned income amount, a
// multiple of ten dollars (32(j)(2)(A)), those from 2024 from the greatest credit as published.
func creditOfTable(p *Params, status unit.Status, n int, earned, income float64) float64 {
	middle := func(x float64) float64 { return part(stepsDown(x, p.EITCRow), p.EITCRow) + float64(p.EITCRow/2) }
	most := p.EITCMax[n]
	if rate := float64(p.EITCIn[n]); rate > 0 && p.EITCAmount > 0 {
		most = p.EITCIn[n].Of(part(math.Round(most/rate/p.EITCAmount), p.EITCAmount))
	}
	return math.Round(creditOf(p, status, n, most, middle(earned), middle(income)))
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
