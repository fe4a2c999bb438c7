package outcome

import (
	"fmt"
	"strconv"

	"commonpurse/money"
	"commonpurse/region"
	"commonpurse/split"
	"commonpurse/table"
)

// Weak is how many survey households a group needs before its numbers are printed without a warning.
const Weak = 100

// notes that every table of changes carries
func (s *Study) notes(t *table.Table) {
	t.Notes = append(t.Notes,
		"Resources are comprehensive unless said otherwise: market income, all benefits (medical ones at their cost to government), employer health insurance, less every tax by incidence; per equivalent adult by the square root of persons. Regions' own taxes are not in them.",
		"A gain or loss is a change of more than 1% of resources. Results are static: nobody works, moves or spends differently.",
		"Closures that are not feasible for a bloc have no row; debt moves no household this year.")
	if mix := s.mixNote(); mix != "" {
		t.Notes = append(t.Notes, mix)
	}
}

func (s *Study) mixNote() string {
	for k := range s.Cases {
		if s.Cases[k].Closure == split.Mixed {
			text := "Closure mixed:"
			for i, part := range s.Cases[k].Closed[0].Mix {
				if i > 0 {
					text += ","
				}
				text += fmt.Sprintf(" %s%% %s", strconv.FormatFloat(100*part.Share, 'g', 6, 64), part.Closure)
			}
			return text + "."
		}
	}
	return ""
}

// rows calls f for every case and bloc (and the union) that is feasible.
func (s *Study) rows(f func(c *Case, k, bloc int)) {
	for bloc := range s.Blocs() + 1 {
		if bloc == s.Blocs() && s.Blocs() == 1 {
			continue // the one bloc is the union
		}
		for k := range s.Cases {
			if s.Feasible(&s.Cases[k], bloc) {
				f(&s.Cases[k], k, bloc)
			}
		}
	}
}

// regionsOf gives a bloc's regions; all of them for the union.
func (s *Study) regionsOf(bloc int) region.Set {
	if bloc == s.Blocs() {
		return s.Proposal.Regions.All()
	}
	return s.Proposal.Blocs[bloc].Regions
}

// over divides, and has no value where there is nothing to divide by.
func over(a, b float64) any {
	if b == 0 {
		return nil
	}
	return a / b
}

func fatesOf(c *cell) []any {
	return []any{c.gain, c.lose, c.people - c.gain - c.lose, over(c.gain, c.people), over(c.lose, c.people)}
}

// Gainers fills the table gainers. sample may be nil: then there are no intervals.
func (s *Study) Gainers(sample *Sample) table.Table {
	t := GainersTable()
	s.notes(&t)
	s.rows(func(c *Case, k, bloc int) {
		for g := range groups {
			x := &c.groups[bloc][g]
			if x.people == 0 {
				continue
			}
			row := []any{s.Name(bloc), c.Closure.String(), groupNames[g][0], groupNames[g][1], x.people}
			row = append(row, fatesOf(x)...)
			var low, high any
			if sample != nil && g < byAge {
				i := sample.Losers(s.regionsOf(bloc), k, g-byDecile)
				low, high = i.Low, i.High
			}
			n := s.sample[bloc][g]
			row = append(row, low, high, over(x.change, x.people), c.medians[bloc][g], percent(x.change, x.before), n, n < Weak)
			t.Rows = append(t.Rows, row)
		}
		if len(c.votes) > 0 {
			s.gainersByVote(&t, c, bloc)
		}
	})
	return t
}

func percent(change, before float64) any {
	if before <= 0 {
		return nil
	}
	return 100 * change / before
}

// gainersByVote adds the newest election's voters.
func (s *Study) gainersByVote(t *table.Table, c *Case, bloc int) {
	e := s.newest()
	election := &s.Before.People.Elections[e]
	for k, name := range election.Candidates {
		x := &c.votes[e][bloc][k]
		if x.people == 0 {
			continue
		}
		row := []any{s.Name(bloc), c.Closure.String(), "vote", fmt.Sprintf("%d %s", election.Year, name), x.people}
		row = append(row, fatesOf(x)...)
		t.Rows = append(t.Rows, append(row, nil, nil, over(x.change, x.people), nil, nil, s.sample[bloc][byAll], s.sample[bloc][byAll] < Weak))
	}
}

// newest finds the latest election.
func (s *Study) newest() int {
	best := 0
	for e, election := range s.Before.People.Elections {
		if election.Year > s.Before.People.Elections[best].Year {
			best = e
		}
	}
	return best
}

