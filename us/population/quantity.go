package population

import (
	"fmt"

	"commonpurse/people/calibrate"
	"commonpurse/region"
	"commonpurse/us/unit"
)

// Law works out what one filing unit owes and is owed.
type Law func(f *unit.Facts, r *unit.Result)

// Outcome is what the law makes of one filing unit, as far as the population is compared with
// published figures. It is zero for a unit that does not file, but for payroll tax.
type Outcome struct {
	AGI, TotalIncome, TaxableSecurity   float64
	Itemized, StandardDeduction         float64 // deduction allowed if it is the one taken, and the standard one
	QBI, TaxableIncome                  float64
	TaxBeforeCredits, TaxAfterCredits   float64 // after nonrefundable credits, never below 0
	SelfEmploymentTax, HalfSelf         float64
	AdditionalMedicare, InvestmentTax   float64
	EITC, ChildCredit, AdditionalChild  float64
	Refundable, Payroll                 float64
	Itemizes                            bool
	Care, Education, ForeignCredit, AMT float64
}

// Outcomes runs the law over every unit. Without a law (nil) only incomes are worked out, from
// the class of the unit: for weights that owe nothing to the tax.
func (p *People) Outcomes(law Law, workers int) []Outcome {
	out := make([]Outcome, p.Unit.Rows)
	const chunk = 4096
	calibrate.Each((len(out)+chunk-1)/chunk, workers, func(c int) {
		var f unit.Facts
		var r unit.Result
		for i := c * chunk; i < min(len(out), (c+1)*chunk); i++ {
			p.Fill(i, &f)
			if law == nil {
				out[i] = p.incomes(i, &f)
				continue
			}
			r = unit.Result{}
			law(&f, &r)
			out[i] = p.outcome(i, &r)
		}
	})
	return out
}

func (p *People) outcome(i int, r *unit.Result) Outcome {
	if !p.Files(i) {
		return Outcome{Payroll: r.PayrollTaxWages}
	}
	o := Outcome{AGI: r.AdjustedGrossIncome, TotalIncome: r.TotalIncome, TaxableSecurity: r.TaxableSocialSecurity, StandardDeduction: r.StandardDeduction,
		QBI: r.QBIDeduction, TaxableIncome: r.TaxableIncome, TaxBeforeCredits: r.TaxBeforeCredits, TaxAfterCredits: max(0, r.TaxBeforeCredits-r.NonrefundableCredits),
		SelfEmploymentTax: r.SelfEmploymentTax, HalfSelf: r.HalfSelfEmploymentTax, AdditionalMedicare: r.AdditionalMedicareTax, InvestmentTax: r.NetInvestmentIncomeTax,
		EITC: r.EarnedIncomeCredit, ChildCredit: r.ChildCredit + r.OtherDependentCredit, AdditionalChild: r.AdditionalChildCredit, Refundable: r.RefundableCredits,
		Payroll: r.PayrollTax, Itemizes: r.Itemizes, Care: r.CareCredit, Education: r.EducationCredit, ForeignCredit: r.ForeignTaxCredit, AMT: r.AlternativeMinimumTax}
	if r.Itemizes {
		o.Itemized = r.ItemizedDeductions
	}
	return o
}

// incomes adds up a unit's income without the law's help.
func (p *People) incomes(i int, f *unit.Facts) Outcome {
	if !p.Files(i) {
		return Outcome{}
	}
	total := p.MarketIncome(i)
	taxable := TaxableSecurity(total+f.ExemptInterest-f.OtherAdjustments, f.SocialSecurity, f.Status)
	return Outcome{AGI: total + taxable - f.OtherAdjustments, TotalIncome: total + taxable, TaxableSecurity: taxable}
}

// MarketIncome adds the items of unit i's total income other than Social Security.
func (p *People) MarketIncome(i int) float64 {
	var sum float64
	for _, a := range [...]int{Wages, Interest, Dividends, Business, Gains, IRA, Pensions, Unemployment, Partnership, Rent, OtherIncome} {
		sum += float64(p.amount[a][i])
	}
	return sum
}

// TaxableSecurity is the statutory formula (26 USC 86) at other income x: benefits taxed in two
// steps above base amounts that are not indexed.
func TaxableSecurity(x, benefits float64, status unit.Status) float64 {
	if benefits <= 0 {
		return 0
	}
	base, adjusted := 25_000.0, 34_000.0
	if status == unit.Joint {
		base, adjusted = 32_000, 44_000
	}
	provisional := x + float64(benefits/2)
	first := min(max(0, provisional-base), adjusted-base) / 2
	first = min(first, benefits/2)
	return min(0.85*benefits, first+float64(0.85*max(0, provisional-adjusted)))
}

// Quantity is something that can be counted over households and be a target.
type Quantity struct {
	Name string
	Unit string
	// Household gives what a household adds, per unit of weight.
	Household func(p *People, o []Outcome, h int) float64
}

func overUnits(value func(p *People, o *Outcome, i int) float64) func(*People, []Outcome, int) float64 {
	return func(p *People, o []Outcome, h int) float64 {
		var sum float64
		for i := int(p.First[h]); i < int(p.First[h+1]); i++ {
			sum += value(p, &o[i], i)
		}
		return sum
	}
}

func filed(value func(p *People, o *Outcome, i int) float64) func(*People, []Outcome, int) float64 {
	return overUnits(func(p *People, o *Outcome, i int) float64 {
		if !p.Files(i) {
			return 0
		}
		return value(p, o, i)
	})
}

