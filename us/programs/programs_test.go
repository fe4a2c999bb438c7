package programs

import (
	"fmt"
	"math"
	"testing"

	"commonpurse/law"
	"commonpurse/people"
	"commonpurse/region"
	"commonpurse/us/benefit"
	"commonpurse/us/published"
	"commonpurse/us/unit"
)

func load(t testing.TB, year int) *Params {
	t.Helper()
	p, err := Load(year)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func regionOf(t testing.TB, p *Params, code string) region.ID {
	t.Helper()
	for i, c := range p.Codes {
		if c == code {
			return region.ID(i)
		}
	}
	t.Fatalf("no region %s", code)
	return 0
}

func grown(age int16) benefit.Person {
	return benefit.Person{Age: age, Spouse: benefit.None, Parents: [2]int8{benefit.None, benefit.None}, Hours: 40}
}

func kid(age int16) benefit.Person {
	return benefit.Person{Age: age, Spouse: benefit.None, Parents: [2]int8{0, benefit.None}, Dependent: true, Pupil: age >= 5}
}

// family makes one filing unit of a parent and others, with adjusted gross income of its wages.
func family(at region.ID, people ...benefit.Person) *benefit.Household {
	h := &benefit.Household{Region: at, Takes: benefit.All, N: len(people), NUnits: 1}
	copy(h.People[:], people)
	h.Units[0] = benefit.Unit{Status: benefit.HeadOfHousehold, People: int8(len(people))}
	if len(people) == 1 {
		h.Units[0].Status = benefit.Single
	}
	tax(h)
	return h
}

// tax sets the units' incomes from people's, as a return without adjustments has them.
func tax(h *benefit.Household) {
	for k := range h.NUnits {
		h.Units[k].AGI = 0
	}
	for i := range h.N {
		m := &h.People[i]
		if !m.Dependent {
			h.Units[m.Unit].AGI += m.Wages + m.Pensions + m.Interest
		}
	}
	for k := range h.NUnits {
		h.Units[k].MAGI = h.Units[k].AGI
	}
}

// Every program's parameters resolve in every region and year, or say that they do not.
func TestEveryYearResolves(t *testing.T) {
	for year := FirstYear; year <= LastYear; year++ {
		p := load(t, year)
		for i := range p.Aid.Regions {
			if m := p.Aid.Regions[i].Missing; len(m) > 0 {
				t.Errorf("%d: %v", year, m)
			}
			if m := p.Health.Regions[i].Missing; len(m) > 0 {
				t.Errorf("%d: %v", year, m)
			}
		}
	}
	if _, err := Load(LastYear + 1); err == nil {
		t.Error("a year beyond the last resolves")
	}
}

// Maximum allotments as USDA printed them: FNS, SNAP cost-of-living adjustments of fiscal years 2023
// and 2024 (memoranda of August 2022 and 2023).
func TestMaximumAllotments(t *testing.T) {
	p := load(t, 2023)
	at := regionOf(t, p, "KY")
	for n, want := range map[int]float64{
		1: 9*281 + 3*291, 2: 9*516 + 3*535, 3: 9*740 + 3*766, 4: 9*939 + 3*973, 5: 9*1116 + 3*1155, 6: 9*1339 + 3*1386, 8: 9*1691 + 3*1751,
		9: 9*(1691+211) + 3*(1751+219),
	} {
		members := []benefit.Person{grown(30)}
		for range n - 1 {
			members = append(members, kid(8))
		}
		h := family(at, members...)
		h.Takes = h.Takes.Without(benefit.TANF) // its cash would count as income
		var r benefit.Result
		Calculate(p, h, &r)
		if got := r.SNAP.Normal; got != want {
			t.Errorf("%d people without income: %v a year, want %v", n, got, want)
		}
	}
}

// A household worked out by hand under 7 CFR 273.9(d) and 273.10(e) with the standards of fiscal year
// 2024 (January to September): three people, earnings of 1,800 a month, rent of 900, care of 200, in
// a region without broad-based eligibility (Kansas).
func TestAllotmentByHand(t *testing.T) {
	p := load(t, 2024)
	h := family(regionOf(t, p, "KS"), grown(30), kid(3), kid(8))
	h.People[0].Wages = 12 * 1800
	h.Rents, h.Rent, h.ChildCare = true, 12*900, 12*200
	tax(h)
	var r benefit.Result
	Calculate(p, h, &r)
	// 1,800 - 360 - 198 - 200 = 1,042; shelter 900 - 521 = 379; net 663; 766 - 199 = 567
	if got := r.SNAP.January; got != 567 {
		t.Errorf("January allotment %v, want 567", got)
	}
}

// Form 8962 for 2024 and 2026: the applicable figure at 200 and 250 percent of the guideline of the
// year before (Rev. Proc. 2024-35; Rev. Proc. 2025-25), against the benchmark.
func TestApplicablePercentages(t *testing.T) {
	for _, c := range []struct {
		year      int
		guideline float64
		ratio     float64
		percent   float64
	}{
		{2024, 14580, 2, 0.02}, {2024, 14580, 2.5, 0.04}, {2024, 14580, 4.5, 0.085}, {2026, 15650, 2, 0.066}, {2026, 15650, 3, 0.0996},
	} {
		p := load(t, c.year)
		h := family(regionOf(t, p, "TX"), grown(40))
		h.People[0].Wages = math.Ceil(c.guideline * c.ratio)
		tax(h)
		var r benefit.Result
		Calculate(p, h, &r)
		if got := r.Benchmark[0] - r.Credit[0]; math.Abs(got-c.percent*h.Units[0].MAGI) > 0.01 {
			t.Errorf("%d at %v: contribution %.2f, want %.2f", c.year, c.ratio, got, c.percent*h.Units[0].MAGI)
		}
	}
}

// Each region's largest grant by family size is the published table's.
func TestGrantsAreThePublishedTable(t *testing.T) {
	rows, err := Rows()
	if err != nil {
		t.Fatal(err)
	}
	for year := 2015; year <= LastYear; year++ {
		p := load(t, year)
		for i, code := range p.Codes {
			for n := 2; n <= 6; n++ {
				v := rows.At("tanf", "max_grant", code, "", published.Digit(n), published.Day(year, 1, 1))
				if got := p.Aid.Grant(i, n); got != v.Amount {
					t.Errorf("%s %d, %d people: %v, table %v", code, year, n, got, v.Amount)
				}
			}
		}
	}
}

// Households are enrolled until the caseload is met, reporters first; the draw of a household does
// not depend on who else is there.
func TestEnrolMeetsTheCaseload(t *testing.T) {
	p := load(t, 2022)
	at := regionOf(t, p, "VT")
	n := 4000
	applicant := func(i int, a *Applicant) {
		*a = Applicant{Region: at, Weight: 30, Key: people.Key{Seed: 1, Survey: uint32(i)}, Eligible: benefit.Set(0).With(benefit.SNAP)}
		if i%10 == 0 {
			a.Reports = a.Eligible
		}
		a.Count[benefit.SNAP] = 1
	}
	u, err := Enrol(p, n, applicant)
	if err != nil {
		t.Fatal(err)
	}
	var load *Caseload
	for i := range u.Loads {
		if u.Loads[i].Program == benefit.SNAP && u.Loads[i].Region == at {
			load = &u.Loads[i]
		}
	}
	if load == nil || math.Abs(load.Enrolled-load.Target) > 30 || load.Reported != 400*30 || load.Eligible != 4000*30 {
		t.Fatalf("caseload %+v", load)
	}
	var enrolled float64
	for i := range n {
		var a Applicant
		applicant(i, &a)
		takes := u.Takes(at, a.Key, a.Reports, a.Low).Has(benefit.SNAP)
		if a.Reports.Has(benefit.SNAP) && !takes {
			t.Fatal("a household that reports the program is not enrolled")
		}
		if takes {
			enrolled += a.Weight
		}
	}
	if math.Abs(enrolled-load.Enrolled) > 30 {
		t.Errorf("%v enrolled by cutoff, %v by order", enrolled, load.Enrolled)
	}
	if table := u.Table(p); table.Check() != nil || len(table.Rows) == 0 {
		t.Errorf("table: %v", table.Check())
	}
}

// A household file becomes a statement with a row a program.
func TestStatement(t *testing.T) {
	p := load(t, 2024)
	from := &unit.Household{Year: 2024, Region: "OH", Rent: 10_800, People: []unit.Person{{Name: "Ann", Age: 34, Wages: 28_000}, {Name: "Ben", Age: 6, ChildOf: "Ann"}}}
	var h benefit.Household
	if err := Gather(p, from, []Filed{{Members: []int{0, 1}, Adults: 1, Status: unit.HeadOfHousehold, AdjustedGrossIncome: 28_000}}, &h); err != nil {
		t.Fatal(err)
	}
	var r benefit.Result
	Calculate(p, &h, &r)
	table, err := Statement(p, &h, &r)
	if err != nil || table.Check() != nil || len(table.Rows) != benefit.Programs {
		t.Fatalf("statement: %v %v, %d rows", err, table.Check(), len(table.Rows))
	}
	across := Across(p, &h, []int{0, 1, 50})
	if across.Check() != nil || len(across.Rows) == 0 {
		t.Errorf("across regions: %v", across.Check())
	}
}

func TestBadHouseholdsAreRefused(t *testing.T) {
	p := load(t, 2024)
	filed := []Filed{{Members: []int{0}, Adults: 1}}
	for name, h := range map[string]*unit.Household{
		`rent is -5`:         {Region: "OH", Rent: -5, People: []unit.Person{{Age: 30}}},
		`county is "99999"`:  {Region: "OH", County: "99999", People: []unit.Person{{Age: 30}}},
		`age of person 1`:    {Region: "OH", People: []unit.Person{{Age: 200}}},
		`region is "OI"`:     {Region: "OI", People: []unit.Person{{Age: 30}}},
		`people has 41`:      {Region: "OH", People: make([]unit.Person, 41)},
		`child_of of person`: {Region: "OH", People: []unit.Person{{Age: 30, ChildOf: "Zoe"}}},
	} {
		var to benefit.Household
		err := Gather(p, h, filed, &to)
		if err == nil || !contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func contains(text, part string) bool {
	for i := 0; i+len(part) <= len(text); i++ {
		if text[i:i+len(part)] == part {
			return true
		}
	}
	return false
}

func TestNothingIsAllocated(t *testing.T) {
	p := load(t, 2022)
	h := family(regionOf(t, p, "CA"), grown(30), kid(3), kid(8))
	var r benefit.Result
	if n := testing.AllocsPerRun(100, func() { Calculate(p, h, &r) }); n != 0 {
		t.Errorf("%v allocations a household", n)
	}
}

// BenchmarkCalculate works out a mix of households like that of a region: incomes from none to high.
func BenchmarkCalculate(b *testing.B) {
	p := load(b, 2022)
	var list []*benefit.Household
	for i := range 512 {
		members := []benefit.Person{grown(int16(22 + i%60))}
		for range i % 3 {
			members = append(members, kid(int16(i%18)))
		}
		h := family(region.ID(i*51/512), members...) // in order of region, as a population is
		h.People[0].Wages = float64(i*37%512*(i*37%512)) * 0.6
		h.Rents, h.Rent = i%3 == 0, 12000
		tax(h)
		list = append(list, h)
	}
	var r benefit.Result
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		Calculate(p, list[i%len(list)], &r)
	}
}

func ExampleLoad() {
	p, err := Load(2024)
	if err != nil {
		fmt.Println(err)
		return
	}
	h := &benefit.Household{Takes: benefit.All, N: 1, NUnits: 1}
	h.People[0] = grown(70)
	h.People[0].SocialSecurity = 6000
	h.Units[0] = benefit.Unit{People: 1}
	var r benefit.Result
	Calculate(p, h, &r)
	fmt.Printf("SSI %.0f a year\n", r.Amount[benefit.SSI])
	// Output: SSI 5556 a year
}

// Every program can be explained: its working ends in its result, its parameters are graded.
func TestExplainReachesEveryProgram(t *testing.T) {
	p := load(t, 2022)
	h := family(regionOf(t, p, "OH"), grown(34), kid(1), kid(8))
	h.People[0].Wages = 21000
	tax(h)
	var r benefit.Result
	Calculate(p, h, &r)
	for k := range benefit.Programs {
		program, ok := ByName(benefit.Program(k).String())
		if !ok || program != benefit.Program(k) {
			t.Errorf("%v is not found by its name", benefit.Program(k))
		}
		tables, err := Explain(p, h, &r, program)
		if err != nil {
			t.Fatal(err)
		}
		for i := range tables {
			if err := tables[i].Check(); err != nil {
				t.Errorf("%v: %v", program, err)
			}
		}
		last := tables[0].Rows[len(tables[0].Rows)-1]
		if last[1] != r.Amount[k] {
			t.Errorf("%v: the working ends in %v, the result is %v", program, last[1], r.Amount[k])
		}
	}
}

// Each program's rules are found in the source, say what they do, and belong to it.
func TestRulesOfProgramsAreFound(t *testing.T) {
	first := map[benefit.Program]string{benefit.SNAP: "aid.SNAP", benefit.PremiumCredit: "health.PremiumCredit", benefit.SSI: "ssa.SSI", benefit.TANF: "aid.TANF",
		benefit.SchoolMeals: "aid.SchoolMeals", benefit.CHIP: "health.Medicaid", benefit.Veterans: "ssa.SocialSecurity", benefit.Connectivity: "aid.Lifeline"}
	for k := range benefit.Programs {
		list, err := RulesOf(benefit.Program(k))
		if err != nil {
			t.Error(err)
			continue
		}
		if want := first[benefit.Program(k)]; want != "" && list[0].Name != want {
			t.Errorf("%v is decided by %s first; want %s", benefit.Program(k), list[0].Name, want)
		}
		for _, r := range list {
			if r.Text == "" {
				t.Errorf("%v: %s says nothing", benefit.Program(k), r.Name)
			}
		}
	}
}

// Acts amend programs by the same file as the tax law.
func TestActsAmendPrograms(t *testing.T) {
	act, err := law.ReadAct("act.yaml", []byte("act: a\namend:\n  snap.earned_income_deduction: [{from: 2024, value: 50%}]\n"))
	if err != nil {
		t.Fatal(err)
	}
	_, rows, err := act.Outside()
	if err != nil {
		t.Fatal(err)
	}
	amendments, err := Amendments(rows)
	if err != nil || len(amendments) != 1 || amendments[0].Value != 0.5 || amendments[0].Region != "US" {
		t.Fatalf("%+v, %v", amendments, err)
	}
	rows[0].Name = "snap.earned_income_deductions"
	if _, err := Amendments(rows); err == nil || !contains(err.Error(), "nearest valid name: snap.earned_income_deduction") {
		t.Errorf("a misspelt name: %v", err)
	}
}
