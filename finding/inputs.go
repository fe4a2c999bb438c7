package finding

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"commonpurse/account"
	"commonpurse/region"
	"commonpurse/split"
	"commonpurse/table"
)

// Input is something that the people of a split rest on, as the model has it by itself and as it is
// published, by region.
type Input struct {
	Name             string // of a tax or benefit, or one of the names of poverty
	Rate             bool   // a share of people; else dollars a year
	Model, Published []float64
	Controlled       bool // brought to the published total afterwards: the distance is from before
	Source           string
}

// Names of the inputs on poverty.
const (
	PovertySPM      = "poverty, SPM-like"
	PovertyOfficial = "poverty, official"
)

// weak bounds the ratio of published to model, outside of which an input is a weakness of the model.
const (
	weakBelow = 0.8
	weakAbove = 1.25
)

// over gives an input of a set of regions: a sum, or a mean over people.
func (in *Input) over(people []int64, s region.Set) (model, published float64) {
	var heads float64
	for _, r := range s.IDs() {
		w := 1.0
		if in.Rate {
			w = float64(people[r])
			heads += w
		}
		model += float64(w * in.Model[r])
		published += float64(w * in.Published[r])
	}
	if in.Rate {
		return model / heads, published / heads
	}
	return model, published
}

// distance is how far the model is from what is published, in percent of it.
func distance(model, published float64) float64 { return 100 * (model/published - 1) }

// weak says whether an input of dollars is far enough off to be a weakness.
func (in *Input) weak(model, published float64) bool {
	return !in.Rate && (published/model < weakBelow || published/model > weakAbove)
}

// inputs fills the table inputs: how far what the people rest on is from what is published.
func (w *work) inputs() table.Table {
	t := InputsTable()
	for i := range w.Inputs {
		in := &w.Inputs[i]
		row := func(name string, s region.Set) {
			model, published := in.over(w.Ledger.Population, s)
			if published == 0 || model == 0 {
				return
			}
			least, greatest, weak := math.Inf(1), math.Inf(-1), 0
			for _, r := range s.IDs() {
				if in.Published[r] == 0 || in.Model[r] == 0 {
					continue
				}
				d := distance(in.Model[r], in.Published[r])
				least, greatest = min(least, d), max(greatest, d)
				if in.weak(in.Model[r], in.Published[r]) {
					weak++
				}
			}
			of, regions := "USD/year", any(weak)
			if in.Rate {
				of, regions = "share", nil
			}
			t.Add(in.Name, name, of, model, published, distance(model, published), least, greatest, regions, in.Controlled, in.Source)
		}
		for _, b := range w.p.Blocs {
			row(b.Name, b.Regions)
		}
		if len(w.p.Blocs) > 1 {
			row(split.UnionRow, w.Regions.All())
		}
	}
	t.Notes = append(t.Notes, "Controlled flows are brought to their published totals, region by region, before anything is counted: the distance says how much had to be mended, and how far who pays or is paid within a region may be off.",
		"These distances are not in the intervals of sampling. The command validate holds the model against every published figure there is.")
	return t
}

// bases are the inputs that closures rest on, by what a reader calls them.
var bases = []struct {
	closure split.Closure
	name    string
	of      func(input string) bool
}{
	{split.IncomeTaxCut, "income tax", func(n string) bool { return n == account.IncomeTax.String() }},
	{split.Payroll, "payroll taxes", func(n string) bool {
		return n == account.PayrollEmployee.String() || n == account.PayrollEmployer.String() || n == account.SelfEmployment.String()
	}},
	{split.Transfers, "benefits", func(n string) bool { _, ok := benefitOf(n); return ok }},
	{split.MeansTested, "means-tested benefits", func(n string) bool { b, ok := benefitOf(n); return ok && b.MeansTested() }},
}

// modelError says in words how far the inputs of a headline are from what is published, in its bloc:
// the base of its closure (the farthest one, where all closures enter), and poverty for the poor.
func (w *work) modelError(h *headline) any {
	if h.closure == "" && !h.summary {
		return w.placedError(h)
	}
	var words []string
	farthest := 0.0
	for _, base := range bases {
		if h.closure != "" && h.closure != base.closure.String() {
			continue
		}
		model, published := w.sumOf(base.of, h.index)
		if model == 0 || published == 0 {
			continue
		}
		if d := distance(model, published); len(words) == 0 || math.Abs(d) > math.Abs(farthest) {
			farthest = d
			words = []string{base.name + " " + signed1(d) + " before control"}
		}
	}
	if strings.HasPrefix(h.key, "poor") {
		if model, published := w.sumOf(func(n string) bool { return n == PovertySPM }, h.index); published != 0 {
			words = append(words, fmt.Sprintf("SPM-like poverty %s here, %s published", percent1(model), percent1(published)))
		}
	}
	if len(words) == 0 {
		return nil
	}
	return strings.Join(words, "; ")
}

// sumOf adds up inputs over a bloc.
func (w *work) sumOf(of func(string) bool, bloc int) (model, published float64) {
	for i := range w.Inputs {
		if in := &w.Inputs[i]; of(in.Name) {
			m, p := in.over(w.Ledger.Population, w.p.Blocs[bloc].Regions)
			model, published = model+m, published+p
		}
	}
	return model, published
}

// placedError says of a number from the accounts how much of it no source places.
func (w *work) placedError(h *headline) any {
	b := w.balances[w.chosen]
	var dollars, keyed float64
	for _, r := range w.p.Blocs[h.index].Regions.IDs() {
		d := b.Receipts[r].Dollars() + b.Outlays[r].Dollars()
		dollars += d
		keyed += float64(d * b.Unplaced[r])
	}
	if dollars == 0 {
		return nil
	}
	return percent1(keyed/dollars) + " of its dollars shared by a key"
}

func benefitOf(name string) (account.Benefit, bool) {
	for b := range account.Benefit(account.Benefits) {
		if b.String() == name {
			return b, true
		}
	}
	return 0, false
}

func percent1(share float64) string { return strconv.FormatFloat(100*share, 'f', 1, 64) + "%" }

// signed1 prints a percentage with its sign.
func signed1(v float64) string {
	text := strconv.FormatFloat(math.Abs(v), 'f', 1, 64) + "%"
	switch {
	case text == "0.0%":
		return text
	case v < 0:
		return "−" + text
	}
	return "+" + text
}
