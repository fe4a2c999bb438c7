package health

import (
	"math"

	"commonpurse/us/benefit"
)

// PremiumCredit works out, for each filing unit, the Basic Health Program (42 USC 18051) and the
// premium tax credit at the benchmark (26 USC 36B, Form 8962): household income over the guideline of
// the year before, the applicable percentage, the second-lowest silver premium of the members who
// have no other coverage, and the difference.
func PremiumCredit(p *Params, h *benefit.Household, r *benefit.Result) {
	n, reg := &p.nation, &p.Regions[h.Region]
	var credits, basic float64
	var why benefit.Why
	var open uint32 // units with a member who has no other coverage
	for i := range h.Persons() {
		m, out := &h.People[i], &r.Person[i]
		if out.Medicaid == benefit.NotCovered && !out.CHIP && !out.Medicare && !m.EmployerOffer && !m.Noncitizen {
			open |= 1 << m.Unit
		}
	}
	for k := 0; k < h.NUnits; k++ {
		u := &h.Units[k]
		if open&(1<<k) == 0 {
			why = keep(why, benefit.Why{Reason: benefit.OtherCoverage})
			continue
		}
		guideline := reg.before.For(int(u.People))
		// Form 8962 line 5: whole percents, the rest is dropped; above 400 percent it does not matter.
		ratio := math.Floor(float64(r.UnitIncome[k]/guideline*100)+1e-9) / 100
		if ratio < n.fromRatio {
			why = keep(why, benefit.Why{Reason: benefit.IncomeTooLow, Measure: benefit.Guideline, Value: ratio, Limit: n.fromRatio})
			if !reg.basic {
				continue
			}
		}
		members := 0
		for i := range h.Persons() {
			m := &h.People[i]
			if int(m.Unit) != k {
				continue
			}
			out := &r.Person[i]
			if out.Medicaid != benefit.NotCovered || out.CHIP || out.Medicare || m.EmployerOffer || m.Noncitizen {
				continue
			}
			if reg.basic && m.Age < 65 && out.MedicaidIncome <= basicTo {
				out.BasicHealth = true
				continue
			}
			if u.Status == benefit.Separately || ratio < n.fromRatio {
				continue
			}
			out.PremiumCredit = true
			members++
		}
		basic += p.basicHealth(h, r, k, ratio)
		switch {
		case members > 0 && ratio > n.toRatio:
			r.Benchmark[k] = 12 * reg.benchmark(h, r, k, true)
			why = keep(why, benefit.Why{Reason: benefit.GrossIncome, Measure: benefit.Guideline, Value: ratio, Limit: n.toRatio})
		case members > 0:
			r.Benchmark[k] = 12 * reg.benchmark(h, r, k, true)
			r.Credit[k] = max(0, r.Benchmark[k]-float64(n.percentage(ratio)*r.UnitIncome[k]))
			credits += r.Credit[k]
			if r.Credit[k] == 0 {
				why = keep(why, benefit.Why{Reason: benefit.ZeroBenefit})
			}
		case u.Status == benefit.Separately:
			why = keep(why, benefit.Why{Reason: benefit.Separate})
		default:
			why = keep(why, benefit.Why{Reason: benefit.OtherCoverage})
		}
	}
	p.book(h, r, benefit.PremiumCredit, credits, why)
	if !reg.basic {
		r.No(benefit.BasicHealth, benefit.NotOffered)
		return
	}
	if why.Reason == benefit.Unknown { // covered by the credit instead
		why = benefit.Why{Reason: benefit.GrossIncome, Measure: benefit.Guideline, Value: r.UnitIncome[0] / reg.guideline.For(int(h.Units[0].People)), Limit: basicTo}
	}
	p.book(h, r, benefit.BasicHealth, basic, why)
}

// keep holds on to the first reason.
func keep(had, now benefit.Why) benefit.Why {
	if had.Reason != benefit.Unknown {
		return had
	}
	return now
}

