package accounts

// kind is a kind of consumption that a tax falls on.
type kind int

const (
	spentTotal kind = iota
	spentAlcohol
	spentTobacco
	spentFuel
	spentTravel
	spentGoods
	spentCare
	kinds
)

// spentItems are the items of the expenditure survey that make up each kind. Goods are the kinds
// most traded across borders: what customs duties fall on.
var spentItems = [kinds][]string{
	spentTotal: {"total"}, spentAlcohol: {"alcohol"}, spentTobacco: {"tobacco"}, spentFuel: {"motor_fuel"},
	spentTravel: {"public_transport"}, spentGoods: {"apparel", "furnishings", "vehicles", "entertainment", "food_at_home", "drugs", "personal_care"},
	spentCare: {"healthcare"},
}

// consume sets what a household spends, in all and by kind, from its rank of income and its size.
func (m *maker) consume(h int) {
	p := m.People
	rank := p.Rank(h)
	total := m.keys.items[spentTotal][0]
	m.h.Consumption[h] = p.Consumption(h, total)
	scale := m.h.Consumption[h] / p.Spending.At(total, rank)
	for k, items := range m.keys.items {
		var sum float64
		for _, item := range items {
			sum += p.Spending.At(item, rank)
		}
		m.keys.spent[k][h] = sum * scale
	}
}
