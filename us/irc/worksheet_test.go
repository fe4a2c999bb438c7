package irc

import (
	"math/big"
	"testing"

	"commonpurse/money"
	"commonpurse/us/unit"

	"pgregory.net/rapid"
)

// The sections below are written a second time: slowly, over exact rationals, line by line from the
// text of the form rather than from the statute, and held against the rules on random units.

type rat = *big.Rat

func q(x float64) rat { return new(big.Rat).SetFloat64(x) }

// qr reads a rate as the decimal that the law writes, not as its binary neighbour.
func qr(x money.Rate) rat {
	r, _ := new(big.Rat).SetString(big.NewFloat(float64(x)).Text('g', 12))
	return r
}
func plus(list ...rat) rat {
	sum := new(big.Rat)
	for _, x := range list {
		sum.Add(sum, x)
	}
	return sum
}
func minus(a, b rat) rat { return new(big.Rat).Sub(a, b) }
func mul(a, b rat) rat   { return new(big.Rat).Mul(a, b) }
func div(a, b rat) rat   { return new(big.Rat).Quo(a, b) }
func least(list ...rat) rat {
	low := list[0]
	for _, x := range list {
		if x.Cmp(low) < 0 {
			low = x
		}
	}
	return low
}
func most(list ...rat) rat {
	high := list[0]
	for _, x := range list {
		if x.Cmp(high) > 0 {
			high = x
		}
	}
	return high
}
func floor0(x rat) rat { return most(x, new(big.Rat)) }

// up counts started steps, down whole ones.
func up(x, step rat) rat {
	n := div(x, step)
	i := new(big.Int).Div(n.Num(), n.Denom())
	whole := new(big.Rat).SetInt(i)
	if whole.Cmp(n) < 0 {
		whole.Add(whole, big.NewRat(1, 1))
	}
	return whole
}
func down(x, step rat) rat {
	n := div(x, step)
	return new(big.Rat).SetInt(new(big.Int).Div(n.Num(), n.Denom()))
}

// draw makes a unit of whole dollars with some of everything.
func draw(t *rapid.T) (int, unit.Facts) {
	year := rapid.IntRange(2014, 2026).Draw(t, "year")
	var f unit.Facts
	dollars := func(name string, most int) float64 {
		if rapid.IntRange(0, 2).Draw(t, name+"?") == 0 {
			return 0
		}
		return float64(rapid.IntRange(0, most).Draw(t, name))
	}
	either := func(name string, most int) float64 {
		x := dollars(name, most)
		if rapid.IntRange(0, 3).Draw(t, name+"-") == 0 {
			return -x
		}
		return x
	}
	f.Status = unit.Status(rapid.IntRange(0, unit.Statuses-1).Draw(t, "status"))
	f.Head.Age = rapid.IntRange(15, 90).Draw(t, "age")
	f.Head.Blind = rapid.Bool().Draw(t, "blind")
	f.Head.Wages = dollars("wages", 400_000)
	f.Head.SelfEmployment = either("self", 250_000)
	f.Head.RetirementSavings = dollars("saved", 5000)
	f.Head.Unemployment = dollars("unemployment", 20_000)
	if f.Status == unit.Joint {
		f.Spouse.Age = rapid.IntRange(15, 90).Draw(t, "age of the spouse")
		f.Spouse.Wages = dollars("wages of the spouse", 300_000)
		f.Spouse.SelfEmployment = either("self of the spouse", 90_000)
		f.Spouse.RetirementSavings = dollars("saved by the spouse", 5000)
	}
	n := rapid.IntRange(0, 5).Draw(t, "dependents")
	d := &f.Dependents
	d.Count = n
	d.CTCChildren = rapid.IntRange(0, n).Draw(t, "children")
	d.EITCChildren, d.Under17, d.Under13 = d.CTCChildren, d.CTCChildren, d.CTCChildren
	d.Under6 = rapid.IntRange(0, d.CTCChildren).Draw(t, "small children")
	d.CarePersons = rapid.IntRange(0, d.CTCChildren).Draw(t, "in care")
	f.CareExpenses = dollars("care", 20_000)
	f.TaxableInterest = dollars("interest", 30_000)
	f.ExemptInterest = dollars("exempt interest", 10_000)
	f.OrdinaryDividends = dollars("dividends", 60_000)
	f.QualifiedDividends = float64(rapid.IntRange(0, int(f.OrdinaryDividends)).Draw(t, "qualified"))
	f.ShortTermGains = either("short gains", 40_000)
	f.LongTermGains = either("long gains", 300_000)
	f.SocialSecurity = dollars("benefits", 50_000)
	f.Pensions = dollars("pensions", 90_000)
	f.RentRoyalty = either("rents", 30_000)
	f.StateIncomeTax = dollars("state tax", 60_000)
	f.RealEstateTax = dollars("real estate tax", 20_000)
	f.MortgageInterest = dollars("mortgage", 30_000)
	f.CharityCash = dollars("cash gifts", 60_000)
	f.CharityProperty = dollars("gifts of property", 40_000)
	f.Medical = dollars("medical", 30_000)
	f.StudentLoanInterest = dollars("student loans", 4000)
	f.StudentExpenses[0] = dollars("college", 6000)
	f.LifetimeLearning = dollars("courses", 15_000)
	f.Claimed = rapid.IntRange(0, 9).Draw(t, "claimed") == 0 && n == 0
	f.LivedApart = f.Status == unit.Separate && rapid.Bool().Draw(t, "apart")
	return year, f
}

