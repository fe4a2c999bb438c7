package outcome

import (
	"math"
)

// Parts is a measure of differences among people split into those between regions and those within.
type Parts struct{ Total, Between, Within float64 }

// Decomposition is the differences before a split, of people's resources per equivalent adult.
type Decomposition struct {
	Market, Disposable, Comprehensive Parts // Theil index
	Net                               Parts // variance of benefits less taxes, dollars squared
}

// regional holds one region's sums for a decomposition.
type regional struct{ people, sum, entropy, square float64 }

// Decompose splits differences into those between and within regions. Theil: incomes floored as in
// the indices of inequality; between = Σ s_r ln(μ_r/μ) with s_r the region's share of income.
// Variance: between = Σ p_r (μ_r - μ)² with p_r its share of people.
func (f *Frame) Decompose() Decomposition {
	var d Decomposition
	h := f.People
	theil := func(value func(i int) float64) Parts {
		parts := f.regional(func(i int) float64 { return max(f.floor, float64(value(i)*f.root[i])) })
		var all regional
		for _, p := range parts {
			all.people += p.people
			all.sum += p.sum
			all.entropy += p.entropy
		}
		if all.people == 0 {
			return Parts{}
		}
		mean := all.sum / all.people
		result := Parts{Total: all.entropy/all.sum - math.Log(mean)}
		for _, p := range parts {
			if p.people > 0 {
				result.Between += float64(p.sum / all.sum * math.Log(p.sum/p.people/mean))
			}
		}
		result.Within = result.Total - result.Between
		return result
	}
	d.Market = theil(func(i int) float64 { return h.MarketIncome[i] })
	d.Disposable = theil(func(i int) float64 { return f.disp[i] })
	d.Comprehensive = theil(func(i int) float64 { return f.comp[i] })
	d.Net = f.variance()
	return d
}

func (f *Frame) regional(value func(i int) float64) []regional {
	parts := make([]regional, len(f.start)-1)
	each(f.workers, len(parts), func(r int) {
		p := &parts[r]
		for i := f.start[r]; i < f.start[r+1]; i++ {
			w := f.heads[i]
			if w == 0 {
				continue
			}
			y := value(i)
			wy := float64(w * y)
			p.people += w
			p.sum += wy
			p.square += float64(wy * y)
			if y > 0 {
				p.entropy += float64(wy * logarithm(y))
			}
		}
	})
	return parts
}

func (f *Frame) variance() Parts {
	parts := f.regional(func(i int) float64 {
		taxes, benefits := f.flows(i)
		return float64((benefits - taxes) * f.root[i])
	})
	var all regional
	for _, p := range parts {
		all.people += p.people
		all.sum += p.sum
		all.square += p.square
	}
	if all.people == 0 {
		return Parts{}
	}
	mean := all.sum / all.people
	v := Parts{Total: all.square/all.people - float64(mean*mean)}
	for _, p := range parts {
		if p.people > 0 {
			d := p.sum/p.people - mean
			v.Between += float64(p.people / all.people * float64(d*d))
		}
	}
	v.Within = v.Total - v.Between
	return v
}

// cells of people who are treated alike: decile × age of the head × children
const (
	headAges     = 4
	childCounts  = 4
	compositions = 10 * headAges * childCounts
)

func (f *Frame) composition(i int) int {
	age := 0
	switch a := f.People.HeadAge[i]; {
	case a >= 65:
		age = 3
	case a >= 50:
		age = 2
	case a >= 35:
		age = 1
	}
	return (int(f.decile[i])*headAges+age)*childCounts + min(3, int(f.People.Children[i]))
}

// Treatment is why a region's households receive more or less than they pay.
type Treatment struct {
	Net         float64 // its households' benefits less taxes
	Composition float64 // if each person were treated as the union's average person of its cell
	People      float64
}

// Treatments gives every region's.
func (f *Frame) Treatments() []Treatment {
	n := len(f.start) - 1
	result := make([]Treatment, n)
	people := make([][compositions]float64, n)
	nets := make([][compositions]float64, n)
	each(f.workers, n, func(r int) {
		for i := f.start[r]; i < f.start[r+1]; i++ {
			taxes, benefits := f.flows(i)
			net := float64(f.weight[i] * (benefits - taxes))
			result[r].Net += net
			result[r].People += float64(f.weight[i] * float64(f.People.Persons[i]))
			if f.heads[i] > 0 {
				cell := f.composition(i)
				people[r][cell] += f.heads[i]
				nets[r][cell] += net
			}
		}
	})
	var allPeople, allNets [compositions]float64
	for r := range n {
		for c := range compositions {
			allPeople[c] += people[r][c]
			allNets[c] += nets[r][c]
		}
	}
	for r := range n {
		for c, p := range people[r] {
			if p > 0 {
				result[r].Composition += float64(p * (allNets[c] / allPeople[c]))
			}
		}
	}
	return result
}

// Flow is what a region's people of one decile pay and are paid.
type Flow struct {
	People, Taxes, Benefits float64
	Sample                  int // survey households
}

// Deciles gives every region's flows by the union's deciles.
func (f *Frame) Deciles() [][10]Flow {
	flows := make([][10]Flow, len(f.start)-1)
	each(f.workers, len(flows), func(r int) {
		last := [10]int64{-1, -1, -1, -1, -1, -1, -1, -1, -1, -1}
		for i := f.start[r]; i < f.start[r+1]; i++ {
			if f.heads[i] == 0 {
				continue
			}
			d := f.decile[i]
			flow := &flows[r][d]
			taxes, benefits := f.flows(i)
			flow.People += f.heads[i]
			flow.Taxes += float64(f.weight[i] * taxes)
			flow.Benefits += float64(f.weight[i] * benefits)
			if survey := int64(f.People.Survey[i]); survey != last[d] {
				last[d] = survey
				flow.Sample++
			}
		}
	})
	return flows
}

// Poor gives a region's people and how many are under the SPM-like threshold before a split.
func (f *Frame) Poor(r int) (people, poor float64) {
	for i := f.start[r]; i < f.start[r+1]; i++ {
		people += f.heads[i]
		if f.poor[i]&poorSPM != 0 {
			poor += f.heads[i]
		}
	}
	return people, poor
}
