package build

import (
	"cmp"
	"slices"

	"commonpurse/people/calibrate"
	"commonpurse/region"
	"commonpurse/us/population"
	"commonpurse/us/unit"
)

// Project carries people of one year to a later one for which no tax statistics are published: incomes
// and benefits grow by factors and official projections, the weights meet people by age, programs as
// published and, giving way, incomes by region as projected. Classes of income are free.
func Project(from *population.People, tables population.Source, o Options) (*Result, error) {
	b := newBuilder(from.Regions, &o)
	b.projected = true
	plan, err := population.Project(tables, from.Regions, from.Year, o.Year)
	if err != nil {
		return nil, err
	}
	if b.facts, err = readCurrent(tables, from.Regions, o.Year); err != nil {
		return nil, err
	}
	guidelines, err := population.ReadGuidelines(tables, from.Regions, o.Year+1)
	if err != nil {
		return nil, err
	}
	b.quantities = population.Quantities(guidelines)
	b.sample = sampleOf(from, o.Year)
	for k := range b.shares.invest {
		if v, ok := from.Factor(population.InvestmentFactor(k)); ok {
			b.shares.invest[k] = v
		}
	}
	b.grow(plan)
	if err := b.firstWeights(); err != nil {
		return nil, err
	}
	b.log("aged to %d", o.Year)
	p, err := b.columns()
	if err != nil {
		return nil, err
	}
	b.rank(p)
	b.deferPay()
	b.insure()
	if p, err = b.columns(); err != nil {
		return nil, err
	}
	result := &Result{Targets: plan.Targets, Outcomes: p.Outcomes(b.law, b.workers)}
	b.reclass(result.Outcomes)
	problems, err := p.Problems(b.weights(), result.Outcomes, plan.Targets, b.quantities, b.workers)
	if err != nil {
		return nil, err
	}
	if result.Fits, err = calibrate.SolveAll(problems, b.workers); err != nil {
		return nil, err
	}
	b.reweigh(result.Fits)
	b.log("weights calibrated")
	b.roundWeights(result.Outcomes)
	result.shortages(from.Regions)
	if p, err = b.columns(); err != nil {
		return nil, err
	}
	b.rank(p)
	if p, err = b.columns(); err != nil {
		return nil, err
	}
	result.People = p.People
	return result, nil
}

// grow multiplies the amounts by what they grow.
func (b *builder) grow(plan *population.Projection) {
	b.eachRegion(func(r region.ID) {
		f := &plan.Amount[r]
		for h := b.bounds[r]; h < b.bounds[r+1]; h++ {
			b.houses[h].snap *= plan.SNAP
			b.houses[h].housing *= plan.Housing
		}
		b.eachRow(r, func(_ *house, i int32) {
			u := &b.rows[i]
			for j, a := range itemAmounts {
				u.item[j] *= f[a]
			}
			for d, a := range deductionAmounts {
				u.deduct[d] *= f[a]
			}
			for _, c := range []struct {
				to *float64
				by int
			}{{&u.exempt, population.ExemptInterest}, {&u.social, population.SocialSecurity}, {&u.adjust, population.Adjustments}, {&u.foreign, population.ForeignCredit},
				{&u.credits, population.OtherCredits}, {&u.care, population.Care}, {&u.education, population.Education}, {&u.ssi, population.SSI}, {&u.tanf, population.TANF},
				{&u.vet, population.Veterans}, {&u.wic, population.WIC}} {
				*c.to *= f[c.by]
			}
		})
	})
}

// reclass puts every filer into the class that the law's income says.
func (b *builder) reclass(outcomes []population.Outcome) {
	for h := range b.houses {
		house := &b.houses[h]
		house.top = false
		for i := house.first; i < house.first+house.rows; i++ {
			u := &b.rows[i]
			if u.filer {
				u.class = uint8(population.ClassOf(outcomes[i].AGI))
				house.top = house.top || u.class == population.Classes
			}
		}
	}
}

// sampleOf turns finished people back into rows.
func sampleOf(p *population.People, year int) *sample {
	s := &sample{year: year, bounds: make([]int, p.Regions.Len()+1), houses: make([]house, p.Len()), rows: make([]row, p.Unit.Rows)}
	for h := range p.Len() {
		first, end := p.First[h], p.First[h+1]
		w := p.Weight[h].Float()
		s.houses[h] = house{region: p.Region[h], survey: p.Survey[h], copy: p.Copy[h], copies: uint8(p.Copies(h)), first: first, rows: end - first,
			base: w, weight: w, snap: p.SNAP(h), housing: p.Housing(h), owner: p.Owner(h), top: p.Top(h)}
		for i := first; i < end; i++ {
			r := p.Record(int(i))
			s.rows[i] = rowOf(&r)
			s.rows[i].house, s.rows[i].index = int32(h), uint8(i-first)
		}
		s.bounds[p.Region[h]+1] = h + 1
	}
	for r := 1; r < len(s.bounds); r++ {
		s.bounds[r] = max(s.bounds[r], s.bounds[r-1])
	}
	return s
}

// rowOf is the inverse of record.
func rowOf(r *population.Record) row {
	a := &r.Amount
	on := func(f int32) bool { return r.Flags&f != 0 }
	u := row{status: unit.Status(r.Status), class: uint8(r.Class), age: [2]uint8{uint8(r.AgeHead), uint8(r.AgeSpouse)}, eitc: uint8(r.EITC), family: uint8(r.Family), deps: r.Deps,
		medicaid: uint8(r.Medicaid), medicare: uint8(r.Medicare), employer: uint8(r.Employer),
		claimed: on(population.FlagClaimed), pending: on(population.FlagPending), filer: on(population.FlagFiler), service: on(population.FlagService),
		blind:  [2]bool{on(population.FlagBlindHead), on(population.FlagBlindSpouse)},
		exempt: a[population.ExemptInterest], social: a[population.SocialSecurity], adjust: a[population.Adjustments], foreign: a[population.ForeignCredit],
		credits: a[population.OtherCredits], care: a[population.Care], education: a[population.Education], contributions: a[population.PensionContributions],
		ssi: a[population.SSI], tanf: a[population.TANF], vet: a[population.Veterans], wic: a[population.WIC]}
	for j, from := range itemAmounts {
		u.item[j] = a[from]
	}
	for d, from := range deductionAmounts {
		u.deduct[d] = a[from]
	}
	ratio := func(part, whole float64) float64 {
		if whole == 0 {
			return 0
		}
		return part / whole
	}
	u.spouseWages = ratio(a[population.WagesSpouse], a[population.Wages])
	u.spouseTrade = ratio(a[population.BusinessSpouse], a[population.Business])
	u.qualified = ratio(a[population.QualifiedDividends], a[population.Dividends])
	u.earned = ratio(a[population.PartnershipEarnings], max(0, a[population.Partnership]))
	u.qualifiedTrade = ratio(a[population.QualifiedBusiness], max(0, a[population.Business]+a[population.Partnership]))
	return u
}

// unenrol takes people off Medicaid and CHIP, whole units in order of household income, until there are
// as many as enrolled.
func (b *builder) unenrol(have, want float64, list []enrolled) {
	slices.SortFunc(list, func(x, y enrolled) int { return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.i, y.i)) })
	for _, x := range list {
		u := &b.rows[x.i]
		w := b.houses[u.house].weight * float64(u.medicaid)
		if have-w/2 <= want {
			return
		}
		have -= w
		u.medicaid = 0
	}
}

// enrolled is a unit with people on Medicaid or CHIP.
type enrolled struct {
	i     int32
	score float64
}
