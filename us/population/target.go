package population

import (
	"fmt"

	"commonpurse/fault"
	"commonpurse/people/calibrate"
	"commonpurse/region"
	"commonpurse/sheet"
)

// Target is one published total that the weights of a region are to meet.
type Target struct {
	Region   region.ID
	Quantity string
	Value    float64
	Penalty  float64 // price of a squared relative miss; calibrate.HardPenalty and above must be met
	Source   string
	Year     int
}

// Penalties: what must be met, what is nearly met, and what may give way.
const (
	hardPenalty    = 1e11 // above calibrate.HardPenalty: missed by less than a millionth
	taxPenalty     = 2000
	firmPenalty    = 100
	personsPenalty = 50
	softPenalty    = 20
)

// Targets lists the published totals of a year that the population is held to. Without taxes,
// those that depend on a tax, a credit or poverty are left out.
func Targets(tables Source, regions *region.List, returns *Returns, year int, taxes bool) ([]Target, error) {
	ages, err := Ages(tables, regions, year)
	if err != nil {
		return nil, err
	}
	programs, err := programTargets(tables, regions, year)
	if err != nil {
		return nil, err
	}
	var list []Target
	for r := range region.ID(regions.Len()) {
		add := func(quantity string, value, penalty float64, source string) {
			if value != 0 {
				list = append(list, Target{r, quantity, value, penalty, source, year})
			}
		}
		for k := 1; k <= Classes; k++ {
			add(fmt.Sprintf("returns_class_%d", k), returns.At("returns", r, k).Returns, hardPenalty, soiSource)
		}
		for k := 2; k <= Classes; k++ {
			add(fmt.Sprintf("adjusted_gross_income_class_%d", k), returns.At("adjusted_gross_income", r, k).Amount, hardPenalty, soiSource)
		}
		for g, name := range AgeGroupNames {
			add("persons_"+name, ages[r][g], hardPenalty, "acs_age, census_population")
		}
		amount := func(item string) float64 { return returns.At(item, r, 0).Amount }
		if taxes {
			add("tax_after_credits", amount("tax_after_credits"), taxPenalty, soiSource)
			if !advanced(year) {
				add("child_credits", amount("child_credit")+amount("additional_child_credit"), firmPenalty, soiSource)
			}
			add("earned_income_credit", amount("earned_income_credit"), softPenalty, soiSource)
		}
		for _, item := range []string{"wages", "taxable_interest", "ordinary_dividends", "business_income", "capital_gains", "taxable_social_security", "partnership_s_corp"} {
			add(item, amount(item), firmPenalty, soiSource)
		}
		add("retirement_income", amount("ira_distributions")+amount("pensions"), firmPenalty, soiSource)
		add("joint_returns", returns.At("joint", r, 0).Returns, softPenalty, soiSource)
		add("head_of_household_returns", returns.At("head_of_household", r, 0).Returns, softPenalty, soiSource)
		add("individuals_on_returns", returns.At("individuals", r, 0).Returns, personsPenalty, soiSource)
		for _, p := range programs {
			if taxes || !p.tax {
				add(p.quantity, p.values[r], p.penalty, p.source)
			}
		}
	}
	return list, nil
}

const soiSource = "soi_historic_table_2"

// programTarget is a published figure of another source than the tax statistics.
type programTarget struct {
	quantity string
	tax      bool // one of those that are left out with the taxes
	penalty  float64
	source   string
	values   []float64
}

// Up to ukcprLast poverty is known from the Current Population Survey only, which has a few hundred
// households of a region: it may give way. Before cmsFirst enrolment is that of Medicaid without CHIP.
const (
	ukcprLast = 2021
	cmsFirst  = 2017
)

func programTargets(tables Source, regions *region.List, year int) ([]programTarget, error) {
	list := []programTarget{{quantity: "social_security", penalty: firmPenalty}, {quantity: "snap_households", penalty: firmPenalty, source: "fns_snap"},
		{quantity: "medicaid_chip_persons", penalty: firmPenalty, source: "cms_enrollment"}, {quantity: "poor_persons", tax: true, penalty: firmPenalty, source: "saipe"},
		{quantity: "poor_children", tax: true, penalty: firmPenalty, source: "saipe"}}
	for i := range list {
		t := &list[i]
		var err error
		if t.quantity == "social_security" {
			t.values, t.source, err = Security(tables, regions, year)
		} else {
			t.values, err = Program(tables, regions, t.quantity, year)
		}
		if err != nil {
			return nil, err
		}
		switch {
		case t.quantity == "social_security" && year != securityYear, t.quantity == "poor_persons" && year <= ukcprLast:
			t.penalty = softPenalty
		}
		if t.quantity == "poor_persons" && year <= ukcprLast || t.quantity == "medicaid_chip_persons" && year < cmsFirst {
			t.source = "ukcpr"
		}
	}
	return list, nil
}

// advanced says whether half of the year's child credit was paid before returns were filed, so that
// the tax statistics, which have what was left to claim, are no measure of it (Pub. L. 117-2 sec. 9611).
func advanced(year int) bool { return year == 2021 }

