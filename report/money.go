package report

import (
	"fmt"
	"math"
	"strings"

	"commonpurse/chart"
)

// money is who pays and who is paid: the balance of each bloc today, what the proposal moves, and what could absorb it.
func (d *data) money(s *section) {
	balance := d.table("bloc_balance")
	for _, b := range d.blocs {
		s.say(d.standing(balance.where("bloc", b.name), b.name))
	}
	s.show(d.balanceFigure(balance))
	d.dividends(s)
	d.terms(s)
	d.closureTable(s)
	d.spread(s)
}

// standing says in one sentence what a bloc pays and is paid, as it is and with the deficit set aside.
func (d *data) standing(v view, name string) string {
	chosen := v.where("convention", d.convention)
	if chosen.empty() {
		return ""
	}
	unit := chosen.unit("balance")
	return fmt.Sprintf("%s pays %s a year to the union and is paid %s: under convention %s it is %s, by %s per resident, and with the union's deficit set aside it is %s, by %s.",
		name, unit.Words(chosen.num(0, "receipts")), unit.Words(chosen.num(0, "outlays")), d.convention,
		side(chosen.num(0, "balance")), perHead(math.Abs(chosen.num(0, "per_head"))),
		side(chosen.num(0, "neutral")), perHead(math.Abs(chosen.num(0, "neutral_per_head"))))
}

// side is the neutral word for the sign of a balance.
func side(balance float64) string {
	switch {
	case balance < 0:
		return "a net contributor"
	case balance > 0:
		return "a net recipient"
	}
	return "neither a net contributor nor a net recipient"
}

// perHead prints whole dollars a person, and says of less that it is.
func perHead(v float64) string {
	if v > 0 && v < 1 {
		return "under " + chart.Unit("USD/year").Words(1)
	}
	return chart.Unit("USD/year").Words(math.Round(v))
}

// balanceFigure shows each bloc's balance per resident, as it is and with the deficit set aside, over the conventions.
func (d *data) balanceFigure(v view) *figure {
	if v.empty() {
		return nil
	}
	unit := v.unit("per_head")
	var rows []chart.Interval
	twin := grid{head: []string{"Bloc", "Measure", d.convention, "Least over conventions", "Greatest"}, text: []bool{true, true}}
	for i, b := range d.blocs {
		mine := v.where("bloc", b.name)
		chosen := mine.where("convention", d.convention)
		if chosen.empty() {
			continue
		}
		for k, m := range []struct{ column, label string }{{"per_head", "as it is, deficit left in"}, {"neutral_per_head", "deficit set aside"}} {
			row := chart.Interval{Label: m.label, Value: chosen.num(0, m.column), Bloc: i}
			row.Low, row.High = row.Value, row.Value
			row.Least, row.Greatest = extent(mine, m.column)
			row.Turns = row.Least < 0 && row.Greatest > 0
			row.Says = saysRange(unit, row)
			if k == 0 {
				row.Head = b.name
			}
			rows = append(rows, row)
			twin.rows = append(twin.rows, []string{b.name, m.label, unit.WordsSigned(row.Value), unit.WordsSigned(row.Least), unit.WordsSigned(row.Greatest)})
		}
	}
	f := d.frame("balance", "Balance of each bloc with the union today", "Outlays less receipts, dollars a year per resident; above zero, it is paid more than it pays", "bloc_balance")
	f.Note = "Point: convention " + d.convention + ", hollow where the sign turns with the convention. Pale: range over conventions."
	f.Alt = "Points with ranges. " + twin.sentences()
	return draw(f, twin, func(f chart.Frame) chart.SVG { return chart.Intervals(f, rows, unit) })
}

