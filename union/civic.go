package union

import (
	"errors"
	"fmt"
	"io/fs"
	"sort"
	"strings"

	"commonpurse/fault"
	"commonpurse/region"
	"commonpurse/sheet"
)

// Seats is the apportionment that followed a census: one entry a region in each slice.
type Seats struct {
	Census   int
	Persons  []int // apportionment population; 0 where a region takes no part in the apportionment
	House    []int
	Senators []int
	Electors []int
}

// Election is the certified votes of one year.
type Election struct {
	Year       int
	Candidates []Candidate // by votes, most first; then by name
	Votes      [][]int64   // candidate × region
}

// Candidate is a choice on the ballot. "other" stands for the small ones together, "blank" for what
// a few regions count as blank, void, over- or undervotes.
type Candidate struct {
	Name  string
	Party string // "" for other and blank
}

// Land is a region's area.
type Land struct {
	LandKM2  float64
	WaterKM2 float64
	Coast    bool // a county on the open ocean
}

// read opens a table of the folder civic; a table that is not there gives nil.
func (u *Union) read(name string, columns ...string) (*sheet.Sheet, error) {
	s, err := sheet.Read(u.FS, "civic/"+name, columns...)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return s, err
}

func (u *Union) readRegions() error {
	s, err := u.read("regions", "region", "fips", "name", "tile_row", "tile_column", "neighbours")
	if err != nil {
		return err
	}
	if s == nil {
		return fmt.Errorf("union: no civic/regions.csv")
	}
	regions := make([]region.Region, s.Len())
	at := make(map[string]region.ID, s.Len())
	if s.Len() > region.Max {
		return fmt.Errorf("%s: %d regions; expected at most %d", s.Name, s.Len(), region.Max)
	}
	for i := range regions {
		r := &regions[i]
		r.Code, r.Name = s.Text(i, "region"), s.Text(i, "name")
		if r.Code == "" || r.Code != strings.ToUpper(r.Code) || r.Name == "" {
			return s.Fault(i, "region", fmt.Sprintf("region %q named %q", r.Code, r.Name), "a code in capitals and a name", "")
		}
		if i > 0 && regions[i-1].Code >= r.Code {
			return s.Fault(i, "region", r.Code+" after "+regions[i-1].Code, "codes in ascending order", "")
		}
		if r.TileRow, err = s.Int(i, "tile_row"); err != nil {
			return err
		}
		if r.TileColumn, err = s.Int(i, "tile_column"); err != nil {
			return err
		}
		at[r.Code] = region.ID(i)
	}
	for i := range regions {
		for _, code := range strings.Fields(s.Text(i, "neighbours")) {
			id, ok := at[code]
			if !ok {
				return s.Fault(i, "neighbours", fmt.Sprintf("no region %q", code), "", "")
			}
			regions[i].Neighbours |= region.Of(id)
		}
	}
	if u.Regions, err = region.NewList(regions); err != nil {
		return err
	}
	u.Codes = make(map[string]region.ID, s.Len())
	for i := range regions {
		if number := s.Text(i, "fips"); number != "" {
			u.Codes[number] = region.ID(i)
		}
	}
	return nil
}

// regionAt reads the region of a row.
func (u *Union) regionAt(s *sheet.Sheet, row int) (region.ID, error) {
	code := s.Text(row, "region")
	id, ok := u.Regions.ByCode(code)
	if !ok {
		return 0, s.Fault(row, "region", fmt.Sprintf("no region %q", code), "a region of civic/regions.csv", fault.Nearest(code, u.Regions.Codes()))
	}
	return id, nil
}

// complete checks that a table has each region once for each key (a year, a census, …).
func (u *Union) complete(s *sheet.Sheet, keys ...string) error {
	seen := map[string]region.Set{}
	for row := range s.Len() {
		id, err := u.regionAt(s, row)
		if err != nil {
			return err
		}
		key := ""
		for _, column := range keys {
			key += column + " " + s.Text(row, column) + " "
		}
		if seen[key].Has(id) {
			return s.Fault(row, "region", strings.TrimSpace(u.Regions.Code(id)+" "+key)+" twice", "one row", "")
		}
		seen[key] |= region.Of(id)
	}
	groups := make([]string, 0, len(seen))
	for key := range seen {
		groups = append(groups, key)
	}
	sort.Strings(groups)
	for _, key := range groups {
		if missing := u.Regions.All() &^ seen[key]; missing != 0 {
			return &fault.Fault{File: s.Name, Problem: fmt.Sprintf("%sis missing for %s", key, u.Regions.Spell(missing)), Expected: "a row for every region"}
		}
	}
	return nil
}

// ints reads whole numbers not below zero from several columns of a row.
func ints(s *sheet.Sheet, row int, into map[string]*int) error {
	columns := make([]string, 0, len(into))
	for column := range into {
		columns = append(columns, column)
	}
	sort.Strings(columns)
	for _, column := range columns {
		v, err := s.Int(row, column)
		if err != nil {
			return err
		}
		if v < 0 {
			return s.Fault(row, column, fmt.Sprintf("%s is %d", column, v), "a number not below zero", "")
		}
		*into[column] = v
	}
	return nil
}

