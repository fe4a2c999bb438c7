package finding

import (
	"fmt"
	"sync"

	"commonpurse/fault"
	"commonpurse/ledger"
	"commonpurse/money"
	"commonpurse/outcome"
	"commonpurse/power"
	"commonpurse/region"
	"commonpurse/source"
	"commonpurse/split"
	"commonpurse/table"
)

// Union is what a split is worked out from. It is read only, and serves any number of proposals.
type Union struct {
	Title   string // of the union
	Regions *region.List
	Ledger  *ledger.Ledger
	Held    money.Cents    // the union's debt held by the public; zero when it is not known
	People  *outcome.Frame // nil: no households, and no tables that need them
	Rerun   split.Rerun    // nil: blocs cannot have laws or market incomes of their own
	Civic   *power.Facts   // seats, votes, land; nil when the pack has none. Money is filled in here
	Sources source.List

	Convention ledger.Convention
	Include    string    // lines that a split counts; "" for the recurring ones
	Closure    string    // what the headlines are told for; "" for the proposal's own, or the range over all
	Missing    []Missing // what this union's data do not allow, besides what no split models
	Threads    int       // workers at once; 0 for all processors. Results do not depend on it
	Inputs     []Input   // what the people rest on beside what is published; none without people
	Imputation float64   // variance that draws of the imputation add to an interval, over that of sampling; 0 where it is not known
	Notes      []string  // printed with every table: projected years and the like

	once     sync.Once
	chambers *power.Chambers // of the whole union: once for all proposals
	problem  error
}

// Missing is one row of the table notmodelled.
type Missing struct{ Subject, What, Consequence string }

// work is one split under way.
type work struct {
	*Union
	p         *split.Proposal
	presets   []string
	accounts  []*split.Accounts // preset conventions, then the one chosen unless it is a preset
	names     []string
	chosen    int
	balances  []*split.Balance
	matrix    *ledger.Matrix // under the convention chosen
	terms     [][]split.Terms
	dividends []money.Cents
	effects   []split.Effect
	after     *outcome.Frame
	grid      *split.Grid
	closed    [][]split.Closed // closure × bloc
	sums      []split.Sums     // bloc
	study     *outcome.Study
	sample    *outcome.Sample
	ways      *outcome.Ways // people over every way of counting and closing
	facts     *power.Facts
	closure   int // index of the case that headlines are told for; -1: the range over all
}

// Split works out every table of a split, in the order of the argument.
func (u *Union) Split(p *split.Proposal) ([]table.Table, error) {
	w := &work{Union: u, p: p, closure: -1}
	for _, step := range []func() error{w.choose, w.read, w.rerun, w.settle, w.absorb, w.hold} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return w.tables()
}

// choose settles which closure the headlines are told for.
func (w *work) choose() error {
	q := *w.p
	if w.Closure != "" {
		found := false
		for c, name := range split.ClosureNames() {
			if name == w.Closure {
				found = true
				if split.Closure(c) != split.Mixed || len(q.Closure) < 2 {
					q.Closure = split.Mix{{Closure: split.Closure(c), Share: 1}}
				}
			}
		}
		if !found {
			return &fault.Fault{File: "--closure", Problem: fmt.Sprintf("no closure %q", w.Closure), Expected: "one of " + list(split.ClosureNames()), Nearest: fault.Nearest(w.Closure, split.ClosureNames())}
		}
	}
	w.p = &q
	return nil
}

// mix gives the mixture of the closure `mixed`.
func (w *work) mix() split.Mix {
	if len(w.p.Closure) > 1 {
		return w.p.Closure
	}
	return nil
}

// read reads the ledger under every convention that the tables show.
func (w *work) read() error {
	w.presets = ledger.Presets()
	include := w.Include
	if include == "" {
		include = split.Include
	}
	conventions := make([]ledger.Convention, 0, len(w.presets)+1)
	w.chosen = -1
	for _, name := range w.presets {
		c, _ := ledger.Preset(name)
		if c.String() == w.Convention.String() {
			w.chosen = len(conventions)
		}
		conventions = append(conventions, c)
	}
	if w.chosen < 0 {
		w.chosen = len(conventions)
		conventions = append(conventions, w.Convention)
	}
	for i, c := range conventions {
		a, err := split.NewAccounts(w.Ledger, c, include)
		if err != nil {
			return err
		}
		a.Held = w.Held
		c.Include = include
		m, err := w.Ledger.Under(c)
		if err != nil {
			return err
		}
		if i == w.chosen {
			w.matrix = m
		}
		name := conventions[i].String()
		w.accounts, w.names, w.balances = append(w.accounts, a), append(w.names, name), append(w.balances, split.NewBalance(m, name))
	}
	return nil
}

