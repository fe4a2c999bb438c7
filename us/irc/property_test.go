package irc

import (
	"math"
	"reflect"
	"testing"

	"commonpurse/us/unit"

	"pgregory.net/rapid"
)

func everyYear(t testing.TB) map[int]*Params {
	laws := map[int]*Params{}
	for year := 2014; year <= 2026; year++ {
		p, err := Load(year, "")
		if err != nil {
			t.Fatal(err)
		}
		laws[year] = p
	}
	return laws
}

func work(p *Params, f unit.Facts) unit.Result {
	// What was there before must not matter.
	var r unit.Result
	v := reflect.ValueOf(&r).Elem()
	for i := range v.NumField() {
		if v.Field(i).Kind() == reflect.Float64 {
			v.Field(i).SetFloat(math.NaN())
		}
	}
	Calculate(p, &f, &r)
	return r
}

// credits are results that no law makes negative.
var notNegative = []string{"self_employment_tax", "additional_medicare_tax", "earned_income", "taxable_social_security", "standard_deduction",
	"itemized_deductions", "qbi_deduction", "taxable_income", "regular_tax", "alternative_minimum_tax", "premium_tax_credit", "advance_repayment",
	"foreign_tax_credit_used", "care_credit", "care_credit_refundable", "education_credit", "education_refundable", "savers_credit",
	"energy_credit_used", "elderly_credit", "child_tax_credit", "other_dependent_credit", "nonrefundable_credits", "net_investment_income_tax",
	"total_tax", "earned_income_credit", "additional_child_credit", "recovery_rebate", "refundable_credits", "senior_deduction", "personal_exemptions"}

func TestProperties(t *testing.T) {
	laws := everyYear(t)
	items := unit.ResultItems()
	rapid.Check(t, func(t *rapid.T) {
		year, f := draw(t)
		p := laws[year]
		r := work(p, f)
		for i := range items {
			if v := items[i].Value(&r); math.IsNaN(v) || math.IsInf(v, 0) && items[i].Name != "salt_cap" {
				t.Errorf("%d: %s is %v", year, items[i].Name, v)
			}
		}
		for _, name := range notNegative {
			if v := unit.Find(items, name).Value(&r); v < 0 {
				t.Errorf("%d: %s is %v", year, name, v)
			}
		}
		if r.NonrefundableCredits > r.CreditLimit+0.005 {
			t.Errorf("%d: credits of %v against a tax of %v", year, r.NonrefundableCredits, r.CreditLimit)
		}
		if d := r.CombinedTax - r.IncomeTax - r.PayrollTax; math.Abs(d) > 1e-6 {
			t.Errorf("%d: taxes do not add up: %v", year, d)
		}
		// More of a deduction never costs; more income is never untaxed at a loss before credits.
		more := f
		more.MortgageInterest += 1000
		if r2 := work(p, more); r2.RegularTax+r2.AlternativeMinimumTax > r.RegularTax+r.AlternativeMinimumTax+0.005 && r2.QBIDeduction == r.QBIDeduction {
			t.Errorf("%d: 1,000 dollars more of mortgage interest raise the tax from %v to %v", year, r.RegularTax, r2.RegularTax)
		}
		more = f
		more.Pensions += 1000
		r2 := work(p, more)
		if r2.AdjustedGrossIncome < r.AdjustedGrossIncome+999 || r2.TaxableSocialSecurity < r.TaxableSocialSecurity || r2.RegularTax+r2.AlternativeMinimumTax < r.RegularTax+r.AlternativeMinimumTax-0.005 && r2.QBIDeduction == r.QBIDeduction {
			// The regular tax alone may fall, where the unit no longer itemizes by choice (63(e)).
			t.Errorf("%d: a larger pension lowers income, taxed benefits or tax: %v to %v", year, r.RegularTax+r.AlternativeMinimumTax, r2.RegularTax+r2.AlternativeMinimumTax)
		}
		if r2.EarnedIncomeCredit > r.EarnedIncomeCredit+0.005 {
			t.Errorf("%d: a larger pension raises the earned income credit", year)
		}
		// Spouses exchanged: the same return.
		if f.Status == unit.Joint {
			exchanged := f
			exchanged.Head, exchanged.Spouse = f.Spouse, f.Head
			r2 := work(p, exchanged)
			if math.Abs(r2.IncomeTax-r.IncomeTax) > 1e-6 || math.Abs(r2.PayrollTax-r.PayrollTax) > 1e-6 {
				t.Errorf("%d: spouses exchanged owe %v and %v instead of %v and %v", year, r2.IncomeTax, r2.PayrollTax, r.IncomeTax, r.PayrollTax)
			}
		}
	})
}

