package peer

import (
	"slices"

	"commonpurse/us/benefit"
)

// Columns that follow from nutrition assistance.
var snapColumns = []string{"snap", "snap_normal_allotment", "snap_emergency_allotment", "snap_jan"}

// Columns of programs for which those who get nutrition assistance are eligible.
var afterSNAP = []string{"wic", "school_meals", "head_start", "lifeline", "acp"}

// Columns that follow from medical assistance.
var medicalColumns = []string{"is_medicaid_eligible", "is_chip_eligible", "is_basic_health_program_eligible", "slcsp", "premium_tax_credit"}

// classes are the known differences between the law and PolicyEngine-US 2.68.0, tried in order.
func classes() []Class {
	return []Class{
		{Name: "alaska-dividend", Errs: "PolicyEngine", Columns: append([]string{"wic", "school_meals", "head_start", "lifeline", "acp", "commodity_supplemental_food_program", "pell_grant"}, medicalColumns...),
			Reason: "the program gives every Alaskan the Permanent Fund dividend, which is in no input and is paid on application (AS 43.23.005)",
			When:   func(c *Case, _ int) bool { return c.From.Region == "AK" }},
		{Name: "dependent-social-security", Errs: "PolicyEngine", Columns: append([]string{"wic", "school_meals", "lifeline", "acp"}, medicalColumns...),
			Reason: "42 CFR 435.603(d)(2)(i), 26 USC 36B(d)(2)(A)(ii): a dependent's income counts only if the dependent must file a return; untaxed Social Security makes nobody file (26 USC 6012(a)(1))",
			When:   anyone(func(c *Case, i int) bool { m := &c.Household.People[i]; return m.Dependent && m.SocialSecurity > 0 })},
		{Name: "dependent-who-must-file", Errs: "PolicyEngine", Columns: medicalColumns,
			Reason: "26 USC 36B(d)(2)(A)(ii): household income includes that of dependents who must file; the program leaves it out of the premium credit",
			When: anyone(func(c *Case, i int) bool {
				m := &c.Household.People[i]
				return m.Dependent && c.Result.UnitIncome[m.Unit] > c.Household.Units[m.Unit].MAGI
			})},
		{Name: "spouse-in-aged-disabled-pathway", Errs: "PolicyEngine", Columns: medicalColumns,
			Reason: "42 CFR 435.602(a)(2), 20 CFR 416.1163: income of the spouse counts in the pathway of aged, blind and disabled people; the program counts the person's own against the limit of a couple",
			When: anyone(func(c *Case, i int) bool {
				m := &c.Household.People[i]
				return m.Spouse >= 0 && (m.Blind || m.DisabledSSI || m.Age >= 65)
			})},
		{Name: "tennessee-parents", Errs: "PolicyEngine", Columns: medicalColumns,
			Reason: "42 CFR 435.110; Tenn. Comp. R. 1200-13-20-.08: parents and caretakers below about 100 percent of the guideline are covered; the program covers none of them who lives with a spouse",
			When: anyone(func(c *Case, i int) bool {
				return c.From.Region == "TN" && c.Result.Person[i].Medicaid == benefit.Parent
			})},
		{Name: "ssi-deeming-cap", Errs: "PolicyEngine", Columns: []string{"ssi"},
			Reason: "20 CFR 416.1163(e): a benefit under deeming is never higher than without it, so it is the lesser of the couple's rate less combined income and the individual's less one's own; the program caps it at the individual's rate only",
			When: func(c *Case, i int) bool {
				m := &c.Household.People[max(i, 0)]
				return m.Spouse >= 0 && c.Result.Person[max(i, 0)].SSICategory && !c.Result.Person[m.Spouse].SSICategory
			}},
		{Name: "ssi-student-child", Errs: "PolicyEngine", Columns: []string{"ssi"},
			Reason: "20 CFR 416.1160(c), 416.1161(c), 416.1163(b)(2): a student under 22 is an ineligible child with an allocation, whose own earnings count after the student exclusion of 416.1112(c)(3); the program gives students of 18 to 21 no allocation and pupils no exclusion",
			When: anyone(func(c *Case, i int) bool {
				m := &c.Household.People[i]
				return m.Dependent && (m.Student || (m.Pupil && m.Earnings() > 0))
			})},
		{Name: "ssi-parent-without-benefit", Errs: "PolicyEngine", Columns: []string{"ssi"},
			Reason: "20 CFR 416.1160(d), 416.1165, 416.1166: a parent who is not eligible for benefits is an ineligible parent, whose income is deemed with the rate of a parent taken off, although aged, blind or disabled; the program leaves such a parent out",
			When: func(c *Case, i int) bool {
				m := &c.Household.People[max(i, 0)]
				for _, parent := range m.Parents {
					if parent >= 0 && c.Result.Person[parent].SSICategory && c.Result.Person[parent].SSI == 0 {
						return c.Result.Person[max(i, 0)].SSICategory
					}
				}
				return false
			}},
		{Name: "wic-postpartum", Errs: "PolicyEngine", Columns: []string{"wic"},
			Reason: "42 USC 1786(b)(10), 7 CFR 246.2: a woman who does not breastfeed is eligible for six months after birth; the program pays twelve",
			When:   anyone(func(c *Case, i int) bool { m := &c.Household.People[i]; return m.Age == 0 && m.Parents[0] >= 0 })},
		{Name: "school-meals-pandemic", Errs: "PolicyEngine", Columns: []string{"school_meals"},
			Reason: "Pub. L. 116-127 sec. 2202, Pub. L. 117-158 sec. 2: under nationwide waivers schools served all pupils free to 30 June 2022; the program takes the tier by income",
			When: func(c *Case, _ int) bool {
				return c.From.Year == 2022 && c.Result.MealTier != benefit.FreeMeals && c.Result.Amount[benefit.SchoolMeals] > 0
			}},
		{Name: "broadband-after-may-2024", Errs: "PolicyEngine", Columns: []string{"acp"},
			Reason: "47 CFR 54.1801, FCC DA 24-402: the Affordable Connectivity Program ended on 1 June 2024 for lack of money; the program pays twelve months",
			When:   func(c *Case, _ int) bool { return c.From.Year == 2024 }},
		{Name: "discount-on-which-bill", Errs: "input", Columns: []string{"acp"},
			Reason: "47 CFR 54.1803(a) takes the broadband discount off what Lifeline leaves of the same service; a household with a telephone puts Lifeline there. The program takes it off broadband",
			When:   func(c *Case, _ int) bool { return c.Household.Phone > 0 && c.Household.Broadband > 0 }},
		{Name: "pell-maximum-2022", Errs: "PolicyEngine", Columns: []string{"pell_grant"},
			Reason: "20 USC 1070a(b), award year 2022-23: the maximum grant is 6,895 dollars; the program has that of 2023-24",
			When:   func(c *Case, i int) bool { return c.From.Year == 2022 && c.Household.People[max(i, 0)].Student }},
		{Name: "pell-index", Errs: "input", Columns: []string{"pell_grant"},
			Reason: "20 USC 1087oo, 1087qq: the index rests on income, allowances and assets of the FAFSA, which the input gives only in part; both sides leave allowances out, each its own way",
			When:   func(c *Case, i int) bool { return c.From.Year >= 2023 && c.Household.People[max(i, 0)].Student }},
		{Name: "head-start-family", Errs: "PolicyEngine", Columns: []string{"head_start"},
			Reason: "45 CFR 1305.2: the family is those related to the child's parents and supported by their income; a grandparent, grown child or partner with income and a return of one's own is not. The program counts the income of the whole household",
			When:   func(c *Case, _ int) bool { return c.Household.NUnits > 1 }},
		{Name: "head-start-income", Errs: "PolicyEngine", Columns: []string{"head_start"},
			Reason: "45 CFR 1305.2: income is gross cash income, with Social Security, child support and rents (Bureau of the Census, P-60-185); the program leaves those out",
			When:   headStartIncome},
		{Name: "head-start-unpublished", Errs: "input", Columns: []string{"head_start"},
			Reason: "spending and enrollment of Head Start are published to the program year 2023-24; after it each side carries the cost of a place by its own index",
			When:   func(c *Case, _ int) bool { return c.From.Year >= 2024 }},
		{Name: "lifeline-untaxed-income", Errs: "PolicyEngine", Columns: []string{"lifeline", "acp"},
			Reason: "47 CFR 54.400(f), 54.410(b)(1)(i)(B): income is all income actually received unless 26 USC 101-140 excludes it, shown by a Social Security statement or an award of child support; the program takes income that is taxed (26 USC 86)",
			When:   lifelineIncome},
		{Name: "lifeline-regions", Errs: "input", Columns: []string{"lifeline", "acp"},
			Reason: "California, Kansas, Oregon and Texas add discounts of their own to 47 CFR 54.403, which are no federal benefit",
			When: func(c *Case, _ int) bool {
				switch c.From.Region {
				case "CA", "KS", "OR", "TX":
					return true
				}
				return false
			}},
		{Name: "snap-time-limit", Errs: "PolicyEngine", Columns: slices.Concat(snapColumns, afterSNAP),
			Reason: "Pub. L. 116-127 sec. 2301 suspended the time limit of able-bodied adults to June 2023; 7 USC 2015(o)(2), (4), (6): three months are free, areas are waived, states exempt a share. The program denies from the first month, and knows waivers from November 2024 only; months used are in no input",
			When:   anyone(func(c *Case, i int) bool { return c.Result.Person[i].TimeLimit })},
		{Name: "snap-emergency-without-allotment", Errs: "PolicyEngine", Columns: slices.Concat([]string{"snap", "snap_emergency_allotment", "snap_jan"}, afterSNAP),
			Reason: "Pub. L. 116-127 sec. 2302(a)(1): emergency allotments go to households participating in the program; one of three or more whose allotment is zero does not (7 CFR 273.10(e)(2)(iii)). The program pays it the maximum",
			When:   func(c *Case, _ int) bool { return c.Result.SNAP.ZeroEmergency > 0 }},
		{Name: "snap-california-net-income", Errs: "PolicyEngine", Columns: slices.Concat(snapColumns, afterSNAP),
			Reason: "7 CFR 273.2(j)(2)(ii)(B); Cal. Welf. & Inst. Code 18901.5, CDSS All County Letter 14-56: modified categorical eligibility raises the gross limit to 200 percent and drops the asset test, the net test of 273.9(a)(2) stays; the program drops it for households without aged or disabled members",
			When: func(c *Case, _ int) bool {
				return c.From.Region == "CA" && c.Result.Why[benefit.SNAP].Reason == benefit.NetIncome
			}},
		{Name: "snap-net-test-of-aged", Errs: "PolicyEngine", Columns: slices.Concat(snapColumns, afterSNAP),
			Reason: "7 CFR 273.2(j)(2)(ii), (v): services that make any household below the region's gross limit eligible make one with elderly or disabled members so too, without net test; the net test is of those above the limit. The program tests all of them",
			When: func(c *Case, _ int) bool {
				if !c.Params.Aid.NetTestOfAged(int(c.Household.Region)) {
					return false
				}
				return anyone(func(c *Case, i int) bool {
					m := &c.Household.People[i]
					return c.Result.Person[i].SNAPMember && (m.Age >= 60 || m.SSDI > 0 || c.Result.Person[i].SSI > 0)
				})(c, 0)
			}},
		{Name: "snap-local-minimum", Errs: "PolicyEngine", Columns: snapColumns,
			Reason: "D.C. Code 4-261.04(a), Md. Human Services 5-501(d), N.J.S.A. 44:10-111(d): the region adds what is missing of its least benefit to federal benefits below it, emergency supplements among them, of households that get at least one dollar. The program starts and raises these later, pays them beside emergency supplements and to households whose allotment is zero",
			When:   localMinimum},
		{Name: "snap-self-employment-costs", Errs: "input", Columns: slices.Concat(snapColumns, afterSNAP),
			Reason: "7 CFR 273.11(b)(3): a region may take a standard share of receipts for the costs of self-employment, or actual costs. The input is net of costs already; the program takes the standard share off it again",
			When: anyone(func(c *Case, i int) bool {
				return c.Household.People[i].SelfEmployment > 0 && c.Params.Aid.StandardCosts(int(c.Household.Region))
			})},
		{Name: "snap-unpublished-standards", Errs: "input", Columns: []string{"snap", "snap_normal_allotment"},
			Reason: "7 USC 2012(u), 2014(e): standards of October 2026 follow prices of June 2026; neither side had the publication, and each carries the year before by its own index",
			When:   func(c *Case, _ int) bool { return c.From.Year == 2026 }},
		{Name: "snap-counts-ssi", Errs: "PolicyEngine", Columns: slices.Concat(snapColumns, afterSNAP),
			Reason: "7 CFR 273.9(b)(2)(i): SSI is income of nutrition assistance; where deeming from a husband, wife or parent differs (20 CFR 416.1163(e), 416.1160(d)) the income does",
			When: anyone(func(c *Case, i int) bool {
				m, out := &c.Household.People[i], &c.Result.Person[i]
				if !out.SSICategory {
					return false
				}
				if m.Spouse >= 0 && !c.Result.Person[m.Spouse].SSICategory {
					s := &c.Household.People[m.Spouse]
					return s.Earnings()+s.SocialSecurity+s.Pensions+s.Unemployment+s.Interest+s.Dividends+s.Rents > 0
				}
				for _, parent := range m.Parents {
					if parent >= 0 && c.Result.Person[parent].SSICategory && c.Result.Person[parent].SSI == 0 {
						return true
					}
				}
				return false
			})},
	}
}

