package households

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"

	"commonpurse/fault"
	"commonpurse/us/filing"
	"commonpurse/us/unit"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
)

const two = "household,year,region,rent,person,age,spouse_of,child_of,wages,blind\n" +
	"a,2024,OH,10800,Ann,34,,,28000,\n" +
	"a,,OH,,Ben,6,,Ann,,no\n" +
	"7,2023,,,,45,,,95000.50,yes\n"

func all(t *testing.T, r *Reader) []Entry {
	t.Helper()
	var list []Entry
	for {
		var e Entry
		err := r.Next(&e)
		if err == io.EOF {
			return list
		}
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, e)
	}
}

// A table gives the very households that files of one household give.
func TestTableIsAsFiles(t *testing.T) {
	r, err := Open("t.csv", []byte(two))
	if err != nil {
		t.Fatal(err)
	}
	got := all(t, r)
	for i, text := range []string{
		"year: 2024\nregion: OH\nrent: 10800\npeople:\n- {name: Ann, age: 34, wages: 28000}\n- {name: Ben, age: 6, child_of: Ann}\n",
		"year: 2023\npeople:\n- {age: 45, wages: 95000.50, blind: true}\n",
	} {
		want, err := filing.Read("h.yaml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(*want, got[i].House); diff != "" {
			t.Error(diff)
		}
	}
	if len(got) != 2 || got[0].Key != "a" || got[1].Key != "7" || got[0].Line != 2 || got[1].Line != 4 {
		t.Errorf("%d households: %v", len(got), got)
	}
}

type row struct {
	Household int64    `parquet:"household"`
	Age       int32    `parquet:"age"`
	Wages     *float64 `parquet:"wages,optional"`
	Region    string   `parquet:"region"`
	Blind     bool     `parquet:"blind"`
}

func TestParquet(t *testing.T) {
	wages := 28000.25
	var b bytes.Buffer
	if err := parquet.Write(&b, []row{{1, 34, &wages, "OH", true}, {1, 6, nil, "OH", false}, {2, 80, nil, "", false}}); err != nil {
		t.Fatal(err)
	}
	r, err := Open("t.parquet", b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	got := all(t, r)
	want := []unit.Household{{Region: "OH", People: []unit.Person{{Age: 34, Wages: wages, Blind: true}, {Age: 6}}}, {People: []unit.Person{{Age: 80}}}}
	for i := range want {
		if diff := cmp.Diff(want[i], got[i].House); diff != "" {
			t.Error(diff)
		}
	}
	var of *fault.Fault
	if _, err := Open("t.parquet", b.Bytes()[:40]); !errors.As(err, &of) || !fault.IsUsage(err) {
		t.Errorf("half a file: %v", err)
	}
}

func TestFaults(t *testing.T) {
	const head = "household,age,region,wages,blind,spouse_of\n"
	for text, want := range map[string]string{
		"":                                   "t.csv:1: the file is empty",
		"age\n1\n":                           "t.csv:1:1: the column household is missing",
		"household,agee\n":                   `t.csv:1:11: unknown column "agee"; .*nearest valid name: age`,
		head + "1,x,,,,\n":                   `t.csv:2:3: age: not a number: "x"`,
		head + "1,3.5,,,,\n":                 "t.csv:2:3: age is 3.5; expected a whole number",
		head + "1,3,,,maybe,\n":              `t.csv:2:7: blind is "maybe"; expected yes or no`,
		head + "1,3\n":                       "t.csv:2:1: the row has 2 fields; expected 6 as in the header",
		head + ",3,,,,\n":                    "t.csv:2:1: the household is empty",
		head + "1,200,,,,\n":                 "t.csv:2: household 1: age of .* is 200; expected 0 to 125",
		head + "1,3,,-5,,\n":                 ".*t.csv:2: household 1: wages of .* is -5",
		head + "1,3,,,,Eve\n":                "t.csv:2: household 1: spouse_of of .* is Eve",
		head + "1,3,,1e15,,\n":               "t.csv:2:6: wages: the number overflows",
		head + "1,3,OH,,,\n1,4,TX,,,\n":      "t.csv:3:5: region is TX, unlike on the first row of household 1",
		head + "1,3,,,,\n2,3,,,,\n1,3,,,,\n": "t.csv:4:1: household 1 began on line 2 already",
	} {
		err := first(text)
		if err == nil || !fault.IsUsage(err) {
			t.Errorf("%q: %v; want %s", text, err, want)
			continue
		}
		if !regexp.MustCompile("^(?s)" + want).MatchString(err.Error()) {
			t.Errorf("%q:\n got %v\nwant %s", text, err, want)
		}
	}
}

func first(text string) error {
	r, err := NewReader("t.csv", strings.NewReader(text))
	for err == nil {
		var e Entry
		err = r.Next(&e)
	}
	if err == io.EOF {
		return nil
	}
	return err
}

func TestIsTable(t *testing.T) {
	for text, want := range map[string]bool{two: true, "PAR1xyz": true, "age, household\n": true, "\xef\xbb\xbf\"household\",age\n": true,
		"year: 2024\npeople: [{age: 3}]\n": false, "household\n": false, "": false} {
		if IsTable([]byte(text)) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}

// Whatever a file holds, reading ends with households or a mistake of the user's, and gives at most a
// household a row.
func FuzzReader(f *testing.F) {
	f.Add(two)
	f.Add("household,age\n1,2\n\"1\",3\n")
	f.Add("household,age,wages\n1,,\n,,\n")
	f.Fuzz(func(t *testing.T, text string) {
		r, err := Open("t", []byte(text))
		n := 0
		for err == nil {
			var e Entry
			if err = r.Next(&e); err == nil {
				n++
			}
		}
		if err != io.EOF && !fault.IsUsage(err) {
			t.Fatalf("%v", err)
		}
		if rows := strings.Count(text, "\n"); n > rows && !IsParquet([]byte(text)) {
			t.Fatalf("%d households of %d rows", n, rows)
		}
	})
}
