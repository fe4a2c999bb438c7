package chart

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A theme is one variant of the style sheet. The order of diverging is from far below zero to far above it.
type theme struct {
	paper, ink, muted, grid, axis, band string
	diverging                           [9]string
	loss, gain, still                   string // marks of losing, gaining, unchanged: the ends and middle of the scale
}

// The scale runs from brown through grey to purple: no good green, no bad red, and neither end is a party's colour.
var light = theme{
	paper: "#fffefb", ink: "#1d1c1a", muted: "#5c5a55", grid: "#e4e1da", axis: "#8d8a83", band: "#dcd8ce",
	diverging: [9]string{"#6b3d0c", "#96601f", "#c9975a", "#ead3b0", "#ecebe7", "#d9d3e8", "#b0a3d0", "#7a67ad", "#4b3688"},
	loss:      "#96601f", gain: "#7a67ad", still: "#d2cfc7",
}

var dark = theme{
	paper: "#17171a", ink: "#ececea", muted: "#aeaca6", grid: "#333336", axis: "#7d7c79", band: "#3d3d42",
	diverging: [9]string{"#e6b67e", "#bb8242", "#855a28", "#54422e", "#39393c", "#44405a", "#625698", "#9080c8", "#c4b7ee"},
	loss:      "#bb8242", gain: "#9080c8", still: "#55555a",
}

// Okabe and Ito's colours, told apart in every common form of colour blindness, without the blue. The order is that of
// the letters A to F; the pattern says the same to those who see no colour.
var blocColours = [MaxBlocs]string{"#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7", "#F0E442"}

// MaxBlocs is how many blocs have a colour and pattern of their own.
const MaxBlocs = 6

// Letter names the i-th bloc of a proposal: A, B, C and so on.
func Letter(i int) string { return string(rune('A' + i)) }

// onBloc is the ink of a letter on a bloc's colour, in both variants.
const onBloc = "#111111"

// chip draws a bloc's letter on its colour: a square of the given side.
func (c *canvas) chip(x, y, side float64, bloc int) {
	c.put(`<rect x="`, num(x), `" y="`, num(y), `" width="`, num(side), `" height="`, num(side), `" rx="2" class="b`, strconv.Itoa(bloc%MaxBlocs), `"/>`)
	c.middle(x+side/2, y+side*0.78, "l", Letter(bloc))
}

// Style is the style sheet of the pictures: variables on the root selector (":root" in a page, "svg" in a picture of its
// own), then the classes. The dark variant follows the reader's system; print is always light.
func Style(root string) string {
	var b strings.Builder
	b.WriteString(root + "{color-scheme:light dark;" + light.variables() + "}\n")
	b.WriteString("@media screen and (prefers-color-scheme:dark){" + root + "{" + dark.variables() + "}}\n")
	b.WriteString("@media print{" + root + "{--paper:#ffffff}}\n")
	b.WriteString(classes)
	for i, colour := range blocColours {
		fmt.Fprintf(&b, ".chart .b%d{fill:%s}", i, colour)
	}
	for i := range light.diverging {
		fmt.Fprintf(&b, ".chart .d%d{fill:var(--d%d)}.chart .i%d{fill:var(--i%d)}", i, i, i, i)
	}
	b.WriteString("\n")
	return b.String()
}

