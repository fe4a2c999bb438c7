package programs

import (
	"math"
	"testing"

	"commonpurse/region"
	"commonpurse/us/benefit"
	"commonpurse/us/published"

	"pgregory.net/rapid"
)

// drawn makes a household of one to seven people with random incomes: a parent or childless adult,
// sometimes husband or wife, children, infants and students, some aged, blind, disabled or expecting.
func drawn(t *rapid.T) *benefit.Household {
	adults := rapid.IntRange(1, 2).Draw(t, "adults")
	children := rapid.IntRange(0, 5).Draw(t, "children")
	var members []benefit.Person
	for range adults {
		m := grown(int16(rapid.IntRange(19, 90).Draw(t, "age")))
		m.Female = rapid.Bool().Draw(t, "female")
		m.DisabledSSI = rapid.IntRange(0, 3).Draw(t, "disabled") == 0
		m.Disabled = m.DisabledSSI
		m.Blind = rapid.IntRange(0, 9).Draw(t, "blind") == 0
		m.Pregnant = m.Female && m.Age < 45 && rapid.IntRange(0, 4).Draw(t, "expecting") == 0
		if m.Age >= 62 {
			m.SocialSecurity = float64(rapid.IntRange(0, 20).Draw(t, "security")) * 1000
		}
		m.Medical = float64(rapid.IntRange(0, 2).Draw(t, "medical")) * 900
		members = append(members, m)
	}
	for range children {
		c := kid(int16(rapid.IntRange(0, 19).Draw(t, "child")))
		if c.Age >= 18 {
			c.Pupil, c.Student = false, true
		}
		c.DisabledSSI = rapid.IntRange(0, 7).Draw(t, "disabled child") == 0
		if adults == 2 {
			c.Parents[1] = 1
		}
		members = append(members, c)
	}
	h := family(region.ID(rapid.IntRange(0, 50).Draw(t, "region")), members...)
	if adults == 2 {
		h.People[0].Spouse, h.People[1].Spouse = 1, 0
		h.Units[0].Status = benefit.Joint
		h.People[1].Wages = float64(rapid.IntRange(0, 40).Draw(t, "other wages")) * 500
	}
	h.People[0].Wages = float64(rapid.IntRange(0, 120).Draw(t, "wages")) * 500
	h.People[0].Unemployment = float64(rapid.IntRange(0, 3).Draw(t, "unemployment")) * 2000
	h.People[0].Assets = float64(rapid.IntRange(0, 5).Draw(t, "assets")) * 1000
	h.Rents, h.Rent = true, float64(rapid.IntRange(0, 30).Draw(t, "rent"))*600
	h.Heating = float64(rapid.IntRange(0, 1).Draw(t, "heating")) * 900
	h.Phone, h.Broadband = 400, 600
	h.ChildCare = float64(rapid.IntRange(0, 3).Draw(t, "care")) * 2000
	tax(h)
	return h
}

// risen is a household before and after a raise of wages, with what is allowed to move its benefits.
type risen struct {
	h             *benefit.Household
	before, after *benefit.Result
	wages         float64 // more, a year
}

// cashFell says that assistance which counts as income fell by more than the share of the raise that
// counts: SSI is worked out on half of earnings but stops at substantial gainful work, and cash grants
// below ten dollars or above an earnings limit stop at once. Who counts them then counts less income.
func (x *risen) cashFell(share float64) bool {
	cash := func(r *benefit.Result) float64 { return r.Amount[benefit.SSI] + r.Amount[benefit.TANF] }
	return cash(x.before)-cash(x.after) > float64(share*x.wages)-1e-6
}

// premiumOwed says that somebody pays the Part B premium himself who had it paid by Medicaid.
func (x *risen) premiumOwed() bool {
	for i := range x.h.N {
		if x.before.Person[i].MedicareSavings && !x.after.Person[i].MedicareSavings {
			return true
		}
	}
	return false
}

// leftSSI says that somebody's SSI stopped.
func (x *risen) leftSSI() bool {
	for i := range x.h.N {
		if x.before.Person[i].SSI > 0 && x.after.Person[i].SSI == 0 {
			return true
		}
	}
	return false
}

// begins says that a program pays only after the raise.
func (x *risen) begins(p benefit.Program) bool {
	return x.before.Amount[p] == 0 && x.after.Amount[p] > 0
}

