package irc

import "commonpurse/us/unit"

// netUnearnedIncome is what a child's income that is not earned exceeds twice the least standard
// deduction of a dependent by, at most the taxable income, 26 USC 1(g)(4); Form 8615 lines 1-5. Gains
// and qualified dividends are in it as they are in the unearned income, or in the adjusted gross
// income where taxable income is the limit (Line 5 Worksheets).
func netUnearnedIncome(p *Params, f *unit.Facts, r *unit.Result) {
	r.NetUnearnedIncome = 0
	r.PreferredUnearned = 0
	if !f.UnearnedTaxed {
		return
	}
	unearned := above(r.AdjustedGrossIncome, positive(r.EarnedIncome))
	net := above(unearned, times(2, p.StandardLeast))
	r.NetUnearnedIncome = smaller(net, r.TaxableIncome)
	if r.NetUnearnedIncome <= 0 || p.GainsOrdinary {
		return
	}
	share := net / unearned
	if net > r.TaxableIncome {
		share = r.TaxableIncome / r.AdjustedGrossIncome
	}
	r.PreferredUnearned = smaller(r.NetUnearnedIncome, part(share, preferredOf(f, r)))
}

// preferredOf is qualified dividends and net capital gain, 26 USC 1(h)(3), (11).
func preferredOf(f *unit.Facts, r *unit.Result) float64 {
	return positive(f.QualifiedDividends-f.InvestmentElected) + r.LongTermNetGain
}

// unearnedTax is the larger of a child's own tax and of the tax without the net unearned income with
// the child's share of the tax it costs at the parent's rates, 26 USC 1(g)(1); Form 8615 lines 13-18.
// In 2018 and 2019 the brackets above earned income are those of trusts (1(j)(4)), unless the parent's
// rates are elected.
func unearnedTax(p *Params, f *unit.Facts, r *unit.Result, own float64) float64 {
	if r.NetUnearnedIncome <= 0 {
		return own
	}
	rest := r.TaxableIncome - r.NetUnearnedIncome
	b := &p.brackets[f.Status]
	top1, top2 := p.GainTop1[f.Status], p.GainTop2[f.Status]
	parental := larger(own, f.ParentalTax+stacked(p, b, top1, top2, rest, positive(r.PreferredIncome-r.PreferredUnearned)))
	if !p.ChildAtTrustRates {
		return parental
	}
	trust := trustSchedule(p, b, rest)
	atTrust := stacked(p, &trust, smaller(top1, rest+p.ChildGains[0]), smaller(top2, rest+p.ChildGains[1]), r.TaxableIncome, r.PreferredIncome)
	if p.ChildElection {
		return smaller(atTrust, parental)
	}
	return atTrust
}

// trustSchedule is a rate schedule whose upper brackets start no later than those of trusts do above
// earned taxable income, 26 USC 1(j)(4)(B).
func trustSchedule(p *Params, b *schedule, earned float64) schedule {
	t := *b
	for i, at := range p.childBrackets() {
		t.from[at] = smaller(t.from[at], earned+p.ChildBrackets[i])
	}
	for i := Brackets - 1; i > 1; i-- {
		t.from[i-1] = smaller(t.from[i-1], t.from[i])
	}
	for i := 1; i < Brackets; i++ {
		t.tax[i] = t.tax[i-1] + t.rate[i-1].Of(t.from[i]-t.from[i-1])
	}
	return t
}

// stacked is the tax of a schedule with gains and qualified dividends stacked above other income at
// their own rates, 26 USC 1(h)(1); never above that of the schedule on the whole.
func stacked(p *Params, b *schedule, top1, top2, income, gains float64) float64 {
	whole := scheduled(p, b, income)
	gains = smaller(gains, income)
	if gains <= 0 || p.GainsOrdinary {
		return whole
	}
	other := income - gains
	atFirst := above(smaller(income, top1), other)
	atSecond := smaller(gains-atFirst, above(smaller(income, top2), other+atFirst))
	return smaller(whole, scheduled(p, b, other)+p.GainRate1.Of(atFirst)+p.GainRate2.Of(atSecond)+p.GainRate3.Of(gains-atFirst-atSecond))
}

// ParentalTax is the allocable parental tax, 26 USC 1(g)(3)(A); Form 8615 lines 6-11: what the parent's
// tax would be more with the net unearned income of the children, of which a part is gains and
// qualified dividends.
func ParentalTax(p *Params, f *unit.Facts, r *unit.Result, unearned, gains float64) float64 {
	b := &p.brackets[f.Status]
	top1, top2 := p.GainTop1[f.Status], p.GainTop2[f.Status]
	return positive(stacked(p, b, top1, top2, r.TaxableIncome+unearned, r.PreferredIncome+gains) -
		stacked(p, b, top1, top2, r.TaxableIncome, r.PreferredIncome))
}
