package irc

import "commonpurse/us/unit"

// homeEnergyCredit is the credit for energy improvements of a home as entered, 26 USC 25C; Form 5695
// line 32. It comes before the child tax credit and does not carry over.
func homeEnergyCredit(_ *Params, f *unit.Facts, r *unit.Result) {
	left := r.CreditLimit - r.ForeignTaxCredit - r.CareCredit - r.ElderlyCredit - r.EducationCredit - r.SaversCredit
	r.EnergyCredit = smaller(positive(f.EnergyCredit), positive(left))
}
