package oracle

import (
	"math"
	"slices"

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
			}},
		{Name: "aged-deduction-2023", Errs: "TAXSIM", Columns: also(taxsimTaxable, "v13", "v17"),
			Reason: "Rev. Proc. 2022-38 sec. 3.15(3): 1,850 dollars more for an unmarried aged or blind filer in 2023; the program has 1,900",
			When: func(k *Case) bool {
				return k.Year == 2023 && k.Facts.Status != unit.Joint && k.Facts.Head.Age >= k.Params.AgedFrom
			},
			Act: "  standard_deduction_aged_or_blind: [{from: 2023, until: 2023, value: {single: 1900, head_of_household: 1900}}]\n"},
		{Name: "qbi-limit-short-term-gains", Errs: "TAXSIM", Columns: taxsimTaxable,
			Reason: "26 USC 199A(a)(2), 1222(11): the limit is a fifth of taxable income less net capital gain, the long-term gain above a short-term loss; the program takes off short-term gains too and lets a loss raise the limit",
			When: func(k *Case) bool {
				return k.Year >= 2018 && (k.Facts.ShortTermGains != 0 || k.Facts.LongTermGains < 0) && k.Result.QualifiedBusinessIncome > 0
			}},
		{Name: "qbi-limit-senior-deduction", Errs: "TAXSIM", Columns: taxsimTaxable,
			Reason: "26 USC 199A(e)(1), 151(d)(5)(C): the taxable income of the limit is after the deduction for seniors; the program of 2025 takes it before",
			When:   func(k *Case) bool { return k.Result.SeniorDeduction > 0 && k.Result.QualifiedBusinessIncome > 0 }},
		{Name: "itemizing-against-amt", Errs: "TAXSIM", Columns: also(taxsimTaxable, "v13", "v16", "v17"),
			Reason: "26 USC 63(e)(1), 56(b)(1)(D): a filer may itemize though it is less than the standard deduction, and pays less when the minimum tax does not allow that; the program takes the larger",
			When:   func(k *Case) bool { return k.Result.ElectsToItemize }},
		{Name: "same-tax-either-way", Errs: "definition", Columns: []string{"v13", "v16", "v17", "v18", "v19", "v26", "qbid"},
			Reason: "26 USC 63(e): where no tax is due either way the program shows the standard deduction, this law the larger",
			When:   func(k *Case) bool { return k.Result.TaxBeforeCredits == 0 }},
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
		{Name: "other-taxes-in-amt", Errs: "TAXSIM", Columns: also(taxsimTax, "v26", "v27"),
			Reason: "26 USC 56(b)(1)(A)(ii): no tax is deductible for the minimum tax; the program adds proptax back and leaves otheritem, which its documentation calls a preference, deducted",
			When:   func(k *Case) bool { return k.Facts.OtherTaxes > 0 && k.Result.Itemizes },
			Adjust: func(_ *Case, f *unit.Facts) { f.OtherItemized += f.OtherTaxes; f.OtherTaxes = 0 }},
		{Name: "child-amt-exemption", Errs: "TAXSIM", Columns: also(taxsimTax, "v27", "v22+v23", "actc", "v24"),
			Reason: "26 USC 59(j), 1(g)(2): the lower exemption is for a child under 18, or under 24 who is a student and not self-supporting; the program takes it for every filer under 24",
			When: func(k *Case) bool {
				return k.Facts.Head.Age < 24 && k.Facts.Head.Age > 0 && k.Result.AMTIncome > k.Result.EarnedIncome+k.Params.AMTChild
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
			}},
		{Name: "care-credit-steps", Errs: "TAXSIM", Columns: taxsimCredits,
			Reason: "26 USC 21(a)(2): the rate falls by a point for each 2,000 dollars, or fraction of it, of AGI above the threshold; the program interpolates between the steps",
			When: func(k *Case) bool {
				p := k.Params
				end := p.CareStart1 + p.CareStep1*math.Round(float64(p.CareRateMax-p.CareRateMin1)/float64(p.CareRateStep))
				agi := k.Result.AdjustedGrossIncome
				sloping := agi > p.CareStart1 && (agi < end || k.Year == 2021) // whose second slope ends at zero
				return k.Facts.CareExpenses > 0 && k.Facts.Dependents.CarePersons > 0 && sloping
			}},
		{Name: "other-income-as-earned", Errs: "TAXSIM", Columns: taxsimCredits,
			Reason: "26 USC 32(c)(2), 24(d)(1)(B)(i): earned income is wages and net self-employment earnings; the program adds nonprop, positive or negative",
			When: func(k *Case) bool {
				earns := k.Result.EarnedIncome > 0 || k.Facts.OtherIncome > 0
				return k.Facts.OtherIncome != 0 && earns && (k.Facts.Dependents.CTCChildren > 0 || k.Result.AdjustedGrossIncome < creditEnd(k))
			},
			Adjust: func(_ *Case, f *unit.Facts) { f.Head.Wages += f.OtherIncome; f.OtherIncome = 0 }},
		{Name: "care-credit-lower-earner", Errs: "TAXSIM", Columns: taxsimCredits,
			Reason: "26 USC 21(d)(1)(B): expenses count up to the earned income of the spouse who earns less; the program lets self-employed couples through, and in 2021 others",
			When: func(k *Case) bool {
				return k.Facts.Status == unit.Joint && (k.Year == 2021 || k.Result.BusinessIncome != 0) && k.Facts.CareExpenses > min(k.Result.EarnedIncomeHead, k.Result.EarnedIncomeSpouse)
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
			Reason: "26 USC 24(d)(1)(B)(i), 32(c)(2): earned income is wages and net self-employment earnings; the program adds S corporation income for the additional child credit",
			When:   func(k *Case) bool { return k.Facts.PartnershipSCorp != 0 && k.Facts.Dependents.CTCChildren > 0 }},
		{Name: "eitc-start-2024", Errs: "TAXSIM", Columns: taxsimCredits,
			Reason: "Rev. Proc. 2023-34 sec. 3.06: without children the credit phases out from 10,330 in 2024; the program has 10,300",
			When: func(k *Case) bool {
				return k.Year == 2024 && k.Facts.Dependents.EITCChildren == 0 && k.Result.EarnedIncomeCredit > 0
			},
			Act: "  eitc_phaseout_start: [{from: 2024, until: 2024, value: {\"0\": 10_300}}]\n"},
		{Name: "eitc-childless-ages", Errs: "TAXSIM", Columns: taxsimCredits,
			Reason: "26 USC 32(c)(1)(A)(ii)(II), (n)(1): without children a filer or spouse must be 25 to 64 (19 or more in 2021); the program gives the credit to others",
			When: func(k *Case) bool {
				return k.Year <= 2023 && k.Facts.Dependents.EITCChildren == 0 && inCreditRange(k) && !ageFits(k, k.Facts.Head.Age) && (k.Facts.Status != unit.Joint || !ageFits(k, k.Facts.Spouse.Age))
			},
			Act: "  eitc_min_age_childless: [{from: 2014, value: 0}]\n  eitc_max_age_childless: [{from: 2014, value: 125}]\n"},
		{Name: "eitc-investment-income-2025", Errs: "TAXSIM", Columns: taxsimCredits,
			Reason: "26 USC 32(i)(2): disqualified income is interest, dividends, net rent, gains and passive income; the program of 2025 counts other unearned income too",
			When: func(k *Case) bool {
				f := &k.Facts
				return k.Year == 2025 && inCreditRange(k) && f.Pensions+f.SocialSecurity+f.OtherIncome+f.Head.Unemployment+f.Spouse.Unemployment > k.Params.EITCInvest-k.Result.DisqualifiedIncome
			}},
		{Name: "rebate-child-age-2020", Errs: "TAXSIM", Columns: []string{"cares", "fiitax"},
			Reason: "26 USC 6428(a)(2), 6428A(a)(2): a payment for each qualifying child under 17; the program of 2020 counts those under 13",
			When:   func(k *Case) bool { return k.Year == 2020 && k.Facts.Dependents.Under17 > k.Facts.Dependents.Under13 },
			Adjust: func(_ *Case, f *unit.Facts) { f.Dependents.Under17 = f.Dependents.Under13 }},
		{Name: "other-dependents-2021", Errs: "TAXSIM", Columns: taxsimCredits,
			Reason: "26 USC 24(i)(1), (h)(4): in 2021 the credit for children is refundable, the 500 dollars for other dependents are not (Schedule 8812 line 15); the program pays both",
			When: func(k *Case) bool {
				return k.Year == 2021 && k.Facts.Dependents.Count > k.Facts.Dependents.CTCChildren+k.Facts.Dependents.Age17
			}},
		{Name: "child-credit-column-2021", Errs: "definition", Columns: []string{"actc", "v22+v23"},
			Reason: "26 USC 24(i)(1): in 2021 the whole credit is refundable; v22 and v23 both carry it and the credit for other dependents, which adds to no tax",
			When: func(k *Case) bool {
				return k.Year == 2021 && k.Facts.Dependents.CTCChildren+k.Facts.Dependents.Age17 > 0
			}},
	}
}

func ageFits(k *Case, age int) bool { return age >= k.Params.EITCMinAge && age <= k.Params.EITCMaxAge }