// rerun asks the door for the accounts of blocs with a law or market incomes of their own.
func (w *work) rerun() error {
	changes := w.p.Changes()
	if len(changes) == 0 || w.People == nil {
		if len(changes) > 0 {
			return fault.Usage("%s has no households: a bloc cannot have a law or market incomes of its own", w.Title)
		}
		return nil
	}
	if w.Rerun == nil {
		return fault.Usage("%s has no law that could be run again: a bloc cannot have a law or market incomes of its own", w.Title)
	}
	h, err := w.Rerun(changes)
	if err != nil {
		return err
	}
	if w.after, err = outcome.NewFrame(h, w.Threads); err != nil {
		return err
	}
	w.effects = make([]split.Effect, len(w.p.Blocs))
	for i, b := range w.p.Blocs {
		if len(b.Law) > 0 || b.Income != 0 {
			w.effects[i] = w.People.Effects(w.after, b.Regions)
		}
	}
	return nil
}

func (w *work) settle() error {
	for _, a := range w.accounts {
		terms, err := a.Settle(w.p, w.effects)
		if err != nil {
			return err
		}
		w.terms = append(w.terms, terms)
	}
	for i := range w.terms[w.chosen] {
		w.dividends = append(w.dividends, w.terms[w.chosen][i].Dividend())
	}
	var err error
	w.grid, err = split.NewGrid(w.Ledger, w.Convention, w.accounts[w.chosen].Convention.Include, w.Held, w.p, w.effects)
	return err
}

// absorb applies every closure to the households and draws the sample's replicates.
func (w *work) absorb() error {
	if w.People == nil {
		return nil
	}
	frame := w.People
	if w.after != nil {
		frame = w.after
	}
	for _, b := range w.p.Blocs {
		w.sums = append(w.sums, split.Over(frame.Sums, b.Regions))
	}
	for c := range split.Closures {
		row := make([]split.Closed, len(w.p.Blocs))
		for b := range row {
			row[b] = split.Close(split.Closure(c), w.mix(), w.dividends[b], w.sums[b])
		}
		w.closed = append(w.closed, row)
	}
	var cases [][]split.Closed
	asked := split.Closures
	if len(w.p.Closure) == 1 {
		asked = int(w.p.Closure[0].Closure)
	} else if len(w.p.Closure) > 1 {
		asked = int(split.Mixed)
	}
	for c := range split.Closures {
		if split.Closure(c) == split.Debt {
			continue // moves no household this year
		}
		if c == asked {
			w.closure = len(cases)
		}
		cases = append(cases, w.closed[c])
	}
	var err error
	if w.study, err = outcome.NewStudy(w.People, w.after, w.p, cases); err != nil {
		return err
	}
	w.sample = outcome.NewSample(w.study, w.Imputation)
	dividends := make([][]money.Cents, len(w.p.Blocs))
	for b := range dividends {
		dividends[b] = w.grid.Blocs[b].All
	}
	w.ways = w.study.Ways(dividends)
	return nil
}

// hold gathers what power is measured against.
func (w *work) hold() error {
	a := w.accounts[w.chosen]
	f := power.Facts{}
	if w.Civic != nil {
		f = *w.Civic
	}
	f.People, f.GDP, f.Income, f.Receipts = w.Ledger.Population, w.Ledger.GDP, w.Ledger.PersonalIncome, a.Receipts
	w.facts = &f
	if f.Electors == nil {
		return nil
	}
	w.once.Do(func() { w.Union.chambers, w.problem = power.NewChambers(&f) })
	return w.problem
}

// tables fills every table.
func (w *work) tables() ([]table.Table, error) {
	a := w.accounts[w.chosen]
	balance, blocBalance := a.Balances(w.p, w.balances)
	tornado, grid := w.grid.Tables(w.p, w.dividends)
	cost, err := a.Cost(w.p, w.names[w.chosen], w.effects)
	if err != nil {
		return nil, err
	}
	dividends := a.Dividends(w.p, w.terms[w.chosen], w.grid)
	terms := split.DividendTerms(w.p, w.accounts, w.names, w.terms, w.chosen)
	blocs := a.Blocs(w.p, w.matrix, w.facts.Land)
	headlines := w.headlines()
	list := []table.Table{w.answers(headlines), blocs, w.regions(), balance, blocBalance}
	if w.study != nil {
		perRegion := make([]money.Cents, w.Regions.Len())
		for r := range perRegion {
			perRegion[r], _ = w.balances[w.chosen].Of(region.Of(region.ID(r)))
		}
		list = append(list, w.People.Treatment(w.p, w.names[w.chosen], perRegion), w.People.Decomposition(), w.People.RichPoor(w.p))
	}
	list = append(list, dividends, terms, cost)
	if w.study != nil {
		s := w.study
		list = append(list, w.closures(), s.Gainers(w.sample), s.Poor(w.sample), s.BothSides(), s.Inequality(), s.Winners(w.sample), s.RegionWinners(), s.RegionChange(w.sample))
		if len(w.People.People.Elections) > 0 {
			list = append(list, s.Votes(), s.Minority())
		}
	}
	if w.facts.Electors != nil {
		regions, blocs, err := power.Tables(w.facts, w.Union.chambers, w.p)
		if err != nil {
			return nil, err
		}
		list = append(list, regions, blocs)
	}
	if w.facts.Land != nil {
		list = append(list, power.Territory(w.facts, w.p))
	}
	list = append(list, w.sureness(headlines))
	if len(w.Inputs) > 0 {
		list = append(list, w.inputs())
	}
	list = append(list, tornado, grid)
	if w.study != nil {
		list = append(list, w.gridPeople())
	}
	list = append(list, w.notModelled(), w.sources())
	w.annotate(list)
	return list, nil
}

