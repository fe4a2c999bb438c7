// Package aid holds food, cash, housing, energy, communications and student aid: nutrition
// assistance (SNAP), WIC, school meals, commodity food, TANF, unemployment insurance, housing, Head
// Start, child care, LIHEAP, Lifeline and the broadband discount, Pell grants. Each file is one
// program in the order of its regulation.
package aid

import (
	"commonpurse/us/published"
)

// Params is what the law of one year says in every region.
type Params struct {
	Year    int
	Regions []Region // by region.ID
	Nation
}

// Nation is what is the same everywhere.
type Nation struct {
	snap    snapNation
	wic     wicNation
	meals   mealsNation
	food    commodityNation
	net     lifelineNation
	pell    pellNation
	housing housingNation
	start   headStartNation
	care    careNation
}

// Region is what one region has.
type Region struct {
	Code  string
	group string
	// guidelines of the year and of the year before (the fiscal year's programs change in October)
	guideline, before published.Guidelines
	snap              [][]snapSpan // by area, then months with the same standards
	Areas             []string     // names of areas; 0 is the main one
	tanf              tanfRegion
	meals             mealsRegion
	housing           housingRegion
	start             headStartRegion
	median            medianRegion
	unemployment      []schedule
	Missing           []string // what is not known of this region and year
}

// Load resolves the parameters of a year for regions given by code in the order of region.ID.
func Load(rows *published.Rows, year int, codes []string) *Params {
	p := &Params{Year: year}
	p.Nation.load(rows, year)
	p.Regions = make([]Region, len(codes))
	for i, code := range codes {
		r := &p.Regions[i]
		r.Code, r.group = code, published.GroupOf(code)
		r.guideline = rows.GuidelinesOf(code, year)
		r.before = rows.GuidelinesOf(code, year-1)
		if year <= firstGuidelines {
			r.before = r.guideline
		}
		r.loadSNAP(rows, year)
		r.loadTANF(rows, year)
		r.loadMeals(rows, year)
		r.loadHousing(rows, year)
		r.loadHeadStart(rows, year)
		r.loadMedian(rows, year)
		r.loadUnemployment(rows, year)
	}
	return p
}

// firstGuidelines is the first year with a table of guidelines.
const firstGuidelines = 2014

func (n *Nation) load(rows *published.Rows, year int) {
	n.snap.load(rows, year)
	n.wic.load(rows, year)
	n.meals.load(rows, year)
	n.food.load(rows, year)
	n.net.load(rows, year)
	n.pell.load(rows, year)
	n.housing.load(rows, year)
	n.start.load(rows, year)
	n.care.load(rows, year)
}
