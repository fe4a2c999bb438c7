package irc

import "commonpurse/us/unit"

// selfEmploymentTax is the tax on net earnings from self-employment of each spouse, 26 USC 1401,
// 1402(a), (b); Schedule SE lines 2-12. Wages use up the wage base first. No tax on net earnings
// below the least amount (1402(b)(2)), tested for each person. Half is deducted, 26 USC 164(f)(1);
// Schedule SE line 13.
func selfEmploymentTax(p *Params, f *unit.Facts, r *unit.Result) {
	r.NetSelfEmploymentHead = netEarnings(p, &f.Head)
	r.NetSelfEmploymentSpouse = netEarnings(p, &f.Spouse)
	oasdiHead := p.SelfOASDI.Of(selfBase(p, &f.Head, r.NetSelfEmploymentHead))
	oasdiSpouse := p.SelfOASDI.Of(selfBase(p, &f.Spouse, r.NetSelfEmploymentSpouse))
	hiHead := p.SelfHI.Of(r.NetSelfEmploymentHead)
	hiSpouse := p.SelfHI.Of(r.NetSelfEmploymentSpouse)
	r.SelfEmploymentOASDI = oasdiHead + oasdiSpouse
	r.SelfEmploymentHI = hiHead + hiSpouse
	r.SelfEmploymentTaxHead = oasdiHead + hiHead
	r.SelfEmploymentTaxSpouse = oasdiSpouse + hiSpouse
	r.SelfEmploymentTax = r.SelfEmploymentTaxHead + r.SelfEmploymentTaxSpouse
	r.HalfSelfEmploymentTax = p.SelfDeducted.Of(r.SelfEmploymentTax)
}

// selfEmployed is net profit or loss of the trades that a person carries on.
func selfEmployed(w *unit.Filer) float64 { return w.SelfEmployment + w.Farm + w.PartnershipEarnings }

// netEarnings is Schedule SE line 6: 0 when below the least amount.
func netEarnings(p *Params, w *unit.Filer) float64 {
	net := p.SelfFactor.Of(positive(selfEmployed(w)))
	if net < p.SelfLeast {
		return 0
	}
	return net
}

// selfBase is what of net earnings the wage base leaves to OASDI, Schedule SE line 9 against 6,
// and what lies above a second base (a handle for reforms).
func selfBase(p *Params, w *unit.Filer, net float64) float64 {
	wages := w.Wages + w.Deferrals
	second := above(wages+net, larger(wages, p.WageBase2))
	return smaller(net, above(p.WageBase, wages)) + second
}
