package law

import (
	"math"
	"strings"
	"testing"
	"testing/fstest"
)

const sources = `
old: {document: "Code", enacted: 2013-01-02}
new: {document: "Act of 2017", enacted: 2017-12-22}
last: {document: "Act of 2025", enacted: 2025-07-04}
rp15: {document: "Amounts of 2015", issued: 2014-10-30}
rp18: {document: "Amounts of 2018, before the act", issued: 2017-10-19}
rp19: {document: "Amounts of 2019", issued: 2018-11-15}
rp25: {document: "Amounts of 2025", issued: 2024-10-22}
`

const index = `
years: {first: 2014, last: 2026, projected: 2030}
columns:
  status: [single, joint]
series:
  cpi:
    about: prices
    source: made up
    figures: {2014: 1, 2015: 1.01, 2016: 1.02, 2017: 1.04, 2018: 1.06, 2019: 1.08, 2020: 1.1, 2021: 1.15, 2022: 1.2, 2023: 1.25, 2024: 1.3, 2025: 1.33, 2026: 1.36, 2027: 1.4, 2028: 1.43, 2029: 1.46, 2030: 1.5}
`

const section = `
section: "1"
title: "Tests"
parameters:
  deduction:
    about: A deduction
    unit: USD/year
    citation: 1
    by: status
    index: {by: cpi, round: 50, down: yes, authority: "1(f)"}
    rows:
      - {from: 2014, value: [6200, 12_400], source: old}
      - {in: 2015, value: [6300, 12_600], source: rp15}
      - {in: 2018, value: [6500, 13_000], source: rp18}
      - {from: 2018, until: 2025, value: [12_000, 24_000], source: new}
      - {in: 2019, value: [12_200, 24_400], source: rp19}
      - {in: 2025, value: [15_000, 30_000], source: rp25}
      - {from: 2025, value: [15_750, 31_500], source: last}
  rate:
    about: A rate
    unit: share
    citation: 1
    rows:
      - {from: 2014, value: 39.6%, source: old}
      - {from: 2018, until: 2025, value: 0.37, source: new}
      - {from: 2026, value: 0.37, source: last}
  cap:
    about: A cap
    unit: USD/year
    citation: 1
    by: status
    rows:
      - {from: 2014, value: no limit, source: old}
      - {from: 2018, until: 2025, value: {joint: 10_000}, source: new}
  allowed:
    about: Allowed
    unit: yes or no
    citation: 1
    rows:
      - {from: 2014, value: yes, source: old}
  age:
    about: An age
    unit: years
    citation: 1
    rows:
      - {from: 2014, value: 17, source: old}
`

func load(t testing.TB, section string) (*Code, error) {
	t.Helper()
	return Load(fstest.MapFS{"sources.yaml": {Data: []byte(sources)}, "index.yaml": {Data: []byte(index)}, "1.yaml": {Data: []byte(section)}})
}

