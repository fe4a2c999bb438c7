// Package build makes the American people of a year: it reads the survey file, adds dependents'
// returns, decides who files and in which class of income, gives every filing unit the items of
// income, deductions and programs that the published tables say its region and class have, and
// finds the weights that make every region true to its published totals. The result is written as
// one compact file. Everything is deterministic: draws are keyed, sums run in a fixed order, and
// regions are worked on in parallel without touching each other.
package build

import (
	"cmp"
	"fmt"
	"math"
	"runtime"
	"slices"

	"commonpurse/money"
	"commonpurse/people"
	"commonpurse/people/calibrate"
	"commonpurse/region"
	"commonpurse/us/irc"
	"commonpurse/us/population"
	"commonpurse/us/unit"
)

//go:generate go run commonpurse/tools/people -compact -out .

// Options say which people to make.
type Options struct {
	Year    int
	Seed    uint64
	Workers int         // 0: as many as the machine has
	Law     *irc.Params // tax law of the year
	Taxes   bool        // tax, credits and poverty are targets
	Log     func(format string, args ...any)
}

// Result is the people and how they came about.
type Result struct {
	People    *people.People
	Fits      []*calibrate.Result
	Targets   []population.Target
	Outcomes  []population.Outcome
	Shortages []string // what could not be met, in words
}

type lawResult = population.Outcome

type builder struct {
	*sample
	facts      *facts
	regions    *region.List
	seed       uint64
	workers    int
	limits     limits
	law        population.Law
	quantities []population.Quantity
	standards  [unit.Statuses][3]float64
	log        func(string, ...any)
	shares     shares
	projected  bool // from people whose cover was imputed for an earlier year
}

func newBuilder(regions *region.List, o *Options) *builder {
	if o.Workers == 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	if o.Log == nil {
		o.Log = func(string, ...any) {}
	}
	return &builder{regions: regions, seed: o.Seed, workers: o.Workers, limits: limitsOf(o.Law), log: o.Log, shares: firstShares(),
		law: func(f *unit.Facts, r *unit.Result) { irc.Calculate(o.Law, f, r) }}
}

// Make makes the people of a year from the survey and the tables of published facts.
func Make(survey *Survey, tables population.Source, regions *region.List, o Options) (*Result, error) {
	b := newBuilder(regions, &o)
	if err := b.read(survey, tables, o.Year); err != nil {
		return nil, err
	}
	targets, err := population.Targets(tables, regions, b.facts.returns, o.Year, o.Taxes)
	if err != nil {
		return nil, err
	}
	targets = slices.DeleteFunc(targets, func(t population.Target) bool { return b.empty(t.Region) })
	if err := b.firstWeights(); err != nil {
		return nil, err
	}
	b.scaleSecurity()
	b.eachRegion(b.fileReturns)
	b.split()
	result := &Result{Targets: targets}
	const passes = 2
	for pass := range passes {
		b.eachRegion(b.impute)
		b.log("pass %d: incomes imputed", pass+1)
		b.settle()
		if pass == 0 {
			b.insure()
		}
		p, err := b.columns()
		if err != nil {
			return nil, err
		}
		result.Outcomes = p.Outcomes(b.law, b.workers)
		problems, err := p.Problems(b.weights(), result.Outcomes, targets, b.quantities, b.workers)
		if err != nil {
			return nil, err
		}
		b.log("pass %d: law run over the units", pass+1)
		if result.Fits, err = calibrate.SolveAll(problems, b.workers); err != nil {
			return nil, err
		}
		b.reweigh(result.Fits)
		b.log("pass %d: weights calibrated", pass+1)
		if pass < passes-1 {
			b.splitHeavy(result.Outcomes)
		}
	}
	b.roundWeights(result.Outcomes)
	result.shortages(regions)
	p, err := b.columns()
	if err != nil {
		return nil, err
	}
	b.rank(p)
	if p, err = b.columns(); err != nil {
		return nil, err
	}
	result.People = p.People
	return result, nil
}

