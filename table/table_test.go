package table

import (
	"bytes"
	"math"
	"strings"
	"testing"

	"commonpurse/fault"
	"commonpurse/money"

	"github.com/google/go-cmp/cmp"
)

func sample() *Result {
	return &Result{
		Command: "purse split CA+OR+WA --year 2022", Digest: "abc", Version: "1.0",
		Tables: []Table{{
			Name: "dividends", Title: "Fiscal dividend of each bloc", Notes: []string{"sums to <zero>"}, Sources: []string{"OMB"},
			Columns: []Column{{Name: "bloc"}, {Name: "dividend", Unit: "USD/year"}, {Name: "people", Unit: "people"}, {Name: "share", Unit: "share", Note: "of one"}, {Name: "leaves"}},
			Rows: [][]any{
				{"Pacific", money.Cents(-12345678901205), 51_000_000, 0.15, true},
				{"Remainder, the \"rest\"", money.Cents(12345678901205), int64(282_000_000), nil, false},
			},
		}},
	}
}

func TestJSONIsStableAndReadsBack(t *testing.T) {
	var b bytes.Buffer
	if err := WriteJSON(&b, sample()); err != nil {
		t.Fatal(err)
	}
	want := `{"command": "purse split CA+OR+WA --year 2022", "digest": "abc", "version": "1.0",
 "tables": [
  {"name": "dividends", "title": "Fiscal dividend of each bloc",
   "notes": ["sums to <zero>"],
   "sources": ["OMB"],
   "columns": [{"name": "bloc"}, {"name": "dividend", "unit": "USD/year"}, {"name": "people", "unit": "people"}, {"name": "share", "unit": "share", "note": "of one"}, {"name": "leaves"}],
   "rows": [
    ["Pacific", -123456789012.05, 51000000, 0.15, true],
    ["Remainder, the \"rest\"", 123456789012.05, 282000000, null, false]]}]}
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Fatalf("(-want +got)\n%s", diff)
	}
	back, err := ReadJSON(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	var again bytes.Buffer
	if err := WriteJSON(&again, back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, again.String()); diff != "" {
		t.Fatalf("a result read back is written otherwise (-want +got)\n%s", diff)
	}
}

func TestCSV(t *testing.T) {
	var b bytes.Buffer
	if err := WriteCSV(&b, &sample().Tables[0]); err != nil {
		t.Fatal(err)
	}
	want := "bloc,dividend,people,share,leaves\n" +
		"Pacific,-123456789012.05,51000000,0.15,true\n" +
		"\"Remainder, the \"\"rest\"\"\",123456789012.05,282000000,,false\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Fatalf("(-want +got)\n%s", diff)
	}
}

func TestRawNumbers(t *testing.T) {
	for _, c := range []struct {
		cell any
		want string
	}{
		{0.0, "0"}, {math.Copysign(0, -1), "0"}, {1e11, "100000000000"}, {0.1, "0.1"}, {1e-7, "1e-07"},
		{1e21, "1e+21"}, {-2.5, "-2.5"}, {money.Cents(5), "0.05"}, {money.Cents(-5), "-0.05"},
		{money.Cents(math.MinInt64), "-92233720368547758.08"}, {money.Cents(100), "1.00"},
	} {
		if got := raw(c.cell); got != c.want {
			t.Errorf("raw(%v) = %q, want %q", c.cell, got, c.want)
		}
	}
}

func TestCheckRefuses(t *testing.T) {
	one := []Column{{Name: "a"}}
	for name, bad := range map[string]Table{
		"no name":       {Columns: one},
		"same column":   {Name: "t", Columns: []Column{{Name: "a"}, {Name: "a"}}},
		"short row":     {Name: "t", Columns: one, Rows: [][]any{{}}},
		"not a number":  {Name: "t", Columns: one, Rows: [][]any{{math.NaN()}}},
		"another type":  {Name: "t", Columns: one, Rows: [][]any{{float32(1)}}},
		"infinite cell": {Name: "t", Columns: one, Rows: [][]any{{math.Inf(1)}}},
	} {
		if err := bad.Check(); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	twice := Result{Tables: []Table{{Name: "t"}, {Name: "t"}}}
	if err := twice.Check(); err == nil {
		t.Error("two tables of one name: no error")
	}
}

func TestTableByName(t *testing.T) {
	_, err := sample().Table("dividend")
	if !fault.IsUsage(err) || !strings.Contains(err.Error(), "nearest valid name: dividends") {
		t.Fatalf("got %v", err)
	}
	got, err := sample().Table("dividends")
	if err != nil || got.Column("share") != 3 || got.Column("nothing") != -1 {
		t.Fatalf("got %v, %v", got, err)
	}
}
