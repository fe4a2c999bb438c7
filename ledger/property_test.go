package ledger

import (
	"math"
	"sort"
	"testing"

	"commonpurse/money"
	"commonpurse/region"

	"pgregory.net/rapid"
)

// TestShareIsExactFairAndOrderFree draws totals and whole-number keys (people, dollars): shares sum
// to the total, each is within a cent of its quota, and permuting the regions permutes the shares,
// up to which of equal keys gets the odd cent.
func TestShareIsExactFairAndOrderFree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, region.Max).Draw(t, "regions")
		weights := make([]float64, n)
		var sum float64
		for i := range weights {
			weights[i] = float64(rapid.Int64Range(0, 50_000_000).Draw(t, "weight"))
			sum += weights[i]
		}
		if sum == 0 {
			return
		}
		total := money.Cents(rapid.Int64Range(-700_000_000_000_000, 700_000_000_000_000).Draw(t, "total"))
		shares, err := money.Share(total, weights)
		if err != nil {
			t.Fatal(err)
		}
		var got money.Cents
		for i, s := range shares {
			got += s
			if quota := float64(total) * (weights[i] / sum); math.Abs(float64(s)-quota) > 1.5 {
				t.Fatalf("share %d of quota %f", s, quota)
			}
		}
		if got != total {
			t.Fatalf("shares sum to %d, total %d", got, total)
		}
		order := rapid.Permutation(indexes(n)).Draw(t, "order")
		permuted := make([]float64, n)
		for to, from := range order {
			permuted[to] = weights[from]
		}
		again, err := money.Share(total, permuted)
		if err != nil {
			t.Fatal(err)
		}
		back := make([]money.Cents, n)
		for to, from := range order {
			back[from] = again[to]
		}
		if a, b := byWeight(weights, shares), byWeight(weights, back); !equal(a, b) {
			t.Fatalf("%v shared of %v gives %v, in another order %v", total, weights, shares, back)
		}
	})
}

func indexes(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

type pair struct {
	weight float64
	share  money.Cents
}

func byWeight(weights []float64, shares []money.Cents) []pair {
	list := make([]pair, len(weights))
	for i := range list {
		list[i] = pair{weights[i], shares[i]}
	}
	sort.Slice(list, func(a, b int) bool {
		if list[a].weight != list[b].weight {
			return list[a].weight < list[b].weight
		}
		return list[a].share < list[b].share
	})
	return list
}

func equal(a, b []pair) bool {
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// TestConventionsKeepEveryTotal draws ledgers and conventions: no line's total changes, and
// balances under a charged deficit sum to zero to the cent.
func TestConventionsKeepEveryTotal(t *testing.T) {
	list, err := region.NewList([]region.Region{{Code: "AA"}, {Code: "BB"}, {Code: "CC"}})
	if err != nil {
		t.Fatal(err)
	}
	cents := rapid.Int64Range(0, 1_000_000_000_000)
	rapid.Check(t, func(t *rapid.T) {
		l := &Ledger{Year: 2022, Regions: list, Population: []int64{3, 5, 11}, PersonalIncome: []money.Cents{7, 2, 19}, GDP: []money.Cents{1, 1, 1}, ForeignStock: 0.4,
			Lines: []Line{{ID: "tax", Side: Receipt, Household: taxpayerLine}, {ID: "corporate", Side: Receipt, Topic: corporateKey, Grade: ByConvention},
				{ID: "defence", Side: Outlay, Role: RolePublicGood}, {ID: "interest", Side: Outlay, Role: RoleInterest, Topic: "interest"},
				{ID: "unknown", Side: Outlay, Role: RoleUnplaced, Nature: OneOff, Grade: ByConvention}, {ID: "late", Side: Receipt, Nature: Timing}}}
		row := func() []money.Cents {
			return []money.Cents{money.Cents(cents.Draw(t, "a") + 1), money.Cents(cents.Draw(t, "b")), money.Cents(cents.Draw(t, "c"))}
		}
		for range l.Lines {
			l.Cells = append(l.Cells, row())
			l.Outside = append(l.Outside, money.Cents(cents.Draw(t, "outside")))
		}
		other := func(line int, name string) Alternative {
			a := Alternative{Line: line, Choice: name, Cells: row()}
			a.Outside = l.Total(line)
			for _, c := range a.Cells {
				a.Outside -= c
			}
			if a.Outside < 0 { // the alternative allocates more than there is: share it down
				shares, err := money.Share(l.Total(line), dollars(a.Cells))
				if err != nil {
					t.Fatal(err)
				}
				a.Cells, a.Outside = shares, 0
			}
			return a
		}
		l.Alternatives = []Alternative{other(1, "capital"), other(1, "labour"), other(3, "head"), other(3, "tax")}
		c, _ := Preset(rapid.SampledFrom(Presets()).Draw(t, "preset"))
		for _, ch := range choices[1:] {
			*ch.get(&c) = rapid.SampledFrom(ch.values).Draw(t, ch.key)
		}
		c.Corporate = rapid.Float64Range(0, 1).Draw(t, "corporate")
		c.Foreign = rapid.SampledFrom([]float64{ForeignPublished, 0, 0.3, 1}).Draw(t, "foreign")
		m, err := l.Under(c)
		if err != nil {
			t.Fatal(err)
		}
		var balance money.Cents
		for i := range m.Lines {
			sum := m.Outside[i] + m.LeftOut[i]
			for _, v := range m.Cells[i] {
				sum += v
			}
			if sum != l.Total(i) {
				t.Fatalf("%s: line %s sums to %d, total %d", c, m.Lines[i].ID, sum, l.Total(i))
			}
		}
		for r := range l.Regions.Len() {
			balance += m.Balance(region.ID(r))
		}
		if c.Deficit != "kept" && balance != 0 {
			t.Fatalf("%s: balances sum to %d", c, balance)
		}
		if again, err := ParseConvention(c.String()); err != nil || again != c {
			t.Fatalf("%s reads back as %v, %v", c, again, err)
		}
	})
}