// shortages says which targets that had to be met are not.
func (r *Result) shortages(regions *region.List) {
	for id, fit := range r.Fits {
		for _, j := range fit.Infeasible {
			r.Shortages = append(r.Shortages, fmt.Sprintf("%s: %s is missed by %.1f%%", regions.Code(region.ID(id)), fitTarget(r.Targets, region.ID(id), j), 100*fit.Miss[j]))
		}
	}
}

func fitTarget(targets []population.Target, r region.ID, j int) string {
	for _, t := range targets {
		if t.Region == r {
			if j == 0 {
				return t.Quantity
			}
			j--
		}
	}
	return "?"
}

func (b *builder) read(survey *Survey, tables population.Source, year int) error {
	var err error
	if b.facts, err = readFacts(tables, b.regions, year); err != nil {
		return err
	}
	guidelines, err := population.ReadGuidelines(tables, b.regions, year+1)
	if err != nil {
		return err
	}
	b.quantities = population.Quantities(guidelines)
	b.log("%d filing units", len(survey.records))
	b.sample = assemble(survey.records, b.regions, b.facts)
	addDependentReturns(b.sample, b.seed)
	b.standardDeductions()
	return nil
}

// standardDeductions asks the law for the standard deduction by status and number of aged filers.
func (b *builder) standardDeductions() {
	const agedFrom = 65
	for s := range b.standards {
		for aged := range b.standards[s] {
			var f unit.Facts
			var r unit.Result
			f.Status = unit.Status(s)
			if aged > 0 {
				f.Head.Age = agedFrom
			}
			if aged > 1 {
				f.Spouse.Age = agedFrom
			}
			b.law(&f, &r)
			b.standards[s][aged] = r.StandardDeduction
		}
	}
}

// standard gives a unit's standard deduction.
func (b *builder) standard(u *row) float64 {
	aged := 0
	for _, a := range u.age {
		if a >= 65 {
			aged++
		}
	}
	return b.standards[u.status][aged]
}

func (b *builder) key(h *house, u *row) people.Key {
	return people.Key{Seed: b.seed, Survey: h.survey, Copy: h.copy, Unit: u.index}
}

// eachRow visits the rows of a region in order.
func (b *builder) eachRow(r region.ID, do func(h *house, i int32)) {
	for h := b.bounds[r]; h < b.bounds[r+1]; h++ {
		house := &b.houses[h]
		for i := house.first; i < house.first+house.rows; i++ {
			do(house, i)
		}
	}
}

func (b *builder) eachRegion(do func(region.ID)) {
	calibrate.Each(b.regions.Len(), b.workers, func(r int) { do(region.ID(r)) })
}

// empty says whether a survey file has nobody of a region.
func (b *builder) empty(r region.ID) bool { return b.bounds[r] == b.bounds[r+1] }

func (b *builder) weights() []float64 {
	w := make([]float64, len(b.houses))
	for h := range w {
		w[h] = b.houses[h].weight
	}
	return w
}

// firstWeights makes the survey's weights true to people by age.
func (b *builder) firstWeights() error {
	p, err := b.columns()
	if err != nil {
		return err
	}
	var targets []population.Target
	for r := range b.regions.Len() {
		for g, name := range population.AgeGroupNames {
			if b.empty(region.ID(r)) {
				continue
			}
			targets = append(targets, population.Target{Region: region.ID(r), Quantity: "persons_" + name, Value: b.facts.ages[r][g], Penalty: calibrate.HardPenalty})
		}
	}
	for h := range b.houses {
		b.houses[h].weight = b.houses[h].base
	}
	problems, err := p.Problems(b.weights(), make([]population.Outcome, len(b.rows)), targets, b.quantities, b.workers)
	if err != nil {
		return err
	}
	fits, err := calibrate.SolveAll(problems, b.workers)
	if err != nil {
		return err
	}
	b.reweigh(fits)
	return nil
}

func (b *builder) reweigh(fits []*calibrate.Result) {
	for r, fit := range fits {
		for k, g := range fit.Factor {
			b.houses[b.bounds[r]+k].weight *= g
		}
	}
}

