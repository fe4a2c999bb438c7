package region

import "testing"

func testList(t *testing.T) *List {
	t.Helper()
	l, err := NewList([]Region{
		{Code: "AA", Neighbours: Of(1)}, {Code: "BB", Neighbours: Of(0, 2)}, {Code: "CC", Neighbours: Of(1)}, {Code: "DD"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestSetsAndCodes(t *testing.T) {
	l := testList(t)
	if id, ok := l.ByCode("cc"); !ok || id != 2 {
		t.Errorf("ByCode(cc) = %d, %v", id, ok)
	}
	if s := Of(2, 0); l.Spell(s) != "AA+CC" || s.Len() != 2 || !s.Has(2) || s.Has(1) {
		t.Errorf("set %v spelled %s", s, l.Spell(s))
	}
	if l.All() != Of(0, 1, 2, 3) {
		t.Errorf("All() = %b", l.All())
	}
}

func TestContiguous(t *testing.T) {
	l := testList(t)
	for _, c := range []struct {
		set  Set
		want bool
	}{{0, true}, {Of(0), true}, {Of(0, 1, 2), true}, {Of(0, 2), false}, {Of(1, 3), false}} {
		if got := l.Contiguous(c.set); got != c.want {
			t.Errorf("Contiguous(%s) = %v", l.Spell(c.set), got)
		}
	}
}

func TestNewListRefusesDoubles(t *testing.T) {
	if _, err := NewList([]Region{{Code: "AA"}, {Code: "AA"}}); err == nil {
		t.Error("a code twice should be refused")
	}
}
