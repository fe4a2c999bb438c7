package incidence

import (
	"testing"

	"commonpurse/account"
	"commonpurse/money"
	"commonpurse/region"
)

// households of one person each with a market income and an income tax.
func households(incomes, taxes []float64) *account.Households {
	n := len(incomes)
	h := &account.Households{Region: make([]region.ID, n), Weight: make([]money.Weight, n), Persons: make([]uint8, n), Device: make([]bool, n),
		MarketIncome: incomes, EmployerHealth: make([]float64, n)}
	for i := range n {
		h.Weight[i], h.Persons[i] = money.WeightOne, 1
	}
	for t := range h.Tax {
		h.Tax[t] = make([]float64, n)
	}
	for b := range h.Benefit {
		h.Benefit[b] = make([]float64, n)
	}
	h.Tax[account.IncomeTax] = taxes
	return h
}

func TestRatesByFifths(t *testing.T) {
	h := households([]float64{500, 100, 300, 200, 400, -50}, []float64{250, 0, 60, 20, 120, 0})
	h.Benefit[account.RefundableCredits][1] = 10 // a negative tax of the lowest
	h.Tax[account.Customs][0] = 1000             // which the Budget Office does not count
	a, err := Named("cbo")
	if err != nil {
		t.Fatal(err)
	}
	want := []float64{-0.1, 0.1, 0.2, 0.3, 0.5}
	for i, r := range Rates(h, a, Fifths()[:5]) {
		if r.Average() != want[i] || r.People != 1 {
			t.Errorf("%s: rate %v of %v people, want %v", r.Group.Name, r.Average(), r.People, want[i])
		}
	}
}

func TestMembersShareTheirHouseholdsIncome(t *testing.T) {
	h := households([]float64{100, 150}, []float64{10, 15})
	h.Persons[1] = 4 // 150 among four ranks below 100 for one
	a := Default()
	rates := Rates(h, a, []Group{{"bottom", 0, 0.79}, {"top", 0.79, 1}})
	if rates[0].Income != 150 || rates[0].People != 4 || rates[1].Income != 100 {
		t.Errorf("got %+v", rates)
	}
}
