// Package policyengine reads sets of households in the layout of PolicyEngine-US outputs: three
// tables, households.csv, tax_units.csv and people.csv (plain or with .gz), joined by year,
// household_id and tax_unit_id. Columns that begin with in_ are inputs, the rest are what that
// program printed.
package policyengine

import (
	"fmt"
	"io/fs"
	"strconv"

	"commonpurse/sheet"
)

// Set is the tables of a folder, joined.
type Set struct {
	Households []Household
}

// Household is one household with its filing units and people.
type Household struct {
	Record
	Year   int
	Region string
	Units  []Record
	People []Record
}

// Record is one row of a table.
type Record struct {
	table *sheet.Sheet
	row   int
}

// Has says whether the table has the column.
func (r Record) Has(column string) bool { return r.table.Has(column) }

// Text gives a cell, "" for a column that is not there.
func (r Record) Text(column string) string { return r.table.Text(r.row, column) }

// Number gives a cell as a number, 0 for an empty cell or a column that is not there: a program's
// default. Read has made sure that it is a number.
func (r Record) Number(column string) float64 {
	v, err := strconv.ParseFloat(r.Text(column), 64)
	if err != nil {
		return 0
	}
	return v
}

// Flag gives a cell as yes or no.
func (r Record) Flag(column string) bool { return r.Number(column) != 0 }

// key joins the tables.
type key struct{ year, household string }

// The columns that hold words.
var words = map[string]bool{
	"state_code": true, "in_spm_unit_tenure_type": true, "in_edge_case": true, "snap_utility_allowance_type_jan": true,
	"snap_utility_allowance_type_dec": true, "school_meal_tier": true, "hud_income_level": true, "filing_status": true,
	"in_tax_unit_role": true, "ssi_category": true, "medicaid_category": true, "chip_category": true,
	"pell_grant_eligibility_type": true, "wic_category": true,
}

// Matches says whether a folder has the layout.
func Matches(folder fs.FS) bool {
	for _, name := range []string{"households", "tax_units", "people"} {
		if !exists(folder, name+".csv") && !exists(folder, name+".csv.gz") {
			return false
		}
	}
	return true
}

func exists(folder fs.FS, name string) bool {
	_, err := fs.Stat(folder, name)
	return err == nil
}

// Read reads a folder. A missing key column, a cell that is no number, a unit or person without a
// household is an error with its place.
func Read(folder fs.FS) (*Set, error) {
	households, err := read(folder, "households", "year", "household_id", "state_code")
	if err != nil {
		return nil, err
	}
	units, err := read(folder, "tax_units", "year", "household_id", "tax_unit_id")
	if err != nil {
		return nil, err
	}
	people, err := read(folder, "people", "year", "household_id", "tax_unit_id", "person_id")
	if err != nil {
		return nil, err
	}
	set := &Set{Households: make([]Household, households.Len())}
	index := make(map[key]int, households.Len())
	for i := range set.Households {
		year, err := households.Int(i, "year")
		if err != nil {
			return nil, err
		}
		h := &set.Households[i]
		*h = Household{Record: Record{households, i}, Year: year, Region: households.Text(i, "state_code")}
		k := key{households.Text(i, "year"), households.Text(i, "household_id")}
		if _, twice := index[k]; twice {
			return nil, households.Fault(i, "household_id", "household "+k.household+" twice", "one row a household and year", "")
		}
		index[k] = i
	}
	if err := join(units, index, func(i int, r Record) { set.Households[i].Units = append(set.Households[i].Units, r) }); err != nil {
		return nil, err
	}
	return set, join(people, index, func(i int, r Record) { set.Households[i].People = append(set.Households[i].People, r) })
}

func join(s *sheet.Sheet, index map[key]int, add func(int, Record)) error {
	for row := range s.Len() {
		k := key{s.Text(row, "year"), s.Text(row, "household_id")}
		i, ok := index[k]
		if !ok {
			return s.Fault(row, "household_id", fmt.Sprintf("household %s of %s is not in households.csv", k.household, k.year), "a household of that file", "")
		}
		add(i, Record{s, row})
	}
	return nil
}

func read(folder fs.FS, name string, keys ...string) (*sheet.Sheet, error) {
	s, err := sheet.Read(folder, name)
	if err != nil {
		return nil, err
	}
	for _, k := range keys {
		if !s.Has(k) {
			return nil, fmt.Errorf("%s: column %q is missing", s.Name, k)
		}
	}
	for row := range s.Len() {
		for _, column := range s.Columns {
			if words[column] || s.Text(row, column) == "" {
				continue
			}
			if _, err := s.Float(row, column); err != nil {
				return nil, err
			}
		}
	}
	return s, nil
}
