// Package ssa holds the programs of the Social Security Administration: Supplemental Security
// Income by its rules, Social Security as reported.
package ssa

import (
	"math"

	"commonpurse/us/benefit"
	"commonpurse/us/published"
)

// Params is what the law of one year says, in dollars a year.
type Params struct {
	Individual, Couple        float64 // federal benefit rates, 42 USC 1382(b)
	General, Earned           float64 // exclusions, 42 USC 1382a(b)(2), (4)
	EarnedShare               float64
	StudentMonth, StudentYear float64 // 42 USC 1382a(b)(1)
	StudentAge                int16
	ResourceIndividual        float64
	ResourceCouple            float64
	AgedAge                   int16
	SubstantialWork           float64 // earnings that show ability to work, not blind
	ChildAge                  int16   // deeming from parents ends at this age
	ChildSupportExcluded      float64 // share of child support excluded, 42 USC 1382a(b)(9)
	Grade                     published.Grade
	StudentChildAge           int16 // a student counts as a child below this age, 42 USC 1382c(c)
}

// Load resolves the parameters of a year.
func Load(rows *published.Rows, year int) *Params {
	january := published.Day(year, 1, 1)
	worst := published.Published
	at := func(item string) float64 {
		v := rows.At("ssi", item, "US", "", "", january)
		worst = max(worst, v.Grade)
		return v.Amount
	}
	p := &Params{
		Individual: 12 * at("fbr_individual"), Couple: 12 * at("fbr_couple"),
		General: 12 * at("general_exclusion"), Earned: 12 * at("earned_exclusion"), EarnedShare: at("earned_exclusion_share"),
		StudentMonth: at("student_earned_exclusion_month"), StudentYear: at("student_earned_exclusion_year"), StudentAge: int16(at("student_exclusion_age_limit")),
		ResourceIndividual: at("resource_limit_individual"), ResourceCouple: at("resource_limit_couple"),
		AgedAge: int16(at("aged_age")), SubstantialWork: 12 * at("sga_non_blind"),
		ChildAge: int16(at("child_age")), StudentChildAge: int16(at("student_child_age")), ChildSupportExcluded: at("child_support_exclusion"),
	}
	p.Grade = worst
	return p
}

// unearned is a person's unearned income before exclusions (20 CFR 416.1121): pensions, Social
// Security, unemployment and veterans' benefits, interest, dividends, rents, support. Gains are
// resources, not income (20 CFR 416.1103(c)).
func unearned(p *Params, m *benefit.Person) float64 {
	support := m.ChildSupport
	if m.Age < p.ChildAge || (m.Student && m.Age < p.StudentChildAge) {
		support -= float64(p.ChildSupportExcluded * support)
	}
	return m.Pensions + m.SocialSecurity + m.Unemployment + m.Veterans + m.Interest + m.Dividends + m.Rents + m.Alimony + support + m.OtherIncome
}

// earned is a person's earned income; a loss of self-employment lowers wages (20 CFR 416.1110(b)).
func earned(m *benefit.Person) float64 { return max(0, m.Wages+m.SelfEmployment) }

// countable applies the exclusions of 42 USC 1382a(b): 20 dollars of any income, unearned first, 65
// dollars and half of the rest of earnings.
func countable(p *Params, unearnedIncome, earnedIncome float64) float64 {
	general := p.General
	used := min(general, unearnedIncome)
	earnedIncome = max(0, earnedIncome-(general-used)-p.Earned)
	return unearnedIncome - used + earnedIncome - float64(p.EarnedShare*earnedIncome)
}

// qualifies says whether a person is aged, blind or disabled (42 USC 1382c(a)). A disability ends,
// for an applicant, with substantial gainful work (20 CFR 416.971); blindness and age do not.
func qualifies(p *Params, m *benefit.Person) bool {
	if m.Noncitizen {
		return false
	}
	return m.Age >= p.AgedAge || m.Blind || (m.DisabledSSI && earned(m) <= p.SubstantialWork)
}

// isChild says whether parents' income is deemed to the person (20 CFR 416.1165, 416.1856).
func (p *Params) isChild(m *benefit.Person) bool {
	return m.Age < p.ChildAge && m.Spouse == benefit.None
}