// dividends says and shows what the proposal moves.
func (d *data) dividends(s *section) {
	v := d.table("dividends")
	if v.empty() {
		return
	}
	unit := v.unit("dividend")
	var rows []chart.Interval
	twin := grid{head: []string{"Bloc", "Dividend", "Least", "Greatest", "Per resident", "Share of GDP", "Ways that agree on the sign"}, text: []bool{true}}
	var sum float64
	for i := range v.rows {
		name := v.text(i, "bloc")
		row := chart.Interval{Label: name, Value: v.num(i, "dividend"), Bloc: d.letter(name)}
		row.Low, row.High = row.Value, row.Value
		row.Least, row.Greatest = v.or(i, "low", row.Value), v.or(i, "high", row.Value)
		row.Turns = d.turns(name)
		row.Says = saysRange(unit, row)
		rows = append(rows, row)
		sum += row.Value
		twin.rows = append(twin.rows, []string{name, unit.WordsSigned(row.Value), unit.WordsSigned(row.Least), unit.WordsSigned(row.Greatest),
			unit.WordsSigned(v.num(i, "per_head")), chart.Unit("share").WordsSigned(v.num(i, "gdp_share")), chart.Unit("share").Words(v.num(i, "agree"))})
	}
	s.blocks = append(s.blocks, block{heading: "What the proposal moves"})
	d.lead(s, "moves")
	text := "The fiscal dividend of a bloc is what it would have left, or lack, in its first year alone: receipts and borrowing less everything it would have to pay. "
	switch {
	case len(d.blocs) < 2:
	case math.Abs(sum) < 1 && len(d.blocs) == 2:
		text += "The dividends sum to zero: what one bloc gains, the other loses."
	case math.Abs(sum) < 1:
		text += "The dividends sum to zero: what some blocs gain, the others lose."
	default:
		text += fmt.Sprintf("The dividends sum to %s: that is the cost or gain of the split itself.", unit.WordsSigned(sum))
	}
	s.say(text)
	f := d.frame("dividends", "Fiscal dividend of each bloc", "Dollars a year; above zero, the bloc could tax less or spend more", "dividends")
	f.Note = "Point: convention " + d.convention + ", hollow where the sign turns. Pale: range over every combination of assumptions counted."
	f.Alt = "Points with ranges. " + twin.sentences()
	s.show(draw(f, twin, func(f chart.Frame) chart.SVG { return chart.Intervals(f, rows, unit) }))
}

// dividendTerms are the terms of a dividend with the sign that they enter it with.
var dividendTerms = []struct {
	column, label string
	sign          float64
}{
	{"receipts", "Receipts", 1}, {"borrowing", "Borrowing", 1}, {"benefits", "Benefits to households", -1}, {"pool", "Joint pool of earned rights", -1},
	{"public_goods", "Public goods", -1}, {"other_place", "Grants, farm and other place flows", -1}, {"interest", "Interest on its share of the debt", -1},
	{"unplaced", "Could not be placed, by its key", -1}, {"outside", "Outside the regions", -1}, {"dividend", "Fiscal dividend", 1},
}

// terms shows and tabulates how each dividend comes about. These are accounts, not estimates from a sample, so bars serve.
func (d *data) terms(s *section) {
	v := d.table("dividend_terms").where("convention", d.convention)
	if v.empty() {
		return
	}
	unit := v.unit("dividend")
	twin := grid{head: []string{"Term"}, text: []bool{true}, notes: d.costNotes()}
	for i := range v.rows {
		twin.head = append(twin.head, v.text(i, "bloc"))
	}
	bars := make([][]chart.Bar, len(v.rows))
	for _, term := range dividendTerms {
		row := []string{term.label}
		filled := false
		for i := range v.rows {
			amount := term.sign * v.num(i, term.column)
			filled = filled || amount != 0
			row = append(row, unit.WordsSigned(amount))
		}
		if !filled {
			continue
		}
		twin.rows = append(twin.rows, row)
		for i := range v.rows {
			bars[i] = append(bars[i], chart.Bar{Label: term.label, Value: term.sign * v.num(i, term.column), Bloc: d.letter(v.text(i, "bloc"))})
		}
	}
	var all []chart.Bar
	for i := range bars {
		bars[i][0].Head = v.text(i, "bloc")
		all = append(all, bars[i]...)
	}
	f := d.frame("terms", "How each dividend comes about", "Dollars a year; what a bloc would have, above zero, and what it would have to pay, below", "dividend_terms")
	f.Alt = "Bars. " + twin.sentences()
	s.show(draw(f, twin, func(f chart.Frame) chart.SVG { return chart.Bars(f, all, unit) }))
}

