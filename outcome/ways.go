package outcome

import (
	"slices"
	"sort"

	"commonpurse/money"
	"commonpurse/region"
	"commonpurse/split"
)

// Measures of people that are followed over every way of counting.
const (
	LoseShare = iota
	GainShare
	NetShare // gain less lose
	PoorLoseShare
	PoorChange
	WayMeasures
)

// Signed says of each measure whether its sign says something.
var Signed = [WayMeasures]bool{NetShare: true, PoorChange: true}

// Over is one measure over many ways of counting, ascending.
type Over []float64

// At gives a quantile: 0 the least, 1 the greatest. Zero without ways.
func (o Over) At(q float64) float64 {
	if len(o) == 0 {
		return 0
	}
	return o[int(float64(q*float64(len(o)-1))+0.5)]
}

// Signs counts the ways above and below zero.
func (o Over) Signs() (positive, negative int) {
	return len(o) - sort.Search(len(o), func(k int) bool { return o[k] > 0 }), sort.Search(len(o), func(k int) bool { return o[k] >= 0 })
}

// Ways are the measures of people under every way of counting and every closure.
type Ways struct {
	of     [][][WayMeasures]Over // bloc × case
	pooled [][WayMeasures]Over   // bloc: all cases together
}

// Case gives a measure of a bloc under one case, over the ways of counting in which it is feasible.
func (w *Ways) Case(bloc, k, measure int) Over { return w.of[bloc][k][measure] }

// Pooled gives a measure of a bloc over every feasible pair of a way of counting and a closure.
func (w *Ways) Pooled(bloc, measure int) Over { return w.pooled[bloc][measure] }

// Ways measures people under every dividend of a grid, dividends[bloc] in ascending order, and every
// case's closure. A household's change is its change by law plus the dividend times a share of its
// own, so each household is visited once a case: it passes each limit at one dividend. Households'
// own resources keep the incidence of the frame; the incidence of the grid moves dividends.
func (s *Study) Ways(dividends [][]money.Cents) *Ways {
	blocs, cases := s.Blocs(), len(s.Cases)
	w := &Ways{of: make([][][WayMeasures]Over, blocs), pooled: make([][WayMeasures]Over, blocs)}
	for b := range w.of {
		w.of[b] = make([][WayMeasures]Over, cases)
	}
	each(s.Before.workers, blocs*cases, func(task int) {
		b, k := task/cases, task%cases
		w.of[b][k] = s.ways(b, k, dividends[b])
	})
	each(s.Before.workers, blocs*WayMeasures, func(task int) {
		b, m := task/WayMeasures, task%WayMeasures
		var all Over
		for k := range cases {
			all = append(all, w.of[b][k][m]...)
		}
		slices.Sort(all)
		w.pooled[b][m] = all
	})
	return w
}

// ways measures one bloc under one case.
func (s *Study) ways(b, k int, dividends []money.Cents) (of [WayMeasures]Over) {
	sums := split.Over(s.After.Sums, s.Proposal.Blocs[b].Regions)
	closure := &s.Cases[k].Closed[b]
	// What a household gets of each dollar of dividend, by base.
	var unit [split.Bases]float64
	for _, d := range [2]money.Cents{1e8, -1e8} { // a million dollars: far from any limit, unless there is nothing to change
		if c := split.Close(closure.Closure, closure.Mix, d, sums); c.Feasible {
			for base := range unit {
				unit[base] = c.Gain[base] / d.Dollars()
			}
		}
	}
	var ways []float64 // feasible dividends, dollars a year
	for _, d := range dividends {
		if split.Close(closure.Closure, closure.Mix, d, sums).Feasible {
			ways = append(ways, d.Dollars())
		}
	}
	if len(ways) == 0 {
		return of
	}
	t := newTurns(ways)
	var people, poor float64
	for r, bloc := range s.bloc {
		if bloc == b {
			p, q := s.turn(t, region.ID(r), &unit)
			people += p
			poor += q
		}
	}
	return t.measures(people, poor)
}

