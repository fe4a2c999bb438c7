package split

import (
	"testing"

	"commonpurse/account/accounttest"
	"commonpurse/ledger"
	"commonpurse/money"
	"commonpurse/region"

	"pgregory.net/rapid"
)

func accounts(t testing.TB, l *ledger.Ledger, name string) *Accounts {
	t.Helper()
	c, ok := ledger.Preset(name)
	if !ok {
		t.Fatalf("no convention %s", name)
	}
	a, err := NewAccounts(l, c, "")
	if err != nil {
		t.Fatal(err)
	}
	a.Held = 1e15
	return a
}

// Without scale, shock, law, rate or borrowing of its own, what one bloc gains the others lose, to
// the cent: under every convention, key of debt and legacy.
func TestDividendsSumToZero(t *testing.T) {
	u := accounttest.New(t, 7, 9, 40)
	for _, name := range ledger.Presets() {
		a := accounts(t, u.Ledger, name)
		rapid.Check(t, func(t *rapid.T) {
			p := randomProposal(t, u.Regions)
			p.Scale = 1
			for i := range p.Blocs {
				b := &p.Blocs[i]
				b.GDP, b.Income, b.Rate, b.Borrowing = 0, 0, nil, Borrowing{}
			}
			terms, err := a.Settle(p, nil)
			if err != nil {
				t.Fatal(err)
			}
			var all money.Cents
			for i := range terms {
				all += terms[i].Dividend()
			}
			if all != 0 {
				t.Fatalf("%s under %s: dividends sum to %d cents", p, name, all)
			}
		})
	}
}

// Nobody leaves: the one bloc's dividend is zero, whatever the debt key.
func TestAllHasNoDividend(t *testing.T) {
	u := accounttest.New(t, 7, 9, 40)
	p, err := Parse("all", u.Regions)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range ledger.Presets() {
		terms, err := accounts(t, u.Ledger, name).Settle(p, nil)
		if err != nil || terms[0].Dividend() != 0 {
			t.Errorf("%s: dividend %d, %v", name, terms[0].Dividend(), err)
		}
	}
}

// Blocs exchanged: the same numbers for the same regions.
func TestOrderOfBlocsChangesNoDividend(t *testing.T) {
	u := accounttest.New(t, 3, 9, 40)
	a := accounts(t, u.Ledger, "benefit")
	rapid.Check(t, func(t *rapid.T) {
		p := randomProposal(t, u.Regions)
		mirror := *p
		mirror.Blocs = nil
		for i := len(p.Blocs) - 1; i >= 0; i-- {
			mirror.Blocs = append(mirror.Blocs, p.Blocs[i])
		}
		one, err := a.Settle(p, nil)
		if err != nil {
			t.Fatal(err)
		}
		two, err := a.Settle(&mirror, nil)
		if err != nil {
			t.Fatal(err)
		}
		for i := range one {
			if got, want := two[len(two)-1-i], one[i]; got != want {
				t.Fatalf("%s: bloc %d has %v, mirrored %v", p, i, want, got)
			}
		}
	})
}

// Sums by role of the blocs are the union's, and the dividend's terms are what the ledger says.
func TestTermsAddUpToTheUnion(t *testing.T) {
	u := accounttest.New(t, 5, 6, 40)
	a := accounts(t, u.Ledger, "cash")
	p, err := Parse("AA+AC/AB/rest", u.Regions)
	if err != nil {
		t.Fatal(err)
	}
	terms, err := a.Settle(p, nil)
	if err != nil {
		t.Fatal(err)
	}
	var got Terms
	for _, x := range terms {
		got.Receipts += x.Receipts
		got.Borrowing += x.Borrowing
		got.Benefits += x.Benefits
		got.Goods += x.Goods
		got.Interest += x.Interest
		got.Outside += x.Outside
	}
	want := map[ledger.Role]money.Cents{}
	var outside, deficit money.Cents
	for i, line := range u.Ledger.Lines {
		if line.Nature != ledger.Recurring {
			continue
		}
		want[line.Role] += u.Ledger.Total(i) - u.Ledger.Outside[i]
		sign := money.Cents(1)
		if line.Side == ledger.Receipt {
			sign = -1
		}
		deficit += sign * u.Ledger.Total(i)
		if line.Role == ledger.RoleInterest {
			want[line.Role] += u.Ledger.Outside[i]
		} else {
			outside += sign * u.Ledger.Outside[i]
		}
	}
	for _, c := range []struct {
		name      string
		got, want money.Cents
	}{
		{"receipts", got.Receipts, want[ledger.RoleReceipt]}, {"benefits", got.Benefits, want[ledger.RoleBenefit]}, {"public goods", got.Goods, want[ledger.RolePublicGood]},
		{"interest", got.Interest, want[ledger.RoleInterest]}, {"outside", got.Outside, outside}, {"borrowing", got.Borrowing, deficit},
	} {
		if c.got != c.want || c.want == 0 {
			t.Errorf("%s: %d, want %d", c.name, c.got, c.want)
		}
	}
}

// A scale below one costs every bloc more, and the whole union nothing.
func TestLossOfScaleCosts(t *testing.T) {
	u := accounttest.New(t, 5, 6, 40)
	a := accounts(t, u.Ledger, "benefit")
	p, err := Parse("AA+AC;scale=0.9", u.Regions)
	if err != nil {
		t.Fatal(err)
	}
	with, err := a.Settle(p, nil)
	if err != nil {
		t.Fatal(err)
	}
	p.Scale = 1
	without, err := a.Settle(p, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range with {
		if with[i].Goods <= without[i].Goods {
			t.Errorf("bloc %d: public goods %d, at scale 1 %d", i, with[i].Goods, without[i].Goods)
		}
	}
}

func BenchmarkSettle(b *testing.B) {
	u := accounttest.New(b, 5, 51, 10)
	a := accounts(b, u.Ledger, "benefit")
	p, err := Parse("AA+AC+AF+BA/BB+BC/rest", u.Regions)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := a.Settle(p, nil); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPartitions settles random partitions of 51 regions: what a sweep does for each.
func BenchmarkPartitions(b *testing.B) {
	u := accounttest.New(b, 5, 51, 10)
	a := accounts(b, u.Ledger, "benefit")
	proposals := make([]*Proposal, 64)
	state := uint64(1)
	for k := range proposals {
		p := &Proposal{Regions: u.Regions, Scale: 1, Blocs: make([]Bloc, 3)}
		for r := range region.ID(51) {
			state = state*6364136223846793005 + 1442695040888963407
			i := int(state>>33) % 3
			if r < 3 {
				i = int(r)
			}
			p.Blocs[i].Regions |= region.Of(r)
		}
		p.Blocs[0].Leaves = true
		proposals[k] = p
	}
	k := 0
	for b.Loop() {
		if _, err := a.Settle(proposals[k%len(proposals)], nil); err != nil {
			b.Fatal(err)
		}
		k++
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "partitions/s")
}
