// Package compare sets the ledger beside balances of payments that others have published. Nothing
// in it reaches the ledger: allocators are decided from their evidence, then compared here.
package compare

import (
	"fmt"
	"io/fs"
	"math"
	"sort"

	"commonpurse/ledger"
	"commonpurse/region"
	"commonpurse/sheet"
	"commonpurse/table"
	"commonpurse/us/budget"

	"gonum.org/v1/gonum/stat"
)

// Nearest is the convention closest to how the Rockefeller Institute describes its tables: money
// where it lands, the deficit left in, interest and what cannot be placed left out, the corporate
// tax on residents.
const Nearest = "cash:foreign=0,interest=exclude,unplaced=exclude"

// Comptroller is the convention closest to the New York State Comptroller's reports: as Nearest,
// with interest where it lands and what cannot be placed shared.
const Comptroller = "cash:foreign=0"

// figure is one published number.
type figure struct {
	publisher, measure, note string
	year                     int
	region                   string
	value                    float64
	unit                     string
}

type reason struct{ line, why string }

// Published is the figures to compare with, and what is known of the differences.
type Published struct {
	figures []figure
	reasons map[string]reason // table/region → what drives the difference
}

// Read reads the published figures and the reasons.
func Read(fsys fs.FS) (*Published, error) {
	s, err := sheet.Read(fsys, "ledger/published", "publisher", "year", "region", "measure", "value", "unit", "source", "note")
	if err != nil {
		return nil, err
	}
	p := &Published{reasons: map[string]reason{}}
	for row := range s.Len() {
		f := figure{publisher: s.Text(row, "publisher"), measure: s.Text(row, "measure"), note: s.Text(row, "note"), region: s.Text(row, "region"), unit: s.Text(row, "unit")}
		if f.year, err = s.Int(row, "year"); err != nil {
			return nil, err
		}
		if f.value, err = s.Float(row, "value"); err != nil {
			return nil, err
		}
		p.figures = append(p.figures, f)
	}
	if s, err = sheet.Read(fsys, "ledger/differences", "table", "region", "line", "why", "source"); err != nil {
		return nil, err
	}
	for row := range s.Len() {
		p.reasons[s.Text(row, "table")+"/"+s.Text(row, "region")] = reason{s.Text(row, "line"), s.Text(row, "why")}
	}
	return p, nil
}

// by gives a measure's figures by region.
func (p *Published) by(publisher string, year int, measure string) map[string]float64 {
	out := map[string]float64{}
	for _, f := range p.figures {
		if f.publisher == publisher && f.year == year && f.measure == measure {
			out[f.region] = f.value
		}
	}
	return out
}

// Row is one region's published figure beside ours, as the table compares them.
type Row struct {
	Region          string
	Published, Ours float64
	Gap             float64 // ours less published, on the table's terms
}

// Set is one comparison by region.
type Set struct {
	Name, Title string
	Rows        []Row
	Rank        float64 // rank correlation
	Median      float64 // median of the gaps without sign
	Far         float64 // a gap beyond this wants a reason
}

// finish works the summary out.
func (s *Set) finish() {
	ours, theirs, gaps := make([]float64, len(s.Rows)), make([]float64, len(s.Rows)), make([]float64, len(s.Rows))
	for i, r := range s.Rows {
		ours[i], theirs[i], gaps[i] = r.Ours, r.Published, math.Abs(r.Gap)
	}
	s.Rank = stat.Correlation(ranks(ours), ranks(theirs), nil)
	sort.Float64s(gaps)
	s.Median = (gaps[(len(gaps)-1)/2] + gaps[len(gaps)/2]) / 2
}

// ranks gives each value's rank; equal values share the mean of theirs.
func ranks(values []float64) []float64 {
	order := make([]int, len(values))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return values[order[a]] < values[order[b]] })
	out := make([]float64, len(values))
	for i := 0; i < len(order); {
		j := i
		for j < len(order) && values[order[j]] == values[order[i]] {
			j++
		}
		for k := i; k < j; k++ {
			out[order[k]] = float64(i+j-1) / 2
		}
		i = j
	}
	return out
}

