package chart

import (
	"strconv"
	"strings"
)

// Patterns are drawn as lines cut to their shape, not as SVG patterns: a browser that prints to PDF turns each use of a
// pattern into pages of drawing commands, ten times the size of everything else.

// blocRect draws a rectangle in a bloc's colour and pattern.
func (c *canvas) blocRect(x, y, w, h float64, bloc int) {
	if w < 0 {
		x, w = x+w, -w
	}
	bloc %= MaxBlocs
	c.rect(x, y, w, h, "b"+strconv.Itoa(bloc))
	class := "pat"
	if bloc == 1 {
		class = "dots"
	}
	if d := blocPattern(x, y, w, h, bloc); d != "" {
		c.path(d, class)
	}
}

// blocPattern gives the marks of the letters A to F: rising lines, dots, lying lines, standing lines, a lattice, falling
// lines.
func blocPattern(x, y, w, h float64, bloc int) string {
	switch bloc {
	case 0:
		return rising(x, y, w, h, 7)
	case 1:
		return dots(x, y, w, h)
	case 2:
		return lying(x, y, w, h, 4)
	case 3:
		return standing(x, y, w, h, 4)
	case 4:
		return lying(x, y, w, h, 7) + standing(x, y, w, h, 7)
	}
	return falling(x, y, w, h, 7)
}

// weak hatches a shape that rests on a small sample.
func (c *canvas) weak(x, y, w, h float64) {
	if w < 0 {
		x, w = x+w, -w
	}
	if d := rising(x, y, w, h, 5); d != "" {
		c.path(d, "hatch")
	}
}

// rising draws lines from lower left to upper right: x + y constant.
func rising(x, y, w, h, step float64) string {
	var b strings.Builder
	for k := step / 2; k < w+h; k += step {
		move(&b, x+max(0, k-h), y+min(k, h))
		b.WriteString("L" + num(x+min(k, w)) + "," + num(y+max(0, k-w)))
	}
	return b.String()
}

// falling is rising seen in a mirror.
func falling(x, y, w, h, step float64) string {
	var b strings.Builder
	for k := step / 2; k < w+h; k += step {
		move(&b, x+w-max(0, k-h), y+min(k, h))
		b.WriteString("L" + num(x+w-min(k, w)) + "," + num(y+max(0, k-w)))
	}
	return b.String()
}

func lying(x, y, w, h, step float64) string {
	var b strings.Builder
	for k := step / 2; k < h; k += step {
		move(&b, x, y+k)
		b.WriteString("h" + num(w))
	}
	return b.String()
}

func standing(x, y, w, h, step float64) string {
	var b strings.Builder
	for k := step / 2; k < w; k += step {
		move(&b, x+k, y)
		b.WriteString("v" + num(h))
	}
	return b.String()
}

// dots stand in rows that are shifted against each other, inside the shape.
func dots(x, y, w, h float64) string {
	const step, edge = 5.0, 1.5
	var b strings.Builder
	for row := 0; edge+float64(row)*step/2 <= h-edge; row++ {
		for k := edge + float64(row%2)*step/2; k <= w-edge; k += step {
			move(&b, x+k, y+edge+float64(row)*step/2)
			b.WriteString("h0")
		}
	}
	return b.String()
}

func move(b *strings.Builder, x, y float64) { b.WriteString("M" + num(x) + "," + num(y)) }
