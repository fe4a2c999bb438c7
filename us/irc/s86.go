package irc

import "commonpurse/us/unit"

// taxableSocialSecurity is the part of benefits that is gross income, 26 USC 86(a)-(c); Social
// Security Benefits Worksheet lines 8-18. A separate filer who lived with the spouse at any time in
// the year has no base amounts (86(c)(1)(C), (2)(C)).
func taxableSocialSecurity(p *Params, f *unit.Facts, r *unit.Result) {
	r.TaxableSocialSecurity = 0
	if f.SocialSecurity <= 0 {
		return
	}
	first, second := p.SecurityStart1[f.Status], p.SecurityStart2[f.Status]
	if f.Status == unit.Separate && !f.LivedApart {
		first, second = 0, 0
	}
	half := p.SecurityShare1.Of(smaller(f.SocialSecurity, above(smaller(r.ProvisionalIncome, second), first)))
	more := p.SecurityShare2.Of(above(r.ProvisionalIncome, second))
	r.TaxableSocialSecurity = smaller(half+more, p.SecurityShare2.Of(f.SocialSecurity))
}
