package purse

import (
	"fmt"
	"strings"

	"commonpurse/fault"
	"commonpurse/law"
	"commonpurse/region"
	"commonpurse/table"
	"commonpurse/us/filing"
	"commonpurse/us/irc"
	"commonpurse/us/programs"
	"commonpurse/us/published"
	"commonpurse/us/statement"
	"commonpurse/us/unit"
)

// HouseholdQuestion asks about one household's taxes and benefits.
type HouseholdQuestion struct {
	File File   // the household
	Year int    // 0: the file's own
	AsOf string // the law as it stood at the end of this day; "" as known today, or the acts' baseline
	Acts []File // laid over, in order
	// Threads work out a table of households; one household needs none.
	Threads int
}

// asked is a household read, with the law and the programs of its year.
type asked struct {
	house    *unit.Household
	params   *irc.Params
	table    *law.Table
	programs *programs.Params // nil where the file names no region
	// What the acts laid over say of programs.
	amendments []published.Amendment
	flags      string // the command's spelling after the file
	inputs     []string
}

func (q *HouseholdQuestion) ask() (*asked, error) {
	if strings.HasSuffix(q.File.Name, ".csv") { // a table of households would not have come here
		return nil, &fault.Fault{File: q.File.Name, Line: 1, Column: 1, Problem: "no column household", Expected: "a table of people with columns household, person, age and others; files of filing units are for `purse tax`"}
	}
	h, err := filing.Read(q.File.Name, q.File.Text)
	if err != nil {
		return nil, err
	}
	a := &asked{house: h, inputs: append([]string{string(q.File.Text)}, texts(q.Acts)...)}
	if q.Year != 0 {
		h.Year = q.Year
		a.flags += fmt.Sprintf(" --year %d", q.Year)
	}
	if h.Year == 0 {
		return nil, &fault.Fault{File: q.File.Name, Problem: "no year", Expected: "year: in the file, or --year"}
	}
	asOf, err := lawDate(q.AsOf)
	if err != nil {
		return nil, err
	}
	if q.AsOf != "" {
		a.flags += " --as-of " + q.AsOf
	}
	a.flags += spellActs(q.Acts)
	reforms, amendments, err := readAllActs(q.Acts)
	if err != nil {
		return nil, err
	}
	a.amendments = amendments
	if a.table, err = irc.Table(h.Year, asOf, reforms...); err != nil {
		return nil, err
	}
	if a.params, err = irc.Load(h.Year, asOf, reforms...); err != nil {
		return nil, err
	}
	if h.Region != "" && h.Year >= programs.FirstYear && h.Year <= programs.LastYear {
		a.programs, err = programs.Load(h.Year, amendments...)
	}
	return a, err
}

// units makes the household's filing units; mistakes name the file.
func (a *asked) units(name string) (*filing.Household, error) {
	units, err := filing.Units(a.params, a.house)
	return units, a.located(name, err)
}

// located names the file in faults that do not say where they are, and the place of their key.
func (a *asked) located(file string, err error) error {
	return filing.Locate(file, []byte(a.inputs[0]), err)
}

// remark says what limits the year's figures.
func (a *asked) remark(tables []table.Table) {
	if len(tables) == 0 {
		return
	}
	first := &tables[0]
	if _, last, _ := a.table.Code().Years(); a.house.Year > last {
		first.Notes = append(first.Notes, fmt.Sprintf("Amounts that the law indexes are published to %d; those of %d are projected.", last, a.house.Year))
	}
	if a.programs == nil {
		first.Notes = append(first.Notes, "No benefits are worked out: the file names no region, or its year has no published programs.")
	}
}

// Household tells a household's taxes and benefits: totals, marginal rates, filing units, each return
// in the order of the form, every program.
func (u *Union) Household(q HouseholdQuestion) (*table.Result, error) {
	a, err := q.ask()
	if err != nil {
		return nil, err
	}
	units, err := a.units(q.File.Name)
	if err != nil {
		return nil, err
	}
	tables, err := statement.Tables(a.params, a.programs, units)
	if err != nil {
		return nil, a.located(q.File.Name, err)
	}
	a.remark(tables)
	return u.result("purse household "+q.File.Name+a.flags, a.inputs, tables...), nil
}

