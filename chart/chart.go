// Package chart draws the pictures of a report as SVG: maps of equal tiles, bars, points with two intervals, tornados,
// gains and losses by tenth of the population, shares, dumbbells and curves.
//
// A chart is a function from values to text. The same values give the same bytes: coordinates are rounded to a tenth of
// a pixel and nothing is read from clock, locale or machine. Every picture carries its title, and at its foot year,
// convention, source and program version, so that a screenshot stays honest. It also carries a text alternative.
//
// Colours are classes of the style sheet that [Style] returns, in a light and a dark variant, so that one picture serves
// both. Blocs never wear red or blue, and money has one diverging scale with a neutral middle at zero.
package chart

import (
	"strings"
)

// A Frame is what a picture says about itself, around what it shows.
type Frame struct {
	ID         string // unique in a document; prefix of the ids inside the picture
	Title      string // what the picture shows, in one line of words
	Subtitle   string // unit and reading aid
	Alt        string // text alternative: what a reader who does not see it should know
	Note       string // what a mark means, or a caution; printed above the foot
	Year       string
	Convention string
	Source     string
	Version    string // program and version
	Width      int    // in CSS pixels at natural size; narrow below [NarrowBelow]
}

// NarrowBelow is the width under which a picture stacks its labels above its marks: a phone, or a page at 400% zoom.
const NarrowBelow = 480

// An SVG is the text of a picture: one well-formed svg element without a style sheet of its own.
type SVG string

// Standalone gives the picture as a document of its own, with its style sheet inside.
func (s SVG) Standalone() SVG {
	i := strings.Index(string(s), ">") + 1
	return s[:i] + SVG("<style>"+Style("svg")+"svg{background:var(--paper)}</style>") + s[i:]
}

// Sizes of text in CSS pixels. The smallest is still read at the natural size of a picture on a phone.
const (
	sizeTitle = 16.0
	sizeText  = 13.0
	sizeSmall = 12.0
	sizeFoot  = 11.0
)

// foot is the line that keeps a screenshot honest.
func (f Frame) foot() string {
	var parts []string
	add := func(label, s string) {
		if s != "" {
			parts = append(parts, label+s)
		}
	}
	add("Year: ", f.Year)
	add("Convention: ", f.Convention)
	add("Source: ", f.Source)
	add("", f.Version)
	return strings.Join(parts, " · ")
}

// narrow says whether labels stand above marks.
func (f Frame) narrow() bool { return f.Width < NarrowBelow }

// draw puts the frame around a body. The body is drawn by paint, which gets the canvas and the y at which it may begin,
// and returns the y at which it ended.
func (f Frame) draw(paint func(c *canvas, top float64) float64) SVG {
	c := &canvas{id: f.ID, width: float64(f.Width)}
	y := 0.0
	for _, line := range wrap(f.Title, c.width, sizeTitle, true) {
		y += sizeTitle + 4
		c.text(0, y-4, "h", line)
	}
	for _, line := range wrap(f.Subtitle, c.width, sizeText, false) {
		y += sizeText + 5
		c.text(0, y-3, "m", line)
	}
	y = paint(c, y+10)
	for _, line := range wrap(f.Note, c.width, sizeSmall, false) {
		y += sizeSmall + 5
		c.text(0, y, "n", line)
	}
	y += 8
	for _, line := range wrap(f.foot(), c.width, sizeFoot, false) {
		y += sizeFoot + 4
		c.text(0, y, "f", line)
	}
	return c.finish(f, y+6)
}
