package oracle

import (
	"math"
	"slices"

	"commonpurse/us/irc"
	"commonpurse/us/unit"
)

// Columns that follow from one another: a difference in one reaches those after it.
var (
	taxcalcTotals  = []string{"c07100", "c09200", "refund", "iitax", "combined"}
	taxcalcCredits = append([]string{"c07180", "CDCC_refund", "c07200", "c07220", "odc", "c11070", "ctc_new", "ctc_total", "ctc_nonrefundable",
		"ctc_refundable", "c07230", "c10960", "c07240", "c07260", "c07300", "c07400", "c07600", "c08000", "eitc"}, taxcalcTotals...)
	taxcalcTax     = append([]string{"c05200", "taxbc", "c09600", "c05800"}, taxcalcCredits...)
	taxcalcTaxable = append([]string{"senior_deduction", "auto_loan_interest_deduction", "overtime_income_deduction", "tip_income_deduction",
		"standard", "c04470", "c21040", "c21060", "c04600", "qbided", "c04800", "c62100"}, taxcalcTax...)
	taxcalcAGI = append([]string{"c00100", "c02500", "expanded_income", "c17000", "c18300", "c19200", "c19700", "c20500", "c20800", "niit", "othertaxes",
		"recovery_rebate_credit"}, taxcalcTaxable...)
)

var taxcalcDeductions = []string{"c17000", "c18300", "c19200", "c19700", "c20500", "c20800", "c21040", "c21060", "c04470", "standard", "c62100", "qbided", "c04800", "c05200"}

var taxcalcMinimum = also(taxcalcTax, "c62100")

// taxcalcClasses are the known differences between the law and Tax-Calculator 6.8.1.
func taxcalcClasses() []Class {
	return slices.Concat(taxcalcSurvivorClasses(), taxcalcParameterClasses(), taxcalcRuleClasses())
}

