package taxsim

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

func read(text string) ([]Unit, error) {
	return ReadAll("u.csv", strings.NewReader(text), 2014, 2026)
}

func TestNamesMatchPlaces(t *testing.T) {
	if len(InputNames) != columns {
		t.Fatalf("%d names, %d places", len(InputNames), columns)
	}
	for place, name := range map[int]string{age1: "age1", age1 + 10: "age11", pwages: "pwages", swages: "swages", idtl: "idtl", childcare: "childcare"} {
		if InputNames[place] != name {
			t.Errorf("place %d is %s, want %s", place, InputNames[place], name)
		}
	}
}

func TestFacts(t *testing.T) {
	units, err := read("taxsimid,Year,mstat,page,sage,depx,age1,age2,age3,pwages,swages,psemp,dividends,otherprop,pbusinc,sprofinc,otheritem,sui\n" +
		"7,2022,2,40,38,3,5,16,18,50000.5,1,100,20,-5,30,40,9,11\n8,2022,1,30,0,1,12,0,0,0,0,0,0,0,0,0,0,0\n9,2020,8,17,0,0,0,0,0,0,0,0,0,0,0,0,0,0\n")
	if err != nil {
		t.Fatal(err)
	}
	want := Unit{ID: 7, Year: 2022, Facts: unit.Facts{
		Status: unit.Joint,
		Head:   unit.Filer{Age: 40, Wages: 50000.5, SelfEmployment: 130},
		Spouse: unit.Filer{Age: 38, Wages: 1, SelfEmployment: 40, Unemployment: 11},
		Dependents: unit.Dependents{Count: 3, EITCChildren: 3, CTCChildren: 2, Under6: 1, Under13: 1, Under17: 2,
			CarePersons: 1},
		OrdinaryDividends: 20, QualifiedDividends: 20, RentRoyalty: -5, OtherTaxes: 9, ServiceBusiness: 40, ServiceWages: 40, BusinessWages: 130,
	}}
	if diff := cmp.Diff(want, units[0]); diff != "" {
		t.Error(diff)
	}
	if units[1].Facts.Status != unit.HeadOfHousehold || !units[2].Facts.Claimed {
		t.Errorf("statuses: %v, claimed %v", units[1].Facts.Status, units[2].Facts.Claimed)
	}
}

func TestOlderDependentColumns(t *testing.T) {
	units, err := read("year,mstat,depx,dep13,dep17,dep18\n2019,1,4,1,2,3\n")
	if err != nil {
		t.Fatal(err)
	}
	want := unit.Dependents{Count: 4, EITCChildren: 3, CTCChildren: 2, Under13: 1, Under17: 2, CarePersons: 1}
	if units[0].Facts.Dependents != want || units[0].ID != 1 {
		t.Errorf("%+v", units[0])
	}
}

func TestDependentOfUnknownAge(t *testing.T) {
	units, err := read("year,mstat,depx,age1\n2019,1,2,18\n")
	if err != nil {
		t.Fatal(err)
	}
	want := unit.Dependents{Count: 2, EITCChildren: 2, CTCChildren: 1, Under13: 1, Under17: 1, CarePersons: 1}
	if units[0].Facts.Dependents != want {
		t.Errorf("%+v", units[0].Facts.Dependents)
	}
}

