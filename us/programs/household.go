package programs

import (
	"fmt"
	"strconv"

	"commonpurse/fault"
	"commonpurse/region"
	"commonpurse/us/benefit"
	"commonpurse/us/unit"
)

// Filed is one filing unit of a household as the tax law found it.
type Filed struct {
	Members []int // places in Household.People: the filer, the spouse on a joint return, dependents
	Adults  int   // 2 on a joint return, else 1
	Status  unit.Status
	// Of the return: adjusted gross income, taxable part of Social Security, tax after credits.
	AdjustedGrossIncome, TaxableSocialSecurity, IncomeTax float64
}

// oldest is the highest age a person may have.
const oldest = 125

// Gather fills the programs' record from a household as a user writes it and its filing units. All
// mistakes are told at once. Who buys and eats together, and who is married, is taken from the
// relations: everybody in the household is one household of every program.
func Gather(p *Params, from *unit.Household, filed []Filed, to *benefit.Household) error {
	*to = benefit.Household{Takes: benefit.All}
	var faults fault.List
	add := func(format string, args ...any) { faults = append(faults, fault.Usage(format, args...)) }
	if len(from.People) == 0 || len(from.People) > benefit.MaxPeople {
		add("people has %d entries; expected 1 to %d", len(from.People), benefit.MaxPeople)
		return faults.Or()
	}
	if len(filed) == 0 || len(filed) > benefit.MaxUnits {
		add("the household has %d filing units; expected 1 to %d", len(filed), benefit.MaxUnits)
		return faults.Or()
	}
	place(p, from, to, add)
	names := map[string]int8{}
	for i := range from.People {
		if name := from.People[i].Name; name != "" {
			names[name] = int8(i)
		}
	}
	to.N, to.NUnits = len(from.People), len(filed)
	for i := range from.People {
		gatherPerson(&from.People[i], i, names, &to.People[i], add)
	}
	for i := range from.People { // marriage holds both ways
		if s := to.People[i].Spouse; s != benefit.None {
			to.People[s].Spouse = int8(i)
		}
	}
	to.People[0].Assets = from.Assets
	for k := range filed {
		gatherUnit(&filed[k], k, to, add)
	}
	return faults.Or()
}

// place fills region, county and what belongs to the dwelling.
func place(p *Params, from *unit.Household, to *benefit.Household, add func(string, ...any)) {
	at := -1
	for i, code := range p.Codes {
		if code == from.Region {
			at = i
		}
	}
	if at < 0 {
		f := fault.Usage("region is %q", from.Region)
		f.Nearest = fault.Nearest(from.Region, p.Codes)
		add("%s", f.Error())
		at = 0
	}
	to.Region = region.ID(at)
	if from.County != "" {
		county, err := strconv.Atoi(from.County)
		if _, known := p.ratings[int32(county)]; err != nil || len(from.County) != 5 || !known {
			add("county is %q; expected the five digits of a county, such as 39049", from.County)
		} else {
			to.County = int32(county)
			to.Area = p.Aid.AreaOf(at, to.County)
		}
	}
	for _, cost := range []struct {
		name  string
		value float64
	}{
		{"rent", from.Rent}, {"real_estate_tax", from.RealEstateTax}, {"mortgage_interest", from.MortgageInterest}, {"utilities", from.Utilities},
		{"phone", from.Phone}, {"broadband", from.Broadband}, {"care_expenses", from.CareExpenses}, {"assets", from.Assets},
	} {
		if cost.value < 0 {
			add("%s is %v; expected dollars a year, not below zero", cost.name, cost.value)
		}
	}
	if from.Bedrooms < 0 || from.Bedrooms > 20 {
		add("bedrooms is %d; expected 0 to 20", from.Bedrooms)
	}
	to.Rents, to.Rent, to.RealEstateTax, to.MortgagePayment = from.Rent > 0, from.Rent, from.RealEstateTax, from.MortgageInterest
	to.Heating, to.Phone, to.Broadband, to.ChildCare = from.Utilities, from.Phone, from.Broadband, from.CareExpenses
	to.Bedrooms = int8(min(max(from.Bedrooms, 0), 20))
}

