package health

import (
	"math"

	"commonpurse/us/benefit"
)

// Medicaid works out who is covered by Medicaid or CHIP in each run of months, in the order of RULES:
// recipients of SSI, children, pregnant women, parents, young adults, other adults, aged and
// disabled, medically needy (42 CFR 435.110-435.330), then CHIP (42 CFR 457.310). The value is what an
// enrollee of the group costs in the region.
func Medicaid(p *Params, h *benefit.Household, r *benefit.Result) {
	reg := &p.Regions[h.Region]
	var medicaid, chip float64
	var why benefit.Why
	uncovered := -1
	people := h.Persons()
	p.incomes(h, r)
	for i := range people {
		if people[i].Noncitizen {
			continue
		}
		size, income := p.family(h, r, i)
		guideline := reg.guideline.For(size)
		ratio := income / guideline
		out := &r.Person[i]
		out.MedicaidIncome = ratio
		m := &people[i]
		kept := m.HasMedicaid && p.nation.keptMonths > 0
		if !kept && ratio > reg.highest+roundingMost && out.SSI == 0 && m.Age < 65 && !m.Blind && !m.DisabledSSI {
			uncovered = i
			continue
		}
		var months, chipMonths float64
		for s := range reg.spans {
			l := &reg.spans[s].limits
			c := p.category(reg, l, h, r, i, means{income, guideline})
			if c != benefit.NotCovered {
				if out.Medicaid == benefit.NotCovered {
					out.Medicaid = c
					out.InJanuary = s == 0
				}
				months += reg.spans[s].months
				continue
			}
			if p.chip(l, h, i, means{income, guideline}, out) {
				chipMonths += reg.spans[s].months
				out.CHIP = true
				out.CHIPInJanuary = out.CHIPInJanuary || s == 0
			}
		}
		if kept && out.Medicaid == benefit.NotCovered && !out.CHIP {
			out.Medicaid, months = benefit.KeptCovered, p.nation.keptMonths
		}
		if out.Medicaid != benefit.NotCovered {
			g := groupOf(out.Medicaid, &people[i])
			value := float64(reg.cost[g] * (months / 12))
			medicaid += value
			share := reg.share
			if out.Medicaid == benefit.ExpansionAdult {
				share = p.nation.expansionShare
			}
			r.FederalMedical += float64(share * value)
		}
		if out.CHIP {
			value := float64(reg.cost[groupChild] * (chipMonths / 12))
			chip += value
			r.FederalMedical += float64(reg.enhanced * value)
		}
		if out.Medicaid == benefit.NotCovered && !out.CHIP {
			uncovered = i
		}
	}
	if uncovered >= 0 {
		why = benefit.Why{Reason: benefit.GrossIncome, Measure: benefit.Guideline, Value: r.Person[uncovered].MedicaidIncome, Limit: p.limitFor(&reg.spans[0].limits, h, uncovered)}
	} else { // everybody is covered by the one or the other, or by neither for status
		why.Reason = benefit.OtherCoverage
	}
	p.book(h, r, benefit.Medicaid, medicaid, why)
	p.book(h, r, benefit.CHIP, chip, why)
}

// roundingMost is more than rounding a monthly limit to whole dollars can add to it.
const roundingMost = 0.01

// book gives the value or says why there is none. Coverage of persons is entitlement: who is enrolled
// is drawn with take-up.
func (p *Params) book(h *benefit.Household, r *benefit.Result, program benefit.Program, value float64, why benefit.Why) {
	switch {
	case value == 0:
		if why.Limit < 0 {
			why = benefit.Why{Reason: benefit.NoMember}
		}
		r.Why[program] = why
	case !h.Takes.Has(program):
		r.Give(program, 0)
		r.No(program, benefit.NotServed)
	default:
		r.Give(program, value)
	}
}

// incomes adds to each unit's modified adjusted gross income that of dependents who must file a
// return (26 USC 36B(d)(2)(A)(ii), 42 CFR 435.603(d)(2)); Social Security that is not taxed does not
// make anybody file.
func (p *Params) incomes(h *benefit.Household, r *benefit.Result) {
	for k := 0; k < h.NUnits; k++ {
		r.UnitIncome[k] = h.Units[k].MAGI
	}
	people := h.Persons()
	for i := range people {
		m := &people[i]
		if !m.Dependent {
			continue
		}
		unearned := m.Unemployment + m.Pensions + m.TaxableInterest + m.Dividends + m.Rents + m.Gains + m.OtherIncome
		if m.Earnings() > p.nation.dependentEarned || unearned > p.nation.dependentUnearned {
			r.UnitIncome[m.Unit] += m.Earnings() + unearned + m.SocialSecurity + m.Interest - m.TaxableInterest
		}
	}
}

// family is a person's household for modified adjusted gross income (42 CFR 435.603(f)): the filing
// unit, and for a pregnant woman the child she expects. A child's income counts only if the child
// must file (435.603(d)(2)).
func (p *Params) family(h *benefit.Household, r *benefit.Result, i int) (size int, income float64) {
	m := &h.People[i]
	u := &h.Units[m.Unit]
	size = int(u.People)
	if m.Pregnant {
		size++
	}
	return size, r.UnitIncome[m.Unit]
}

// means is a person's household income and guideline, dollars a year.
type means struct{ income, guideline float64 }

