package source

import (
	"strings"
	"testing"
)

const good = `
b_votes: {producer: Lab, document: Votes, licence: CC0, date: 2021-01-13}
a_area: {producer: Census, document: Areas, licence: public domain, tables: [land]}
`

func TestParse(t *testing.T) {
	l, err := Parse("sources.yaml", []byte(good))
	if err != nil {
		t.Fatal(err)
	}
	if len(l) != 2 || l[0].ID != "a_area" || l[1].String() != "Lab, Votes (2021-01-13)" {
		t.Errorf("got %v", l)
	}
	if _, ok := l.Find("b_votes"); !ok {
		t.Error("b_votes is not found")
	}
	if _, ok := l.Find("c"); ok {
		t.Error("c is found")
	}
}

func TestParseRefuses(t *testing.T) {
	for want, text := range map[string]string{
		"has no licence":  "a: {producer: P, document: D}",
		"unknown field":   "a: {producer: P, document: D, licence: L, licens: L}",
		"already defined": "a: {producer: P, document: D, licence: L}\na: {producer: P, document: D, licence: L}",
		"sources.yaml":    "a: [",
	} {
		_, err := Parse("sources.yaml", []byte(text))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", text, err, want)
		}
	}
}

func TestMerge(t *testing.T) {
	l, _ := Parse("x", []byte(good))
	other, _ := Parse("y", []byte("a_area: {producer: Census, document: Areas, licence: public domain}\nc: {producer: P, document: D, licence: L}"))
	merged, err := l.Merge(other)
	if err != nil || len(merged) != 3 || merged[2].ID != "c" {
		t.Errorf("got %v, %v", merged, err)
	}
	clash, _ := Parse("y", []byte("c: {producer: P, document: Another, licence: L}"))
	if _, err := merged.Merge(clash); err == nil {
		t.Error("one ID for two documents should be refused")
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(good))
	f.Add([]byte("a: {producer: P"))
	f.Fuzz(func(t *testing.T, text []byte) {
		l, err := Parse("sources.yaml", text)
		if err != nil {
			return
		}
		for _, d := range l {
			if got, ok := l.Find(d.ID); !ok || got.ID != d.ID {
				t.Fatalf("%q is in the list and not found", d.ID)
			}
		}
	})
}
