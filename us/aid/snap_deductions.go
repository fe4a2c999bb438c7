package aid

import (
	"math"

	"commonpurse/us/benefit"
)

// deduct takes the deductions of 7 CFR 273.9(d) off gross income in the order of 273.10(e)(1): earned
// income, standard, dependent care, medical, child support, then excess shelter, which is capped
// unless a member is elderly or disabled. It adds them up in d for the months.
func (n *snapNation) deduct(m *snapMonth, h *benefit.Household, u *snapUnit, in *snapIncome, d *benefit.SNAPDetail, months float64) {
	earned, standard := float64(n.earnedShare*in.earned), m.standard[min(u.members, 6)]
	care, medical := u.care/12, n.medical(m, u.medical/12)
	net := max(0, in.gross-standard-earned-care-medical-in.support)
	utility := n.utility(m, h, u)
	shelter := max(0, u.housing/12+utility-float64(n.shelterShare*net))
	if !u.aged {
		shelter = min(shelter, m.shelterCap)
	}
	in.net = roundHalf(max(0, net-shelter)) // 7 CFR 273.10(e)(1)(ii): cents are rounded

	d.Gross += float64(months * in.gross)
	d.Standard += float64(months * standard)
	d.Earned += float64(months * earned)
	d.Care += float64(months * care)
	d.Medical += float64(months * medical)
	d.Support += float64(months * in.support)
	d.Utility += float64(months * utility)
	d.Shelter += float64(months * shelter)
	d.Net += float64(months * in.net)
	d.Maximum += float64(months * m.most(u.members))
}

// medical is the excess medical deduction (7 CFR 273.9(d)(3)): above the disregard, at least the
// region's standard where it has one.
func (n *snapNation) medical(m *snapMonth, expenses float64) float64 {
	if expenses <= n.medicalDisregard {
		return 0
	}
	return max(expenses-n.medicalDisregard, m.medicalStandard)
}

// utility is the allowance of 7 CFR 273.9(d)(6)(iii): heating or cooling bills bring the standard,
// two other bills the limited, one its own.
func (n *snapNation) utility(m *snapMonth, h *benefit.Household, u *snapUnit) float64 {
	size := min(u.members, maxTable)
	if h.Heating > 0 || (m.alwaysUtility && (!m.utilityNeedsAged || u.aged)) {
		return m.utility[size]
	}
	bills := int(h.OtherUtilities)
	if h.Phone > 0 {
		bills++
	}
	switch {
	case bills >= 2 && m.limitedInUse:
		return m.limited[size]
	case h.Phone > 0:
		return m.phone
	case bills > 0:
		return m.electricity
	}
	return 0
}

// ceil rounds up to whole dollars, forgiving a rounding error of the multiplication.
func ceil(x float64) float64 { return math.Ceil(float64(x) - 1e-7) }

// roundHalf rounds to whole dollars, halves up.
func roundHalf(x float64) float64 { return math.Floor(float64(x) + 0.5) }
