package ledger

import (
	"math"

	"commonpurse/money"
	"commonpurse/region"
)

// Agreement is what all conventions say of one region.
type Agreement struct {
	Region              region.ID
	Least, Greatest     money.Cents // balance, rounded to the cent
	LeastAt, GreatestAt Convention
	Preset              money.Cents // balance under the convention asked for
	Agree               float64     // share of conventions whose balance has the sign of Preset's
	Conventions         int
}

// axis is one dimension of the grid: a way to set a convention for each step, and which lines the
// step moves.
type axis struct {
	name   string
	steps  []func(*Convention)
	member func(*Line) bool
}

func steps[T any](set func(*Convention, T), values ...T) []func(*Convention) {
	list := make([]func(*Convention), len(values))
	for i, v := range values {
		list[i] = func(c *Convention) { set(c, v) }
	}
	return list
}

func choose(key string) []func(*Convention) {
	for _, ch := range choices {
		if ch.key == key {
			return steps(func(c *Convention, v string) { *ch.get(c) = v }, ch.values...)
		}
	}
	return nil
}

// product combines two lists of steps.
func product(a, b []func(*Convention)) []func(*Convention) {
	var list []func(*Convention)
	for _, x := range a {
		for _, y := range b {
			list = append(list, func(c *Convention) { x(c); y(c) })
		}
	}
	return list
}

// CorporateSteps are the shares of the corporate tax on capital that the grid tries.
var CorporateSteps = []float64{0, 0.25, 0.5, 0.75, 1}

func topic(name string) func(*Line) bool {
	return func(l *Line) bool { return l.Topic == name && l.Role != RolePublicGood && l.Role != RoleInterest }
}

func unknown(l *Line) bool {
	return l.Role == RoleUnplaced || l.Grade == ByConvention && l.Topic == "" && l.Role != RolePublicGood
}

// axes are the dimensions of the grid, apart from which natures count and the deficit. Every line
// is moved by one axis at most; the others are the same in all conventions.
func axes() []axis {
	corporate := product(steps(func(c *Convention, v float64) { c.Corporate = v }, CorporateSteps...),
		steps(func(c *Convention, v float64) { c.Foreign = v }, ForeignPublished, 0))
	return []axis{
		{"spending and pay", product(choose("spending"), choose("pay")), func(l *Line) bool { return l.Role == RolePublicGood || l.Topic == "pay" }},
		{"interest", choose("interest"), func(l *Line) bool { return l.Role == RoleInterest }},
		{"unplaced", choose("unplaced"), func(l *Line) bool { return unknown(l) && l.Role != RoleInterest }},
		{"corporate", corporate, topic("corporate")},
		{"excise", choose("excise"), topic("excise")},
		{"customs", choose("customs"), topic("customs")},
		{"estate", choose("estate"), topic("estate")},
	}
}

// flows is what regions pay and are paid by some lines under some choices, in cents.
type flows struct {
	receipts, outlays []float64 // region
	set               func(*Convention)
}

// Grid reads the ledger under every combination of choices and tells, for each region, the least
// and the greatest balance and how many agree in sign with the convention asked for.
func (l *Ledger) Grid(asked Convention) ([]Agreement, error) {
	preset, err := l.Under(asked)
	if err != nil {
		return nil, err
	}
	s := &sweeper{n: l.Regions.Len()}
	for r := range s.n {
		s.tallies = append(s.tallies, [deficits]tally{})
		balance := preset.Balance(region.ID(r))
		s.sign = append(s.sign, balance >= 0)
		s.result = append(s.result, Agreement{Region: region.ID(r), Preset: balance, Least: math.MaxInt64, Greatest: math.MinInt64})
	}
	for _, include := range steps(func(c *Convention, v string) { c.Include = v }, "all", "recurring") {
		if err := l.sweep(include, s); err != nil {
			return nil, err
		}
	}
	return s.result, nil
}

// spendingAxes is how many axes come first: those that move outlays. Their combinations are
// summed once, those of the other axes once, and then only pairs are added.
const spendingAxes = 3

// sweep tries all combinations for one choice of natures.
func (l *Ledger) sweep(include func(*Convention), s *sweeper) error {
	dims := axes()
	base, _ := Preset("cash")
	include(&base)
	fixed, err := l.flowsOf(base, func(line *Line) bool {
		for _, ax := range dims {
			if ax.member(line) {
				return false
			}
		}
		return true
	})
	if err != nil {
		return err
	}
	taxes, err := l.flowsOf(base, func(line *Line) bool { return line.Household == taxpayerLine })
	if err != nil {
		return err
	}
	fixed.set = include
	spending, err := l.combine(base, fixed, dims[:spendingAxes])
	if err != nil {
		return err
	}
	none := flows{receipts: make([]float64, s.n), outlays: make([]float64, s.n), set: func(*Convention) {}}
	revenue, err := l.combine(base, none, dims[spendingAxes:])
	if err != nil {
		return err
	}
	s.pairs(spending, revenue, taxes.receipts)
	return nil
}

// combine sums every combination of steps along some axes, on top of what is given.
func (l *Ledger) combine(base Convention, on flows, dims []axis) ([]flows, error) {
	list := []flows{on}
	for _, ax := range dims {
		var longer []flows
		for _, set := range ax.steps {
			c := base
			set(&c)
			f, err := l.flowsOf(c, ax.member)
			if err != nil {
				return nil, err
			}
			for _, g := range list {
				longer = append(longer, g.plus(f, set))
			}
		}
		list = longer
	}
	return list, nil
}

