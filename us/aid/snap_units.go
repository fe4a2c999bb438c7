package aid

import (
	"commonpurse/us/benefit"
)

// snapUnit is the household as the program sees it: who counts, and amounts of the year.
type snapUnit struct {
	members  int     // full members
	others   int     // people of the household who are not, and share its costs
	students int     // of them, barred students
	timed    bool    // some member could come under the time limit
	barred   bool    // a member is out under the time limit
	aged     bool    // an elderly or disabled member
	oldest   int16   // age of the oldest member
	allAged  bool    // every member is
	earned   float64 // wages
	selfWork float64
	unearned float64
	care     float64
	medical  float64
	support  float64
	housing  float64
	assets   float64
	allSSI   bool
	cash     float64 // TANF
}

// gather adds up the year's incomes and costs of the members under a month's standards. A student
// who is barred is no member, and neither income nor share of the costs count (7 CFR 273.11(d)); an
// adult beyond the time limit is none either, but a share of the income counts (273.11(c)(2)).
func (n *snapNation) gather(h *benefit.Household, r *benefit.Result, u *snapUnit, m *snapMonth) {
	*u = snapUnit{allSSI: true, allAged: true}
	people := h.Persons()
	var barredEarned, barredOther, barredSupport float64
	for i := range people {
		q := &people[i]
		u.assets += q.Assets
		out := &r.Person[i]
		out.SNAPMember = false
		if q.Noncitizen {
			u.others++
			continue
		}
		if n.studentBarred(h, r, i) {
			out.StudentBarred = true
			u.students++
			continue
		}
		other := q.Unemployment + q.SocialSecurity + q.Veterans + q.Pensions + q.Interest + q.Dividends + q.Rents +
			q.Alimony + q.ChildSupport + q.OtherIncome + out.SSI
		if limited, possible := n.timeLimited(h, r, i, m); possible {
			u.timed = true
			out.TimeLimit = true
			if limited {
				u.barred = true
				u.others++
				barredEarned += q.Wages + max(0, q.SelfEmployment)
				barredOther += other
				barredSupport += q.SupportPaid
				continue
			}
		}
		out.SNAPMember = true
		u.members++
		u.oldest = max(u.oldest, q.Age)
		if n.isAged(q, out.SSI) {
			u.aged = true
			u.medical += q.Medical + q.Premiums
			if !out.MedicareSavings {
				u.medical += out.PartBPremium
			}
		} else {
			u.allAged = false
		}
		if out.SSI <= 0 {
			u.allSSI = false
		}
		if !(q.Age <= n.pupilAge && q.Dependent) { // 7 CFR 273.9(c)(7): pupils' earnings
			u.earned += q.Wages
			u.selfWork += q.SelfEmployment
		}
		u.unearned += other
		u.support += q.SupportPaid
	}
	// Costs shared with a student are divided evenly (7 CFR 273.11(d)(1)).
	share := float64(h.N-u.students) / float64(h.N)
	if u.others > 0 && u.members > 0 {
		part := float64(u.members) / float64(u.members+u.others)
		u.earned += float64(part * barredEarned)
		u.unearned += float64(part * barredOther)
		u.support += float64(part * barredSupport)
		if !r.Person[0].SNAPMember { // 7 CFR 273.11(c)(2)(iii): costs billed to one who is out are divided
			share = float64(share * part)
		}
	}
	u.cash = r.Amount[benefit.TANF]
	u.unearned += u.cash + h.StateSupplement
	u.care = float64(share * h.ChildCare)
	// What the household pays itself (7 CFR 273.9(d)(6)(ii)).
	u.housing = float64(share * (r.TenantRent + h.RealEstateTax + h.MortgagePayment))
}

// Twenty hours a week are eighty a month (7 CFR 273.24(a)(1)(i)).
const (
	hoursMonth = 4
	weeksYear  = 52
)

// timeLimited applies the three months in thirty-six of able-bodied adults without dependents who
// work less than 20 hours a week (7 USC 2015(o), 7 CFR 273.24), as it stands once the three months
// are used up. It says whether the person is out this month, and whether ever.
func (n *snapNation) timeLimited(h *benefit.Household, r *benefit.Result, i int, m *snapMonth) (limited, possible bool) {
	q := &h.People[i]
	if q.Age < n.timeLimitFrom || q.Age >= n.timeLimitTo || q.Hours*weeksYear/12 >= n.workHours || q.Earnings() >= n.workEarnings || unfit(q, r.Person[i].SSI) || q.Pregnant ||
		q.Student || q.HalfTime || q.Unemployment > 0 {
		return false, false
	}
	people := h.Persons()
	for j := range people {
		if people[j].Age < n.registrationChild && people[j].Dependent { // care of a child under six
			return false, false
		}
	}
	if m.timeLimitOff || q.Age >= m.timeLimitAge {
		return false, true
	}
	for j := range people {
		if people[j].Age < m.timeLimitChild {
			return false, true
		}
	}
	return true, true
}

// isAged says whether a member is elderly or disabled (7 CFR 271.2): 60 or over, or receives SSI,
// disability insurance or disability compensation of a veteran.
func (n *snapNation) isAged(m *benefit.Person, ssi float64) bool {
	return m.Age >= n.agedAge || ssi > 0 || m.SSDI > 0 || (m.Veteran && m.Disabled && m.Veterans > 0)
}

// unfit says whether a person is physically or mentally unfit for work: disabled or blind, or receives
// benefits for it (7 CFR 273.7(b)(1)(ii), 273.5(b)(2), 273.24(c)(2)).
func unfit(m *benefit.Person, ssi float64) bool {
	return m.Disabled || m.DisabledSSI || m.Blind || ssi > 0 || m.SSDI > 0
}

// studentBarred applies 7 CFR 273.5: a student at least half time of 18 to 49 is barred unless unfit
// for work, working 20 hours a week, on TANF, or caring for a young child.
func (n *snapNation) studentBarred(h *benefit.Household, r *benefit.Result, i int) bool {
	m := &h.People[i]
	if !(m.Student || m.HalfTime) || m.Age < n.studentFrom || m.Age > n.studentTo {
		return false
	}
	if unfit(m, r.Person[i].SSI) || m.Hours >= n.studentHours || r.Amount[benefit.TANF] > 0 {
		return false
	}
	limit := n.studentChild
	if m.Spouse == benefit.None {
		limit = n.studentChildAlone
	}
	if m.Dependent {
		return true
	}
	people := h.Persons()
	for j := range people {
		if people[j].Dependent && people[j].Unit == m.Unit && people[j].Age < limit {
			return false
		}
	}
	return true
}
