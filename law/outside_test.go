package law

import (
	"strings"
	"testing"
)

func TestOutsideAmendments(t *testing.T) {
	act, err := ReadAct("a.yaml", []byte("act: a\namend:\n  snap.earned_income_deduction: [{from: 2027, value: 25%}]\n  tanf.max_grant:\n    - {from: 2027-07-01, region: OH, key: 3, value: 700}\n  ctc_amount: [{from: 2027, value: 3600}]\n"))
	if err != nil {
		t.Fatal(err)
	}
	inside, rows, err := act.Outside()
	if err != nil {
		t.Fatal(err)
	}
	if len(inside.amend) != 1 || len(rows) != 2 {
		t.Fatalf("%d amendments of the code, %d rows outside", len(inside.amend), len(rows))
	}
	if r := rows[0]; r.Name != "snap.earned_income_deduction" || r.From != "2027-01-01" || r.Value != 0.25 || r.Line != 3 {
		t.Errorf("first row %+v", r)
	}
	if r := rows[1]; r.Region != "OH" || r.Key != "3" || r.From != "2027-07-01" || r.Value != 700 {
		t.Errorf("second row %+v", r)
	}
	act, err = ReadAct("b.yaml", []byte("act: b\namend:\n  snap.x: [{value: much}]\n"))
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := act.Outside(); err == nil || !strings.HasPrefix(err.Error(), "b.yaml:3:") || !strings.Contains(err.Error(), "from when") {
		t.Errorf("a row without a date: %v", err)
	}
}
