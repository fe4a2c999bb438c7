package ledger

import (
	"testing"

	"commonpurse/money"
)

func TestTotalCountsWhatLiesOutside(t *testing.T) {
	l := &Ledger{Lines: []Line{{ID: "a"}}, Cells: [][]money.Cents{{1, 2}}, Outside: []money.Cents{4}}
	if got := l.Total(0); got != 7 {
		t.Errorf("got %d", got)
	}
}
