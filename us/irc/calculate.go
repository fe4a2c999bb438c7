package irc

import (
	"math"

	"commonpurse/us/unit"
)

// Calculate works out every result of one filing unit, in the order of the return. It writes all
// of r, allocates nothing and keeps nothing.
func Calculate(p *Params, f *unit.Facts, r *unit.Result) {
	wageTaxes(p, f, r)
	selfEmploymentTax(p, f, r)
	additionalMedicareTax(p, f, r)
	earnedIncome(p, f, r)
	businessIncome(p, f, r)
	capitalGain(p, f, r)
	unemployment(p, f, r)
	adjustmentsBeforeLoan(p, f, r)
	taxableSocialSecurity(p, f, r)
	studentLoanDeduction(p, f, r)
	unemploymentExclusion(p, f, r)
	grossIncome(p, f, r)
	standardDeduction(p, f, r)
	medicalDeduction(p, f, r)
	taxesDeduction(p, f, r)
	interestDeduction(p, f, r)
	charityDeduction(p, f, r)
	lossDeductions(p, f, r)
	miscellaneousDeduction(p, f, r)
	itemizedDeductions(p, f, r)
	charityNonItemizer(p, f, r)
	tipDeduction(p, f, r)
	overtimeDeduction(p, f, r)
	carLoanDeduction(p, f, r)
	seniorDeduction(p, f, r)
	personalExemptions(p, f, r)
	itemizedLimitation(p, f, r)
	taxOnIncome(p, f, r, false)
	electionToItemize(p, f, r)
	premiumTaxCredit(p, f, r)
	taxBeforeCredits(p, f, r)
	foreignTaxCredit(p, f, r)
	careCredit(p, f, r)
	elderlyCredit(p, f, r)
	educationCredits(p, f, r)
	saversCredit(p, f, r)
	homeEnergyCredit(p, f, r)
	childCredit(p, f, r)
	laterCredits(p, f, r)
	netInvestmentIncomeTax(p, f, r)
	totalTax(p, f, r)
	earnedIncomeCredit(p, f, r)
	additionalChildCredit(p, f, r)
	recoveryRebate(p, f, r)
	allowances(p, f, r)
	incomeTax(p, f, r)
}

// taxOnIncome goes from deductions to tax: what depends on whether the unit itemizes by choice.
func taxOnIncome(p *Params, f *unit.Facts, r *unit.Result, elect bool) {
	deductionTaken(p, f, r, elect)
	adjustedGrossIncome(p, f, r)
	businessDeduction(p, f, r)
	taxableIncome(p, f, r)
	netUnearnedIncome(p, f, r)
	taxImposed(p, f, r)
	minimumTaxableIncome(p, f, r)
	minimumTax(p, f, r)
}

// electionToItemize lets a unit that owes alternative minimum tax itemize less than the standard
// deduction where that is cheaper, 26 USC 63(e): the minimum tax allows no standard deduction. In
// every other case the larger deduction is the cheaper one.
func electionToItemize(p *Params, f *unit.Facts, r *unit.Result) {
	if r.AlternativeMinimumTax <= 0 || r.Itemizes || r.ItemizedDeductions <= 0 {
		return
	}
	standard := r.RegularTax + r.AlternativeMinimumTax
	taxOnIncome(p, f, r, true)
	if r.RegularTax+r.AlternativeMinimumTax >= standard {
		taxOnIncome(p, f, r, false)
	}
}

// times multiplies an amount by a count, without fusing.
func times(n int, amount float64) float64 { return float64(float64(n) * amount) }

// part multiplies an amount by a fraction, without fusing.
func part(fraction, amount float64) float64 { return float64(fraction * amount) }

// above gives what an amount exceeds a threshold by, not less than 0.
func above(amount, threshold float64) float64 {
	if amount > threshold {
		return amount - threshold
	}
	return 0
}

// positive gives the amount, not less than 0.
func positive(amount float64) float64 {
	if amount > 0 {
		return amount
	}
	return 0
}

// smaller gives the lower of two amounts. (The builtin min also looks after signed zeros and
// numbers that are none, which costs time here.)
func smaller(a, b float64) float64 {
	if a < b {
		return a
	}
	return b
}

// larger gives the higher of two amounts.
func larger(a, b float64) float64 {
	if a > b {
		return a
	}
	return b
}

// stepsUp counts the steps in an amount, a part of a step as a whole one.
func stepsUp(amount, step float64) float64 { return math.Ceil(amount / step) }

// stepsDown counts the whole steps in an amount.
func stepsDown(amount, step float64) float64 { return math.Floor(amount / step) }
