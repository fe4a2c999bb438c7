package programs

import "testing"

func TestEveryYearLoads(t *testing.T) {
	for year := FirstYear; year <= LastYear; year++ {
		p, err := Load(year)
		if err != nil {
			t.Fatal(year, err)
		}
		if year == 2022 {
			t.Log(p.Aid.Regions[0].Missing[:min(5, len(p.Aid.Regions[0].Missing))])
		}
	}
}
