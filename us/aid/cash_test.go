package aid

import (
	"math"
	"testing"

	"commonpurse/us/benefit"
)

// grantsOf is a table of monthly grants by size.
func grantsOf(list ...float64) []grantSpan {
	var g grants
	copy(g.size[1:], list)
	for n := len(list) + 1; n < len(g.size); n++ {
		g.size[n] = list[len(list)-1]
	}
	return []grantSpan{{12, g}}
}

func TestTANF(t *testing.T) {
	texas := tanfRegion{spans: grantsOf(100, 250, 350, 450), disregard: 120, reduction: 1, resourceLimit: 1000, earningsLimit: math.Inf(1)}
	with := func(change func(t *tanfRegion)) tanfRegion {
		c := texas
		change(&c)
		return c
	}
	mother := func(wages float64, rest ...benefit.Person) *benefit.Household {
		h := house(append([]benefit.Person{grown(30)}, rest...)...)
		h.People[0].Wages = 12 * wages
		return h
	}
	left := child(18)
	left.Pupil = false
	for _, c := range []struct {
		name string
		t    tanfRegion
		h    *benefit.Household
		want float64 // a month
		why  benefit.Reason
	}{
		{"no child", texas, mother(0), 0, benefit.NoMember},
		{"no income", texas, mother(0, child(3)), 250, benefit.Receives},
		{"earnings to the disregard", texas, mother(120, child(3)), 250, benefit.Receives},
		{"a dollar off for each above it", texas, mother(220, child(3)), 150, benefit.Receives},
		{"less than ten dollars is not paid", texas, mother(361, child(3)), 0, benefit.NetIncome},
		{"a share is disregarded", with(func(t *tanfRegion) { t.share = 0.5 }), mother(220, child(3)), 200, benefit.Receives},
		{"half the deficit", with(func(t *tanfRegion) { t.reduction = 0.5 }), mother(220, child(3)), 200, benefit.Receives},
		{"a flat grant", with(func(t *tanfRegion) { t.flat = true }), mother(220, child(3)), 250, benefit.Receives},
		{"a flat grant ends", with(func(t *tanfRegion) { t.flat = true }), mother(400, child(3)), 0, benefit.NetIncome},
		{"all is disregarded to the guideline", with(func(t *tanfRegion) { t.share, t.earningsLimit = 1, 1 }), mother(1700, child(3)), 250, benefit.Receives},
		{"and ends above it", with(func(t *tanfRegion) { t.share, t.earningsLimit = 1, 1 }), mother(1704, child(3)), 0, benefit.GrossIncome},
		{"three children", texas, mother(0, child(3), child(8), child(17)), 450, benefit.Receives},
		{"a child of 18 at school", texas, mother(0, child(18)), 250, benefit.Receives},
		{"who has left it", texas, mother(0, left), 0, benefit.NoMember},
	} {
		p := &Params{Regions: []Region{{tanf: c.t, guideline: guideline2024}}}
		r := fresh(c.h)
		TANF(p, c.h, r)
		near(t, c.name, r.Amount[benefit.TANF]/12, c.want)
		if r.Why[benefit.TANF].Reason != c.why {
			t.Errorf("%s: reason %v, want %v", c.name, r.Why[benefit.TANF].Reason, c.why)
		}
	}
	// A recipient of SSI is not in the unit, and neither is the income (45 CFR 233.20(a)(1)(ii)).
	p := &Params{Regions: []Region{{tanf: texas, guideline: guideline2024}}}
	h := mother(2000, child(3))
	r := fresh(h)
	r.Person[0].SSI = 6000
	TANF(p, h, r)
	near(t, "the child of a recipient of SSI alone", r.Amount[benefit.TANF]/12, 100)
	rich := mother(0, child(3))
	rich.People[0].Assets = 1001
	r = fresh(rich)
	TANF(p, rich, r)
	if why := r.Why[benefit.TANF]; why.Reason != benefit.Assets || why.Limit != 1000 {
		t.Errorf("assets: %+v", why)
	}
}

