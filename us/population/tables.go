package population

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"commonpurse/money"
	"commonpurse/people/calibrate"
	"commonpurse/region"
	"commonpurse/sheet"
	"commonpurse/table"
	"commonpurse/us/pack"
	"commonpurse/us/unit"
)

// Report is the population held against published figures: what `purse people` prints.
type Report struct {
	People     *People
	Outcomes   []Outcome
	Returns    *Returns
	Targets    []Target
	Quantities []Quantity
}

// NewReport runs the law over the people and gathers what is published about their year.
func NewReport(p *People, law Law, workers int) (*Report, error) {
	tables := pack.FS()
	returns, targets, err := heldTo(p)
	if err != nil {
		return nil, err
	}
	guidelines, err := ReadGuidelines(tables, p.Regions, p.Year+1)
	if err != nil {
		return nil, err
	}
	return &Report{People: p, Outcomes: p.Outcomes(law, workers), Returns: returns, Targets: targets, Quantities: Quantities(guidelines)}, nil
}

// heldTo gives the tax statistics of the people's year, empty for a projected one, and the targets.
func heldTo(p *People) (*Returns, []Target, error) {
	tables := pack.FS()
	if Projected(p.Year) {
		plan, err := Project(tables, p.Regions, BaseYear, p.Year)
		if err != nil {
			return nil, nil, err
		}
		return &Returns{Year: p.Year}, plan.Targets, nil
	}
	returns, err := ReadReturns(tables, p.Regions, p.Year)
	if err != nil {
		return nil, nil, err
	}
	targets, err := Targets(tables, p.Regions, returns, p.Year, true)
	return returns, targets, err
}

// Recalibrate gives the people the weights that meet the report's targets best, starting from the
// weights they have. It says which hard targets stay missed.
func (r *Report) Recalibrate(workers int) ([]Missed, error) {
	base := make([]float64, r.People.Len())
	for h := range base {
		base[h] = r.People.Weight[h].Float()
	}
	problems, err := r.People.Problems(base, r.Outcomes, r.Targets, r.Quantities, workers)
	if err != nil {
		return nil, err
	}
	fits, err := calibrate.SolveAll(problems, workers)
	if err != nil {
		return nil, err
	}
	for id, fit := range fits {
		from, _ := r.People.Span(region.ID(id))
		for k, g := range fit.Factor {
			r.People.Weight[from+k] = money.ToWeight(base[from+k] * g)
		}
	}
	return missed(problems, fits, r.People.Regions), nil
}

// Missed is a target that cannot be met together with the others, in the least bad solution.
type Missed struct {
	Region, Quantity string
	Value            float64 // published, in the quantity's unit
	Miss             float64 // of the model, as a share of the value
}

func (m Missed) String() string {
	return fmt.Sprintf("%s %s: %.0f is missed by %+.1f%%", m.Region, m.Quantity, m.Value, 100*m.Miss)
}

func missed(problems []*calibrate.Problem, fits []*calibrate.Result, regions *region.List) []Missed {
	var list []Missed
	for id, fit := range fits {
		for _, j := range fit.Infeasible {
			t := problems[id].Targets[j]
			list = append(list, Missed{Region: regions.Code(region.ID(id)), Quantity: t.Name, Value: t.Value, Miss: fit.Miss[j]})
		}
	}
	return list
}

// Tables gives `regions`, `fit`, `items`, `controls` and `targets` for a set of regions, and
// `left_out` where the year has less than others; `errors` of the year of the embedded people.
func (r *Report) Tables(regions region.Set) ([]table.Table, error) {
	controls, err := r.controls(regions)
	if err != nil {
		return nil, err
	}
	list := []table.Table{r.regions(regions), r.fit(regions), r.items(regions), *controls, r.targets(regions)}
	if r.People.Year == BaseYear {
		errors, err := Errors()
		if err != nil {
			return nil, err
		}
		list = append(list, errorTable(errors, regions, r.People.Regions))
	}
	if left := r.leftOut(); len(left.Rows) > 0 {
		list = append(list, left)
	}
	return list, nil
}

