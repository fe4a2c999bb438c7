package irc

import "commonpurse/us/unit"

// netInvestmentIncomeTax is a tax on the lesser of net investment income and income above a
// threshold, 26 USC 1411; Form 8960: interest, dividends, gains, rents, royalties and income of
// passive businesses, less expenses. Income of active businesses, pensions and benefits are not in it.
func netInvestmentIncomeTax(p *Params, f *unit.Facts, r *unit.Result) {
	income := f.TaxableInterest + f.OrdinaryDividends + r.CapitalGain + f.RentRoyalty + f.FarmRent + f.PassiveBusiness +
		f.OtherNIIT - f.InvestmentExpenses
	r.NetInvestmentIncome = positive(income)
	r.NetInvestmentIncomeTax = p.NIITRate.Of(smaller(r.NetInvestmentIncome, above(r.ModifiedAGI, p.NIITStart[f.Status])))
}
