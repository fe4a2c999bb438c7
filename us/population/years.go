package population

import (
	"bytes"
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strconv"

	"commonpurse/people/calibrate"
	"commonpurse/region"
	"commonpurse/sheet"
	"commonpurse/table"
)

// yearMeasures are what is told of the people of every year: how far targets are missed, how far the
// union's totals that are no targets are off, and what the weights cost.
var yearMeasures = []struct {
	name, unit string
	projected  bool // told of projected years too
	value      func(r *Report) (value float64, where region.ID)
}{
	{"hard targets, worst", "percent", true, worstFit(func(f *Fit) bool { return f.Penalty >= calibrate.HardPenalty })},
	{"income tax, worst", "percent", false, worstFit(quantityIs("tax_after_credits"))},
	{"earned income credit, worst", "percent", false, worstFit(quantityIs("earned_income_credit"))},
	{"SNAP households, worst", "percent", true, worstFit(quantityIs("snap_households"))},
	{"Medicaid people, worst", "percent", true, worstFit(quantityIs("medicaid_chip_persons"))},
	{"Social Security, worst", "percent", true, worstFit(quantityIs("social_security"))},
	{"tax before credits, union", "percent", false, unionError("tax_before_credits")},
	{"itemized deductions, union", "percent", false, unionError("itemized_deductions")},
	{"self-employment tax, union", "percent", false, unionError("self_employment_tax")},
	{"net investment income tax, union", "percent", false, unionError("net_investment_income_tax")},
	{"taxable income, union", "percent", false, unionError("taxable_income")},
	{"effective households, least", "households", true, func(r *Report) (float64, region.ID) {
		return r.extreme(false, func(w []float64) float64 { _, n := calibrate.Design(w); return n })
	}},
	{"design effect, greatest", "", true, func(r *Report) (float64, region.ID) {
		return r.extreme(true, func(w []float64) float64 { d, _ := calibrate.Design(w); return d })
	}},
	{"records above a million dollars, least", "units", true, func(r *Report) (least float64, at region.ID) {
		least = math.Inf(1)
		for id := range region.ID(r.People.Regions.Len()) {
			if n := r.topRecords(id); float64(n) < least {
				least, at = float64(n), id
			}
		}
		return least, at
	}},
}

func quantityIs(name string) func(*Fit) bool { return func(f *Fit) bool { return f.Quantity == name } }

// nowhere marks a measure of the union.
const nowhere = region.ID(255)

func worstFit(of func(*Fit) bool) func(*Report) (float64, region.ID) {
	return func(r *Report) (worst float64, at region.ID) {
		for _, f := range r.Fit(r.People.Regions.All()) {
			if miss := 100 * math.Abs(f.Model/f.Value-1); of(&f) && miss > worst {
				worst, at = miss, f.Region
			}
		}
		return worst, at
	}
}

func unionError(item string) func(*Report) (float64, region.ID) {
	return func(r *Report) (float64, region.ID) {
		var have float64
		for id := range region.ID(r.People.Regions.Len()) {
			for j, totals := range r.itemTotals(id) {
				if returnItems[j].name == item {
					have += totals[0].Amount
				}
			}
		}
		return 100 * (have/r.Returns.Sum(item, 0).Amount - 1), nowhere
	}
}

func (r *Report) extreme(greatest bool, of func(w []float64) float64) (value float64, at region.ID) {
	for id := range region.ID(r.People.Regions.Len()) {
		from, to := r.People.Span(id)
		w := make([]float64, 0, to-from)
		for h := from; h < to; h++ {
			w = append(w, r.People.Weight[h].Float())
		}
		if v := of(w); id == 0 || greatest == (v > value) && v != value {
			value, at = v, id
		}
	}
	return value, at
}

func (r *Report) topRecords(id region.ID) (n int) {
	from, to := r.People.Span(id)
	for i := r.People.First[from]; i < r.People.First[to]; i++ {
		if r.People.Files(int(i)) && ClassOf(r.Outcomes[i].AGI) == Classes {
			n++
		}
	}
	return n
}

// YearLines gives the measures of the people's year, one line of CSV each: year, measure, value, unit
// and the region where it is.
func (r *Report) YearLines() []byte {
	var b bytes.Buffer
	for _, m := range yearMeasures {
		if Projected(r.People.Year) && !m.projected {
			continue
		}
		v, at := m.value(r)
		where := ""
		if at != nowhere {
			where = r.People.Regions.Code(at)
		}
		fmt.Fprintf(&b, "%d,\"%s\",%.4g,%s,%s\n", r.People.Year, m.name, v, m.unit, where)
	}
	return b.Bytes()
}

// YearsHead is the header of the lines of YearLines.
const YearsHead = "year,measure,value,unit,where\n"

//go:embed testdata/years.csv
var yearsFile []byte

// years shows the measures of every year as `tools/people -every` wrote them down, a row a measure.
func years() (*table.Table, error) {
	s, err := sheet.Parse("years.csv", yearsFile, "year", "measure", "value", "unit", "where")
	if err != nil {
		return nil, err
	}
	t := &table.Table{Name: "years", Title: "The people of every year", Columns: []table.Column{{Name: "measure"}},
		Notes: []string{"Absolute misses of targets in percent, in the region where they are greatest; errors of the union's totals that are no targets in percent. Years after 2022 are projected: there is nothing published to hold their taxes to. " +
			"To 2021 Social Security by region is the union's total, shared by residents of 65 and over and the benefits a head of 2022."}}
	var list []int
	value := map[string]float64{}
	for i := range s.Len() {
		year, err := s.Int(i, "year")
		if err != nil {
			return nil, err
		}
		if !slices.Contains(list, year) {
			list = append(list, year)
		}
		if value[s.Text(i, "year")+s.Text(i, "measure")], err = s.Float(i, "value"); err != nil {
			return nil, err
		}
	}
	for _, year := range list {
		t.Columns = append(t.Columns, table.Column{Name: strconv.Itoa(year)})
	}
	for _, m := range yearMeasures {
		row := []any{m.name}
		for _, year := range list {
			if v, ok := value[strconv.Itoa(year)+m.name]; ok {
				row = append(row, v)
			} else {
				row = append(row, nil)
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t, nil
}
