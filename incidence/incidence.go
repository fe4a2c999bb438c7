// Package incidence names assumptions on who bears the taxes that somebody else remits. An
// assumption is a value with a name, never a constant in a calculation: ledgers read it to place
// such taxes on regions, accounts to place them on households, so that tables by region and by
// decile come from one allocation.
package incidence

import (
	"strings"

	"commonpurse/account"
	"commonpurse/fault"
)

// Published says that a share is taken as the pack's tables publish it.
const Published = -1

// Assumption is one answer to who bears what.
type Assumption struct {
	Name  string
	Title string
	// Corporate is the share of the corporate tax on capital income; the rest is on labour income.
	Corporate float64
	// Foreign is the share of capital's part that falls on owners abroad, or Published.
	Foreign float64
	// Excise is kind (each excise on spending of the taxed kind) or consumption (all spending).
	Excise string
	// Customs is goods, consumption or durables: the spending that duties fall on.
	Customs string
	// Estate is collections (where estates are), capital or top (the highest incomes).
	Estate string
	// Counted are the taxes that tables of tax rates count; the payroll tax is on the worker, the
	// employer's half included, in all of them.
	Counted []account.Tax
}

var all = []account.Tax{account.IncomeTax, account.PayrollEmployee, account.PayrollEmployer, account.SelfEmployment, account.Corporate, account.Excise,
	account.Customs, account.Estate}

// list is the assumptions in the order they are shown; the first is the default.
var list = []Assumption{
	{Name: "default", Title: "three quarters of the corporate tax on capital, one on labour, foreign owners' part abroad; excises and customs on spending of the taxed kinds; estate tax where estates are",
		Corporate: 0.75, Foreign: Published, Excise: "kind", Customs: "goods", Estate: "collections", Counted: all},
	{Name: "cbo", Title: "as default with all of the corporate tax on residents, counting the four taxes of the Congressional Budget Office's tables: income, payroll, corporate, excise",
		Corporate: 0.75, Foreign: 0, Excise: "kind", Customs: "goods", Estate: "collections",
		Counted: []account.Tax{account.IncomeTax, account.PayrollEmployee, account.PayrollEmployer, account.SelfEmployment, account.Corporate, account.Excise}},
	{Name: "capital", Title: "as default with all of the corporate tax on capital", Corporate: 1, Foreign: Published, Excise: "kind", Customs: "goods", Estate: "collections", Counted: all},
	{Name: "labour", Title: "as default with all of the corporate tax on labour", Corporate: 0, Foreign: Published, Excise: "kind", Customs: "goods", Estate: "collections", Counted: all},
	{Name: "half", Title: "as default with the corporate tax half on capital, half on labour", Corporate: 0.5, Foreign: Published, Excise: "kind", Customs: "goods", Estate: "collections", Counted: all},
	{Name: "residents", Title: "as default with all of the corporate tax on residents", Corporate: 0.75, Foreign: 0, Excise: "kind", Customs: "goods", Estate: "collections", Counted: all},
	{Name: "consumption", Title: "as default with excises and customs on all consumption", Corporate: 0.75, Foreign: Published, Excise: "consumption", Customs: "consumption", Estate: "collections", Counted: all},
	{Name: "tradables", Title: "as default with customs on durable goods, the most traded", Corporate: 0.75, Foreign: Published, Excise: "kind", Customs: "durables", Estate: "collections", Counted: all},
	{Name: "top", Title: "as default with the estate tax on the highest incomes", Corporate: 0.75, Foreign: Published, Excise: "kind", Customs: "goods", Estate: "top", Counted: all},
}

// Names lists the assumptions.
func Names() []string {
	names := make([]string, len(list))
	for i := range list {
		names[i] = list[i].Name
	}
	return names
}

// Default is the assumption of METHOD.md section 1.
func Default() Assumption { return list[0] }

// Named finds an assumption. A name that is not there is a fault of the flag --incidence.
func Named(name string) (Assumption, error) {
	for _, a := range list {
		if a.Name == name {
			return a, nil
		}
	}
	return Assumption{}, &fault.Fault{File: "--incidence", Problem: "no incidence named " + name, Expected: "one of " + strings.Join(Names(), ", "), Nearest: fault.Nearest(name, Names())}
}

// Counts says whether a table of tax rates under the assumption counts a tax.
func (a Assumption) Counts(tax account.Tax) bool {
	for _, t := range a.Counted {
		if t == tax {
			return true
		}
	}
	return false
}
