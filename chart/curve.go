package chart

// A Sample is one point of a household's curve.
type Sample struct {
	X        float64 // what is varied, such as wages
	Net      float64 // what the household has
	Marginal float64 // share of the next dollar that it does not keep
}

// A Cliff is a place where a little more income leaves the household with less.
type Cliff struct {
	X     float64
	Label string
}

// Curve draws net income above and the marginal rate below, on one horizontal axis, with cliffs marked through both.
func Curve(f Frame, samples []Sample, cliffs []Cliff, xName string, x, net Unit) SVG {
	return f.draw(func(c *canvas, top float64) float64 {
		if len(samples) == 0 {
			return top
		}
		c.text(0, top+12, "s", "Net income")
		upper := c.series(f, samples, top+30, 190, net, "curve", func(s Sample) float64 { return s.Net })
		c.text(0, upper+30, "s", "Marginal rate: share of the next dollar not kept")
		lower := c.series(f, samples, upper+48, 130, "share", "second", func(s Sample) float64 { return clampRate(s.Marginal) })
		h := horizontal(c, f, samples)
		for i, cliff := range cliffs {
			c.line(h.at(cliff.X), top+30, h.at(cliff.X), lower, "cliff")
			c.letterMark(h.at(cliff.X), top+26, i)
		}
		y := c.xAxis(h, samples, lower, x, xName)
		for i, cliff := range cliffs {
			c.text(0, y+16, "s", fit(markName(i)+": "+cliff.Label, c.width, sizeSmall, false))
			y += 17
		}
		return y + 4
	})
}

// clampRate keeps a cliff, whose rate has no bound, inside the picture.
func clampRate(r float64) float64 { return max(-1, min(r, 1.5)) }

func markName(i int) string { return string(rune('a' + i%26)) }

func (c *canvas) letterMark(x, y float64, i int) { c.middle(x, y, "sb", markName(i)) }

func horizontal(c *canvas, f Frame, samples []Sample) linear {
	left := 58.0
	if f.narrow() {
		left = 44
	}
	return linear{samples[0].X, samples[len(samples)-1].X, left, c.width - 14}
}

// series draws one line over its own vertical axis and returns the y of its foot.
func (c *canvas) series(f Frame, samples []Sample, top, high float64, unit Unit, class string, of func(Sample) float64) float64 {
	low, most := 0.0, 0.0
	for _, s := range samples {
		low, most = min(low, of(s)), max(most, of(s))
	}
	marks := ticks(low, most, 4)
	h := horizontal(c, f, samples)
	v := linear{marks[0], marks[len(marks)-1], top + high, top}
	for _, m := range marks {
		line := "grid"
		if m == 0 {
			line = "zero"
		}
		c.line(h.p0, v.at(m), h.p1, v.at(m), line)
		c.right(h.p0-6, v.at(m)+4, "qs", tickLabel(unit, m, f.narrow()))
	}
	d := ""
	for i, s := range samples {
		step := "L"
		if i == 0 {
			step = "M"
		}
		d += step + num(h.at(s.X)) + "," + num(v.at(of(s)))
	}
	c.path(d, class)
	return top + high
}

func tickLabel(u Unit, v float64, narrow bool) string {
	if narrow && u.Symbol() != "" && v >= 1000 {
		return u.Symbol() + figures(v/1000) + "k"
	}
	return u.Short(v)
}

func (c *canvas) xAxis(h linear, samples []Sample, y float64, unit Unit, name string) float64 {
	for _, v := range ticks(samples[0].X, samples[len(samples)-1].X, int(max(2, (h.p1-h.p0)/100))) {
		if v > samples[len(samples)-1].X {
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