// Poor fills the table poor.
func (s *Study) Poor(sample *Sample) table.Table {
	t := PoorTable()
	s.notes(&t)
	t.Notes = append(t.Notes, "spm-like: disposable resources less work, child care and medical expenses, against thresholds of the household; a cut of medical benefits does not enter, or half of it as spending out of pocket. official: money income against the official thresholds; taxes do not enter.")
	s.rows(func(c *Case, k, bloc int) {
		for m := range measures {
			p := &c.poverty[bloc][m]
			row := []any{s.Name(bloc), c.Closure.String(), measureNames[m], p.people, p.before, p.after, over(p.before, p.people), over(p.after, p.people)}
			var changeLow, changeHigh, low, high any
			if sample != nil && m == measureSPM {
				i, j := sample.PoorChange(s.regionsOf(bloc), k), sample.PoorLosers(s.regionsOf(bloc), k)
				changeLow, changeHigh, low, high = i.Low, i.High, j.Low, j.High
			}
			if sample != nil && m == measureFifth {
				j := sample.FifthLosers(s.regionsOf(bloc), k)
				low, high = j.Low, j.High
			}
			gapBefore, gapAfter := any(p.gapBefore), any(p.gapAfter)
			if m == measureFifth {
				gapBefore, gapAfter = nil, nil
			}
			t.Add(append(row, changeLow, changeHigh, p.childrenBefore, p.childrenAfter, gapBefore, gapAfter, p.poor.lose, p.poor.gain,
				over(p.poor.lose, p.poor.people), low, high, over(p.poor.change, p.poor.people))...)
		}
	})
	return t
}

// Inequality fills the table inequality.
func (s *Study) Inequality() table.Table {
	t := InequalityTable()
	s.notes(&t)
	t.Notes = append(t.Notes, fmt.Sprintf("Theil and Atkinson indices are of incomes floored at %.0f dollars, one percent of the median.", s.Before.floor))
	s.rows(func(c *Case, _, bloc int) {
		for concept, name := range []string{"disposable", "comprehensive"} {
			b, a := s.before[bloc][concept], c.spread[bloc][concept]
			t.Add(s.Name(bloc), c.Closure.String(), name, b.Gini, a.Gini, b.Theil, a.Theil, b.Atkinson, a.Atkinson)
		}
	})
	return t
}

// rankRows are the rows of the table winners: the top ten percent hold the top one.
var rankRows = []struct {
	name   string
	groups []int
}{{"top 1%", []int{top1}}, {"top 10%", []int{next9, top1}}, {"middle 50%", []int{middle50}}, {"bottom 40%", []int{bottom40}}}

var sides = []string{"gain", "loss"}

// Winners fills the table winners.
func (s *Study) Winners(sample *Sample) table.Table {
	t := WinnersTable()
	s.notes(&t)
	t.Notes = append(t.Notes, "The top 1% rests on the shape assumed for the top of each region's incomes.")
	s.rows(func(c *Case, k, bloc int) {
		if bloc == s.Blocs() {
			return
		}
		for side, name := range sides {
			var whole float64
			for g := range rankGroups {
				whole += c.winners[bloc][g][side]
			}
			if whole == 0 {
				continue
			}
			for _, r := range rankRows {
				var amount, people float64
				for _, g := range r.groups {
					amount += c.winners[bloc][g][side]
					people += c.groupPeople[bloc][g]
				}
				var low, high any
				if sample != nil {
					i := sample.Won(s.regionsOf(bloc), k, side, r.groups)
					low, high = i.Low, i.High
				}
				t.Add(s.Name(bloc), s.Proposal.Blocs[bloc].Leaves, c.Closure.String(), name, r.name, people, amount, amount/whole, low, high)
			}
		}
	})
	return t
}

// RegionWinners fills the table region_winners.
func (s *Study) RegionWinners() table.Table {
	t := RegionWinnersTable()
	s.notes(&t)
	for r, bloc := range s.bloc {
		for k := range s.Cases {
			c := &s.Cases[k]
			if !s.Feasible(c, bloc) {
				continue
			}
			for side, name := range sides {
				w := &c.regionWinners[r]
				whole := w[bottom40][side] + w[middle50][side] + w[next9][side] + w[top1][side]
				if whole == 0 {
					continue
				}
				t.Add(s.Proposal.Regions.Code(region.ID(r)), s.Name(bloc), c.Closure.String(), name, whole,
					w[top1][side]/whole, (w[next9][side]+w[top1][side])/whole, w[middle50][side]/whole, w[bottom40][side]/whole)
			}
		}
	}
	return t
}

const votesNote = "Each adult carries probabilities of having voted for each candidate, another, or not at all, fitted by income and age and made to match each region's certified result."

// Votes fills the table votes.
func (s *Study) Votes() table.Table {
	t := VotesTable()
	s.notes(&t)
	t.Notes = append(t.Notes, votesNote)
	s.rows(func(c *Case, _, bloc int) {
		for e, election := range s.Before.People.Elections {
			var all float64
			for k := range election.Candidates {
				all += c.votes[e][bloc][k].people
			}
			for k, name := range election.Candidates {
				x := &c.votes[e][bloc][k]
				row := []any{s.Name(bloc), election.Year, name, c.Closure.String(), x.people, over(x.people, all)}
				row = append(row, fatesOf(x)...)
				t.Rows = append(t.Rows, append(row, over(x.change, x.people), s.voters[e].median[bloc][k]))
			}
		}
	})
	return t
}

