package delimited

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"io"
	"math"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"

	"commonpurse/fault"

	"pgregory.net/rapid"
)

func readAll(t testing.TB, source io.Reader) ([][]string, error) {
	t.Helper()
	r, err := NewReader("f.csv", source)
	if err != nil {
		return nil, err
	}
	var records [][]string
	for {
		switch err := r.Next(); {
		case errors.Is(err, io.EOF):
			return records, nil
		case err != nil:
			return records, err
		}
		var record []string
		for i := range r.Len() {
			text, _ := r.Field(i)
			record = append(record, string(text))
		}
		records = append(records, record)
	}
}

func TestRecords(t *testing.T) {
	text := "\xef\xbb\xbfa,b\r\n\r\n1,\"x,\"\"y\"\"\nz\"\n\n,\n\"\",2"
	want := [][]string{{"a", "b"}, {"1", "x,\"y\"\nz"}, {"", ""}, {"", "2"}}
	var zipped bytes.Buffer
	w := gzip.NewWriter(&zipped)
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for name, source := range map[string]io.Reader{
		"plain": strings.NewReader(text), "by bytes": iotest.OneByteReader(strings.NewReader(text)), "gzip": &zipped,
	} {
		got, err := readAll(t, source)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if len(got) != len(want) {
			t.Fatalf("%s: %q, want %q", name, got, want)
		}
		for i := range want {
			if strings.Join(got[i], "|") != strings.Join(want[i], "|") {
				t.Errorf("%s: record %d is %q, want %q", name, i, got[i], want[i])
			}
		}
	}
}

func TestMalformedIsLocated(t *testing.T) {
	cases := map[string]string{
		"a,b\n1,2\"3\n":                            "f.csv:2:4: a quote inside",
		"a,b\n1,\"2\" \n":                          "f.csv:2:6: text after a closing quote",
		"a\n1\n\"2\n3\n":                           "f.csv:3:1: the quote is not closed",
		"a\n\"1\n2\"\n3\"\n":                       "f.csv:4:2: a quote inside",
		"a\n" + strings.Repeat("1", 5*MaxRecord):   "f.csv:2:1: the record is longer",
		"a\n\"" + strings.Repeat("1", 5*MaxRecord): "f.csv:2:1: the record is longer",
	}
	for text, want := range cases {
		_, err := readAll(t, strings.NewReader(text))
		if err == nil || !strings.HasPrefix(err.Error(), want) || !fault.IsUsage(err) {
			t.Errorf("%.30q: %v, want %s", text, err, want)
		}
	}
}

func TestFailingSourceIsNoUsageFault(t *testing.T) {
	broken := errors.New("disk gone")
	for _, text := range []string{"a,b\n1", "a,b\n\"1"} {
		_, err := readAll(t, io.MultiReader(strings.NewReader(text), iotest.ErrReader(broken)))
		if !errors.Is(err, broken) || fault.IsUsage(err) {
			t.Errorf("%q: %v", text, err)
		}
	}
	_, err := readAll(t, strings.NewReader("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x00junk"))
	if !fault.IsUsage(err) {
		t.Errorf("broken gzip: %v", err)
	}
}

func TestNumber(t *testing.T) {
	for text, want := range map[string]float64{
		"0": 0, "-0": 0, "12": 12, "-3.5": -3.5, " 7 ": 7, "1e3": 1000, "+4": 4, ".5": .5, "5.": 5,
		"0.1234567890123456789": 0.1234567890123456789, "999999999999": 999999999999, "0000000000000000001": 1,
	} {
		if got, problem := Number([]byte(text)); problem != Good || got != want {
			t.Errorf("%q: %v %s", text, got, problem)
		}
	}
	for text, want := range map[string]Problem{
		"": Empty, "  ": Empty, "nan": NotFine, "NaN": NotFine, "-inf": NotFine, "NA": NotFine, "1e400": TooLarge,
		"1000000000001": TooLarge, "-9999999999999999999999": TooLarge, "x": NotANum, "0x10": NotANum, "1_000": NotANum,
		"1,5": NotANum, "--1": NotANum, "-": NotANum, "1.2.3": NotANum, "e": NotANum, ".": NotANum,
	} {
		if _, problem := Number([]byte(text)); problem != want {
			t.Errorf("%q: %q, want %q", text, problem, want)
		}
	}
}

// Any decimal text is read as strconv reads it, and any amount in cents survives a round trip.
func TestNumberAgreesWithStrconv(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`-?[0-9]{1,13}(\.[0-9]{0,12})?`).Draw(t, "text")
		want, err := strconv.ParseFloat(text, 64)
		if err != nil || math.Abs(want) > Limit {
			t.Skip()
		}
		if got, problem := Number([]byte(text)); got != want || problem != Good {
			t.Fatalf("%s: %v (%s), want %v", text, got, problem, want)
		}
		cents := rapid.Int64Range(-1e14, 1e14).Draw(t, "cents")
		value := float64(cents) / 100
		if got, problem := Number(AppendCents(nil, value)); got != value || problem != Good {
			t.Fatalf("%d cents came back as %v (%s)", cents, got, problem)
		}
	})
}