// Weekly benefits worked out by hand from schedules in the form of "Significant Provisions of State
// Unemployment Insurance Laws" (Department of Labor, January 2020).
func TestUnemployment(t *testing.T) {
	quarter := schedule{concept: "hqw", rate: 1.0 / 26, minimum: 40, maximum: 450, weeks: 26, baseWages: 1300}
	annual := schedule{concept: "annual_wage", rate: 0.011, minimum: 50, maximum: 370, weeks: 26}
	half := schedule{concept: "nd", rate: 1.0 / 65, minimum: 50, maximum: 500, weeks: 20, timesHighest: 1.5}
	for _, c := range []struct {
		name   string
		s      schedule
		wages  float64
		weekly float64
	}{
		{"a 26th of the high quarter", quarter, 26000, 250},
		{"at most the maximum", quarter, 80000, 450},
		{"at least the minimum", quarter, 2000, 40},
		{"not with too little in the base period", quarter, 1200, 0},
		{"1.1 percent of the year", annual, 20000, 220},
		{"a 65th of the two best quarters and half the third", half, 26000, 250},
	} {
		p := &Params{Regions: []Region{{unemployment: []schedule{c.s}}}}
		h := house(grown(40))
		h.People[0].PastWages, h.People[0].WeeksOut = c.wages, 10
		r := fresh(h)
		Unemployment(p, h, r)
		near(t, c.name, r.Amount[benefit.Unemployment]/10, c.weekly)
		if c.weekly == 0 && r.Why[benefit.Unemployment].Reason != benefit.PastWages {
			t.Errorf("%s: %v", c.name, r.Why[benefit.Unemployment])
		}
	}
	p := &Params{Regions: []Region{{unemployment: []schedule{half}}}}
	h := house(grown(40))
	h.People[0].PastWages, h.People[0].WeeksOut = 26000, 52
	r := fresh(h)
	Unemployment(p, h, r)
	near(t, "no more weeks than the region pays", r.Amount[benefit.Unemployment], 20*250)
	reported := house(grown(40))
	reported.People[0].Unemployment = 1234
	r = fresh(reported)
	Unemployment(p, reported, r)
	near(t, "as reported", r.Amount[benefit.Unemployment], 1234)
}

func TestHousing(t *testing.T) {
	p := &Params{Regions: []Region{{housing: housingRegion{rent: [bedroomSizes]float64{800, 900, 1100, 1400, 1600}, veryLow: 40000}}}}
	p.housing = housingNation{share: 0.3, grossShare: 0.1, dependent: 480, elderly: 525, medicalShare: 0.1, elderlyAge: 62, perBedroom: 2}
	renter := func(rent float64, people ...benefit.Person) *benefit.Household {
		h := house(people...)
		h.Rents, h.Rent = true, rent
		return h
	}
	worker := grown(30)
	worker.Wages = 12000
	pensioner := grown(70)
	pensioner.SocialSecurity, pensioner.Medical = 12000, 2200
	for _, c := range []struct {
		name string
		h    *benefit.Household
		want float64
	}{
		{"30 percent of adjusted income", renter(9600, worker), 9600 - 3600},
		{"a dependent takes 480 off", renter(9600, worker, child(5)), 9600 - 0.3*(12000-480)},
		{"no more than the fair rent", renter(24000, worker), 12*900 - 3600},
		// 12,000 - 525 - (2,200 - 1,200) = 10,475
		{"the elderly and their medical expenses", renter(9600, pensioner), 9600 - 0.3*10475},
		{"10 percent of gross income at least", renter(9600, func() benefit.Person { w := worker; return w }(), child(1), child(2), child(3)), 9600 - 0.3*(12000-3*480)},
	} {
		r := fresh(c.h)
		Housing(p, c.h, r)
		near(t, c.name, r.Amount[benefit.Housing], c.want)
	}
	owner := house(worker)
	r := fresh(owner)
	Housing(p, owner, r)
	if r.Why[benefit.Housing].Reason != benefit.NoCost {
		t.Errorf("an owner: %v", r.Why[benefit.Housing])
	}
	rich := renter(9600, worker)
	rich.People[0].Wages = 28050 // seven tenths of 40,000, rounded up to 50, is 28,000
	r = fresh(rich)
	Housing(p, rich, r)
	if why := r.Why[benefit.Housing]; why.Reason != benefit.GrossIncome || why.Limit != 28000 {
		t.Errorf("above the limit: %+v", why)
	}
	// The premium that Medicaid pays is nobody's expense (24 CFR 5.611(a)(3)).
	paid, own := renter(9600, pensioner), renter(9600, pensioner)
	a, b := fresh(paid), fresh(own)
	a.Person[0].PartBPremium, b.Person[0].PartBPremium = 2000, 2000
	a.Person[0].MedicareSavings = true
	Housing(p, paid, a)
	Housing(p, own, b)
	near(t, "a premium that is paid", b.Amount[benefit.Housing]-a.Amount[benefit.Housing], 0.3*2000)
}
