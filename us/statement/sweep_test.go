package statement

import (
	"math"
	"strings"
	"testing"

	"commonpurse/table"
	"commonpurse/us/benefit"
)

func TestParseSweep(t *testing.T) {
	for text, want := range map[string]Sweep{
		"wages=0..100_000/500":   {Key: "wages", To: 100_000, Step: 500},
		"Ben.interest=-5..5/2.5": {Person: "Ben", Key: "interest", From: -5, To: 5, Step: 2.5},
		"pensions=7..7/1":        {Key: "pensions", From: 7, To: 7, Step: 1},
		"wages=500..9_000/500":   {Key: "wages", From: 500, To: 9_000, Step: 500}, // an end that is the step
		"wages=0..500/500":       {Key: "wages", To: 500, Step: 500},
	} {
		got, err := ParseSweep(text)
		if err != nil || *got != want {
			t.Errorf("%s is read as %+v, %v", text, got, err)
		}
	}
	for text, want := range map[string]string{
		"wages":                "no =",
		"wages=0..5":           "no /STEP",
		"wages=5/1":            "no FROM..TO",
		"wages=0..x/1":         "\"x\" is no number",
		"wages=0..Inf/1":       "\"Inf\" is no number",
		"wages=NaN..1/1":       "\"NaN\" is no number",
		"wages=0..5/0":         "a range that is empty",
		"wages=0..5/-1":        "a range that is empty",
		"wages=5..0/1":         "a range that is empty",
		"wages=0..1e9/1":       "more than 20000 points",
		"wagse=0..5/1":         "nearest valid name: wages",
		"age=0..5/1":           "a person has no amount \"age\"",
		"name=0..5/1":          "a person has no amount \"name\"",
		"Ben.wagse.x=0..5/100": "a person has no amount",
	} {
		if got, err := ParseSweep(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s is read as %+v, %v; want %s", text, got, err, want)
		}
	}
}

func curve(t testing.TB, w worked, text string) *table.Table {
	t.Helper()
	s, err := ParseSweep(text)
	if err != nil {
		t.Fatal(err)
	}
	got, err := s.Curve(w.law, w.programs, w.people)
	if err != nil {
		t.Fatal(err)
	}
	return &got
}

// A point of a curve is the household worked out with that amount; the rate is what is taken of the
// way from the point before; the household itself is left as it was.
func TestCurveIsTheHouseholdAtEachPoint(t *testing.T) {
	for _, withPrograms := range []bool{false, true} {
		text := "year: 2024\nregion: OH\npeople:\n- {name: Ann, age: 34, wages: 77}\n- {name: Ben, age: 6, child_of: Ann}\n"
		w := work(t, text, withPrograms)
		got := curve(t, w, "wages=10_000..30_000/5_000")
		if len(got.Rows) != 5 || w.people.People[0].Wages != 77 {
			t.Fatalf("%d points, and wages of %v are left", len(got.Rows), w.people.People[0].Wages)
		}
		net := got.Column("disposable_income")
		for i, row := range got.Rows {
			at := work(t, strings.Replace(text, "77", number(row[0].(float64)), 1), withPrograms)
			want := amounts(at.tables(t)["household"])
			if row[net] != want["disposable_income"] || row[1] != want["income_tax"] || row[2] != want["refundable_credits"] || row[3] != want["employee_and_self_employment_payroll_tax"] {
				t.Errorf("programs %v: point %v, the statement has %v", withPrograms, row, want)
			}
			if (row[4] == nil) == withPrograms || (row[5] == nil) == withPrograms {
				t.Errorf("programs %v: benefits are %v and %v", withPrograms, row[4], row[5])
			}
			if i == 0 {
				if row[7] != nil || row[8] != false {
					t.Errorf("the first point has a rate or a cliff: %v", row)
				}
				continue
			}
			kept := row[net].(float64) - got.Rows[i-1][net].(float64)
			if rate := row[7].(float64); math.Abs(rate-(1-kept/5_000)) > 1e-6 || row[8] != (kept < -cent) {
				t.Errorf("programs %v: %v kept of 5,000, rate %v, cliff %v", withPrograms, kept, rate, row[8])
			}
		}
	}
}

// A step that does not meet the end stops before it; one that does within rounding reaches it.
func TestCurveEnds(t *testing.T) {
	w := work(t, worker, false)
	for text, want := range map[string][]float64{"interest=0..1/0.4": {0, 0.4, 0.8}, "interest=0..0.3/0.1": {0, 0.1, 0.2, 0.3}, "interest=9..9/4": {9}} {
		got := curve(t, w, text)
		if len(got.Rows) != len(want) {
			t.Errorf("%s has %d points, want %d", text, len(got.Rows), len(want))
			continue
		}
		for i := range want {
			if math.Abs(got.Rows[i][0].(float64)-want[i]) > 1e-9 {
				t.Errorf("%s: point %d is %v, want %v", text, i, got.Rows[i][0], want[i])
			}
		}
	}
}

