// Package health holds medical programs: Medicaid and the Children's Health Insurance Program by
// category and region, the Basic Health Program, Medicare with its premium and the savings programs,
// and the premium tax credit with its benchmark. Each file is one program in the order of its law.
package health

import (
	"strconv"

	"commonpurse/us/benefit"
	"commonpurse/us/published"
)

// Params is what the law of one year says in every region.
type Params struct {
	Year    int
	Regions []Region // by region.ID
	nation  nation
}

// nation is what is the same everywhere.
type nation struct {
	adultFrom, adultBelow int16
	chipAge               int16
	dependentEarned       float64 // a dependent with more earnings must file
	dependentUnearned     float64
	partB                 float64 // a year
	medicare              float64 // cost a beneficiary, a year
	adjustmentFrom        [5][tiers]float64
	adjustment            [5][tiers]float64 // a year
	adjusted              [5]int            // tiers in use by filing status
	assets, assetsCouple  float64           // of the savings programs
	savings               [3]float64        // limits: qualified, specified, qualifying individuals
	savingsDisregard      float64
	fromRatio, toRatio    float64 // limits of the premium credit
	bandFrom, bandTo      [6]float64
	bandInitial, bandLast [6]float64
	ratedChildren         int
	expansionShare        float64
	keptMonths            float64 // of the year in which nobody lost coverage
	agedAge               int16
	waitMonths            int16
	generalDisregard      float64
	earnedDisregard       float64
	earnedShare           float64
}

const tiers = 6

// Region is what one region has.
type Region struct {
	Code              string
	guideline, before published.Guidelines
	highest           float64     // the highest limit by income alone
	spans             []limitSpan // runs of months with the same Medicaid limits
	aged, agedCouple  pathway
	needy             float64 // medically needy level, dollars a year; negative: none
	needyCouple       float64
	needyAssets       float64
	needyAssetsCouple float64
	needyAged         bool
	needyDisabled     bool
	automatic         bool // SSI brings Medicaid (section 1634 or SSI criteria)
	savingsAssets     bool // asset test of the savings programs
	basic             bool
	cost              [groups]float64
	share             float64 // federal share, mean of the year
	enhanced          float64 // that of CHIP
	childAge          int16   // a child under this age makes a parent a caretaker
	curve             *[maxAge + 1]float64
	family            bool // family tiers instead of ages
	tier              familyTiers
	premium           []float64 // by rating area, a month at the youngest age; [0] is the region's mean
	Missing           []string
}

// limitSpan is a run of months with the same limits, shares of the guideline; negative: not covered.
type limitSpan struct {
	months float64
	limits
}

type limits struct {
	infant, young, older, pregnant, parent, anyParent, adult, youngAdult float64
	chip, chipPregnant, chipUnborn                                       float64
}

// pathway is the optional group of aged and disabled people: income limit, disregard a year, assets.
type pathway struct{ limit, disregard, assets float64 }

type familyTiers struct{ one, two, oneChildren, twoChildren, childOnly float64 }

// group of enrollees by cost.
type group uint8

const (
	groupChild group = iota
	groupAged
	groupDisabled
	groupExpansion
	groupOtherAdult
	groups = iota
)

var groupKeys = [groups]string{"child", "aged", "disabled", "expansion_adult", "other_adult"}

const maxAge = 64

// maxAreas bounds the number of a rating area: Florida has 67.
const maxAreas = 100

// Load resolves the parameters of a year for regions given by code in the order of region.ID.
func Load(rows *published.Rows, year int, codes []string) *Params {
	p := &Params{Year: year}
	p.nation.load(rows, year)
	p.Regions = make([]Region, len(codes))
	curves := map[string]*[maxAge + 1]float64{}
	for i, code := range codes {
		p.Regions[i].load(rows, year, code, curves)
	}
	return p
}

func (n *nation) load(rows *published.Rows, year int) {
	on := published.Day(year, 1, 1)
	x := rows.Read("medicaid_chip", on)
	n.adultFrom, n.adultBelow = int16(x.National("adult_age_range", "min")), int16(x.National("adult_age_range", "max_exclusive"))
	n.chipAge = int16(x.National("chip_child_max_age", ""))
	n.keptMonths = x.National("continuous_coverage_months", "")
	n.dependentEarned, n.dependentUnearned = x.National("dependent_filing_earned", ""), x.National("dependent_filing_unearned", "")
	n.medicare = rows.Read("medicaid_costs", on).National("medicare_cost_per_beneficiary", "")
	n.expansionShare = rows.Read("fmap", on).National("expansion_fmap", "")
	s := rows.Read("ssi", on)
	n.generalDisregard, n.earnedDisregard, n.earnedShare = 12*s.National("general_exclusion", ""), 12*s.National("earned_exclusion", ""), s.National("earned_exclusion_share", "")
	n.loadMedicare(rows, on)
	n.loadCredit(rows, on)
}

