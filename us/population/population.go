// Package population is the American people: households of the survey, brought to a year and
// calibrated so that every region is true to published figures, as columns (people.People), with
// the ways to read a filing unit or a household of people from them.
//
// The finished people are embedded; us/population/build makes them from the survey file and the
// tables of data/us/people (go generate ./us/population). docs/population.md says how.
package population

import (
	"fmt"

	"commonpurse/people"
	"commonpurse/us/unit"
)

//go:generate go run commonpurse/tools/people -out people

// Flags of a filing unit.
const (
	FlagClaimed = 1 << iota // a dependent of others
	FlagPending             // a dependent's return without people of its own: they are counted in the parents' unit
	FlagFiler
	FlagService // business is a specified service trade
	FlagBlindHead
	FlagBlindSpouse
)

// Flags of a household.
const (
	FlagOwner = 1 << iota // owns its home
	FlagTop               // kept in every replicate: the few households at the top of a region
)

// Column names of filing units, in the order of the file. Amounts are dollars a year.
const (
	cStatus    = "status"
	cFlags     = "flags"
	cClass     = "class"
	cAgeHead   = "age_head"
	cAgeSpouse = "age_spouse"
	cEITC      = "eitc_children"
	cMedicaid  = "medicaid"
	cMedicare  = "medicare"
	cEmployer  = "employer_insured"
	cFamily    = "family"
)

var dependentColumns = [DependentGroups]string{"dependents_under_6", "dependents_6_to_12", "dependents_13_to_16", "dependents_17", "dependents_18_to_20", "dependents_21_to_64", "dependents_65"}

// Amounts of a filing unit in the compact file. The order is that of the file.
const (
	Wages = iota
	WagesSpouse
	Interest
	ExemptInterest
	Dividends
	QualifiedDividends
	Business
	BusinessSpouse
	Gains
	IRA
	Pensions
	Unemployment
	Partnership
	PartnershipEarnings
	Rent
	OtherIncome
	SocialSecurity
	Adjustments
	QualifiedBusiness
	StateTax
	PropertyTax
	Mortgage
	Charity
	Medical
	OtherItemized
	ForeignCredit
	OtherCredits
	Care
	Education
	PensionContributions
	SSI
	TANF
	Veterans
	WIC
	Amounts
)

// AmountNames are the amounts' column names.
var AmountNames = [Amounts]string{"wages", "wages_spouse", "interest", "exempt_interest", "ordinary_dividends", "qualified_dividends", "business",
	"business_spouse", "gains", "ira_distributions", "pensions", "unemployment", "partnership_s_corp", "partnership_earnings", "rent_royalty", "other_income",
	"social_security", "adjustments", "qualified_business", "state_tax", "real_estate_tax", "mortgage_interest", "charity", "medical", "other_itemized",
	"foreign_tax_credit", "other_credits", "care_expenses", "education_credit", "pension_contributions", "ssi", "tanf", "veterans", "wic"}

// People is the population with its columns by name.
type People struct {
	*people.People

	status, flags, class, ageHead, ageSpouse, eitc, family []int32
	deps                                                   [DependentGroups][]int32
	medicaid, medicare, employer                           []int32
	amount                                                 [Amounts][]int32

	snap, housing, houseFlags, copies, rank []int32

	invest [Classes + 1]float64 // share of investment income subject to the tax of 26 USC 1411
}

// Wrap finds the columns of a population. A column that is missing is an error.
func Wrap(p *people.People) (*People, error) {
	out := &People{People: p}
	var missing string
	find := func(t *people.Table, name string) []int32 {
		v := t.Values(name)
		if v == nil && missing == "" {
			missing = name
		}
		return v
	}
	for _, c := range []struct {
		to   *[]int32
		name string
	}{{&out.status, cStatus}, {&out.flags, cFlags}, {&out.class, cClass}, {&out.ageHead, cAgeHead}, {&out.ageSpouse, cAgeSpouse}, {&out.eitc, cEITC},
		{&out.family, cFamily}, {&out.medicaid, cMedicaid}, {&out.medicare, cMedicare}, {&out.employer, cEmployer}} {
		*c.to = find(&p.Unit, c.name)
	}
	for g, name := range dependentColumns {
		out.deps[g] = find(&p.Unit, name)
	}
	for a, name := range AmountNames {
		out.amount[a] = find(&p.Unit, name)
	}
	for _, c := range []struct {
		to   *[]int32
		name string
	}{{&out.snap, "snap"}, {&out.housing, "housing"}, {&out.houseFlags, "flags"}, {&out.copies, "copies"}, {&out.rank, "income_rank"}} {
		*c.to = find(&p.Household, c.name)
	}
	for k := range out.invest {
		out.invest[k] = 1
		if v, ok := p.Factor(InvestmentFactor(k)); ok {
			out.invest[k] = v
		}
	}
	if missing != "" {
		return nil, fmt.Errorf("population: column %q is missing", missing)
	}
	return out, nil
}