// Amend lays a user's targets over the given ones: the same region and quantity replaces, a new
// pair is added, and the value `off` removes. The file is CSV with the columns region, quantity,
// value, penalty, source, year; region `all` means every region. All its mistakes are told at once.
func Amend(targets []Target, name string, text []byte, regions *region.List, quantities []Quantity) ([]Target, error) {
	s, err := sheet.Parse(name, text, "region", "quantity", "value", "penalty", "source", "year")
	if err != nil {
		return nil, err
	}
	names := make([]string, len(quantities))
	for i, q := range quantities {
		names[i] = q.Name
	}
	var wrong fault.List
	seen := map[string]int{}
	for i := range s.Len() {
		t, places, off, faults := readTarget(s, i, regions, names)
		if len(faults) > 0 {
			wrong = append(wrong, faults...)
			continue
		}
		for _, r := range places {
			key := regions.Code(r) + " " + t.Quantity
			if line, twice := seen[key]; twice {
				wrong = append(wrong, s.Fault(i, "quantity", fmt.Sprintf("%s is set again; line %d sets it already", key, line), "one line for each region and quantity", ""))
				continue
			}
			seen[key] = s.Line(i)
			t.Region = r
			targets = replaceTarget(targets, t, off)
		}
	}
	return targets, wrong.Or()
}

func replaceTarget(targets []Target, t Target, off bool) []Target {
	out := make([]Target, 0, len(targets)+1)
	done := off
	for _, old := range targets {
		switch {
		case old.Region != t.Region || old.Quantity != t.Quantity:
			out = append(out, old)
		case !done:
			out, done = append(out, t), true
		}
	}
	if !done {
		out = append(out, t)
	}
	return out
}

func readTarget(s *sheet.Sheet, i int, regions *region.List, names []string) (t Target, places []region.ID, off bool, wrong fault.List) {
	code := s.Text(i, "region")
	if id, ok := regions.ByCode(code); ok {
		places = []region.ID{id}
	} else if code == "all" {
		places = regions.All().IDs()
	} else {
		wrong = append(wrong, s.Fault(i, "region", fmt.Sprintf("region %q is not known", code), "a region's code or all", fault.Nearest(code, regions.Codes())))
	}
	t.Quantity = s.Text(i, "quantity")
	if !known(names, t.Quantity) {
		wrong = append(wrong, s.Fault(i, "quantity", fmt.Sprintf("quantity %q is not known", t.Quantity), "a quantity that purse people lists", fault.Nearest(t.Quantity, names)))
	}
	t.Source, t.Penalty = s.Text(i, "source"), firmPenalty
	if s.Text(i, "value") == "off" {
		return t, places, true, wrong
	}
	var err error
	if t.Value, err = s.Float(i, "value"); err != nil {
		wrong = append(wrong, s.Fault(i, "value", fmt.Sprintf("value is %q", s.Text(i, "value")), "a number or off", ""))
	} else if t.Value <= 0 {
		wrong = append(wrong, s.Fault(i, "value", fmt.Sprintf("value is %q", s.Text(i, "value")), "a number above zero", ""))
	}
	switch text := s.Text(i, "penalty"); text {
	case "":
	case "hard":
		t.Penalty = hardPenalty
	default:
		if t.Penalty, err = s.Float(i, "penalty"); err != nil || t.Penalty <= 0 {
			wrong = append(wrong, s.Fault(i, "penalty", fmt.Sprintf("penalty is %q", text), "a number above zero, or hard", ""))
		}
	}
	if s.Text(i, "year") != "" {
		if t.Year, err = s.Int(i, "year"); err != nil {
			wrong = append(wrong, s.Fault(i, "year", fmt.Sprintf("year is %q", s.Text(i, "year")), "a year", ""))
		}
	}
	return t, places, false, wrong
}

func known(names []string, name string) bool {
	for _, n := range names {
		if n == name {
			return true
		}
	}
	return false
}

// Problems lays out the calibration of every region: its households' contributions to its
// targets, with the given base weights.
func (p *People) Problems(base []float64, outcomes []Outcome, targets []Target, quantities []Quantity, workers int) ([]*calibrate.Problem, error) {
	index := map[string]int{}
	for i, q := range quantities {
		index[q.Name] = i
	}
	problems := make([]*calibrate.Problem, p.Regions.Len())
	used := make([][]int, len(problems))
	for r := range problems {
		problems[r] = &calibrate.Problem{Name: p.Regions.Code(region.ID(r))}
	}
	for _, t := range targets {
		q, ok := index[t.Quantity]
		if !ok {
			return nil, fmt.Errorf("population: target %q is not a quantity", t.Quantity)
		}
		used[t.Region] = append(used[t.Region], q)
		problems[t.Region].Targets = append(problems[t.Region].Targets, calibrate.Target{Name: t.Quantity, Value: t.Value, Penalty: t.Penalty})
	}
	calibrate.Each(len(problems), workers, func(r int) {
		from, to := p.Span(region.ID(r))
		problems[r].Base = base[from:to]
		for h := from; h < to; h++ {
			for j, q := range used[r] {
				problems[r].Rows.Add(j, quantities[q].Household(p, outcomes, h))
			}
			problems[r].Rows.EndRow()
		}
	})
	return problems, nil
}
