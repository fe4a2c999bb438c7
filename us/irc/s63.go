package irc

import "commonpurse/us/unit"

// standardDeduction is the basic amount by status and an amount for each aged or blind condition,
// 26 USC 63(c), (f); Form 1040 line 12e. A person claimed by another has the larger of the least
// amount and earned income plus an amount, not above the basic one (63(c)(5)). A separate filer
// whose spouse itemizes has none (63(c)(6)(A)).
func standardDeduction(p *Params, f *unit.Facts, r *unit.Result) {
	basic := p.Standard[f.Status]
	if f.Claimed {
		basic = smaller(basic, larger(p.StandardLeast, r.EarnedIncome+p.StandardAddon))
	}
	n := conditions(p, &f.Head)
	if f.Status == unit.Joint {
		n += conditions(p, &f.Spouse)
	}
	r.BasicStandardDeduction = basic
	r.AdditionalStandard = times(n, p.StandardAged[f.Status])
	if f.Status == unit.Separate && f.SpouseItemizes {
		r.BasicStandardDeduction = 0
		r.AdditionalStandard = 0
	}
	r.StandardDeduction = r.BasicStandardDeduction + r.AdditionalStandard
}

func aged(p *Params, w *unit.Filer) bool { return w.Age >= p.AgedFrom }

// conditions counts being aged and being blind.
func conditions(p *Params, w *unit.Filer) int {
	n := 0
	if aged(p, w) {
		n++
	}
	if w.Blind {
		n++
	}
	return n
}

// deductionTaken is the larger of itemized deductions and the standard deduction with the charity
// of non-itemizers, 26 USC 63(b), (e); Form 1040 line 12. Who must or wants to itemize does. The
// charity above the line of 2020 belongs to those who do not itemize (62(f)).
func deductionTaken(p *Params, f *unit.Facts, r *unit.Result, elect bool) {
	plain := r.StandardDeduction + r.CharityNonItemizer
	r.ElectsToItemize = elect || f.MustItemize || f.Status == unit.Separate && f.SpouseItemizes
	r.Itemizes = r.ItemizedDeductions > plain || r.ElectsToItemize
	r.CharityAboveLine = 0
	switch {
	case r.Itemizes:
		r.DeductionTaken = r.ItemizedDeductions
	case p.CharityAbove:
		r.CharityAboveLine = r.CharityNonItemizer
		r.DeductionTaken = r.StandardDeduction
	default:
		r.DeductionTaken = plain
	}
}

// taxableIncome is adjusted gross income less deductions, not below 0, 26 USC 63(a), (b); Form 1040
// line 15.
func taxableIncome(_ *Params, _ *unit.Facts, r *unit.Result) {
	r.TaxableIncome = above(r.IncomeBeforeQBI, r.QBIDeduction)
}
