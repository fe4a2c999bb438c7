package irc

import (
	"commonpurse/us/unit"
	"math"
)

// premiumTaxCredit is the credit for health insurance bought on an exchange, 26 USC 36B; Form 8962:
// the benchmark premium above a share of household income that rises with income as a multiple of
// the poverty line, at most the premium. What was advanced above it is repaid, up to a cap for lower
// incomes (36B(f)(2)(B)). None for separate filers and those whom another claims.
func premiumTaxCredit(p *Params, f *unit.Facts, r *unit.Result) {
	r.PovertyRatio = 0
	r.ApplicablePercentage = 0
	r.PremiumTaxCredit = 0
	r.NetPremiumTaxCredit = 0
	r.AdvanceRepayment = 0
	if f.PovertyLine <= 0 || f.BenchmarkPremium <= 0 && f.AdvancePremiumCredit <= 0 {
		return
	}
	income := positive(r.AdjustedGrossIncome + f.ExemptInterest + f.SocialSecurity - r.TaxableSocialSecurity + f.ExcludedForeign + f.DependentsIncome)
	exact := income / f.PovertyLine
	ratio := part(stepsDown(exact, p.PremiumStep), p.PremiumStep)
	counted, exactCounted := ratio, exact
	if f.GotUnemployment2021 {
		counted = smaller(ratio, p.PremiumJobless)
		exactCounted = smaller(exact, p.PremiumJobless)
	}
	r.PovertyRatio = ratio
	last := len(p.PremiumBands) - 1
	if exactCounted >= p.PremiumLeast && exactCounted <= p.PremiumBands[last] && f.Status != unit.Separate && !f.Claimed {
		r.ApplicablePercentage = p.percentage(counted)
		credit := above(f.BenchmarkPremium, part(r.ApplicablePercentage, smaller(income, part(exactCounted, f.PovertyLine))))
		if f.PlanPremium > 0 {
			credit = smaller(credit, f.PlanPremium)
		}
		r.PremiumTaxCredit = credit
	}
	r.NetPremiumTaxCredit = above(r.PremiumTaxCredit, f.AdvancePremiumCredit)
	if p.RepayDue {
		r.AdvanceRepayment = smaller(above(f.AdvancePremiumCredit, r.PremiumTaxCredit), p.repayCap(f.Status, exact))
	}
}

// percentage is the applicable figure: linear within each band of income.
func (p *Params) percentage(ratio float64) float64 {
	i := 0
	for i+1 < len(p.PremiumLow) && ratio >= p.PremiumBands[i+1] {
		i++
	}
	figure := p.PremiumLow[i]
	if width := p.PremiumBands[i+1] - p.PremiumBands[i]; p.PremiumHigh[i] > figure && !math.IsInf(width, 0) {
		figure += part((ratio-p.PremiumBands[i])/width, p.PremiumHigh[i]-figure)
	}
	return part(math.Round(figure/p.PremiumPlaces), p.PremiumPlaces)
}

// repayCap is the most of an excess advance that is repaid.
func (p *Params) repayCap(status unit.Status, ratio float64) float64 {
	for i, band := range p.RepayBands {
		if ratio < band {
			if status == unit.Single {
				return p.RepayCaps[i]
			}
			return times(2, p.RepayCaps[i])
		}
	}
	return math.Inf(1)
}

// taxBeforeCredits is regular tax, alternative minimum tax and repayment of advance credit, Form
// 1040 line 18; credits are limited to the tax without the repayment (26 USC 26(a), (b)(2)).
func taxBeforeCredits(p *Params, f *unit.Facts, r *unit.Result) {
	r.Surtax = p.SurtaxRate.Of(above(r.AdjustedGrossIncome, p.SurtaxStart[f.Status]))
	r.TaxBeforeCredits = r.RegularTax + r.AlternativeMinimumTax + r.AdvanceRepayment
	r.CreditLimit = r.RegularTax + r.AlternativeMinimumTax
}
