package chart

import (
	"encoding/xml"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "rewrite the golden pictures; look at each before committing it")

// frame is the frame of an example at the given width.
func frame(id string, width int) Frame {
	return Frame{ID: id, Title: "Balance of each region in dollars a year per resident", Subtitle: "Outlays less receipts",
		Alt: "A picture & its <alternative>", Note: "Hatched: fewer than 100 sampled households.", Year: "2022",
		Convention: "benefit", Source: "a made example", Version: "Common Purse test", Width: width}
}

// examples draws every kind of picture once.
func examples(width int) map[string]SVG {
	money := Unit("USD/year/person")
	tiles := []Tile{
		{Code: "NN", Name: "North", Row: 0, Col: 1, Bloc: 0, Value: -4200},
		{Code: "WW", Name: "West", Row: 1, Col: 0, Bloc: 0, Value: 130},
		{Code: "MM", Name: "Middle", Row: 1, Col: 1, Bloc: 1, Value: 2600, Weak: true},
		{Code: "EE", Name: "East", Row: 1, Col: 2, Bloc: 1, Missing: true},
	}
	tenths := []Tenth{{Label: "poorest", Lose: 0.62, Gain: 0.1}, {Label: "2", Lose: 0.4, Gain: 0.31, Weak: true, N: 47}, {Label: "richest", Lose: 0, Gain: 1}}
	curves := Curves{X: []float64{0, 10_000, 20_000, 30_000}, Rate: []float64{0.1, 3, 0.3, 0.3}, Cliffs: []Cliff{{10_000, "at $10,000: $2,000 less, since nutrition assistance ends"}},
		Lines: []Line{{"what is kept", []float64{9000, 18_000, 16_000, 23_000}}, {"taxes, refunds taken off", []float64{0, -2000, 100, 3000}}, {"cash and near-cash benefits", []float64{9000, 6000, 0, 0}},
			{"medical benefits", []float64{5000, 5000, 4000, 0}}}}
	return map[string]SVG{
		"tilemap": TileMap(frame("tilemap", width), tiles, MapKey{"pays more than it is paid", "is paid more than it pays", money, []string{"Upper & west", "Lower"}, "hatched: shared by a key"}),
		"intervals": Intervals(frame("intervals", width), []Interval{
			{Label: "Dividend", Value: 1200, Low: 1000, High: 1400, Least: -500, Greatest: 3000, Says: "−$500 to +$3,000", Turns: true, Bloc: 0, Head: "Upper"},
			{Label: "People in poverty after the split, in the bloc that remains and at the least favourable closure", Value: -900, Low: -950, High: -850, Least: -1000, Greatest: -800, Says: "−$900", Bloc: NoBloc, Weak: true}}, money),
		"bars":    Bars(frame("bars", width), []Bar{{"Receipts", 2.1e12, 0, "Upper"}, {"Adjustment", -3e11, NoBloc, ""}}, "USD/year"),
		"stacks":  Stacks(frame("stacks", width), []Stack{{"People", []float64{0.01, 0.09, 0.5, 0.4}}}, []string{"top 1%", "next 9%", "middle 50%", "bottom 40%"}, Steps, false),
		"shares":  Stacks(frame("shares", width), []Stack{{"Seats", []float64{0.4, 0.6}}}, []string{"Upper", "Lower"}, Blocs, true),
		"tenths":  Tenths(frame("tenths", width), []Panel{{0, "Upper", tenths}, {1, "Lower", tenths}}),
		"tornado": Tornado(frame("tornado", width), []Swing{{"Convention", -500, 3000, "cash", "benefit"}, {"Closure", 1150, 1260, "income-tax", "per-head"}}, 1200, money),
		"curve":   Curve(frame("curve", width), curves, "wages a year", "USD", "USD"),
	}
}