func (u *Union) readSeats() error {
	s, err := u.read("seats", "region", "census", "persons", "seats", "senators", "electors", "source")
	if s == nil || err != nil {
		return err
	}
	if err := u.complete(s, "census"); err != nil {
		return err
	}
	at := map[int]*Seats{}
	n := u.Regions.Len()
	for row := range s.Len() {
		id, err := u.regionAt(s, row)
		if err != nil {
			return err
		}
		census, err := s.Int(row, "census")
		if err != nil {
			return err
		}
		if at[census] == nil {
			at[census] = &Seats{Census: census, Persons: make([]int, n), House: make([]int, n), Senators: make([]int, n), Electors: make([]int, n)}
		}
		c := at[census]
		cells := map[string]*int{"seats": &c.House[id], "senators": &c.Senators[id], "electors": &c.Electors[id]}
		if s.Text(row, "persons") != "" {
			cells["persons"] = &c.Persons[id]
		}
		if err := ints(s, row, cells); err != nil {
			return err
		}
	}
	for _, c := range at {
		u.seats = append(u.seats, *c)
	}
	sort.Slice(u.seats, func(i, j int) bool { return u.seats[i].Census < u.seats[j].Census })
	return nil
}

func (u *Union) readVotes() error {
	s, err := u.read("votes", "region", "year", "candidate", "party", "votes", "source")
	if s == nil || err != nil {
		return err
	}
	type choice struct {
		year int
		Candidate
	}
	votes := map[choice][]int64{}
	total := map[choice]int64{}
	for row := range s.Len() {
		id, err := u.regionAt(s, row)
		if err != nil {
			return err
		}
		var year, count int
		if err := ints(s, row, map[string]*int{"year": &year, "votes": &count}); err != nil {
			return err
		}
		c := choice{year, Candidate{s.Text(row, "candidate"), s.Text(row, "party")}}
		if votes[c] == nil {
			votes[c] = make([]int64, u.Regions.Len())
		}
		if votes[c][id] != 0 {
			return s.Fault(row, "candidate", fmt.Sprintf("%s twice in %s in %d", c.Name, u.Regions.Code(id), year), "one row", "")
		}
		votes[c][id] = int64(count)
		total[c] += int64(count)
	}
	choices := make([]choice, 0, len(votes))
	for c := range votes {
		choices = append(choices, c)
	}
	sort.Slice(choices, func(i, j int) bool {
		a, b := choices[i], choices[j]
		if a.year != b.year {
			return a.year < b.year
		}
		if total[a] != total[b] {
			return total[a] > total[b]
		}
		return a.Name < b.Name
	})
	for _, c := range choices {
		if n := len(u.elections); n == 0 || u.elections[n-1].Year != c.year {
			u.elections = append(u.elections, Election{Year: c.year})
		}
		e := &u.elections[len(u.elections)-1]
		e.Candidates = append(e.Candidates, c.Candidate)
		e.Votes = append(e.Votes, votes[c])
	}
	return nil
}

func (u *Union) readLand() error {
	s, err := u.read("land", "region", "land_km2", "water_km2", "coast", "source")
	if s == nil || err != nil {
		return err
	}
	if err := u.complete(s); err != nil {
		return err
	}
	u.land = make([]Land, u.Regions.Len())
	for row := range s.Len() {
		id, err := u.regionAt(s, row)
		if err != nil {
			return err
		}
		l := &u.land[id]
		if l.LandKM2, err = s.Float(row, "land_km2"); err != nil {
			return err
		}
		if l.WaterKM2, err = s.Float(row, "water_km2"); err != nil {
			return err
		}
		switch coast := s.Text(row, "coast"); coast {
		case "yes":
			l.Coast = true
		case "no":
		default:
			return s.Fault(row, "coast", fmt.Sprintf("coast is %q", coast), "yes or no", "")
		}
	}
	return nil
}

func (u *Union) readPopulation() error {
	s, err := u.read("population", "region", "year", "persons", "source")
	if s == nil || err != nil {
		return err
	}
	if err := u.complete(s, "year"); err != nil {
		return err
	}
	u.population = map[int][]int64{}
	for row := range s.Len() {
		id, err := u.regionAt(s, row)
		if err != nil {
			return err
		}
		var year, persons int
		if err := ints(s, row, map[string]*int{"year": &year, "persons": &persons}); err != nil {
			return err
		}
		if u.population[year] == nil {
			u.population[year] = make([]int64, u.Regions.Len())
		}
		u.population[year][id] = int64(persons)
	}
	return nil
}

// Seats gives the apportionment in force for the elections of a year: that of the newest census at
// least two years earlier. False when the pack has none.
func (u *Union) Seats(year int) (Seats, bool) {
	for i := len(u.seats) - 1; i >= 0; i-- {
		if u.seats[i].Census+2 <= year {
			return u.seats[i], true
		}
	}
	return Seats{}, false
}

// Elections gives all elections, oldest first.
func (u *Union) Elections() []Election { return u.elections }

// Election gives the certified votes of one year.
func (u *Union) Election(year int) (Election, bool) {
	for _, e := range u.elections {
		if e.Year == year {
			return e, true
		}
	}
	return Election{}, false
}

// Land gives each region's area; nil when the pack has none.
func (u *Union) Land() []Land { return u.land }

// Population gives each region's residents in July of the year.
func (u *Union) Population(year int) ([]int64, bool) {
	p, ok := u.population[year]
	return p, ok
}

// First gives the index of the candidate with the most votes in a region; -1 when nobody voted.
func (e *Election) First(id region.ID) int {
	first := -1
	for c := range e.Candidates {
		if e.Candidates[c].Party == "" {
			continue
		}
		if e.Votes[c][id] > 0 && (first < 0 || e.Votes[c][id] > e.Votes[first][id]) {
			first = c
		}
	}
	return first
}