// A worksheet gives a result again; it may read results of other sections.
type worksheet struct {
	section string
	of      func(r *unit.Result) float64
	again   func(p *Params, f *unit.Facts, r *unit.Result) rat
}

var worksheets = []worksheet{
	{"1401 Schedule SE", func(r *unit.Result) float64 { return r.SelfEmploymentTax }, scheduleSE},
	{"3101(b)(2) Form 8959", func(r *unit.Result) float64 { return r.AdditionalMedicareTax }, form8959},
	{"1211 Schedule D line 21", func(r *unit.Result) float64 { return r.CapitalGain }, scheduleD21},
	{"86 benefits worksheet", func(r *unit.Result) float64 { return r.TaxableSocialSecurity }, benefitsWorksheet},
	{"221 student loan worksheet", func(r *unit.Result) float64 { return r.StudentLoanDeduction }, studentLoanWorksheet},
	{"63 standard deduction chart", func(r *unit.Result) float64 { return r.StandardDeduction }, standardChart},
	{"213 Schedule A lines 1-4", func(r *unit.Result) float64 { return r.MedicalDeduction }, scheduleA4},
	{"164 Schedule A lines 5-7", func(r *unit.Result) float64 { return r.TaxesDeduction }, scheduleA7},
	{"170 Schedule A lines 11-14", func(r *unit.Result) float64 { return r.CharityDeduction }, scheduleA14},
	{"151 exemptions worksheet", func(r *unit.Result) float64 { return r.Exemptions }, exemptionsWorksheet},
	{"1(a)-(d) rate schedules", func(r *unit.Result) float64 { return r.TaxAtSchedule }, func(p *Params, f *unit.Facts, r *unit.Result) rat {
		return rateSchedule(p, f.Status, q(r.TaxableIncome))
	}},
	{"1(h) gains worksheet", func(r *unit.Result) float64 { return r.RegularTax }, gainsWorksheet},
	{"55 Form 6251", func(r *unit.Result) float64 { return r.AlternativeMinimumTax }, form6251},
	{"21 Form 2441", func(r *unit.Result) float64 { return r.CareCredit + r.CareCreditRefundable }, form2441},
	{"25A Form 8863", func(r *unit.Result) float64 { return r.EducationCredit + r.EducationRefundable }, form8863},
	{"25B Form 8880", func(r *unit.Result) float64 { return r.SaversCredit }, form8880},
	{"24 Schedule 8812", func(r *unit.Result) float64 { return r.ChildCredit + r.OtherDependentCredit + r.AdditionalChildCredit }, schedule8812},
	{"32 EIC worksheet", func(r *unit.Result) float64 { return r.EarnedIncomeCredit }, eicWorksheet},
	{"1411 Form 8960", func(r *unit.Result) float64 { return r.NetInvestmentIncomeTax }, form8960},
	{"199A Form 8995", func(r *unit.Result) float64 { return r.QBIDeduction }, form8995},
	{"6428 rebate worksheets", func(r *unit.Result) float64 { return r.RecoveryRebate }, rebateWorksheet},
}

