package table

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"commonpurse/money"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"pgregory.net/rapid"
)

func text(t *testing.T, r *Result, how Text) string {
	t.Helper()
	var b bytes.Buffer
	if err := WriteText(&b, r, how); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTextForPeople(t *testing.T) {
	got := text(t, sample(), Text{})
	want := `Fiscal dividend of each bloc
bloc                      dividend       people  share  leaves
                       USD bn/year       people      %
---------------------  -----------  -----------  -----  ------
Pacific                     -123.5   51,000,000   15.0  yes
Remainder, the "rest"        123.5  282,000,000         no
Note: sums to <zero>
Sources: OMB
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("(-want +got)\n%s", diff)
	}
}

func TestTextFitsTheTerminal(t *testing.T) {
	r := &Result{Tables: []Table{{
		Name: "answer", Title: "Answer", Columns: []Column{{Name: "question"}, {Name: "answer"}},
		Rows: [][]any{{"Who pays and who is paid?", strings.Repeat("many words of an answer ", 8)}},
	}, {
		Name: "wide", Columns: []Column{{Name: "region"}, {Name: "first", Unit: "people"}, {Name: "second", Unit: "people"}, {Name: "third", Unit: "people"}},
		Rows: [][]any{{"CA", 100_000_000, 200_000_000, 300_000_000}},
	}}}
	for _, width := range []int{30, 40, 60, 80} {
		for _, line := range strings.Split(text(t, r, Text{Width: width}), "\n") {
			if length(line) > max(width, 2*narrowest+gap) {
				t.Errorf("width %d: %d characters: %q", width, length(line), line)
			}
		}
	}
}

func TestTextKeepsNamesWhole(t *testing.T) {
	r := &Result{Tables: []Table{{Name: "t", Title: "T", Columns: []Column{{Name: "name"}, {Name: "about"}},
		Rows: [][]any{{"national_divorce_2024vote", strings.Repeat("words ", 30)}}}}}
	if got := text(t, r, Text{Width: 50}); !strings.Contains(got, "national_divorce_2024vote ") {
		t.Fatalf("a name was cut:\n%s", got)
	}
}

func TestTextRepeatsWhatTellsRowsApart(t *testing.T) {
	r := &Result{Tables: []Table{{
		Name: "balance", Columns: []Column{{Name: "bloc"}, {Name: "leaves"}, {Name: "convention"}, {Name: "receipts", Unit: "people"}, {Name: "outlays", Unit: "people"}},
		Rows: [][]any{{"Blue", true, "cash", 100_000_000, 1}, {"Blue", true, "benefit", 200_000_000, 2}},
	}}}
	want := `balance
bloc  convention  leaves     receipts
                               people
----  ----------  ------  -----------
Blue  cash        yes     100,000,000
Blue  benefit     yes     200,000,000

bloc  convention  outlays
                   people
----  ----------  -------
Blue  cash              1
Blue  benefit           2
`
	if diff := cmp.Diff(want, text(t, r, Text{Width: 38})); diff != "" {
		t.Fatalf("(-want +got)\n%s", diff)
	}
}

func TestTextOfLongCellsGoesRowByRow(t *testing.T) {
	r := &Result{Tables: []Table{{
		Name: "answer", Title: "Answer", Notes: []string{"see https://example.org/" + strings.Repeat("a", 60)},
		Columns: []Column{{Name: "depth"}, {Name: "question"}, {Name: "answer"}, {Name: "agree", Unit: "share"}, {Name: "people", Unit: "people"}},
		Rows:    [][]any{{1, "Who pays?", strings.Repeat("many words ", 30), 0.956, 28_900_000}, {2, "Who wins?", "nobody", nil, 0}},
	}}}
	want := `Answer

Who pays?
  answer: many words many words many words many words many
    words many words many words many words many words many words
    many words many words many words many words many words many
    words many words many words many words many words many words
    many words many words many words many words many words many
    words many words many words many words
  depth 1 | agree 95.6 % | people 28,900,000

Who wins?
  answer: nobody
  depth 2 | people 0

Note: see
  https://example.org/` + strings.Repeat("a", 60) + "\n"
	if diff := cmp.Diff(want, text(t, r, Text{Width: 64})); diff != "" {
		t.Fatalf("(-want +got)\n%s", diff)
	}
}

func TestTextShortensAndSaysSo(t *testing.T) {
	r := &Result{Tables: []Table{{Name: "many", Columns: []Column{{Name: "n"}}, Rows: [][]any{{1}, {2}, {3_000_000}}}}}
	want := "many\nn\n-\n1\n2\n… 1 more row: --table many\n"
	if diff := cmp.Diff(want, text(t, r, Text{MaxRows: 2})); diff != "" {
		t.Fatalf("(-want +got)\n%s", diff)
	}
}

func TestTextDoesNotSteerTheTerminal(t *testing.T) {
	r := &Result{Tables: []Table{{Name: "t", Title: "a\x1b[31mred", Columns: []Column{{Name: "n"}}, Rows: [][]any{{"x\ny\x07"}}}}}
	if got := text(t, r, Text{}); strings.ContainsAny(got, "\x1b\x07") {
		t.Fatalf("control characters came through: %q", got)
	}
	if got := text(t, r, Text{Bold: true}); !strings.HasPrefix(got, bold+"a [31mred"+plain) {
		t.Fatalf("got %q", got)
	}
}

func TestScales(t *testing.T) {
	column := func(unit string, cells ...any) string {
		table := Table{Name: "t", Columns: []Column{{Name: "x", Unit: unit}}}
		for _, c := range cells {
			table.Add(c)
		}
		s := styleOf(&table, 0)
		shown := []string{s.unit}
		for _, c := range cells {
			shown = append(shown, s.show(c))
		}
		return strings.Join(shown, "|")
	}
	for _, c := range []struct{ want, got string }{
		{"USD bn/year|1,234.5|-0.2", column("USD/year", 1.2345e12, -2e8)},
		{"USD bn|1.50", column("USD", 1.5e9)},
		{"USD m|12.3|0.0", column("USD", 12_345_678, 1)},
		{"USD/person|3,450|-120", column("USD/person", 3450.4, -120.0)},
		{"USD|12.34", column("USD", money.Cents(1234))},
		{"%|12.3|0.0", column("share", 0.1234, -0.0001)},
		{"%|0.012", column("share", 0.00012)},
		{"year|2022", column("year", 2022)},
		{"ratio|1.25|0.80", column("ratio", 1.25, 0.8)},
		{"|0.1234", column("", 0.12341)},
		{"|word|1,000|2.50", column("", "word", 1000, 2.5)},
		{"people|1,235", column("people", 1234.6)},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestMarkdown(t *testing.T) {
	var b bytes.Buffer
	r := sample()
	r.Tables[0].Rows[0][0] = "Pa|ci_fic"
	if err := WriteMarkdown(&b, r); err != nil {
		t.Fatal(err)
	}
	want := `## Fiscal dividend of each bloc

| bloc | dividend (USD bn/year) | people (people) | share (%) | leaves |
| --- | ---: | ---: | ---: | --- |
| Pa\|ci\_fic | -123.5 | 51,000,000 | 15.0 | yes |
| Remainder, the "rest" | 123.5 | 282,000,000 |  | no |

- sums to &lt;zero>
- Sources: OMB
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Fatalf("(-want +got)\n%s", diff)
	}
}

func TestParquetKeepsOrderTypesAndSources(t *testing.T) {
	var b, again bytes.Buffer
	if err := WriteParquet(&b, sample(), "dividends"); err != nil {
		t.Fatal(err)
	}
	if err := WriteParquet(&again, sample(), "dividends"); err != nil || !bytes.Equal(b.Bytes(), again.Bytes()) {
		t.Fatalf("two writes differ (%v)", err)
	}
	if name := os.Getenv("PARQUET_OUT"); name != "" { // to try the file in other programs
		if err := os.WriteFile(name, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	f, err := parquet.OpenFile(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range f.Root().Columns() {
		names = append(names, c.Name()+" "+c.Type().String())
	}
	if diff := cmp.Diff([]string{"bloc STRING", "dividend DOUBLE", "people INT(64,true)", "share DOUBLE", "leaves BOOLEAN"}, names); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if v, _ := f.Lookup("command"); v != sample().Command {
		t.Errorf("command is %q", v)
	}
	if v, _ := f.Lookup("columns"); !strings.Contains(v, `"unit":"USD/year"`) {
		t.Errorf("columns are %q", v)
	}
	rows := make([]parquet.Row, 2)
	n, _ := f.RowGroups()[0].Rows().ReadRows(rows)
	if n != 2 || rows[0][0].String() != "Pacific" || rows[0][1].Double() != -123456789012.05 || !rows[1][3].IsNull() {
		t.Errorf("read back %d rows: %v", n, rows)
	}
}

func TestKindOfMixedCells(t *testing.T) {
	for _, c := range []struct {
		cells []any
		want  kind
	}{
		{[]any{1, 2.5, nil}, measure}, {[]any{money.Cents(1), 2}, measure}, {[]any{1, int64(2)}, count},
		{[]any{true, "x"}, words}, {[]any{true, 1}, words}, {[]any{1.5, "x"}, words}, {[]any{nil}, words}, {[]any{nil, true}, yesNo},
	} {
		table := Table{Name: "t", Columns: []Column{{Name: "x"}}}
		for _, cell := range c.cells {
			table.Add(cell)
		}
		if got := kindOf(&table, 0); got != c.want {
			t.Errorf("%v: kind %d, want %d", c.cells, got, c.want)
		}
	}
}

func TestJSONReadsBackAnyTable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.OneOf(
			rapid.Just[any](nil), rapid.Map(rapid.String(), func(s string) any { return s }),
			rapid.Map(rapid.Int64(), func(i int64) any { return i }), rapid.Map(rapid.Bool(), func(b bool) any { return b }),
			rapid.Map(rapid.Float64Range(-1e18, 1e18), func(f float64) any { return f }),
		)
		r := &Result{Tables: []Table{{Name: "t", Columns: []Column{{Name: "a"}, {Name: "b"}}}}}
		for range rapid.IntRange(0, 5).Draw(t, "rows") {
			r.Tables[0].Add(cell.Draw(t, "a"), cell.Draw(t, "b"))
		}
		var first, second bytes.Buffer
		if err := WriteJSON(&first, r); err != nil {
			t.Fatal(err)
		}
		back, err := ReadJSON(bytes.NewReader(first.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		if err := WriteJSON(&second, back); err != nil || first.String() != second.String() {
			t.Fatalf("%v\n%s\n%s", err, first.String(), second.String())
		}
	})
}

func FuzzReadJSON(f *testing.F) {
	var b bytes.Buffer
	if err := WriteJSON(&b, sample()); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte(`{"tables":[{"name":"t","columns":[{"name":"x"}],"rows":[[1e400]]}]}`))
	f.Fuzz(func(t *testing.T, in []byte) {
		r, err := ReadJSON(bytes.NewReader(in))
		if err != nil {
			return
		}
		if err := WriteJSON(&bytes.Buffer{}, r); err != nil {
			t.Fatalf("read but not written: %v", err)
		}
	})
}
