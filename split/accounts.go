package split

import (
	"fmt"
	"math"
	"math/bits"
	"slices"

	"commonpurse/account"
	"commonpurse/ledger"
	"commonpurse/money"
	"commonpurse/region"
)

// Accounts are a union's accounts as a settlement reads them: what each region pays and is paid in
// every role, under one convention. They are worked out once and serve any number of partitions.
type Accounts struct {
	Convention ledger.Convention
	Regions    *region.List

	Receipts   []money.Cents // region; all receipts
	Follows    []money.Cents // region; receipts that follow GDP: all but income and payroll taxes, which follow their payers
	Benefits   []money.Cents // region; all benefits
	Legacy     []money.Cents // region; benefits whose right was earned in the union
	Goods      []money.Cents // region; national public goods
	Place      []money.Cents // region; other outlays where they land
	Unplaced   []money.Cents // region; by their stated key
	Payroll    []money.Cents // region; payroll taxes: what a joint pool is fed by
	Located    []money.Cents // region; pay and contracts of the union, where they are located
	GDP        []money.Cents // region
	Income     []money.Cents // region; personal income
	Population []int64       // region

	Interest money.Cents // the union's net interest
	Outside  money.Cents // outlays less receipts outside the regions
	Deficit  money.Cents // the union's outlays less its receipts, of the lines counted
	Held     money.Cents // the union's debt held by the public; zero when it is not known
}

// Include names the lines that a split counts when it is not told otherwise.
const Include = "recurring"

// NewAccounts reads a ledger for a split. Lines counted are those of the convention, or the
// recurring ones when the convention is the plain preset. Interest, the deficit and unplaced lines
// are settled by the proposal, so the convention's choices for them do not enter.
func NewAccounts(l *ledger.Ledger, c ledger.Convention, include string) (*Accounts, error) {
	if include == "" {
		include = Include
	}
	c.Include, c.Interest, c.Deficit, c.Unplaced = include, "head", "kept", "keyed"
	m, err := l.Under(c)
	if err != nil {
		return nil, err
	}
	n := l.Regions.Len()
	columns := make([]money.Cents, 9*n)
	column := func(i int) []money.Cents { return columns[i*n : (i+1)*n : (i+1)*n] }
	a := &Accounts{Convention: c, Regions: l.Regions, Receipts: column(0), Follows: column(1), Benefits: column(2), Legacy: column(3), Goods: column(4), Place: column(5),
		Unplaced: column(6), Payroll: column(7), Located: column(8), GDP: l.GDP, Income: l.PersonalIncome, Population: l.Population}
	for i := range m.Lines {
		if err := a.add(l, m, i); err != nil {
			return nil, err
		}
	}
	return a, nil
}

func (a *Accounts) add(l *ledger.Ledger, m *ledger.Matrix, i int) error {
	line, cells := &m.Lines[i], m.Cells[i]
	total := m.Outside[i]
	for _, c := range cells {
		total += c
	}
	if line.Side == ledger.Receipt {
		a.Outside -= m.Outside[i]
		a.Deficit -= total
	} else {
		a.Deficit += total
		if line.Role != ledger.RoleInterest {
			a.Outside += m.Outside[i]
		}
	}
	var into []money.Cents
	switch line.Role {
	case ledger.RoleReceipt:
		into = a.Receipts
	case ledger.RoleBenefit:
		into = a.Benefits
	case ledger.RolePublicGood:
		into = a.Goods
	case ledger.RoleOtherPlace:
		into = a.Place
	case ledger.RoleUnplaced:
		into = a.Unplaced
	case ledger.RoleInterest:
		a.Interest += total
		return nil
	}
	if (line.Role == ledger.RoleReceipt) != (line.Side == ledger.Receipt) {
		if line.Role != ledger.RoleUnplaced {
			return fmt.Errorf("split: line %s is a %s with the role %s", line.ID, line.Side, line.Role)
		}
		sum(a.Unplaced, cells, -1) // a receipt that could not be placed
		return nil
	}
	sum(into, cells, 1)
	if line.Role == ledger.RoleReceipt {
		switch line.Household {
		case account.PayrollEmployee.String(), account.PayrollEmployer.String(), account.SelfEmployment.String():
			sum(a.Payroll, cells, 1)
		case account.IncomeTax.String():
		default:
			sum(a.Follows, cells, 1)
		}
	}
	if line.Role == ledger.RoleBenefit && line.Legacy {
		sum(a.Legacy, cells, 1)
	}
	if line.Object == "pay" || line.Object == "procurement" {
		if m.LeftOut[i] == 0 {
			sum(a.Located, l.Cells[i], 1)
		}
	}
	return nil
}

