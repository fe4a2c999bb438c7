package population

import (
	"fmt"
	"strconv"

	"commonpurse/region"
	"commonpurse/sheet"
)

// Projection is how incomes and programs of a later year follow from those of a year that people are
// calibrated to: the union's totals by the official projections, regions by their personal income and
// their people.
type Projection struct {
	From, To int
	// Amount is by what the amounts of a filing unit of a region grow.
	Amount [][Amounts]float64
	// SNAP and Housing are by what a household's reported benefits grow.
	SNAP, Housing float64
	Targets       []Target
}

// projector gathers what a projection is worked out from.
type projector struct {
	tables   Source
	regions  *region.List
	from, to int
	returns  *Returns  // of the year that is left
	tilt     []float64 // growth of a region's personal income over the union's
	adults   []float64 // growth of the residents of 18 and over
	aged     []float64 // and of 65 and over
	allAged  float64   // of the union's
	err      error
}

// Project works out a projection from one year to another.
func Project(tables Source, regions *region.List, from, to int) (*Projection, error) {
	p := &projector{tables: tables, regions: regions, from: from, to: to}
	if p.returns, p.err = ReadReturns(tables, regions, from); p.err != nil {
		return nil, p.err
	}
	p.people()
	p.income()
	out := &Projection{From: from, To: to, SNAP: p.factor("snap"), Housing: p.factor("housing")}
	p.amounts(out)
	p.targets(out)
	return out, p.err
}

// factor is the growth of an amount a head.
func (p *projector) factor(item string) float64 {
	if p.err != nil {
		return 0
	}
	var v float64
	v, p.err = Growth(p.tables, item, p.from, p.to)
	return v
}

// total is the growth of a total by the official projections.
func (p *projector) total(item string) float64 {
	if p.err != nil {
		return 0
	}
	var v float64
	v, p.err = ProjectedGrowth(p.tables, item, p.from, p.to)
	return v
}

func (p *projector) people() {
	then, err := Ages(p.tables, p.regions, p.from)
	if err != nil {
		p.err = err
		return
	}
	now, err := Ages(p.tables, p.regions, p.to)
	if err != nil {
		p.err = err
		return
	}
	p.adults, p.aged = make([]float64, len(now)), make([]float64, len(now))
	var before, after float64
	for r := range now {
		before, after = before+then[r][4]+then[r][5], after+now[r][4]+now[r][5]
		p.adults[r] = (now[r][2] + now[r][3] + now[r][4] + now[r][5]) / (then[r][2] + then[r][3] + then[r][4] + then[r][5])
		p.aged[r] = (now[r][4] + now[r][5]) / (then[r][4] + then[r][5])
	}
	p.allAged = after / before
}

// income reads by what the personal income of each region grew more than the union's, to the last year
// published: later years keep its shares.
func (p *projector) income() {
	s, err := sheet.Read(p.tables, "people/personal_income", "region", "year", "value", "unit", "source")
	if err != nil {
		p.err = err
		return
	}
	last := 0
	for i := range s.Len() {
		y, err := s.Int(i, "year")
		if err != nil {
			p.err = err
			return
		}
		if y <= p.to {
			last = max(last, y)
		}
	}
	read := func(year int) ([]float64, float64) {
		out := make([]float64, p.regions.Len())
		var sum float64
		for i := range s.Len() {
			if s.Text(i, "year") != strconv.Itoa(year) || s.Text(i, "region") == "US" {
				continue
			}
			id, ok := p.regions.ByCode(s.Text(i, "region"))
			if !ok {
				p.err = s.Fault(i, "region", "region is not known", "a region's code", "")
				return out, 1
			}
			v, err := s.Float(i, "value")
			if err != nil {
				p.err = err
				return out, 1
			}
			out[id], sum = v, sum+v
		}
		return out, sum
	}
	then, before := read(p.from)
	now, after := read(last)
	p.tilt = make([]float64, len(now))
	for r := range now {
		if then[r] == 0 || now[r] == 0 {
			p.err = fmt.Errorf("people/personal_income: no personal income of %s in %d and %d", p.regions.Code(region.ID(r)), p.from, last)
			return
		}
		p.tilt[r] = (now[r] / then[r]) / (after / before)
	}
}

// kinds are the incomes whose totals are officially projected.
func (p *projector) kinds() map[int]float64 {
	interest, qualified := p.total("taxable_interest_and_ordinary_dividends"), p.total("qualified_dividend_income")
	all, part := p.returns.Sum("ordinary_dividends", 0).Amount, p.returns.Sum("qualified_dividends", 0).Amount
	pensions, own := p.total("taxable_pension_income"), p.total("self_employment_income")
	return map[int]float64{Wages: p.total("employment_income"), Interest: interest, Dividends: (float64(part*qualified) + float64((all-part)*interest)) / all,
		Business: own, Partnership: own, Gains: p.total("net_capital_gain"), IRA: pensions, Pensions: pensions}
}

