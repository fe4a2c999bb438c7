package build

import (
	"bytes"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"

	"commonpurse/people/calibrate"
	"commonpurse/us/irc"
	"commonpurse/us/pack"
	"commonpurse/us/population"
	"commonpurse/us/unit"
)

// made gives the report of a year's people, made from the built-in survey.
func made(t *testing.T, year int) *population.Report {
	t.Helper()
	p, err := population.Load(population.BaseYear)
	if year != population.BaseYear {
		var file []byte
		if file, err = People(year, 2, nil); err == nil {
			p, err = population.Read(file)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	law, err := irc.Load(year, "")
	if err != nil {
		t.Fatal(err)
	}
	r, err := population.NewReport(p.People, func(f *unit.Facts, r *unit.Result) { irc.Calculate(law, f, r) }, 2)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestTheEmbeddedPeopleAreMadeFromTheSurvey makes the embedded people again, byte for byte.
func TestTheEmbeddedPeopleAreMadeFromTheSurvey(t *testing.T) {
	want, err := population.Embedded(population.BaseYear)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Seeded(population.BaseYear, Seed, 3, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Error("people/2022.bin is not what the survey and the tables give; run go generate ./us/population")
	}
}

// atMost is how far targets may be missed, as shares: the same as for the embedded people.
var atMost = map[string]float64{"tax_after_credits": 0.001, "social_security": 0.005, "snap_households": 0.002, "medicaid_chip_persons": 0.002, "earned_income_credit": 0.005}

// TestOtherYearsMeetTheirTargets makes the people of a year before the law of 2018 and holds them to what
// the embedded people are held to. All years: docs/validation-people.md.
func TestOtherYearsMeetTheirTargets(t *testing.T) {
	for _, year := range []int{2017} {
		r := made(t, year)
		if r.People.Year != year {
			t.Fatalf("people of %d; expected %d", r.People.Year, year)
		}
		sameAsWritten(t, r)
		fit := r.Fit(r.People.Regions.All())
		if len(fit) < 51*40 {
			t.Fatalf("%d: %d targets; expected at least 40 for each of 51 regions", year, len(fit))
		}
		for _, f := range fit {
			limit, firm := atMost[f.Quantity]
			if f.Penalty >= calibrate.HardPenalty {
				limit, firm = 1e-6, true
			}
			if firm && !(math.Abs(f.Model/f.Value-1) <= limit) {
				t.Errorf("%d %s: %s is %.7g, published %.7g: off by %.2g; at most %.2g", year, r.People.Regions.Code(f.Region), f.Quantity, f.Model, f.Value, f.Model/f.Value-1, limit)
			}
		}
		for _, id := range r.People.Regions.All().IDs() {
			from, to := r.People.Span(id)
			weights := make([]float64, 0, to-from)
			top := 0
			for h := from; h < to; h++ {
				weights = append(weights, r.People.Weight[h].Float())
				for i := int(r.People.First[h]); i < int(r.People.First[h+1]); i++ {
					if r.People.Files(i) && population.ClassOf(r.Outcomes[i].AGI) == population.Classes {
						top++
					}
				}
			}
			if effect, effective := calibrate.Design(weights); effect >= 4 || effective <= 800 {
				t.Errorf("%d %s: design effect %.2f, effective households %.0f", year, r.People.Regions.Code(id), effect, effective)
			}
			if top < 24 {
				t.Errorf("%d %s: the top class rests on %d records", year, r.People.Regions.Code(id), top)
			}
		}
	}
}

// TestTheCompactSurveyIsTheRawOne compares the built-in form with the file it is made from.
func TestTheCompactSurveyIsTheRawOne(t *testing.T) {
	raw, regions := rawSurvey(t)
	var file bytes.Buffer
	if err := raw.Write(&file, regions); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(file.Bytes(), compact) {
		t.Error("survey.bin is not what the raw file gives; run go generate ./us/population/build")
	}
	built, err := EmbeddedSurvey(regions)
	if err != nil {
		t.Fatal(err)
	}
	if len(built.records) != len(raw.records) {
		t.Fatalf("%d units; the raw file has %d", len(built.records), len(raw.records))
	}
	for i := range raw.records {
		a, b := &raw.records[i], &built.records[i]
		if a.region != b.region || a.house != b.house {
			t.Fatalf("unit %d: region %d household %d; the raw file has %d and %d", i, b.region, b.house, a.region, a.house)
		}
		for c, name := range columns {
			switch c {
			case cYear, cSeq, cLine, cFips, cWeight:
				continue
			}
			if x, y := a.values[c], b.values[c]; math.Abs(x-y) > 0.005*math.Abs(x)+0.5 {
				t.Fatalf("unit %d: %s is %v; the raw file has %v", i, name, y, x)
			}
		}
	}
}

// sameAsWritten holds what docs/validation-people.md says of a year to its people. Misses near zero
// differ in their last digits between processors.
func sameAsWritten(t *testing.T, r *population.Report) {
	t.Helper()
	text, err := os.ReadFile("../testdata/years.csv")
	if err != nil {
		t.Fatal(err)
	}
	read := func(text string) map[string]float64 {
		values := map[string]float64{}
		for _, line := range strings.Split(text, "\n") {
			part := strings.Split(line, "\"")
			if len(part) != 3 {
				continue
			}
			v, err := strconv.ParseFloat(strings.Split(part[2], ",")[1], 64)
			if err != nil {
				t.Fatal(err)
			}
			values[part[0]+part[1]] = v
		}
		return values
	}
	written := read(string(text))
	lines := read(string(r.YearLines()))
	if len(lines) < 7 {
		t.Errorf("%d: %d lines", r.People.Year, len(lines))
	}
	for name, v := range lines {
		if w, ok := written[name]; !ok || math.Abs(v-w) > 0.02+0.02*math.Abs(w) {
			t.Errorf("%s: %v; testdata/years.csv has %v: run tools/people -every -out us/population/testdata", name, v, w)
		}
	}
}

// TestAProjectionMeetsWhatIsKnownOfItsYear: people by age and programs as published; income and the
// taxable part of Social Security, which nothing is fitted to, grow as the official projections do.
func TestAProjectionMeetsWhatIsKnownOfItsYear(t *testing.T) {
	const year = 2025
	base := made(t, population.BaseYear)
	r := made(t, year)
	sameAsWritten(t, r)
	for _, f := range r.Fit(r.People.Regions.All()) {
		limit, firm := atMost[f.Quantity]
		if f.Penalty >= calibrate.HardPenalty {
			limit, firm = 1e-6, true
		}
		if firm && !(math.Abs(f.Model/f.Value-1) <= limit) {
			t.Errorf("%s: %s is %.7g, known %.7g: off by %.2g; at most %.2g", r.People.Regions.Code(f.Region), f.Quantity, f.Model, f.Value, f.Model/f.Value-1, limit)
		}
	}
	sum := func(r *population.Report, value func(o *population.Outcome) float64) (total float64) {
		for h := range r.People.Len() {
			w := r.People.Weight[h].Float()
			for i := r.People.First[h]; i < r.People.First[h+1]; i++ {
				total += w * value(&r.Outcomes[i])
			}
		}
		return total
	}
	for _, c := range []struct {
		item  string
		value func(o *population.Outcome) float64
	}{{"adjusted_gross_income", func(o *population.Outcome) float64 { return o.AGI }}, {"taxable_social_security", func(o *population.Outcome) float64 { return o.TaxableSecurity }}} {
		want, err := population.ProjectedGrowth(pack.FS(), c.item, population.BaseYear, year)
		if err != nil {
			t.Fatal(err)
		}
		const apart = 0.03
		if have := sum(r, c.value) / sum(base, c.value); math.Abs(have/want-1) > apart {
			t.Errorf("%s grows by %.3f to %d; the official projection has %.3f", c.item, have, year, want)
		}
	}
	same := 0
	for i := range r.People.Survey {
		if r.People.Survey[i] == base.People.Survey[i] {
			same++
		}
	}
	if same != base.People.Len() || r.People.Len() != base.People.Len() {
		t.Errorf("%d of %d households are those of %d", same, r.People.Len(), population.BaseYear)
	}
}
