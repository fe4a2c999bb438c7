package population_test

import (
	"math"
	"sync"
	"testing"

	"commonpurse/people/calibrate"
	"commonpurse/region"
	"commonpurse/us/irc"
	"commonpurse/us/population"
	"commonpurse/us/unit"
)

// report is the embedded people under the law of their year.
var report = sync.OnceValues(func() (*population.Report, error) {
	p, err := population.Load(population.BaseYear)
	if err != nil {
		return nil, err
	}
	params, err := irc.Load(population.BaseYear, "")
	if err != nil {
		return nil, err
	}
	return population.NewReport(p.People, func(f *unit.Facts, r *unit.Result) { irc.Calculate(params, f, r) }, 2)
})

func load(t testing.TB) *population.Report {
	t.Helper()
	r, err := report()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// limits are how far each target may be missed, as shares; targets that are not listed are soft.
var limits = map[string]float64{"tax_after_credits": 0.001, "social_security": 0.002, "snap_households": 0.002, "medicaid_chip_persons": 0.002, "earned_income_credit": 0.005}

// TestEveryRegionMeetsItsTargets works the targets out again from the embedded file.
func TestEveryRegionMeetsItsTargets(t *testing.T) {
	r := load(t)
	fit := r.Fit(r.People.Regions.All())
	if len(fit) < 51*40 {
		t.Fatalf("%d targets; expected at least 40 for each of 51 regions", len(fit))
	}
	for _, f := range fit {
		limit, firm := limits[f.Quantity]
		if f.Penalty >= calibrate.HardPenalty {
			limit, firm = 1e-6, true
		}
		if !firm {
			continue
		}
		if math.Abs(f.Model/f.Value-1) > limit {
			t.Errorf("%s: %s is %.7g, published %.7g: off by %.2g; at most %.2g", r.People.Regions.Code(f.Region), f.Quantity, f.Model, f.Value, f.Model/f.Value-1, limit)
		}
	}
}

func TestWeightsAreEffective(t *testing.T) {
	r := load(t)
	for _, id := range r.People.Regions.All().IDs() {
		from, to := r.People.Span(id)
		weights := make([]float64, 0, to-from)
		var tax, most float64
		top := 0
		for h := from; h < to; h++ {
			w := r.People.Weight[h].Float()
			weights = append(weights, w)
			var own float64
			for i := int(r.People.First[h]); i < int(r.People.First[h+1]); i++ {
				own += w * r.Outcomes[i].TaxAfterCredits
				if r.People.Files(i) && population.ClassOf(r.Outcomes[i].AGI) == population.Classes {
					top++
				}
			}
			tax += own
			if r.People.Copies(h) == 1 {
				most = max(most, own)
			}
		}
		code := r.People.Regions.Code(id)
		if effect, effective := calibrate.Design(weights); effect >= 4 || effective <= 800 {
			t.Errorf("%s: design effect %.2f, effective households %.0f", code, effect, effective)
		}
		if most > 0.005*tax {
			t.Errorf("%s: a household that is not copied carries %.2f%% of the region's income tax", code, 100*most/tax)
		}
		if top < 24 {
			t.Errorf("%s: the top class rests on %d records", code, top)
		}
	}
}

// TestNobodyPaysWithoutAReturn: non-filers pay no income tax and get no credit.
func TestNobodyPaysWithoutAReturn(t *testing.T) {
	r := load(t)
	filers, moved := 0, 0
	for i := range r.Outcomes {
		if o := &r.Outcomes[i]; !r.People.Files(i) && (o.TaxAfterCredits != 0 || o.EITC != 0 || o.AdditionalChild != 0 || o.AGI != 0) {
			t.Fatalf("unit %d does not file, yet %+v", i, *o)
		}
		if r.People.Files(i) {
			filers++
			if r.People.Class(i) != population.ClassOf(r.Outcomes[i].AGI) {
				moved++
			}
		}
	}
	if moved > filers/100 {
		t.Errorf("%d of %d filers are not in the class they were mapped to", moved, filers)
	}
}

// TestUnionTotalsThatAreNoTargets holds national totals that no weight was fitted to.
func TestUnionTotalsThatAreNoTargets(t *testing.T) {
	r := load(t)
	var itemizers, self, invest, before float64
	for h := range r.People.Len() {
		w := r.People.Weight[h].Float()
		for i := int(r.People.First[h]); i < int(r.People.First[h+1]); i++ {
			o := &r.Outcomes[i]
			if o.Itemizes {
				itemizers += w
			}
			self, invest, before = self+w*o.SelfEmploymentTax, invest+w*o.InvestmentTax, before+w*o.TaxBeforeCredits
		}
	}
	for _, c := range []struct {
		name       string
		have, want float64
		at         float64
	}{
		{"itemizing returns", itemizers, r.Returns.Sum("itemized_deductions", 0).Returns, 0.05},
		{"self-employment tax", self, r.Returns.Sum("self_employment_tax", 0).Amount, 0.10},
		{"net investment income tax", invest, r.Returns.Sum("net_investment_income_tax", 0).Amount, 0.10},
		{"tax before credits", before, r.Returns.Sum("tax_before_credits", 0).Amount, 0.02},
	} {
		if math.Abs(c.have/c.want-1) > c.at {
			t.Errorf("%s: %.4g, published %.4g: off by %.1f%%", c.name, c.have, c.want, 100*(c.have/c.want-1))
		}
	}
}

func TestTablesAreWellFormed(t *testing.T) {
	r := load(t)
	id, _ := r.People.Regions.ByCode("VT")
	list, err := r.Tables(region.Of(id))
	if err != nil {
		t.Fatal(err)
	}
	for i := range list {
		if err := list[i].Check(); err != nil {
			t.Error(err)
		}
		if len(list[i].Rows) == 0 {
			t.Errorf("table %s is empty", list[i].Name)
		}
	}
}
