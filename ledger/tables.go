package ledger

import (
	"fmt"
	"strconv"
	"strings"

	"commonpurse/fault"
	"commonpurse/money"
	"commonpurse/region"
	"commonpurse/table"
)

// Measure is in what the table of transfers and balances is told.
type Measure uint8

// The measures.
const (
	Dollars Measure = iota
	PerResident
	ShareOfGDP
)

// Report is what tables of a ledger are asked to show.
type Report struct {
	Asked   Convention
	Regions region.Set // zero: all
	Measure Measure
}

// codes for rows that are no region.
const (
	allRegions  = "all"
	territories = "territories"
	abroad      = "abroad"
	leftOut     = "left out"
)

// Tables gives the tables of the ledgers of one or more years: balance, agreement, coverage,
// footing, lines and transfers.
func Tables(years []*Ledger, rep Report) ([]table.Table, error) {
	t := newTables(rep)
	for _, l := range years {
		m, err := l.Under(rep.Asked)
		if err != nil {
			return nil, err
		}
		if err := t.addBalances(l, m); err != nil {
			return nil, err
		}
		if err := t.addAgreement(l); err != nil {
			return nil, err
		}
		t.addCoverage(l, m)
		t.addFooting(l)
		t.addLines(m)
		t.addTransfers(l, m)
		if note := statusNote(l); note != "" {
			for _, each := range t.all() {
				each.Notes = append(each.Notes, note)
			}
		}
	}
	var list []table.Table
	for _, each := range t.all() {
		list = append(list, *each)
	}
	return list, nil
}

func statusNote(l *Ledger) string {
	switch l.Status {
	case "estimated":
		return fmt.Sprintf("%d: totals as reported; lines within them as the budget estimated them, brought to the totals", l.Year)
	case "projected":
		return fmt.Sprintf("%d: projected on the official baseline", l.Year)
	}
	return ""
}

type tables struct {
	Report
	balance, agreement, coverage, footing, lines, transfers table.Table
}

func (t *tables) all() []*table.Table {
	return []*table.Table{&t.balance, &t.agreement, &t.coverage, &t.footing, &t.lines, &t.transfers}
}

var gradeColumns = []table.Column{
	{Name: "measured", Unit: "share", Note: "of the dollars counted: published by region for the year"},
	{Name: "proxy", Unit: "share", Note: "shared by a related published quantity"},
	{Name: "carried", Unit: "share", Note: "shared by another year's publication"},
	{Name: "by_convention", Unit: "share", Note: "shared by a stated key"},
	{Name: "unplaced", Unit: "share", Note: "could not be placed"},
}

func newTables(rep Report) *tables {
	t := &tables{Report: rep}
	usd := table.Column{Unit: "USD/year"}
	named := func(c table.Column, name string) table.Column { c.Name = name; return c }
	t.balance = table.Table{Name: "balance", Title: "What each region pays and is paid: outlays less receipts, positive when it receives more than it pays",
		Columns: append([]table.Column{{Name: "year", Unit: "year"}, {Name: "region"}, {Name: "convention"}, named(usd, "receipts"), named(usd, "outlays"),
			named(usd, "deficit_charged"), named(usd, "balance"), {Name: "per_resident", Unit: "USD/person"}, {Name: "share_of_gdp", Unit: "share"}}, gradeColumns...)}
	t.agreement = table.Table{Name: "agreement", Title: "Least and greatest balance over all conventions, and how many agree in sign with " + rep.Asked.String(),
		Columns: []table.Column{{Name: "year", Unit: "year"}, {Name: "region"}, named(usd, "least"), named(usd, "preset"), named(usd, "greatest"), {Name: "agree", Unit: "share"},
			{Name: "conventions"}, {Name: "least_per_resident", Unit: "USD/person"}, {Name: "greatest_per_resident", Unit: "USD/person"}, {Name: "least_under"}, {Name: "greatest_under"}}}
	t.coverage = table.Table{Name: "coverage", Title: "How well the dollars of the budget are placed under " + rep.Asked.String(),
		Columns: append([]table.Column{{Name: "year", Unit: "year"}, {Name: "scope"}, named(usd, "dollars")}, gradeColumns...)}
	t.footing = table.Table{Name: "footing", Title: "Every line against the official budget",
		Notes:   []string{"placed is over regions; residual lies outside them (territories, abroad, unshared); they sum to official"},
		Columns: []table.Column{{Name: "year", Unit: "year"}, {Name: "side"}, {Name: "line"}, {Name: "parts"}, named(usd, "placed"), named(usd, "residual"), named(usd, "official")}}
	t.lines = table.Table{Name: "lines", Title: "The lines: what each is, by what it is shared, and how well",
		Columns: []table.Column{{Name: "year", Unit: "year"}, {Name: "line"}, {Name: "title"}, {Name: "side"}, {Name: "role"}, {Name: "nature"}, {Name: "function"}, {Name: "object"},
			{Name: "grade"}, {Name: "allocator_year", Unit: "year"}, {Name: "base"}, {Name: "allocator"}, {Name: "source"}, {Name: "improve"}}}
	amount := named(usd, "dollars")
	switch rep.Measure {
	case PerResident:
		amount = table.Column{Name: "per_resident", Unit: "USD/person"}
	case ShareOfGDP:
		amount = table.Column{Name: "share_of_gdp", Unit: "share"}
	}
	t.transfers = table.Table{Name: "transfers", Title: "Every line by region under " + rep.Asked.String(),
		Columns: []table.Column{{Name: "year", Unit: "year"}, {Name: "region"}, {Name: "line"}, {Name: "side"}, {Name: "role"}, {Name: "nature"}, amount,
			{Name: "allocator"}, {Name: "allocator_year", Unit: "year"}, {Name: "source"}, {Name: "grade"}}}
	return t
}

