package report

import (
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"

	"commonpurse/chart"
)

// byWidth orders swings, widest first; ties keep their order.
func byWidth(swings []chart.Swing) {
	sort.SliceStable(swings, func(a, b int) bool {
		return swings[a].Greatest-swings[a].Least > swings[b].Greatest-swings[b].Least
	})
}

// A headline is one number of the table of sureness for one bloc. Where the table has a row for every closure, they are
// one headline with the range over them and no point, because no closure is more right than another.
type headline struct {
	key, label string
	bloc       string
	closure    string // empty where none enters, or all do
	unit       chart.Unit
	row        chart.Interval // its pale range: over the closures as counted here, or over the ways of counting where no closure enters or the sign turns
	sampling   float64        // half of the widest 90% interval; zero where nothing was sampled
	agree      string
	ways       float64    // ways of counting, and of closing where one enters
	inputs     string     // how far what it rests on is from published figures
	sampled    bool       // a closure enters
	closures   [2]float64 // least and greatest over the closures, as counted here
	all        [2]float64 // least and greatest over all of them
	half       [2]float64 // the middle half of them
}

// headlines reads the table of sureness, in its order: the first row of a number and bloc is the headline, those of its
// closures follow.
func (d *data) headlines() []headline {
	v := d.table("sureness")
	var out []headline
	place := map[[2]string]int{}
	for i := range v.rows {
		h := d.readHeadline(v, i)
		at, have := place[[2]string{h.key, h.bloc}]
		if !have {
			place[[2]string{h.key, h.bloc}] = len(out)
			out = append(out, h)
			continue
		}
		if h.closure != "" && out[at].closure == "" {
			out[at].join(h)
		}
	}
	return out
}

func (d *data) readHeadline(v view, i int) headline {
	h := headline{key: v.text(i, "headline"), label: v.text(i, "title"), bloc: v.text(i, "bloc"), closure: v.text(i, "closure"), unit: chart.Unit(v.text(i, "unit"))}
	h.row.Value = v.num(i, "estimate")
	h.row.Low, h.row.High = v.or(i, "low", h.row.Value), v.or(i, "high", h.row.Value)
	h.all = [2]float64{v.or(i, "least", h.row.Value), v.or(i, "greatest", h.row.Value)}
	h.half = [2]float64{v.or(i, "quarter", h.all[0]), v.or(i, "three_quarters", h.all[1])}
	h.ways = v.num(i, "ways")
	h.inputs = v.text(i, "model_error")
	h.row.Turns = v.flag(i, "turns")
	h.row.Least, h.row.Greatest = h.all[0], h.all[1]
	if _, h.sampled = v.number(i, "closures_least"); h.sampled {
		h.closures = [2]float64{v.num(i, "closures_least"), v.num(i, "closures_greatest")}
		if !h.row.Turns {
			h.row.Least, h.row.Greatest = h.closures[0], h.closures[1]
		}
	}
	h.sampling = (h.row.High - h.row.Low) / 2
	if agree, ok := v.number(i, "agree"); ok {
		h.agree = chart.Unit("share").Words(agree)
	}
	return h
}

// join takes in the same headline under one closure.
func (h *headline) join(other headline) {
	h.row.Open = true
	h.sampling = max(h.sampling, other.sampling)
}

// print writes a value of the headline: a plus where the number could be below zero.
func (h headline) print(v float64) string {
	if h.frequency() {
		return hundred(v)
	}
	return h.unit.WordsSigned(v)
}

// frequency says whether the number is a share of people, which is told as so many in a hundred.
func (h headline) frequency() bool { return h.unit == "share" && h.row.Least >= 0 }

func (h headline) between(low, high float64) string {
	a, b := h.print(low), h.print(high)
	switch {
	case a == b:
		return a
	case h.frequency():
		return number100(low) + " to " + number100(high) + " of 100"
	}
	return a + " to " + b
}

// estimate is the number in words: a range where its sign turns, or where it depends on the closure.
func (h headline) estimate() string {
	if h.row.Turns || h.row.Open {
		return h.between(h.row.Least, h.row.Greatest)
	}
	return h.print(h.row.Value)
}

// spread says the sampling interval in words.
func (h headline) spread() string {
	if h.sampling == 0 {
		return ""
	}
	if h.frequency() {
		return "±" + strings.TrimSuffix(strconv.FormatFloat(100*h.sampling, 'f', 1, 64), ".0") + " in 100"
	}
	return "±" + h.unit.Words(math.Abs(h.sampling))
}

