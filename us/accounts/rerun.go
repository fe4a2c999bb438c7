package accounts

import (
	"slices"

	"commonpurse/account"
	"commonpurse/region"
	"commonpurse/us/irc"
	"commonpurse/us/programs"
)

// Change is another law, or other market incomes, in some regions.
type Change struct {
	Regions  region.Set
	Law      *irc.Params      // nil: the union's
	Programs *programs.Params // nil: the union's
	Income   float64          // market incomes are multiplied by 1 + Income
}

// Rerun works out the same households, row for row, where the regions of each change live under
// its law and with its incomes. Control factors are frozen at the union as it is, so that a
// difference is the change's alone; what is placed by a key (taxes that others remit, federal
// pensions) stays as it was.
func (a *Accounts) Rerun(changes []Change) (*account.Households, error) {
	after := clone(a.Households)
	for _, c := range changes {
		in := a.inputs
		if c.Law != nil {
			in.Law = c.Law
		}
		if c.Programs != nil {
			in.Programs = c.Programs
		}
		m := newMaker(in, 1+c.Income)
		m.uptake, m.care = a.Uptake, a.care
		for _, r := range c.Regions.IDs() {
			from, to := in.People.Span(r)
			chunks(to-from, in.Threads, func(low, high int) {
				var s scratch
				for h := from + low; h < from+high; h++ {
					m.household(h, &s)
					m.benefits(h, &s)
					m.thresholds(h, a.poverty)
				}
			})
			m.take(after, a, r, from, to)
			m.expenses(after, a.poverty, from, to)
		}
	}
	return after, after.Check()
}

// take copies a region's rows, at the frozen control factors.
func (m *maker) take(into *account.Households, base *Accounts, r region.ID, from, to int) {
	for h := from; h < to; h++ {
		into.MarketIncome[h] = m.h.MarketIncome[h] - base.carved[h]
		into.NotMoney[h], into.BeforeCredits[h], into.PayrollBase[h] = m.h.NotMoney[h], m.h.BeforeCredits[h], m.h.PayrollBase[h]
	}
	for t := range into.Tax {
		base.frozen(into.Tax[t], m.h.Tax[t], account.Tax(t).String(), r, from, to)
	}
	for b := range into.Benefit {
		base.frozen(into.Benefit[b], m.h.Benefit[b], account.Benefit(b).String(), r, from, to)
	}
}

// frozen sets a stretch of a column to new raw amounts at the factor of the baseline. A flow that is
// placed, not scaled, keeps its amounts.
func (a *Accounts) frozen(into, raw []float64, flow string, r region.ID, from, to int) {
	for _, c := range a.Controls {
		if c.Flow != flow || c.Region != r {
			continue
		}
		if c.Placed || c.Factor == 0 {
			return
		}
		for h := from; h < to; h++ {
			into[h] = float64(raw[h] * c.Factor)
		}
		return
	}
	copy(into[from:to], raw[from:to])
}

// clone copies the columns that a change can move and shares the others.
func clone(h *account.Households) *account.Households {
	out := *h
	for _, column := range []*[]float64{&out.MarketIncome, &out.NotMoney, &out.BeforeCredits, &out.PayrollBase, &out.Expenses} {
		*column = slices.Clone(*column)
	}
	for t := range out.Tax {
		out.Tax[t] = slices.Clone(out.Tax[t])
	}
	for b := range out.Benefit {
		out.Benefit[b] = slices.Clone(out.Benefit[b])
	}
	return &out
}
