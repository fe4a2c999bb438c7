package aid

import (
	"testing"

	"commonpurse/us/benefit"
)

func TestWIC(t *testing.T) {
	p := &Params{Regions: []Region{{guideline: guideline2024}}}
	p.wic = wicNation{limit: 1.85, childAge: 5, postpartumMonths: 6, value: [wicGroups]float64{0, 50, 40, 60, 100, 45, 55}}
	mother := grown(30)
	mother.Female = true
	pregnant := mother
	pregnant.Pregnant = true
	nursing := mother
	nursing.Nursing = true
	rich := mother
	rich.Wages = 60000
	for _, c := range []struct {
		name string
		h    *benefit.Household
		want float64
	}{
		{"an infant, and the mother for six months", house(mother, child(0)), 12*100 + 6*40},
		{"who nurses, for a year", house(nursing, child(0)), 12 * (100 + 60)},
		{"expecting", house(pregnant), 12 * 50},
		{"children of one and four", house(mother, child(1), child(4)), 12 * (45 + 55)},
		{"of five is too old", house(mother, child(5)), 0},
		{"income above 185 percent", house(rich, child(1)), 0},
		{"a father", house(grown(30), child(0)), 12 * 100},
	} {
		r := fresh(c.h)
		WIC(p, c.h, r)
		near(t, c.name, r.Amount[benefit.WIC], c.want)
	}
	// Nutrition assistance makes eligible in its months; Medicaid of an infant brings in the family.
	h := house(rich, child(1))
	r := fresh(h)
	r.Give(benefit.SNAP, 100)
	r.SNAP.Months = 3
	WIC(p, h, r)
	near(t, "through nutrition assistance", r.Amount[benefit.WIC], 3*45)
	h = house(rich, child(0), child(1))
	r = fresh(h)
	r.Person[1].Medicaid = benefit.Infant
	WIC(p, h, r)
	near(t, "through Medicaid", r.Amount[benefit.WIC], 12*(100+45)+6*40)
}

func TestSchoolMeals(t *testing.T) {
	p := &Params{Regions: []Region{{guideline: guideline2024, meals: mealsRegion{free: 6, reduced: 5, breakfast: 2}}}}
	p.meals = mealsNation{free: 1.3, reduced: 1.85, days: 180, fromAge: 5, belowTo: 18}
	family := func(wages float64) *benefit.Household {
		h := house(grown(40), child(10), child(3))
		h.People[0].Wages = wages
		return h
	}
	for _, c := range []struct {
		name   string
		change func(p *Params)
		wages  float64
		want   float64
	}{
		{"free at 130 percent", nil, 1.3 * 25820, 180 * 6},
		{"reduced above", nil, 1.31 * 25820, 180 * 5},
		{"reduced at 185 percent", nil, 1.85 * 25820, 180 * 5},
		{"paid above", nil, 1.86 * 25820, 0},
		{"free for all", func(p *Params) { p.Regions[0].meals.universal = true }, 90000, 180 * 6},
		{"breakfast for all", func(p *Params) { p.Regions[0].meals.universalToo = true }, 90000, 180 * 2},
		{"in the pandemic", func(p *Params) { p.meals.pandemic = true }, 90000, 180 * 6},
	} {
		year := *p
		year.Regions = []Region{p.Regions[0]}
		if c.change != nil {
			c.change(&year)
		}
		h := family(c.wages)
		r := fresh(h)
		SchoolMeals(&year, h, r)
		near(t, c.name, r.Amount[benefit.SchoolMeals], c.want)
	}
	h := family(90000)
	r := fresh(h)
	r.Give(benefit.TANF, 100)
	SchoolMeals(p, h, r)
	near(t, "certified by cash assistance", r.Amount[benefit.SchoolMeals], 180*6)
	h = house(grown(40), child(3))
	r = fresh(h)
	SchoolMeals(p, h, r)
	if r.Why[benefit.SchoolMeals].Reason != benefit.NoMember {
		t.Errorf("nobody at school: %v", r.Why[benefit.SchoolMeals])
	}
}

func TestCommodityFood(t *testing.T) {
	p := &Params{Regions: []Region{{guideline: guideline2024}}}
	p.food = commodityNation{value: 500, limit: 1.3, age: 60}
	for _, c := range []struct {
		name   string
		h      *benefit.Household
		income float64
		want   float64
	}{
		{"two of 60", house(grown(60), grown(75)), 20000, 1000},
		{"one of 59", house(grown(59)), 0, 0},
		{"above the limit", house(grown(80)), 1.31 * 15060, 0},
	} {
		c.h.People[0].SocialSecurity = c.income
		r := fresh(c.h)
		CSFP(p, c.h, r)
		near(t, c.name, r.Amount[benefit.CSFP], c.want)
	}
}
