package build

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"commonpurse/fault"
	"commonpurse/people"
	"commonpurse/region"
	"commonpurse/us/population"
	"commonpurse/us/unit"
)

// item is a kind of income as the tax statistics count it; a unit's items add up to its total
// income less taxable Social Security.
type item int

const (
	wages item = iota
	interest
	dividends
	business
	gains
	ira
	pensions
	unemployment
	partnership
	rent
	other // what the statistics do not list: refunds, farms, gambling, and losses carried over
	items
)

// itemNames are the items' names in the tables of published facts.
var itemNames = [items]string{"wages", "taxable_interest", "ordinary_dividends", "business_income", "capital_gains", "ira_distributions",
	"pensions", "unemployment", "partnership_s_corp", "rent_royalty", "other_income"}

// row is one filing unit on its way into the population.
type row struct {
	house   int32
	index   uint8 // of the unit in its household, the same in every copy
	status  unit.Status
	age     [2]uint8 // head and spouse; spouse 0 means none
	blind   [2]bool
	deps    [population.DependentGroups]uint8
	eitc    uint8
	claimed bool // a dependent who files
	pending bool // a dependent's return that exists only if returns are short
	filer   bool
	class   uint8 // of adjusted gross income, 1 to 10; 0 for who does not file
	owner   bool
	family  uint8 // family of the household, 1 is the primary one

	item        [items]float64
	spouseWages float64 // share of wages
	spouseTrade float64 // share of business income
	farm        float64
	qualified   float64 // share of dividends
	exempt      float64 // tax-exempt interest
	social      float64
	agi         float64 // adjusted gross income the unit is mapped to
	taxable     float64 // Social Security taxable at that income

	deduct     [deductions]float64
	itemizes   bool
	propertyTx float64 // survey's, before the map
	mortgage   float64
	charity    float64
	medical    float64

	adjust         float64 // adjustments other than half the self-employment tax
	foreign        float64 // foreign tax credit
	credits        float64 // other credits that reduce tax
	care           float64 // care expenses
	education      float64
	service        bool    // business is a specified service trade
	earned         float64 // share of partnership income that is earnings of a partner
	qualifiedTrade float64 // share of business and partnership income that is qualified business income
	trading        float64 // the same as the published deduction of the region and class says, before its national factor
	contributions  float64 // to pension plans, out of pay

	medicaid, medicare  uint8 // people
	employer            uint8 // people insured through an employer
	ssi, tanf, vet, wic float64
	law                 lawResult
}

// house is one household, or one copy of a household of the survey.
type house struct {
	region  region.ID
	survey  uint32
	copy    uint8
	copies  uint8
	first   int32 // first row
	rows    int32
	base    float64 // survey weight
	weight  float64
	snap    float64
	housing float64
	owner   bool
	top     bool  // kept in every replicate
	rank    int32 // permille of households with less money income, over the union
}

// persons counts the people of a unit.
func (r *row) persons() int {
	if r.claimed && r.pending {
		return 0
	}
	n := 1
	if r.age[1] > 0 {
		n++
	}
	for _, d := range r.deps {
		n += int(d)
	}
	return n
}

func (r *row) children() int { return int(r.deps[0] + r.deps[1] + r.deps[2] + r.deps[3]) }

// total is the unit's income of all items.
func (r *row) total() float64 {
	var sum float64
	for _, v := range r.item {
		sum += v
	}
	return sum
}

// columns of the survey file, in the order in which record reads them.
var columns = []string{"FLPDYR", "h_seq", "ffpos", "a_lineno", "fips", "s006", "MARS", "DSI", "XTOT", "age_head", "age_spouse", "blind_head", "blind_spouse",
	"nu18", "n1820", "n21", "nu06", "nu13", "n24", "elderly_dependents", "EIC", "e00200", "e00200s", "e00900", "e00900s", "e02100", "e00300", "e00400",
	"e00600", "e00650", "e01100", "e01400", "e01700", "e02300", "e02400", "e17500", "e18500", "e19200", "e19800", "e20100", "mcaid_ben", "mcare_ben",
	"snap_ben", "housing_ben", "ssi_ben", "tanf_ben", "vet_ben", "wic_ben"}

type record struct {
	values [48]float64
	line   int
	region region.ID
	house  int32 // household, counted over all regions
}

