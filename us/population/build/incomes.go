package build

import (
	"cmp"
	"math"
	"slices"

	"commonpurse/people"
	"commonpurse/region"
	"commonpurse/us/population"
)

const (
	sweeps        = 40
	carrierSpread = 0.9  // of the logarithm of an amount given to a new carrier
	lossLimit     = 2.0  // a unit's share of a negative total, times its income
	losers        = 0.25 // of units with a trade, those with a loss
	lossClasses   = 7    // above this class self-employment tax says little of income
	leastLoss     = 0.02
	mostLoss      = 1.5
	otherCarriers = 0.2 // of a class's returns that have income not listed
	workingAge    = 62
	pensionAge    = 60
)

// preference is how much likelier a unit is to be given an item than its keyed draw alone says.
func preference(u *row, j item) float64 {
	old := u.age[0] >= pensionAge || u.age[1] >= pensionAge
	switch j {
	case ira, pensions:
		return when(old, 1)
	case gains:
		return when(u.item[dividends] > 0 || u.item[interest] > 0, 0.8)
	case partnership:
		return when(u.item[business] > 0 || u.item[dividends] > 0, 0.6)
	case rent:
		return when(u.owner, 0.5)
	case wages:
		return when(u.age[0] < workingAge, 1)
	case interest, dividends:
		return when(u.owner, 0.3) + when(old, 0.3)
	}
	return 0
}

func when(yes bool, v float64) float64 {
	if yes {
		return v
	}
	return 0
}

// cell is one region and class in the map of incomes.
type cell struct {
	b       *builder
	r       region.ID
	k       int
	members []int32
	weight  []float64
	total   float64   // weight of the members
	scale   float64   // members' weight over published returns
	loss    []float64 // of business, by member
}

func (b *builder) newCell(r region.ID, k int, members []int32) *cell {
	c := &cell{b: b, r: r, k: k, members: members, weight: make([]float64, len(members)), loss: make([]float64, len(members))}
	for n, i := range members {
		c.weight[n] = b.houses[b.rows[i].house].weight
		c.total += c.weight[n]
	}
	c.scale = c.total / max(1, b.facts.returns.At("returns", r, k).Returns)
	return c
}

// published gives returns and dollars of an item at the members' weight.
func (c *cell) published(name string) population.Cell {
	p := c.b.facts.returns.At(name, c.r, c.k)
	return population.Cell{Returns: p.Returns * c.scale, Amount: p.Amount * c.scale}
}

func (c *cell) income(j item) population.Cell {
	if j != other {
		return c.published(itemNames[j])
	}
	left := c.published("total_income").Amount - c.published("taxable_social_security").Amount
	for l := range other {
		left -= c.published(itemNames[l]).Amount
	}
	return population.Cell{Returns: otherCarriers * c.total, Amount: left}
}

// spread gives every member its items: carriers are made as many as published, negative totals
// are shared out, and the rest is raked until rows are exact and columns nearly so.
func (c *cell) spread() {
	if len(c.members) == 0 {
		return
	}
	seeds := make([][items]float64, len(c.members))
	var column [items]float64
	negative := make([]float64, len(c.members))
	for j := range items {
		target := c.income(j)
		c.carriers(seeds, j, target)
		if target.Amount < 0 {
			c.shareLoss(seeds, j, target.Amount, negative)
			continue
		}
		column[j] = target.Amount
		if j == business {
			column[j] += c.tradeLosses(seeds, target, negative)
		}
	}
	lost := append([]float64(nil), c.loss...)
	want := c.rowTotals(negative)
	if c.k == 1 {
		c.losses(seeds, column, want)
	} else {
		c.rake(seeds, column, want, negative)
	}
	for n, i := range c.members {
		seeds[n][business] -= lost[n]
		c.b.rows[i].item = seeds[n]
	}
}

// tradeLosses gives some carriers of business income a loss: the statistics publish the net sum
// only, but the self-employment tax of the region and class says what the gainers have. It returns
// the sum of the losses, by which the gains exceed the net sum.
func (c *cell) tradeLosses(seeds [][items]float64, target population.Cell, negative []float64) float64 {
	gains := c.published("self_employment_tax").Amount / marginalSelfEmployment(c.k)
	loss := min(gains-target.Amount, mostLoss*target.Amount)
	if c.k == 1 || c.k > lossClasses || loss < leastLoss*target.Amount {
		return 0
	}
	size := make([]float64, len(c.members))
	var sum float64
	for n, i := range c.members {
		u := &c.b.rows[i]
		key := c.b.key(&c.b.houses[u.house], u)
		if seeds[n][business] > 0 && key.Uniform(drawLoss) < losers {
			size[n] = exp(key.Normal(drawLossSize))
			sum += c.weight[n] * size[n]
		}
	}
	if sum == 0 {
		return 0
	}
	var total float64
	for n, x := range size {
		if x == 0 {
			continue
		}
		c.loss[n] = min(loss*x/sum, lossLimit*math.Abs(c.b.rows[c.members[n]].agi))
		seeds[n][business] = 0
		negative[n] -= c.loss[n]
		total += c.weight[n] * c.loss[n]
	}
	return total
}

