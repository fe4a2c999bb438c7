package aid

import (
	"math"

	"commonpurse/us/benefit"
	"commonpurse/us/published"
)

// maxTable is the largest household of the tables of allotments and utility allowances.
const maxTable = 10

// snapNation is what 7 USC 2014-2017 fixes for the whole union.
type snapNation struct {
	grossLimit, netLimit   float64 // shares of the guideline
	earnedShare            float64
	medicalDisregard       float64 // a month
	shelterShare           float64
	contribution           float64 // share of net income a household is expected to spend on food
	minimumShare           float64
	minimumHousehold       int
	agedAge                int16
	workHours              float64 // a week; met by 80 hours in a month
	workEarnings           float64 // earnings a year that free from work registration
	studentHours           float64
	studentChild           int16
	studentChildAlone      int16
	pupilAge               int16 // earnings of pupils up to this age do not count
	timeLimitFrom          int16 // ages between which the time limit can apply
	timeLimitTo            int16
	registrationChild      int16 // care of a child under this age frees from work registration
	studentFrom, studentTo int16 // ages at which the student rule applies
}

func (n *snapNation) load(rows *published.Rows, year int) {
	x := rows.Read("snap", published.Day(year, 1, 1))
	n.grossLimit, n.netLimit = x.National("gross_income_limit", ""), x.National("net_income_limit", "")
	n.earnedShare = x.National("earned_income_deduction", "")
	n.medicalDisregard = x.National("medical_disregard", "")
	n.shelterShare = x.National("shelter_income_share", "")
	n.contribution = x.National("expected_contribution_rate", "")
	n.minimumShare = x.National("min_allotment_share", "")
	n.minimumHousehold = int(x.National("min_allotment_max_household", ""))
	n.agedAge = int16(x.National("aged_age", ""))
	n.workHours = x.National("abawd_weekly_hours", "") * hoursMonth
	n.workEarnings = x.National("general_work_weekly_hours", "") * x.National("minimum_wage", "") * weeksYear
	n.studentHours = x.National("student_weekly_hours", "")
	n.studentChild = int16(x.National("student_child_age_two_parents", ""))
	n.studentChildAlone = int16(x.National("student_child_age_one_parent", ""))
	n.pupilAge = int16(x.National("child_earned_income_exclusion_age", ""))
	n.timeLimitFrom, n.timeLimitTo = int16(x.National("abawd_age_from", "")), int16(x.National("abawd_age_limit", ""))
	n.registrationChild = int16(x.National("general_work_child_age", ""))
	n.studentFrom, n.studentTo = int16(x.National("student_age_from", "")), int16(x.National("student_age_to", ""))
}

// snapMonth is the standards of one month in one area, dollars a month.
type snapMonth struct {
	maximum    [published.MaxFamily + 1]float64
	extra      float64
	standard   [7]float64
	shelterCap float64
	// the guideline of the month, a month; the categorical limit may still use the older one
	guideline, categoricalGuideline published.Guidelines
	categorical                     bool // broad-based categorical eligibility
	categoricalGross                float64
	categoricalGrossAged            float64
	categoricalGrossCare            float64 // with costs of dependent care
	categoricalAssets               float64
	categoricalNet                  bool // categorical households must pass the net test
	categoricalNetAged              bool
	agedMeansAll                    bool // every member must be aged or disabled for the higher limit
	assets, assetsAged              float64
	utility                         [maxTable + 1]float64 // heating and cooling standard by size
	limited                         [maxTable + 1]float64
	limitedInUse                    bool
	alwaysUtility                   bool // full allowance through an energy payment ("heat and eat")
	utilityNeedsAged                bool // that link holds for aged and disabled only (Pub. L. 119-21 sec. 10103)
	phone, electricity              float64
	water, sewage, trash            float64
	medicalStandard                 float64
	supportDeducted                 bool // child support paid is a deduction, not an exclusion
	selfEmploymentCost              float64
	selfEmploymentActual            bool
	emergency                       bool
	emergencyMinimum                float64
	timeLimitAge                    int16   // able-bodied adults: exempt from this age
	timeLimitChild                  int16   // and with a child under this age
	timeLimitOff                    bool    // waived or suspended
	localSupplement                 float64 // share of the maximum that the region adds
	localMinimum                    float64 // least allotment, which the region pays for
}

// snapSpan is a run of months with the same standards.
type snapSpan struct {
	months float64
	snapMonth
}

