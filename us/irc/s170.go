package irc

import "commonpurse/us/unit"

// charityDeduction is gifts to public charities, 26 USC 170(b)(1); Schedule A lines 11-14, Publication
// 526: cash up to a share of adjusted gross income, appreciated property up to a lower one and to
// what cash leaves of the limit for other gifts. Where all of income may be given in cash (2020,
// 2021) cash takes what the property leaves (Pub. L. 116-136 sec. 2205). From 2026 only what exceeds
// a share of income is deducted (170(b)(1)(I)). What is above the limits carries over.
func charityDeduction(p *Params, f *unit.Facts, r *unit.Result) {
	r.CharityDeduction = 0
	if f.CharityCash <= 0 && f.CharityProperty <= 0 {
		return
	}
	base := positive(r.AGIBeforeCharity)
	var cash, property float64
	if p.CharityCash >= 1 {
		property = smaller(f.CharityProperty, p.CharityGain.Of(base))
		cash = smaller(f.CharityCash, base-property)
	} else {
		cash = smaller(f.CharityCash, p.CharityCash.Of(base))
		property = smaller(f.CharityProperty, smaller(p.CharityGain.Of(base), above(p.CharityOther.Of(base), cash)))
	}
	r.CharityDeduction = above(cash+property, p.CharityFloor.Of(base))
}

// charityNonItemizer is cash gifts of those who do not itemize, up to an amount: above the line in
// 2020 (62(a)(22)), below it in 2021 and from 2026 (170(p)); Form 1040 line 10b (2020), 12b (2021).
func charityNonItemizer(p *Params, f *unit.Facts, r *unit.Result) {
	gifts := f.CharityNonItemizer
	if gifts <= 0 {
		gifts = f.CharityCash
	}
	r.CharityNonItemizer = smaller(gifts, p.CharityPlain[f.Status])
}
