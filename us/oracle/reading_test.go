package oracle

import (
	"testing"

	"commonpurse/us/irc"
	"commonpurse/us/unit"
)

// A class whose reading leaves a figure where it is explains no difference of it, however wide its
// condition; two readings that move it only together explain it both.
func TestReadingsMustMove(t *testing.T) {
	idle := Class{Name: "idle", When: func(*Case) bool { return true }, Adjust: func(_ *Case, f *unit.Facts) { f.ExemptInterest += 500 }}
	moves := Class{Name: "moves", When: func(*Case) bool { return true }, Law: func(_ *Case, p *irc.Params) { p.Standard[unit.Single] -= 1000 }}
	c := NewComparison("test", 1, []Class{idle, moves}, options())
	k := Case{ID: "one", Year: 2024, Facts: unit.Facts{Head: unit.Filer{Wages: 24_600}}}
	if err := k.work(options().Law); err != nil {
		t.Fatal(err)
	}
	ours := func(r *unit.Result) []float64 { return []float64{r.RegularTax, r.AdjustedGrossIncome} }
	// 10,000 of taxable income at 10 percent is 1,000; the peer deducts 1,000 less, and says another income.
	if err := c.Add(&k, []Figure{{"tax", 1100}, {"income", 30_000}}, ours); err != nil {
		t.Fatal(err)
	}
	list := c.Found()
	if len(list) != 1 || list[0].Class.Name != "moves" || list[0].Meets != 1 || list[0].Proved != 1 {
		t.Errorf("found %+v; expected the class that moves the tax, met once and reproduced once", list)
	}
	if s := c.Shares(); s[0].Aside != 1 || s[1].Aside != 0 {
		t.Errorf("shares are %+v; expected the tax set aside and the income not", s)
	}

	half := func(k *Case, f *unit.Facts) { f.Head.Wages += 8000 }
	low := Case{ID: "two", Year: 2024, Facts: unit.Facts{}}
	if err := low.work(options().Law); err != nil {
		t.Fatal(err)
	}
	always := func(*Case) bool { return true }
	c = NewComparison("test", 1, []Class{{Name: "first", When: always, Adjust: half}, {Name: "second", When: always, Adjust: half}}, options())
	tax := func(r *unit.Result) []float64 { return []float64{r.RegularTax} }
	// 16,000 of wages are 1,400 above the standard deduction of 2024; 8,000 are below it.
	if err := c.Add(&low, []Figure{{"tax", 140}}, tax); err != nil {
		t.Fatal(err)
	}
	for _, f := range c.Found() {
		if f.Meets != 1 || f.Proved != 1 {
			t.Errorf("class %s meets %d, proves %d; expected both to move the tax together", f.Class.Name, f.Meets, f.Proved)
		}
	}
	if len(c.Found()) != 2 {
		t.Errorf("%d classes explain; expected both", len(c.Found()))
	}
}