// roundWeights rounds the weights to the step of the file, up or down, such that income above a
// million dollars stays exact: a step of the weight of one with a billion is no trifle.
func (b *builder) roundWeights(outcomes []population.Outcome) {
	step := money.Weight(1).Float()
	b.eachRegion(func(r region.ID) {
		from, to := b.bounds[r], b.bounds[r+1]
		order := make([]int32, 0, to-from)
		income := make([]float64, to-from)
		for h := from; h < to; h++ {
			order = append(order, int32(h))
			for i := b.houses[h].first; i < b.houses[h].first+b.houses[h].rows; i++ {
				if population.ClassOf(outcomes[i].AGI) == population.Classes {
					income[h-from] += outcomes[i].AGI
				}
			}
		}
		slices.SortFunc(order, func(x, y int32) int {
			return cmp.Or(cmp.Compare(income[int(y)-from], income[int(x)-from]), cmp.Compare(x, y))
		})
		var off float64
		for _, h := range order {
			w := b.houses[h].weight
			low := math.Floor(w/step) * step
			y := income[int(h)-from]
			rounded := math.Round(w/step) * step
			if y > 0 {
				rounded = low
				if math.Abs(off+(low+step-w)*y) < math.Abs(off+(low-w)*y) {
					rounded = low + step
				}
				off += (rounded - w) * y
			}
			b.houses[h].weight = rounded
		}
	})
}

// scaleSecurity brings Social Security to its published national total; every region's own total
// is a target of the weights.
func (b *builder) scaleSecurity() {
	var have, want float64
	for h := range b.houses {
		for i := b.houses[h].first; i < b.houses[h].first+b.houses[h].rows; i++ {
			have += b.houses[h].weight * b.rows[i].social
		}
	}
	for r, v := range b.facts.social {
		if !b.empty(region.ID(r)) {
			want += v
		}
	}
	if want == 0 {
		return
	}
	for i := range b.rows {
		b.rows[i].social *= want / have
	}
}

// impute gives the filers of a region their classes, incomes and deductions.
func (b *builder) impute(r region.ID) {
	for k, members := range b.classify(r) {
		if k == 0 || len(members) == 0 {
			continue
		}
		b.quantiles(r, k, members)
		c := b.newCell(r, k, members)
		c.spread()
		c.extras()
		c.deductions()
	}
	for h := b.bounds[r]; h < b.bounds[r+1]; h++ {
		house := &b.houses[h]
		house.top = false
		for _, u := range b.rows[house.first : house.first+house.rows] {
			house.top = house.top || u.class == population.Classes
		}
	}
}

// settle sets each unit's adjustments so that its adjusted gross income comes out as mapped.
func (b *builder) settle() {
	p, err := b.columns()
	if err != nil {
		return
	}
	b.rank(p)
	b.deferPay()
	const rounds = 3
	for range rounds {
		p, err := b.columns()
		if err != nil {
			return
		}
		outcomes := p.Outcomes(b.law, b.workers)
		b.tune(outcomes)
		for i := range b.rows {
			u := &b.rows[i]
			u.law = outcomes[i]
			if !u.filer {
				continue
			}
			u.earned, u.qualifiedTrade = b.shares.partner[u.class], b.tradeShare(u)
			u.adjust += outcomes[i].AGI - u.agi
			if u.adjust < 0 {
				u.item[other] -= u.adjust
				u.adjust = 0
			}
		}
	}
}

// rank orders the union's households by money income and notes the permille at which each stands.
func (b *builder) rank(p *population.People) {
	order := make([]int32, len(b.houses))
	income := make([]float64, len(b.houses))
	var total float64
	for h := range order {
		order[h] = int32(h)
		for i := p.First[h]; i < p.First[h+1]; i++ {
			income[h] += p.MoneyIncome(int(i))
		}
		total += b.houses[h].weight
	}
	slices.SortFunc(order, func(x, y int32) int { return cmp.Or(cmp.Compare(income[x], income[y]), cmp.Compare(x, y)) })
	var below float64
	for _, h := range order {
		w := b.houses[h].weight
		b.houses[h].rank = int32(min(999, 1000*(below+w/2)/total))
		below += w
	}
}