func (r *Report) regions(regions region.Set) table.Table {
	p := r.People
	t := table.Table{Name: "regions", Title: fmt.Sprintf("The people of %d by region%s", p.Year, projectedText(p.Year)), Columns: []table.Column{{Name: "region"},
		{Name: "rows", Unit: "households", Note: "rows of the file; copies of a survey household count apart"}, {Name: "survey_households", Unit: "households"},
		{Name: "households", Unit: "households"}, {Name: "filing_units", Unit: "units"}, {Name: "returns", Unit: "returns"}, {Name: "persons", Unit: "people"},
		{Name: "effective_households", Unit: "households", Note: "rows of equal weight with the same sampling error (Kish)"},
		{Name: "design_effect", Note: "rows over effective households"}, {Name: "top_records", Unit: "units", Note: "rows that the class above a million dollars rests on"}},
		Notes: []string{"Counts are weighted, but for rows, survey households, effective households and top records."}, Sources: []string{"filing_units", soiSource, "acs_age", "census_population"}}
	for _, id := range regions.IDs() {
		from, to := p.Span(id)
		var households, units, returns, persons float64
		weights := make([]float64, 0, to-from)
		survey, top := 0, 0
		for h := from; h < to; h++ {
			w := p.Weight[h].Float()
			weights = append(weights, w)
			households += w
			if p.Copy[h] == 0 {
				survey++
			}
			for i := int(p.First[h]); i < int(p.First[h+1]); i++ {
				units += w
				persons += float64(w * float64(p.Persons(i)))
				if p.Files(i) {
					returns += w
				}
				if p.Files(i) && ClassOf(r.Outcomes[i].AGI) == Classes {
					top++
				}
			}
		}
		effect, effective := calibrate.Design(weights)
		t.Add(p.Regions.Code(id), to-from, survey, households, units, returns, persons, effective, effect, top)
	}
	return t
}

// value gives a quantity's weighted total in a region.
func (r *Report) value(q *Quantity, id region.ID) float64 {
	from, to := r.People.Span(id)
	var sum float64
	for h := from; h < to; h++ {
		sum += float64(r.People.Weight[h].Float() * q.Household(r.People, r.Outcomes, h))
	}
	return sum
}

func (r *Report) quantity(name string) *Quantity {
	for i := range r.Quantities {
		if r.Quantities[i].Name == name {
			return &r.Quantities[i]
		}
	}
	return nil
}

// Fit is one target and what the people make of it.
type Fit struct {
	Target
	Unit  string
	Model float64
}

// Fit works out every target of the given regions.
func (r *Report) Fit(regions region.Set) []Fit {
	var out []Fit
	for _, target := range r.Targets {
		if q := r.quantity(target.Quantity); q != nil && regions.Has(target.Region) {
			out = append(out, Fit{target, q.Unit, r.value(q, target.Region)})
		}
	}
	return out
}

func (r *Report) fit(regions region.Set) table.Table {
	t := table.Table{Name: "fit", Title: fmt.Sprintf("Published totals that the weights of %d are held to%s", r.People.Year, projectedText(r.People.Year)), Columns: []table.Column{{Name: "region"}, {Name: "quantity"},
		{Name: "unit"}, {Name: "published"}, {Name: "model"}, {Name: "error", Unit: "share"}, {Name: "penalty", Note: "price of a squared relative miss; hard must be met"}, {Name: "source"}, {Name: "year", Unit: "year"}}}
	for _, f := range r.Fit(regions) {
		t.Add(r.People.Regions.Code(f.Region), f.Quantity, f.Unit, f.Value, f.Model, f.Model/f.Value-1, penaltyText(f.Penalty), f.Source, f.Year)
	}
	return t
}

// projectedText marks what is projected.
func projectedText(year int) string {
	if Projected(year) {
		return " (projected)"
	}
	return ""
}

func penaltyText(p float64) string {
	if p >= calibrate.HardPenalty {
		return "hard"
	}
	return strconv.FormatFloat(p, 'g', -1, 64)
}

