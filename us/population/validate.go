package population

import (
	"fmt"
	"slices"

	"commonpurse/people/calibrate"
	"commonpurse/region"
	"commonpurse/sheet"
	"commonpurse/table"
	"commonpurse/us/pack"
)

// Evidence is income tax after credits by region, published and as the people pay it when they
// are made without any tax, credit or poverty target.
type Evidence struct {
	Region                      []string
	Published, Modelled, People []float64
}

// ReadEvidence reads the table that `tools/people -taxes=false -evidence` writes.
func ReadEvidence(name string, text []byte) (*Evidence, error) {
	s, err := sheet.Parse(name, text, "region", "published", "modelled", "people", "source")
	if err != nil {
		return nil, err
	}
	e := &Evidence{}
	for i := range s.Len() {
		e.Region = append(e.Region, s.Text(i, "region"))
		for _, c := range []struct {
			column string
			to     *[]float64
		}{{"published", &e.Published}, {"modelled", &e.Modelled}, {"people", &e.People}} {
			v, err := s.Float(i, c.column)
			if err != nil {
				return nil, err
			}
			*c.to = append(*c.to, v)
		}
	}
	return e, nil
}

// Errors gives the relative error of each region.
func (e *Evidence) Errors() []float64 {
	out := make([]float64, len(e.Published))
	for i := range out {
		out[i] = e.Modelled[i]/e.Published[i] - 1
	}
	return out
}

// RankCorrelation is Spearman's, of tax a head.
func (e *Evidence) RankCorrelation() float64 {
	n := len(e.People)
	ranks := func(tax []float64) []int {
		order := make([]int, n)
		for i := range order {
			order[i] = i
		}
		slices.SortStableFunc(order, func(a, b int) int {
			if tax[a]/e.People[a] < tax[b]/e.People[b] {
				return -1
			}
			return 1
		})
		rank := make([]int, n)
		for place, i := range order {
			rank[i] = place
		}
		return rank
	}
	a, b := ranks(e.Published), ranks(e.Modelled)
	var sum float64
	for i := range a {
		sum += float64((a[i] - b[i]) * (a[i] - b[i]))
	}
	return 1 - 6*sum/float64(n*(n*n-1))
}

// Validation gives the tables of docs/validation-people.md.
func (r *Report) Validation(e *Evidence) ([]table.Table, error) {
	incomes, err := r.medianIncomes()
	if err != nil {
		return nil, err
	}
	list := []table.Table{r.evidence(e), r.metTargets(), r.notTargets(), r.taxByClass(), r.weights(), *incomes, r.controlSummary()}
	for _, written := range []func() (*table.Table, error){years, forecast, errorSummary} {
		t, err := written()
		if err != nil {
			return nil, err
		}
		list = append(list, *t)
	}
	return list, nil
}

func errorColumns(first ...table.Column) []table.Column {
	return append(first, table.Column{Name: "median", Unit: "percent"}, table.Column{Name: "p90", Unit: "percent"}, table.Column{Name: "worst", Unit: "percent"}, table.Column{Name: "where"})
}

// codes names the region of an index into a list that holds every region.
func (r *Report) code(i int) string { return r.People.Regions.Code(region.ID(i)) }

func (r *Report) evidence(e *Evidence) table.Table {
	t := table.Table{Name: "without_taxes", Title: "Income tax after credits by region when no tax, credit or poverty figure is a target", Columns: errorColumns(table.Column{Name: "measure"}),
		Notes: []string{"The people are then true to returns and income by class, kinds of income, people by age, Social Security, SNAP households and Medicaid people. What the law makes of them is evidence for the method, not fitting. " +
			"Credits for foreign taxes and those worked out on other forms are shared out by class and region as published in this variant too."}}
	errors := e.Errors()
	median, high, worst, at := spread(errors)
	t.Add("error of a region's income tax", 100*median, 100*high, 100*worst, e.Region[at])
	within := 0
	var have, want float64
	for i, x := range errors {
		if x < 0.02 && x > -0.02 {
			within++
		}
		have, want = have+e.Modelled[i], want+e.Published[i]
	}
	t.Notes = append(t.Notes, fmt.Sprintf("%d of %d regions are within 2%%; the union is off by %.1f%%; rank correlation of tax a head between regions %.4f.", within, len(errors), 100*(have/want-1), e.RankCorrelation()))
	return t
}

