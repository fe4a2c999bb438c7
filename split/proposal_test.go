package split

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"commonpurse/fault"
	"commonpurse/region"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// six is a small union: a row of regions, each touching the next.
func six(t testing.TB) *region.List {
	t.Helper()
	var regions []region.Region
	for i, code := range []string{"CA", "NV", "OH", "OR", "TX", "WA"} {
		r := region.Region{Code: code, Name: "Region " + code}
		if i > 0 {
			r.Neighbours |= region.Of(region.ID(i - 1))
		}
		if i < 5 {
			r.Neighbours |= region.Of(region.ID(i + 1))
		}
		regions = append(regions, r)
	}
	l, err := region.NewList(regions)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func shape(p *Proposal) string {
	var parts []string
	for _, b := range p.Blocs {
		mark := ""
		if b.Leaves {
			mark = "!"
		}
		parts = append(parts, b.Name+"="+p.Regions.Spell(b.Regions)+mark)
	}
	return strings.Join(parts, " ")
}

func TestSpellings(t *testing.T) {
	l := six(t)
	for _, c := range []struct{ text, shape, canonical string }{
		{"CA+OR+WA", "CA+OR+WA=CA+OR+WA! NV+OH+TX=NV+OH+TX", "CA+OR+WA/rest"},
		{"wa+or+ca/rest", "CA+OR+WA=CA+OR+WA! NV+OH+TX=NV+OH+TX", "CA+OR+WA/rest"},
		{"CA/TX/rest", "CA=CA! TX=TX! NV+OH+OR+WA=NV+OH+OR+WA", "CA/TX/rest"},
		{"rest/TX", "CA+NV+OH+OR+WA=x TX=TX!", "rest/TX"},
		{"CA+NV/OH+OR/TX+WA", "CA+NV=CA+NV! OH+OR=OH+OR! TX+WA=TX+WA", "CA+NV/OH+OR/rest"},
		{"CA+NV!/OH+OR/TX+WA", "CA+NV=CA+NV! OH+OR=OH+OR TX+WA=TX+WA", "rest!/OH+OR/TX+WA"},
		{"CA+NV!/OH+OR!/TX+WA!", "CA+NV=CA+NV! OH+OR=OH+OR! TX+WA=TX+WA!", "rest!/OH+OR!/TX+WA!"},
		{"all", "Union=CA+NV+OH+OR+TX+WA", "all"},
		{"CA+NV+OH+OR+TX+WA", "Union=CA+NV+OH+OR+TX+WA", "all"},
		{"New%20West:CA+OR/rest", "New West=CA+OR! NV+OH+TX+WA=NV+OH+TX+WA", "New%20West:CA+OR/rest"},
		{"CA;scale=0.9;debt=gdp;legacy=pool", "CA=CA! Rest=NV+OH+OR+TX+WA", "CA/rest;debt=gdp;scale=0.9;legacy=pool"},
		{"P:CA/R:rest;shock.gdp=P:-2%;interest_rate=P:4%;borrowing=P:3%,R:12e9", "P=CA! R=NV+OH+OR+TX+WA", "P:CA/R:rest;interest_rate=P:0.04;borrowing=P:0.03gdp,R:1.2e%2B10;shock.gdp=P:-0.02"},
		{"P:CA/R:rest;debt=P:20%,R:0.8;closure=income-tax:0.5,transfers:50%;law=P:acts/a%20b.yaml", "P=CA! R=NV+OH+OR+TX+WA", "P:CA/R:rest;debt=P:0.2,R:0.8;closure=income-tax:0.5,transfers:0.5;law=P:acts/a%20b.yaml"},
		{"CA/rest;closure=per-head", "CA=CA! Rest=NV+OH+OR+TX+WA", "CA/rest;closure=per-head"},
	} {
		p, err := Parse(c.text, l)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
			continue
		}
		want := strings.ReplaceAll(c.shape, "CA+NV+OH+OR+WA=x", "Rest=CA+NV+OH+OR+WA")
		if got := shape(p); got != want {
			t.Errorf("%s: got %s, want %s", c.text, got, want)
		}
		if got := p.String(); got != c.canonical {
			t.Errorf("%s: canonical %s, want %s", c.text, got, c.canonical)
		}
	}
}