// shown says whether a region was asked for.
func (t *tables) shown(r int) bool { return t.Regions == 0 || t.Regions.Has(region.ID(r)) }

// conventions are the presets and, when it is none of them, the one asked for, which comes first.
func (t *tables) conventions() []Convention {
	list := []Convention{t.Asked}
	for _, name := range Presets() {
		if c, _ := Preset(name); c != t.Asked {
			list = append(list, c)
		}
	}
	return list
}

func (t *tables) addBalances(l *Ledger, asked *Matrix) error {
	for _, c := range t.conventions() {
		m := asked
		if c != t.Asked {
			var err error
			if m, err = l.Under(c); err != nil {
				return err
			}
		}
		var receipts, outlays, charged, product money.Cents
		var people int64
		for r := range l.Regions.Len() {
			in, out := m.Sides(region.ID(r))
			receipts, outlays, charged, product, people = receipts+in, outlays+out, charged+m.Deficit[r], product+l.GDP[r], people+l.Population[r]
			if t.shown(r) {
				t.balance.Add(balanceRow(l.Year, l.Regions.Code(region.ID(r)), c, in, out, m.Deficit[r], l.Population[r], l.GDP[r], m.Coverage(region.ID(r)))...)
			}
		}
		if t.Regions == 0 {
			t.balance.Add(balanceRow(l.Year, allRegions, c, receipts, outlays, charged, people, product, m.CoverageOfAll(nil))...)
		}
	}
	return nil
}

func balanceRow(year int, code string, c Convention, receipts, outlays, charged money.Cents, people int64, product money.Cents, k Coverage) []any {
	balance := outlays - receipts - charged
	return []any{year, code, c.String(), receipts, outlays, charged, balance, perHead(balance, people), balance.Dollars() / product.Dollars(),
		k.Measured, k.Proxy, k.Carried, k.Convention, k.Unplaced}
}

func perHead(amount money.Cents, people int64) float64 { return amount.Dollars() / float64(people) }

func (t *tables) addAgreement(l *Ledger) error {
	grid, err := l.Grid(t.Asked)
	if err != nil {
		return err
	}
	for _, a := range grid {
		if r := int(a.Region); t.shown(r) {
			t.agreement.Add(l.Year, l.Regions.Code(a.Region), a.Least, a.Preset, a.Greatest, a.Agree, a.Conventions,
				perHead(a.Least, l.Population[r]), perHead(a.Greatest, l.Population[r]), a.LeastAt.String(), a.GreatestAt.String())
		}
	}
	return nil
}

// RestOfOutlays says whether a line is a recurring outlay that is neither a national public good
// nor interest: the outlays whose place matters in every convention.
func RestOfOutlays(l *Line) bool {
	return l.Side == Outlay && l.Nature == Recurring && l.Role != RolePublicGood && l.Role != RoleInterest
}