// taxcalcSurvivorClasses: amounts that the law doubles for joint returns only, and that the program
// doubles for surviving spouses too.
func taxcalcSurvivorClasses() []Class {
	survivor := func(from int, more func(k *Case) bool) func(k *Case) bool {
		return func(k *Case) bool {
			return k.Year >= from && k.Facts.Status == unit.SurvivingSpouse && more(k)
		}
	}
	return []Class{
		{Name: "survivor-child-credit", Errs: "Tax-Calculator", Columns: taxcalcCredits,
			Reason: "26 USC 24(h)(3): the phase-out starts at 400,000 for a joint return, at 200,000 for any other; the program gives surviving spouses 400,000",
			When: survivor(2018, func(k *Case) bool {
				return k.Facts.Dependents.Count > 0 && k.Result.ModifiedAGI > k.Params.ChildStart[unit.SurvivingSpouse]
			}),
			Act: "  ctc_phaseout_start: [{from: 2018, value: {surviving_spouse: 400_000}}]\n"},
		{Name: "survivor-qbi-threshold", Errs: "Tax-Calculator", Columns: taxcalcTaxable,
			Reason: "26 USC 199A(b)(3)(B), (e)(2): threshold and range are doubled for a joint return only; the program doubles the range (and to 2022 the threshold) for surviving spouses",
			When: survivor(2018, func(k *Case) bool {
				return k.Result.QualifiedBusinessIncome > 0 && k.Result.IncomeBeforeQBI > k.Params.QBIStart[unit.SurvivingSpouse]
			}),
			Act: "  qbi_threshold: [{from: 2018, until: 2018, value: {surviving_spouse: 315_000}}, {from: 2019, until: 2019, value: {surviving_spouse: 321_400}}, " +
				"{from: 2020, until: 2020, value: {surviving_spouse: 326_600}}, {from: 2021, until: 2021, value: {surviving_spouse: 329_800}}, {from: 2022, until: 2022, value: {surviving_spouse: 340_100}}]\n" +
				"  qbi_phase_in_range: [{from: 2018, until: 2025, value: {surviving_spouse: 100_000}}, {from: 2026, value: {surviving_spouse: 150_000}}]\n"},
		{Name: "survivor-car-loan-interest", Errs: "Tax-Calculator", Columns: also(taxcalcTaxable, "auto_loan_interest_deduction"),
			Reason: "26 USC 163(h)(4)(C)(ii): the phase-out starts at 200,000 for a joint return, at 100,000 for any other; the program gives surviving spouses 200,000",
			When: survivor(2025, func(k *Case) bool {
				return k.Facts.CarLoanInterest > 0 && k.Result.ModifiedAGI > k.Params.CarStart[unit.SurvivingSpouse]
			}),
			Act: "  auto_loan_interest_phaseout_start: [{from: 2025, until: 2028, value: {surviving_spouse: 200_000}}]\n"},
		{Name: "survivor-aged-deduction", Errs: "Tax-Calculator", Columns: also(taxcalcTaxable, "standard"),
			Reason: "26 USC 63(f)(3): the higher additional amount is for one who is not married and not a surviving spouse; the program gives it to surviving spouses",
			When: survivor(2014, func(k *Case) bool {
				return k.Result.AdditionalStandard > 0
			}),
			Act: "  standard_deduction_aged_or_blind: [{from: 2022, until: 2022, value: {surviving_spouse: 1750}}, {from: 2023, until: 2023, value: {surviving_spouse: 1800}}, {from: 2024, until: 2024, value: {surviving_spouse: 1950}}]\n"},
		{Name: "survivor-rebate-2020", Errs: "Tax-Calculator", Columns: []string{"recovery_rebate_credit", "refund", "iitax", "combined"},
			Reason: "26 USC 6428(c)(1): the payment of March 2020 falls from 150,000 for a joint return only (6428A(c)(1) of December names surviving spouses too); the program takes 150,000 for both",
			When:   survivor(2020, func(k *Case) bool { return k.Year == 2020 }),
			Law:    func(_ *Case, p *irc.Params) { p.Rebate1Start[unit.SurvivingSpouse] = p.Rebate1Start[unit.Joint] }},
		{Name: "survivor-business-loss", Errs: "Tax-Calculator",
			Reason: "26 USC 461(l)(3)(A)(ii)(II): the threshold is 200 percent for a joint return only; the program gives surviving spouses the double",
			When: survivor(2018, func(k *Case) bool {
				return k.Result.BusinessIncome < -k.Params.BusinessLossLimit[unit.SurvivingSpouse]
			}),
			Law: func(_ *Case, p *irc.Params) {
				p.BusinessLossLimit[unit.SurvivingSpouse] = p.BusinessLossLimit[unit.Joint]
			}},
	}
}