const (
	cYear = iota
	cSeq
	cFamily
	cLine
	cFips
	cWeight
	cStatus
	cClaimed
	cPeople
	cAge
	cAgeSpouse
	cBlind
	cBlindSpouse
	cUnder18
	c18to20
	c21
	cUnder6
	cUnder13
	cUnder17
	cElderly
	cEITC
	cWages
	cWagesSpouse
	cBusiness
	cBusinessSpouse
	cFarm
	cInterest
	cExempt
	cDividends
	cQualified
	cGains
	cIRA
	cPensions
	cUnemployment
	cSocial
	cMedical
	cPropertyTax
	cMortgage
	cCharity
	cCharityOther
	cMedicaid
	cMedicare
	cSNAP
	cHousing
	cSSI
	cTANF
	cVeterans
	cWIC
)

// errSurvey wraps what is wrong with the survey file.
var errSurvey = errors.New("survey file")

// readSurvey reads the filing units of the survey, one record a unit, in the order of the file.
func readSurvey(packed io.Reader) ([]record, error) {
	z, err := gzip.NewReader(packed)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errSurvey, err)
	}
	scan := bufio.NewScanner(z)
	scan.Buffer(make([]byte, 1<<16), 1<<20)
	if !scan.Scan() {
		return nil, fmt.Errorf("%w: no header", errSurvey)
	}
	header := strings.Split(strings.TrimRight(scan.Text(), "\r"), ",")
	at := make([]int, len(header)) // field → index in columns, −1 to skip
	found := 0
	for f, name := range header {
		at[f] = slices.Index(columns, name)
		if at[f] >= 0 {
			found++
		}
	}
	if found != len(columns) {
		return nil, fmt.Errorf("%w: %d of the %d columns needed are there", errSurvey, found, len(columns))
	}
	var records []record
	for line := 2; scan.Scan(); line++ {
		r := record{line: line}
		if err := r.parse(scan.Bytes(), at); err != nil {
			return nil, fmt.Errorf("%w: line %d: %w", errSurvey, line, err)
		}
		records = append(records, r)
	}
	if err := scan.Err(); err != nil {
		return nil, fmt.Errorf("%w: %w", errSurvey, err)
	}
	return records, nil
}

func (r *record) parse(text []byte, at []int) error {
	field, start := 0, 0
	for i := 0; i <= len(text); i++ {
		if i < len(text) && text[i] != ',' && text[i] != '\r' {
			continue
		}
		if field >= len(at) {
			return fmt.Errorf("more fields than the header's %d", len(at))
		}
		if c := at[field]; c >= 0 {
			v, ok := number(text[start:i])
			if !ok {
				return fmt.Errorf("field %d is %q; expected a number", field+1, text[start:i])
			}
			r.values[c] = v
		}
		field, start = field+1, i+1
		if i < len(text) && text[i] == '\r' {
			break
		}
	}
	if field != len(at) {
		return fmt.Errorf("%d fields; expected %d", field, len(at))
	}
	r.values[cMedicaid], r.values[cMedicare] = heads(r.values[cMedicaid], 7204), heads(r.values[cMedicare], 11733)
	return nil
}

// number reads a decimal number; the file has whole ones only, but for a few.
func number(text []byte) (float64, bool) {
	negative := len(text) > 0 && text[0] == '-'
	digits := text
	if negative {
		digits = text[1:]
	}
	if len(digits) == 0 || len(digits) > 15 {
		return 0, false
	}
	var v int64
	for _, c := range digits {
		if c < '0' || c > '9' {
			f, err := strconv.ParseFloat(string(text), 64)
			return f, err == nil
		}
		v = v*10 + int64(c-'0')
	}
	if negative {
		v = -v
	}
	return float64(v), true
}

// sample is the population being made: households in the order region, survey household, copy,
// each with its rows together.
type sample struct {
	year   int
	houses []house
	rows   []row
	// bounds[r] is the first household of region r, bounds[r+1] one past its last
	bounds []int
}