// amounts sets by what each amount of a unit grows. A total that is projected grows by what the
// region's people do not already add.
func (p *projector) amounts(out *Projection) {
	kinds := p.kinds()
	personal, cpi, trade := p.factor("personal_income"), p.factor("chained_cpi"), p.factor("schedule_c_income")
	head := map[int]float64{Unemployment: p.factor("unemployment_compensation"), Rent: p.factor("schedule_e_income"), OtherIncome: personal, StateTax: personal, PropertyTax: personal,
		Mortgage: p.factor("interest_paid"), Charity: personal, Medical: p.factor("medical_cpi"), OtherItemized: personal, OtherCredits: personal, Care: cpi, Education: 1,
		PensionContributions: p.factor("wage"), SSI: p.factor("ssi"), TANF: p.factor("tanf"), Veterans: p.factor("veterans_benefits"), WIC: p.factor("wic"), QualifiedBusiness: trade}
	adjust, before, after := p.total("above_the_line_deductions"), p.security(p.from), p.security(p.to)
	if p.err != nil {
		return
	}
	with := map[int]int{WagesSpouse: Wages, ExemptInterest: Interest, QualifiedDividends: Dividends, BusinessSpouse: Business, PartnershipEarnings: Partnership,
		QualifiedBusiness: Business, ForeignCredit: Dividends}
	out.Amount = make([][Amounts]float64, p.regions.Len())
	for r := range out.Amount {
		f := &out.Amount[r]
		for a, v := range head {
			f[a] = v
		}
		for a, v := range kinds {
			f[a] = v * p.tilt[r] / p.adults[r]
		}
		f[IRA], f[Pensions] = kinds[IRA]/p.allAged, kinds[Pensions]/p.allAged
		f[Adjustments] = adjust * p.tilt[r] / p.adults[r]
		f[SocialSecurity] = after[r] / before[r] / p.aged[r]
		for a, like := range with {
			f[a] = f[like]
		}
	}
}

func (p *projector) security(year int) []float64 {
	if p.err != nil {
		return nil
	}
	var v []float64
	v, _, p.err = Security(p.tables, p.regions, year)
	return v
}

// targets lists what the weights of the later year are held to: people by age, programs as published,
// and, giving way, kinds of income by region as projected.
func (p *projector) targets(out *Projection) {
	if p.err != nil {
		return
	}
	ages, err := Ages(p.tables, p.regions, p.to)
	if err != nil {
		p.err = err
		return
	}
	programs, err := programTargets(p.tables, p.regions, p.to)
	if err != nil {
		p.err = err
		return
	}
	p.carrySNAP(programs)
	incomes := p.incomes()
	if p.err != nil {
		return
	}
	for r := range region.ID(p.regions.Len()) {
		add := func(quantity string, value, penalty float64, source string) {
			if value != 0 {
				out.Targets = append(out.Targets, Target{r, quantity, value, penalty, source, p.to})
			}
		}
		for g, name := range AgeGroupNames {
			add("persons_"+name, ages[r][g], hardPenalty, "acs_age, census_population")
		}
		for _, k := range incomes {
			add(k.quantity, k.values[r], softPenalty, "cbo_projections, bea_summary, "+soiSource)
		}
		for _, k := range programs {
			if !k.tax {
				add(k.quantity, k.values[r], k.penalty, k.source)
			}
		}
	}
}

// projectedIncome is a kind of income by region, projected.
type projectedIncome struct {
	quantity string
	values   []float64
}

func (p *projector) incomes() []projectedIncome {
	growth := p.kinds()
	var list []projectedIncome
	for _, k := range []struct {
		quantity string
		items    []string
		like     int
	}{{"wages", []string{"wages"}, Wages}, {"taxable_interest", []string{"taxable_interest"}, Interest}, {"ordinary_dividends", []string{"ordinary_dividends"}, Dividends},
		{"business_income", []string{"business_income"}, Business}, {"capital_gains", []string{"capital_gains"}, Gains}, {"partnership_s_corp", []string{"partnership_s_corp"}, Partnership},
		{"retirement_income", []string{"ira_distributions", "pensions"}, Pensions}} {
		values := make([]float64, p.regions.Len())
		var before, after float64
		for r := range values {
			for _, item := range k.items {
				values[r] += p.returns.At(item, region.ID(r), 0).Amount
			}
			before += values[r]
			if k.like == Pensions {
				values[r] *= p.aged[r]
			} else {
				values[r] *= p.tilt[r]
			}
			after += values[r]
		}
		for r := range values {
			values[r] *= growth[k.like] * before / after
		}
		list = append(list, projectedIncome{k.quantity, values})
	}
	return list
}

// carrySNAP puts the households on SNAP of the last year published, moved by projected outlays less
// prices, where the year has none yet.
func (p *projector) carrySNAP(programs []programTarget) {
	for i := range programs {
		t := &programs[i]
		if t.quantity != "snap_households" || t.values[0] > 0 || p.err != nil {
			continue
		}
		var outlays, prices float64
		if t.values, p.err = Program(p.tables, p.regions, t.quantity, p.to-1); p.err != nil {
			return
		}
		if outlays, p.err = ProjectedGrowth(p.tables, "snap", p.to-1, p.to); p.err != nil {
			return
		}
		if prices, p.err = Growth(p.tables, "chained_cpi", p.to-1, p.to); p.err != nil {
			return
		}
		for r := range t.values {
			t.values[r] *= outlays / prices
		}
		t.penalty, t.source = softPenalty, "fns_snap, cbo_projections"
	}
}