func gatherPerson(from *unit.Person, i int, names map[string]int8, to *benefit.Person, add func(string, ...any)) {
	who := from.Name
	if who == "" {
		who = fmt.Sprintf("person %d", i+1)
	}
	if from.Age < 0 || from.Age > oldest {
		add("age of %s is %d; expected 0 to %d", who, from.Age, oldest)
	}
	find := func(key, name string) int8 {
		if name == "" {
			return benefit.None
		}
		at, ok := names[name]
		if !ok {
			add("%s of %s is %q; expected the name of a person of the household", key, who, name)
			return benefit.None
		}
		return at
	}
	*to = benefit.Person{
		Age: int16(from.Age), Spouse: find("spouse_of", from.SpouseOf),
		Parents: [2]int8{find("child_of", from.ChildOf), find("child_of_too", from.ChildOfToo)},
		Female:  from.Female, Blind: from.Blind, Disabled: from.Disabled, DisabledSSI: from.Disabled, Pregnant: from.Pregnant, Nursing: from.Nursing,
		Student: from.Student && from.Age >= 18, HalfTime: from.HalfTime && from.Age >= 18, Pupil: from.Age >= 5 && from.Age < 18,
		Veteran: from.Veteran, Noncitizen: from.Noncitizen, EmployerOffer: from.EmployerCoverage, HasMedicare: from.Medicare, HasMedicaid: from.Medicaid,
		DisabilityMonths: int16(from.DisabilityMonths), Hours: from.WorkHours,
		Wages: from.Wages, SelfEmployment: from.SelfEmployment + from.Farm + from.PartnershipEarnings,
		Unemployment: from.Unemployment, SocialSecurity: from.SocialSecurity, SSDI: from.SSDI, Veterans: from.VeteransBenefits,
		Pensions: from.Pensions + from.ExemptPensions + from.IRADistributions, Interest: from.Interest + from.ExemptInterest, TaxableInterest: from.Interest,
		Dividends: from.OrdinaryDividends, Rents: from.RentRoyalty, Gains: from.ShortTermGains + from.LongTermGains,
		Alimony: from.AlimonyReceived, ChildSupport: from.ChildSupport, SupportPaid: from.ChildSupportPaid,
		OtherIncome: from.OtherIncome + from.PartnershipSCorp - from.PartnershipEarnings + from.PassiveBusiness + from.WorkersCompensation,
		PastWages:   from.PastWages, WeeksOut: from.WeeksUnemployed, Premiums: from.HealthPremiums, Medical: from.Medical, CollegeCost: from.CollegeCost,
	}
	if to.Hours == 0 && to.Wages+to.SelfEmployment > 0 {
		to.Hours = usualHours
	}
	if to.SSDI > 0 && to.DisabilityMonths == 0 {
		to.DisabilityMonths = longDisabled
	}
}

// usualHours is taken for a worker who gives no hours; longDisabled for months of disability
// insurance of one who gives none.
const (
	usualHours   = 40
	longDisabled = 24
)

func gatherUnit(from *Filed, k int, to *benefit.Household, add func(string, ...any)) {
	u := &to.Units[k]
	*u = benefit.Unit{Status: benefit.Status(from.Status), People: int8(len(from.Members)), AGI: from.AdjustedGrossIncome, Tax: from.IncomeTax}
	untaxed := -from.TaxableSocialSecurity
	for place, at := range from.Members {
		if at < 0 || at >= to.N {
			add("filing unit %d has a member at place %d, who is not in the household", k+1, at)
			return
		}
		m := &to.People[at]
		m.Unit, m.Dependent = int8(k), place >= from.Adults
		if !m.Dependent {
			untaxed += m.SocialSecurity + m.Interest - m.TaxableInterest
		}
	}
	if from.Adults == 2 && len(from.Members) > 1 {
		a, b := from.Members[0], from.Members[1]
		to.People[a].Spouse, to.People[b].Spouse = int8(b), int8(a)
	}
	u.MAGI = from.AdjustedGrossIncome + max(0, untaxed)
}
