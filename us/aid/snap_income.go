package aid

import (
	"commonpurse/us/benefit"
)

// snapIncome is a household's income in a month, dollars.
type snapIncome struct {
	earned  float64
	gross   float64
	support float64 // child support paid that is a deduction there
	net     float64
}

// income adds up a month's gross income (7 CFR 273.9(b), (c)): child support paid is excluded, or a
// deduction, as the region chooses.
func (m *snapMonth) income(u *snapUnit) (in snapIncome) {
	in.earned = u.earned / 12
	if se := u.selfWork; se > 0 {
		// 7 CFR 273.11(b)(3): a standard share of proceeds for costs; what is reported here is net of
		// actual costs already, so the standard share applies only where actual costs may not be used.
		if !m.selfEmploymentActual {
			se -= float64(m.selfEmploymentCost * se)
		}
		in.earned += se / 12
	}
	in.gross = in.earned + u.unearned/12
	if m.supportDeducted {
		in.support = u.support / 12
	} else {
		in.gross = max(0, in.gross-u.support/12)
	}
	return in
}

// broad says from which tests broad-based services free a household (7 CFR 273.2(j)(2)(ii)): gross
// income within the region's limit for its kind, and assets; some regions keep the net test. A household with an elderly or disabled member is eligible as any other, or else
// within its own limit and net test.
func (m *snapMonth) broad(u *snapUnit, gross float64) freedom {
	if !m.categorical || u.assets > m.categoricalAssets {
		return ofNothing
	}
	limit := m.categoricalGross
	if u.care > 0 {
		limit = max(limit, m.categoricalGrossCare)
	}
	if u.earned+u.selfWork > 0 {
		limit = max(limit, m.categoricalGrossEarned)
	}
	guideline := m.categoricalGuideline.For(u.members) / 12
	if gross <= ceil(limit*guideline) {
		return freeOf(m.categoricalNet)
	}
	if u.aged && (!m.agedMeansAll || u.allAged) && gross <= ceil(m.categoricalGrossAged*guideline) {
		return freeOf(m.categoricalNetAged)
	}
	return ofNothing
}

// freedom is from which tests a household is free.
type freedom uint8

const (
	ofNothing freedom = iota
	ofAssets
	ofBoth
)

func freeOf(netTest bool) freedom {
	if netTest {
		return ofAssets
	}
	return ofBoth
}

// month gives a month's federal allotment without emergency supplement, and whether the household is
// eligible in it.
func (n *snapNation) month(m *snapMonth, h *benefit.Household, u *snapUnit, d *benefit.SNAPDetail, months float64, why *benefit.Why) (float64, bool) {
	in := m.income(u)
	guideline := m.guideline.For(u.members) / 12
	cash := u.cash > 0 || u.allSSI // 7 CFR 273.2(j)(2)(i): cash assistance, or SSI for all, makes eligible
	free := m.broad(u, in.gross)
	if !u.aged && !cash && free == ofNothing && in.gross > ceil(n.grossLimit*guideline) {
		limit := n.grossLimit
		if m.categorical {
			limit = max(limit, m.categoricalGross)
		}
		*why = benefit.Why{Reason: benefit.GrossIncome, Measure: benefit.Guideline, Value: in.gross / guideline, Limit: limit}
		return 0, false
	}
	n.deduct(m, h, u, &in, d, months)
	if !cash && !n.passes(m, u, in.net, guideline, free, why) {
		return 0, false
	}
	return n.allotment(m, u.members, in.net), true
}

// passes applies the net test (7 CFR 273.9(a)) and the asset test (273.8) to those whom services do
// not free from them: free of both, or of assets only.
func (n *snapNation) passes(m *snapMonth, u *snapUnit, net, guideline float64, free freedom, why *benefit.Why) bool {
	if free == ofBoth {
		return true
	}
	if net > ceil(n.netLimit*guideline) {
		*why = benefit.Why{Reason: benefit.NetIncome, Measure: benefit.Guideline, Value: net / guideline, Limit: n.netLimit}
		return false
	}
	if free == ofAssets {
		return true
	}
	limit := m.assets
	if u.aged {
		limit = m.assetsAged
	}
	if u.assets > limit {
		*why = benefit.Why{Reason: benefit.Assets, Measure: benefit.DollarsYear, Value: u.assets, Limit: limit}
		return false
	}
	return true
}
