package ledger

import (
	"fmt"
	"strings"

	"commonpurse/fault"
	"commonpurse/money"
	"commonpurse/sheet"
)

// Words that stand for a place outside the regions in a line file.
const (
	placeTerritories = "TER"
	placeAbroad      = "ABR"
	placeLeft        = "LEFT"
)

// Units of a line file.
const (
	unitDollars = "USD"
	unitWeight  = "weight"
)

// replacement is what a file says of one line.
type replacement struct {
	line    int
	first   int    // row of the sheet
	unit    string // of the first row
	values  []float64
	rows    []int // row of the sheet for each place, -1 for none
	left    bool  // has a row LEFT
	leftRow int
}

// Replace reads a line file and gives a ledger in which its lines are the user's own; the ledger
// itself is not changed. The file is CSV with the columns line, region, value, unit: one row for
// every region, and, if wanted, TER (territories) and ABR (abroad). With unit USD the amounts are
// taken as they are: they must sum to the line's official total, or a row LEFT must say that the
// rest is left unshared (its value, when given, must be that rest). With unit weight the line's
// total is shared in proportion. The notes say what was replaced and what is left. Every fault of
// the file is told at once.
func (l *Ledger) Replace(file string, text []byte) (*Ledger, []string, error) {
	s, err := sheet.Parse(file, text, "line", "region", "value", "unit")
	if err != nil {
		return nil, nil, err
	}
	if s.Len() == 0 {
		return nil, nil, &fault.Fault{File: file, Line: 1, Problem: "no rows", Expected: "a row for every region"}
	}
	found, faults := l.readReplacements(s)
	out := *l
	out.Lines = append([]Line(nil), l.Lines...)
	out.Cells = append([][]money.Cents(nil), l.Cells...)
	out.Outside = append([]money.Cents(nil), l.Outside...)
	out.Territories = append([]money.Cents(nil), l.Territories...)
	out.Abroad = append([]money.Cents(nil), l.Abroad...)
	out.Alternatives = append([]Alternative(nil), l.Alternatives...)
	var notes []string
	for _, rep := range found {
		note, f := out.apply(s, rep)
		faults = append(faults, f...)
		notes = append(notes, note)
	}
	if err := faults.Or(); err != nil {
		return nil, nil, err
	}
	return &out, notes, out.Foot()
}

// places lists what a row's region may be: the regions, then the places outside.
func (l *Ledger) places() []string {
	return append(l.Regions.Codes(), placeTerritories, placeAbroad)
}

func (l *Ledger) readReplacements(s *sheet.Sheet) ([]*replacement, fault.List) {
	var list []*replacement
	var faults fault.List
	places := l.places()
	at := map[string]int{}
	for i, p := range places {
		at[p] = i
	}
	byLine := map[string]*replacement{}
	for row := range s.Len() {
		id := strings.TrimSpace(s.Text(row, "line"))
		rep := byLine[id]
		if rep == nil {
			line := l.Line(id)
			if line < 0 {
				names := make([]string, len(l.Lines))
				for i := range l.Lines {
					names[i] = l.Lines[i].ID
				}
				faults = append(faults, s.Fault(row, "line", fmt.Sprintf("no line %q in the ledger of %d", id, l.Year), "a line of the ledger", fault.Nearest(id, names)))
				continue
			}
			rep = &replacement{line: line, first: row, unit: s.Text(row, "unit"), values: make([]float64, len(places)), rows: make([]int, len(places))}
			for i := range rep.rows {
				rep.rows[i] = -1
			}
			byLine[id] = rep
			list = append(list, rep)
		}
		if f := rep.read(s, row, at, places); f != nil {
			faults = append(faults, f)
		}
	}
	for _, rep := range list {
		var missing []string
		for i, code := range places[:l.Regions.Len()] {
			if rep.rows[i] < 0 {
				missing = append(missing, code)
			}
		}
		if len(missing) > 0 {
			faults = append(faults, s.Fault(rep.first, "region", fmt.Sprintf("line %s has no row for %s", l.Lines[rep.line].ID, strings.Join(missing, ", ")), "one row for every region", ""))
		}
	}
	return list, faults
}

