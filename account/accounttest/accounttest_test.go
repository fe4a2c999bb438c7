package accounttest

import (
	"testing"

	"commonpurse/account"
	"commonpurse/region"
)

func TestHouseholdLinesSumToTheHouseholds(t *testing.T) {
	u := New(t, 1, 4, 200)
	if err := u.People.Check(); err != nil {
		t.Fatal(err)
	}
	line := u.Ledger.Line(account.SNAP.String())
	for r := range region.ID(4) {
		if got, want := u.Ledger.Cells[line][r], Total(u.People, u.People.Benefit[account.SNAP], r); got != want || got == 0 {
			t.Errorf("region %d: %d, want %d", r, got, want)
		}
	}
}
