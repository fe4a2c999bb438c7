package irc

import "commonpurse/us/unit"

// minimumTaxableIncome is alternative minimum taxable income, 26 USC 55(b)(2), 56, 57; Form 6251
// lines 1-4: taxable income without the standard deduction or the taxes and miscellaneous deductions
// of those who itemize (56(b)(1)), without personal exemptions and the senior deduction, without the
// limit on itemized deductions (56(b)(1)(F)), less refunds of taxes, and preferences. Before 2017 the
// aged add back what the lower medical floor gave them (56(b)(1)(B)). Separate filers add a part of
// what exceeds the income at which their exemption is exhausted (55(d)(3)).
func minimumTaxableIncome(p *Params, f *unit.Facts, r *unit.Result) {
	deducted := r.CharityNonItemizer - r.CharityAboveLine
	if r.Itemizes {
		medical := 0.0
		if p.AMTMedical > 0 && anyAged(p, f) {
			medical = smaller(r.MedicalDeduction, p.AMTMedical.Of(positive(r.AdjustedGrossIncome)))
		}
		deducted = r.ItemizedDeductions + p.ItemizedShare.Of(r.ItemizedReduction-r.TaxesDeduction-r.MiscellaneousDeduction-medical)
	}
	income := r.AdjustedGrossIncome - deducted - r.QBIDeduction - r.TipDeduction - r.OvertimeDeduction - r.CarLoanDeduction -
		f.StateTaxRefunds + f.AMTPreferences
	if f.Status == unit.Separate {
		income += smaller(p.AMTOut.Of(above(income, p.amtSeparate)), p.AMTExemption[f.Status])
	}
	r.AMTIncome = income
}

// minimumTax is the tax by which the tentative minimum tax exceeds the regular tax, 26 USC 55(a),
// (b), (d), 59(j); Form 6251 lines 5-11 and Part III. The exemption falls with income; a child's was
// limited to earned income and an amount before 2018.
func minimumTax(p *Params, f *unit.Facts, r *unit.Result) {
	exemption := above(p.AMTExemption[f.Status], p.AMTOut.Of(above(r.AMTIncome, p.AMTStart[f.Status])))
	if p.AMTChildRule && f.Head.Age > 0 && f.Head.Age < p.AMTChildAge && f.Status != unit.Joint {
		exemption = smaller(exemption, r.EarnedIncome+p.AMTChild)
	}
	r.AMTExemption = exemption
	r.AMTBase = above(r.AMTIncome, exemption)
	foreign := f.AMTForeignTaxCredit
	if foreign <= 0 && !f.AMTCreditEntered {
		foreign = f.ForeignTaxCredit
	}
	r.TentativeMinimumTax = 0
	r.AlternativeMinimumTax = 0
	if r.AMTBase <= 0 {
		return
	}
	tentative := minimumRates(p, f.Status, r.AMTBase)
	if r.PreferredIncome > 0 && !p.GainsOrdinary {
		tentative = smaller(tentative, minimumGains(p, f, r))
	}
	r.TentativeMinimumTax = positive(tentative - foreign)
	r.AlternativeMinimumTax = above(r.TentativeMinimumTax, above(r.RegularTax, f.ForeignTaxCredit))
}

// minimumRates is 26 percent up to an amount and 28 above it, 26 USC 55(b)(1)(A); Form 6251 line 7.
func minimumRates(p *Params, status unit.Status, base float64) float64 {
	top := p.AMTTop1[status]
	return p.AMTRate1.Of(smaller(base, top)) + p.AMTRate2.Of(above(base, top))
}

// minimumGains is the tax with the rates of capital gains, 26 USC 55(b)(3); Form 6251 Part III, lines
// 12-38.
func minimumGains(p *Params, f *unit.Facts, r *unit.Result) float64 {
	base := r.AMTBase                                                                           // line 12
	gains := r.PreferredAtGainRates                                                             // line 13
	slow := smaller(gains+positive(f.Unrecaptured1250), larger(r.PreferredIncome, gains))       // line 15
	other := above(base, smaller(base, slow))                                                   // line 17
	room := above(p.GainTop1[f.Status], above(r.TaxableIncome, gains))                          // line 21
	atGain := smaller(base, gains)                                                              // line 22
	atFirst := smaller(room, atGain)                                                            // line 23
	atSecond := smaller(atGain-atFirst, above(p.GainTop2[f.Status], room+r.OrdinaryAtBrackets)) // line 30
	atThird := atGain - atFirst - atSecond                                                      // line 33
	at1250 := 0.0                                                                               // line 36
	if f.Unrecaptured1250 > 0 {
		at1250 = above(base, other+atFirst+atSecond+atThird)
	}
	return minimumRates(p, f.Status, other) + p.GainRate1.Of(atFirst) + p.GainRate2.Of(atSecond) +
		p.GainRate3.Of(atThird) + p.Gain1250.Of(at1250)
}