func TestSectionsWrittenTwice(t *testing.T) {
	laws := map[int]*Params{}
	for year := 2014; year <= 2026; year++ {
		p, err := Load(year, "")
		if err != nil {
			t.Fatal(err)
		}
		laws[year] = p
	}
	reached := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		year, f := draw(t)
		p := laws[year]
		var r unit.Result
		Calculate(p, &f, &r)
		for _, w := range worksheets {
			got, want := w.of(&r), w.again(p, &f, &r)
			exact, _ := want.Float64()
			if d := got - exact; d > 0.005 || d < -0.005 {
				t.Errorf("%d, %s: the rule gives %.4f, the worksheet %.4f", year, w.section, got, exact)
			}
			if exact != 0 {
				reached[w.section]++
			}
		}
	})
	for _, w := range worksheets {
		if reached[w.section] == 0 {
			t.Errorf("%s: no unit drawn reaches it", w.section)
		}
	}
}

// Schedule SE, for each spouse.
func scheduleSE(p *Params, f *unit.Facts, _ *unit.Result) rat {
	total := new(big.Rat)
	for _, w := range []*unit.Filer{&f.Head, &f.Spouse} {
		line2 := q(w.SelfEmployment)
		line4 := mul(line2, qr(p.SelfFactor))
		if line4.Cmp(q(p.SelfLeast)) < 0 {
			continue
		}
		line9 := floor0(minus(q(p.WageBase), q(w.Wages)))
		line10 := mul(least(line4, line9), qr(p.SelfOASDI))
		line11 := mul(line4, qr(p.SelfHI))
		total = plus(total, line10, line11)
	}
	return total
}

// Form 8959, from gross figures.
func form8959(p *Params, f *unit.Facts, _ *unit.Result) rat {
	line4 := q(f.Head.Wages + f.Spouse.Wages)
	line5 := q(p.MedicareStart[f.Status])
	line7 := mul(qr(p.MedicareRate), floor0(minus(line4, line5)))
	line8 := new(big.Rat)
	for _, w := range []*unit.Filer{&f.Head, &f.Spouse} {
		if net := mul(q(w.SelfEmployment), qr(p.SelfFactor)); net.Cmp(q(p.SelfLeast)) >= 0 {
			line8 = plus(line8, net)
		}
	}
	line11 := floor0(minus(line5, line4))
	return plus(line7, mul(qr(p.MedicareRate), floor0(minus(line8, line11))))
}

func scheduleD21(p *Params, f *unit.Facts, _ *unit.Result) rat {
	line16 := plus(q(f.ShortTermGains), q(f.LongTermGains))
	if line16.Sign() >= 0 {
		return line16
	}
	return most(line16, q(-p.CapitalLossLimit[f.Status]))
}

