package programs

import (
	"fmt"
	"sort"

	"commonpurse/us/benefit"
	"commonpurse/us/published"
)

// uses names the published tables that each program rests on, its own first.
var uses = [benefit.Programs][]string{
	benefit.SocialSecurity:  {"social_security"},
	benefit.Unemployment:    {"unemployment_insurance"},
	benefit.SSI:             {"ssi"},
	benefit.TANF:            {"tanf"},
	benefit.Medicaid:        {"medicaid_chip", "medicaid_costs", "fmap", "poverty_guidelines"},
	benefit.CHIP:            {"medicaid_chip", "medicaid_costs", "poverty_guidelines"},
	benefit.Medicare:        {"medicare"},
	benefit.MedicareSavings: {"medicare", "poverty_guidelines"},
	benefit.BasicHealth:     {"aca", "poverty_guidelines"},
	benefit.PremiumCredit:   {"aca", "poverty_guidelines"},
	benefit.SNAP:            {"snap", "poverty_guidelines"},
	benefit.WIC:             {"wic", "poverty_guidelines"},
	benefit.SchoolMeals:     {"school_meals", "poverty_guidelines"},
	benefit.CSFP:            {"csfp", "poverty_guidelines"},
	benefit.Housing:         {"housing", "hud_state_averages"},
	benefit.HeadStart:       {"head_start", "poverty_guidelines"},
	benefit.ChildCare:       {"ccdf", "state_median_income"},
	benefit.Energy:          {"liheap", "state_median_income", "poverty_guidelines"},
	benefit.Lifeline:        {"lifeline_acp", "poverty_guidelines"},
	benefit.Connectivity:    {"lifeline_acp", "poverty_guidelines"},
	benefit.Pell:            {"pell", "poverty_guidelines"},
}

// Standing is how good the parameters of a program are for a region and year: the worst grade of its
// items, and the items that are not published for the year.
type Standing struct {
	Grade published.Grade
	Years int      // largest distance of a carried value
	Items []string // carried or not known
}

// unvalued are the programs whose amounts nobody publishes in one place: eligibility only.
var unvalued = map[benefit.Program]string{
	benefit.Energy:   "amounts that regions set",
	benefit.Veterans: "rates of compensation and pension; as reported",
}

// GradeOf says how good the parameters of a program are. The middle of the year stands for it.
func GradeOf(rows *published.Rows, program benefit.Program, region string, year int) Standing {
	var s Standing
	if what := unvalued[program]; what != "" {
		s.Grade = published.NotKnown
		s.Items = append(s.Items, what)
	}
	on := published.Day(year, 7, 1)
	for _, item := range rows.Items() {
		for _, name := range uses[program] {
			if item.Program == name {
				s.weigh(rows, item, region, on)
			}
		}
	}
	sort.Strings(s.Items)
	return s
}

// weigh adds one item: its rows for the region, its group of regions or the union.
func (s *Standing) weigh(rows *published.Rows, item *published.Item, region string, on published.Date) {
	worst := published.Value{}
	for _, place := range []string{region, published.GroupOf(region), "US"} {
		for _, area := range rows.Areas(item.Program, item.Name, place) {
			for _, key := range rows.Keys(item.Program, item.Name, place, area) {
				v := rows.At(item.Program, item.Name, place, area, key, on)
				if v.Grade > worst.Grade || (v.Grade == worst.Grade && v.Years > worst.Years) {
					worst = v
				}
			}
		}
	}
	// Only what is published anew each year, or begins after the year asked for, can be out of date.
	if worst.Grade == published.Published {
		return
	}
	s.Grade = max(s.Grade, worst.Grade)
	s.Years = max(s.Years, worst.Years)
	s.Items = append(s.Items, fmt.Sprintf("%s (%s %d years)", item.Name, worst.Grade, worst.Years))
}