// oneLess says that SSI itself rises or begins for somebody since another stopped being disabled by
// substantial gainful work (20 CFR 416.971). A husband or wife is then ineligible, and deeming allows
// for the ineligible children (416.1163(b)) as the rule of an eligible couple does not. Everything that
// follows SSI may rise with it: Medicaid (42 CFR 435.120), a household with a disabled member in
// nutrition assistance (7 CFR 271.2), a recipient's income left out of cash assistance.
func (x *risen) oneLess() bool {
	less, more := false, false
	for i := range x.h.N {
		a, b := &x.before.Person[i], &x.after.Person[i]
		less = less || (a.SSICategory && !b.SSICategory)
		more = more || b.SSI > a.SSI
	}
	return less && more
}

// allowed gives, by program, the exceptions to "more earnings, no more benefit", each as a condition
// on what the raise did, with the regulation that makes it one.
var allowed = map[benefit.Program]func(x *risen) bool{
	// 45 CFR 233.20(a)(1)(ii): a recipient of SSI is not in the unit, with his income; one whose
	// SSI stops joins it.
	benefit.TANF: (*risen).leftSSI,
	// 7 CFR 273.9(b)(2)(i), (d)(2): SSI and cash assistance count whole, earnings at 80 cents;
	// 273.9(d)(3)(iii)(A)(4): a premium that Medicaid pays no more is a medical expense.
	benefit.SNAP: func(x *risen) bool { return x.cashFell(0.8) || x.premiumOwed() },
	// 7 CFR 247.9(b)(1) with 246.7(d)(2)(ii): all cash income counts, SSI too.
	benefit.CSFP: func(x *risen) bool { return x.cashFell(1) },
	// 24 CFR 5.609(a), 5.611(a)(3): annual income has SSI and cash assistance in it; unreimbursed
	// medical expenses of the elderly are deducted.
	benefit.Housing: func(x *risen) bool { return x.cashFell(1) || x.premiumOwed() },
	// 7 CFR 245.2, 245.6(b)(9): household income has SSI and cash assistance in it.
	// and who gets cash or nutrition assistance eats free (42 USC 1758(b)(12)).
	benefit.SchoolMeals: func(x *risen) bool { return x.cashFell(1) || x.begins(benefit.TANF) || x.begins(benefit.SNAP) },
	// 42 USC 9840(a)(1)(B), 42 USC 1786(d)(2)(A), 47 CFR 54.409(a): who gets cash or nutrition
	// assistance is eligible, so these follow its exceptions.
	benefit.HeadStart: func(x *risen) bool { return x.begins(benefit.TANF) || x.begins(benefit.SNAP) },
	benefit.Lifeline:  func(x *risen) bool { return x.begins(benefit.SNAP) },
	benefit.WIC:       func(x *risen) bool { return x.begins(benefit.TANF) || x.after.SNAP.Months > x.before.SNAP.Months },
	benefit.SSI:       nil, benefit.MedicareSavings: nil, benefit.Pell: nil,
}

// More earnings raise no means-tested benefit, for any kind of household, outside the exceptions of
// the table above. Medical coverage is held by heads, since its value goes by group.
func TestMeansTestedBenefitsFallWithIncome(t *testing.T) {
	for _, year := range []int{2019, 2024, 2026} {
		p := load(t, year)
		rapid.Check(t, func(t *rapid.T) {
			h := drawn(t)
			var before, after benefit.Result
			Calculate(p, h, &before)
			more := *h
			x := risen{h: h, before: &before, after: &after, wages: float64(rapid.IntRange(1, 20).Draw(t, "more")) * 600}
			more.People[0].Wages += x.wages
			tax(&more)
			Calculate(p, &more, &after)
			if x.oneLess() {
				return
			}
			for k := range benefit.Programs {
				program := benefit.Program(k)
				exception, tested := allowed[program]
				if !tested || after.Amount[k] <= before.Amount[k]+1e-6 || (exception != nil && exception(&x)) {
					continue
				}
				t.Fatalf("%d %s: %v rises from %v to %v with %v more wages\n%+v\n%+v", year, p.Codes[h.Region], program, before.Amount[k], after.Amount[k], x.wages, h.Persons(), before.SNAP)
			}
			if a, b := covered(h, &before), covered(h, &after); b > a && !x.leftSSI() {
				t.Fatalf("%d %s: %d people are covered by Medicaid or CHIP, %d with more wages", year, p.Codes[h.Region], a, b)
			}
		})
	}
}

func covered(h *benefit.Household, r *benefit.Result) (n int) {
	for i := range h.N {
		if r.Person[i].Medicaid != benefit.NotCovered || r.Person[i].CHIP {
			n++
		}
	}
	return n
}

