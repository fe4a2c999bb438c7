package accounts

import (
	"commonpurse/account"
	"commonpurse/people"
	"commonpurse/us/aid"
	"commonpurse/us/benefit"
	"commonpurse/us/irc"
	"commonpurse/us/population"
	"commonpurse/us/programs"
	"commonpurse/us/unit"
)

// scratch is the records of one household under way; each worker has one.
type scratch struct {
	facts  unit.Facts
	result unit.Result
	house  benefit.Household
	given  benefit.Result
}

// filed is what the tax law made of a filing unit, as far as the programs ask for it.
type filed struct{ agi, magi, tax float64 }

// household works out one household: its people, its market income, its taxes by law and its
// reported benefits, and leaves its record for the programs in s.house.
func (m *maker) household(h int, s *scratch) {
	p := m.People
	from, to := p.Units(h)
	m.h.Certain[h] = p.Top(h)
	m.begin(h, &s.house)
	for i := from; i < to; i++ {
		m.count(h, i)
		p.Fill(i, &s.facts)
		m.shock(&s.facts)
		s.result = unit.Result{}
		irc.Calculate(m.Law, &s.facts, &s.result)
		m.tax(h, i, &s.facts, &s.result)
		m.reported(h, i)
		m.filed[i] = filed{s.result.AdjustedGrossIncome,
			s.result.AdjustedGrossIncome + s.facts.ExemptInterest + s.facts.SocialSecurity - s.result.TaxableSocialSecurity, max(0, s.result.IncomeTax)}
		m.join(h, i, &s.facts, &s.house)
	}
}

// gather fills the record for the programs again, from the filing units worked out before.
func (m *maker) gather(h int, s *scratch) {
	m.begin(h, &s.house)
	from, to := m.People.Units(h)
	for i := from; i < to; i++ {
		m.People.Fill(i, &s.facts)
		m.shock(&s.facts)
		m.join(h, i, &s.facts, &s.house)
	}
}

// apply finds what a household would have if it took up every program.
func (m *maker) apply(h int, s *scratch) {
	s.house.Takes = benefit.All
	programs.Calculate(m.Programs, &s.house, &s.given)
	a := &m.applicants[h]
	a.Describe(&s.house, &s.given)
	a.Low = aid.ExtremelyLow(m.Programs.Aid, &s.house)
	a.Weight, a.Key = m.h.Weight[h].Float(), m.key(h)
	m.give(h, s)
}

// settle works out the programs again for a household that does not take up all it could have.
func (m *maker) settle(h int, s *scratch) {
	a := &m.applicants[h]
	if takes := m.uptake.Takes(a.Region, a.Key, a.Reports, a.Low); a.Eligible&^takes != 0 {
		m.gather(h, s)
		m.benefits(h, s)
	}
}

// key is what a household's take-up is drawn by.
func (m *maker) key(h int) people.Key {
	return people.Key{Seed: takeUpSeed, Survey: m.People.Survey[h], Copy: m.People.Copy[h]}
}

// takeUpSeed keys the draws of take-up.
const takeUpSeed = 6

// byRule are the benefits worked out by their own rules, with the programs that make them up.
var byRule = []struct {
	benefit  account.Benefit
	programs []benefit.Program
}{
	{account.SNAP, []benefit.Program{benefit.SNAP}},
	{account.SSI, []benefit.Program{benefit.SSI}},
	{account.TANF, []benefit.Program{benefit.TANF}},
	{account.Medicaid, []benefit.Program{benefit.Medicaid, benefit.CHIP, benefit.BasicHealth}},
	{account.Medicare, []benefit.Program{benefit.Medicare}},
	{account.PremiumCredit, []benefit.Program{benefit.PremiumCredit}},
	{account.WIC, []benefit.Program{benefit.WIC}},
	{account.Housing, []benefit.Program{benefit.Housing}},
	{account.SchoolMeals, []benefit.Program{benefit.SchoolMeals}},
	{account.Pell, []benefit.Program{benefit.Pell}},
}

// benefits works out the programs that a household takes up.
func (m *maker) benefits(h int, s *scratch) {
	s.house.Takes = m.uptake.Takes(m.h.Region[h], m.key(h), s.house.Receives, aid.ExtremelyLow(m.Programs.Aid, &s.house))
	programs.Calculate(m.Programs, &s.house, &s.given)
	m.give(h, s)
}

