package oracle

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"

	"commonpurse/formats/taxsim"
	"commonpurse/us/unit"
)

// Folders of cases hold published tables and worked returns, each in a file of its own kind; any
// may be missing, and each kind may be there for several years.
var caseKinds = []struct {
	pattern string
	compare func(folder fs.FS, file string, o Options) (*Comparison, error)
}{
	{"direct_file*.json", compareDirect},
	{"irs_tax_table_*.csv", compareTaxTable},
	{"irs_eic_table_*.csv", compareCreditTable},
	{"irs_worked_examples*.json", compareWorked},
	{"opentaxsolver*.json", compareSolver},
	{"taxsim_policyengine_2*.csv", comparePair},
}

func isCases(folder fs.FS) bool {
	for _, kind := range caseKinds {
		if first(folder, kind.pattern) != "" {
			return true
		}
	}
	return false
}

func compareCases(folder fs.FS, o Options) ([]*Comparison, error) {
	var list []*Comparison
	for _, kind := range caseKinds {
		for _, file := range find(folder, kind.pattern) {
			c, err := kind.compare(folder, file, o)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
			list = append(list, c)
		}
	}
	return list, nil
}

func sortedNames[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}

var fourDigits = regexp.MustCompile(`\d{4}`)

func yearOf(file string) (int, error) {
	year, err := strconv.Atoi(fourDigits.FindString(file))
	if err != nil {
		return 0, errors.New("the name has no year")
	}
	return year, nil
}

// compareTaxTable holds the tax-table mode against rows of the IRS Tax Table, at the first and the
// last dollar of each row.
func compareTaxTable(folder fs.FS, file string, o Options) (*Comparison, error) {
	year, err := yearOf(file)
	if err != nil {
		return nil, err
	}
	g, err := readGrid(folder, file)
	if err != nil {
		return nil, err
	}
	c := NewComparison("IRS Tax Table "+strconv.Itoa(year), 0, nil, o)
	statuses := []struct {
		column string
		status unit.Status
	}{{"single", unit.Single}, {"joint", unit.Joint}, {"separate", unit.Separate}, {"head", unit.HeadOfHousehold}}
	for i := range g.len() {
		row := g.row(i)
		for _, s := range statuses {
			for _, income := range []float64{row.Value("at_least"), row.Value("less_than") - 1} {
				tax, err := taxAt(o.TableLaw, year, s.status, income)
				if err != nil {
					return nil, err
				}
				c.single(fmt.Sprintf("%s, taxable income %.0f", s.column, income), year, fmt.Sprintf("tax_table_%d_%s", year, s.column), tax, row.Value(s.column))
			}
		}
	}
	return c, nil
}

// taxAt is the tax on a taxable income of pensions alone.
func taxAt(law *Years, year int, status unit.Status, income float64) (float64, error) {
	var f unit.Facts
	var r unit.Result
	f.Status = status
	if err := law.Calculate(year, &f, &r); err != nil {
		return 0, err
	}
	f.Pensions = income + r.StandardDeduction + r.Exemptions
	err := law.Calculate(year, &f, &r)
	if err == nil && math.Abs(r.TaxableIncome-income) > 1e-6 {
		err = fmt.Errorf("taxable income is %v, wanted %v", r.TaxableIncome, income)
	}
	return r.RegularTax, err
}

// compareCreditTable holds the earned income credit against rows of the IRS EIC Table: by the
// tax-table mode at the first dollar of each row.
func compareCreditTable(folder fs.FS, file string, o Options) (*Comparison, error) {
	year, err := yearOf(file)
	if err != nil {
		return nil, err
	}
	g, err := readGrid(folder, file)
	if err != nil {
		return nil, err
	}
	c := NewComparison("IRS EIC Table "+strconv.Itoa(year), 0, nil, o)
	for i := range g.len() {
		row := g.row(i)
		for children := range 4 {
			for _, joint := range []bool{false, true} {
				column := fmt.Sprintf("single_%d", children)
				if joint {
					column = fmt.Sprintf("joint_%d", children)
				}
				credit, err := creditAt(o.TableLaw, year, joint, children, row.Value("at_least"))
				if err != nil {
					return nil, err
				}
				c.single(fmt.Sprintf("%s, income %.0f", column, row.Value("at_least")), year, "eic_table_"+column, credit, row.Value(column))
			}
		}
	}
	return c, nil
}

// creditAt is the earned income credit on wages alone.
func creditAt(law *Years, year int, joint bool, children int, wages float64) (float64, error) {
	var f unit.Facts
	var r unit.Result
	f.Head = unit.Filer{Age: 40, Wages: wages}
	f.Dependents = unit.Dependents{Count: children, EITCChildren: children}
	if joint {
		f.Status, f.Spouse.Age = unit.Joint, 40
	} else if children > 0 {
		f.Status = unit.HeadOfHousehold
	}
	err := law.Calculate(year, &f, &r)
	return r.EarnedIncomeCredit, err
}

