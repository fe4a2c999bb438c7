package aid

import (
	"testing"

	"commonpurse/us/benefit"
)

// fiscal2024 is the standards of fiscal year 2024 in the 48 states (FNS, cost-of-living adjustments,
// memorandum of 3 August 2023), without options.
func fiscal2024() (*snapNation, *snapMonth) {
	n := &snapNation{grossLimit: 1.3, netLimit: 1, earnedShare: 0.2, medicalDisregard: 35, shelterShare: 0.5, contribution: 0.3, minimumShare: 0.08,
		minimumHousehold: 2, agedAge: 60, workHours: 80, workEarnings: 30 * 7.25 * 52, studentHours: 20, studentChild: 6, studentChildAlone: 12,
		pupilAge: 17, timeLimitFrom: 18, timeLimitTo: 65, registrationChild: 6, studentFrom: 18, studentTo: 49}
	m := &snapMonth{maximum: [9]float64{0, 291, 535, 766, 973, 1155, 1386, 1532, 1751}, extra: 219, standard: [7]float64{0, 198, 198, 198, 208, 244, 279},
		shelterCap: 672, guideline: guideline2024, categoricalGuideline: guideline2024, assets: 2750, assetsAged: 4250, timeLimitAge: 53, timeLimitChild: 18}
	return n, m
}

// The two examples of "SNAP eligibility and allotment amount" (South Dakota Benefits Planning
// Information, February 2013): 526 less 30 percent of 1,465; the minimum of two persons. And USDA's
// tables of fiscal 2024.
func TestAllotments(t *testing.T) {
	n, m := fiscal2024()
	old := *m
	old.maximum = [9]float64{0, 200, 367, 526}
	for _, c := range []struct {
		name    string
		m       *snapMonth
		members int
		net     float64
		want    float64
	}{
		{"three persons, net income of 1,465 in 2013", &old, 3, 1465, 86},
		{"two persons, net income of 1,180 in 2013: the minimum", &old, 2, 1180, 16},
		{"one person without income", m, 1, 0, 291},
		{"one person, no more than the minimum", m, 1, 2000, 23},
		{"three persons, nothing is left", m, 3, 3000, 0},
		{"ten persons", m, 10, 0, 1751 + 2*219},
		{"thirty percent is rounded up", m, 4, 1, 972},
	} {
		near(t, c.name, n.allotment(c.m, c.members, c.net), c.want)
	}
}

func TestEmergencySupplementsAndTopUps(t *testing.T) {
	_, m := fiscal2024()
	near(t, "no emergency", m.emergencySupplement(1, 100), 0)
	m.emergency, m.emergencyMinimum = true, 95
	near(t, "to the maximum", m.emergencySupplement(1, 100), 191)
	near(t, "at least 95", m.emergencySupplement(1, 280), 95)
	near(t, "who is given nothing does not take part", m.emergencySupplement(3, 0), 0)
	m.localMinimum, m.localAge = 50, 60
	near(t, "a member of the age", m.topUp(60, 23), 27)
	near(t, "none of the age", m.topUp(59, 23), 0)
	near(t, "above it already", m.topUp(60, 50), 0)
	near(t, "who is given nothing", m.topUp(60, 0), 0)
}

func TestDeductions(t *testing.T) {
	n, m := fiscal2024()
	for _, c := range []struct {
		name    string
		unit    snapUnit
		phone   float64
		net     float64
		shelter float64
	}{
		// 1,800 - 360 - 198 - 200 = 1,042; 900 - 521 = 379; 663
		{"earnings, care and rent", snapUnit{members: 3, earned: 12 * 1800, care: 12 * 200, housing: 12 * 900}, 0, 663, 379},
		// 1,000 - 200 - 198 = 602; 2,000 - 301 = 1,699, at most 672
		{"shelter is capped", snapUnit{members: 1, earned: 12 * 1000, housing: 12 * 2000}, 0, 0, 672},
		// 1,500 - 198 - (135 - 35) = 1,202; 1,900 - 601 = 1,299, no cap
		{"not for the aged", snapUnit{members: 1, aged: true, unearned: 12 * 1500, medical: 12 * 135, housing: 12 * 1900}, 0, 0, 1299},
		{"a bill of the telephone counts", snapUnit{members: 1, unearned: 12 * 398, housing: 12 * 100}, 500, 157, 43},
	} {
		m.phone = 43
		h := house(grown(40))
		h.Phone = c.phone
		in := m.income(&c.unit)
		var d benefit.SNAPDetail
		n.deduct(m, h, &c.unit, &in, &d, 1)
		near(t, c.name+": shelter", d.Shelter, c.shelter)
		near(t, c.name+": net", in.net, c.net)
	}
}

