package population

import (
	"strconv"

	"commonpurse/us/unit"
)

const mostPeople, mostUnits = 24, 32

// names are the people's names in a household: unit and place in it, head first.
var names = func() (n [mostUnits][mostPeople]string) {
	for u := range n {
		for m := range n[u] {
			n[u][m] = strconv.Itoa(u+1) + "." + strconv.Itoa(m+1)
		}
	}
	return n
}()

// FillHousehold sets the people of household h: ages, relations, incomes and reported cover. The
// slice of people is reused, so that a second household of the same size allocates nothing.
//
// Ages of dependents are drawn (DependentAge). Income of a unit that the survey does not split stands with its head.
// Dependents' own returns give the wages of their unit's grown dependents, in order.
func (l *Loaded) FillHousehold(h int, out *unit.Household) {
	*out = unit.Household{Year: l.Year, Region: l.Regions.Code(l.Region[h]), People: out.People[:0], Rent: l.GrossRent(h)}
	from, to := l.Units(h)
	pending := from
	for pending < to && !l.Pending(pending) {
		pending++
	}
	for i := from; i < to && !l.Pending(i); i++ {
		pending = l.fillUnit(h, i, i-from, pending, to, out)
	}
}

func (l *Loaded) fillUnit(h, i, u, pending, end int, out *unit.Household) int {
	u = min(u, mostUnits-1)
	first := len(out.People)
	out.People = append(out.People, unit.Person{Name: names[u][0], Age: int(l.ageHead[i])})
	married := l.ageSpouse[i] > 0
	if married {
		out.People = append(out.People, unit.Person{Name: names[u][1], Age: int(l.ageSpouse[i]), SpouseOf: names[u][0]})
	}
	grown, m := 0, len(out.People)-first
	for _, g := range [...]int{Dependents18, Dependents21, Dependents17, Dependents0, Dependents6, Dependents13, Dependents65} {
		for k := range int(l.deps[g][i]) {
			person := unit.Person{Name: names[u][min(m, mostPeople-1)], Age: l.DependentAge(h, u, g, k)}
			if g == Dependents65 {
				person.ParentOf = names[u][0]
			} else {
				person.ChildOf = names[u][0]
			}
			if g == Dependents18 {
				person.Student = true
			}
			if (g == Dependents17 || g == Dependents18 || g == Dependents21) && grown < 2 && pending < end {
				person.Wages = l.Amount(pending, Wages)
				pending++
				grown++
			}
			out.People = append(out.People, person)
			m++
		}
	}
	l.fillIncome(i, out.People[first:], married)
	l.fillCover(i, out.People[first:])
	a := func(k int) float64 { return l.Amount(i, k) }
	out.MortgageInterest += a(Mortgage)
	out.RealEstateTax += a(PropertyTax)
	out.StateIncomeTax += a(StateTax)
	out.CareExpenses += a(Care)
	return pending
}

// workAge is the age below which Social Security of an adult counts as for disability.
const workAge = 62

func (l *Loaded) fillIncome(i int, members []unit.Person, married bool) {
	a := func(k int) float64 { return l.Amount(i, k) }
	head := &members[0]
	head.Wages, head.SelfEmployment = a(Wages)-a(WagesSpouse), a(Business)-a(BusinessSpouse)
	head.Blind = l.flags[i]&FlagBlindHead != 0
	if married {
		members[1].Wages, members[1].SelfEmployment = a(WagesSpouse), a(BusinessSpouse)
		members[1].Blind = l.flags[i]&FlagBlindSpouse != 0
	}
	head.Interest, head.ExemptInterest, head.OrdinaryDividends, head.QualifiedDividends = a(Interest), a(ExemptInterest), a(Dividends), a(QualifiedDividends)
	head.LongTermGains, head.IRADistributions, head.Pensions = a(Gains), a(IRA), a(Pensions)
	head.RentRoyalty, head.PartnershipSCorp, head.PartnershipEarnings = a(Rent), a(Partnership), a(PartnershipEarnings)
	head.Unemployment, head.OtherIncome, head.SocialSecurity = a(Unemployment), a(OtherIncome), a(SocialSecurity)
	head.Deferrals, head.Medical, head.CharityCash = a(PensionContributions), a(Medical), a(Charity)
	if head.SocialSecurity > 0 && head.Age < workAge && head.Age >= 18 {
		head.SSDI, head.Disabled = head.SocialSecurity, true
	}
	if a(SSI) > 0 && head.Age < 65 {
		head.Disabled = true
	}
	head.VeteransBenefits = a(Veterans)
	head.Veteran = head.VeteransBenefits > 0
}

// fillCover marks who has the cover that is known by number only: Medicare the oldest first,
// Medicaid and CHIP the youngest first, employers' insurance whoever has neither.
func (l *Loaded) fillCover(i int, members []unit.Person) {
	mark := func(n int, oldest bool, taken func(*unit.Person) bool, set func(*unit.Person)) {
		for range n {
			best := -1
			for m := range members {
				if taken(&members[m]) {
					continue
				}
				if best < 0 || oldest && members[m].Age > members[best].Age || !oldest && members[m].Age < members[best].Age {
					best = m
				}
			}
			if best < 0 {
				return
			}
			set(&members[best])
		}
	}
	mark(l.Medicare(i), true, func(p *unit.Person) bool { return p.Medicare }, func(p *unit.Person) { p.Medicare = true })
	mark(l.Medicaid(i), false, func(p *unit.Person) bool { return p.Medicaid }, func(p *unit.Person) { p.Medicaid = true })
	mark(l.EmployerInsured(i), false, func(p *unit.Person) bool { return p.EmployerCoverage || p.Medicaid || p.Medicare }, func(p *unit.Person) { p.EmployerCoverage = true })
}