// annotate says on every table what it rests on.
func (w *work) annotate(list []table.Table) {
	own := fmt.Sprintf("Year %d. Convention %s; lines counted: %s.", w.Ledger.Year, w.names[w.chosen], w.accounts[w.chosen].Convention.Include)
	if w.Ledger.Status != "actual" && w.Ledger.Status != "" {
		own += " The accounts are " + w.Ledger.Status + "."
	}
	for i := range list {
		switch list[i].Name {
		case "notmodelled", "sources":
			continue
		}
		list[i].Notes = append([]string{own}, append(list[i].Notes, w.Notes...)...)
	}
}

func (w *work) closures() table.Table {
	t := split.ClosuresTable()
	for b, bloc := range w.p.Blocs {
		for c := range w.closed {
			closed := &w.closed[c][b]
			below := any(0.0)
			if closed.Closure != split.Debt {
				for k := range w.study.Cases {
					if w.study.Cases[k].Closure == closed.Closure {
						below = w.study.Cases[k].BelowZero(b)
					}
				}
			}
			split.ClosureRow(&t, bloc.Name, closed, w.sums[b], below)
		}
	}
	t.Notes = append(t.Notes, "A tax or a benefit cannot be cut below zero: an infeasible closure lacks its shortfall, or cannot give it back.",
		"rate of income-tax and payroll: change of the tax as a share of itself; of transfers and means-tested: change of the benefits. debt: borrowed or repaid, no household is touched this year.")
	return t
}

// regions fills the table regions.
func (w *work) regions() table.Table {
	t := RegionsTable()
	b := w.balances[w.chosen]
	for r := range region.ID(w.Regions.Len()) {
		at, set := w.Regions.At(r), region.Of(r)
		bloc := w.p.Of(r)
		heads := float64(w.Ledger.Population[r])
		balance, _ := b.Of(set)
		low, high := balance.Dollars()/heads, balance.Dollars()/heads
		for _, other := range w.balances {
			v, _ := other.Of(set)
			low, high = min(low, v.Dollars()/heads), max(high, v.Dollars()/heads)
		}
		var poor, poorShare, first, far, electors, land, sample any
		if w.study != nil {
			people, count := w.People.Poor(int(r))
			poor, poorShare = count, count/max(1, people)
			sample = w.study.Sampled(r)
			if e := w.study.Newest(); e >= 0 {
				name, adults := w.study.Lead(e, r)
				first = name
				far = adults
			}
		}
		if w.facts.Electors != nil {
			electors = w.facts.Electors[r]
		}
		if w.facts.Land != nil {
			land = w.facts.Land[r]
		}
		t.Add(at.Code, at.Name, w.p.Blocs[bloc].Name, split.Letter(bloc), at.TileRow, at.TileColumn, w.Ledger.Population[r], w.Ledger.GDP[r], b.Receipts[r], b.Outlays[r],
			balance, balance.Dollars()/heads, low, high, poor, poorShare, first, far, electors, land, sample)
	}
	return t
}

// static is what no split models.
var static = []Missing{
	{"behaviour", "work, saving, avoidance and migration do not respond", "results are static: the first year's arithmetic, no forecast"},
	{"trade", "borders, tariffs and supply chains between blocs", "a loss of trade reaches households only through a shock that the user enters"},
	{"currency", "who issues money, exchange rates, the central bank's profits and liabilities", "dollars stay dollars in every bloc"},
	{"interest rates", "what lenders would ask of a smaller borrower", "a bloc pays the union's rate unless the proposal gives another"},
	{"assets", "federal land, buildings, weapons, gold, intellectual property", "only yearly flows are divided, and the debt's interest"},
	{"defence", "guarantees, bases and treaties", "public goods are bought at the union's cost, scaled by sigma"},
	{"legal route", "constitutional and international law, recognition, votes needed", "nothing is said on whether a split could happen"},
	{"transition", "one-time costs of new institutions, contracts in force, litigation", "every year is an ordinary year after the split"},
	{"regions' own budgets", "taxes and spending of regions and localities beyond the programs modelled", "resources of households do not count them"},
	{"race and origin", "the data do not carry them", "no table shows them"},
}

func (w *work) notModelled() table.Table {
	t := NotModelledTable()
	for _, m := range append(append([]Missing(nil), static...), w.Missing...) {
		t.Add(m.Subject, m.What, m.Consequence)
	}
	if w.People == nil {
		t.Add("households", "this union's pack holds none", "tables on people, closures and votes are absent")
	}
	return t
}

func (w *work) sources() table.Table {
	t := SourcesTable()
	for _, d := range w.Sources {
		t.Add(d.ID, d.Document, d.Producer, text(d.Date), d.Licence, text(d.Address), text(d.Digest))
	}
	return t
}

func text(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func list(names []string) string {
	all := ""
	for i, name := range names {
		if i > 0 {
			all += ", "
		}
		all += name
	}
	return all
}