func TestMedicalDeductionAndUtilities(t *testing.T) {
	n, m := fiscal2024()
	near(t, "35 dollars are not enough", n.medical(m, 35), 0)
	near(t, "actual expenses", n.medical(m, 235), 200)
	m.medicalStandard = 150
	near(t, "the region's standard", n.medical(m, 36), 150)
	m.utility[2], m.limited[2], m.phone, m.electricity = 500, 300, 40, 60
	u := &snapUnit{members: 2}
	for _, c := range []struct {
		name   string
		h      benefit.Household
		change func(m *snapMonth)
		want   float64
	}{
		{"no bill", benefit.Household{}, nil, 0},
		{"heating", benefit.Household{Heating: 1}, nil, 500},
		{"telephone alone", benefit.Household{Phone: 1}, nil, 40},
		{"electricity alone", benefit.Household{OtherUtilities: 1}, nil, 60},
		{"two, without a limited allowance", benefit.Household{Phone: 1, OtherUtilities: 1}, nil, 40},
		{"two", benefit.Household{Phone: 1, OtherUtilities: 1}, func(m *snapMonth) { m.limitedInUse = true }, 300},
		{"through an energy payment", benefit.Household{}, func(m *snapMonth) { m.alwaysUtility = true }, 500},
		{"which needs an aged member", benefit.Household{}, func(m *snapMonth) { m.alwaysUtility, m.utilityNeedsAged = true, true }, 0},
	} {
		month := *m
		if c.change != nil {
			c.change(&month)
		}
		near(t, c.name, n.utility(&month, &c.h, u), c.want)
	}
}

func TestIncome(t *testing.T) {
	_, m := fiscal2024()
	u := &snapUnit{members: 2, earned: 12000, selfWork: 6000, unearned: 2400, support: 1200}
	near(t, "support paid is left out of gross income", m.income(u).gross, 1600)
	m.supportDeducted = true
	in := m.income(u)
	near(t, "or deducted: gross", in.gross, 1700)
	near(t, "or deducted: support", in.support, 100)
	m.selfEmploymentCost = 0.4
	near(t, "a standard share for costs", m.income(u).earned, 1000+500*0.6)
	m.selfEmploymentActual = true
	near(t, "not where actual costs may be used", m.income(u).earned, 1500)
}

func TestTests(t *testing.T) {
	n, m := fiscal2024()
	three := snapUnit{members: 3, assets: 9000}
	for _, c := range []struct {
		name   string
		change func(m *snapMonth, u *snapUnit)
		gross  float64
		want   freedom
	}{
		{"no services", nil, 100, ofNothing},
		{"to 200 percent, rounded up", func(m *snapMonth, _ *snapUnit) { m.categoricalGross = 2 }, 4304, ofBoth},
		{"above it", func(m *snapMonth, _ *snapUnit) { m.categoricalGross = 2 }, 4305, ofNothing},
		{"with an asset limit", func(m *snapMonth, _ *snapUnit) { m.categoricalGross, m.categoricalAssets = 2, 5000 }, 100, ofNothing},
		{"with the net test", func(m *snapMonth, _ *snapUnit) { m.categoricalGross, m.categoricalNet = 2, true }, 100, ofAssets},
		{"with care", func(m *snapMonth, u *snapUnit) { m.categoricalGross, m.categoricalGrossCare, u.care = 1.3, 2, 1 }, 4000, ofBoth},
		{"with earnings", func(m *snapMonth, u *snapUnit) { m.categoricalGross, m.categoricalGrossEarned, u.earned = 1.3, 1.5, 1 }, 3200, ofBoth},
		{"the aged above the limit, with their net test", func(m *snapMonth, u *snapUnit) {
			m.categoricalGross, m.categoricalGrossAged, m.categoricalNetAged, u.aged = 1.3, 2, true, true
		}, 4000, ofAssets},
		{"the aged below it as anybody", func(m *snapMonth, u *snapUnit) {
			m.categoricalGross, m.categoricalGrossAged, m.categoricalNetAged, u.aged = 1.3, 2, true, true
		}, 2000, ofBoth},
	} {
		month, u := *m, three
		month.categoricalAssets = 1e9
		if c.change != nil {
			month.categorical = true
			c.change(&month, &u)
		}
		if got := month.broad(&u, c.gross); got != c.want {
			t.Errorf("%s: free of %d, want %d", c.name, got, c.want)
		}
	}
	var why benefit.Why
	if n.passes(m, &three, 2000, 2152, ofNothing, &why) || why.Reason != benefit.Assets || why.Limit != 2750 {
		t.Errorf("assets of 9,000: %+v", why)
	}
	if n.passes(m, &three, 2153, 2152, ofAssets, &why) || why.Reason != benefit.NetIncome {
		t.Errorf("net income above the guideline: %+v", why)
	}
	if !n.passes(m, &three, 9999, 2152, ofBoth, &why) || !n.passes(m, &three, 2152, 2152, ofAssets, &why) {
		t.Error("who is free of a test fails it")
	}
}

