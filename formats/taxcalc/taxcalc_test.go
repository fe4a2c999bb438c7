package taxcalc

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"commonpurse/fault"
	"commonpurse/us/unit"

	"github.com/google/go-cmp/cmp"
)

var supported = Options{First: 2014, Last: 2026}

func read(text string) ([]Unit, error) { return ReadAll("t.csv", strings.NewReader(text), supported) }

func TestNamesMatchPlaces(t *testing.T) {
	if len(InputNames) != columns || len(OutputNames) != outputs {
		t.Fatalf("%d names for %d places, %d names for %d results", len(InputNames), columns, len(OutputNames), outputs)
	}
	for place, name := range map[int]string{mars: "MARS", serviceTrade: "PT_SSTB_income", counts: "cmbtp", e00200: "e00200", e00200 + 1: "e00200p",
		e00900 + 2: "e00900s", e02100 + 2: "e02100s", wicBen: "wic_ben", mcaidBen: "mcaid_ben", s006: "s006", e87521: "e87521"} {
		if InputNames[place] != name {
			t.Errorf("place %d is %s, want %s", place, InputNames[place], name)
		}
	}
}

func TestFacts(t *testing.T) {
	units, err := read("RECID,FLPDYR,MARS,XTOT,age_head,age_spouse,EIC,n24,nu06,nu13,nu18,f2441,e00200,e00200p,e00200s,e02000,e26270,e27200,k1bx14p,e01500,e01700,PT_SSTB_income,PT_binc_w2_wages,snap_ben\n" +
		"5,2021,2,5,17,40,2,1,1,1,3,1,300,100,200,60,20,10,7,9,4,1,50,12\n6,2021,1,0,16,0,0,0,0,0,1,0,0,0,0,0,0,0,0,0,0,0,0,0\n")
	if err != nil {
		t.Fatal(err)
	}
	want := Unit{ID: 5, Year: 2021, Benefits: 12, Facts: unit.Facts{
		Status: unit.Joint, AlimonyAgreementFrom2019: true, Head: unit.Filer{Age: 17, Wages: 100, PartnershipEarnings: 7, ExcludedPension: 5}, Spouse: unit.Filer{Age: 40, Wages: 200},
		Dependents:  unit.Dependents{Count: 3, EITCChildren: 2, CTCChildren: 1, Under6: 1, Under13: 1, Under17: 1, Age17: 1, CarePersons: 1},
		RentRoyalty: 30, PartnershipSCorp: 20, FarmRent: 10, Pensions: 4, ExemptPensions: 5, ServiceBusiness: 30, ServiceWages: 50,
	}}
	if diff := cmp.Diff(want, units[0]); diff != "" {
		t.Error(diff)
	}
	if units[1].Facts.Dependents != (unit.Dependents{}) {
		t.Errorf("a minor alone has dependents: %+v", units[1].Facts.Dependents)
	}
}