// classes of text (h title, m subtitle, t label, s small, n note, f foot, l letter, q quiet) and of marks.
const classes = `.chart{display:block;max-width:100%;height:auto;overflow:visible}
.chart text{font-family:"Helvetica Neue",Helvetica,Arial,"Liberation Sans","DejaVu Sans Condensed",sans-serif;fill:var(--ink);font-size:13px}
.chart .h{font-size:16px;font-weight:700}.chart .m,.chart .q{fill:var(--muted)}.chart .s{font-size:12px}.chart .qs{font-size:12px;fill:var(--muted)}
.chart .n{font-size:12px;fill:var(--muted)}.chart .f{font-size:11px;fill:var(--muted)}.chart .b{font-weight:700}.chart .sb{font-size:12px;font-weight:700}
.chart .l{font-size:11px;font-weight:700;fill:` + onBloc + `}.chart .u{font-size:9.5px;font-weight:700}.chart .e{font-size:11px}
.chart .grid{stroke:var(--grid);stroke-width:1}.chart .axis{stroke:var(--axis);stroke-width:1}.chart .zero{stroke:var(--ink);stroke-width:1}
.chart .border{stroke:var(--ink);stroke-width:2.5;stroke-linecap:round;fill:none}.chart .band{fill:var(--band)}.chart .thin{stroke:var(--ink);stroke-width:1.5}
.chart .point{fill:var(--ink);stroke:var(--paper);stroke-width:1.5}.chart .ring{fill:var(--paper);stroke:var(--ink);stroke-width:1.75}
.chart .loss{fill:var(--loss)}.chart .gain{fill:var(--gain)}.chart .still{fill:var(--still)}.chart .onloss{fill:var(--onloss)}.chart .ongain{fill:var(--ongain)}
.chart .pat{stroke:#000;stroke-opacity:.4;stroke-width:1.1;fill:none}.chart .dots{stroke:#000;stroke-opacity:.45;stroke-width:2;stroke-linecap:round;fill:none}.chart .hatch{stroke:var(--ink);stroke-opacity:.5;stroke-width:1;fill:none}
.chart .line0,.chart .line1,.chart .line2,.chart .line3,.chart .line4{fill:none;stroke-width:2;stroke-linejoin:round}.chart .line0{stroke:var(--ink);stroke-width:3}
.chart .line1{stroke:#D55E00;stroke-dasharray:8 3}.chart .line2{stroke:#009E73;stroke-dasharray:2 3}.chart .line3{stroke:#0B84C6;stroke-dasharray:9 3 2 3}.chart .line4{stroke:#CC79A7;stroke-dasharray:4 3}
.chart .second{fill:none;stroke:var(--gain);stroke-width:2;stroke-linejoin:round}
.chart .cliff{stroke:var(--loss);stroke-width:1.5;stroke-dasharray:3 3}.chart .link{stroke:var(--axis);stroke-width:3}.chart .key{fill:none;stroke:var(--axis);stroke-width:.75}
`

func (t theme) variables() string {
	var b strings.Builder
	put := func(name, value string) { b.WriteString("--" + name + ":" + value + ";") }
	put("paper", t.paper)
	put("ink", t.ink)
	put("muted", t.muted)
	put("grid", t.grid)
	put("axis", t.axis)
	put("band", t.band)
	put("loss", t.loss)
	put("gain", t.gain)
	put("still", t.still)
	put("onloss", inkOn(t.loss))
	put("ongain", inkOn(t.gain))
	for i, colour := range t.diverging {
		put("d"+strconv.Itoa(i), colour)
		put("i"+strconv.Itoa(i), inkOn(colour))
	}
	return b.String()
}

// inkOn chooses near-black or white, whichever is easier to read on a ground.
func inkOn(ground string) string {
	const black, white = "#1d1c1a", "#ffffff"
	if Contrast(black, ground) >= Contrast(white, ground) {
		return black
	}
	return white
}

// Contrast is the ratio of WCAG 2 between two colours written #rrggbb, from 1 to 21; 0 if either is not such a colour.
func Contrast(a, b string) float64 {
	la, okA := luminance(a)
	lb, okB := luminance(b)
	if !okA || !okB {
		return 0
	}
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// luminance is the relative luminance of WCAG 2.
func luminance(colour string) (float64, bool) {
	if len(colour) != 7 || colour[0] != '#' {
		return 0, false
	}
	rgb, err := strconv.ParseUint(colour[1:], 16, 32)
	if err != nil {
		return 0, false
	}
	channel := func(shift uint) float64 {
		v := float64(rgb>>shift&0xff) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(16) + 0.7152*channel(8) + 0.0722*channel(0), true
}
