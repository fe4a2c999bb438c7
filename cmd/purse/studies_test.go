package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// studies are worked examples for readers: every number in them is made by the command beside it.
var studies = []struct{ file, proposal, introduction string }{
	{"../../docs/studies/bluexit_2017.md", "bluexit_2017", `# A study: Bluexit, 2017

Much of the argument about who pays fits in one proposal: the regions that voted for one candidate keep their own money. This page is the report of ` + "`purse split bluexit_2017`" + ` as Markdown. Read the condition beside each answer before the answer, and the
range before the point: a part of the ways of counting give the other sign.

`},
	{"../../docs/studies/west_virginia.md", "WV", `# A study: a recipient region leaves

What happens when a region that is a net recipient under every convention goes its own way? West Virginia is small, old and poor, and a
large part of its income is paid by the union: so the bloc that leaves has a gap to close, and the bloc that remains gains little a
person. This page is the report of ` + "`purse split WV`" + ` as Markdown.

`},
}

// TestStudiesAreCurrent holds docs/studies to the program: UPDATE_DOCS=1 go test ./cmd/purse -run Studies
// writes them.
func TestStudiesAreCurrent(t *testing.T) {
	for _, study := range studies {
		var errs bytes.Buffer
		name := filepath.Join(t.TempDir(), "study.md")
		if status := run([]string{"report", study.proposal, "--out", name}, strings.NewReader(""), io.Discard, &errs); status != 0 {
			t.Fatalf("%s: %s", study.proposal, errs.String())
		}
		report, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		want := append([]byte(study.introduction), report...)
		if os.Getenv("UPDATE_DOCS") != "" {
			if err := os.WriteFile(study.file, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(study.file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not current; run UPDATE_DOCS=1 go test ./cmd/purse -run Studies", study.file)
		}
	}
}