// FarRegions are those whose gap wants a reason, the furthest first.
func (s *Set) FarRegions() []Row {
	var far []Row
	for _, r := range s.Rows {
		if math.Abs(r.Gap) > s.Far {
			far = append(far, r)
		}
	}
	sort.SliceStable(far, func(a, b int) bool { return math.Abs(far[a].Gap) > math.Abs(far[b].Gap) })
	return far
}

// Comparison is all comparisons with the tables of the ledger they use.
type Comparison struct {
	published *Published
	accounts  *budget.Tables
	ledgers   map[int]*ledger.Ledger
	Sets      []Set
}

// Compare builds the ledgers and sets them beside what is published.
func Compare(accounts *budget.Tables, published *Published) (*Comparison, error) {
	c := &Comparison{published: published, accounts: accounts, ledgers: map[int]*ledger.Ledger{}}
	for _, step := range []func() (Set, error){c.balances2023, func() (Set, error) { return c.sides2017("receipts") }, func() (Set, error) { return c.sides2017("outlays") }, c.order} {
		s, err := step()
		if err != nil {
			return nil, err
		}
		s.finish()
		c.Sets = append(c.Sets, s)
	}
	return c, nil
}

func (c *Comparison) under(year int, convention string) (*ledger.Ledger, *ledger.Matrix, error) {
	l := c.ledgers[year]
	if l == nil {
		var err error
		if l, err = c.accounts.Build(year); err != nil {
			return nil, nil, err
		}
		c.ledgers[year] = l
	}
	parsed, err := ledger.ParseConvention(convention)
	if err != nil {
		return nil, nil, err
	}
	m, err := l.Under(parsed)
	return l, m, err
}

// balances2023 compares balances a head of fiscal year 2023, as differences from the mean of the
// regions published (every resident counting alike).
func (c *Comparison) balances2023() (Set, error) {
	s := Set{Name: "rockefeller_2023", Title: "Balance a resident, fiscal year 2023, as a difference from the mean of the 50 states: Rockefeller Institute", Far: 1000}
	l, m, err := c.under(2023, Nearest)
	if err != nil {
		return s, err
	}
	figures := c.published.by("rockefeller", 2023, "balance_per_head")
	var people, theirs, ours float64
	for r := range l.Regions.Len() {
		code := l.Regions.Code(region.ID(r))
		if v, ok := figures[code]; ok {
			n := float64(l.Population[r])
			b := m.Balance(region.ID(r)).Dollars()
			s.Rows = append(s.Rows, Row{Region: code, Published: v, Ours: b / n})
			people, theirs, ours = people+n, theirs+v*n, ours+b
		}
	}
	for i := range s.Rows {
		s.Rows[i].Published -= theirs / people
		s.Rows[i].Ours -= ours / people
		s.Rows[i].Gap = s.Rows[i].Ours - s.Rows[i].Published
	}
	return s, nil
}

// sides2017 compares one side of fiscal year 2017, as a share of the published figure.
func (c *Comparison) sides2017(side string) (Set, error) {
	s := Set{Name: "rockefeller_2017_" + side, Title: "Federal " + side + " of fiscal year 2017, gap as a share of the published: Rockefeller Institute", Far: 0.08}
	if side == "receipts" {
		s.Far = 0.04
	}
	l, m, err := c.under(2017, Nearest)
	if err != nil {
		return s, err
	}
	figures := c.published.by("rockefeller", 2017, side)
	for r := range l.Regions.Len() {
		code := l.Regions.Code(region.ID(r))
		v, ok := figures[code]
		if !ok {
			continue
		}
		receipts, outlays := m.Sides(region.ID(r))
		ours := outlays.Dollars()
		if side == "receipts" {
			ours = receipts.Dollars()
		}
		s.Rows = append(s.Rows, Row{Region: code, Published: v, Ours: ours, Gap: ours/v - 1})
	}
	return s, nil
}

