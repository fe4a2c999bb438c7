package ledger

import (
	"strings"
	"testing"

	"commonpurse/fault"
	"commonpurse/money"
	"commonpurse/region"
)

// small is a ledger of three regions and two lines.
func small(t testing.TB) *Ledger {
	t.Helper()
	list, err := region.NewList([]region.Region{{Code: "AA"}, {Code: "BB"}, {Code: "CC"}})
	if err != nil {
		t.Fatal(err)
	}
	return &Ledger{Year: 2022, Regions: list,
		Lines:       []Line{{ID: "tax", Side: Receipt, Household: taxpayerLine}, {ID: "pension", Side: Outlay, Role: RoleBenefit}, {ID: "defence", Side: Outlay, Role: RolePublicGood}},
		Cells:       [][]money.Cents{{100, 200, 300}, {300, 200, 100}, {0, 0, 301}},
		Outside:     []money.Cents{10, 0, 99},
		Territories: []money.Cents{10, 0, 0}, Abroad: []money.Cents{0, 0, 99},
		Official:   map[Side]money.Cents{Receipt: 610, Outlay: 1000},
		Population: []int64{1, 1, 2}, PersonalIncome: []money.Cents{100, 300, 600}, GDP: []money.Cents{100, 300, 600}}
}

func TestReplaceByAmountsAndByWeights(t *testing.T) {
	l := small(t)
	own, notes, err := l.Replace("own.csv", []byte("line,region,value,unit\ntax,AA,1,USD\ntax,bb,2,USD\ntax,CC,3,USD\ntax,LEFT,0.10,USD\npension,AA,0,weight\npension,BB,1,weight\npension,CC,1,weight\n"))
	if err != nil {
		t.Fatal(err)
	}
	if own.Cells[1][0] != 0 || own.Cells[1][1] != 300 || own.Total(0) != 610 || own.Outside[0] != 10 || l.Cells[1][0] != 300 {
		t.Errorf("got %v outside %v; the old ledger has %v", own.Cells, own.Outside, l.Cells)
	}
	if len(notes) != 2 || !strings.Contains(notes[0], "0.10 dollars of its official total are left unshared") {
		t.Errorf("notes: %q", notes)
	}
}

func TestReplaceFaults(t *testing.T) {
	head := "line,region,value,unit\n"
	for text, want := range map[string]string{
		"":                                    "own.csv:1: empty; expected a header row",
		head:                                  "own.csv:1: no rows; expected a row for every region",
		"a,b\n":                               "own.csv:1: header is a,b; expected line,region,value,unit",
		head + "taxx,AA,1,USD\n":              `own.csv:2:1: no line "taxx" in the ledger of 2022; expected a line of the ledger; nearest valid name: tax`,
		head + "tax,AA,1,USD\n":               "own.csv:2:2: line tax has no row for BB, CC; expected one row for every region",
		head + "tax,AA,1,EUR\ntax,BB,1,EUR\n": `own.csv:2:4: unit is "EUR"; expected USD (amounts) or weight (an allocator)`,
		head + "tax,AA,1,USD\ntax,AA,1,USD\ntax,BB,2,USD\ntax,CC,3,USD\n":   "own.csv:3:2: AA twice (first in line 2); expected one row for every region",
		head + "tax,AA,x,USD\ntax,BB,2,USD\ntax,CC,3,USD\n":                 `own.csv:2:3: value is "x"; expected a number`,
		head + "tax,AA,1,USD\ntax,XX,2,USD\ntax,CC,3,USD\ntax,BB,1,USD\n":   `own.csv:3:2: no region "XX"; expected a region's code, TER, ABR, or LEFT with unit USD`,
		head + "tax,AA,1,USD\ntax,BB,2,USD\ntax,CC,3,USD\n":                 "own.csv:2:3: line tax sums to 6.00; 0.10 is left of the official total; expected 6.10, or a row LEFT",
		head + "tax,AA,1,USD\ntax,BB,2,USD\ntax,CC,3,USD\ntax,LEFT,1,USD\n": `own.csv:5:3: LEFT of line tax is "1"; expected 0.10, or nothing`,
		head + "tax,AA,0,weight\ntax,BB,0,weight\ntax,CC,0,weight\n":        "own.csv:2:3: weights of line tax are all zero; expected at least one above zero",
		head + "tax,AA,-1,weight\ntax,BB,0,weight\ntax,CC,0,weight\n":       "own.csv:2:3: weight is -1; expected a number not below zero",
	} {
		_, _, err := small(t).Replace("own.csv", []byte(text))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q:\n got %v\nwant %s", text, err, want)
			continue
		}
		if !fault.IsUsage(err) {
			t.Errorf("%q: not the user's fault", text)
		}
	}
}

func FuzzReplace(f *testing.F) {
	f.Add([]byte("line,region,value,unit\ntax,AA,1,USD\ntax,BB,2,USD\ntax,CC,3,USD\ntax,LEFT,,USD\n"))
	f.Add([]byte("line,region,value,unit\npension,AA,1,weight\npension,BB,1,weight\npension,CC,1e9,weight\n"))
	f.Add([]byte("line,region,value,unit\ntax,TER,1e13,USD\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		l := small(t)
		own, _, err := l.Replace("f.csv", text)
		if err != nil {
			return
		}
		for i := range own.Lines {
			if own.Total(i) != l.Total(i) {
				t.Fatalf("line %d totals %d, official %d", i, own.Total(i), l.Total(i))
			}
		}
	})
}
