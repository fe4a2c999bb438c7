// Package people holds a population as columns: households, each with one region and one weight,
// and their filing units. It knows no law and no union: what a column means is said by the union
// that made it (for the United States, us/population). It also has what every population needs:
// keyed draws, replicate weights, vote probabilities, the compact file, and calibration
// (people/calibrate).
//
// Households stand in the order region, survey household, copy, and their units together, so that
// a region's households are one stretch and sums are taken in a fixed order.
package people

import (
	"fmt"
	"math"

	"commonpurse/money"
	"commonpurse/region"
)

// Column is one fact about every row of a table: counts, codes or whole dollars.
type Column struct {
	Name   string
	Unit   string // USD/year, people, code
	Values []int32
}

// Table is columns of equal length.
type Table struct {
	Rows    int
	Columns []Column
}

// Values gives a column by name, nil when there is none.
func (t *Table) Values(name string) []int32 {
	for i := range t.Columns {
		if t.Columns[i].Name == name {
			return t.Columns[i].Values
		}
	}
	return nil
}

// Add appends a column.
func (t *Table) Add(name, unit string, values []int32) {
	t.Columns = append(t.Columns, Column{name, unit, values})
}

// People is a population of one year.
type People struct {
	Year    int
	Regions *region.List

	// Households, one entry each.
	Region []region.ID
	Weight []money.Weight
	Survey []uint32 // survey household; copies share it
	Copy   []uint8
	First  []int32 // first unit of each household, and one past the last unit at the end

	Household Table // further columns of households
	Unit      Table // columns of filing units
	Factors   []Factor
}

// Factor is a number that holds for all rows: a share that was fitted to a published total.
type Factor struct {
	Name  string
	Value float64
}

// Factor gives a factor by name.
func (p *People) Factor(name string) (float64, bool) {
	for _, f := range p.Factors {
		if f.Name == name {
			return f.Value, true
		}
	}
	return 0, false
}

// Len counts the households.
func (p *People) Len() int { return len(p.Region) }

// Units gives the stretch of units of a household.
func (p *People) Units(h int) (from, to int) { return int(p.First[h]), int(p.First[h+1]) }

// Span gives the stretch of households of a region.
func (p *People) Span(r region.ID) (from, to int) {
	from = search(p.Region, r)
	return from, from + search(p.Region[from:], r+1)
}

// search finds the first household whose region is not below r.
func search(regions []region.ID, r region.ID) int {
	low, high := 0, len(regions)
	for low < high {
		mid := (low + high) / 2
		if regions[mid] < r {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return low
}

// Check says whether the columns fit together and stand in order.
func (p *People) Check() error {
	n := p.Len()
	if len(p.Weight) != n || len(p.Survey) != n || len(p.Copy) != n || len(p.First) != n+1 || p.Household.Rows != n {
		return fmt.Errorf("people: %d regions, %d weights, %d survey households, %d copies, %d first units, %d household rows do not fit together",
			n, len(p.Weight), len(p.Survey), len(p.Copy), len(p.First), p.Household.Rows)
	}
	for h := range n {
		if p.First[h+1] <= p.First[h] {
			return fmt.Errorf("people: household %d has no filing unit", h)
		}
		if int(p.Region[h]) >= p.Regions.Len() {
			return fmt.Errorf("people: household %d is in region %d of %d", h, p.Region[h], p.Regions.Len())
		}
		if h > 0 && (p.Region[h] < p.Region[h-1] || p.Region[h] == p.Region[h-1] && (p.Survey[h] < p.Survey[h-1] || p.Survey[h] == p.Survey[h-1] && p.Copy[h] <= p.Copy[h-1])) {
			return fmt.Errorf("people: household %d is out of order (region, survey household, copy)", h)
		}
	}
	if p.First[0] != 0 || int(p.First[n]) != p.Unit.Rows {
		return fmt.Errorf("people: units run from %d to %d; expected 0 to %d", p.First[0], p.First[n], p.Unit.Rows)
	}
	for _, t := range []*Table{&p.Household, &p.Unit} {
		for _, c := range t.Columns {
			if len(c.Values) != t.Rows {
				return fmt.Errorf("people: column %s has %d values; expected %d", c.Name, len(c.Values), t.Rows)
			}
		}
	}
	return nil
}

// Digits is how many significant digits an amount keeps in the compact file.
const Digits = 3

// Round rounds dollars to a whole number of Digits significant digits, the form in which the
// compact file keeps amounts.
func Round(v float64) int32 {
	a := math.Abs(v)
	step := 1.0
	for a >= step*1000 {
		step *= 10
	}
	r := math.Round(a/step) * step
	if r > math.MaxInt32 {
		r = 2e9
	}
	if v < 0 {
		r = -r
	}
	return int32(r)
}
