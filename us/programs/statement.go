package programs

import (
	"fmt"
	"math"

	"commonpurse/region"
	"commonpurse/table"
	"commonpurse/us/benefit"
)

var measureNames = map[benefit.Measure]string{
	benefit.NoMeasure: "", benefit.Guideline: "share of poverty guideline", benefit.DollarsMonth: "USD/month",
	benefit.DollarsYear: "USD", benefit.Share: "share",
}

var reasonSentences = [benefit.Reasons]string{
	"no published amount for this region and year", "receives it", "nobody in the household belongs to the program's group",
	"gross income is above the limit", "net income is above the limit", "countable assets are above the limit",
	"no member meets the work rule", "students in higher education are not members", "eligible, but the formula gives nothing",
	"income is below the lower limit", "married and filing separately", "has, or is offered, other coverage",
	"has no rent, bill or tuition to be met", "the region or year has no such program", "paid on a record of one's own: not reported",
	"eligible, but places are limited or it is not taken up", "past wages are below what the region's law asks",
}

// sentence tells a reason to a reader, with the two figures that were compared and where the limit
// holds: gross income is above the limit: 137% of the poverty guideline, limit 130% in OH.
func sentence(w benefit.Why, region string) string {
	text := reasonSentences[w.Reason]
	if w.Measure == benefit.NoMeasure || !finite(w.Value) || !finite(w.Limit) {
		return text
	}
	places := 0
	if math.Round(100*w.Value) == math.Round(100*w.Limit) {
		places = 2
	}
	switch w.Measure {
	case benefit.Guideline:
		return fmt.Sprintf("%s: %.*f%% of the poverty guideline, limit %.*f%% in %s", text, places, 100*w.Value, places, 100*w.Limit, region)
	case benefit.Share:
		return fmt.Sprintf("%s: %.*f%%, limit %.*f%% in %s", text, places, 100*w.Value, places, 100*w.Limit, region)
	case benefit.DollarsMonth:
		return fmt.Sprintf("%s: $%.*f a month, limit $%.*f in %s", text, places, w.Value, places, w.Limit, region)
	default:
		return fmt.Sprintf("%s: $%.*f, limit $%.*f in %s", text, places, w.Value, places, w.Limit, region)
	}
}

// Statement is the table of a household's benefits: every program, what it pays a year, and for each
// no the reason with the two figures that were compared.
func Statement(p *Params, h *benefit.Household, r *benefit.Result) (table.Table, error) {
	t := table.Table{
		Name: "benefits", Title: "Benefits of government programs",
		Notes: []string{
			"Every program is taken up. Housing, Head Start, child care, energy, WIC and commodity food reach only a part of those who are eligible.",
			"Medical benefits are valued at what an enrollee costs government.",
		},
		Columns: []table.Column{
			{Name: "program"}, {Name: "title"}, {Name: "amount", Unit: "USD/year"}, {Name: "eligible"}, {Name: "reason"},
			{Name: "value", Note: "what was measured"}, {Name: "limit"}, {Name: "unit", Note: "of value and limit"},
			{Name: "grade", Note: "published, carried from another year, or not known"},
		},
	}
	for k := range benefit.Programs {
		program := benefit.Program(k)
		why := r.Why[program]
		var amount, value, limit any = r.Amount[program], nil, nil
		if why.Reason == benefit.Unknown {
			amount = nil
		}
		if why.Measure != benefit.NoMeasure && finite(why.Value) && finite(why.Limit) {
			value, limit = why.Value, why.Limit
		}
		grade := GradeOf(p.rows, program, p.Codes[h.Region], p.Year).Grade
		t.Add(program.String(), program.Title(), amount, r.Eligible.Has(program), sentence(why, p.Codes[h.Region]), value, limit, measureNames[why.Measure], grade.String())
	}
	return t, nil
}

func finite(x float64) bool { return !math.IsInf(x, 0) && !math.IsNaN(x) }

// Across works the same household out in each of the regions and gives one row a region and program
// that pays in any of them. County and area are dropped: each region has its own mean rents and
// premiums.
func Across(p *Params, h *benefit.Household, regions []int) table.Table {
	t := table.Table{
		Name: "benefits_by_region", Title: "The same household in each region",
		Notes:   []string{"Federal income tax is the same everywhere; regions' own taxes are not included."},
		Columns: []table.Column{{Name: "region"}, {Name: "program"}, {Name: "amount", Unit: "USD/year"}, {Name: "reason"}},
	}
	moved := *h
	moved.County, moved.Area, moved.Rating = 0, 0, 0
	results := make([]benefit.Result, len(regions))
	var paid benefit.Set
	for i, at := range regions {
		moved.Region = region.ID(at)
		Calculate(p, &moved, &results[i])
		for k := range benefit.Programs {
			if results[i].Amount[k] > 0 {
				paid = paid.With(benefit.Program(k))
			}
		}
	}
	for i, at := range regions {
		for k := range benefit.Programs {
			program := benefit.Program(k)
			if !paid.Has(program) {
				continue
			}
			var amount any = results[i].Amount[k]
			if results[i].Why[k].Reason == benefit.Unknown {
				amount = nil
			}
			t.Add(p.Codes[at], program.String(), amount, sentence(results[i].Why[k], p.Codes[at]))
		}
	}
	return t
}
