package build

import (
	"cmp"
	"math"
	"slices"

	"commonpurse/people"
	"commonpurse/us/population"
)

// deduction is a kind of itemized deduction.
type deduction int

const (
	stateTax deduction = iota // income or general sales tax
	propertyTax
	mortgageInterest
	charityGiven
	medicalPaid
	otherItemized
	deductions
)

const (
	nonItemizerShare = 0.95 // of the standard deduction, the most that a unit that takes it could itemize
	excessSpread     = 1.0  // of the logarithm of what a unit itemizes above its standard deduction
	propertyScale    = 0.55 // the survey charges every owner a mortgage
	itemizeSpread    = 0.6
)

// deductions maps itemized deductions like incomes: as many units of the class itemize as
// published, each more than its standard deduction, and the kinds add up to their published
// totals. The others keep what they pay as far as it stays below their standard deduction, so that
// the law's own comparison finds the published number.
func (c *cell) deductions() {
	target := c.published("itemized_deductions")
	itemizers := c.chooseItemizers(target)
	for _, i := range c.members {
		u := &c.b.rows[i]
		if !u.itemizes {
			u.deduct = c.ordinary(u)
			var sum float64
			for d, v := range u.deduct {
				if deduction(d) == stateTax || deduction(d) == propertyTax {
					continue
				}
				sum += v
			}
			sum += min(c.b.limits.taxes[u.status], u.deduct[stateTax]+u.deduct[propertyTax])
			if limit := nonItemizerShare * c.b.standard(u); sum > limit {
				for d := range u.deduct {
					u.deduct[d] *= limit / sum
				}
			}
		}
	}
	if len(itemizers) == 0 {
		return
	}
	c.itemize(itemizers, target)
}

// ordinary is what a unit would pay of each kind as the survey imputes it. A unit that does not
// itemize has no use for its state tax and medical expenses, and they are left out.
func (c *cell) ordinary(u *row) [deductions]float64 {
	var d [deductions]float64
	d[propertyTax], d[mortgageInterest], d[charityGiven] = u.propertyTx, u.mortgage*propertyScale, u.charity
	return d
}

// chooseItemizers takes the units with the most to deduct, with keyed noise, until there are as
// many as published.
func (c *cell) chooseItemizers(target population.Cell) []int {
	type candidate struct {
		n     int
		score float64
	}
	list := make([]candidate, 0, len(c.members))
	for n, i := range c.members {
		u := &c.b.rows[i]
		u.itemizes = false
		if c.k == 1 {
			continue
		}
		sum := u.propertyTx + u.mortgage*propertyScale + u.charity + 0.03*max(0, u.agi)
		key := c.b.key(&c.b.houses[u.house], u)
		list = append(list, candidate{n, math.Log1p(sum) - math.Log(c.b.standard(u)) + itemizeSpread*key.Normal(drawItemize)})
	}
	slices.SortFunc(list, func(x, y candidate) int { return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.n, y.n)) })
	var chosen []int
	var weight float64
	for _, x := range list {
		if weight+c.weight[x.n]/2 >= target.Returns {
			break
		}
		weight += c.weight[x.n]
		c.b.rows[c.members[x.n]].itemizes = true
		chosen = append(chosen, x.n)
	}
	slices.Sort(chosen)
	return chosen
}

// kinds are the published names of each deduction before any limit.
func (c *cell) kind(d deduction) population.Cell {
	switch d {
	case stateTax:
		income, sales := c.published("state_income_tax"), c.published("state_sales_tax")
		return population.Cell{Returns: income.Returns + sales.Returns, Amount: income.Amount + sales.Amount}
	case propertyTax:
		return c.published("real_estate_tax")
	case mortgageInterest:
		return c.published("mortgage_interest")
	case charityGiven:
		return c.published("charity")
	case medicalPaid:
		return c.published("medical_deduction")
	}
	left := c.published("itemized_deductions").Amount
	taxes := []string{"limited_state_local_tax"}
	if !c.b.facts.returns.Has(taxes[0]) { // before there was a limit
		taxes = []string{"state_income_tax", "state_sales_tax", "real_estate_tax"}
	}
	for _, item := range append(taxes, "mortgage_interest", "charity", "medical_deduction") {
		left -= c.published(item).Amount
	}
	return population.Cell{Returns: 0.3 * c.published("itemized_deductions").Returns, Amount: max(0, left)}
}