func TestStudents(t *testing.T) {
	n, _ := fiscal2024()
	student := func(change func(h *benefit.Household)) *benefit.Household {
		h := house(grown(20))
		h.People[0].Student, h.People[0].Hours = true, 0
		if change != nil {
			change(h)
		}
		return h
	}
	for _, c := range []struct {
		name   string
		h      *benefit.Household
		barred bool
	}{
		{"a student", student(nil), true},
		{"of 50", student(func(h *benefit.Household) { h.People[0].Age = 50 }), false},
		{"who works 20 hours", student(func(h *benefit.Household) { h.People[0].Hours = 20 }), false},
		{"who is blind", student(func(h *benefit.Household) { h.People[0].Blind = true }), false},
		{"with a child of five", student(func(h *benefit.Household) { h.N = 2; h.People[1] = child(5) }), false},
		{"alone with a child of eleven", student(func(h *benefit.Household) { h.N = 2; h.People[1] = child(11) }), false},
		{"married with a child of eleven", student(func(h *benefit.Household) { h.N = 2; h.People[1] = child(11); h.People[0].Spouse = 1 }), true},
		{"half time", student(func(h *benefit.Household) { h.People[0].Student, h.People[0].HalfTime = false, true }), true},
	} {
		if got := n.studentBarred(c.h, fresh(c.h), 0); got != c.barred {
			t.Errorf("%s: barred %v", c.name, got)
		}
	}
	h := student(nil)
	r := fresh(h)
	r.Give(benefit.TANF, 100)
	if n.studentBarred(h, r, 0) {
		t.Error("a student with cash assistance is barred")
	}
}

func TestTimeLimit(t *testing.T) {
	n, m := fiscal2024()
	idle := func(change func(p *benefit.Person)) *benefit.Household {
		h := house(grown(30))
		h.People[0].Hours = 0
		if change != nil {
			change(&h.People[0])
		}
		return h
	}
	for _, c := range []struct {
		name              string
		h                 *benefit.Household
		limited, possible bool
	}{
		{"an idle adult", idle(nil), true, true},
		{"who works 20 hours", idle(func(p *benefit.Person) { p.Hours = 20 }), false, false},
		{"who earns thirty times the minimum wage", idle(func(p *benefit.Person) { p.Wages = 30 * 7.25 * 52 }), false, false},
		{"of 53", idle(func(p *benefit.Person) { p.Age = 53 }), false, true},
		{"of 65", idle(func(p *benefit.Person) { p.Age = 65 }), false, false},
		{"who is blind", idle(func(p *benefit.Person) { p.Blind = true }), false, false},
		{"with a child", house(idle(nil).People[0], child(10)), false, true},
		{"with a small child", house(idle(nil).People[0], child(5)), false, false},
	} {
		if limited, possible := n.timeLimited(c.h, fresh(c.h), 0, m); limited != c.limited || possible != c.possible {
			t.Errorf("%s: limited %v, possible %v", c.name, limited, possible)
		}
	}
	m.timeLimitOff = true
	if limited, possible := n.timeLimited(idle(nil), fresh(idle(nil)), 0, m); limited || !possible {
		t.Error("a waived area limits")
	}
}

// A whole year: two fiscal years of standards, a member who is out, a benefit that is not taken up.
func TestYear(t *testing.T) {
	n, m := fiscal2024()
	later := *m
	later.maximum[2], later.standard[2] = 536, 204
	p := &Params{Regions: []Region{{Areas: []string{""}, snap: [][]snapSpan{{{9, *m}, {3, later}}}}}}
	p.snap = *n
	h := house(grown(30), child(10))
	h.People[0].Wages = 12 * 1000 // 1,000 - 200 - 198 = 602, 181; from October 596, 179
	r := fresh(h)
	SNAP(p, h, r)
	near(t, "two persons who earn 1,000", r.Amount[benefit.SNAP], 9*(535-181)+3*(536-179))
	near(t, "of January", r.SNAP.January, 535-181)
	h.People[1].Noncitizen = true
	r = fresh(h)
	SNAP(p, h, r)
	if r.SNAP.Members != 1 || r.Person[1].SNAPMember {
		t.Errorf("a child who is no member counts: %+v", r.SNAP)
	}
	h = house(grown(30))
	h.Takes = h.Takes.Without(benefit.SNAP)
	r = fresh(h)
	SNAP(p, h, r)
	if r.Amount[benefit.SNAP] != 0 || r.Why[benefit.SNAP].Reason != benefit.NotServed || !r.Eligible.Has(benefit.SNAP) {
		t.Errorf("not taken up: %+v", r.Why[benefit.SNAP])
	}
	rich := house(grown(30))
	rich.People[0].Wages = 50000
	r = fresh(rich)
	SNAP(p, rich, r)
	if why := r.Why[benefit.SNAP]; why.Reason != benefit.GrossIncome || why.Limit != 1.3 {
		t.Errorf("50,000 dollars: %+v", why)
	}
}
