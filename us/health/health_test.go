package health

import (
	"math"
	"testing"

	"commonpurse/us/benefit"
	"commonpurse/us/published"
)

func grown(age int16) benefit.Person {
	return benefit.Person{Age: age, Spouse: benefit.None, Parents: [2]int8{benefit.None, benefit.None}}
}

func child(age int16) benefit.Person {
	return benefit.Person{Age: age, Spouse: benefit.None, Parents: [2]int8{0, benefit.None}, Dependent: true}
}

// house makes a household of one filing unit with a modified adjusted gross income.
func house(income float64, people ...benefit.Person) *benefit.Household {
	h := &benefit.Household{Takes: benefit.All, N: len(people), NUnits: 1}
	copy(h.People[:], people)
	h.Units[0] = benefit.Unit{Status: benefit.HeadOfHousehold, People: int8(len(people)), AGI: income, MAGI: income}
	return h
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 0.005 {
		t.Errorf("%s: %.4f, want %.4f", what, got, want)
	}
}

// guidelines of 2024 of the 48 states (89 FR 2961).
var guidelines = func() (g published.Guidelines) {
	for n := 1; n <= published.MaxFamily; n++ {
		g.Size[n] = 15060 + float64(n-1)*5380
	}
	g.Extra = 5380
	return g
}()

// law is a region that has expanded Medicaid, with limits of the groups and the bands of 26 USC
// 36B(b)(3)(A)(iii), 2021 to 2025.
func law() *Params {
	p := &Params{Year: 2024, Regions: []Region{{guideline: guidelines, before: guidelines, highest: 3, automatic: true, savingsAssets: true, childAge: 18,
		spans: []limitSpan{{12, limits{infant: 2, young: 1.5, older: 1.4, pregnant: 2, parent: 0.5, anyParent: 1.38, adult: 1.38, youngAdult: published.NotCovered,
			chip: 2.5, chipPregnant: published.NotCovered, chipUnborn: published.NotCovered}}},
		aged: pathway{1, 240, 2000}, agedCouple: pathway{1, 240, 3000}, needy: published.NotCovered, needyCouple: published.NotCovered,
		cost: [groups]float64{3000, 20000, 25000, 7000, 6000}, share: 0.6, enhanced: 0.72, premium: []float64{300, 280, 320}}}}
	p.nation = nation{adultFrom: 19, adultBelow: 65, chipAge: 19, dependentEarned: 14600, dependentUnearned: 1300, partB: 12 * 174.70, medicare: 15000,
		assets: 9430, assetsCouple: 14130, savings: [3]float64{1, 1.2, 1.35}, savingsDisregard: 240, fromRatio: 1, toRatio: math.Inf(1),
		bandFrom: [6]float64{0, 1.5, 2, 2.5, 3, 4}, bandTo: [6]float64{1.5, 2, 2.5, 3, 4, math.Inf(1)},
		bandInitial: [6]float64{0, 0, 0.02, 0.04, 0.06, 0.085}, bandLast: [6]float64{0, 0.02, 0.04, 0.06, 0.085, 0.085},
		expansionShare: 0.9, agedAge: 65, waitMonths: 24, generalDisregard: 240, earnedDisregard: 780, earnedShare: 0.5}
	var curve [maxAge + 1]float64
	for age := range curve { // the federal default: 0.765 to 14, 1.000 at 21, 1.278 at 40, 3.000 at 64 (45 CFR 147.102(e))
		switch {
		case age <= 14:
			curve[age] = 0.765
		case age < 21:
			curve[age] = 0.9
		case age < 40:
			curve[age] = 1
		case age < 64:
			curve[age] = 1.278
		default:
			curve[age] = 3
		}
	}
	p.Regions[0].curve = &curve
	return p
}

func run(p *Params, h *benefit.Household) *benefit.Result {
	r := &benefit.Result{}
	r.Reset(h.N)
	Medicare(p, h, r)
	Medicaid(p, h, r)
	PremiumCredit(p, h, r)
	return r
}

