// Package budget makes the ledger of the United States for a fiscal year out of the pack's tidy
// tables: the official budget (budget), published quantities by region (economy, taxes, programs,
// awards) and the definition of every line (lines, alternatives, exceptions). Which line draws on
// which part of the budget and by what it is shared is in the tables; this package only reads,
// evaluates and shares.
package budget

import (
	"errors"
	"fmt"
	"io/fs"
	"sort"
	"sync"

	"commonpurse/region"
	"commonpurse/sheet"
)

// rooms are the tables of published quantities, each item,year,region,value,unit,source.
var rooms = []string{"economy", "taxes", "programs", "awards"}

// outsiders are the codes of places outside the regions that a table may carry, in the order of
// the positions after the regions; the last is the publisher's own national figure.
var outsiders = []string{"TER", "ABR", "US"}

// unit kinds that are ratios: they are not moved with population when carried to another year.
var ratioUnits = map[string]bool{"share": true}

// cell is one published figure and where it stands.
type cell struct {
	value float64
	row   int32 // row of the room's sheet, -1 when not published
}

// item is one published quantity by region and year.
type item struct {
	name   string
	room   int // index into rooms
	unit   string
	years  []int          // ascending
	cells  map[int][]cell // year → regions, then outsiders
	source map[int]string // year → id of the source
}

// facts is everything read from the pack.
type facts struct {
	regions *region.List
	sheets  []*sheet.Sheet
	items   map[string]*item
	sources map[string]Source
}

// readFacts reads the rooms of published quantities.
func readFacts(fsys fs.FS, regions *region.List) (*facts, error) {
	f := &facts{regions: regions, items: map[string]*item{}}
	places := map[string]int{}
	for i, code := range regions.Codes() {
		places[code] = i
	}
	for i, code := range outsiders {
		places[code] = regions.Len() + i
	}
	f.sheets = make([]*sheet.Sheet, len(rooms))
	errs := make([]error, len(rooms))
	var readers sync.WaitGroup
	for i, room := range rooms {
		readers.Go(func() {
			f.sheets[i], errs[i] = sheet.Read(fsys, "ledger/"+room, "item", "year", "region", "value", "unit", "source")
		})
	}
	readers.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	for i, s := range f.sheets {
		if err := f.readRoom(i, s, places); err != nil {
			return nil, err
		}
	}
	for _, it := range f.items {
		sort.Ints(it.years)
	}
	return f, nil
}

func (f *facts) readRoom(room int, s *sheet.Sheet, places map[string]int) error {
	width := len(places)
	var it *item
	var cells []cell
	year := 0
	for row := range s.Len() {
		name := s.Text(row, "item")
		if it == nil || it.name != name {
			it, cells = f.items[name], nil
			if it == nil {
				it = &item{name: name, room: room, unit: s.Text(row, "unit"), cells: map[int][]cell{}, source: map[int]string{}}
				f.items[name] = it
			}
		}
		y, err := s.Int(row, "year")
		if err != nil {
			return err
		}
		if cells == nil || y != year {
			year = y
			if cells = it.cells[y]; cells == nil {
				cells = make([]cell, width)
				for i := range cells {
					cells[i].row = -1
				}
				it.cells[y] = cells
				it.years = append(it.years, y)
				it.source[y] = s.Text(row, "source")
			}
		}
		place, ok := places[s.Text(row, "region")]
		if !ok {
			return s.Fault(row, "region", fmt.Sprintf("region is %q", s.Text(row, "region")), "a region's code, US, TER or ABR", "")
		}
		value, err := s.Float(row, "value")
		if err != nil {
			return err
		}
		if cells[place].row >= 0 {
			return s.Fault(row, "region", fmt.Sprintf("%s of %d twice for %s", name, y, s.Text(row, "region")), "one row a region", "")
		}
		cells[place] = cell{value: value, row: int32(row)}
	}
	return nil
}

// nearest gives the year of the item's data closest to the wanted one; of two equally near, the
// earlier.
func (it *item) nearest(year int) int {
	best := it.years[0]
	for _, y := range it.years {
		if abs(y-year) < abs(best-year) {
			best = y
		}
	}
	return best
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
