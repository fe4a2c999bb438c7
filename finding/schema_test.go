package finding

import "testing"

// The promise of the interface: these tables, with these first columns.
func TestSchemasKeepThePromise(t *testing.T) {
	promised := map[string][]string{
		"answer": {"question", "answer", "condition"}, "blocs": {"people", "gdp", "receipts", "outlays", "land"},
		"balance": {"region", "convention", "balance"}, "dividends": {"bloc", "dividend", "low", "high"},
		"closures": {"bloc", "closure", "rate", "feasible", "shortfall"}, "gainers": {"bloc", "closure", "gain", "lose", "mean_change", "median_change"},
		"poor":    {"bloc", "closure", "poor_before", "poor_after", "poor_lose", "poor_gain"},
		"winners": {"bloc", "group", "share"}, "votes": {"bloc", "candidate", "closure"}, "minority": {"bloc", "minority"},
		"power": {"seats", "senators", "electors", "people_per_elector"}, "territory": {"land", "people", "ceded_land_share"},
		"sureness": {"estimate", "low", "high", "least", "greatest", "agree"}, "notmodelled": {"subject"}, "sources": {"document", "date", "licence"},
		"regions": {"region", "bloc", "balance"}, "decomposition": {"between", "within"}, "tornado": {"assumption", "setting", "dividend"},
	}
	seen := map[string]bool{}
	for _, s := range Schemas() {
		if seen[s.Name] {
			t.Errorf("table %s twice", s.Name)
		}
		seen[s.Name] = true
		if err := s.Check(); err != nil {
			t.Error(err)
		}
		if s.Title == "" {
			t.Errorf("table %s has no title", s.Name)
		}
		for _, name := range promised[s.Name] {
			if s.Column(name) < 0 {
				t.Errorf("table %s has no column %s", s.Name, name)
			}
		}
	}
	for name := range promised {
		if !seen[name] {
			t.Errorf("no table %s", name)
		}
	}
}
