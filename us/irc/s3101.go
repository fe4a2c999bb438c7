package irc

import "commonpurse/us/unit"

// wageTaxes is the tax of employee and employer on wages, 26 USC 3101(a), (b)(1), 3111, 3121(a)(1):
// old-age, survivors and disability insurance up to the wage base, hospital insurance on all. Wages
// are those of W-2 boxes 3 and 5: line 1a and elective deferrals. Each worker has one employer.
// Also the federal unemployment tax after the normal credit, 26 USC 3301, 3302, which is the
// employer's and in no total here.
func wageTaxes(p *Params, f *unit.Facts, r *unit.Result) {
	head := f.Head.Wages + f.Head.Deferrals
	spouse := f.Spouse.Wages + f.Spouse.Deferrals
	baseHead, baseSpouse := smaller(head, p.WageBase), smaller(spouse, p.WageBase)
	base := baseHead + baseSpouse + above(head, p.WageBase2) + above(spouse, p.WageBase2)
	r.WagesTotal = f.Head.Wages + f.Spouse.Wages
	r.DeferralsTotal = f.Head.Deferrals + f.Spouse.Deferrals
	r.OASDIEmployee = p.OASDIEmployee.Of(base)
	r.HIEmployee = p.HIEmployee.Of(head + spouse)
	r.OASDIEmployer = p.OASDIEmployer.Of(base)
	r.HIEmployer = p.HIEmployer.Of(head + spouse)
	r.EmployerPayrollTaxHead = p.OASDIEmployer.Of(baseHead+above(head, p.WageBase2)) + p.HIEmployer.Of(head)
	r.EmployerPayrollTaxSpouse = p.OASDIEmployer.Of(baseSpouse+above(spouse, p.WageBase2)) + p.HIEmployer.Of(spouse)
	r.FederalUnemploymentTax = p.JoblessRate.Of(smaller(f.Head.Wages, p.JoblessBase) + smaller(f.Spouse.Wages, p.JoblessBase))
	r.PayrollTaxWages = r.OASDIEmployee + r.HIEmployee + r.OASDIEmployer + r.HIEmployer
}

// additionalMedicareTax is the tax on wages and net self-employment earnings above a threshold for
// the couple together, 26 USC 3101(b)(2), 1401(b)(2); Form 8959 lines 1-13. A loss of
// self-employment does not lower wages.
func additionalMedicareTax(p *Params, f *unit.Facts, r *unit.Result) {
	wages := r.WagesTotal + r.DeferralsTotal
	threshold := p.MedicareStart[f.Status]
	left := above(threshold, wages)
	self := r.NetSelfEmploymentHead + r.NetSelfEmploymentSpouse
	r.AdditionalMedicareWages = p.MedicareRate.Of(above(wages, threshold))
	r.AdditionalMedicareTax = r.AdditionalMedicareWages + p.MedicareRate.Of(above(self, left))
}
