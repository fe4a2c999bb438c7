package finding

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"commonpurse/outcome"
	"commonpurse/split"
	"commonpurse/table"
)

// answers fills the table answer: one sentence a question, each with its condition. Where the sign
// of a number turns with the assumptions the sentence gives the range.
func (w *work) answers(all []headline) table.Table {
	t := AnswerTable()
	add := func(key, question, answer, condition string, ways, agree any) {
		t.Add(question, answer, condition, key, ways, agree)
	}
	w.pays(all, add)
	w.moves(all, add)
	if w.study != nil {
		w.wins(all, add)
		w.hurt(all, add)
		w.poor(all, add)
		w.far(add)
	}
	if w.facts.Electors != nil {
		w.power(add)
	}
	if w.facts.Land != nil {
		w.territory(add)
	}
	w.sure(all, add)
	return t
}

type adder func(key, question, answer, condition string, ways, agree any)

func find(all []headline, key string, bloc int) []headline {
	var found []headline
	for _, h := range all {
		if h.key == key && h.index == bloc {
			found = append(found, h)
		}
	}
	return found
}

// agreement is how many ways of counting a headline was tried in, and the share that agrees on its
// sign in the bloc where fewest do.
func agreement(all []headline, key string) (ways, agree any) {
	least := 2.0
	for _, h := range all {
		if h.key != key || h.ways == 0 {
			continue
		}
		if share := float64(h.agree) / float64(h.ways); share < least {
			least, ways, agree = share, h.ways, share
		}
	}
	return ways, agree
}

// peopleAgreement is the same for a measure of people, over every way of counting and closing.
func (w *work) peopleAgreement(all []headline, key string) (ways, agree any) {
	var summaries []headline
	for b := range w.p.Blocs {
		if h, ok := w.summary(all, key, b); ok {
			summaries = append(summaries, h)
		}
	}
	return agreement(summaries, key)
}

func (w *work) lines() string {
	return fmt.Sprintf("%s lines of %d", w.accounts[w.chosen].Convention.Include, w.Ledger.Year)
}

// each joins one sentence a bloc.
func (w *work) each(sentence func(b int) string) string {
	var parts []string
	for b := range w.p.Blocs {
		if s := sentence(b); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " ")
}

func (w *work) pays(all []headline, add adder) {
	ways, agree := agreement(all, "balance_per_head")
	answer := w.each(func(b int) string {
		h := find(all, "balance_per_head", b)[0]
		name := w.p.Blocs[b].Name
		low, high := math.Min(math.Abs(h.least), math.Abs(h.greatest)), math.Max(math.Abs(h.least), math.Abs(h.greatest))
		switch {
		case len(w.p.Blocs) == 1:
			return fmt.Sprintf("%s as a whole receives what it pays, once the deficit is neutralised.", name)
		case h.turns:
			return fmt.Sprintf("%s: from a net contributor of %s to a net recipient of %s a person a year, depending on the convention.", name, dollars(-h.least), dollars(h.greatest))
		case h.greatest <= 0:
			return fmt.Sprintf("%s: net contributor of %s a person a year under all %s conventions.", name, between(low, high, dollars), count(len(w.balances)))
		}
		return fmt.Sprintf("%s: net recipient of %s a person a year under all %s conventions.", name, between(low, high, dollars), count(len(w.balances)))
	})
	add("pays", "Who pays and who is paid?", answer, fmt.Sprintf("%s; receipts scaled so that the union's deficit is zero; conventions %s", w.lines(), list(w.names)), ways, agree)
}

func (w *work) moves(all []headline, add adder) {
	ways, agree := agreement(all, "dividend")
	answer := w.each(func(b int) string {
		h, per := find(all, "dividend", b)[0], find(all, "dividend_per_head", b)[0]
		name := w.p.Blocs[b].Name
		switch {
		case len(w.p.Blocs) == 1:
			return "Nobody leaves: nothing moves."
		case h.turns:
			return fmt.Sprintf("%s: between %s a year to find and %s a year to spare, depending on how it is counted; %s under the convention chosen.", name, dollars(-h.least), dollars(h.greatest), spare(h.estimate, per.estimate))
		}
		return fmt.Sprintf("%s: %s under the convention chosen; %s over all ways of counting.", name, spare(h.estimate, per.estimate), between(math.Min(math.Abs(h.least), math.Abs(h.greatest)), math.Max(math.Abs(h.least), math.Abs(h.greatest)), dollars))
	})
	add("moves", "What would the split move?", answer, w.condition(), ways, agree)
}

// spare words a dividend.
func spare(dividend, perHead float64) string {
	if dividend < 0 {
		return fmt.Sprintf("%s a year to find (%s a person)", dollars(-dividend), dollars(-perHead))
	}
	return fmt.Sprintf("%s a year to spare (%s a person)", dollars(dividend), dollars(perHead))
}

