package irc

import "commonpurse/us/unit"

// adjustmentsBeforeLoan sums gross income other than social security, Form 1040 lines 1-8, and the
// adjustments of 26 USC 62(a) other than interest on student loans, Schedule 1 lines 11-20 and 25.
// Educators deduct a limited amount each (62(a)(2)(D), (d)). Alimony counts under agreements of
// before 2019 only (Pub. L. 115-97 sec. 11051). Tuition (222) ended after 2020, domestic production
// (199) after 2017.
func adjustmentsBeforeLoan(p *Params, f *unit.Facts, r *unit.Result) {
	alimonyReceived := f.AlimonyReceived
	r.AlimonyDeduction = f.AlimonyPaid
	if f.AlimonyAgreementFrom2019 && !p.AlimonyNew {
		alimonyReceived = 0
		r.AlimonyDeduction = 0
	}
	r.IncomeBeforeSecurity = r.WagesTotal + f.TaxableInterest + f.OrdinaryDividends + f.IRADistributions + f.Pensions +
		r.CapitalGain + f.StateTaxRefunds + alimonyReceived + r.BusinessIncome + f.OtherGains + f.RentRoyalty +
		r.UnemploymentTotal + f.OtherIncome + f.GamblingWinnings
	r.EducatorDeduction = f.EducatorDeduction + smaller(f.Head.EducatorExpenses, p.EducatorMax) + smaller(f.Spouse.EducatorExpenses, p.EducatorMax)
	r.TuitionDeduction = 0
	if p.TuitionOn {
		r.TuitionDeduction = f.TuitionFees
	}
	production := 0.0
	if p.ProductionOn {
		production = f.DomesticProduction
	}
	r.AdjustmentsBeforeLoan = r.EducatorDeduction + f.HealthSavings + f.MovingExpenses + r.HalfSelfEmploymentTax +
		f.SelfEmployedRetirement + f.SelfEmployedHealth + f.EarlyWithdrawalPenalty + r.AlimonyDeduction + f.IRADeduction +
		r.TuitionDeduction + production + f.OtherAdjustments
	r.ProvisionalIncome = r.IncomeBeforeSecurity + f.ExemptInterest + f.ExcludedForeign + p.SecurityCounted.Of(f.SocialSecurity) -
		(r.AdjustmentsBeforeLoan - r.TuitionDeduction - production)
}

// grossIncome is total income, Form 1040 line 9, adjustments, line 10, and the income on which the
// floors and limits of deductions rest: adjusted gross income before the charity of non-itemizers
// that 2020 allowed above the line.
func grossIncome(_ *Params, _ *unit.Facts, r *unit.Result) {
	r.TotalIncome = r.IncomeBeforeSecurity + r.TaxableSocialSecurity - r.UnemploymentExcluded
	r.AGIBeforeCharity = r.TotalIncome - r.AdjustmentsBeforeLoan - r.StudentLoanDeduction
}

// modifiedBefore is modified adjusted gross income for deductions, which are worked out before the
// charity of 2020: with income earned abroad that is left out (911).
func modifiedBefore(f *unit.Facts, r *unit.Result) float64 {
	return r.AGIBeforeCharity + f.ExcludedForeign
}

// adjustedGrossIncome is Form 1040 line 11, 26 USC 62(a), and the modified one of most credits, with
// income earned abroad that is left out (911).
func adjustedGrossIncome(_ *Params, f *unit.Facts, r *unit.Result) {
	r.Adjustments = r.AdjustmentsBeforeLoan + r.StudentLoanDeduction + r.CharityAboveLine
	r.AdjustedGrossIncome = r.AGIBeforeCharity - r.CharityAboveLine
	r.ModifiedAGI = r.AdjustedGrossIncome + f.ExcludedForeign
}