// give sets a household's benefits by rule. Medicaid and CHIP count with what the union pays of
// them.
func (m *maker) give(h int, s *scratch) {
	for _, rule := range byRule {
		var sum float64
		for _, program := range rule.programs {
			sum += s.given.Amount[program]
		}
		if rule.benefit == account.Medicaid {
			sum = s.given.FederalMedical + s.given.Amount[benefit.BasicHealth]
		}
		m.h.Benefit[rule.benefit][h] = sum
	}
	n := &m.own[h]
	n.premium = 0
	for j := range s.house.N {
		if who := &s.given.Person[j]; !who.MedicareSavings && who.Medicaid == benefit.NotCovered {
			n.premium += who.PartBPremium
		}
	}
	n.tenant = s.given.TenantRent
}

// shock multiplies the market incomes of a filing unit. Benefits and expenses stay.
func (m *maker) shock(f *unit.Facts) {
	if m.income == 1 {
		return
	}
	for _, who := range [...]*unit.Filer{&f.Head, &f.Spouse} {
		who.Wages *= m.income
		who.SelfEmployment *= m.income
		who.PartnershipEarnings *= m.income
	}
	for _, amount := range [...]*float64{&f.TaxableInterest, &f.ExemptInterest, &f.OrdinaryDividends, &f.QualifiedDividends, &f.ShortTermGains, &f.LongTermGains,
		&f.IRADistributions, &f.Pensions, &f.RentRoyalty, &f.PartnershipSCorp, &f.OtherIncome, &f.NotQualifiedBusiness, &f.ServiceBusiness, &f.BusinessWages} {
		*amount *= m.income
	}
}

// count adds the people of a filing unit to the household's.
func (m *maker) count(h, i int) {
	p := m.People
	if p.Class(i) == 1 {
		m.h.Device[h] = true
	}
	if p.Pending(i) {
		return
	}
	var ages [population.AgeGroups]int
	p.AgeCounts(i, &ages)
	persons := p.Persons(i)
	children, aged := ages[0]+ages[1], ages[4]+ages[5]
	if m.h.HeadAge[h] == 0 {
		m.h.HeadAge[h] = uint8(p.HeadAge(i))
	}
	m.h.Persons[h] += uint8(persons)
	m.h.Children[h] += uint8(children)
	m.h.Adults[h] += uint8(persons - children)
	m.h.Aged[h] += uint8(aged)
}

// tax adds a filing unit's taxes and the credits paid out. What the law works out for a unit that
// does not file is neither paid nor received; payroll tax on wages is.
//
// Credits count as less tax as far as they offset income tax; the rest is paid out and is a
// benefit (METHOD.md section 1). Additional Medicare Tax stands with the worker's payroll tax.
func (m *maker) tax(h, i int, f *unit.Facts, r *unit.Result) {
	t := &m.h.Tax
	t[account.PayrollEmployee][h] += r.OASDIEmployee + r.HIEmployee
	t[account.PayrollEmployer][h] += r.OASDIEmployer + r.HIEmployer
	labour := r.WagesTotal + max(0, r.NetSelfEmploymentHead) + max(0, r.NetSelfEmploymentSpouse)
	gains := max(0, f.LongTermGains+f.ShortTermGains+f.GainDistributions)
	m.h.PayrollBase[h] += labour
	m.keys.labour[h] += labour
	m.keys.capital[h] += f.OrdinaryDividends + gains
	m.keys.wealth[h] += f.OrdinaryDividends + gains + f.TaxableInterest + f.ExemptInterest + max(0, f.PartnershipSCorp) + max(0, f.RentRoyalty)
	if !m.People.Files(i) {
		return
	}
	t[account.SelfEmployment][h] += r.SelfEmploymentTax
	t[account.PayrollEmployee][h] += r.AdditionalMedicareTax
	before := max(0, r.IncomeTaxBeforeRefundable)
	offset := min(before, r.RefundableCredits)
	t[account.IncomeTax][h] += before - offset
	m.h.Benefit[account.RefundableCredits][h] += r.RefundableCredits - offset
	m.h.BeforeCredits[h] += r.TaxBeforeCredits + r.NetInvestmentIncomeTax
}

// reported adds the incomes and the insurance benefits that a filing unit has by its own report (or
// by the survey's imputation): rights that rest on a past the survey does not tell.
func (m *maker) reported(h, i int) {
	p := m.People
	b := &m.h.Benefit
	unemployment := p.Amount(i, population.Unemployment)
	m.h.MarketIncome[h] += float64((p.MarketIncome(i) - unemployment) * m.income)
	m.h.NotMoney[h] += float64((p.Amount(i, population.Gains) - p.Amount(i, population.ExemptInterest)) * m.income)
	m.keys.pension[h] += p.Amount(i, population.Pensions)
	m.h.EmployerHealth[h] += float64(float64(p.EmployerInsured(i)) * p.EmployerHealth)
	b[account.Unemployment][h] += unemployment
	b[account.SocialSecurity][h] += p.Amount(i, population.SocialSecurity)
	b[account.Veterans][h] += p.Amount(i, population.Veterans)
}