// workedYear is the first year of our law. Examples of the years before it are worked by its rule
// where that had not changed: the child tax credit of 1,000 dollars (2003 to 2017) and the rate of
// the care credit (2003 to 2020).
const workedYear = FirstYear

func compareWorked(folder fs.FS, file string, o Options) (*Comparison, error) {
	cases, err := readCases(folder, file)
	if err != nil {
		return nil, err
	}
	c := NewComparison("IRS worked examples", 0.5, nil, o)
	for i := range cases {
		w := &cases[i]
		k := Case{ID: w.ID, Year: max(w.Year, workedYear)}
		if err := workedFacts(w, &k, o.Law); err != nil {
			return nil, err
		}
		if err := k.work(o.Law); err != nil {
			return nil, err
		}
		if err := compareWorkedLines(c, w, &k, o.Law); err != nil {
			return nil, err
		}
	}
	return c, nil
}

var solverStatuses = map[string]unit.Status{"single": unit.Single, "joint": unit.Joint, "separate": unit.Separate, "married_separate": unit.Separate,
	"head_of_household": unit.HeadOfHousehold, "surviving_spouse": unit.SurvivingSpouse, "unmarried": unit.HeadOfHousehold, "": unit.Single}

func workedFacts(w *fileCase, k *Case, law *Years) error {
	in, f := entries(w.Inputs), &k.Facts
	status, ok := solverStatuses[in.text("filing_status")]
	if !ok {
		return fmt.Errorf("%s: filing status %q", w.ID, in.text("filing_status"))
	}
	f.Status = status
	f.Head = unit.Filer{Age: 40, Wages: in.number("wages") + in.number("earned_income")}
	f.Pensions, f.TaxableInterest = in.number("pension"), in.number("taxable_interest")
	f.SocialSecurity, f.ExemptInterest = in.number("social_security_benefits"), in.number("tax_exempt_interest")
	n := int(in.number("qualifying_children_under_17"))
	f.Dependents = unit.Dependents{Count: n, CTCChildren: n, Under17: n, EITCChildren: n, CarePersons: int(in.number("qualifying_persons"))}
	f.CareExpenses, f.CareBenefits = in.number("expenses_paid"), in.number("employer_care_benefits_excluded")
	if before := in.number("tax_before_credits"); before > 0 {
		return reachTax(f, k.Year, before, in.number("child_care_credit"), law)
	}
	return nil
}

// reachTax moves wages until the tax before credits is the example's, and care expenses until the
// care credit is: the rule of the child tax credit then starts from the figures of the example.
func reachTax(f *unit.Facts, year int, tax, care float64, law *Years) error {
	var r unit.Result
	f.Dependents.CarePersons, f.CareExpenses = f.Dependents.Count, 1 // so that there is a rate
	for range 60 {
		if err := law.Calculate(year, f, &r); err != nil {
			return err
		}
		if math.Abs(r.RegularTax-tax) < 1e-7 {
			break
		}
		f.Head.Wages = max(0, f.Head.Wages+(tax-r.RegularTax)/0.1)
	}
	f.CareExpenses = 0
	if r.CareRate > 0 {
		f.CareExpenses = care / r.CareRate
	}
	return nil
}

func compareWorkedLines(c *Comparison, w *fileCase, k *Case, law *Years) error {
	expected, r := entries(w.Expected), &k.Result
	lines := map[string]float64{
		"taxable_social_security": r.TaxableSocialSecurity, "worksheet_line6": r.ProvisionalIncome,
		"child_tax_credit_nonrefundable": r.ChildCredit, "line8_rate": r.CareRate,
	}
	if r.CareRate > 0 {
		lines["line6"] = r.CareCredit / r.CareRate
	}
	for _, name := range sortedNames(lines) {
		if theirs, ok := expected[name].(float64); ok {
			c.single(w.ID, k.Year, "worked_"+name, lines[name], theirs)
		}
	}
	for _, name := range sortedNames(w.Expected) {
		limits, ok := w.Expected[name].(map[string]any)
		if !ok || !strings.HasPrefix(name, "children_") {
			continue
		}
		children, err := strconv.Atoi(strings.TrimPrefix(name, "children_"))
		if err != nil {
			return fmt.Errorf("%s: %s: %w", w.ID, name, err)
		}
		if err := compareLimits(c, w.ID, limits, k.Year, children, law); err != nil {
			return err
		}
	}
	return nil
}

