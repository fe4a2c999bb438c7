package population

import (
	"math"
	"testing"

	"commonpurse/us/pack"
)

// TestAgesAfterTheLastTableFollowCohorts: all residents have an age, and the groups move as the
// cohorts born after 1945 do: more and more people of 75 and over, slowly.
func TestAgesAfterTheLastTableFollowCohorts(t *testing.T) {
	tables := pack.FS()
	regions, err := ReadRegions(tables)
	if err != nil {
		t.Fatal(err)
	}
	old := 0.0
	for year := 2023; year <= LastYear; year++ {
		ages, err := Ages(tables, regions, year)
		if err != nil {
			t.Fatal(err)
		}
		residents, err := Residents(tables, regions, year)
		if err != nil {
			t.Fatal(err)
		}
		var sum [AgeGroups]float64
		var all float64
		for r := range ages {
			var own float64
			for g, n := range ages[r] {
				own, sum[g] = own+n, sum[g]+n
			}
			if math.Abs(own/residents[r]-1) > 1e-9 {
				t.Errorf("%d %s: %.0f people by age, %.0f residents", year, regions.Codes()[r], own, residents[r])
			}
			all += own
		}
		share := sum[5] / all
		if old > 0 && !(share > old && share < 1.05*old) {
			t.Errorf("%d: %.4f of residents are 75 and over, the year before %.4f", year, share, old)
		}
		old = share
	}
	// five years on, a cohort is what the tables of 2018 and 2023 say, in every region with both
	known, err := readAges(tables, regions)
	if err != nil {
		t.Fatal(err)
	}
	for id := range known {
		if known[id][cohortTo] == nil {
			continue
		}
		later, err := advance(known, id, cohortFrom, ageStep)
		if err != nil {
			t.Fatal(err)
		}
		for row := 1; row < ageRows; row++ {
			if want := known[id][cohortTo][row]; math.Abs(later[row]/want-1) > 1e-9 {
				t.Errorf("%s: group %d has %.0f, the table %.0f", regions.Codes()[id], row, later[row], want)
			}
		}
	}
}
