package aid

import (
	"commonpurse/us/benefit"
	"commonpurse/us/published"
)

// wicGroup is a category of participant (42 USC 1786(b)).
type wicGroup uint8

const (
	wicNone wicGroup = iota
	wicPregnant
	wicPostpartum
	wicNursing
	wicInfant
	wicChild1 // 12 to 23 months
	wicChild2 // 24 to 59 months
	wicGroups = iota
)

var wicKeys = [wicGroups]string{"", "pregnant_singleton", "postpartum_non_breastfeeding", "breastfeeding", "infant", "child_12_23_months", "child_24_59_months"}

type wicNation struct {
	limit            float64 // share of the guideline
	childAge         int16
	value            [wicGroups]float64 // a month, mean of the year
	postpartumMonths float64
}

func (n *wicNation) load(rows *published.Rows, year int) {
	x := rows.Read("wic", published.Day(year, 1, 1))
	n.limit, n.childAge = x.National("income_limit", ""), int16(x.National("child_age_limit", ""))
	n.postpartumMonths = x.National("postpartum_months", "not_breastfeeding")
	for g := wicPregnant; g < wicGroups; g++ {
		// The package at today's prices; its fruit and vegetable voucher is replaced by the published
		// amount of the month, where there is one.
		var sum float64
		for month := 1; month <= 12; month++ {
			x.On = published.Day(year, month, 1)
			packageValue := x.National("food_package_value", wicKeys[g])
			if voucher := x.National("cvb", wicKeys[g]); voucher > 0 {
				share := x.National("cvb_in_package_value", wicKeys[g]) / rows.Stamped("wic", "food_package_value", "US", "", wicKeys[g])
				packageValue += voucher - float64(share*packageValue)
			}
			sum += packageValue
		}
		n.value[g] = sum / 12
	}
}

// WIC works out the food packages of pregnant women, new mothers, infants and children under five
// (42 USC 1786): income of the household at most 185 percent of the guideline, or SNAP, TANF or
// Medicaid. Nutritional risk, which clinics find in nearly all, is taken as met.
func WIC(p *Params, h *benefit.Household, r *benefit.Result) {
	n := &p.wic
	any := false
	people := h.Persons()
	for i := range people { // a mother who is eligible has an infant
		if people[i].Age < n.childAge || people[i].Pregnant {
			any = true
			break
		}
	}
	if !any {
		r.No(benefit.WIC, benefit.NoMember)
		return
	}
	income, persons := r.GrossCash, h.N
	guideline := p.Regions[h.Region].guideline.For(persons)
	poor := income <= n.limit*guideline
	family := r.Amount[benefit.TANF] > 0
	for i := range people { // 42 USC 1786(d)(2)(A)(iii)(II): a pregnant woman or infant with Medicaid brings in her family
		if (people[i].Age == 0 || people[i].Pregnant) && r.Person[i].Medicaid != benefit.NotCovered {
			family = true
		}
	}
	var total float64
	for i := range people {
		g := n.group(h, i)
		if g == wicNone || people[i].Noncitizen {
			continue
		}
		months := 12.0
		if !poor && !family && r.Person[i].Medicaid == benefit.NotCovered {
			if r.Amount[benefit.SNAP] == 0 {
				continue
			}
			months = r.SNAP.Months // eligible through nutrition assistance, in its months
		}
		r.Person[i].WIC = true
		if g == wicPostpartum {
			months = min(months, n.postpartumMonths)
		}
		total += float64(months * n.value[g])
	}
	switch {
	case total == 0:
		r.NoBecause(benefit.WIC, benefit.GrossIncome, benefit.Guideline, income/guideline, n.limit)
	case !h.Takes.Has(benefit.WIC):
		r.Give(benefit.WIC, 0)
		r.No(benefit.WIC, benefit.NotServed)
	default:
		r.Give(benefit.WIC, total)
	}
}

// group gives a person's category.
func (n *wicNation) group(h *benefit.Household, i int) wicGroup {
	m := &h.People[i]
	switch {
	case m.Age == 0:
		return wicInfant
	case m.Age == 1:
		return wicChild1
	case m.Age < n.childAge:
		return wicChild2
	case m.Pregnant:
		return wicPregnant
	case !m.Female:
		return wicNone
	}
	people := h.Persons()
	for j := range people {
		c := &people[j]
		if c.Age == 0 && (c.Parents[0] == int8(i) || c.Parents[1] == int8(i)) {
			if m.Nursing {
				return wicNursing
			}
			return wicPostpartum
		}
	}
	return wicNone
}

// GrossCash is cash income of the household before tax and before means-tested assistance (7 CFR
// 246.7(d)(2)(ii), 245.2), not below zero.
func GrossCash(h *benefit.Household) (income float64) {
	people := h.Persons()
	for i := range people {
		income += grossCash(&people[i])
	}
	return max(0, income)
}

func grossCash(m *benefit.Person) float64 {
	return m.Wages + m.SelfEmployment + m.Unemployment + m.SocialSecurity + m.Veterans + m.Pensions + m.Interest + m.Dividends +
		m.Rents + m.Alimony + m.ChildSupport + m.OtherIncome
}
