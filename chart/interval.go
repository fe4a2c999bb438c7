package chart

import "math"

// An Interval is a number with how sure it is: a point, a thin interval for sampling, a wide pale one for the range over
// assumptions.
type Interval struct {
	Code            string // short label where there is no room for the long one; used when there are many rows
	Label           string
	Value           float64
	Low, High       float64 // sampling; equal to Value if there is none
	Least, Greatest float64 // over assumptions; equal to Value if there is none
	Says            string  // the number in words, at the right
	Turns           bool    // the sign turns with the assumptions: the point is drawn hollow
	Open            bool    // a range without a point: no setting is more right than another
	Weak            bool    // small sample: hatched
	Bloc            int     // letter before the label; NoBloc for none
	Head            string  // a heading printed above this row, if not empty
}

// NoBloc marks a row that belongs to no bloc.
const NoBloc = -1

// Intervals draws one row a number on a shared axis with zero in it.
func Intervals(f Frame, rows []Interval, unit Unit) SVG {
	low, high := 0.0, 0.0
	for _, r := range rows {
		low = min(low, r.Value, r.Low, r.Least)
		high = max(high, r.Value, r.High, r.Greatest)
	}
	dense := len(rows) > denseFrom
	if dense {
		low, high = -within(rows, func(r Interval) float64 { return -min(r.Value, r.Least) }), within(rows, func(r Interval) float64 { return max(r.Value, r.Greatest) })
	}
	return f.draw(func(c *canvas, top float64) float64 {
		r := newRows(f, labelsOf(rows), saysOf(rows))
		if dense {
			r = newDense(f, rows)
		}
		x := linear{low, high, r.plot0 + 6, r.plot1 - 6}
		placed, bottom := place(r, rows, top)
		c.axis(x, low, high, r.spans(placed, top, bottom), bottom, unit)
		for i, row := range rows {
			if row.Head != "" {
				c.text(0, placed[i]-9, "b", fit(row.Head, c.width, sizeText, true))
			}
			if r.dense != nil {
				row.Label = r.dense[i]
			}
			mid := r.label(c, placed[i], row.Bloc, row.Label, row.Says)
			c.interval(x, mid, r.half(), clip(row, low, high))
			c.beyond(x, mid, row, low, high, unit)
		}
		return bottom + 22
	})
}

// within gives the end of an axis on one side of zero: the farthest value, unless one row alone reaches more than twice
// as far as all others; then that row is cut and says how far it goes, so that the others can be read.
func within(rows []Interval, reach func(Interval) float64) float64 {
	first, second := 0.0, 0.0
	for _, r := range rows {
		if v := reach(r); v > first {
			first, second = v, first
		} else if v > second {
			second = v
		}
	}
	if second > 0 && first > 2*second {
		return 1.2 * second
	}
	return first
}

func clip(row Interval, low, high float64) Interval {
	row.Least, row.Greatest = max(row.Least, low), min(row.Greatest, high)
	row.Low, row.High, row.Value = max(row.Low, low), min(row.High, high), min(max(row.Value, low), high)
	return row
}

// beyond writes how far a row goes that leaves the axis.
func (c *canvas) beyond(x linear, y float64, row Interval, low, high float64, unit Unit) {
	if row.Greatest > high {
		c.right(x.p1, y+4, "f", "to "+unit.Short(row.Greatest)+" →")
	}
	if row.Least < low {
		c.text(x.p0, y+4, "f", "← to "+unit.Short(row.Least))
	}
}

// place gives each row its y, below its heading if it has one, and the y below the last.
func place(r rows, rows []Interval, top float64) ([]float64, float64) {
	placed := make([]float64, len(rows))
	y := top
	for i, row := range rows {
		if row.Head != "" {
			y += headHeight
		}
		placed[i] = y
		y += r.pitch
	}
	return placed, y
}

// headHeight is the room of a heading between rows.
const headHeight = 26.0

// interval draws the marks of a row in a band of the given half height.
func (c *canvas) interval(x linear, y, half float64, row Interval) {
	r := min(5, half*0.7)
	if row.Greatest > row.Least {
		c.rect(x.at(row.Least), y-half, x.at(row.Greatest)-x.at(row.Least), 2*half, "band")
		if row.Weak {
			c.weak(x.at(row.Least), y-half, x.at(row.Greatest)-x.at(row.Least), 2*half)
		}
	}
	if row.Open {
		return
	}
	if row.High > row.Low {
		c.line(x.at(row.Low), y, x.at(row.High), y, "thin")
	}
	class := "point"
	if row.Turns {
		class = "ring"
	}
	c.circle(x.at(row.Value), y, r, class)
}

// A span is a vertical stretch through which the lines of an axis run.
type span struct{ from, to float64 }

// spans gives the stretches of the axis' lines: the whole plot if labels stand beside it, only along the marks if labels
// stand above them, so that no line crosses a word.
func (r rows) spans(placed []float64, top, bottom float64) []span {
	if !r.narrow {
		return []span{{top, bottom}}
	}
	out := make([]span, len(placed))
	for i, y := range placed {
		mid := r.mid(y)
		out[i] = span{mid - 10, mid + 10}
	}
	return out
}

// axis draws the vertical lines of a horizontal scale, zero darker, and the ticks' labels below.
func (c *canvas) axis(x linear, low, high float64, spans []span, bottom float64, unit Unit) {
	last := -1000.0
	for _, v := range ticks(low, high, int(math.Max(3, (x.p1-x.p0)/110))) {
		if v < low-1e-9*(high-low) || v > high+1e-9*(high-low) {
			continue
		}
		class := "grid"
		if v == 0 {
			class = "zero"
		}
		for _, s := range spans {
			c.line(x.at(v), s.from, x.at(v), s.to, class)
		}
		label := unit.Short(v)
		w := textWidth(label, sizeSmall, false)
		at := min(max(x.at(v), w/2), c.width-w/2)
		if at-w/2 > last+8 {
			c.middle(at, bottom+16, "qs", label)
			last = at + w/2
		}
	}
}