// within says whether income is at most a share of the guideline. Agencies compare monthly income
// with the monthly limit in whole dollars, rounded up.
func (m means) within(limit float64) bool {
	if limit < 0 {
		return false
	}
	return m.income <= 12*math.Ceil(float64(limit*m.guideline)/12-1e-7)
}

// category gives the group by which a person is covered.
func (p *Params) category(reg *Region, l *limits, h *benefit.Household, r *benefit.Result, i int, ratio means) benefit.Category {
	n := &p.nation
	m := &h.People[i]
	out := &r.Person[i]
	switch {
	case out.SSI > 0 && reg.automatic:
		return benefit.SSIRecipient
	case m.Age < 1 && ratio.within(l.infant):
		return benefit.Infant
	case m.Age >= 1 && m.Age < 6 && ratio.within(l.young):
		return benefit.YoungChild
	case m.Age >= 6 && m.Age < 19 && ratio.within(l.older):
		return benefit.OlderChild
	case m.Pregnant && ratio.within(l.pregnant):
		return benefit.PregnantWoman
	}
	covered := out.Medicare
	switch {
	case ratio.within(l.parent) && caretaker(reg, h, i):
		return benefit.Parent
	case ratio.within(l.anyParent) && !covered && m.Age < n.adultBelow && caretaker(reg, h, i): // with the adult group's limit
		return benefit.ExpansionAdult
	case m.Age >= 19 && m.Age < 21 && ratio.within(l.youngAdult):
		return benefit.YoungAdult
	case m.Age >= n.adultFrom && m.Age < n.adultBelow && !covered && !m.Pregnant && ratio.within(l.adult):
		return benefit.ExpansionAdult
	}
	if m.Age >= 65 || (m.Age >= 18 && (m.Blind || m.DisabledSSI)) { // children: by SSI, with parents' income deemed
		return p.agedOrDisabled(reg, h, r, i)
	}
	return benefit.NotCovered
}

// caretaker says whether a person is the parent of a dependent child in the household (42 CFR 435.4).
func caretaker(reg *Region, h *benefit.Household, i int) bool {
	m := &h.People[i]
	if m.Dependent {
		return false
	}
	people := h.Persons()
	for j := range people {
		c := &people[j]
		if c.Dependent && c.Unit == m.Unit && c.Age < reg.childAge {
			return true
		}
	}
	return false
}

// agedOrDisabled applies the optional pathway and the medically needy level: income and assets as
// SSI counts them (42 CFR 435.601, 435.831), couples together.
func (p *Params) agedOrDisabled(reg *Region, h *benefit.Household, r *benefit.Result, i int) benefit.Category {
	m := &h.People[i]
	path, needy, needyAssets := &reg.aged, reg.needy, reg.needyAssets
	size := 1
	unearned, earned, assets := ssiIncome(m), m.Earnings(), m.Assets
	medical := m.Medical + m.Premiums
	if m.Spouse != benefit.None {
		s := &h.People[m.Spouse]
		path, needy, needyAssets = &reg.agedCouple, reg.needyCouple, reg.needyAssetsCouple
		size = 2
		unearned += ssiIncome(s)
		earned += s.Earnings()
		assets += s.Assets
		medical += s.Medical + s.Premiums
	}
	income := p.nation.countable(unearned, earned, path.disregard)
	if income <= path.limit*reg.guideline.For(size) && assets <= path.assets {
		return benefit.AgedOrDisabled
	}
	open := (m.Age >= 65 && reg.needyAged) || (m.Age < 65 && reg.needyDisabled)
	if open && needy >= 0 && p.nation.countable(unearned, earned, p.nation.generalDisregard)-medical <= needy && assets <= needyAssets {
		return benefit.MedicallyNeedy
	}
	return benefit.NotCovered
}

// ssiIncome is unearned income as SSI counts it.
func ssiIncome(m *benefit.Person) float64 {
	return m.Pensions + m.SocialSecurity + m.Unemployment + m.Veterans + m.Interest + m.Dividends + m.Rents + m.Alimony + m.ChildSupport + m.OtherIncome
}

// countable takes off the disregard, from unearned income first, and 65 dollars and half of earnings.
func (n *nation) countable(unearned, earned, disregard float64) float64 {
	used := min(disregard, unearned)
	earned = max(0, earned-(disregard-used)-n.earnedDisregard)
	return unearned - used + earned - float64(n.earnedShare*earned)
}

// chip says whether a person has separate CHIP: an uninsured child below the limit, or a pregnant
// woman where the region covers her.
func (p *Params) chip(l *limits, h *benefit.Household, i int, ratio means, out *benefit.PersonResult) bool {
	m := &h.People[i]
	if m.Age < p.nation.chipAge {
		return ratio.within(l.chip) && !out.Medicare
	}
	if m.Pregnant && (ratio.within(l.chipPregnant) || ratio.within(l.chipUnborn)) {
		out.CHIPPregnant = true
		return true
	}
	return false
}

// limitFor is the income limit that a person's age and family meet, for the reason of a no.
func (p *Params) limitFor(l *limits, h *benefit.Household, i int) float64 {
	m := &h.People[i]
	switch {
	case m.Age < 19:
		return max(l.chip, l.older, 0)
	case m.Pregnant:
		return max(l.pregnant, l.chipPregnant)
	case m.Age >= 65:
		return p.Regions[h.Region].aged.limit
	case caretaker(&p.Regions[h.Region], h, i):
		return l.parent
	}
	return l.adult
}