// Minority fills the table minority.
func (s *Study) Minority() table.Table {
	t := MinorityTable()
	s.notes(&t)
	t.Notes = append(t.Notes, votesNote)
	s.rows(func(c *Case, _, bloc int) {
		if bloc == s.Blocs() {
			return
		}
		for e, election := range s.Before.People.Elections {
			v := &s.voters[e]
			lead := v.first[bloc]
			var far cell
			var none float64
			for k, name := range election.Candidates {
				x := &c.votes[e][bloc][k]
				switch {
				case name == "none":
					none = x.people
				case k != lead:
					far.merge(x)
				}
			}
			first := &c.votes[e][bloc][lead]
			t.Add(s.Name(bloc), election.Year, election.Candidates[lead], c.Closure.String(), first.people+far.people+none, first.people, far.people,
				over(far.people, first.people+far.people), none, v.median[bloc][lead], v.far[bloc], far.gain, far.lose, over(far.lose, far.people), over(first.lose, first.people))
		}
	})
	return t
}

// BothSides fills the table both_sides: the union's fifths and other groups in every bloc.
func (s *Study) BothSides() table.Table {
	t := BothSidesTable()
	s.notes(&t)
	if s.Blocs() < 2 {
		return t
	}
	for k := range s.Cases {
		c := &s.Cases[k]
		if !s.Feasible(c, s.Blocs()) {
			continue
		}
		for fifth := range 5 {
			first := byDecile + 2*fifth
			s.bothSides(&t, c, "fifth", strconv.Itoa(fifth+1), first, first+1)
		}
		for g := byAge; g < groups; g++ {
			s.bothSides(&t, c, groupNames[g][0], groupNames[g][1], g)
		}
	}
	return t
}

func (s *Study) bothSides(t *table.Table, c *Case, by, name string, members ...int) {
	var all cell
	least, most := 0, 0
	shares := make([]float64, s.Blocs())
	everywhere := true
	for b := range s.Blocs() {
		var x cell
		for _, g := range members {
			x.merge(&c.groups[b][g])
		}
		if x.people > 0 {
			shares[b] = x.lose / x.people
		}
		if shares[b] < shares[least] {
			least = b
		}
		if shares[b] > shares[most] {
			most = b
		}
		everywhere = everywhere && x.change < 0
		all.merge(&x)
	}
	t.Add(c.Closure.String(), by, name, all.lose, all.gain, shares[least], s.Name(least), shares[most], s.Name(most), everywhere)
}

// RegionChange fills the table region_change.
func (s *Study) RegionChange(sample *Sample) table.Table {
	t := RegionChangeTable()
	s.notes(&t)
	for r, bloc := range s.bloc {
		for k := range s.Cases {
			c := &s.Cases[k]
			if !s.Feasible(c, bloc) {
				continue
			}
			x := &c.regions[r]
			row := []any{s.Proposal.Regions.Code(region.ID(r)), s.Name(bloc), c.Closure.String(), x.people}
			row = append(row, fatesOf(x)...)
			var low, high any
			if sample != nil {
				i := sample.Losers(region.Of(region.ID(r)), k, -1)
				low, high = i.Low, i.High
			}
			t.Rows = append(t.Rows, append(row, over(x.change, x.people), c.adultMedian[r], over(c.adultsGain[r], c.adults[r]), c.adultsGain[r] > c.adultsLose[r],
				low, high, s.samples[r], s.samples[r] < Weak))
		}
	}
	return t
}

// BelowZero gives the people of a bloc whom a case takes below zero.
func (c *Case) BelowZero(bloc int) float64 { return c.belowZero[bloc] }

// Fate is the headline numbers of a case for one bloc.
type Fate struct {
	People, Gain, Lose           float64
	Poor, PoorLose, PoorAfter    float64 // SPM-like
	Fifth, FifthLose             float64 // people of the union's bottom fifth
	Change                       float64 // dollars a year
	TopGain, TopTenGain, LowGain any     // shares of gross gains: top 1%, top 10%, bottom 40%; nil without gains
	TopLoss, LowLoss             any     // shares of gross losses: top 10%, bottom 40%
}