// The exclusion of unemployment compensation of 2020 was lost at an income of 150,000 without it (26 USC 85(c)):
// 10,200 dollars at 24 percent and a dollar more.
func TestCurveMeetsACliffOfTheLaw(t *testing.T) {
	w := work(t, "year: 2020\npeople:\n- {name: Ann, age: 40, wages: 1, unemployment: 12_000}\n", false)
	got := curve(t, w, "wages=149_996..150_002/1")
	cliffs := 0
	for i, row := range got.Rows {
		if row[8] != true {
			continue
		}
		cliffs++
		tax := row[1].(float64) - got.Rows[i-1][1].(float64)
		if row[0] != 150_000.0 || !near(tax, 0.24*10_201) || row[10] != "" {
			t.Errorf("a cliff at %v of %v, lost %q", row[0], tax, row[10])
		}
	}
	if cliffs != 1 {
		t.Errorf("%d cliffs, want 1", cliffs)
	}
}

// Where a household keeps less though no tax jumps, a program is named.
func TestCliffsOfProgramsAreNamed(t *testing.T) {
	w := work(t, "year: 2024\nregion: TX\nrent: 12_000\npeople:\n- {name: Ann, age: 34, wages: 1}\n- {name: Ben, age: 6, child_of: Ann}\n- {name: Cy, age: 3, child_of: Ann}\n", true)
	got := curve(t, w, "wages=0..60_000/250")
	cliffs := 0
	for i, row := range got.Rows {
		if row[8] != true {
			continue
		}
		cliffs++
		benefits := got.Rows[i-1][4].(float64) - row[4].(float64)
		taxes := row[1].(float64) + row[3].(float64) - got.Rows[i-1][1].(float64) - got.Rows[i-1][3].(float64)
		if benefits+taxes <= 250 {
			t.Errorf("a cliff at %v: benefits fall by %v, taxes rise by %v", row[0], benefits, taxes)
		}
		if benefits > 250 && row[9] == "" {
			t.Errorf("nothing is named at the cliff at %v, where benefits fall by %v", row[0], benefits)
		}
	}
	if cliffs == 0 {
		t.Error("a mother of two in Texas meets no cliff")
	}
}

func TestSweepOfNobody(t *testing.T) {
	w := work(t, mother, false)
	if got := curve(t, w, "Ben.interest=0..5_000/5_000"); got.Rows[1][6].(float64) <= got.Rows[0][6].(float64) {
		t.Errorf("interest of the child leaves %v of %v", got.Rows[1][6], got.Rows[0][6])
	}
	s := &Sweep{Person: "Bem", Key: "wages", To: 1, Step: 1}
	if _, err := s.Curve(w.law, nil, w.people); err == nil || !strings.Contains(err.Error(), "nearest valid name: Ben") {
		t.Errorf("a sweep of nobody: %v", err)
	}
}

// Programs that end are all named; where none ends, the one that gives the most less, if it gives as
// much less as was lost.
func TestLost(t *testing.T) {
	give := func(snap, ssi, tanf float64) *benefits {
		b := &benefits{}
		b.result.Amount[benefit.SNAP], b.result.Amount[benefit.SSI], b.result.Amount[benefit.TANF] = snap, ssi, tanf
		return b
	}
	snap, ssi := benefit.SNAP.Title(), benefit.SSI.Title()
	for _, c := range []struct {
		before, now *benefits
		loss        float64
		want        string
	}{
		{nil, give(1, 1, 1), 5, ""},
		{give(1, 1, 1), nil, 5, ""},
		{give(100, 0, 0), give(0, 0, 0), 50, snap + " ends"},
		{give(100, 0, 0), give(0, 0, 0), -50, snap + " ends"}, // ends though the household gains
		{give(100, 0, 0), give(20, 0, 0), 80, snap + " falls"},
		{give(100, 0, 0), give(20, 0, 0), 81, ""}, // something else took the rest
		{give(100, 0, 0), give(20, 0, 0), 0, ""},  // nothing lost
		{give(100, 300, 0), give(40, 200, 0), 90, ssi + " falls"},
		{give(0, 0, 0), give(10, 0, 0), 3, ""},
	} {
		if got := lost(c.before, c.now, c.loss); got != c.want {
			t.Errorf("loss %v: %q, want %q", c.loss, got, c.want)
		}
	}
	if got := lost(give(5, 6, 7), give(0, 0, 7), 11); !strings.Contains(got, snap+" ends") || !strings.Contains(got, ssi+" ends") {
		t.Errorf("two programs end: %q", got)
	}
}