// anyone says whether a condition holds of some member.
func anyone(when func(c *Case, i int) bool) func(*Case, int) bool {
	return func(c *Case, _ int) bool {
		for i := range c.Household.N {
			if when(c, i) {
				return true
			}
		}
		return false
	}
}

// headStartIncome says whether Social Security, child support and rents lift some unit with a child
// of the age, or a pregnant woman, above the guideline.
func headStartIncome(c *Case, _ int) bool {
	h := c.Household
	for k := range h.NUnits {
		var without, left float64
		wanted := false
		for i := range h.N {
			m := &h.People[i]
			if int(m.Unit) != k {
				continue
			}
			wanted = wanted || m.Age < 6 || m.Pregnant
			left += m.SocialSecurity + m.ChildSupport + m.Rents
			without += m.Earnings() + m.Unemployment + m.Veterans + m.Pensions + m.Interest + m.Dividends + m.Alimony + m.OtherIncome
		}
		guideline := c.Params.Aid.Guideline(int(h.Region), int(h.Units[k].People))
		if wanted && without <= guideline && without+left > guideline {
			return true
		}
	}
	return false
}

// lifelineIncome says whether income that is not taxed lifts the household above a limit of 135
// (Lifeline) or 200 percent (broadband) of the guideline.
func lifelineIncome(c *Case, _ int) bool {
	h := c.Household
	income := c.Params.Aid.LifelineIncome(h, c.Result)
	untaxed := 0.0
	for k := range h.NUnits {
		untaxed += h.Units[k].MAGI - h.Units[k].AGI
	}
	for i := range h.N {
		m := &h.People[i]
		untaxed += m.ChildSupport
		if m.Dependent {
			untaxed += m.SocialSecurity
		}
	}
	guideline := c.Params.Aid.Guideline(int(h.Region), h.N)
	for _, limit := range []float64{1.35, 2} {
		if income > limit*guideline && income-untaxed <= limit*guideline {
			return true
		}
	}
	return false
}

// localMinimum says whether the region has a least benefit and the household comes near it: some
// month's federal benefit is below it, or zero although eligible.
func localMinimum(c *Case, _ int) bool {
	d := &c.Result.SNAP
	switch c.From.Region {
	case "DC", "MD", "NJ":
		least := c.Params.Aid.LocalMinimum(int(c.Household.Region))
		return d.TopUp > 0 || (d.Months > 0 && d.Normal < float64(d.Months*least))
	}
	return false
}
