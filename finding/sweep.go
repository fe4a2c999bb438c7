package finding

import (
	"commonpurse/fault"
	"commonpurse/money"
	"commonpurse/outcome"
	"commonpurse/split"
)

// Sweep works out the headlines of many proposals, one after the other or on several workers, under
// one convention: what thousands of partitions stand on. What does not depend on the partition is
// worked out once.
type Sweep struct {
	union    *Union
	accounts *split.Accounts
	balance  *split.Balance
	steps    *outcome.Steps
}

// Headlines are the headline numbers of one proposal. Entries by closure are those of
// [split.ClosureNames]; what a debt moves is nothing, and people under an infeasible closure are
// those at its bound.
type Headlines struct {
	Dividends []money.Cents         // bloc
	Balances  []float64             // bloc: outlays less receipts, the union's deficit neutralised, dollars a year
	Closed    [][]split.Closed      // bloc × closure
	People    [][]outcome.Headlines // bloc × closure
}

// Sweep prepares the union's accounts and people for many proposals.
func (u *Union) Sweep() (*Sweep, error) {
	if u.People == nil {
		return nil, fault.Usage("%s has no households: there are no headlines of people", u.Title)
	}
	w := &work{Union: u, p: &split.Proposal{}}
	if err := w.read(); err != nil {
		return nil, err
	}
	steps, err := outcome.NewSteps(u.People)
	return &Sweep{union: u, accounts: w.accounts[w.chosen], balance: w.balances[w.chosen], steps: steps}, err
}

// Headlines settles a proposal, closes every bloc's dividend in all eight ways and gives what they
// do to people. into's memory is used again. The proposal's blocs live under the union's law and
// market incomes; for others there is [Union.Split]. Several workers may call it at once, each with
// its own memory.
func (s *Sweep) Headlines(p *split.Proposal, into *Headlines) error {
	if len(p.Changes()) > 0 {
		return fault.Usage("a sweep runs no law: a bloc cannot have a law or market incomes of its own in it")
	}
	terms, err := s.accounts.Settle(p, nil)
	if err != nil {
		return err
	}
	var mix split.Mix
	if len(p.Closure) > 1 {
		mix = p.Closure
	}
	into.fit(len(p.Blocs))
	for b := range p.Blocs {
		set := p.Blocs[b].Regions
		into.Dividends[b] = terms[b].Dividend()
		_, into.Balances[b] = s.balance.Of(set)
		sums := split.Over(s.union.People.Sums, set)
		ranked := s.steps.Ranked(set)
		for c := range split.Closures {
			into.Closed[b][c] = split.Close(split.Closure(c), mix, into.Dividends[b], sums)
			into.People[b][c] = s.steps.Headlines(set, &into.Closed[b][c], &ranked)
		}
	}
	return nil
}

// fit makes room for a number of blocs.
func (h *Headlines) fit(blocs int) {
	for len(h.Dividends) < blocs {
		h.Dividends, h.Balances = append(h.Dividends, 0), append(h.Balances, 0)
		h.Closed, h.People = append(h.Closed, make([]split.Closed, split.Closures)), append(h.People, make([]outcome.Headlines, split.Closures))
	}
	h.Dividends, h.Balances, h.Closed, h.People = h.Dividends[:blocs], h.Balances[:blocs], h.Closed[:blocs], h.People[:blocs]
}
