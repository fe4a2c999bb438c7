package irc

import "commonpurse/us/unit"

// studentLoanDeduction is interest on education loans up to a limit, reduced in proportion as
// modified adjusted gross income crosses a range, 26 USC 221(b); Student Loan Interest Deduction
// Worksheet. None for separate filers and for those whom another claims (221(c), (e)(2)).
func studentLoanDeduction(p *Params, f *unit.Facts, r *unit.Result) {
	r.StudentLoanDeduction = f.StudentLoanDeduction
	if f.StudentLoanInterest <= 0 || f.Status == unit.Separate || f.Claimed {
		return
	}
	income := r.IncomeBeforeSecurity + r.TaxableSocialSecurity - (r.AdjustmentsBeforeLoan - r.TuitionDeduction) + f.ExcludedForeign
	interest := smaller(f.StudentLoanInterest, p.LoanMax[f.Status])
	lost := smaller(1, above(income, p.LoanStart[f.Status])/p.LoanRange[f.Status])
	r.StudentLoanDeduction += interest - part(lost, interest)
}
