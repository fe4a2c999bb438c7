package irc

import "commonpurse/us/unit"

// totalTax is tax after nonrefundable credits and the other taxes of Schedule 2 Part II, Form 1040
// lines 22-24.
func totalTax(_ *Params, f *unit.Facts, r *unit.Result) {
	r.OtherTaxes = r.SelfEmploymentTax + r.AdditionalMedicareTax + r.NetInvestmentIncomeTax + r.Surtax +
		f.UnreportedPayrollTax + f.RetirementPenalty + f.InvestmentRecapture
	r.TotalTax = above(r.TaxBeforeCredits, r.NonrefundableCredits) + r.OtherTaxes
}

// incomeTax moves the taxes on earnings (Schedule 2 lines 4, 5, 6 and 11) from the return to payroll
// tax, and takes the refundable credits off the rest: Form 1040 line 24 less lines 27-30 and Schedule
// 3 lines 9 and 13b.
func incomeTax(_ *Params, f *unit.Facts, r *unit.Result) {
	earnings := r.SelfEmploymentTax + r.AdditionalMedicareTax + f.UnreportedPayrollTax
	r.RefundableCredits = r.EarnedIncomeCredit + r.AdditionalChildCredit + r.EducationRefundable + r.RecoveryRebate +
		r.CareCreditRefundable + r.NetPremiumTaxCredit + r.Allowances
	r.IncomeTaxBeforeRefundable = r.TotalTax - earnings
	r.IncomeTax = r.IncomeTaxBeforeRefundable - r.RefundableCredits
	r.PayrollTax = r.PayrollTaxWages + earnings
	r.CombinedTax = r.IncomeTax + r.PayrollTax
	r.ExpandedIncome = r.AdjustedGrossIncome + f.ExemptInterest + f.ExemptPensions + f.SocialSecurity - r.TaxableSocialSecurity +
		r.DeferralsTotal + r.OASDIEmployer + r.HIEmployer
}
