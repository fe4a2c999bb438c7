package chart

import "strconv"

// A Tenth is what happens to one tenth of a bloc's people, ordered by income before the split.
type Tenth struct {
	Label      string
	Lose, Gain float64 // shares of its people
	Weak       bool    // small sample: hatched
	N          int     // sampled households, printed where weak
}

// A Panel is the tenths of one bloc, poorest first.
type Panel struct {
	Bloc   int
	Name   string
	Tenths []Tenth
}

// Tenths draws, for each bloc, how many of 100 people in each tenth lose (to the left) and gain (to the right). Panels
// stand side by side if the picture is wide. The poorest come first.
func Tenths(f Frame, panels []Panel) SVG {
	return f.draw(func(c *canvas, top float64) float64 {
		columns := min(2, len(panels))
		if f.narrow() {
			columns = 1
		}
		const gutter = 28.0
		width := (c.width - gutter*float64(columns-1)) / float64(max(1, columns))
		y, bottom := top, top
		for i, p := range panels {
			if column := i % columns; column == 0 {
				y = bottom
			}
			bottom = max(bottom, c.panel(float64(i%columns)*(width+gutter), y, width, p))
		}
		return bottom
	})
}

// panel draws one bloc's tenths and returns the y below it.
func (c *canvas) panel(left, top, width float64, p Panel) float64 {
	c.chip(left, top, 15, p.Bloc)
	c.text(left+21, top+12.5, "b", fit(p.Name, width-21, sizeText, true))
	labels := make([]string, len(p.Tenths))
	for i, t := range p.Tenths {
		labels[i] = t.Label
	}
	label := widest(labels, sizeSmall, false) + 8
	const value = 26.0 // room for "100" beyond a full bar
	half := (width - label - 2*value) / 2
	zero := left + label + value + half
	y := top + 24
	c.right(zero-6, y+10, "qs", "lose")
	c.text(zero+6, y+10, "qs", "gain")
	y += 18
	const pitch = 21.0
	for _, t := range p.Tenths {
		c.text(left, y+14.5, "s", t.Label)
		c.tenth(zero, y+3, half, t)
		y += pitch
	}
	c.line(zero, top+40, zero, y+2, "zero")
	return y + 18
}

func (c *canvas) tenth(zero, y, half float64, t Tenth) {
	const high = 15.0
	lose, gain := t.Lose*half, t.Gain*half
	c.rect(zero-lose, y, lose, high, "loss")
	c.rect(zero, y, gain, high, "gain")
	if t.Weak {
		c.weak(zero-lose, y, lose+gain, high)
	}
	c.right(zero-lose-4, y+11.5, "s", hundred(t.Lose))
	says := hundred(t.Gain)
	if t.Weak && t.N > 0 {
		says += " n=" + strconv.Itoa(t.N)
	}
	c.text(zero+gain+4, y+11.5, "s", says)
}

// hundred prints a share as people in a hundred.
func hundred(share float64) string { return strconv.FormatFloat(100*share, 'f', 0, 64) }
