package population

import (
	"strconv"

	"commonpurse/region"
	"commonpurse/sheet"
)

// ReadGuidelines reads the poverty guidelines of a year. Alaska and Hawaii have their own.
func ReadGuidelines(tables Source, regions *region.List, year int) (*Guidelines, error) {
	s, err := sheet.Read(tables, "people/poverty_guidelines", "area", "year", "item", "dollars", "source")
	if err != nil {
		return nil, err
	}
	g := &Guidelines{first: make([]float64, regions.Len()), more: make([]float64, regions.Len())}
	for _, pass := range []bool{false, true} { // the contiguous regions' first, then their own
		for i := range s.Len() {
			if s.Text(i, "year") != strconv.Itoa(year) {
				continue
			}
			v, err := s.Float(i, "dollars")
			if err != nil {
				return nil, err
			}
			to := g.first
			if s.Text(i, "item") == "additional_person" {
				to = g.more
			}
			id, own := regions.ByCode(s.Text(i, "area"))
			switch {
			case own && pass:
				to[id] = v
			case !own && !pass:
				for r := range to {
					to[r] = v
				}
			}
		}
	}
	return g, nil
}
