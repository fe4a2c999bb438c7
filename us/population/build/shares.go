package build

import (
	"commonpurse/region"
	"commonpurse/us/population"
)

// shares are parts of income that the survey does not tell apart, by class, for the whole union.
// Each is fitted to a published national total, since the region's own is not known: what partners
// earn to the self-employment tax, what is qualified business income to its deduction, and what is
// net investment income to its tax.
type shares struct {
	partner, qualify, invest [population.Classes + 1]float64
}

func firstShares() (s shares) {
	for k := range s.partner {
		s.partner[k], s.qualify[k], s.invest[k] = partnerEarned, 1, 1
	}
	return s
}

// marginalSelfEmployment is about what a dollar of partners' earnings adds to the self-employment
// tax in a class: most earners of the upper classes are above the maximum of Social Security.
func marginalSelfEmployment(k int) float64 {
	const full, mixed, above = 0.14, 0.08, 0.035
	switch {
	case k <= 7:
		return full
	case k == 8:
		return mixed
	}
	return above
}

// tune moves the shares towards the published totals.
func (b *builder) tune(outcomes []population.Outcome) {
	var have [population.Classes + 1]struct{ self, qualified, invest, partnership float64 }
	for i := range b.rows {
		u := &b.rows[i]
		w := b.houses[u.house].weight
		h := &have[u.class]
		h.self += w * outcomes[i].SelfEmploymentTax
		h.qualified += w * outcomes[i].QBI
		h.invest += w * outcomes[i].InvestmentTax
		h.partnership += w * max(0, u.item[partnership])
	}
	for k := 1; k <= population.Classes; k++ {
		h := &have[k]
		if h.partnership > 0 {
			gap := b.published("self_employment_tax", k) - h.self
			b.shares.partner[k] = min(1, max(0, b.shares.partner[k]+gap/(marginalSelfEmployment(k)*h.partnership)))
		}
		b.shares.qualify[k] = towards(b.shares.qualify[k], h.qualified, b.published("qualified_business_deduction", k), 3)
		b.shares.invest[k] = towards(b.shares.invest[k], h.invest, b.published("net_investment_income_tax", k), 1)
	}
}

// published adds the dollars of an item over the regions that have people.
func (b *builder) published(item string, k int) float64 {
	var sum float64
	for r := range region.ID(b.regions.Len()) {
		if !b.empty(r) {
			sum += b.facts.returns.At(item, r, k).Amount
		}
	}
	return sum
}

// towards scales a share by published over modelled, by at most a factor of two at a time.
func towards(share, have, want, most float64) float64 {
	if have <= 0 || want <= 0 {
		return share
	}
	return min(most, share*min(2, max(0.5, want/have)))
}

// tradeShare is the part of a unit's business and partnership income that is qualified.
func (b *builder) tradeShare(u *row) float64 { return min(1, u.trading*b.shares.qualify[u.class]) }