// SSI works out Supplemental Security Income for every person, in the order of 20 CFR 416 subpart K:
// own income, deemed income of an ineligible spouse (416.1163) or parents (416.1165), exclusions,
// and the rate less what is left. Income is taken as even over the months.
func SSI(p *Params, h *benefit.Household, r *benefit.Result) {
	people := h.Persons()
	any := false
	for i := range people {
		if qualifies(p, &people[i]) {
			r.Person[i].SSICategory = true
			any = true
		}
	}
	if !any {
		r.No(benefit.SSI, benefit.NoMember)
		return
	}
	var total float64
	why := benefit.Why{Reason: benefit.NetIncome}
	for i := range people { // parents first: whether they are eligible decides what is deemed to children
		if r.Person[i].SSICategory && !p.isChild(&people[i]) {
			total += pay(p, h, r, i, &why)
		}
	}
	for i := range people {
		if r.Person[i].SSICategory && p.isChild(&people[i]) {
			total += pay(p, h, r, i, &why)
		}
	}
	switch {
	case total > 0:
		r.Give(benefit.SSI, total)
		if !h.Takes.Has(benefit.SSI) {
			withhold(h, r)
		}
	default:
		r.Why[benefit.SSI] = why
	}
}

// pay works out one person's benefit, books it with the person and gives it; not below zero.
func pay(p *Params, h *benefit.Household, r *benefit.Result, i int, why *benefit.Why) float64 {
	m := &h.People[i]
	if held, allowed := resources(p, h, i); held > allowed {
		*why = benefit.Why{Reason: benefit.Assets, Measure: benefit.DollarsYear, Value: held, Limit: allowed}
		return 0
	}
	var amount float64
	switch {
	case m.Spouse != benefit.None && r.Person[m.Spouse].SSICategory:
		amount = couple(p, m, &h.People[m.Spouse])
	case m.Spouse != benefit.None:
		amount = withSpouse(p, h, r, m)
	case p.isChild(m):
		amount = child(p, h, r, i)
	default:
		amount = p.Individual - countable(p, unearned(p, m), p.afterStudent(m))
	}
	if amount <= 0 {
		return 0
	}
	r.Person[i].SSI = amount
	return amount
}

// withhold takes back an amount that is not taken up; the household stays eligible.
func withhold(h *benefit.Household, r *benefit.Result) {
	for i := range h.Persons() {
		r.Person[i].SSI = 0
	}
	r.Amount[benefit.SSI] = 0
	r.No(benefit.SSI, benefit.NotServed)
}

// afterStudent is earned income after the student exclusion (20 CFR 416.1112(c)(3)).
func (p *Params) afterStudent(m *benefit.Person) float64 {
	e := earned(m)
	if (m.Student || m.Pupil) && m.Age < p.StudentAge {
		e = max(0, e-min(p.StudentYear, 12*p.StudentMonth))
	}
	return e
}

// couple is half of what an eligible couple gets together (42 USC 1382(a)(2), (b)(2)).
func couple(p *Params, a, b *benefit.Person) float64 {
	income := countable(p, unearned(p, a)+unearned(p, b), p.afterStudent(a)+p.afterStudent(b))
	return (p.Couple - income) / 2
}

// withSpouse deems the income of an ineligible spouse (20 CFR 416.1163): it counts only if, after an
// allocation for each ineligible child, it is more than the couple's rate less the individual's;
// then the two are a couple, but never better off than alone.
func withSpouse(p *Params, h *benefit.Household, r *benefit.Result, m *benefit.Person) float64 {
	spouse := &h.People[m.Spouse]
	own := p.Individual - countable(p, unearned(p, m), p.afterStudent(m))
	u, e := allocate(p, h, r, m.Unit, unearned(p, spouse), earned(spouse))
	if u+e <= p.Couple-p.Individual {
		return own
	}
	return min(own, p.Couple-countable(p, unearned(p, m)+u, p.afterStudent(m)+e))
}

// allocate takes off the allocation of each ineligible child of the unit, less the child's own
// income: from unearned income first (20 CFR 416.1163(b), 416.1165(b)).
func allocate(p *Params, h *benefit.Household, r *benefit.Result, unit int8, u, e float64) (float64, float64) {
	var off float64
	people := h.Persons()
	for i := range people {
		m := &people[i]
		isChild := m.Age < p.ChildAge || (m.Student && m.Age < p.StudentChildAge)
		if m.Unit == unit && m.Dependent && isChild && !r.Person[i].SSICategory {
			off += max(0, p.Couple-p.Individual-unearned(p, m)-p.afterStudent(m))
		}
	}
	left := max(0, off-u)
	return max(0, u-off), max(0, e-left)
}

