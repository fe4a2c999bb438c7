package health

import "commonpurse/us/benefit"

// Medicare works out who has Medicare (42 USC 1395c, 426: 65 and over, or 24 months of disability
// insurance), the Part B premium with its adjustment for income of two years before (42 USC 1395r),
// and who has it paid by the savings programs (42 USC 1396d(p), 1396a(a)(10)(E)). Everybody of 65 is
// taken to be insured. The value is the national cost per beneficiary.
func Medicare(p *Params, h *benefit.Household, r *benefit.Result) {
	n := &p.nation
	var value, saved float64
	people := h.Persons()
	for i := range people {
		m := &people[i]
		if !(m.Age >= n.agedAge || m.HasMedicare || (m.SSDI > 0 && m.DisabilityMonths >= n.waitMonths)) {
			continue
		}
		out := &r.Person[i]
		out.Medicare = true
		value += n.medicare
		out.PartBPremium = n.premium(h, m)
		if p.savings(h, r, i) {
			out.MedicareSavings = true
			saved += out.PartBPremium
		}
	}
	if value == 0 {
		r.No(benefit.Medicare, benefit.NoMember)
		r.No(benefit.MedicareSavings, benefit.NoMember)
		return
	}
	p.book(h, r, benefit.Medicare, value, benefit.Why{})
	p.book(h, r, benefit.MedicareSavings, saved, benefit.Why{Reason: benefit.GrossIncome})
}

// premium is a year of the Part B premium.
func (n *nation) premium(h *benefit.Household, m *benefit.Person) float64 {
	u := &h.Units[m.Unit]
	income := u.PriorMAGI
	if income == 0 {
		income = u.MAGI
	}
	premium := n.partB
	for t := n.adjusted[u.Status] - 1; t >= 0; t-- {
		if income > n.adjustmentFrom[u.Status][t] {
			return premium + n.adjustment[u.Status][t]
		}
	}
	return premium
}

// savings says whether Medicaid pays the premium: income to 135 percent of the guideline after the
// exclusions of SSI, assets below the limit where the region tests them.
func (p *Params) savings(h *benefit.Household, r *benefit.Result, i int) bool {
	n, reg := &p.nation, &p.Regions[h.Region]
	m := &h.People[i]
	size, assetLimit := 1, n.assets
	unearned, earned, assets := ssiIncome(m), m.Earnings(), m.Assets
	if m.Spouse != benefit.None {
		s := &h.People[m.Spouse]
		size, assetLimit = 2, n.assetsCouple
		unearned += ssiIncome(s)
		earned += s.Earnings()
		assets += s.Assets
	}
	if reg.savingsAssets && assets > assetLimit {
		return false
	}
	return n.countable(unearned, earned, n.savingsDisregard) <= n.savings[2]*reg.guideline.For(size)
}