// rows is the geometry of a chart with one labelled row a value: labels at the left and words at the right if the picture
// is wide, both above the marks if it is narrow.
type rows struct {
	narrow       bool
	width        float64
	labelWidth   float64
	plot0, plot1 float64
	pitch        float64
	lines        int
	dense        []string // labels of rows set close; nil otherwise
}

func newRows(f Frame, labels, says []string) rows {
	w := float64(f.Width)
	if f.narrow() {
		r := rows{narrow: true, width: w, plot1: w}
		for i, s := range labels {
			r.lines = max(r.lines, len(r.above(s, saysAt(says, i))))
		}
		r.pitch = 30 + 16*float64(r.lines)
		return r
	}
	left := min(widest(labels, sizeText, false)+26, w*0.36)
	right := min(widest(says, sizeText, false)+16, w*0.34)
	r := rows{width: w, labelWidth: left - 26, plot0: left + 6, plot1: w - right, pitch: 32, lines: 1}
	for _, s := range labels {
		r.lines = max(r.lines, len(wrap(s, r.labelWidth, sizeText, false)))
	}
	r.pitch = max(r.pitch, float64(r.lines)*16+10)
	return r
}

// half is half the height of a row's marks.
func (r rows) half() float64 {
	if r.dense != nil {
		return 5.5
	}
	return 7
}

// Gauge draws one interval alone, on its own scale with zero in it, to stand beside a number that says the same in words.
func Gauge(id string, row Interval, width int) SVG {
	c := &canvas{id: id, width: float64(width)}
	low, high := min(0, row.Least, row.Low, row.Value), max(0, row.Greatest, row.High, row.Value)
	x := linear{low, high, 7, c.width - 7}
	c.line(x.p0, 10, x.p1, 10, "grid")
	c.interval(x, 10, 6, row)
	c.line(x.at(0), 1, x.at(0), 19, "zero")
	return SVG(`<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 ` + num(c.width) + ` 20" width="` + num(c.width) +
		`" height="20" aria-hidden="true">` + c.body.String() + `</svg>`)
}

// denseFrom is how many rows a picture may have before they are set close, so that all of them stand on one page.
const denseFrom = 30

// newDense sets labels at the left at every width, by their codes if the picture is narrow.
func newDense(f Frame, all []Interval) rows {
	labels := labelsOf(all)
	if f.narrow() {
		for i := range all {
			labels[i] = all[i].Code
		}
	}
	left := widest(labels, sizeSmall, false) + 28
	right := widest(saysOf(all), sizeSmall, false) + 12
	return rows{width: float64(f.Width), labelWidth: left - 20, plot0: left, plot1: float64(f.Width) - right, pitch: 17, lines: 1, dense: labels}
}

// label writes what a row is and says, and returns the y of its marks.
func (r rows) label(c *canvas, y float64, bloc int, label, says string) float64 {
	x := 0.0
	if bloc != NoBloc {
		x = 20
	}
	if r.narrow {
		r.labelAbove(c, x, y, bloc, label, says)
		return r.mid(y)
	}
	if r.dense != nil {
		if bloc != NoBloc {
			c.chip(0, y+1, 15, bloc)
		}
		c.text(x, y+13, "s", label)
		c.right(c.width, y+13, "s", says)
		return r.mid(y)
	}
	lines := wrap(label, r.labelWidth, sizeText, false)
	first := y + r.pitch/2 + 4.5 - float64(len(lines)-1)*8
	if bloc != NoBloc {
		c.chip(0, first-12, 15, bloc)
	}
	for i, s := range lines {
		c.text(x, first+float64(i)*16, "t", s)
	}
	c.right(c.width, y+r.pitch/2+4.5, "t", fit(says, r.width-r.plot1-8, sizeText, false))
	return r.mid(y)
}

// mid is the y of the marks of a row that begins at y.
func (r rows) mid(y float64) float64 {
	if r.narrow {
		return y + 15 + 16*float64(r.lines)
	}
	return y + r.pitch/2
}

// labelAbove writes label and words over the marks: in one line where they fit, else the words below the label.
func (r rows) labelAbove(c *canvas, x, y float64, bloc int, label, says string) {
	lines := r.above(label, says)
	y += 16 * float64(r.lines-len(lines)) // close to the marks
	if bloc != NoBloc {
		c.chip(0, y+5, 15, bloc)
	}
	c.right(c.width, y+1+16*float64(len(lines)), "s", fit(says, c.width, sizeSmall, false))
	for i, s := range lines {
		c.text(x, y+17+16*float64(i), "s", s)
	}
}

// above breaks a label into the lines that stand over its marks; an empty last line is left for the words where they do
// not fit beside the label.
func (r rows) above(label, says string) []string {
	lines := wrap(label, r.width-20, sizeSmall, false)
	if len(lines) > 0 && textWidth(lines[len(lines)-1], sizeSmall, false)+textWidth(says, sizeSmall, false)+28 > r.width {
		lines = append(lines, "")
	}
	return lines
}

func saysAt(says []string, i int) string {
	if i < len(says) {
		return says[i]
	}
	return ""
}

func labelsOf(rows []Interval) []string {
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = r.Label
	}
	return out
}

func saysOf(rows []Interval) []string {
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = r.Says
	}
	return out
}