func (r *Report) metTargets() table.Table {
	t := table.Table{Name: "targets_met", Title: "Targets of the weights: absolute errors over regions", Columns: errorColumns(table.Column{Name: "quantity"}, table.Column{Name: "penalty"}, table.Column{Name: "source"})}
	byName := map[string][]Fit{}
	var order []string
	for _, f := range r.Fit(r.People.Regions.All()) {
		if byName[f.Quantity] == nil {
			order = append(order, f.Quantity)
		}
		byName[f.Quantity] = append(byName[f.Quantity], f)
	}
	for _, name := range order {
		list := byName[name]
		errors := make([]float64, len(list))
		for i, f := range list {
			errors[i] = f.Model/f.Value - 1
		}
		median, high, worst, at := spread(errors)
		t.Add(name, penaltyText(list[0].Penalty), list[0].Source, 100*median, 100*high, 100*worst, r.People.Regions.Code(list[at].Region))
	}
	return t
}

// reasons say why an item that is not a target is weak.
var reasons = map[string]string{
	"tax_exempt_interest":          "survey values, not mapped",
	"alternative_minimum_tax":      "preferences and incentive stock options are in no survey",
	"education_credit":             "students on returns without tax cannot use the part that is not refunded",
	"care_credit":                  "expenses are drawn so that they yield the credit, limits cut some",
	"itemized_deductions":          "the number of returns is right; above a million dollars the weights that meet the tax prefer units with less to deduct",
	"additional_medicare_tax":      "earnings of couples just above the threshold are too few",
	"qualified_business_deduction": "wages and property of businesses are not known; the share of service trades is an assumption",
	"charity":                      "large gifts of the top class: as for all itemized deductions",
	"rent_royalty":                 "sums near zero in some regions; losses are shared out by class",
	"single":                       "single parents counted as heads of household; kinds of household by class are the survey's of 2012-14",
	"joint":                        "right by region; by class the survey's kinds of household",
	"head_of_household":            "right by region; by class the survey's kinds of household",
	"additional_child_credit":      "right with the child credit together; in the upper classes it is near zero",
	"child_credit":                 "right with the additional child credit together",
	"taxable_social_security":      "right by region; in the classes it follows who of the aged files there",
	"earned_income_credit":         "right by region; single parents of low income are too few in the survey",
	"net_investment_income_tax":    "the union's classes are fitted by a share, regions are not",
	"mortgage_interest":            "few owners above a million dollars in small regions",
	"unemployment":                 "few carriers in small classes",
	"self_employment_tax":          "losses and partners' earnings are placed by published tax by region and class",
}

func (r *Report) notTargets() table.Table {
	t := table.Table{Name: "not_targets", Title: "Published figures that no weight is held to: absolute errors of dollars (of returns where there are none) by region, and by region and class",
		Columns: []table.Column{{Name: "item"}, {Name: "target", Note: "of the region's total; then only classes are a test"}, {Name: "union", Unit: "percent", Note: "error of the union's total"},
			{Name: "median", Unit: "percent"}, {Name: "p90", Unit: "percent"}, {Name: "worst", Unit: "percent"}, {Name: "where"}, {Name: "class_median", Unit: "percent", Note: "classes 4 to 10 of every region with at least a thousand returns"}, {Name: "class_p90", Unit: "percent"}, {Name: "reason"}}}
	totals := make([][][Classes + 1]Cell, r.People.Regions.Len())
	calibrate.Each(len(totals), 2, func(id int) { totals[id] = r.itemTotals(region.ID(id)) })
	for j, item := range returnItems {
		dollars := r.Returns.Sum(item.name, 0).Amount != 0
		value := func(c Cell) float64 {
			if dollars {
				return c.Amount
			}
			return c.Returns
		}
		var errors, classes []float64
		var have float64
		for id := range totals {
			have += value(totals[id][j][0])
			if want := value(r.Returns.At(item.name, region.ID(id), 0)); want != 0 {
				errors = append(errors, value(totals[id][j][0])/want-1)
			} else {
				errors = append(errors, 0)
			}
			const firstClass, fewReturns = 4, 1000
			for k := firstClass; k <= Classes; k++ {
				cell := r.Returns.At(item.name, region.ID(id), k)
				if want := value(cell); want != 0 && cell.Returns >= fewReturns {
					classes = append(classes, value(totals[id][j][k])/want-1)
				}
			}
		}
		median, high, worst, at := spread(errors)
		classMedian, classHigh, _, _ := spread(classes)
		reason := ""
		if high > 0.1 || classHigh > 0.25 {
			reason = reasons[item.name]
		}
		t.Add(item.name, item.target, 100*(have/value(r.Returns.Sum(item.name, 0))-1), 100*median, 100*high, 100*worst, r.code(at), 100*classMedian, 100*classHigh, reason)
	}
	return t
}