// rowTotals sets taxable Social Security and gives what each member's items must add up to.
func (c *cell) rowTotals(negative []float64) []float64 {
	agi := c.b.facts.returns.At("adjusted_gross_income", c.r, c.k).Amount
	gross := c.b.facts.returns.At("total_income", c.r, c.k).Amount
	up := 1.0
	if c.k > 1 && agi > 0 {
		up = gross / agi
	}
	want := make([]float64, len(c.members))
	for n, i := range c.members {
		u := &c.b.rows[i]
		u.taxable = securityAt(u.agi, u.social, u.status)
		want[n] = u.agi*up - u.taxable
		if c.k > 1 {
			want[n] = max(want[n], 0) - negative[n]
		}
	}
	return want
}

// carriers makes the members with an item as many as published.
func (c *cell) carriers(seeds [][items]float64, j item, target population.Cell) {
	var have float64
	type candidate struct {
		n     int
		score float64
	}
	var with, without []candidate
	for n, i := range c.members {
		u := &c.b.rows[i]
		v := u.item[j]
		if v < 0 {
			v = 0
		}
		seeds[n][j] = v
		if v > 0 {
			have += c.weight[n]
			with = append(with, candidate{n, v})
			continue
		}
		h := &c.b.houses[u.house]
		without = append(without, candidate{n, c.b.key(h, u).Uniform(drawCarrier+people.Decision(j)) + preference(u, j)})
	}
	if have < target.Returns {
		slices.SortFunc(without, func(x, y candidate) int { return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.n, y.n)) })
		mean := math.Abs(target.Amount) / max(1, target.Returns)
		for _, w := range without {
			if have+c.weight[w.n]/2 >= target.Returns {
				return
			}
			u := &c.b.rows[c.members[w.n]]
			h := &c.b.houses[u.house]
			seeds[w.n][j] = max(1, mean*exp(carrierSpread*c.b.key(h, u).Normal(drawAmount+people.Decision(j))-0.4))
			have += c.weight[w.n]
		}
		return
	}
	if j == wages {
		return
	}
	slices.SortFunc(with, func(x, y candidate) int { return cmp.Or(cmp.Compare(x.score, y.score), cmp.Compare(x.n, y.n)) })
	for _, w := range with {
		if have-c.weight[w.n]/2 <= target.Returns {
			return
		}
		seeds[w.n][j] = 0
		have -= c.weight[w.n]
	}
}

// shareLoss spreads a negative total over the item's carriers in proportion to their seeds, at
// most lossLimit times a member's income.
func (c *cell) shareLoss(seeds [][items]float64, j item, amount float64, negative []float64) {
	limit := func(n int) float64 { return lossLimit * math.Abs(c.b.rows[c.members[n]].agi) }
	left := -amount
	given := make([]float64, len(c.members))
	for range 20 {
		var sum float64
		for n := range seeds {
			if seeds[n][j] > 0 && given[n] < limit(n) {
				sum += c.weight[n] * seeds[n][j]
			}
		}
		if sum == 0 || left <= 1e-9*-amount {
			break
		}
		rate := left / sum
		for n := range seeds {
			if seeds[n][j] > 0 && given[n] < limit(n) {
				more := min(rate*seeds[n][j], limit(n)-given[n])
				given[n] += more
				left -= c.weight[n] * more
			}
		}
	}
	for n := range seeds {
		seeds[n][j] = -given[n]
		negative[n] -= given[n]
	}
}

// rake scales columns and rows in turn, rows last (iterative proportional fitting).
func (c *cell) rake(seeds [][items]float64, column [items]float64, want, negative []float64) {
	var rows, columns float64
	for n := range want {
		c.seedEmpty(&seeds[n], want[n], n)
		rows += c.weight[n] * want[n]
	}
	for _, v := range column {
		columns += v
	}
	if columns <= 0 || rows <= 0 {
		return
	}
	fit := rows / columns
	for range sweeps {
		var have [items]float64
		for n := range seeds {
			for j, v := range seeds[n] {
				if column[j] > 0 {
					have[j] += c.weight[n] * v
				}
			}
		}
		var factor [items]float64
		for j := range have {
			factor[j] = 1
			if have[j] > 0 {
				factor[j] = column[j] * fit / have[j]
			}
		}
		for n := range seeds {
			var sum float64
			for j := range seeds[n] {
				if column[j] > 0 {
					seeds[n][j] *= factor[j]
					sum += seeds[n][j]
				}
			}
			if sum <= 0 {
				continue
			}
			f := want[n] / sum
			for j := range seeds[n] {
				if column[j] > 0 {
					seeds[n][j] *= f
				}
			}
		}
	}
}

// seedEmpty gives a member that has to have income but no item of it wages or a pension.
func (c *cell) seedEmpty(s *[items]float64, want float64, n int) {
	var sum float64
	for _, v := range s {
		sum += max(0, v)
	}
	if want <= 0 || sum > 0 {
		return
	}
	if c.b.rows[c.members[n]].age[0] < workingAge {
		s[wages] = want
	} else {
		s[pensions] = want
	}
}

// losses fills class 1: items are scaled to their totals, and what is missing to the member's
// negative income is a loss carried over, kept apart in other income.
func (c *cell) losses(seeds [][items]float64, column [items]float64, want []float64) {
	for j := range items {
		if column[j] <= 0 || j == other {
			continue
		}
		var have float64
		for n := range seeds {
			have += c.weight[n] * seeds[n][j]
		}
		if have == 0 {
			continue
		}
		for n := range seeds {
			seeds[n][j] *= column[j] / have
		}
	}
	for n := range seeds {
		var sum float64
		for j, v := range seeds[n] {
			if item(j) != other {
				sum += v
			}
		}
		seeds[n][other] = want[n] - sum
	}
}
