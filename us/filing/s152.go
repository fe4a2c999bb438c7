package filing

import "commonpurse/us/unit"

// kin is how people of a household are related, by place.
type kin struct {
	h        *unit.Household
	spouse   []int    // in the household, -1 none
	parents  [][2]int // -1 none
	siblings []int    // as written, -1 none
	relative []int
}

func relate(h *unit.Household) *kin {
	n := len(h.People)
	k := &kin{h: h, spouse: make([]int, n), parents: make([][2]int, n), siblings: make([]int, n), relative: make([]int, n)}
	for i := range h.People {
		k.spouse[i] = -1
	}
	for i := range h.People {
		p := &h.People[i]
		if s := find(h, p.SpouseOf); s >= 0 {
			k.spouse[i], k.spouse[s] = s, i
		}
		k.parents[i] = [2]int{find(h, p.ChildOf), find(h, p.ChildOfToo)}
		k.siblings[i] = find(h, p.SiblingOf)
		k.relative[i] = find(h, p.RelativeOf)
	}
	for i := range h.People {
		if c := find(h, h.People[i].ParentOf); c >= 0 {
			switch {
			case k.parents[c][0] < 0:
				k.parents[c][0] = i
			case k.parents[c][1] < 0 && k.parents[c][0] != i:
				k.parents[c][1] = i
			}
		}
	}
	return k
}

// child says whether c is a child of t by birth, adoption, marriage or fostering (152(f)(1)).
func (k *kin) child(c, t int) bool {
	for _, p := range k.parents[c] {
		if p >= 0 && (p == t || k.spouse[p] == t) {
			return true
		}
	}
	return false
}

// descendant says whether c descends from t.
func (k *kin) descendant(c, t int) bool {
	for range k.h.People {
		if k.child(c, t) {
			return true
		}
		next := -1
		for _, p := range k.parents[c] {
			if p >= 0 {
				next = p
				break
			}
		}
		if next < 0 {
			return false
		}
		c = next
	}
	return false
}

// sibling says whether two people are brother or sister, full, half or step.
func (k *kin) sibling(a, b int) bool {
	if a == b {
		return false
	}
	if k.siblings[a] == b || k.siblings[b] == a || k.siblings[a] >= 0 && k.siblings[a] == k.siblings[b] {
		return true
	}
	for _, p := range k.parents[a] {
		if p >= 0 && k.child(b, p) {
			return true
		}
	}
	return false
}

// childLike is the relation of a qualifying child, 26 USC 152(c)(2): child, sibling, or a descendant
// of either.
func (k *kin) childLike(c, t int) bool {
	if k.descendant(c, t) || k.sibling(c, t) || k.relative[c] == t {
		return true
	}
	for s := range k.h.People {
		if s != c && k.sibling(s, t) && k.descendant(c, s) {
			return true
		}
	}
	return false
}

// related is the relation of a qualifying relative, 26 USC 152(d)(2)(A)-(G): also parents and their
// forebears, brothers and sisters of parents, and in-laws.
func (k *kin) related(c, t int) bool {
	if k.childLike(c, t) || k.descendant(t, c) || k.relative[t] == c {
		return true
	}
	for _, p := range k.parents[t] {
		if p >= 0 && k.sibling(c, p) {
			return true
		}
	}
	if s := k.spouse[t]; s >= 0 && s != c {
		return k.child(s, c) || k.sibling(c, s) || k.descendant(c, s)
	}
	if s := k.spouse[c]; s >= 0 && s != t {
		return k.child(s, t) || k.sibling(s, t)
	}
	return false
}

// gross is a person's gross income (61): what a return of his own would show, without benefits that
// are not taxed.
func gross(p *unit.Person) float64 {
	return p.Wages + max(0, p.SelfEmployment) + max(0, p.Farm) + max(0, p.PartnershipSCorp) + max(0, p.PassiveBusiness) +
		max(0, p.RentRoyalty) + p.Interest + p.OrdinaryDividends + max(0, p.ShortTermGains+p.LongTermGains) + p.Pensions +
		p.IRADistributions + p.Unemployment + max(0, p.OtherIncome)
}

