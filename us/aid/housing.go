package aid

import (
	"math"

	"commonpurse/us/benefit"
	"commonpurse/us/published"
)

const bedroomSizes = 5 // 0 to 4

type housingNation struct {
	share, grossShare float64 // of adjusted and of gross income
	dependent         float64
	elderly           float64
	medicalShare      float64
	elderlyAge        int16
	perBedroom        float64
	counties          map[int32]*countyHousing
}

// countyHousing is a county's rents a month by bedrooms and the very low limit of four persons.
type countyHousing struct {
	rent    [bedroomSizes]float64
	veryLow float64
}

func (n *housingNation) load(rows *published.Rows, year int) {
	x := rows.Read("housing", published.Day(year, 1, 1))
	n.share, n.grossShare = x.National("tenant_share_adjusted_income", ""), x.National("tenant_share_gross_income", "")
	n.dependent, n.elderly = x.National("dependent_deduction", ""), x.National("elderly_disabled_deduction", "")
	n.medicalShare, n.elderlyAge = x.National("medical_threshold", ""), int16(x.National("elderly_age", ""))
	n.perBedroom = x.National("bedrooms_rule", "persons_per_bedroom")
}

type housingRegion struct {
	rent    [bedroomSizes]float64 // fair market rent a month
	veryLow float64               // half the median income, four persons
	grade   published.Grade
}

func (r *Region) loadHousing(rows *published.Rows, year int) {
	x := rows.Read("hud_state_averages", published.Day(year, 1, 1))
	for b := range bedroomSizes {
		r.housing.rent[b] = x.Value("fmr", r.Code, "", published.Digit(b))
	}
	x.On = published.Day(year, 4, 1)
	r.housing.veryLow = x.Value("area_median_income", r.Code, "", "") / 2
	r.housing.grade = x.Worst
	r.Missing = append(r.Missing, x.Missing...)
}

// SetCounties gives the rents and limits of counties, from a table; without it every county has its
// region's mean.
func (p *Params) SetCounties(counties map[int32]*countyHousing) { p.housing.counties = counties }

// familySize scales the limit of four persons to other sizes (24 CFR 5.603; HUD income limits).
func familySize(n int) float64 {
	switch {
	case n <= 4:
		return 0.6 + float64(0.1*float64(n))
	default:
		return 1 + float64(0.08*float64(n-4))
	}
}

// Housing works out what a voucher or an assisted unit is worth (42 USC 1437f(o), 24 CFR 5.609-5.628,
// 982.505): the rent up to the fair market rent less the tenant's payment of 30 percent of adjusted
// income. New tenants must be below half the area's median income. Three in four eligible households
// are not served.
func Housing(p *Params, h *benefit.Household, r *benefit.Result) {
	r.TenantRent = h.Rent
	if !h.Rents || h.Rent == 0 {
		r.No(benefit.Housing, benefit.NoCost)
		return
	}
	n, reg := &p.housing, &p.Regions[h.Region].housing
	rents, veryLow := &reg.rent, reg.veryLow
	if h.County != 0 {
		if c := n.counties[h.County]; c != nil {
			rents, veryLow = &c.rent, c.veryLow
		}
	}
	income, adjusted := n.incomes(h, r)
	limit := math.Ceil(float64(veryLow*familySize(h.N))/50) * 50
	if income > limit {
		r.NoBecause(benefit.Housing, benefit.GrossIncome, benefit.DollarsYear, income, limit)
		return
	}
	bedrooms := int(h.Bedrooms)
	if bedrooms == 0 {
		bedrooms = int(math.Ceil(float64(h.N) / n.perBedroom))
	}
	fair := 12 * rents[min(bedrooms, bedroomSizes-1)]
	rent := min(h.Rent+h.Heating, fair)
	if h.FairRent {
		rent = fair
	}
	tenant := max(float64(n.share*adjusted), float64(n.grossShare*income))
	switch worth := rent - tenant; {
	case worth <= 0:
		r.No(benefit.Housing, benefit.ZeroBenefit)
	case !h.Takes.Has(benefit.Housing):
		r.Give(benefit.Housing, 0)
		r.No(benefit.Housing, benefit.NotServed)
	default:
		r.Give(benefit.Housing, worth)
		if h.FairRent {
			r.TenantRent = tenant
		}
	}
}

// ExtremelyLow says whether a household's cash income, before assistance by need, is below 30 percent
// of the area's median, which is three fifths of the very low limit (24 CFR 5.603).
func ExtremelyLow(p *Params, h *benefit.Household) bool {
	const ofVeryLow = 0.6
	return GrossCash(h) < ofVeryLow*p.Regions[h.Region].housing.veryLow*familySize(h.N)
}

// incomes gives annual income (24 CFR 5.609: no earnings of minors) and adjusted income (5.611).
func (n *housingNation) incomes(h *benefit.Household, r *benefit.Result) (income, adjusted float64) {
	people := h.Persons()
	dependents := 0
	elderly := false
	var medical float64
	for i := range people {
		m := &people[i]
		income += grossCash(m)
		if m.Age < 18 {
			income -= m.Earnings()
		}
		if m.Age < 18 || (m.Dependent && (m.Student || m.Disabled)) {
			dependents++
		} else if !m.Dependent && (m.Age >= n.elderlyAge || m.Disabled || m.DisabledSSI) {
			elderly = true
		}
		medical += m.Medical + m.Premiums
		if !r.Person[i].MedicareSavings { // 24 CFR 5.611(a)(3): what nobody pays back
			medical += r.Person[i].PartBPremium
		}
	}
	income += r.Amount[benefit.SSI] + r.Amount[benefit.TANF] + h.StateSupplement
	adjusted = income - float64(float64(dependents)*n.dependent) - h.ChildCare
	if elderly {
		adjusted -= n.elderly + max(0, medical-float64(n.medicalShare*income))
	}
	return income, max(0, adjusted)
}
