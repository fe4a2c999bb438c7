package oracle

import (
	"math"
	"slices"

	"commonpurse/money"
	"commonpurse/us/irc"
	"commonpurse/us/unit"
)

// Columns that follow from one another: a difference in one reaches those after it.
var (
	taxsimTax     = []string{"fiitax", "fiitax_two_agree"}
	taxsimCredits = append([]string{"v22+v23", "actc", "v24", "v25"}, taxsimTax...)
	taxsimRegular = append([]string{"v19", "v27", "v28"}, taxsimCredits...)
	taxsimTaxable = append([]string{"v18", "qbid", "v26"}, taxsimRegular...)
	taxsimAGI     = append([]string{"v10", "v12", "v13", "v14", "v15", "v16", "v17", "niit", "cares"}, taxsimTaxable...)
)

func also(columns []string, more ...string) []string { return append(slices.Clone(columns), more...) }

// taxsimClasses are the known differences between the law and TAXSIM-35 (the July 2026 build).
func taxsimClasses() []Class {
	return slices.Concat(taxsimIncomeClasses(), taxsimRateClasses(), taxsimCreditClasses())
}

func taxsimIncomeClasses() []Class {
	return []Class{
		{Name: "negative-property-income", Errs: "TAXSIM", Columns: taxsimAGI,
			Reason: "26 USC 62(a)(4), 61: a loss on other property reduces income; the program of 2024 and 2025 adds it",
			When:   func(k *Case) bool { return k.Year >= 2024 && k.Facts.RentRoyalty < 0 },
			Adjust: func(_ *Case, f *unit.Facts) { f.RentRoyalty = -f.RentRoyalty }},
		{Name: "transfers-in-provisional-income", Errs: "TAXSIM", Columns: taxsimAGI,
			Reason: "26 USC 86(b)(2): the income tested is adjusted gross income and half of the benefits; untaxed transfers are no part of it",
			When:   func(k *Case) bool { return k.Facts.SocialSecurity > 0 && k.Input.Number("transfers") > 0 },
			Adjust: func(k *Case, f *unit.Facts) { f.ExemptInterest += k.Input.Number("transfers") }},
		{Name: "self-employment-loss-not-netted", Errs: "TAXSIM", Columns: also(taxsimAGI, "tfica", "addmed"),
			Reason: "26 USC 1402(a): net earnings are those of all trades and businesses of a person together; the program leaves a loss in psemp or ssemp out",
			When: func(k *Case) bool {
				return nettedLoss(k, "psemp", "pbusinc", "pprofinc") || nettedLoss(k, "ssemp", "sbusinc", "sprofinc")
			}},
		{Name: "qbi-loss-not-netted", Errs: "TAXSIM", Columns: taxsimTaxable,
			Reason: "26 USC 199A(b)(1)(A), (c)(2); Treas. Reg. 1.199A-1(d)(2)(iii): losses of one trade reduce the income of the others; the program leaves the loss of psemp or ssemp out",
			When: func(k *Case) bool {
				loss, gain := false, k.Facts.PartnershipSCorp > 0
				for _, column := range []string{"psemp", "ssemp", "pbusinc", "sbusinc", "pprofinc", "sprofinc"} {
					loss = loss || k.Input.Number(column) < 0
					gain = gain || k.Input.Number(column) > 0
				}
				return k.Year >= 2018 && loss && gain
			}},
		{Name: "exemption-phaseout-steps", Errs: "TAXSIM", Columns: also(taxsimTaxable, "v14", "v15"),
			Reason: "26 USC 151(d)(3)(B): exemptions fall by 2 percent for each 2,500 dollars, or fraction of it, above the threshold; the program takes a straight line",
			When: func(k *Case) bool {
				return k.Year < 2018 && k.Result.AdjustedGrossIncome > k.Params.ExemptionStart[k.Facts.Status]
			},
			Law: func(k *Case, p *irc.Params) {
				s := k.Facts.Status
				p.ExemptionRate /= money.Rate(p.ExemptionStep[s] * 64)
				p.ExemptionStep[s] = 1. / 64
			}},
		{Name: "qbi-limit-short-term-gains", Errs: "TAXSIM", Columns: taxsimTaxable,
			Reason: "26 USC 199A(a)(2), 1222(11): the limit is a fifth of taxable income less net capital gain, the long-term gain above a short-term loss; the program takes off short-term gains too and lets a loss raise the limit",
			When: func(k *Case) bool {
				return k.Year >= 2018 && limitMoves(k, 0, k.Result.NetGain-k.Result.LongTermNetGain)
			}},
		{Name: "qbi-limit-senior-deduction", Errs: "TAXSIM", Columns: taxsimTaxable,
			Reason: "26 USC 199A(e)(1), 151(d)(5)(C): the taxable income of the limit is after the deduction for seniors; the program of 2025 takes it before",
			When:   func(k *Case) bool { return limitMoves(k, k.Result.SeniorDeduction, 0) }},
		{Name: "itemizing-against-amt", Errs: "TAXSIM", Columns: also(taxsimTaxable, "v13", "v16", "v17"),
			Reason: "26 USC 63(e)(1), 56(b)(1)(D): a filer may itemize though it is less than the standard deduction, and pays less when the minimum tax does not allow that; the program takes the larger",
			When:   func(k *Case) bool { return k.Result.ElectsToItemize }},
		{Name: "same-tax-either-way", Errs: "definition", Columns: []string{"v13", "v16", "v17", "v18", "v19", "v26", "qbid"},
			Reason: "26 USC 63(e): where no tax is due either way the program shows the standard deduction, this law the larger",
			When:   func(k *Case) bool { return k.Result.TaxBeforeCredits == 0 && k.Result.Itemizes },
			Adjust: itemizesNothing},
	}
}

