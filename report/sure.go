package report

import (
	"fmt"
	"sort"

	"commonpurse/chart"
)

// byWidth orders swings, widest first; ties keep their order.
func byWidth(swings []chart.Swing) {
	sort.SliceStable(swings, func(a, b int) bool {
		return swings[a].Greatest-swings[a].Least > swings[b].Greatest-swings[b].Least
	})
}

// firstScreen is how many numbers stand on the first screen.
const firstScreen = 4

// numbers gives the headlines of the first screen: the first rows of the table of sureness, which come in the order of
// the argument.
func (d *data) numbers() []number {
	v := d.table("sureness")
	var out []number
	for i := 0; i < min(firstScreen, v.len()); i++ {
		out = append(out, d.headline(v, i))
	}
	return out
}

func (d *data) headline(v view, i int) number {
	h := d.readHeadline(v, i)
	n := number{label: h.label, says: h.unit.WordsSigned(h.row.Value)}
	if h.count {
		n.says = h.unit.Words(h.row.Value)
	}
	if h.row.Turns {
		n.says = h.unit.WordsSigned(h.row.Least) + " to " + h.unit.WordsSigned(h.row.Greatest)
	}
	n.sure = h.sure()
	d.ids++
	n.bar = chart.Gauge(fmt.Sprintf("g%d", d.ids), h.row, 220)
	return n
}

// A headline is a row of the table of sureness.
type headline struct {
	label string
	unit  chart.Unit
	count bool // a share or a count that cannot be below zero: printed without a plus
	row   chart.Interval
	agree string
}

func (d *data) readHeadline(v view, i int) headline {
	h := headline{label: v.text(i, "title"), unit: chart.Unit(v.text(i, "unit"))}
	h.row.Value = v.num(i, "estimate")
	h.row.Low, h.row.High = v.or(i, "low", h.row.Value), v.or(i, "high", h.row.Value)
	h.row.Least, h.row.Greatest = v.or(i, "least", h.row.Value), v.or(i, "greatest", h.row.Value)
	h.row.Turns = v.flag(i, "turns")
	h.count = h.unit.Symbol() == "" && h.row.Least >= 0
	if agree, ok := v.number(i, "agree"); ok {
		h.agree = chart.Unit("share").Words(agree)
	}
	return h
}

// print writes a value of the headline.
func (h headline) print(v float64) string {
	if h.count {
		return h.unit.Words(v)
	}
	return h.unit.WordsSigned(v)
}

// sure says the two ranges in words.
func (h headline) sure() []string {
	var out []string
	if h.row.High > h.row.Low {
		out = append(out, "Sampling: "+h.between(h.row.Low, h.row.High))
	}
	if h.row.Greatest > h.row.Least {
		out = append(out, "Over assumptions: "+h.between(h.row.Least, h.row.Greatest))
	}
	return out
}

// surenessTable prints every headline with both ranges.
func (d *data) surenessTable() grid {
	v := d.table("sureness")
	g := grid{caption: "Each headline and how sure it is", head: []string{"Headline", "Estimate", "Sampling, 90%", "Range over assumptions", "Agree on the sign"}, text: []bool{true}}
	for i := range v.rows {
		h := d.readHeadline(v, i)
		estimate := h.print(h.row.Value)
		if h.row.Turns {
			estimate = "sign turns"
		}
		g.rows = append(g.rows, []string{h.label, estimate, h.between(h.row.Low, h.row.High), h.between(h.row.Least, h.row.Greatest), h.agree})
	}
	return g
}

func (h headline) between(low, high float64) string {
	if low == high {
		return "–"
	}
	return h.print(low) + " to " + h.print(high)
}
