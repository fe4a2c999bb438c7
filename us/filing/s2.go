package filing

import (
	"fmt"

	"commonpurse/us/irc"
	"commonpurse/us/unit"
)

// Unit is one filing unit of a household with its return.
type Unit struct {
	Members []int // places in Household.People: filer, spouse on a joint return, dependents
	Adults  int   // 2 on a joint return, else 1
	Files   bool  // must file, or gets something back by filing (26 USC 6012)
	Facts   unit.Facts
	Result  unit.Result
	Said    []string // how status, dependents and choices came about
}

// Household is a household's filing units in the order of its people.
type Household struct {
	People *unit.Household
	Units  []Unit
}

// Units makes the filing units of a household and works out each. The law's choices are taken at
// their cheapest: joint or separate returns of the married, itemizing or not.
func Units(p *irc.Params, h *unit.Household) (*Household, error) {
	if err := Check(h); err != nil {
		return nil, err
	}
	k := relate(h)
	by := k.claims(ages{child: p.ChildAges[0], student: p.ChildAges[1], relative: p.RelativeIncome})
	m := &maker{p: p, k: k, by: by, payer: k.payer(by)}
	out := &Household{People: h}
	done := make([]bool, len(h.People))
	for i := range h.People {
		if done[i] {
			continue
		}
		s := k.spouse[i]
		switch {
		case s >= 0 && by[i] < 0 && by[s] < 0:
			done[i], done[s] = true, true
			out.Units = append(out.Units, m.married(i, s)...)
		case by[i] >= 0:
			done[i] = true
			if means(&h.People[i]) > 0 {
				out.Units = append(out.Units, m.claimed(i))
			}
		default:
			done[i] = true
			out.Units = append(out.Units, m.unmarried(i))
		}
	}
	m.unearned(out.Units)
	return out, nil
}

// maker makes units of one household.
type maker struct {
	p     *irc.Params
	k     *kin
	by    []int
	payer int // who pays for the home
}

// payer is who has the most to keep the home with, with the spouse.
func (k *kin) payer(by []int) int {
	best, most := 0, -1.0
	for i := range k.h.People {
		if by[i] >= 0 {
			continue
		}
		has := means(&k.h.People[i])
		if s := k.spouse[i]; s >= 0 {
			has += means(&k.h.People[s])
		}
		if has > most {
			best, most = i, has
		}
	}
	return best
}

// dependents lists the persons whom one of the filers claims, in the order of the household.
func (m *maker) dependents(filers ...int) []int {
	var list []int
	for c, t := range m.by {
		for _, f := range filers {
			if t == f {
				list = append(list, c)
			}
		}
	}
	return list
}

// married takes the cheaper of a joint return and two separate ones (26 USC 6013(a), 7703). On
// separate returns all dependents and the costs of the home go with one spouse, tried both ways, and
// both itemize or neither does (63(c)(6)(A)).
func (m *maker) married(a, b int) []Unit {
	if m.k.h.People[a].Separate || m.k.h.People[b].Separate {
		return m.separate(a, b)
	}
	joint := m.unit(unit.Joint, []int{a, b}, m.dependents(a, b), m.paysHome(a, b))
	apart := m.separate(a, b)
	if together, each := joint.Result.CombinedTax, apart[0].Result.CombinedTax+apart[1].Result.CombinedTax; each < together-1 {
		apart[0].Said = append(apart[0].Said, fmt.Sprintf("Two separate returns are chosen: together they owe %.0f dollars less than a joint one.", together-each))
		return apart
	}
	joint.Said = append(joint.Said, "Married: a joint return is no dearer than two separate ones and is chosen.")
	return []Unit{joint}
}

// separate is the cheapest pair of separate returns.
func (m *maker) separate(a, b int) []Unit {
	children := m.dependents(a, b)
	var best []Unit
	for _, with := range []int{0, 1} {
		for _, itemize := range []bool{false, true} {
			pair := make([]Unit, 2)
			for i, who := range []int{a, b} {
				var theirs []int
				if i == with {
					theirs = children
				}
				pair[i] = m.prepare(unit.Separate, []int{who}, theirs, i == with && m.paysHome(a, b))
				pair[i].Facts.SpouseItemizes = itemize
				m.work(&pair[i])
			}
			// Without the rule on both itemizing, neither may.
			if !itemize && (pair[0].Result.Itemizes || pair[1].Result.Itemizes) {
				continue
			}
			if best == nil || cost(pair) < cost(best) {
				best = pair
			}
		}
	}
	return best
}