// loadSNAP reads the months of a year for every area of the region.
func (r *Region) loadSNAP(rows *published.Rows, year int) {
	r.Areas = areasOf(rows, r.Code)
	r.snap = make([][]snapSpan, len(r.Areas))
	for a, area := range r.Areas {
		for month := 1; month <= 12; month++ {
			m := r.snapMonth(rows, year, month, area)
			if n := len(r.snap[a]); n > 0 && r.snap[a][n-1].snapMonth == m {
				r.snap[a][n-1].months++
				continue
			}
			r.snap[a] = append(r.snap[a], snapSpan{1, m})
		}
	}
}

// areasOf lists the utility areas of a region, the main one first: New York City, and south-central
// Alaska with Anchorage.
func areasOf(rows *published.Rows, region string) []string {
	areas := rows.Areas("snap", "sua_standard", region)
	if len(areas) == 0 {
		return []string{""}
	}
	out := append([]string(nil), areas...)
	for i, a := range out {
		if a == mainArea[region] {
			out[0], out[i] = out[i], out[0]
		}
	}
	return out
}

var mainArea = map[string]string{"NY": "NYC", "AK": "C"}

// areaOfCounty gives the area of a region that a county lies in.
var areaOfCounty = map[int32]string{
	36005: "NYC", 36047: "NYC", 36061: "NYC", 36081: "NYC", 36085: "NYC", 36059: "NAS", 36103: "NAS",
}

// AreaOf gives the index of the utility area of a county; 0, the main one, when it is not known.
func (p *Params) AreaOf(region int, county int32) int8 {
	if county == 0 || len(p.Regions[region].Areas) == 1 {
		return 0
	}
	area, ok := areaOfCounty[county]
	if !ok && p.Regions[region].Code == "NY" {
		area = "ONY"
	}
	for i, a := range p.Regions[region].Areas {
		if a == area {
			return int8(i)
		}
	}
	return 0
}

// allotmentArea is the area of the allotment table: Alaska's villages are rural.
func allotmentArea(region, area string) string {
	if region != "AK" {
		return ""
	}
	switch area {
	case "N", "NW", "SW":
		return "rural_2"
	}
	return "urban"
}

func (r *Region) snapMonth(rows *published.Rows, year, month int, area string) snapMonth {
	on := published.Day(year, month, 1)
	x := rows.Read("snap", on)
	var m snapMonth
	place, where := r.group, allotmentArea(r.Code, area)
	for n := 1; n <= published.MaxFamily; n++ {
		m.maximum[n] = x.Value("max_allotment", place, where, published.Digit(n))
	}
	m.extra = x.Value("max_allotment_additional_person", place, where, "")
	for n := 1; n <= 6; n++ {
		m.standard[n] = x.Value("standard_deduction", place, "", published.Digit(n))
	}
	m.shelterCap = x.Value("excess_shelter_cap", place, where, "")
	m.guideline = r.guideline
	if month < 10 { // 7 CFR 273.9(a)(3): the guidelines of January hold from October
		m.guideline = r.before
	}
	m.categoricalGuideline = r.guideline
	if month < int(x.Or("fpg_year_start_month", r.Code, "", "", 10)) {
		m.categoricalGuideline = r.before
	}
	r.snapCategorical(x, &m)
	m.assets, m.assetsAged = x.National("asset_limit", "standard"), x.National("asset_limit", "elderly_disabled")
	r.snapUtilities(x, &m, area)
	m.medicalStandard = x.Or("standard_medical_deduction", r.Code, "", "", 0)
	m.supportDeducted = x.Flag("child_support_as_deduction", r.Code, "", "")
	m.selfEmploymentCost = x.Or("self_employment_cost_rate", r.Code, "", "", 0)
	m.selfEmploymentActual = x.Flag("self_employment_actual_cost_option", r.Code, "", "")
	m.emergency = on >= emergencyFrom && x.Flag("emergency_allotment_in_effect", r.Code, "", "")
	m.emergencyMinimum = x.National("emergency_allotment_minimum", "")
	m.timeLimitAge = int16(x.National("abawd_age_exempt_at_or_above", ""))
	m.timeLimitChild = int16(x.National("abawd_dependent_child_age", ""))
	m.timeLimitOff = x.Flag("abawd_statewide_waiver", r.Code, "", "") || (on >= suspendedFrom && on < suspendedTo)
	m.localMinimum = x.Or("local_minimum_allotment", r.Code, "", "", 0)
	m.localSupplement = x.Or("local_supplement_share", r.Code, "", "", 0)
	r.Missing = append(r.Missing, x.Missing...)
	return m
}