// Social Security Benefits Worksheet, line by line.
func benefitsWorksheet(p *Params, f *unit.Facts, r *unit.Result) rat {
	line1 := q(f.SocialSecurity)
	line2 := div(line1, q(2))
	line5 := plus(q(r.IncomeBeforeSecurity), q(f.ExemptInterest), line2)
	line7 := minus(line5, q(r.AdjustmentsBeforeLoan))
	if line7.Sign() <= 0 {
		return new(big.Rat)
	}
	line8, step := q(p.SecurityStart1[f.Status]), q(p.SecurityStart2[f.Status]-p.SecurityStart1[f.Status])
	if f.Status == unit.Separate && !f.LivedApart {
		// The form: multiply line 7 by 85% and go to line 17.
		return least(mul(line7, qr(p.SecurityShare2)), mul(line1, qr(p.SecurityShare2)))
	}
	line9 := minus(line7, line8)
	if line9.Sign() <= 0 {
		return new(big.Rat)
	}
	line11 := floor0(minus(line9, step))
	line12 := least(line9, step)
	line14 := least(line2, div(line12, q(2)))
	line16 := plus(mul(line11, qr(p.SecurityShare2)), line14)
	line17 := mul(line1, qr(p.SecurityShare2))
	return least(line16, line17)
}

func studentLoanWorksheet(p *Params, f *unit.Facts, r *unit.Result) rat {
	if f.Status == unit.Separate || f.Claimed {
		return new(big.Rat)
	}
	line1 := least(q(f.StudentLoanInterest), q(p.LoanMax[f.Status]))
	line4 := minus(plus(q(r.IncomeBeforeSecurity), q(r.TaxableSocialSecurity)), q(r.AdjustmentsBeforeLoan))
	line6 := floor0(minus(line4, q(p.LoanStart[f.Status])))
	line7 := least(q(1), div(line6, q(p.LoanRange[f.Status])))
	return minus(line1, mul(line7, line1))
}

func standardChart(p *Params, f *unit.Facts, r *unit.Result) rat {
	boxes := 0
	for i, w := range []*unit.Filer{&f.Head, &f.Spouse} {
		if i == 1 && f.Status != unit.Joint {
			break
		}
		if w.Age >= 65 {
			boxes++
		}
		if w.Blind {
			boxes++
		}
	}
	basic := q(p.Standard[f.Status])
	if f.Claimed {
		line3 := plus(q(r.EarnedIncome), q(p.StandardAddon))
		line5 := most(line3, q(p.StandardLeast))
		basic = least(line5, basic)
	}
	return plus(basic, mul(q(float64(boxes)), q(p.StandardAged[f.Status])))
}

func scheduleA4(p *Params, f *unit.Facts, r *unit.Result) rat {
	rate := qr(p.MedicalFloor)
	if f.Head.Age >= 65 || f.Status == unit.Joint && f.Spouse.Age >= 65 {
		rate = plus(rate, qr(p.MedicalAged))
	}
	return floor0(minus(q(f.Medical), mul(rate, floor0(q(r.AGIBeforeCharity)))))
}

func scheduleA7(p *Params, f *unit.Facts, r *unit.Result) rat {
	line5d := plus(q(f.StateIncomeTax), q(f.RealEstateTax))
	if p.Year < 2018 {
		return line5d
	}
	limit := q(p.SALTCap[f.Status])
	if p.SALTRate > 0 {
		over := floor0(minus(q(r.AGIBeforeCharity), q(p.SALTStart[f.Status])))
		limit = most(q(p.SALTFloor[f.Status]), minus(limit, mul(qr(p.SALTRate), over)))
	}
	return least(line5d, limit)
}

// Publication 526, Worksheet 2, for gifts to public charities.
func scheduleA14(p *Params, f *unit.Facts, r *unit.Result) rat {
	income := floor0(q(r.AGIBeforeCharity))
	thirty, half := mul(income, big.NewRat(3, 10)), div(income, q(2))
	cash, property := q(f.CharityCash), q(f.CharityProperty)
	var allowed rat
	switch p.Year {
	case 2020, 2021:
		property = least(property, thirty)
		allowed = plus(property, least(cash, minus(income, property)))
	default:
		share := big.NewRat(6, 10)
		if p.Year < 2018 {
			share = big.NewRat(1, 2)
		}
		cash = least(cash, mul(income, share))
		allowed = plus(cash, least(property, thirty, floor0(minus(half, cash))))
	}
	if p.Year >= 2026 {
		return floor0(minus(allowed, mul(income, big.NewRat(5, 1000))))
	}
	return allowed
}

