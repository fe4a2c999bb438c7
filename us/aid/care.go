package aid

import (
	"commonpurse/us/benefit"
	"commonpurse/us/published"
)

type headStartNation struct {
	limit    float64
	from, to int16 // Head Start ages, both included; below is Early Head Start
}

func (n *headStartNation) load(rows *published.Rows, year int) {
	x := rows.Read("head_start", published.Day(year, 1, 1))
	n.limit = x.National("income_limit", "")
	n.from, n.to = int16(x.National("age_range", "head_start_min")), int16(x.National("age_range", "head_start_max"))
}

// headStartRegion is what a place costs in a year: spending over enrollment.
type headStartRegion struct{ place, earlyPlace float64 }

func (r *Region) loadHeadStart(rows *published.Rows, year int) {
	x := rows.Read("head_start", published.Day(year, 1, 1))
	value := func(spending, enrollment string) float64 {
		children := x.Or(enrollment, r.Code, "", "", 0)
		if children == 0 {
			return 0
		}
		return x.Or(spending, r.Code, "", "", 0) / children
	}
	r.start = headStartRegion{value("head_start_spending", "head_start_enrollment"), value("early_head_start_spending", "early_head_start_enrollment")}
}

// HeadStart works out places for children of poor families (42 USC 9840, 45 CFR 1302.12): ages three
// to five, Early Head Start below and for pregnant women; income of the family, which is the filing
// unit (45 CFR 1305.2), at most the guideline, or SNAP, TANF or SSI. The value is what a place costs
// in the region. Places are few.
func HeadStart(p *Params, h *benefit.Household, r *benefit.Result) {
	n, reg := &p.start, &p.Regions[h.Region].start
	children := 0
	var value float64
	var why benefit.Why
	people := h.Persons()
	for i := range people {
		m := &people[i]
		if m.Age > n.to && !m.Pregnant { // 1302.12(b)(2)(ii): no older than the age at which school is compulsory
			continue
		}
		children++
		income := unitCash(h, m.Unit)
		guideline := p.Regions[h.Region].guideline.For(int(h.Units[m.Unit].People))
		if income > n.limit*guideline && r.Amount[benefit.SNAP] == 0 && r.Amount[benefit.TANF] == 0 && r.Amount[benefit.SSI] == 0 {
			why = benefit.Why{Reason: benefit.GrossIncome, Measure: benefit.Guideline, Value: income / guideline, Limit: n.limit}
			continue
		}
		place := reg.place
		if m.Age < n.from || m.Pregnant {
			place = reg.earlyPlace
		}
		if place > 0 {
			r.Person[i].HeadStart = true
			value += place
		}
	}
	switch {
	case children == 0:
		r.No(benefit.HeadStart, benefit.NoMember)
	case value == 0:
		r.Why[benefit.HeadStart] = why // without income above the limit: no published cost of a place
	case !h.Takes.Has(benefit.HeadStart):
		r.Give(benefit.HeadStart, 0)
		r.No(benefit.HeadStart, benefit.NotServed)
	default:
		r.Give(benefit.HeadStart, value)
	}
}

// unitCash is gross cash income of one filing unit.
func unitCash(h *benefit.Household, unit int8) (income float64) {
	people := h.Persons()
	for i := range people {
		if people[i].Unit == unit {
			income += grossCash(&people[i])
		}
	}
	return max(0, income)
}

type careNation struct {
	childAge             int16
	medianShare          float64 // of the region's median income
	copay                float64 // largest copayment, share of income
	assets               float64
	energyMedian, energy float64 // LIHEAP limits
}

func (n *careNation) load(rows *published.Rows, year int) {
	x := rows.Read("ccdf", published.Day(year, 1, 1))
	n.childAge, n.medianShare = int16(x.National("age_limit", "")), x.National("income_limit", "")
	n.copay, n.assets = x.National("copay_cap", ""), x.National("asset_limit", "")
	y := rows.Read("liheap", published.Day(year, 1, 1))
	n.energyMedian, n.energy = y.National("income_limit_smi", ""), y.National("income_limit_fpg", "")
}

// medianRegion is the median income of a family of four and its adjustment to other sizes (45 CFR 96.85).
type medianRegion struct{ four, first, next, further float64 }

func (r *Region) loadMedian(rows *published.Rows, year int) {
	x := rows.Read("state_median_income", published.Day(year, 1, 1))
	r.median = medianRegion{
		x.Value("four_person", r.Code, "", ""), x.National("size_adjustment", "first_person"),
		x.National("size_adjustment", "second_to_sixth_person"), x.National("size_adjustment", "additional_person"),
	}
	r.Missing = append(r.Missing, x.Missing...)
}

func (m *medianRegion) of(n int) float64 {
	share := m.first + float64(float64(min(n, 6)-1)*m.next)
	if n > 6 {
		share += float64(float64(n-6) * m.further)
	}
	return float64(m.four * share)
}

// ChildCare works out care assistance (42 USC 9858n, 45 CFR 98): children under 13, all parents at
// work or study, income to 85 percent of the region's median. Regions' payment rates are not
// published in one place: the value is what the family pays now less the largest copayment.
func ChildCare(p *Params, h *benefit.Household, r *benefit.Result) {
	n := &p.care
	children, idle := 0, false
	var assets float64
	people := h.Persons()
	for i := range people {
		m := &people[i]
		if m.Age < n.childAge && m.Dependent {
			children++
		}
		if !m.Dependent && m.Age >= 18 && m.Earnings() <= 0 && !m.Student && !m.Disabled {
			idle = true
		}
		assets += m.Assets
	}
	income, persons := r.GrossCash, h.N
	limit := float64(n.medianShare * p.Regions[h.Region].median.of(persons))
	switch {
	case children == 0:
		r.No(benefit.ChildCare, benefit.NoMember)
	case idle:
		r.No(benefit.ChildCare, benefit.WorkRule)
	case income > limit:
		r.NoBecause(benefit.ChildCare, benefit.GrossIncome, benefit.DollarsYear, income, limit)
	case assets > n.assets:
		r.NoBecause(benefit.ChildCare, benefit.Assets, benefit.DollarsYear, assets, n.assets)
	case h.ChildCare == 0:
		r.Eligible = r.Eligible.With(benefit.ChildCare)
		r.No(benefit.ChildCare, benefit.NoCost)
	case !h.Takes.Has(benefit.ChildCare):
		r.Give(benefit.ChildCare, 0)
		r.No(benefit.ChildCare, benefit.NotServed)
	default:
		r.Give(benefit.ChildCare, max(0, h.ChildCare-float64(n.copay*income)))
	}
}

// Energy tells who may have home energy assistance (42 USC 8624(b)(2)(B)): income at most the greater
// of 60 percent of the region's median and 150 percent of the guideline, or TANF, SSI or SNAP. Regions
// set the amounts, and no table of them is published: the value is not known.
func Energy(p *Params, h *benefit.Household, r *benefit.Result) {
	n := &p.care
	income, persons := r.GrossCash, h.N
	reg := &p.Regions[h.Region]
	limit := max(float64(n.energyMedian*reg.median.of(persons)), float64(n.energy*reg.guideline.For(persons)))
	adjunct := r.Amount[benefit.SNAP] > 0 || r.Amount[benefit.TANF] > 0 || r.Amount[benefit.SSI] > 0
	if income > limit && !adjunct {
		r.NoBecause(benefit.Energy, benefit.GrossIncome, benefit.DollarsYear, income, limit)
		return
	}
	r.Eligible = r.Eligible.With(benefit.Energy)
	r.No(benefit.Energy, benefit.Unknown)
}
