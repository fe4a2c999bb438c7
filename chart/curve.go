package chart

// Curves are a household's lines over one amount that varies, such as wages.
type Curves struct {
	X      []float64
	Lines  []Line    // dollars at each X, drawn above, at most [MaxLines]; the first is the heavy one
	Rate   []float64 // marginal rate at each X, drawn below: the share of the next dollar not kept
	Cliffs []Cliff
}

// A Line is one of the dollar amounts of a picture of curves.
type Line struct {
	Name string
	Y    []float64
}

// MaxLines is how many lines can be told apart without colour, by their dashes.
const MaxLines = 5

// A Cliff is a place where a little more income leaves the household with less.
type Cliff struct {
	X     float64
	Label string
}

// mostNamed cliffs are described under the picture; all are marked in it.
const mostNamed = 6

// Curve draws dollars above and the marginal rate below, on one horizontal axis, with cliffs marked through both.
func Curve(f Frame, c Curves, xName string, x, money Unit) SVG {
	return f.draw(func(k *canvas, top float64) float64 {
		if len(c.X) == 0 {
			return top
		}
		y := k.lineKey(top+6, c.Lines)
		low, most := 0.0, 0.0
		for _, line := range c.Lines {
			low, most = extent(low, most, line.Y)
		}
		upper := panel{top: y + 18, high: 230, unit: money, marks: ticks(low, most, 5)}
		k.grid(f, c.X, upper)
		for i, line := range c.Lines {
			k.trace(f, c.X, line.Y, upper, lineClass(i))
		}
		k.text(0, upper.foot()+30, "s", "Marginal rate: share of the next dollar not kept")
		rates := make([]float64, len(c.Rate))
		for i, r := range c.Rate {
			rates[i] = clampRate(r)
		}
		low, most = extent(0, 1, rates)
		lower := panel{top: upper.foot() + 48, high: 130, unit: "share", marks: ticks(low, most, 4)}
		k.grid(f, c.X, lower)
		k.trace(f, c.X, rates, lower, "second")
		h := horizontal(k, f, c.X)
		for i, cliff := range c.Cliffs {
			k.line(h.at(cliff.X), upper.top, h.at(cliff.X), lower.foot(), "cliff")
			if i < mostNamed {
				k.middle(h.at(cliff.X), upper.top-4, "sb", markName(i))
			}
		}
		return k.tellCliffs(c.Cliffs, k.xAxis(h, c.X, lower.foot(), x, xName))
	})
}

func (c *canvas) tellCliffs(cliffs []Cliff, y float64) float64 {
	for i, cliff := range cliffs {
		if i == mostNamed {
			c.text(0, y+16, "s", "and "+figures(float64(len(cliffs)-i))+" more")
			return y + 21
		}
		for _, line := range wrap(markName(i)+": "+cliff.Label, c.width, sizeSmall, false) {
			c.text(0, y+16, "s", line)
			y += 17
		}
	}
	return y + 4
}

// lineKey names the lines, each beside a piece of it, in as many rows as they need; it returns the y below.
func (c *canvas) lineKey(top float64, lines []Line) float64 {
	const sample, gap = 26.0, 18.0
	x, y := 0.0, top+8
	for i, line := range lines {
		w := sample + 6 + textWidth(line.Name, sizeSmall, false)
		if x > 0 && x+w > c.width {
			x, y = 0, y+18
		}
		c.line(x, y-4, x+sample, y-4, lineClass(i))
		c.text(x+sample+6, y, "s", fit(line.Name, c.width-sample-6, sizeSmall, false))
		x += w + gap
	}
	return y
}

func lineClass(i int) string { return "line" + string(rune('0'+i%MaxLines)) }

// clampRate keeps a cliff, whose rate has no bound, inside the picture.
func clampRate(r float64) float64 { return max(-1, min(r, 1.5)) }

func markName(i int) string { return string(rune('a' + i%26)) }

func extent(low, most float64, values []float64) (float64, float64) {
	for _, v := range values {
		low, most = min(low, v), max(most, v)
	}
	return low, most
}

func horizontal(c *canvas, f Frame, xs []float64) linear {
	left := 58.0
	if f.narrow() {
		left = 44
	}
	last := xs[len(xs)-1]
	if last == xs[0] {
		last++
	}
	return linear{xs[0], last, left, c.width - 14}
}

// panel is one of the two vertical axes.
type panel struct {
	top, high float64
	unit      Unit
	marks     []float64
}

func (p panel) foot() float64 { return p.top + p.high }
func (p panel) scale() linear { return linear{p.marks[0], p.marks[len(p.marks)-1], p.foot(), p.top} }

func (c *canvas) grid(f Frame, xs []float64, p panel) {
	h, v := horizontal(c, f, xs), p.scale()
	for _, m := range p.marks {
		line := "grid"
		if m == 0 {
			line = "zero"
		}
		c.line(h.p0, v.at(m), h.p1, v.at(m), line)
		c.right(h.p0-6, v.at(m)+4, "qs", tickLabel(p.unit, m, f.narrow()))
	}
}

// trace draws one line. Points where its direction does not change are left out: the picture is the same.
func (c *canvas) trace(f Frame, xs, ys []float64, p panel, class string) {
	h, v := horizontal(c, f, xs), p.scale()
	d, last := "", ""
	for i := range xs {
		point := num(h.at(xs[i])) + "," + num(v.at(ys[i]))
		if point == last || i > 0 && i < len(xs)-1 && straight(xs, ys, i) {
			continue
		}
		if d == "" {
			d = "M" + point
		} else {
			d += "L" + point
		}
		last = point
	}
	c.path(d, class)
}

// straight says that point i lies on the line between its neighbours.
func straight(xs, ys []float64, i int) bool {
	before, after := (ys[i]-ys[i-1])*(xs[i+1]-xs[i]), (ys[i+1]-ys[i])*(xs[i]-xs[i-1])
	return before == after
}

func tickLabel(u Unit, v float64, narrow bool) string {
	if narrow && u.Symbol() != "" && v >= 1000 {
		return u.Symbol() + figures(v/1000) + "k"
	}
	if narrow && u.Symbol() != "" && v <= -1000 {
		return minus + u.Symbol() + figures(-v/1000) + "k"
	}
	return u.Short(v)
}

func (c *canvas) xAxis(h linear, xs []float64, y float64, unit Unit, name string) float64 {
	for _, v := range ticks(xs[0], xs[len(xs)-1], int(max(2, (h.p1-h.p0)/100))) {
		if v > xs[len(xs)-1] || v < xs[0] {
			continue
		}
		c.line(h.at(v), y, h.at(v), y+4, "axis")
		label := unit.Short(v)
		w := textWidth(label, sizeSmall, false)
		c.middle(min(h.at(v), c.width-w/2), y+17, "qs", label)
	}
	c.right(h.p1, y+33, "qs", name)
	return y + 36
}
