package finding

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"commonpurse/outcome"
	"commonpurse/split"
	"commonpurse/table"
)

// headline is one number with all that is known about how sure it is.
type headline struct {
	key, title, bloc, closure, unit string
	index                           int // bloc
	estimate                        float64
	sampled                         bool
	interval                        outcome.Interval
	least, greatest                 float64    // over every way of counting, and of closing where a closure enters
	quarters                        [2]float64 // the middle half of the ways lies between
	closures                        [2]float64 // least and greatest over the feasible closures, as counted here
	ways, agree                     int        // combinations, and those with the estimate's sign
	turns                           bool
	note                            string
	summary                         bool // of a measure over all closures
}

// headlines lists every headline number of a split.
func (w *work) headlines() []headline {
	var all []headline
	for b, bloc := range w.p.Blocs {
		spread := &w.grid.Blocs[b]
		d := w.dividends[b]
		heads := 0.0
		for _, r := range bloc.Regions.IDs() {
			heads += float64(w.Ledger.Population[r])
		}
		agree := int(math.Round(spread.Agree(d) * float64(w.grid.Ways)))
		h := headline{key: "dividend", title: "Fiscal dividend", bloc: bloc.Name, index: b, unit: "USD/year", estimate: d.Dollars(), least: spread.Least.Dollars(),
			greatest: spread.Greatest.Dollars(), ways: w.grid.Ways, agree: agree, note: "from published accounts: no sampling error; range over the ways of counting"}
		n := len(spread.All)
		h.quarters = [2]float64{spread.All[n/4].Dollars(), spread.All[3*n/4].Dollars()}
		h.turns = h.least < 0 && h.greatest > 0
		all = append(all, h)
		h.key, h.title, h.unit = "dividend_per_head", "Fiscal dividend a person", "USD/year per person"
		h.estimate, h.least, h.greatest = h.estimate/heads, h.least/heads, h.greatest/heads
		h.quarters[0] /= heads
		h.quarters[1] /= heads
		all = append(all, h, w.balanceHeadline(b, heads))
		if w.study != nil {
			all = append(all, w.householdHeadlines(b)...)
		}
	}
	return all
}

// balanceHeadline is a bloc's balance with the deficit neutralised, over the conventions.
func (w *work) balanceHeadline(b int, heads float64) headline {
	bloc := &w.p.Blocs[b]
	h := headline{key: "balance_per_head", title: "Balance with the union a person, deficit neutralised", bloc: bloc.Name, index: b, unit: "USD/year per person", ways: len(w.balances),
		note: "from published accounts: no sampling error; range over the conventions"}
	var all []float64
	for i, balance := range w.balances {
		_, neutral := balance.Of(bloc.Regions)
		v := neutral / heads
		all = append(all, v)
		if i == 0 {
			h.least, h.greatest = v, v
		}
		h.least, h.greatest = min(h.least, v), max(h.greatest, v)
		if i == w.chosen {
			h.estimate = v
		}
	}
	for _, balance := range w.balances {
		if _, neutral := balance.Of(bloc.Regions); (neutral < 0) == (h.estimate < 0) {
			h.agree++
		}
	}
	h.turns = h.least < 0 && h.greatest > 0
	slices.Sort(all)
	h.quarters = [2]float64{all[len(all)/4], all[3*len(all)/4]}
	return h
}

// measureOf is one headline measure of households under a case.
type measureOf struct {
	key, title, unit string
	value            func(f *outcome.Fate) (float64, bool)
	interval         func(b, k int) outcome.Interval
	over             int // the measure in every way of counting; closuresOnly where the way does not matter
}

// closuresOnly marks measures that depend on the closure alone: where a gain or a loss goes does not
// depend on how large it is.
const closuresOnly = -1

