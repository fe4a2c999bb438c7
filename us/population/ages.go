package population

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"commonpurse/region"
	"commonpurse/sheet"
)

// ageTable is residents by groups of five years of age, the last open.
type ageTable [ageRows]float64

const (
	ageRows = 18
	ageStep = 5
)

// groups sorts a table into the groups of the weights; a group's people are spread evenly over its years.
func (t *ageTable) groups() (g [AgeGroups]float64) {
	for row, n := range t {
		if row == ageRows-1 {
			g[AgeGroup(row*ageStep)] += n
			continue
		}
		for age := row * ageStep; age < (row+1)*ageStep; age++ {
			g[AgeGroup(age)] += n / ageStep
		}
	}
	return g
}

// Ages gives residents by region and group of age in a year: the shares of the American Community
// Survey, interpolated between the years it has and carried on by cohorts after the last, times the
// residents of the year.
func Ages(tables Source, regions *region.List, year int) ([][AgeGroups]float64, error) {
	residents, err := Residents(tables, regions, year)
	if err != nil {
		return nil, err
	}
	known, err := readAges(tables, regions)
	if err != nil {
		return nil, err
	}
	last := 0
	for y := range known[0] {
		last = max(last, y)
	}
	out := make([][AgeGroups]float64, regions.Len())
	for id := range out {
		var mix [AgeGroups]float64
		if year > last {
			later, err := advance(known, id, last, year-last)
			if err != nil {
				return nil, err
			}
			mix = normalise(later.groups())
		} else if mix, err = interpolate(known[id], year); err != nil {
			return nil, fmt.Errorf("people/population_age: %s: %w", regions.Code(region.ID(id)), err)
		}
		for g := range mix {
			out[id][g] = mix[g] * residents[id]
		}
	}
	return out, nil
}

// readAges reads the tables of ages by region and year.
func readAges(tables Source, regions *region.List) ([]map[int]*ageTable, error) {
	s, err := sheet.Read(tables, "people/population_age", "region", "year", "age_group", "persons", "source")
	if err != nil {
		return nil, err
	}
	known := make([]map[int]*ageTable, regions.Len())
	for id := range known {
		known[id] = map[int]*ageTable{}
	}
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
		if known[id][y] == nil {
			known[id][y] = &ageTable{}
		}
		low, high, err := ageSpan(s.Text(i, "age_group"))
		if err != nil || low%ageStep != 0 || high >= ageRows*ageStep || high != low && high != low+ageStep-1 {
			return nil, s.Fault(i, "age_group", fmt.Sprintf("age group is %q", s.Text(i, "age_group")), "five years such as 5-9, or 85-plus", "")
		}
		known[id][y][low/ageStep] += persons
	}
	return known, nil
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
func interpolate(byYear map[int]*ageTable, year int) (mix [AgeGroups]float64, err error) {
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
	a, b := normalise(byYear[before].groups()), normalise(byYear[after].groups())
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

// Residents gives the residents of each region on 1 July of a year; after the last year known they
// grow as in the year before.
func Residents(tables Source, regions *region.List, year int) ([]float64, error) {
	at := func(y int) ([]float64, error) {
		return byRegion(tables, regions, "people/population", "persons", func(s *sheet.Sheet, i int) bool { return s.Text(i, "year") == strconv.Itoa(y) })
	}
	now, err := at(year)
	if err != nil || slices.Max(now) > 0 {
		return now, err
	}
	last, err := at(year - 1)
	if err != nil {
		return nil, err
	}
	before, err := at(year - 2)
	if err != nil {
		return nil, err
	}
	for r := range now {
		if before[r] == 0 || last[r] == 0 {
			return nil, fmt.Errorf("people/population: no residents of %s in %d", regions.Code(region.ID(r)), year)
		}
		now[r] = last[r] * (last[r] / before[r])
	}
	return now, nil
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
