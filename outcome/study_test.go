package outcome

import (
	"fmt"
	"math"
	"sort"
	"syscall"
	"testing"
	"time"

	"commonpurse/account"
	"commonpurse/account/accounttest"
	"commonpurse/ledger"
	"commonpurse/money"
	"commonpurse/region"
	"commonpurse/split"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func frame(t testing.TB, h *account.Households, workers int) *Frame {
	t.Helper()
	f, err := NewFrame(h, workers)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func proposal(t testing.TB, text string, l *region.List) *split.Proposal {
	t.Helper()
	p, err := split.Parse(text, l)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// close applies every closure to the dividends of a proposal.
func closeAll(t testing.TB, f *Frame, p *split.Proposal, dividends []money.Cents) [][]split.Closed {
	t.Helper()
	var closed [][]split.Closed
	for c := range split.Closures {
		row := make([]split.Closed, len(p.Blocs))
		for b := range p.Blocs {
			row[b] = split.Close(split.Closure(c), p.Closure, dividends[b], split.Over(f.Sums, p.Blocs[b].Regions))
		}
		closed = append(closed, row)
	}
	return closed
}

func dividends(t testing.TB, u *accounttest.Union, p *split.Proposal) []money.Cents {
	t.Helper()
	c, _ := ledger.Preset("benefit")
	a, err := split.NewAccounts(u.Ledger, c, "")
	if err != nil {
		t.Fatal(err)
	}
	terms, err := a.Settle(p, nil)
	if err != nil {
		t.Fatal(err)
	}
	d := make([]money.Cents, len(terms))
	for i := range terms {
		d[i] = terms[i].Dividend()
	}
	return d
}

func study(t testing.TB, u *accounttest.Union, text string, workers int) *Study {
	t.Helper()
	f := frame(t, u.People, workers)
	p := proposal(t, text, u.Regions)
	s, err := NewStudy(f, nil, p, closeAll(t, f, p, dividends(t, u, p)))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Every feasible closure spends exactly its dividend, region by region and household by household;
// an infeasible one lacks its shortfall. Nobody's tax or benefit falls below zero.
func TestClosuresSpendExactlyTheirDividend(t *testing.T) {
	u := accounttest.New(t, 11, 6, 60)
	f := frame(t, u.People, 1)
	rapid.Check(t, func(rt *rapid.T) {
		p := proposal(t, rapid.SampledFrom([]string{"AA/rest", "AA+AC/AB/rest", "AF+AE+AD/rest;closure=payroll:0.3,per-head:0.7", "all"}).Draw(rt, "p"), u.Regions)
		d := make([]money.Cents, len(p.Blocs))
		for b := range d {
			d[b] = money.Cents(rapid.Int64Range(-4e10, 4e10).Draw(rt, "dividend"))
		}
		closed := closeAll(t, f, p, d)
		s, err := NewStudy(f, nil, p, closed)
		if err != nil {
			rt.Fatal(err)
		}
		for k := range s.Cases {
			c := &s.Cases[k]
			for b, bloc := range p.Blocs {
				var sum float64
				for _, r := range bloc.Regions.IDs() {
					sum += f.Weighted(c.comp, r)
				}
				want := d[b].Dollars()
				if c.Closure == split.Debt {
					want = 0
				}
				tolerance := 1e-9*math.Abs(want) + 0.01
				short := closed[k][b].Shortfall.Dollars()
				if closed[k][b].Feasible != (short == 0) {
					rt.Fatalf("%s: feasible %v with a shortfall of %v", c.Closure, closed[k][b].Feasible, short)
				}
				if math.Abs(math.Abs(want-sum)-short) > tolerance {
					rt.Fatalf("%s, bloc %d: households change by %v, dividend %v, shortfall %v", c.Closure, b, sum, want, short)
				}
				g := closed[k][b].Gain
				if g[split.BaseBenefits] < -1 || g[split.BaseMeans] < -1 || g[split.BaseIncomeTax] > 1 || g[split.BasePayroll] > 1 {
					rt.Fatalf("%s, bloc %d: below zero: %v", c.Closure, b, g)
				}
			}
		}
	})
}

// Nobody leaves: nobody gains or loses, nothing changes.
func TestAllChangesNothing(t *testing.T) {
	s := study(t, accounttest.New(t, 2, 5, 80), "all", 2)
	for k := range s.Cases {
		c := &s.Cases[k]
		for i, v := range c.comp {
			if v != 0 || c.disp[i] != 0 {
				t.Fatalf("%s: household %d changes by %v", c.Closure, i, v)
			}
		}
		all := c.groups[s.Blocs()][byAll]
		if all.gain != 0 || all.lose != 0 || all.people == 0 {
			t.Errorf("%s: %v", c.Closure, all)
		}
		if diff := cmp.Diff(s.before, c.spread); diff != "" {
			t.Errorf("%s: inequality changes (-before +after)\n%s", c.Closure, diff)
		}
		for m, p := range c.poverty[0] {
			if p.before != p.after || p.people == 0 || m == measureSPM && p.before == 0 {
				t.Errorf("%s: %s poverty %v", c.Closure, measureNames[m], p)
			}
		}
	}
}

// The groups of every dimension hold everybody, and regions and blocs sum to the union.
func TestGroupsAddUp(t *testing.T) {
	u := accounttest.New(t, 4, 5, 120)
	s := study(t, u, "AA+AE/AC/rest", 2)
	near := func(what string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 1e-9*math.Abs(want)+1e-6 {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
	for k := range s.Cases {
		c := &s.Cases[k]
		for b := range c.groups {
			all := c.groups[b][byAll]
			for _, d := range [][2]int{{byDecile, byAge}, {byAge, byChildren}, {byChildren, byPoverty}, {byPoverty, groups}} {
				var sum cell
				for g := d[0]; g < d[1]; g++ {
					sum.merge(&c.groups[b][g])
				}
				what := fmt.Sprintf("%s bloc %d, %s", c.Closure, b, groupNames[d[0]][0])
				near(what+" people", sum.people, all.people)
				near(what+" lose", sum.lose, all.lose)
				near(what+" change", sum.change, all.change)
			}
		}
		var winners, change float64
		for b := range s.Blocs() {
			for g := range rankGroups {
				winners += c.winners[b][g][0] - c.winners[b][g][1]
			}
		}
		for i, v := range c.comp {
			if s.Before.heads[i] > 0 {
				change += s.Before.weight[i] * v
			}
		}
		near(c.Closure.String()+" gross gains less losses", winners, change)
		var adults float64
		for _, x := range c.votes[0][s.Blocs()] {
			adults += x.people
		}
		var want float64
		for i, w := range s.Before.weight {
			want += w * float64(u.People.Adults[i])
		}
		if math.Abs(adults-want) > 1e-5*want { // votes are kept in single precision
			t.Errorf("adults by vote %v, want %v", adults, want)
		}
	}
}

// Results are the same bits for any number of workers.
func TestWorkersChangeNothing(t *testing.T) {
	u := accounttest.New(t, 8, 7, 90)
	one := study(t, u, "AA+AC/AG/rest", 1)
	for _, workers := range []int{2, 16} {
		other := study(t, u, "AA+AC/AG/rest", workers)
		for k := range one.Cases {
			if diff := cmp.Diff(one.Cases[k].measure, other.Cases[k].measure, cmp.AllowUnexported(measure{}, cell{}, poverty{})); diff != "" {
				t.Fatalf("%d workers (-one +other)\n%s", workers, diff)
			}
		}
	}
}

// Blocs exchanged and renamed: only labels change.
func TestExchangedBlocsChangeLabelsOnly(t *testing.T) {
	u := accounttest.New(t, 8, 6, 90)
	one := study(t, u, "X:AA+AC/Y:rest", 2)
	two := study(t, u, "Other:rest/Name:AA+AC", 2)
	for k := range one.Cases {
		a, b := one.Cases[k].measure, two.Cases[k].measure
		for i := range 2 {
			if a.groups[i] != b.groups[1-i] || a.medians[i] != b.medians[1-i] || a.poverty[i] != b.poverty[1-i] || a.winners[i] != b.winners[1-i] || a.spread[i] != b.spread[1-i] {
				t.Fatalf("%s: bloc %d differs", one.Cases[k].Closure, i)
			}
		}
		if a.medians[2] != b.medians[2] || a.spread[2] != b.spread[2] {
			t.Fatalf("%s: the union differs", one.Cases[k].Closure)
		}
	}
}

func TestOrderIsASort(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(-1e9, 1e9), 0, 200).Draw(t, "values")
		order := make([]int32, len(values))
		var s sorter
		s.order(values, order)
		want := make([]int32, len(values))
		for i := range want {
			want[i] = int32(i)
		}
		sort.SliceStable(want, func(a, b int) bool { return float32(values[want[a]]) < float32(values[want[b]]) })
		if diff := cmp.Diff(want, order); diff != "" && !sameValues(values, want, order) {
			t.Fatal(diff)
		}
	})
}

// sameValues allows for negative and positive zero, which the radix tells apart.
func sameValues(values []float64, a, b []int32) bool {
	for i := range a {
		if float32(values[a[i]]) != float32(values[b[i]]) {
			return false
		}
	}
	return true
}

func TestLogarithm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		y := math.Exp(rapid.Float64Range(-5, 30).Draw(t, "log"))
		if got, want := logarithm(y), math.Log(y); math.Abs(got-want) > 1e-13*max(1, math.Abs(want)) {
			t.Fatalf("logarithm of %v is %v, want %v", y, got, want)
		}
	})
}