// columns lays the people out as columns, amounts rounded as the compact file keeps them.
func (b *builder) columns() (*population.People, error) {
	n := len(b.houses)
	p := &people.People{Year: b.year, Regions: b.regions, Region: make([]region.ID, n), Weight: make([]money.Weight, n), Survey: make([]uint32, n),
		Copy: make([]uint8, n), First: make([]int32, n+1)}
	p.Household.Rows = n
	snap, housing, flags, copies, ranks := make([]int32, n), make([]int32, n), make([]int32, n), make([]int32, n), make([]int32, n)
	for h := range b.houses {
		house := &b.houses[h]
		p.Region[h], p.Survey[h], p.Copy[h], p.First[h+1] = house.region, house.survey, house.copy, house.first+house.rows
		p.Weight[h] = money.ToWeight(house.weight)
		snap[h], housing[h], copies[h] = people.Round(house.snap), people.Round(house.housing), int32(house.copies)
		ranks[h] = house.rank
		if house.owner {
			flags[h] |= population.FlagOwner
		}
		if house.top {
			flags[h] |= population.FlagTop
		}
	}
	p.Household.Add("snap", "USD/year", snap)
	p.Household.Add("housing", "USD/year", housing)
	p.Household.Add("flags", "", flags)
	p.Household.Add("copies", "", copies)
	p.Household.Add("income_rank", "permille", ranks)
	for k := 1; k <= population.Classes; k++ {
		p.Factors = append(p.Factors, people.Factor{Name: population.InvestmentFactor(k), Value: b.shares.invest[k]})
	}
	units, set := population.NewUnits(len(b.rows))
	calibrate.Each(b.regions.Len(), b.workers, func(r int) {
		b.eachRow(region.ID(r), func(_ *house, i int32) {
			record := b.rows[i].record()
			set(int(i), &record)
		})
	})
	p.Unit = *units
	return population.Wrap(p)
}

// itemAmounts and deductionAmounts are the amounts of the file that items and deductions stand in.
var (
	itemAmounts = [items]int{population.Wages, population.Interest, population.Dividends, population.Business, population.Gains, population.IRA,
		population.Pensions, population.Unemployment, population.Partnership, population.Rent, population.OtherIncome}
	deductionAmounts = [deductions]int{population.StateTax, population.PropertyTax, population.Mortgage, population.Charity, population.Medical, population.OtherItemized}
)

// record gives a row in the form of the file.
func (u *row) record() population.Record {
	r := population.Record{Status: int32(u.status), Class: int32(u.class), AgeHead: int32(u.age[0]), AgeSpouse: int32(u.age[1]), EITC: int32(u.eitc),
		Family: int32(u.family), Deps: u.deps, Medicaid: int32(u.medicaid), Medicare: int32(u.medicare), Employer: int32(u.employer)}
	for _, f := range []struct {
		on   bool
		flag int32
	}{{u.claimed, population.FlagClaimed}, {u.pending, population.FlagPending}, {u.filer, population.FlagFiler}, {u.service, population.FlagService},
		{u.blind[0], population.FlagBlindHead}, {u.blind[1], population.FlagBlindSpouse}} {
		if f.on {
			r.Flags |= f.flag
		}
	}
	a := &r.Amount
	for j, to := range itemAmounts {
		a[to] = u.item[j]
	}
	a[population.WagesSpouse] = u.item[wages] * u.spouseWages
	a[population.BusinessSpouse] = u.item[business] * u.spouseTrade
	a[population.QualifiedDividends] = u.item[dividends] * u.qualified
	a[population.PartnershipEarnings] = max(0, u.item[partnership]) * u.earned
	a[population.ExemptInterest], a[population.SocialSecurity], a[population.Adjustments] = u.exempt, u.social, u.adjust
	a[population.QualifiedBusiness] = max(0, u.item[business]+u.item[partnership]) * u.qualifiedTrade
	for d, to := range deductionAmounts {
		a[to] = u.deduct[d]
	}
	a[population.ForeignCredit], a[population.OtherCredits], a[population.Care], a[population.Education] = u.foreign, u.credits, u.care, u.education
	a[population.PensionContributions] = u.contributions
	a[population.SSI], a[population.TANF], a[population.Veterans], a[population.WIC] = u.ssi, u.tanf, u.vet, u.wic
	return r
}