// turn adds a region's households to the turns, and gives its people and its poor before.
func (s *Study) turn(t *turns, r region.ID, unit *[split.Bases]float64) (people, poor float64) {
	f, after := s.Before, s.After
	from, to := f.start[r], f.start[r+1]
	all, near := make([]float64, to-from), make([]float64, to-from)
	for base, share := range unit {
		if share != 0 {
			proportion(all, after.Columns.All[base][from:to], share)
			proportion(near, after.Columns.Near[base][from:to], share)
		}
	}
	for j := range all {
		i := from + j
		n := f.heads[i]
		if n == 0 {
			continue
		}
		people += n
		var law, lawNear float64
		if after != f {
			law, lawNear = after.comp[i]-f.comp[i], after.disp[i]-f.disp[i]
		}
		was := 0.0
		if f.poor[i]&poorSPM != 0 {
			was = n
			poor += n
		}
		below := t.under(law, all[j], -f.band[i])
		t.lose[below] += n
		t.poorLose[below] += was
		t.gain[t.upTo(law, all[j], f.band[i])] += n
		poorBelow := t.under(f.spm[i]+lawNear, near[j], f.People.SPMThreshold[i])
		t.lifted[poorBelow] += was
		t.newly[poorBelow] += n - was
	}
	return people, poor
}

// turns counts people by the dividend, in ascending order, at which something turns. Entry k of
// lose, poorLose and newly holds those of whom it is so at dividends 0 … k-1; of gain and lifted,
// those of whom it is so from k on.
type turns struct {
	ways                                []float64
	cell                                []int32 // first way at or above the cell's lower end
	scale                               float64 // cells a dollar
	lose, gain, poorLose, newly, lifted []float64
}

// cells of the look-up that starts a search
const turnCells = 4096

func newTurns(ways []float64) *turns {
	n := len(ways)
	t := &turns{ways: ways, cell: make([]int32, turnCells+1)}
	for _, counts := range []*[]float64{&t.lose, &t.gain, &t.poorLose, &t.newly, &t.lifted} {
		*counts = make([]float64, n+1)
	}
	if span := ways[n-1] - ways[0]; span > 0 {
		t.scale = turnCells / span
	}
	k := 0
	for c := range t.cell {
		for k < n && float64((ways[k]-ways[0])*t.scale) < float64(c) {
			k++
		}
		t.cell[c] = int32(k)
	}
	return t
}

// under gives how many ways, from the least, have base + way × share below a limit. share is not
// below zero.
func (t *turns) under(base, share, limit float64) int {
	room := limit - base
	if share <= 0 {
		if room > 0 {
			return len(t.ways)
		}
		return 0
	}
	return t.find(room/share, false)
}

// upTo gives how many ways have base + way × share at most a limit.
func (t *turns) upTo(base, share, limit float64) int {
	room := limit - base
	if share <= 0 {
		if room >= 0 {
			return len(t.ways)
		}
		return 0
	}
	return t.find(room/share, true)
}

// find counts the ways below v, or at most v.
func (t *turns) find(v float64, equal bool) int {
	n := len(t.ways)
	if v < t.ways[0] {
		return 0
	}
	if v > t.ways[n-1] {
		return n
	}
	k := int(t.cell[int(min(turnCells, float64((v-t.ways[0])*t.scale)))])
	for k > 0 && t.ways[k-1] >= v { // the cell's end is rounded
		k--
	}
	for k < n && (t.ways[k] < v || equal && t.ways[k] == v) {
		k++
	}
	return k
}

// measures turns counts into shares by way, each ascending.
func (t *turns) measures(people, poor float64) (of [WayMeasures]Over) {
	n := len(t.ways)
	for m := range of {
		of[m] = make(Over, n)
	}
	var gain, lifted float64
	for k := range n {
		gain += t.gain[k]
		lifted += t.lifted[k]
		of[GainShare][k], of[PoorChange][k] = gain/people, -lifted
	}
	var lose, poorLose, newly float64
	for k := n - 1; k >= 0; k-- {
		lose += t.lose[k+1]
		poorLose += t.poorLose[k+1]
		newly += t.newly[k+1]
		of[LoseShare][k], of[NetShare][k] = lose/people, of[GainShare][k]-lose/people
		if poor > 0 {
			of[PoorLoseShare][k] = poorLose / poor
		}
		of[PoorChange][k] += newly
	}
	for m := range of {
		slices.Sort(of[m])
	}
	return of
}
