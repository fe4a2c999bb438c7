package population

import (
	"bytes"
	_ "embed"
	"fmt"
	"math"
	"slices"

	"commonpurse/people"
	"commonpurse/people/calibrate"
	"commonpurse/region"
	"commonpurse/sheet"
	"commonpurse/table"
)

// errorQuantities are what errors are told of: figures that no weight is held to.
var errorQuantities = []Quantity{
	{"households", "households", func(*People, []Outcome, int) float64 { return 1 }},
	{"tax_before_credits", "USD/year", filed(func(_ *People, o *Outcome, _ int) float64 { return o.TaxBeforeCredits })},
	{"tax_above_a_million", "USD/year", filed(func(_ *People, o *Outcome, _ int) float64 { return flag(ClassOf(o.AGI) == Classes) * o.TaxAfterCredits })},
	{"itemized_deductions", "USD/year", filed(func(_ *People, o *Outcome, _ int) float64 { return o.Itemized })},
	{"self_employment_tax", "USD/year", filed(func(_ *People, o *Outcome, _ int) float64 { return o.SelfEmploymentTax })},
	{"net_investment_income_tax", "USD/year", filed(func(_ *People, o *Outcome, _ int) float64 { return o.InvestmentTax })},
	{"payroll_tax", "USD/year", overUnits(func(_ *People, o *Outcome, _ int) float64 { return o.Payroll })},
	{"earned_income_credit_returns", "returns", filed(func(_ *People, o *Outcome, _ int) float64 { return flag(o.EITC > 0) })},
	{"ssi_reported", "USD/year", overUnits(func(p *People, _ *Outcome, i int) float64 { return float64(p.amount[SSI][i]) })},
}

// Totals gives the total of each error quantity in each region.
func (r *Report) Totals() [][]float64 {
	out := make([][]float64, len(errorQuantities))
	for q := range out {
		out[q] = make([]float64, r.People.Regions.Len())
		for id := range out[q] {
			out[q][id] = r.value(&errorQuantities[q], region.ID(id))
		}
	}
	return out
}

// sampling gives the sampling error of each total, from the replicates, widened as intervals are.
func (r *Report) sampling(workers int) ([][]float64, error) {
	p := r.People
	agi, tax := make([]float64, len(r.Outcomes)), make([]float64, p.Len())
	columns := make([][]float64, len(errorQuantities))
	for q := range columns {
		columns[q] = make([]float64, p.Len())
	}
	for h := range p.Len() {
		for i := p.First[h]; i < p.First[h+1]; i++ {
			agi[i] = r.Outcomes[i].AGI
			tax[h] += r.Outcomes[i].TaxAfterCredits
		}
		for q := range columns {
			columns[q][h] = errorQuantities[q].Household(p, r.Outcomes, h)
		}
	}
	replicates, err := p.Replicates(agi, tax, ReplicateCount)
	if err != nil {
		return nil, err
	}
	out := make([][]float64, len(columns))
	for q := range out {
		out[q] = make([]float64, p.Regions.Len())
	}
	calibrate.Each(p.Regions.Len(), workers, func(id int) {
		for q, estimates := range replicates.RegionTotals(region.ID(id), columns) {
			from, to := p.Span(region.ID(id))
			var whole float64
			for h := from; h < to; h++ {
				whole += float64(p.Weight[h].Float() * columns[q][h])
			}
			var sum float64
			for _, x := range estimates {
				sum += float64((x - whole) * (x - whole))
			}
			out[q][id] = people.Widening * math.Sqrt(sum/float64(len(estimates)))
		}
	})
	return out, nil
}

// WriteErrors gives, as CSV, the sampling error and the error of the imputation of each quantity by
// region: the latter from the totals of people made with other seeds (Totals).
func (r *Report) WriteErrors(seeds [][][]float64, workers int) ([]byte, error) {
	sampling, err := r.sampling(workers)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.WriteString("region,quantity,unit,estimate,sampling_sd,imputation_sd\n")
	totals := r.Totals()
	for id := range r.People.Regions.Len() {
		for q := range errorQuantities {
			estimates := make([]float64, len(seeds))
			for s := range seeds {
				estimates[s] = seeds[s][q][id]
			}
			fmt.Fprintf(&b, "%s,%s,%s,%.6g,%.4g,%.4g\n", r.People.Regions.Code(region.ID(id)), errorQuantities[q].Name, errorQuantities[q].Unit,
				totals[q][id], sampling[q][id], math.Sqrt(people.BetweenSeeds(estimates)))
		}
	}
	return b.Bytes(), nil
}

//go:embed testdata/errors_2022.csv
var errorsOf2022 []byte

// Error is what a total of a region of BaseYear is uncertain by: standard errors of the sample and of
// the draws of the imputation.
type Error struct {
	Region, Quantity, Unit         string
	Estimate, Sampling, Imputation float64
}

// Errors reads the errors of the embedded people (`tools/people -errors` makes them).
func Errors() ([]Error, error) {
	s, err := sheet.Parse("errors_2022.csv", errorsOf2022, "region", "quantity", "unit", "estimate", "sampling_sd", "imputation_sd")
	if err != nil {
		return nil, err
	}
	list := make([]Error, s.Len())
	for i := range list {
		e := &list[i]
		e.Region, e.Quantity, e.Unit = s.Text(i, "region"), s.Text(i, "quantity"), s.Text(i, "unit")
		for _, c := range []struct {
			to   *float64
			name string
		}{{&e.Estimate, "estimate"}, {&e.Sampling, "sampling_sd"}, {&e.Imputation, "imputation_sd"}} {
			if *c.to, err = s.Float(i, c.name); err != nil {
				return nil, err
			}
		}
	}
	return list, nil
}

// ImputationShare gives the variance of the imputation over that of the sample, the median of all
// totals at hand: what stands in for it where an estimate was not worked out with other seeds.
func ImputationShare(list []Error) float64 {
	var shares []float64
	for _, e := range list {
		if e.Sampling > 0 {
			shares = append(shares, e.Imputation*e.Imputation/(e.Sampling*e.Sampling))
		}
	}
	if len(shares) == 0 {
		return 0
	}
	slices.Sort(shares)
	return shares[len(shares)/2]
}

// errorTable shows both errors by region, as shares of the estimate.
func errorTable(list []Error, regions region.Set, all *region.List) table.Table {
	t := table.Table{Name: "errors", Title: fmt.Sprintf("Errors of totals of %d that no weight is held to: of the sample, and of the draws of the imputation", BaseYear),
		Columns: []table.Column{{Name: "region"}, {Name: "quantity"}, {Name: "unit"}, {Name: "estimate"}, {Name: "sampling", Unit: "share", Note: "standard error of 200 replicates, widened by 1.15"},
			{Name: "imputation", Unit: "share", Note: "standard error between five other seeds"}, {Name: "half_width", Unit: "share", Note: "of the 90% interval from both"}},
		Notes: []string{"What the model gets wrong is in neither."}}
	for _, e := range list {
		id, ok := all.ByCode(e.Region)
		if !ok || !regions.Has(id) || e.Estimate == 0 {
			continue
		}
		both := math.Hypot(e.Sampling, e.Imputation)
		t.Add(e.Region, e.Quantity, e.Unit, e.Estimate, e.Sampling/e.Estimate, e.Imputation/e.Estimate, people.Normal95*both/e.Estimate)
	}
	return t
}
