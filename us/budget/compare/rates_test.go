package compare

import (
	"math"
	"testing"

	"commonpurse/incidence"
	"commonpurse/ledger"
	"commonpurse/us/accounts"
	"commonpurse/us/irc"
	"commonpurse/us/pack"
	"commonpurse/us/population"
	"commonpurse/us/programs"
)

// TestTaxRatesAreNearTheBudgetOffices runs the law over the people and holds average tax rates by
// fifths to the published ones: within two points, and four in the lowest fifth, where the survey
// is weakest.
func TestTaxRatesAreNearTheBudgetOffices(t *testing.T) {
	tables, published := inputs(t)
	l, err := tables.Build(population.BaseYear)
	if err != nil {
		t.Fatal(err)
	}
	a, err := incidence.Named("cbo")
	if err != nil {
		t.Fatal(err)
	}
	c, _ := ledger.Preset("cash")
	m, err := l.Under(c.With(a))
	if err != nil {
		t.Fatal(err)
	}
	people, err := population.Load(population.BaseYear)
	if err != nil {
		t.Fatal(err)
	}
	current, err := irc.Load(population.BaseYear, "")
	if err != nil {
		t.Fatal(err)
	}
	rules, err := programs.Load(population.BaseYear)
	if err != nil {
		t.Fatal(err)
	}
	made, err := accounts.Make(accounts.Inputs{People: people, Law: current, Programs: rules, Ledger: m, Tables: pack.FS(), Threads: 2})
	if err != nil {
		t.Fatal(err)
	}
	rates, err := published.TaxRates(made.Households)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rates.Rows {
		difference, ok := row[4].(float64)
		within := 2.0
		if row[1] == "lowest_quintile" {
			within = 4
		}
		if t.Logf("%v: published %.1f, ours %.1f", row[1], row[2], row[3]); !ok || math.Abs(difference) > within {
			t.Errorf("%v is off by %v points", row[1], row[4])
		}
	}
}