func (n *nation) loadMedicare(rows *published.Rows, on published.Date) {
	x := rows.Read("medicare", on)
	n.agedAge, n.waitMonths = int16(x.National("aged_age", "")), int16(x.National("disability_wait", ""))
	n.partB = 12 * x.National("part_b_premium", "")
	for s := range n.adjustment {
		area := statusKeys[s]
		for _, key := range rows.Keys("medicare", "part_b_irmaa_threshold", "US", area) {
			at, err := strconv.Atoi(key)
			if err != nil || at >= tiers {
				continue
			}
			n.adjustmentFrom[s][at] = x.Value("part_b_irmaa_threshold", "US", area, key)
			n.adjustment[s][at] = 12 * x.Value("part_b_irmaa_surcharge", "US", area, key)
			n.adjusted[s] = max(n.adjusted[s], at+1)
		}
	}
	n.assets, n.assetsCouple = x.National("msp_asset_limit_individual", ""), x.National("msp_asset_limit_couple", "")
	for i, key := range []string{"qmb", "slmb", "qi"} {
		n.savings[i] = x.National("msp_income_limit", key)
	}
	n.savingsDisregard = n.generalDisregard
}

// statusKeys are the statuses as the tables write them, in the order of benefit.Status.
var statusKeys = [5]string{"single", "joint", "separate", "head_of_household", "surviving_spouse"}

func (n *nation) loadCredit(rows *published.Rows, on published.Date) {
	x := rows.Read("aca", on)
	n.fromRatio, n.toRatio = x.National("ptc_income_floor", ""), x.National("ptc_income_ceiling", "")
	for i := range n.bandFrom {
		key := published.Digit(i + 1)
		n.bandFrom[i], n.bandTo[i] = x.National("applicable_percentage_band_from", key), x.National("applicable_percentage_band_to", key)
		n.bandInitial[i], n.bandLast[i] = x.National("applicable_percentage_initial", key), x.National("applicable_percentage_final", key)
	}
	n.ratedChildren = int(x.National("max_rated_children", ""))
}

func (r *Region) load(rows *published.Rows, year int, code string, curves map[string]*[maxAge + 1]float64) {
	r.Code = code
	r.guideline = rows.GuidelinesOf(code, year)
	r.before = rows.GuidelinesOf(code, max(year-1, 2014))
	for month := 1; month <= 12; month++ {
		l := r.limitsOf(rows, published.Day(year, month, 1))
		if n := len(r.spans); n > 0 && r.spans[n-1].limits == l {
			r.spans[n-1].months++
			continue
		}
		r.spans = append(r.spans, limitSpan{1, l})
		r.highest = max(r.highest, l.infant, l.young, l.older, l.pregnant, l.parent, l.anyParent, l.adult, l.youngAdult, l.chip, l.chipPregnant, l.chipUnborn)
	}
	on := published.Day(year, 1, 1)
	x := rows.Read("medicaid_chip", on)
	r.aged = pathway{x.Value("limit_aged_disabled_individual", code, "", ""), 12 * x.Value("disregard_aged_disabled_individual", code, "", ""), x.Value("asset_limit_aged_disabled_individual", code, "", "")}
	r.agedCouple = pathway{x.Value("limit_aged_disabled_couple", code, "", ""), 12 * x.Value("disregard_aged_disabled_couple", code, "", ""), x.Value("asset_limit_aged_disabled_couple", code, "", "")}
	r.needy, r.needyCouple = 12*x.Value("medically_needy_income_individual", code, "", ""), 12*x.Value("medically_needy_income_couple", code, "", "")
	r.needyAssets, r.needyAssetsCouple = x.Value("medically_needy_assets_individual", code, "", ""), x.Value("medically_needy_assets_couple", code, "", "")
	r.needyAged, r.needyDisabled = x.Flag("medically_needy_covers_senior", code, "", ""), x.Flag("medically_needy_covers_disabled", code, "", "")
	r.automatic = !x.Flag("ssi_link_section_209b", code, "", "")
	r.childAge = int16(x.Value("dependent_child_age_limit", code, "", ""))
	r.savingsAssets = rows.Read("medicare", on).Flag("msp_asset_test_applies", code, "", "")
	r.basic = rows.Read("aca", on).Flag("basic_health_program", code, "", "")
	r.loadCosts(rows, year)
	r.loadPremiums(rows, on, curves)
	r.Missing = append(r.Missing, x.Missing...)
}