// targets is the default targets file: what --targets may change.
func (r *Report) targets(regions region.Set) table.Table {
	t := table.Table{Name: "targets", Title: "The targets as a file that --targets reads", Columns: []table.Column{{Name: "region"}, {Name: "quantity"}, {Name: "value"}, {Name: "penalty"}, {Name: "source"}, {Name: "year", Unit: "year"}},
		Notes: []string{"Quantities that can be targets: " + fmt.Sprint(quantityNames(r.Quantities)) + ". The value off removes a target; region all means every region; penalty hard means it must be met."}}
	for _, target := range r.Targets {
		if regions.Has(target.Region) {
			t.Add(r.People.Regions.Code(target.Region), target.Quantity, target.Value, penaltyText(target.Penalty), target.Source, target.Year)
		}
	}
	return t
}

func quantityNames(list []Quantity) []string {
	names := make([]string, len(list))
	for i := range list {
		names[i] = list[i].Name
	}
	return names
}

// returnItem is an item of the tax statistics and what the model has for it.
type returnItem struct {
	name   string
	target bool // its regional total, or its part in a class, is a target
	has    func(p *People, o *Outcome, i int) (amount float64, carried bool)
}

func column(a int) func(*People, *Outcome, int) (float64, bool) {
	return func(p *People, _ *Outcome, i int) (float64, bool) {
		v := float64(p.amount[a][i])
		return v, v != 0
	}
}

func outcome(f func(o *Outcome) float64) func(*People, *Outcome, int) (float64, bool) {
	return func(_ *People, o *Outcome, _ int) (float64, bool) {
		v := f(o)
		return v, v != 0
	}
}

func itemized(a int) func(*People, *Outcome, int) (float64, bool) {
	return func(p *People, o *Outcome, i int) (float64, bool) {
		v := float64(p.amount[a][i])
		return v * flag(o.Itemizes), o.Itemizes && v != 0
	}
}

func status(s unit.Status) func(*People, *Outcome, int) (float64, bool) {
	return func(p *People, _ *Outcome, i int) (float64, bool) { return 0, unit.Status(p.status[i]) == s }
}

var returnItems = []returnItem{
	{"returns", true, func(*People, *Outcome, int) (float64, bool) { return 0, true }},
	{"single", false, status(unit.Single)}, {"joint", true, status(unit.Joint)}, {"head_of_household", true, status(unit.HeadOfHousehold)},
	{"adjusted_gross_income", true, outcome(func(o *Outcome) float64 { return o.AGI })},
	{"total_income", false, outcome(func(o *Outcome) float64 { return o.TotalIncome })},
	{"wages", true, column(Wages)}, {"taxable_interest", true, column(Interest)}, {"tax_exempt_interest", false, column(ExemptInterest)},
	{"ordinary_dividends", true, column(Dividends)}, {"qualified_dividends", false, column(QualifiedDividends)}, {"business_income", true, column(Business)},
	{"capital_gains", true, column(Gains)}, {"ira_distributions", true, column(IRA)}, {"pensions", true, column(Pensions)}, {"unemployment", false, column(Unemployment)},
	{"taxable_social_security", true, outcome(func(o *Outcome) float64 { return o.TaxableSecurity })}, {"partnership_s_corp", true, column(Partnership)}, {"rent_royalty", false, column(Rent)},
	{"itemized_deductions", false, outcome(func(o *Outcome) float64 { return o.Itemized })}, {"real_estate_tax", false, itemized(PropertyTax)},
	{"mortgage_interest", false, itemized(Mortgage)}, {"charity", false, itemized(Charity)},
	{"qualified_business_deduction", false, outcome(func(o *Outcome) float64 { return o.QBI })}, {"taxable_income", false, outcome(func(o *Outcome) float64 { return o.TaxableIncome })},
	{"tax_before_credits", false, outcome(func(o *Outcome) float64 { return o.TaxBeforeCredits })}, {"alternative_minimum_tax", false, outcome(func(o *Outcome) float64 { return o.AMT })},
	{"foreign_tax_credit", false, outcome(func(o *Outcome) float64 { return o.ForeignCredit })}, {"care_credit", false, outcome(func(o *Outcome) float64 { return o.Care })},
	{"education_credit", false, outcome(func(o *Outcome) float64 { return o.Education })}, {"child_credit", true, outcome(func(o *Outcome) float64 { return o.ChildCredit })},
	{"additional_child_credit", true, outcome(func(o *Outcome) float64 { return o.AdditionalChild })}, {"earned_income_credit", true, outcome(func(o *Outcome) float64 { return o.EITC })},
	{"tax_after_credits", true, outcome(func(o *Outcome) float64 { return o.TaxAfterCredits })}, {"self_employment_tax", false, outcome(func(o *Outcome) float64 { return o.SelfEmploymentTax })},
	{"additional_medicare_tax", false, outcome(func(o *Outcome) float64 { return o.AdditionalMedicare })}, {"net_investment_income_tax", false, outcome(func(o *Outcome) float64 { return o.InvestmentTax })},
}

