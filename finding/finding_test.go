package finding

import (
	"bytes"
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"

	"commonpurse/account"
	"commonpurse/account/accounttest"
	"commonpurse/fault"
	"commonpurse/ledger"
	"commonpurse/money"
	"commonpurse/outcome"
	"commonpurse/power"
	"commonpurse/source"
	"commonpurse/split"
	"commonpurse/table"

	"github.com/google/go-cmp/cmp"
)

// made is a made-up union with everything that tables can show.
func made(t testing.TB, regions, perRegion, threads int) *Union {
	t.Helper()
	u := accounttest.New(t, 21, regions, perRegion)
	f, err := outcome.NewFrame(u.People, threads)
	if err != nil {
		t.Fatal(err)
	}
	c, _ := ledger.Preset("benefit")
	civic := &power.Facts{Year: 2024, Election: 2020}
	for r := range regions {
		seats := 1 + int(u.Ledger.Population[r]/200_000)
		civic.Seats = append(civic.Seats, seats)
		civic.Senators = append(civic.Senators, 2)
		civic.Electors = append(civic.Electors, seats+2)
		civic.Votes = append(civic.Votes, u.Ledger.Population[r]/2)
		civic.Land = append(civic.Land, float64(10_000*(r+1)))
	}
	return &Union{Title: "A made-up union", Regions: u.Regions, Ledger: u.Ledger, Held: 1e15, People: f, Civic: civic, Convention: c, Threads: threads,
		Inputs:  []Input{{Name: account.IncomeTax.String(), Model: ones(regions, 90), Published: ones(regions, 100), Controlled: true}, {Name: PovertySPM, Rate: true, Model: ones(regions, 0.07), Published: ones(regions, 0.1)}},
		Sources: source.List{{ID: "a", Producer: "An office", Document: "A table", Licence: "CC0"}}, Rerun: taxed(u.People)}
}

// taxed is a door to a law that doubles income tax in blocs with an act, and scales incomes.
func taxed(h *account.Households) split.Rerun {
	return func(changes []split.Change) (*account.Households, error) {
		after := *h
		income, tax := append([]float64(nil), h.MarketIncome...), append([]float64(nil), h.Tax[account.IncomeTax]...)
		for i, r := range h.Region {
			for _, c := range changes {
				if c.Regions.Has(r) {
					income[i] *= 1 + c.Income
					tax[i] *= 1 + float64(len(c.Acts))
				}
			}
		}
		after.MarketIncome, after.Tax[account.IncomeTax] = income, tax
		return &after, nil
	}
}

func tablesOf(t testing.TB, u *Union, text string) map[string]*table.Table {
	t.Helper()
	p, err := split.Parse(text, u.Regions)
	if err != nil {
		t.Fatal(err)
	}
	list, err := u.Split(p)
	if err != nil {
		t.Fatal(err)
	}
	r := table.Result{Command: "purse split " + text, Tables: list}
	if err := r.Check(); err != nil {
		t.Fatal(err)
	}
	byName := map[string]*table.Table{}
	for i := range list {
		byName[list[i].Name] = &list[i]
	}
	return byName
}

func rows(t *table.Table, where map[string]string) [][]any {
	var found [][]any
	for _, row := range t.Rows {
		match := true
		for name, value := range where {
			if c := t.Column(name); c < 0 || fmt.Sprint(row[c]) != value {
				match = false
			}
		}
		if match {
			found = append(found, row)
		}
	}
	return found
}

// Every table of the promise is there, has rows, and its columns are those of the schema.
func TestEveryTableIsFilled(t *testing.T) {
	got := tablesOf(t, made(t, 8, 120, 2), "West:AA+AB/South:AD/rest")
	for _, schema := range Schemas() {
		x, ok := got[schema.Name]
		if !ok || len(x.Rows) == 0 {
			t.Errorf("table %s is missing or empty", schema.Name)
			continue
		}
		if diff := cmp.Diff(schema.Columns, x.Columns); diff != "" {
			t.Errorf("table %s: %s", schema.Name, diff)
		}
		delete(got, schema.Name)
	}
	for name := range got {
		t.Errorf("table %s has no schema", name)
	}
}