func sum(into, cells []money.Cents, sign money.Cents) {
	for r, c := range cells {
		into[r] += sign * c
	}
}

// over adds up a column over a set of regions.
func over(column []money.Cents, s region.Set) money.Cents {
	var total money.Cents
	for r, c := range column {
		if s.Has(region.ID(r)) {
			total += c
		}
	}
	return total
}

func people(column []int64, s region.Set) int64 {
	var total int64
	for r, c := range column {
		if s.Has(region.ID(r)) {
			total += c
		}
	}
	return total
}

// Terms are the parts of one bloc's fiscal dividend, in dollars of the ledger's year.
type Terms struct {
	Receipts, Borrowing                                       money.Cents
	Benefits, Pool, Goods, Place, Interest, Unplaced, Outside money.Cents
	Shift                                                     money.Cents // pay and contracts located in it less the public goods it buys; no part of the dividend
}

// Dividend is receipts and borrowing less every outlay.
func (t *Terms) Dividend() money.Cents {
	return t.Receipts + t.Borrowing - t.Benefits - t.Pool - t.Goods - t.Place - t.Interest - t.Unplaced - t.Outside
}

// Effect is what a bloc's own law or a shock to its market incomes changes: what its households pay
// and are paid beyond what they would under the union's law.
type Effect struct{ Receipts, Benefits, Legacy money.Cents }

// Settle works out the dividend of every bloc. effects is what a bloc's own law and income shock
// change, one entry a bloc, or nil. With scale 1, no shock, no rate or borrowing of its own and no
// effects, the dividends sum to zero to the cent.
func (a *Accounts) Settle(p *Proposal, effects []Effect) ([]Terms, error) {
	n := len(p.Blocs)
	terms := make([]Terms, n)
	weights := make([]float64, n)
	order := p.ByRegion()
	share := func(total money.Cents, weight func(b *Bloc) float64) ([]money.Cents, error) {
		for i, at := range order {
			weights[i] = weight(&p.Blocs[at])
		}
		ordered, err := money.Share(total, weights)
		if err != nil {
			return nil, err
		}
		shares := make([]money.Cents, n)
		for i, at := range order {
			shares[at] = ordered[i]
		}
		return shares, nil
	}
	heads := func(b *Bloc) float64 { return float64(people(a.Population, b.Regions)) }
	gdp := func(b *Bloc) float64 { return over(a.GDP, b.Regions).Dollars() }
	borrowing, err := share(a.Deficit, gdp)
	if err != nil {
		return nil, fmt.Errorf("split: borrowing: %w", err)
	}
	interest, err := share(a.Interest, a.debtWeight(p))
	if err != nil {
		return nil, fmt.Errorf("split: debt: %w", err)
	}
	outside, err := share(a.Outside, heads)
	if err != nil {
		return nil, fmt.Errorf("split: outside: %w", err)
	}
	var all money.Cents
	legacy := make([]money.Cents, n)
	for i := range p.Blocs {
		legacy[i] = over(a.Legacy, p.Blocs[i].Regions)
		if effects != nil {
			legacy[i] += effects[i].Legacy
		}
		all += legacy[i]
	}
	var pool []money.Cents
	if p.Legacy == LegacyPool {
		if pool, err = share(all, func(b *Bloc) float64 { return over(a.Payroll, b.Regions).Dollars() }); err != nil {
			return nil, fmt.Errorf("split: pool: %w", err)
		}
	}
	union := float64(people(a.Population, a.Regions.All()))
	for i := range p.Blocs {
		b, t := &p.Blocs[i], &terms[i]
		t.Receipts = over(a.Receipts, b.Regions) + money.ToCents(float64(b.GDP*over(a.Follows, b.Regions).Dollars()))
		t.Benefits = over(a.Benefits, b.Regions)
		if effects != nil {
			t.Receipts += effects[i].Receipts
			t.Benefits += effects[i].Benefits
		}
		if pool != nil {
			t.Benefits -= legacy[i]
			t.Pool = pool[i]
		}
		t.Goods = over(a.Goods, b.Regions)
		if p.Scale != 1 {
			t.Goods = money.ToCents(float64(t.Goods.Dollars() * math.Pow(heads(b)/union, p.Scale-1)))
		}
		t.Place = over(a.Place, b.Regions)
		t.Unplaced = over(a.Unplaced, b.Regions)
		t.Interest, t.Outside = interest[i], outside[i]
		if b.Rate != nil {
			held, err := a.held(p, i)
			if err != nil {
				return nil, err
			}
			t.Interest = money.ToCents(float64(*b.Rate * held))
		}
		t.Borrowing = borrow(b, borrowing[i], gdp(b))
		t.Shift = over(a.Located, b.Regions) - t.Goods
	}
	return terms, nil
}

