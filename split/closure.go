package split

import (
	"commonpurse/account"
	"commonpurse/money"
	"commonpurse/region"
)

// Closure is a way to absorb a fiscal dividend.
type Closure uint8

// The closures of METHOD.md section 3.
const (
	IncomeTaxCut Closure = iota
	Payroll
	ConsumptionTax
	Transfers
	MeansTested
	PerHead
	Debt
	Mixed
	Closures int = iota
)

var closureNames = [Closures]string{"income-tax", "payroll", "consumption", "transfers", "means-tested", "per-head", "debt", "mixed"}

// String gives the closure's name.
func (c Closure) String() string { return closureNames[c] }

// ClosureNames lists the closures in order.
func ClosureNames() []string { return append([]string(nil), closureNames[:]...) }

// alone holds each closure as the mixture of itself, and the default mixture; nobody changes them.
var alone = func() (mixes [Closures]Mix) {
	for c := range mixes {
		mixes[c] = Mix{{Closure(c), 1}}
	}
	mixes[Mixed] = DefaultMix()
	return mixes
}()

// DefaultMix is the closure `mixed` where the user gives no mixture.
func DefaultMix() Mix { return Mix{{IncomeTaxCut, 0.5}, {Transfers, 0.5}} }

// Base is what a closure changes in proportion.
type Base uint8

// The bases: individual income tax before credits, payroll taxes, consumption, all benefits,
// means-tested benefits, persons.
const (
	BaseIncomeTax Base = iota
	BasePayroll
	BaseConsumption
	BaseBenefits
	BaseMeans
	BaseHeads
	Bases int = iota
)

// baseOf gives the base of a closure; false for debt and mixtures.
func baseOf(c Closure) (Base, bool) {
	switch c {
	case IncomeTaxCut:
		return BaseIncomeTax, true
	case Payroll:
		return BasePayroll, true
	case ConsumptionTax:
		return BaseConsumption, true
	case Transfers:
		return BaseBenefits, true
	case MeansTested:
		return BaseMeans, true
	case PerHead:
		return BaseHeads, true
	}
	return 0, false
}

// Columns are the bases of every household, dollars a year (persons for BaseHeads).
type Columns struct {
	All   [Bases][]float64 // whole: what comprehensive resources feel
	Near  [Bases][]float64 // the part in disposable resources: without medical benefits
	Money [Bases][]float64 // the part in money income: cash benefits; nil where there is none
}

// NewColumns gathers the bases from the households' accounts. Columns that are a household's own
// are shared with it, not copied.
func NewColumns(h *account.Households) *Columns {
	n := h.Len()
	c := &Columns{}
	heads := make([]float64, n)
	for i, p := range h.Persons {
		heads[i] = float64(p)
	}
	payroll := make([]float64, n)
	for _, t := range [...]account.Tax{account.PayrollEmployee, account.PayrollEmployer, account.SelfEmployment} {
		add(payroll, h.Tax[t])
	}
	c.All[BaseIncomeTax], c.All[BasePayroll], c.All[BaseConsumption], c.All[BaseHeads] = h.BeforeCredits, payroll, h.Consumption, heads
	c.Near = c.All
	for _, b := range [...]Base{BaseBenefits, BaseMeans} {
		c.All[b], c.Near[b], c.Money[b] = make([]float64, n), make([]float64, n), make([]float64, n)
	}
	for k, column := range h.Benefit {
		benefit := account.Benefit(k)
		for _, b := range [...]Base{BaseBenefits, BaseMeans} {
			if b == BaseMeans && !benefit.MeansTested() {
				continue
			}
			add(c.All[b], column)
			if !benefit.Medical() {
				add(c.Near[b], column)
			}
			if benefit.Cash() {
				add(c.Money[b], column)
			}
		}
	}
	return c
}

func add(into, column []float64) {
	for i, v := range column {
		into[i] += v
	}
}

// Sums are weighted sums over a region or a bloc.
type Sums struct {
	Base         [Bases]float64
	MarketIncome float64
	PayrollBase  float64 // wages and self-employment earnings
}

// Plus adds another region's sums.
func (s Sums) Plus(o Sums) Sums {
	for b := range s.Base {
		s.Base[b] += o.Base[b]
	}
	s.MarketIncome += o.MarketIncome
	s.PayrollBase += o.PayrollBase
	return s
}

