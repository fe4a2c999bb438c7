package compare

import (
	"fmt"
	"math"
	"strings"

	"commonpurse/ledger"
	"commonpurse/region"
	"commonpurse/table"

	"gonum.org/v1/gonum/stat"
)

// conventionOf gives the convention closest to a publisher's, "" when its figures are no balance
// that a ledger has (collections by the payer's address).
func conventionOf(f figure) string {
	switch f.publisher {
	case "rockefeller":
		if strings.Contains(f.measure, "excluding_covid") {
			return Nearest + ",include=timing" // all but one-off lines
		}
		return Nearest
	case "new york comptroller":
		return Comptroller
	case "defense communities office":
		return "cash"
	}
	return ""
}

// defence is the lines that the Defense Department's own table of contracts, payroll and grants
// covers.
var defence = []string{"military_pay", "defense_civilian_pay", "defense_contracts"}

// point works out our figure beside a published one; false when the ledger has none such.
func (c *Comparison) point(f figure) (float64, bool, error) {
	convention := conventionOf(f)
	if convention == "" || f.year < 2015 {
		return 0, false, nil
	}
	l, m, err := c.under(f.year, convention)
	if err != nil {
		return 0, false, err
	}
	var ids []region.ID
	if f.region == "US" {
		for r := range l.Regions.Len() {
			ids = append(ids, region.ID(r))
		}
	} else if id, ok := l.Regions.ByCode(f.region); ok {
		ids = append(ids, id)
	}
	var receipts, outlays, people float64
	for _, id := range ids {
		in, out := m.Sides(id)
		receipts, outlays, people = receipts+in.Dollars(), outlays+out.Dollars(), people+float64(l.Population[id])
	}
	v, ok := pick(f, l, m, ids, receipts, outlays, people)
	return v, ok, nil
}

func pick(f figure, l *ledger.Ledger, m *ledger.Matrix, ids []region.ID, receipts, outlays, people float64) (float64, bool) {
	balance := outlays - receipts
	switch f.measure {
	case "balance_of_payments", "balance_of_payments_excluding_covid":
		return balance, true
	case "balance_of_payments_per_capita", "balance_of_payments_excluding_covid_per_capita":
		return balance / people, true
	case "return_per_tax_dollar":
		return outlays / receipts, true
	case "federal_taxes_generated":
		return receipts, true
	case "federal_spending", "federal_spending_received":
		return outlays, true
	case "social_security_received":
		return lines(l, m, ids, "social_security"), true
	case "medicare_received":
		return lines(l, m, ids, "medicare"), true
	case "defense_spending_contracts_payroll_grants":
		return lines(l, m, ids, defence...), true
	}
	return 0, false
}

func lines(l *ledger.Ledger, m *ledger.Matrix, ids []region.ID, names ...string) float64 {
	var sum float64
	for _, name := range names {
		if i := l.Line(name); i >= 0 {
			for _, id := range ids {
				sum += m.Cells[i][id].Dollars()
			}
		}
	}
	return sum
}

// points lists every single published figure beside ours.
func (c *Comparison) points() (table.Table, error) {
	t := table.Table{Name: "points", Title: "Every single published figure beside ours under the convention closest to its publisher's",
		Columns: []table.Column{{Name: "publisher"}, {Name: "year", Unit: "year"}, {Name: "region"}, {Name: "measure"}, {Name: "published"}, {Name: "ours"}, {Name: "unit"}, {Name: "sign"}, {Name: "convention"}},
		Notes:   []string{"no figure of ours: collections by the payer's address, shares of them, or a part that the ledger does not have apart"}}
	for _, f := range c.published.figures {
		if f.measure == "balance_per_head" || f.publisher == "tax foundation" || f.publisher == "congressional budget office" || f.year == 2017 && (f.measure == "receipts" || f.measure == "outlays") {
			continue
		}
		ours, ok, err := c.point(f)
		if err != nil {
			return t, err
		}
		if !ok {
			t.Add(f.publisher, f.year, f.region, f.measure, rounded(f.value), nil, f.unit, "", "")
			continue
		}
		sign := ""
		if strings.Contains(f.measure, "balance") {
			if sign = "same"; (ours < 0) != (f.value < 0) {
				sign = "differs"
			}
		}
		t.Add(f.publisher, f.year, f.region, f.measure, rounded(f.value), rounded(ours), f.unit, sign, conventionOf(f))
	}
	return t, nil
}

// rounded leaves a figure with four digits that mean something.
func rounded(v float64) string {
	if math.Abs(v) >= 1e9 {
		return fmt.Sprintf("%.1fbn", v/1e9)
	}
	if math.Abs(v) < 100 {
		return fmt.Sprintf("%.2f", v)
	}
	return fmt.Sprintf("%.0f", v)
}

