// Package statement tells a household's taxes as tables: its filing units, each return in the order
// of the form, what it keeps, what one more dollar of earnings leaves, curves over an income, and how
// any one number came about.
package statement

import (
	"fmt"
	"strings"

	"commonpurse/table"
	"commonpurse/us/filing"
	"commonpurse/us/irc"
	"commonpurse/us/programs"
	"commonpurse/us/unit"
)

// Tables are the statement of a household: totals, marginal rates, units, returns, and benefits when
// the programs of its year are given.
func Tables(p *irc.Params, g *programs.Params, h *filing.Household) ([]table.Table, error) {
	rates, err := marginal(p, h)
	if err != nil {
		return nil, err
	}
	given, err := benefitsOf(g, h)
	if err != nil {
		return nil, err
	}
	tables := []table.Table{totals(h, given), rates, units(h), returns(h)}
	if given == nil {
		return tables, nil
	}
	t, err := programs.Statement(g, &given.house, &given.result)
	if err != nil {
		return nil, err
	}
	return append(tables, t), nil
}

// Name calls a unit by those who file.
func Name(h *filing.Household, u *filing.Unit) string {
	names := make([]string, u.Adults)
	for i := range names {
		names[i] = person(h.People, u.Members[i])
	}
	return strings.Join(names, " and ")
}

func person(h *unit.Household, i int) string {
	if name := h.People[i].Name; name != "" {
		return name
	}
	return fmt.Sprintf("person %d", i+1)
}

// units says who files with whom, and why.
func units(h *filing.Household) table.Table {
	t := table.Table{Name: "units", Title: "Filing units",
		Notes: []string{"Who may be claimed and who keeps the home is taken from ages, relations and incomes: nobody is asked for his costs. " +
			"Joint or separate returns, itemizing or not: the cheaper is taken."},
		Columns: []table.Column{{Name: "unit", Unit: ""}, {Name: "filers"}, {Name: "status"}, {Name: "dependents"}, {Name: "files"}, {Name: "why"}}}
	for i := range h.Units {
		u := &h.Units[i]
		var dependents []string
		for _, d := range u.Members[u.Adults:] {
			dependents = append(dependents, person(h.People, d))
		}
		t.Add(i+1, Name(h, u), u.Facts.Status.String(), strings.Join(dependents, ", "), u.Files, strings.Join(u.Said, " "))
	}
	return t
}

// always are the lines that a return shows even when they are zero.
var always = map[string]bool{"total_income": true, "adjusted_gross_income": true, "deduction_taken": true, "taxable_income": true,
	"regular_tax": true, "tax_before_credits": true, "nonrefundable_credits": true, "total_tax": true, "refundable_credits": true,
	"income_tax": true, "payroll_tax": true}

// hidden are results that serve other lines only.
var hidden = map[string]bool{"salt_cap": true, "amt_exemption": true, "credit_limit": true, "basic_standard_deduction": true,
	"agi_before_charity": true, "modified_agi": true, "income_before_social_security": true, "adjustments_before_student_loan": true,
	"provisional_income": true, "taxable_income_before_qbi": true, "preferred_at_gain_rates": true, "ordinary_at_brackets": true,
	"tax_at_schedule": true, "tax_at_gain_rates": true, "amt_base": true, "tentative_minimum_tax": true, "disqualified_investment_income": true,
	"net_gain": true, "expanded_income": true, "personal_exemptions_before_phaseout": true, "federal_unemployment_tax": true}

// itemizing are lines of Schedule A, shown to those who itemize.
var itemizing = map[string]bool{"medical_deduction": true, "taxes_before_cap": true, "taxes_deduction": true, "mortgage_deduction": true,
	"interest_deduction": true, "charity_deduction": true, "casualty_deduction": true, "miscellaneous_deduction": true,
	"other_itemized_deduction": true, "itemized_before_limit": true, "itemized_reduction": true, "itemized_deductions": true}

// returns is every return, what was entered and what was worked out, in the order of the form.
func returns(h *filing.Household) table.Table {
	t := table.Table{Name: "return", Title: "Returns in the order of the form",
		Columns: []table.Column{{Name: "unit"}, {Name: "part", Note: "entered or worked out"}, {Name: "item"}, {Name: "line", Note: "form line of tax year 2025 unless a year is given"}, {Name: "amount", Unit: "USD/year"}}}
	for i := range h.Units {
		u := &h.Units[i]
		for _, item := range unit.FactItems() {
			if v := item.Value(&u.Facts); v != 0 && !item.Whole(&u.Facts) {
				t.Add(i+1, "entered", item.Name, item.Line, v)
			}
		}
		for _, item := range unit.ResultItems() {
			v := item.Value(&u.Result)
			switch {
			case item.Whole(&u.Result) || hidden[item.Name]:
			case itemizing[item.Name] && !u.Result.Itemizes:
			case v != 0 || always[item.Name]:
				t.Add(i+1, "worked out", item.Name, item.Line, v)
			}
		}
	}
	return t
}

