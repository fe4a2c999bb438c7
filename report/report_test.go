package report

import (
	"bytes"
	"encoding/xml"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"commonpurse/table"
)

func render(t *testing.T, f fixture, drop ...string) string {
	t.Helper()
	r := f.result()
	var kept []table.Table
	for _, one := range r.Tables {
		if !contains(drop, one.Name) {
			kept = append(kept, one)
		}
	}
	r.Tables = kept
	var b bytes.Buffer
	if err := HTML(&b, r, Options{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

func TestSameTablesSameBytes(t *testing.T) {
	f := newFixture("Pacific", "Remainder")
	if a, b := render(t, f), render(t, f); a != b {
		t.Error("two reports of the same tables differ")
	}
}

func TestSize(t *testing.T) {
	if n := len(render(t, newFixture("Pacific", "Remainder"))); n > 2_000_000 {
		t.Errorf("%d bytes; expected under 2 MB", n)
	}
}

// The page is written so that it is XML as well as HTML: every element closed, every attribute quoted, every id once.
func TestWellFormed(t *testing.T) {
	ids := map[string]bool{}
	d := xml.NewDecoder(strings.NewReader(render(t, newFixture("<b>Pacific & \"co\"</b>", "Remainder"))))
	headings := 0
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if e.Name.Local == "b" {
			t.Error("a name was taken for markup")
		}
		if e.Name.Local == "h1" {
			headings++
		}
		for _, a := range e.Attr {
			if a.Name.Local == "id" {
				if ids[a.Value] {
					t.Errorf("id %s twice", a.Value)
				}
				ids[a.Value] = true
			}
		}
	}
	if headings != 1 {
		t.Errorf("%d headings of the first order; expected 1", headings)
	}
}

// Whatever could make a browser ask an address is absent, but for the name spaces of SVG and XHTML, which nobody fetches.
func TestAsksNoAddress(t *testing.T) {
	html := render(t, newFixture("Pacific", "Remainder"))
	for _, name := range []string{`xmlns="http://www.w3.org/2000/svg"`, `xmlns="http://www.w3.org/1999/xhtml"`} {
		html = strings.ReplaceAll(html, name, "")
	}
	for _, bad := range []string{"http:", "https:", "//www", "<script", "@import", "url("} {
		if i := strings.Index(html, bad); i >= 0 {
			t.Errorf("%q in the page: %s", bad, html[max(0, i-60):min(len(html), i+60)])
		}
	}
}

// The report's own voice takes no side. Names of blocs are the proposal's and are neutral in the fixture.
func TestNeutralWords(t *testing.T) {
	var md bytes.Buffer
	f := newFixture("Pacific", "Remainder")
	if err := Markdown(&md, f.result(), Options{}); err != nil {
		t.Fatal(err)
	}
	biased := regexp.MustCompile(`(?i)\b(giver|taker|maker|moocher|freeload\w*|subsidi[sz]\w+|hand-?outs?|welfare queen|fair share|burden|robbed|deserv\w+|red|blue|democrat\w*|republican\w*)\b`)
	for name, text := range map[string]string{"html": render(t, f), "markdown": md.String()} {
		if m := biased.FindString(text); m != "" {
			t.Errorf("%s: %q takes a side", name, m)
		}
	}
}

// Exchanged blocs change labels only: neither side has a favoured colour, order or word.
func TestExchangedBlocsChangeLabelsOnly(t *testing.T) {
	a := render(t, newFixture("Pacific", "Eastern"))
	b := render(t, newFixture("Eastern", "Pacific"))
	swap := strings.NewReplacer("Pacific", "Eastern", "Eastern", "Pacific")
	undo := regexp.MustCompile(`href="data:text/csv[^"]*"`) // raw tables in base64: the same labels, unreadable here
	a, b = undo.ReplaceAllString(a, ""), undo.ReplaceAllString(swap.Replace(b), "")
	// Labels have their own widths; positions that depend on them are left out of the comparison.
	shape := regexp.MustCompile(`(x|x1|x2|cx|width|d)="[^"]*"`)
	if diff := cmp.Diff(shape.ReplaceAllString(a, ""), shape.ReplaceAllString(b, "")); diff != "" {
		t.Errorf("more than labels changed:\n%.2000s", diff)
	}
}

func TestAbsentSectionIsSaid(t *testing.T) {
	html := render(t, newFixture("Pacific", "Remainder"), "winners", "minority", "poor", "gainers", "both_sides")
	for _, id := range []string{`id="winners"`, `id="votes"`, `id="hurt"`} {
		if strings.Contains(html, id) {
			t.Errorf("a section without rows is there: %s", id)
		}
	}
	for _, said := range []string{"Not in this report", "Who wins where it leaves (tables winners)", "Who is hurt (tables poor, gainers)"} {
		if !strings.Contains(html, said) {
			t.Errorf("%q is not said", said)
		}
	}
}

// A union may have a ledger and no households, seats or answer: a report of blocs alone is still one.
func TestFewTables(t *testing.T) {
	f := newFixture("Pacific", "Remainder")
	r := &table.Result{Command: "purse split x", Version: "test", Tables: []table.Table{f.blocTable()}}
	var b bytes.Buffer
	if err := HTML(&b, r, Options{}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "Not in this report") {
		t.Error("what is absent is not said")
	}
}

// A table that lacks a column is a defect of the program, not a report with a hole.
func TestMissingColumn(t *testing.T) {
	f := newFixture("Pacific", "Remainder")
	r := f.result()
	for i := range r.Tables {
		if r.Tables[i].Name == "dividends" {
			r.Tables[i].Columns[2].Name = "divdend"
		}
	}
	err := HTML(io.Discard, r, Options{})
	if err == nil || !strings.Contains(err.Error(), "table dividends has no column dividend") {
		t.Errorf("got %v", err)
	}
}

// A headline whose sign turns with the assumptions is a range, not a point.
func TestTurningSignIsARange(t *testing.T) {
	f := newFixture("Pacific", "Remainder")
	doc, err := compose(f.result(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range doc.numbers {
		got = append(got, strings.ReplaceAll(n.label+": "+n.says+" ("+strings.Join(n.sure, "; ")+")", "\u00a0", " "))
	}
	want := []string{
		"Balance with the union a person, Pacific: −$310 (below zero: it pays more than it is paid; over assumptions: −$310 to −$200)",
		"Fiscal dividend, Pacific: −$45 billion to +$105 billion (above zero: to spare; below: to find; range over assumptions; +$45 billion as counted here)",
		"The poor who lose, Pacific: 20 to 45 of 100 (range over the ways to close the gap, as counted here; over all 864 ways of counting: 10 to 60 of 100; the middle half 10 to 60 of 100; 90% interval: ±2 in 100)",
		"Balance with the union a person, Remainder: +$310 (above zero: it is paid more than it pays; over assumptions: +$200 to +$310)",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("numbers (-want +got):\n%s", diff)
	}
	if want := "Pacific would have anything from $45 billion to find to $105 billion to spare a year as the assumptions change, $45 billion to spare a year"; !strings.HasPrefix(strings.ReplaceAll(doc.answer, "\u00a0", " "), want) {
		t.Errorf("got %q, want %q and so on", doc.answer, want)
	}
	if want := "In 4,200 of 5,760 ways of counting, the fiscal dividend of Pacific is above zero."; doc.agreement != want {
		t.Errorf("got %q, want %q", doc.agreement, want)
	}
}

func TestMarkdownTwin(t *testing.T) {
	f := newFixture("Pac|ific_*", "Remainder")
	var b bytes.Buffer
	if err := Markdown(&b, f.result(), Options{Date: "1 May"}); err != nil {
		t.Fatal(err)
	}
	md := b.String()
	for _, want := range []string{`# If Pac|ific\_\* left the union, what would move, and who would lose?`, "## Who is hurt", "purse split made-up --year 2022", "· 1 May", `| Pac\|ific\_\* |`} {
		if !strings.Contains(md, want) {
			t.Errorf("%q is missing", want)
		}
	}
	for _, line := range strings.Split(md, "\n") {
		if strings.HasPrefix(line, "|") && !strings.HasSuffix(line, "|") {
			t.Errorf("a row of a table is not closed: %q", line)
		}
	}
}

// Every picture has a title, a text alternative, and year, source and version inside.
func TestPicturesSpeakForThemselves(t *testing.T) {
	f := newFixture("Pacific", "Remainder")
	doc, err := compose(f.result(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	figures := []*figure{doc.hero}
	for _, s := range doc.sections {
		for _, b := range s.blocks {
			if b.figure != nil {
				figures = append(figures, b.figure)
			}
		}
	}
	if len(figures) < 12 {
		t.Errorf("%d pictures; expected at least 12", len(figures))
	}
	for _, g := range figures {
		text := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(string(g.wide), " ")
		for _, want := range []string{"Year: 2022", "Source: Office one", "Common Purse test"} {
			if !strings.Contains(text, want) {
				t.Errorf("picture %s lacks %q", g.id, want)
			}
		}
		if !regexp.MustCompile(`<title id="\w+-t">[^<]{8,}</title><desc id="\w+-d">[^<]{20,}</desc>`).MatchString(string(g.wide)) {
			t.Errorf("picture %s has no title or text alternative: %.300s", g.id, g.wide)
		}
	}
}
