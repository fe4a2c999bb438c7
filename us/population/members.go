package population

import "commonpurse/people"

// HeadAge gives the age of the head of filing unit i.
func (p *People) HeadAge(i int) int { return int(p.ageHead[i]) }

// Family gives the survey's family of filing unit i within its household: 1 is the householder's.
func (p *People) Family(i int) int { return int(p.family[i]) }

// Dependents counts the dependents of filing unit i in a group of age (Dependents0 to
// Dependents65). A dependent's own return has none.
func (p *People) Dependents(i, group int) int { return int(p.deps[group][i]) }

// dependentAges are the ages of each group of dependents, first and last. Grown dependents and
// aged parents are taken to be in the first ten years of their groups.
var dependentAges = [DependentGroups][2]int{{0, 5}, {6, 12}, {13, 16}, {17, 17}, {18, 20}, {21, 30}, {65, 74}}

// decisionAge is the first of the draws of dependents' ages: one a group and place in it.
const decisionAge people.Decision = 1 << 16

// ageSeed keys the ages of dependents. They are the same in every copy of a household.
const ageSeed = 22

// DependentAge gives the age of the k-th dependent of a group in unit u of household h (u counts
// from 0 within the household). The survey tells the ages of dependents only by group: each is
// drawn evenly from its group with a key of its own, the same for the tax law, the programs and
// the households that are shown.
func (p *People) DependentAge(h, u, group, k int) int {
	span := dependentAges[group]
	if span[0] == span[1] {
		return span[0]
	}
	key := people.Key{Seed: ageSeed, Survey: p.Survey[h], Unit: uint8(u)}
	return span[0] + int(key.Uniform(decisionAge+people.Decision(group*mostPeople+k))*float64(span[1]-span[0]+1))
}