// arrange sorts records by region, household, family and line, and numbers the households.
func arrange(records []record, byFips map[int]region.ID) ([]record, error) {
	for i := range records {
		r := &records[i]
		id, ok := byFips[int(r.values[cFips])]
		if !ok {
			return nil, &fault.Fault{File: "survey file", Line: r.line, Problem: fmt.Sprintf("region %v is not known", r.values[cFips])}
		}
		r.region = id
	}
	slices.SortStableFunc(records, func(a, b record) int {
		x, y := &a.values, &b.values
		return cmp.Or(cmp.Compare(a.region, b.region), cmp.Compare(x[cYear], y[cYear]), cmp.Compare(x[cSeq], y[cSeq]),
			cmp.Compare(x[cFamily], y[cFamily]), cmp.Compare(x[cLine], y[cLine]))
	})
	for i := 1; i < len(records); i++ {
		r, before := &records[i], &records[i-1]
		r.house = before.house
		if r.region != before.region || r.values[cYear] != before.values[cYear] || r.values[cSeq] != before.values[cSeq] {
			r.house++
		}
	}
	return records, nil
}

// assemble groups the records into households, counts SNAP once a household and housing once a
// family, and finds head of households by law.
func assemble(records []record, regions *region.List, f *facts) *sample {
	s := &sample{year: f.year, bounds: make([]int, regions.Len()+1)}
	for k := range records {
		v := &records[k].values
		fresh := k == 0 || records[k].house != records[k-1].house
		if fresh {
			s.houses = append(s.houses, house{region: records[k].region, survey: uint32(len(s.houses)), copies: 1, first: int32(len(s.rows)), base: v[cWeight] / 100, snap: v[cSNAP]})
			s.bounds[records[k].region+1] = len(s.houses)
		}
		h := &s.houses[len(s.houses)-1]
		if fresh || records[k-1].values[cFamily] != v[cFamily] {
			h.housing += v[cHousing]
		}
		r := newRow(v, f)
		r.house, r.index = int32(len(s.houses)-1), uint8(h.rows)
		h.owner = h.owner || r.owner && r.family == 1
		h.rows++
		s.rows = append(s.rows, r)
	}
	for r := 1; r < len(s.bounds); r++ {
		s.bounds[r] = max(s.bounds[r], s.bounds[r-1])
	}
	return s
}

// newRow reads one unit and brings its amounts to the year's level, which only has to get ranks
// right: levels come from the published totals.
func newRow(v *[48]float64, f *facts) row {
	r := row{age: [2]uint8{uint8(v[cAge]), uint8(v[cAgeSpouse])}, blind: [2]bool{v[cBlind] > 0, v[cBlindSpouse] > 0},
		eitc: uint8(v[cEITC]), claimed: v[cClaimed] > 0, owner: v[cPropertyTax] > 0, family: uint8(v[cFamily])}
	r.status = unit.Status(v[cStatus] - 1)
	if r.status == unit.Joint && r.age[1] == 0 {
		r.age[1] = r.age[0]
	}
	if r.status != unit.Joint {
		r.age[1] = 0
	}
	r.deps = dependents(v, r.age)
	if r.status == unit.Single && r.children()+int(r.eitc) > 0 && r.age[0] >= 18 && !r.claimed && dependentCount(&r) > 0 {
		r.status = unit.HeadOfHousehold
	}
	if r.status == unit.HeadOfHousehold && dependentCount(&r) == 0 {
		r.status = unit.Single
	}
	r.item = [items]float64{wages: v[cWages] * f.growth["wage"], interest: v[cInterest] * f.growth["interest"], dividends: v[cDividends] * f.growth["dividend"],
		business: v[cBusiness] * f.growth["schedule_c_income"], gains: v[cGains] * f.growth["capital_gains"], ira: v[cIRA] * f.growth["personal_income"],
		pensions: v[cPensions] * f.growth["personal_income"], unemployment: v[cUnemployment] * f.growth["unemployment_compensation"]}
	r.farm = v[cFarm] * f.growth["schedule_c_income"]
	r.item[other] = r.farm
	r.spouseWages = share(v[cWagesSpouse], v[cWages])
	r.spouseTrade = share(v[cBusinessSpouse], v[cBusiness])
	r.qualified = share(v[cQualified], v[cDividends])
	r.exempt = v[cExempt] * f.growth["interest"] * 0.6
	r.social = v[cSocial] * f.growth["social_security"]
	r.propertyTx, r.mortgage = v[cPropertyTax]*f.growth["personal_income"], v[cMortgage]*f.growth["interest_paid"]
	r.charity, r.medical = (v[cCharity]+v[cCharityOther])*f.growth["personal_income"], v[cMedical]*f.growth["personal_income"]
	r.medicaid, r.medicare = uint8(v[cMedicaid]), uint8(v[cMedicare])
	r.ssi, r.tanf, r.vet, r.wic = v[cSSI]*f.growth["ssi"], v[cTANF], v[cVeterans]*f.growth["veterans_benefits"], v[cWIC]
	return r
}

