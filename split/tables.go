package split

import (
	"fmt"
	"sort"

	"commonpurse/ledger"
	"commonpurse/money"
	"commonpurse/region"
	"commonpurse/table"
)

// quotient divides, and has no value where there is nothing to divide by.
func quotient(a, b float64) any {
	if b == 0 {
		return nil
	}
	return a / b
}

// Blocs fills the table blocs. land is each region's area in km², or nil. balance is the ledger
// under the convention chosen, of the lines that the split counts.
func (a *Accounts) Blocs(p *Proposal, m *ledger.Matrix, land []float64) table.Table {
	t := BlocsTable()
	all := a.Regions.All()
	receipts, outlays := sides(m)
	for i, b := range p.Blocs {
		var area, areaShare any
		if land != nil {
			own, whole := landOver(land, b.Regions), landOver(land, all)
			area, areaShare = own, quotient(own, whole)
		}
		shareOf := func(column []money.Cents) any {
			return quotient(over(column, b.Regions).Dollars(), over(column, all).Dollars())
		}
		heads, every := people(a.Population, b.Regions), people(a.Population, all)
		t.Add(b.Name, Letter(i), b.Leaves, p.Regions.Spell(b.Regions), b.Regions.Len(), p.Regions.Contiguous(b.Regions), heads, quotient(float64(heads), float64(every)),
			over(a.GDP, b.Regions), shareOf(a.GDP), over(a.Income, b.Regions), shareOf(a.Income), over(receipts, b.Regions), shareOf(receipts),
			over(outlays, b.Regions), shareOf(outlays), area, areaShare)
	}
	return t
}

func landOver(land []float64, s region.Set) float64 {
	var sum float64
	for _, r := range s.IDs() {
		sum += land[r]
	}
	return sum
}

func sides(m *ledger.Matrix) (receipts, outlays []money.Cents) {
	n := m.Regions.Len()
	receipts, outlays = make([]money.Cents, n), make([]money.Cents, n)
	for r := range n {
		receipts[r], outlays[r] = m.Sides(region.ID(r))
	}
	return receipts, outlays
}

// Balance is the union's balance under one convention.
type Balance struct {
	Convention string
	Receipts   []money.Cents // region
	Outlays    []money.Cents
	Unplaced   []float64 // region: share of its dollars shared by a key for want of data
	neutral    float64   // receipts are multiplied by it to leave no deficit over the regions
}

// NewBalance reads the balance off a ledger under a convention.
func NewBalance(m *ledger.Matrix, name string) *Balance {
	b := &Balance{Convention: name}
	b.Receipts, b.Outlays = sides(m)
	var receipts, outlays money.Cents
	for r := range b.Receipts {
		receipts += b.Receipts[r]
		outlays += b.Outlays[r]
		b.Unplaced = append(b.Unplaced, m.Coverage(region.ID(r)).Unplaced)
	}
	if receipts != 0 {
		b.neutral = outlays.Dollars() / receipts.Dollars()
	}
	return b
}

// Of gives the balance of a set of regions, as it is and with the deficit neutralised.
func (b *Balance) Of(s region.Set) (balance money.Cents, neutral float64) {
	receipts, outlays := over(b.Receipts, s), over(b.Outlays, s)
	return outlays - receipts, outlays.Dollars() - float64(receipts.Dollars()*b.neutral)
}

func (b *Balance) cells(a *Accounts, s region.Set) []any {
	heads := float64(people(a.Population, s))
	receipts, outlays := over(b.Receipts, s), over(b.Outlays, s)
	balance, neutral := b.Of(s)
	var dollars, unplaced float64
	for _, r := range s.IDs() {
		d := b.Receipts[r].Dollars() + b.Outlays[r].Dollars()
		dollars += d
		unplaced += float64(d * b.Unplaced[r])
	}
	return []any{people(a.Population, s), receipts, outlays, balance, quotient(balance.Dollars(), heads), quotient(balance.Dollars(), over(a.GDP, s).Dollars()),
		neutral, quotient(neutral, heads), quotient(unplaced, dollars)}
}

// Balances fills the tables balance and bloc_balance: every region, bloc and the union under every
// convention given.
func (a *Accounts) Balances(p *Proposal, balances []*Balance) (regions, blocs table.Table) {
	regions, blocs = BalanceTable(), BlocBalanceTable()
	for _, b := range balances {
		for r := range region.ID(a.Regions.Len()) {
			regions.Rows = append(regions.Rows, append([]any{a.Regions.Code(r), a.Regions.At(r).Name, p.Blocs[p.Of(r)].Name, b.Convention}, b.cells(a, region.Of(r))...))
		}
		for _, bloc := range p.Blocs {
			blocs.Rows = append(blocs.Rows, append([]any{bloc.Name, bloc.Leaves, b.Convention}, b.cells(a, bloc.Regions)...))
		}
		if len(p.Blocs) > 1 {
			blocs.Rows = append(blocs.Rows, append([]any{UnionRow, nil, b.Convention}, b.cells(a, a.Regions.All())...))
		}
	}
	note := "Balance is outlays less receipts. In a deficit year nearly every region receives more than it pays: the neutral columns scale receipts so that the regions together pay what they receive."
	regions.Notes, blocs.Notes = append(regions.Notes, note), append(blocs.Notes, note)
	return regions, blocs
}

