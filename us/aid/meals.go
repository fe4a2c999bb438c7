package aid

import (
	"commonpurse/us/benefit"
	"commonpurse/us/published"
)

type mealsNation struct {
	free, reduced    float64 // limits, shares of the guideline
	days             float64
	pandemic         bool // schools served all pupils free under nationwide waivers
	fromAge, belowTo int16
}

func (n *mealsNation) load(rows *published.Rows, year int) {
	x := rows.Read("school_meals", published.Day(year, 1, 1))
	n.free, n.reduced = x.National("income_limit", "free"), x.National("income_limit", "reduced")
	n.days = x.National("school_days", "")
	n.pandemic = x.National("pandemic_free_meals", "") != 0
	n.fromAge, n.belowTo = int16(x.National("pupil_age", "from")), int16(x.National("pupil_age", "below"))
}

// mealsRegion is a region's federal payments a day (lunch and breakfast) by tier, less those for a
// paying pupil. A year's meals are paid at the rates of the school year that ends in it.
type mealsRegion struct {
	reduced, free float64
	breakfast     float64 // free breakfast over a paid one
	universal     bool    // every pupil eats free
	universalToo  bool    // every pupil has a free breakfast
}

func (r *Region) loadMeals(rows *published.Rows, year int) {
	x := rows.Read("school_meals", published.Day(year, 1, 1))
	lunch := func(tier string) float64 { return x.Value("nslp_reimbursement", r.group, "", tier) }
	breakfast := func(tier string) float64 { return x.Value("sbp_reimbursement", r.group, "", tier) }
	paid := lunch("paid") + breakfast("paid")
	r.meals = mealsRegion{
		free: lunch("free") + breakfast("free") - paid, reduced: lunch("reduced") + breakfast("reduced") - paid,
		breakfast: breakfast("free") - breakfast("paid"),
		universal: x.Flag("universal_free_meals", r.Code, "", ""), universalToo: x.Flag("universal_free_breakfast", r.Code, "", ""),
	}
	r.Missing = append(r.Missing, x.Missing...)
}

// SchoolMeals works out the value of free and reduced-price lunch and breakfast of pupils (42 USC
// 1758(b), 1773): free to 130 percent of the guideline or with SNAP or TANF, reduced to 185 percent;
// free for all where the region pays, and under the waivers of the pandemic (Pub. L. 116-127 sec.
// 2202, Pub. L. 117-158 sec. 2), which leave a household's own tier as it is.
func SchoolMeals(p *Params, h *benefit.Household, r *benefit.Result) {
	n, reg := &p.meals, &p.Regions[h.Region].meals
	pupils := 0
	people := h.Persons()
	for i := range people {
		if people[i].Age >= n.fromAge && people[i].Age < n.belowTo {
			pupils++
		}
	}
	income, persons := r.GrossCash, h.N
	income += r.Amount[benefit.SSI] + r.Amount[benefit.TANF]
	ratio := income / p.Regions[h.Region].guideline.For(persons)
	daily := 0.0
	switch {
	case reg.universal || ratio <= n.free || r.Amount[benefit.SNAP] > 0 || r.Amount[benefit.TANF] > 0:
		r.MealTier, daily = benefit.FreeMeals, reg.free
	case ratio <= n.reduced:
		r.MealTier, daily = benefit.ReducedMeals, reg.reduced
	case reg.universalToo:
		daily = reg.breakfast
	}
	if n.pandemic {
		daily = reg.free
	}
	switch {
	case pupils == 0:
		r.No(benefit.SchoolMeals, benefit.NoMember)
	case daily == 0:
		r.NoBecause(benefit.SchoolMeals, benefit.GrossIncome, benefit.Guideline, ratio, n.reduced)
	case !h.Takes.Has(benefit.SchoolMeals):
		r.Give(benefit.SchoolMeals, 0)
		r.No(benefit.SchoolMeals, benefit.NotServed)
	default:
		r.Give(benefit.SchoolMeals, float64(float64(n.days*daily)*float64(pupils)))
	}
}

type commodityNation struct {
	value, limit float64 // a year; share of the guideline
	age          int16
}

func (n *commodityNation) load(rows *published.Rows, year int) {
	x := rows.Read("csfp", published.Day(year, 1, 1))
	n.value, n.limit, n.age = x.National("food_package_value", ""), x.National("income_limit", ""), int16(x.National("min_age", ""))
}

// CSFP works out the monthly food package for people of 60 and over (7 CFR 247.9).
func CSFP(p *Params, h *benefit.Household, r *benefit.Result) {
	n := &p.food
	elderly := 0
	people := h.Persons()
	for i := range people {
		if people[i].Age >= n.age {
			elderly++
		}
	}
	if elderly == 0 {
		r.No(benefit.CSFP, benefit.NoMember)
		return
	}
	income, persons := r.GrossCash, h.N
	income += r.Amount[benefit.SSI] + r.Amount[benefit.TANF]
	guideline := p.Regions[h.Region].guideline.For(persons)
	if income > n.limit*guideline {
		r.NoBecause(benefit.CSFP, benefit.GrossIncome, benefit.Guideline, income/guideline, n.limit)
		return
	}
	for i := range people {
		r.Person[i].CSFP = people[i].Age >= n.age
	}
	if !h.Takes.Has(benefit.CSFP) {
		r.Give(benefit.CSFP, 0)
		r.No(benefit.CSFP, benefit.NotServed)
		return
	}
	r.Give(benefit.CSFP, float64(float64(elderly)*n.value))
}