const pacific = `proposal: pacific
title: A Pacific republic
blocs:
  Pacific: {regions: [CA, OR, WA], leaves: true}
  Remainder: {regions: rest}
settlement:
  debt: {Pacific: 20%, Remainder: 80%}
  scale: 1
  borrowing: same
  interest_rate: {Pacific: 4%}
  shock: {Pacific: {gdp: -2%, income: -1%}}
  legacy: pool
  closure: {income-tax: 0.5, transfers: 0.5}
law:
  Pacific: acts/child-allowance.yaml
`

func TestYAMLIsTheSameProposal(t *testing.T) {
	l := six(t)
	p, err := ParseYAML("pacific.yaml", []byte(pacific), l)
	if err != nil {
		t.Fatal(err)
	}
	want := "Pacific:CA+OR+WA/Remainder:rest;debt=Pacific:0.2,Remainder:0.8;interest_rate=Pacific:0.04;shock.gdp=Pacific:-0.02;shock.income=Pacific:-0.01;legacy=pool;closure=income-tax:0.5,transfers:0.5;law=Pacific:acts/child-allowance.yaml"
	if got := p.String(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if p.Name != "pacific" || p.Title != "A Pacific republic" {
		t.Errorf("got name %q, title %q", p.Name, p.Title)
	}
}

func TestFaultsAreLocatedAndToldAtOnce(t *testing.T) {
	l := six(t)
	for _, c := range []struct{ name, text, want string }{
		{"unknown region", "CA+OX", `proposal:1:4: no region "OX"; expected a region's code; nearest valid name: OH`},
		{"region twice", "CA+OR/OR+TX/rest", `proposal:1:7: region OR is named twice, in bloc A and in bloc B; expected each region in exactly one bloc`},
		{"region in none", "CA+OR/TX", `proposal:1:9: in no bloc: NV, OH, WA; expected every region in a bloc; a bloc ` + "`rest`" + ` takes what is not named`},
		{"empty bloc", "CA//rest", `proposal:1:4: bloc B has no regions; expected at least one region, or rest`},
		{"empty text", "", `proposal:1:1: bloc A has no regions; expected at least one region, or rest`},
		{"nothing left", "CA+NV+OH/OR+TX+WA/rest", `proposal:1:19: nothing is left for the rest; expected at least one region that no other bloc names`},
		{"unknown term", "CA;dept=gdp", `proposal:1:4: unknown key "dept"; expected one of debt, interest_rate, scale, borrowing, shock.gdp, shock.income, legacy, closure, law; nearest valid name: debt`},
		{"unknown setting", "CA;debt=people", `proposal:1:9: no such setting "people"; expected one of population, gdp, receipts, none`},
		{"sigma", "CA;scale=-0.1", `proposal:1:10: "-0.1"; expected a number not below 0 (1: the same cost per head in any size)`},
		{"shock", "P:CA/rest;shock.gdp=P:-150%", `proposal:1:23: "-150%"; expected a change from -100% to 100%`},
		{"debt shares", "P:CA/R:rest;debt=P:0.9,R:0.9", `proposal:1:26: debt shares add up to 1.8; expected 1`},
		{"debt share missing", "P:CA/R:rest;debt=P:1", `proposal:1:20: no debt share for bloc R; expected a share for every bloc, adding up to 1`},
		{"nobody takes the debt", "CA!/rest!;debt=none", `proposal:1:16: every bloc leaves, and none takes the debt; expected a bloc that remains, or another key of debt`},
		{"no such bloc", "P:CA/R:rest;scale=1;shock.gdp=Q:1%", `proposal:1:31: no bloc "Q"; expected one of P, R; nearest valid name: P`},
		{"closure", "CA;closure=income", `proposal:1:12: no such setting "income"; expected one of income-tax, payroll, consumption, transfers, means-tested, per-head, debt, mixed`},
		{"mixture", "CA;closure=income-tax:0.5,per-head:0.4", `proposal:1:36: shares of closures add up to 0.9; expected 1`},
		{"several", "CA+QQ/CA;scale=x", `proposal:1:4: no region "QQ"; expected a region's code
proposal:1:7: region CA is named twice, in bloc A and in bloc B; expected each region in exactly one bloc
proposal:1:16: "x"; expected a number not below 0 (1: the same cost per head in any size)`},
	} {
		_, err := Parse(c.text, l)
		if err == nil {
			t.Errorf("%s: no fault", c.name)
			continue
		}
		if diff := cmp.Diff(c.want, err.Error()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
		if !fault.IsUsage(err) {
			t.Errorf("%s: not the user's fault", c.name)
		}
	}
}

func TestYAMLFaults(t *testing.T) {
	l := six(t)
	for _, c := range []struct{ name, text, want string }{
		{"syntax", "blocs: [", `p.yaml:1:8: YAML syntax: sequence end token ']' not found`},
		{"empty", "", `p.yaml:1:1: 0 YAML documents; expected one, with the keys proposal, title, blocs, settlement, law`},
		{"list", "- a", `p.yaml:1:1: found a sequence; expected a mapping with the keys proposal, title, blocs, settlement, law`},
		{"no blocs", "title: x", `p.yaml:1:6: no key blocs; expected blocs with their regions`},
		{"unknown key", "blocks:\n  A: {regions: [CA]}\n", `p.yaml:1:1: unknown key "blocks"; expected one of proposal, title, blocs, settlement, law; nearest valid name: blocs`},
		{"wrong type", "blocs:\n  A: {regions: {CA: 1}}\n  B: {regions: rest}\n", `p.yaml:2:16: found a mapping; expected a list of region codes such as [CA, OR, WA], or rest
p.yaml:2:3: bloc A has no regions; expected at least one region, or rest`},
		{"leaves", "blocs:\n  A: {regions: [CA], leaves: yes}\n  B: {regions: rest}\n", `p.yaml:2:30: "yes"; expected true or false`},
		{"key twice", "blocs:\n  A: {regions: [CA]}\n  A: {regions: rest}\n", `p.yaml:3:3: key "A" is given twice; expected once
p.yaml:1:1: in no bloc: NV, OH, OR, TX, WA; expected every region in a bloc; a bloc ` + "`rest`" + ` takes what is not named`},
		{"many", "blocs:\n  A: {regions: [CA, ORR], leaf: true}\n  B: {regions: rest}\nsettlement:\n  scale: -1\n  shock: {C: {gdp: 10%}}\n",
			`p.yaml:2:27: unknown key "leaf"; expected one of regions, leaves
p.yaml:2:21: no region "ORR"; expected a region's code; nearest valid name: OR
p.yaml:5:10: "-1"; expected a number not below 0 (1: the same cost per head in any size)
p.yaml:6:11: no bloc "C"; expected one of A, B; nearest valid name: A`},
	} {
		_, err := ParseYAML("p.yaml", []byte(c.text), l)
		if err == nil {
			t.Errorf("%s: no fault", c.name)
			continue
		}
		if diff := cmp.Diff(c.want, err.Error()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// randomProposal draws a proposal with any partition and terms.
func randomProposal(t *rapid.T, l *region.List) *Proposal {
	n := rapid.IntRange(1, min(4, l.Len())).Draw(t, "blocs")
	p := &Proposal{Regions: l, Scale: rapid.SampledFrom([]float64{1, 0.9, 0.5, 0}).Draw(t, "scale"), Blocs: make([]Bloc, n)}
	for id := range region.ID(l.Len()) {
		i := int(id)
		if i >= n { // the first n regions make every bloc hold one
			i = rapid.IntRange(0, n-1).Draw(t, "bloc")
		}
		p.Blocs[i].Regions |= region.Of(id)
	}
	stays := rapid.IntRange(0, n-1).Draw(t, "stays")
	for i := range p.Blocs {
		b := &p.Blocs[i]
		b.Leaves = i != stays && n > 1
		b.Name = fmt.Sprintf("Bloc:%d + é", i)
		b.GDP = rapid.SampledFrom([]float64{0, 0, -0.02, 0.01}).Draw(t, "gdp")
		if rapid.Bool().Draw(t, "rate") {
			rate := rapid.Float64Range(0, 0.2).Draw(t, "interest")
			b.Rate = &rate
		}
		b.Borrowing = rapid.SampledFrom([]Borrowing{{}, {}, {BorrowShare, 0.03}, {BorrowDollars, 1.25e10}}).Draw(t, "borrowing")
		if rapid.Bool().Draw(t, "law") {
			b.Law = []string{"acts/a,b;c.yaml", "x=y%.yaml"}
		}
	}
	p.Debt = DebtKey(rapid.IntRange(0, int(DebtGiven)).Draw(t, "debt"))
	if p.Debt == DebtGiven {
		for i := range p.Blocs {
			p.Blocs[i].DebtShare = 1 / float64(n)
		}
	}
	p.Legacy = LegacyKey(rapid.IntRange(0, 1).Draw(t, "legacy"))
	if rapid.Bool().Draw(t, "mix") {
		p.Closure = Mix{{Transfers, 0.25}, {PerHead, 0.75}}
	}
	return p
}

func TestCanonicalTextReadsBack(t *testing.T) {
	l := six(t)
	rapid.Check(t, func(t *rapid.T) {
		p := randomProposal(t, l)
		text := p.String()
		back, err := Parse(text, l)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if diff := cmp.Diff(p, back, cmp.AllowUnexported(region.List{})); diff != "" {
			t.Fatalf("%s (-want +got):\n%s", text, diff)
		}
	})
}

// Whatever is typed, a proposal that is accepted covers every region once and its canonical text
// reads back as itself; what is refused says where.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"CA+OR+WA", "CA/TX/rest", "all", "a:CA/b:rest;debt=a:1,b:0", "CA!/rest;scale=.5;closure=debt", "x%2Fy:CA/rest;law=x%2Fy:a,b", "é:CA"} {
		f.Add(s)
	}
	l := six(f)
	f.Fuzz(func(t *testing.T, text string) {
		sound(t, text, l, func() (*Proposal, error) { return Parse(text, l) })
	})
}

// The same holds for files.
func FuzzParseYAML(f *testing.F) {
	f.Add(pacific)
	f.Add("blocs:\n  A: {regions: [CA]}\n  B: {regions: rest}\n")
	f.Add("blocs: {A: {regions: all}}")
	f.Add("? [a]\n: b")
	l := six(f)
	f.Fuzz(func(t *testing.T, text string) {
		sound(t, text, l, func() (*Proposal, error) { return ParseYAML("p", []byte(text), l) })
	})
}

// No file stalls the reader: what a parser of YAML is slow on is refused, or is read in a moment.
func TestNoFileStalls(t *testing.T) {
	l := six(t)
	const size = 32 << 10
	for _, unit := range []string{"[", "{", "- ", "? ", "a: ", "{a: ", "[a, ", "'", "\"", "&a ", "a: |\n", "a: b\n", "a:\n a:\n", "<<: *a\n", "a: [\n", "- - - a\n", "? a\n: b\n", "&a [*a]\n", "a: 'b\n", "\t", "#", "---\n"} {
		for _, lead := range []string{"", "blocs:\n"} {
			began := time.Now()
			if _, err := ParseYAML("p", []byte(lead+strings.Repeat(unit, (size-len(lead))/len(unit))), l); !fault.IsUsage(err) {
				t.Errorf("%q repeated: %v", unit, err)
			}
			if took := time.Since(began); took > 10*time.Second {
				t.Errorf("%q repeated takes %v", unit, took)
			}
		}
	}
	deep := "blocs:\n"
	for i := 1; len(deep) < size-400; i++ {
		deep += strings.Repeat(" ", i) + "a:\n"
	}
	if _, err := ParseYAML("p", []byte(deep), l); !fault.IsUsage(err) {
		t.Errorf("deep blocks: %v", err)
	}
}

func sound(t *testing.T, text string, l *region.List, parse func() (*Proposal, error)) {
	p, err := parse()
	if err != nil {
		if !fault.IsUsage(err) {
			t.Fatalf("%q: %v is not the user's fault", text, err)
		}
		return
	}
	var all region.Set
	for _, b := range p.Blocs {
		if b.Regions == 0 || all&b.Regions != 0 {
			t.Fatalf("%q: bloc %s is empty or overlaps", text, b.Name)
		}
		all |= b.Regions
	}
	if all != l.All() {
		t.Fatalf("%q: regions are missing", text)
	}
	canonical := p.String()
	back, err := Parse(canonical, l)
	if err != nil {
		t.Fatalf("%q: canonical text %q: %v", text, canonical, err)
	}
	if again := back.String(); again != canonical {
		t.Fatalf("%q: canonical text %q becomes %q", text, canonical, again)
	}
}
