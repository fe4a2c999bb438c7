package aid

import (
	"math"
	"sort"
	"strconv"
	"strings"

	"commonpurse/us/benefit"
	"commonpurse/us/published"
)

// schedule is one line of a region's unemployment insurance: weekly benefit = rate × wage concept +
// intercept, within limits, for base wages above a figure.
type schedule struct {
	concept            string
	above              float64
	rate, intercept    float64
	minimum, maximum   float64
	weeks              float64
	baseWages, highest float64 // monetary eligibility: base-period wages, high-quarter wages
	timesHighest       float64 // base wages as a multiple of the high quarter
	timesWeekly        float64 // base wages as a multiple of the weekly benefit
}

func (r *Region) loadUnemployment(rows *published.Rows, year int) {
	x := rows.Read("unemployment_insurance", published.Day(year, 1, 1))
	for _, key := range rows.Keys("unemployment_insurance", "rate", r.Code, "") {
		concept, above, _ := strings.Cut(key, ":")
		from, err := strconv.ParseFloat(above, 64)
		if err != nil {
			r.Missing = append(r.Missing, "unemployment_insurance rate "+r.Code+" "+key)
			continue
		}
		r.unemployment = append(r.unemployment, schedule{
			concept: concept, above: from,
			rate: x.Value("rate", r.Code, "", key), intercept: x.Value("intercept", r.Code, "", key),
			minimum: x.Value("minimum", r.Code, "", key), maximum: x.Value("maximum", r.Code, "", key),
			weeks:        x.Value("max_weeks_regular", r.Code, "", ""),
			baseWages:    x.Or("eligibility_absolute_base", r.Code, "", "", 0),
			highest:      x.Or("eligibility_absolute_hqw", r.Code, "", "", 0),
			timesHighest: x.Or("eligibility_hqw", r.Code, "", "", 0),
			timesWeekly:  x.Or("eligibility_wba", r.Code, "", "", 0),
		})
	}
	sort.SliceStable(r.unemployment, func(a, b int) bool { return r.unemployment[a].above < r.unemployment[b].above })
	r.Missing = append(r.Missing, x.Missing...)
}

// Unemployment books unemployment compensation: as reported, or from past wages by the region's
// schedule (26 USC 3301-3311 and regions' laws) when a person gives them, for the weeks given.
// Wages of the base period are taken as even over its quarters; dependents' allowances are left out.
// The amount found becomes the person's income.
func Unemployment(p *Params, h *benefit.Household, r *benefit.Result) {
	var total float64
	refused := false
	people := h.Persons()
	for i := range people {
		m := &people[i]
		if m.Unemployment == 0 && m.PastWages > 0 && m.WeeksOut > 0 {
			weekly, weeks := p.Regions[h.Region].weekly(m.PastWages)
			m.Unemployment = float64(weekly * min(weeks, m.WeeksOut))
			refused = refused || weekly == 0
		}
		total += m.Unemployment
	}
	switch {
	case total > 0:
		r.Give(benefit.Unemployment, total)
	case refused:
		r.No(benefit.Unemployment, benefit.PastWages)
	default:
		r.No(benefit.Unemployment, benefit.NotReported)
	}
}

// weekly gives the weekly benefit on a year's wages, 0 if they do not suffice, and the most weeks.
func (r *Region) weekly(wages float64) (amount, weeks float64) {
	quarter := float64(wages / 4)
	for i := range r.unemployment {
		s := &r.unemployment[i]
		base := s.base(wages, quarter)
		if compare := s.above; compare > 0 && max(base, wages*conceptIsYear(s.concept)) <= compare {
			continue
		}
		w := float64(s.rate*base) + s.intercept
		w = min(w, s.maximum)
		if wages < s.baseWages || quarter < s.highest || wages < s.timesHighest*quarter || wages < s.timesWeekly*w {
			continue
		}
		if w = max(w, s.minimum); w > amount {
			amount, weeks = math.Floor(w), s.weeks
		}
	}
	return amount, weeks
}

// base gives the wage concept that a schedule multiplies.
func (s *schedule) base(wages, quarter float64) float64 {
	switch s.concept {
	case "hqw":
		return quarter
	case "2hqw", "2fqw":
		return float64(2 * quarter)
	case "nd": // the two highest quarters and half the third
		return float64(2*quarter) + float64(quarter/2)
	case "direct_weekly":
		return wages / 52
	}
	return wages
}

func conceptIsYear(concept string) float64 {
	if concept == "annual_wage" {
		return 1
	}
	return 0
}
