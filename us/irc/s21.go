package irc

import (
	"commonpurse/money"
	"commonpurse/us/unit"
)

// careCredit is a share of expenses for the care of children under 13 and others who cannot care
// for themselves, 26 USC 21; Form 2441. Expenses count up to a cap for one and twice it for more,
// less what the employer paid untaxed (21(c), 129), and up to the earned income of the lower earner,
// who is taken to earn an amount when a student or disabled (21(d)); combat pay counts by a choice apart
// from that of the earned income credit (32(c)(2)(B)(vi)). The share falls with each
// started step of income (21(a)(2)). Refundable in 2021 (21(g)).
func careCredit(p *Params, f *unit.Facts, r *unit.Result) {
	r.CareRate = 0
	r.CareCredit = 0
	r.CareCreditRefundable = 0
	r.CareBenefitsExcluded = 0
	r.CareExpensesAllowed = 0
	if f.Dependents.CarePersons <= 0 || f.CareExpenses <= 0 {
		return
	}
	persons := min(f.Dependents.CarePersons, 2)
	head := r.EarnedIncomeHead + f.CombatPayForCare
	lower := head
	if f.Status == unit.Joint {
		lower = smaller(deemed(p, &f.Head, persons, head), deemed(p, &f.Spouse, persons, r.EarnedIncomeSpouse))
	}
	r.CareBenefitsExcluded = smaller(f.CareBenefits, smaller(p.CareBenefitLimit[f.Status], lower))
	cap := above(times(persons, p.CareCap), r.CareBenefitsExcluded)
	r.CareExpensesAllowed = smaller(smaller(f.CareExpenses, cap), lower)
	rate := p.careRate(f.Status, r.AdjustedGrossIncome)
	r.CareRate = float64(rate)
	credit := rate.Of(r.CareExpensesAllowed)
	if p.CareRefundable {
		r.CareCreditRefundable = credit
		return
	}
	r.CareCredit = smaller(credit, above(r.CreditLimit, r.ForeignTaxCredit))
}

// deemed is a spouse's earned income, at least an amount a month for a full-time student or a
// disabled spouse.
func deemed(p *Params, w *unit.Filer, persons int, earned float64) float64 {
	if w.Student || w.Disabled {
		return larger(earned, times(12, p.CareDeemed[persons-1]))
	}
	return earned
}

// careRate is the applicable percentage: two falls by steps, each to its own least.
func (p *Params) careRate(status unit.Status, income float64) money.Rate {
	rate := p.CareRateMax
	if over := above(income, p.CareStart1); over > 0 {
		rate = money.Rate(larger(float64(p.CareRateMin1), float64(p.CareRateMax)-p.CareRateStep.Of(stepsUp(over, p.CareStep1))))
	}
	if over := above(income, p.CareStart2[status]); over > 0 {
		rate = money.Rate(larger(float64(p.CareRateMin2), float64(rate)-p.CareRateStep.Of(stepsUp(over, p.CareStep2[status]))))
	}
	return rate
}
