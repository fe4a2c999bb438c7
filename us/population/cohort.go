package population

import (
	"fmt"
	"math"
)

// The years between which cohorts are followed: what five years made of each group.
const (
	cohortFrom = 2018
	cohortTo   = cohortFrom + ageStep
)

// cohorts gives, for each group of age, how many of its people there are five years later, arrivals
// and departures among them, and young children for each resident of 20 to 39.
func cohorts(known []map[int]*ageTable, id int) (kept [ageRows]float64, young float64, err error) {
	before, after := known[id][cohortFrom], known[id][cohortTo]
	if before == nil || after == nil { // a region without one of the tables: as the others together
		before, after = &ageTable{}, &ageTable{}
		for _, years := range known {
			if years[cohortFrom] == nil || years[cohortTo] == nil {
				continue
			}
			for row := range before {
				before[row] += years[cohortFrom][row]
				after[row] += years[cohortTo][row]
			}
		}
	}
	for row := range kept {
		from, to := before[row], 0.0
		if row < ageRows-2 {
			to = after[row+1]
		} else { // the last two groups become the open one
			from, to = before[ageRows-2]+before[ageRows-1], after[ageRows-1]
		}
		if from <= 0 || to <= 0 {
			return kept, 0, fmt.Errorf("people/population_age: no cohorts from %d to %d", cohortFrom, cohortTo)
		}
		kept[row] = to / from
	}
	return kept, after[0] / parents(after), nil
}

// parents counts the residents of 20 to 39.
func parents(t *ageTable) float64 { return t[4] + t[5] + t[6] + t[7] }

// advance carries a region's table of ages on by a few years, fewer than a group has.
func advance(known []map[int]*ageTable, id, from, years int) (*ageTable, error) {
	table := known[id][from]
	if table == nil || years > ageStep {
		return nil, fmt.Errorf("people/population_age: no ages of %d from those of %d", from+years, from)
	}
	kept, young, err := cohorts(known, id)
	if err != nil {
		return nil, err
	}
	t := float64(years) / ageStep
	out := &ageTable{}
	for row, n := range table {
		n = float64(n * math.Pow(kept[row], t))
		if row == ageRows-1 {
			out[row] += n
			continue
		}
		out[row] += float64((1 - t) * n)
		out[row+1] += float64(t * n)
	}
	out[0] = young * parents(out)
	return out, nil
}