func nettedLoss(k *Case, plain string, business ...string) bool {
	loss := k.Input.Number(plain) < 0
	other := 0.0
	for _, name := range business {
		other += k.Input.Number(name)
		loss = loss || k.Input.Number(name) < 0
	}
	return loss && (other != 0 || k.Input.Number(plain) > 0)
}

func taxsimRateClasses() []Class {
	return []Class{
		{Name: "head-bracket-2024", Errs: "TAXSIM", Columns: taxsimRegular,
			Reason: "Rev. Proc. 2023-34 sec. 3.01: the 10 percent bracket of a head of household ends at 16,550 in 2024; the program has 16,650",
			When: func(k *Case) bool {
				return k.Year == 2024 && k.Facts.Status == unit.HeadOfHousehold && k.Result.TaxableIncome > k.Params.Top1[unit.HeadOfHousehold]
			},
			Act: "  income_tax_bracket_1_top: [{from: 2024, until: 2024, value: {head_of_household: 16_650}}]\n"},
		{Name: "gain-thresholds-2024", Errs: "TAXSIM", Columns: taxsimRegular,
			Reason: "Rev. Proc. 2023-34 sec. 3.03, 2024-40 sec. 2.03: thresholds of the gains rates published for the year (single 47,025 and 48,350); the program moves those of 2023 by 5.4 and 3 percent (47,034.75 and 48,445.79)",
			When:   func(k *Case) bool { return k.Year >= 2024 && k.Result.PreferredIncome > 0 },
			Act: "  capital_gains_bracket_1_top: [{from: 2024, until: 2024, value: {single: 47_034.75, joint: 94_069.5, head_of_household: 62_976.5}}, " +
				"{from: 2025, until: 2025, value: {single: 48_445.79, joint: 96_891.59, head_of_household: 64_865.8}}]\n" +
				"  capital_gains_bracket_2_top: [{from: 2024, until: 2024, value: {single: 518_884.2, joint: 583_757.9, head_of_household: 551_294.7}}, " +
				"{from: 2025, until: 2025, value: {single: 534_450.73, joint: 601_270.64, head_of_household: 567_833.54}}]\n"},
		{Name: "gain-thresholds-in-amt-2024", Errs: "TAXSIM", Columns: also(taxsimTax, "v27"),
			Reason: "26 USC 55(b)(3), Form 6251 line 25: the minimum tax takes the thresholds of the gains rates of the year; the program takes those of 2023 there (single 492,300)",
			When: func(k *Case) bool {
				theirs := k.under(func(p *irc.Params) {
					p.GainTop1 = [unit.Statuses]float64{44_625, 89_250, 44_625, 59_750, 89_250}
					p.GainTop2 = [unit.Statuses]float64{492_300, 553_850, 276_900, 523_050, 553_850}
				}).TentativeMinimumTax - k.Result.RegularTax
				return k.Year >= 2024 && math.Abs(max(0, theirs)-k.Result.AlternativeMinimumTax) > 0.5
			}},
		{Name: "other-taxes-in-amt", Errs: "TAXSIM", Columns: also(taxsimTax, "v26", "v27"),
			Reason: "26 USC 56(b)(1)(A)(ii): no tax is deductible for the minimum tax; the program adds proptax back and leaves otheritem, which its documentation calls a preference, deducted",
			When:   func(k *Case) bool { return k.Facts.OtherTaxes > 0 && k.Result.Itemizes },
			Adjust: func(_ *Case, f *unit.Facts) { f.OtherItemized += f.OtherTaxes; f.OtherTaxes = 0 }},
		{Name: "child-amt-exemption", Errs: "TAXSIM", Columns: also(taxsimTax, "v27", "v22+v23", "actc", "v24"),
			Reason: "26 USC 59(j), 1(g)(2): the lower exemption is for a child under 18, or under 24 who is a student and not self-supporting; the program takes it for every filer under 24, the married too",
			When:   func(k *Case) bool { return k.Facts.Head.Age < 24 && k.Facts.Head.Age > 0 },
			Law: func(k *Case, p *irc.Params) {
				p.AMTExemption[k.Facts.Status] = min(k.Result.AMTExemption, k.Result.EarnedIncome+p.AMTChild)
				p.AMTOut = 0
			}},
		{Name: "s-corporation-in-niit", Errs: "TAXSIM", Columns: also(taxsimTax, "niit"),
			Reason: "26 USC 1411(c)(2)(A): income of a trade or business is net investment income only where it is passive; the program of 2024 and 2025 counts active S corporation income",
			When:   func(k *Case) bool { return k.Year >= 2024 && k.Facts.PartnershipSCorp != 0 },
			Adjust: func(_ *Case, f *unit.Facts) { f.OtherNIIT += f.PartnershipSCorp }},
		{Name: "additional-medicare-on-wages", Errs: "TAXSIM", Columns: []string{"addmed", "tfica"},
			Reason: "26 USC 3101(b)(2), 1401(b)(2): the tax is on wages and net self-employment earnings above the threshold; the program also multiplies wages by 0.9235",
			When: func(k *Case) bool {
				wages := k.Facts.Head.Wages + k.Facts.Spouse.Wages
				return wages > 0 && wages+k.Result.NetSelfEmploymentHead+k.Result.NetSelfEmploymentSpouse > k.Params.MedicareStart[k.Facts.Status]
			}},
	}
}