func TestAppendScaled(t *testing.T) {
	for want, value := range map[string]float64{"0": -0.004, "-0.01": -0.005, "1.5": 1.5, "-2": -2, "100": 99.999, "10.07": 10.07, "1000000000000000": 1e15} {
		if got := string(AppendCents(nil, value)); got != want {
			t.Errorf("%v: %s, want %s", value, got, want)
		}
	}
}

func TestHeader(t *testing.T) {
	known := []string{"year", "wages"}
	for text, want := range map[string]string{
		"Year,wage,year,zzzzzzzz\n": "f.csv:1:6: unknown column \"wage\"; expected a column of this format; nearest valid name: wages\n" +
			"f.csv:1:11: column \"year\" appears twice; expected each column once\n" +
			"f.csv:1:16: unknown column \"zzzzzzzz\"; expected a column of this format",
		"": "f.csv:1: the file is empty; expected a header line of column names",
	} {
		r, err := NewReader("f.csv", strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		if _, err = r.Header(known, true); err == nil || err.Error() != want {
			t.Errorf("got  %v\nwant %s", err, want)
		}
	}
}

func TestNumbers(t *testing.T) {
	r, err := NewReader("f.csv", strings.NewReader("wages,year\n10,2020\n1\nx,\n"))
	if err != nil {
		t.Fatal(err)
	}
	names := []string{"year", "wages"}
	columns, err := r.Header(names, true)
	if err != nil {
		t.Fatal(err)
	}
	row := make([]float64, 2)
	var faults fault.List
	for r.Next() == nil {
		faults = r.Numbers(row, columns, names, faults)
	}
	want := "f.csv:3:1: the record has 1 fields; expected 2 as in the header\n" +
		"f.csv:4:1: wages: not a number: \"x\"; expected a number such as 0, -12 or 1234.56\n" +
		"f.csv:4:3: year: the cell is empty; expected a number such as 0, -12 or 1234.56"
	if row[0] != 2020 || row[1] != 10 || faults.Error() != want {
		t.Errorf("%v\n%v\nwant\n%s", row, faults, want)
	}
}

// The one pass over a plain record gives what the fields give one by one.
func TestOnePassAgrees(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cells := rapid.SliceOfN(rapid.OneOf(rapid.StringMatching(`-?[0-9]{1,13}(\.[0-9]{0,4})?`), rapid.StringMatching(`[-.0-9e ]{0,6}`)), 1, 5).Draw(t, "cells")
		width := rapid.IntRange(1, 5).Draw(t, "width")
		columns := make([]int, width)
		for i := range columns {
			columns[i] = width - 1 - i
		}
		to := make([]float64, width)
		if !plainNumbers([]byte(strings.Join(cells, ",")), to, columns) {
			return
		}
		if len(cells) != width {
			t.Fatalf("%d cells taken for %d columns", len(cells), width)
		}
		for i, cell := range cells {
			want, problem := Number([]byte(cell))
			if problem != Good || to[columns[i]] != want {
				t.Fatalf("%q read as %v, one by one %v (%s)", cell, to[columns[i]], want, problem)
			}
		}
	})
}

// Amounts to the cent are written as by the general way.
func TestAppendCentsAgrees(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.OneOf(rapid.Float64Range(-1e13, 1e13), rapid.Float64Range(-10, 10), rapid.Map(rapid.Int64Range(-1e9, 1e9), func(n int64) float64 { return float64(n) / 200 })).Draw(t, "x")
		if got, want := string(AppendCents(nil, x)), string(AppendScaled(nil, x, 2)); got != want {
			t.Fatalf("%v: %s, want %s", x, got, want)
		}
	})
}

// FuzzReader holds the reader against encoding/csv wherever both accept the text.
func FuzzReader(f *testing.F) {
	for _, seed := range []string{"a,b\n1,2\n", "a\r\n\"1\"\"\"\n", "\"", "a,\"b\nc\",d", ",,\n\n,", "\xef\xbb\xbfx\n1", "a\rb\n"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := readAll(t, strings.NewReader(text))
		if err != nil {
			return
		}
		oracle := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\xef\xbb\xbf")))
		oracle.FieldsPerRecord = -1
		want, err := oracle.ReadAll()
		if err != nil || strings.Contains(text, "\r") || strings.HasPrefix(text, "\x1f\x8b") {
			return // bare carriage returns are a matter of taste
		}
		if len(got) != len(want) {
			t.Fatalf("%q, want %q", got, want)
		}
		for i := range want {
			if strings.Join(got[i], "\x00") != strings.Join(want[i], "\x00") {
				t.Fatalf("%q, want %q", got[i], want[i])
			}
		}
	})
}

func FuzzNumber(f *testing.F) {
	for _, seed := range []string{"1", "-0.1", "1e9", "nan", "0x1p3", "123456789012345678", "1.", " 1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, problem := Number([]byte(text))
		want, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
		if problem == Good && (err != nil || got != want) {
			t.Fatalf("%q read as %v, strconv %v %v", text, got, want, err)
		}
	})
}