// The applicable figures of Table 2 of the instructions to Form 8962 for 2024.
func TestApplicableFigures(t *testing.T) {
	p := law()
	for ratio, want := range map[float64]float64{1.2: 0, 1.5: 0, 1.6: 0.004, 1.75: 0.01, 2: 0.02, 2.25: 0.03, 2.5: 0.04, 2.99: 0.0596, 3.5: 0.0725, 4: 0.085, 6: 0.085} {
		near(t, "applicable figure", p.nation.percentage(ratio), want)
	}
}

func TestCategories(t *testing.T) {
	p := law()
	expecting := grown(25)
	expecting.Pregnant = true
	disabled := grown(40)
	disabled.DisabledSSI, disabled.HasMedicare = true, true
	poor := func(share float64, people ...benefit.Person) *benefit.Household {
		size := len(people)
		return house(math.Floor(share*guidelines.For(size)), people...)
	}
	for _, c := range []struct {
		name   string
		h      *benefit.Household
		person int
		want   benefit.Category
		chip   bool
	}{
		{"an adult at 138 percent", poor(1.38, grown(30)), 0, benefit.ExpansionAdult, false},
		{"above it", poor(1.40, grown(30)), 0, benefit.NotCovered, false},
		{"a parent below half", poor(0.5, grown(30), child(5)), 0, benefit.Parent, false},
		{"a parent with the adults' limit", poor(1.2, grown(30), child(5)), 0, benefit.ExpansionAdult, false},
		{"a child of five", poor(1.5, grown(30), child(5)), 1, benefit.YoungChild, false},
		{"a child of six", poor(1.4, grown(30), child(6)), 1, benefit.OlderChild, false},
		{"a child above Medicaid", poor(2.4, grown(30), child(6)), 1, benefit.NotCovered, true},
		{"an infant", poor(2, grown(30), child(0)), 1, benefit.Infant, false},
		{"expecting: the child counts in the household", poor(2.5, expecting), 0, benefit.PregnantWoman, false},
		{"of 65 without income", poor(0, grown(65)), 0, benefit.AgedOrDisabled, false},
		{"disabled, with Medicare", poor(0, disabled), 0, benefit.AgedOrDisabled, false},
	} {
		r := run(p, c.h)
		if got := r.Person[c.person]; got.Medicaid != c.want || got.CHIP != c.chip {
			t.Errorf("%s: %v, CHIP %v; want %v, %v", c.name, got.Medicaid, got.CHIP, c.want, c.chip)
		}
	}
	r := run(p, house(0, grown(30), child(5)))
	near(t, "value: another adult and a child", r.Amount[benefit.Medicaid], 6000+3000)
	near(t, "federal share", r.FederalMedical, 0.6*9000)
	p.Regions[0].spans = []limitSpan{{3, p.Regions[0].spans[0].limits}, {9, p.Regions[0].spans[0].limits}}
	p.Regions[0].spans[0].adult = published.NotCovered
	r = run(p, house(0, grown(30)))
	near(t, "an expansion that begins in April", r.Amount[benefit.Medicaid], 7000*9.0/12)
	if r.Person[0].InJanuary {
		t.Error("covered in January before the expansion")
	}
}

