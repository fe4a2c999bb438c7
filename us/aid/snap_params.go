package aid

import (
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
	categoricalGrossEarned          float64 // with earnings
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
	localMinimum                    float64 // least benefit of who takes part, to which the region adds
	localAge                        int16   // of a member, for that
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
	m.localAge = int16(x.Or("local_minimum_age", r.Code, "", "", 0))
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
	m.categoricalGrossEarned = x.Or("bbce_gross_limit_with_earnings", r.Code, "", "", gross)
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

// StandardCosts says whether a region takes a standard share off self-employment income although
// actual costs may be used too.
func (p *Params) StandardCosts(region int) bool {
	m := &p.Regions[region].snap[0][0].snapMonth
	return m.selfEmploymentCost > 0 && m.selfEmploymentActual
}

// NetTestOfAged says whether the region keeps the net test for households with elderly or disabled
// members above its ordinary gross limit, and for no other.
func (p *Params) NetTestOfAged(region int) bool {
	for i := range p.Regions[region].snap[0] {
		if m := &p.Regions[region].snap[0][i].snapMonth; m.categoricalNetAged && !m.categoricalNet {
			return true
		}
	}
	return false
}

// LocalMinimum is the highest of the year's least benefits to which a region adds, dollars a month.
func (p *Params) LocalMinimum(region int) (least float64) {
	for i := range p.Regions[region].snap[0] {
		least = max(least, p.Regions[region].snap[0][i].localMinimum)
	}
	return least
}
