package published

import (
	"math"
	"strings"
	"testing"
	"testing/fstest"
)

const header = "program,item,unit,period,meaning,publication,carry,citation,source\n"

func room(rows string) fstest.MapFS {
	return fstest.MapFS{
		"items.csv": {Data: []byte(header +
			"p,rate,USD,month,a rate,annual,cpi,law,x\np,limit,USD,,a limit,standing,flat,law,x\np,unknown,USD,,one,annual,none,law,x\ncpi,cpi_u_monthly,index,,prices,annual,flat,law,x\n")},
		"p.csv":   {Data: []byte("item,region,area,key,from,value\n" + rows)},
		"cpi.csv": {Data: []byte("item,region,area,key,from,value\ncpi_u_monthly,US,,,2020-01-01,100\ncpi_u_monthly,US,,,2022-01-01,110\n")},
	}
}

const good = "rate,US,,,2020-01-01,50\nrate,US,,,2021-01-01,60\nlimit,OH,,,2015-10-01,no limit\nlimit,OH,,,2022-07-01,not covered\nunknown,US,,,2020-01-01,1\n"

func TestValuesAreGraded(t *testing.T) {
	r, err := Load(room(good))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		item, region string
		on           Date
		want         Value
	}{
		{"rate", "US", Day(2020, 6, 1), Value{Amount: 50}},
		{"rate", "US", Day(2021, 12, 1), Value{Amount: 60}},
		{"rate", "US", Day(2019, 1, 1), Value{Amount: 50, Grade: Carried, Years: 1}},
		{"limit", "OH", Day(2014, 1, 1), Value{Amount: NoLimit, Grade: Carried, Years: 2}},
		{"limit", "OH", Day(2026, 1, 1), Value{Amount: NotCovered}},
		{"limit", "TX", Day(2026, 1, 1), Value{Grade: NotKnown}},
		{"unknown", "US", Day(2024, 1, 1), Value{Grade: NotKnown}},
		{"nothing", "US", Day(2024, 1, 1), Value{Grade: NotKnown}},
	} {
		if got := r.At("p", c.item, c.region, "", "", c.on); got != c.want {
			t.Errorf("%s %s on %v: %+v, want %+v", c.item, c.region, c.on, got, c.want)
		}
	}
	if v := r.At("p", "rate", "US", "", "", Day(2022, 1, 1)); v.Grade != Carried || math.Abs(v.Amount-66) > 1e-9 {
		t.Errorf("a rate of 60 in January 2021 is %+v a year later, want 66 carried by prices", v)
	}
}

func TestBadRowsAreRefused(t *testing.T) {
	for _, c := range []struct{ rows, want string }{
		{"rate,US,,,2020-13-01,1\n", "p.csv:2:5: date is"},
		{"rate,US,,,2020-01-01,much\n", `p.csv:2:6: value is "much"`},
		{"rate,US,,,2020-01-01,-666666666\n", "p.csv:2:6: value \"-666666666\" looks like a code for a missing value"},
		{"rat,US,,,2020-01-01,1\n", `p.csv:2:1: item "rat" is not in items.csv`},
		{"rate,US,,,2020-01-01,1\nrate,US,,,2020-01-01,2\n", "p.csv:3:5: not after the row before it"},
	} {
		if _, err := Load(room(c.rows)); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%q: %v, want %s", c.rows, err, c.want)
		}
	}
}

func TestAmendmentsLieOver(t *testing.T) {
	r, err := Load(room(good))
	if err != nil {
		t.Fatal(err)
	}
	amended, err := r.With([]Amendment{{Program: "p", Item: "rate", Region: "US", From: Day(2020, 7, 1), Value: 55}})
	if err != nil {
		t.Fatal(err)
	}
	if a, b := amended.At("p", "rate", "US", "", "", Day(2020, 8, 1)).Amount, r.At("p", "rate", "US", "", "", Day(2020, 8, 1)).Amount; a != 55 || b != 50 {
		t.Errorf("amended %v, before %v; want 55 and 50", a, b)
	}
	if _, err := r.With([]Amendment{{Program: "p", Item: "rats", Region: "US", From: Day(2020, 7, 1)}}); err == nil || !strings.Contains(err.Error(), "nearest valid name: p.rate") {
		t.Errorf("a misspelt item gives %v", err)
	}
}

func FuzzParseDate(f *testing.F) {
	f.Add("2024-10-01")
	f.Add("2024-1-1")
	f.Fuzz(func(t *testing.T, text string) {
		d, err := ParseDate(text)
		if err == nil && d.String() != text {
			t.Errorf("%q reads as %v", text, d)
		}
	})
}