func TestBadInputIsLocated(t *testing.T) {
	for text, want := range map[string]string{
		"year,mstatt\n":                               "u.csv:1:6: unknown column \"mstatt\"; expected a column of this format; nearest valid name: mstat",
		"year,mstat,year\n":                           "u.csv:1:12: column \"year\" appears twice; expected each column once",
		"year,pwages\n":                               "u.csv:1:1: the column mstat is missing; expected at least year and mstat",
		"year,mstat\n2022,3\n":                        "u.csv:2:6: mstat is 3, which is no marital status; expected 1 (single or head of household), 2 (joint), 6 (separate) or 8 (dependent)",
		"year,mstat,depx\n2022,1,-1\n":                "u.csv:2:8: depx is -1; expected a whole number, 0 or more",
		"year,mstat,depx\n2022,1,1.5\n":               "u.csv:2:8: depx is 1.5; expected a whole number, 0 or more",
		"year,mstat,pwages\n2022,1,nan\n":             "u.csv:2:8: pwages: not a finite number: \"nan\"; expected a number such as 0, -12 or 1234.56",
		"year,mstat,pwages\n2022,1,1e99\n":            "u.csv:2:8: pwages: the number overflows: its size is above 1e12: \"1e99\"; expected a number such as 0, -12 or 1234.56",
		"year,mstat\n1990,1\n":                        "u.csv:2:1: year is 1990; expected a year from 2014 to 2026",
		"year,mstat\n2022\n":                          "u.csv:2:1: the record has 1 fields; expected 2 as in the header",
		"year,mstat,swages\n2022,1,5\n":               "u.csv:2:8: swages is 5 on a return without a spouse (mstat 1); expected 0, or mstat 2 (joint)",
		"year,mstat,depx,age1,age2\n2022,1,1,3,4\n":   "u.csv:2:8: depx is 1 but 2 ages of dependents are given; expected as many dependents as ages",
		"year,mstat,depx\n2022,8,1\n":                 "u.csv:2:8: depx is 1 for a dependent (mstat 8); expected 0: a dependent claims none (26 USC 152(b)(1))",
		"year,mstat,pwages\n2022,2,-5\n":              "u.csv:2:8: pwages is -5; expected 0 or more",
		"year,mstat,idtl\n2022,2,2\n2022,2,0\n":       "u.csv:3:8: idtl is 0 after 2 above; expected one idtl in a file",
		"year,mstat,idtl\n2022,2,5\n":                 "u.csv:2:8: idtl is 5; expected 0 (ten columns) or 2 (all); for a readable statement use purse household",
		"year,mstat,state\n2022,2,52\n":               "u.csv:2:8: state is 52; expected a code from 0 (none) to 51",
		"":                                            "u.csv:1: the file is empty; expected a header line of column names",
		"year,mstat,page\n2022,1,131\n2022,2,\n":      "u.csv:2:8: page is 131; expected an age up to 130\nu.csv:3:8: page: the cell is empty; expected a number such as 0, -12 or 1234.56",
		"year,mstat,depx,dep13,dep17\n2022,1,1,2,1\n": "u.csv:2:10: dep13 is 2 of 1 dependents; expected at most depx",
	} {
		_, err := read(text)
		if err == nil || err.Error() != want || !fault.IsUsage(err) {
			t.Errorf("%q:\n got %v\nwant %s", text, err, want)
		}
	}
}

func TestWriter(t *testing.T) {
	var out bytes.Buffer
	w := NewWriter(&out)
	u := Unit{ID: 3, Year: 2021, State: 6, Detail: 2}
	r := unit.Result{IncomeTax: -100.255, PayrollTax: 20, AdjustedGrossIncome: 5, StandardDeduction: 12550, RecoveryRebate: 1400, AdditionalChildCredit: 3}
	if err := w.Write(&u, &r, Rates{Income: 12, Payroll: 15.3}); err != nil {
		t.Fatal(err)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(out.String(), "\n")
	header, line := strings.Split(lines[0], ","), strings.Split(lines[1], ",")
	if len(header) != len(StandardNames)+len(DetailNames) || len(line) != len(header) {
		t.Fatalf("%d names, %d cells", len(header), len(line))
	}
	got := map[string]string{}
	for i, name := range header {
		got[name] = line[i]
	}
	for name, want := range map[string]string{"taxsimid": "3", "year": "2021", "state": "6", "fiitax": "-100.26", "siitax": "", "srate": "", "fica": "20",
		"frate": "12", "ficar": "15.3", "v10": "5", "v13": "12550", "v23": "3", "v30": "", "v41": "", "v45": "1400", "cares": "1400", "actc": "3", "samt": "", "v29": "20", "tfica": "0"} {
		if got[name] != want {
			t.Errorf("%s is %q, want %q", name, got[name], want)
		}
	}
	u.Detail = 0
	out.Reset()
	w = NewWriter(&out)
	if err := errors.Join(w.Write(&u, &r, Rates{}), w.Flush()); err != nil {
		t.Fatal(err)
	}
	if want := "taxsimid,year,state,fiitax,siitax,fica,frate,srate,ficar,tfica\n3,2021,6,-100.26,,20,0,,0,0\n"; out.String() != want {
		t.Errorf("%q", out.String())
	}
}

// FuzzReader: any text gives units or located faults, and never a unit the law cannot take.
func FuzzReader(f *testing.F) {
	f.Add("taxsimid,year,state,mstat,page,depx,age1,pwages\n1,2022,0,1,40,1,3,1000\n")
	f.Add("year,mstat,dep13,depx\n2022,2,1,1\n")
	f.Add("year,mstat\n2022,\"1\"\n")
	f.Add("year,mstat,pwages\n2022,1,1e12\n2022,1,-0\n")
	f.Fuzz(func(t *testing.T, text string) {
		r, err := NewReader("f", strings.NewReader(text), 2014, 2026)
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
			if err == nil && (u.Year < 2014 || u.Year > 2026 || u.Facts.Dependents.Count < 0 || u.Facts.Dependents.CTCChildren > u.Facts.Dependents.Count) {
				t.Fatalf("impossible unit %+v", u)
			}
		}
	})
}
