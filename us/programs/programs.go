// Package programs runs all government programs over a household in their order, and holds what they
// share: parameters of a year, take-up to administrative caseloads, tables of benefits and of coverage.
package programs

import (
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"commonpurse/sheet"
	"commonpurse/us/aid"
	"commonpurse/us/benefit"
	"commonpurse/us/health"
	"commonpurse/us/pack"
	"commonpurse/us/published"
	"commonpurse/us/ssa"
)

// FirstYear and LastYear are the years for which parameters resolve.
const (
	FirstYear = 2014
	LastYear  = 2026
)

// Params is the law of one year.
type Params struct {
	Year   int
	Codes  []string // regions in the order of region.ID
	SSA    *ssa.Params
	Health *health.Params
	Aid    *aid.Params

	rows    *published.Rows // what it was resolved from
	ratings map[int32]int16 // county to rating area
}

// Rows reads the published tables once.
var Rows = sync.OnceValues(func() (*published.Rows, error) {
	room, err := fs.Sub(pack.FS(), "programs")
	if err != nil {
		return nil, err
	}
	return published.Load(room)
})

// Codes lists the regions in the order of region.ID.
var Codes = sync.OnceValues(func() ([]string, error) {
	s, err := sheet.Read(pack.FS(), "civic/regions")
	if err != nil {
		return nil, err
	}
	codes := make([]string, s.Len())
	for i := range codes {
		codes[i] = s.Text(i, "region")
	}
	if !slices.IsSorted(codes) {
		return nil, fmt.Errorf("programs: regions are not in order of their codes")
	}
	return codes, nil
})

// Load resolves the law of a year, with amendments laid over it.
func Load(year int, amendments ...published.Amendment) (*Params, error) {
	rows, err := Rows()
	if err != nil {
		return nil, err
	}
	if len(amendments) > 0 {
		if rows, err = rows.With(amendments); err != nil {
			return nil, err
		}
	}
	return From(rows, year)
}

// From resolves the law of a year from given rows.
func From(rows *published.Rows, year int) (*Params, error) {
	if year < FirstYear || year > LastYear {
		return nil, fmt.Errorf("programs: year %d; expected %d to %d", year, FirstYear, LastYear)
	}
	codes, err := Codes()
	if err != nil {
		return nil, err
	}
	tables, err := countyTables()
	if err != nil {
		return nil, err
	}
	p := &Params{Year: year, Codes: codes, SSA: ssa.Load(rows, year), Health: health.Load(rows, year, codes), rows: rows, ratings: tables.ratings}
	p.Aid = aid.Load(rows, year, codes)
	p.Aid.SetCounties(aid.Counties(rows, tables.rows, year))
	return p, nil
}

// counties is what is published by county: rents and limits, premium rating areas.
type counties struct {
	rows    []aid.CountyRow
	ratings map[int32]int16
}

var countyTables = sync.OnceValues(func() (counties, error) {
	c := counties{ratings: map[int32]int16{}}
	s, err := sheet.Read(pack.FS(), "programs/rating_areas", "county", "region", "rating_area")
	if err != nil {
		return c, err
	}
	for i := range s.Len() {
		county, err := s.Int(i, "county")
		if err != nil {
			return c, err
		}
		area, err := s.Int(i, "rating_area")
		if err != nil {
			return c, err
		}
		c.ratings[int32(county)] = int16(area)
	}
	c.rows, err = aid.ReadCounties(pack.FS())
	return c, err
})

// Calculate works out every program for a household: h.Takes says which are taken up. Units need
// their adjusted gross income; nothing is allocated.
func Calculate(p *Params, h *benefit.Household, r *benefit.Result) {
	r.Reset(h.N)
	if h.Rating == 0 && h.County != 0 {
		h.Rating = p.ratings[h.County]
	}
	ssa.SocialSecurity(h, r)
	aid.Unemployment(p.Aid, h, r)
	r.GrossCash = aid.GrossCash(h)
	ssa.SSI(p.SSA, h, r)
	aid.TANF(p.Aid, h, r)
	health.Medicare(p.Health, h, r)
	health.Medicaid(p.Health, h, r)
	health.PremiumCredit(p.Health, h, r)
	aid.Housing(p.Aid, h, r)
	aid.SNAP(p.Aid, h, r)
	aid.WIC(p.Aid, h, r)
	aid.SchoolMeals(p.Aid, h, r)
	aid.CSFP(p.Aid, h, r)
	aid.Pell(p.Aid, h, r)
	aid.Lifeline(p.Aid, h, r)
	aid.HeadStart(p.Aid, h, r)
	aid.ChildCare(p.Aid, h, r)
	aid.Energy(p.Aid, h, r)
}
