package aid

import (
	"commonpurse/us/benefit"
	"commonpurse/us/published"
)

type lifelineNation struct {
	discount, limit  float64 // a year; share of the guideline
	broadband        float64 // discounts of the year, Emergency Broadband Benefit and its successor
	broadbandLimit   float64
	broadbandOffered bool
}

func (n *lifelineNation) load(rows *published.Rows, year int) {
	x := rows.Read("lifeline_acp", published.Day(year, 1, 1))
	n.discount, n.limit = 12*x.National("lifeline_discount", ""), x.National("lifeline_income_limit", "")
	n.broadbandLimit = x.National("acp_income_limit", "")
	for month := 1; month <= 12; month++ {
		x.On = published.Day(year, month, 1)
		if x.On < broadbandFrom {
			continue
		}
		n.broadband += max(x.National("acp_discount", ""), 0)
		if x.On < connectivityFrom {
			n.broadband += x.National("ebb_discount", "") - x.National("acp_discount", "")
		}
	}
	n.broadbandOffered = n.broadband > 0
}

// The Emergency Broadband Benefit began on 12 May 2021; its successor on 31 December 2021.
var (
	broadbandFrom    = published.Day(2021, 6, 1)
	connectivityFrom = published.Day(2022, 1, 1)
)

// Lifeline works out the discount on telephone or broadband (47 CFR 54.400-54.409): income of all
// members from whatever source, gains too (54.400(f)), at most 135 percent of the guideline, or SNAP, Medicaid, SSI, housing assistance or a veteran's pension;
// never more than the bill. The broadband discount is at most what is left of that bill, to 200
// percent or with these programs, WIC, school meals or a Pell grant (47 CFR 54.1800-54.1814).
func Lifeline(p *Params, h *benefit.Household, r *benefit.Result) {
	n := &p.net
	income, persons := p.LifelineIncome(h, r), h.N
	ratio := income / p.Regions[h.Region].guideline.For(persons)
	adjunct := r.Amount[benefit.SNAP] > 0 || r.Amount[benefit.SSI] > 0 || r.Amount[benefit.Housing] > 0 || anyMedicaid(h, r)
	bill := h.Phone + h.Broadband
	var paid float64
	switch {
	case ratio > n.limit && !adjunct:
		r.NoBecause(benefit.Lifeline, benefit.GrossIncome, benefit.Guideline, ratio, n.limit)
	case bill == 0:
		r.Eligible = r.Eligible.With(benefit.Lifeline)
		r.No(benefit.Lifeline, benefit.NoCost)
	case !h.Takes.Has(benefit.Lifeline):
		r.Give(benefit.Lifeline, 0)
		r.No(benefit.Lifeline, benefit.NotServed)
	default:
		paid = min(n.discount, bill)
		r.Give(benefit.Lifeline, paid)
	}
	adjunct = adjunct || r.Eligible.Has(benefit.Lifeline) || r.Amount[benefit.WIC] > 0 || r.Amount[benefit.Pell] > 0 || r.MealTier != benefit.PaidMeals && r.Amount[benefit.SchoolMeals] > 0
	switch {
	case !n.broadbandOffered:
		r.No(benefit.Connectivity, benefit.NotOffered)
	case ratio > n.broadbandLimit && !adjunct:
		r.NoBecause(benefit.Connectivity, benefit.GrossIncome, benefit.Guideline, ratio, n.broadbandLimit)
	case h.Broadband == 0:
		r.Eligible = r.Eligible.With(benefit.Connectivity)
		r.No(benefit.Connectivity, benefit.NoCost)
	case !h.Takes.Has(benefit.Connectivity):
		r.Give(benefit.Connectivity, 0)
		r.No(benefit.Connectivity, benefit.NotServed)
	default:
		left := max(0, h.Broadband-max(0, paid-h.Phone))
		r.Give(benefit.Connectivity, min(n.broadband, left))
	}
}

// LifelineIncome is income of 47 CFR 54.400(f), dollars a year.
func (p *Params) LifelineIncome(h *benefit.Household, r *benefit.Result) float64 {
	var gains float64
	for i := range h.Persons() {
		gains += h.People[i].Gains
	}
	return r.GrossCash + r.Amount[benefit.SSI] + r.Amount[benefit.TANF] + max(0, gains)
}

// Guideline is the poverty guideline of a household of n in a region, dollars a year.
func (p *Params) Guideline(region, n int) float64 { return p.Regions[region].guideline.For(n) }

func anyMedicaid(h *benefit.Household, r *benefit.Result) bool {
	for i := 0; i < h.N; i++ {
		if r.Person[i].Medicaid != benefit.NotCovered {
			return true
		}
	}
	return false
}