func (r *Region) limitsOf(rows *published.Rows, on published.Date) limits {
	x := rows.Read("medicaid_chip", on)
	at := func(item string) float64 { return x.Or(item, r.Code, "", "", published.NotCovered) }
	return limits{
		infant: at("limit_infants"), young: at("limit_children_1_5"), older: at("limit_children_6_18"), pregnant: at("limit_pregnant_medicaid_only"),
		parent: at("limit_parents_traditional"), anyParent: at("limit_parents"), adult: at("limit_other_adults"), youngAdult: at("limit_young_adults_19_20"),
		chip: at("limit_chip_children"), chipPregnant: at("limit_chip_pregnant"), chipUnborn: at("limit_chip_unborn_child"),
	}
}

// loadCosts reads what an enrollee of each group costs, and the federal share of the year: the
// regular percentage of each quarter with the temporary increase of the emergency.
func (r *Region) loadCosts(rows *published.Rows, year int) {
	x := rows.Read("medicaid_costs", published.Day(year, 7, 1))
	for g := range r.cost {
		r.cost[g] = x.Or("cost_per_enrollee", r.Code, "", groupKeys[g], 0)
		if r.cost[g] == 0 && group(g) == groupExpansion { // a region that has not expanded
			r.cost[g] = x.National("national_cost_per_enrollee", "expansion_adult")
		}
	}
	for _, month := range []int{1, 4, 7, 10} {
		f := rows.Read("fmap", published.Day(year, month, 1))
		regular := f.Value("fmap", r.Code, "", "")
		increase := 0.0
		if f.On >= increaseFrom {
			increase = f.National("covid_increase", "")
		}
		r.share += float64((regular + increase) / 4)
		r.enhanced += float64(min(enhancedMost, regular+increase+float64(enhancedPart*(1-regular-increase))) / 4)
		r.Missing = append(r.Missing, f.Missing...)
	}
}

// The enhanced percentage of CHIP (42 USC 1397ee(b)) closes 30 percent of the gap to one, up to 85.
const (
	enhancedPart = 0.3
	enhancedMost = 0.85
)

var increaseFrom = published.Day(2020, 1, 1)

func (r *Region) loadPremiums(rows *published.Rows, on published.Date, curves map[string]*[maxAge + 1]float64) {
	x := rows.Read("aca", on)
	r.premium = []float64{0}
	var sum, n float64
	for _, key := range rows.Keys("aca", "benchmark_premium", r.Code, "") {
		area, err := strconv.Atoi(key)
		if err != nil || area < 1 || area > maxAreas {
			r.Missing = append(r.Missing, "aca benchmark_premium "+r.Code+" "+key)
			continue
		}
		for len(r.premium) <= area { // numbers of areas have gaps
			r.premium = append(r.premium, 0)
		}
		r.premium[area] = x.Value("benchmark_premium", r.Code, "", key)
		sum += r.premium[area]
		n++
	}
	if n > 0 {
		r.premium[0] = sum / n
	}
	r.family = rows.Has("aca", "family_tier", r.Code, "", "one_adult")
	if r.family {
		at := func(key string) float64 { return x.Or("family_tier", r.Code, "", key, 0) }
		r.tier = familyTiers{at("one_adult"), at("two_adults"), at("one_adult_and_one_or_more_children"), at("two_adults_and_one_or_more_children"), at("child_only")}
		return
	}
	place := "US"
	if len(rows.Keys("aca", "age_curve", r.Code, "")) > 0 {
		place = r.Code
	}
	if curves[place] == nil {
		curves[place] = readCurve(rows, x, place)
	}
	r.curve = curves[place]
}

// readCurve lays the age curve out by single years: a row holds from its age to the next row.
func readCurve(rows *published.Rows, x *published.Reader, place string) *[maxAge + 1]float64 {
	var c [maxAge + 1]float64
	for _, key := range rows.Keys("aca", "age_curve", place, "") {
		from, err := strconv.Atoi(key)
		if err != nil || from > maxAge {
			continue
		}
		v := x.Value("age_curve", place, "", key)
		for age := from; age <= maxAge; age++ {
			c[age] = v
		}
	}
	return &c
}

// groupOf gives the cost group of a person's category.
func groupOf(c benefit.Category, m *benefit.Person) group {
	switch c {
	case benefit.Infant, benefit.YoungChild, benefit.OlderChild, benefit.YoungAdult:
		return groupChild
	case benefit.ExpansionAdult:
		return groupExpansion
	case benefit.Parent, benefit.PregnantWoman:
		return groupOtherAdult
	case benefit.KeptCovered:
		switch {
		case m.Age < 19:
			return groupChild
		case m.Age < 65:
			return groupOtherAdult
		}
	}
	if m.Age >= 65 {
		return groupAged
	}
	return groupDisabled
}
