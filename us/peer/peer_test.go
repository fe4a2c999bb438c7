package peer

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// floors are the shares of agreement that the programs must hold against the peer, in percent after
// the documented classes.
var floors = map[string]float64{
	"ssi": 99.5, "snap": 99, "snap_normal_allotment": 99, "snap_emergency_allotment": 99, "snap_jan": 99, "wic": 99, "school_meals": 98,
	"is_medicaid_eligible": 99, "is_chip_eligible": 99, "is_basic_health_program_eligible": 99, "is_medicare_eligible": 99.9,
	"medicare_part_b_premium": 99, "slcsp": 99, "premium_tax_credit": 99, "commodity_supplemental_food_program": 99,
	"msp_eligible_months": 99, "pell_grant": 98, "lifeline": 99, "acp": 99, "head_start": 99, "is_snap_ineligible_student": 99,
}

func TestAgreementWithPolicyEngine(t *testing.T) {
	rep, err := Compare(os.DirFS("testdata"), 5)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, tally := range rep.Tallies {
		agree, all, aside := tally.Share()
		share := 100 * float64(agree) / float64(all)
		floor := floors[tally.Column]
		seen[tally.Column] = true
		if share < floor {
			t.Errorf("%s: %.2f%% of %d agree (%d set aside), at least %v%% expected; %v", tally.Column, share, all, aside, floor, tally.show)
		}
	}
	for column := range floors {
		if !seen[column] {
			t.Errorf("column %s is not compared", column)
		}
	}
	var out bytes.Buffer
	if err := rep.Print(&out); err != nil {
		t.Fatal(err)
	}
	if err := rep.PrintAgreement(&out); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "\nagreement snap ") || !strings.Contains(out.String(), "\nclass snap-time-limit, snap: ") {
		t.Errorf("report lacks its lines:\n%s", out.String())
	}
}

// Every class says who errs, cites what decides, and reaches columns that exist.
func TestClassesAreDocumented(t *testing.T) {
	known := map[string]bool{}
	for _, c := range columns() {
		known[c.name] = true
	}
	names := map[string]bool{}
	for _, c := range classes() {
		if names[c.Name] {
			t.Errorf("class %s twice", c.Name)
		}
		names[c.Name] = true
		if c.Errs == "" || len(c.Reason) < 40 || len(c.Columns) == 0 {
			t.Errorf("class %s is not documented", c.Name)
		}
		for _, column := range c.Columns {
			if !known[column] {
				t.Errorf("class %s reaches unknown column %s", c.Name, column)
			}
		}
	}
}