func exemptionsWorksheet(p *Params, f *unit.Facts, r *unit.Result) rat {
	if p.Year > 2017 || f.Claimed {
		return new(big.Rat)
	}
	persons := 1 + f.Dependents.Count
	if f.Status == unit.Joint {
		persons++
	}
	line2 := mul(q(p.Exemption), q(float64(persons)))
	line5 := minus(q(r.AGIBeforeCharity), q(p.ExemptionStart[f.Status]))
	if line5.Sign() <= 0 {
		return line2
	}
	step := q(2500)
	if f.Status == unit.Separate {
		step = q(1250)
	}
	line7 := mul(up(line5, step), big.NewRat(2, 100))
	if line7.Cmp(q(1)) >= 0 {
		return new(big.Rat)
	}
	return minus(line2, mul(line2, line7))
}

// rateSchedule adds each bracket's slice.
func rateSchedule(p *Params, status unit.Status, income rat) rat {
	tops := []byStatus{p.Top1, p.Top2, p.Top3, p.Top4, p.Top5, p.Top6}
	rates := []money.Rate{p.Rate1, p.Rate2, p.Rate3, p.Rate4, p.Rate5, p.Rate6, p.Rate7}
	sum, below := new(big.Rat), new(big.Rat)
	for i, rate := range rates {
		slice := floor0(minus(income, below))
		if i < len(tops) {
			slice = least(slice, floor0(minus(q(tops[i][status]), below)))
			below = most(below, q(tops[i][status]))
		}
		sum = plus(sum, mul(slice, qr(rate)))
	}
	return sum
}

// preferred is the Qualified Dividends and Capital Gain Tax Worksheet line 4.
func preferred(f *unit.Facts) rat {
	gain := new(big.Rat)
	if f.LongTermGains > 0 && f.LongTermGains+f.ShortTermGains > 0 {
		gain = least(q(f.LongTermGains), q(f.LongTermGains+f.ShortTermGains))
	}
	return plus(q(f.QualifiedDividends), gain)
}

// Qualified Dividends and Capital Gain Tax Worksheet.
func gainsWorksheet(p *Params, f *unit.Facts, r *unit.Result) rat {
	line1, line4 := q(r.TaxableIncome), preferred(f)
	line25 := rateSchedule(p, f.Status, line1)
	if line4.Sign() == 0 {
		return line25
	}
	line5 := floor0(minus(line1, line4))
	line7 := least(line1, q(p.GainTop1[f.Status]))
	line8 := least(line5, line7)
	line9 := minus(line7, line8)
	line10 := least(line1, line4)
	line12 := minus(line10, line9)
	line14 := least(line1, q(p.GainTop2[f.Status]))
	line16 := floor0(minus(line14, plus(line5, line9)))
	line17 := least(line12, line16)
	line20 := minus(line10, plus(line9, line17))
	line23 := plus(mul(line17, big.NewRat(15, 100)), mul(line20, big.NewRat(20, 100)), rateSchedule(p, f.Status, line5))
	return least(line23, line25)
}

// Form 6251 for those without foreign tax and special preferences.
func form6251(p *Params, f *unit.Facts, r *unit.Result) rat {
	line4 := q(r.AMTIncome)
	line5 := floor0(minus(q(p.AMTExemption[f.Status]), mul(qr(p.AMTOut), floor0(minus(line4, q(p.AMTStart[f.Status]))))))
	if p.Year < 2018 && f.Head.Age < 18 && f.Status != unit.Joint {
		line5 = least(line5, plus(q(r.EarnedIncome), q(p.AMTChild)))
	}
	line6 := minus(line4, line5)
	if line6.Sign() <= 0 {
		return new(big.Rat)
	}
	rates := func(x rat) rat {
		return minus(mul(x, big.NewRat(28, 100)), mul(least(x, q(p.AMTTop1[f.Status])), big.NewRat(2, 100)))
	}
	line7 := rates(line6)
	if line13 := preferred(f); line13.Sign() > 0 {
		line16 := least(line6, line13)
		line17 := minus(line6, line16)
		line20 := floor0(minus(q(r.TaxableIncome), line13))
		line21 := floor0(minus(q(p.GainTop1[f.Status]), line20))
		line23 := least(line21, line16)
		line24 := minus(line16, line23)
		line29 := floor0(minus(q(p.GainTop2[f.Status]), plus(line21, line20)))
		line30 := least(line24, line29)
		line33 := minus(line16, plus(line23, line30))
		line38 := plus(rates(line17), mul(line30, big.NewRat(15, 100)), mul(line33, big.NewRat(20, 100)))
		line7 = least(line7, line38)
	}
	return floor0(minus(line7, q(r.RegularTax)))
}

