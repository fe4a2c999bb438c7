package build

import (
	"cmp"
	"math"
	"slices"

	"commonpurse/people"
	"commonpurse/region"
	"commonpurse/us/population"
	"commonpurse/us/unit"
)

// Shares and spreads of the imputation that no publication gives; docs/population.md says why each.
const (
	dependentShare  = 0.052 // of returns, at most, that dependents file
	securityShare   = 0.3   // of Social Security in the order in which non-filers become filers
	splitFrom       = 120   // units that the class above a million should rest on
	splitMost       = 12    // copies of a household
	splitRows       = 36    // rows the class above a million rests on at least, for which more copies are made
	splitLeast      = 60    // units at the top whose households are copied
	splitReach      = 3     // times the units in the two top classes, since noise and weights move the border
	splitFewest     = 2
	splitShare      = 0.0012    // of a region's income, the most that a copied row should carry
	nearTop         = 700_000   // about the mean income of the class below the top
	reachIncome     = 400_000   // about the income of those just below it
	noiseTop        = 1_000_000 // where the top class begins
	heavyFrom       = 0.002     // of a region's income tax: a household that carries more is copied
	heavyTo         = 0.0015    // what a copy of it should carry
	noiseFrom       = 150_000
	noiseSpread     = 0.7
	nonfilerSpread  = 4000
	selfEmployedMin = 400 // 26 USC 6017
)

// gross is the income that decides who files and in which order units stand.
func (r *row) gross() float64 {
	x := r.total()
	return x + population.TaxableSecurity(x+r.exempt, r.social, r.status)
}

// securityAt solves the formula for a unit whose income, taxable Social Security included, is y.
func securityAt(y, social float64, status unit.Status) float64 {
	low, high := 0.0, 0.85*social
	if social <= 0 || population.TaxableSecurity(y, social, status) == 0 {
		return 0
	}
	for range 40 {
		mid := (low + high) / 2
		if population.TaxableSecurity(y-mid, social, status) > mid {
			low = mid
		} else {
			high = mid
		}
	}
	return min(low, max(0, y))
}

// fileReturns says who files: those the law obliges or who have wages, then dependents and other
// non-filers until the region has as many returns as were filed.
func (b *builder) fileReturns(r region.ID) {
	want := b.facts.returns.At("returns", r, 0).Returns
	var have float64
	var dependents, others []int32
	rank := map[int32]float64{}
	b.eachRow(r, func(h *house, i int32) {
		u := &b.rows[i]
		gross := u.gross()
		key := b.key(h, u)
		switch {
		case u.pending:
			rank[i] = key.Uniform(drawDependentFiles)
			dependents = append(dependents, i)
		case u.item[wages] > 0 || u.item[business] > selfEmployedMin || gross >= b.standard(u):
			u.filer = true
			have += h.weight
		default:
			rank[i] = -(gross + securityShare*u.social + nonfilerSpread*key.Normal(drawNonfiler))
			others = append(others, i)
		}
	})
	order := func(list []int32) {
		slices.SortFunc(list, func(x, y int32) int { return cmp.Or(cmp.Compare(rank[x], rank[y]), cmp.Compare(x, y)) })
	}
	add := func(list []int32, until float64) {
		for _, i := range list {
			if have >= until {
				return
			}
			b.rows[i].filer = true
			have += b.houses[b.rows[i].house].weight
		}
	}
	order(dependents)
	order(others)
	add(dependents, min(want, have+dependentShare*want))
	add(others, want)
}

