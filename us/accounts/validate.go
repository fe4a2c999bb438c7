package accounts

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"

	"commonpurse/account"
	"commonpurse/region"
	"commonpurse/sheet"
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

// rates are the shares of people in poverty in each region, and in the union at the end.
type rates struct{ official, spm []float64 }

// poor counts people in poverty under both measures. Households that stand for negative incomes
// are left out.
func (a *Accounts) poor() rates {
	h := a.Households
	n := h.Regions.Len()
	people, official, spm := make([]float64, n+1), make([]float64, n+1), make([]float64, n+1)
	for i, r := range h.Region {
		if h.Device[i] {
			continue
		}
		w := float64(h.Weight[i].Float() * float64(h.Persons[i]))
		money := h.MarketIncome[i]
		for b := range h.Benefit {
			if account.Benefit(b).Cash() {
				money += h.Benefit[b][i]
			}
		}
		for _, at := range [...]int{int(r), n} {
			people[at] += w
			if money < h.Guideline[i] {
				official[at] += w
			}
			if h.Disposable(i)-h.Expenses[i] < h.SPMThreshold[i] {
				spm[at] += w
			}
		}
	}
	for at := range people {
		official[at] /= people[at]
		spm[at] /= people[at]
	}
	return rates{official, spm}
}

// PovertyTable sets poverty among the households beside the published rates, by region.
func (a *Accounts) PovertyTable(tables fs.FS) (table.Table, error) {
	t := table.Table{Name: "poverty", Title: "Poverty beside published rates",
		Notes: []string{"None of these rates is a target. SPM-like: taxes and credits, food, housing and energy benefits, work, care and itemized medical expenses; regions' own taxes and most medical expenses out of pocket are not in it, and recipients of programs are concentrated on those who report them, so it lies below the published measure."},
		Columns: []table.Column{{Name: "region"}, {Name: "official_like", Unit: "share"}, {Name: "saipe", Unit: "share", Note: "Small Area Income and Poverty Estimates of the year"},
			{Name: "spm_like", Unit: "share"}, {Name: "spm", Unit: "share", Note: "published, mean of 2022 to 2024"}, {Name: "official_gap", Unit: "share"}, {Name: "spm_gap", Unit: "share"}}}
	published, err := readRates(tables, a.Households.Regions)
	if err != nil {
		return t, err
	}
	model := a.poor()
	n := a.Households.Regions.Len()
	for at := range n + 1 {
		name := "all"
		if at < n {
			name = a.Households.Regions.Code(region.ID(at))
		}
		t.Add(name, model.official[at], published.official[at], model.spm[at], published.spm[at], model.official[at]-published.official[at], model.spm[at]-published.spm[at])
	}
	return t, nil
}

func readRates(tables fs.FS, regions *region.List) (rates, error) {
	s, err := sheet.Read(tables, "accounts/poverty_rates", "region", "period", "item", "value", "unit", "source")
	if err != nil {
		return rates{}, err
	}
	n := regions.Len()
	out := rates{make([]float64, n+1), make([]float64, n+1)}
	for row := range s.Len() {
		at := n
		if code := s.Text(row, "region"); code != "US" {
			id, ok := regions.ByCode(code)
			if !ok {
				return out, s.Fault(row, "region", "no region "+code, "a region of the union", "")
			}
			at = int(id)
		}
		v, err := s.Float(row, "value")
		if err != nil {
			return out, err
		}
		switch {
		case s.Text(row, "item") == "spm_rate":
			out.spm[at] = v / 100
		case s.Text(row, "source") == "census_saipe":
			out.official[at] = v / 100
		}
	}
	return out, nil
}