func form2441(p *Params, f *unit.Facts, r *unit.Result) rat {
	if f.Dependents.CarePersons == 0 {
		return new(big.Rat)
	}
	cap := q(p.CareCap)
	if f.Dependents.CarePersons > 1 {
		cap = mul(cap, q(2))
	}
	line6 := least(q(f.CareExpenses), cap, q(r.EarnedIncomeHead))
	if f.Status == unit.Joint {
		line6 = least(line6, q(r.EarnedIncomeSpouse))
	}
	income := q(r.AdjustedGrossIncome)
	hundredth := big.NewRat(1, 100)
	fall := func(rate, start, step, bottom rat) rat {
		over := minus(income, start)
		if over.Sign() <= 0 {
			return rate
		}
		return most(bottom, minus(rate, mul(hundredth, up(over, step))))
	}
	var line8 rat
	switch {
	case p.Year == 2021:
		line8 = fall(big.NewRat(50, 100), q(125_000), q(2000), big.NewRat(20, 100))
		line8 = fall(line8, q(400_000), q(2000), new(big.Rat))
	case p.Year >= 2026:
		line8 = fall(big.NewRat(50, 100), q(15_000), q(2000), big.NewRat(35, 100))
		start, step := q(75_000), q(2000)
		if f.Status == unit.Joint {
			start, step = q(150_000), q(4000)
		}
		line8 = fall(line8, start, step, big.NewRat(20, 100))
	default:
		line8 = fall(big.NewRat(35, 100), q(15_000), q(2000), big.NewRat(20, 100))
	}
	credit := mul(line6, line8)
	if p.Year == 2021 {
		return credit
	}
	return least(credit, q(r.CreditLimit))
}

func form8863(p *Params, f *unit.Facts, r *unit.Result) rat {
	if f.Status == unit.Separate || f.Claimed {
		return new(big.Rat)
	}
	width := q(10_000)
	if f.Status == unit.Joint {
		width = q(20_000)
	}
	share := func(start float64) rat {
		left := least(q(1), div(floor0(minus(plus(q(start), width), q(r.AdjustedGrossIncome))), width))
		return div(down(plus(mul(left, q(1000)), big.NewRat(1, 2)), q(1)), q(1000)) // three places
	}
	expenses := q(f.StudentExpenses[0])
	line30 := plus(least(expenses, q(2000)), div(floor0(minus(least(expenses, q(4000)), q(2000))), q(4)))
	line7 := mul(share(p.OpportunityStart[f.Status]), line30)
	line8 := mul(line7, big.NewRat(4, 10))
	line18 := mul(share(p.LearningStart[f.Status]), div(least(q(f.LifetimeLearning), q(10_000)), q(5)))
	limit := floor0(minus(minus(q(r.CreditLimit), q(r.CareCredit)), q(r.ElderlyCredit)))
	return plus(line8, least(limit, plus(line18, minus(line7, line8))))
}

