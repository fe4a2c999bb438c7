// Package uniontest is the suite that every pack must pass: run it from a test of the pack.
package uniontest

import (
	"io/fs"
	"path"
	"strings"
	"testing"

	"commonpurse/region"
	"commonpurse/sheet"
	"commonpurse/source"
	"commonpurse/union"
)

// Run opens a pack and checks what the readers of a union rely on.
func Run(t *testing.T, pack fs.FS) {
	u, err := union.Open(pack)
	if err != nil {
		t.Fatal(err)
	}
	t.Run("regions", func(t *testing.T) { regions(t, u) })
	t.Run("seats", func(t *testing.T) { seats(t, u) })
	t.Run("votes", func(t *testing.T) { votes(t, u) })
	t.Run("population", func(t *testing.T) { population(t, u) })
	t.Run("catalogue", func(t *testing.T) { catalogue(t, u) })
	t.Run("sources", func(t *testing.T) { sources(t, pack) })
}

// regions: borders are mutual and tiles do not overlap.
func regions(t *testing.T, u *union.Union) {
	type place struct{ row, column int }
	taken := map[place]string{}
	for id := range region.ID(u.Regions.Len()) {
		r := u.Regions.At(id)
		if r.Neighbours.Has(id) {
			t.Errorf("%s is its own neighbour", r.Code)
		}
		for _, other := range r.Neighbours.IDs() {
			if !u.Regions.At(other).Neighbours.Has(id) {
				t.Errorf("%s borders on %s, and not the other way round", r.Code, u.Regions.Code(other))
			}
		}
		p := place{r.TileRow, r.TileColumn}
		if p.row < 0 || p.column < 0 || taken[p] != "" {
			t.Errorf("%s: tile %v is outside the map or taken by %q", r.Code, p, taken[p])
		}
		taken[p] = r.Code
	}
}

// seats: every region with people to count has electors, and no seats or senators without them.
func seats(t *testing.T, u *union.Union) {
	s, ok := u.Seats(u.Year)
	if !ok {
		t.Skip("the pack has no seats")
	}
	for i := range s.Electors {
		code := u.Regions.Code(region.ID(i))
		if s.Electors[i] < s.House[i]+s.Senators[i] {
			t.Errorf("%s: %d electors for %d seats and %d senators", code, s.Electors[i], s.House[i], s.Senators[i])
		}
	}
}

// votes: in every election each region voted, and for no choice twice.
func votes(t *testing.T, u *union.Union) {
	if len(u.Elections()) == 0 {
		t.Skip("the pack has no votes")
	}
	for _, e := range u.Elections() {
		seen := map[string]bool{}
		for _, c := range e.Candidates {
			if seen[c.Name] {
				t.Errorf("%d: candidate %s twice", e.Year, c.Name)
			}
			seen[c.Name] = true
		}
		for id := range region.ID(u.Regions.Len()) {
			if e.First(id) < 0 {
				t.Errorf("%d: nobody voted in %s", e.Year, u.Regions.Code(id))
			}
		}
	}
}

// population: known, and not zero, for the default year.
func population(t *testing.T, u *union.Union) {
	people, ok := u.Population(u.Year)
	if !ok {
		t.Skip("the pack has no population")
	}
	for i, n := range people {
		if n == 0 {
			t.Errorf("nobody lives in %s in %d", u.Regions.Code(region.ID(i)), u.Year)
		}
	}
}

// catalogue: each proposal that can be split has a file that names it.
func catalogue(t *testing.T, u *union.Union) {
	if len(u.Catalogue()) == 0 {
		t.Skip("the pack has no proposals")
	}
	for _, e := range u.Catalogue() {
		if e.File != "" && !strings.Contains(string(e.Text), "proposal: "+e.Name+"\n") {
			t.Errorf("%s does not say `proposal: %s`", e.File, e.Name)
		}
		for _, address := range e.Sources {
			if !strings.HasPrefix(address, "https://") && !strings.HasPrefix(address, "http://") {
				t.Errorf("%s: source %q is no address", e.Name, address)
			}
		}
	}
}

// sources: every table of the pack names a source that its folder's sources.yaml describes: by a
// column `source`, under the source's `tables`, or item by item in the folder's items.csv.
func sources(t *testing.T, pack fs.FS) {
	err := fs.WalkDir(pack, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		plain := strings.TrimSuffix(name, ".gz")
		if !strings.HasSuffix(plain, ".csv") || strings.Contains(name, "/raw/") {
			return nil
		}
		folder, table := path.Dir(name), strings.TrimSuffix(path.Base(plain), ".csv")
		text, err := fs.ReadFile(pack, folder+"/sources.yaml")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			return nil
		}
		list, err := source.Parse(folder+"/sources.yaml", text)
		if err != nil {
			t.Error(err)
			return nil
		}
		s, err := sheet.Read(pack, strings.TrimSuffix(plain, ".csv"))
		if err != nil {
			t.Error(err)
			return nil
		}
		named(t, pack, name, table, s, list)
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func named(t *testing.T, pack fs.FS, name, table string, s *sheet.Sheet, list source.List) {
	if !s.Has("source") {
		if !listed(list, table) && !itemized(pack, path.Dir(name), s) {
			t.Errorf("%s: no column `source`, no source lists the table, and items.csv does not describe all its items", name)
		}
		return
	}
	unknown := map[string]bool{}
	for row := range s.Len() {
		cell := s.Text(row, "source")
		if _, whole := list.Find(cell); whole || unknown[cell] {
			continue
		}
		for _, id := range strings.FieldsFunc(cell+" ", func(r rune) bool { return r == ' ' || r == ';' || r == '+' }) {
			if _, ok := list.Find(id); !ok {
				unknown[cell] = true
			}
		}
		if unknown[cell] || cell == "" {
			unknown[cell] = true
			t.Errorf("%s:%d: source %q is not described", name, s.Line(row), cell)
		}
	}
}

// listed says whether a source names the table as resting on it as a whole.
func listed(list source.List, table string) bool {
	for _, d := range list {
		for _, covered := range d.Tables {
			if covered == table {
				return true
			}
		}
	}
	return false
}

// itemized says whether the folder's items.csv names every item of a table, and so its source.
func itemized(pack fs.FS, folder string, s *sheet.Sheet) bool {
	items, err := sheet.Read(pack, folder+"/items")
	if err != nil || !s.Has("item") {
		return false
	}
	known := map[string]bool{}
	for row := range items.Len() {
		known[items.Text(row, "item")] = true
	}
	for row := range s.Len() {
		if !known[s.Text(row, "item")] {
			return false
		}
	}
	return true
}