func TestBadInputIsLocated(t *testing.T) {
	for text, want := range map[string]string{
		"RECID,MARS\n":                                      "t.csv:1:1: the column FLPDYR is missing; expected at least RECID, MARS and, without --year, FLPDYR",
		"RECID,FLPDYR,MARS,e0020\n":                         "t.csv:1:19: unknown column \"e0020\"; expected a column of this format; nearest valid name: e00200",
		"RECID,FLPDYR,MARS\n1,2022,0\n":                     "t.csv:2:8: MARS is 0, which is no filing status; expected 1 single, 2 joint, 3 separate, 4 head of household or 5 surviving spouse",
		"RECID,FLPDYR,MARS\n1,2013,1\n":                     "t.csv:2:3: FLPDYR is 2013; expected a year from 2014 to 2026",
		"RECID,FLPDYR,MARS,n24\n1,2014,1,-2\n":              "t.csv:2:10: n24 is -2; expected a whole number, 0 or more",
		"RECID,FLPDYR,MARS,DSI\n1,2014,1,2\n":               "t.csv:2:10: DSI is 2; expected 0 or 1",
		"RECID,FLPDYR,MARS,e00300\n1,2014,1,inf\n":          "t.csv:2:10: e00300: not a finite number: \"inf\"; expected a number such as 0, -12 or 1234.56",
		"RECID,FLPDYR,MARS,e00200\n1,2014,1,5\n":            "t.csv:2:10: e00200 is 5 but e00200p + e00200s is 0; expected the whole to be the sum of the filer's and the spouse's part",
		"RECID,FLPDYR,MARS,e00650\n1,2014,1,5\n":            "t.csv:2:10: e00650 is 5, more than e00600 of 0; expected a part of it",
		"RECID,FLPDYR,MARS,e00200,e00200s\n1,2014,1,5,5\n":  "t.csv:2:12: e00200s is 5 on a return without a spouse (MARS 1); expected 0, or MARS 2 (joint)",
		"RECID,FLPDYR,MARS,e17500\n1,2014,1,-1\n2,2014,9\n": "t.csv:2:10: e17500 is -1; expected 0 or more\nt.csv:3:1: the record has 3 fields; expected 4 as in the header",
		"RECID,FLPDYR,MARS,EIC\n1,2014,1,4\n":               "t.csv:2:10: EIC is 4; expected 0 to 3",
		"RECID,FLPDYR,MARS,XTOT\n1,2014,1,200\n":            "t.csv:2:10: XTOT is 200; expected at most 130",
	} {
		_, err := read(text)
		if err == nil || err.Error() != want || !fault.IsUsage(err) {
			t.Errorf("%q:\n got %v\nwant %s", text, err, want)
		}
	}
}

func TestYearAndSkippedColumns(t *testing.T) {
	o := supported
	o.Year, o.Skip = 2019, []string{"tier"}
	units, err := ReadAll("t.csv", strings.NewReader("tier,RECID,MARS\nbasic,4,1\n"), o)
	if err != nil || units[0].Year != 2019 || units[0].ID != 4 {
		t.Errorf("%+v %v", units, err)
	}
}

func TestWriter(t *testing.T) {
	var out bytes.Buffer
	w := NewWriter(&out)
	u := Unit{ID: 3, Year: 2021, Benefits: 10}
	r := unit.Result{AdjustedGrossIncome: 1.25, AdditionalChildCredit: 3600, ChildCredit: 5, ItemizedDeductions: 7, StandardDeduction: 9, Itemizes: true,
		ExpandedIncome: 30, CombinedTax: 4, OASDIEmployee: 1, OASDIEmployer: 2, CapitalGain: 8}
	u.Facts.GainDistributions, u.Facts.ExemptInterest = 8, 20
	if err := errors.Join(w.Write(&u, &r), w.Flush()); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(out.String(), "\n")
	header, line := strings.Split(lines[0], ","), strings.Split(lines[1], ",")
	got := map[string]string{}
	for i, name := range header {
		got[name] = line[i]
	}
	for name, want := range map[string]string{"RECID": "3", "FLPDYR": "2021", "c00100": "1.25", "ctc_new": "3600", "c11070": "0", "ctc_total": "3605", "c04470": "7",
		"standard": "0", "expanded_income": "40", "combined": "4", "ptax_oasdi": "3", "c01000": "0"} {
		if got[name] != want {
			t.Errorf("%s is %q, want %q", name, got[name], want)
		}
	}
}

// FuzzReader: any text gives units or located faults, and never a unit the law cannot take.
func FuzzReader(f *testing.F) {
	f.Add("RECID,FLPDYR,MARS,XTOT,n24,e00200,e00200p\n1,2022,1,2,1,10,10\n")
	f.Add("RECID,FLPDYR,MARS,DSI\n1,2022,5,1\n")
	f.Add("MARS,RECID,FLPDYR\n\"2\",1,2020\n")
	f.Fuzz(func(t *testing.T, text string) {
		r, err := NewReader("f", strings.NewReader(text), supported)
		if err != nil {
			return
		}
		for range 100 {
			var u Unit
			err := r.Next(&u)
			var list fault.List
			if errors.Is(err, io.EOF) || err != nil && !errors.As(err, &list) {
				return
			}
			if err == nil && (u.Year < 2014 || u.Year > 2026 || u.Facts.Dependents.Count < 0 || u.Facts.Status >= unit.Statuses) {
				t.Fatalf("impossible unit %+v", u)
			}
		}
	})
}
