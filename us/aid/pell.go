package aid

import (
	"math"

	"commonpurse/us/benefit"
	"commonpurse/us/published"
)

const assessmentBands = 6

type pellNation struct {
	most, least        float64 // awards of the award year that ends in the calendar year
	index              bool    // student aid index, from 2024-25
	lowest             float64
	maxMultiple        [4]float64 // of the guideline: dependent with two parents, with one, independent parent, single parent
	minMultiple        [5]float64 // and independent without children
	bandFrom, bandRate [assessmentBands]float64
	dependentRate      float64
	dependentAssets    float64
	dependentProtected float64
	automaticZero      float64
}

var pellKinds = [...]string{"dependent_not_single", "dependent_single", "independent_not_single", "independent_single", "independent_not_parent"}

func (n *pellNation) load(rows *published.Rows, year int) {
	x := rows.Read("pell", published.Day(year, 7, 1))
	n.most, n.least = x.National("max_award", ""), x.National("min_award", "")
	n.index = x.National("uses_sai", "") != 0
	n.lowest = x.National("min_sai", "")
	for i := range n.maxMultiple {
		n.maxMultiple[i] = x.National("max_pell_poverty_multiple", pellKinds[i])
	}
	for i := range n.minMultiple {
		n.minMultiple[i] = x.National("min_pell_poverty_multiple", pellKinds[i])
	}
	for i := range assessmentBands {
		n.bandRate[i] = x.National("assessment_rate", published.Digit(i+1))
		if i > 0 {
			n.bandFrom[i] = x.National("assessment_band_from", published.Digit(i+1))
		}
	}
	n.dependentRate, n.dependentAssets = x.National("dependent_income_rate", ""), x.National("dependent_asset_rate", "")
	n.dependentProtected = x.National("dependent_income_protection", "")
	n.automaticZero = x.National("automatic_zero_efc", "")
}

// Pell works out Pell grants of full-time and half-time students (20 USC 1070a, 1087oo): from
// 2024-25 the maximum below a multiple of the guideline, else the maximum less the student aid index,
// else the minimum below another multiple; before, the maximum less the expected contribution. The
// income protection tables are not published here, so the index is an upper bound and the award
// between the two multiples a lower one.
func Pell(p *Params, h *benefit.Household, r *benefit.Result) {
	n := &p.pell
	people := h.Persons()
	var total float64
	any := false
	for i := range people {
		m := &people[i]
		if !m.Student && !m.HalfTime {
			continue
		}
		any = true
		award := n.award(p, h, i)
		if !m.Student {
			award /= 2
		}
		if m.CollegeCost > 0 {
			award = min(award, m.CollegeCost)
		}
		r.Person[i].Pell = award
		total += award
	}
	switch {
	case !any:
		r.No(benefit.Pell, benefit.NoMember)
	case total == 0:
		r.No(benefit.Pell, benefit.GrossIncome)
	case !h.Takes.Has(benefit.Pell):
		r.Give(benefit.Pell, 0)
		r.No(benefit.Pell, benefit.NotServed)
	default:
		r.Give(benefit.Pell, total)
	}
}

func (n *pellNation) award(p *Params, h *benefit.Household, i int) float64 {
	m := &h.People[i]
	u := &h.Units[m.Unit]
	guideline := p.Regions[h.Region].before.For(int(u.People))
	index := n.assess(u.AGI - u.Tax)
	if m.Dependent {
		index += float64(n.dependentRate*max(0, m.Earnings()-n.dependentProtected)) + float64(n.dependentAssets*m.Assets)
	}
	if !n.index {
		if u.AGI <= n.automaticZero {
			return n.most
		}
		if award := n.most - index; award >= n.least {
			return award
		}
		return 0
	}
	kind := n.kind(h, m)
	if u.AGI <= n.maxMultiple[min(kind, 3)]*guideline && kind != 4 {
		return n.most
	}
	if kind == 4 && u.AGI <= n.maxMultiple[2]*guideline {
		return n.most
	}
	if award := n.most - max(n.lowest, index); award >= n.least {
		return min(award, n.most)
	}
	if u.AGI <= n.minMultiple[kind]*guideline {
		return n.least
	}
	return 0
}

// kind of student: dependent or not, parents or self married or not, with children or not.
func (n *pellNation) kind(h *benefit.Household, m *benefit.Person) int {
	joint := h.Units[m.Unit].Status == benefit.Joint
	switch {
	case m.Dependent && joint:
		return 0
	case m.Dependent:
		return 1
	case h.Units[m.Unit].People <= 1 || (joint && h.Units[m.Unit].People <= 2):
		return 4
	case joint:
		return 2
	}
	return 3
}

// assess applies the schedule of 20 USC 1087oo(e) to available income.
func (n *pellNation) assess(income float64) float64 {
	var sum float64
	for i := range assessmentBands {
		top := math.Inf(1)
		if i+1 < assessmentBands {
			top = n.bandFrom[i+1]
		}
		if income > n.bandFrom[i] {
			sum += float64(n.bandRate[i] * (min(income, top) - n.bandFrom[i]))
		}
	}
	return math.Floor(sum)
}
