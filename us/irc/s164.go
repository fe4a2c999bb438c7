package irc

import "commonpurse/us/unit"

// taxesDeduction is state and local taxes on income or sales, real estate and personal property up
// to a cap, and other taxes, 26 USC 164(a), (b)(6), (7); Schedule A lines 5-7. From 2025 to 2029
// the cap falls with modified adjusted gross income, not below a floor.
func taxesDeduction(p *Params, f *unit.Facts, r *unit.Result) {
	r.TaxesBeforeCap = f.StateIncomeTax + f.RealEstateTax + f.PersonalPropertyTax
	r.SALTCap = p.SALTCap[f.Status]
	if modifiedBefore(f, r) > p.SALTStart[f.Status] {
		lost := p.SALTRate.Of(modifiedBefore(f, r) - p.SALTStart[f.Status])
		r.SALTCap = larger(r.SALTCap-lost, smaller(p.SALTFloor[f.Status], r.SALTCap))
	}
	r.TaxesDeduction = smaller(r.TaxesBeforeCap, r.SALTCap) + f.OtherTaxes
}
