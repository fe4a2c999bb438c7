package budget

import (
	"testing"

	"commonpurse/ledger"
	"commonpurse/money"
	"commonpurse/region"
	"commonpurse/union"
	"commonpurse/us/pack"
)

func regions(t testing.TB) *region.List {
	t.Helper()
	u, err := union.Open(pack.FS())
	if err != nil {
		t.Fatal(err)
	}
	return u.Regions
}

func tables(t testing.TB) *Tables {
	t.Helper()
	tb, err := Read(pack.FS(), regions(t))
	if err != nil {
		t.Fatal(err)
	}
	return tb
}

// TestEveryYearFoots holds the lines of each side to the official totals, to the dollar.
func TestEveryYearFoots(t *testing.T) {
	tb := tables(t)
	for year := FirstYear; year <= LastYear; year++ {
		l, err := tb.Build(year)
		if err != nil {
			t.Error(err)
			continue
		}
		if err := l.Foot(); err != nil {
			t.Error(err)
		}
		if year == 2022 && (l.Official[ledger.Receipt] != 4_897_339_000_000_00 || l.Official[ledger.Outlay] != 6_273_259_000_000_00) {
			t.Errorf("official totals of 2022: %v", l.Official)
		}
	}
}

// TestConventionsPermuteNoTotal reads every year under many conventions: each line keeps its
// total, and neutralised balances sum to zero to the cent.
func TestConventionsPermuteNoTotal(t *testing.T) {
	tb := tables(t)
	for _, year := range []int{2017, 2022, 2023} {
		l, err := tb.Build(year)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{"cash", "benefit", "income-share", "cash:interest=exclude,unplaced=exclude", "benefit:deficit=neutral,corporate=0.3",
			"cash:deficit=taxpayers,excise=consumption,customs=durables,estate=top,pay=workplace", "benefit:include=recurring,interest=tax,deficit=neutral"} {
			c, err := ledger.ParseConvention(text)
			if err != nil {
				t.Fatal(err)
			}
			m, err := l.Under(c)
			if err != nil {
				t.Fatalf("%d %s: %v", year, text, err)
			}
			for i := range m.Lines {
				sum := m.Outside[i] + m.LeftOut[i]
				for _, cell := range m.Cells[i] {
					sum += cell
				}
				if sum != l.Total(i) {
					t.Errorf("%d %s: line %s sums to %d, official %d", year, text, m.Lines[i].ID, sum, l.Total(i))
				}
			}
			var balance money.Cents
			for r := range l.Regions.Len() {
				balance += m.Balance(region.ID(r))
			}
			if c.Deficit != "kept" && balance != 0 {
				t.Errorf("%d %s: balances sum to %d cents", year, text, balance)
			}
		}
	}
}

// TestGridHoldsWhatUnderSays reads single conventions and finds each between least and greatest,
// and the extremes again under the conventions that the grid names.
func TestGridHoldsWhatUnderSays(t *testing.T) {
	l, err := tables(t).Build(2022)
	if err != nil {
		t.Fatal(err)
	}
	c, _ := ledger.Preset("benefit")
	grid, err := l.Grid(c)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range grid {
		if a.Preset < a.Least || a.Preset > a.Greatest || a.Agree <= 0 || a.Agree > 1 {
			t.Errorf("%s: %+v", l.Regions.Code(a.Region), a)
		}
		for at, want := range map[ledger.Convention]money.Cents{a.LeastAt: a.Least, a.GreatestAt: a.Greatest} {
			m, err := l.Under(at)
			if err != nil {
				t.Fatal(err)
			}
			// The grid adds in floating point and shares the deficit without whole cents.
			if got := m.Balance(a.Region); got-want > 2 || want-got > 2 {
				t.Errorf("%s under %s: %d, grid says %d", l.Regions.Code(a.Region), at, got, want)
			}
		}
	}
}

func BenchmarkGrid(b *testing.B) {
	l, err := tables(b).Build(2022)
	if err != nil {
		b.Fatal(err)
	}
	c, _ := ledger.Preset("benefit")
	for b.Loop() {
		if _, err := l.Grid(c); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReadAndBuild(b *testing.B) {
	r := regions(b)
	for b.Loop() {
		tb, err := Read(pack.FS(), r)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := tb.Build(2022); err != nil {
			b.Fatal(err)
		}
	}
}