func TestZeroInZeroOut(t *testing.T) {
	for year, p := range everyYear(t) {
		for status := range unit.Status(unit.Statuses) {
			r := work(p, unit.Facts{Status: status})
			if r.IncomeTax != -r.RecoveryRebate || r.PayrollTax != 0 || r.AdjustedGrossIncome != 0 || r.EarnedIncomeCredit != 0 {
				t.Errorf("%d, %v: a unit with nothing owes %v and %v", year, status, r.IncomeTax, r.PayrollTax)
			}
		}
	}
}

// cliffs are where the law itself jumps, and by how much at most a dollar of wages moves the tax
// there (with the change of rate that any dollar has).
//
//	section 21       a point of the care rate on 3,000 or 6,000 dollars (16,000 in 2021)
//	section 24       50 dollars for each started 1,000
//	section 25A      a thousandth of a credit, at most 10 dollars with two credits
//	section 25B      the saver's credit falls from 50 to 20 and 10 percent and to nothing
//	section 32(i)    the whole earned income credit; wages do not move investment income
//	section 85(c)    the exclusion of 2020 is lost
//	sections 151, 163(h)(4), 224, 225: steps of the exemptions and deductions
//	section 1402(b)  the least self-employment earnings
func cliff(year int) float64 {
	if year == 2020 {
		return 10_200
	}
	return 2500
}

// Between cliffs a dollar of wages moves the tax by less than a dollar and a half.
func TestContinuousBetweenCliffs(t *testing.T) {
	laws := everyYear(t)
	jumps, steps := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		year, f := draw(t)
		p := laws[year]
		before := work(p, f)
		f.Head.Wages++
		after := work(p, f)
		moved := math.Abs(after.CombinedTax - before.CombinedTax)
		steps++
		if moved > 1.5 {
			jumps++
		}
		if moved > cliff(year) {
			t.Errorf("%d: a dollar of wages moves the tax by %v", year, moved)
		}
	})
	if jumps*10 > steps {
		t.Errorf("%d of %d dollars meet a cliff", jumps, steps)
	}
}

// Every parameter moves some result of a unit made for it, except handles without effect.
func TestEveryParameterMovesAResult(t *testing.T) {
	c, err := Code()
	if err != nil {
		t.Fatal(err)
	}
	laws := everyYear(t)
	cast := everybody()
	years := []int{2026, 2014, 2021, 2020, 2025, 2017, 2019} // one of each law
	before := map[int][]unit.Result{}
	for _, year := range years {
		for i := range cast {
			before[year] = append(before[year], work(laws[year], cast[i]))
		}
	}
	elsewhere := map[string]bool{"qualifying_relative_income_limit": true, "qualifying_child_age_limit": true, "cdcc_child_age_limit": true,
		"ctc_child_age_limit": true, "ctc_arpa_young_age": true, // filing units
		"tax_table_top": true, "tax_table_rows": true, "eitc_table_row": true, "eitc_earned_income_amount_step": true} // tax-table mode
	for _, parameter := range c.Parameters() {
		if elsewhere[parameter.Name] || parameter.Inert {
			continue
		}
		moved := false
		for _, year := range years {
			if moved = moves(laws[year], parameter.Name, cast, before[year]); moved {
				break
			}
		}
		if !moved {
			t.Errorf("%s moves no result", parameter.Name)
		}
	}
}

// moves says whether some change of a parameter moves the taxes of somebody.
func moves(p *Params, name string, cast []unit.Facts, before []unit.Result) bool {
	for _, change := range []func(float64) float64{
		func(x float64) float64 { return x * 1.3 }, func(x float64) float64 { return x * 0.7 }, func(x float64) float64 { return x + 3 },
		func(x float64) float64 { return 1 - x }, func(float64) float64 { return 0 }, func(float64) float64 { return 20_000 },
	} {
		q := *p
		v := reflect.ValueOf(&q).Elem()
		for i := range v.NumField() {
			if v.Type().Field(i).Tag.Get("law") == name {
				alter(v.Field(i), change)
			}
		}
		q.derive()
		for i := range cast {
			a, b := &before[i], work(&q, cast[i])
			if a.CombinedTax != b.CombinedTax || a.FederalUnemploymentTax != b.FederalUnemploymentTax {
				return true
			}
		}
	}
	return false
}

func alter(v reflect.Value, change func(float64) float64) {
	switch v.Kind() {
	case reflect.Array:
		for i := range v.Len() {
			alter(v.Index(i), change)
		}
	case reflect.Float64:
		if x := change(v.Float()); !math.IsNaN(x) && x >= 0 {
			v.SetFloat(x)
		}
	case reflect.Int:
		v.SetInt(int64(change(float64(v.Int()))))
	case reflect.Bool:
		v.SetBool(!v.Bool())
	}
}