// ByRegion orders blocs by their first region, so that an odd cent goes to the same regions however
// the proposal orders them.
func (p *Proposal) ByRegion() []int {
	order := make([]int, len(p.Blocs))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return bits.TrailingZeros64(uint64(p.Blocs[a].Regions)) - bits.TrailingZeros64(uint64(p.Blocs[b].Regions))
	})
	return order
}

// borrow gives what a bloc borrows: its share of the union's deficit, which moves with its GDP, or
// the figure given.
func borrow(b *Bloc, same money.Cents, gdp float64) money.Cents {
	switch b.Borrowing.Kind {
	case BorrowShare:
		return money.ToCents(float64(b.Borrowing.Amount * float64(gdp*(1+b.GDP))))
	case BorrowDollars:
		return money.ToCents(b.Borrowing.Amount)
	}
	return same + money.ToCents(float64(b.GDP*same.Dollars()))
}

// debtWeight gives each bloc's weight in the sharing of debt.
func (a *Accounts) debtWeight(p *Proposal) func(b *Bloc) float64 {
	switch p.Debt {
	case DebtGDP:
		return func(b *Bloc) float64 { return over(a.GDP, b.Regions).Dollars() }
	case DebtReceipts:
		return func(b *Bloc) float64 { return over(a.Receipts, b.Regions).Dollars() }
	case DebtGiven:
		return func(b *Bloc) float64 { return b.DebtShare }
	case DebtNone:
		return func(b *Bloc) float64 {
			if b.Leaves {
				return 0
			}
			return float64(people(a.Population, b.Regions))
		}
	}
	return func(b *Bloc) float64 { return float64(people(a.Population, b.Regions)) }
}

// DebtShares gives each bloc's share of the union's debt.
func (a *Accounts) DebtShares(p *Proposal) []float64 {
	weight := a.debtWeight(p)
	shares := make([]float64, len(p.Blocs))
	var all float64
	for _, i := range p.ByRegion() { // so that the last bit does not hang on the proposal's order
		shares[i] = weight(&p.Blocs[i])
		all += shares[i]
	}
	for i := range shares {
		shares[i] /= all
	}
	return shares
}

func (a *Accounts) held(p *Proposal, bloc int) (dollars float64, err error) {
	if a.Held == 0 {
		return 0, fmt.Errorf("split: bloc %s has an interest rate of its own, and the union's debt is not known", p.Blocs[bloc].Name)
	}
	return a.Held.Dollars() * a.DebtShares(p)[bloc], nil
}
