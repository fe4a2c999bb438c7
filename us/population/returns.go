package population

import (
	"fmt"
	"io/fs"
	"strings"

	"commonpurse/region"
	"commonpurse/sheet"
)

// Classes is how many classes of adjusted gross income the tax statistics have; class 0 is all
// returns.
const Classes = 10

// ClassBounds are the lower bounds of classes 1 to 10 in dollars: class k holds incomes from
// ClassBounds[k] up to ClassBounds[k+1]; class 1 holds what is below one dollar.
var ClassBounds = [Classes + 2]float64{1: -1e300, 2: 1, 3: 10_000, 4: 25_000, 5: 50_000, 6: 75_000, 7: 100_000, 8: 200_000, 9: 500_000, 10: 1_000_000, 11: 1e300}

// ClassOf gives the class of an adjusted gross income.
func ClassOf(agi float64) int {
	k := 1
	for k < Classes && agi >= ClassBounds[k+1] {
		k++
	}
	return k
}

// Cell is one published figure of the tax statistics: returns that have an item, and its dollars.
type Cell struct{ Returns, Amount float64 }

// Returns is the tax statistics of a year: item × region × class.
type Returns struct {
	Year  int
	items map[string][]Cell // region-major, the union's own row last
}

// Source gives the tables of published facts.
type Source = fs.FS

// ReadReturns reads the tax statistics of a year from the pack's tables: one row a region and class,
// and for each item a column of returns, named like it, and one of thousands of dollars, with _1000
// behind the name.
func ReadReturns(tables Source, regions *region.List, year int) (*Returns, error) {
	s, err := sheet.Read(tables, fmt.Sprintf("people/soi_%d", year))
	if err != nil {
		return nil, err
	}
	t := &Returns{Year: year, items: map[string][]Cell{}}
	for i := range s.Len() {
		place := regions.Len()
		if code := s.Text(i, "region"); code != "US" {
			id, ok := regions.ByCode(code)
			if !ok {
				return nil, s.Fault(i, "region", "region "+code+" is not known", "a region's code", "")
			}
			place = int(id)
		}
		class, err := s.Int(i, "class")
		if err != nil {
			return nil, err
		}
		if class < 0 || class > Classes {
			return nil, s.Fault(i, "class", fmt.Sprintf("class is %d", class), "0 to 10", "")
		}
		if err := t.read(s, i, place*(Classes+1)+class, (regions.Len()+1)*(Classes+1)); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// read reads the items of one row into the cell at a place of their lists.
func (t *Returns) read(s *sheet.Sheet, row, at, size int) error {
	for _, column := range s.Columns {
		item, dollars := strings.CutSuffix(column, "_1000")
		text := s.Text(row, column)
		if text == "" || column == "region" || column == "class" {
			continue
		}
		v, err := s.Float(row, column)
		if err != nil {
			return err
		}
		cells := t.items[item]
		if cells == nil {
			cells = make([]Cell, size)
			t.items[item] = cells
		}
		if dollars {
			cells[at].Amount = 1000 * v
		} else {
			cells[at].Returns = v
		}
	}
	return nil
}

// Has says whether anything is published of an item.
func (t *Returns) Has(item string) bool { return t.items[item] != nil }

// At gives a figure; zero where nothing is published. Class 0 is all classes.
func (t *Returns) At(item string, r region.ID, class int) Cell {
	cells := t.items[item]
	if cells == nil {
		return Cell{}
	}
	return cells[int(r)*(Classes+1)+class]
}

// Union gives a figure of the whole union, as published (returns from elsewhere included).
func (t *Returns) Union(item string, class int) Cell {
	cells := t.items[item]
	if cells == nil {
		return Cell{}
	}
	return cells[len(cells)-(Classes+1)+class]
}

// Sum adds a figure over the regions.
func (t *Returns) Sum(item string, class int) Cell {
	var sum Cell
	cells := t.items[item]
	for at := 0; at+Classes+1 < len(cells); at += Classes + 1 {
		sum.Returns += cells[at+class].Returns
		sum.Amount += cells[at+class].Amount
	}
	return sum
}