// split turns the households of the top filers of every region into copies, whose incomes above
// noiseFrom then get noise of their own: the top classes would otherwise rest on a few.
func (b *builder) split() {
	copies := make([]uint8, len(b.houses))
	for r := range b.regions.Len() {
		ranked := b.ranked(region.ID(r))
		var weight, returns float64
		for _, i := range ranked {
			weight += b.houses[b.rows[i].house].weight
		}
		for k := 1; k <= population.Classes; k++ {
			returns += b.facts.returns.At("returns", region.ID(r), k).Returns
		}
		scale := weight / returns
		top := scale * b.facts.returns.At("returns", region.ID(r), 10).Returns
		both := top + scale*b.facts.returns.At("returns", region.ID(r), 9).Returns
		var sum float64
		inTop, inBoth := 0, 0
		for _, i := range ranked {
			sum += b.houses[b.rows[i].house].weight
			if sum <= both {
				inBoth++
			}
			if sum <= top {
				inTop++
			}
		}
		inTop = max(1, inTop)
		m := max((splitRows+inTop-1)/inTop, min(splitMost, (splitFrom+inTop-1)/inTop))
		income := b.facts.returns.At("adjusted_gross_income", region.ID(r), 0).Amount
		mean := b.facts.returns.At("adjusted_gross_income", region.ID(r), 10).Amount / b.facts.returns.At("returns", region.ID(r), 10).Returns
		sum = 0
		for n, i := range ranked[:min(len(ranked), max(splitLeast, splitReach*inBoth))] {
			w := b.houses[b.rows[i].house].weight
			sum += w
			likely, least := float64(reachIncome), splitFewest
			switch {
			case sum <= top: // the Pareto distribution of the class above a million, at the middle of the unit's stretch
				likely = noiseTop * math.Pow((sum-w/2)/top, -1+noiseTop/mean)
				least = m
			case n < max(splitLeast, inBoth):
				likely, least = nearTop, m
			}
			// no row should carry much of a region's tax, whatever its weight becomes
			heavy := int(math.Ceil(w * likely / (splitShare * income)))
			house := b.rows[i].house
			copies[house] = max(copies[house], uint8(max(least, min(splitMost, max(splitFewest, heavy)))))
		}
	}
	b.multiply(copies)
}

// splitHeavy copies, once the first weights and taxes are known, the households that carry more
// than heavyFrom of their region's income tax and are no copies yet.
func (b *builder) splitHeavy(outcomes []population.Outcome) {
	copies := make([]uint8, len(b.houses))
	for r := range b.regions.Len() {
		own := make([]float64, len(b.houses))
		var total float64
		b.eachRow(region.ID(r), func(h *house, i int32) {
			own[b.rows[i].house] += h.weight * outcomes[i].TaxAfterCredits
			total += h.weight * outcomes[i].TaxAfterCredits
		})
		for h := b.bounds[r]; h < b.bounds[r+1]; h++ {
			if own[h] > heavyFrom*total && b.houses[h].copies == 1 {
				copies[h] = uint8(min(splitMost, math.Ceil(own[h]/(heavyTo*total))))
			}
		}
	}
	b.multiply(copies)
}

// multiply replaces each household by its copies (0 and 1 mean the household itself).
func (b *builder) multiply(copies []uint8) {
	var copied, more int32
	for h, m := range copies {
		if m > 1 {
			copied, more = copied+int32(m)-1, more+(int32(m)-1)*b.houses[h].rows
		}
	}
	houses := make([]house, 0, len(b.houses)+int(copied))
	rows := make([]row, 0, len(b.rows)+int(more))
	bounds := make([]int, len(b.bounds))
	for r := range b.regions.Len() {
		for h := b.bounds[r]; h < b.bounds[r+1]; h++ {
			old := b.houses[h]
			if copies[h] <= 1 {
				b.keep(&houses, &rows, old)
				continue
			}
			m := copies[h]
			for c := range m {
				fresh := old
				fresh.copy, fresh.copies, fresh.first = c, m, int32(len(rows))
				fresh.base, fresh.weight = old.base/float64(m), old.weight/float64(m)
				for _, u := range b.rows[old.first : old.first+old.rows] {
					u.house = int32(len(houses))
					if gross := max(u.gross(), u.agi); gross > noiseFrom {
						key := people.Key{Seed: b.seed, Survey: old.survey, Copy: c, Unit: u.index}
						f := exp(noiseSpread * key.Normal(drawTopIncome))
						f = max(f, noiseFrom/gross)
						for j := range u.item {
							u.item[j] *= f
						}
						u.agi *= f
					}
					rows = append(rows, u)
				}
				houses = append(houses, fresh)
			}
		}
		bounds[r+1] = len(houses)
	}
	b.houses, b.rows, b.bounds = houses, rows, bounds
}