// plus adds flows that a further choice moves.
func (f flows) plus(g flows, set func(*Convention)) flows {
	sum := flows{receipts: make([]float64, len(f.receipts)), outlays: make([]float64, len(f.outlays)), set: func(c *Convention) { f.set(c); set(c) }}
	for r := range sum.receipts {
		sum.receipts[r] = f.receipts[r] + g.receipts[r]
		sum.outlays[r] = f.outlays[r] + g.outlays[r]
	}
	return sum
}

// flowsOf sums the chosen lines under a convention.
func (l *Ledger) flowsOf(c Convention, member func(*Line) bool) (flows, error) {
	f := flows{receipts: make([]float64, l.Regions.Len()), outlays: make([]float64, l.Regions.Len())}
	for i := range l.Lines {
		if !member(&l.Lines[i]) {
			continue
		}
		p, err := l.place(c, i)
		if err != nil {
			return f, err
		}
		to := f.outlays
		if p.line.Side == Receipt {
			to = f.receipts
		}
		for r, cents := range p.cells {
			to[r] += float64(cents)
		}
	}
	return f, nil
}

// deficits is how many treatments of the deficit there are.
const deficits = 3

var deficitNames = [deficits]string{"kept", "neutral", "taxpayers"}

// tally is the least and greatest balance under one treatment of the deficit, and where.
type tally struct {
	least, greatest     float64
	leastAt, greatestAt int32 // pair of combinations
	positive            int32 // how many are zero or more
}

type sweeper struct {
	n       int
	sign    []bool // region: whether the balance asked for is zero or more
	tallies [][deficits]tally
	result  []Agreement
}

// pairs adds every combination on the side of spending to every one on the side of revenue. What
// a pair charges for the deficit depends on sums over regions, which add up from both sides; then
// each region is gone through by itself.
func (s *sweeper) pairs(spending, revenue []flows, taxes []float64) {
	var taxSum float64
	for _, v := range taxes {
		taxSum += v
	}
	byReceipts, byTax := make([]float64, len(spending)*len(revenue)), make([]float64, len(spending)*len(revenue))
	paidBy, gotBy := make([]float64, len(revenue)), make([]float64, len(revenue))
	for j := range revenue {
		paidBy[j], gotBy[j] = revenue[j].sums()
	}
	for i := range spending {
		paid, got := spending[i].sums()
		for j := range revenue {
			morePaid, moreGot := paidBy[j], gotBy[j]
			deficit := got + moreGot - paid - morePaid
			byReceipts[i*len(revenue)+j] = deficit / (paid + morePaid)
			byTax[i*len(revenue)+j] = deficit / taxSum
		}
	}
	for r := range s.n {
		kept, neutral, charged := newTally(), newTally(), newTally()
		tax := taxes[r]
		at := int32(0)
		for i := range spending {
			paid0, got0 := spending[i].receipts[r], spending[i].outlays[r]
			for j := range revenue {
				paid := paid0 + revenue[j].receipts[r]
				raw := got0 + revenue[j].outlays[r] - paid
				kept.note(raw, at)
				neutral.note(raw-float64(byReceipts[at]*paid), at)
				charged.note(raw-float64(byTax[at]*tax), at)
				at++
			}
		}
		s.tallies[r] = [deficits]tally{kept, neutral, charged}
	}
	s.collect(spending, revenue)
}

func newTally() tally { return tally{least: math.Inf(1), greatest: math.Inf(-1)} }

// sums adds the regions up.
func (f *flows) sums() (receipts, outlays float64) {
	for r := range f.receipts {
		receipts += f.receipts[r]
		outlays += f.outlays[r]
	}
	return receipts, outlays
}

func (t *tally) note(balance float64, at int32) {
	if balance < t.least {
		t.least, t.leastAt = balance, at
	}
	if balance > t.greatest {
		t.greatest, t.greatestAt = balance, at
	}
	if balance >= 0 {
		t.positive++
	}
}

// collect brings the tallies of one sweep into the result.
func (s *sweeper) collect(spending, revenue []flows) {
	combinations := len(spending) * len(revenue)
	convention := func(at int32, deficit int) Convention {
		c, _ := Preset("cash")
		spending[int(at)/len(revenue)].set(&c)
		revenue[int(at)%len(revenue)].set(&c)
		c.Deficit = deficitNames[deficit]
		return c
	}
	for r := range s.result {
		a := &s.result[r]
		agreed := a.Agree * float64(a.Conventions)
		for d := range deficits {
			t := &s.tallies[r][d]
			if t.least < float64(a.Least) {
				a.Least, a.LeastAt = money.Cents(math.Round(t.least)), convention(t.leastAt, d)
			}
			if t.greatest > float64(a.Greatest) {
				a.Greatest, a.GreatestAt = money.Cents(math.Round(t.greatest)), convention(t.greatestAt, d)
			}
			if s.sign[r] {
				agreed += float64(t.positive)
			} else {
				agreed += float64(combinations - int(t.positive))
			}
		}
		a.Conventions += deficits * combinations
		a.Agree = agreed / float64(a.Conventions)
	}
}
