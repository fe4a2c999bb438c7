// Package law holds parameters of law as cited rows: loads them strictly, resolves each for a year
// as the law stood on a date, lays acts over them, and fills Go structs.
//
// A parameter is a list of rows. A row of an act holds from one year until another (or until
// further notice); a row of a yearly publication (`in:`) speaks for its own year only, under the
// act that was in force when it was published. Where acts overlap the one enacted last rules. A
// dollar amount that the law indexes and nobody has published yet is projected, and marked so.
package law

import (
	"math"
	"sort"

	"commonpurse/fault"
)

// Date is a day as 2006-01-02, so that dates compare as text. The zero Date is "no limit": the law
// as it is known today.
type Date string

// notAfter says whether d is on or before limit; everything is before the zero limit.
func (d Date) notAfter(limit Date) bool { return limit == "" || d <= limit }

// NoLimit is the value of the words `no limit`.
var NoLimit = math.Inf(1)

// Source is a document that says what the law is.
type Source struct {
	ID       string
	Document string
	Date     Date // when enacted (acts) or issued (publications)
	Act      bool // a statute or a reform, not a publication of amounts
	URL      string
}

// Row is one statement of a parameter's value.
type Row struct {
	From, Until int       // years; Until 0 is "until further notice"
	Published   bool      // written with `in:`: a publication for the year From alone
	Value       []float64 // one for each column; NaN leaves the column as it is under the rows below
	Indexed     bool      // the parameter's index applies to this row
	Projected   bool      // worked out, not published
	Source      *Source
	File        string
	Line        int
	order       int // rank among equals: reforms after law, later acts after earlier ones
}

func (r *Row) covers(year int) bool {
	return year >= r.From && (r.Until == 0 || year <= r.Until)
}

// Index says how a dollar amount follows prices.
type Index struct {
	By        string  // name of the series in the file of indexes
	RoundTo   float64 // unit of rounding, 0 for none
	Down      bool    // rounds down, else to the nearest
	Authority string
}

// Parameter is one number of the law, or one for each column.
type Parameter struct {
	Name     string
	About    string
	Unit     string
	Citation string
	By       string // what the columns are: none, filing_status, eitc_children, or a list's name
	Columns  []string
	Index    *Index
	Note     string
	Inert    bool // no effect under current law: a handle for reforms
	Rows     []*Row
	Section  string
	File     string
	Line     int
}

// Code is a body of law.
type Code struct {
	parameters []*Parameter
	byName     map[string]*Parameter
	sources    map[string]*Source
	columns    map[string][]string
	series     map[string]map[int]float64
	first      int
	last       int
	projected  int
}

// Parameters lists the parameters in the order of the files.
func (c *Code) Parameters() []*Parameter { return c.parameters }

// Parameter finds a parameter, or nil.
func (c *Code) Parameter(name string) *Parameter { return c.byName[name] }

// Names lists the names of all parameters, sorted.
func (c *Code) Names() []string {
	names := make([]string, 0, len(c.parameters))
	for _, p := range c.parameters {
		names = append(names, p.Name)
	}
	sort.Strings(names)
	return names
}

// Sources lists the documents by identifier.
func (c *Code) Sources() []*Source {
	list := make([]*Source, 0, len(c.sources))
	for _, s := range c.sources {
		list = append(list, s)
	}
	sort.Slice(list, func(i, j int) bool { return list[i].ID < list[j].ID })
	return list
}

// Years gives the first and last year for which the law is known, and the last to which it is
// projected.
func (c *Code) Years() (first, last, projected int) { return c.first, c.last, c.projected }

// Resolved is the value of a parameter in a year.
type Resolved struct {
	Parameter *Parameter
	Value     []float64
	Row       *Row // the row that says so, or from which it is projected
	Projected bool // no document gives this year's amount
}

// At resolves every parameter for a year, as the law stood at the end of the day asOf (zero: as
// known today).
func (c *Code) At(year int, asOf Date) (*Table, error) {
	if year < c.first || year > c.projected {
		return nil, fault.Usage("law of year %d; expected %d to %d", year, c.first, c.projected)
	}
	t := &Table{Year: year, AsOf: asOf, code: c, byName: make(map[string]*Resolved, len(c.parameters))}
	t.all = make([]*Resolved, 0, len(c.parameters))
	var faults fault.List
	for _, p := range c.parameters {
		r, problem := c.resolve(p, year, asOf)
		if problem != nil {
			faults = append(faults, problem)
			continue
		}
		t.all = append(t.all, r)
		t.byName[p.Name] = r
	}
	return t, faults.Or()
}

