package aid

import (
	"commonpurse/us/benefit"
	"commonpurse/us/published"
)

// tanfRegion is a region's cash assistance in a year: grants by unit size by runs of months.
type tanfRegion struct {
	spans         []grantSpan
	disregard     float64 // flat disregard of earnings, a month
	share         float64 // share of the rest disregarded
	reduction     float64 // of the grant, per dollar of countable income
	resourceLimit float64
	flat          bool    // a flat grant: countable income does not lower it below the limit
	earningsLimit float64 // earnings above this share of the guideline end eligibility, all disregarded or not
}

type grantSpan struct {
	months float64
	grants
}

type grants struct {
	size  [published.MaxFamily + 1]float64
	extra float64
}

func (g *grants) of(n int) float64 {
	if n <= published.MaxFamily {
		return g.size[n]
	}
	return g.size[published.MaxFamily] + float64(float64(n-published.MaxFamily)*g.extra)
}

func (r *Region) loadTANF(rows *published.Rows, year int) {
	t := &r.tanf
	for month := 1; month <= 12; month++ {
		x := rows.Read("tanf", published.Day(year, month, 1))
		var g grants
		for n := 1; n <= published.MaxFamily; n++ {
			if !rows.Has("tanf", "max_grant", r.Code, "", published.Digit(n)) {
				g.size[n] = g.size[n-1] // a table that ends before eight holds for larger units; one is a child alone, given below
				continue
			}
			g.size[n] = x.Value("max_grant", r.Code, "", published.Digit(n))
		}
		if g.size[1] == 0 { // a child alone gets the step between two and three less than a pair
			g.size[1] = max(0, 2*g.size[2]-g.size[3])
		}
		g.extra = g.size[published.MaxFamily] - g.size[published.MaxFamily-1]
		if n := len(t.spans); n > 0 && t.spans[n-1].grants == g {
			t.spans[n-1].months++
		} else {
			t.spans = append(t.spans, grantSpan{1, g})
		}
		r.Missing = append(r.Missing, x.Missing...)
	}
	x := rows.Read("tanf", published.Day(year, 1, 1))
	t.disregard, t.share = x.Or("earned_disregard_flat", r.Code, "", "", 0), x.Or("earned_disregard_share", r.Code, "", "", 0)
	t.reduction = x.Or("reduction_rate", r.Code, "", "", x.National("reduction_rate", ""))
	t.resourceLimit = x.Or("resource_limit", r.Code, "", "", x.National("resource_limit_default", ""))
	t.flat = x.Flag("flat_grant", r.Code, "", "")
	t.earningsLimit = x.Or("earnings_limit", r.Code, "", "", published.NoLimit)
}

// TANF works out cash assistance for needy families (42 USC 601-619 and each region's plan): the
// unit is needy children under 18 with their parents, without recipients of SSI; the grant of its
// size less countable income. Lifetime limits and work sanctions need a history that a household does
// not carry.
func TANF(p *Params, h *benefit.Household, r *benefit.Result) {
	if h.TANFGiven {
		if h.TANF > 0 {
			r.Give(benefit.TANF, h.TANF)
		} else {
			r.No(benefit.TANF, benefit.NotReported)
		}
		return
	}
	t := &p.Regions[h.Region].tanf
	size, children := 0, 0
	var wages, earned, unearned, assets float64
	people := h.Persons()
	any := false
	for i := range people {
		if isNeedyChild(&people[i]) {
			any = true
			break
		}
	}
	if !any {
		r.No(benefit.TANF, benefit.NoMember)
		return
	}
	for i := range people {
		m := &people[i]
		if r.Person[i].SSI > 0 || m.Noncitizen || !inFamilyUnit(h, i) {
			continue
		}
		size++
		if isNeedyChild(m) {
			children++
		} else {
			wages += m.Earnings()
			earned += t.counted(m.Earnings())
		}
		unearned += m.SocialSecurity + m.Unemployment + m.Veterans + m.Pensions + m.Interest + m.Dividends + m.Rents + m.Alimony + m.ChildSupport + m.OtherIncome
		assets += m.Assets
	}
	if children == 0 {
		r.No(benefit.TANF, benefit.NoMember)
		return
	}
	if assets > t.resourceLimit {
		r.NoBecause(benefit.TANF, benefit.Assets, benefit.DollarsYear, assets, t.resourceLimit)
		return
	}
	if limit := t.earningsLimit * p.Regions[h.Region].guideline.For(size); wages > limit {
		r.NoBecause(benefit.TANF, benefit.GrossIncome, benefit.DollarsYear, wages, limit)
		return
	}
	income := (earned + unearned) / 12
	var total, standard float64
	for i := range t.spans {
		s := &t.spans[i]
		grant := s.of(size)
		standard = grant
		if t.flat {
			if income < grant {
				total += float64(s.months * grant)
			}
			continue
		}
		if paid := grant - float64(t.reduction*income); paid >= minimumGrant {
			total += float64(s.months * paid)
		}
	}
	switch {
	case total == 0:
		r.NoBecause(benefit.TANF, benefit.NetIncome, benefit.DollarsMonth, income, standard/t.reduction)
	case !h.Takes.Has(benefit.TANF):
		r.Give(benefit.TANF, 0)
		r.No(benefit.TANF, benefit.NotServed)
	default:
		r.Give(benefit.TANF, total)
	}
}

// minimumGrant: grants below ten dollars a month are not paid (45 CFR 233.20(a)(3)(viii), kept by plans).
const minimumGrant = 10

// counted is a year's earnings of one earner after the disregards.
func (t *tanfRegion) counted(year float64) float64 {
	left := max(0, year-float64(12*t.disregard))
	return left - float64(t.share*left)
}

// isNeedyChild says whether a person is a child for cash assistance: under 18, or 18 and in secondary
// school (42 USC 619(2)), not a parent.
func isNeedyChild(m *benefit.Person) bool {
	return m.Dependent && (m.Age < 18 || (m.Age == 18 && m.Pupil))
}

// inFamilyUnit says whether a person is a needy child or the parent of one.
func inFamilyUnit(h *benefit.Household, i int) bool {
	m := &h.People[i]
	if isNeedyChild(m) {
		return true
	}
	if m.Pregnant && !m.Dependent {
		return true
	}
	people := h.Persons()
	for j := range people {
		c := &people[j]
		if isNeedyChild(c) && (c.Parents[0] == int8(i) || c.Parents[1] == int8(i) || (m.Spouse != benefit.None && (c.Parents[0] == m.Spouse || c.Parents[1] == m.Spouse))) {
			return true
		}
	}
	return false
}

// Grant gives a region's largest monthly grant for a unit of n in January of the year, dollars.
func (p *Params) Grant(region, n int) float64 { return p.Regions[region].tanf.spans[0].of(n) }