// InvestmentFactor names the share of interest, dividends, gains and rents of a class that is net
// investment income: gains of active businesses and expenses are not told apart in the data, so
// the share is fitted to the published tax.
func InvestmentFactor(class int) string { return fmt.Sprintf("investment_income_class_%d", class) }

// Record is one filing unit in the form of the compact file, for writing.
type Record struct {
	Status, Flags, Class, AgeHead, AgeSpouse, EITC, Family int32
	Deps                                                   [DependentGroups]uint8
	Medicaid, Medicare, Employer                           int32
	Amount                                                 [Amounts]float64
}

// Record gives filing unit i in the form of the compact file.
func (p *People) Record(i int) Record {
	r := Record{p.status[i], p.flags[i], p.class[i], p.ageHead[i], p.ageSpouse[i], p.eitc[i], p.family[i], [DependentGroups]uint8{}, p.medicaid[i], p.medicare[i], p.employer[i], [Amounts]float64{}}
	for g := range r.Deps {
		r.Deps[g] = uint8(p.deps[g][i])
	}
	for a := range r.Amount {
		r.Amount[a] = float64(p.amount[a][i])
	}
	return r
}

// NewUnits lays out the columns of n filing units and gives the setter of one.
func NewUnits(n int) (*people.Table, func(i int, r *Record)) {
	t := &people.Table{Rows: n}
	columns := make([][]int32, 0, 10+DependentGroups+Amounts)
	add := func(name, unit string) {
		v := make([]int32, n)
		t.Add(name, unit, v)
		columns = append(columns, v)
	}
	for _, name := range []string{cStatus, cFlags, cClass, cAgeHead, cAgeSpouse, cEITC, cFamily, cMedicaid, cMedicare, cEmployer} {
		add(name, "")
	}
	for _, name := range dependentColumns {
		add(name, "people")
	}
	for _, name := range AmountNames {
		add(name, "USD/year")
	}
	return t, func(i int, r *Record) {
		for c, v := range [...]int32{r.Status, r.Flags, r.Class, r.AgeHead, r.AgeSpouse, r.EITC, r.Family, r.Medicaid, r.Medicare, r.Employer} {
			columns[c][i] = v
		}
		for g, v := range r.Deps {
			columns[10+g][i] = int32(v)
		}
		for a, v := range r.Amount {
			columns[10+DependentGroups+a][i] = people.Round(v)
		}
	}
}

// Amount gives an amount of unit i in dollars a year.
func (p *People) Amount(i, amount int) float64 { return float64(p.amount[amount][i]) }

// Files says whether unit i files a return. What the law works out for a unit that does not is
// not paid: no tax, no credit. Its payroll tax on wages is.
func (p *People) Files(i int) bool { return p.flags[i]&FlagFiler != 0 }

// Pending says whether unit i is a dependent's own return: its person is counted in another unit.
func (p *People) Pending(i int) bool { return p.flags[i]&FlagPending != 0 }

// Class gives the class of adjusted gross income of unit i (1 to 10), 0 for one that does not file.
func (p *People) Class(i int) int { return int(p.class[i]) }

// Persons counts the people of unit i.
func (p *People) Persons(i int) int {
	if p.Pending(i) {
		return 0
	}
	n := 1
	if p.ageSpouse[i] > 0 {
		n++
	}
	for g := range p.deps {
		n += int(p.deps[g][i])
	}
	return n
}

// AgeCounts adds the people of unit i to groups of age (AgeGroupNames).
func (p *People) AgeCounts(i int, to *[AgeGroups]int) {
	if p.Pending(i) {
		return
	}
	to[AgeGroup(int(p.ageHead[i]))]++
	if p.ageSpouse[i] > 0 {
		to[AgeGroup(int(p.ageSpouse[i]))]++
	}
	for g := range p.deps {
		to[dependentAgeGroup[g]] += int(p.deps[g][i])
	}
}

// Medicaid, Medicare and EmployerInsured count the people of unit i who have that cover, as
// reported or imputed.
func (p *People) Medicaid(i int) int        { return int(p.medicaid[i]) }
func (p *People) Medicare(i int) int        { return int(p.medicare[i]) }
func (p *People) EmployerInsured(i int) int { return int(p.employer[i]) }