func TestPremiumsAndSavings(t *testing.T) {
	p := law()
	n := &p.nation
	n.adjusted[benefit.HeadOfHousehold] = 2
	n.adjustmentFrom[benefit.HeadOfHousehold] = [tiers]float64{103000, 129000}
	n.adjustment[benefit.HeadOfHousehold] = [tiers]float64{12 * 69.90, 12 * 174.70}
	for income, want := range map[float64]float64{50000: 174.70, 103000: 174.70, 103001: 244.60, 200000: 349.40} { // CMS, premiums of 2024
		r := run(p, house(income, grown(70)))
		near(t, "Part B premium", r.Person[0].PartBPremium/12, want)
	}
	retired := func(security, assets float64) *benefit.Household {
		h := house(security, grown(70))
		h.People[0].SocialSecurity, h.People[0].Assets = security, assets
		return h
	}
	if r := run(p, retired(1.35*15060+240, 9430)); !r.Person[0].MedicareSavings || r.Amount[benefit.MedicareSavings] != 12*174.70 {
		t.Errorf("at the limit: %v", r.Amount[benefit.MedicareSavings])
	}
	if r := run(p, retired(1.35*15060+241, 9430)); r.Person[0].MedicareSavings {
		t.Error("a dollar above the limit has the premium paid")
	}
	if r := run(p, retired(10000, 9431)); r.Person[0].MedicareSavings {
		t.Error("assets above the limit have the premium paid")
	}
	near(t, "20 dollars of any income, 65 and half of earnings", n.countable(6000, 12000, 240), 5760+(12000-780)/2)
	near(t, "what is left of the 20 goes to earnings", n.countable(100, 12000, 240), (12000-140-780)/2)
}

func TestBenchmark(t *testing.T) {
	p := law()
	// 250 percent of the guideline of one: 4 percent.
	r := run(p, house(37650, grown(40)))
	near(t, "benchmark", r.Benchmark[0], 12*300*1.278)
	near(t, "credit", r.Credit[0], 12*300*1.278-0.04*37650)
	// Of five children under 21 the three oldest are rated; CHIP covers none at five times the guideline.
	five := house(5*guidelines.For(6), grown(30), child(1), child(5), child(10), child(16), child(17))
	r = run(p, five)
	near(t, "three children", r.Benchmark[0], 12*300*(1+0.9+0.9+0.765))
	rated := house(60000, grown(40))
	rated.Rating = 2
	near(t, "of the rating area", run(p, rated).Benchmark[0], 12*320*1.278)
	offered := house(60000, grown(40))
	offered.People[0].EmployerOffer = true
	if r = run(p, offered); r.Credit[0] != 0 || r.Why[benefit.PremiumCredit].Reason != benefit.OtherCoverage {
		t.Errorf("with an employer's offer: %v", r.Why[benefit.PremiumCredit])
	}
	apart := house(60000, grown(40))
	apart.Units[0].Status = benefit.Separately
	if r = run(p, apart); r.Why[benefit.PremiumCredit].Reason != benefit.Separate {
		t.Errorf("filing separately: %v", r.Why[benefit.PremiumCredit])
	}
	p.nation.toRatio = 4
	if r = run(p, house(4.01*15060, grown(40))); r.Credit[0] != 0 || r.Why[benefit.PremiumCredit].Reason != benefit.GrossIncome {
		t.Errorf("above 400 percent: %v", r.Why[benefit.PremiumCredit])
	}
	// Family tiers of New York and Vermont.
	p = law()
	reg := &p.Regions[0]
	reg.family, reg.tier = true, familyTiers{one: 1, two: 2, oneChildren: 1.7, twoChildren: 2.85, childOnly: 0.412}
	for _, c := range []struct {
		adults, children int
		want             float64
	}{{1, 0, 1}, {2, 0, 2}, {1, 3, 1.7}, {2, 1, 2.85}, {0, 2, 0.412}, {0, 0, 0}} {
		near(t, "tier", reg.tier.of(c.adults, c.children), c.want)
	}
}

func TestBasicHealth(t *testing.T) {
	p := law()
	p.Regions[0].basic = true
	r := run(p, house(1.8*15060, grown(40)))
	if !r.Person[0].BasicHealth || r.Credit[0] != 0 {
		t.Errorf("at 180 percent: %+v", r.Person[0])
	}
	ratio := math.Floor(1.8*100) / 100
	near(t, "95 percent of the credit forgone", r.Amount[benefit.BasicHealth], 0.95*(12*300*1.278-p.nation.percentage(ratio)*1.8*15060))
	if r = run(p, house(2.01*15060, grown(40))); r.Person[0].BasicHealth || r.Credit[0] == 0 {
		t.Error("above 200 percent it is the credit")
	}
}