// Over adds up the sums of a set of regions, in the order of the list.
func Over(sums []Sums, s region.Set) Sums {
	var all Sums
	for r := range sums {
		if s.Has(region.ID(r)) {
			all = all.Plus(sums[r])
		}
	}
	return all
}

// Sum gives the weighted sums of every region. Rows are added in order, so the result is the same
// on every machine.
func (c *Columns) Sum(h *account.Households) []Sums {
	sums := make([]Sums, h.Regions.Len())
	for i, r := range h.Region {
		w, s := h.Weight[i].Float(), &sums[r]
		for b := range s.Base {
			s.Base[b] += float64(w * c.All[b][i])
		}
		s.MarketIncome += float64(w * h.MarketIncome[i])
		s.PayrollBase += float64(w * h.PayrollBase[i])
	}
	return sums
}

// Closed is a closure that absorbs a bloc's dividend.
type Closed struct {
	Closure   Closure
	Mix       Mix // its parts; one part for a single closure
	Dividend  money.Cents
	Feasible  bool           // nothing falls below zero
	Shortfall money.Cents    // what is left to find, or cannot be given back; zero when feasible
	Base      float64        // dollars a year (persons for per-head); the first part's for a mixture
	Gain      [Bases]float64 // what households gain for each dollar (person) of their base; below zero, they lose
}

// Close finds the rate at which a closure spends exactly the dividend. A tax cannot be cut below
// zero nor a benefit below zero: what is beyond is the shortfall, and the rates are those at the
// bound.
func Close(c Closure, mix Mix, dividend money.Cents, sums Sums) Closed {
	closed := Closed{Closure: c, Dividend: dividend, Feasible: true}
	switch {
	case c != Mixed:
		closed.Mix = alone[c]
	case len(mix) == 0:
		closed.Mix = alone[Mixed]
	default:
		closed.Mix = mix
	}
	for i, part := range closed.Mix {
		base, ok := baseOf(part.Closure)
		if !ok {
			continue // debt moves no household this year
		}
		whole := sums.Base[base]
		if i == 0 {
			closed.Base = whole
		}
		amount := float64(part.Share * dividend.Dollars())
		most := reach(base, amount, whole)
		if beyond := money.ToCents(amount - most); beyond != 0 {
			closed.Feasible = false
			closed.Shortfall += max(beyond, -beyond)
			amount = most
		}
		if whole > 0 {
			closed.Gain[base] += amount / whole
		}
	}
	return closed
}

// reach bounds what a base can take: taxes cannot be cut, nor benefits, by more than there is, and
// nothing can be raised in proportion to nothing.
func reach(base Base, amount, whole float64) float64 {
	switch {
	case whole <= 0:
		return 0
	case base == BaseIncomeTax || base == BasePayroll:
		return min(amount, whole)
	case base == BaseBenefits || base == BaseMeans:
		return max(amount, -whole)
	}
	return amount
}

// Rate is the change of what the closure moves, as a share of itself: a surtax of 12 % is 0.12, a
// cut of benefits by 5 % is -0.05. For consumption it is the tax rate; for per-head, dollars a year
// paid to each person. Mixtures give their first part's.
func (c *Closed) Rate() float64 {
	base, ok := baseOf(c.Mix[0].Closure)
	if !ok {
		return 0
	}
	switch base {
	case BaseIncomeTax, BasePayroll, BaseConsumption:
		return -c.Gain[base] + 0
	}
	return c.Gain[base]
}

// Points is the rate in percentage points of what the tax is levied on, with its name; false where
// points have no meaning.
func (c *Closed) Points(s Sums) (points float64, of string, ok bool) {
	switch c.Mix[0].Closure {
	case IncomeTaxCut:
		return ratio(-100*float64(c.Gain[BaseIncomeTax]*s.Base[BaseIncomeTax]), s.MarketIncome), "market income", true
	case Payroll:
		return ratio(-100*float64(c.Gain[BasePayroll]*s.Base[BasePayroll]), s.PayrollBase), "wages and self-employment earnings", true
	case ConsumptionTax:
		return -100 * c.Gain[BaseConsumption], "consumption", true
	}
	return 0, "", false
}

// ratio divides; nothing over nothing is zero.
func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a/b + 0
}