// A pack without households, seats or land has no tables of them, and says so.
func TestWithoutHouseholds(t *testing.T) {
	u := made(t, 5, 60, 1)
	u.People, u.Civic, u.Rerun = nil, nil, nil
	got := tablesOf(t, u, "AA+AB")
	for _, name := range []string{"gainers", "closures", "power", "territory"} {
		if _, ok := got[name]; ok {
			t.Errorf("table %s is there", name)
		}
	}
	if len(rows(got["notmodelled"], map[string]string{"subject": "households"})) != 1 || len(got["dividends"].Rows) != 2 {
		t.Error("what is absent is not told, or the dividends are missing")
	}
	p, err := split.Parse("P:AA/rest;shock.income=P:-2%", u.Regions)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := u.Split(p); !fault.IsUsage(err) {
		t.Errorf("a shock to market incomes without households: %v", err)
	}
}

// The bytes of a result do not depend on the number of workers.
func TestThreadsChangeNoByte(t *testing.T) {
	var first string
	for _, threads := range []int{1, 2, 16} {
		u := made(t, 6, 80, threads)
		p, err := split.Parse("AA+AC/AE/rest;law=AE:x;scale=0.9", u.Regions)
		if err != nil {
			t.Fatal(err)
		}
		list, err := u.Split(p)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := table.WriteJSON(&b, &table.Result{Tables: list}); err != nil {
			t.Fatal(err)
		}
		if first == "" {
			first = b.String()
		} else if b.String() != first {
			t.Fatalf("%d workers: %s", threads, cmp.Diff(first, b.String()))
		}
	}
}

// Nobody leaves: no table shows anybody gaining or losing.
func TestAllChangesNothing(t *testing.T) {
	got := tablesOf(t, made(t, 5, 80, 2), "all")
	x := got["gainers"]
	for _, row := range x.Rows {
		for _, name := range []string{"gain", "lose", "mean_change", "median_change"} {
			if v := row[x.Column(name)]; v != nil && v != 0.0 {
				t.Fatalf("%s is %v in %v", name, v, row)
			}
		}
	}
	for _, row := range got["dividends"].Rows {
		if row[got["dividends"].Column("dividend")] != money.Cents(0) {
			t.Errorf("dividend %v", row)
		}
	}
}

// Blocs exchanged and renamed: rows of one are rows of the other, labels apart.
func TestExchangedBlocs(t *testing.T) {
	u := made(t, 6, 80, 2)
	one := tablesOf(t, u, "Ash:AA+AC/Birch:rest")
	two := tablesOf(t, u, "Birch:rest/Ash:AA+AC")
	for _, name := range []string{"gainers", "poor", "winners", "votes", "minority", "inequality", "closures", "dividend_terms", "region_change", "region_winners", "power", "treatment", "tornado", "grid"} {
		if len(one[name].Rows) != len(two[name].Rows) {
			t.Errorf("%s: %d and %d rows", name, len(one[name].Rows), len(two[name].Rows))
			continue
		}
		for _, bloc := range []string{"Ash", "Birch", "all blocs"} {
			if diff := cmp.Diff(rows(one[name], map[string]string{"bloc": bloc}), rows(two[name], map[string]string{"bloc": bloc})); diff != "" {
				t.Errorf("%s, %s: %s", name, bloc, diff)
			}
		}
	}
}

// The settlement's own causes explain the sum of dividends, to the cent.
func TestCostExplainsTheSum(t *testing.T) {
	u := made(t, 6, 80, 2)
	got := tablesOf(t, u, "P:AA+AC/R:rest;scale=0.9;shock.gdp=P:-3%;shock.income=P:-3%;interest_rate=P:5%;borrowing=P:2%;law=R:act")
	var sum, causes, total money.Cents
	d := got["dividends"]
	for _, row := range d.Rows {
		sum += row[d.Column("dividend")].(money.Cents)
	}
	c := got["cost"]
	names := map[string]bool{}
	for _, row := range c.Rows {
		amount := row[c.Column("amount")].(money.Cents)
		if name := row[c.Column("cause")].(string); name == "total" {
			total = amount
		} else {
			names[name] = true
			causes += amount
		}
	}
	if sum != total || causes != total || total == 0 {
		t.Errorf("dividends sum to %d, causes to %d, total %d", sum, causes, total)
	}
	for _, name := range []string{"scale", "shock to gdp", "interest rate", "borrowing", "law and market incomes"} {
		if !names[name] {
			t.Errorf("no cause %s", name)
		}
	}
}

