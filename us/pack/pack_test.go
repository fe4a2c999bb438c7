package pack

import (
	"testing"

	"commonpurse/region"
	"commonpurse/union"
	"commonpurse/union/uniontest"
)

func TestPackKeepsTheRules(t *testing.T) { uniontest.Run(t, FS()) }

func open(t *testing.T) *union.Union {
	t.Helper()
	u, err := union.Open(FS())
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func sum[T int | int64](list []T) (total T) {
	for _, v := range list {
		total += v
	}
	return total
}

// Printed totals of the publications: 435 seats and 538 electors in both apportionments and the
// apportionment populations (Census table 1); 2023's map has 9,151,201 km2 of land; winners'
// votes as the tables of the source add up.
func TestTotalsArePublishedTotals(t *testing.T) {
	u := open(t)
	for _, c := range []struct{ year, census, persons int }{{2020, 2010, 309_183_463}, {2022, 2020, 331_108_434}} {
		s, ok := u.Seats(c.year)
		if !ok || s.Census != c.census || sum(s.House) != 435 || sum(s.Senators) != 100 || sum(s.Electors) != 538 || sum(s.Persons) != c.persons {
			t.Errorf("%d: census %d, %d seats, %d senators, %d electors, %d persons", c.year, s.Census, sum(s.House), sum(s.Senators), sum(s.Electors), sum(s.Persons))
		}
	}
	var land float64
	for _, l := range u.Land() {
		land += l.LandKM2
	}
	if int(land+0.5) != 9_151_201 {
		t.Errorf("land is %v km2", land)
	}
	for year, want := range map[int]int64{2000: 282_162_411, 2010: 309_327_143, 2020: 331_578_104, 2024: 340_003_797} {
		if people, ok := u.Population(year); !ok || sum(people) != want {
			t.Errorf("%d: %d people, want %d", year, sum(people), want)
		}
	}
	for year, want := range map[int]struct {
		candidate string
		votes     int64
	}{2016: {"Clinton", 65_853_581}, 2020: {"Biden", 81_268_908}, 2024: {"Trump", 77_303_568}} {
		e, ok := u.Election(year)
		if !ok || e.Candidates[0].Name != want.candidate || sum(e.Votes[0]) != want.votes {
			t.Errorf("%d: got %+v with %d votes", year, e.Candidates, sum(e.Votes[0]))
		}
	}
}

// Electors by who came first in each region: in 2020 the district that Maine gave to the other side
// and the one that Nebraska did cancel, so whole regions add up to the 306 that were cast.
func TestFirstByRegion(t *testing.T) {
	u := open(t)
	e, _ := u.Election(2020)
	s, _ := u.Seats(2020)
	electors := map[string]int{}
	for id := range region.ID(u.Regions.Len()) {
		electors[e.Candidates[e.First(id)].Name] += s.Electors[id]
	}
	if electors["Biden"] != 306 || electors["Trump"] != 232 {
		t.Errorf("electors by first: %v", electors)
	}
}

func TestCatalogue(t *testing.T) {
	u := open(t)
	if n := len(u.Catalogue()); n < 15 {
		t.Errorf("%d proposals", n)
	}
	e, err := u.Proposal("bluexit_2017")
	if err != nil || e.Secession != "no" || e.Members != "derived" || e.Splittable() != nil {
		t.Errorf("got %+v, %v", e, err)
	}
	idaho, err := u.Proposal("greater_idaho")
	if err != nil || idaho.Splittable() == nil {
		t.Errorf("a proposal of counties: %+v, %v", idaho, err)
	}
}