// taxcalcParameterClasses: amounts that differ from the published ones.
func taxcalcParameterClasses() []Class {
	return []Class{
		{Name: "separate-bracket-2023", Errs: "Tax-Calculator", Columns: taxcalcTax,
			Reason: "Rev. Proc. 2022-38 sec. 3.01: the 35 percent bracket of a separate return ends at 346,875 in 2023; the program has 578,125, the single amount",
			When: func(k *Case) bool {
				return k.Year == 2023 && k.Facts.Status == unit.Separate && k.Result.TaxableIncome > k.Params.Top6[unit.Separate]
			},
			Act: "  income_tax_bracket_6_top: [{from: 2023, until: 2023, value: {separate: 578_125}}]\n"},
		{Name: "aged-deduction-2023", Errs: "Tax-Calculator", Columns: taxcalcTaxable,
			Reason: "Rev. Proc. 2022-38 sec. 3.15(3): 1,850 dollars more for an unmarried aged or blind filer in 2023; the program has 1,800",
			When: func(k *Case) bool {
				return k.Year == 2023 && (k.Facts.Status == unit.Single || k.Facts.Status == unit.HeadOfHousehold) && k.Result.AdditionalStandard > 0
			},
			Act: "  standard_deduction_aged_or_blind: [{from: 2023, until: 2023, value: {single: 1800, head_of_household: 1800}}]\n"},
		{Name: "head-exemption-phaseout-2015", Errs: "Tax-Calculator", Columns: taxcalcTaxable,
			Reason: "Rev. Proc. 2014-61 sec. 3.19: exemptions of a head of household phase out from 284,050 in 2015; the program has 284,040",
			When: func(k *Case) bool {
				return k.Year == 2015 && k.Facts.Status == unit.HeadOfHousehold && k.Result.AdjustedGrossIncome > 284_040
			},
			Act: "  personal_exemption_phaseout_start: [{from: 2015, until: 2015, value: {head_of_household: 284_040}}]\n"},
		{Name: "salt-phasedown-2026", Errs: "Tax-Calculator", Columns: also(taxcalcTaxable, taxcalcDeductions...),
			Reason: "26 USC 164(b)(7)(B)(ii): the limit falls from 505,000 dollars in 2026; the program indexes the 500,000 of 2025",
			When: func(k *Case) bool {
				return k.Year == 2026 && k.Result.ModifiedAGI > k.Params.SALTStart[k.Facts.Status] && k.Result.TaxesBeforeCap > k.Params.SALTFloor[k.Facts.Status]
			},
			Act: "  salt_cap_phasedown_start: [{from: 2026, until: 2026, value: [513_850, 513_850, 256_925, 513_850, 513_850]}]\n"},
		{Name: "separate-qbi-threshold-2021", Errs: "Tax-Calculator", Columns: taxcalcTaxable,
			Reason: "Rev. Proc. 2020-45 sec. 3.27: the threshold of a separate return is 164,925 in 2021; the program has 164,900",
			When: func(k *Case) bool {
				return k.Year == 2021 && k.Facts.Status == unit.Separate && k.Result.QualifiedBusinessIncome > 0 && k.Result.IncomeBeforeQBI > 164_900
			},
			Act: "  qbi_threshold: [{from: 2021, until: 2021, value: {separate: 164_900}}]\n"},
		{Name: "separate-amt-2026", Errs: "Tax-Calculator", Columns: taxcalcTax,
			Reason: "26 USC 55(d)(3): AMT income of a separate return is raised from where the exemption is exhausted, 500,000 + 70,100 / 0.5 = 640,200 in 2026; the program has 639,200",
			When: func(k *Case) bool {
				return k.Year == 2026 && k.Facts.Status == unit.Separate && k.Result.AMTIncome > 639_200
			}},
		{Name: "eitc-start-2015", Errs: "Tax-Calculator", Columns: taxcalcCredits,
			Reason: "Rev. Proc. 2014-61 sec. 3.06: the credit ends at 14,820 and 39,131 in 2015 (joint 20,330 and 44,651), hence starts to fall at 8,240 and 18,110; the program has 8,250 and 18,150",
			When:   func(k *Case) bool { return k.Year == 2015 && earnsPast(k) },
			Act:    "  eitc_phaseout_start: [{from: 2015, until: 2015, value: [8250, 18_150, 18_150, 18_150]}]\n  eitc_phaseout_start_joint_addon: [{from: 2015, until: 2015, value: 5500}]\n"},
		{Name: "eitc-joint-start-2021", Errs: "Tax-Calculator", Columns: taxcalcCredits,
			Reason: "Rev. Proc. 2020-45 sec. 3.06 and 26 USC 32(n): the joint credit without children ends at 27,380 in 2021, hence starts to fall 5,950 later; the program has 5,940",
			When: func(k *Case) bool {
				return k.Year == 2021 && k.Facts.Status == unit.Joint && k.Facts.Dependents.EITCChildren == 0 && earnsPast(k)
			},
			Act: "  eitc_phaseout_start_joint_addon: [{from: 2021, until: 2021, value: {\"0\": 5940}}]\n"},
	}
}

// peerBusiness is the program's income of trades: without farms, with rents.
func peerBusiness(k *Case) float64 {
	f := &k.Facts
	return f.Head.SelfEmployment + f.Spouse.SelfEmployment + f.PartnershipSCorp + f.PassiveBusiness + f.FarmRent + f.RentRoyalty
}

// limitMoves says whether the deduction for business income would be another one, were the taxable
// income of its limit and the net capital gain that comes off it higher by so much (26 USC 199A(a)).
func limitMoves(k *Case, income, gain float64) bool {
	r, p := &k.Result, k.Params
	if p.QBIRate == 0 || r.QBIComponent+k.Facts.REITDividends <= 0 {
		return false
	}
	whole := r.QBIComponent + p.QBIRate.Of(max(0, k.Facts.REITDividends))
	base := r.IncomeBeforeQBI + income - r.LongTermNetGain - k.Facts.QualifiedDividends - gain
	return math.Abs(min(whole, p.QBIRate.Of(max(0, base)))-r.QBIDeduction) > 0.5
}

