package programs

import (
	"fmt"
	"slices"

	"commonpurse/table"
	"commonpurse/us/benefit"
	"commonpurse/us/published"
)

// ByName finds a program by its name in tables.
func ByName(name string) (benefit.Program, bool) {
	for k := range benefit.Programs {
		if benefit.Program(k).String() == name {
			return benefit.Program(k), true
		}
	}
	return 0, false
}

// Explain shows how a program's amount came about: the working, step by step, the rules as their
// source has them, and the published rows it rests on in the household's region and year, with
// citation and grade.
func Explain(p *Params, h *benefit.Household, r *benefit.Result, program benefit.Program) ([]table.Table, error) {
	decided, err := rules(program)
	if err != nil {
		return nil, err
	}
	return []table.Table{working(h, r, program, p.Codes[h.Region]), decided, parameters(p.rows, p, h, program)}, nil
}

func working(h *benefit.Household, r *benefit.Result, program benefit.Program, region string) table.Table {
	t := table.Table{Name: "working", Title: program.Title() + ": how the amount came about",
		Columns: []table.Column{{Name: "step"}, {Name: "amount", Note: "dollars a year unless the step says otherwise"}, {Name: "law"}}}
	switch program {
	case benefit.SNAP:
		if r.SNAP.Members == 0 { // turned down before the formula, by what is measured below
			break
		}
		explainSNAP(&t, &r.SNAP)
	case benefit.SSI:
		for i := range h.N {
			if r.Person[i].SSICategory {
				t.Add(fmt.Sprintf("benefit of person %d, aged %d", i+1, h.People[i].Age), r.Person[i].SSI, "42 USC 1382; 20 CFR 416.1100-416.1182")
			}
		}
	case benefit.Medicaid, benefit.CHIP:
		for i := range h.N {
			m := &r.Person[i]
			group := m.Medicaid.String()
			if m.CHIP {
				group = "CHIP"
			}
			t.Add(fmt.Sprintf("income of the household of person %d over the guideline; group: %s", i+1, group), m.MedicaidIncome, "42 CFR 435.603, 435.110-435.330; 457.310")
		}
	case benefit.PremiumCredit:
		for k := range h.NUnits {
			t.Add(fmt.Sprintf("household income of filing unit %d", k+1), r.UnitIncome[k], "26 USC 36B(d)(2)")
			t.Add("benchmark premium of its members without other coverage", r.Benchmark[k], "26 USC 36B(b)(3)(B)")
			t.Add("expected contribution", r.Benchmark[k]-r.Credit[k], "26 USC 36B(b)(3)(A)")
			t.Add("credit", r.Credit[k], "26 USC 36B(b)(2)")
		}
	}
	why := r.Why[program]
	if why.Measure != benefit.NoMeasure && finite(why.Value) && finite(why.Limit) {
		t.Add("measured, in "+measureNames[why.Measure], why.Value, "")
		t.Add("limit, in "+measureNames[why.Measure], why.Limit, "")
	}
	t.Add("result: "+sentence(why, region), r.Amount[program], "")
	return t
}

func explainSNAP(t *table.Table, d *benefit.SNAPDetail) {
	for _, step := range []struct {
		name   string
		amount float64
		law    string
	}{
		{"members of the household (people)", float64(d.Members), "7 CFR 273.1, 273.5, 273.24"},
		{"gross income", d.Gross, "7 CFR 273.9(b), (c)"},
		{"earned income deduction", -d.Earned, "7 CFR 273.9(d)(2)"},
		{"standard deduction", -d.Standard, "7 CFR 273.9(d)(1)"},
		{"dependent care", -d.Care, "7 CFR 273.9(d)(4)"},
		{"medical expenses of aged and disabled members", -d.Medical, "7 CFR 273.9(d)(3)"},
		{"child support paid", -d.Support, "7 CFR 273.9(d)(5)"},
		{"excess shelter, with a utility allowance", -d.Shelter, "7 CFR 273.9(d)(6)"},
		{"net income, not below zero in any month", d.Net, "7 CFR 273.10(e)(1)"},
		{"maximum allotment", d.Maximum, "7 CFR 273.10(e)(4)"},
		{"months eligible", d.Months, "7 CFR 273.2(j), 273.8, 273.9(a)"},
		{"allotment", d.Normal, "7 CFR 273.10(e)(2)"},
		{"emergency allotments", d.Emergency, "Pub. L. 116-127 sec. 2302"},
		{"added by the region", d.TopUp + d.Supplement, "D.C. Code 4-261.04; Md. Human Services 5-501; N.J.S.A. 44:10-111"},
	} {
		t.Add(step.name, step.amount, step.law)
	}
}

// mostKeys bounds how many keys of one item are listed: tables by age or size are not printed whole.
const mostKeys = 12

// parameters lists the published rows of a program for the household's region and year.
func parameters(rows *published.Rows, p *Params, h *benefit.Household, program benefit.Program) table.Table {
	t := table.Table{Name: "parameters", Title: "Published amounts, limits and rates behind " + program.Title(),
		Columns: []table.Column{{Name: "parameter"}, {Name: "place"}, {Name: "key"}, {Name: "value"}, {Name: "unit"}, {Name: "period"}, {Name: "grade"}, {Name: "citation"}, {Name: "source"}}}
	region := p.Codes[h.Region]
	on := published.Day(p.Year, 7, 1)
	for _, item := range rows.Items() {
		if !slices.Contains(uses[program], item.Program) {
			continue
		}
		for _, place := range []string{region, published.GroupOf(region), "US"} {
			for _, area := range rows.Areas(item.Program, item.Name, place) {
				keys := rows.Keys(item.Program, item.Name, place, area)
				if len(keys) > mostKeys {
					continue
				}
				for _, key := range keys {
					v := rows.At(item.Program, item.Name, place, area, key, on)
					var amount any = v.Amount
					if !finite(v.Amount) {
						amount = "no limit"
						if v.Amount < 0 {
							amount = "not covered"
						}
					}
					where := place
					if area != "" {
						where += " " + area
					}
					t.Add(item.Program+"."+item.Name, where, key, amount, item.Unit, item.Period, v.Grade.String(), item.Citation, item.Source)
				}
			}
		}
	}
	return t
}
