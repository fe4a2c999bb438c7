package population

import (
	"fmt"
	"strconv"
	"strings"

	"commonpurse/region"
	"commonpurse/sheet"
)

// Ages gives residents by region and group of age in a year: the shares of the American Community
// Survey, interpolated between the years it has, times the residents of the year.
func Ages(tables Source, regions *region.List, year int) ([][AgeGroups]float64, error) {
	residents, err := Residents(tables, regions, year)
	if err != nil {
		return nil, err
	}
	s, err := sheet.Read(tables, "people/population_age", "region", "year", "age_group", "persons", "source")
	if err != nil {
		return nil, err
	}
	shares := make([]map[int]*[AgeGroups]float64, regions.Len())
	for i := range s.Len() {
		id, ok := regions.ByCode(s.Text(i, "region"))
		if !ok {
			return nil, s.Fault(i, "region", "region is not known", "a region's code", "")
		}
		y, err := s.Int(i, "year")
		if err != nil {
			return nil, err
		}
		persons, err := s.Float(i, "persons")
		if err != nil {
			return nil, err
		}
		if shares[id] == nil {
			shares[id] = map[int]*[AgeGroups]float64{}
		}
		if shares[id][y] == nil {
			shares[id][y] = &[AgeGroups]float64{}
		}
		low, high, err := ageSpan(s.Text(i, "age_group"))
		if err != nil {
			return nil, s.Fault(i, "age_group", err.Error(), "a group such as 5-9 or 85-plus", "")
		}
		for age := low; age <= high; age++ { // a group's people are spread evenly over its years
			shares[id][y][AgeGroup(age)] += persons / float64(high-low+1)
		}
	}
	out := make([][AgeGroups]float64, regions.Len())
	for id := range out {
		mix, err := interpolate(shares[id], year)
		if err != nil {
			return nil, fmt.Errorf("people/population_age: %s: %w", regions.Code(region.ID(id)), err)
		}
		for g := range mix {
			out[id][g] = mix[g] * residents[id]
		}
	}
	return out, nil
}

func ageSpan(group string) (low, high int, err error) {
	if from, ok := strings.CutSuffix(group, "-plus"); ok {
		low, err = strconv.Atoi(from)
		return low, low, err
	}
	a, b, ok := strings.Cut(group, "-")
	if !ok {
		return 0, 0, fmt.Errorf("age group %q is not a span", group)
	}
	if low, err = strconv.Atoi(a); err != nil {
		return 0, 0, err
	}
	high, err = strconv.Atoi(b)
	if err == nil && high < low {
		err = fmt.Errorf("age group %q runs backwards", group)
	}
	return low, high, err
}

// interpolate gives the shares of the groups in a year, between the nearest years at hand.
func interpolate(byYear map[int]*[AgeGroups]float64, year int) (mix [AgeGroups]float64, err error) {
	before, after := 0, 0
	for y := range byYear {
		if y <= year && y > before {
			before = y
		}
		if y >= year && (after == 0 || y < after) {
			after = y
		}
	}
	if before == 0 {
		before = after
	}
	if after == 0 {
		after = before
	}
	if before == 0 {
		return mix, fmt.Errorf("no table of ages")
	}
	t := 0.0
	if after > before {
		t = float64(year-before) / float64(after-before)
	}
	a, b := normalise(*byYear[before]), normalise(*byYear[after])
	for g := range mix {
		mix[g] = float64((1-t)*a[g]) + float64(t*b[g])
	}
	return mix, nil
}

func normalise(x [AgeGroups]float64) [AgeGroups]float64 {
	var sum float64
	for _, v := range x {
		sum += v
	}
	for g := range x {
		x[g] /= sum
	}
	return x
}

// Residents gives the residents of each region on 1 July of a year.
func Residents(tables Source, regions *region.List, year int) ([]float64, error) {
	return byRegion(tables, regions, "people/population", "persons", func(s *sheet.Sheet, i int) bool { return s.Text(i, "year") == strconv.Itoa(year) })
}

// Program gives a published figure by region: SNAP households, Social Security dollars and so on
// (people/programs). Regions without one are 0.
func Program(tables Source, regions *region.List, item string, year int) ([]float64, error) {
	return byRegion(tables, regions, "people/programs", "value", func(s *sheet.Sheet, i int) bool {
		return s.Text(i, "item") == item && s.Text(i, "year") == strconv.Itoa(year)
	})
}

// HousingFact gives a published figure of people/housing by region.
func HousingFact(tables Source, regions *region.List, item string, year int) ([]float64, error) {
	return byRegion(tables, regions, "people/housing", "value", func(s *sheet.Sheet, i int) bool {
		return s.Text(i, "item") == item && s.Text(i, "year") == strconv.Itoa(year)
	})
}

func byRegion(tables Source, regions *region.List, name, column string, keep func(*sheet.Sheet, int) bool) ([]float64, error) {
	s, err := sheet.Read(tables, name)
	if err != nil {
		return nil, err
	}
	out := make([]float64, regions.Len())
	for i := range s.Len() {
		if !keep(s, i) || s.Text(i, "region") == "US" {
			continue
		}
		id, ok := regions.ByCode(s.Text(i, "region"))
		if !ok {
			return nil, s.Fault(i, "region", "region is not known", "a region's code", "")
		}
		if out[id], err = s.Float(i, column); err != nil {
			return nil, err
		}
	}
	return out, nil
}
