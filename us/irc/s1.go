package irc

import (
	"commonpurse/us/unit"
	"math"
)

// taxImposed is the tax on taxable income, 26 USC 1(a)-(d), (h), (i), (j); Form 1040 line 16,
// Schedule D Tax Worksheet. Qualified dividends and net capital gain are taxed at their own rates,
// stacked above other income; unrecaptured section 1250 gain at most at 25 percent and collectibles
// gain at most at 28, as far as they are not in brackets below 25 percent (1(h)(1)(A)). The tax is
// never above that of the schedule on the whole. Children's unearned income: 1(g), Form 8615.
func taxImposed(p *Params, f *unit.Facts, r *unit.Result) {
	income := r.TaxableIncome
	r.TaxAtSchedule = tax(p, f.Status, income)
	r.TaxAtGainRates = r.TaxAtSchedule
	r.PreferredIncome = positive(f.QualifiedDividends-f.InvestmentElected) + r.LongTermNetGain
	r.PreferredAtGainRates = 0
	r.OrdinaryAtBrackets = income
	if r.PreferredIncome <= 0 || p.GainsOrdinary {
		r.RegularTax = unearnedTax(p, f, r, r.TaxAtSchedule)
		return
	}
	slow := positive(f.Unrecaptured1250) + positive(f.Collectibles)
	r.PreferredAtGainRates = r.PreferredIncome - smaller(r.LongTermNetGain, slow)
	rest := above(income, r.PreferredAtGainRates)
	r.OrdinaryAtBrackets = larger(above(income, r.PreferredIncome), smaller(rest, p.below1250[f.Status]))
	atFirst := above(smaller(income, p.GainTop1[f.Status]), rest)
	left := smaller(income, r.PreferredAtGainRates) - atFirst
	atSecond := smaller(left, above(smaller(income, p.GainTop2[f.Status]), r.OrdinaryAtBrackets+atFirst))
	atThird := left - atSecond
	at1250, at28 := 0.0, 0.0
	if slow > 0 {
		at1250 = above(smaller(r.LongTermNetGain, positive(f.Unrecaptured1250)), above(r.PreferredIncome+r.OrdinaryAtBrackets, income))
		at28 = above(income, r.OrdinaryAtBrackets+atFirst+atSecond+atThird+at1250)
	}
	r.TaxAtGainRates = tax(p, f.Status, r.OrdinaryAtBrackets) + p.GainRate1.Of(atFirst) + p.GainRate2.Of(atSecond) +
		p.GainRate3.Of(atThird) + p.Gain1250.Of(at1250) + p.Gain28.Of(at28)
	r.RegularTax = unearnedTax(p, f, r, smaller(r.TaxAtGainRates, r.TaxAtSchedule))
}

// tax is the tax of the rate schedule, or of the Tax Table for incomes below its end: that of the
// middle of a row, to the dollar (26 USC 3).
func tax(p *Params, status unit.Status, income float64) float64 {
	return scheduled(p, &p.brackets[status], income)
}

// scheduled is the tax of a rate schedule, or of the Tax Table's rows.
func scheduled(p *Params, b *schedule, income float64) float64 {
	if p.UseTaxTable && income < p.TableTop {
		return math.Round(b.of(p.middleOfRow(income)))
	}
	return b.of(income)
}

func (b *schedule) of(income float64) float64 {
	if income <= 0 {
		return 0
	}
	i := 0
	for i+1 < Brackets && income > b.from[i+1] {
		i++
	}
	return b.tax[i] + b.rate[i].Of(income-b.from[i])
}

// middleOfRow is the middle of the Tax Table's row of an income. The first three rows end at 5, 15 and
// 25 dollars.
func (p *Params) middleOfRow(income float64) float64 {
	first, second, width := p.TableRows[tableFirst], p.TableRows[tableSecond], p.TableRows[tableRow]
	switch {
	case income < first:
		return first / 2
	case income < second:
		return (first + second) / 2
	case income < width:
		return (second + width) / 2
	case income >= p.TableRows[tableUntil]:
		width = p.TableRows[tableRowAbove]
	}
	return part(stepsDown(income, width), width) + float64(width/2)
}