// sums are what a household earns, pays and keeps.
type sums struct {
	market, income, refundable, payroll, employer float64
}

// reported is cash that no return counts as gross income and no program works out, and what the file
// reports of programs when they are not worked out.
func reported(h *unit.Household, programs bool) float64 {
	sum := 0.0
	for i := range h.People {
		p := &h.People[i]
		sum += p.WorkersCompensation + p.ChildSupport - p.ChildSupportPaid
		if !programs {
			sum += p.SocialSecurity + p.SSI + p.VeteransBenefits + p.Unemployment
		}
	}
	return sum
}

func sum(h *filing.Household) sums {
	var s sums
	for i := range h.Units {
		u := &h.Units[i]
		f, r := &u.Facts, &u.Result
		s.market += r.WagesTotal + r.DeferralsTotal + f.Head.SelfEmployment + f.Spouse.SelfEmployment + f.Head.Farm + f.Spouse.Farm +
			f.PartnershipSCorp + f.PassiveBusiness + f.FarmRent + f.RentRoyalty + f.TaxableInterest + f.ExemptInterest +
			f.OrdinaryDividends + f.ShortTermGains + f.LongTermGains + f.Pensions + f.ExemptPensions + f.IRADistributions +
			f.AlimonyReceived - f.AlimonyPaid + f.OtherIncome
		s.income += r.IncomeTax
		s.refundable += r.RefundableCredits
		s.employer += r.OASDIEmployer + r.HIEmployer
		s.payroll += r.PayrollTax - r.OASDIEmployer - r.HIEmployer
	}
	return s
}

// afterTax is market income less the household's own federal taxes.
func (s sums) afterTax() float64 { return s.market - s.income - s.payroll }

func totals(h *filing.Household, given *benefits) table.Table {
	t := table.Table{Name: "household", Title: "What the household has and keeps",
		Notes:   []string{"Federal taxes only: regions' own income taxes are not worked out."},
		Columns: []table.Column{{Name: "item"}, {Name: "amount", Unit: "USD/year"}}}
	s := sum(h)
	t.Add("market_income", s.market)
	t.Add("income_tax_before_refundable_credits", s.income+s.refundable)
	t.Add("refundable_credits", s.refundable)
	t.Add("income_tax", s.income)
	t.Add("employee_and_self_employment_payroll_tax", s.payroll)
	t.Add("employer_payroll_tax", s.employer)
	cash := reported(h.People, given != nil)
	t.Add("cash_benefits_reported", cash)
	disposable := s.afterTax() + cash
	if given != nil {
		t.Add("cash_and_near_cash_benefits", given.cash)
		t.Add("benefits_if_served", given.rationed)
		t.Add("medical_benefits", given.medical)
		t.Notes = append(t.Notes, "Benefits are those of programs taken up; benefits_if_served reach only a part of those who are eligible and are not in disposable_income.")
		disposable += given.cash
	}
	t.Add("disposable_income", disposable)
	if given != nil {
		t.Add("comprehensive_income", disposable+given.medical)
		t.Notes = append(t.Notes, "comprehensive_income adds medical benefits at their cost to government. The employer's payroll tax is pay that is taxed away: it changes neither.")
	}
	return t
}

// cent is the change of earnings behind a marginal rate: the law's own slope at the point, which
// meets a step only where one stands on it.
const cent = 0.01

// marginal is what the law takes of one more cent of each adult's wages, choices made anew.
func marginal(p *irc.Params, h *filing.Household) (table.Table, error) {
	t := table.Table{Name: "marginal_rates", Title: "What taxes take of one more dollar of wages",
		Columns: []table.Column{{Name: "person"}, {Name: "income_tax", Unit: "share"}, {Name: "payroll_tax", Unit: "share", Note: "the employee's"}, {Name: "together", Unit: "share"}}}
	before := sum(h)
	for i := range h.Units {
		for _, who := range h.Units[i].Members[:h.Units[i].Adults] {
			more := *h.People
			more.People = append([]unit.Person(nil), h.People.People...)
			more.People[who].Wages += cent
			moved, err := filing.Units(p, &more)
			if err != nil {
				return t, err
			}
			after := sum(moved)
			income, payroll := (after.income-before.income)/cent, (after.payroll-before.payroll)/cent
			t.Add(person(h.People, who), round(income), round(payroll), round(income+payroll))
		}
	}
	return t, nil
}
