package population_test

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"commonpurse/people/calibrate"
	"commonpurse/region"
	"commonpurse/us/population"
)

const targetsHead = "region,quantity,value,penalty,source,year\n"

func TestTargetsAreReplacedAddedAndTurnedOff(t *testing.T) {
	r := load(t)
	regions := r.People.Regions
	text := targetsHead + "OH,wages,1e11,hard,me,2022\nall,households,2e6,,me,2022\nTX,earned_income_credit,off,,,\n"
	got, err := population.Amend(r.Targets, "mine.csv", []byte(text), regions, r.Quantities)
	if err != nil {
		t.Fatal(err)
	}
	if want := len(r.Targets) + regions.Len() - 1; len(got) != want {
		t.Errorf("%d targets; expected %d: one replaced, one more in every region, one less in Texas", len(got), want)
	}
	households := 0
	for _, target := range got {
		code := regions.Code(target.Region)
		switch {
		case code == "OH" && target.Quantity == "wages":
			if target.Value != 1e11 || target.Penalty < calibrate.HardPenalty || target.Source != "me" {
				t.Errorf("Ohio's wages are %+v", target)
			}
		case code == "TX" && target.Quantity == "earned_income_credit":
			t.Error("the target of Texas that is off is there")
		case target.Quantity == "households":
			households++
			if target.Value != 2e6 || target.Penalty >= calibrate.HardPenalty {
				t.Errorf("households of %s are %+v", code, target)
			}
		}
	}
	if households != regions.Len() {
		t.Errorf("households are a target of %d regions", households)
	}
}

func TestMistakesInTargetsAreToldAllAtOnce(t *testing.T) {
	r := load(t)
	text := targetsHead + "OZ,wages,1,,me,2022\nOH,wagse,1,,me,2022\nOH,wages,-5,,me,2022\nOH,households,1,none,me,2022\nOH,ssi,1,,me,soon\nTX,wages,1,,me,2022\nTX,wages,2,,me,2022\n"
	_, err := population.Amend(r.Targets, "mine.csv", []byte(text), r.People.Regions, r.Quantities)
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{`mine.csv:2:1: region "OZ" is not known`, `mine.csv:3:2: quantity "wagse" is not known`, "wages", `mine.csv:4:3: value is "-5"`, `mine.csv:5:4: `, `mine.csv:6:6: `, "mine.csv:8:2: "} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in:\n%v", want, err)
		}
	}
	if _, err := population.Amend(r.Targets, "mine.csv", []byte("region,value\nOH,1\n"), r.People.Regions, r.Quantities); err == nil {
		t.Error("a file without the columns is taken")
	}
}

// TestWeightsFollowTheUsersTargets: a target that can be met is, beside all hard ones; of two that
// contradict each other the least bad weights are given and what they miss is named.
func TestWeightsFollowTheUsersTargets(t *testing.T) {
	shared := load(t)
	fresh, err := population.Load(population.BaseYear)
	if err != nil {
		t.Fatal(err)
	}
	regions := fresh.Regions
	ohio, _ := regions.ByCode("OH")
	dc, _ := regions.ByCode("DC")
	var snap float64
	for _, f := range shared.Fit(region.Of(ohio)) {
		if f.Quantity == "snap_households" {
			snap = f.Value
		}
	}
	text := targetsHead + "OH,snap_households," + format(1.1*snap) + ",hard,me,2022\nDC,persons_0-5,600000,hard,me,2022\n"
	r := &population.Report{People: fresh.People, Outcomes: shared.Outcomes, Returns: shared.Returns, Quantities: shared.Quantities}
	if r.Targets, err = population.Amend(shared.Targets, "mine.csv", []byte(text), regions, r.Quantities); err != nil {
		t.Fatal(err)
	}
	missed, err := r.Recalibrate(2)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Fit(region.Of(ohio)) {
		if off := math.Abs(f.Model/f.Value - 1); f.Penalty >= calibrate.HardPenalty && off > 1e-6 {
			t.Errorf("OH %s is off by %.2g", f.Quantity, off)
		}
	}
	named := false
	for _, m := range missed {
		if m.Region != "DC" {
			t.Errorf("%v is missed, though only DC's targets contradict each other", m)
		}
		named = named || m.Quantity == "persons_0-5" && m.Miss < -0.01
	}
	if !named {
		t.Errorf("missed: %v; expected the 600,000 children of DC among them", missed)
	}
	from, to := fresh.Span(dc)
	for h := from; h < to; h++ {
		if w := fresh.Weight[h].Float(); !(w >= 0) {
			t.Fatalf("household %d has the weight %v", h, w)
		}
	}
}

func format(v float64) string { return strconv.FormatFloat(v, 'f', 0, 64) }