// resolve finds the one row that rules a parameter in a year.
func (c *Code) resolve(p *Parameter, year int, asOf Date) (*Resolved, *fault.Fault) {
	act := p.act(year, asOf)
	if act == nil {
		return nil, &fault.Fault{File: p.File, Line: p.Line, Problem: "no row of " + p.Name + " holds in " + itoa(year)}
	}
	if published := p.published(act, year, year, asOf); published != nil {
		return p.layer(c, &Resolved{Parameter: p, Value: published.Value, Row: published}, year, asOf)
	}
	if !act.Indexed || p.Index == nil {
		return p.layer(c, &Resolved{Parameter: p, Value: act.Value, Row: act}, year, asOf)
	}
	// Nobody has published the year's amount: index the last one published under this act, or the act's own.
	base, baseYear := act, act.From
	if last := p.published(act, act.From, year, asOf); last != nil {
		base, baseYear = last, last.From
	}
	if baseYear == year {
		return p.layer(c, &Resolved{Parameter: p, Value: base.Value, Row: base}, year, asOf)
	}
	value, problem := c.project(p, base, baseYear, year)
	if problem != nil {
		return nil, problem
	}
	return p.layer(c, &Resolved{Parameter: p, Value: value, Row: base, Projected: true}, year, asOf)
}

// layer fills columns that a row left alone from the law below that row.
func (p *Parameter) layer(c *Code, r *Resolved, year int, asOf Date) (*Resolved, *fault.Fault) {
	partial := false
	for _, v := range r.Value {
		partial = partial || math.IsNaN(v)
	}
	if !partial {
		return r, nil
	}
	below := *p
	below.Rows = nil
	for _, row := range p.Rows {
		if row.before(r.Row) {
			below.Rows = append(below.Rows, row)
		}
	}
	under, problem := c.resolve(&below, year, asOf)
	if problem != nil {
		return nil, problem
	}
	value := append([]float64(nil), r.Value...)
	for i, v := range value {
		if math.IsNaN(v) {
			value[i] = under.Value[i]
		}
	}
	r.Value = value
	return r, nil
}

// before orders rows by authority: by enactment, then by the order in which they were laid.
func (r *Row) before(o *Row) bool {
	if r.order != o.order {
		return r.order < o.order
	}
	if r.Source.Date != o.Source.Date {
		return r.Source.Date < o.Source.Date
	}
	return r.From < o.From
}

// act finds the act that rules a year: of those enacted by then the last.
func (p *Parameter) act(year int, asOf Date) *Row {
	var best *Row
	for _, row := range p.Rows {
		if row.Published || !row.covers(year) || (row.order == 0 && !row.Source.Date.notAfter(asOf)) {
			continue
		}
		if best == nil || best.before(row) {
			best = row
		}
	}
	return best
}

// published finds the last publication for a year in [from, to] that was made while the act ruled
// that year.
func (p *Parameter) published(act *Row, from, to int, asOf Date) *Row {
	if act.order > 0 {
		return nil // nobody publishes amounts under an act that has not passed
	}
	var best *Row
	for _, row := range p.Rows {
		if !row.Published || row.From < from || row.From > to || !row.Source.Date.notAfter(asOf) {
			continue
		}
		if p.act(row.From, row.Source.Date) != act || p.act(row.From, asOf) != act {
			continue
		}
		if best == nil || row.From > best.From || row.From == best.From && best.before(row) {
			best = row
		}
	}
	return best
}

// project moves an amount from one year to another by its index, and rounds it as the law says.
func (c *Code) project(p *Parameter, base *Row, from, to int) ([]float64, *fault.Fault) {
	series := c.series[p.Index.By]
	a, okA := series[from]
	b, okB := series[to]
	if !okA || !okB {
		return nil, &fault.Fault{File: p.File, Line: p.Line,
			Problem: "index " + p.Index.By + " of " + p.Name + " has no figure for " + itoa(from) + " or " + itoa(to)}
	}
	value := make([]float64, len(base.Value))
	for i, v := range base.Value {
		value[i] = p.Index.round(float64(v * (b / a)))
	}
	return value, nil
}

func (x *Index) round(v float64) float64 {
	if x.RoundTo == 0 || math.IsInf(v, 0) || math.IsNaN(v) {
		return v
	}
	if x.Down {
		return math.Floor(v/x.RoundTo) * x.RoundTo
	}
	return math.Round(v/x.RoundTo) * x.RoundTo
}

// Table is the law of one year.
type Table struct {
	Year   int
	AsOf   Date
	code   *Code
	all    []*Resolved
	byName map[string]*Resolved
}

// All lists every parameter's value in the order of the files.
func (t *Table) All() []*Resolved { return t.all }

// Of gives a parameter's value, or nil when there is no such parameter.
func (t *Table) Of(name string) *Resolved { return t.byName[name] }

// Code gives the body of law the table was resolved from.
func (t *Table) Code() *Code { return t.code }

// Difference is a parameter that two tables value differently.
type Difference struct {
	Parameter *Parameter
	A, B      *Resolved // nil where the table has no such parameter
}

// Diff lists the parameters that differ between two tables, in the order of the first.
func Diff(a, b *Table) []Difference {
	var list []Difference
	for _, r := range a.all {
		o := b.byName[r.Parameter.Name]
		if o == nil || !same(r.Value, o.Value) {
			list = append(list, Difference{r.Parameter, r, o})
		}
	}
	for _, r := range b.all {
		if a.byName[r.Parameter.Name] == nil {
			list = append(list, Difference{r.Parameter, nil, r})
		}
	}
	return list
}

func same(a, b []float64) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
