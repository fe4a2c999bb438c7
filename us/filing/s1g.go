package filing

import (
	"fmt"

	"commonpurse/us/irc"
	"commonpurse/us/unit"
)

// unearned works out anew the returns of children whose unearned income is taxed at a parent's rates,
// 26 USC 1(g): under 18, or claimed and under 19 or a student under 24, with a parent in the household
// and no joint return. That such a child's earnings are not over half of his support (1(g)(2)(A)(ii))
// is taken for granted of those claimed, as in section 152. The parents' election to report a child's
// income on their own return (1(g)(7), Form 8814) is not made.
func (m *maker) unearned(units []Unit) {
	byParent := make([][]int, len(units))
	for i := range units {
		u := &units[i]
		child := u.Members[0]
		if u.Facts.Status == unit.Joint || !m.young(child, u.Facts.Claimed) {
			continue
		}
		if parent := m.parentOf(units, i); parent >= 0 {
			byParent[parent] = append(byParent[parent], i)
		}
	}
	for parent, children := range byParent {
		if len(children) > 0 {
			m.taxUnearned(units, parent, children)
		}
	}
}

// young says whether a person has the age of section 1(g)(2)(A).
func (m *maker) young(i int, claimed bool) bool {
	p := &m.k.h.People[i]
	return p.Age < m.p.AMTChildAge || claimed && (p.Age < m.p.ChildAges[0] || p.Student && p.Age < m.p.ChildAges[1])
}

// parentOf is the unit of the parent with the greater taxable income (1(g)(5)), where they have the
// same of the one with the greater adjusted gross income; -1 for none.
func (m *maker) parentOf(units []Unit, of int) int {
	best := -1
	for i := range units {
		u := &units[i]
		for _, filer := range u.Members[:u.Adults] {
			if i != of && m.k.child(units[of].Members[0], filer) && (best < 0 || moreTaxed(u, &units[best])) {
				best = i
			}
		}
	}
	return best
}

func moreTaxed(a, b *Unit) bool {
	if a.Result.TaxableIncome != b.Result.TaxableIncome {
		return a.Result.TaxableIncome > b.Result.TaxableIncome
	}
	return a.Result.AdjustedGrossIncome > b.Result.AdjustedGrossIncome
}

// taxUnearned shares the parent's tax on the unearned income of the children among them (1(g)(3)).
func (m *maker) taxUnearned(units []Unit, parent int, children []int) {
	all, gains := 0.0, 0.0
	for _, c := range children {
		u := &units[c]
		u.Facts.UnearnedTaxed = true
		irc.Calculate(m.p, &u.Facts, &u.Result)
		all += u.Result.NetUnearnedIncome
		gains += u.Result.PreferredUnearned
	}
	if all <= 0 {
		for _, c := range children {
			units[c].Facts.UnearnedTaxed = false
		}
		return
	}
	at := &units[parent]
	tax := irc.ParentalTax(m.p, &at.Facts, &at.Result, all, gains)
	for _, c := range children {
		u := &units[c]
		net := u.Result.NetUnearnedIncome
		if net <= 0 {
			u.Facts.UnearnedTaxed = false
			continue
		}
		u.Facts.ParentalTax = tax * (net / all)
		irc.Calculate(m.p, &u.Facts, &u.Result)
		u.Said = append(u.Said, fmt.Sprintf("%.0f dollars of unearned income are taxed at the rates of %s (26 USC 1(g), Form 8615).",
			net, describe(m.k.h, at.Members[0])))
	}
}
