package population

import (
	"fmt"
	"strconv"

	"commonpurse/region"
	"commonpurse/sheet"
)

// ReadGuidelines reads the poverty guidelines of a year. Alaska and Hawaii have their own. Those of
// the year after the last published are it raised by the prices of the year before, as the law raises
// them (42 USC 9902(2)).
func ReadGuidelines(tables Source, regions *region.List, year int) (*Guidelines, error) {
	g, err := guidelinesOf(tables, regions, year)
	if err != nil || g.first[0] > 0 {
		return g, err
	}
	if g, err = guidelinesOf(tables, regions, year-1); err != nil {
		return nil, err
	}
	if g.first[0] == 0 {
		return nil, fmt.Errorf("people/poverty_guidelines: none of %d or the year before", year)
	}
	growth, err := Growth(tables, "chained_cpi", year-2, year-1)
	for r := range g.first {
		g.first[r] *= growth
		g.more[r] *= growth
	}
	return g, err
}

func guidelinesOf(tables Source, regions *region.List, year int) (*Guidelines, error) {
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
