package population_test

import (
	"bytes"
	"math"
	"os"
	"strings"
	"testing"

	"commonpurse/table"
	"commonpurse/us/population"
)

const docsPath = "../../docs/validation-people.md"

const docsHead = `# The people beside published figures

Made by ` + "`UPDATE_DOCS=1 go test ./us/population -run Docs`" + ` from the embedded people of 2022 under the law of 2022; a test holds it. Errors are
absolute, in percent, over the 51 regions: the median, the 90th percentile and the worst. What is a target is said; what
is not a target is evidence. docs/people.md says how the people are made.

`

func evidence(t *testing.T) *population.Evidence {
	t.Helper()
	const name = "testdata/without_taxes_2022.csv"
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	e, err := population.ReadEvidence(name, text)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestTaxIsRightWithoutBeingATarget: the law over people made without any tax target.
func TestTaxIsRightWithoutBeingATarget(t *testing.T) {
	e := evidence(t)
	errors := e.Errors()
	if len(errors) != 51 {
		t.Fatalf("%d regions", len(errors))
	}
	large := 0
	for i, x := range errors {
		if math.Abs(x) > 0.055 {
			t.Errorf("%s: off by %.1f%%", e.Region[i], 100*x)
		}
		if math.Abs(x) > 0.013 {
			large++
		}
	}
	if large > len(errors)/2 {
		t.Errorf("%d regions are more than 1.3%% off; expected at most half", large)
	}
	if r := e.RankCorrelation(); r < 0.998 {
		t.Errorf("rank correlation of tax a head is %.4f", r)
	}
}

// TestDocsAreCurrent holds docs/validation-people.md to the embedded people.
func TestDocsAreCurrent(t *testing.T) {
	tables, err := load(t).Validation(evidence(t))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := table.WriteMarkdown(&b, &table.Result{Tables: tables}); err != nil {
		t.Fatal(err)
	}
	want := docsHead + strings.TrimSpace(b.String()) + "\n"
	if os.Getenv("UPDATE_DOCS") != "" {
		if err := os.WriteFile(docsPath, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(docsPath)
	if err != nil || string(got) != want {
		t.Errorf("%s is not current (%v); run UPDATE_DOCS=1 go test ./us/population -run Docs", docsPath, err)
	}
}