// child deems the income of ineligible parents in the household to an eligible child (20 CFR
// 416.1165): after allocations for other children, exclusions, and the rate of one or two parents. A
// parent is ineligible who gets no benefit, whatever the reason (416.1160(d)).
func child(p *Params, h *benefit.Household, r *benefit.Result, i int) float64 {
	m := &h.People[i]
	var u, e float64
	parents := 0
	served := false // a parent gets a benefit after deeming: nothing is left to deem to the child (416.1166(e)(1))
	people := h.Persons()
	for j := range people {
		q := &people[j]
		if !parentOf(q, j, m) {
			continue
		}
		if r.Person[j].SSI > 0 {
			served = true
			continue
		}
		u += unearned(p, q)
		e += earned(q)
		parents++
	}
	var deemed float64
	if parents > 0 && !served {
		u, e = allocate(p, h, r, m.Unit, u, e)
		keep := p.Individual
		if parents > 1 {
			keep = p.Couple
		}
		deemed = max(0, countable(p, u, e)-keep) / float64(eligibleChildren(p, h, r, m.Unit))
	}
	r.SSIDeemed += deemed
	return p.Individual - countable(p, unearned(p, m)+deemed, p.afterStudent(m))
}

// parentOf says whether person j is a parent, or a parent's husband or wife, of the child.
func parentOf(q *benefit.Person, j int, child *benefit.Person) bool {
	if q.Dependent && q.Unit == child.Unit {
		return false
	}
	n := int8(j)
	if child.Parents[0] == n || child.Parents[1] == n {
		return true
	}
	return q.Spouse != benefit.None && (child.Parents[0] == q.Spouse || child.Parents[1] == q.Spouse)
}

func eligibleChildren(p *Params, h *benefit.Household, r *benefit.Result, unit int8) int {
	n := 0
	people := h.Persons()
	for i := range people {
		if people[i].Unit == unit && r.Person[i].SSICategory && p.isChild(&people[i]) {
			n++
		}
	}
	return max(1, n)
}

// resources gives what counts against the limit and the limit (20 CFR 416.1202, 416.1205). A spouse's
// resources are deemed and the couple's limit applies. Resources are known for the household only,
// so they are taken to be its adults'.
func resources(p *Params, h *benefit.Household, i int) (held, allowed float64) {
	m := &h.People[i]
	held = m.Assets
	if m.Spouse != benefit.None {
		return held + h.People[m.Spouse].Assets, p.ResourceCouple
	}
	if p.isChild(m) {
		var parents float64
		n := 0
		people := h.Persons()
		for j := range people {
			if parentOf(&people[j], j, m) {
				parents += people[j].Assets
				n++
			}
		}
		limit := p.ResourceIndividual
		if n > 1 {
			limit = p.ResourceCouple
		}
		held += max(0, parents-limit)
	}
	return held, p.ResourceIndividual
}

// SocialSecurity and veterans' benefits are paid on records that a household does not carry: the
// amounts are as reported.
func SocialSecurity(h *benefit.Household, r *benefit.Result) {
	var security, veterans float64
	people := h.Persons()
	for i := range people {
		security += people[i].SocialSecurity
		veterans += people[i].Veterans
	}
	book(r, benefit.SocialSecurity, security)
	book(r, benefit.Veterans, veterans)
}

func book(r *benefit.Result, program benefit.Program, amount float64) {
	if amount > 0 {
		r.Give(program, amount)
		return
	}
	r.No(program, benefit.NotReported)
}

// NextYear carries a reported Social Security benefit to another year by the cost-of-living
// adjustments between (42 USC 415(i)).
func NextYear(rows *published.Rows, amount float64, from, to int) float64 {
	for y := from + 1; y <= to; y++ {
		amount = float64(amount * (1 + rows.At("social_security", "cola", "US", "", "", published.Day(y, 1, 1)).Amount))
	}
	for y := from; y > to; y-- {
		amount /= 1 + rows.At("social_security", "cola", "US", "", "", published.Day(y, 1, 1)).Amount
	}
	return math.Max(0, amount)
}
