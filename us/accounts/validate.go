package accounts

import (
	"cmp"
	"fmt"
	"slices"

	"commonpurse/table"
	"commonpurse/us/programs"
)

// ControlsTable tells, flow by flow, how far the households were from the ledger before they were
// brought to it: one row a flow, over the regions.
func (a *Accounts) ControlsTable() table.Table {
	t := table.Table{Name: "controls_of_flows", Title: fmt.Sprintf("Flows of %d before and after control", a.Households.Year),
		Notes: []string{"A factor is what the ledger has over what the households have, by region. Outside 0.8 to 1.25 it is a weakness of the model. Flows that are placed by a key (taxes that others remit, federal pensions) have no factor."},
		Columns: []table.Column{{Name: "flow"}, {Name: "raw", Unit: "USD/year"}, {Name: "controlled", Unit: "USD/year"}, {Name: "factor"},
			{Name: "least", Note: "smallest factor of a region"}, {Name: "median"}, {Name: "greatest"}, {Name: "weak", Unit: "regions", Note: "regions with a factor outside 0.8 to 1.25"}}}
	for at := 0; at < len(a.Controls); {
		end := at
		var raw, controlled float64
		var factors []float64
		weak := 0
		for ; end < len(a.Controls) && a.Controls[end].Flow == a.Controls[at].Flow; end++ {
			c := a.Controls[end]
			raw += c.Raw
			controlled += c.Controlled.Dollars()
			factors = append(factors, c.Factor)
			if c.Weak() {
				weak++
			}
		}
		if c := a.Controls[at]; c.Placed {
			t.Add(c.Flow, nil, controlled, nil, nil, nil, nil, nil)
		} else {
			slices.Sort(factors)
			t.Add(c.Flow, raw, controlled, controlled/raw, factors[0], factors[len(factors)/2], factors[len(factors)-1], weak)
		}
		at = end
	}
	return t
}

// CaseloadsTable tells how take-up met the administrative caseloads: one row a program.
func (a *Accounts) CaseloadsTable() table.Table {
	t := table.Table{Name: "caseloads", Title: "Take-up: caseloads wanted and enrolled",
		Notes: []string{"Those who report a program in the survey come first, then by a draw that is the same under every law. Where fewer are eligible by rule than the caseload has, all are enrolled and a shortfall is left."},
		Columns: []table.Column{{Name: "program"}, {Name: "target", Unit: "cases"}, {Name: "eligible", Unit: "cases"}, {Name: "reported", Unit: "cases", Note: "eligible and reporting"},
			{Name: "enrolled", Unit: "cases"}, {Name: "short", Unit: "regions", Note: "regions with fewer eligible than the target"}}}
	loads := slices.Clone(a.Uptake.Loads)
	slices.SortStableFunc(loads, func(x, y programs.Caseload) int { return cmp.Compare(x.Program, y.Program) })
	for at := 0; at < len(loads); {
		end, short := at, 0
		var target, eligible, reported, enrolled float64
		for ; end < len(loads) && loads[end].Program == loads[at].Program; end++ {
			c := loads[end]
			target, eligible, reported, enrolled = target+c.Target, eligible+c.Eligible, reported+c.Reported, enrolled+c.Enrolled
			if c.Eligible < c.Target {
				short++
			}
		}
		t.Add(loads[at].Program.String(), target, eligible, reported, enrolled, short)
		at = end
	}
	return t
}