// Fate gives the headline numbers of a bloc under a case; the union's for the index after the last.
func (s *Study) Fate(c *Case, bloc int) Fate {
	all, p, fifth := &c.groups[bloc][byAll], &c.poverty[bloc][measureSPM], &c.poverty[bloc][measureFifth]
	f := Fate{People: all.people, Gain: all.gain, Lose: all.lose, Change: all.change, Poor: p.before, PoorLose: p.poor.lose, PoorAfter: p.after, Fifth: fifth.before, FifthLose: fifth.poor.lose}
	if bloc < s.Blocs() {
		w := &c.winners[bloc]
		gains := w[0][0] + w[1][0] + w[2][0] + w[3][0]
		losses := w[0][1] + w[1][1] + w[2][1] + w[3][1]
		f.TopGain, f.TopTenGain, f.LowGain = over(w[top1][0], gains), over(w[next9][0]+w[top1][0], gains), over(w[bottom40][0], gains)
		f.TopLoss, f.LowLoss = over(w[next9][1]+w[top1][1], losses), over(w[bottom40][1], losses)
	}
	return f
}

// DecompositionRows fills the table decomposition.
func (f *Frame) Decomposition() table.Table {
	t := DecompositionTable()
	t.Notes = append(t.Notes, "Before any split, per equivalent adult, weighed by people. Theil is not defined for net benefits, which have negative values: their variance is split instead.")
	d := f.Decompose()
	for _, row := range []struct {
		name, unit string
		p          Parts
	}{{"theil, market income", "index", d.Market}, {"theil, disposable resources", "index", d.Disposable}, {"theil, comprehensive resources", "index", d.Comprehensive},
		{"variance, benefits less taxes", "USD²", d.Net}} {
		t.Add(row.name, row.unit, row.p.Total, row.p.Between, row.p.Within, over(row.p.Between, row.p.Total))
	}
	return t
}

// Treatment fills the table treatment: balance is each region's, under the convention.
func (f *Frame) Treatment(p *split.Proposal, convention string, balance []money.Cents) table.Table {
	t := TreatmentTable()
	t.Notes = append(t.Notes, "Cells are decile × age of the head × children. What is left of the balance is treatment: of its households (match rates, prices, eligibility, the rest of their composition) and of its places (pay, contracts, grants).")
	for r, x := range f.Treatments() {
		id := region.ID(r)
		total := balance[r].Dollars()
		households, place := x.Net-x.Composition, total-x.Net
		t.Add(f.People.Regions.Code(id), p.Blocs[p.Of(id)].Name, convention, balance[r], x.Composition, households, place, over(x.Composition, x.People), over(households+place, x.People))
	}
	return t
}

// RichPoor fills the table region_deciles.
func (f *Frame) RichPoor(p *split.Proposal) table.Table {
	t := RichPoorTable()
	t.Notes = append(t.Notes, "Taxes by incidence, benefits at their cost; before any split.")
	for r, deciles := range f.Deciles() {
		id := region.ID(r)
		for d, x := range deciles {
			t.Add(f.People.Regions.Code(id), p.Blocs[p.Of(id)].Name, d+1, x.People, x.Taxes, x.Benefits, x.Benefits-x.Taxes, x.Sample, x.Sample < Weak)
		}
	}
	return t
}

// Sampled counts the survey households behind a region's numbers.
func (s *Study) Sampled(r region.ID) int { return s.samples[r] }

// Newest gives the index of the latest election; -1 when there is none.
func (s *Study) Newest() int {
	if len(s.Before.People.Elections) == 0 {
		return -1
	}
	return s.newest()
}

// Lead gives a region's own first candidate in an election, and how many of its adults voted
// otherwise than the first candidate of their bloc.
func (s *Study) Lead(election int, r region.ID) (first string, far float64) {
	f := s.Before
	e := &f.People.Elections[election]
	adults := make([]float64, len(e.Candidates))
	for c, column := range e.Adults {
		for i := f.start[r]; i < f.start[r+1]; i++ {
			adults[c] += float64(f.weight[i] * float64(column[i]))
		}
	}
	lead := s.voters[election].first[s.bloc[r]]
	for c := range len(e.Candidates) - 1 {
		if c != lead {
			far += adults[c]
		}
	}
	return e.Candidates[leader(e.Candidates, adults)], far
}

// Side is the two sides of a bloc's majority in one election.
type Side struct {
	Year               int
	First              string
	Adults, Votes, Far float64 // adults; votes for the first; votes for others
	None               float64
	FarMedian, Median  float64 // disposable resources per equivalent adult
}

// Side gives the sides of a bloc's majority.
func (s *Study) Side(election, bloc int) Side {
	e, v := &s.Before.People.Elections[election], &s.voters[election]
	side := Side{Year: e.Year, First: e.Candidates[v.first[bloc]], FarMedian: v.far[bloc], Median: v.median[bloc][v.first[bloc]]}
	for c, adults := range v.adults[bloc] {
		side.Adults += adults
		switch {
		case e.Candidates[c] == "none":
			side.None = adults
		case c == v.first[bloc]:
			side.Votes = adults
		default:
			side.Far += adults
		}
	}
	return side
}
