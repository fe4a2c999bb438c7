package published

import "fmt"

// Reader asks for values of one program on one date and remembers the worst grade and what was
// missing, so that a rule's parameters are read in a line each.
type Reader struct {
	Rows    *Rows
	Program string
	On      Date
	Worst   Grade
	Missing []string
}

// Read starts reading.
func (r *Rows) Read(program string, on Date) *Reader {
	return &Reader{Rows: r, Program: program, On: on}
}

// National gives a value that is the same everywhere.
func (x *Reader) National(item, key string) float64 { return x.Value(item, "US", "", key) }

// Value gives the value for a region, area and key. What is not known is noted, and 0.
func (x *Reader) Value(item, region, area, key string) float64 {
	v := x.Rows.At(x.Program, item, region, area, key, x.On)
	if v.Grade == NotKnown {
		x.Missing = append(x.Missing, fmt.Sprintf("%s %s %s%s%s", x.Program, item, region, area, key))
		return 0
	}
	x.Worst = max(x.Worst, v.Grade)
	return v.Amount
}

// Or gives the value, or another where there is no row at all: for options that only some regions
// have published.
func (x *Reader) Or(item, region, area, key string, otherwise float64) float64 {
	if !x.Rows.Has(x.Program, item, region, area, key) {
		return otherwise
	}
	return x.Value(item, region, area, key)
}

// Flag gives a yes-or-no value; no row means no.
func (x *Reader) Flag(item, region, area, key string) bool {
	return x.Or(item, region, area, key, 0) != 0
}

// GroupOf gives the group of regions whose amounts a region shares: Alaska and Hawaii have their own.
func GroupOf(region string) string {
	if region == "AK" || region == "HI" {
		return region
	}
	return "contiguous"
}

// MaxFamily is the largest family size of the published tables of guidelines and allotments.
const MaxFamily = 8

// Guidelines are the poverty guidelines of a year (42 USC 9902(2)) by family size, and what each
// further person adds.
type Guidelines struct {
	Size  [MaxFamily + 1]float64
	Extra float64
}

// GuidelinesOf reads the guidelines in force in a region from 1 January of a year.
func (r *Rows) GuidelinesOf(region string, year int) Guidelines {
	var g Guidelines
	x := r.Read("poverty_guidelines", Day(year, 1, 1))
	group := GroupOf(region)
	for n := 1; n <= MaxFamily; n++ {
		g.Size[n] = x.Value("guideline", group, "", digits[n])
	}
	g.Extra = g.Size[MaxFamily] - g.Size[MaxFamily-1]
	return g
}

var digits = [...]string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"}

// Digit gives a small number as a key.
func Digit(n int) string { return digits[n] }

// For gives the guideline of a family of n.
func (g *Guidelines) For(n int) float64 {
	if n <= MaxFamily {
		return g.Size[max(n, 1)]
	}
	return g.Size[MaxFamily] + float64(float64(n-MaxFamily)*g.Extra)
}
