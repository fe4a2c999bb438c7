package money

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func TestSumIsExactAndOrderFree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amounts := rapid.SliceOfN(rapid.Int64Range(-1e14, 1e14), 1, 40).Draw(t, "amounts")
		weights := rapid.SliceOfN(rapid.Uint64Range(0, 1e12), len(amounts), len(amounts)).Draw(t, "weights")
		want := new(big.Int)
		var forward, backward Sum
		for i := range amounts {
			forward.Add(Cents(amounts[i]), Weight(weights[i]))
			j := len(amounts) - 1 - i
			backward.Add(Cents(amounts[j]), Weight(weights[j]))
			want.Add(want, new(big.Int).Mul(big.NewInt(amounts[i]), new(big.Int).SetUint64(weights[i])))
		}
		if forward != backward {
			t.Fatalf("order matters: %v and %v", forward, backward)
		}
		half := big.NewInt(int64(WeightOne / 2))
		magnitude := new(big.Int).Abs(want)
		magnitude.Add(magnitude, half).Rsh(magnitude, 16)
		if want.Sign() < 0 {
			magnitude.Neg(magnitude)
		}
		if got := big.NewInt(int64(forward.Cents())); magnitude.IsInt64() && got.Cmp(magnitude) != 0 {
			t.Fatalf("sum is %v, want %v", got, magnitude)
		}
	})
}

func TestShareAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total := Cents(rapid.Int64Range(-1e15, 1e15).Draw(t, "total"))
		weights := rapid.SliceOfN(rapid.Float64Range(0, 1e9), 1, 60).Draw(t, "weights")
		weights[0]++
		shares, err := Share(total, weights)
		if err != nil {
			t.Fatal(err)
		}
		var sum Cents
		for i, s := range shares {
			sum += s
			if weights[i] == 0 && s != 0 {
				t.Fatalf("weight 0 got %d", s)
			}
		}
		if sum != total {
			t.Fatalf("shares add to %d, want %d", sum, total)
		}
	})
}

func TestShareFavoursLargestRemainder(t *testing.T) {
	got, err := Share(100, []float64{1, 1, 1})
	if err != nil || got[0] != 34 || got[1] != 33 || got[2] != 33 {
		t.Fatalf("got %v, %v", got, err)
	}
	if _, err := Share(1, []float64{0, 0}); err == nil {
		t.Fatal("sharing by nothing should fail")
	}
}