// Emergency allotments began in March 2020 (Pub. L. 116-127 sec. 2302); the time limit was suspended
// from April 2020 to June 2023 (sec. 2301; FNS guidance on the end of the public health emergency).
var (
	emergencyFrom = published.Day(2020, 3, 1)
	suspendedFrom = published.Day(2020, 4, 1)
	suspendedTo   = published.Day(2023, 7, 1)
	linkedTo      = published.Day(2025, 7, 4)
)

func (r *Region) snapCategorical(x *published.Reader, m *snapMonth) {
	gross := x.Or("bbce_gross_limit", r.Code, "", "", published.NotCovered)
	m.categoricalGrossAged = x.Or("bbce_gross_limit_aged_disabled", r.Code, "", "", gross)
	m.categoricalAssets = x.Or("bbce_asset_limit", r.Code, "", "", published.NotCovered)
	m.categoricalGross = gross
	m.categoricalGrossCare = x.Or("bbce_gross_limit_with_care", r.Code, "", "", gross)
	m.categorical = (gross > 0 || m.categoricalGrossAged > 0) && m.categoricalAssets >= 0
	m.categoricalNet = x.Flag("bbce_net_test_applies", r.Code, "", "")
	m.categoricalNetAged = x.Flag("bbce_net_test_applies_aged_disabled", r.Code, "", "")
	m.agedMeansAll = x.Flag("bbce_aged_disabled_requires_all", r.Code, "", "")
}

func (r *Region) snapUtilities(x *published.Reader, m *snapMonth, area string) {
	single := func(item, bySize string, n int) float64 {
		if x.Rows.Has("snap", bySize, r.Code, "", published.Digit(n)) {
			return x.Value(bySize, r.Code, "", published.Digit(n))
		}
		return x.Or(item, r.Code, area, "", 0)
	}
	for n := 1; n <= maxTable; n++ {
		m.utility[n] = single("sua_standard", "sua_standard_by_size", n)
		m.limited[n] = single("sua_limited", "sua_limited_by_size", n)
	}
	m.limitedInUse = x.Flag("sua_limited_in_use", r.Code, area, "")
	m.alwaysUtility = x.Flag("sua_always_granted", r.Code, "", "")
	m.utilityNeedsAged = x.On >= linkedTo
	m.phone = x.Or("sua_phone", r.Code, area, "", 0)
	m.electricity = single("sua_electricity", "sua_electricity_by_size", 1)
	m.water = single("sua_water", "sua_water_by_size", 1)
	m.sewage = x.Or("sua_sewage", r.Code, area, "", 0)
	m.trash = x.Or("sua_trash", r.Code, area, "", 0)
}

