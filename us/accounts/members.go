package accounts

import (
	"commonpurse/people"
	"commonpurse/us/benefit"
	"commonpurse/us/population"
	"commonpurse/us/unit"
)

// begin sets up the record of a household for the programs.
func (m *maker) begin(h int, house *benefit.Household) {
	*house = benefit.Household{Region: m.h.Region[h], Rents: !m.People.Owner(h), Takes: benefit.All}
}

// join adds the people of a filing unit, with their incomes and what the tax law made of the unit,
// to the household's record. A dependent's own return adds no people. People beyond the record's
// size (no household of the survey has so many) are left out.
func (m *maker) join(h, i int, f *unit.Facts, r *unit.Result, house *benefit.Household) {
	p := m.People
	if p.Pending(i) || house.NUnits == benefit.MaxUnits {
		return
	}
	u := int8(house.NUnits)
	house.NUnits++
	status := benefit.Status(f.Status)
	house.Units[u] = benefit.Unit{Status: status, People: int8(p.Persons(i)), AGI: r.AdjustedGrossIncome,
		MAGI: r.AdjustedGrossIncome + f.ExemptInterest + f.SocialSecurity - r.TaxableSocialSecurity, Tax: max(0, r.IncomeTax)}
	head := m.adult(house, u, &f.Head)
	if head == benefit.None {
		return
	}
	person := &house.People[head]
	person.SocialSecurity, person.Pensions = f.SocialSecurity, f.Pensions+f.IRADistributions
	person.Interest, person.TaxableInterest, person.Dividends = f.TaxableInterest+f.ExemptInterest, f.TaxableInterest, f.OrdinaryDividends
	person.Rents, person.Gains, person.OtherIncome = f.RentRoyalty, f.LongTermGains, f.PartnershipSCorp+f.OtherIncome
	person.Veterans, person.Medical = p.Amount(i, population.Veterans), f.Medical
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
}

// adult adds one adult of a unit and gives its index.
func (m *maker) adult(house *benefit.Household, u int8, who *unit.Filer) int8 {
	if house.N == benefit.MaxPeople {
		return benefit.None
	}
	at := int8(house.N)
	house.N++
	house.People[at] = benefit.Person{Age: int16(who.Age), Unit: u, Spouse: benefit.None, Parents: [2]int8{benefit.None, benefit.None}, Blind: who.Blind,
		Wages: who.Wages, SelfEmployment: who.SelfEmployment, Unemployment: who.Unemployment}
	return at
}

// dependentAges are the first age and the number of ages of each group of dependents.
var dependentAges = [population.DependentGroups][2]int{
	population.Dependents0: {0, 6}, population.Dependents6: {6, 7}, population.Dependents13: {13, 4}, population.Dependents17: {17, 1},
	population.Dependents18: {18, 3}, population.Dependents21: {21, 4}, population.Dependents65: {65, 20},
}

// drawAge is the decision that places dependents within their group of age.
const drawAge people.Decision = 7001

// dependents adds a unit's dependents. The survey tells only their groups of age: single ages are
// drawn, keyed by household and place in the unit, evenly within the group.
func (m *maker) dependents(h, i int, u, head, spouse int8, house *benefit.Household) {
	place := 0
	for g, ages := range dependentAges {
		for range m.People.Dependents(i, g) {
			if house.N == benefit.MaxPeople {
				return
			}
			key := people.Key{Survey: m.People.Survey[h], Copy: m.People.Copy[h], Unit: uint8(int(u)<<4 | place&15)}
			age := ages[0] + int(key.Uniform(drawAge)*float64(ages[1]))
			person := &house.People[house.N]
			*person = benefit.Person{Age: int16(age), Unit: u, Spouse: benefit.None, Parents: [2]int8{head, spouse}, Dependent: true,
				Student: g == population.Dependents18, HalfTime: g == population.Dependents18, Pupil: age >= 5 && age < 18}
			house.N++
			place++
		}
	}
}
