package accounts

import (
	"io/fs"
	"math"
	"slices"
	"strconv"

	"commonpurse/account"
	"commonpurse/sheet"
)

// kind is a kind of consumption that a tax falls on.
type kind int

const (
	spentTotal kind = iota
	spentAlcohol
	spentTobacco
	spentFuel
	spentTravel
	spentGoods
	kinds
)

// spentItems are the items of the expenditure survey that make up each kind. Goods are the kinds
// most traded across borders: what customs duties fall on.
var spentItems = [kinds][]string{
	spentTotal: {"total"}, spentAlcohol: {"alcohol"}, spentTobacco: {"tobacco"}, spentFuel: {"motor_fuel"},
	spentTravel: {"public_transport"}, spentGoods: {"apparel", "furnishings", "vehicles", "entertainment", "food_at_home", "drugs", "personal_care"},
}

const deciles = 10

// spending is mean spending a household by decile of income before tax, in dollars a year, of the
// newest survey not after the year.
type spending struct{ mean [kinds][deciles]float64 }

func readSpending(tables fs.FS, year int) (*spending, error) {
	s, err := sheet.Read(tables, "people/spending", "year", "item", "decile", "dollars_per_unit", "source")
	if err != nil {
		return nil, err
	}
	newest := 0
	for row := range s.Len() {
		y, err := s.Int(row, "year")
		if err != nil {
			return nil, err
		}
		if y <= year && y > newest {
			newest = y
		}
	}
	out := &spending{}
	for row := range s.Len() {
		if s.Text(row, "year") != strconv.Itoa(newest) || s.Text(row, "decile") == "all" {
			continue
		}
		d, err := s.Int(row, "decile")
		if err != nil {
			return nil, err
		}
		if d < 1 || d > deciles {
			return nil, s.Fault(row, "decile", "decile "+s.Text(row, "decile"), "1 to 10", "")
		}
		v, err := s.Float(row, "dollars_per_unit")
		if err != nil {
			return nil, err
		}
		for k, items := range spentItems {
			if slices.Contains(items, s.Text(row, "item")) {
				out.mean[k][d-1] += v
			}
		}
	}
	return out, nil
}

// moneyIncome is income before tax as the expenditure survey asks for it.
func (m *maker) moneyIncome(h int) float64 {
	sum := m.h.MarketIncome[h]
	for b := range m.h.Benefit {
		if account.Benefit(b).Cash() {
			sum += m.h.Benefit[b][h]
		}
	}
	return sum
}

// consume sets what each household spends, in all and by kind: the mean of its decile of money
// income, more for a larger household (square root of its people against the decile's mean), and
// in the highest decile, whose incomes spread widest, rising with income by the elasticity that
// the deciles below it show.
func (m *maker) consume(s *spending) {
	n := m.h.Len()
	income := make([]float64, n)
	for h := range income {
		income[h] = m.moneyIncome(h)
	}
	group := m.rank(income)
	var households, size, money, rise [deciles]float64
	elasticity := func(means [deciles]float64) float64 {
		return max(0, math.Log(means[deciles-2]/means[1])/math.Log(s.mean[spentTotal][deciles-2]/s.mean[spentTotal][1]))
	}
	for h := range n {
		w, d := m.h.Weight[h].Float(), group[h]
		households[d] += w
		size[d] += float64(w * math.Sqrt(float64(m.h.Persons[h])))
		money[d] += float64(w * income[h])
	}
	var meanIncome [deciles]float64
	for d := range meanIncome {
		meanIncome[d] = money[d] / households[d]
	}
	power := 1 / max(1, elasticity(meanIncome))
	top := func(h int) float64 {
		if group[h] < deciles-1 {
			return 1
		}
		return math.Pow(income[h]/meanIncome[deciles-1], power)
	}
	for h := range n {
		rise[group[h]] += float64(m.h.Weight[h].Float() * math.Sqrt(float64(m.h.Persons[h])) * top(h))
	}
	for h := range n {
		d := group[h]
		scale := math.Sqrt(float64(m.h.Persons[h])) * top(h) * households[d] / rise[d]
		for k := range m.keys.spent {
			m.keys.spent[k][h] = s.mean[k][d] * scale
		}
		m.h.Consumption[h] = m.keys.spent[spentTotal][h]
	}
}

// rank gives each household's decile of households by a measure, 0 to 9. Ties follow the rows.
func (m *maker) rank(measure []float64) []uint8 {
	order := make([]int32, len(measure))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		switch {
		case measure[a] < measure[b]:
			return -1
		case measure[a] > measure[b]:
			return 1
		}
		return int(a - b)
	})
	var total uint64
	for _, w := range m.h.Weight {
		total += uint64(w)
	}
	group := make([]uint8, len(measure))
	var below uint64
	for _, i := range order {
		group[i] = uint8(min(deciles-1, below*deciles/total))
		below += uint64(m.h.Weight[i])
	}
	return group
}
