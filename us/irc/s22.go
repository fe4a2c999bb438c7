package irc

import "commonpurse/us/unit"

// elderlyCredit is a share of an amount for the aged and the disabled less untaxed benefits and half
// of income above a threshold, 26 USC 22; Schedule R. For the disabled under 65 the amount is at most
// their disability income (22(c)(2)(B)). A separate filer must have lived apart (22(e)(1)).
func elderlyCredit(p *Params, f *unit.Facts, r *unit.Result) {
	r.ElderlyCredit = 0
	joint := f.Status == unit.Joint
	head, spouse := elderly(p, &f.Head), joint && elderly(p, &f.Spouse)
	if !head && !spouse || f.Status == unit.Separate && !f.LivedApart {
		return
	}
	initial := p.ElderlyInitial[0]
	switch {
	case f.Status == unit.Separate:
		initial = p.ElderlyInitial[2]
	case head && spouse:
		initial = p.ElderlyInitial[1]
	}
	if income, limited := disabilityIncome(p, f, head, spouse); limited {
		initial = smaller(initial, income)
	}
	untaxed := positive(f.SocialSecurity-r.TaxableSocialSecurity) + f.Head.ExcludedPension + f.Spouse.ExcludedPension
	over := p.ElderlyShare.Of(above(r.AdjustedGrossIncome, p.ElderlyThreshold[f.Status]))
	credit := p.ElderlyRate.Of(above(initial, untaxed+over))
	r.ElderlyCredit = smaller(credit, positive(r.CreditLimit-r.ForeignTaxCredit-r.CareCredit))
}

// elderly says whether a person qualifies: aged, or retired on disability (22(b)).
func elderly(p *Params, w *unit.Filer) bool {
	return aged(p, w) || w.Disabled && w.DisabilityPension > 0
}

// disabilityIncome is Schedule R line 11: the limit when a qualified person is under 65.
func disabilityIncome(p *Params, f *unit.Facts, head, spouse bool) (income float64, limited bool) {
	if head && !aged(p, &f.Head) {
		income += f.Head.DisabilityPension
		limited = true
	}
	if spouse && !aged(p, &f.Spouse) {
		income += f.Spouse.DisabilityPension
		limited = true
	}
	if limited && (head && aged(p, &f.Head) || spouse && aged(p, &f.Spouse)) {
		income += p.ElderlyInitial[0]
	}
	return income, limited
}