// compareLimits holds the published reach of the earned income credit: the greatest credit, that it
// comes to no dollar at the published end, and to one or more a little below it.
func compareLimits(c *Comparison, id string, limits entries, year, children int, law *Years) error {
	greatest := 0.0
	for wages := 0.0; wages < 30000; wages += 10 {
		credit, err := creditAt(law, year, false, children, wages)
		if err != nil {
			return err
		}
		greatest = max(greatest, credit)
	}
	c.single(id, year, "worked_eitc_max", dollars(greatest), limits.number("max"))
	p, err := law.Of(year)
	if err != nil {
		return err
	}
	// The greatest credit is published in dollars; by 26 USC 32(a)(2)(A), (j)(2)(A) it is the percentage
	// of an amount that is a multiple of ten, and the end follows from that.
	rate := p.EITCIn[children]
	rounding := p.EITCMax[children] - rate.Of(math.Round(p.EITCMax[children]/float64(rate)/10)*10)
	for _, status := range []string{"single", "joint"} {
		at, err := creditAt(law, year, status == "joint", children, limits.number(status))
		if err != nil {
			return err
		}
		below, err := creditAt(law, year, status == "joint", children, limits.number(status)-20)
		if err != nil {
			return err
		}
		c.single(id, year, "worked_eitc_at_end", dollars(at-rounding), 0)
		c.single(id, year, "worked_eitc_below_end", min(1, dollars(below)), 1)
	}
	return nil
}

// comparePair reads one file of units that carries TAXSIM's figures (ts_) and PolicyEngine's (pe_) on
// each line.
func comparePair(folder fs.FS, file string, o Options) (*Comparison, error) {
	g, err := readGrid(folder, file)
	if err != nil {
		return nil, err
	}
	c := NewComparison("TAXSIM and PolicyEngine where they agree ("+file+")", 1, pairClasses(), o)
	text := pairInputs(g)
	units, err := taxsim.ReadAll(file, strings.NewReader(text), FirstYear, LastYear)
	if err != nil {
		return nil, err
	}
	for i := range units {
		k := Case{ID: g.keys[i], Year: units[i].Year, Facts: units[i].Facts, Input: g.row(i)}
		if err := k.work(o.Law); err != nil {
			return nil, err
		}
		if err := c.Add(&k, pairFigures(k.Year, k.Input), pairOurs); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// pairInputs writes the input columns of the file as TAXSIM reads them.
func pairInputs(g *grid) string {
	var b strings.Builder
	var columns []string
	for _, name := range g.order {
		if slices.Contains(taxsim.InputNames, name) {
			columns = append(columns, name)
		}
	}
	b.WriteString(strings.Join(columns, ",") + "\n")
	for i := range g.len() {
		row := g.row(i)
		for j, name := range columns {
			if j > 0 {
				b.WriteByte(',')
			}
			b.WriteString(strconv.FormatFloat(row.Number(name), 'f', -1, 64))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

var pairColumns = []string{"fiitax", "v10", "v12", "v18", "v19", "v24", "v25", "v26", "v27", "v28", "qbid", "niit"}

// pairFigures are the figures on which the two programs agree within a dollar.
func pairFigures(year int, row Row) []Figure {
	figures := make([]Figure, len(pairColumns))
	for i, column := range pairColumns {
		ts, pe := row.Value("ts_"+column), row.Value("pe_"+column)
		if column == "fiitax" && year < addmedOutYear {
			ts -= row.Number("ts_addmed")
		}
		if !(math.Abs(ts-pe) <= 1) {
			ts = math.NaN()
		}
		figures[i] = Figure{column, ts} // named as TAXSIM's, so that its classes reach them
	}
	return figures
}

func pairOurs(r *unit.Result) []float64 {
	c := taxsim.Federal(r)
	return []float64{c.Fiitax, c.AGI, c.SocialSecurity, c.TaxableIncome, c.Schedule, c.Care, c.EITC, c.AMTIncome, c.AMT, c.Regular, c.QBI, c.NIIT}
}

// pairClasses: what both programs share with TAXSIM's reading, and the deduction of the tax that they
// work out for the state.
func pairClasses() []Class {
	return append(taxsimClasses(), Class{Name: "state-tax-worked-out", Errs: "input",
		Reason: "26 USC 164(a)(3): both programs deduct the state income tax that they work out themselves; the line does not have it",
		When: func(k *Case) bool {
			// No state takes as much as 14 percent: below that a unit cannot come to itemize by it.
			reach := k.Result.StandardDeduction - k.Result.ItemizedDeductions
			return k.Input.Number("state") > 0 && 0.14*k.Result.AdjustedGrossIncome > reach
		}})
}