// UnionRow is the name of the former union in a column of blocs.
const UnionRow = "all blocs"

// Dividends fills the table dividends from the terms under the convention chosen and the grid.
func (a *Accounts) Dividends(p *Proposal, terms []Terms, g *Grid) table.Table {
	t := DividendsTable()
	for i, b := range p.Blocs {
		x := &terms[i]
		d := x.Dividend()
		heads := float64(people(a.Population, b.Regions))
		spread := g.Blocs[i]
		t.Add(b.Name, b.Leaves, d, spread.Least, spread.Greatest, quotient(d.Dollars(), heads), quotient(d.Dollars(), over(a.GDP, b.Regions).Dollars()), spread.Agree(d), x.Shift)
	}
	t.Notes = append(t.Notes, fmt.Sprintf("Low and high: over %d ways of counting (table grid).", g.Ways),
		"What one bloc gains the others lose, as long as nothing but the border changes: the column sums to the total of the table cost.")
	return t
}

// DividendTerms fills the table dividend_terms for several conventions.
func DividendTerms(p *Proposal, accounts []*Accounts, names []string, terms [][]Terms, chosen int) table.Table {
	t := DividendTermsTable()
	for c, a := range accounts {
		for i, b := range p.Blocs {
			x := &terms[c][i]
			d := x.Dividend()
			t.Add(b.Name, b.Leaves, names[c], c == chosen, x.Receipts, x.Borrowing, x.Benefits, x.Pool, x.Goods, x.Place, x.Interest, x.Unplaced, x.Outside, d,
				quotient(d.Dollars(), float64(people(a.Population, b.Regions))), x.Shift)
		}
	}
	t.Notes = append(t.Notes, "dividend = receipts + borrowing − benefits − pool − public_goods − other_place − interest − unplaced − outside.",
		"Public goods: under cash what is located in the bloc, under benefit its share of people, under income-share its share of personal income.")
	return t
}

// causes of a sum of dividends other than zero, in the order in which they are laid on
var causes = []struct {
	name  string
	apply func(plain, p *Proposal)
}{
	{"scale", func(q, p *Proposal) { q.Scale = p.Scale }},
	{"shock to gdp", func(q, p *Proposal) { q.each(p, func(b, from *Bloc) { b.GDP = from.GDP }) }},
	{"interest rate", func(q, p *Proposal) { q.each(p, func(b, from *Bloc) { b.Rate = from.Rate }) }},
	{"borrowing", func(q, p *Proposal) { q.each(p, func(b, from *Bloc) { b.Borrowing = from.Borrowing }) }},
}

func (p *Proposal) each(from *Proposal, f func(b, from *Bloc)) {
	for i := range p.Blocs {
		f(&p.Blocs[i], &from.Blocs[i])
	}
}

// plain is the proposal with nothing changed but the border.
func (p *Proposal) plain() *Proposal {
	q := *p
	q.Scale = 1
	q.Blocs = append([]Bloc(nil), p.Blocs...)
	for i := range q.Blocs {
		b := &q.Blocs[i]
		b.GDP, b.Income, b.Rate, b.Borrowing = 0, 0, nil, Borrowing{}
	}
	return &q
}

// Cost fills the table cost: what each cause adds to the sum of dividends, laid on one after the
// other; law and market incomes come last.
func (a *Accounts) Cost(p *Proposal, convention string, effects []Effect) (table.Table, error) {
	t := CostTable()
	q := p.plain()
	last, err := a.total(q, nil)
	if err != nil {
		return t, err
	}
	first := last
	for _, c := range causes {
		c.apply(q, p)
		now, err := a.total(q, nil)
		if err != nil {
			return t, err
		}
		if now != last {
			t.Add(convention, c.name, now-last)
		}
		last = now
	}
	if effects != nil {
		now, err := a.total(q, effects)
		if err != nil {
			return t, err
		}
		t.Add(convention, "law and market incomes", now-last)
		last = now
	}
	if first != 0 {
		t.Add(convention, "rounding", first)
	}
	t.Add(convention, "total", last)
	t.Notes = append(t.Notes, "Zero: what one bloc gains the others lose. Below zero, the split itself costs the blocs together so much a year.")
	return t, nil
}

