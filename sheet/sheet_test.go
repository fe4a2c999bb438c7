package sheet

import (
	"bytes"
	"compress/gzip"
	"strings"
	"testing"
	"testing/fstest"
)

func TestReadPlainAndCompressed(t *testing.T) {
	text := "region,value\nOH,1.5\nTX,-2\n"
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	w.Write([]byte(text))
	w.Close()
	fsys := fstest.MapFS{"a/plain.csv": {Data: []byte(text)}, "a/small.csv.gz": {Data: packed.Bytes()}}
	for _, name := range []string{"a/plain", "a/small"} {
		s, err := Read(fsys, name, "region", "value")
		if err != nil {
			t.Fatal(err)
		}
		if v, err := s.Float(1, "value"); err != nil || v != -2 || s.Text(0, "region") != "OH" || s.Len() != 2 || s.Line(1) != 3 {
			t.Errorf("%s read wrongly: %v %v", name, v, err)
		}
	}
}

func TestErrorsSayWhere(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "t.csv:1: empty; expected a header row"},
		{"a,a\n", `t.csv:1:2: column "a" twice`},
		{"a,b\n1\n", "t.csv:2:1: wrong number of fields; expected CSV"},
	} {
		if _, err := Parse("t.csv", []byte(c.text)); err == nil || err.Error() != c.want {
			t.Errorf("Parse(%q): %v, want %s", c.text, err, c.want)
		}
	}
	s, err := Parse("t.csv", []byte("a,b\n1,x\n"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Float(0, "b"); err == nil || !strings.HasPrefix(err.Error(), `t.csv:2:2: b is "x"; expected a number`) {
		t.Errorf("Float: %v", err)
	}
}

// FuzzPlainReadsAsQuoted holds the reader of text without quotes to the library's.
func FuzzPlainReadsAsQuoted(f *testing.F) {
	f.Add("a,b\n1,2\n")
	f.Add("a\r\n\r\n,\n\n1")
	f.Add("a,b,\n1\n\r")
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Contains(text, "\"") {
			return
		}
		one, two := plain(text), quoted([]byte(text))
		for {
			a, lineA, errA := one(nil)
			b, lineB, errB := two(nil)
			if errA != errB || errA == nil && (lineA != lineB || strings.Join(a, "|") != strings.Join(b, "|")) {
				t.Fatalf("%q: %q in line %d, %v; the library reads %q in line %d, %v", text, a, lineA, errA, b, lineB, errB)
			}
			if errA != nil {
				return
			}
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("a,b\n1,2\n"))
	f.Add([]byte("a,\"b\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		s, err := Parse("f.csv", text)
		if err != nil {
			return
		}
		for row := range s.Len() {
			for _, column := range s.Columns {
				s.Text(row, column)
				_, _ = s.Float(row, column)
			}
		}
	})
}