func (w *work) householdMeasures() []measureOf {
	set := func(b int) split.Bloc { return w.p.Blocs[b] }
	share := func(a, b float64) (float64, bool) {
		if b == 0 {
			return 0, false
		}
		return a / b, true
	}
	cell := func(v any) (float64, bool) {
		x, ok := v.(float64)
		return x, ok
	}
	return []measureOf{
		{"lose_share", "People who lose more than 1% of resources", "share", func(f *outcome.Fate) (float64, bool) { return share(f.Lose, f.People) },
			func(b, k int) outcome.Interval { return w.sample.Losers(set(b).Regions, k, -1) }, outcome.LoseShare},
		{"gain_share", "People who gain more than 1% of resources", "share", func(f *outcome.Fate) (float64, bool) { return share(f.Gain, f.People) },
			func(b, k int) outcome.Interval { return w.sample.Gainers(set(b).Regions, k) }, outcome.GainShare},
		{"net_share", "People who gain less people who lose", "share", func(f *outcome.Fate) (float64, bool) { return share(f.Gain-f.Lose, f.People) },
			func(b, k int) outcome.Interval { return w.sample.Net(set(b).Regions, k) }, outcome.NetShare},
		{"poor_lose_share", "The poor who lose more than 1% of resources", "share", func(f *outcome.Fate) (float64, bool) { return share(f.PoorLose, f.Poor) },
			func(b, k int) outcome.Interval { return w.sample.PoorLosers(set(b).Regions, k) }, outcome.PoorLoseShare},
		{"poor_change", "Change of the number of poor people", "people", func(f *outcome.Fate) (float64, bool) { return f.PoorAfter - f.Poor, true },
			func(b, k int) outcome.Interval { return w.sample.PoorChange(set(b).Regions, k) }, outcome.PoorChange},
		{"top_gain_share", "Share of gross gains that goes to the bloc's top 10%", "share", func(f *outcome.Fate) (float64, bool) { return cell(f.TopTenGain) },
			func(b, k int) outcome.Interval { return w.sample.Won(set(b).Regions, k, 0, []int{2, 3}) }, closuresOnly},
		{"bottom_loss_share", "Share of gross losses borne by the bloc's bottom 40%", "share", func(f *outcome.Fate) (float64, bool) { return cell(f.LowLoss) },
			func(b, k int) outcome.Interval { return w.sample.Won(set(b).Regions, k, 1, []int{0}) }, closuresOnly},
	}
}

const householdNote = "interval: 90%, widened for shared addresses; closures_least and closures_greatest: over feasible closures other than debt, as counted here; "

// householdHeadlines are one row a measure and feasible closure, each over all ways of counting
// under that closure.
func (w *work) householdHeadlines(b int) []headline {
	var all []headline
	for _, m := range w.householdMeasures() {
		first := len(all)
		for k := range w.study.Cases {
			c := &w.study.Cases[k]
			if !w.study.Feasible(c, b) {
				continue
			}
			fate := w.study.Fate(c, b)
			v, ok := m.value(&fate)
			if !ok {
				continue
			}
			h := headline{key: m.key, title: m.title, bloc: w.p.Blocs[b].Name, index: b, closure: c.Closure.String(), unit: m.unit, estimate: v, sampled: true,
				interval: m.interval(b, k), note: householdNote + "least and greatest: over the ways of counting, under this closure"}
			if m.over != closuresOnly {
				h.across(m.over, w.ways.Case(b, k, m.over))
			}
			all = append(all, h)
		}
		rows := all[first:]
		for i := range rows {
			h := &rows[i]
			h.closures = [2]float64{rows[0].estimate, rows[0].estimate}
			for _, other := range rows {
				h.closures = [2]float64{min(h.closures[0], other.estimate), max(h.closures[1], other.estimate)}
			}
			if m.over == closuresOnly {
				h.least, h.greatest, h.quarters, h.ways = h.closures[0], h.closures[1], h.closures, len(rows)
				h.note = householdNote + "the way of counting changes its size, not where it goes"
			}
		}
	}
	return all
}

// across puts a headline over the ways of counting.
func (h *headline) across(measure int, over outcome.Over) {
	h.least, h.greatest, h.quarters, h.ways = over.At(0), over.At(1), [2]float64{over.At(0.25), over.At(0.75)}, len(over)
	h.agree, h.turns = 0, false
	if !outcome.Signed[measure] {
		return
	}
	positive, negative := over.Signs()
	h.turns = positive > 0 && negative > 0
	switch sign(h.estimate) {
	case 1:
		h.agree = positive
	case -1:
		h.agree = negative
	default:
		h.agree = len(over) - positive - negative
	}
}

// signed says whether the headline's sign says something, so that ways can agree on it.
func (h *headline) signed() bool {
	switch h.key {
	case "lose_share", "gain_share", "poor_lose_share", "top_gain_share", "bottom_loss_share":
		return false
	}
	return h.ways > 0
}

func sign(v float64) int {
	switch {
	case v > 0:
		return 1
	case v < 0:
		return -1
	}
	return 0
}

// summary is a household measure of one bloc as a headline: under the closure chosen, or else the
// middle of the feasible closures.
func (w *work) summary(all []headline, key string, bloc int) (headline, bool) {
	rows := find(all, key, bloc)
	if len(rows) == 0 {
		return headline{}, false
	}
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(a, b headline) int { return cmp.Compare(a.estimate, b.estimate) })
	h := rows[(len(rows)-1)/2]
	h.note = "the middle of the feasible closures; " + householdNote + "least and greatest: over the ways of counting and all closures"
	h.closure = ""
	for _, m := range w.householdMeasures() {
		if m.key == key && m.over != closuresOnly {
			h.across(m.over, w.ways.Pooled(bloc, m.over))
		}
	}
	if w.closure >= 0 {
		name := w.study.Cases[w.closure].Closure.String()
		for _, row := range rows {
			if row.closure == name {
				h = row
			}
		}
	}
	h.summary = true
	return h, true
}

