package outcome

import (
	"math"

	"commonpurse/account"
	"commonpurse/money"
	"commonpurse/region"
	"commonpurse/split"
)

// Frame is a population made ready for measuring: resources, ranks and groups of every household
// row, and the bases of closures. It does not depend on the partition, so one Frame serves any
// number of splits. Rows stand in the order of the accounts: by region.
type Frame struct {
	People  *account.Households
	Columns *split.Columns
	Sums    []split.Sums // region

	start  []int     // region → first row; one more at the end
	weight []float64 // households that the row stands for
	heads  []float64 // people that it stands for; zero for rows left out of distributions
	root   []float64 // one over the square root of persons: from resources to an equivalent adult's

	comp []float64 // comprehensive resources
	disp []float64 // disposable resources
	spm  []float64 // resources of the SPM-like measure
	cash []float64 // money income of the official measure
	band []float64 // a change beyond it is a gain or a loss

	rank   []int32 // rows by disposable resources per equivalent adult, ascending
	decile []uint8 // 0 to 9, of the union's people
	poor   []uint8 // poorSPM
	near   []uint8 // 0 poor, 1 under twice the SPM-like threshold, 2 above
	floor  float64 // least income per equivalent adult of the indices of inequality

	workers int
}

// band of resources within which nobody is said to gain or lose
const (
	bandShare = 0.01
	bandLeast = 1 // dollar, where resources are nothing
)

// NewFrame prepares a population. workers is how many may run at once; 0 means all processors.
func NewFrame(h *account.Households, workers int) (*Frame, error) {
	if err := h.Check(); err != nil {
		return nil, err
	}
	n := h.Len()
	f := &Frame{People: h, Columns: split.NewColumns(h), workers: workers}
	f.Sums = f.Columns.Sum(h)
	for _, column := range []*[]float64{&f.weight, &f.heads, &f.root, &f.comp, &f.disp, &f.spm, &f.cash, &f.band} {
		*column = make([]float64, n)
	}
	f.rank, f.decile, f.poor, f.near = make([]int32, n), make([]uint8, n), make([]uint8, n), make([]uint8, n)
	f.start = starts(h)
	each(workers, h.Regions.Len(), func(r int) { f.resources(f.start[r], f.start[r+1]) })
	f.ranks()
	return f, nil
}

// starts finds the first row of each region.
func starts(h *account.Households) []int {
	start := make([]int, h.Regions.Len()+1)
	for _, r := range h.Region {
		start[r+1]++
	}
	for r := 1; r < len(start); r++ {
		start[r] += start[r-1]
	}
	return start
}

func (f *Frame) resources(from, to int) {
	h, c := f.People, f.Columns
	benefits, near, money := c.All[split.BaseBenefits], c.Near[split.BaseBenefits], c.Money[split.BaseBenefits]
	for i := from; i < to; i++ {
		persons := max(1, float64(h.Persons[i]))
		f.weight[i] = h.Weight[i].Float()
		if !h.Device[i] {
			f.heads[i] = f.weight[i] * float64(h.Persons[i])
		}
		f.root[i] = 1 / math.Sqrt(persons)
		disp := h.MarketIncome[i] + near[i] - h.Tax[account.IncomeTax][i] - h.Tax[account.PayrollEmployee][i] - h.Tax[account.SelfEmployment][i]
		f.disp[i] = disp
		f.comp[i] = disp + h.EmployerHealth[i] + (benefits[i] - near[i]) - h.Tax[account.Corporate][i] - h.Tax[account.Excise][i] - h.Tax[account.Customs][i] - h.Tax[account.Estate][i]
		f.spm[i] = disp - h.NotMoney[i] - h.Expenses[i]
		f.cash[i] = h.MarketIncome[i] - h.NotMoney[i] + money[i]
		f.band[i] = max(bandLeast, float64(bandShare*f.comp[i]))
		f.near[i] = 2
		if f.spm[i] < 2*h.SPMThreshold[i] {
			f.near[i] = 1
		}
		if f.spm[i] < h.SPMThreshold[i] {
			f.poor[i] |= poorSPM
			f.near[i] = 0
		}
	}
}

// poorSPM marks a household under the SPM-like threshold.
const poorSPM = 1

// ranks orders rows by disposable resources per equivalent adult and cuts deciles of people.
func (f *Frame) ranks() {
	n := len(f.disp)
	equivalent := make([]float64, n)
	for i, v := range f.disp {
		equivalent[i] = float64(v * f.root[i])
	}
	var s sorter
	s.order(equivalent, f.rank)
	var all, below, median float64
	for _, w := range f.heads {
		all += w
	}
	for _, i := range f.rank {
		middle := below + float64(0.5*f.heads[i])
		f.decile[i] = uint8(min(9, 10*middle/all))
		if middle <= all/2 {
			median = equivalent[i]
		}
		below += f.heads[i]
	}
	f.floor = max(1, median/100)
}

// Weighted gives the weighted sum of a change of households over a region, in dollars.
func (f *Frame) Weighted(change []float64, r region.ID) float64 {
	var sum float64
	for i := f.start[r]; i < f.start[r+1]; i++ {
		sum += float64(f.weight[i] * change[i])
	}
	return sum
}

// taxes and benefits of a household, by incidence
func (f *Frame) flows(i int) (taxes, benefits float64) {
	for t := range f.People.Tax {
		taxes += f.People.Tax[t][i]
	}
	return taxes, f.Columns.All[split.BaseBenefits][i]
}

// Effects compares the accounts of a bloc's households under another law or other market incomes
// with those of the frame, for the settlement.
func (f *Frame) Effects(after *Frame, s region.Set) split.Effect {
	var receipts, benefits, legacy money.Sum
	for _, r := range s.IDs() {
		for i := f.start[r]; i < f.start[r+1]; i++ {
			w := f.People.Weight[i]
			taxBefore, benefitBefore := f.flows(i)
			taxAfter, benefitAfter := after.flows(i)
			receipts.Add(money.ToCents(taxAfter-taxBefore), w)
			benefits.Add(money.ToCents(benefitAfter-benefitBefore), w)
			for k := range f.People.Benefit {
				if account.Benefit(k).Legacy() {
					legacy.Add(money.ToCents(after.People.Benefit[k][i]-f.People.Benefit[k][i]), w)
				}
			}
		}
	}
	return split.Effect{Receipts: receipts.Cents(), Benefits: benefits.Cents(), Legacy: legacy.Cents()}
}