// costNotes says why dividends do not sum to zero, if they do not.
func (d *data) costNotes() []string {
	v := d.table("cost").where("convention", d.convention)
	var out []string
	for i := range v.rows {
		if cause := v.text(i, "cause"); cause != "total" && math.Abs(v.num(i, "amount")) >= 1 {
			out = append(out, fmt.Sprintf("Cost or gain of the split itself, %s: %s.", cause, v.unit("amount").WordsSigned(v.num(i, "amount"))))
		}
	}
	return out
}

// closureTable tabulates what could absorb each dividend and at what rate.
func (d *data) closureTable(s *section) {
	v := d.table("closures")
	g := grid{caption: "What could absorb each dividend, and the rate it would take", head: []string{"Bloc", "Closure", "Change of the tax or benefit", "Points of its base", "Feasible", "Shortfall"},
		text: []bool{true, true, false, false, true}}
	for i := range v.rows {
		if v.text(i, "closure") == "debt" {
			continue
		}
		g.rows = append(g.rows, []string{v.text(i, "bloc"), closure(v.text(i, "closure")), closureRate(v, i), closurePoints(v, i), yes(v.flag(i, "feasible")), shortfall(v, i)})
	}
	s.tabulate(g)
}

func closureRate(v view, i int) string {
	if each, ok := v.number(i, "per_person"); ok {
		return chart.Unit("USD/year").WordsSigned(each) + " a person"
	}
	if rate, ok := v.number(i, "rate"); ok {
		return chart.Unit("share").WordsSigned(rate)
	}
	return "–"
}

func closurePoints(v view, i int) string {
	points, ok := v.number(i, "points")
	if !ok {
		return "–"
	}
	text := chart.Unit("points").WordsSigned(points)
	if of := v.text(i, "points_of"); of != "" {
		text += " of " + strings.ReplaceAll(of, "_", " ")
	}
	return text
}

func shortfall(v view, i int) string {
	if amount := v.num(i, "shortfall"); amount != 0 {
		return v.unit("shortfall").Words(amount)
	}
	return "–"
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// spread says how much of the differences among people lies between regions.
func (d *data) spread(s *section) {
	v := d.table("decomposition")
	if v.empty() {
		return
	}
	s.blocks = append(s.blocks, block{heading: "Between regions, or within them"})
	g := grid{caption: "Differences among people, between and within regions", head: []string{"Quantity", "Total", "Between regions", "Within regions", "Share between"}, text: []bool{true}}
	for i := range v.rows {
		unit := chart.Unit(v.text(i, "unit"))
		g.rows = append(g.rows, []string{v.text(i, "quantity"), unit.Words(v.num(i, "total")), unit.Words(v.num(i, "between")), unit.Words(v.num(i, "within")), chart.Unit("share").Words(v.num(i, "between_share"))})
	}
	s.say(fmt.Sprintf("Regions are not people. Of the differences in %s (Theil index), %s lie between regions and the rest among people of the same region.",
		strings.TrimPrefix(v.text(0, "quantity"), "theil, "), chart.Unit("share").Words(v.num(0, "between_share"))))
	s.tabulate(g)
}

// extent is the least and greatest value of a column.
func extent(v view, column string) (least, greatest float64) {
	for i := range v.rows {
		x := v.num(i, column)
		if i == 0 || x < least {
			least = x
		}
		if i == 0 || x > greatest {
			greatest = x
		}
	}
	return least, greatest
}

// saysRange prints a number at the end of its row: a range where its sign turns.
func saysRange(unit chart.Unit, row chart.Interval) string {
	if row.Turns {
		return unit.ShortSigned(row.Least) + " to " + unit.ShortSigned(row.Greatest)
	}
	return unit.ShortSigned(row.Value)
}

// sentences reads a twin aloud, for the text alternative of its picture.
func (g grid) sentences() string {
	var b strings.Builder
	for i, row := range g.rows {
		if i == 12 {
			fmt.Fprintf(&b, "And %d more rows in the table below.", len(g.rows)-i)
			break
		}
		for j, cell := range row {
			if j > 0 {
				b.WriteString(", ")
			}
			if j >= len(g.text) || !g.text[j] {
				b.WriteString(g.head[j] + " ")
			}
			b.WriteString(cell)
		}
		b.WriteString(". ")
	}
	return strings.TrimSpace(b.String())
}