func (r *Report) taxByClass() table.Table {
	t := table.Table{Name: "tax_by_class", Title: "The union's taxes by class of adjusted gross income", Columns: []table.Column{{Name: "class"}, {Name: "item"}, {Name: "published", Unit: "USD/year"}, {Name: "model", Unit: "USD/year"}, {Name: "error", Unit: "percent"}}}
	totals := make([][][Classes + 1]Cell, r.People.Regions.Len())
	calibrate.Each(len(totals), 2, func(id int) { totals[id] = r.itemTotals(region.ID(id)) })
	for j, item := range returnItems {
		switch item.name {
		case "tax_before_credits", "tax_after_credits", "self_employment_tax", "itemized_deductions", "net_investment_income_tax":
		default:
			continue
		}
		for k := 0; k <= Classes; k++ {
			var have float64
			for id := range totals {
				have += totals[id][j][k].Amount
			}
			const small = 1e9
			if want := r.Returns.Sum(item.name, k).Amount; want >= small {
				t.Add(k, item.name, want, have, 100*(have/want-1))
			}
		}
	}
	return t
}

func (r *Report) weights() table.Table {
	t := table.Table{Name: "weights", Title: "What the weights cost", Columns: []table.Column{{Name: "measure"}, {Name: "median"}, {Name: "worst"}, {Name: "where"}}}
	all := r.regions(r.People.Regions.All())
	for _, c := range []struct {
		column, text string
		high         bool
	}{{"effective_households", "effective households", false}, {"design_effect", "design effect", true}, {"top_records", "records in the class above a million dollars", false}} {
		values := make([]float64, len(all.Rows))
		worst := 0
		for i, row := range all.Rows {
			switch v := row[all.Column(c.column)].(type) {
			case float64:
				values[i] = v
			case int:
				values[i] = float64(v)
			}
			if c.high == (values[i] > values[worst]) && values[i] != values[worst] {
				worst = i
			}
		}
		sorted := slices.Sorted(slices.Values(values))
		t.Add(c.text, sorted[len(sorted)/2], values[worst], r.code(worst))
	}
	return t
}

// medianIncomes compares the median money income of households with the survey of communities.
func (r *Report) medianIncomes() (*table.Table, error) {
	published, err := Program(pack.FS(), r.People.Regions, "median_household_income", r.People.Year)
	if err != nil {
		return nil, err
	}
	t := &table.Table{Name: "other_checks", Title: "Published figures of other surveys that are no targets", Columns: errorColumns(table.Column{Name: "measure"}, table.Column{Name: "source"}),
		Notes: []string{"Money income here has no rents of the survey and no earnings of dependents who file nothing; households are as many as the survey's kinds of household allow."}}
	errors := make([]float64, len(published))
	for id := range published {
		from, to := r.People.Span(region.ID(id))
		type pair struct{ income, weight float64 }
		list := make([]pair, 0, to-from)
		var total float64
		for h := from; h < to; h++ {
			var income float64
			for i := int(r.People.First[h]); i < int(r.People.First[h+1]); i++ {
				income += r.People.MoneyIncome(i)
			}
			w := r.People.Weight[h].Float()
			list, total = append(list, pair{income, w}), total+w
		}
		slices.SortFunc(list, func(a, b pair) int {
			switch {
			case a.income < b.income:
				return -1
			case a.income > b.income:
				return 1
			}
			return 0
		})
		var below float64
		for _, x := range list {
			if below += x.weight; below >= total/2 {
				errors[id] = x.income/published[id] - 1
				break
			}
		}
	}
	median, high, worst, at := spread(errors)
	t.Add("median money income of households", "acs_income", 100*median, 100*high, 100*worst, r.code(at))
	return t, nil
}

// controlSummary gives the factors of programs over regions.
func (r *Report) controlSummary() table.Table {
	t := table.Table{Name: "program_factors", Title: "Published over reported, by program: the factor that a region's reported receipt would need", Columns: []table.Column{{Name: "program"}, {Name: "year"}, {Name: "least"}, {Name: "median"}, {Name: "greatest"}, {Name: "regions_outside", Note: "0.8 to 1.25"}},
		Notes: []string{"Programs are worked out by their rules; reported receipt says who takes part first. SNAP dollars of the survey are those of 2014."}}
	all, err := r.controls(r.People.Regions.All())
	if err != nil {
		t.Notes = append(t.Notes, err.Error())
		return t
	}
	for _, c := range programControls {
		var factors []float64
		outside, year := 0, 0
		for _, row := range all.Rows {
			if row[0] != c.name {
				continue
			}
			f, _ := row[all.Column("factor")].(float64)
			factors = append(factors, f)
			year, _ = row[all.Column("year")].(int)
			if weak, _ := row[all.Column("weak")].(bool); weak {
				outside++
			}
		}
		if len(factors) == 0 {
			continue
		}
		slices.Sort(factors)
		t.Add(c.name, year, factors[0], factors[len(factors)/2], factors[len(factors)-1], outside)
	}
	return t
}