// SNAP and Housing give a household's reported benefits in dollars a year, counted once.
func (p *People) SNAP(h int) float64    { return float64(p.snap[h]) }
func (p *People) Housing(h int) float64 { return float64(p.housing[h]) }

// Owner says whether a household owns its home; Top whether it is kept in every replicate.
func (p *People) Owner(h int) bool { return p.houseFlags[h]&FlagOwner != 0 }
func (p *People) Top(h int) bool   { return p.houseFlags[h]&FlagTop != 0 }

// Copies says into how many copies the household's survey household was split.
func (p *People) Copies(h int) int { return int(p.copies[h]) }

// Rank gives the share of the union's households with less money income than household h.
func (p *People) Rank(h int) float64 { return (float64(p.rank[h]) + 0.5) / 1000 }

// Fill sets the facts of unit i. It allocates nothing.
func (p *People) Fill(i int, f *unit.Facts) {
	*f = unit.Facts{}
	f.Status = unit.Status(p.status[i])
	flags := p.flags[i]
	f.Claimed = flags&(FlagClaimed|FlagPending) != 0
	f.Head.Age, f.Spouse.Age = int(p.ageHead[i]), int(p.ageSpouse[i])
	f.Head.Blind, f.Spouse.Blind = flags&FlagBlindHead != 0, flags&FlagBlindSpouse != 0
	p.fillDependents(i, &f.Dependents)
	a := func(k int) float64 { return float64(p.amount[k][i]) }
	f.Spouse.Wages = a(WagesSpouse)
	f.Head.Wages = a(Wages) - f.Spouse.Wages
	f.Spouse.SelfEmployment = a(BusinessSpouse)
	f.Head.SelfEmployment = a(Business) - f.Spouse.SelfEmployment
	f.Head.PartnershipEarnings = a(PartnershipEarnings)
	f.Head.Deferrals = a(PensionContributions)
	f.Head.Unemployment = a(Unemployment)
	f.TaxableInterest, f.ExemptInterest = a(Interest), a(ExemptInterest)
	f.OrdinaryDividends, f.QualifiedDividends = a(Dividends), a(QualifiedDividends)
	f.LongTermGains = a(Gains)
	f.IRADistributions, f.Pensions, f.SocialSecurity = a(IRA), a(Pensions), a(SocialSecurity)
	f.RentRoyalty, f.PartnershipSCorp, f.OtherIncome = a(Rent), a(Partnership), a(OtherIncome)
	f.OtherAdjustments = a(Adjustments)
	p.fillBusiness(f, a(QualifiedBusiness), flags&FlagService != 0)
	f.StateIncomeTax, f.RealEstateTax, f.MortgageInterest = a(StateTax), a(PropertyTax), a(Mortgage)
	f.CharityCash, f.Medical, f.OtherItemized = a(Charity), a(Medical), a(OtherItemized)
	f.ForeignTaxCredit, f.OtherCredits, f.CareExpenses = a(ForeignCredit), a(OtherCredits), a(Care)
	f.AmericanOpportunity = a(Education)
	f.OtherNIIT = (p.invest[p.class[i]] - 1) * (a(Interest) + a(Dividends) + a(Gains) + max(0, a(Rent)))
}

func (p *People) fillDependents(i int, d *unit.Dependents) {
	if p.Pending(i) {
		return
	}
	n := func(g int) int { return int(p.deps[g][i]) }
	d.Under6, d.Under13 = n(Dependents0), n(Dependents0)+n(Dependents6)
	d.CTCChildren = d.Under13 + n(Dependents13)
	d.Under17, d.Age17, d.Aged, d.CarePersons = d.CTCChildren, n(Dependents17), n(Dependents65), d.Under13
	d.Count = d.CTCChildren + d.Age17 + n(Dependents18) + n(Dependents21) + d.Aged
	d.EITCChildren = min(int(p.eitc[i]), d.Count)
}

// fillBusiness says how much of business, partnership and rental income is qualified business
// income (26 USC 199A), and that trades pay enough wages unless they are services.
func (p *People) fillBusiness(f *unit.Facts, qualified float64, service bool) {
	income := f.Head.SelfEmployment + f.Spouse.SelfEmployment + f.PartnershipSCorp
	if income <= 0 {
		return
	}
	f.NotQualifiedBusiness = max(0, income-qualified)
	if service {
		f.ServiceBusiness = min(income, qualified)
	} else {
		f.BusinessWages = income
	}
}
