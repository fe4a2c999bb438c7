package compare

import (
	"commonpurse/account"
	"commonpurse/incidence"
	"commonpurse/table"
)

// TaxRates sets average federal tax rates by fifths of the people beside those of the
// Congressional Budget Office. The households' taxes must follow the incidence cbo.
func (p *Published) TaxRates(h *account.Households) (table.Table, error) {
	t := table.Table{Name: "tax_rates", Title: "Average federal tax rates by income before transfers and taxes, beside the Congressional Budget Office's",
		Columns: []table.Column{{Name: "year", Unit: "year"}, {Name: "group"}, {Name: "published", Unit: "percent"}, {Name: "ours", Unit: "percent"}, {Name: "difference", Unit: "points"},
			{Name: "people", Unit: "people"}, {Name: "income", Unit: "USD/year"}, {Name: "taxes", Unit: "USD/year"}},
		Notes: []string{"income, payroll, corporate and excise taxes; refundable credits count as negative taxes",
			"the survey has too little income and too few benefits of non-filers at the bottom, and its top rests on an assumed tail"}}
	a, err := incidence.Named("cbo")
	if err != nil {
		return t, err
	}
	for _, r := range incidence.Rates(h, a, incidence.Fifths()) {
		published, ok := p.by("congressional budget office", h.Year, "average_federal_tax_rate_"+r.Group.Name)["US"]
		if !ok {
			t.Add(h.Year, r.Group.Name, nil, 100*r.Average(), nil, r.People, r.Income, r.Taxes)
			continue
		}
		t.Add(h.Year, r.Group.Name, published, 100*r.Average(), 100*r.Average()-published, r.People, r.Income, r.Taxes)
	}
	return t, nil
}
