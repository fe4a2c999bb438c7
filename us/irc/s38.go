package irc

import "commonpurse/us/unit"

// laterCredits are those that come after the child tax credit because they carry over, each up to
// the tax that is left: residential clean energy (26 USC 25D), general business (38), prior year
// minimum tax (53), adoption (23), vehicles (30D) and others; Schedule 3 lines 5a and 6. Form 1040
// line 21 is the sum of all nonrefundable credits.
func laterCredits(p *Params, f *unit.Facts, r *unit.Result) {
	before := r.ForeignTaxCredit + r.CareCredit + r.ElderlyCredit + r.EducationCredit + r.SaversCredit + r.EnergyCredit +
		r.ChildCredit + r.OtherDependentCredit
	left := positive(r.CreditLimit - before)
	clean := smaller(p.CleanEnergyRate.Of(f.CleanEnergyExpenses), left)
	left -= clean
	r.BusinessCreditUsed = smaller(positive(f.BusinessCredit), left)
	left -= r.BusinessCreditUsed
	r.PriorMinimumCreditUsed = smaller(positive(f.PriorMinimumTaxCredit), left)
	left -= r.PriorMinimumCreditUsed
	r.AdoptionCreditUsed = smaller(positive(f.AdoptionCredit), left)
	left -= r.AdoptionCreditUsed
	r.VehicleCreditUsed = smaller(positive(f.VehicleCredit), left)
	left -= r.VehicleCreditUsed
	r.OtherCreditsUsed = clean + smaller(positive(f.OtherCredits), left)
	r.NonrefundableCredits = before + r.BusinessCreditUsed + r.PriorMinimumCreditUsed + r.AdoptionCreditUsed +
		r.VehicleCreditUsed + r.OtherCreditsUsed
}
