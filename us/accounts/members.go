package accounts

import (
	"commonpurse/us/benefit"
	"commonpurse/us/population"
	"commonpurse/us/unit"
)

// begin sets up the record of a household for the programs.
func (m *maker) begin(h int, house *benefit.Household) {
	p := m.People
	*house = benefit.Household{Region: m.h.Region[h], Rents: !p.Owner(h), Rent: p.MarketRent(h), FairRent: true}
	if p.SNAP(h) > 0 {
		house.Receives = house.Receives.With(benefit.SNAP)
	}
	if p.Housing(h) > 0 {
		house.Receives = house.Receives.With(benefit.Housing)
	}
}

// join adds the people of a filing unit, with their incomes and what the tax law made of the unit,
// to the household's record. A dependent's own return adds no people. People beyond the record's
// size (no household of the survey has so many) are left out.
func (m *maker) join(h, i int, f *unit.Facts, house *benefit.Household) {
	p := m.People
	if p.Pending(i) || house.NUnits == benefit.MaxUnits {
		return
	}
	u := int8(house.NUnits)
	house.NUnits++
	made := m.filed[i]
	house.Units[u] = benefit.Unit{Status: benefit.Status(f.Status), People: int8(p.Persons(i)), AGI: made.agi, MAGI: made.magi, Tax: made.tax}
	head := m.adult(house, u, &f.Head)
	if head == benefit.None {
		return
	}
	person := &house.People[head]
	person.SocialSecurity, person.Pensions = f.SocialSecurity, f.Pensions+f.IRADistributions
	person.Interest, person.TaxableInterest, person.Dividends = f.TaxableInterest+f.ExemptInterest, f.TaxableInterest, f.OrdinaryDividends
	person.Rents, person.Gains, person.OtherIncome = f.RentRoyalty, f.LongTermGains, f.PartnershipSCorp+f.OtherIncome
	person.Veterans, person.Medical = p.Amount(i, population.Veterans), f.Medical
	m.disability(i, f, person)
	m.receives(i, house)
	person.HasMedicare = p.Medicare(i) > 0
	person.EmployerOffer = p.EmployerInsured(i) > 0
	spouse := benefit.None
	if f.Spouse.Age > 0 {
		if spouse = m.adult(house, u, &f.Spouse); spouse != benefit.None {
			house.People[head].Spouse, house.People[spouse].Spouse = spouse, head
			house.People[spouse].HasMedicare = p.Medicare(i) > 1
			house.People[spouse].EmployerOffer = person.EmployerOffer
		}
	}
	house.RealEstateTax += f.RealEstateTax
	house.MortgagePayment += f.MortgageInterest
	house.ChildCare += f.CareExpenses
	m.dependents(h, i, u, head, spouse, house)
	cover(p.Medicaid(i), u, house)
}

// cover marks the people of a unit who report Medicaid or CHIP. The survey has their number only:
// the youngest come first.
func cover(n int, u int8, house *benefit.Household) {
	for range n {
		youngest := -1
		for j := range house.N {
			person := &house.People[j]
			if person.Unit == u && !person.HasMedicaid && (youngest < 0 || person.Age < house.People[youngest].Age) {
				youngest = j
			}
		}
		if youngest < 0 {
			return
		}
		house.People[youngest].HasMedicaid = true
	}
}

// The ages at which benefits of the old begin: 62 for Social Security (42 USC 402(a)), 65 for SSI
// (42 USC 1382c(a)(1)(A)).
const (
	retirementAge = 62
	oldAge        = 65
)

// disability marks a head who has Social Security before its age, or SSI before old age, as
// disabled: the survey asks for neither.
func (m *maker) disability(i int, f *unit.Facts, person *benefit.Person) {
	if f.SocialSecurity > 0 && f.Head.Age < retirementAge {
		person.SSDI, person.Disabled, person.DisabledSSI = f.SocialSecurity, true, true
		person.DisabilityMonths = medicareWait
	}
	if m.People.Amount(i, population.SSI) > 0 && f.Head.Age < oldAge {
		person.Disabled, person.DisabledSSI = true, true
	}
}

// medicareWait is how many months of disability benefits bring Medicare (42 USC 426(b)): all who
// report them are taken to have waited.
const medicareWait = 24

// receives marks the programs that a filing unit reports: they come first in take-up.
func (m *maker) receives(i int, house *benefit.Household) {
	p := m.People
	for _, report := range [...]struct {
		program benefit.Program
		yes     bool
	}{
		{benefit.SSI, p.Amount(i, population.SSI) > 0}, {benefit.TANF, p.Amount(i, population.TANF) > 0}, {benefit.WIC, p.Amount(i, population.WIC) > 0},
		{benefit.Medicaid, p.Medicaid(i) > 0}, {benefit.CHIP, p.Medicaid(i) > 0}, {benefit.Medicare, p.Medicare(i) > 0},
	} {
		if report.yes {
			house.Receives = house.Receives.With(report.program)
		}
	}
}

// The survey file has no hours of work: earnings over this hourly wage, which is low, and at most a
// full week, so that few who work are taken for idle.
const (
	lowWage  = 10
	fullWeek = 40
	weeks    = 52
)

func hours(earnings float64) float64 { return min(fullWeek, max(0, earnings)/(lowWage*weeks)) }

// adult adds one adult of a unit and gives its index.
func (m *maker) adult(house *benefit.Household, u int8, who *unit.Filer) int8 {
	if house.N == benefit.MaxPeople {
		return benefit.None
	}
	at := int8(house.N)
	house.N++
	house.People[at] = benefit.Person{Age: int16(who.Age), Unit: u, Spouse: benefit.None, Parents: [2]int8{benefit.None, benefit.None}, Blind: who.Blind,
		Wages: who.Wages, SelfEmployment: who.SelfEmployment, Unemployment: who.Unemployment, Hours: hours(who.Wages + who.SelfEmployment)}
	return at
}

// dependents adds a unit's dependents, with the ages that the population draws for them.
func (m *maker) dependents(h, i int, u, head, spouse int8, house *benefit.Household) {
	for g := range population.DependentGroups {
		for k := range m.People.Dependents(i, g) {
			if house.N == benefit.MaxPeople {
				return
			}
			age := m.People.DependentAge(h, int(u), g, k)
			person := &house.People[house.N]
			*person = benefit.Person{Age: int16(age), Unit: u, Spouse: benefit.None, Parents: [2]int8{head, spouse}, Dependent: true,
				Student: g == population.Dependents18, HalfTime: g == population.Dependents18, Pupil: age >= 5 && age < 18}
			house.N++
		}
	}
}
