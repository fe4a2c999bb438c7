package population

import (
	"fmt"
	"slices"
	"strconv"

	"commonpurse/region"
	"commonpurse/sheet"
)

// Years that people can be had of. Up to LastCalibrated they are held to the published tax
// statistics of their year; later ones are projected from BaseYear.
const (
	FirstYear      = 2015
	LastCalibrated = 2022
	LastYear       = 2026
)

// Projected says whether the people of a year are a projection.
func Projected(year int) bool { return year > LastCalibrated }

// securityYear is the year in which Social Security is published by region.
const securityYear = 2022

// Security gives Social Security by region in dollars and its source. In a year without a table by
// region it is the union's published or projected total, shared by the last table's dollars for each
// resident of 65 and over.
func Security(tables Source, regions *region.List, year int) (values []float64, source string, err error) {
	values, err = Program(tables, regions, "social_security", securityYear)
	if err != nil || year == securityYear {
		return values, "bea_transfers", err
	}
	total, source, err := securityTotal(tables, values, year)
	if err != nil {
		return nil, "", err
	}
	then, err := Ages(tables, regions, securityYear)
	if err != nil {
		return nil, "", err
	}
	now, err := Ages(tables, regions, year)
	if err != nil {
		return nil, "", err
	}
	var sum float64
	for r := range values {
		values[r] = float64(values[r] * ((now[r][4] + now[r][5]) / (then[r][4] + then[r][5])))
		sum += values[r]
	}
	for r := range values {
		values[r] *= total / sum
	}
	return values, source, nil
}

// securityTotal gives the union's Social Security of a year: as published, later by the growth of
// the official projection.
func securityTotal(tables Source, base []float64, year int) (total float64, source string, err error) {
	if Projected(year) {
		growth, err := ProjectedGrowth(tables, "social_security", securityYear, year)
		if err != nil {
			return 0, "", err
		}
		for _, v := range base {
			total += float64(v * growth)
		}
		return total, "cbo_projections, bea_transfers, acs_age", nil
	}
	s, err := sheet.Read(tables, "people/programs")
	if err != nil {
		return 0, "", err
	}
	for i := range s.Len() {
		if s.Text(i, "region") == "US" && s.Text(i, "item") == "social_security" && s.Text(i, "year") == strconv.Itoa(year) {
			total, err = s.Float(i, "value")
			return total, "bea_transfers_us, bea_transfers, acs_age", err
		}
	}
	return 0, "", fmt.Errorf("people/programs: no social_security of %d", year)
}

// ProjectedGrowth gives an item of the official projections in one year over another.
func ProjectedGrowth(tables Source, item string, from, to int) (float64, error) {
	s, err := sheet.Read(tables, "people/projections", "year", "item", "value", "unit", "source")
	if err != nil {
		return 0, err
	}
	var a, b float64
	for i := range s.Len() {
		if s.Text(i, "item") != item {
			continue
		}
		v, err := s.Float(i, "value")
		if err != nil {
			return 0, err
		}
		switch s.Text(i, "year") {
		case strconv.Itoa(from):
			a = v
		case strconv.Itoa(to):
			b = v
		}
	}
	if a == 0 || b == 0 {
		return 0, fmt.Errorf("people/projections: %s is not projected from %d to %d", item, from, to)
	}
	return b / a, nil
}

// Growth gives the product of an item's yearly growth factors from one year to another.
func Growth(tables Source, item string, from, to int) (float64, error) {
	s, err := sheet.Read(tables, "people/growth", "year", "item", "factor", "source")
	if err != nil {
		return 0, err
	}
	product, years := 1.0, 0
	for i := range s.Len() {
		y, err := s.Int(i, "year")
		if err != nil {
			return 0, err
		}
		if s.Text(i, "item") != item || y <= from || y > to {
			continue
		}
		factor, err := s.Float(i, "factor")
		if err != nil {
			return 0, err
		}
		product, years = product*factor, years+1
	}
	if years != max(0, to-from) {
		return 0, fmt.Errorf("people/growth: %d factors of %s from %d to %d; expected %d", years, item, from, to, to-from)
	}
	return product, nil
}

// GrossRents gives the median gross rent of each region in dollars a month: as published, between
// two published years in proportion, and after the last by the growth of prices.
func GrossRents(tables Source, regions *region.List, year int) ([]float64, error) {
	const item = "median_gross_rent"
	before, after := 0, 0
	var low, high []float64
	for y := FirstYear; y <= LastYear; y++ {
		v, err := HousingFact(tables, regions, item, y)
		if err != nil {
			return nil, err
		}
		if slices.Max(v) == 0 {
			continue
		}
		if y <= year {
			before, low = y, v
		}
		if y >= year && after == 0 {
			after, high = y, v
		}
	}
	switch {
	case before == 0 && after == 0:
		return nil, fmt.Errorf("people/housing: no %s", item)
	case before == year || after == 0:
		growth, err := Growth(tables, "chained_cpi", before, year)
		for r := range low {
			low[r] *= growth
		}
		return low, err
	case before == 0:
		return high, nil
	}
	t := float64(year-before) / float64(after-before)
	for r := range low {
		low[r] = float64((1-t)*low[r]) + float64(t*high[r])
	}
	return low, nil
}
