package programs

import (
	"flag"
	"fmt"
	"os"
	"sort"
	"strings"
	"testing"

	"commonpurse/us/benefit"
	"commonpurse/us/published"
)

var update = flag.Bool("update", false, "write the generated page anew")

// docs/coverage.md says what is known of each program by year; it is made here.
func TestCoveragePageIsCurrent(t *testing.T) {
	rows, err := Rows()
	if err != nil {
		t.Fatal(err)
	}
	codes, err := Codes()
	if err != nil {
		t.Fatal(err)
	}
	const path = "../../docs/coverage.md"
	page := coveragePage(rows, codes)
	if *update {
		if err := os.WriteFile(path, []byte(page), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != page {
		t.Error("docs/coverage.md is not current; run go test ./us/programs -run Coverage -update")
	}
}

// coveragePage writes the page that says, for every program and year, in how many regions its
// parameters are published for the year, carried from another, or not known, and which items are
// carried how far.
func coveragePage(rows *published.Rows, codes []string) string {
	var b strings.Builder
	b.WriteString("# Coverage: what is known of each program, by year\n\n")
	b.WriteString("Made by the tests of us/programs; do not edit. A program stands as its weakest item does.\n")
	b.WriteString("*published*: every item is printed for the year, or stands until changed. *carried N*: some item is taken from a publication up to N years away,\n")
	b.WriteString("by the index that data/us/programs/items.csv names. *not known*: no amount, and results say so. Where regions differ, the count of regions is given.\n\n")
	b.WriteString("| program |")
	for y := FirstYear; y <= LastYear; y++ {
		fmt.Fprintf(&b, " %d |", y)
	}
	b.WriteString("\n| --- |" + strings.Repeat(" --- |", LastYear-FirstYear+1) + "\n")
	items := map[benefit.Program]map[string]bool{}
	for k := range benefit.Programs {
		program := benefit.Program(k)
		items[program] = map[string]bool{}
		fmt.Fprintf(&b, "| %s |", program)
		for y := FirstYear; y <= LastYear; y++ {
			fmt.Fprintf(&b, " %s |", summary(rows, program, codes, y, items[program]))
		}
		b.WriteString("\n")
	}
	b.WriteString("\n## Items that are not published for every year\n\n")
	for k := range benefit.Programs {
		program := benefit.Program(k)
		var names []string
		for name := range items[program] {
			names = append(names, name)
		}
		if sort.Strings(names); len(names) > 0 {
			fmt.Fprintf(&b, "- **%s**: %s\n", program.Title(), strings.Join(names, ", "))
		}
	}
	b.WriteString(notes)
	return b.String()
}

const notes = `
## What is missing altogether

- Supplements of regions to SSI, other discounts of regions, general assistance: taken only as reported.
- Payment rates of child care assistance: the value is what the family pays now, less the largest copayment.
- Home energy assistance: who may have it is worked out, what it pays is not known.
- Veterans' compensation and pension: as reported.
- Unemployment insurance: schedules of January 2020, without dependents' allowances.
- Cash assistance: the largest grant, disregards of 2025, no time limits and no sanctions; resource limits of 17 regions, 2,000 dollars elsewhere.
- Income protection of the student aid index: a Pell grant between the two income limits is a lower bound.
- School meals at schools of the Community Eligibility Provision: shares by region are not in hand, so pupils there are counted by income.
- Medicaid after a birth: the dates at which regions extended it to twelve months are not in hand; a mother is covered by her income.
- Waivers of the time limit by county: statewide ones only.
- Continuous Medicaid coverage of March 2020 to March 2023 and its unwinding: eligibility is by income of the year; enrolment follows the administrative caseload.
`

// summary says how the regions stand in a year.
func summary(rows *published.Rows, program benefit.Program, codes []string, year int, items map[string]bool) string {
	var count [3]int
	years := 0
	for _, code := range codes {
		s := GradeOf(rows, program, code, year)
		count[s.Grade]++
		years = max(years, s.Years)
		for _, name := range s.Items {
			name, _, _ = strings.Cut(name, " (")
			items[name] = true
		}
	}
	words := [3]string{"published", fmt.Sprintf("carried %d", years), "not known"}
	var parts []string
	for g, n := range count {
		switch {
		case n == len(codes):
			return words[g]
		case n > 0:
			parts = append(parts, fmt.Sprintf("%s: %d", words[g], n))
		}
	}
	return strings.Join(parts, "; ")
}
