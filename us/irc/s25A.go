package irc

import (
	"commonpurse/us/unit"
	"math"
)

// educationCredits are the American opportunity credit, all of a first and a part of a second tier
// of each student's expenses, 26 USC 25A(b), (i), and the lifetime learning credit, a share of
// expenses of the return, 25A(c); Form 8863. Both fall in proportion as income crosses a range; the
// fraction has three places as on the form. A part of the first is refundable. None for separate
// filers and those whom another claims (25A(g)(3), (6)).
func educationCredits(p *Params, f *unit.Facts, r *unit.Result) {
	r.AmericanOpportunity = 0
	r.LifetimeLearningCredit = 0
	r.EducationRefundable = 0
	r.EducationCredit = 0
	if f.Status == unit.Separate || f.Claimed {
		return
	}
	tentative := f.AmericanOpportunity
	for _, expenses := range f.StudentExpenses {
		if expenses > 0 {
			tentative += opportunity(p, expenses)
		}
	}
	if tentative <= 0 && f.LifetimeLearning <= 0 {
		return
	}
	opportunityLeft := p.left(r.ModifiedAGI, p.OpportunityStart[f.Status], p.OpportunityRange[f.Status])
	learningLeft := p.left(r.ModifiedAGI, p.LearningStart[f.Status], p.OpportunityRange[f.Status])
	r.AmericanOpportunity = part(opportunityLeft, tentative)
	r.LifetimeLearningCredit = part(learningLeft, p.LearningRate.Of(smaller(f.LifetimeLearning, p.LearningCap)))
	r.EducationRefundable = p.OpportunityRefundable.Of(r.AmericanOpportunity)
	limit := positive(r.CreditLimit - r.ForeignTaxCredit - r.CareCredit - r.ElderlyCredit)
	r.EducationCredit = smaller(r.LifetimeLearningCredit+r.AmericanOpportunity-r.EducationRefundable, limit)
}

// opportunity is one student's credit before the phase-out.
func opportunity(p *Params, expenses float64) float64 {
	first, second := p.OpportunityTiers[firstTop], p.OpportunityTiers[secondTop]
	return part(p.OpportunityTiers[firstRate], smaller(expenses, first)) +
		part(p.OpportunityTiers[secondRate], above(smaller(expenses, second), first))
}

// left is the share that a phase-out leaves, cut to the places of the form.
func (p *Params) left(income, start, width float64) float64 {
	rest := smaller(width, above(start+width, income))
	return part(math.Round(rest/part(p.EducationPlaces, width)), p.EducationPlaces)
}