// condition words the terms under which the dividends hold.
func (w *work) condition() string {
	terms := []string{"convention " + w.names[w.chosen], w.lines(), "debt by " + w.p.Debt.String()}
	if w.p.Debt == split.DebtNone {
		terms[2] = "no debt for those who leave"
	}
	if w.p.Debt == split.DebtGiven {
		terms[2] = "debt by the shares given"
	}
	if w.p.Scale == 1 {
		terms = append(terms, "public goods at the same cost a head (sigma 1)")
	} else {
		terms = append(terms, "sigma "+strconv.FormatFloat(w.p.Scale, 'g', -1, 64))
	}
	if w.p.Legacy == split.LegacyPool {
		terms = append(terms, "rights earned in the union paid by a joint pool")
	}
	law, shock := false, false
	for _, b := range w.p.Blocs {
		law = law || len(b.Law) > 0
		shock = shock || b.GDP != 0 || b.Income != 0
	}
	if law {
		terms = append(terms, "laws as the proposal gives them")
	} else {
		terms = append(terms, "the union's law in every bloc")
	}
	if shock {
		terms = append(terms, "shocks as the proposal gives them")
	} else {
		terms = append(terms, "no shock")
	}
	return strings.Join(terms, "; ")
}

// closureCondition says for which closures a sentence about households is told.
func (w *work) closureCondition() string {
	if w.closure >= 0 {
		return "closure " + w.study.Cases[w.closure].Closure.String() + "; comprehensive resources, static"
	}
	return "range over feasible closures other than debt, as counted here; comprehensive resources, static"
}

// told gives the range of a measure to print: the chosen closure's estimate, or all closures'.
func (w *work) told(all []headline, key string, bloc int) (low, high float64, ok bool) {
	rows := find(all, key, bloc)
	if len(rows) == 0 {
		return 0, 0, false
	}
	if w.closure >= 0 {
		name := w.study.Cases[w.closure].Closure.String()
		for _, h := range rows {
			if h.closure == name {
				return h.estimate, h.estimate, true
			}
		}
	}
	return rows[0].closures[0], rows[0].closures[1], true
}

// most says of a bloc whether more people lose or gain, over every way of counting and closing.
func (w *work) most(all []headline, b int) string {
	h, ok := w.summary(all, "net_share", b)
	if !ok || len(w.p.Blocs) == 1 {
		return ""
	}
	over := w.ways.Pooled(b, outcome.NetShare)
	if w.closure >= 0 {
		over = w.ways.Case(b, w.closure, outcome.NetShare)
	}
	positive, negative := over.Signs()
	more, n := "lose than gain", negative
	if positive > negative {
		more, n = "gain than lose", positive
	}
	return fmt.Sprintf(" More %s in %s of %s ways of counting and closing.", more, thousands(float64(n)), thousands(float64(h.ways)))
}

func (w *work) wins(all []headline, add adder) {
	if len(w.p.Blocs) == 1 {
		return
	}
	answer := w.each(func(b int) string {
		bloc := w.p.Blocs[b]
		if !bloc.Leaves {
			return ""
		}
		if w.dividends[b] < 0 {
			low, high, ok := w.told(all, "bottom_loss_share", b)
			if !ok {
				return ""
			}
			return fmt.Sprintf("%s has nothing to share out: of what its losers lose, the bottom 40%% bear %s.", bloc.Name, between(low, high, percent))
		}
		low, high, ok := w.told(all, "top_gain_share", b)
		if !ok {
			return ""
		}
		return fmt.Sprintf("In %s, the top 10%% receive %s of the gross gains.", bloc.Name, between(low, high, percent))
	})
	add("wins", "Who wins where it leaves?", answer, w.closureCondition()+"; ranks of the bloc's people by disposable resources", nil, nil)
}

func (w *work) hurt(all []headline, add adder) {
	answer := w.each(func(b int) string {
		lowLose, highLose, ok := w.told(all, "lose_share", b)
		lowGain, highGain, _ := w.told(all, "gain_share", b)
		if !ok {
			return ""
		}
		return fmt.Sprintf("In %s, of 100 people %s lose and %s gain more than 1%% of resources.", w.p.Blocs[b].Name, between(lowLose, highLose, hundred), between(lowGain, highGain, hundred)) + w.most(all, b)
	})
	ways, agree := w.peopleAgreement(all, "net_share")
	add("hurt", "Who is hurt?", answer, w.closureCondition(), ways, agree)
}

func (w *work) poor(all []headline, add adder) {
	ways, agree := w.peopleAgreement(all, "poor_change")
	answer := w.each(func(b int) string {
		low, high, ok := w.told(all, "poor_lose_share", b)
		least, greatest, _ := w.told(all, "poor_change", b)
		if !ok {
			return ""
		}
		changes := change(least, greatest)
		if h, ok := w.summary(all, "poor_change", b); ok && h.turns { // its sign turns: the range, not the point
			changes = change(h.least, h.greatest) + " over all ways of counting and closing, and by " + changes + " as counted here"
		}
		return fmt.Sprintf("In %s, of 100 poor people %s lose; the number of poor people changes by %s.", w.p.Blocs[b].Name, between(low, high, hundred), changes)
	})
	add("poor", "What happens to the poor on both sides?", answer, w.closureCondition()+"; SPM-like measure", ways, agree)
}