// basicTo is the upper income limit of the Basic Health Program (42 USC 18051(e)(1)(B)).
const basicTo = 2.0

// basicFederal is the share of the forgone credit that the program is paid (42 USC 18051(d)(3)(A)).
const basicFederal = 0.95

// basicHealth values the program at the federal payment: 95 percent of the credit the members forgo.
func (p *Params) basicHealth(h *benefit.Household, r *benefit.Result, k int, ratio float64) float64 {
	any := false
	for i := range h.Persons() {
		if int(h.People[i].Unit) == k && r.Person[i].BasicHealth {
			any = true
		}
	}
	if !any {
		return 0
	}
	benchmark := float64(12 * p.Regions[h.Region].benchmark(h, r, k, false))
	return float64(basicFederal * max(0, benchmark-float64(p.nation.percentage(ratio)*r.UnitIncome[k])))
}

// percentage is the applicable percentage: linear within its band (26 USC 36B(b)(3)(A)), to four
// decimals as the table of Form 8962 prints it.
func (n *nation) percentage(ratio float64) float64 {
	for i := range n.bandFrom {
		if ratio < n.bandTo[i] || i == len(n.bandFrom)-1 {
			span := n.bandTo[i] - n.bandFrom[i]
			if math.IsInf(span, 1) || span <= 0 {
				return n.bandInitial[i]
			}
			at := min(1, (ratio-n.bandFrom[i])/span)
			return math.Round((n.bandInitial[i]+float64(at*(n.bandLast[i]-n.bandInitial[i])))*10000) / 10000
		}
	}
	return n.bandLast[len(n.bandLast)-1]
}

// benchmark is the month's second-lowest silver premium for the members of a unit: those who count for
// the credit, or those of the Basic Health Program. At most three children under 21 are rated, the
// oldest; New York and Vermont have family tiers.
func (reg *Region) benchmark(h *benefit.Household, r *benefit.Result, k int, credit bool) float64 {
	base := reg.base(h)
	adults, children := 0, 0
	var sum float64
	var kept [4]float64 // factors of the oldest rated children, highest first
	people := h.Persons()
	for i := range people {
		m := &people[i]
		counts := r.Person[i].PremiumCredit
		if !credit {
			counts = r.Person[i].BasicHealth
		}
		if int(m.Unit) != k || !counts {
			continue
		}
		if m.Age < 21 {
			children++
		} else {
			adults++
		}
		if reg.family {
			continue
		}
		factor := reg.curve[min(m.Age, maxAge)]
		if m.Age >= 21 {
			sum += factor
			continue
		}
		insert(&kept, factor)
	}
	if reg.family {
		return float64(base * reg.tier.of(adults, children))
	}
	for _, f := range kept[:3] {
		sum += f
	}
	return float64(base * sum)
}

// insert keeps the three highest factors: children's factors rise with age.
func insert(kept *[4]float64, factor float64) {
	kept[3] = factor
	for i := 3; i > 0 && kept[i] > kept[i-1]; i-- {
		kept[i], kept[i-1] = kept[i-1], kept[i]
	}
}

// base is the premium of the rating area at the youngest age; 0 takes the mean of the region's areas.
func (reg *Region) base(h *benefit.Household) float64 {
	if int(h.Rating) < len(reg.premium) && h.Rating > 0 {
		return reg.premium[h.Rating]
	}
	return reg.premium[0]
}

// of gives the multiple of the adult premium for a family.
func (t *familyTiers) of(adults, children int) float64 {
	switch {
	case adults == 0 && children == 0:
		return 0
	case adults == 0:
		if t.childOnly > 0 {
			return t.childOnly
		}
		return t.one
	case adults == 1 && children == 0:
		return t.one
	case adults == 1:
		return t.oneChildren
	case children == 0:
		return t.two
	}
	return t.twoChildren
}
