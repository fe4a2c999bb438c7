package population

import "commonpurse/table"

// unlisted are items of the tax statistics that some years do not tell apart, and where they are
// then.
var unlisted = []struct{ item, instead string }{
	{"tax_exempt_interest", "is not checked"},
	{"rent_royalty", "is part of other income"},
	{"ira_distributions", "is counted with pensions, as on the return of that year"},
	{"medical_deduction", "is part of other itemized deductions"},
}

// combinedYear is the year whose returns have individual retirement accounts and pensions on one line.
const combinedYear = 2018

// exemptionsUntil is the last year in which the tax statistics count exemptions, not individuals.
const exemptionsUntil = 2017

// leftOut tells what of a year is not published, and so no target or not told apart; each with what
// is done instead.
func (r *Report) leftOut() table.Table {
	t := table.Table{Name: "left_out", Title: "What is not published of the year, and what is done instead", Columns: []table.Column{{Name: "quantity"}, {Name: "instead"}}}
	year := r.People.Year
	held := map[string]bool{}
	for _, target := range r.Targets {
		held[target.Quantity] = true
	}
	if Projected(year) {
		t.Add("returns and income by class", "no tax statistics by region of the year: incomes grow by factors, and only what the table fit lists is held")
		return t
	}
	if !held["poor_children"] {
		t.Add("poor_children", "no target: no table by region at hand")
	}
	if advanced(year) {
		t.Add("child_credits", "no target: half was paid before returns were filed, and the statistics have the rest")
	}
	if year != securityYear {
		t.Add("social_security by region", "the union's total, shared by the residents of 65 and over and the benefits a head of 2022; it may give way")
	}
	if year <= ukcprLast {
		t.Add("poor_persons", "the Current Population Survey's, with few households a region; it may give way")
	}
	if year < cmsFirst {
		t.Add("medicaid_chip_persons", "those on Medicaid, without the children of CHIP")
	}
	if year <= exemptionsUntil {
		t.Add("individuals_on_returns", "exemptions, without those for age and blindness")
	}
	for _, u := range unlisted {
		if !r.Returns.Has(u.item) && (u.item != "ira_distributions" || year == combinedYear) {
			t.Add(u.item, u.instead)
		}
	}
	return t
}
