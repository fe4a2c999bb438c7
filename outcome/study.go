package outcome

import (
	"fmt"

	"commonpurse/split"
)

// Study is a split applied to a population: for each closure, what changes for every household.
type Study struct {
	Before   *Frame
	After    *Frame // under the blocs' own laws and incomes; the same as Before without any
	Proposal *split.Proposal
	Closed   [][]split.Closed // closure × bloc
	Cases    []Case           // one a closure

	bloc    []int   // region → bloc
	group   []uint8 // row's place in its bloc's ranks: an index of rankGroups
	inPlace []uint8 // row's place in its region's ranks
	sample  [][groups]int
	samples []int       // region: survey households
	before  [][2]Spread // bloc, the last being the union: disposable, comprehensive
	voters  []voterIncomes
}

// Case is one closure's changes and what they do.
type Case struct {
	Closure split.Closure
	Closed  []split.Closed // bloc

	comp   []float64 // change of comprehensive resources, dollars a year
	disp   []float64 // change of disposable resources
	status []uint8   // fate and poverty of each row

	measure
}

// groups of people in the table gainers
const (
	byAll      = 0
	byDecile   = 1
	byAge      = byDecile + 10
	byChildren = byAge + 3
	byPoverty  = byChildren + 4
	groups     = byPoverty + 3
)

var groupNames = [groups][2]string{
	{"all", "all"},
	{"decile", "1"}, {"decile", "2"}, {"decile", "3"}, {"decile", "4"}, {"decile", "5"}, {"decile", "6"}, {"decile", "7"}, {"decile", "8"}, {"decile", "9"}, {"decile", "10"},
	{"age", "under 18"}, {"age", "18 to 64"}, {"age", "65 and over"},
	{"children", "none"}, {"children", "1"}, {"children", "2"}, {"children", "3 and more"},
	{"poverty", "poor"}, {"poverty", "near poor"}, {"poverty", "above"},
}

// rankGroups of the table winners, by share of people from the bottom
const (
	bottom40 = iota
	middle50
	next9
	top1
	rankGroups
)

// fate and poverty of a row under a closure
const (
	gains = 1 << iota
	loses
	poorBefore
	poorAfter
)

// NewStudy applies closures to households. closed is closure × bloc. After is nil when no bloc has
// a law or a shock of its own; else a frame of the same rows.
func NewStudy(before, after *Frame, p *split.Proposal, closed [][]split.Closed) (*Study, error) {
	if after == nil {
		after = before
	}
	if after.People.Len() != before.People.Len() {
		return nil, fmt.Errorf("outcome: %d households after, %d before; expected the same rows", after.People.Len(), before.People.Len())
	}
	s := &Study{Before: before, After: after, Proposal: p, Closed: closed, bloc: p.Index(), Cases: make([]Case, len(closed))}
	s.rankGroups()
	s.count()
	s.spreadBefore()
	s.voterIncomes()
	each(before.workers, len(closed), func(k int) {
		c := &s.Cases[k]
		c.Closed = closed[k]
		c.Closure = closed[k][0].Closure
		s.apply(c)
		s.measure(c)
	})
	return s, nil
}

// Blocs counts the blocs.
func (s *Study) Blocs() int { return len(s.Proposal.Blocs) }

// Name gives a bloc's name; the index after the last bloc is the former union.
func (s *Study) Name(bloc int) string {
	if bloc == s.Blocs() {
		return UnionRow
	}
	return s.Proposal.Blocs[bloc].Name
}

// UnionRow is the name of the former union in a column of blocs.
const UnionRow = "all blocs"

// Feasible says whether a case holds for a bloc; for the union, whether it holds for every bloc.
func (s *Study) Feasible(c *Case, bloc int) bool {
	if bloc < s.Blocs() {
		return c.Closed[bloc].Feasible
	}
	for b := range c.Closed {
		if !c.Closed[b].Feasible {
			return false
		}
	}
	return true
}

