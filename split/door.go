package split

import (
	"commonpurse/account"
	"commonpurse/region"
)

// Change is a bloc's own law or market incomes.
type Change struct {
	Regions region.Set
	Acts    []string // files of acts in force besides the union's law
	Income  float64  // market incomes are multiplied by 1 + Income
}

// Rerun is the door to a union's law: the accounts of the same households, row for row, where the
// regions of each change live under its acts and with its market incomes. Control factors are those
// of the union as it is. Faults of an act's file are the user's.
type Rerun func(changes []Change) (*account.Households, error)

// Changes lists the blocs that have a law or a shock to market incomes of their own.
func (p *Proposal) Changes() []Change {
	var changes []Change
	for _, b := range p.Blocs {
		if len(b.Law) > 0 || b.Income != 0 {
			changes = append(changes, Change{Regions: b.Regions, Acts: b.Law, Income: b.Income})
		}
	}
	return changes
}
