package aid

import (
	"commonpurse/us/benefit"
)

// SNAP works out the year's allotment: who is in the household (7 CFR 273.1, 273.5, 273.24),
// categorical eligibility (273.2(j)), the tests (273.8, 273.9(a)), deductions (273.9(d)) and the
// allotment (273.10(e)). Income is taken as even over the months; standards change by month.
func SNAP(p *Params, h *benefit.Household, r *benefit.Result) {
	spans := p.Regions[h.Region].snap[h.Area]
	n := &p.snap
	var u snapUnit
	n.gather(h, r, &u, &spans[0].snapMonth)
	var why benefit.Why
	d := &r.SNAP
	if u.beyond(n, spans, &why) {
		r.Why[benefit.SNAP] = why
		return
	}
	for i := range spans {
		m := &spans[i].snapMonth
		if u.timed && i > 0 {
			n.gather(h, r, &u, m)
		}
		if u.members == 0 {
			why = benefit.Why{Reason: benefit.StudentRule}
			if u.barred {
				why.Reason = benefit.WorkRule
			}
			continue
		}
		allotment, ok := n.month(m, h, &u, d, spans[i].months, &why)
		if !ok {
			continue
		}
		m.pay(d, &u, spans[i].months, allotment, i == 0)
	}
	switch total := d.Normal + d.Emergency + d.TopUp + d.Supplement; {
	case total > 0 && !h.Takes.Has(benefit.SNAP):
		r.Give(benefit.SNAP, 0)
		r.No(benefit.SNAP, benefit.NotServed)
	case total > 0:
		r.Give(benefit.SNAP, total)
	case d.Months > 0:
		r.No(benefit.SNAP, benefit.ZeroBenefit)
	default:
		r.Why[benefit.SNAP] = why
	}
}

// pay books the months of a span: the federal allotment, its emergency supplement, and what the
// region adds.
func (m *snapMonth) pay(d *benefit.SNAPDetail, u *snapUnit, months, allotment float64, january bool) {
	emergency := m.emergencySupplement(u.members, allotment)
	topUp := m.topUp(u.oldest, allotment+emergency)
	supplement := float64(m.localSupplement * m.most(u.members))
	d.Months += months
	d.Members = u.members
	d.Normal += float64(months * allotment)
	d.Emergency += float64(months * emergency)
	d.TopUp += float64(months * topUp)
	d.Supplement += float64(months * supplement)
	if m.emergency && allotment == 0 {
		d.ZeroEmergency += months
	}
	if january {
		d.January = allotment + emergency + topUp + supplement
	}
}

// beyond says at once that no month's limit can reach a household without aged or disabled members:
// its least possible gross income is above the highest gross limit of the year.
func (u *snapUnit) beyond(n *snapNation, spans []snapSpan, why *benefit.Why) bool {
	if u.aged || u.timed || u.cash > 0 || u.allSSI || u.members == 0 {
		return false
	}
	least := u.earned + u.unearned - u.support
	var highest, guideline float64
	for i := range spans {
		m := &spans[i]
		if u.selfWork > 0 && m.selfEmploymentCost > 0 {
			return false
		}
		limit := max(n.grossLimit, m.categoricalGross, m.categoricalGrossCare, m.categoricalGrossEarned)
		guideline = max(m.guideline.For(u.members), m.categoricalGuideline.For(u.members))
		highest = max(highest, float64(limit*guideline)+roundedUp)
	}
	if u.selfWork > 0 {
		least += u.selfWork
	}
	if least <= highest {
		return false
	}
	*why = benefit.Why{Reason: benefit.GrossIncome, Measure: benefit.Guideline, Value: least / guideline, Limit: max(n.grossLimit, spans[0].categoricalGross)}
	return true
}

// roundedUp is more than rounding monthly limits up to dollars adds in a year.
const roundedUp = 13
