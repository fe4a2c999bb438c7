package accounts

import (
	"math"
	"testing"

	"commonpurse/us/pack"
	"commonpurse/us/population"
)

func TestEquivalenceScale(t *testing.T) {
	regions, err := population.ReadRegions(pack.FS())
	if err != nil {
		t.Fatal(err)
	}
	p, err := readPoverty(pack.FS(), regions, 2022)
	if err != nil {
		t.Fatal(err)
	}
	// Published thresholds of one adult and of two are 0.4635 and 0.6554 of the reference unit's:
	// 1 and the root of 2 over 3^0.7 (SPM technical documentation).
	for _, c := range []struct {
		adults, children int
		want             float64
	}{{2, 2, 1}, {1, 0, 0.46346}, {2, 0, 0.65544}, {1, 1, math.Pow(1.8, 0.7) / math.Pow(3, 0.7)}, {1, 2, math.Pow(2.3, 0.7) / math.Pow(3, 0.7)}, {0, 2, math.Pow(1.8, 0.7) / math.Pow(3, 0.7)}} {
		if got := p.scale.equivalents(c.adults, c.children); math.Abs(got-c.want) > 1e-4 {
			t.Errorf("%d adults, %d children: %v, want %v", c.adults, c.children, got, c.want)
		}
	}
	if p.renter != 33402 || p.owner != 27679 || p.ownerMortgage != 32949 {
		t.Errorf("thresholds of 2022: %v %v %v", p.renter, p.owner, p.ownerMortgage)
	}
	ca, _ := regions.ByCode("CA")
	ms, _ := regions.ByCode("MS")
	if p.place[ca] < 1.05 || p.place[ms] > 0.9 {
		t.Errorf("price of place: CA %v, MS %v", p.place[ca], p.place[ms])
	}
}