// sure says both ranges in words.
func (h headline) sure() []string {
	var out []string
	switch {
	case h.row.Least == 0 && h.row.Greatest == 0: // nobody leaves
	case h.key == "balance_per_head" && h.row.Greatest <= 0:
		out = append(out, "below zero: it pays more than it is paid")
	case h.key == "balance_per_head" && h.row.Least >= 0:
		out = append(out, "above zero: it is paid more than it pays")
	case strings.HasPrefix(h.key, "dividend"):
		out = append(out, "above zero: to spare; below: to find")
	}
	switch {
	case h.row.Open && h.row.Turns:
		out = append(out, "over all "+count(h.ways)+" ways of counting and closing; the middle half "+h.between(h.half[0], h.half[1]))
	case h.row.Open:
		out = append(out, "range over the ways to close the gap, as counted here")
		if h.all != [2]float64{h.row.Least, h.row.Greatest} {
			out = append(out, "over all "+count(h.ways)+" ways of counting: "+h.between(h.all[0], h.all[1])+"; the middle half "+h.between(h.half[0], h.half[1]))
		}
	case h.row.Turns:
		out = append(out, "range over assumptions; "+h.print(h.row.Value)+" as counted here")
	case h.row.Greatest > h.row.Least:
		out = append(out, "over assumptions: "+h.between(h.row.Least, h.row.Greatest))
	}
	if s := h.spread(); s != "" {
		out = append(out, "90% interval: "+s)
	}
	return out
}

// count prints how many.
func count(n float64) string { return chart.Unit("").Words(n) }

// firstScreen is how many numbers stand on the first screen.
const firstScreen = 4

// numbers are the first headlines of the table, which come in the order in which a reader needs them.
// Where several blocs leave, each has the same number there, so that none goes before another.
func (d *data) numbers() []number {
	var out []number
	all := d.headlines()
	if leaving := d.leaving(); len(leaving) > 1 {
		keys := []string{"dividend_per_head"}
		if len(leaving) == 2 {
			keys = append(keys, "poor_lose_share")
		}
		for _, key := range keys {
			for _, b := range leaving {
				for _, h := range all {
					if h.key == key && h.bloc == b.name && len(out) < max(firstScreen, len(leaving)) {
						out = append(out, d.number(h))
					}
				}
			}
		}
		return out
	}
	for _, h := range all {
		if len(out) < firstScreen {
			out = append(out, d.number(h))
		}
	}
	return out
}

func (d *data) number(h headline) number {
	d.ids++
	return number{label: h.label, says: h.estimate(), sure: h.sure(), bar: chart.Gauge(fmt.Sprintf("g%d", d.ids), h.row, 220)}
}

// inputsTable prints how far each input is from what is published, bloc by bloc.
func (d *data) inputsTable() grid {
	v := d.table("inputs")
	if v.empty() {
		return grid{}
	}
	g := grid{caption: v.t.Title, head: []string{"Input"}, text: []bool{true}, dense: true, notes: v.notes()}
	blocs := v.distinct("bloc")
	g.head = append(append(g.head, blocs...), "Regions far off")
	for _, name := range v.distinct("input") {
		row := []string{inputName(name)}
		for _, b := range blocs {
			row = append(row, first(v.where("input", name, "bloc", b), "distance", func(v view, i int, column string) string {
				return v.unit(column).WordsSigned(v.num(i, column))
			}))
		}
		weak := first(v.where("input", name, "bloc", blocs[len(blocs)-1]), "weak", func(v view, i int, column string) string {
			if n, ok := v.number(i, column); ok {
				return count(n)
			}
			return ""
		})
		g.rows = append(g.rows, append(row, weak))
	}
	return g
}

// inputName says the name of an input as a reader knows it: programs that go by their letters keep
// them in capitals.
func inputName(name string) string {
	switch name {
	case "snap", "ssi", "tanf", "wic":
		return strings.ToUpper(name)
	case "medicaid_chip":
		return "Medicaid and CHIP"
	}
	return plain(name)
}

// surenessTable prints every headline with both ranges.
func (d *data) surenessTable() grid {
	g := grid{caption: "Each headline and how sure it is", head: []string{"Headline", "Estimate", "90% interval", "Over closures, as counted here", "Over all ways of counting", "Agree on the sign", "Distance of the inputs"}, text: []bool{true, false, false, false, false, false, true}, dense: true}
	for _, h := range d.headlines() {
		estimate := h.print(h.row.Value)
		switch {
		case h.row.Open:
			estimate = "by closure"
		case h.row.Turns:
			estimate = "sign turns"
		}
		closures := ""
		if h.sampled {
			closures = h.between(h.closures[0], h.closures[1])
		}
		g.rows = append(g.rows, []string{h.label, estimate, h.spread(), closures, h.between(h.all[0], h.all[1]), h.agree, h.inputs})
	}
	g.notes = d.table("sureness").notes()
	return g
}