// snapUnit is the household as the program sees it: who counts, and amounts of the year.
type snapUnit struct {
	members  int     // full members
	others   int     // people of the household who are not, and share its costs
	students int     // of them, barred students
	timed    bool    // some member could come under the time limit
	barred   bool    // a member is out under the time limit
	aged     bool    // an elderly or disabled member
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

// SNAP works out the year's allotment: who is in the household (7 CFR 273.1, 273.5, 273.24),
// categorical eligibility (273.2(j)), the tests (273.8, 273.9(a)), deductions (273.9(d)) and the
// allotment (273.10(e)). Income is taken as even over the months; standards change by month.
func SNAP(p *Params, h *benefit.Household, r *benefit.Result) {
	spans := p.Regions[h.Region].snap[h.Area]
	n := &p.snap
	var u snapUnit
	n.gather(h, r, &u, &spans[0].snapMonth)
	var why benefit.Why
	var normal, emergency float64
	d := &r.SNAP
	if u.beyond(n, spans, &why) {
		r.Why[benefit.SNAP] = why
		return
	}
	for i := range spans {
		m := &spans[i].snapMonth
		if u.timed && i > 0 {
			n.gather(h, r, &u, m)
		}
		if u.members == 0 {
			why = benefit.Why{Reason: benefit.StudentRule}
			if u.barred {
				why.Reason = benefit.WorkRule
			}
			continue
		}
		allotment, ok := n.month(m, h, &u, d, spans[i].months, &why)
		if !ok {
			continue
		}
		months := spans[i].months
		d.Months += months
		d.Members = u.members
		normal += float64(months * allotment)
		if m.emergency && allotment == 0 {
			d.ZeroEmergency += months
		}
		if m.emergency && allotment > 0 {
			supplement := max(m.allotment(u.members)-allotment, m.emergencyMinimum)
			emergency += float64(months * supplement)
			if i == 0 {
				d.January = supplement
			}
		}
		if i == 0 {
			d.January += allotment
		}
	}
	d.Normal, d.Emergency = normal, emergency
	switch total := normal + emergency; {
	case total > 0 && !h.Takes.Has(benefit.SNAP):
		r.Give(benefit.SNAP, 0)
		r.No(benefit.SNAP, benefit.NotServed)
	case total > 0:
		r.Give(benefit.SNAP, total)
	case d.Months > 0:
		r.No(benefit.SNAP, benefit.ZeroBenefit)
	default:
		r.Why[benefit.SNAP] = why
	}
}

// beyond says at once that no month's limit can reach a household without aged or disabled members:
// its least possible gross income is above the highest gross limit of the year.
func (u *snapUnit) beyond(n *snapNation, spans []snapSpan, why *benefit.Why) bool {
	if u.aged || u.timed || u.cash > 0 || u.allSSI || u.members == 0 {
		return false
	}
	least := u.earned + u.unearned - u.support
	var highest, guideline float64
	for i := range spans {
		m := &spans[i]
		if u.selfWork > 0 && m.selfEmploymentCost > 0 {
			return false
		}
		limit := max(n.grossLimit, m.categoricalGross, m.categoricalGrossCare)
		guideline = max(m.guideline.For(u.members), m.categoricalGuideline.For(u.members))
		highest = max(highest, float64(limit*guideline)+roundedUp)
	}
	if u.selfWork > 0 {
		least += u.selfWork
	}
	if least <= highest {
		return false
	}
	*why = benefit.Why{Reason: benefit.GrossIncome, Measure: benefit.Guideline, Value: least / guideline, Limit: max(n.grossLimit, spans[0].categoricalGross)}
	return true
}

// roundedUp is more than rounding monthly limits up to dollars adds in a year.
const roundedUp = 13

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
	u.housing = float64(share * (h.Rent + h.RealEstateTax + h.MortgagePayment))
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
	if q.Age < n.timeLimitFrom || q.Age >= n.timeLimitTo || q.Hours*weeksYear/12 >= n.workHours || q.Earnings() >= n.workEarnings || q.Disabled || q.DisabledSSI || q.Pregnant ||
		q.Student || q.HalfTime || q.Unemployment > 0 || q.SSDI > 0 || r.Person[i].SSI > 0 {
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

// studentBarred applies 7 CFR 273.5: a student at least half time of 18 to 49 is barred unless
// disabled, working 20 hours a week, on TANF, or caring for a young child.
func (n *snapNation) studentBarred(h *benefit.Household, r *benefit.Result, i int) bool {
	m := &h.People[i]
	if !(m.Student || m.HalfTime) || m.Age < n.studentFrom || m.Age > n.studentTo {
		return false
	}
	if m.Disabled || m.DisabledSSI || m.Hours >= n.studentHours || r.Amount[benefit.TANF] > 0 {
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

// month gives a month's allotment without emergency supplement, and whether the household is
// eligible in it.
func (n *snapNation) month(m *snapMonth, h *benefit.Household, u *snapUnit, d *benefit.SNAPDetail, months float64, why *benefit.Why) (float64, bool) {
	earned := u.earned / 12
	if se := u.selfWork; se > 0 {
		// 7 CFR 273.11(b)(3): a standard share of proceeds for costs; what is reported here is net of
		// actual costs already, so the standard share applies only where actual costs may not be used.
		if !m.selfEmploymentActual {
			se -= float64(m.selfEmploymentCost * se)
		}
		earned += se / 12
	}
	support := u.support / 12
	gross := earned + u.unearned/12
	deducted := support
	if !m.supportDeducted {
		gross = max(0, gross-support)
		deducted = 0
	}
	guideline := m.guideline.For(u.members) / 12
	categoricalGuideline := m.categoricalGuideline.For(u.members) / 12
	// 7 CFR 273.2(j)(2): cash assistance or SSI for all makes eligible; broad-based services do too.
	categorical := u.cash > 0 || u.allSSI
	broad := false
	if m.categorical {
		limit := m.categoricalGross
		if u.aged && (!m.agedMeansAll || u.allAged) {
			limit = m.categoricalGrossAged
		}
		if u.care > 0 {
			limit = max(limit, m.categoricalGrossCare)
		}
		broad = gross <= ceil(limit*categoricalGuideline) && u.assets <= m.categoricalAssets
	}

	if !u.aged && !categorical && !broad && gross > ceil(n.grossLimit*guideline) {
		limit := n.grossLimit
		if m.categorical {
			limit = max(limit, m.categoricalGross)
		}
		*why = benefit.Why{Reason: benefit.GrossIncome, Measure: benefit.Guideline, Value: gross / guideline, Limit: limit}
		return 0, false
	}
	net := gross
	d.Gross += float64(months * gross)
	standard := m.standard[min(u.members, 6)]
	d.Standard += float64(months * standard)
	earnedOff := float64(n.earnedShare * earned)
	d.Earned += float64(months * earnedOff)
	care := u.care / 12
	d.Care += float64(months * care)
	medical := n.medical(m, u.medical/12)
	d.Medical += float64(months * medical)
	d.Support += float64(months * deducted)
	net = max(0, net-standard-earnedOff-care-medical-deducted)
	utility := n.utility(m, h, u)
	d.Utility += float64(months * utility)
	shelter := max(0, u.housing/12+utility-float64(n.shelterShare*net))
	if !u.aged {
		shelter = min(shelter, m.shelterCap)
	}
	d.Shelter += float64(months * shelter)
	net = roundHalf(max(0, net-shelter)) // 7 CFR 273.10(e)(1)(ii): cents are rounded
	d.Net += float64(months * net)
	most := m.allotment(u.members)
	d.Maximum += float64(months * most)

	netOK := net <= ceil(n.netLimit*guideline)
	needsNet := m.categoricalNet
	if u.aged {
		needsNet = m.categoricalNetAged
	}
	if !categorical && !(broad && (!needsNet || netOK)) {
		if !netOK {
			*why = benefit.Why{Reason: benefit.NetIncome, Measure: benefit.Guideline, Value: net / guideline, Limit: n.netLimit}
			return 0, false
		}
		limit := m.assets
		if u.aged {
			limit = m.assetsAged
		}
		if u.assets > limit {
			*why = benefit.Why{Reason: benefit.Assets, Measure: benefit.DollarsYear, Value: u.assets, Limit: limit}
			return 0, false
		}
	}
	// 7 CFR 273.10(e)(2)(ii): 30 percent of net income, rounded up, is taken off the maximum.
	allotment := max(0, most-ceil(n.contribution*net))
	if u.members <= n.minimumHousehold {
		allotment = max(allotment, m.minimum(n))
	}
	allotment = max(allotment, m.localMinimum)
	return allotment + float64(m.localSupplement*most), true
}

// StandardCosts says whether a region takes a standard share off self-employment income although
// actual costs may be used too.
func (p *Params) StandardCosts(region int) bool {
	m := &p.Regions[region].snap[0][0].snapMonth
	return m.selfEmploymentCost > 0 && m.selfEmploymentActual
}

// minimum is the least allotment of small households, in whole dollars.
func (m *snapMonth) minimum(n *snapNation) float64 { return roundHalf(n.minimumShare * m.maximum[1]) }

// allotment is the maximum for a household of n.
func (m *snapMonth) allotment(n int) float64 {
	if n <= published.MaxFamily {
		return m.maximum[n]
	}
	return m.maximum[published.MaxFamily] + float64(float64(n-published.MaxFamily)*m.extra)
}

// medical is the excess medical deduction (7 CFR 273.9(d)(3)): above the disregard, at least the
// region's standard where it has one.
func (n *snapNation) medical(m *snapMonth, expenses float64) float64 {
	if expenses <= n.medicalDisregard {
		return 0
	}
	return max(expenses-n.medicalDisregard, m.medicalStandard)
}

// utility is the allowance of 7 CFR 273.9(d)(6)(iii): heating or cooling bills bring the standard,
// two other bills the limited, one its own.
func (n *snapNation) utility(m *snapMonth, h *benefit.Household, u *snapUnit) float64 {
	size := min(u.members, maxTable)
	if h.Heating > 0 || (m.alwaysUtility && (!m.utilityNeedsAged || u.aged)) {
		return m.utility[size]
	}
	bills := int(h.OtherUtilities)
	if h.Phone > 0 {
		bills++
	}
	switch {
	case bills >= 2 && m.limitedInUse:
		return m.limited[size]
	case h.Phone > 0:
		return m.phone
	case bills > 0:
		return m.electricity
	}
	return 0
}

// ceil rounds up to whole dollars, forgiving a rounding error of the multiplication.
func ceil(x float64) float64 { return math.Ceil(float64(x) - 1e-7) }

// roundHalf rounds to whole dollars, halves up.
func roundHalf(x float64) float64 { return math.Floor(float64(x) + 0.5) }
