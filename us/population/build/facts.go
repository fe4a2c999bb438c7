package build

import (
	"fmt"
	"math"
	"strconv"

	"commonpurse/region"
	"commonpurse/sheet"
	"commonpurse/us/population"
)

func exp(x float64) float64 { return math.Exp(x) }

// facts is what is published about the year that is being made.
type facts struct {
	year          int
	regions       *region.List
	growth        map[string]float64 // product of the yearly factors from 2014
	returns       *population.Returns
	ages          [][population.AgeGroups]float64
	social        []float64 // Social Security, dollars
	snap          []float64 // households
	aid           []float64 // people on Medicaid or CHIP
	poor          []float64
	kids          []float64 // poor children
	job           []float64 // people insured through an employer
	deferrals     []deferral
	deferralLimit float64 // 26 USC 402(g), an earner
}

// surveyYear is the year whose incomes the survey file holds.
const surveyYear = 2014

func readFacts(tables population.Source, regions *region.List, year int) (*facts, error) {
	f := &facts{year: year, regions: regions, growth: map[string]float64{}}
	s, err := sheet.Read(tables, "people/growth", "year", "item", "factor", "source")
	if err != nil {
		return nil, err
	}
	for i := range s.Len() {
		y, err := s.Int(i, "year")
		if err != nil {
			return nil, err
		}
		factor, err := s.Float(i, "factor")
		if err != nil {
			return nil, err
		}
		name := s.Text(i, "item")
		if _, ok := f.growth[name]; !ok {
			f.growth[name] = 1
		}
		if y > surveyYear && y <= year {
			f.growth[name] *= factor
		}
	}
	if f.returns, err = population.ReadReturns(tables, regions, year); err != nil {
		return nil, err
	}
	return f, f.readCurrent(tables)
}

// readCurrent reads what a projection needs too: all but growth and tax statistics.
func readCurrent(tables population.Source, regions *region.List, year int) (*facts, error) {
	f := &facts{year: year, regions: regions}
	return f, f.readCurrent(tables)
}

func (f *facts) readCurrent(tables population.Source) (err error) {
	regions, year := f.regions, f.year
	if f.ages, err = population.Ages(tables, regions, year); err != nil {
		return err
	}
	for _, p := range []struct {
		item string
		to   *[]float64
	}{{"snap_households", &f.snap}, {"medicaid_chip_persons", &f.aid}, {"poor_persons", &f.poor}, {"poor_children", &f.kids}} {
		if *p.to, err = population.Program(tables, regions, p.item, year); err != nil {
			return err
		}
	}
	if f.social, _, err = population.Security(tables, regions, year); err != nil {
		return err
	}
	if f.deferralLimit, err = readDeferralLimit(tables, year); err != nil {
		return err
	}
	if f.deferrals, err = readDeferrals(tables, year); err != nil {
		return err
	}
	f.job, err = population.EmployerInsuredPersons(tables, regions, year)
	return err
}

// fipsCodes gives the regions by the number the survey file knows them by.
func fipsCodes(tables population.Source, regions *region.List) (map[int]region.ID, error) {
	s, err := sheet.Read(tables, "civic/regions")
	if err != nil {
		return nil, err
	}
	codes := map[int]region.ID{}
	for i := range s.Len() {
		id, ok := regions.ByCode(s.Text(i, "region"))
		if !ok {
			return nil, s.Fault(i, "region", "region is not known", "a region's code", "")
		}
		n, err := strconv.Atoi(s.Text(i, "fips"))
		if err != nil {
			return nil, s.Fault(i, "fips", "not a number", "two digits", "")
		}
		codes[n] = id
	}
	return codes, nil
}

// deferral is the share of pay put into a pension plan, up to a rank of household income.
type deferral struct{ upTo, share float64 }

// readDeferrals reads pay deferred over wages by group of income, of the year or the last before it.
func readDeferrals(tables population.Source, year int) ([]deferral, error) {
	s, err := sheet.Read(tables, "people/income_groups", "year", "group", "item", "dollars_per_household", "source")
	if err != nil {
		return nil, err
	}
	last := 0
	for i := range s.Len() {
		if y, err := s.Int(i, "year"); err != nil {
			return nil, err
		} else if y <= year {
			last = max(last, y)
		}
	}
	value := map[string]float64{}
	for i := range s.Len() {
		if s.Text(i, "year") == strconv.Itoa(last) {
			if value[s.Text(i, "group")+" "+s.Text(i, "item")], err = s.Float(i, "dollars_per_household"); err != nil {
				return nil, err
			}
		}
	}
	var out []deferral
	for _, g := range []struct {
		name string
		upTo float64
	}{{"lowest_quintile", 0.2}, {"second_quintile", 0.4}, {"middle_quintile", 0.6}, {"fourth_quintile", 0.8}, {"percentiles_81_90", 0.9}, {"percentiles_91_95", 0.95},
		{"percentiles_96_99", 0.99}, {"top_1_percent", 1}} {
		paid := value[g.name+" wages"]
		if paid <= 0 {
			return nil, fmt.Errorf("people/income_groups: no wages of %s in %d", g.name, last)
		}
		out = append(out, deferral{g.upTo, value[g.name+" deferred_pay"] / paid})
	}
	return out, nil
}

// readDeferralLimit reads the most that an earner may defer into a plan, of the year or of the last
// year before it that changed it.
func readDeferralLimit(tables population.Source, year int) (float64, error) {
	s, err := sheet.Read(tables, "people/deferral_limits", "year", "value", "unit", "source")
	if err != nil {
		return 0, err
	}
	var limit float64
	last := 0
	for i := range s.Len() {
		y, err := s.Int(i, "year")
		if err != nil {
			return 0, err
		}
		if y > year || y < last {
			continue
		}
		last = y
		if limit, err = s.Float(i, "value"); err != nil {
			return 0, err
		}
	}
	return limit, nil
}