func form8880(p *Params, f *unit.Facts, r *unit.Result) rat {
	line6 := new(big.Rat)
	for i, w := range []*unit.Filer{&f.Head, &f.Spouse} {
		if i == 1 && f.Status != unit.Joint || f.Claimed || w.Age < 18 {
			continue
		}
		line6 = plus(line6, least(q(w.RetirementSavings), q(2000)))
	}
	share := map[unit.Status]rat{unit.Joint: q(1), unit.HeadOfHousehold: big.NewRat(3, 4)}[f.Status]
	if share == nil {
		share = big.NewRat(1, 2)
	}
	rate := new(big.Rat)
	for i, percent := range []int64{10, 20, 50} {
		if q(r.AdjustedGrossIncome).Cmp(mul(share, q(p.SaverLimits[2-i]))) <= 0 {
			rate = big.NewRat(percent, 100)
		}
	}
	limit := minus(minus(minus(q(r.CreditLimit), q(r.CareCredit)), q(r.ElderlyCredit)), q(r.EducationCredit))
	return least(mul(line6, rate), floor0(limit))
}

func schedule8812(p *Params, f *unit.Facts, r *unit.Result) rat {
	n, others := float64(f.Dependents.CTCChildren), float64(f.Dependents.Count-f.Dependents.CTCChildren)
	income := q(r.AdjustedGrossIncome)
	over := func(start float64) rat {
		return mul(up(floor0(minus(income, q(start))), q(1000)), q(50))
	}
	line5 := mul(q(n), q(p.ChildAmount))
	if p.Year == 2021 {
		full := plus(mul(q(float64(f.Dependents.Under6)), q(3600)), mul(q(n-float64(f.Dependents.Under6)), q(3000)))
		increase := minus(full, mul(q(n), q(2000)))
		start, limit := 75_000.0, q(6250)
		switch f.Status {
		case unit.Joint:
			start, limit = 150_000, q(12_500)
		case unit.SurvivingSpouse:
			start, limit = 150_000, q(2500)
		case unit.HeadOfHousehold:
			start, limit = 112_500, q(4375)
		}
		line5 = minus(full, least(least(increase, limit), over(start)))
	}
	line7 := new(big.Rat)
	if p.Year >= 2018 {
		line7 = mul(q(others), q(500))
	}
	line12 := floor0(minus(plus(line5, line7), over(p.ChildStart[f.Status])))
	limit := q(r.CreditLimit)
	for _, used := range []float64{r.CareCredit, r.ElderlyCredit, r.EducationCredit, r.SaversCredit} {
		limit = minus(limit, q(used))
	}
	limit = floor0(limit)
	if p.Year == 2021 {
		line14a := least(line7, line12)
		refundable := minus(line12, line14a)
		if n == 0 {
			refundable = new(big.Rat)
		}
		return plus(refundable, least(line14a, limit))
	}
	line14 := least(line12, limit)
	line16a := minus(line12, line14)
	line17 := least(line16a, mul(q(n), least(q(p.AdditionalMax), q(p.ChildAmount))))
	line20 := mul(big.NewRat(15, 100), floor0(minus(q(r.EarnedIncome), q(p.AdditionalThreshold))))
	if n >= 3 && line20.Cmp(line17) < 0 {
		taxes := plus(q(r.OASDIEmployee), q(r.HIEmployee), q(r.AdditionalMedicareWages), q(r.HalfSelfEmploymentTax))
		line20 = most(line20, floor0(minus(taxes, q(r.EarnedIncomeCredit))))
	}
	return plus(line14, least(line17, line20))
}