func code(t testing.TB) *Code {
	t.Helper()
	c, err := load(t, section)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestResolvesByYearAndDate(t *testing.T) {
	c := code(t)
	for _, w := range []struct {
		name      string
		year      int
		asOf      Date
		value     []float64
		projected bool
		source    string
	}{
		{"deduction", 2014, "", []float64{6200, 12400}, false, "old"},
		{"deduction", 2015, "", []float64{6300, 12600}, false, "rp15"},
		{"deduction", 2016, "", []float64{6350, 12700}, true, "rp15"},             // 6300 x 1.02/1.01, down to 50
		{"deduction", 2018, "", []float64{12000, 24000}, false, "new"},            // the publication was made under the law before
		{"deduction", 2018, "2017-12-21", []float64{6500, 13000}, false, "rp18"},  // as it stood a day before the act
		{"deduction", 2018, "2017-12-22", []float64{12000, 24000}, false, "new"},  // on the day of the act
		{"deduction", 2019, "", []float64{12200, 24400}, false, "rp19"},           // a publication speaks for its year
		{"deduction", 2020, "", []float64{12400, 24850}, true, "rp19"},            // and for no other
		{"deduction", 2025, "", []float64{15750, 31500}, false, "last"},           // a later act rules over the publication
		{"deduction", 2025, "2025-07-03", []float64{15000, 30000}, false, "rp25"}, //
		{"deduction", 2026, "2025-07-03", []float64{8450, 16950}, true, "rp15"},   // the act of 2017 ends: the older law, indexed
		{"deduction", 2027, "", []float64{16550, 33150}, true, "last"},            //
		{"rate", 2026, "2025-07-03", []float64{0.396}, false, "old"},              //
		{"rate", 2026, "", []float64{0.37}, false, "last"},                        //
		{"cap", 2017, "", []float64{NoLimit, NoLimit}, false, "old"},              //
		{"cap", 2020, "", []float64{NoLimit, 10000}, false, "new"},                // columns a row does not name stay
		{"cap", 2026, "", []float64{NoLimit, NoLimit}, false, "old"},              //
	} {
		table, err := c.At(w.year, w.asOf)
		if err != nil {
			t.Fatal(err)
		}
		r := table.Of(w.name)
		if !same(r.Value, w.value) || r.Projected != w.projected || r.Row.Source.ID != w.source {
			t.Errorf("%s in %d as of %q: %v, projected %v, %s; want %v, %v, %s", w.name, w.year, w.asOf, r.Value, r.Projected, r.Row.Source.ID, w.value, w.projected, w.source)
		}
	}
	if _, err := c.At(2013, ""); err == nil {
		t.Error("a year before the first is resolved")
	}
}

func act(t testing.TB, text string) *Act {
	t.Helper()
	a, err := ReadAct("a.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestActsStack(t *testing.T) {
	c := code(t)
	first := act(t, "act: first\namend:\n  rate: [{from: 2024, value: 40%}]\n  deduction: [{from: 2026, value: {single: 20_000}, indexed: yes}]\n")
	second := act(t, "act: second\nbaseline: current as of 2025-07-03\namend:\n  rate: [{from: 2025, until: 2025, value: 0.5}]\n")
	both, err := c.With(first, second)
	if err != nil {
		t.Fatal(err)
	}
	for year, want := range map[int]float64{2023: 0.37, 2024: 0.4, 2025: 0.5, 2026: 0.4} {
		table, err := both.At(year, "")
		if err != nil {
			t.Fatal(err)
		}
		if got := table.Of("rate").Value[0]; got != want {
			t.Errorf("rate in %d: %v, want %v", year, got, want)
		}
	}
	table, err := both.At(2027, "")
	if err != nil {
		t.Fatal(err)
	}
	if got := table.Of("deduction").Value; got[0] != 20550 || got[1] != 33150 {
		t.Errorf("an indexed amendment of one column gives %v", got)
	}
	if second.Baseline != "2025-07-03" {
		t.Errorf("baseline %q", second.Baseline)
	}
	plain, err := c.At(2024, "")
	if err != nil || plain.Of("rate").Value[0] != 0.37 {
		t.Errorf("laying acts over changed the law below: %v, %v", plain.Of("rate").Value, err)
	}
	other, err := both.At(2024, "")
	if err != nil {
		t.Fatal(err)
	}
	if d := Diff(plain, other); len(d) != 1 || d[0].Parameter.Name != "rate" {
		t.Errorf("difference: %v", d)
	}
}

func TestFillChecksShapes(t *testing.T) {
	table, err := code(t).At(2020, "")
	if err != nil {
		t.Fatal(err)
	}
	var good struct {
		Deduction [2]float64 `law:"deduction"`
		Inner     struct {
			Rate float64 `law:"rate"`
		}
		Allowed bool `law:"allowed"`
	}
	used, err := table.Fill(&good)
	if err != nil || good.Deduction[1] != 24850 || good.Inner.Rate != 0.37 || !good.Allowed || used["Inner.Rate"].Parameter.Name != "rate" {
		t.Errorf("filled %+v, %v", good, err)
	}
	var missing struct {
		X float64 `law:"rates"`
	}
	var wide struct {
		X float64 `law:"deduction"`
	}
	var kind struct {
		X string `law:"rate"`
	}
	for _, dst := range []any{&missing, &wide, &kind, good} {
		if _, err := table.Fill(dst); err == nil {
			t.Errorf("%T was filled", dst)
		}
	}
}

func TestMistakesInActsAreLocated(t *testing.T) {
	c := code(t)
	for text, want := range map[string]string{
		"act: a\namend:\n  deducton: [{from: 2026, value: 1}]\n":                                      "a.yaml:3:3: the law has no parameter deducton; expected a name that `purse law` lists; nearest valid name: deduction",
		"act: a\namend:\n  rate: [{from: 2026, value: 12}]\n":                                         "a.yaml:3:30: rate is 12; expected a share of at most 1",
		"act: a\namend:\n  rate: [{from: 2026, unit: USD/year, value: 0.1}]\n":                        "rate is given in USD/year; expected share",
		"act: a\namend:\n  deduction: [{from: 2026, value: 10%}]\n":                                   "deduction is 10%; expected an amount in USD/year",
		"act: a\namend:\n  deduction: [{from: 2026, value: [1, 2, 3]}]\n":                             "deduction has 3 values; expected 2: single, joint",
		"act: a\namend:\n  deduction: [{from: 2026, value: -1}]\n":                                    "expected an amount not below zero",
		"act: a\namend:\n  age: [{from: 2026, value: 17.5}]\n":                                        "age is 17.5; expected a whole number of years",
		"act: a\namend:\n  rate: [{from: 2026, value: .nan}]\n":                                       "expected a number in share",
		"act: a\namend:\n  rate: [{from: 2026, until: 2027, value: 0.1}, {from: 2029, value: 0.2}]\n": "no row of rate holds in 2028",
		"act: a\namend:\n  rate: [{from: 2026, until: 2028, value: 0.1}, {from: 2028, value: 0.2}]\n": "rows of rate overlap in 2028",
		"act: a\namend:\n  rate: [{from: 2026, value: 0.1}, {from: 2026, value: 0.2}]\n":              "two rows of rate begin in 2026",
		"act: a\namend:\n  rate: [{from: 2026, until: 2025, value: 0.1}]\n":                           "before it begins",
		"act: a\namend:\n  rate: [{from: 1950, value: 0.1}]\n":                                        "begins in 1950; expected 2014 to 2030",
		"act: a\namend:\n  rate: [{from: 2026, valeu: 0.1}]\n":                                        "unknown key valeu; expected one of from, until, value, unit, indexed; nearest valid name: value",
		"act: a\namend:\n  rate: [{from: 2026, value: 0.1, indexed: yes}]\n":                          "rate has no index",
		"act: a\namend:\n  allowed: [{from: 2026, value: 2}]\n":                                       "expected yes or no",
		"act: a\namend:\n  rate: 5\n":                                                                 "expected a list",
		"title: b\namend:\n  rate: [{from: 2026, value: 0.1}]\n":                                      "the act has no name",
		"act: a\n": "the act amends nothing",
		"act: a\nbaseline: yesterday\namend:\n  rate: [{from: 2026, value: 0.1}]\n": "current as of a date",
		"act: a\nact: b\namend:\n  rate: [{from: 2026, value: 0.1}]\n":              "act",
		"act: a\namend: {rate: [{from: 2026, value: 0.1}\n":                         "a.yaml:",
		"": "a.yaml:1: empty file",
	} {
		a, err := ReadAct("a.yaml", []byte(text))
		if err == nil {
			_, err = c.With(a)
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q:\n got %v\nwant %s", text, err, want)
		}
	}
}

func TestMistakesInLawAreLocated(t *testing.T) {
	for change, want := range map[string]string{
		"source: rp19}|source: rp91}":                "unknown source rp91; expected a source of sources.yaml; nearest valid name: rp19",
		"unit: share|unit: shares":                   "unknown unit shares; expected one of",
		"by: status\n    index|by: state\n    index": "not complete",
		"down: yes|downn: yes":                       "unknown key downn",
		"  rate:|  deduction:":                       "already defined",
		"from: 2014, value: yes|value: yes":          "not complete",
		"{by: cpi|{by: ppi":                          "unknown index ppi",
	} {
		from, to, _ := strings.Cut(change, "|")
		_, err := load(t, strings.Replace(section, from, to, 1))
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "1.yaml:") {
			t.Errorf("%s: %v; want %s", change, err, want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for text, want := range map[string]float64{"28_000": 28000, "7.65%": 0.0765, "no limit": math.Inf(1), "yes": 1, "no": 0, "-0.025": -0.025} {
		if got, ok := number(text); !ok || math.Abs(got-want) > 1e-15 {
			t.Errorf("%q reads %v, %v", text, got, ok)
		}
	}
	for _, text := range []string{"", "NaN", "inf", "1e999", "twelve", "9,000"} {
		if got, ok := number(text); ok {
			t.Errorf("%q reads %v", text, got)
		}
	}
}

func FuzzReadAct(f *testing.F) {
	f.Add("act: a\nbaseline: current as of 2025-07-04\namend:\n  rate: [{from: 2026, value: 40%}]\n")
	f.Add("act: a\namend:\n  deduction: [{from: 2026, value: {single: 1, joint: no limit}}, {from: 2028, value: [1, 2]}]\n")
	f.Add("act: [a]\namend: {rate: {from: 2026}}")
	f.Add("? [a]\n: b\n")
	c := code(f)
	f.Fuzz(func(t *testing.T, text string) {
		a, err := ReadAct("a.yaml", []byte(text))
		if err != nil {
			return
		}
		with, err := c.With(a)
		if err != nil {
			return
		}
		for _, year := range []int{2014, 2026, 2030} {
			table, err := with.At(year, "")
			if err != nil {
				t.Fatalf("an act that was read does not resolve: %v", err)
			}
			for _, r := range table.All() {
				for _, v := range r.Value {
					if math.IsNaN(v) {
						t.Fatalf("%s of %d is not a number", r.Parameter.Name, year)
					}
				}
			}
		}
	})
}

func FuzzLoad(f *testing.F) {
	f.Add(section)
	f.Add("section: x\nparameters:\n  a: {about: b, unit: share, citation: c, rows: [{from: 2014, value: 1, source: old}]}\n")
	f.Add("- - -")
	f.Fuzz(func(t *testing.T, text string) {
		if c, err := load(t, text); err == nil && len(c.Names()) != len(c.Parameters()) {
			t.Fatal("names and parameters differ")
		}
	})
}
