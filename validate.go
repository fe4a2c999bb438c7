package purse

import (
	"fmt"

	"commonpurse/ledger"
	"commonpurse/table"
	"commonpurse/us/accounts"
	"commonpurse/us/budget"
	"commonpurse/us/budget/compare"
	"commonpurse/us/irc"
	"commonpurse/us/population"
	"commonpurse/us/programs"
	"commonpurse/us/unit"
)

// Validate sets the model beside every published figure that it is held against: the ledger beside
// published balances, the people beside the tax statistics, the households beside their control
// totals, caseloads, poverty rates and average tax rates.
func (u *Union) Validate(threads int) (*table.Result, error) {
	books, err := budget.Read(u.FS, u.Regions)
	if err != nil {
		return nil, err
	}
	published, err := compare.Read(u.FS)
	if err != nil {
		return nil, err
	}
	comparison, err := compare.Compare(books, published)
	if err != nil {
		return nil, err
	}
	tables, err := comparison.Tables()
	if err != nil {
		return nil, err
	}
	people, households, err := u.households(books, threads)
	if err != nil {
		return nil, err
	}
	rates, err := published.TaxRates(households.Households)
	if err != nil {
		return nil, err
	}
	poverty, err := households.PovertyTable(u.FS)
	if err != nil {
		return nil, err
	}
	effects, err := households.EffectsTable(u.FS)
	if err != nil {
		return nil, err
	}
	tables = append(tables, rates, households.ControlsTable(), households.CaseloadsTable(), poverty, effects)
	tables = append(tables, people...)
	for i := range tables {
		tables[i].Notes = append(tables[i].Notes, fmt.Sprintf("Households are those of %d.", population.BaseYear))
	}
	return u.result("purse validate", nil, tables...), nil
}

// households makes the accounts of the base year, and what the people are held against.
func (u *Union) households(books *budget.Tables, threads int) ([]table.Table, *accounts.Accounts, error) {
	people, err := population.Load(population.BaseYear)
	if err != nil {
		return nil, nil, err
	}
	code, err := irc.Load(population.BaseYear, "")
	if err != nil {
		return nil, nil, err
	}
	rules, err := programs.Load(population.BaseYear)
	if err != nil {
		return nil, nil, err
	}
	l, err := books.Build(population.BaseYear)
	if err != nil {
		return nil, nil, err
	}
	benefit, _ := ledger.Preset("benefit")
	matrix, err := l.Under(benefit)
	if err != nil {
		return nil, nil, err
	}
	made, err := accounts.Make(accounts.Inputs{People: people, Law: code, Programs: rules, Ledger: matrix, Tables: u.FS, Threads: threads})
	if err != nil {
		return nil, nil, err
	}
	report, err := population.NewReport(people.People, func(f *unit.Facts, r *unit.Result) { irc.Calculate(code, f, r) }, threads)
	if err != nil {
		return nil, nil, err
	}
	evidence, err := population.WithoutTaxes()
	if err != nil {
		return nil, nil, err
	}
	tables, err := report.Validation(evidence)
	return tables, made, err
}