// HouseholdAcross tells what the same household would have and keep, and what each program would
// give it, in other regions: codes, or all.
func (u *Union) HouseholdAcross(q HouseholdQuestion, codes []string) (*table.Result, error) {
	spelling := strings.Join(codes, ",")
	if spelling == "all" {
		codes = u.Regions.Codes()
	}
	regions, err := u.regions(codes)
	if err != nil {
		return nil, err
	}
	a, err := q.ask()
	if err != nil {
		return nil, err
	}
	if a.programs == nil && a.house.Year >= programs.FirstYear && a.house.Year <= programs.LastYear {
		if a.programs, err = programs.Load(a.house.Year, a.amendments...); err != nil {
			return nil, err
		}
	}
	a.house.County = "" // belongs to the file's own region
	kept := table.Table{Name: "across", Title: "What the same household has and keeps in each region", Columns: []table.Column{{Name: "region"}, {Name: "name"}},
		Notes: []string{"The county of the file is left out: each region counts at its own mean rents and premiums. Rent and other costs are those of the file."}}
	given := table.Table{Name: "across_benefits", Title: "What each program gives it in each region",
		Columns: []table.Column{{Name: "region"}, {Name: "program"}, {Name: "amount", Unit: "USD/year"}, {Name: "eligible"}, {Name: "reason"}}}
	for _, id := range regions.IDs() {
		if err := a.across(q.File.Name, u.Regions.At(id), &kept, &given); err != nil {
			return nil, err
		}
	}
	tables := []table.Table{kept, given}
	a.remark(tables)
	return u.result("purse household "+q.File.Name+" --in "+spelling+a.flags, a.inputs, tables...), nil
}

// across adds one region's rows: the totals of the statement as columns, its benefits as rows.
func (a *asked) across(file string, r region.Region, kept, given *table.Table) error {
	a.house.Region = r.Code
	units, err := a.units(file)
	if err != nil {
		return err
	}
	statement, err := statement.Tables(a.params, a.programs, units)
	if err != nil {
		return a.located(file, err)
	}
	totals := &statement[0]
	row := []any{r.Code, r.Name}
	for _, cells := range totals.Rows {
		if len(kept.Rows) == 0 {
			kept.Columns = append(kept.Columns, table.Column{Name: fmt.Sprint(cells[0]), Unit: "USD/year"})
		}
		row = append(row, cells[1])
	}
	kept.Rows = append(kept.Rows, row)
	for i := range statement {
		t := &statement[i]
		program, amount, eligible, reason := t.Column("program"), t.Column("amount"), t.Column("eligible"), t.Column("reason")
		if program < 0 || amount < 0 || eligible < 0 || reason < 0 {
			continue
		}
		for _, cells := range t.Rows {
			given.Add(r.Code, cells[program], cells[amount], cells[eligible], cells[reason])
		}
	}
	return nil
}

// HouseholdCurve tells how a household's taxes, benefits and income move as one amount moves; the
// amount is spelled as in wages=0..100000/500.
func (u *Union) HouseholdCurve(q HouseholdQuestion, sweep string) (*table.Result, error) {
	s, err := statement.ParseSweep(sweep)
	if err != nil {
		return nil, err
	}
	a, err := q.ask()
	if err != nil {
		return nil, err
	}
	t, err := s.Curve(a.params, a.programs, a.house)
	if err != nil {
		return nil, a.located(q.File.Name, err)
	}
	tables := []table.Table{t}
	a.remark(tables)
	return u.result("purse household "+q.File.Name+" --sweep "+sweep+a.flags, a.inputs, tables...), nil
}

// Explain tells how one number of a household came about: an item of a return, or a program. Units
// count from 1.
func (u *Union) Explain(q HouseholdQuestion, item string, which int) (*table.Result, error) {
	a, err := q.ask()
	if err != nil {
		return nil, err
	}
	units, err := a.units(q.File.Name)
	if err != nil {
		return nil, err
	}
	tables, err := a.explain(q.File.Name, units, item, which)
	if err != nil {
		return nil, err
	}
	command := "purse explain " + q.File.Name + " " + item
	if which != 1 {
		command += fmt.Sprintf(" --unit %d", which)
	}
	return u.result(command+a.flags, a.inputs, tables...), nil
}

func (a *asked) explain(file string, units *filing.Household, item string, which int) ([]table.Table, error) {
	program, ok := programs.ByName(item)
	switch {
	case !ok:
		return statement.Explain(a.table, units, which-1, item)
	case which != 1:
		return nil, fault.Usage("--unit %d with the program %s; programs are the household's, not a filing unit's", which, item)
	case a.programs == nil:
		return nil, &fault.Fault{File: file, Problem: "no benefits can be worked out", Expected: fmt.Sprintf("region: in the file, and a year from %d to %d", programs.FirstYear, programs.LastYear)}
	}
	tables, err := statement.ExplainProgram(a.programs, units, program)
	return tables, a.located(file, err)
}