// Known values: incomes 1 and 3 of two people. Gini 1/4; Theil (1/2)(½ ln ½ + 3/2 ln 3/2);
// Atkinson(½) 1 - ((1+√3)/2)²/2.
func TestSpreadOfTwo(t *testing.T) {
	var s spread
	s.add(1, 1, 0.01)
	s.add(1, 3, 0.01)
	got := s.index()
	want := Spread{Gini: 0.25, Theil: 0.5 * (0.5*math.Log(0.5) + 1.5*math.Log(1.5)), Atkinson: 1 - math.Pow((1+math.Sqrt(3))/2, 2)/2}
	if math.Abs(got.Gini-want.Gini)+math.Abs(got.Theil-want.Theil)+math.Abs(got.Atkinson-want.Atkinson) > 1e-12 {
		t.Errorf("got %v, want %v", got, want)
	}
}

// A household weighed by hand: three rows, one closure.
func TestByHand(t *testing.T) {
	u := accounttest.New(t, 1, 2, 3)
	s := study(t, u, "AA/AB", 1)
	c := &s.Cases[split.PerHead]
	f := s.Before
	var people, dollars float64
	for i := range 3 {
		people += f.weight[i] * float64(u.People.Persons[i])
		dollars += f.weight[i] * c.comp[i]
	}
	each := dividends(t, u, s.Proposal)[0].Dollars() / people
	for i := range 3 {
		if math.Abs(c.comp[i]-each*float64(u.People.Persons[i])) > 1e-6 {
			t.Errorf("household %d changes by %v, want %v a head", i, c.comp[i], each)
		}
	}
	if math.Abs(dollars-each*people) > 1e-6 {
		t.Errorf("sum %v, want %v", dollars, each*people)
	}
}

