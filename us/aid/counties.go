package aid

import (
	"fmt"
	"io/fs"
	"sort"

	"commonpurse/sheet"
	"commonpurse/us/published"
)

// CountyRow is a county's published figures of one fiscal year: rents a month by bedrooms, or the
// very low income limit of four persons. What is not in the row is 0.
type CountyRow struct {
	county  int32
	year    int
	rent    [bedroomSizes]float64
	veryLow float64
}

// ReadCounties reads the tables of rents and income limits of the programs room. Surveys write a
// missing rent as a large negative number; such a row is refused.
func ReadCounties(pack fs.FS) ([]CountyRow, error) {
	s, err := sheet.Read(pack, "programs/rents", "county", "region", "year", "bedrooms_0", "bedrooms_1", "bedrooms_2", "bedrooms_3", "bedrooms_4")
	if err != nil {
		return nil, err
	}
	var rows []CountyRow
	for i := range s.Len() {
		row, err := countyRow(s, i)
		if err != nil {
			return nil, err
		}
		for b := range row.rent {
			column := "bedrooms_" + published.Digit(b)
			if row.rent[b], err = s.Float(i, column); err != nil {
				return nil, err
			}
			if row.rent[b] < lowestRent {
				return nil, s.Fault(i, column, fmt.Sprintf("rent is %v", row.rent[b]), "dollars a month; a negative number is a code for a missing value", "")
			}
		}
		rows = append(rows, row)
	}
	if s, err = sheet.Read(pack, "programs/median_incomes", "county", "year", "area_median_income", "extremely_low_4", "very_low_4", "low_4"); err != nil {
		return nil, err
	}
	for i := range s.Len() {
		row, err := countyRow(s, i)
		if err != nil {
			return nil, err
		}
		if row.veryLow, err = s.Float(i, "very_low_4"); err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	sort.SliceStable(rows, func(a, b int) bool { return rows[a].year < rows[b].year })
	return rows, nil
}

// lowestRent: no fair market rent is below a hundred dollars a month.
const lowestRent = 100

func countyRow(s *sheet.Sheet, i int) (CountyRow, error) {
	county, err := s.Int(i, "county")
	if err != nil {
		return CountyRow{}, err
	}
	year, err := s.Int(i, "year")
	return CountyRow{county: int32(county), year: year}, err
}

// Counties resolves the figures of a year: of its fiscal year, or carried from the nearest by prices.
func Counties(rows *published.Rows, all []CountyRow, year int) map[int32]*countyHousing {
	out := make(map[int32]*countyHousing, 3300)
	type nearest struct{ rent, limit int }
	best := make(map[int32]nearest, 3300)
	for i := range all {
		row := &all[i]
		c := out[row.county]
		if c == nil {
			c = &countyHousing{}
			out[row.county] = c
			best[row.county] = nearest{1 << 20, 1 << 20}
		}
		far := row.year - year
		if far < 0 {
			far = -far
		}
		b := best[row.county]
		ratio := 1.0
		if far > 0 {
			ratio = rows.Prices(published.Day(row.year, 1, 1), published.Day(year, 1, 1))
		}
		if row.veryLow > 0 && far < b.limit {
			c.veryLow, b.limit = float64(row.veryLow*ratio), far
		}
		if row.rent[0] > 0 && far < b.rent {
			for n := range row.rent {
				c.rent[n] = float64(row.rent[n] * ratio)
			}
			b.rent = far
		}
		best[row.county] = b
	}
	for county, c := range out { // deleting does not depend on order
		if c.veryLow == 0 || c.rent[0] == 0 {
			delete(out, county)
		}
	}
	return out
}
