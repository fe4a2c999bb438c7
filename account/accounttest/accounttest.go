// Package accounttest makes small unions for tests: regions, a ledger with a line of every role,
// and households whose taxes and benefits sum to the ledger's lines. The numbers stand for nothing.
package accounttest

import (
	"fmt"
	"math"
	"testing"

	"commonpurse/account"
	"commonpurse/ledger"
	"commonpurse/money"
	"commonpurse/region"
)

// Union is a union for tests.
type Union struct {
	Regions *region.List
	Ledger  *ledger.Ledger
	People  *account.Households
}

// Regions makes n regions in a row, each touching the next, with codes AA, AB, …
func Regions(tb testing.TB, n int) *region.List {
	tb.Helper()
	regions := make([]region.Region, n)
	for i := range regions {
		regions[i] = region.Region{Code: string([]byte{'A' + byte(i/26), 'A' + byte(i%26)}), Name: fmt.Sprintf("Region %d", i+1), TileRow: i / 8, TileColumn: i % 8}
		if i > 0 {
			regions[i].Neighbours |= region.Of(region.ID(i - 1))
		}
		if i+1 < n {
			regions[i].Neighbours |= region.Of(region.ID(i + 1))
		}
	}
	l, err := region.NewList(regions)
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

// source is a small keyed generator: the same seed gives the same union everywhere.
type source uint64

func (s *source) next() uint64 {
	*s += 0x9e3779b97f4a7c15
	z := uint64(*s)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

func (s *source) uniform() float64 { return (float64(s.next()>>11) + 0.5) / (1 << 53) }

func (s *source) normal() float64 {
	return math.Sqrt(-2*math.Log(s.uniform())) * math.Cos(2*math.Pi*s.uniform())
}

// New makes a union with the given number of regions and about perRegion household rows in each.
func New(tb testing.TB, seed uint64, regions, perRegion int) *Union {
	tb.Helper()
	u := &Union{Regions: Regions(tb, regions)}
	u.People = Households(seed, u.Regions, perRegion)
	u.Ledger = Ledger(seed, u.People)
	return u
}

// Households makes rows with incomes, taxes and benefits of a plausible order. One survey
// household in twenty has three copies; each region's richest are certain.
func Households(seed uint64, l *region.List, perRegion int) *account.Households {
	h := &account.Households{Year: 2022, Regions: l}
	s := source(seed)
	election := account.Election{Year: 2020, Candidates: []string{"Ash", "Birch", "other", "none"}, Adults: make([][]float32, 4)}
	for r := range region.ID(l.Len()) {
		lean := s.uniform()
		mean := 10.3 + 0.6*s.uniform()
		for survey := uint32(0); len(h.Region) < (int(r)+1)*perRegion; survey++ {
			copies := 1
			if s.next()%20 == 0 {
				copies = 3
			}
			for range copies {
				add(h, &s, r, survey, mean, lean, &election)
			}
		}
	}
	h.Elections = []account.Election{election}
	return h
}

func add(h *account.Households, s *source, r region.ID, survey uint32, mean, lean float64, election *account.Election) {
	adults := 1 + s.next()%2
	children := uint64(0)
	age := 18 + s.next()%72
	if age < 55 {
		children = s.next() % 4
	}
	aged := uint64(0)
	if age >= 65 {
		aged = adults
	}
	income := math.Exp(mean + s.normal())
	if aged > 0 {
		income *= 0.4
	}
	persons := float64(adults + children)
	h.Region = append(h.Region, r)
	h.Weight = append(h.Weight, money.ToWeight(50+100*s.uniform()))
	h.Survey = append(h.Survey, survey)
	h.Certain = append(h.Certain, income > 400_000)
	h.Persons = append(h.Persons, uint8(adults+children))
	h.Adults = append(h.Adults, uint8(adults))
	h.Children = append(h.Children, uint8(children))
	h.Aged = append(h.Aged, uint8(aged))
	h.HeadAge = append(h.HeadAge, uint8(age))
	h.Device = append(h.Device, s.next()%500 == 0)
	h.MarketIncome = append(h.MarketIncome, income)
	wages := income * float64(s.next()%2)
	h.EmployerHealth = append(h.EmployerHealth, 0.1*wages)
	before := 0.1*income + 0.2*math.Max(0, income-60_000)
	credit := 2000 * float64(children)
	tax := [account.Taxes]float64{
		account.IncomeTax: math.Max(0, before-credit), account.PayrollEmployee: 0.0765 * wages, account.PayrollEmployer: 0.0765 * wages,
		account.SelfEmployment: 0.02 * (income - wages), account.Corporate: 0.02 * income, account.Excise: 200, account.Customs: 0.005 * income,
		account.Estate: 0.01 * math.Max(0, income-300_000),
	}
	var benefit [account.Benefits]float64
	benefit[account.RefundableCredits] = math.Min(1500*float64(children), math.Max(0, credit-before))
	if aged > 0 {
		benefit[account.SocialSecurity] = 18_000 * float64(aged)
		benefit[account.Medicare] = 14_000 * float64(aged)
	}
	if income < 25_000 {
		benefit[account.SNAP] = 1500 * persons
		benefit[account.Medicaid] = 5000 * persons
		benefit[account.SSI] = 4000 * float64(s.next()%2)
	}
	if s.next()%10 == 0 {
		benefit[account.Veterans] = 9000
	}
	for k := range tax {
		h.Tax[k] = append(h.Tax[k], tax[k])
	}
	for k := range benefit {
		h.Benefit[k] = append(h.Benefit[k], benefit[k])
	}
	h.BeforeCredits = append(h.BeforeCredits, before)
	h.PayrollBase = append(h.PayrollBase, income)
	h.Consumption = append(h.Consumption, 8000+0.6*income)
	h.NotMoney = append(h.NotMoney, 0.02*income)
	h.Expenses = append(h.Expenses, 1500*float64(adults))
	h.SPMThreshold = append(h.SPMThreshold, 15_000*math.Sqrt(persons))
	h.Guideline = append(h.Guideline, 9000+5000*persons)
	turnout := 0.4 + 0.3*math.Min(1, income/100_000)
	for c, share := range [4]float64{turnout * lean * 0.97, turnout * (1 - lean) * 0.97, turnout * 0.03, 1 - turnout} {
		election.Adults[c] = append(election.Adults[c], float32(share*float64(adults)))
	}
}

// Total gives the weighted sum of a column over one region, in whole cents.
func Total(h *account.Households, column []float64, r region.ID) money.Cents {
	var sum money.Sum
	for i, v := range column {
		if h.Region[i] == r {
			sum.Add(money.ToCents(v), h.Weight[i])
		}
	}
	return sum.Cents()
}

// Ledger makes accounts whose household lines are the households' own sums and whose other lines
// are drawn: of every role, with amounts outside the regions, timing and one-off lines.
func Ledger(seed uint64, h *account.Households) *ledger.Ledger {
	n := h.Regions.Len()
	l := &ledger.Ledger{Year: 2022, Status: "actual", Regions: h.Regions, GDP: make([]money.Cents, n), PersonalIncome: make([]money.Cents, n), Population: make([]int64, n)}
	s := source(seed ^ 0xabcdef)
	for i, r := range h.Region {
		l.Population[r] += int64(h.Weight[i].Float() * float64(h.Persons[i]))
	}
	for r := range n {
		l.PersonalIncome[r] = Total(h, h.MarketIncome, region.ID(r))
		l.GDP[r] = l.PersonalIncome[r] + l.PersonalIncome[r]/10*money.Cents(s.next()%5)
	}
	add := func(line ledger.Line, cells []money.Cents) {
		l.Lines = append(l.Lines, line)
		l.Cells = append(l.Cells, cells)
		l.Outside = append(l.Outside, cells[0]/20)
	}
	household := func(line ledger.Line, column []float64) {
		cells := make([]money.Cents, n)
		for r := range cells {
			cells[r] = Total(h, column, region.ID(r))
		}
		add(line, cells)
	}
	for k, column := range h.Tax {
		name := account.Tax(k).String()
		household(ledger.Line{ID: name, Title: name, Side: ledger.Receipt, Role: ledger.RoleReceipt, Household: name, Object: "tax"}, column)
	}
	for k, column := range h.Benefit {
		name := account.Benefit(k).String()
		household(ledger.Line{ID: name, Title: name, Side: ledger.Outlay, Role: ledger.RoleBenefit, Household: name, Object: "transfer", Legacy: account.Benefit(k).Legacy()}, column)
	}
	place := func(line ledger.Line, perHead float64) {
		cells := make([]money.Cents, n)
		for r := range cells {
			cells[r] = money.ToCents(float64(l.Population[r]) * perHead * (0.5 + s.uniform()))
		}
		line.Title = line.ID
		add(line, cells)
	}
	place(ledger.Line{ID: "other_receipts", Side: ledger.Receipt, Role: ledger.RoleReceipt, Object: "other receipt"}, 300)
	place(ledger.Line{ID: "defence_pay", Side: ledger.Outlay, Role: ledger.RolePublicGood, Object: "pay"}, 900)
	place(ledger.Line{ID: "defence_contracts", Side: ledger.Outlay, Role: ledger.RolePublicGood, Object: "procurement"}, 1200)
	place(ledger.Line{ID: "grants", Side: ledger.Outlay, Role: ledger.RoleOtherPlace, Object: "grant"}, 1100)
	place(ledger.Line{ID: "interest", Side: ledger.Outlay, Role: ledger.RoleInterest, Object: "interest", Topic: "interest"}, 1000)
	place(ledger.Line{ID: "allowances", Side: ledger.Outlay, Role: ledger.RoleUnplaced, Object: "other", Grade: ledger.ByConvention}, 100)
	place(ledger.Line{ID: "tax_timing", Side: ledger.Receipt, Role: ledger.RoleReceipt, Nature: ledger.Timing, Object: "tax"}, 400)
	place(ledger.Line{ID: "pandemic", Side: ledger.Outlay, Role: ledger.RoleUnplaced, Nature: ledger.OneOff, Object: "grant"}, 700)
	return l
}
