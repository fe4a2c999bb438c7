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
// region's share of residents in the last year published, scaled to the enrollees of the year.
func EmployerInsuredPersons(tables Source, regions *region.List, year int) ([]float64, error) {
	s, err := sheet.Read(tables, "people/health_coverage", "region", "year", "item", "group", "value", "unit", "source")
	if err != nil {
		return nil, err
	}
	covered := make([]float64, regions.Len())
	var enrollees float64
	for i := range s.Len() {
		item, y := s.Text(i, "item"), s.Text(i, "year")
		switch {
		case item == "employer_based" && y == strconv.Itoa(coverageYear):
			id, ok := regions.ByCode(s.Text(i, "region"))
			if !ok {
				return nil, s.Fault(i, "region", "region is not known", "a region's code", "")
			}
			if covered[id], err = s.Float(i, "value"); err != nil {
				return nil, err
			}
		case item == "employer_sponsored_enrollees" && y == strconv.Itoa(year):
			if enrollees, err = s.Float(i, "value"); err != nil {
				return nil, err
			}
		}
	}
	if enrollees == 0 {
		return nil, fmt.Errorf("people/health_coverage: no employer_sponsored_enrollees of %d", year)
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
		covered[r] *= now[r] / then[r]
		sum += covered[r]
	}
	for r := range covered {
		covered[r] *= enrollees / sum
	}
	return covered, nil
}

// EmployerContribution gives what employers pay for one person insured through them, in dollars a
// year: their contributions over the enrollees (National Health Expenditure accounts).
func EmployerContribution(tables Source, year int) (float64, error) {
	s, err := sheet.Read(tables, "people/health_coverage", "region", "year", "item", "group", "value", "unit", "source")
	if err != nil {
		return 0, err
	}
	var dollars, enrollees float64
	for i := range s.Len() {
		if s.Text(i, "year") != strconv.Itoa(year) {
			continue
		}
		switch s.Text(i, "item") {
		case "employer_contribution_dollars":
			dollars, err = s.Float(i, "value")
		case "employer_sponsored_enrollees":
			enrollees, err = s.Float(i, "value")
		}
		if err != nil {
			return 0, err
		}
	}
	if dollars == 0 || enrollees == 0 {
		return 0, fmt.Errorf("people/health_coverage: no employer contributions of %d", year)
	}
	return dollars / enrollees, nil
}