func TestGolden(t *testing.T) {
	for name, got := range examples(640) {
		file := filepath.Join("testdata", name+".svg")
		if *update {
			if err := os.WriteFile(file, []byte(got.Standalone()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got.Standalone())); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// A label that leaves its picture is cut off on paper. Widths are estimates, so the check is with the estimate's margin.
func TestLabelsStayInside(t *testing.T) {
	for _, width := range []int{300, 640, 760} {
		for name, svg := range examples(width) {
			checkLabels(t, name, width, string(svg.Standalone()))
		}
	}
}

func checkLabels(t *testing.T, name string, width int, svg string) {
	d := xml.NewDecoder(strings.NewReader(svg))
	var text xml.StartElement
	for {
		token, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Fatalf("%s at %d: not well-formed: %v", name, width, err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			text = e.Copy()
		case xml.EndElement:
			text = xml.StartElement{}
		case xml.CharData:
			if text.Name.Local == "text" {
				checkLabel(t, name, width, text, string(e))
			}
		}
	}
}

func checkLabel(t *testing.T, name string, width int, e xml.StartElement, s string) {
	attr := map[string]string{}
	for _, a := range e.Attr {
		attr[a.Name.Local] = a.Value
	}
	x, err := strconv.ParseFloat(attr["x"], 64)
	if err != nil {
		t.Fatal(err)
	}
	size, bold := sizeText, false
	switch class, _, _ := strings.Cut(attr["class"], " "); class {
	case "h":
		size, bold = sizeTitle, true
	case "s", "qs", "n":
		size = sizeSmall
	case "sb":
		size, bold = sizeSmall, true
	case "f", "e", "l":
		size = sizeFoot
	case "u":
		size, bold = 9.5, true
	case "b":
		bold = true
	}
	w := textWidth(s, size, bold)
	switch attr["text-anchor"] {
	case "end":
		x -= w
	case "middle":
		x -= w / 2
	}
	if x < -1 || x+w > float64(width)+1 {
		t.Errorf("%s at %d: %q runs from %.0f to %.0f", name, width, s, x, x+w)
	}
}

// Text needs 4.5:1 against its ground in both variants.
func TestContrast(t *testing.T) {
	check := func(what, ink, ground string) {
		if r := Contrast(ink, ground); r < 4.5 {
			t.Errorf("%s: %s on %s is %.2f:1; expected at least 4.5:1", what, ink, ground, r)
		}
	}
	for name, v := range map[string]theme{"light": light, "dark": dark} {
		check(name+" ink", v.ink, v.paper)
		check(name+" muted", v.muted, v.paper)
		check(name+" ink on band", v.ink, v.band)
		for _, colour := range append(v.diverging[:], v.loss, v.gain) {
			check(name+" scale", inkOn(colour), colour)
		}
	}
	for _, colour := range blocColours {
		check("bloc", onBloc, colour)
	}
	if Contrast("#000000", "#ffffff") != 21 || Contrast("red", "#fff") != 0 {
		t.Error("contrast of black on white is 21, of what is no colour 0")
	}
}

// Marks need 3:1 against paper to be seen (WCAG 1.4.11).
func TestMarksSeen(t *testing.T) {
	for _, v := range []theme{light, dark} {
		for _, mark := range []string{v.loss, v.gain, v.axis} {
			if r := Contrast(mark, v.paper); r < 3 {
				t.Errorf("%s on %s is %.2f:1; expected at least 3:1", mark, v.paper, r)
			}
		}
	}
}

// The scale is symmetric around a neutral zero, so that it takes no side.
func TestDivergingIsSymmetric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(-1e6, 1e6), 1, 60).Draw(t, "values")
		mirrored := make([]float64, len(values))
		for i, v := range values {
			mirrored[i] = -v
		}
		a, b := NewDiverging(values), NewDiverging(mirrored)
		if a != b {
			t.Fatalf("bounds %v differ from those of the mirrored values %v", a, b)
		}
		if a.class(0) != 4 {
			t.Fatalf("zero is in class %d, not in the neutral one", a.class(0))
		}
		for _, v := range values {
			if a.class(v)+a.class(-v) != 8 {
				t.Fatalf("classes of %v and its opposite are %d and %d", v, a.class(v), a.class(-v))
			}
		}
	})
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		unit                  Unit
		value                 float64
		short, words, plusses string
	}{
		{"USD/year", 1.234e12, "$1.23tn", "$1.23 trillion", "+$1.23 trillion"},
		{"USD/year", -45.67e9, "−$45.7bn", "−$45.7 billion", "−$45.7 billion"},
		{"USD/year/person", 2340.4, "$2,340", "$2,340", "+$2,340"},
		{"USD/year/person", -0.3, "−$0.3", "−$0.3", "−$0.3"},
		{"USD", 56_789, "$56,800", "$56,800", "+$56,800"},
		{"EUR/year", 12.6, "€13", "€13", "+€13"},
		{"USD", 1.25, "$1.25", "$1.25", "+$1.25"},
		{"CHF", 12, "CHF 12", "CHF 12", "+CHF 12"},
		{"people", 3_412_345, "3.41m", "3.41 million", "+3.41 million"},
		{"people", 999_999_999, "1bn", "1 billion", "+1 billion"},
		{"people", 0, "0", "0", "0"},
		{"share", 0.6249, "62%", "62%", "+62%"},
		{"share", -0.042, "−4.2%", "−4.2%", "−4.2%"},
		{"share", 0.0001, "0%", "0%", "0%"},
		{"percent", 12.4, "12%", "12%", "+12%"},
		{"points", 1.254, "1.25", "1.25", "+1.25"},
		{"index", 0.5, "0.500", "0.500", "+0.500"},
		{"ratio", 1, "1.00", "1.00", "+1.00"},
		{"year", 2022, "2022", "2022", "+2022"},
	} {
		got := [3]string{c.unit.Short(c.value), c.unit.Words(c.value), c.unit.WordsSigned(c.value)}
		for i := range got {
			got[i] = strings.ReplaceAll(got[i], "\u00a0", " ")
		}
		if want := [3]string{c.short, c.words, c.plusses}; got != want {
			t.Errorf("%v %s: got %q, want %q", c.value, c.unit, got, want)
		}
	}
}

func TestTicksCoverTheirRange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.Float64Range(-1e9, 0).Draw(t, "low")
		high := rapid.Float64Range(1, 1e9).Draw(t, "high")
		marks := ticks(low, high, 5)
		if marks[0] > low+1e-6*(high-low) || marks[len(marks)-1] < high-1e-6*(high-low) || len(marks) > 9 {
			t.Fatalf("ticks %v for %v to %v", marks, low, high)
		}
	})
}

func TestWrap(t *testing.T) {
	for _, line := range wrap("a few short words and onewordthatismuchtoolongtostandinthiswidth here", 120, sizeText, false) {
		if w := textWidth(line, sizeText, false); w > 120 {
			t.Errorf("%q is %.0f wide", line, w)
		}
	}
	if got := wrap("", 100, sizeText, false); got != nil {
		t.Errorf("nothing wraps to %q", got)
	}
}