// halfStep says whether the fraction that a phase-out of education credits leaves ends in half a
// thousandth above an even one.
func halfStep(k *Case, start float64) bool {
	width := k.Params.OpportunityRange[k.Facts.Status]
	steps := (start + width - k.Result.ModifiedAGI) / (k.Params.EducationPlaces * width)
	whole := math.Floor(steps)
	return steps > 0 && steps*k.Params.EducationPlaces < 1 && math.Mod(whole, 2) == 0 && math.Abs(steps-whole-0.5) < 0.0005
}

// giftsAsStandard makes the gifts that those deduct who do not itemize a part of the standard deduction.
func giftsAsStandard(k *Case, p *irc.Params) {
	s, gifts := k.Facts.Status, k.Result.CharityNonItemizer
	p.CharityPlain[s] = 0
	p.Standard[s] += gifts
	p.StandardLeast += gifts
	p.StandardAddon += gifts
}

// itemizesNothing takes away what could be itemized.
func itemizesNothing(k *Case, f *unit.Facts) {
	f.CharityNonItemizer = k.Result.CharityNonItemizer
	f.Medical, f.StateIncomeTax, f.RealEstateTax, f.PersonalPropertyTax, f.OtherTaxes = 0, 0, 0, 0, 0
	f.MortgageInterest, f.InvestmentInterest, f.CharityCash, f.CharityProperty = 0, 0, 0, 0
	f.Casualty, f.DisasterCasualty, f.Miscellaneous, f.GamblingLosses, f.OtherItemized = 0, 0, 0, 0, 0
}

func selfEmployed(p *unit.Filer) float64 { return p.SelfEmployment + p.Farm + p.PartnershipEarnings }

// creditEnd is where the earned income credit ends, and a few dollars more, for peers who end it a
// little later.
func creditEnd(k *Case) float64 {
	n := min(3, k.Facts.Dependents.EITCChildren)
	end := k.Params.EITCStart[n] + k.Params.EITCMax[n]/float64(k.Params.EITCOut[n]) + 100
	if k.Facts.Status == unit.Joint {
		end += k.Params.EITCJoint[n]
	}
	return end
}

// inCreditRange says whether the larger of earned and adjusted gross income is below that end.
func inCreditRange(k *Case) bool {
	return max(k.Result.AdjustedGrossIncome, k.Result.EarnedIncome) < creditEnd(k)
}

// earnsPast says whether a unit with earned income stands in the phase-out of the credit.
func earnsPast(k *Case) bool {
	start := k.Params.EITCStart[min(3, k.Facts.Dependents.EITCChildren)]
	return k.Result.EarnedIncome > 0 && max(k.Result.AdjustedGrossIncome, k.Result.EarnedIncome) > start && inCreditRange(k)
}

