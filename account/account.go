// Package account holds what each household pays into the common purse and is paid out of it, as
// columns. It is the meeting place of the calculation, which knows a union's law, and of splits
// and outcomes, which do not. Amounts are dollars a year of the household as a whole, in the
// dollars of Households.Year; every column has one entry a household, in a fixed order: region,
// survey household, copy.
package account

import (
	"fmt"

	"commonpurse/money"
	"commonpurse/region"
)

// Tax is a kind of tax, placed on the household that bears it by the named incidence.
type Tax uint8

// The taxes of METHOD.md section 1. IncomeTax is after all credits as far as they offset tax; it
// is never below zero (what is paid out is a benefit).
const (
	IncomeTax Tax = iota
	PayrollEmployee
	PayrollEmployer
	SelfEmployment
	Corporate
	Excise
	Customs
	Estate
	Taxes int = iota
)

var taxNames = [Taxes]string{"income_tax", "payroll_employee", "payroll_employer", "self_employment", "corporate", "excise", "customs", "estate"}

// String gives the tax's name as tables print it.
func (t Tax) String() string { return taxNames[t] }

// Benefit is a kind of benefit.
type Benefit uint8

// The benefits of METHOD.md section 1. RefundableCredits is what credits pay out beyond tax.
const (
	RefundableCredits Benefit = iota
	SocialSecurity
	Medicare
	Medicaid // federal share, with CHIP
	PremiumCredit
	SNAP
	SSI
	TANF
	WIC
	Housing
	SchoolMeals
	Unemployment
	Veterans
	Pell
	PublicPensions     // of the union's own civil and military employees
	Benefits       int = iota
)

var benefitNames = [Benefits]string{"refundable_credits", "social_security", "medicare", "medicaid_chip", "premium_credit", "snap", "ssi", "tanf",
	"wic", "housing", "school_meals", "unemployment", "veterans", "pell", "public_pensions"}

// String gives the benefit's name as tables print it.
func (b Benefit) String() string { return benefitNames[b] }

// Medical says whether the benefit is medical care, which is in `comprehensive` resources only.
func (b Benefit) Medical() bool {
	switch b {
	case Medicare, Medicaid, PremiumCredit:
		return true
	}
	return false
}

// MeansTested says whether the benefit falls as income rises by its own rules; the closure
// `means-tested` cuts these.
func (b Benefit) MeansTested() bool {
	switch b {
	case RefundableCredits, Medicaid, PremiumCredit, SNAP, SSI, TANF, WIC, Housing, SchoolMeals, Pell:
		return true
	}
	return false
}

// Cash says whether the benefit counts in money income (the official measure of poverty).
func (b Benefit) Cash() bool {
	switch b {
	case SocialSecurity, SSI, TANF, Unemployment, Veterans, PublicPensions:
		return true
	}
	return false
}

// Legacy says whether the right to the benefit was earned in the union before a split
// (METHOD.md section 3, `legacy`).
func (b Benefit) Legacy() bool {
	switch b {
	case SocialSecurity, Medicare, Veterans, PublicPensions:
		return true
	}
	return false
}

// Election is how the adults of each household voted, as expected numbers: probabilities summed
// over the adults of the household.
type Election struct {
	Year       int
	Candidates []string    // names of choices, alphabetical, the last two being "other" and "none"
	Adults     [][]float32 // candidate × household: expected adults who chose so
}

