package statement

import (
	"sync"

	"commonpurse/table"
	"commonpurse/us/benefit"
	"commonpurse/us/filing"
	"commonpurse/us/irc"
	"commonpurse/us/programs"
	"commonpurse/us/unit"
)

// Many are the results of many households: rows of the tables households, units and people.
type Many struct{ households, units, people [][]any }

// unitResults are the results of a return that the table units has.
var unitResults = []string{"total_income", "adjusted_gross_income", "deduction_taken", "taxable_income", "regular_tax", "alternative_minimum_tax",
	"nonrefundable_credits", "self_employment_tax", "net_investment_income_tax", "additional_medicare_tax", "total_tax", "earned_income_credit",
	"child_tax_credit", "additional_child_credit", "refundable_credits", "income_tax", "payroll_tax"}

// unitItems finds them in a result.
var unitItems = sync.OnceValue(func() []*unit.Item {
	list := make([]*unit.Item, len(unitResults))
	for i, name := range unitResults {
		list[i] = unit.Find(unit.ResultItems(), name)
	}
	return list
})

// Add works one household out and adds its rows; the key is what the caller knows it by. Without
// programs benefits are empty cells.
func (m *Many) Add(p *irc.Params, g *programs.Params, key string, h *unit.Household) error {
	units, err := filing.Units(p, h)
	if err != nil {
		return err
	}
	given, err := benefitsOf(g, units)
	if err != nil {
		return err
	}
	m.household(key, units, given)
	role := make([]string, len(h.People))
	in := make([]any, len(h.People))
	for i := range units.Units {
		u := &units.Units[i]
		m.unit(key, i, units, u)
		for k, member := range u.Members {
			if role[member] == "filer" || role[member] == "spouse" {
				continue
			}
			switch { // one who files and is another's dependent is told as the dependent
			case k >= u.Adults:
				role[member], in[member] = "dependent", i+1
			case role[member] == "dependent":
			case k == 0:
				role[member], in[member] = "filer", i+1
			default:
				role[member], in[member] = "spouse", i+1
			}
		}
	}
	for i := range h.People {
		m.person(key, units, i, in[i], role[i], given)
	}
	return nil
}

func (m *Many) household(key string, h *filing.Household, given *benefits) {
	s := sum(h)
	cash := reported(h.People, given != nil)
	disposable := s.afterTax() + cash
	row := []any{key, h.People.Region, h.People.Year, len(h.People.People), s.market, s.income + s.refundable, s.refundable, s.income, s.payroll, s.employer, cash}
	if given == nil {
		row = append(row, nil, nil, nil, disposable, nil)
		m.households = append(m.households, append(row, make([]any, benefit.Programs)...))
		return
	}
	disposable += given.cash
	row = append(row, given.cash, given.rationed, given.medical, disposable, disposable+given.medical)
	for k := range benefit.Programs {
		if given.result.Why[k].Reason == benefit.Unknown {
			row = append(row, nil)
		} else {
			row = append(row, given.result.Amount[k])
		}
	}
	m.households = append(m.households, row)
}

func (m *Many) unit(key string, i int, h *filing.Household, u *filing.Unit) {
	row := []any{key, i + 1, Name(h, u), u.Facts.Status.String(), len(u.Members) - u.Adults, u.Files}
	for _, item := range unitItems() {
		row = append(row, item.Value(&u.Result))
	}
	m.units = append(m.units, row)
}

func (m *Many) person(key string, h *filing.Household, i int, in any, role string, given *benefits) {
	row := []any{key, person(h.People, i), h.People.People[i].Age, in, role}
	if given == nil {
		m.people = append(m.people, append(row, make([]any, 6)...))
		return
	}
	got := given.result.Person[i]
	medicaid := ""
	if got.Medicaid != benefit.NotCovered {
		medicaid = got.Medicaid.String()
	}
	m.people = append(m.people, append(row, got.SSI, got.Pell, medicaid, got.CHIP, got.Medicare, got.SNAPMember))
}

// Join adds the rows of another after one's own.
func (m *Many) Join(other *Many) {
	m.households = append(m.households, other.households...)
	m.units = append(m.units, other.units...)
	m.people = append(m.people, other.people...)
}

// Tables are the results as tables.
func (m *Many) Tables() []table.Table {
	dollars := func(names ...string) []table.Column {
		list := make([]table.Column, len(names))
		for i, name := range names {
			list[i] = table.Column{Name: name, Unit: "USD/year"}
		}
		return list
	}
	households := table.Table{Name: "households", Title: "What each household has and keeps", Rows: m.households,
		Columns: append([]table.Column{{Name: "household"}, {Name: "region"}, {Name: "year", Unit: "year"}, {Name: "persons", Unit: "people"}},
			dollars("market_income", "income_tax_before_refundable_credits", "refundable_credits", "income_tax", "employee_and_self_employment_payroll_tax",
				"employer_payroll_tax", "cash_benefits_reported", "cash_and_near_cash_benefits", "benefits_if_served", "medical_benefits", "disposable_income", "comprehensive_income")...),
		Notes: []string{"Federal taxes only. Every program is taken up; benefits_if_served reach only a part of those who are eligible and are not in disposable_income.",
			"An empty cell is not known: the household names no region, or no amount is published for its region and year."}}
	for k := range benefit.Programs {
		households.Columns = append(households.Columns, table.Column{Name: benefit.Program(k).String(), Unit: "USD/year", Note: benefit.Program(k).Title()})
	}
	units := table.Table{Name: "units", Title: "Filing units and their returns", Rows: m.units,
		Columns: append([]table.Column{{Name: "household"}, {Name: "unit"}, {Name: "filers"}, {Name: "status"}, {Name: "dependents", Unit: "people"}, {Name: "files"}}, dollars(unitResults...)...)}
	people := table.Table{Name: "people", Title: "Whom each person files with, and what is the person's own", Rows: m.people,
		Columns: []table.Column{{Name: "household"}, {Name: "person"}, {Name: "age"}, {Name: "unit", Note: "number of the filing unit in its household"}, {Name: "role"},
			{Name: "ssi", Unit: "USD/year"}, {Name: "pell", Unit: "USD/year"}, {Name: "medicaid", Note: "category; empty: not covered"}, {Name: "chip"}, {Name: "medicare"}, {Name: "snap_member"}}}
	return []table.Table{households, units, people}
}