// itemize gives the itemizers their deductions. Taxes come first, since their limit binds; the
// rest of each unit's total is raked over the other kinds.
func (c *cell) itemize(chosen []int, target population.Cell) {
	total := c.itemizedTotals(chosen, target)
	amounts := make([][deductions]float64, len(chosen))
	limited := make([]float64, len(chosen))
	for _, d := range []deduction{stateTax, propertyTax} {
		c.scaleKind(chosen, amounts, d)
	}
	for m := range chosen {
		limited[m] = min(c.b.limits.taxes[c.b.rows[c.members[chosen[m]]].status], amounts[m][stateTax]+amounts[m][propertyTax])
	}
	var column [deductions]float64
	for d := mortgageInterest; d < deductions; d++ {
		c.scaleKind(chosen, amounts, d)
		column[d] = c.kind(d).Amount
	}
	want := make([]float64, len(chosen))
	for m := range chosen {
		want[m] = max(total[m]-limited[m], 0)
	}
	c.rakeDeductions(chosen, amounts, column, want)
	for m, n := range chosen {
		u := &c.b.rows[c.members[n]]
		u.deduct = amounts[m]
		if u.deduct[medicalPaid] > 0 {
			u.deduct[medicalPaid] += c.b.limits.medicalFloor(u) * max(0, u.agi)
		}
		if limit := c.b.limits.charity * max(0, u.agi); u.deduct[charityGiven] > limit {
			u.deduct[otherItemized] += u.deduct[charityGiven] - limit
			u.deduct[charityGiven] = limit
		}
	}
}

// itemizedTotals gives each itemizer more than its standard deduction: the excess is spread
// log-normally around a mean that makes the published total.
func (c *cell) itemizedTotals(chosen []int, target population.Cell) []float64 {
	total := make([]float64, len(chosen))
	var have, base float64
	for m, n := range chosen {
		u := &c.b.rows[c.members[n]]
		key := c.b.key(&c.b.houses[u.house], u)
		total[m] = exp(excessSpread*key.Normal(drawExcess)) * max(1, u.agi)
		have += c.weight[n] * total[m]
		base += c.weight[n] * c.b.standard(u)
	}
	const least = 0.02 // of the standard deduction, so that rounding never turns the comparison
	excess := max(least*base, target.Amount-base)
	for m, n := range chosen {
		s := c.b.standard(&c.b.rows[c.members[n]])
		total[m] = s*(1+least) + max(0, excess-least*base)*total[m]/have
		total[m] += c.b.limits.cut(&c.b.rows[c.members[n]], total[m])
	}
	return total
}

// scaleKind seeds one kind for as many itemizers as published and scales it to its total.
func (c *cell) scaleKind(chosen []int, amounts [][deductions]float64, d deduction) {
	target := c.kind(d)
	type candidate struct {
		m           int
		seed, score float64
	}
	list := make([]candidate, len(chosen))
	for m, n := range chosen {
		u := &c.b.rows[c.members[n]]
		key := c.b.key(&c.b.houses[u.house], u)
		draw := key.Uniform(drawDeduct + people.Decision(d))
		seed := max(1, u.agi)
		switch d {
		case propertyTax:
			seed = u.propertyTx
		case mortgageInterest:
			seed = u.mortgage
		case charityGiven:
			seed = max(u.charity, 0.01*max(0, u.agi)) * exp(key.Normal(drawDeduct+people.Decision(d)))
		case medicalPaid:
			seed = (u.medical + 0.05*max(0, u.agi)) * (1 + when(u.age[0] >= pensionAge, 2))
		}
		list[m] = candidate{m, seed, draw + when(seed > 0, 1)}
	}
	slices.SortFunc(list, func(x, y candidate) int { return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.m, y.m)) })
	var weight, sum float64
	carriers := 0
	for _, x := range list {
		w := c.weight[chosen[x.m]]
		if weight+w/2 >= target.Returns && carriers > 0 {
			break
		}
		weight += w
		carriers++
		seed := max(x.seed, 0.005*max(1, c.b.rows[c.members[chosen[x.m]]].agi))
		amounts[x.m][d] = seed
		sum += w * seed
	}
	if sum == 0 {
		return
	}
	for m := range amounts {
		amounts[m][d] *= target.Amount / sum
	}
}

// rakeDeductions fits mortgage interest, charity, medical and other deductions to their totals and
// to each unit's.
func (c *cell) rakeDeductions(chosen []int, amounts [][deductions]float64, column [deductions]float64, want []float64) {
	var rows, columns float64
	for m, n := range chosen {
		rows += c.weight[n] * want[m]
	}
	for _, v := range column {
		columns += v
	}
	if rows <= 0 || columns <= 0 {
		return
	}
	for sweep := range sweeps {
		var have [deductions]float64
		for m, n := range chosen {
			for d := mortgageInterest; d < deductions; d++ {
				have[d] += c.weight[n] * amounts[m][d]
			}
		}
		for m := range chosen {
			var sum float64
			for d := mortgageInterest; d < deductions; d++ {
				if have[d] > 0 {
					amounts[m][d] *= column[d] * rows / columns / have[d]
				}
				sum += amounts[m][d]
			}
			if sum == 0 {
				if sweep == 0 {
					amounts[m][charityGiven] = want[m]
				}
				continue
			}
			for d := mortgageInterest; d < deductions; d++ {
				amounts[m][d] *= want[m] / sum
			}
		}
	}
}
