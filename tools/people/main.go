// Command people makes the embedded people of the United States from the survey file and the
// tables of published facts. The same input gives the same bytes.
//
//	go run ./tools/people -out us/population/people
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime/pprof"
	"time"

	"commonpurse/people"
	"commonpurse/region"
	"commonpurse/us/irc"
	"commonpurse/us/pack"
	"commonpurse/us/population"
	"commonpurse/us/population/build"
)

func main() {
	year := flag.Int("year", 2022, "year to make")
	out := flag.String("out", "us/population/people", "folder of the embedded file")
	raw := flag.String("survey", "", "survey file (default: the built-in compact form; for -compact data/us/people/raw of this repository)")
	seed := flag.Uint64("seed", 1, "seed of every draw")
	packed := flag.Bool("compact", false, "only write the survey in compact form, survey.bin, into the folder")
	every := flag.Bool("every", false, "make the people of every year, a forecast and other seeds, and only write down how they compare: years.csv, forecast_2022.csv and errors_2022.csv, into the folder")
	taxes := flag.Bool("taxes", true, "hold the people to taxes, credits and poverty too")
	workers := flag.Int("workers", 0, "how many work side by side (0: as many as the machine has); the bytes do not depend on it")
	evidence := flag.String("evidence", "", "write income tax by region here, as CSV (with -taxes=false: what the people pay when no tax is a target)")
	cpu := flag.String("cpuprofile", "", "write a profile here")
	flag.Parse()
	if *cpu != "" {
		f, err := os.Create(*cpu)
		if err != nil {
			fail(err)
		}
		if err := pprof.StartCPUProfile(f); err != nil {
			fail(err)
		}
		defer pprof.StopCPUProfile()
	}
	if *every {
		if err := writeEvery(*out, *workers); err != nil {
			fail(err)
		}
		return
	}
	if *packed {
		if err := compact(*out, *raw); err != nil {
			fail(err)
		}
		return
	}
	if err := run(*year, *out, *raw, *seed, *taxes, *evidence, *workers); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "people:", err)
	os.Exit(1)
}

// survey reads the survey: the file named, the built-in compact form, or, to write that form, the file
// of this repository.
func survey(name string, compact bool, regions *region.List) (*build.Survey, error) {
	if name == "" && !compact {
		return build.EmbeddedSurvey(regions)
	}
	if name == "" {
		root, err := repository()
		if err != nil {
			return nil, err
		}
		name = filepath.Join(root, "data/us/people/raw/filing_units_2014.csv.gz")
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return build.RawSurvey(file, pack.FS(), regions)
}

// compact writes the survey in compact form.
func compact(out, name string) error {
	regions, err := population.ReadRegions(pack.FS())
	if err != nil {
		return err
	}
	s, err := survey(name, true, regions)
	if err != nil {
		return err
	}
	var made bytes.Buffer
	if err := s.Write(&made, regions); err != nil {
		return err
	}
	return replace(filepath.Join(out, "survey.bin"), made.Bytes())
}

// replace writes a file unless it is the same already.
func replace(name string, content []byte) error {
	if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, content) {
		return nil
	}
	return os.WriteFile(name, content, 0o644)
}

func run(year int, out, raw string, seed uint64, taxes bool, evidence string, workers int) error {
	regions, err := population.ReadRegions(pack.FS())
	if err != nil {
		return err
	}
	params, err := irc.Load(year, "")
	if err != nil {
		return err
	}
	start := time.Now()
	units, err := survey(raw, false, regions)
	if err != nil {
		return err
	}
	result, err := build.Make(units, pack.FS(), regions, build.Options{Year: year, Seed: seed, Law: params, Taxes: taxes, Workers: workers, Log: func(format string, args ...any) {
		fmt.Fprintf(os.Stderr, "%6.2fs  %s\n", time.Since(start).Seconds(), fmt.Sprintf(format, args...))
	}})
	if err != nil {
		return err
	}
	for _, s := range result.Shortages {
		fmt.Fprintln(os.Stderr, "missed:", s)
	}
	summary(result)
	if evidence != "" {
		return writeEvidence(evidence, result)
	}
	var made bytes.Buffer
	if err := people.Write(&made, result.People); err != nil {
		return err
	}
	name := filepath.Join(out, fmt.Sprintf("%d.bin", year))
	fmt.Fprintf(os.Stderr, "%6.2fs  %s: %d bytes\n", time.Since(start).Seconds(), name, made.Len())
	return replace(name, made.Bytes())
}

// repository finds the folder that holds go.mod, from the working folder upwards.
func repository() (string, error) {
	folder, err := os.Getwd()
	for err == nil {
		if _, found := os.Stat(filepath.Join(folder, "go.mod")); found == nil {
			return folder, nil
		}
		up := filepath.Dir(folder)
		if up == folder {
			return "", fmt.Errorf("no go.mod above the working folder")
		}
		folder = up
	}
	return "", err
}