// processor gives the processor time that the process has used: what a benchmark can be judged by
// on a busy machine.
func processor(tb testing.TB) time.Duration {
	tb.Helper()
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// measured runs a benchmark's loop and reports processor milliseconds.
func measured(b *testing.B, f func()) {
	before := processor(b)
	for b.Loop() {
		f()
	}
	b.ReportMetric(float64((processor(b)-before).Microseconds())/1000/float64(b.N), "cpu-ms/op")
}

// benchRows is about the number of household rows of the embedded population.
const benchRows = 230_000

func BenchmarkStudy(b *testing.B) {
	u := accounttest.New(b, 1, 51, benchRows/51)
	b.Run("frame", func(b *testing.B) {
		measured(b, func() { frame(b, u.People, 0) })
	})
	f := frame(b, u.People, 0)
	p := proposal(b, "AA+AC+AF+BA/BB+BC/rest", u.Regions)
	closed := closeAll(b, f, p, dividends(b, u, p))
	b.Run("study", func(b *testing.B) {
		measured(b, func() {
			if _, err := NewStudy(f, nil, p, closed); err != nil {
				b.Fatal(err)
			}
		})
	})
	b.Run("apply", func(b *testing.B) {
		s, err := NewStudy(f, nil, p, closed)
		if err != nil {
			b.Fatal(err)
		}
		measured(b, func() { s.apply(&s.Cases[split.PerHead]) })
	})
}
