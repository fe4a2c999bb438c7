package chart

// A Bar is an amount that is counted, not estimated: a line of a ledger, a number of seats. Estimates are [Interval]s.
type Bar struct {
	Label string
	Value float64
	Bloc  int    // filled with the bloc's colour and pattern; NoBloc for plain
	Head  string // a heading printed above this row, if not empty
}

// Bars draws horizontal bars from zero with their values at the end.
func Bars(f Frame, bars []Bar, unit Unit) SVG {
	low, high := 0.0, 0.0
	labels, says := make([]string, len(bars)), make([]string, len(bars))
	for i, b := range bars {
		low, high = min(low, b.Value), max(high, b.Value)
		labels[i], says[i] = b.Label, unit.Short(b.Value)
	}
	return f.draw(func(c *canvas, top float64) float64 {
		r := newRows(f, labels, says)
		if !r.narrow {
			r.pitch = max(26, r.pitch-8)
		}
		x := linear{low, high, r.plot0, r.plot1 - 4}
		y := top
		for i, b := range bars {
			if b.Head != "" {
				y += headHeight
				c.text(0, y-9, "b", fit(b.Head, c.width, sizeText, true))
			}
			mid := r.label(c, y, b.Bloc, b.Label, says[i])
			c.bar(x.at(0), x.at(b.Value), mid, b.Bloc)
			y += r.pitch
		}
		return y
	})
}

func (c *canvas) bar(from, to, mid float64, bloc int) {
	if bloc == NoBloc {
		c.rect(from, mid-7, to-from, 14, "still")
	} else {
		c.blocRect(from, mid-7, to-from, 14, bloc)
	}
	c.line(from, mid-9, from, mid+9, "zero")
}

// A Stack is one whole divided among parts.
type Stack struct {
	Label string
	Parts []float64 // shares of one, in the order of the key
}

// A Fill says what the parts of a stack wear.
type Fill uint8

// The fills.
const (
	Steps Fill = iota // steps of one hue, dark to pale
	Blocs             // the blocs' colours and patterns
	Signs             // three parts: above zero, zero, below zero
)

// class gives the class of the i-th of n parts.
func (fill Fill) class(i, n int) string {
	if fill == Signs {
		return []string{"7", "4", "1"}[i%3]
	}
	return string(rune('0' + max(4, 8-i*4/max(1, n-1))))
}

// Stacks draws bars that all fill the width, divided among the same parts; a line marks the half if half is true.
func Stacks(f Frame, stacks []Stack, parts []string, fill Fill, half bool) SVG {
	return f.draw(func(c *canvas, top float64) float64 {
		y := c.stackKey(top, parts, fill)
		labels := make([]string, len(stacks))
		for i, s := range stacks {
			labels[i] = s.Label
		}
		r := newRows(f, labels, nil)
		r.plot1 = c.width
		start := y
		for _, s := range stacks {
			mid := r.label(c, y, NoBloc, s.Label, "")
			c.stack(r.plot0, r.plot1, mid, s, fill)
			y += r.pitch
		}
		if half {
			mid := (r.plot0 + r.plot1) / 2
			c.line(mid, start, mid, y, "zero")
			c.middle(mid, y+13, "qs", "half")
			y += 16
		}
		return y + 4
	})
}

// stack draws one bar with the share of each part printed where it fits.
func (c *canvas) stack(x0, x1, mid float64, s Stack, fill Fill) {
	x := x0
	for i, share := range s.Parts {
		w := share * (x1 - x0)
		ink := "sb"
		if fill == Blocs {
			c.blocRect(x, mid-10, w, 20, i)
		} else {
			step := fill.class(i, len(s.Parts))
			c.rect(x, mid-10, w, 20, "d"+step)
			ink = "sb i" + step
		}
		says := Unit("share").Short(share)
		if tw := textWidth(says, sizeSmall, true); tw+8 < w {
			if fill == Blocs {
				c.put(`<rect x="`, num(x+w/2-tw/2-3), `" y="`, num(mid-8), `" width="`, num(tw+6), `" height="16" rx="2" class="b`, stepDigit(i), `"/>`)
				c.middle(x+w/2, mid+4.5, "l", says)
			} else {
				c.middle(x+w/2, mid+4.5, ink, says)
			}
		}
		x += w
	}
}

func stepDigit(bloc int) string { return string(rune('0' + bloc%MaxBlocs)) }

func (c *canvas) stackKey(top float64, parts []string, fill Fill) float64 {
	if fill == Blocs {
		return c.blocKey(top, parts)
	}
	x, y := 0.0, top
	for i, name := range parts {
		w := 20 + textWidth(name, sizeText, false) + 16
		if x > 0 && x+w > c.width {
			x, y = 0, y+22
		}
		c.rect(x, y, 15, 15, "d"+fill.class(i, len(parts)))
		c.rect(x, y, 15, 15, "key")
		c.text(x+20, y+12, "t", fit(name, c.width-20, sizeText, false))
		x += w
	}
	return y + 24
}