func taxcalcRuleClasses() []Class {
	return []Class{
		{Name: "charity-2020-above-the-line", Errs: "Tax-Calculator", Columns: also(taxcalcAGI, "standard", "c02900"),
			Reason: "26 USC 62(a)(22), (f): gifts of up to 300 dollars of a filer who does not itemize reduce gross income in 2020, Form 1040 line 10b; the program adds them to the standard deduction",
			When:   func(k *Case) bool { return k.Year == 2020 && k.Result.CharityNonItemizer > 0 },
			Law:    giftsAsStandard},
		{Name: "additional-medicare-deferrals", Errs: "Tax-Calculator", Columns: also(taxcalcTotals, "ptax_amc", "othertaxes", "payrolltax"),
			Reason: "26 USC 3101(b)(2), 3121(v)(1)(A): elective deferrals are wages for Medicare (box 5 of Form W-2); the program takes wages net of them",
			When: func(k *Case) bool {
				return k.Result.DeferralsTotal > 0 && k.Result.AdditionalMedicareTax > 0
			},
			Law: func(k *Case, p *irc.Params) { p.MedicareStart[k.Facts.Status] += k.Result.DeferralsTotal }},
		{Name: "self-employment-by-person", Errs: "Tax-Calculator",
			Reason: "26 USC 1401, 1402(b)(2): the tax is on each person with net earnings of 400 dollars or more; the program tests the couple's sum, so that a spouse's loss frees the other and a spouse's profit taxes less than 400",
			When: func(k *Case) bool {
				head, spouse := selfEmployed(&k.Facts.Head), selfEmployed(&k.Facts.Spouse)
				floor := k.Params.SelfLeast / float64(k.Params.SelfFactor)
				return k.Facts.Status == unit.Joint && (head*spouse < 0 || head > 0 && spouse > 0 && min(head, spouse) < floor)
			},
			Law: func(k *Case, p *irc.Params) {
				if p.SelfFactor.Of(selfEmployed(&k.Facts.Head)+selfEmployed(&k.Facts.Spouse)) < p.SelfLeast {
					p.SelfLeast = math.Inf(1)
				} else {
					p.SelfLeast = 0
				}
			}},
		{Name: "gain-distributions-with-losses", Errs: "Tax-Calculator", Columns: also(taxcalcAGI, "c01000", "c23650"),
			Reason: "26 USC 852(b)(3)(B), 1211(b), 1222(11): capital gain distributions are long-term gains, netted with losses on Schedule D; the program adds them beside the limited loss and taxes all of them as gains",
			When: func(k *Case) bool {
				return k.Facts.GainDistributions > 0 && min(k.Facts.LongTermGains, k.Facts.ShortTermGains+k.Facts.LongTermGains) < 0
			},
			Law: func(k *Case, p *irc.Params) { p.CapitalLossLimit[k.Facts.Status] -= k.Facts.GainDistributions },
			Adjust: func(k *Case, f *unit.Facts) {
				f.InvestmentElected = min(f.InvestmentElected, f.QualifiedDividends)
				f.QualifiedDividends += f.GainDistributions - k.Result.LongTermNetGain
			}},
		{Name: "gain-distributions-in-eitc", Errs: "Tax-Calculator", Columns: taxcalcCredits,
			Reason: "26 USC 852(b)(3)(B), 32(i)(2)(D): capital gain distributions are capital gain and count as disqualified income; the program leaves them out",
			When:   func(k *Case) bool { return k.Facts.GainDistributions > 0 },
			Law:    func(k *Case, p *irc.Params) { p.EITCInvest += k.Facts.GainDistributions }},
		{Name: "gain-distributions-in-niit", Errs: "Tax-Calculator", Columns: also(taxcalcTotals, "niit", "othertaxes"),
			Reason: "26 USC 852(b)(3)(B), 1411(c)(1)(A)(iii): capital gain distributions are net gain; the program leaves them out of net investment income",
			When:   func(k *Case) bool { return k.Facts.GainDistributions > 0 && k.Result.NetInvestmentIncomeTax > 0 },
			Adjust: func(_ *Case, f *unit.Facts) { f.OtherNIIT -= f.GainDistributions }},
		{Name: "gain-distributions-in-qbi-limit", Errs: "Tax-Calculator", Columns: taxcalcTaxable,
			Reason: "26 USC 852(b)(3)(B), 199A(a)(2), (e)(1): capital gain distributions are net capital gain, which comes off the taxable income of the limit; the program leaves them in",
			When: func(k *Case) bool {
				return k.Facts.GainDistributions > 0 && limitMoves(k, 0, -k.Facts.GainDistributions)
			}},
		{Name: "gains-of-25-and-28-percent", Errs: "Tax-Calculator", Columns: taxcalcTax,
			Reason: "26 USC 1(h)(1)(A)(ii)(I): unrecaptured section 1250 gain and collectibles gain in brackets below 25 percent are taxed at the rates of those (Schedule D Tax Worksheet (2018) lines 19-21); the program takes 25 and 28 percent from where the gains rate of 0 ends",
			When: func(k *Case) bool {
				r, s := &k.Result, k.Facts.Status
				theirs := max(r.TaxableIncome-r.PreferredIncome, min(r.TaxableIncome-r.PreferredAtGainRates, k.Params.GainTop1[s]))
				return k.Year >= 2018 && r.PreferredIncome > 0 && k.Facts.Unrecaptured1250+k.Facts.Collectibles > 0 && r.OrdinaryAtBrackets > max(0, theirs)
			}},
		{Name: "medical-in-amt-under-65", Errs: "Tax-Calculator", Columns: taxcalcMinimum,
			Reason: "26 USC 56(b)(1)(B), 213(f) of 2013-2016: the floor was 10 percent for both taxes, and lower for regular tax only from age 65 (Form 6251 (2015) line 2); the program adds 2.5 percent of income back for all",
			When: func(k *Case) bool {
				young := k.Facts.Head.Age < k.Params.AgedFrom && k.Facts.Spouse.Age < k.Params.AgedFrom
				return k.Year <= 2016 && young && k.Result.Itemizes && k.Result.MedicalDeduction > 0
			},
			Adjust: func(k *Case, f *unit.Facts) {
				f.AMTPreferences += min(k.Result.MedicalDeduction, k.Params.AMTMedical.Of(max(0, k.Result.AdjustedGrossIncome)))
			}},
		{Name: "business-loss-2018-2020", Errs: "Tax-Calculator",
			Reason: "Pub. L. 116-136 sec. 2304: the limit on business losses of 26 USC 461(l) does not hold for 2018 to 2020; the program applies it",
			When: func(k *Case) bool {
				limit := map[int]float64{2018: 250_000, 2019: 255_000, 2020: 259_000}[k.Year]
				if s := k.Facts.Status; s == unit.Joint || s == unit.SurvivingSpouse {
					limit *= 2
				}
				return limit > 0 && -peerBusiness(k) > limit
			}},
		{Name: "business-loss-base", Errs: "Tax-Calculator",
			Reason: "26 USC 461(l)(3)(A): the limit is on all trades and businesses together, farms included; the program sums Schedules C and E alone, rents included",
			When: func(k *Case) bool {
				theirs := max(0, -peerBusiness(k)-k.Params.BusinessLossLimit[k.Facts.Status])
				return k.Year >= 2021 && theirs != k.Result.ExcessBusinessLoss
			}},
		{Name: "separate-amt-increase", Errs: "Tax-Calculator", Columns: taxcalcMinimum,
			Reason: "26 USC 55(d)(3): AMT income of a separate return is raised by 25 percent of what exceeds the income at which the exemption is exhausted; the program only ends the exemption",
			When:   func(k *Case) bool { return k.Facts.Status == unit.Separate && k.Result.AMTExemption == 0 }},
		{Name: "charity-of-nonitemizer-in-amt", Errs: "Tax-Calculator", Columns: also(taxcalcMinimum, taxcalcDeductions...),
			Reason: "26 USC 56(b)(1)(D), 170(p): only the standard deduction is added back for the minimum tax, not the gifts deducted beside it (Form 6251 (2021) line 2a takes Form 1040 line 12a); the program adds back both",
			When:   func(k *Case) bool { return k.Year != 2020 && k.Result.CharityNonItemizer > 0 },
			Law:    giftsAsStandard},
		{Name: "itemized-limitation-2026", Errs: "Tax-Calculator", Columns: also(taxcalcTaxable, taxcalcDeductions...),
			Reason: "26 USC 68(a) of 2026: 2/37 of the smaller of itemized deductions and taxable income (with them added back) above the 37 percent bracket; the program takes adjusted gross income above it, without the first limit",
			When: func(k *Case) bool {
				r := &k.Result
				theirs := k.Params.TopLimitRate.Of(max(0, r.AdjustedGrossIncome-k.Params.Top6[k.Facts.Status]))
				return k.Year == 2026 && r.ItemizedBeforeLimit > 0 && math.Abs(theirs-r.ItemizedReduction) > 0.5
			}},
		{Name: "itemized-limitation-in-amt-2026", Errs: "Tax-Calculator", Columns: taxcalcMinimum,
			Reason: "26 USC 56(b)(1)(F): section 68 does not apply for the minimum tax, so that its reduction is taken back; the program leaves it",
			When:   func(k *Case) bool { return k.Year == 2026 && k.Result.Itemizes },
			Adjust: func(k *Case, f *unit.Facts) { f.AMTPreferences += k.Result.ItemizedReduction }},
		{Name: "additional-medicare-in-8812", Errs: "Tax-Calculator", Columns: taxcalcCredits,
			Reason: "26 USC 24(d)(2)(A)(iii): taxes on wages and self-employment that count include Additional Medicare Tax (Schedule 8812 line 22); the program leaves it out",
			When: func(k *Case) bool {
				r := &k.Result
				taxes := r.OASDIEmployee + r.HIEmployee + r.HalfSelfEmploymentTax + k.Facts.UnreportedPayrollTax
				without := max(taxes-r.EarnedIncomeCredit-k.Facts.ExcessPayrollWithheld, float64(k.Params.AdditionalRate)*(r.EarnedIncome-k.Params.AdditionalThreshold))
				return k.Facts.Dependents.CTCChildren >= k.Params.AdditionalChildren && r.AdditionalMedicareWages > 0 && r.AdditionalChildCredit > without
			}},
		{Name: "child-amt-exemption", Errs: "Tax-Calculator", Columns: also(taxcalcTaxable, taxcalcDeductions...),
			Reason: "26 USC 55(d)(4)(A)(iii): the lower exemption of a child (59(j)) does not hold after 2017; the program applies it under 18",
			When:   func(k *Case) bool { return k.Year >= 2018 && k.Facts.Head.Age > 0 && k.Facts.Head.Age < 18 },
			Law:    func(_ *Case, p *irc.Params) { p.AMTChildRule, p.AMTChildAge = true, 18 }},
		{Name: "same-tax-either-way", Errs: "definition", Columns: also(taxcalcDeductions, "c09600"),
			Reason: "26 USC 63(e): a filer may itemize; where no tax is due either way the program shows the standard deduction, this law the larger",
			When:   func(k *Case) bool { return k.Result.TaxBeforeCredits == 0 && k.Result.Itemizes },
			Adjust: itemizesNothing},
		{Name: "child-credit-columns-2021", Errs: "definition", Columns: []string{"c07220", "ctc_new"},
			Reason: "26 USC 24(i): the program shows the credit of 2021 as two, the older credit and the increase; their sum, ctc_total, is compared",
			When: func(k *Case) bool {
				return k.Year == 2021 && k.Facts.Dependents.CTCChildren+k.Facts.Dependents.Age17 > 0
			}},
		{Name: "other-dependents-2021", Errs: "Tax-Calculator", Columns: taxcalcCredits,
			Reason: "26 USC 24(i)(1), (h)(4): in 2021 the credit for children is refundable, the 500 dollars for other dependents are not (Schedule 8812 line 15); the program pays both",
			When: func(k *Case) bool {
				return k.Year == 2021 && k.Result.OtherDependentCredit+k.Result.AdditionalChildCredit < k.Result.ChildCreditBeforeLimit
			}},
		{Name: "other-dependents-columns-2021", Errs: "definition", Columns: []string{"odc", "ctc_nonrefundable", "ctc_refundable", "c07100", "c09200", "refund"},
			Reason: "26 USC 24(i)(1), (h)(4): what the tax takes of the credit for other dependents of 2021 stands among the credits that are not refundable; the program shows it among the refundable ones, and the income tax is the same",
			When:   func(k *Case) bool { return k.Year == 2021 && k.Result.OtherDependentCredit > 0 }},
		{Name: "education-of-separate-filers", Errs: "Tax-Calculator", Columns: taxcalcCredits,
			Reason: "26 USC 25A(g)(6), (g)(3)(B): a married person needs a joint return, and a dependent's expenses are the claimant's; the program gives the credits to both",
			When: func(k *Case) bool {
				return (k.Facts.Status == unit.Separate || k.Facts.Claimed) && k.Facts.AmericanOpportunity+k.Facts.LifetimeLearning > 0
			}},
		{Name: "dependents-own-credits", Errs: "Tax-Calculator", Columns: also(taxcalcCredits, "recovery_rebate_credit"),
			Reason: "26 USC 32(c)(1)(A)(ii)(III), 6428(d)(2), 6428A(d)(2)(B), 6428B(c)(2): no earned income credit without children and no rebate for a dependent of another; the program gives them",
			When: func(k *Case) bool {
				free := k.with(func(f *unit.Facts) { f.Claimed = false })
				return k.Facts.Claimed && free.EarnedIncomeCredit+free.RecoveryRebate > 0
			}},
		{Name: "oasdi-below-floor", Errs: "Tax-Calculator", Columns: []string{"ptax_oasdi"},
			Reason: "26 USC 1402(b)(2): no tax on net earnings below 400 dollars; the program leaves the old-age part of it in this column",
			When: func(k *Case) bool {
				low := func(p *unit.Filer) bool {
					net := k.Params.SelfFactor.Of(selfEmployed(p))
					return net > 0 && net < k.Params.SelfLeast
				}
				return low(&k.Facts.Head) || low(&k.Facts.Spouse)
			}},
		{Name: "separate-filer-eitc", Errs: "Tax-Calculator", Columns: taxcalcCredits,
			Reason: "26 USC 32(d)(2)(A) from 2021: a married person may claim on a separate return only with a qualifying child; the program gives the credit without children",
			When: func(k *Case) bool {
				return k.Year >= 2021 && k.Facts.Status == unit.Separate && k.Facts.Dependents.EITCChildren == 0 && k.Result.EarnedIncome > 0 && inCreditRange(k)
			}},
		{Name: "education-half-step", Errs: "definition", Columns: taxcalcCredits,
			Reason: "Form 8863 lines 6 and 17: the phase-out fraction is rounded to at least three places; exactly between two the program takes the even one, this law the higher",
			When: func(k *Case) bool {
				f, p, s := &k.Facts, k.Params, k.Facts.Status
				return f.AmericanOpportunity > 0 && halfStep(k, p.OpportunityStart[s]) || f.LifetimeLearning > 0 && halfStep(k, p.LearningStart[s])
			}},
		{Name: "charity-floor-2026", Errs: "Tax-Calculator", Columns: also(taxcalcTaxable, taxcalcDeductions...),
			Reason: "26 USC 170(b)(1)(I) of 2026: of the gifts otherwise allowable, hence after the limits, what exceeds 0.5 percent of the base is allowed; the program takes the floor off before the limits",
			When: func(k *Case) bool {
				agi := k.Result.AdjustedGrossIncome
				return k.Year == 2026 && (k.Facts.CharityCash+k.Facts.CharityProperty > k.Params.CharityCash.Of(agi) || k.Facts.CharityProperty > k.Params.CharityGain.Of(agi))
			}},
		{Name: "service-trade-minimum-2026", Errs: "Tax-Calculator", Columns: also(taxcalcTaxable, taxcalcDeductions...),
			Reason: "26 USC 199A(i)(2), (d)(1)(A), (d)(3): the 400 dollars are for income of qualified trades, and a specified service trade is none above the range; the program gives them",
			When: func(k *Case) bool {
				s := k.Facts.Status
				return k.Year == 2026 && k.Facts.ServiceBusiness > 0 && k.Result.IncomeBeforeQBI >= k.Params.QBIStart[s]+k.Params.QBIRange[s]
			}},
		{Name: "rebate-2020-children", Errs: "Tax-Calculator", Columns: []string{"recovery_rebate_credit", "refund", "iitax", "combined"},
			Reason: "26 USC 6428(a)(2), 6428A(a)(2): a payment for each qualifying child under 17; the program counts all persons under 18, filers too",
			When: func(k *Case) bool {
				minor := k.Facts.Head.Age < 18 || k.Facts.Status == unit.Joint && k.Facts.Spouse.Age < 18
				return k.Year == 2020 && (k.Facts.Dependents.Age17 > 0 || minor)
			}},
		{Name: "rebate-2020-phaseout", Errs: "Tax-Calculator", Columns: []string{"recovery_rebate_credit", "refund", "iitax", "combined"},
			Reason: "26 USC 6428(c), 6428A(c): each payment is reduced by 5 percent of AGI above its start; the program reduces their sum once",
			When: func(k *Case) bool {
				over := k.Params.RebateRate.Of(max(0, k.Result.AdjustedGrossIncome-k.Params.Rebate1Start[k.Facts.Status]))
				whole := k.under(func(p *irc.Params) { p.RebateRate = 0 }).RecoveryRebate
				return k.Year == 2020 && over > 0 && math.Abs(max(0, whole-over)-k.Result.RecoveryRebate) > 0.5
			}},
	}
}