// Agreement is how many published balances ours shares the sign of, and those it does not.
type Agreement struct {
	Same   int
	Differ []string
}

// String writes the count and the exceptions.
func (a Agreement) String() string {
	if len(a.Differ) == 0 {
		return fmt.Sprintf("all %d", a.Same)
	}
	return fmt.Sprintf("%d of %d; differ: %s", a.Same, a.Same+len(a.Differ), strings.Join(a.Differ, ", "))
}

// Signs compares the signs of the balances that the Rockefeller Institute published for a year:
// of regions it has as net contributors, and as net recipients.
func (c *Comparison) Signs(year int) (contributors, recipients Agreement, err error) {
	for _, f := range c.published.figures {
		if f.publisher != "rockefeller" || f.year != year || f.region == "US" || f.measure != "balance_of_payments" && f.measure != "balance_per_head" {
			continue
		}
		perHead := f
		perHead.measure = "balance_of_payments_per_capita"
		if f.measure == "balance_of_payments" {
			perHead = f
		}
		ours, ok, err := c.point(perHead)
		if err != nil {
			return contributors, recipients, err
		}
		if !ok {
			continue
		}
		to := &recipients
		if f.value < 0 {
			to = &contributors
		}
		if (ours < 0) == (f.value < 0) {
			to.Same++
		} else {
			to.Differ = append(to.Differ, fmt.Sprintf("%s (published %s, ours %s)", f.region, rounded(f.value), rounded(ours)))
		}
	}
	return contributors, recipients, nil
}

// summary is what must hold, and whether it does.
func (c *Comparison) summary() (table.Table, error) {
	t := table.Table{Name: "summary", Title: "What must hold, and what is measured", Columns: []table.Column{{Name: "comparison"}, {Name: "measure"}, {Name: "wanted"}, {Name: "measured"}}}
	for i := range c.Sets {
		s := &c.Sets[i]
		switch s.Name {
		case "rockefeller_2023":
			t.Add(s.Name, "rank correlation of 50 balances", "at least 0.97", fmt.Sprintf("%.3f", s.Rank))
			t.Add(s.Name, "median gap, dollars a resident", "at most 500", fmt.Sprintf("%.0f", s.Median))
			t.Add(s.Name, "states more than 1,000 dollars off", "each explained", fmt.Sprintf("%d", len(s.FarRegions())))
		case "rockefeller_2017_receipts":
			t.Add(s.Name, "median gap", "at most 4 %", fmt.Sprintf("%.1f %%", 100*s.Median))
			with, err := c.gapWithGrowth(s)
			if err != nil {
				return t, err
			}
			t.Add(s.Name, "rank correlation of the gaps with growth of the share of liability, 2015 to 2017", "", fmt.Sprintf("%.2f", with))
		case "rockefeller_2017_outlays":
			t.Add(s.Name, "median gap", "at most 8 %", fmt.Sprintf("%.1f %%", 100*s.Median))
		case "tax_foundation":
			t.Add(s.Name, "rank correlation with 1981 to 2005", "where it moved", fmt.Sprintf("%.3f", s.Rank))
		}
	}
	for _, year := range []int{2022, 2023} {
		donors, recipients, err := c.Signs(year)
		if err != nil {
			return t, err
		}
		t.Add(fmt.Sprintf("rockefeller_signs_%d", year), "published net contributors", "same sign", donors.String())
		t.Add(fmt.Sprintf("rockefeller_signs_%d", year), "published net recipients", "same sign", recipients.String())
	}
	return t, nil
}

// gapWithGrowth is the rank correlation of the gaps of 2017 with the growth of each region's share
// of the income tax from 2015 to 2017: near one, the published table follows an earlier year.
func (c *Comparison) gapWithGrowth(s *Set) (float64, error) {
	then, _, err := c.under(2015, Nearest)
	if err != nil {
		return 0, err
	}
	now, _, err := c.under(2017, Nearest)
	if err != nil {
		return 0, err
	}
	var gaps, growth []float64
	for _, r := range s.Rows {
		id, ok := now.Regions.ByCode(r.Region)
		if !ok {
			continue
		}
		before, after := then.Line("individual_income_tax"), now.Line("individual_income_tax")
		gaps = append(gaps, r.Gap)
		growth = append(growth, float64(now.Cells[after][id])/float64(then.Cells[before][id]))
	}
	return stat.Correlation(ranks(gaps), ranks(growth), nil), nil
}