func flag(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

// amountOf is a quantity's value over returns for one column.
func amountOf(a int) func(*People, []Outcome, int) float64 {
	return filed(func(p *People, _ *Outcome, i int) float64 { return float64(p.amount[a][i]) })
}

// Quantities lists what can be a target, in a fixed order.
func Quantities(guidelines *Guidelines) []Quantity {
	var list []Quantity
	add := func(name, unit string, f func(*People, []Outcome, int) float64) {
		list = append(list, Quantity{name, unit, f})
	}
	for k := 1; k <= Classes; k++ {
		add(fmt.Sprintf("returns_class_%d", k), "returns", filed(func(_ *People, o *Outcome, _ int) float64 { return flag(ClassOf(o.AGI) == k) }))
	}
	for k := 2; k <= Classes; k++ {
		add(fmt.Sprintf("adjusted_gross_income_class_%d", k), "USD/year", filed(func(_ *People, o *Outcome, _ int) float64 { return flag(ClassOf(o.AGI) == k) * o.AGI }))
	}
	for g, name := range AgeGroupNames {
		add("persons_"+name, "people", func(p *People, _ []Outcome, h int) float64 {
			var n [AgeGroups]int
			for i := int(p.First[h]); i < int(p.First[h+1]); i++ {
				p.AgeCounts(i, &n)
			}
			return float64(n[g])
		})
	}
	add("tax_after_credits", "USD/year", filed(func(_ *People, o *Outcome, _ int) float64 { return o.TaxAfterCredits }))
	for _, c := range []struct {
		name   string
		column int
	}{{"wages", Wages}, {"taxable_interest", Interest}, {"ordinary_dividends", Dividends}, {"business_income", Business}, {"capital_gains", Gains}, {"partnership_s_corp", Partnership}} {
		add(c.name, "USD/year", amountOf(c.column))
	}
	add("taxable_social_security", "USD/year", filed(func(_ *People, o *Outcome, _ int) float64 { return o.TaxableSecurity }))
	add("retirement_income", "USD/year", filed(func(p *People, _ *Outcome, i int) float64 { return float64(p.amount[IRA][i] + p.amount[Pensions][i]) }))
	add("child_credits", "USD/year", filed(func(_ *People, o *Outcome, _ int) float64 { return o.ChildCredit + o.AdditionalChild }))
	add("earned_income_credit", "USD/year", filed(func(_ *People, o *Outcome, _ int) float64 { return o.EITC }))
	add("joint_returns", "returns", filed(func(p *People, _ *Outcome, i int) float64 { return flag(unit.Status(p.status[i]) == unit.Joint) }))
	add("head_of_household_returns", "returns", filed(func(p *People, _ *Outcome, i int) float64 {
		return flag(unit.Status(p.status[i]) == unit.HeadOfHousehold)
	}))
	add("individuals_on_returns", "people", filed(func(p *People, _ *Outcome, i int) float64 { return max(1, float64(p.Persons(i))) }))
	add("itemizing_returns", "returns", filed(func(_ *People, o *Outcome, _ int) float64 { return flag(o.Itemizes) }))
	add("social_security", "USD/year", overUnits(func(p *People, _ *Outcome, i int) float64 { return float64(p.amount[SocialSecurity][i]) }))
	add("snap_households", "households", func(p *People, _ []Outcome, h int) float64 { return flag(p.snap[h] > 0) })
	add("medicaid_chip_persons", "people", overUnits(func(p *People, _ *Outcome, i int) float64 { return float64(p.medicaid[i]) }))
	add("ssi", "USD/year", overUnits(func(p *People, _ *Outcome, i int) float64 { return float64(p.amount[SSI][i]) }))
	add("poor_persons", "people", func(p *People, _ []Outcome, h int) float64 { n, _ := p.Poor(h, guidelines); return float64(n) })
	add("poor_children", "people", func(p *People, _ []Outcome, h int) float64 { _, n := p.Poor(h, guidelines); return float64(n) })
	add("households", "households", func(*People, []Outcome, int) float64 { return 1 })
	add("owner_households", "households", func(p *People, _ []Outcome, h int) float64 { return flag(p.Owner(h)) })
	return list
}

// MoneyIncome is a unit's income before tax as the official measure of poverty counts it: what
// it earns and is paid in cash, without gains and losses carried over.
func (p *People) MoneyIncome(i int) float64 {
	sum := p.MarketIncome(i) - float64(p.amount[Gains][i])
	if p.class[i] == 1 {
		sum -= float64(p.amount[OtherIncome][i])
	}
	for _, a := range [...]int{ExemptInterest, SocialSecurity, SSI, TANF, Veterans} {
		sum += float64(p.amount[a][i])
	}
	return max(0, sum)
}

// Poor counts the poor people of a household and the children among them: families whose money
// income is below the guideline of the year after, which equals the year's official thresholds
// nearly.
func (p *People) Poor(h int, g *Guidelines) (persons, children int) {
	from, to := p.Units(h)
	for i := from; i < to; {
		family := p.family[i]
		var income float64
		var n, young int
		for ; i < to && p.family[i] == family; i++ {
			income += p.MoneyIncome(i)
			n += p.Persons(i)
			var ages [AgeGroups]int
			p.AgeCounts(i, &ages)
			young += ages[0] + ages[1]
		}
		if n > 0 && income < g.At(p.Region[h], n) {
			persons, children = persons+n, children+young
		}
	}
	return persons, children
}

// Guidelines are the poverty guidelines of a year by region.
type Guidelines struct{ first, more []float64 }

// At gives the guideline of a family of n.
func (g *Guidelines) At(r region.ID, n int) float64 {
	return g.first[r] + float64(float64(n-1)*g.more[r])
}