// apply works out every household's change: the bloc's own law and incomes, and the closure. About
// ten nanoseconds a household for each base that the closure moves.
func (s *Study) apply(c *Case) {
	n := s.Before.People.Len()
	c.comp, c.disp, c.status = make([]float64, n), make([]float64, n), make([]uint8, n)
	if s.After != s.Before {
		for i := range n {
			c.comp[i] = s.After.comp[i] - s.Before.comp[i]
			c.disp[i] = s.After.disp[i] - s.Before.disp[i]
		}
	}
	for r, b := range s.bloc {
		from, to := s.Before.start[r], s.Before.start[r+1]
		for base := range split.Bases {
			gain := c.Closed[b].Gain[base]
			if gain == 0 {
				continue
			}
			proportion(c.comp[from:to], s.After.Columns.All[base][from:to], gain)
			proportion(c.disp[from:to], s.After.Columns.Near[base][from:to], gain)
		}
	}
}

// proportion adds gain × base to each change.
func proportion(change, base []float64, gain float64) {
	base = base[:len(change)]
	for i := range change {
		change[i] += float64(gain * base[i])
	}
}

// Change gives a case's changes of comprehensive and disposable resources, one a row.
func (c *Case) Change() (comprehensive, disposable []float64) { return c.comp, c.disp }

// rankGroups places every row in the ranks of its bloc and of its region.
func (s *Study) rankGroups() {
	f := s.Before
	n := len(f.rank)
	s.group, s.inPlace = make([]uint8, n), make([]uint8, n)
	blocPeople, regionPeople := make([]float64, s.Blocs()), make([]float64, len(s.bloc))
	for r, b := range s.bloc {
		for i := f.start[r]; i < f.start[r+1]; i++ {
			regionPeople[r] += f.heads[i]
		}
		blocPeople[b] += regionPeople[r]
	}
	blocBelow, regionBelow := make([]float64, s.Blocs()), make([]float64, len(s.bloc))
	for _, i := range f.rank {
		r := f.People.Region[i]
		b := s.bloc[r]
		half := float64(0.5 * f.heads[i])
		s.group[i] = rankGroup((blocBelow[b] + half) / blocPeople[b])
		s.inPlace[i] = rankGroup((regionBelow[r] + half) / regionPeople[r])
		blocBelow[b] += f.heads[i]
		regionBelow[r] += f.heads[i]
	}
}

func rankGroup(share float64) uint8 {
	switch {
	case share < 0.4:
		return bottom40
	case share < 0.9:
		return middle50
	case share < 0.99:
		return next9
	}
	return top1
}

// count finds how many survey households stand behind each group; copies of one stand side by side.
func (s *Study) count() {
	f := s.Before
	h := f.People
	s.sample, s.samples = make([][groups]int, s.Blocs()+1), make([]int, len(s.bloc))
	var buffer [8]int
	for r, b := range s.bloc {
		var last [groups]int64
		for g := range last {
			last[g] = -1
		}
		for i := f.start[r]; i < f.start[r+1]; i++ {
			if f.heads[i] == 0 {
				continue
			}
			survey := int64(h.Survey[i])
			for _, g := range f.groupsOf(i, buffer[:0]) {
				if last[g] != survey {
					last[g] = survey
					s.sample[b][g]++
					s.sample[s.Blocs()][g]++
					if g == byAll {
						s.samples[r]++
					}
				}
			}
		}
	}
}

// groupsOf lists the groups that a row has people in.
func (f *Frame) groupsOf(i int, into []int) []int {
	h := f.People
	into = append(into, byAll, byDecile+int(f.decile[i]), byChildren+min(3, int(h.Children[i])), byPoverty+int(f.near[i]))
	if h.Children[i] > 0 {
		into = append(into, byAge)
	}
	if h.Adults[i] > h.Aged[i] {
		into = append(into, byAge+1)
	}
	if h.Aged[i] > 0 {
		into = append(into, byAge+2)
	}
	return into
}