// A bloc's own law reaches its dividend and its households, and nobody else's.
func TestLawOfOneBloc(t *testing.T) {
	u := made(t, 6, 80, 2)
	plain, law := tablesOf(t, u, "P:AA+AC/R:rest"), tablesOf(t, u, "P:AA+AC/R:rest;law=P:act")
	where := map[string]string{"bloc": "R", "convention": "benefit"}
	if diff := cmp.Diff(rows(plain["dividend_terms"], where), rows(law["dividend_terms"], where)); diff != "" {
		t.Errorf("the other bloc changes: %s", diff)
	}
	where["bloc"] = "P"
	receipts := law["dividend_terms"].Column("receipts")
	if before, after := rows(plain["dividend_terms"], where)[0][receipts], rows(law["dividend_terms"], where)[0][receipts]; before.(money.Cents) >= after.(money.Cents) {
		t.Errorf("receipts %v under the union's law, %v with twice its income tax", before, after)
	}
	// With the dividend given back as a per-head payment, doubling the tax moves money from the top down.
	top := rows(law["gainers"], map[string]string{"bloc": "P", "closure": "per-head", "by": "decile", "group": "10"})[0]
	if lose := law["gainers"].Column("lose_share"); top[lose].(float64) < 0.5 {
		t.Errorf("only %v of the top decile lose", top[lose])
	}
}

var judging = regexp.MustCompile(`(?i)\b(giver|taker|subsid|freeload|mooch|red|blue|donor|drain)`)

// Our own voice takes no side.
func TestNeutralWords(t *testing.T) {
	got := tablesOf(t, made(t, 6, 80, 2), "AA+AC/rest")
	for name, x := range got {
		var words []string
		words = append(append(words, x.Title), x.Notes...)
		for _, c := range x.Columns {
			words = append(words, c.Name, c.Note)
		}
		if name == "answer" || name == "notmodelled" {
			for _, row := range x.Rows {
				for _, cell := range row {
					if s, ok := cell.(string); ok {
						words = append(words, s)
					}
				}
			}
		}
		if found := judging.FindString(strings.Join(words, " ")); found != "" {
			t.Errorf("table %s says %q", name, found)
		}
	}
}

func TestUnknownClosure(t *testing.T) {
	u := made(t, 4, 30, 1)
	u.Closure = "per_head"
	p, err := split.Parse("AA", u.Regions)
	if err != nil {
		t.Fatal(err)
	}
	_, err = u.Split(p)
	if err == nil || !strings.Contains(err.Error(), "nearest valid name: per-head") {
		t.Errorf("got %v", err)
	}
}

func BenchmarkSplit(b *testing.B) {
	u := made(b, 51, 230_000/51, 0)
	p, err := split.Parse("AA+AC+AF+BA/BB+BC/rest", u.Regions)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := u.Split(p); err != nil {
			b.Fatal(err)
		}
	}
}

func ones(n int, v float64) []float64 {
	list := make([]float64, n)
	for i := range list {
		list[i] = v
	}
	return list
}

// What the people rest on stands beside each of their headlines, with its distance from what is
// published, bloc by bloc.
func TestInputsStandBesideHeadlines(t *testing.T) {
	u := made(t, 5, 60, 1)
	u.Inputs[0].Model[4] = 300 // in the rest, with the three others: 570 of 400 published
	got := tablesOf(t, u, "P:AA/R:rest")
	x := got["inputs"]
	for _, c := range []struct {
		where    map[string]string
		distance float64
		weak     any
	}{
		{map[string]string{"input": "income_tax", "bloc": "P"}, -10, 0},
		{map[string]string{"input": "income_tax", "bloc": "R"}, 42.5, 1},
		{map[string]string{"input": PovertySPM, "bloc": "P"}, -30, nil},
	} {
		found := rows(x, c.where)
		if len(found) != 1 || math.Abs(found[0][x.Column("distance")].(float64)-c.distance) > 1e-9 || found[0][x.Column("weak")] != c.weak {
			t.Errorf("%v: %v, want a distance of %v", c.where, found, c.distance)
		}
	}
	s := got["sureness"]
	row := rows(s, map[string]string{"headline": "poor_change", "bloc": "R", "closure": "income-tax"})[0]
	if want := "income tax +42.5% before control; SPM-like poverty 7.0% here, 10.0% published"; row[s.Column("model_error")] != want {
		t.Errorf("model error %q, want %q", row[s.Column("model_error")], want)
	}
}