// A benefit adds to resources and takes nothing: no amount is negative, so none makes anybody poor.
func TestNoBenefitTakes(t *testing.T) {
	for year := FirstYear; year <= LastYear; year += 4 {
		p := load(t, year)
		rapid.Check(t, func(t *rapid.T) {
			h := drawn(t)
			var r benefit.Result
			Calculate(p, h, &r)
			for k, amount := range r.Amount {
				if amount < 0 || !finite(amount) {
					t.Fatalf("%v is %v", benefit.Program(k), amount)
				}
			}
			without := *h
			without.Takes = benefit.Set(0)
			var none benefit.Result
			Calculate(p, &without, &none)
			for k, amount := range none.Amount {
				if amount > 0 && !reported(benefit.Program(k)) {
					t.Fatalf("%v pays %v to a household that takes nothing up", benefit.Program(k), amount)
				}
			}
		})
	}
}

// reported programs are paid on a record: there is no taking up.
func reported(p benefit.Program) bool {
	return p == benefit.SocialSecurity || p == benefit.Unemployment || p == benefit.Veterans
}

// The order in which people are written changes nothing: dependents turned round, and the two
// adults exchanged with all that points to them.
func TestOrderIsIrrelevant(t *testing.T) {
	p := load(t, 2022)
	rapid.Check(t, func(t *rapid.T) {
		h := drawn(t)
		var a, b benefit.Result
		Calculate(p, h, &a)
		turned := *h
		adults := 1
		if h.People[0].Spouse != benefit.None {
			adults = 2
			turned.People[0], turned.People[1] = h.People[1], h.People[0]
			turned.People[0].Spouse, turned.People[1].Spouse = 1, 0
		}
		for i, j := adults, h.N-1; i < j; i, j = i+1, j-1 {
			turned.People[i], turned.People[j] = turned.People[j], turned.People[i]
		}
		Calculate(p, &turned, &b)
		for k := range benefit.Programs {
			if math.Abs(a.Amount[k]-b.Amount[k]) > 1e-6 {
				t.Fatalf("%v: %v in one order, %v in the other\n%+v", benefit.Program(k), a.Amount[k], b.Amount[k], h.Persons())
			}
		}
	})
}

// Each no has a reason, and each reason that compares has its figures.
func TestEveryNoHasAReason(t *testing.T) {
	p := load(t, 2023)
	rapid.Check(t, func(t *rapid.T) {
		h := drawn(t)
		var r benefit.Result
		Calculate(p, h, &r)
		for k := range benefit.Programs {
			why := r.Why[k]
			if why.Reason == benefit.Unknown && benefit.Program(k) != benefit.Energy {
				t.Fatalf("%v gives %v without a reason", benefit.Program(k), r.Amount[k])
			}
			if r.Amount[k] > 0 && why.Reason != benefit.Receives {
				t.Fatalf("%v pays %v and says %v", benefit.Program(k), r.Amount[k], why.Reason)
			}
		}
	})
}

// A reform changes what it amends and what counts it, and nothing else.
func TestReformActsOnlyWhereItAmends(t *testing.T) {
	base := load(t, 2024)
	reform, err := Load(2024, published.Amendment{Program: "snap", Item: "earned_income_deduction", Region: "US", From: published.Day(2024, 1, 1), Value: 0.5})
	if err != nil {
		t.Fatal(err)
	}
	// Nutrition assistance makes eligible for these: WIC 42 USC 1786(d)(2)(A)(ii), school meals 1758(b)(12),
	// Head Start 9840(a)(1)(B), energy 8624(b)(2)(A), Lifeline 47 CFR 54.409(a)(2), broadband 54.1800(j).
	follows := benefit.Set(0).With(benefit.SNAP).With(benefit.WIC).With(benefit.SchoolMeals).With(benefit.HeadStart).With(benefit.Energy).With(benefit.Lifeline).With(benefit.Connectivity)
	changed := 0
	rapid.Check(t, func(t *rapid.T) {
		h := drawn(t)
		var a, b benefit.Result
		Calculate(base, h, &a)
		Calculate(reform, h, &b)
		for k := range benefit.Programs {
			if a.Amount[k] != b.Amount[k] && !follows.Has(benefit.Program(k)) {
				t.Fatalf("%v: %v before, %v after", benefit.Program(k), a.Amount[k], b.Amount[k])
			}
		}
		if b.Amount[benefit.SNAP] < a.Amount[benefit.SNAP] {
			t.Fatalf("a larger deduction lowers nutrition assistance from %v to %v", a.Amount[benefit.SNAP], b.Amount[benefit.SNAP])
		}
		if a.Amount[benefit.SNAP] != b.Amount[benefit.SNAP] {
			changed++
		}
	})
	if changed == 0 {
		t.Error("the reform changed no household")
	}
}