// means is what a person has to support himself and others with.
func means(p *unit.Person) float64 {
	return gross(p) + p.ExemptInterest + p.ExemptPensions + p.SocialSecurity + p.SSI + p.VeteransBenefits + p.WorkersCompensation +
		p.AlimonyReceived + p.ChildSupport
}

// ages are the limits of qualifying children and the income limit of qualifying relatives.
type ages struct {
	child, student int
	relative       float64
}

// qualifyingChild is 26 USC 152(c)(1)-(3), (b)(2): relation, half the year under one roof, under 19
// (24 as a student, any age when disabled) and younger than the filer, and no joint return of his own.
// That he does not pay for more than half of his own support is taken for granted.
func (k *kin) qualifyingChild(a ages, c, t int) bool {
	p, filer := &k.h.People[c], &k.h.People[t]
	if c == t || k.spouse[c] == t || k.spouse[c] >= 0 || p.AwayHalf || !k.childLike(c, t) {
		return false
	}
	if p.Disabled {
		return true
	}
	younger := p.Age < filer.Age
	if s := k.spouse[t]; s >= 0 {
		younger = younger || p.Age < k.h.People[s].Age
	}
	return younger && (p.Age < a.child || p.Student && p.Age < a.student)
}

// qualifyingRelative is 26 USC 152(d)(1): related, gross income below the limit, nobody's qualifying
// child. That the filer gives over half of the support is taken from incomes: his are more than half
// of both.
func (k *kin) qualifyingRelative(a ages, c, t int) bool {
	p := &k.h.People[c]
	if c == t || k.spouse[c] == t || k.spouse[c] >= 0 || !k.related(c, t) || gross(p) >= a.relative {
		return false
	}
	given := means(&k.h.People[t])
	if s := k.spouse[t]; s >= 0 {
		given += means(&k.h.People[s])
	}
	return given > means(p)
}

// claims finds who claims whom: for each person the filer who claims him, -1 when nobody does.
// Children before relatives; parents before others, then the higher income (152(c)(4)). Who is
// claimed claims nobody (152(b)(1)).
func (k *kin) claims(a ages) []int {
	n := len(k.h.People)
	by := make([]int, n)
	for i := range by {
		by[i] = -1
	}
	// Whether t can be a filer hangs on whether t is claimed himself: from the oldest down, of one age
	// from the one with the most means.
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	sortBy(order, func(i, j int) bool {
		a, b := &k.h.People[i], &k.h.People[j]
		return a.Age > b.Age || a.Age == b.Age && means(a) > means(b)
	})
	for pass := range 2 {
		for _, c := range order {
			if by[c] >= 0 {
				continue
			}
			best := -1
			for _, t := range order {
				qualifies := pass == 0 && k.qualifyingChild(a, c, t) || pass == 1 && k.qualifyingRelative(a, c, t)
				if !qualifies || by[t] >= 0 || k.claimed(by, t) {
					continue
				}
				if best < 0 || k.prefers(c, t, best) {
					best = t
				}
			}
			if best >= 0 && !k.hasDependents(by, c) {
				by[c] = best
			}
		}
	}
	return by
}

func (k *kin) claimed(by []int, t int) bool {
	s := k.spouse[t]
	return by[t] >= 0 || s >= 0 && by[s] >= 0
}

func (k *kin) hasDependents(by []int, c int) bool {
	for _, t := range by {
		if t == c {
			return true
		}
	}
	return false
}

// prefers is the tie-breaker of 152(c)(4) between two filers.
func (k *kin) prefers(c, a, b int) bool {
	if pa, pb := k.child(c, a), k.child(c, b); pa != pb {
		return pa
	}
	return gross(&k.h.People[a]) > gross(&k.h.People[b])
}

// sortBy sorts places stably.
func sortBy(list []int, less func(i, j int) bool) {
	for i := 1; i < len(list); i++ {
		for j := i; j > 0 && less(list[j], list[j-1]); j-- {
			list[j], list[j-1] = list[j-1], list[j]
		}
	}
}
