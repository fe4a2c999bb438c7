package fault

import (
	"fmt"
	"testing"
)

func TestErrorSaysWhere(t *testing.T) {
	f := &Fault{File: "p.yaml", Line: 3, Column: 5, Problem: "unknown region XX", Expected: "a region's code", Nearest: "TX"}
	if got, want := f.Error(), "p.yaml:3:5: unknown region XX; expected a region's code; nearest valid name: TX"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestIsUsageSeesThroughWrapping(t *testing.T) {
	if !IsUsage(fmt.Errorf("reading: %w", Usage("bad"))) || !IsUsage(List{Usage("bad")}) || IsUsage(fmt.Errorf("disk")) {
		t.Error("IsUsage tells them wrongly")
	}
}

func TestNearest(t *testing.T) {
	for _, c := range []struct{ written, want string }{{"bluexit_2071", "bluexit_2017"}, {"TXX", "TX"}, {"AC", "CA"}, {"zzzzzz", ""}} {
		if got := Nearest(c.written, []string{"bluexit_2017", "TX", "CA"}); got != c.want {
			t.Errorf("Nearest(%q) = %q, want %q", c.written, got, c.want)
		}
	}
}