func (a *Accounts) total(p *Proposal, effects []Effect) (money.Cents, error) {
	terms, err := a.Settle(p, effects)
	var sum money.Cents
	for i := range terms {
		sum += terms[i].Dividend()
	}
	return sum, err
}

// ClosureRow fills one row of the table closures. belowZero is nil where there are no households.
func ClosureRow(t *table.Table, bloc string, c *Closed, s Sums, belowZero any) {
	var points, of any
	if v, base, ok := c.Points(s); ok {
		points, of = v, base
	}
	var base, rate, perPerson any
	if first, ok := baseOf(c.Mix[0].Closure); ok && first == BaseHeads {
		perPerson = c.Gain[BaseHeads] + 0
	} else if ok {
		base, rate = c.Base, c.Rate()
	}
	t.Add(bloc, c.Closure.String(), c.Dividend, c.Feasible, c.Shortfall, base, rate, perPerson, points, of, belowZero)
}

// Grid is the dividends under every combination of assumptions.
type Grid struct {
	Ways    int
	Blocs   []Spread
	Tornado []Turn
}

// Spread is one bloc's dividends over the grid, ascending.
type Spread struct {
	All             []money.Cents
	Least, Greatest money.Cents
}

// Agree is the share of combinations with the sign of a dividend.
func (s *Spread) Agree(d money.Cents) float64 {
	same := 0
	for _, v := range s.All {
		if sign(v) == sign(d) {
			same++
		}
	}
	return float64(same) / float64(len(s.All))
}

func sign(c money.Cents) int {
	switch {
	case c > 0:
		return 1
	case c < 0:
		return -1
	}
	return 0
}

// Turn is the dividends with one assumption changed.
type Turn struct {
	Assumption, Setting string
	Chosen              bool
	Dividends           []money.Cents
}

// reading is one way to read the ledger: a convention's spending and the incidence of the taxes
// that others remit.
type reading struct {
	assumption, setting string
	set                 func(*ledger.Convention)
}

var spendings = []reading{
	{"convention", "cash", func(c *ledger.Convention) { c.Spending = "cash" }},
	{"convention", "benefit", func(c *ledger.Convention) { c.Spending = "benefit" }},
	{"convention", "income-share", func(c *ledger.Convention) { c.Spending = "income-share" }},
}

var incidences = []reading{
	{"incidence", "as chosen", func(*ledger.Convention) {}},
	{"incidence", "corporate tax on capital", func(c *ledger.Convention) { c.Corporate = 1 }},
	{"incidence", "corporate tax half and half", func(c *ledger.Convention) { c.Corporate = 0.5 }},
	{"incidence", "corporate tax on labour", func(c *ledger.Convention) { c.Corporate = 0 }},
	{"incidence", "customs on all consumption", func(c *ledger.Convention) { c.Customs = "consumption" }},
	{"incidence", "estate tax on the top of wealth", func(c *ledger.Convention) { c.Estate = "top" }},
}

var pays = []reading{
	{"federal pay", "where people live", func(c *ledger.Convention) { c.Pay = "residence" }},
	{"federal pay", "where people work", func(c *ledger.Convention) { c.Pay = "workplace" }},
}

// setting is one setting of the settlement.
type setting struct {
	assumption, setting string
	set                 func(*Proposal)
}

func debtSettings(p *Proposal) []setting {
	settings := []setting{}
	for k, name := range debtNames {
		key := DebtKey(k)
		if key == DebtNone && (p.Remains() == 0 || len(p.Blocs) == 1) {
			continue
		}
		settings = append(settings, setting{"debt", name, func(q *Proposal) { q.Debt = key }})
	}
	if p.Debt == DebtGiven {
		settings = append(settings, setting{"debt", "shares as given", func(q *Proposal) { q.Debt = DebtGiven }})
	}
	return settings
}

// scales of public goods that the grid tries, besides the one chosen
var scales = []float64{1, 0.9, 0.8}

func scaleSettings(p *Proposal) []setting {
	values := append([]float64(nil), scales...)
	known := false
	for _, v := range values {
		known = known || v == p.Scale
	}
	if !known {
		values = append(values, p.Scale)
	}
	var settings []setting
	for _, v := range values {
		settings = append(settings, setting{"scale of public goods", "sigma " + number(v), func(q *Proposal) { q.Scale = v }})
	}
	return settings
}

func legacySettings() []setting {
	return []setting{
		{"rights earned in the union", "paid by the bloc of residence", func(q *Proposal) { q.Legacy = LegacyResidence }},
		{"rights earned in the union", "paid by a joint pool", func(q *Proposal) { q.Legacy = LegacyPool }},
	}
}