func (rep *replacement) read(s *sheet.Sheet, row int, at map[string]int, places []string) *fault.Fault {
	unit := s.Text(row, "unit")
	if unit != unitDollars && unit != unitWeight {
		return s.Fault(row, "unit", fmt.Sprintf("unit is %q", unit), "USD (amounts) or weight (an allocator)", fault.Nearest(unit, []string{unitDollars, unitWeight}))
	}
	if unit != rep.unit {
		return s.Fault(row, "unit", fmt.Sprintf("unit is %s where the line began with %s", unit, rep.unit), "one unit a line", "")
	}
	code := strings.ToUpper(strings.TrimSpace(s.Text(row, "region")))
	if code == placeLeft && unit == unitDollars {
		if rep.left {
			return s.Fault(row, "region", "LEFT twice", "one row LEFT", "")
		}
		rep.left, rep.leftRow = true, row
		return nil
	}
	place, ok := at[code]
	if !ok {
		return s.Fault(row, "region", fmt.Sprintf("no region %q", s.Text(row, "region")), "a region's code, TER, ABR, or LEFT with unit USD", fault.Nearest(code, places))
	}
	if rep.rows[place] >= 0 {
		return s.Fault(row, "region", fmt.Sprintf("%s twice (first in line %d)", code, s.Line(rep.rows[place])), "one row for every region", "")
	}
	rep.rows[place] = row
	value, err := s.Float(row, "value")
	if err != nil {
		return s.Fault(row, "value", fmt.Sprintf("value is %q", s.Text(row, "value")), "a number", "")
	}
	if unit == unitWeight && value < 0 {
		return s.Fault(row, "value", fmt.Sprintf("weight is %s", s.Text(row, "value")), "a number not below zero", "")
	}
	if value > maxDollars || value < -maxDollars {
		return s.Fault(row, "value", fmt.Sprintf("value is %s", s.Text(row, "value")), "a number below 10^13", "")
	}
	rep.values[place] = value
	return nil
}

// Replaced is the base of a line that the user has replaced.
const Replaced = "replaced by the user"

// maxDollars bounds what a file may say, so that sums stay in range.
const maxDollars = 1e13

// apply puts one replacement into the ledger.
func (l *Ledger) apply(s *sheet.Sheet, rep *replacement) (string, fault.List) {
	n := l.Regions.Len()
	line := &l.Lines[rep.line]
	total := l.Total(rep.line)
	var cells []money.Cents
	var left money.Cents
	if rep.unit == unitWeight {
		shared, err := money.Share(total, rep.values)
		if err != nil {
			return "", fault.List{s.Fault(rep.first, "value", fmt.Sprintf("weights of line %s are all zero", line.ID), "at least one above zero", "")}
		}
		cells = shared
	} else {
		left = total
		for _, v := range rep.values {
			c := money.ToCents(v)
			cells = append(cells, c)
			left -= c
		}
		if f := rep.checkLeft(s, line, total, left); f != nil {
			return "", fault.List{f}
		}
	}
	l.Cells[rep.line], l.Territories[rep.line], l.Abroad[rep.line] = cells[:n:n], cells[n], cells[n+1]
	l.Outside[rep.line] = cells[n] + cells[n+1] + left
	kept := l.Alternatives[:0:0]
	for _, a := range l.Alternatives {
		if a.Line != rep.line {
			kept = append(kept, a)
		}
	}
	l.Alternatives = kept
	line.Topic, line.Base, line.Allocator, line.Source = "", Replaced, rep.unit+" of "+s.Name, fmt.Sprintf("%s (SHA-256 %x)", s.Name, s.Digest[:8])
	line.AllocatorYear, line.Improve = l.Year, ""
	note := fmt.Sprintf("line %s is the user's own, from %s", line.ID, s.Name)
	if left != 0 {
		note += fmt.Sprintf("; %.2f dollars of its official total are left unshared", left.Dollars())
	}
	return note, nil
}

// checkLeft holds the file's sum to the official total.
func (rep *replacement) checkLeft(s *sheet.Sheet, line *Line, total, left money.Cents) *fault.Fault {
	if !rep.left {
		if left == 0 {
			return nil
		}
		return s.Fault(rep.first, "value", fmt.Sprintf("line %s sums to %.2f; %.2f is left of the official total", line.ID, (total-left).Dollars(), left.Dollars()),
			fmt.Sprintf("%.2f, or a row LEFT", total.Dollars()), "")
	}
	if s.Text(rep.leftRow, "value") == "" {
		return nil
	}
	said, err := s.Float(rep.leftRow, "value")
	if err != nil || money.ToCents(said) != left {
		return s.Fault(rep.leftRow, "value", fmt.Sprintf("LEFT of line %s is %q", line.ID, s.Text(rep.leftRow, "value")), fmt.Sprintf("%.2f, or nothing", left.Dollars()), "")
	}
	return nil
}
