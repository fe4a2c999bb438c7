package population

import (
	"bytes"
	_ "embed"
	"fmt"
	"math"
	"slices"

	"commonpurse/people/calibrate"
	"commonpurse/region"
	"commonpurse/sheet"
	"commonpurse/table"
	"commonpurse/us/pack"
)

// WriteForecast compares projected people with what was published of their year in the meantime, as
// CSV: for each item the error of the union's total, and over regions the median, the 90th percentile
// and the worst, beside the errors of the year before's shares of the union's true total.
func WriteForecast(p *People, law Law, from, workers int) ([]byte, error) {
	tables := pack.FS()
	before, err := ReadReturns(tables, p.Regions, from)
	if err != nil {
		return nil, err
	}
	after, err := ReadReturns(tables, p.Regions, p.Year)
	if err != nil {
		return nil, err
	}
	r := &Report{People: p, Outcomes: p.Outcomes(law, workers), Returns: after}
	totals := make([][][Classes + 1]Cell, p.Regions.Len())
	calibrate.Each(len(totals), workers, func(id int) { totals[id] = r.itemTotals(region.ID(id)) })
	var b bytes.Buffer
	b.WriteString("item,class,union,median,p90,worst,where,shares_median,shares_p90\n")
	for j, item := range returnItems {
		if !before.Has(item.name) {
			continue
		}
		for k := range Classes + 1 {
			if k > 0 && item.name != "returns" && item.name != "adjusted_gross_income" {
				break
			}
			writeForecast(&b, item.name, k, p.Regions, func(id region.ID) Cell { return totals[id][j][k] }, before, after)
		}
	}
	return b.Bytes(), nil
}

func writeForecast(b *bytes.Buffer, item string, k int, regions *region.List, have func(region.ID) Cell, before, after *Returns) {
	value := func(c Cell) float64 { return c.Amount }
	if after.Sum(item, k).Amount == 0 {
		value = func(c Cell) float64 { return c.Returns }
	}
	growth := value(after.Sum(item, k)) / value(before.Sum(item, k))
	var errors, shares []float64
	var sum float64
	for id := range region.ID(regions.Len()) {
		want := value(after.At(item, id, k))
		sum += value(have(id))
		if want == 0 {
			errors, shares = append(errors, 0), append(shares, 0)
			continue
		}
		errors = append(errors, value(have(id))/want-1)
		shares = append(shares, growth*value(before.At(item, id, k))/want-1)
	}
	median, high, worst, at := spread(errors)
	simple, simpleHigh, _, _ := spread(shares)
	fmt.Fprintf(b, "%s,%d,%.4g,%.4g,%.4g,%.4g,%s,%.4g,%.4g\n", item, k, 100*(sum/value(after.Sum(item, k))-1), 100*median, 100*high, 100*worst, regions.Code(region.ID(at)), 100*simple, 100*simpleHigh)
}

//go:embed testdata/forecast_2022.csv
var forecastFile []byte

// forecast shows the comparison that `tools/people -every` wrote down.
func forecast() (*table.Table, error) {
	s, err := sheet.Parse("forecast_2022.csv", forecastFile, "item", "class", "union", "median", "p90", "worst", "where", "shares_median", "shares_p90")
	if err != nil {
		return nil, err
	}
	t := &table.Table{Name: "forecast", Title: "The forecast test: the people of 2021 projected to 2022, against what was published of 2022", Columns: []table.Column{{Name: "item"}, {Name: "class"},
		{Name: "union", Unit: "percent", Note: "error of the union's total"}, {Name: "median", Unit: "percent", Note: "absolute error over regions"}, {Name: "p90", Unit: "percent"}, {Name: "worst", Unit: "percent"}, {Name: "where"},
		{Name: "shares_median", Unit: "percent", Note: "error of a rival that knows the union's total of 2022 and keeps each region's share of 2021"}, {Name: "shares_p90", Unit: "percent"}},
		Notes: []string{"By the same road as the projections of 2023 to 2026. The union's totals of the incomes in the official projections are known with hindsight, so that this tests what the projection adds: classes, regions, taxes. " +
			"The child credits of 2021 are net of what was paid in advance, so that their shares tell nothing."}}
	for i := range s.Len() {
		row := []any{s.Text(i, "item")}
		for _, name := range s.Columns[1:] {
			if name == "where" {
				row = append(row, s.Text(i, name))
				continue
			}
			v, err := s.Float(i, name)
			if err != nil {
				return nil, err
			}
			if name == "class" {
				row = append(row, int(v))
			} else {
				row = append(row, v)
			}
		}
		t.Rows = append(t.Rows, row)
	}
	return t, nil
}

// errorSummary gives the errors of totals over regions.
func errorSummary() (*table.Table, error) {
	list, err := Errors()
	if err != nil {
		return nil, err
	}
	t := &table.Table{Name: "errors_summary", Title: "Standard errors of a region's totals: of the sample, and of the draws of the imputation", Columns: []table.Column{{Name: "quantity"},
		{Name: "sampling_median", Unit: "percent"}, {Name: "sampling_greatest", Unit: "percent"}, {Name: "imputation_median", Unit: "percent"}, {Name: "imputation_greatest", Unit: "percent"}, {Name: "where"}},
		Notes: []string{fmt.Sprintf("Sampling: 200 replicates, widened by 1.15. Imputation: the people made again with five other seeds, of the whole road from the survey. The variance of the imputation is %.2f of the sample's in the median.", ImputationShare(list))}}
	for _, q := range errorQuantities {
		var sampling, imputation []float64
		var codes []string
		for _, e := range list {
			if e.Quantity == q.Name && e.Estimate != 0 {
				sampling, imputation, codes = append(sampling, 100*math.Abs(e.Sampling/e.Estimate)), append(imputation, 100*math.Abs(e.Imputation/e.Estimate)), append(codes, e.Region)
			}
		}
		if len(codes) == 0 {
			continue
		}
		a, _, _, _ := spread(sampling)
		b, _, worst, at := spread(imputation)
		t.Add(q.Name, a, slices.Max(sampling), b, worst, codes[at])
	}
	return t, nil
}
