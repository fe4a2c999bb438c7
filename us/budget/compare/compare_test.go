package compare

import (
	"bytes"
	"os"
	"testing"

	"commonpurse/ledger"
	"commonpurse/union"
	"commonpurse/us/budget"
	"commonpurse/us/pack"
)

func inputs(t *testing.T) (*budget.Tables, *Published) {
	t.Helper()
	u, err := union.Open(pack.FS())
	if err != nil {
		t.Fatal(err)
	}
	accounts, err := budget.Read(pack.FS(), u.Regions)
	if err != nil {
		t.Fatal(err)
	}
	published, err := Read(pack.FS())
	if err != nil {
		t.Fatal(err)
	}
	return accounts, published
}

// TestLedgerAgreesWithPublishedBalances holds the ledger to what its makers promised before they
// compared it: order and size of the published balances.
func TestLedgerAgreesWithPublishedBalances(t *testing.T) {
	c, err := Compare(inputs(t))
	if err != nil {
		t.Fatal(err)
	}
	for i := range c.Sets {
		s := &c.Sets[i]
		if len(s.Rows) < 50 {
			t.Errorf("%s: %d regions", s.Name, len(s.Rows))
		}
		switch s.Name {
		case "rockefeller_2023":
			if s.Rank < 0.97 || s.Median > 500 {
				t.Errorf("%s: rank correlation %.4f, median gap %.0f", s.Name, s.Rank, s.Median)
			}
		case "rockefeller_2017_receipts":
			if s.Median > 0.04 {
				t.Errorf("%s: median gap %.3f", s.Name, s.Median)
			}
		case "rockefeller_2017_outlays":
			if s.Median > 0.08 {
				t.Errorf("%s: median gap %.3f", s.Name, s.Median)
			}
		}
		if missing := c.Explained(s); len(missing) > 0 {
			t.Errorf("%s: no reason for %v", s.Name, missing)
		}
	}
	for _, year := range []int{2022, 2023} {
		contributors, _, err := c.Signs(year)
		if err != nil {
			t.Fatal(err)
		}
		if contributors.Same == 0 || len(contributors.Differ) > 0 {
			t.Errorf("%d: published net contributors: %s", year, contributors)
		}
	}
}

// TestReasonsNameLines sees that every reason names a line of the ledger, or none.
func TestReasonsNameLines(t *testing.T) {
	accounts, published := inputs(t)
	l, err := accounts.Build(2022)
	if err != nil {
		t.Fatal(err)
	}
	for where, r := range published.reasons {
		if r.line != "" && l.Line(r.line) < 0 {
			t.Errorf("%s: no line %s", where, r.line)
		}
	}
}

// TestLittleIsUnplaced holds what no data place, and interest with it, under 15 % of recurring
// outlays outside public goods in the best years.
func TestLittleIsUnplaced(t *testing.T) {
	accounts, _ := inputs(t)
	for _, year := range []int{2022, 2023} {
		l, err := accounts.Build(year)
		if err != nil {
			t.Fatal(err)
		}
		for _, preset := range ledger.Presets() {
			c, _ := ledger.Preset(preset)
			m, err := l.Under(c)
			if err != nil {
				t.Fatal(err)
			}
			k := m.CoverageOfAll(func(x *ledger.Line) bool {
				return x.Side == ledger.Outlay && x.Nature == ledger.Recurring && x.Role != ledger.RolePublicGood
			})
			if share := k.Convention + k.Unplaced; share >= 0.15 {
				t.Errorf("%d under %s: %.1f %% by convention or unplaced", year, preset, 100*share)
			}
		}
	}
}

// TestDocumentIsCurrent holds docs/validation-ledger.md to the tables; UPDATE_DOCS=1 writes it.
func TestDocumentIsCurrent(t *testing.T) {
	const name = "../../../docs/validation-ledger.md"
	want, err := Document(inputs(t))
	if err != nil {
		t.Fatal(err)
	}
	if os.Getenv("UPDATE_DOCS") != "" {
		if err := os.MkdirAll("../../../docs", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not current; run UPDATE_DOCS=1 go test ./us/budget/compare", name)
	}
}
