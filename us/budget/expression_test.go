package budget

import (
	"strings"
	"testing"
)

func TestExpressionsReadAndWrite(t *testing.T) {
	for text, want := range map[string]string{
		"a+b * c":                   "a + b * c",
		"(a + b) * c / (d - e)":     "(a + b) * c / (d - e)",
		"share(a@2021) - max(0, b)": "share(a@2021) - max(0, b)",
		"a@-1 + mean_of@-4..0":      "a@-1 + mean_of@-4..0",
		"budget.051.personnel@2025": "budget.051.personnel@2025",
		"0.75 * (1 - total(held))":  "0.75 * (1 - total(held))",
	} {
		n, err := parse(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got := n.String(); got != want {
			t.Errorf("%s is written %s, want %s", text, got, want)
		}
	}
}

func TestExpressionFaultsSayWhere(t *testing.T) {
	for text, want := range map[string]string{
		"":        "character 1: ends where",
		"a +":     "character 4: ends where",
		"a b":     `character 3: unexpected "b"`,
		"(a":      `character 3: expected ")"`,
		"a@x":     "character 3: expected a year",
		"1.2.3":   `"1.2.3" is not a number`,
		"share(a": `character 8: expected ")"`,
		"A":       `character 1: unexpected "A"`,
	} {
		if _, err := parse(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

// FuzzExpression reads anything without a panic, and reads what it writes.
func FuzzExpression(f *testing.F) {
	for _, seed := range []string{"a + b@2021", "max(0, a) / total(b)", "a@-4..0", "((a))", "0.5806 * beer"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n, err := parse(text)
		if err != nil {
			return
		}
		written := n.String()
		again, err := parse(written)
		if err != nil {
			t.Fatalf("%q is written %q: %v", text, written, err)
		}
		if again.String() != written {
			t.Fatalf("%q is written %q and then %q", text, written, again.String())
		}
	})
}
