package irc

import (
	"reflect"
	"testing"
)

// Every parameter resolves to exactly one row in every year, and every one is used.
func TestEveryParameterEveryYear(t *testing.T) {
	c, err := Code()
	if err != nil {
		t.Fatal(err)
	}
	first, _, last := c.Years()
	for year := first; year <= last; year++ {
		table, err := c.At(year, "")
		if err != nil {
			t.Fatalf("%d: %v", year, err)
		}
		if got, want := len(table.All()), len(c.Parameters()); got != want {
			t.Errorf("%d: %d of %d parameters resolved", year, got, want)
		}
		for _, r := range table.All() {
			if r.Row == nil || r.Row.Source == nil || len(r.Value) != len(r.Parameter.Columns) {
				t.Errorf("%d: %s resolves to %+v", year, r.Parameter.Name, r)
			}
			for _, v := range r.Value {
				if v != v {
					t.Errorf("%d: %s is not a number", year, r.Parameter.Name)
				}
			}
		}
		used, err := table.Fill(new(Params))
		if err != nil {
			t.Fatal(err)
		}
		names := map[string]bool{}
		for _, r := range used {
			names[r.Parameter.Name] = true
		}
		for _, p := range c.Parameters() {
			if !names[p.Name] {
				t.Errorf("parameter %s (%s:%d) fills no field", p.Name, p.File, p.Line)
			}
		}
	}
}

// A field of Params holds a parameter or is derived from some.
func TestParamsHoldParameters(t *testing.T) {
	p := reflect.TypeFor[Params]()
	for i := range p.NumField() {
		f := p.Field(i)
		if f.IsExported() && f.Tag.Get("law") == "" && f.Name != "Year" && f.Name != "UseTaxTable" {
			t.Errorf("Params.%s names no parameter", f.Name)
		}
	}
}
