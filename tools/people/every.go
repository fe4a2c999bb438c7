package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"commonpurse/us/irc"
	"commonpurse/us/pack"
	"commonpurse/us/population"
	"commonpurse/us/population/build"
	"commonpurse/us/unit"
)

// otherSeeds are the seeds whose people tell what the draws of the imputation add to the error.
var otherSeeds = []uint64{2, 3, 4, 5, 6}

// writeEvery writes what docs/validation-people.md says of every year, of the forecast and of the errors.
func writeEvery(out string, workers int) error {
	var years bytes.Buffer
	years.WriteString(population.YearsHead)
	for year := population.FirstYear; year <= population.LastYear; year++ {
		r, err := report(year, build.Seed, workers)
		if err != nil {
			return err
		}
		years.Write(r.YearLines())
		fmt.Fprintln(os.Stderr, "people of", year)
	}
	if err := replace(filepath.Join(out, "years.csv"), years.Bytes()); err != nil {
		return err
	}
	text, err := forecast(workers)
	if err != nil {
		return err
	}
	if err := replace(filepath.Join(out, "forecast_2022.csv"), text); err != nil {
		return err
	}
	return writeErrors(filepath.Join(out, "errors_2022.csv"), workers)
}

// report gives the people of a year, made with a seed, under the law of the year. Those of the base
// year with the published seed are the embedded ones.
func report(year int, seed uint64, workers int) (*population.Report, error) {
	file, err := population.Embedded(population.BaseYear)
	if year != population.BaseYear || seed != build.Seed {
		file, err = build.Seeded(year, seed, workers, nil)
	}
	if err != nil {
		return nil, err
	}
	p, err := population.Read(file)
	if err != nil {
		return nil, err
	}
	law, err := lawOf(year)
	if err != nil {
		return nil, err
	}
	return population.NewReport(p.People, law, workers)
}

func lawOf(year int) (population.Law, error) {
	params, err := irc.Load(year, "")
	return func(f *unit.Facts, r *unit.Result) { irc.Calculate(params, f, r) }, err
}

// forecast projects the people of the year before the base year to it.
func forecast(workers int) ([]byte, error) {
	const from = population.BaseYear - 1
	file, err := build.People(from, workers, nil)
	if err != nil {
		return nil, err
	}
	p, err := population.Read(file)
	if err != nil {
		return nil, err
	}
	params, err := irc.Load(population.BaseYear, "")
	if err != nil {
		return nil, err
	}
	made, err := build.Project(p.People, pack.FS(), build.Options{Year: population.BaseYear, Seed: build.Seed, Law: params, Workers: workers})
	if err != nil {
		return nil, err
	}
	later, err := population.Wrap(made.People)
	if err != nil {
		return nil, err
	}
	law, err := lawOf(population.BaseYear)
	if err != nil {
		return nil, err
	}
	return population.WriteForecast(later, law, from, workers)
}

func writeErrors(name string, workers int) error {
	var seeds [][][]float64
	for _, seed := range otherSeeds {
		r, err := report(population.BaseYear, seed, workers)
		if err != nil {
			return err
		}
		seeds = append(seeds, r.Totals())
		fmt.Fprintln(os.Stderr, "seed", seed)
	}
	r, err := report(population.BaseYear, build.Seed, workers)
	if err != nil {
		return err
	}
	text, err := r.WriteErrors(seeds, workers)
	if err != nil {
		return err
	}
	return replace(name, text)
}
