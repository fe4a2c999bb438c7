package aid

import (
	"testing"

	"commonpurse/us/benefit"
)

func TestHeadStart(t *testing.T) {
	p := &Params{Regions: []Region{{guideline: guideline2024, start: headStartRegion{place: 10000, earlyPlace: 15000}}}}
	p.start = headStartNation{limit: 1, from: 3, to: 5}
	expecting := grown(25)
	expecting.Pregnant = true
	rich := grown(30)
	rich.Wages = 50000
	grandfather := grown(70)
	grandfather.Unit, grandfather.Pensions = 1, 90000
	three := house(grown(30), child(4), grandfather)
	three.NUnits, three.Units[0].People, three.Units[1].People = 2, 2, 1
	for _, c := range []struct {
		name string
		h    *benefit.Household
		want float64
	}{
		{"of two and three", house(grown(30), child(2), child(3)), 25000},
		{"of five, before school is compulsory", house(grown(30), child(5)), 10000},
		{"of six", house(grown(30), child(6)), 0},
		{"expecting", house(expecting), 15000},
		{"income above the guideline", house(rich, child(3)), 0},
		{"a grandfather's income is not the family's", three, 10000},
	} {
		r := fresh(c.h)
		HeadStart(p, c.h, r)
		near(t, c.name, r.Amount[benefit.HeadStart], c.want)
	}
	h := house(rich, child(3))
	r := fresh(h)
	r.Give(benefit.SNAP, 1)
	HeadStart(p, h, r)
	near(t, "with nutrition assistance", r.Amount[benefit.HeadStart], 10000)
}

func TestLifeline(t *testing.T) {
	p := &Params{Regions: []Region{{guideline: guideline2024}}}
	p.net = lifelineNation{discount: 111, limit: 1.35, broadband: 360, broadbandLimit: 2, broadbandOffered: true}
	for _, c := range []struct {
		name             string
		change           func(m *benefit.Person)
		phone, broadband float64
		lifeline, net    float64
	}{
		{"at 135 percent", func(m *benefit.Person) { m.Wages = 1.35 * 15060 }, 400, 600, 111, 360},
		{"above it", func(m *benefit.Person) { m.Wages = 1.36 * 15060 }, 400, 600, 0, 360},
		{"gains count", func(m *benefit.Person) { m.Wages, m.Gains = 15060, 15060 }, 400, 600, 0, 360},
		{"Social Security counts whole", func(m *benefit.Person) { m.SocialSecurity = 30000 }, 400, 600, 0, 360},
		{"no more than the bill", nil, 50, 0, 50, 0},
		{"one bill is discounted twice", nil, 0, 400, 111, 289},
		{"no bill", nil, 0, 0, 0, 0},
		{"above 200 percent", func(m *benefit.Person) { m.Wages = 40000 }, 400, 600, 0, 0},
	} {
		h := house(grown(40))
		h.Phone, h.Broadband = c.phone, c.broadband
		if c.change != nil {
			c.change(&h.People[0])
		}
		r := fresh(h)
		Lifeline(p, h, r)
		near(t, c.name+": Lifeline", r.Amount[benefit.Lifeline], c.lifeline)
		near(t, c.name+": broadband", r.Amount[benefit.Connectivity], c.net)
	}
}

// The schedule of 20 USC 1087oo(e) for award year 2024-25 (data/us/programs/pell.csv): 22 percent to
// 20,600 ... of adjusted available income.
func TestPell(t *testing.T) {
	p := &Params{Regions: []Region{{before: guideline2024}}}
	n := &p.pell
	*n = pellNation{most: 7395, least: 740, index: true, lowest: -1500, maxMultiple: [4]float64{1.75, 2.25, 1.75, 2.25}, minMultiple: [5]float64{2.75, 3.25, 3.5, 4, 2.75},
		bandFrom: [6]float64{0, 20600, 25800, 31000, 36300, 41500}, bandRate: [6]float64{0.22, 0.25, 0.29, 0.34, 0.4, 0.47}, dependentRate: 0.5, dependentAssets: 0.2, dependentProtected: 9410}
	near(t, "in the first band", n.assess(10000), 2200)
	near(t, "through all bands", n.assess(50000), 4532+1300+1508+1802+2080+3995)
	student := func(agi float64, full bool) *benefit.Household {
		h := house(grown(45), child(19))
		h.People[1].Student, h.People[1].HalfTime = full, !full
		h.Units[0].Status, h.Units[0].AGI = benefit.HeadOfHousehold, agi
		return h
	}
	for _, c := range []struct {
		name string
		h    *benefit.Household
		want float64
	}{
		{"below 225 percent of the guideline: the maximum", student(2.25*20440, true), 7395},
		{"half time", student(30000, false), 7395.0 / 2},
		{"below 325 percent: the minimum", student(3.2*20440, true), 740},
		{"above it: nothing", student(3.3*20440, true), 0},
	} {
		r := fresh(c.h)
		Pell(p, c.h, r)
		near(t, c.name, r.Amount[benefit.Pell], c.want)
	}
}

func TestCareAndEnergy(t *testing.T) {
	p := &Params{Regions: []Region{{guideline: guideline2024, median: medianRegion{100000, 0.52, 0.16, 0.03}}}}
	p.care = careNation{childAge: 13, medianShare: 0.85, copay: 0.07, assets: 1e6, energyMedian: 0.6, energy: 1.5}
	near(t, "median income of one", p.Regions[0].median.of(1), 52000)
	near(t, "of four", p.Regions[0].median.of(4), 100000)
	near(t, "of eight", p.Regions[0].median.of(8), 138000)
	family := func(wages, care float64) *benefit.Household {
		h := house(grown(30), child(4))
		h.People[0].Wages, h.ChildCare = wages, care
		return h
	}
	for _, c := range []struct {
		name string
		h    *benefit.Household
		want float64
		why  benefit.Reason
	}{
		{"what is above seven percent of income", family(30000, 8000), 8000 - 2100, benefit.Receives},
		{"a parent without work", family(0, 8000), 0, benefit.WorkRule},
		{"above 85 percent of the median", family(57801, 8000), 0, benefit.GrossIncome},
		{"no cost", family(30000, 0), 0, benefit.NoCost},
		{"no child", house(grown(30)), 0, benefit.NoMember},
	} {
		r := fresh(c.h)
		ChildCare(p, c.h, r)
		near(t, c.name, r.Amount[benefit.ChildCare], c.want)
		if r.Why[benefit.ChildCare].Reason != c.why {
			t.Errorf("%s: %v", c.name, r.Why[benefit.ChildCare])
		}
	}
	for _, c := range []struct {
		wages    float64
		eligible bool
	}{{40800, true}, {40801, false}} { // 60 percent of the median of two
		h := family(c.wages, 0)
		r := fresh(h)
		Energy(p, h, r)
		if r.Eligible.Has(benefit.Energy) != c.eligible {
			t.Errorf("%v: eligible %v", c.wages, !c.eligible)
		}
	}
}

func TestAreasOfCounties(t *testing.T) {
	p := &Params{Regions: []Region{{Code: "NY", Areas: []string{"NYC", "NAS", "ONY"}}, {Code: "OH", Areas: []string{""}}}}
	for _, c := range []struct {
		region int
		county int32
		want   int8
	}{{0, 36005, 0}, {0, 36103, 1}, {0, 36001, 2}, {0, 0, 0}, {1, 39049, 0}} {
		if got := p.AreaOf(c.region, c.county); got != c.want {
			t.Errorf("county %d: area %d, want %d", c.county, got, c.want)
		}
	}
}
