package account

import (
	"strings"
	"testing"

	"commonpurse/money"
	"commonpurse/region"
)

// one makes a household with every column set to a small number that tells it apart.
func one(t *testing.T) *Households {
	t.Helper()
	regions, err := region.NewList([]region.Region{{Code: "AA"}})
	if err != nil {
		t.Fatal(err)
	}
	h := &Households{Regions: regions, Region: make([]region.ID, 1), Weight: make([]money.Weight, 1), Survey: make([]uint32, 1), Certain: make([]bool, 1),
		Persons: make([]uint8, 1), Adults: make([]uint8, 1), Children: make([]uint8, 1), Aged: make([]uint8, 1), HeadAge: make([]uint8, 1), Device: make([]bool, 1),
		MarketIncome: []float64{1000}, EmployerHealth: []float64{200}, BeforeCredits: []float64{0}, PayrollBase: []float64{0}, Consumption: []float64{0},
		NotMoney: []float64{0}, Expenses: []float64{0}, SPMThreshold: []float64{0}, Guideline: []float64{0}}
	for i := range h.Tax {
		h.Tax[i] = []float64{1}
	}
	for i := range h.Benefit {
		h.Benefit[i] = []float64{10}
	}
	return h
}

func TestResources(t *testing.T) {
	h := one(t)
	if err := h.Check(); err != nil {
		t.Fatal(err)
	}
	// 12 benefits are not medical; income, employee and self-employment tax are taken off.
	if got, want := h.Disposable(0), 1000.0+12*10-3; got != want {
		t.Errorf("disposable %v, want %v", got, want)
	}
	if got, want := h.Comprehensive(0), 1000.0+12*10-3+200+3*10-4; got != want {
		t.Errorf("comprehensive %v, want %v", got, want)
	}
}

func TestCheckFindsAShortColumn(t *testing.T) {
	h := one(t)
	h.Benefit[SNAP] = nil
	if err := h.Check(); err == nil || !strings.Contains(err.Error(), "snap") {
		t.Errorf("got %v", err)
	}
}
