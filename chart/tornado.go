package chart

// A Swing is how far one assumption moves a number, with everything else at its default.
type Swing struct {
	Label           string // the assumption
	Least, Greatest float64
	AtLeast, AtMost string // the settings that give the ends
}

// Tornado draws swings around the number at the defaults, in the order given: the widest first.
func Tornado(f Frame, swings []Swing, centre float64, unit Unit) SVG {
	low, high := min(0, centre), max(0, centre)
	for _, s := range swings {
		low, high = min(low, s.Least), max(high, s.Greatest)
	}
	return f.draw(func(c *canvas, top float64) float64 {
		labels := make([]string, len(swings))
		for i, s := range swings {
			labels[i] = s.Label
		}
		left := 0.0
		pitch := 58.0
		if !f.narrow() {
			left = min(widest(labels, sizeText, true)+12, c.width*0.3)
			pitch = 40
		}
		x := linear{low, high, left + 6, c.width - 6}
		bottom := top + pitch*float64(len(swings))
		spans := []span{{top, bottom}}
		if f.narrow() {
			spans = nil
			for i := range swings {
				y := top + pitch*float64(i) + 30
				spans = append(spans, span{y - 10, y + 10})
			}
		}
		c.axis(x, low, high, spans, bottom, unit)
		y := top
		for i, s := range swings {
			c.swing(x, x.at(centre), y, left, f.narrow(), labels[i], s)
			y += pitch
		}
		return bottom + 22
	})
}

func (c *canvas) swing(x linear, centre, y, left float64, narrow bool, label string, s Swing) {
	if narrow {
		c.text(0, y+15, "sb", fit(label, c.width, sizeSmall, true))
		y += 18
	} else {
		c.text(0, y+16, "b", fit(label, left-8, sizeText, true))
	}
	from, to := x.at(s.Least), x.at(s.Greatest)
	c.rect(from, y+6, min(centre, to)-from, 12, "loss")
	c.rect(max(from, centre), y+6, to-max(from, centre), 12, "gain")
	c.line(centre, y+2, centre, y+20, "thin")
	least, most := s.AtLeast, s.AtMost
	room := x.p1 - x.p0
	wl, wm := textWidth(least, sizeFoot, false), textWidth(most, sizeFoot, false)
	if wl+wm+14 > room {
		least, most = fit(least, room/2-7, sizeFoot, false), fit(most, room/2-7, sizeFoot, false)
		wl, wm = textWidth(least, sizeFoot, false), textWidth(most, sizeFoot, false)
	}
	// Each setting stands under its end; where they would meet, both are centred on the bar, inside the plot.
	if to-from < wl+wm+14 {
		middle := (from + to) / 2
		from = max(x.p0, min(middle-(wl+wm+14)/2, x.p1-wl-wm-14))
		to = from + wl + wm + 14
	}
	c.text(from, y+30, "f", least)
	c.right(to, y+30, "f", most)
}
