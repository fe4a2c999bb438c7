package power

import (
	"math"
	"math/bits"
	"testing"

	"pgregory.net/rapid"
)

// enumerate counts swings and pivots by trying every coalition: the plain twin of the generating
// functions.
func enumerate(g Game) (banzhaf, shapley []float64) {
	n := len(g.Weights)
	banzhaf, shapley = make([]float64, n), make([]float64, n)
	fact := make([]float64, n+1)
	fact[0] = 1
	for i := 1; i <= n; i++ {
		fact[i] = fact[i-1] * float64(i)
	}
	var all float64
	for mask := range uint(1) << n {
		weight := 0
		for i, w := range g.Weights {
			if mask>>i&1 == 1 {
				weight += w
			}
		}
		for i, w := range g.Weights {
			if mask>>i&1 == 0 && weight < g.Quota && weight+w >= g.Quota {
				size := bits.OnesCount(mask)
				banzhaf[i]++
				all++
				shapley[i] += fact[size] * fact[n-size-1] / fact[n]
			}
		}
	}
	for i := range banzhaf {
		if all > 0 {
			banzhaf[i] /= all
		}
	}
	return banzhaf, shapley
}

func TestIndicesMatchEnumeration(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		weights := rapid.SliceOfN(rapid.IntRange(0, 12), 1, 9).Draw(t, "weights")
		g := Game{Weights: weights, Quota: rapid.IntRange(1, 60).Draw(t, "quota")}
		banzhaf, shapley := enumerate(g)
		gotB, err := g.Banzhaf()
		if err != nil {
			t.Fatal(err)
		}
		gotS, err := g.Shapley()
		if err != nil {
			t.Fatal(err)
		}
		for i := range weights {
			if math.Abs(gotB[i]-banzhaf[i]) > 1e-12 || math.Abs(gotS[i]-shapley[i]) > 1e-12 {
				t.Fatalf("player %d of %v: Banzhaf %v want %v, Shapley %v want %v", i, g, gotB[i], banzhaf[i], gotS[i], shapley[i])
			}
		}
	})
}

// The United Nations Security Council: five members with a veto and ten without, as the game
// 39 of 7×5 + 1×10. Published values: Shapley 0.19627 and 0.00186; Banzhaf 0.1669 and 0.0165.
func TestSecurityCouncil(t *testing.T) {
	weights := []int{7, 7, 7, 7, 7, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}
	g := Game{Weights: weights, Quota: 39}
	shapley, err := g.Shapley()
	if err != nil {
		t.Fatal(err)
	}
	banzhaf, err := g.Banzhaf()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ got, want, within float64 }{
		{shapley[0], 0.19627, 5e-6}, {shapley[14], 0.00186, 5e-6}, {banzhaf[0], 0.1669, 5e-5}, {banzhaf[14], 0.0165, 5e-5},
	} {
		if math.Abs(c.got-c.want) > c.within {
			t.Errorf("got %v, want %v", c.got, c.want)
		}
	}
}

func TestIndexRefusesWhatItCannotCount(t *testing.T) {
	for _, g := range []Game{{Weights: make([]int, maxPlayers+1), Quota: 1}, {Weights: []int{-1}, Quota: 1}, {Weights: []int{1}}} {
		if _, err := g.Banzhaf(); err == nil {
			t.Errorf("Banzhaf of %v should fail", g)
		}
		if _, err := g.Shapley(); err == nil {
			t.Errorf("Shapley of %v should fail", g)
		}
	}
}

// electors2020 are the 51 weights of the Electoral College after the census of 2020, largest first.
var electors2020 = []int{54, 40, 30, 28, 19, 19, 17, 16, 16, 15, 14, 13, 13, 12, 11, 11, 11, 11, 10, 10, 10, 10, 10, 9, 9, 8, 8, 8, 7, 7, 6, 6, 6, 6, 6, 6, 5, 5, 4, 4, 4, 4, 4, 4, 4, 3, 3, 3, 3, 3, 3}

func BenchmarkElectoralCollege(b *testing.B) {
	g := Majority(electors2020)
	b.Run("banzhaf", func(b *testing.B) {
		for b.Loop() {
			if _, err := g.Banzhaf(); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("shapley", func(b *testing.B) {
		for b.Loop() {
			if _, err := g.Shapley(); err != nil {
				b.Fatal(err)
			}
		}
	})
}