// order compares the order of outlays per dollar of receipts, 2022 against 1981 to 2005, with the
// deficit charged in proportion to receipts, as the Tax Foundation did.
func (c *Comparison) order() (Set, error) {
	s := Set{Name: "tax_foundation", Title: "Outlays received a dollar of receipts paid: ours of 2022 beside 1981 to 2005, Tax Foundation; gap in places of the order", Far: 15}
	l, m, err := c.under(2022, "cash:foreign=0,interest=exclude,deficit=neutral,include=recurring")
	if err != nil {
		return s, err
	}
	figures := c.published.by("tax foundation", 2005, "ratio_1981_2005")
	var ours, theirs []float64
	for r := range l.Regions.Len() {
		code := l.Regions.Code(region.ID(r))
		v, ok := figures[code]
		if !ok {
			continue
		}
		receipts, outlays := m.Sides(region.ID(r))
		ratio := outlays.Dollars() / (receipts + m.Deficit[r]).Dollars()
		s.Rows = append(s.Rows, Row{Region: code, Published: v, Ours: ratio})
		ours, theirs = append(ours, ratio), append(theirs, v)
	}
	a, b := ranks(ours), ranks(theirs)
	for i := range s.Rows {
		s.Rows[i].Gap = a[i] - b[i]
	}
	return s, nil
}

// Tables gives the comparison as tables: a summary, each set, and the single published points.
func (c *Comparison) Tables() ([]table.Table, error) {
	var list []table.Table
	summary, err := c.summary()
	if err != nil {
		return nil, err
	}
	list = append(list, summary)
	for i := range c.Sets {
		list = append(list, c.far(&c.Sets[i]))
	}
	points, err := c.points()
	if err != nil {
		return nil, err
	}
	list = append(list, points)
	for i := range c.Sets {
		list = append(list, c.whole(&c.Sets[i]))
	}
	return list, nil
}

func unitOf(s *Set) string {
	switch s.Name {
	case "rockefeller_2023":
		return "USD/person"
	case "tax_foundation":
		return "ratio"
	}
	return "USD"
}

func gapUnit(s *Set) string {
	switch s.Name {
	case "rockefeller_2023":
		return "USD/person"
	case "tax_foundation":
		return "places"
	}
	return "share"
}

// far lists the regions that are far off, with the line that drives it.
func (c *Comparison) far(s *Set) table.Table {
	t := table.Table{Name: s.Name + "_far", Title: fmt.Sprintf("Furthest from the published: %s", s.Title),
		Columns: []table.Column{{Name: "region"}, {Name: "published", Unit: unitOf(s)}, {Name: "ours", Unit: unitOf(s)}, {Name: "gap", Unit: gapUnit(s)}, {Name: "line"}, {Name: "why"}}}
	for _, r := range s.FarRegions() {
		why := c.Reason(s.Name, r.Region)
		t.Add(r.Region, r.Published, r.Ours, r.Gap, why.line, why.why)
	}
	return t
}

// Reason tells what drives a region's difference; a reason for region * stands for all that have
// none of their own.
func (c *Comparison) Reason(set, region string) reason {
	if r, ok := c.published.reasons[set+"/"+region]; ok {
		return r
	}
	return c.published.reasons[set+"/*"]
}

// Explained says whether every region that is far off has a reason.
func (c *Comparison) Explained(s *Set) []string {
	var missing []string
	for _, r := range s.FarRegions() {
		if c.Reason(s.Name, r.Region).why == "" {
			missing = append(missing, r.Region)
		}
	}
	return missing
}

func (c *Comparison) whole(s *Set) table.Table {
	t := table.Table{Name: s.Name, Title: s.Title,
		Columns: []table.Column{{Name: "region"}, {Name: "published", Unit: unitOf(s)}, {Name: "ours", Unit: unitOf(s)}, {Name: "gap", Unit: gapUnit(s)}}}
	for _, r := range s.Rows {
		t.Add(r.Region, r.Published, r.Ours, r.Gap)
	}
	return t
}