func eicWorksheet(p *Params, f *unit.Facts, r *unit.Result) rat {
	n := min(f.Dependents.EITCChildren, 3)
	old := func(w *unit.Filer) bool {
		if p.Year == 2021 {
			return w.Age >= 19
		}
		return w.Age >= 25 && w.Age < 65
	}
	switch {
	case r.EarnedIncome <= 0 || f.Claimed || f.Status == unit.Separate:
		return new(big.Rat)
	case n == 0 && !old(&f.Head) && (f.Status != unit.Joint || !old(&f.Spouse)):
		return new(big.Rat)
	}
	invested := plus(q(f.TaxableInterest), q(f.ExemptInterest), q(f.OrdinaryDividends), floor0(q(f.ShortTermGains+f.LongTermGains)), floor0(q(f.RentRoyalty)))
	if invested.Cmp(q(p.EITCInvest)) > 0 {
		return new(big.Rat)
	}
	start := q(p.EITCStart[n])
	if f.Status == unit.Joint {
		start = plus(start, q(p.EITCJoint[n]))
	}
	credit := func(income rat) rat {
		in := least(mul(qr(p.EITCIn[n]), income), q(p.EITCMax[n]))
		return least(in, floor0(minus(q(p.EITCMax[n]), mul(qr(p.EITCOut[n]), floor0(minus(income, start))))))
	}
	line2 := credit(q(r.EarnedIncome))
	if income := q(r.AdjustedGrossIncome); income.Cmp(start) > 0 {
		// The table at adjusted gross income, when that is above the start of the phase-out.
		out := floor0(minus(q(p.EITCMax[n]), mul(qr(p.EITCOut[n]), minus(income, start))))
		return least(line2, out)
	}
	return line2
}

func form8960(p *Params, f *unit.Facts, r *unit.Result) rat {
	line8 := plus(q(f.TaxableInterest), q(f.OrdinaryDividends), q(f.RentRoyalty), scheduleD21(p, f, r))
	line15 := floor0(minus(q(r.AdjustedGrossIncome), q(p.NIITStart[f.Status])))
	return mul(big.NewRat(38, 1000), least(floor0(line8), line15))
}

// Form 8995-A for a trade without wages and property: what the phase-in leaves.
func form8995(p *Params, f *unit.Facts, r *unit.Result) rat {
	if p.Year < 2018 {
		return new(big.Rat)
	}
	line4 := minus(q(f.Head.SelfEmployment+f.Spouse.SelfEmployment), q(r.HalfSelfEmploymentTax))
	if line4.Sign() <= 0 {
		return new(big.Rat)
	}
	line11 := q(r.IncomeBeforeQBI)
	if p.Year >= 2026 && r.Itemizes {
		line11 = floor0(minus(q(r.AdjustedGrossIncome), plus(q(r.ItemizedBeforeLimit), q(r.SeniorDeduction))))
	}
	component := div(line4, q(5))
	if over := minus(line11, q(p.QBIStart[f.Status])); over.Sign() > 0 {
		component = mul(component, minus(q(1), least(q(1), div(over, q(p.QBIRange[f.Status])))))
	}
	deduction := least(component, div(floor0(minus(line11, preferred(f))), q(5)))
	if p.Year >= 2026 && line4.Cmp(q(1000)) >= 0 {
		deduction = most(deduction, q(400))
	}
	return deduction
}

func rebateWorksheet(p *Params, f *unit.Facts, r *unit.Result) rat {
	if f.Claimed || p.Year != 2020 && p.Year != 2021 {
		return new(big.Rat)
	}
	adults := 1.0
	if f.Status == unit.Joint {
		adults = 2
	}
	income := q(r.AdjustedGrossIncome)
	if p.Year == 2021 {
		full := q(1400 * (adults + float64(f.Dependents.Count)))
		start, width := 75_000.0, 5000.0
		switch f.Status {
		case unit.Joint, unit.SurvivingSpouse:
			start, width = 150_000, 10_000
		case unit.HeadOfHousehold:
			start, width = 112_500, 7500
		}
		lost := div(floor0(minus(income, q(start))), q(width))
		return floor0(mul(full, minus(q(1), lost)))
	}
	kids := float64(f.Dependents.Under17)
	payment := func(adult, child, start float64) rat {
		return floor0(minus(q(adult*adults+child*kids), div(floor0(minus(income, q(start))), q(20))))
	}
	start := map[unit.Status]float64{unit.Joint: 150_000, unit.HeadOfHousehold: 112_500}[f.Status]
	if start == 0 {
		start = 75_000
	}
	second := start
	if f.Status == unit.SurvivingSpouse {
		second = 150_000
	}
	return plus(payment(1200, 500, start), payment(600, 600, second))
}
