package union

import (
	"strings"
	"testing"
	"testing/fstest"

	"commonpurse/fault"
	"commonpurse/region"
)

func small() fstest.MapFS {
	return fstest.MapFS{
		"civic/union.yaml": {Data: []byte("union: two\ntitle: Two regions\nyear: 2022\nholds: [regions, seats, land]\n")},
		"civic/regions.csv": {Data: []byte("region,fips,name,tile_row,tile_column,neighbours\n" +
			"AA,01,Alpha,0,0,BB\nBB,02,Beta,0,1,AA\n")},
		"civic/seats.csv": {Data: []byte("region,census,persons,seats,senators,electors,source\n" +
			"AA,2010,100,3,2,5,x\nBB,2010,,0,0,3,x\nAA,2020,90,2,2,4,x\nBB,2020,,0,0,3,x\n")},
		"civic/land.csv":     {Data: []byte("region,land_km2,water_km2,coast,source\nAA,10.5,0,yes,x\nBB,1,0,no,x\n")},
		"civic/sources.yaml": {Data: []byte("x: {producer: P, document: D, licence: L}\n")},
	}
}

func TestOpenSmall(t *testing.T) {
	u, err := Open(small())
	if err != nil {
		t.Fatal(err)
	}
	if u.ProjectedTo != 2022 || u.Codes["02"] != 1 || u.Regions.Spell(u.Regions.All()) != "AA+BB" {
		t.Errorf("got %+v", u.Manifest)
	}
	for year, census := range map[int]int{2012: 2010, 2021: 2010, 2022: 2020, 2030: 2020} {
		if s, ok := u.Seats(year); !ok || s.Census != census {
			t.Errorf("%d: census %d, %v; want %d", year, s.Census, ok, census)
		}
	}
	if _, ok := u.Seats(2011); ok {
		t.Error("seats before the first census")
	}
	if _, ok := u.Population(2022); ok || u.Elections() != nil || u.Catalogue() != nil {
		t.Error("tables that are not in the pack are there")
	}
	if l := u.Land(); l[0].LandKM2 != 10.5 || !l[0].Coast || l[1].Coast {
		t.Errorf("land %v", l)
	}
}

func TestDigestDependsOnContent(t *testing.T) {
	digest := func(pack fstest.MapFS) string {
		u, err := Open(pack)
		if err != nil {
			t.Fatal(err)
		}
		d, err := u.Digest()
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	one, same := digest(small()), digest(small())
	changed := small()
	changed["civic/land.csv"].Data = []byte(strings.Replace(string(changed["civic/land.csv"].Data), "10.5", "10.6", 1))
	if one != same || one == digest(changed) {
		t.Error("the digest does not follow the content")
	}
}

// Every defect of a pack is an error that names the file.
func TestOpenRefuses(t *testing.T) {
	for name, c := range map[string]struct{ file, old, new, want string }{
		"no manifest":        {"civic/union.yaml", "", "", "no civic/union.yaml"},
		"no regions":         {"civic/regions.csv", "", "", "no civic/regions.csv"},
		"unknown key":        {"civic/union.yaml", "title", "titel", "civic/union.yaml"},
		"no year":            {"civic/union.yaml", "year: 2022", "year: 0", "are required"},
		"promise not kept":   {"civic/union.yaml", "land]", "votes]", "said to hold votes"},
		"folder not there":   {"civic/union.yaml", "land]", "people]", "no such folder"},
		"order":              {"civic/regions.csv", "AA,01", "CC,01", "civic/regions.csv:3:1: BB after CC"},
		"unknown neighbour":  {"civic/regions.csv", ",BB\n", ",ZZ\n", "civic/regions.csv:2:6: no region \"ZZ\""},
		"tile":               {"civic/regions.csv", "Beta,0", "Beta,x", "civic/regions.csv:3:4: tile_row"},
		"unknown region":     {"civic/land.csv", "BB,1", "BC,1", "nearest valid name: BB"},
		"region missing":     {"civic/land.csv", "BB,1,0,no,x\n", "", "missing for BB"},
		"region twice":       {"civic/land.csv", "BB,1", "AA,1", "civic/land.csv:3:1: AA twice"},
		"neither yes nor no": {"civic/land.csv", "yes", "maybe", "coast is \"maybe\"; expected yes or no"},
		"below zero":         {"civic/seats.csv", "AA,2010,100,3", "AA,2010,100,-3", "seats is -3"},
		"other columns":      {"civic/seats.csv", "electors", "electoral_votes", "civic/seats.csv:1"},
		"bad source":         {"civic/sources.yaml", "licence: L", "", "has no licence"},
	} {
		pack := small()
		if c.old == "" {
			delete(pack, c.file)
		} else {
			text := string(pack[c.file].Data)
			if !strings.Contains(text, c.old) {
				t.Fatalf("%s: %q is not in %s", name, c.old, c.file)
			}
			pack[c.file].Data = []byte(strings.Replace(text, c.old, c.new, 1))
		}
		if _, err := Open(pack); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v; want %q", name, err, c.want)
		}
	}
}

func TestCatalogueEntries(t *testing.T) {
	entry := "north:\n  title: North\n  date: 2020\n  by: Somebody\n  form: A vote\n  secession: no\n  unit: region\n  members: authors\n  members_rule: As named\n  modelled: yes\n  claims: [None]\n  sources: [https://example.org]\n"
	with := func(catalogue string) (*Union, error) {
		pack := small()
		pack["proposals/catalogue.yaml"] = &fstest.MapFile{Data: []byte(catalogue)}
		pack["proposals/north.yaml"] = &fstest.MapFile{Data: []byte("proposal: north\n")}
		return Open(pack)
	}
	u, err := with(entry)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := u.Proposal("nroth"); !fault.IsUsage(err) || !strings.Contains(err.Error(), "nearest valid name: north") {
		t.Errorf("got %v", err)
	}
	for old, new := range map[string]string{
		"secession: no": "secession: maybe", "title: North": "title: \"\"", "claims: [None]": "claims: []",
		"modelled: yes": "modelled: partly", "unit: region": "unit: county", "by: Some": "buy: Some", "north:\n": "south:\n",
	} {
		if _, err := with(strings.Replace(entry, old, new, 1)); err == nil || !strings.Contains(err.Error(), "proposals/") {
			t.Errorf("%s: got %v", new, err)
		}
	}
}

func TestFirst(t *testing.T) {
	e := Election{Candidates: []Candidate{{"Ann", "A"}, {"Ben", "B"}, {"other", ""}}, Votes: [][]int64{{3, 5, 0}, {4, 2, 0}, {9, 1, 7}}}
	for id, want := range []int{1, 0, -1} {
		if got := e.First(region.ID(id)); got != want {
			t.Errorf("region %d: %d, want %d", id, got, want)
		}
	}
}
