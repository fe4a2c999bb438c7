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
		p, err := l.place(c, i)
		if err != nil {
			return nil, err
		}
		m.Lines[i], m.Cells[i], m.Outside[i], m.LeftOut[i] = p.line, p.cells, p.outside, p.leftOut
	}
	return m, l.chargeDeficit(m)
}

// placement is one line read under a convention.
type placement struct {
	line             Line
	cells            []money.Cents
	outside, leftOut money.Cents
}

// counts says whether a convention counts a line.
func (c Convention) counts(line *Line) bool {
	unknown := line.Role == RoleUnplaced || line.Grade == ByConvention && line.Topic == "" && line.Role != RolePublicGood
	switch {
	case line.Role == RoleInterest && c.Interest == "exclude", unknown && c.Unplaced == "exclude":
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

// place reads one line under a convention.
func (l *Ledger) place(c Convention, i int) (placement, error) {
	p := placement{line: l.Lines[i], cells: l.Cells[i], outside: l.Outside[i]}
	line := &p.line
	if !c.counts(line) {
		return placement{line: *line, cells: make([]money.Cents, l.Regions.Len()), leftOut: l.Total(i)}, nil
	}
	var err error
	switch {
	case line.Role == RolePublicGood && c.Spending != "cash":
		// A national public good serves the residents wherever it is paid for, abroad too.
		line.Grade, line.Allocator, line.AllocatorYear, p.outside = ByConvention, "population", l.Year, 0
		weights := l.heads()
		if c.Spending == "income-share" {
			line.Allocator, weights = "personal income", dollars(l.PersonalIncome)
		}
		p.cells, err = money.Share(l.Total(i), weights)
	case line.Topic == corporateKey:
		err = l.placeCorporate(&p, c, i)
	case line.Topic != "":
		l.choose(&p, i, c.choiceFor(line.Topic))
	}
	if err != nil {
		return p, fmt.Errorf("ledger: line %s: %w", line.ID, err)
	}
	return p, nil
}

// choose takes an alternative allocation when the line has it; else the line keeps its own.
func (l *Ledger) choose(p *placement, i int, value string) {
	if a := l.alternative(i, value); a != nil {
		p.cells, p.outside = a.Cells, a.Outside
		p.line.Base, p.line.Allocator, p.line.AllocatorYear, p.line.Grade = a.Base, a.Allocator, a.AllocatorYear, a.Grade
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

// placeCorporate mixes the allocations on capital, at home and abroad, and on labour.
func (l *Ledger) placeCorporate(p *placement, c Convention, i int) error {
	capital, labour := l.alternative(i, "capital"), l.alternative(i, "labour")
	if capital == nil || labour == nil || c.Corporate == corporateDefault && c.Foreign == ForeignPublished {
		return nil
	}
	abroad := c.Foreign
	if abroad == ForeignPublished {
		abroad = l.ForeignStock
	}
	home := float64(c.Corporate * (1 - abroad))
	work := 1 - c.Corporate
	n := l.Regions.Len()
	weights := make([]float64, n+1)
	for r := range n {
		weights[r] = float64(home*capital.Cells[r].Dollars()) + float64(work*labour.Cells[r].Dollars())
	}
	weights[n] = float64(home*capital.Outside.Dollars()) + float64(work*labour.Outside.Dollars()) + float64(c.Corporate*abroad*l.Total(i).Dollars())
	cells, err := money.Share(l.Total(i), weights)
	if err != nil {
		return err
	}
	p.cells, p.outside = cells[:n], cells[n]
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