// Handles for reforms are inert: current law is what it is without them.
func TestInertParametersAreInert(t *testing.T) {
	c, err := Code()
	if err != nil {
		t.Fatal(err)
	}
	p, err := Load(2026, "")
	if err != nil {
		t.Fatal(err)
	}
	inert := 0
	for _, parameter := range c.Parameters() {
		if !parameter.Inert {
			continue
		}
		inert++
		if len(parameter.Rows) != 1 {
			t.Errorf("%s has %d rows", parameter.Name, len(parameter.Rows))
		}
	}
	if inert == 0 {
		t.Error("no handle for reforms")
	}
	zero := map[string]float64{"allowances": 0, "surtax": 0}
	for _, f := range everybody() {
		r := work(p, f)
		for name, want := range zero {
			if got := unit.Find(unit.ResultItems(), name).Value(&r); got != want {
				t.Errorf("%s is %v under current law", name, got)
			}
		}
		if r.ItemizedDeductions != r.ItemizedBeforeLimit-r.ItemizedReduction {
			t.Errorf("the share of itemized deductions is not inert: %v", r.ItemizedDeductions)
		}
	}
}

func TestCalculateAllocatesNothing(t *testing.T) {
	p, err := Load(2025, "")
	if err != nil {
		t.Fatal(err)
	}
	cast := everybody()
	var r unit.Result
	if n := testing.AllocsPerRun(10, func() {
		for i := range cast {
			Calculate(p, &cast[i], &r)
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// BenchmarkCalculate is the whole law over a cast that reaches every rule: dearer than most people.
func BenchmarkCalculate(b *testing.B) {
	p, err := Load(2024, "")
	if err != nil {
		b.Fatal(err)
	}
	cast := everybody()
	var r unit.Result
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		Calculate(p, &cast[i%len(cast)], &r)
	}
}

// BenchmarkReference is a fixed loop of dependent additions, a thousand a turn, to compare machines by.
func BenchmarkReference(b *testing.B) {
	sum := 1.0
	for b.Loop() {
		for range 1000 {
			sum += 1e-9
		}
	}
	if sum == 0 {
		b.Fatal("lost")
	}
}

// everybody is a cast that reaches every rule: each of a few lives at several incomes and statuses.
func everybody() []unit.Facts {
	var cast []unit.Facts
	for _, wages := range []float64{0, 6000, 14_000, 24_000, 47_000, 76_000, 118_000, 160_500, 210_000, 330_500, 470_000, 900_000} {
		for status := range unit.Status(unit.Statuses) {
			cast = append(cast, family(status, wages), retired(status, wages), owner(status, wages), investor(status, wages))
		}
	}
	return append(cast, odd()...)
}

func family(status unit.Status, wages float64) unit.Facts {
	f := unit.Facts{Status: status, LivedApart: true, SeparatedChild: true}
	f.Head = unit.Filer{Age: 34, Wages: wages, Unemployment: 12_000, RetirementSavings: 2500, EducatorExpenses: 400}
	if status == unit.Joint {
		f.Spouse = unit.Filer{Age: 33, Student: true, Wages: 1000, RetirementSavings: 800}
	}
	f.Dependents = unit.Dependents{Count: 4, EITCChildren: 3, CTCChildren: 3, Under6: 1, Under13: 2, Under17: 3, CarePersons: 2, Age17: 1}
	f.CareExpenses, f.CareBenefits = 9000, 6000
	f.StudentExpenses[0], f.LifetimeLearning, f.StudentLoanInterest = 5000, 12_000, 3000
	f.Tips, f.Overtime, f.CarLoanInterest = 30_000, 30_000, 12_000
	f.TuitionFees, f.EarnedIncomeLastYear = 2000, 21_000
	f.PovertyLine, f.BenchmarkPremium, f.AdvancePremiumCredit = 30_000, 15_000, 14_000
	f.GotUnemployment2021 = true
	f.CharityCash = 700
	return f
}

func retired(status unit.Status, income float64) unit.Facts {
	f := unit.Facts{Status: status, LivedApart: true, SocialSecurity: 9000, Pensions: income / 2, TaxableInterest: 800, Medical: 25_000}
	f.Head = unit.Filer{Age: 70, Blind: true, Wages: income / 8}
	if status == unit.Joint {
		f.Spouse = unit.Filer{Age: 60, Disabled: true, DisabilityPension: 4000}
	}
	f.StateIncomeTax, f.RealEstateTax = 9000, 8000
	f.CharityCash, f.CharityProperty = 50_000, 90_000
	f.MortgageInterest, f.MortgageDebt = 40_000, 1_300_000
	f.MortgageBefore2017 = income > 200_000
	f.Casualty, f.DisasterCasualty, f.Miscellaneous = 60_000, 30_000, 25_000
	f.GamblingWinnings, f.GamblingLosses = 5000, 4000
	return f
}

func owner(status unit.Status, profit float64) unit.Facts {
	f := unit.Facts{Status: status, PartnershipSCorp: profit / 2, BusinessWages: 20_000, BusinessProperty: 900_000, DomesticProduction: 500}
	f.Head = unit.Filer{Age: 45, SelfEmployment: profit + 430}
	f.AlimonyPaid, f.AlimonyAgreementFrom2019 = 3000, true
	f.CleanEnergyExpenses = 4000
	f.ServiceBusiness, f.ServiceWages = profit/3, 10_000
	f.StateIncomeTax, f.MortgageInterest = profit/9, 24_000
	f.AMTPreferences = 160_000
	return f
}

func investor(status unit.Status, wages float64) unit.Facts {
	f := unit.Facts{Status: status, TaxableInterest: 3000, OrdinaryDividends: 7000, QualifiedDividends: 6000}
	f.Head = unit.Filer{Age: 50, Wages: wages}
	f.Dependents = unit.Dependents{Count: 1, EITCChildren: 1, CTCChildren: 1, Under17: 1}
	f.LongTermGains, f.Unrecaptured1250, f.Collectibles = wages, wages/5, wages/6
	f.StateIncomeTax, f.MortgageInterest = wages/10, 18_000
	f.AMTPreferences = wages / 2
	return f
}

// odd are units made for one rule each.
func odd() []unit.Facts {
	loser := unit.Facts{ShortTermGains: -20_000, PartnershipSCorp: -2_000_000}
	loser.Head = unit.Filer{Age: 40, Wages: 3_000_000}
	child := unit.Facts{Claimed: true, TaxableInterest: 30_000, AMTPreferences: 60_000}
	child.Head = unit.Filer{Age: 15, Wages: 700}
	heir := unit.Facts{Claimed: true, UnearnedTaxed: true, TaxableInterest: 20_000, LongTermGains: 15_000, ParentalTax: 4_000}
	heir.Head = unit.Filer{Age: 15, Wages: 3_000}
	richer := heir
	richer.ParentalTax, richer.TaxableInterest = 60_000, 90_000
	seller := richer
	seller.TaxableInterest = 0
	small := unit.Facts{}
	small.Head = unit.Filer{Age: 30, SelfEmployment: 4000, RetirementSavings: 900}
	tiny := unit.Facts{}
	tiny.Head = unit.Filer{Age: 66, SelfEmployment: 440}
	young := unit.Facts{}
	young.Head = unit.Filer{Age: 24, Wages: 9000}
	noNumber := unit.Facts{}
	noNumber.Head = unit.Filer{Age: 40, Wages: 40_000, NoSSN: true}
	noNumber.Dependents = unit.Dependents{Count: 1, CTCChildren: 1}
	poor := unit.Facts{PovertyLine: 20_000, BenchmarkPremium: 7000, AdvancePremiumCredit: 7000}
	poor.Head = unit.Filer{Age: 40, Wages: 19_000}
	better := poor
	better.Head.Wages = 33_333
	best := poor
	best.Head.Wages = 55_555
	saver := unit.Facts{}
	saver.Head = unit.Filer{Age: 17, Wages: 20_000, RetirementSavings: 3000}
	giver := unit.Facts{CharityCash: 9000, Status: unit.Joint}
	giver.Head = unit.Filer{Age: 40, Wages: 90_000}
	aged := unit.Facts{MustItemize: true, Medical: 40_000, AMTPreferences: 200_000}
	aged.Head = unit.Filer{Age: 70, Wages: 100_000}
	jobless := unit.Facts{}
	jobless.Head = unit.Filer{Age: 40, Wages: 60_000, Unemployment: 20_000}
	qbi := unit.Facts{TaxableInterest: 60_000}
	qbi.Head = unit.Filer{Age: 40, SelfEmployment: 1500}
	many := unit.Facts{Status: unit.HeadOfHousehold}
	many.Head = unit.Filer{Age: 40, SelfEmployment: 9000}
	many.Dependents = unit.Dependents{Count: 6, CTCChildren: 6, Under6: 6}
	learner := unit.Facts{LifetimeLearning: 9000}
	learner.Head = unit.Filer{Age: 30, Wages: 63_000}
	student := unit.Facts{}
	student.StudentExpenses[0] = 3333
	student.Head = unit.Filer{Age: 30, Wages: 84_567}
	modest := unit.Facts{Pensions: 13_500}
	modest.Head = unit.Filer{Age: 68}
	payer := unit.Facts{AlimonyPaid: 9000, AlimonyAgreementFrom2019: true}
	payer.Head = unit.Filer{Age: 30, Wages: 84_567}
	return []unit.Facts{loser, child, heir, richer, seller, small, tiny, young, noNumber, poor, better, best, saver, giver, aged, jobless, qbi, many, learner, student, modest, payer}
}
