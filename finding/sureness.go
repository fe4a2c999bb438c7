package finding

import (
	"cmp"
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
	least, greatest                 float64
	ways, agree                     int // combinations, and those with the estimate's sign
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
		h.turns = h.least < 0 && h.greatest > 0
		all = append(all, h)
		h.key, h.title, h.unit = "dividend_per_head", "Fiscal dividend a person", "USD/year per person"
		h.estimate, h.least, h.greatest = h.estimate/heads, h.least/heads, h.greatest/heads
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
	for i, balance := range w.balances {
		_, neutral := balance.Of(bloc.Regions)
		v := neutral / heads
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
	return h
}

// measureOf is one headline measure of households under a case.
type measureOf struct {
	key, title, unit string
	value            func(f *outcome.Fate) (float64, bool)
	interval         func(b, k int) outcome.Interval
	signed           bool // its sign says something
}

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
			func(b, k int) outcome.Interval { return w.sample.Losers(set(b).Regions, k, -1) }, false},
		{"gain_share", "People who gain more than 1% of resources", "share", func(f *outcome.Fate) (float64, bool) { return share(f.Gain, f.People) },
			func(b, k int) outcome.Interval { return w.sample.Gainers(set(b).Regions, k) }, false},
		{"poor_lose_share", "The poor who lose more than 1% of resources", "share", func(f *outcome.Fate) (float64, bool) { return share(f.PoorLose, f.Poor) },
			func(b, k int) outcome.Interval { return w.sample.PoorLosers(set(b).Regions, k) }, false},
		{"poor_change", "Change of the number of poor people", "people", func(f *outcome.Fate) (float64, bool) { return f.PoorAfter - f.Poor, true },
			func(b, k int) outcome.Interval { return w.sample.PoorChange(set(b).Regions, k) }, true},
		{"top_gain_share", "Share of gross gains that goes to the bloc's top 10%", "share", func(f *outcome.Fate) (float64, bool) { return cell(f.TopTenGain) },
			func(b, k int) outcome.Interval { return w.sample.Won(set(b).Regions, k, 0, []int{2, 3}) }, false},
		{"bottom_loss_share", "Share of gross losses borne by the bloc's bottom 40%", "share", func(f *outcome.Fate) (float64, bool) { return cell(f.LowLoss) },
			func(b, k int) outcome.Interval { return w.sample.Won(set(b).Regions, k, 1, []int{0}) }, false},
	}
}

// householdHeadlines are one row a measure and feasible closure; each has the range over closures.
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
			all = append(all, headline{key: m.key, title: m.title, bloc: w.p.Blocs[b].Name, index: b, closure: c.Closure.String(), unit: m.unit, estimate: v, sampled: true,
				interval: m.interval(b, k), note: "interval: sampling alone, widened for shared addresses; range over feasible closures other than debt"})
		}
		rows := all[first:]
		if len(rows) == 0 {
			continue
		}
		least, greatest := rows[0].estimate, rows[0].estimate
		for _, h := range rows {
			least, greatest = min(least, h.estimate), max(greatest, h.estimate)
		}
		for i := range rows {
			h := &rows[i]
			h.least, h.greatest, h.ways = least, greatest, len(rows)
			for _, other := range rows {
				if !m.signed || sign(other.estimate) == sign(h.estimate) {
					h.agree++
				}
			}
			h.turns = m.signed && least < 0 && greatest > 0
		}
	}
	return all
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
	h.note = "the middle of the feasible closures; " + h.note
	h.closure = ""
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
		var low, high, closure any
		if h.sampled {
			low, high = h.interval.Low, h.interval.High
		}
		title := h.title
		if len(w.p.Blocs) > 1 {
			title += ", " + h.bloc
		}
		if h.closure != "" {
			closure = h.closure
			title += ", closure " + h.closure
		}
		t.Add(h.key, title, h.bloc, closure, h.unit, h.estimate, low, high, h.least, h.greatest, h.ways, float64(h.agree)/float64(h.ways), h.turns, h.note)
	}
	t.Notes = append(t.Notes, "Where turns is true the sign depends on assumptions: the headline is the range, not the point.",
		"Imputation and the model's distance from published figures are not in the intervals: see the command validate.")
	return t
}