// Households is the columns.
type Households struct {
	Year    int
	Regions *region.List

	Region  []region.ID
	Weight  []money.Weight
	Survey  []uint32 // survey household: rows that share one are copies and are drawn together
	Certain []bool   // kept in every replicate (the few households at the top)

	Persons  []uint8
	Adults   []uint8 // 18 and over
	Children []uint8 // under 18
	Aged     []uint8 // 65 and over
	HeadAge  []uint8
	Device   []bool // stands for negative adjusted gross income: left out of distribution and poverty tables

	MarketIncome   []float64 // wages, business, property, pensions; employer's payroll tax and health insurance left out
	NotMoney       []float64 // of market income: realised gains, which no measure of poverty counts, less exempt interest, which they do and market income does not
	EmployerHealth []float64 // employer's contributions to health insurance
	Tax            [Taxes][]float64
	Benefit        [Benefits][]float64
	BeforeCredits  []float64 // individual income tax before credits: the base of the closure `income-tax`
	PayrollBase    []float64 // wages and self-employment earnings: the base of a joint pool and of the rate shown by `payroll`
	Consumption    []float64 // the base of the closure `consumption`
	Expenses       []float64 // of the SPM-like measure: work, child care, medical out of pocket, and the housing subsidy beyond its cap
	SPMThreshold   []float64 // threshold of the SPM-like measure
	Guideline      []float64 // threshold of the official measure, were the household one family
	Families       *Families // of households that are more than one; nil: every household is one family

	Elections []Election
}

// Len counts the households (rows).
func (h *Households) Len() int { return len(h.Region) }

// Check says whether all columns have one entry a household and rows are ordered by region.
func (h *Households) Check() error {
	n := len(h.Region)
	lengths := map[string]int{
		"weight": len(h.Weight), "survey": len(h.Survey), "certain": len(h.Certain), "persons": len(h.Persons), "adults": len(h.Adults),
		"children": len(h.Children), "aged": len(h.Aged), "head_age": len(h.HeadAge), "device": len(h.Device), "market_income": len(h.MarketIncome),
		"not_money": len(h.NotMoney), "employer_health": len(h.EmployerHealth), "before_credits": len(h.BeforeCredits), "payroll_base": len(h.PayrollBase),
		"consumption": len(h.Consumption), "expenses": len(h.Expenses), "spm_threshold": len(h.SPMThreshold), "guideline": len(h.Guideline),
	}
	for t, column := range h.Tax {
		lengths[Tax(t).String()] = len(column)
	}
	for b, column := range h.Benefit {
		lengths[Benefit(b).String()] = len(column)
	}
	for _, e := range h.Elections {
		for c, column := range e.Adults {
			lengths[fmt.Sprintf("votes %d %s", e.Year, e.Candidates[c])] = len(column)
		}
	}
	for name, got := range lengths {
		if got != n {
			return fmt.Errorf("account: column %s has %d entries; expected %d", name, got, n)
		}
	}
	if f := h.Families; f != nil && len(f.First) != n+1 {
		return fmt.Errorf("account: families begin at %d places; expected %d", len(f.First), n+1)
	}
	for i := 1; i < n; i++ {
		if h.Region[i] < h.Region[i-1] {
			return fmt.Errorf("account: household %d is of region %d after region %d; expected ascending regions", i, h.Region[i], h.Region[i-1])
		}
	}
	return nil
}

// Disposable gives a household's disposable resources: market income and cash and near-cash
// benefits and refundable credits, less income tax and the worker's own payroll tax
// (METHOD.md section 1).
func (h *Households) Disposable(i int) float64 {
	sum := h.MarketIncome[i]
	for b := range h.Benefit {
		if !Benefit(b).Medical() {
			sum += h.Benefit[b][i]
		}
	}
	return sum - h.Tax[IncomeTax][i] - h.Tax[PayrollEmployee][i] - h.Tax[SelfEmployment][i]
}

// Comprehensive gives a household's comprehensive resources: disposable, medical benefits at
// their cost to government, the employer's payroll tax and health insurance, less every other tax
// by incidence. The employer's payroll tax is income and tax at once, so it cancels.
func (h *Households) Comprehensive(i int) float64 {
	sum := h.Disposable(i) + h.EmployerHealth[i]
	for b := range h.Benefit {
		if Benefit(b).Medical() {
			sum += h.Benefit[b][i]
		}
	}
	for _, t := range [...]Tax{Corporate, Excise, Customs, Estate} {
		sum -= h.Tax[t][i]
	}
	return sum
}
