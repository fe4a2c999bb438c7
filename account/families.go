package account

// Families are the families of households that hold more than one: the official measure of poverty
// holds each against its own threshold. A household with none listed is one family, under
// Households.Guideline.
type Families struct {
	First    []int32   // household → its first family; one more at the end
	Persons  []uint8   // people of the family
	Children []uint8   // of them under 18
	Line     []float64 // threshold, dollars a year
	Share    []float64 // of the household's money income; the shares of a household add up to one
}

// Poor is the people of a household below a line, and what their families lack of it in dollars a
// year.
type Poor struct {
	Persons, Children float64
	Gap               float64
}

// OfficialPoor counts the poor of household i when it has the given money income, dollars a year. A
// family keeps its share of the household's money income, whatever moves it.
func (h *Households) OfficialPoor(i int, money float64) Poor {
	f := h.Families
	if f == nil || f.First[i] == f.First[i+1] {
		if money >= h.Guideline[i] {
			return Poor{}
		}
		return Poor{float64(h.Persons[i]), float64(h.Children[i]), h.Guideline[i] - money}
	}
	var p Poor
	for k := f.First[i]; k < f.First[i+1]; k++ {
		if own := float64(f.Share[k] * money); own < f.Line[k] {
			p.Persons += float64(f.Persons[k])
			p.Children += float64(f.Children[k])
			p.Gap += f.Line[k] - own
		}
	}
	return p
}

// MoneyIncome gives a household's money income of the official measure of poverty: market income
// without realised gains, and cash benefits, before tax.
func (h *Households) MoneyIncome(i int) float64 {
	sum := h.MarketIncome[i] - h.NotMoney[i]
	for b := range h.Benefit {
		if Benefit(b).Cash() {
			sum += h.Benefit[b][i]
		}
	}
	return sum
}

// SPMResources gives the resources of the SPM-like measure: disposable resources less realised gains,
// expenses of work, child care and medical care, and what of a housing subsidy is beyond need.
func (h *Households) SPMResources(i int) float64 {
	return h.Disposable(i) - h.NotMoney[i] - h.Expenses[i]
}
