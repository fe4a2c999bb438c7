package accounts

import (
	"io/fs"
	"math"

	"commonpurse/region"
	"commonpurse/sheet"
	"commonpurse/us/population"
)

// poverty is the thresholds of a year: the SPM's reference thresholds by tenure, its equivalence
// scale and price of place, weekly work expenses, and the guidelines of the official measure.
type poverty struct {
	renter, owner, ownerMortgage float64 // USD a year, two adults and two children
	scale                        scale
	place                        []float64 // region: price index of the threshold
	workWeek                     float64   // USD a week and worker
	housing                      float64   // share of the threshold for shelter and utilities
	guidelines                   *population.Guidelines
}

// scale is the three-parameter equivalence scale of the SPM.
type scale struct{ child, firstChild, couplePower, power, reference float64 }

// workWeeks is a full year of work, for work expenses: the people carry no weeks.
const workWeeks = 50

// readPoverty reads the thresholds. A year after the last published row takes the last one.
func readPoverty(tables fs.FS, regions *region.List, year int) (*poverty, error) {
	get, err := readParameters(tables, year)
	if err != nil {
		return nil, err
	}
	p := &poverty{
		renter: get("reference_threshold", "renter"), owner: get("reference_threshold", "owner_without_mortgage"),
		ownerMortgage: get("reference_threshold", "owner_with_mortgage"), workWeek: get("work_expense_week", ""), housing: get("housing_share", ""),
		scale: scale{child: get("equivalence_scale", "child_weight"), firstChild: get("equivalence_scale", "single_parent_first_child_weight"),
			couplePower: get("equivalence_scale", "couple_or_single_power"), power: get("equivalence_scale", "economies_power"),
			reference: get("equivalence_scale", "reference_value")},
	}
	if p.place, err = readPlace(tables, regions, year, get("housing_share", "")); err != nil {
		return nil, err
	}
	// The guidelines of a year restate the official thresholds of the year before.
	p.guidelines, err = population.ReadGuidelines(tables, regions, year+1)
	return p, err
}

// readParameters reads accounts/poverty: each parameter's newest row not after the year, or its
// earliest row.
func readParameters(tables fs.FS, year int) (func(parameter, key string) float64, error) {
	s, err := sheet.Read(tables, "accounts/poverty", "parameter", "key", "year", "value", "unit", "source")
	if err != nil {
		return nil, err
	}
	newest := map[[2]string]int{}
	value := map[[2]string]float64{}
	for row := range s.Len() {
		from, err := s.Int(row, "year")
		if err != nil {
			return nil, err
		}
		v, err := s.Float(row, "value")
		if err != nil {
			return nil, err
		}
		key := [2]string{s.Text(row, "parameter"), s.Text(row, "key")}
		if old, seen := newest[key]; !seen || from <= year && from > old {
			newest[key], value[key] = from, v
		}
	}
	return func(parameter, key string) float64 { return value[[2]string{parameter, key}] }, nil
}

// readPlace gives the price index of the threshold by region: the share of shelter and utilities
// follows the region's median gross rent against the people's mean, the rest costs the same
// everywhere.
func readPlace(tables fs.FS, regions *region.List, year int, share float64) ([]float64, error) {
	rents, err := population.GrossRents(tables, regions, year)
	if err != nil {
		return nil, err
	}
	residents, err := population.Residents(tables, regions, year)
	if err != nil {
		return nil, err
	}
	var sum, people float64
	for r := range rents {
		sum += float64(rents[r] * residents[r])
		people += residents[r]
	}
	place := make([]float64, regions.Len())
	for r := range place {
		place[r] = float64(share*rents[r]/(sum/people)) + (1 - share)
	}
	return place, nil
}

// equivalents gives the size of a household on the SPM's scale, 1 for two adults and two children.
func (s scale) equivalents(adults, children int) float64 {
	if adults == 0 { // children alone: the eldest stands for the adult
		adults, children = 1, max(0, children-1)
	}
	a, c := float64(adults), float64(children)
	switch {
	case children == 0 && adults <= 2:
		return math.Pow(a, s.couplePower) / s.reference
	case adults == 1:
		return math.Pow(a+s.firstChild+float64(s.child*(c-1)), s.power) / s.reference
	}
	return math.Pow(a+float64(s.child*c), s.power) / s.reference
}

// need is what a household has to pay before it can meet other needs, dollars a year.
type need struct {
	work    float64 // expenses of work and child care
	premium float64 // Part B of Medicare, where nobody pays it for them
	tenant  float64 // a tenant's own part of the rent
	medical float64 // care and premiums, out of pocket
	excess  float64 // housing subsidy beyond the need it meets
}

// thresholds sets a household's poverty thresholds and its expenses of work: a fixed sum a week for
// all who earn, and child care, together limited to what is earned.
func (m *maker) thresholds(h int, p *poverty) {
	from, to := m.People.Units(h)
	workers := 0
	var care, mortgage float64
	for i := from; i < to; i++ {
		spouse := m.People.Amount(i, population.WagesSpouse) + m.People.Amount(i, population.BusinessSpouse)
		head := m.People.Amount(i, population.Wages) + m.People.Amount(i, population.Business) - spouse
		if head > 0 {
			workers++
		}
		if spouse > 0 {
			workers++
		}
		care += m.People.Amount(i, population.Care)
		mortgage += m.People.Amount(i, population.Mortgage)
	}
	base := p.renter
	if m.People.Owner(h) {
		base = p.owner
		if mortgage > 0 {
			base = p.ownerMortgage
		}
	}
	r := m.h.Region[h]
	m.h.SPMThreshold[h] = base * p.scale.equivalents(int(m.h.Adults[h]), int(m.h.Children[h])) * p.place[r]
	m.h.Guideline[h] = p.guidelines.At(r, max(1, int(m.h.Persons[h])))
	m.own[h].work = min(float64(p.workWeek*workWeeks*float64(workers))+care, max(0, m.h.PayrollBase[h]))
}
