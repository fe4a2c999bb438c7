package incidence

import (
	"math"
	"sort"

	"commonpurse/account"
)

// Group is a group of people ranked by income: a fifth, or the top hundredth.
type Group struct {
	Name     string
	From, To float64 // shares of people below and up to which the group reaches
}

// Fifths are the groups of the Congressional Budget Office's tables.
func Fifths() []Group {
	return []Group{{"lowest_quintile", 0, 0.2}, {"second_quintile", 0.2, 0.4}, {"middle_quintile", 0.4, 0.6}, {"fourth_quintile", 0.6, 0.8},
		{"highest_quintile", 0.8, 1}, {"top_1_percent", 0.99, 1}}
}

// Rate is what a group pays of its income.
type Rate struct {
	Group  Group
	People float64 // weighted
	Income float64 // before transfers and taxes, dollars a year
	Taxes  float64 // those that the assumption counts, dollars a year
}

// Average is taxes over income.
func (r Rate) Average() float64 { return r.Taxes / r.Income }

// Rates gives the average tax rate of each group under the assumption whose incidence the
// households' taxes follow. Income is the Budget Office's income before transfers and taxes:
// market income with the employer's payroll tax and health insurance and the corporate tax borne,
// and social insurance (Social Security, Medicare at its cost, unemployment insurance). People
// are ranked by it, adjusted for the size of the household by its square root. Households of
// negative income rank nowhere, as there; devices of the survey neither.
func Rates(h *account.Households, a Assumption, groups []Group) []Rate {
	type ranked struct {
		key, people, income, taxes float64
		row                        int
	}
	var list []ranked
	var total float64
	for i := range h.Len() {
		income := beforeTransfersAndTaxes(h, i)
		if income < 0 || h.Device[i] || h.Persons[i] == 0 {
			continue
		}
		w, n := h.Weight[i].Float(), float64(h.Persons[i])
		var taxes float64
		for t := range h.Tax {
			if a.Counts(account.Tax(t)) {
				taxes += h.Tax[t][i]
			}
		}
		if a.Counts(account.IncomeTax) {
			taxes -= h.Benefit[account.RefundableCredits][i] // refundable credits are negative taxes there
		}
		list = append(list, ranked{key: income / math.Sqrt(n), people: w * n, income: w * income, taxes: w * taxes, row: i})
		total += float64(w * n)
	}
	sort.Slice(list, func(x, y int) bool {
		if list[x].key != list[y].key {
			return list[x].key < list[y].key
		}
		return list[x].row < list[y].row
	})
	rates := make([]Rate, len(groups))
	for g := range groups {
		rates[g].Group = groups[g]
	}
	var below float64
	for _, r := range list {
		middle := (below + float64(r.people/2)) / total
		below += r.people
		for g := range groups {
			if middle > groups[g].From && middle <= groups[g].To {
				rates[g].People += r.people
				rates[g].Income += r.income
				rates[g].Taxes += r.taxes
			}
		}
	}
	return rates
}

func beforeTransfersAndTaxes(h *account.Households, i int) float64 {
	return h.MarketIncome[i] + h.EmployerHealth[i] + h.Tax[account.PayrollEmployer][i] + h.Tax[account.Corporate][i] +
		h.Benefit[account.SocialSecurity][i] + h.Benefit[account.Medicare][i] + h.Benefit[account.Unemployment][i]
}
