package build

import (
	"cmp"
	"math"
	"slices"

	"commonpurse/people"
	"commonpurse/us/population"
	"commonpurse/us/unit"
)

const (
	serviceShare     = 0.45 // of units with business income, in specified service trades
	serviceShareTop  = 0.2  // the same above a million dollars: a larger share is at odds with the published deduction
	partnerEarned    = 0.22 // of positive partnership and S corporation income, earnings from self-employment, to begin with
	creditCarriers   = 0.15 // of a class's returns that have credits not listed
	taxedFrom        = 1.5  // times the standard deduction: income from which there is tax for a credit to offset
	refundedShare    = 0.4  // of the American opportunity credit (26 USC 25A(i))
	qualifiedRate    = 0.2  // 26 USC 199A
	serviceFromClass = 9    // classes where the limit for service trades bites
)

// extras gives the members what goes with their incomes: the qualified part of dividends, which
// business income is qualified, credits worked out on forms of their own, and the expenses
// behind the credits for care and education.
func (c *cell) extras() {
	ratio := func(part, whole float64) float64 {
		if whole <= 0 {
			return 0
		}
		return min(1, max(0, part/whole))
	}
	qualified := ratio(c.published("qualified_dividends").Amount, c.published("ordinary_dividends").Amount)
	trade := max(0, c.published("business_income").Amount) + max(0, c.published("partnership_s_corp").Amount)
	service := 0.0
	switch {
	case c.k == population.Classes:
		service = serviceShareTop
	case c.k >= serviceFromClass:
		service = serviceShare
	}
	trade *= 1 - service
	trading := ratio(c.published("qualified_business_deduction").Amount/qualifiedRate, trade)
	for _, i := range c.members {
		u := &c.b.rows[i]
		key := c.b.key(&c.b.houses[u.house], u)
		u.qualified, u.trading, u.earned = qualified, trading, c.b.shares.partner[c.k]
		u.qualifiedTrade = c.b.tradeShare(u)
		u.service = key.Uniform(drawService) < service && u.item[business]+u.item[partnership] > 0
		u.foreign, u.credits, u.care, u.education = 0, 0, 0, 0
	}
	c.give(c.published("foreign_tax_credit"), drawCredit, func(u *row, score float64) (float64, float64) {
		base := u.item[dividends] + max(0, u.item[partnership])
		return base, score + math.Log1p(base)
	}, func(u *row, v float64) { u.foreign = v })
	c.credits()
	c.careExpenses()
}

func (c *cell) credits() {
	refunded := c.published("education_credit_refunded")
	study := min(c.published("education_credit").Amount, refunded.Amount*(1-refundedShare)/refundedShare)
	if refunded.Returns > 0 {
		tentative := refunded
		tentative.Amount /= refundedShare
		c.give(tentative, drawEducation, func(u *row, score float64) (float64, float64) {
			students := float64(u.deps[population.Dependents18]) + 0.3*float64(u.deps[population.Dependents21])
			young := when(u.age[0] >= 18 && u.age[0] < 28, 0.8)
			taxed := when(u.agi > taxedFrom*c.b.standard(u), 0.8) // most of the credit is of use against tax only
			return 1, score + students + young + taxed - when(u.claimed, 10)
		}, func(u *row, v float64) { u.education = v })
	}
	left := c.published("credits").Amount - c.published("foreign_tax_credit").Amount - c.published("child_credit").Amount - c.published("care_credit").Amount - study
	if left <= 0 {
		return
	}
	c.give(population.Cell{Returns: creditCarriers * c.total, Amount: left}, drawCredit, func(u *row, score float64) (float64, float64) {
		above := u.agi - c.b.standard(u)
		if above <= 0 {
			return 0, -1
		}
		return above, score + when(dependentCount(u) == 0, 0.5)
	}, func(u *row, v float64) { u.credits = v })
}

// give makes the members with the highest score carriers, as many as published, and shares the
// published amount among them in proportion to their base.
func (c *cell) give(target population.Cell, d people.Decision, base func(u *row, score float64) (size, rank float64), set func(*row, float64)) {
	if target.Returns <= 0 || target.Amount <= 0 {
		return
	}
	type candidate struct {
		n          int
		size, rank float64
	}
	var list []candidate
	for n, i := range c.members {
		u := &c.b.rows[i]
		size, rank := base(u, c.b.key(&c.b.houses[u.house], u).Uniform(d))
		if size > 0 {
			list = append(list, candidate{n, size, rank})
		}
	}
	slices.SortFunc(list, func(x, y candidate) int { return cmp.Or(cmp.Compare(y.rank, x.rank), cmp.Compare(x.n, y.n)) })
	var weight, size float64
	chosen := 0
	for ; chosen < len(list) && weight+c.weight[list[chosen].n]/2 < target.Returns; chosen++ {
		weight += c.weight[list[chosen].n]
		size += c.weight[list[chosen].n] * list[chosen].size
	}
	if size == 0 {
		return
	}
	for _, x := range list[:chosen] {
		set(&c.b.rows[c.members[x.n]], target.Amount*x.size/size)
	}
}

// careExpenses gives the units that take the care credit the expenses that yield it.
func (c *cell) careExpenses() {
	target := c.published("care_credit")
	c.give(target, drawCare, func(u *row, score float64) (float64, float64) {
		young := float64(u.deps[population.Dependents0] + u.deps[population.Dependents6])
		works := u.item[wages]+u.item[business] > 0 && (u.status != unit.Joint || u.spouseWages > 0 && u.spouseWages < 1)
		if young == 0 || !works {
			return 0, 0
		}
		return min(young, 2), score + when(u.deps[population.Dependents0] > 0, 0.5)
	}, func(u *row, credit float64) {
		young := float64(u.deps[population.Dependents0] + u.deps[population.Dependents6])
		u.care = min(credit/c.b.limits.careShare(u.agi), c.b.limits.careLimit*min(young, 2))
	})
}