func (w *work) far(add adder) {
	e := w.study.Newest()
	if e < 0 {
		return
	}
	year := 0
	answer := w.each(func(b int) string {
		s := w.study.Side(e, b)
		year = s.Year
		return fmt.Sprintf("In %s, %s adults voted for somebody else than %s, who came first with %s; %s did not vote.", w.p.Blocs[b].Name, number(s.Far), s.First, number(s.Votes), number(s.None))
	})
	add("minority", "Who is on the far side of each bloc's majority?", answer, fmt.Sprintf("presidential election of %d", year), nil, nil)
}

func (w *work) power(add adder) {
	f := w.facts
	var electors, people float64
	for r := range f.Electors {
		electors += float64(f.Electors[r])
		people += float64(f.People[r])
	}
	receipts := w.share(func(r int) float64 { return f.Receipts[r].Dollars() })
	answer := w.each(func(b int) string {
		var own, heads float64
		for _, r := range w.p.Blocs[b].Regions.IDs() {
			own += float64(f.Electors[r])
			heads += float64(f.People[r])
		}
		return fmt.Sprintf("%s: %s of electors, %s of people, %s of receipts.", w.p.Blocs[b].Name, percent(own/electors), percent(heads/people), percent(receipts[b]))
	})
	add("power", "How does political power stand to money?", answer, fmt.Sprintf("electors as apportioned for %d; recurring receipts", f.Year), nil, nil)
}

// share gives each bloc's share of a quantity.
func (w *work) share(of func(r int) float64) []float64 {
	shares := make([]float64, len(w.p.Blocs))
	var all float64
	for r := range w.Regions.Len() {
		all += of(r)
	}
	for b, bloc := range w.p.Blocs {
		for _, r := range bloc.Regions.IDs() {
			shares[b] += of(int(r))
		}
		shares[b] /= all
	}
	return shares
}

func (w *work) territory(add adder) {
	if len(w.p.Blocs) == 1 {
		return
	}
	land := w.share(func(r int) float64 { return w.facts.Land[r] })
	heads := w.share(func(r int) float64 { return float64(w.facts.People[r]) })
	answer := w.each(func(b int) string {
		if !w.p.Blocs[b].Leaves {
			return ""
		}
		return fmt.Sprintf("%s takes %s of the land and %s of the people.", w.p.Blocs[b].Name, percent(land[b]), percent(heads[b]))
	})
	add("territory", "What territory is ceded?", answer, "land area; federal land and waters are not divided", nil, nil)
}

func (w *work) sure(all []headline, add adder) {
	ways, agree := agreement(all, "dividend")
	answer := w.each(func(b int) string {
		h := find(all, "dividend", b)[0]
		if len(w.p.Blocs) == 1 {
			return ""
		}
		return fmt.Sprintf("In %d of %d ways of counting, %s's dividend has the sign shown.", h.agree, h.ways, w.p.Blocs[b].Name)
	})
	if answer == "" {
		return
	}
	add("sure", "How sure is it?", answer, "conventions, incidence, place of federal pay, keys of debt, scales of public goods, legacy: every combination once; their number is no probability", ways, agree)
}

// between words a range; a range of one value is that value.
func between(low, high float64, word func(float64) string) string {
	a, b := word(low), word(high)
	if a == b {
		return a
	}
	return a + " to " + b
}

// dollars words an amount: $1.23 trillion, $45.6 billion, $789 million, $1,234.
func dollars(v float64) string {
	if v < 0 {
		return "−" + dollars(-v)
	}
	for _, scale := range []struct {
		unit float64
		name string
	}{{1e12, "trillion"}, {1e9, "billion"}, {1e6, "million"}} {
		if v >= scale.unit {
			return "$" + three(v/scale.unit) + " " + scale.name
		}
	}
	return "$" + thousands(v)
}

// number words a count of people.
func number(v float64) string {
	if v < 0 {
		return "−" + number(-v)
	}
	if v >= 1e6 {
		return three(v/1e6) + " million"
	}
	return thousands(math.Round(v/1000) * 1000)
}

// change words a change of a count, or its range.
func change(low, high float64) string {
	word := func(v float64) string {
		text := number(v)
		if v > 0 && text != "0" {
			return "+" + text
		}
		if strings.TrimPrefix(text, "−") == "0" {
			return "0"
		}
		return text
	}
	return between(low, high, word)
}

// three writes three significant digits.
func three(v float64) string {
	switch {
	case v >= 99.95:
		return thousands(v)
	case v >= 9.995:
		return strconv.FormatFloat(v, 'f', 1, 64)
	}
	return strconv.FormatFloat(v, 'f', 2, 64)
}

func thousands(v float64) string {
	digits := strconv.FormatFloat(math.Round(v), 'f', 0, 64)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

func percent(share float64) string { return strconv.FormatFloat(100*share, 'f', 0, 64) + "%" }

// hundred words a share as a frequency.
func hundred(share float64) string { return strconv.FormatFloat(100*share, 'f', 0, 64) }

func count(n int) string {
	words := []string{"no", "one", "two", "three", "four", "five", "six"}
	if n < len(words) {
		return words[n]
	}
	return strconv.Itoa(n)
}
