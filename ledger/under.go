package ledger

import (
	"fmt"

	"commonpurse/money"
	"commonpurse/region"
)

// Matrix is a ledger read under a convention.
type Matrix struct {
	Convention Convention
	Year       int
	Regions    *region.List
	Lines      []Line          // as in the ledger; grade and allocator are those of the convention's choice
	Cells      [][]money.Cents // line × region
	Outside    []money.Cents   // line: territories and abroad
	LeftOut    []money.Cents   // line: what the convention does not count
	Deficit    []money.Cents   // region: the part of the deficit charged to it; zero when it is left in
}

// Under reads the ledger under a convention. No total changes: regions, outside and what is left
// out sum to the line's official amount.
func (l *Ledger) Under(c Convention) (*Matrix, error) {
	m := &Matrix{Convention: c, Year: l.Year, Regions: l.Regions, Lines: append([]Line(nil), l.Lines...), Cells: make([][]money.Cents, len(l.Lines)),
		Outside: make([]money.Cents, len(l.Lines)), LeftOut: make([]money.Cents, len(l.Lines)), Deficit: make([]money.Cents, l.Regions.Len())}
	for i := range l.Lines {
		if err := l.place(m, i); err != nil {
			return nil, err
		}
	}
	return m, l.chargeDeficit(m)
}

// counts says whether a convention counts a line.
func (c Convention) counts(line *Line) bool {
	switch {
	case line.Role == RoleInterest && c.Interest == "exclude", line.Role == RoleUnplaced && c.Unplaced == "exclude":
		return false
	case c.Include == "recurring":
		return line.Nature == Recurring
	case c.Include == "timing":
		return line.Nature != OneOff
	case c.Include == "one-off":
		return line.Nature != Timing
	}
	return true
}

// choiceFor gives the convention's choice for a topic, "" for a topic it does not know.
func (c Convention) choiceFor(topic string) string {
	for _, ch := range choices {
		if ch.key == topic {
			return *ch.get(&c)
		}
	}
	return ""
}

// place fills one line of the matrix.
func (l *Ledger) place(m *Matrix, i int) error {
	line, c := &m.Lines[i], m.Convention
	if !c.counts(line) {
		m.Cells[i] = make([]money.Cents, l.Regions.Len())
		m.LeftOut[i] = l.Total(i)
		return nil
	}
	m.Cells[i], m.Outside[i] = l.Cells[i], l.Outside[i]
	var err error
	switch {
	case line.Role == RolePublicGood && c.Spending != "cash":
		// A national public good serves the residents wherever it is paid for, abroad too.
		line.Grade, line.Allocator, m.Outside[i] = ByConvention, "population", 0
		weights := l.heads()
		if c.Spending == "income-share" {
			line.Allocator, weights = "personal income", dollars(l.PersonalIncome)
		}
		m.Cells[i], err = money.Share(l.Total(i), weights)
	case line.Topic == corporateKey:
		err = l.placeCorporate(m, i)
	case line.Topic != "":
		l.choose(m, i, c.choiceFor(line.Topic))
	}
	if err != nil {
		return fmt.Errorf("ledger: line %s: %w", line.ID, err)
	}
	return nil
}

// choose takes an alternative allocation when the line has it; else the line keeps its own.
func (l *Ledger) choose(m *Matrix, i int, value string) {
	if a := l.alternative(i, value); a != nil {
		m.Cells[i], m.Outside[i] = a.Cells, a.Outside
		line := &m.Lines[i]
		line.Base, line.Allocator, line.AllocatorYear, line.Grade = a.Base, a.Allocator, a.AllocatorYear, a.Grade
	}
}

func (l *Ledger) alternative(line int, value string) *Alternative {
	for j := range l.Alternatives {
		if a := &l.Alternatives[j]; a.Line == line && a.Choice == value {
			return a
		}
	}
	return nil
}

// placeCorporate mixes the allocations on capital and on labour.
func (l *Ledger) placeCorporate(m *Matrix, i int) error {
	capital, labour := l.alternative(i, "capital"), l.alternative(i, "labour")
	if capital == nil || labour == nil || m.Convention.Corporate == corporateDefault {
		return nil
	}
	share := m.Convention.Corporate
	n := l.Regions.Len()
	weights := make([]float64, n+1)
	for r := range n {
		weights[r] = float64(share*capital.Cells[r].Dollars()) + float64((1-share)*labour.Cells[r].Dollars())
	}
	weights[n] = float64(share*capital.Outside.Dollars()) + float64((1-share)*labour.Outside.Dollars())
	cells, err := money.Share(l.Total(i), weights)
	if err != nil {
		return err
	}
	m.Cells[i], m.Outside[i] = cells[:n], cells[n]
	return nil
}

func (l *Ledger) heads() []float64 {
	weights := make([]float64, len(l.Population))
	for i, p := range l.Population {
		weights[i] = float64(p)
	}
	return weights
}

func dollars(amounts []money.Cents) []float64 {
	weights := make([]float64, len(amounts))
	for i, a := range amounts {
		weights[i] = a.Dollars()
	}
	return weights
}

// chargeDeficit shares what the regions together receive beyond what they pay: `neutral` in
// proportion to all their receipts, `taxpayers` in proportion to the individual income tax.
func (l *Ledger) chargeDeficit(m *Matrix) error {
	if m.Convention.Deficit == "kept" {
		return nil
	}
	var deficit money.Cents
	weights := make([]float64, l.Regions.Len())
	for r := range weights {
		receipts, outlays := m.Sides(region.ID(r))
		deficit += outlays - receipts
		weights[r] = receipts.Dollars()
		if m.Convention.Deficit == "taxpayers" {
			weights[r] = m.householdTax(r).Dollars()
		}
	}
	shares, err := money.Share(deficit, weights)
	if err != nil {
		return fmt.Errorf("ledger: sharing the deficit: %w", err)
	}
	m.Deficit = shares
	return nil
}

// taxpayerLine is the household tax in proportion to which `taxpayers` charges the deficit.
const taxpayerLine = "income_tax"

func (m *Matrix) householdTax(r int) money.Cents {
	var sum money.Cents
	for i := range m.Lines {
		if m.Lines[i].Household == taxpayerLine {
			sum += m.Cells[i][r]
		}
	}
	return sum
}

// Sides gives what a region pays and what it is paid, before any charge for the deficit.
func (m *Matrix) Sides(r region.ID) (receipts, outlays money.Cents) {
	for i := range m.Lines {
		if m.Lines[i].Side == Receipt {
			receipts += m.Cells[i][r]
		} else {
			outlays += m.Cells[i][r]
		}
	}
	return receipts, outlays
}

// Balance is outlays less receipts less the charge for the deficit: positive when the region
// receives more than it pays.
func (m *Matrix) Balance(r region.ID) money.Cents {
	receipts, outlays := m.Sides(r)
	return outlays - receipts - m.Deficit[r]
}
