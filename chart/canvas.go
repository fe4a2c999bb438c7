package chart

import (
	"html"
	"math"
	"strconv"
	"strings"
)

// A canvas collects the elements of one picture.
type canvas struct {
	id    string
	width float64
	body  strings.Builder
}

// num prints a coordinate to a tenth of a pixel, which no eye can tell and every machine prints alike.
func num(v float64) string {
	v = math.Round(v*10) / 10
	if v == 0 {
		return "0" // also for minus zero
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

func (c *canvas) put(parts ...string) {
	for _, p := range parts {
		c.body.WriteString(p)
	}
}

func (c *canvas) text(x, y float64, class, s string) { c.anchored(x, y, "", class, s) }

func (c *canvas) right(x, y float64, class, s string) { c.anchored(x, y, "end", class, s) }

func (c *canvas) middle(x, y float64, class, s string) { c.anchored(x, y, "middle", class, s) }

func (c *canvas) anchored(x, y float64, anchor, class, s string) {
	if s == "" {
		return
	}
	c.put(`<text x="`, num(x), `" y="`, num(y), `"`)
	if anchor != "" {
		c.put(` text-anchor="`, anchor, `"`)
	}
	c.put(` class="`, class, `">`, html.EscapeString(s), `</text>`)
}

// rect draws a rectangle, turned the right way round when width or height is negative.
func (c *canvas) rect(x, y, w, h float64, class string) {
	if w < 0 {
		x, w = x+w, -w
	}
	if h < 0 {
		y, h = y+h, -h
	}
	c.put(`<rect x="`, num(x), `" y="`, num(y), `" width="`, num(w), `" height="`, num(h), `" class="`, class, `"/>`)
}

func (c *canvas) line(x1, y1, x2, y2 float64, class string) {
	c.put(`<line x1="`, num(x1), `" y1="`, num(y1), `" x2="`, num(x2), `" y2="`, num(y2), `" class="`, class, `"/>`)
}

func (c *canvas) circle(x, y, r float64, class string) {
	c.put(`<circle cx="`, num(x), `" cy="`, num(y), `" r="`, num(r), `" class="`, class, `"/>`)
}

func (c *canvas) path(d, class string) { c.put(`<path d="`, d, `" class="`, class, `"/>`) }

// finish closes the picture at the given height.
func (c *canvas) finish(f Frame, height float64) SVG {
	var b strings.Builder
	w, h := num(c.width), num(math.Ceil(height))
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 ` + w + ` ` + h + `" width="` + w + `" height="` + h +
		`" role="img" aria-labelledby="` + c.id + `-t ` + c.id + `-d">`)
	b.WriteString(`<title id="` + c.id + `-t">` + html.EscapeString(f.Title) + `</title>`)
	b.WriteString(`<desc id="` + c.id + `-d">` + html.EscapeString(f.Alt) + `</desc>`)
	b.WriteString(c.body.String())
	b.WriteString(`</svg>`)
	return SVG(b.String())
}

func escape(s string) string { return html.EscapeString(s) }
