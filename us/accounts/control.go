package accounts

import (
	"slices"

	"commonpurse/account"
	"commonpurse/ledger"
	"commonpurse/money"
	"commonpurse/region"
)

// Control is how one flow of one region was brought to its published total.
type Control struct {
	Flow   string // an account.Tax or account.Benefit
	Region region.ID
	// Raw is what the households had before, in dollars; where Placed says so it is the sum of the
	// key, without meaning by itself, and Factor is then no measure of the model.
	Raw        float64
	Controlled money.Cents
	Factor     float64 // Controlled over Raw; 0 where nobody had the flow and it was shared per head
	Placed     bool    // shared by a key, such as a tax that others remit
}

// weak bounds a control factor: outside of them it is reported as a weakness (METHOD.md 1a).
const (
	weakBelow = 0.8
	weakAbove = 1.25
)

// Weak says whether the factor is far enough from one to be a weakness of the model.
func (c Control) Weak() bool {
	return !c.Placed && (c.Factor < weakBelow || c.Factor > weakAbove)
}

// control brings every flow to the recurring lines of the ledger that name it, region by region.
func (m *maker) control() []Control {
	var out []Control
	for t := range m.h.Tax {
		tax := account.Tax(t)
		switch tax {
		case account.Corporate:
			m.place(tax.String(), m.h.Tax[t], m.corporateKey(), &out)
		case account.Excise:
			m.placeExcise(&out)
		case account.Customs:
			m.place(tax.String(), m.h.Tax[t], m.keys.spent[m.customsKind()], &out)
		case account.Estate:
			m.place(tax.String(), m.h.Tax[t], m.keys.top, &out)
		default:
			m.scale(tax.String(), m.h.Tax[t], &out)
		}
	}
	for b := range m.h.Benefit {
		benefit := account.Benefit(b)
		if benefit == account.PublicPensions {
			m.place(benefit.String(), m.h.Benefit[b], m.keys.pension, &out)
			continue
		}
		m.scale(benefit.String(), m.h.Benefit[b], &out)
	}
	return out
}

// totals adds up the recurring lines of the ledger that a flow is controlled to, by region, and
// says whether there are any.
func (m *maker) totals(flow string, only func(*ledger.Line) bool) ([]money.Cents, bool) {
	sum := make([]money.Cents, m.h.Regions.Len())
	found := false
	for i := range m.Ledger.Lines {
		line := &m.Ledger.Lines[i]
		if line.Household != flow || line.Nature != ledger.Recurring || only != nil && !only(line) {
			continue
		}
		found = true
		for r := range sum {
			sum[r] += m.Ledger.Cells[i][r]
		}
	}
	return sum, found
}

// scale multiplies a column, region by region, so that it meets its totals. A region in which
// nobody has the flow gets it per head, which the control shows as a factor of zero.
func (m *maker) scale(flow string, column []float64, out *[]Control) {
	totals, found := m.totals(flow, nil)
	if !found {
		return
	}
	m.spread(flow, column, column, totals, Control{}, out)
}

// place shares a flow's totals among the households of each region by a key.
func (m *maker) place(flow string, column, key []float64, out *[]Control) {
	totals, found := m.totals(flow, nil)
	if !found {
		return
	}
	m.spread(flow, column, key, totals, Control{Placed: true}, out)
}

// spread adds to a column, or replaces it when it is its own key, each region's total shared by
// the key.
func (m *maker) spread(flow string, column, key []float64, totals []money.Cents, control Control, out *[]Control) {
	own := &column[0] == &key[0]
	for r := range totals {
		from, to := m.People.Span(region.ID(r))
		var raw, heads float64
		for h := from; h < to; h++ {
			raw += float64(m.h.Weight[h].Float() * key[h])
			heads += float64(m.h.Weight[h].Float() * float64(m.h.Persons[h]))
		}
		control.Flow, control.Region, control.Raw, control.Controlled, control.Factor = flow, region.ID(r), raw, totals[r], 0
		total := totals[r].Dollars()
		switch {
		case raw > 0:
			control.Factor = total / raw
			for h := from; h < to; h++ {
				v := float64(key[h] * control.Factor)
				if own {
					column[h] = v
				} else {
					column[h] += v
				}
			}
		case heads > 0:
			for h := from; h < to; h++ {
				column[h] += float64(float64(m.h.Persons[h]) * (total / heads))
			}
		}
		*out = append(*out, control)
	}
}