func taxsimCreditClasses() []Class {
	return []Class{
		{Name: "child-credit-steps", Errs: "TAXSIM", Columns: taxsimCredits,
			Reason: "26 USC 24(b)(1): the credit falls by 50 dollars for each 1,000 dollars, or fraction of it, of modified AGI above the threshold; the program takes 5 percent of the excess",
			When: func(k *Case) bool {
				start := k.Params.ChildStart[k.Facts.Status]
				if k.Year == 2021 {
					start = min(start, k.Params.ChildIncreaseStart[k.Facts.Status])
				}
				return k.Facts.Dependents.Count > 0 && k.Result.ModifiedAGI > start
			},
			Law: func(_ *Case, p *irc.Params) { p.ChildStep = 1. / 64 }},
		{Name: "care-credit-steps", Errs: "TAXSIM", Columns: taxsimCredits,
			Reason: "26 USC 21(a)(2): the rate falls by a point for each 2,000 dollars, or fraction of it, of AGI above the threshold; the program interpolates between the steps",
			When: func(k *Case) bool {
				p := k.Params
				end := p.CareStart1 + p.CareStep1*math.Round(float64(p.CareRateMax-p.CareRateMin1)/float64(p.CareRateStep))
				agi := k.Result.AdjustedGrossIncome
				sloping := agi > p.CareStart1 && (agi < end || k.Year == 2021) // whose second slope ends at zero
				return k.Facts.CareExpenses > 0 && k.Facts.Dependents.CarePersons > 0 && sloping
			},
			Law: func(k *Case, p *irc.Params) {
				s := k.Facts.Status
				p.CareRateStep /= money.Rate(p.CareStep1)
				p.CareStep2[s] /= p.CareStep1
				p.CareStep1 = 1
			}},
		{Name: "other-income-as-earned", Errs: "TAXSIM", Columns: taxsimCredits,
			Reason: "26 USC 32(c)(2), 24(d)(1)(B)(i): earned income is wages and net self-employment earnings; the program adds nonprop, positive or negative, half to each spouse",
			When: func(k *Case) bool {
				earns := k.Result.EarnedIncome > 0 || k.Facts.OtherIncome > 0
				return k.Facts.OtherIncome != 0 && earns && (k.Facts.Dependents.CTCChildren > 0 || k.Result.AdjustedGrossIncome < creditEnd(k))
			},
			Adjust: func(_ *Case, f *unit.Facts) { addEarnings(f, f.OtherIncome); f.OtherIncome = 0 }},
		{Name: "care-credit-lower-earner", Errs: "TAXSIM", Columns: taxsimCredits,
			Reason: "26 USC 21(d)(1)(B): expenses count up to the earned income of the spouse who earns less; the program gives each spouse half of what the couple earns in business, S corporations included",
			When:   func(k *Case) bool { return k.Facts.Status == unit.Joint && k.Facts.CareExpenses > 0 },
			Adjust: sharesBusiness,
			Law: func(k *Case, p *irc.Params) { // by way of the earnings taken for granted of students
				f, r := &k.Facts, &k.Result
				business := r.EarnedIncomeHead + r.EarnedIncomeSpouse - r.WagesTotal + f.PartnershipSCorp
				month := (min(f.Head.Wages, f.Spouse.Wages) + business/2) / 12
				p.CareDeemed = [2]float64{month, month}
			}},
		{Name: "s-corporation-in-care-credit", Errs: "TAXSIM", Columns: taxsimCredits,
			Reason: "26 USC 21(d)(1)(A), 32(c)(2): expenses count up to earned income, which is wages and net self-employment earnings; the program adds S corporation income",
			When: func(k *Case) bool {
				most := min(k.Facts.CareExpenses, k.Params.CareCap*float64(min(2, k.Facts.Dependents.CarePersons)))
				return k.Facts.Status != unit.Joint && k.Facts.PartnershipSCorp > 0 && k.Result.EarnedIncomeHead < most
			}},
		{Name: "eitc-start-2015", Errs: "TAXSIM", Columns: taxsimCredits,
			Reason: "Rev. Proc. 2014-61 sec. 3.06: the credit ends at 14,820 and 39,131 in 2015 (joint 20,330 and 44,651), hence starts to fall at 8,240 and 18,110; the program has 8,250 and 18,150",
			When:   func(k *Case) bool { return k.Year == 2015 && earnsPast(k) },
			Act:    "  eitc_phaseout_start: [{from: 2015, until: 2015, value: [8250, 18_150, 18_150, 18_150]}]\n  eitc_phaseout_start_joint_addon: [{from: 2015, until: 2015, value: 5500}]\n"},
		{Name: "eitc-joint-start-2021", Errs: "TAXSIM", Columns: taxsimCredits,
			Reason: "Rev. Proc. 2020-45 sec. 3.06 and 26 USC 32(n): the joint credit without children ends at 27,380 in 2021, hence starts to fall 5,950 later; the program has 5,940",
			When: func(k *Case) bool {
				return k.Year == 2021 && k.Facts.Status == unit.Joint && k.Facts.Dependents.EITCChildren == 0 && earnsPast(k)
			},
			Act: "  eitc_phaseout_start_joint_addon: [{from: 2021, until: 2021, value: {\"0\": 5940}}]\n"},
		{Name: "eitc-maximum-2025", Errs: "TAXSIM", Columns: taxsimCredits,
			Reason: "Rev. Proc. 2024-40 sec. 2.06: the greatest credit with one child is 4,328 in 2025; the program has 4,329",
			When: func(k *Case) bool {
				return k.Year == 2025 && k.Facts.Dependents.EITCChildren == 1 && k.Result.EarnedIncomeCredit > 0
			},
			Act: "  eitc_max: [{from: 2025, until: 2025, value: {\"1\": 4329}}]\n"},
		{Name: "s-corporation-as-earned", Errs: "TAXSIM", Columns: taxsimCredits,
			Reason: "26 USC 24(d)(1)(B)(i), 32(c)(2): earned income is wages and net self-employment earnings; the program adds S corporation income",
			When:   func(k *Case) bool { return k.Facts.PartnershipSCorp != 0 },
			Adjust: func(_ *Case, f *unit.Facts) { f.CombatPay += f.PartnershipSCorp }},
		{Name: "child-credit-phased-twice-2022", Errs: "TAXSIM", Columns: taxsimCredits,
			Reason: "26 USC 24(b)(1): income above the threshold takes of the credit once; from 2022 the program takes it twice, and gives it back as far as 15 percent of earned income above 2,500 allow",
			When: func(k *Case) bool {
				lost := 0.05 * (k.Result.ModifiedAGI - k.Params.ChildStart[k.Facts.Status])
				return k.Year >= 2022 && k.Result.ChildCreditBeforeLimit > 0 && lost > 0.5 && earnedShare(k) < lost
			}},
		{Name: "child-credit-of-three-2022", Errs: "TAXSIM", Columns: taxsimCredits,
			Reason: "26 USC 24(a), 26(a): the tax takes all of the credit; the program of 2022 and 2023 lets it take three times the refundable maximum where income is above the thresholds of 2021 (24(i)(4)), and pays the rest as far as 15 percent of earned income above 2,500 allow",
			When: func(k *Case) bool {
				start := [unit.Statuses]float64{75_000, 150_000, 75_000, 112_500, 150_000}[k.Facts.Status]
				rest := k.Result.ChildCreditBeforeLimit - 3*k.Params.AdditionalMax
				return (k.Year == 2022 || k.Year == 2023) && k.Facts.Dependents.CTCChildren >= 3 && k.Result.ModifiedAGI > start && earnedShare(k) < rest
			}},
		{Name: "taxes-less-denied-eitc", Errs: "TAXSIM", Columns: taxsimCredits,
			Reason: "26 USC 24(d)(1)(B)(ii)(II), 32(i): social security taxes count less the earned income credit allowed, which is none with too much investment income; the program takes off the credit without that test",
			When: func(k *Case) bool {
				return k.Facts.Dependents.CTCChildren >= k.Params.AdditionalChildren && k.Result.DisqualifiedIncome > k.Params.EITCInvest && k.Result.AdditionalChildCredit > earnedShare(k)
			}},
		{Name: "eitc-start-2024", Errs: "TAXSIM", Columns: taxsimCredits,
			Reason: "Rev. Proc. 2023-34 sec. 3.06: without children the credit phases out from 10,330 in 2024; the program has 10,300",
			When: func(k *Case) bool {
				return k.Year == 2024 && k.Facts.Dependents.EITCChildren == 0 && k.Result.EarnedIncomeCredit > 0
			},
			Act: "  eitc_phaseout_start: [{from: 2024, until: 2024, value: {\"0\": 10_300}}]\n"},
		{Name: "eitc-childless-ages", Errs: "TAXSIM", Columns: taxsimCredits,
			Reason: "26 USC 32(c)(1)(A)(ii)(II), (n)(1): without children a filer or spouse must be 25 to 64 (19 or more in 2021); the program gives the credit to others",
			When: func(k *Case) bool {
				return k.Year <= 2023 && k.Facts.Dependents.EITCChildren == 0 && !ageFits(k, k.Facts.Head.Age) && (k.Facts.Status != unit.Joint || !ageFits(k, k.Facts.Spouse.Age))
			},
			Act: "  eitc_min_age_childless: [{from: 2014, value: 0}]\n  eitc_max_age_childless: [{from: 2014, value: 125}]\n"},
		{Name: "eitc-investment-income-2024", Errs: "TAXSIM", Columns: taxsimCredits,
			Reason: "26 USC 32(i)(2): disqualified income is interest, dividends, net rent, gains and passive income; the program of 2024 and 2025 counts other unearned income too",
			When: func(k *Case) bool {
				f := &k.Facts
				return k.Year >= 2024 && k.Result.EarnedIncomeCredit > 0 && f.Pensions+f.SocialSecurity+f.OtherIncome+f.Head.Unemployment+f.Spouse.Unemployment > k.Params.EITCInvest-k.Result.DisqualifiedIncome
			}},
		{Name: "eitc-investment-loss", Errs: "TAXSIM", Columns: taxsimCredits,
			Reason: "26 USC 32(i)(2)(D), 1222(9): capital gain net income is an excess of gains, so that a loss does not lower the other disqualified income; the program takes it off",
			When:   func(k *Case) bool { return k.Result.CapitalGain < 0 },
			Law:    func(k *Case, p *irc.Params) { p.EITCInvest -= k.Result.CapitalGain }},
		{Name: "rebate-child-age-2020", Errs: "TAXSIM", Columns: []string{"cares", "fiitax"},
			Reason: "26 USC 6428(a)(2), 6428A(a)(2): a payment for each qualifying child under 17; the program of 2020 counts those under 13",
			When:   func(k *Case) bool { return k.Year == 2020 && k.Facts.Dependents.Under17 > k.Facts.Dependents.Under13 },
			Adjust: func(_ *Case, f *unit.Facts) { f.Dependents.Under17 = f.Dependents.Under13 }},
		{Name: "other-dependents-2021", Errs: "TAXSIM", Columns: taxsimCredits,
			Reason: "26 USC 24(i)(1), (h)(4): in 2021 the credit for children is refundable, the 500 dollars for other dependents are not (Schedule 8812 line 15); the program pays both",
			When: func(k *Case) bool {
				return k.Year == 2021 && k.Result.OtherDependentCredit+k.Result.AdditionalChildCredit < k.Result.ChildCreditBeforeLimit
			}},
		{Name: "child-credit-column-2021", Errs: "definition", Columns: []string{"actc", "v22+v23"},
			Reason: "26 USC 24(i)(1): in 2021 the whole credit is refundable; v22 and v23 both carry it and the credit for other dependents, which adds to no tax",
			When:   func(k *Case) bool { return k.Year == 2021 && k.Facts.Dependents.Count > 0 }},
		{Name: "child-credit-column-phased-out", Errs: "definition", Columns: []string{"actc"},
			Reason: "26 USC 24(b): what income takes of the credit is lost; the program shows it in actc and adds it to no tax",
			When: func(k *Case) bool {
				return k.Facts.Dependents.Count > 0 && k.Result.ModifiedAGI > k.Params.ChildStart[k.Facts.Status]
			}},
	}
}

// sharesBusiness gives each spouse half of the couple's earnings of business, and makes both students.
func sharesBusiness(_ *Case, f *unit.Facts) {
	head, spouse := &f.Head, &f.Spouse
	head.SelfEmployment = (head.SelfEmployment + spouse.SelfEmployment) / 2
	head.PartnershipEarnings = (head.PartnershipEarnings + spouse.PartnershipEarnings) / 2
	spouse.SelfEmployment, spouse.PartnershipEarnings = head.SelfEmployment, head.PartnershipEarnings
	head.Student, spouse.Student = true, true
}

// addEarnings gives earnings to the filer, or half to each spouse.
func addEarnings(f *unit.Facts, earned float64) {
	if f.Status == unit.Joint {
		earned /= 2
		f.Spouse.Wages += earned
	}
	f.Head.Wages += earned
}

// earnedShare is the share of earned income that the additional child credit may reach.
func earnedShare(k *Case) float64 {
	return k.Params.AdditionalRate.Of(max(0, k.Result.EarnedIncome-k.Params.AdditionalThreshold))
}

func ageFits(k *Case, age int) bool { return age >= k.Params.EITCMinAge && age <= k.Params.EITCMaxAge }