func (t *tables) addCoverage(l *Ledger, m *Matrix) {
	scopes := []struct {
		name string
		keep func(*Line) bool
	}{
		{"receipts", func(x *Line) bool { return x.Side == Receipt }},
		{"outlays", func(x *Line) bool { return x.Side == Outlay }},
		{"recurring outlays", func(x *Line) bool { return x.Side == Outlay && x.Nature == Recurring }},
		{"recurring outlays outside public goods", func(x *Line) bool { return x.Side == Outlay && x.Nature == Recurring && x.Role != RolePublicGood }},
		{"recurring outlays outside public goods and interest", RestOfOutlays},
		{"timing and one-off outlays", func(x *Line) bool { return x.Side == Outlay && x.Nature != Recurring }},
	}
	for _, s := range scopes {
		var dollars money.Cents
		for i := range m.Lines {
			if s.keep(&m.Lines[i]) {
				dollars += l.Total(i)
			}
		}
		k := m.CoverageOfAll(s.keep)
		t.coverage.Add(l.Year, s.name, dollars, k.Measured, k.Proxy, k.Carried, k.Convention, k.Unplaced)
	}
}

func (t *tables) addFooting(l *Ledger) {
	for _, side := range []Side{Receipt, Outlay} {
		var placed, outside money.Cents
		for i := range l.Lines {
			if l.Lines[i].Side != side {
				continue
			}
			total := l.Total(i)
			parts := ""
			if i < len(l.Parts) {
				parts = l.Parts[i]
			}
			t.footing.Add(l.Year, side.String(), l.Lines[i].ID, parts, total-l.Outside[i], l.Outside[i], total)
			placed, outside = placed+total-l.Outside[i], outside+l.Outside[i]
		}
		t.footing.Add(l.Year, side.String(), "total", "", placed, outside, l.Official[side])
	}
}

func (t *tables) addLines(m *Matrix) {
	for i := range m.Lines {
		x := &m.Lines[i]
		t.lines.Add(m.Year, x.ID, x.Title, x.Side.String(), x.Role.String(), x.Nature.String(), x.Function, x.Object, x.Grade.String(), x.AllocatorYear,
			x.Base, x.Allocator, x.Source, x.Improve)
	}
}

func (t *tables) addTransfers(l *Ledger, m *Matrix) {
	for i := range m.Lines {
		x := &m.Lines[i]
		row := func(place string, amount any) {
			t.transfers.Add(m.Year, place, x.ID, x.Side.String(), x.Role.String(), x.Nature.String(), amount, x.Allocator, x.AllocatorYear, x.Source, x.Grade.String())
		}
		for r, c := range m.Cells[i] {
			if t.shown(r) {
				row(l.Regions.Code(region.ID(r)), t.amount(l, r, c))
			}
		}
		if t.Regions != 0 || t.Measure != Dollars {
			continue
		}
		for place, amount := range outsideOf(l, m, i) {
			if amount != 0 {
				row([]string{territories, abroad, leftOut}[place], amount)
			}
		}
	}
}

// outsideOf splits what a line has outside the regions: territories, abroad, left out. Where a
// convention moved it, all of it stands as abroad.
func outsideOf(l *Ledger, m *Matrix, i int) [3]money.Cents {
	if m.Outside[i] == l.Outside[i] && l.Territories[i]+l.Abroad[i] == l.Outside[i] {
		return [3]money.Cents{l.Territories[i], l.Abroad[i], m.LeftOut[i]}
	}
	return [3]money.Cents{0, m.Outside[i], m.LeftOut[i]}
}

func (t *tables) amount(l *Ledger, r int, c money.Cents) any {
	switch t.Measure {
	case PerResident:
		return perHead(c, l.Population[r])
	case ShareOfGDP:
		return c.Dollars() / l.GDP[r].Dollars()
	}
	return c
}

// ParseYears reads one year or a range, such as 2015..2024. Faults are of the flag --years.
func ParseYears(text string, first, last int) ([]int, error) {
	begin, end, isRange := strings.Cut(text, "..")
	if !isRange {
		end = begin
	}
	from, err1 := strconv.Atoi(begin)
	to, err2 := strconv.Atoi(end)
	if err1 != nil || err2 != nil || from > to || from < first || to > last {
		return nil, &fault.Fault{File: "--years", Problem: fmt.Sprintf("years are %q", text), Expected: fmt.Sprintf("a year or a range such as %d..%d within it", first, last)}
	}
	var years []int
	for y := from; y <= to; y++ {
		years = append(years, y)
	}
	return years, nil
}
