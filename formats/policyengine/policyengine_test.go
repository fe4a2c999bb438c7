package policyengine

import (
	"strings"
	"testing"
	"testing/fstest"
)

func folder(households, units, people string) fstest.MapFS {
	return fstest.MapFS{
		"households.csv": {Data: []byte(households)}, "tax_units.csv": {Data: []byte(units)}, "people.csv": {Data: []byte(people)},
	}
}

const (
	oneHousehold = "year,household_id,state_code,snap\n2024,1,OH,12.5\n"
	oneUnit      = "year,household_id,tax_unit_id\n2024,1,10\n"
	onePerson    = "year,household_id,tax_unit_id,person_id,in_age\n2024,1,10,101,34\n"
)

func TestReadJoinsTheTables(t *testing.T) {
	f := folder(oneHousehold, oneUnit, onePerson)
	if !Matches(f) {
		t.Error("the layout is not recognised")
	}
	set, err := Read(f)
	if err != nil {
		t.Fatal(err)
	}
	h := set.Households[0]
	if h.Year != 2024 || h.Region != "OH" || h.Number("snap") != 12.5 || len(h.Units) != 1 || h.People[0].Number("in_age") != 34 || h.Flag("wic") {
		t.Errorf("read wrongly: %+v", h)
	}
}

func TestErrorsSayWhere(t *testing.T) {
	for _, c := range []struct {
		name                      string
		households, units, people string
		want                      string
	}{
		{"missing column", "year,household_id\n2024,1\n", oneUnit, onePerson, `households.csv: column "state_code" is missing`},
		{"no number", strings.Replace(oneHousehold, "12.5", "much", 1), oneUnit, onePerson, `households.csv:2:4: snap is "much"`},
		{"stray person", oneHousehold, oneUnit, strings.Replace(onePerson, "2024,1,", "2024,7,", 1), "people.csv:2:2: household 7 of 2024 is not in households.csv"},
		{"twice", oneHousehold + "2024,1,OH,1\n", oneUnit, onePerson, "households.csv:3:2: household 1 twice"},
	} {
		if _, err := Read(folder(c.households, c.units, c.people)); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(oneHousehold, oneUnit, onePerson)
	f.Add("year,household_id,state_code\n,,\n", oneUnit, "\"")
	f.Fuzz(func(t *testing.T, households, units, people string) {
		set, err := Read(folder(households, units, people))
		if err != nil {
			return
		}
		for i := range set.Households {
			set.Households[i].Number("snap")
			for _, m := range set.Households[i].People {
				m.Flag("in_age")
			}
		}
	})
}
