package accounts

import (
	"io/fs"

	"commonpurse/account"
	"commonpurse/region"
	"commonpurse/sheet"
	"commonpurse/table"
)

// rates are the shares of people in poverty in each region, and in the union at the end. official is
// the Small Area estimate, survey the Current Population Survey's.
type rates struct{ official, survey, spm []float64 }

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
		weight := h.Weight[i].Float()
		w := float64(weight * float64(h.Persons[i]))
		families := h.OfficialPoor(i, h.MoneyIncome(i)).Persons
		below := h.SPMResources(i) < h.SPMThreshold[i]
		for _, at := range [...]int{int(r), n} {
			people[at] += w
			official[at] += float64(weight * families)
			if below {
				spm[at] += w
			}
		}
	}
	for at := range people {
		official[at] /= people[at]
		spm[at] /= people[at]
	}
	return rates{official: official, spm: spm}
}

// PovertyTable sets poverty among the households beside the published rates, by region.
func (a *Accounts) PovertyTable(tables fs.FS) (table.Table, error) {
	t := table.Table{Name: "poverty", Title: "Poverty beside published rates",
		Notes: []string{
			"What is a target: the weights are held to the poor people and poor children of the Small Area estimates (saipe), counted on the survey's money income with related subfamilies as families of their own. What is a check: both model rates here, which come after the law, the programs and the control totals.",
			"official_like: families, related subfamilies with the family they live in, unrelated individuals apart; money income with cash benefits, without realised gains; the next year's guidelines stand for the thresholds by size (those by children are not at hand). Two surveys publish this measure, and they differ as shown: saipe rests on the American Community Survey, official on the Current Population Survey.",
			"spm_like: the household shares all (the published unit leaves out housemates); taxes and credits, food and housing benefits, the latter capped at the need for shelter; work, care and medical expenses imputed; without regions' own taxes, energy assistance and child support. Recipients are those of administrative caseloads: the published measure counts benefits as the survey has them, which is fewer.",
		},
		Columns: []table.Column{{Name: "region"}, {Name: "official_like", Unit: "share"}, {Name: "saipe", Unit: "share", Note: "Small Area Income and Poverty Estimates of the year"},
			{Name: "spm_like", Unit: "share"}, {Name: "spm", Unit: "share", Note: "published, mean of 2022 to 2024"}, {Name: "official_gap", Unit: "share", Note: "official_like less saipe"}, {Name: "spm_gap", Unit: "share"},
			{Name: "official", Unit: "share", Note: "published by the Current Population Survey, mean of 2022 to 2024"}}}
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
		t.Add(name, model.official[at], published.official[at], model.spm[at], published.spm[at], model.official[at]-published.official[at], model.spm[at]-published.spm[at], published.survey[at])
	}
	return t, nil
}

func readRates(tables fs.FS, regions *region.List) (rates, error) {
	s, err := sheet.Read(tables, "accounts/poverty_rates", "region", "period", "item", "value", "unit", "source")
	if err != nil {
		return rates{}, err
	}
	n := regions.Len()
	out := rates{make([]float64, n+1), make([]float64, n+1), make([]float64, n+1)}
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
		default:
			out.survey[at] = v / 100
		}
	}
	return out, nil
}

// EffectsTable sets the effect of each element on the SPM-like rate beside the published one: the rate
// with the element less the rate without it.
func (a *Accounts) EffectsTable(tables fs.FS) (table.Table, error) {
	t := table.Table{Name: "poverty_effects", Title: "Effect of each element on the SPM-like rate",
		Notes: []string{
			"A check, not a target. Each effect leaves out one element at a time, so they do not add up. Published for 2024, from benefits as the survey has them; ours are of the year's administrative caseloads, with the emergency allotments of SNAP. How much correcting the survey's benefits lowers the measure is worked out by Wheaton and Tran, The Antipoverty Effects of the Supplemental Nutrition Assistance Program, Urban Institute 2018, appendix C.",
		},
		Columns: []table.Column{{Name: "element"}, {Name: "ours", Unit: "points"}, {Name: "published", Unit: "points"}, {Name: "difference", Unit: "points"}}}
	s, err := sheet.Read(tables, "accounts/poverty_effects", "element", "year", "value", "unit", "source")
	if err != nil {
		return t, err
	}
	with := a.spmRate(func(int) float64 { return 0 })
	for row := range s.Len() {
		name := s.Text(row, "element")
		published, err := s.Float(row, "value")
		if err != nil {
			return t, err
		}
		element := a.element(name)
		if element == nil {
			return t, s.Fault(row, "element", "element is "+name, "a benefit, a tax or an expense of the measure", "")
		}
		ours := float64(100 * (with - a.spmRate(element)))
		t.Add(name, ours, published, ours-published)
	}
	return t, nil
}

// element gives what a household's resources hold of an element, less than zero for an expense; nil
// when there is no such element.
func (a *Accounts) element(name string) func(i int) float64 {
	h := a.Households
	switch name {
	case account.Housing.String():
		return func(i int) float64 { return h.Benefit[account.Housing][i] - a.own[i].excess }
	case account.IncomeTax.String():
		return func(i int) float64 { return -h.Tax[account.IncomeTax][i] }
	case "payroll_tax":
		return func(i int) float64 { return -h.Tax[account.PayrollEmployee][i] - h.Tax[account.SelfEmployment][i] }
	case "work_expenses":
		return func(i int) float64 { return -a.own[i].work }
	case "medical_expenses":
		return func(i int) float64 { return -a.own[i].medical }
	}
	for b := range h.Benefit {
		if column := h.Benefit[b]; account.Benefit(b).String() == name {
			return func(i int) float64 { return column[i] }
		}
	}
	return nil
}

// spmRate gives the union's SPM-like rate without a part of each household's resources.
func (a *Accounts) spmRate(without func(i int) float64) float64 {
	h := a.Households
	var people, poor float64
	for i := range h.Region {
		if h.Device[i] {
			continue
		}
		w := float64(h.Weight[i].Float() * float64(h.Persons[i]))
		people += w
		if h.SPMResources(i)-without(i) < h.SPMThreshold[i] {
			poor += w
		}
	}
	return poor / people
}
