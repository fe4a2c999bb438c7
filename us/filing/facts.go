package filing

import "commonpurse/us/unit"

// prepare enters what the people of a unit have on its return.
func (m *maker) prepare(status unit.Status, filers, dependents []int, home bool) Unit {
	u := Unit{Members: append(append([]int(nil), filers...), dependents...), Adults: len(filers)}
	f := &u.Facts
	f.Status = status
	f.AlimonyAgreementFrom2019 = true
	h := m.k.h
	for n, i := range filers {
		filer := &f.Head
		if n == 1 {
			filer = &f.Spouse
		}
		m.enter(f, filer, &h.People[i])
	}
	for _, d := range dependents {
		m.count(&f.Dependents, filers, d)
		p := &h.People[d]
		m.student(f, p)
		f.Medical += p.Medical
		f.DependentsIncome += dependentIncome(m.p.StandardLeast, p)
	}
	for _, filer := range []*unit.Filer{&f.Head, &f.Spouse} { // each is the other's spouse (21(b)(1)(C))
		if status == unit.Joint && filer.Disabled {
			f.Dependents.CarePersons++
		}
	}
	if f.Dependents.CarePersons > 0 {
		f.CareExpenses = h.CareExpenses
	}
	if home {
		f.MortgageInterest, f.RealEstateTax, f.StateIncomeTax = h.MortgageInterest, h.RealEstateTax, h.StateIncomeTax
		f.BenchmarkPremium, f.PlanPremium, f.AdvancePremiumCredit, f.PovertyLine = h.BenchmarkPremium, h.PlanPremium, h.AdvanceCredit, h.PovertyLine
	}
	f.SeparatedChild = status == unit.Separate && h.People[filers[0]].LivesApart && f.Dependents.EITCChildren > 0
	return u
}

// dependentIncome is what a dependent who must file adds to household income (36B(d)(2)(A)(ii)).
func dependentIncome(least float64, p *unit.Person) float64 {
	if income := gross(p); income-p.Wages > least {
		return income
	}
	return 0
}

// enter adds one filer's amounts.
func (m *maker) enter(f *unit.Facts, filer *unit.Filer, p *unit.Person) {
	*filer = unit.Filer{
		Age: p.Age, Blind: p.Blind, Disabled: p.Disabled, Student: p.Student, NoSSN: p.NoSSN,
		Wages: p.Wages, Deferrals: p.Deferrals, SelfEmployment: p.SelfEmployment, Farm: p.Farm,
		PartnershipEarnings: p.PartnershipEarnings, Unemployment: p.Unemployment,
		RetirementSavings: p.RetirementSavings, EducatorExpenses: p.EducatorExpenses,
	}
	f.TaxableInterest += p.Interest
	f.ExemptInterest += p.ExemptInterest
	f.OrdinaryDividends += p.OrdinaryDividends
	f.QualifiedDividends += p.QualifiedDividends
	f.ShortTermGains += p.ShortTermGains
	f.LongTermGains += p.LongTermGains
	f.Pensions += p.Pensions
	f.ExemptPensions += p.ExemptPensions
	f.IRADistributions += p.IRADistributions
	f.SocialSecurity += p.SocialSecurity
	f.PartnershipSCorp += p.PartnershipSCorp
	f.PassiveBusiness += p.PassiveBusiness
	f.RentRoyalty += p.RentRoyalty
	f.AlimonyReceived += p.AlimonyReceived
	f.AlimonyPaid += p.AlimonyPaid
	f.OtherIncome += p.OtherIncome
	f.Tips += p.Tips
	f.Overtime += p.Overtime
	f.IRADeduction += p.IRAContributions
	f.HealthSavings += p.HealthSavings
	f.SelfEmployedHealth += p.SelfEmployedHealth
	f.SelfEmployedRetirement += p.SelfEmployedRetirement
	f.StudentLoanInterest += p.StudentLoanInterest
	f.Medical += p.Medical
	f.CharityCash += p.CharityCash
	f.CharityProperty += p.CharityProperty
	f.CarLoanInterest += p.CarLoanInterest
	m.student(f, p)
}

// student enters education expenses; those of a fifth student and more find no place on a return here.
func (m *maker) student(f *unit.Facts, p *unit.Person) {
	f.LifetimeLearning += p.LearningExpenses
	if p.CollegeExpenses <= 0 {
		return
	}
	for i := range f.StudentExpenses {
		if f.StudentExpenses[i] == 0 {
			f.StudentExpenses[i] = p.CollegeExpenses
			return
		}
	}
}

// count puts a dependent in the classes the law uses.
func (m *maker) count(d *unit.Dependents, filers []int, i int) {
	p := &m.k.h.People[i]
	a := ages{child: m.p.ChildAges[0], student: m.p.ChildAges[1], relative: m.p.RelativeIncome}
	d.Count++
	if p.Age >= m.p.AgedFrom {
		d.Aged++
	}
	child := false
	for _, t := range filers {
		child = child || m.k.qualifyingChild(a, i, t)
	}
	if p.Age < m.p.CareChildAge && child || p.Disabled {
		d.CarePersons++
	}
	if !child {
		return
	}
	if p.Age < m.p.CareChildAge {
		d.Under13++
	}
	if p.Age < m.p.ChildAge {
		d.Under17++
	}
	if p.NoSSN {
		return
	}
	d.EITCChildren++
	switch {
	case p.Age < m.p.ChildAge:
		d.CTCChildren++
		if p.Age < m.p.ChildIncreaseAge {
			d.Under6++
		}
	case p.Age == m.p.ChildAge:
		d.Age17++
	}
}