// corporateKey places the corporate tax: the convention's share by capital income, the rest by
// labour income. Both are taken as shares of their regions' sums, so that the shares hold in each.
func (m *maker) corporateKey() []float64 {
	key := make([]float64, m.h.Len())
	capital := m.Ledger.Convention.Corporate
	for r := range m.h.Regions.Len() {
		from, to := m.People.Span(region.ID(r))
		var sumCapital, sumLabour float64
		for h := from; h < to; h++ {
			w := m.h.Weight[h].Float()
			sumCapital += float64(w * m.keys.capital[h])
			sumLabour += float64(w * m.keys.labour[h])
		}
		for h := from; h < to; h++ {
			key[h] = float64(capital*m.keys.capital[h]/sumCapital) + float64((1-capital)*m.keys.labour[h]/sumLabour)
		}
	}
	return key
}

// exciseKinds says which spending each excise falls on; others fall on all spending.
var exciseKinds = map[string]kind{"excise_alcohol": spentAlcohol, "excise_tobacco": spentTobacco, "excise_fuel": spentFuel, "excise_air": spentTravel}

// placeExcise shares each excise by the spending it falls on.
func (m *maker) placeExcise(out *[]Control) {
	flow := account.Excise.String()
	for i := range m.Ledger.Lines {
		id := m.Ledger.Lines[i].ID
		totals, found := m.totals(flow, func(line *ledger.Line) bool { return line.ID == id })
		if !found {
			continue
		}
		k := exciseKinds[id]
		if m.Ledger.Convention.Excise == "consumption" {
			k = spentTotal
		}
		m.spread(flow, m.h.Tax[account.Excise], m.keys.spent[k], totals, Control{Placed: true}, out)
	}
}

func (m *maker) customsKind() kind {
	if m.Ledger.Convention.Customs == "consumption" {
		return spentTotal
	}
	return spentGoods
}

// wealthShare is the share of households, ranked by income from property and business, that stands
// for estates large enough to be taxed.
const wealthShare = 0.01

// wealthy sets the key of the estate tax: income from property and business of each region's
// highest hundredth of households.
func (m *maker) wealthy() {
	for r := range m.h.Regions.Len() {
		from, to := m.People.Span(region.ID(r))
		order := make([]int32, 0, to-from)
		var total float64
		for h := from; h < to; h++ {
			order = append(order, int32(h))
			total += m.h.Weight[h].Float()
		}
		slices.SortFunc(order, func(a, b int32) int {
			switch {
			case m.keys.wealth[a] > m.keys.wealth[b]:
				return -1
			case m.keys.wealth[a] < m.keys.wealth[b]:
				return 1
			}
			return int(a - b)
		})
		var above float64
		for _, h := range order {
			if above > wealthShare*total {
				break
			}
			m.keys.top[h] = m.keys.wealth[h]
			above += m.h.Weight[h].Float()
		}
	}
}

// carvePensions takes federal pensions, which are a benefit, out of market income, where the
// survey has them among all pensions, and gives what it took.
func (m *maker) carvePensions() []float64 {
	federal := m.h.Benefit[account.PublicPensions]
	carved := make([]float64, len(federal))
	for h := range federal {
		carved[h] = min(federal[h], m.keys.pension[h])
		m.h.MarketIncome[h] -= carved[h]
	}
	return carved
}
