package build

import (
	"math"

	"commonpurse/us/irc"
	"commonpurse/us/unit"
)

// limits are what the law of the year lets be deducted, as far as deductions are mapped by it, and
// how the credit for care is worked out.
type limits struct {
	taxes             [unit.Statuses]float64 // state and local taxes, 26 USC 164(b)(6)
	medical, aged     float64                // share of income that medical expenses must exceed, 26 USC 213(a), and what it is more for the aged
	charity           float64                // share of income, 26 USC 170(b)(1)
	cutFrom           [unit.Statuses]float64 // income above which itemized deductions were cut, 26 USC 68
	cutRate, cutMost  float64
	careLimit         float64 // expenses for one person, twice for two or more, 26 USC 21(c)
	careHigh, careLow float64 // share of them that is the credit, 26 USC 21(a)(2)
	careFrom          float64
	careStep          float64
	careRate          float64 // what the share falls by a step
}

func limitsOf(p *irc.Params) limits {
	return limits{taxes: p.SALTCap, medical: float64(p.MedicalFloor), aged: float64(p.MedicalAged), charity: float64(p.CharityCash),
		cutFrom: p.PeaseStart, cutRate: float64(p.PeaseRate), cutMost: float64(p.PeaseMax),
		careLimit: p.CareCap, careHigh: float64(p.CareRateMax), careLow: float64(p.CareRateMin1), careFrom: p.CareStart1, careStep: p.CareStep1, careRate: float64(p.CareRateStep)}
}

// medicalFloor gives the share of a unit's income that medical expenses must exceed.
func (l *limits) medicalFloor(u *row) float64 {
	if u.age[0] >= 65 || u.age[1] >= 65 {
		return l.medical + l.aged
	}
	return l.medical
}

// cut gives by how much the law reduces the itemized deductions of a unit that keeps kept of them:
// by a share of the income above a threshold, up to a share of the deductions.
func (l *limits) cut(u *row, kept float64) float64 {
	excess := l.cutRate * (u.agi - l.cutFrom[u.status])
	if math.IsInf(l.cutFrom[u.status], 1) || excess <= 0 {
		return 0
	}
	return min(excess, kept*l.cutMost/(1-l.cutMost))
}

// careShare gives the share of expenses for care that is credited.
func (l *limits) careShare(agi float64) float64 {
	return max(l.careLow, l.careHigh-l.careRate*math.Ceil(max(0, agi-l.careFrom)/l.careStep))
}
