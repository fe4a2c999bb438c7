package fault

import (
	"strings"
	"testing"
)

func TestBounded(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"blocs:\n  A: {regions: [CA, OR]}\n  B: {regions: rest}\n", ""},
		{strings.Repeat("a: b\n", 6_000), ""},
		{strings.Repeat("a: b\n", 7_000), "f:1:1: 35000 bytes; expected at most 32768"},
		{"a:\n  é" + strings.Repeat("[", 33), "f:2:36: more than 32 brackets within each other; expected a flatter file"},
		{strings.Repeat("[]", 1000), ""},
		{"a:\n" + strings.Repeat("- ", 33) + "a", "f:2:65: more than 32 marks at the start of a line; expected a flatter file"},
		{strings.Repeat("- a - b - c\n", 100), ""},
		{strings.Repeat("? ", 40), "f:1:65: more than 32 marks at the start of a line; expected a flatter file"},
		{"a: &a x\nb: [" + strings.Repeat("*a, ", 17) + "]", "f:2:69: more than 16 aliases; expected the values themselves"},
		{"title: a * b * c " + strings.Repeat("2*3 ", 40), ""},
	} {
		err := Bounded("f", []byte(c.text))
		if got := errorText(err); got != c.want {
			t.Errorf("%.20q: %q, want %q", c.text, got, c.want)
		}
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
