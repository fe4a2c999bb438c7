package irc

import "commonpurse/us/unit"

// businessIncome is income of trades and businesses: Schedule 1 lines 3, 5 and 6. A net loss above
// a limit is not deductible and becomes a net operating loss of later years, 26 USC 461(l); Form 461
// lines 9-16. Rents and royalties are not a trade here.
func businessIncome(p *Params, f *unit.Facts, r *unit.Result) {
	trade := f.Head.SelfEmployment + f.Spouse.SelfEmployment + f.Head.Farm + f.Spouse.Farm +
		f.PartnershipSCorp + f.PassiveBusiness + f.FarmRent
	r.ExcessBusinessLoss = above(-trade, p.BusinessLossLimit[f.Status])
	r.BusinessIncome = trade + r.ExcessBusinessLoss
}