// summary prints how well the targets are met, worst first within each quantity.
func summary(r *build.Result) {
	type worst struct{ sum, most, n float64 }
	byName := map[string]*worst{}
	var order []string
	for i, fit := range r.Fits {
		j := 0
		for _, t := range r.Targets {
			if int(t.Region) != i {
				continue
			}
			w := byName[t.Quantity]
			if w == nil {
				w = &worst{}
				byName[t.Quantity] = w
				order = append(order, t.Quantity)
			}
			miss := fit.Miss[j]
			if miss < 0 {
				miss = -miss
			}
			w.sum += miss
			w.n++
			w.most = max(w.most, miss)
			j++
		}
	}
	for _, name := range order {
		w := byName[name]
		fmt.Fprintf(os.Stderr, "%-36s mean %8.4f%%  most %8.4f%%\n", name, 100*w.sum/w.n, 100*w.most)
	}
	national(r)
	for i, fit := range r.Fits {
		fmt.Fprintf(os.Stderr, "%s it %d eff %.0f deff %.2f widened %v | ", r.People.Regions.Codes()[i], fit.Iterations, fit.Effective, fit.FinalDesign, fit.Widened)
	}
	fmt.Fprintln(os.Stderr)
}

// national prints the union's totals of what is not a target.
func national(r *build.Result) {
	p, err := population.Wrap(r.People)
	if err != nil {
		return
	}
	var o population.Outcome
	var itemizers, returns float64
	for h := range p.Len() {
		w := p.Weight[h].Float()
		for i := int(p.First[h]); i < int(p.First[h+1]); i++ {
			x := &r.Outcomes[i]
			o.TaxBeforeCredits += w * x.TaxBeforeCredits
			o.TaxAfterCredits += w * x.TaxAfterCredits
			o.SelfEmploymentTax += w * x.SelfEmploymentTax
			o.InvestmentTax += w * x.InvestmentTax
			o.AdditionalMedicare += w * x.AdditionalMedicare
			o.QBI += w * x.QBI
			o.Itemized += w * x.Itemized
			o.EITC += w * x.EITC
			o.ChildCredit += w * x.ChildCredit
			o.AdditionalChild += w * x.AdditionalChild
			o.Care += w * x.Care
			o.Education += w * x.Education
			o.ForeignCredit += w * x.ForeignCredit
			o.AMT += w * x.AMT
			o.TaxableIncome += w * x.TaxableIncome
			o.TaxableSecurity += w * x.TaxableSecurity
			if x.Itemizes {
				itemizers += w
			}
			if p.Files(i) {
				returns += w
			}
		}
	}
	t, err := population.ReadReturns(pack.FS(), r.People.Regions, r.People.Year)
	if err != nil {
		return
	}
	for _, c := range []struct {
		item  string
		value float64
	}{{"tax_before_credits", o.TaxBeforeCredits}, {"tax_after_credits", o.TaxAfterCredits}, {"self_employment_tax", o.SelfEmploymentTax}, {"net_investment_income_tax", o.InvestmentTax},
		{"additional_medicare_tax", o.AdditionalMedicare}, {"qualified_business_deduction", o.QBI}, {"itemized_deductions", o.Itemized}, {"earned_income_credit", o.EITC},
		{"child_credit", o.ChildCredit}, {"additional_child_credit", o.AdditionalChild}, {"care_credit", o.Care}, {"education_credit", o.Education}, {"foreign_tax_credit", o.ForeignCredit},
		{"alternative_minimum_tax", o.AMT}, {"taxable_income", o.TaxableIncome}, {"taxable_social_security", o.TaxableSecurity}} {
		want := t.Sum(c.item, 0).Amount
		fmt.Fprintf(os.Stderr, "%-32s %10.2f bn  published %10.2f bn  %6.1f%%\n", c.item, c.value/1e9, want/1e9, 100*(c.value/want-1))
	}
	fmt.Fprintf(os.Stderr, "itemizing %.0f published %.0f; returns %.0f published %.0f\n", itemizers, t.Sum("itemized_deductions", 0).Returns, returns, t.Sum("returns", 0).Returns)
}

// writeEvidence writes published and modelled income tax after credits by region.
func writeEvidence(name string, r *build.Result) error {
	p, err := population.Wrap(r.People)
	if err != nil {
		return err
	}
	t, err := population.ReadReturns(pack.FS(), p.Regions, p.Year)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	b.WriteString("region,published,modelled,people,source\n")
	for id := range region.ID(p.Regions.Len()) {
		from, to := p.Span(id)
		var tax, persons float64
		for h := from; h < to; h++ {
			w := p.Weight[h].Float()
			for i := int(p.First[h]); i < int(p.First[h+1]); i++ {
				tax += w * r.Outcomes[i].TaxAfterCredits
				persons += w * float64(p.Persons(i))
			}
		}
		fmt.Fprintf(&b, "%s,%.0f,%.0f,%.0f,soi_historic_table_2\n", p.Regions.Code(id), t.At("tax_after_credits", id, 0).Amount, tax, persons)
	}
	return os.WriteFile(name, b.Bytes(), 0o644)
}
