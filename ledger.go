package purse

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"commonpurse/fault"
	"commonpurse/ledger"
	"commonpurse/region"
	"commonpurse/table"
	"commonpurse/us/budget"
)

// LedgerQuestion is what may be asked of the accounts of a union.
type LedgerQuestion struct {
	Regions    []string // codes; none: all regions
	Years      []int    // fiscal years; none: the union's default year
	Convention string   // such as benefit:interest=tax,deficit=neutral
	Incidence  string   // who bears what others remit, by name; none: as the convention has it
	Measure    ledger.Measure
	Lines      []File // the user's own lines
	Explain    string // a line to explain for each of the regions, instead of the tables
}

// LedgerYears is the first and the last fiscal year that accounts can be asked for.
func LedgerYears() (first, last int) { return budget.FirstYear, budget.LastYear }

// Ledger answers with the accounts of the union: every line by region, the balance of every
// region under every preset and the convention asked for, how far conventions agree, how well
// the dollars are placed, and the footing to the official budget. The remarks say what the
// user's own lines replaced.
func (u *Union) Ledger(q LedgerQuestion) (result *table.Result, remarks []string, err error) {
	asked, err := ledger.ParseUnder(q.Convention, q.Incidence)
	if err != nil {
		return nil, nil, err
	}
	regions, err := u.regions(q.Regions)
	if err != nil {
		return nil, nil, err
	}
	accounts, err := budget.Read(u.FS, u.Union.Regions)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, fault.Usage("this pack has no ledger")
	}
	if err != nil {
		return nil, nil, err
	}
	if len(q.Years) == 0 {
		q.Years = []int{u.Year}
	}
	var years []*ledger.Ledger
	var inputs []string
	for _, year := range q.Years {
		l, err := accounts.Build(year)
		if err != nil {
			return nil, nil, err
		}
		for _, file := range q.Lines {
			var notes []string
			if l, notes, err = l.Replace(file.Name, file.Text); err != nil {
				return nil, nil, err
			}
			remarks = append(remarks, notes...)
			inputs = append(inputs, string(file.Text))
		}
		years = append(years, l)
	}
	var tables []table.Table
	if q.Explain != "" {
		tables, err = explainLine(accounts, years, regions, q.Explain)
	} else {
		tables, err = ledger.Tables(years, ledger.Report{Asked: asked, Regions: regions, Measure: q.Measure})
	}
	if err != nil {
		return nil, nil, err
	}
	for i := range tables {
		tables[i].Notes = append(tables[i].Notes, remarks...)
	}
	return u.result(q.command(u, asked, regions), inputs, tables...), remarks, nil
}

// regions reads codes; none gives the empty set.
func (u *Union) regions(codes []string) (region.Set, error) {
	var set region.Set
	var faults fault.List
	for _, code := range codes {
		id, ok := u.Union.Regions.ByCode(code)
		if !ok {
			faults = append(faults, &fault.Fault{Problem: fmt.Sprintf("no region %q", code), Expected: "codes of regions, such as " + u.Union.Regions.Code(0),
				Nearest: fault.Nearest(code, u.Union.Regions.Codes())})
			continue
		}
		set |= region.Of(id)
	}
	return set, faults.Or()
}

// explainLine tells how a line of one year came about, for each region asked for.
func explainLine(accounts *budget.Tables, years []*ledger.Ledger, regions region.Set, line string) ([]table.Table, error) {
	if len(years) != 1 || regions.Len() != 1 {
		return nil, &fault.Fault{File: "--explain", Problem: fmt.Sprintf("%d regions and %d years", regions.Len(), len(years)), Expected: "one region and one year"}
	}
	return accounts.Explain(years[0], line, regions.IDs()[0])
}

// command is the canonical spelling of the question.
func (q *LedgerQuestion) command(u *Union, asked ledger.Convention, regions region.Set) string {
	words := []string{"purse", "ledger"}
	for _, id := range regions.IDs() {
		words = append(words, u.Union.Regions.Code(id))
	}
	if first, last := q.Years[0], q.Years[len(q.Years)-1]; first == last {
		words = append(words, "--year", fmt.Sprint(first))
	} else {
		words = append(words, "--years", fmt.Sprintf("%d..%d", first, last))
	}
	words = append(words, "--convention", asked.String())
	switch q.Measure {
	case ledger.PerResident:
		words = append(words, "--per-capita")
	case ledger.ShareOfGDP:
		words = append(words, "--share-gdp")
	}
	for _, file := range q.Lines {
		words = append(words, "--line", file.Name)
	}
	if q.Explain != "" {
		words = append(words, "--explain", q.Explain)
	}
	return strings.Join(words, " ")
}