// spreadBefore measures inequality before the split, of each bloc and the union.
func (s *Study) spreadBefore() {
	f := s.Before
	s.before = make([][2]Spread, s.Blocs()+1)
	each(f.workers, 2, func(concept int) {
		values := make([]float64, len(f.rank))
		source := [2][]float64{f.disp, f.comp}[concept]
		for i, v := range source {
			values[i] = float64(v * f.root[i])
		}
		order := f.rank
		if concept == 1 {
			var sort sorter
			order = make([]int32, len(values))
			sort.order(values, order)
		}
		for b, index := range s.spreads(values, order) {
			s.before[b][concept] = index
		}
	})
}

// spreads gives the indices of values per equivalent adult for each bloc and the union.
func (s *Study) spreads(values []float64, order []int32) []Spread {
	f := s.Before
	sums := make([]spread, s.Blocs()+1)
	union := s.Blocs()
	for _, i := range order {
		if w := f.heads[i]; w > 0 {
			sums[s.bloc[f.People.Region[i]]].add(w, values[i], f.floor)
			sums[union].lorenz(w, values[i])
		}
	}
	for _, b := range s.Proposal.ByRegion() {
		sums[union].merge(&sums[b])
	}
	indices := make([]Spread, len(sums))
	for b := range sums {
		indices[b] = sums[b].index()
	}
	return indices
}

// voterIncomes are the median resources before the split of those who chose each candidate.
type voterIncomes struct {
	first  []int       // bloc: the candidate with the most votes
	median [][]float64 // bloc (and union) × candidate
	far    []float64   // bloc: median of those who voted for another than the first
	adults [][]float64 // bloc (and union) × candidate
}

// voterIncomes finds, for every election, the first candidate of each bloc and median incomes.
func (s *Study) voterIncomes() {
	f := s.Before
	h := f.People
	s.voters = make([]voterIncomes, len(h.Elections))
	each(f.workers, len(h.Elections), func(e int) {
		election := &h.Elections[e]
		v := &s.voters[e]
		candidates, blocs := len(election.Candidates), s.Blocs()
		v.first, v.far = make([]int, blocs), make([]float64, blocs)
		v.adults, v.median = grid(blocs+1, candidates), grid(blocs+1, candidates)
		regions := grid(len(s.bloc), candidates)
		for r, b := range s.bloc {
			for c, column := range election.Adults {
				for i := f.start[r]; i < f.start[r+1]; i++ {
					regions[r][c] += float64(f.weight[i] * float64(column[i]))
				}
				v.adults[b][c] += regions[r][c]
				v.adults[blocs][c] += regions[r][c]
			}
		}
		half := grid(blocs+1, candidates+1) // the last: the far side
		for b := range v.adults {
			for c, adults := range v.adults[b] {
				half[b][c] = adults / 2
			}
			if b < blocs {
				v.first[b] = leader(election.Candidates, v.adults[b])
				for c := range candidates - 1 {
					if c != v.first[b] {
						half[b][candidates] += float64(v.adults[b][c] / 2)
					}
				}
			}
		}
		for _, i := range f.rank {
			b := s.bloc[h.Region[i]]
			income := float64(f.disp[i] * f.root[i])
			for c, column := range election.Adults {
				w := float64(f.weight[i] * float64(column[i]))
				half[b][c] = pass(half[b][c], w, income, &v.median[b][c])
				half[blocs][c] = pass(half[blocs][c], w, income, &v.median[blocs][c])
				if c != v.first[b] && c < candidates-1 {
					half[b][candidates] = pass(half[b][candidates], w, income, &v.far[b])
				}
			}
		}
	})
}

// pass walks a weight past the middle: while some of the half is left, the median is at least here.
func pass(left, w, value float64, median *float64) float64 {
	if left > 0 && w > 0 {
		*median = value
	}
	return left - w
}

// leader finds the candidate with the most votes; "other" and "none" are no candidates.
func leader(names []string, adults []float64) int {
	best := 0
	for c := range names {
		if names[c] != "other" && names[c] != "none" && adults[c] > adults[best] {
			best = c
		}
	}
	return best
}

func grid(rows, columns int) [][]float64 {
	cells := make([]float64, rows*columns)
	g := make([][]float64, rows)
	for r := range g {
		g[r] = cells[r*columns : (r+1)*columns : (r+1)*columns]
	}
	return g
}
