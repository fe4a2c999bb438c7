package irc

import "commonpurse/us/unit"

// unemployment is compensation received, all of it gross income, 26 USC 85(a); Schedule 1 line 7.
func unemployment(_ *Params, f *unit.Facts, r *unit.Result) {
	r.UnemploymentTotal = f.Head.Unemployment + f.Spouse.Unemployment
}

// unemploymentExclusion is the part of compensation that each spouse left out in 2020, 26 USC
// 85(c); Unemployment Compensation Exclusion Worksheet. It is lost when adjusted gross income
// without any compensation reaches the limit.
func unemploymentExclusion(p *Params, f *unit.Facts, r *unit.Result) {
	r.UnemploymentExcluded = 0
	without := r.IncomeBeforeSecurity + r.TaxableSocialSecurity - r.AdjustmentsBeforeLoan - r.StudentLoanDeduction - r.UnemploymentTotal
	if without < p.JoblessLimit[f.Status] {
		r.UnemploymentExcluded = smaller(f.Head.Unemployment, p.JoblessExclusion) + smaller(f.Spouse.Unemployment, p.JoblessExclusion)
	}
}
