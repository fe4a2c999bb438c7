package ledger

import (
	"commonpurse/money"
	"commonpurse/region"
)

// Coverage is how well the dollars of a balance are known: shares of the dollars that the
// convention counts, receipts and outlays added without sign. They sum to one.
type Coverage struct {
	Measured   float64 // published by region for the year
	Proxy      float64 // shared by a related published quantity
	Carried    float64 // shared by another year's publication
	Convention float64 // shared by a stated key: a choice of the convention, or for want of data
	Unplaced   float64 // could not be placed: shared by its key, if at all
}

// Coverage tells how well a region's balance is known under the convention.
func (m *Matrix) Coverage(r region.ID) Coverage {
	return m.coverage(func(i int) money.Cents { return m.Cells[i][r] })
}

// CoverageOfAll tells how well the official totals are placed: regions, what lies outside and
// what the convention leaves out. Lines for which keep is false do not count; nil keeps all.
func (m *Matrix) CoverageOfAll(keep func(*Line) bool) Coverage {
	return m.coverage(func(i int) money.Cents {
		if keep != nil && !keep(&m.Lines[i]) {
			return 0
		}
		sum := m.Outside[i] + m.LeftOut[i]
		for _, c := range m.Cells[i] {
			sum += c
		}
		return sum
	})
}

func (m *Matrix) coverage(amount func(int) money.Cents) Coverage {
	var sums [ByConvention + 2]float64
	var total float64
	for i := range m.Lines {
		dollars := amount(i).Dollars()
		if dollars < 0 {
			dollars = -dollars
		}
		slot := int(m.Lines[i].Grade)
		if m.Lines[i].Role == RoleUnplaced {
			slot = len(sums) - 1
		}
		sums[slot] += dollars
		total += dollars
	}
	if total == 0 {
		return Coverage{}
	}
	return Coverage{Measured: sums[Measured] / total, Proxy: sums[Proxy] / total, Carried: sums[Carried] / total,
		Convention: sums[ByConvention] / total, Unplaced: sums[len(sums)-1] / total}
}
