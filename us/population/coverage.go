package population

import (
	"fmt"
	"strconv"

	"commonpurse/region"
	"commonpurse/sheet"
)

// coverageYear is the last year in which coverage through employers is published by region.
const coverageYear = 2018

// EmployerInsuredPersons gives the people insured through an employer in each region: the
// region's share of residents in the last year published, scaled to the enrollees of the year or, failing
// that, of the last year before it.
func EmployerInsuredPersons(tables Source, regions *region.List, year int) ([]float64, error) {
	s, err := sheet.Read(tables, "people/health_coverage", "region", "year", "item", "group", "value", "unit", "source")
	if err != nil {
		return nil, err
	}
	covered := make([]float64, regions.Len())
	for i := range s.Len() {
		if s.Text(i, "item") != "employer_based" || s.Text(i, "year") != strconv.Itoa(coverageYear) {
			continue
		}
		id, ok := regions.ByCode(s.Text(i, "region"))
		if !ok {
			return nil, s.Fault(i, "region", "region is not known", "a region's code", "")
		}
		if covered[id], err = s.Float(i, "value"); err != nil {
			return nil, err
		}
	}
	enrollees, _, err := insured(tables, "employer_sponsored_enrollees", year)
	if err != nil {
		return nil, err
	}
	then, err := Residents(tables, regions, coverageYear)
	if err != nil {
		return nil, err
	}
	now, err := Residents(tables, regions, year)
	if err != nil {
		return nil, err
	}
	var sum float64
	for r := range covered {
		covered[r] = float64(covered[r] * (now[r] / then[r]))
		sum += covered[r]
	}
	for r := range covered {
		covered[r] *= enrollees / sum
	}
	return covered, nil
}

// EmployerContribution gives what employers pay for one person insured through them, in dollars a
// year: their contributions over the enrollees (National Health Expenditure accounts), after the last
// year published by the growth of medical prices.
func EmployerContribution(tables Source, year int) (float64, error) {
	dollars, last, err := insured(tables, "employer_contribution_dollars", year)
	if err != nil {
		return 0, err
	}
	enrollees, _, err := insured(tables, "employer_sponsored_enrollees", last)
	if err != nil {
		return 0, err
	}
	growth, err := Growth(tables, "medical_cpi", last, year)
	return growth * dollars / enrollees, err
}

// insured gives a figure of the union of people/health_coverage of a year, or of the last year
// before it, which it tells.
func insured(tables Source, item string, year int) (value float64, last int, err error) {
	s, err := sheet.Read(tables, "people/health_coverage", "region", "year", "item", "group", "value", "unit", "source")
	if err != nil {
		return 0, 0, err
	}
	for i := range s.Len() {
		if s.Text(i, "item") != item {
			continue
		}
		y, err := s.Int(i, "year")
		if err != nil {
			return 0, 0, err
		}
		if y > year || y < last {
			continue
		}
		last = y
		if value, err = s.Float(i, "value"); err != nil {
			return 0, 0, err
		}
	}
	if value == 0 {
		return 0, 0, fmt.Errorf("people/health_coverage: no %s of %d", item, year)
	}
	return value, last, nil
}