// heads turns a value that is a number of people times an average cost back into the number.
func heads(value, cost float64) float64 { return math.Floor(value/cost + 0.5) }

func share(part, whole float64) float64 {
	if whole == 0 || part == 0 {
		return 0
	}
	return min(1, max(0, part/whole))
}

// dependents sorts a unit's dependents into the groups that the survey tells apart.
func dependents(v *[48]float64, age [2]uint8) [population.DependentGroups]uint8 {
	under18, adult18, adult21, adults := v[cUnder18], v[c18to20], v[c21], 0.0
	for i, a := range age {
		if a == 0 && i == 1 {
			continue
		}
		adults++
		switch {
		case a < 18:
			under18--
		case a < 21:
			adult18--
		default:
			adult21--
		}
	}
	groups := [population.DependentGroups]float64{v[cUnder6], v[cUnder13] - v[cUnder6], v[cUnder17] - v[cUnder13], under18 - v[cUnder17], adult18,
		adult21 - v[cElderly], v[cElderly]}
	var out [population.DependentGroups]uint8
	sum := adults
	for g, n := range groups {
		out[g] = uint8(max(0, n))
		sum += float64(out[g])
	}
	if v[cPeople] > sum { // the survey counts a person whose age it does not tell
		out[population.Dependents21] += uint8(v[cPeople] - sum)
	}
	return out
}

func dependentCount(r *row) int {
	n := 0
	for _, d := range r.deps {
		n += int(d)
	}
	return n
}

// earningsKey and its like name the draws; each decision of each unit has its own.
const (
	drawDependentWage people.Decision = iota + 1
	drawDependentFiles
	drawNonfiler
	drawTopIncome
	drawCarrier // + item
	drawAmount  = drawCarrier + people.Decision(items)
	drawItemize = drawAmount + people.Decision(items)
	drawDeduct  = drawItemize + 1
	drawCare    = drawDeduct + people.Decision(deductions)
	drawMedicaid
	drawService
	drawCredit
	drawEmployer
	drawExcess
	drawEducation
	drawLoss
	drawLossSize
	drawDeferral
)

// addDependentReturns adds, for each dependent of 17 or over (at most two a unit), a return of
// his own with small wages and no people in it.
func addDependentReturns(s *sample, seed uint64) {
	rows := make([]row, 0, len(s.rows)+len(s.rows)/10)
	for h := range s.houses {
		house := &s.houses[h]
		first := int32(len(rows))
		old := s.rows[house.first : house.first+house.rows]
		rows = append(rows, old...)
		next := house.rows
		for i := range old {
			grown := int(old[i].deps[population.Dependents17] + old[i].deps[population.Dependents18] + old[i].deps[population.Dependents21])
			for k := range min(grown, 2) {
				key := people.Key{Seed: seed, Survey: house.survey, Unit: uint8(next)}
				extra := row{house: int32(h), index: uint8(next), age: [2]uint8{dependentAge(&old[i], k), 0}, claimed: true, pending: true, owner: false, family: old[i].family}
				extra.item[wages] = exp(8.6 + 0.9*key.Normal(drawDependentWage))
				rows = append(rows, extra)
				next++
			}
		}
		house.first, house.rows = first, next
	}
	s.rows = rows
}

// dependentAge is the age shown on the return of the k-th grown dependent.
func dependentAge(r *row, k int) uint8 {
	for _, g := range []struct {
		group int
		age   uint8
	}{{population.Dependents18, 19}, {population.Dependents21, 22}, {population.Dependents17, 17}} {
		if k < int(r.deps[g.group]) {
			return g.age
		}
		k -= int(r.deps[g.group])
	}
	return 19
}
