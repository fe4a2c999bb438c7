package accounts

import (
	"commonpurse/account"
	"commonpurse/us/population"
)

// unaided gives the share of a household's people who do not have Medicaid or CHIP, which cover care
// at nominal cost (42 CFR 447.52).
func (m *maker) unaided(h int) float64 {
	n := float64(m.h.Persons[h])
	from, to := m.People.Units(h)
	covered := 0
	for i := from; i < to; i++ {
		covered += m.People.Medicaid(i)
	}
	return max(0, n-float64(covered)) / max(1, n)
}

// medical gives each household's medical expenses: what the spending survey has at its rank of income
// and size, by the share of its people without Medicaid, at the level that meets the survey's sum.
func (m *maker) medical() []float64 {
	care := make([]float64, m.h.Len())
	item := m.keys.items[spentCare][0]
	var survey, key float64
	for h := range care {
		w := m.h.Weight[h].Float()
		care[h] = m.keys.spent[spentCare][h] * m.unaided(h)
		survey += float64(w * m.People.Spending.At(item, m.People.Rank(h)))
		key += float64(w * care[h])
	}
	for h := range care {
		care[h] *= survey / key
	}
	return care
}

// expenses sets what the SPM-like measure takes off a stretch of households' resources: work, child
// care and medical expenses, and of a housing subsidy what is beyond the need that it meets, which
// is the threshold's part for shelter less what the tenant pays himself (Census technical
// documentation of the Supplemental Poverty Measure).
//
// Medical expenses follow what the Consumer Expenditure Survey has by tenth of income (care out of
// pocket and premiums), the size of the household and the share of its people without Medicaid, with
// a level that brings them to the survey's sum; they are at least the premiums of Part B of Medicare
// that are owed.
func (m *maker) expenses(into *account.Households, p *poverty, from, to int) {
	subsidy := into.Benefit[account.Housing]
	for h := from; h < to; h++ {
		n := &m.own[h]
		n.medical, n.excess = max(n.premium, m.care[h]), 0
		if subsidy[h] > 0 {
			need := max(0, float64(p.housing*into.SPMThreshold[h])-n.tenant)
			n.excess = max(0, subsidy[h]-need)
		}
		into.Expenses[h] = n.work + n.medical + n.excess
	}
}

// familyKeys is how many families the survey may tell apart in a household.
const familyKeys = 64

// families lists the families of households with more than one. People of a family other than the
// householder's count with his where they are a couple, or parents and children: nearly all of
// these are related to him, and the official measure counts related subfamilies with the family
// they live in. The others are unrelated individuals, each a unit of the measure.
func (m *maker) families(p *poverty) {
	n := m.h.Len()
	f := &account.Families{First: make([]int32, n+1)}
	var s families
	for h := range n {
		f.First[h] = int32(len(f.Line))
		if from, to := m.People.Units(h); to-from > 1 && s.gather(m.People, from, to) {
			s.list(f, func(persons int) float64 { return p.guidelines.At(m.h.Region[h], persons) })
		}
	}
	f.First[n] = int32(len(f.Line))
	m.h.Families = f
}

// families is the families of one household under way.
type families struct {
	last              int
	persons, children [familyKeys]int
	money             [familyKeys]float64 // without cash assistance by rule, which is shared as the rest
}

// gather adds up families and says whether there are several.
func (s *families) gather(p *population.Loaded, from, to int) bool {
	*s = families{}
	for i := from; i < to; i++ {
		k := min(p.Family(i), familyKeys-1)
		s.last = max(s.last, k)
		var ages [population.AgeGroups]int
		p.AgeCounts(i, &ages)
		s.persons[k] += p.Persons(i)
		s.children[k] += ages[0] + ages[1]
		s.money[k] += p.MoneyIncome(i)
	}
	several := false
	for k := 2; k <= s.last; k++ {
		switch {
		case s.persons[k] == 1 && s.children[k] == 0:
			several = true
		default:
			s.persons[1] += s.persons[k]
			s.children[1] += s.children[k]
			s.money[1] += s.money[k]
			s.persons[k], s.money[k] = 0, 0
		}
	}
	return several && s.persons[1] > 0
}

// list appends the families of a household.
func (s *families) list(f *account.Families, line func(persons int) float64) {
	var money float64
	persons := 0
	for k := 1; k <= s.last; k++ {
		money += s.money[k]
		persons += s.persons[k]
	}
	for k := 1; k <= s.last; k++ {
		if s.persons[k] == 0 {
			continue
		}
		share := float64(s.persons[k]) / float64(persons)
		if money > 0 {
			share = s.money[k] / money
		}
		f.Persons, f.Children = append(f.Persons, uint8(s.persons[k])), append(f.Children, uint8(s.children[k]))
		f.Line, f.Share = append(f.Line, line(s.persons[k])), append(f.Share, share)
	}
}