// itemTotals adds up every item of the returns of a region by class; class 0 is all.
func (r *Report) itemTotals(id region.ID) [][Classes + 1]Cell {
	p := r.People
	out := make([][Classes + 1]Cell, len(returnItems))
	from, to := p.Span(id)
	for h := from; h < to; h++ {
		w := p.Weight[h].Float()
		for i := int(p.First[h]); i < int(p.First[h+1]); i++ {
			if !p.Files(i) {
				continue
			}
			k := ClassOf(r.Outcomes[i].AGI)
			for j := range returnItems {
				amount, carried := returnItems[j].has(p, &r.Outcomes[i], i)
				if !carried {
					continue
				}
				for _, c := range [2]int{0, k} {
					out[j][c].Returns += w
					out[j][c].Amount += float64(w * amount)
				}
			}
		}
	}
	return out
}

func (r *Report) items(regions region.Set) table.Table {
	t := table.Table{Name: "items", Title: fmt.Sprintf("Items of tax returns of %d by class of adjusted gross income, against the tax statistics", r.People.Year),
		Columns: []table.Column{{Name: "region"}, {Name: "class", Note: "1 is below one dollar, then from 1, 10,000, 25,000, 50,000, 75,000, 100,000, 200,000, 500,000 and 1,000,000 dollars; 0 is all"},
			{Name: "item"}, {Name: "returns", Unit: "returns"}, {Name: "dollars", Unit: "USD/year"}, {Name: "published_returns", Unit: "returns"}, {Name: "published_dollars", Unit: "USD/year"},
			{Name: "returns_code"}, {Name: "dollars_code"}, {Name: "target", Note: "whether the item is one of the weights' targets"}}, Sources: []string{soiSource}}
	codes := itemCodes()
	for _, id := range regions.IDs() {
		totals := r.itemTotals(id)
		for j, item := range returnItems {
			for k := range totals[j] {
				have, want := totals[j][k], r.Returns.At(item.name, id, k)
				if have == (Cell{}) && want == (Cell{}) {
					continue
				}
				c := codes[item.name]
				published := func(code string) string {
					if !r.Returns.Has(item.name) {
						return ""
					}
					return code
				}
				t.Add(r.People.Regions.Code(id), k, item.name, have.Returns, some(have.Amount, c[1]), some(want.Returns, published(c[0])), some(want.Amount, published(c[1])), c[0], c[1], item.target)
			}
		}
	}
	return t
}

// some is a cell that is empty where the statistics have no such column.
func some(v float64, code string) any {
	if code == "" {
		return nil
	}
	return v
}

// itemCodes gives the statistics' own codes of returns and dollars by item.
func itemCodes() map[string][2]string {
	s, err := sheet.Read(pack.FS(), "people/soi_items")
	if err != nil {
		return nil
	}
	codes := map[string][2]string{}
	for i := range s.Len() {
		codes[s.Text(i, "item")] = [2]string{s.Text(i, "returns_code"), s.Text(i, "amount_code")}
	}
	return codes
}

