package build

const (
	savers   = 0.5    // of units with enough wages, those who defer pay into a plan
	saveFrom = 15_000 // wages a year
)

// deferPay gives half of the units with wages pension contributions that are not in their taxable
// wages, as large as published for their group of household income.
func (b *builder) deferPay() {
	for h := range b.houses {
		house := &b.houses[h]
		share := 0.0
		for _, d := range b.facts.deferrals {
			share = d.share
			if float64(house.rank) < 1000*d.upTo {
				break
			}
		}
		for i := house.first; i < house.first+house.rows; i++ {
			u := &b.rows[i]
			u.contributions = 0
			if u.item[wages] < saveFrom || u.pending || b.key(house, u).Uniform(drawDeferral) >= savers {
				continue
			}
			earners := 1.0
			if u.spouseWages > 0 && u.spouseWages < 1 {
				earners = 2
			}
			u.contributions = min(u.item[wages]*share/savers, earners*b.facts.deferralLimit)
		}
	}
}
