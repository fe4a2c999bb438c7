package irc

import (
	"commonpurse/money"
	"commonpurse/us/unit"
)

// businessDeduction is the deduction for qualified business income, 26 USC 199A; Forms 8995 and
// 8995-A. It also sums the deductions of Schedule 1-A and gives taxable income before this one.
func businessDeduction(p *Params, f *unit.Facts, r *unit.Result) {
	r.AdditionalDeductions = r.TipDeduction + r.OvertimeDeduction + r.CarLoanDeduction + r.SeniorDeduction
	r.IncomeBeforeQBI = above(r.AdjustedGrossIncome, r.DeductionTaken+r.Exemptions+r.AdditionalDeductions)
	r.QualifiedBusinessIncome = 0
	r.QBIComponent = 0
	r.QBIDeduction = 0
	if p.QBIRate == 0 {
		return
	}
	r.QualifiedBusinessIncome = qualifiedIncome(f, r)
	income := r.IncomeBeforeQBI
	if r.Itemizes && p.TopLimitRate > 0 {
		income = above(r.AdjustedGrossIncome, r.ItemizedBeforeLimit+r.Exemptions+r.AdditionalDeductions)
	}
	r.QBIComponent, r.QBIDeduction = qualifiedDeduction(p, f, r, income)
}

// qualifiedIncome is income of trades and businesses less the deductions that belong to it: half the
// self-employment tax, health insurance and retirement plans of the self-employed (Form 8995 line 1,
// instructions).
func qualifiedIncome(f *unit.Facts, r *unit.Result) float64 {
	trade := f.Head.SelfEmployment + f.Spouse.SelfEmployment + f.Head.Farm + f.Spouse.Farm +
		f.PartnershipSCorp + f.FarmRent + f.QualifiedRent - f.NotQualifiedBusiness
	return trade - r.HalfSelfEmploymentTax - f.SelfEmployedHealth - f.SelfEmployedRetirement
}

// qualifiedDeduction works out the deduction for a taxable income before it: a share of business
// income, limited above a threshold of taxable income by wages and property of the business and lost
// for specified services (199A(b)(2), (3), (d)(3)), and of dividends of real estate trusts; at most a
// share of taxable income less net capital gain (199A(a)(2)); from 2026 at least an amount for those
// with enough income of businesses that qualify (199A(i)).
func qualifiedDeduction(p *Params, f *unit.Facts, r *unit.Result, income float64) (component, deduction float64) {
	whole := qualifiedIncome(f, r)
	if whole <= 0 && f.REITDividends <= 0 {
		return 0, 0
	}
	service := 0.0
	if f.ServiceBusiness > 0 {
		// Deductions common to all trades are shared in proportion to their income.
		service = smaller(f.ServiceBusiness, positive(whole))
		if gross := whole + r.HalfSelfEmploymentTax + f.SelfEmployedHealth + f.SelfEmployedRetirement; gross > f.ServiceBusiness {
			service = part(f.ServiceBusiness/gross, positive(whole))
		}
	}
	other := positive(whole) - service
	over := above(income, p.QBIStart[f.Status])
	counted := 1.0
	limited := 0.0
	if over > 0 {
		limited = smaller(1, over/p.QBIRange[f.Status])
		counted = 1 - limited
	}
	service = part(counted, service)
	component = tradeComponent(p, limited, other, f.BusinessWages, f.BusinessProperty) +
		tradeComponent(p, limited, service, part(counted, f.ServiceWages), part(counted, f.ServiceProperty))
	component = positive(component - p.QBIRate.Of(smaller(f.BusinessLossCarried, other+service)))
	trusts := p.QBIRate.Of(positive(f.REITDividends))
	gain := r.LongTermNetGain + f.QualifiedDividends
	deduction = smaller(component+trusts, p.QBIRate.Of(above(income, gain)))
	if other+service >= p.QBILeastAt && p.QBILeast > 0 {
		deduction = larger(deduction, p.QBILeast)
	}
	return component, deduction
}

// tradeComponent is a share of a trade's income, less as much of the excess over the limit by wages
// and property as the phase-in takes (199A(b)(2)(B), (3)(B)).
func tradeComponent(p *Params, limited, income, wages, property float64) float64 {
	share := p.QBIRate.Of(income)
	if limited == 0 {
		return share
	}
	limit := larger(p.QBIWages.Of(wages), p.QBIWages2.Of(wages)+p.QBIProperty.Of(property))
	return share - money.Rate(limited).Of(above(share, limit))
}
