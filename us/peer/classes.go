package peer

// Columns that follow from nutrition assistance.
var snapColumns = []string{"snap", "snap_normal_allotment", "snap_emergency_allotment", "snap_jan"}

// classes are the known differences between the law and PolicyEngine-US 2.68.0, tried in order.
func classes() []Class {
	return []Class{
		{Name: "snap-time-limit", Errs: "PolicyEngine", Columns: snapColumns,
			Reason: "Pub. L. 116-127 sec. 2301 suspended the time limit of able-bodied adults to June 2023; 7 USC 2015(o)(2), (4), (6): three months are free, areas are waived, states exempt a share. The program denies from the first month, and knows waivers from November 2024 only; months used are in no input",
			When:   anyone(func(c *Case, i int) bool { return c.Result.Person[i].TimeLimit })},
		{Name: "snap-emergency-without-allotment", Errs: "PolicyEngine", Columns: []string{"snap", "snap_emergency_allotment", "snap_jan"},
			Reason: "Pub. L. 116-127 sec. 2302(a)(1): emergency allotments go to households participating in the program; one of three or more whose allotment is zero does not (7 CFR 273.10(e)(2)(iii)). The program pays it the maximum",
			When:   func(c *Case, _ int) bool { return c.Result.SNAP.ZeroEmergency > 0 }},
		{Name: "snap-self-employment-costs", Errs: "input", Columns: snapColumns,
			Reason: "7 CFR 273.11(b)(3): a region may take a standard share of receipts for the costs of self-employment, or actual costs. The input is net of costs already; the program takes the standard share off it again",
			When: anyone(func(c *Case, i int) bool {
				return c.Household.People[i].SelfEmployment > 0 && c.Params.Aid.StandardCosts(int(c.Household.Region))
			})},
		{Name: "snap-unpublished-standards", Errs: "input", Columns: []string{"snap", "snap_normal_allotment"},
			Reason: "7 USC 2012(u), 2014(e): standards of October 2026 follow prices of June 2026; neither side had the publication, and each carries the year before by its own index",
			When:   func(c *Case, _ int) bool { return c.From.Year == 2026 }},
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
