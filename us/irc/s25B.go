package irc

import "commonpurse/us/unit"

// saversCredit is a share of contributions to retirement plans up to an amount for each filer, 26
// USC 25B; Form 8880. The share falls in three bands of income. Not for students, those under 18 and
// those whom another claims (25B(c)). An amount worked out elsewhere may be entered instead.
func saversCredit(p *Params, f *unit.Facts, r *unit.Result) {
	credit := positive(f.RetirementCredit)
	saved := saver(p, f, &f.Head)
	if f.Status == unit.Joint {
		saved += saver(p, f, &f.Spouse)
	}
	if saved > 0 {
		for i, limit := range p.SaverLimits {
			if r.ModifiedAGI <= p.SaverShare[f.Status].Of(limit) {
				credit += p.SaverRates[i].Of(saved)
				break
			}
		}
	}
	r.SaversCredit = smaller(credit, positive(r.CreditLimit-r.ForeignTaxCredit-r.CareCredit-r.ElderlyCredit-r.EducationCredit))
}

// saver is what of a person's contributions counts.
func saver(p *Params, f *unit.Facts, w *unit.Filer) float64 {
	if f.Claimed || w.Student || w.RetirementSavings <= 0 || w.Age > 0 && w.Age < p.SaverAge {
		return 0
	}
	return smaller(w.RetirementSavings, p.SaverCap)
}
