// Package accounts works out what every household of the United States pays into the common purse
// and is paid out of it: the tax law and the programs run over the people, taxes that others remit
// are placed by a named incidence, and every flow is brought to its control total in the ledger.
// Its result, account.Households, is what splits and outcomes read.
package accounts

import (
	"fmt"
	"io/fs"

	"commonpurse/account"
	"commonpurse/ledger"
	"commonpurse/us/irc"
	"commonpurse/us/population"
	"commonpurse/us/programs"
)

// Inputs is what the accounts are made of. All are of one year.
type Inputs struct {
	People   *population.Loaded
	Law      *irc.Params
	Programs *programs.Params
	Ledger   *ledger.Matrix // under the convention whose incidence the taxes of others follow
	Tables   fs.FS          // the pack's tables
	// Threads is how many workers run; the result does not depend on it.
	Threads int
}

// Accounts is the households with the control factors that brought them to the ledger.
type Accounts struct {
	Households *account.Households
	Controls   []Control
	Uptake     *programs.Uptake

	inputs  Inputs
	poverty *poverty
	carved  []float64 // household: federal pensions taken out of market income
	own     []need    // household
	care    []float64 // household: medical expenses
}

// maker carries one run: the columns under way and what they are placed by.
type maker struct {
	Inputs
	h      *account.Households
	keys   keys
	income float64 // market incomes are multiplied by it: 1 but under a shock

	filed      []filed              // filing unit
	own        []need               // household
	care       []float64            // household: medical expenses, the same under every law but for premiums
	applicants []programs.Applicant // household; empty once take-up is settled
	uptake     *programs.Uptake
}

func newMaker(in Inputs, income float64) *maker {
	return &maker{Inputs: in, h: blank(in.People.People), keys: newKeys(in.People), income: income, filed: make([]filed, in.People.Unit.Rows), own: make([]need, in.People.Len())}
}

// Make works out the accounts. It fails when a table of the pack is missing or malformed.
func Make(in Inputs) (*Accounts, error) {
	m := newMaker(in, 1)
	votes := make(chan error, 1)
	go func() { // beside the law, which takes longer
		var err error
		m.h.Elections, err = in.People.Elections()
		votes <- err
	}()
	poverty, err := readPoverty(in.Tables, in.People.Regions, in.People.Year)
	if err != nil {
		return nil, err
	}
	m.applicants = make([]programs.Applicant, in.People.Len())
	chunks(in.People.Len(), in.Threads, func(from, to int) {
		var s scratch
		for h := from; h < to; h++ {
			m.household(h, &s)
			m.apply(h, &s)
			m.thresholds(h, poverty)
			m.consume(h)
		}
	})
	if m.uptake, err = programs.Enrol(in.Programs, len(m.applicants), func(h int, a *programs.Applicant) { *a = m.applicants[h] }); err != nil {
		return nil, err
	}
	chunks(in.People.Len(), in.Threads, func(from, to int) {
		var s scratch
		for h := from; h < to; h++ {
			m.settle(h, &s)
		}
	})
	m.applicants = nil
	m.wealthy()
	controls := m.control()
	m.families(poverty)
	m.care = m.medical()
	m.expenses(m.h, poverty, 0, m.h.Len())
	carved := m.carvePensions()
	if err := <-votes; err != nil {
		return nil, err
	}
	if err := m.h.Check(); err != nil {
		return nil, fmt.Errorf("accounts: %w", err)
	}
	return &Accounts{Households: m.h, Controls: controls, Uptake: m.uptake, inputs: in, poverty: poverty, carved: carved, own: m.own, care: m.care}, nil
}

// blank lays out the columns for a population.
func blank(p *population.People) *account.Households {
	n := p.Len()
	h := &account.Households{Year: p.Year, Regions: p.Regions, Region: p.Region, Weight: p.Weight, Survey: p.Survey,
		Certain: make([]bool, n), Persons: make([]uint8, n), Adults: make([]uint8, n), Children: make([]uint8, n), Aged: make([]uint8, n),
		HeadAge: make([]uint8, n), Device: make([]bool, n)}
	for _, column := range []*[]float64{&h.MarketIncome, &h.NotMoney, &h.EmployerHealth, &h.BeforeCredits, &h.PayrollBase, &h.Consumption, &h.Expenses, &h.SPMThreshold, &h.Guideline} {
		*column = make([]float64, n)
	}
	for t := range h.Tax {
		h.Tax[t] = make([]float64, n)
	}
	for b := range h.Benefit {
		h.Benefit[b] = make([]float64, n)
	}
	return h
}
