package oracle

import (
	"slices"

	"commonpurse/us/unit"
)

// Columns that follow from one another: a difference in one reaches those after it.
var (
	taxcalcTotals  = []string{"c07100", "c09200", "refund", "iitax", "combined"}
	taxcalcCredits = append([]string{"c07180", "CDCC_refund", "c07200", "c07220", "odc", "c11070", "ctc_new", "ctc_total", "ctc_nonrefundable",
		"ctc_refundable", "c07230", "c10960", "c07240", "c07260", "c07300", "c07400", "c07600", "c08000", "eitc"}, taxcalcTotals...)
	taxcalcTax     = append([]string{"c05200", "taxbc", "c09600", "c05800"}, taxcalcCredits...)
	taxcalcTaxable = append([]string{"standard", "c04470", "c21040", "c21060", "c04600", "qbided", "c04800", "c62100"}, taxcalcTax...)
)

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
		{Name: "survivor-business-loss", Errs: "Tax-Calculator",
			Reason: "26 USC 461(l)(3)(A)(ii)(II): the threshold is 200 percent for a joint return only; the program gives surviving spouses the double",
			When: survivor(2018, func(k *Case) bool {
				return k.Result.BusinessIncome < -k.Params.BusinessLossLimit[unit.SurvivingSpouse]
			})},
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
		{Name: "salt-phasedown-2026", Errs: "Tax-Calculator", Columns: also(taxcalcTaxable, "c18300"),
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

// earnsPast says whether a unit with the credit's other conditions met stands in its phase-out.
func earnsPast(k *Case) bool {
	start := k.Params.EITCStart[min(3, k.Facts.Dependents.EITCChildren)]
	return k.Result.EarnedIncome > 0 && max(k.Result.AdjustedGrossIncome, k.Result.EarnedIncome) > start
}

func taxcalcRuleClasses() []Class {
	return []Class{
		{Name: "rebate-2020-children", Errs: "Tax-Calculator", Columns: []string{"recovery_rebate_credit", "refund", "iitax", "combined"},
			Reason: "26 USC 6428(a)(2), 6428A(a)(2): a payment for each qualifying child under 17; the program counts those under 18",
			When:   func(k *Case) bool { return k.Year == 2020 && k.Facts.Dependents.Age17 > 0 }},
		{Name: "rebate-2020-phaseout", Errs: "Tax-Calculator", Columns: []string{"recovery_rebate_credit", "refund", "iitax", "combined"},
			Reason: "26 USC 6428(c), 6428A(c): each payment is reduced by 5 percent of AGI above its start; the program reduces their sum once",
			When: func(k *Case) bool {
				return k.Year == 2020 && k.Result.AdjustedGrossIncome > min(k.Params.Rebate1Start[k.Facts.Status], k.Params.Rebate2Start[k.Facts.Status])
			}},
	}
}