// keep appends a household as it is.
func (b *builder) keep(houses *[]house, rows *[]row, h house) {
	old := b.rows[h.first : h.first+h.rows]
	h.first = int32(len(*rows))
	for _, u := range old {
		u.house = int32(len(*houses))
		*rows = append(*rows, u)
	}
	*houses = append(*houses, h)
}

// ranked lists the filers of a region by income, highest first.
func (b *builder) ranked(r region.ID) []int32 {
	var list []int32
	var income []float64
	b.eachRow(r, func(_ *house, i int32) {
		if b.rows[i].filer {
			list = append(list, i)
		}
	})
	if len(list) == 0 {
		return nil
	}
	first := list[0]
	income = make([]float64, list[len(list)-1]-first+1)
	for _, i := range list {
		income[i-first] = b.rows[i].gross()
		if b.rows[i].agi != 0 { // second pass: the order of the first
			income[i-first] = b.rows[i].agi
		}
	}
	slices.SortFunc(list, func(x, y int32) int { return cmp.Or(cmp.Compare(income[y-first], income[x-first]), cmp.Compare(x, y)) })
	return list
}

// classify walks down the filers of a region and cuts where the published number of returns of
// each class is reached, scaled to the filers there are. It gives the members of each class,
// lowest income first.
func (b *builder) classify(r region.ID) [population.Classes + 1][]int32 {
	var members [population.Classes + 1][]int32
	ranked := b.ranked(r)
	var weight, returns float64
	for _, i := range ranked {
		weight += b.houses[b.rows[i].house].weight
	}
	for k := 1; k <= population.Classes; k++ {
		returns += b.facts.returns.At("returns", r, k).Returns
	}
	k, sum := population.Classes, 0.0
	edge := b.facts.returns.At("returns", r, k).Returns * weight / returns
	for _, i := range ranked {
		w := b.houses[b.rows[i].house].weight
		for k > 1 && sum+w/2 > edge {
			k--
			edge += b.facts.returns.At("returns", r, k).Returns * weight / returns
		}
		sum += w
		b.rows[i].class = uint8(k)
		members[k] = append(members[k], i)
	}
	for k := range members {
		slices.Reverse(members[k])
	}
	return members
}

// quantiles gives each member of a class its income: the mean of the class's distribution over
// the member's stretch of it, so that the class's total is right whatever the weights.
func (b *builder) quantiles(r region.ID, k int, members []int32) {
	cell := b.facts.returns.At("adjusted_gross_income", r, k)
	returns := b.facts.returns.At("returns", r, k).Returns
	var total float64
	for _, i := range members {
		total += b.houses[b.rows[i].house].weight
	}
	mean := cell.Amount / returns
	low, high := population.ClassBounds[k], population.ClassBounds[k+1]
	var before, raw float64
	for _, i := range members {
		w := b.houses[b.rows[i].house].weight
		p1, p2 := before/total, min(1, (before+w)/total)
		before += w
		u := &b.rows[i]
		switch {
		case k == 1: // losses: exponential, scaled below
			u.agi = math.Log((p1 + p2) / 2)
			raw += w * u.agi
		case k == population.Classes: // Pareto
			a := mean / (mean - low)
			e := 1 - 1/a
			u.agi = low * a / (a - 1) * (math.Pow(1-p1, e) - math.Pow(1-p2, e)) / (p2 - p1)
		default:
			c := (high-low)/(mean-low) - 1
			u.agi = low + (high-low)*(math.Pow(p2, c+1)-math.Pow(p1, c+1))/((c+1)*(p2-p1))
		}
	}
	if k == 1 && raw != 0 {
		for _, i := range members {
			b.rows[i].agi *= cell.Amount / returns * total / raw
		}
	}
}