func cost(units []Unit) float64 {
	sum := 0.0
	for i := range units {
		sum += units[i].Result.CombinedTax
	}
	return sum
}

// paysHome says whether one of the filers keeps the home.
func (m *maker) paysHome(filers ...int) bool {
	for _, f := range filers {
		if f == m.payer || m.k.spouse[m.payer] == f {
			return true
		}
	}
	return false
}

// claimed is the return of a person whom another claims.
func (m *maker) claimed(i int) Unit {
	u := m.prepare(unit.Single, []int{i}, nil, false)
	u.Facts.Claimed = true
	m.work(&u)
	u.Said = append(u.Said, fmt.Sprintf("%s is a dependent of %s (26 USC 152).", describe(m.k.h, i), describe(m.k.h, m.by[i])))
	return u
}

// unmarried is the return of one who is not married, or counts as not married for living apart with
// a child (26 USC 7703(b)): surviving spouse for two years with a dependent child (2(a)), head of
// household with a qualifying child or a dependent relative in a home for which he pays over half
// (2(b)), else single, or separate when married and apart without a child.
func (m *maker) unmarried(i int) Unit {
	h, p := m.k.h, &m.k.h.People[i]
	dependents := m.dependents(i)
	child, relative := false, false
	for _, d := range dependents {
		own := m.k.child(d, i)
		child = child || own
		relative = relative || m.k.childLike(d, i) || m.k.descendant(i, d) || m.k.related(d, i)
	}
	status := unit.Single
	said := fmt.Sprintf("%s is not married: single.", describe(h, i))
	switch {
	case p.Widowed > 0 && p.Widowed >= h.Year-2 && p.Widowed < h.Year && child && m.paysHome(i):
		status = unit.SurvivingSpouse
		said = fmt.Sprintf("%s lost the spouse in %d and keeps a home for a dependent child: surviving spouse (26 USC 2(a)).", describe(h, i), p.Widowed)
	case relative && m.paysHome(i) && (!p.LivesApart || child):
		status = unit.HeadOfHousehold
		said = fmt.Sprintf("%s keeps a home for a dependent: head of household (26 USC 2(b)).", describe(h, i))
	case p.LivesApart:
		status = unit.Separate
		said = fmt.Sprintf("%s is married and lives apart: a separate return (26 USC 7703).", describe(h, i))
	}
	u := m.prepare(status, []int{i}, dependents, m.paysHome(i))
	u.Facts.LivedApart = status == unit.Separate
	m.work(&u)
	u.Said = append(u.Said, said)
	return u
}

// unit prepares and works out a return.
func (m *maker) unit(status unit.Status, filers, dependents []int, home bool) Unit {
	u := m.prepare(status, filers, dependents, home)
	m.work(&u)
	return u
}

// work works out a return and whether it is filed: when income reaches the standard deduction, on
// net self-employment earnings, to reconcile an advance credit, or to get something back (6012(a)).
func (m *maker) work(u *Unit) {
	irc.Calculate(m.p, &u.Facts, &u.Result)
	r := &u.Result
	u.Files = r.TotalIncome >= r.StandardDeduction && r.TotalIncome > 0 || r.SelfEmploymentTax > 0 || r.TotalTax > 0 ||
		u.Facts.AdvancePremiumCredit > 0 || r.RefundableCredits > 0
	for _, d := range u.Members[u.Adults:] {
		u.Said = append(u.Said, fmt.Sprintf("%s claims %s (26 USC 152).", describe(m.k.h, u.Members[0]), describe(m.k.h, d)))
	}
	switch {
	case r.Itemizes && r.ElectsToItemize && !u.Facts.MustItemize && u.Facts.Status != unit.Separate:
		u.Said = append(u.Said, "Deductions are itemized though less than the standard deduction: that saves minimum tax.")
	case r.Itemizes:
		u.Said = append(u.Said, "Deductions are itemized.")
	}
}