// ordered puts headlines in the order in which a reader needs them: for the first bloc that leaves
// its balance, its dividend and the poor who lose on both sides; then every bloc's; then every
// closure's.
func (w *work) ordered(all []headline) []headline {
	leaving, remaining := 0, -1
	for b := len(w.p.Blocs) - 1; b >= 0; b-- {
		if w.p.Blocs[b].Leaves {
			leaving = b
		} else {
			remaining = b
		}
	}
	var first, rest []headline
	take := func(h headline, ok bool, front bool) {
		if ok && front {
			first = append(first, h)
		} else if ok {
			rest = append(rest, h)
		}
	}
	take(find(all, "balance_per_head", leaving)[0], true, true)
	take(find(all, "dividend", leaving)[0], true, true)
	if w.study != nil {
		h, ok := w.summary(all, "poor_lose_share", leaving)
		take(h, ok, true)
		if remaining >= 0 && remaining != leaving {
			h, ok = w.summary(all, "poor_lose_share", remaining)
			take(h, ok, true)
		}
	}
	for b := range w.p.Blocs {
		for _, key := range []string{"balance_per_head", "dividend", "dividend_per_head"} {
			take(find(all, key, b)[0], b != leaving || key == "dividend_per_head", false)
		}
		if w.study == nil {
			continue
		}
		for _, m := range w.householdMeasures() {
			h, ok := w.summary(all, m.key, b)
			take(h, ok && (m.key != "poor_lose_share" || b != leaving && b != remaining), false)
		}
	}
	for _, h := range all {
		told := w.closure >= 0 && h.closure == w.study.Cases[w.closure].Closure.String() // in the summaries already
		take(h, h.closure != "" && !told, false)
	}
	return append(first, rest...)
}

// sureness fills the table sureness.
func (w *work) sureness(all []headline) table.Table {
	t := SurenessTable()
	for _, h := range w.ordered(all) {
		var low, high, closure, closuresLeast, closuresGreatest, agree any
		if h.sampled {
			low, high = h.interval.Low, h.interval.High
			closuresLeast, closuresGreatest = h.closures[0], h.closures[1]
		}
		if h.signed() {
			agree = float64(h.agree) / float64(h.ways)
		}
		title := h.title
		if len(w.p.Blocs) > 1 {
			title += ", " + h.bloc
		}
		if h.closure != "" {
			closure = h.closure
			title += ", closure " + h.closure
		}
		t.Add(h.key, title, h.bloc, closure, h.unit, h.estimate, low, high, closuresLeast, closuresGreatest, h.least, h.quarters[0], h.quarters[1], h.greatest, h.ways, agree, h.turns, w.modelError(&h), h.note)
	}
	t.Notes = append(t.Notes, "Where the sign turns with the assumptions, the headline is the range, not the point.",
		w.intervals())
	return t
}

// intervals says what is in the intervals.
func (w *work) intervals() string {
	text := "Intervals are of sampling only: what was imputed to households is not drawn again."
	if w.Imputation > 0 {
		text = fmt.Sprintf("Intervals are of sampling, and of the draws of the imputation as far as those add to totals that were drawn again with other seeds: %s of the variance of sampling in the middle of them.", percent1(w.Imputation))
	}
	return text + " Rates of closures are held: the totals that they rest on are met in every draw, but for consumption and means-tested benefits. The distance of the inputs stands beside."
}

// gridPeople fills the table grid_people: what the grid of dividends does to people under every
// closure.
func (w *work) gridPeople() table.Table {
	t := GridPeopleTable()
	row := func(b int, closure string, m measureOf, over outcome.Over) {
		var positive, negative any
		turns := false
		if outcome.Signed[m.over] {
			p, n := over.Signs()
			positive, negative, turns = p, n, p > 0 && n > 0
		}
		t.Add(w.p.Blocs[b].Name, closure, m.key, m.unit, len(over), positive, negative, over.At(0), over.At(0.25), over.At(0.5), over.At(0.75), over.At(1), turns)
	}
	for b := range w.p.Blocs {
		for _, m := range w.householdMeasures() {
			if m.over == closuresOnly {
				continue
			}
			if over := w.ways.Pooled(b, m.over); len(over) > 0 {
				row(b, "all feasible", m, over)
			}
			for k := range w.study.Cases {
				if over := w.ways.Case(b, k, m.over); len(over) > 0 {
					row(b, w.study.Cases[k].Closure.String(), m, over)
				}
			}
		}
	}
	t.Notes = append(t.Notes, fmt.Sprintf("Every one of the %d ways of counting (table grid) with every closure that is feasible then, other than debt. Each counts once: their number is no probability.", w.grid.Ways),
		"An incidence moves a bloc's dividend; households' own resources, and so the 1% band, keep the default incidence.")
	return t
}