// NewGrid settles a proposal under every combination of convention, incidence, place of federal
// pay, key of debt, scale and legacy, and with one of them changed at a time.
func NewGrid(l *ledger.Ledger, c ledger.Convention, include string, held money.Cents, p *Proposal, effects []Effect) (*Grid, error) {
	base := c
	g := &Grid{Blocs: make([]Spread, len(p.Blocs))}
	cache := map[string]*Accounts{}
	read := func(c ledger.Convention) (*Accounts, error) {
		name := c.String()
		if cache[name] == nil {
			a, err := NewAccounts(l, c, include)
			if err != nil {
				return nil, err
			}
			a.Held = held
			cache[name] = a
		}
		return cache[name], nil
	}
	settle := func(c ledger.Convention, q *Proposal) ([]money.Cents, error) {
		a, err := read(c)
		if err != nil {
			return nil, err
		}
		terms, err := a.Settle(q, effects)
		if err != nil {
			return nil, err
		}
		dividends := make([]money.Cents, len(terms))
		for i := range terms {
			dividends[i] = terms[i].Dividend()
		}
		return dividends, nil
	}
	if err := g.tornado(base, p, settle); err != nil {
		return nil, err
	}
	for _, spending := range spendings {
		for _, incidence := range incidences {
			for _, pay := range pays {
				c := base
				spending.set(&c)
				incidence.set(&c)
				pay.set(&c)
				if err := g.settlements(c, p, settle); err != nil {
					return nil, err
				}
			}
		}
	}
	for i := range g.Blocs {
		s := &g.Blocs[i]
		sort.Slice(s.All, func(a, b int) bool { return s.All[a] < s.All[b] })
		s.Least, s.Greatest = s.All[0], s.All[len(s.All)-1]
	}
	return g, nil
}

func (g *Grid) settlements(c ledger.Convention, p *Proposal, settle func(ledger.Convention, *Proposal) ([]money.Cents, error)) error {
	for _, debt := range debtSettings(p) {
		for _, scale := range scaleSettings(p) {
			for _, legacy := range legacySettings() {
				q := *p
				debt.set(&q)
				scale.set(&q)
				legacy.set(&q)
				dividends, err := settle(c, &q)
				if err != nil {
					return err
				}
				g.Ways++
				for i, d := range dividends {
					g.Blocs[i].All = append(g.Blocs[i].All, d)
				}
			}
		}
	}
	return nil
}

// tornado changes one assumption at a time.
func (g *Grid) tornado(base ledger.Convention, p *Proposal, settle func(ledger.Convention, *Proposal) ([]money.Cents, error)) error {
	add := func(assumption, setting string, chosen bool, c ledger.Convention, q *Proposal) error {
		dividends, err := settle(c, q)
		g.Tornado = append(g.Tornado, Turn{assumption, setting, chosen, dividends})
		return err
	}
	for _, group := range [][]reading{spendings, incidences, pays} {
		for _, r := range group {
			c := base
			r.set(&c)
			if err := add(r.assumption, r.setting, c == base, c, p); err != nil {
				return err
			}
		}
	}
	for _, group := range [][]setting{debtSettings(p), scaleSettings(p), legacySettings()} {
		for _, s := range group {
			q := *p
			s.set(&q)
			if err := add(s.assumption, s.setting, q.Debt == p.Debt && q.Scale == p.Scale && q.Legacy == p.Legacy, base, &q); err != nil {
				return err
			}
		}
	}
	return nil
}

// Tables fills the tables tornado and grid; chosen is the dividends of the other tables.
func (g *Grid) Tables(p *Proposal, chosen []money.Cents) (tornado, grid table.Table) {
	tornado, grid = TornadoTable(), GridTable()
	for i, b := range p.Blocs {
		for _, t := range g.Tornado {
			d := t.Dividends[i]
			tornado.Add(b.Name, t.Assumption, t.Setting, t.Chosen, d, d-chosen[i], sign(d) != sign(chosen[i]))
		}
		s := &g.Blocs[i]
		n := len(s.All)
		positive := n - sort.Search(n, func(k int) bool { return s.All[k] > 0 })
		negative := sort.Search(n, func(k int) bool { return s.All[k] >= 0 })
		agree := s.Agree(chosen[i])
		grid.Add(b.Name, g.Ways, positive, negative, agree, s.Least, s.All[n/4], s.All[n/2], s.All[3*n/4], s.Greatest, positive > 0 && negative > 0)
	}
	note := fmt.Sprintf("%d combinations: three conventions, six incidences, federal pay by residence or workplace, keys of debt, scales of public goods, two ways to pay rights earned in the union. Each counts once: their number is no probability.", g.Ways)
	tornado.Notes, grid.Notes = append(tornado.Notes, note), append(grid.Notes, note)
	return tornado, grid
}
