package ssa

import (
	"math"
	"testing"

	"commonpurse/us/benefit"
)

// law makes the parameters of a year of the regulation's examples: dollars a month.
func law(individual, couple float64) *Params {
	return &Params{Individual: 12 * individual, Couple: 12 * couple, General: 240, Earned: 780, EarnedShare: 0.5, StudentMonth: 400, StudentYear: 1620,
		StudentAge: 22, ResourceIndividual: 2000, ResourceCouple: 3000, AgedAge: 65, SubstantialWork: 12 * 500, ChildAge: 18, StudentChildAge: 22, ChildSupportExcluded: 1.0 / 3}
}

func adult(age int16) benefit.Person {
	return benefit.Person{Age: age, Spouse: benefit.None, Parents: [2]int8{benefit.None, benefit.None}}
}

func minor(age int16, parents ...int8) benefit.Person {
	c := adult(age)
	c.Dependent = true
	copy(c.Parents[:], parents)
	return c
}

func household(people ...benefit.Person) *benefit.Household {
	h := &benefit.Household{Takes: benefit.All, N: len(people), NUnits: 1}
	copy(h.People[:], people)
	h.Units[0].People = int8(len(people))
	return h
}

// The examples of the regulation on deeming, as it prints them.
func TestExamplesOfTheRegulation(t *testing.T) {
	couple := func(own, spouse benefit.Person, rest ...benefit.Person) *benefit.Household {
		own.Spouse, spouse.Spouse = 1, 0
		return household(append([]benefit.Person{own, spouse}, rest...)...)
	}
	todd := couple(adult(66), adult(50), minor(10, 0, 1))
	todd.People[1].Pensions = 12 * 252
	jones := couple(adult(50), adult(50), minor(10, 0, 1))
	jones.People[0].DisabledSSI = true
	jones.People[1].Wages, jones.People[1].Pensions = 12*401, 12*252
	henry := couple(adult(40), adult(40), minor(8, 0, 1), minor(12, 0, 1))
	henry.People[0].Pensions, henry.People[1].Wages, henry.People[2].DisabledSSI = 12*365, 12*1165, true
	james := household(adult(35), minor(8, 0), minor(9, 0))
	james.People[0].Pensions, james.People[1].DisabledSSI, james.People[2].DisabledSSI = 12*542, true, true
	for _, c := range []struct {
		name   string
		p      *Params
		h      *benefit.Household
		person int
		want   float64 // dollars a month
	}{
		{"20 CFR 416.1163, example 1: no income is deemed to Mr. Todd", law(336, 504), todd, 0, 336},
		{"20 CFR 416.1163, example 2: Mr. Jones, 504 less 232 countable", law(336, 504), jones, 0, 272},
		{"20 CFR 416.1165, example 1: Henry, 422 less 31 countable", law(422, 633), henry, 2, 391},
		{"20 CFR 416.1165, example 2: James, half of 100 deemed, less 20", law(422, 633), james, 1, 392},
		{"20 CFR 416.1165, example 2: Tony", law(422, 633), james, 2, 392},
	} {
		var r benefit.Result
		SSI(c.p, c.h, &r)
		if got := r.Person[c.person].SSI / 12; math.Abs(got-c.want) > 0.005 {
			t.Errorf("%s: %.2f a month, want %.2f", c.name, got, c.want)
		}
	}
}

// A parent who is aged, blind or disabled and gets no benefit is an ineligible parent (20 CFR
// 416.1160(d)); one who gets a benefit leaves nothing to deem (416.1166(e)(1)). Dollars a month, 422
// and 633 being the rates.
func TestDeemingFromParents(t *testing.T) {
	blind := func(wages float64) benefit.Person {
		m := adult(40)
		m.Blind, m.Wages = true, 12*wages
		return m
	}
	disabled := func(parents ...int8) benefit.Person {
		c := minor(8, parents...)
		c.DisabledSSI = true
		return c
	}
	pair := func(a, b benefit.Person) *benefit.Household {
		a.Spouse, b.Spouse = 1, 0
		return household(a, b, disabled(0, 1))
	}
	earner := adult(40)
	earner.Wages = 12 * 3000
	for _, c := range []struct {
		name   string
		h      *benefit.Household
		person int
		want   float64
	}{
		// (2,000 - 85) / 2 = 957.50 of the parent; less 422 is 535.50 deemed, less 20 is above 422
		{"a blind parent who earns too much", household(blind(2000), disabled(0)), 1, 0},
		// (1,085 - 85) / 2 = 500, less 422 is 78 deemed, less 20 is 58
		{"who earns a little too much", household(blind(1085), disabled(0)), 1, 422 - 58},
		{"who gets a benefit", household(blind(85), disabled(0)), 1, 422},
		// (3,000 - 85) / 2 = 1,457.50; less 633 is 824.50: nothing is left of either benefit
		{"a blind parent beside one who earns much", pair(blind(0), earner), 2, 0},
		{"the blind parent", pair(blind(0), earner), 0, 0},
		{"two blind parents who get benefits", pair(blind(0), blind(0)), 2, 422},
	} {
		var r benefit.Result
		SSI(law(422, 633), c.h, &r)
		if got := r.Person[c.person].SSI / 12; math.Abs(got-c.want) > 0.005 {
			t.Errorf("%s: %.2f a month, want %.2f", c.name, got, c.want)
		}
	}
}

func TestReasonsForNo(t *testing.T) {
	rich := household(adult(70))
	rich.People[0].Assets = 2001
	var r benefit.Result
	SSI(law(336, 504), rich, &r)
	if why := r.Why[benefit.SSI]; why.Reason != benefit.Assets || why.Value != 2001 || why.Limit != 2000 {
		t.Errorf("resources of 2,001: %+v", why)
	}
	r.Reset(1)
	SSI(law(336, 504), household(adult(40)), &r)
	if why := r.Why[benefit.SSI]; why.Reason != benefit.NoMember {
		t.Errorf("a healthy adult of 40: %+v", why)
	}
}