// control is a program whose reported dollars or people are compared with what is published.
type control struct {
	name, unit, item string
	value            func(p *People, h int) float64
}

func unitSum(f func(p *People, i int) float64) func(*People, int) float64 {
	return func(p *People, h int) float64 {
		var sum float64
		for i := int(p.First[h]); i < int(p.First[h+1]); i++ {
			sum += f(p, i)
		}
		return sum
	}
}

var programControls = []control{
	{"social_security", "USD/year", "social_security", unitSum(func(p *People, i int) float64 { return p.Amount(i, SocialSecurity) })},
	{"snap_dollars_reported", "USD/year", "snap_benefits", func(p *People, h int) float64 { return p.SNAP(h) }},
	{"snap_households", "households", "snap_households", func(p *People, h int) float64 { return flag(p.snap[h] > 0) }},
	{"medicaid_chip_persons", "people", "medicaid_chip_persons", unitSum(func(p *People, i int) float64 { return float64(p.medicaid[i]) })},
	{"ssi_units_reported", "units", "ssi_recipients", unitSum(func(p *People, i int) float64 { return flag(p.amount[SSI][i] > 0) })},
	{"owner_households", "households", "owner_households_count", func(p *People, h int) float64 { return flag(p.Owner(h)) }},
}

// controls compares programs as reported with what is published: raw is the people's own total,
// controlled the published one, factor what a dollar or person of the file has to be multiplied by.
func (r *Report) controls(regions region.Set) (*table.Table, error) {
	t := &table.Table{Name: "controls", Title: "Programs as reported against published totals", Columns: []table.Column{{Name: "program"}, {Name: "region"}, {Name: "unit"},
		{Name: "raw"}, {Name: "controlled"}, {Name: "factor"}, {Name: "year", Unit: "year", Note: "of the published figure"}, {Name: "weak", Note: "the factor is outside 0.8 to 1.25"}},
		Notes: []string{"Reported receipt is who takes part first; the programs' own rules work out the dollars."}, Sources: []string{"bea_transfers", "fns_snap", "cms_enrollment", "ukcpr", "acs_households_2018_2022"}}
	for _, c := range programControls {
		published, year, err := r.latest(c.item)
		if err != nil {
			return nil, err
		}
		for _, id := range regions.IDs() {
			if published[id] == 0 {
				continue
			}
			from, to := r.People.Span(id)
			var raw float64
			for h := from; h < to; h++ {
				raw += float64(r.People.Weight[h].Float() * c.value(r.People, h))
			}
			factor := published[id] / raw
			t.Add(c.name, r.People.Regions.Code(id), c.unit, raw, published[id], factor, year, factor < 0.8 || factor > 1.25)
		}
	}
	return t, nil
}

// latest gives a published figure by region of the report's year or, failing that, of the last
// year before.
func (r *Report) latest(item string) ([]float64, int, error) {
	for year := r.People.Year; year >= r.People.Year-8; year-- {
		for _, read := range []func(Source, *region.List, string, int) ([]float64, error){Program, HousingFact} {
			v, err := read(pack.FS(), r.People.Regions, item, year)
			if err != nil {
				return nil, 0, err
			}
			if slices.Max(v) > 0 {
				return v, year, nil
			}
		}
	}
	return make([]float64, r.People.Regions.Len()), 0, nil
}

// spread gives the median, the 90th percentile and the greatest of absolute values, and where the
// greatest is.
func spread(errors []float64) (median, high, worst float64, at int) {
	if len(errors) == 0 {
		return 0, 0, 0, 0
	}
	list := make([]float64, len(errors))
	for i, e := range errors {
		list[i] = math.Abs(e)
		if list[i] > worst {
			worst, at = list[i], i
		}
	}
	slices.Sort(list)
	return list[(len(list)-1)/2], list[(len(list)-1)*9/10], worst, at
}
