package aid

import (
	"commonpurse/us/published"
)

// most is the maximum allotment for a household of n (7 CFR 273.10(e)(4)).
func (m *snapMonth) most(n int) float64 {
	if n <= published.MaxFamily {
		return m.maximum[n]
	}
	return m.maximum[published.MaxFamily] + float64(float64(n-published.MaxFamily)*m.extra)
}

// minimum is the least allotment of small households, in whole dollars (273.10(e)(2)(ii)(C)).
func (m *snapMonth) minimum(n *snapNation) float64 { return roundHalf(n.minimumShare * m.maximum[1]) }

// allotment takes 30 percent of net income, rounded up, off the maximum (273.10(e)(2)(ii)).
func (n *snapNation) allotment(m *snapMonth, members int, net float64) float64 {
	allotment := max(0, m.most(members)-ceil(n.contribution*net))
	if members <= n.minimumHousehold {
		allotment = max(allotment, m.minimum(n))
	}
	return allotment
}

// emergencySupplement brings an allotment to the maximum, and is at least the minimum supplement;
// households of three or more whose allotment is zero do not take part (Pub. L. 116-127 sec. 2302(a)).
func (m *snapMonth) emergencySupplement(members int, allotment float64) float64 {
	if !m.emergency || allotment == 0 {
		return 0
	}
	return max(m.most(members)-allotment, m.emergencyMinimum)
}

// topUp is what a region adds to bring federal benefits of households that take part to its own least
// allotment, some regions only with a member of an age (D.C. Code 4-261.04(a); Md. Human Services
// 5-501(d); N.J.S.A. 44:10-111).
func (m *snapMonth) topUp(oldest int16, federal float64) float64 {
	if federal == 0 || oldest < m.localAge {
		return 0
	}
	return max(0, m.localMinimum-federal)
}
