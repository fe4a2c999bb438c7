package population

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"commonpurse/region"
	"commonpurse/sheet"
)

// Spending is consumption by kind and decile of income, from the Consumer Expenditure Survey.
// Survey spending is below sales, so use it as shares of a published total.
type Spending struct {
	kinds   []string
	deciles [][10]float64 // mean dollars a year of a household in each decile
}

// ReadSpending reads the spending of a year, or of the last year before it.
func ReadSpending(tables Source, year int) (*Spending, error) {
	s, err := sheet.Read(tables, "people/spending", "year", "item", "decile", "dollars_per_unit", "source")
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
	out := &Spending{}
	for i := range s.Len() {
		if s.Text(i, "year") != strconv.Itoa(last) || s.Text(i, "decile") == "all" {
			continue
		}
		decile, err := s.Int(i, "decile")
		if err != nil {
			return nil, err
		}
		if decile < 1 || decile > 10 {
			return nil, s.Fault(i, "decile", fmt.Sprintf("decile is %d", decile), "1 to 10 or all", "")
		}
		k := slices.Index(out.kinds, s.Text(i, "item"))
		if k < 0 {
			k = len(out.kinds)
			out.kinds, out.deciles = append(out.kinds, s.Text(i, "item")), append(out.deciles, [10]float64{})
		}
		if out.deciles[k][decile-1], err = s.Float(i, "dollars_per_unit"); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Kinds lists the kinds of spending; `total` is all of it.
func (s *Spending) Kinds() []string { return s.kinds }

// Kind gives the index of a kind, −1 when it is not there.
func (s *Spending) Kind(name string) int { return slices.Index(s.kinds, name) }

// At gives the spending of a kind by a household with the given rank of income (0 to 1): straight
// between the middles of the deciles, level outside them.
func (s *Spending) At(kind int, rank float64) float64 {
	d := &s.deciles[kind]
	x := float64(rank*10) - 0.5
	switch {
	case x <= 0:
		return d[0]
	case x >= 9:
		return d[9]
	}
	i := int(x)
	t := x - float64(i)
	return float64((1-t)*d[i]) + float64(t*d[i+1])
}

// sizeExponent is how spending of equal income grows with the number of people (the square-root
// scale of METHOD.md would be 0.5; at equal income larger households save less).
const sizeExponent = 0.3

// meanSize is the mean household of the spending survey.
const meanSize = 2.5

// Consumption gives a household's spending of a kind in dollars a year, by its rank of income and
// its size.
func (l *Loaded) Consumption(h, kind int) float64 {
	n := 0
	for i := int(l.First[h]); i < int(l.First[h+1]); i++ {
		n += l.Persons(i)
	}
	return l.Spending.At(kind, l.Rank(h)) * sizeFactor[min(n, len(sizeFactor)-1)]
}

// sizeFactor is (n / meanSize)^sizeExponent.
var sizeFactor = func() (f [20]float64) {
	for n := range f {
		f[n] = math.Pow(max(1, float64(n))/meanSize, sizeExponent)
	}
	return f
}()

// The rent of a tenant by rank of income, as shares of the region's median: at the lowest rank, and
// more up to the highest.
const lowestRent, rentSlope = 0.6, 0.9

// MarketRent gives what a renting household's landlord is paid a year, by the household or with
// housing assistance, 0 for an owner: the region's median, more with higher income.
func (l *Loaded) MarketRent(h int) float64 {
	if l.Owner(h) {
		return 0
	}
	return l.Rent[l.Region[h]] * (lowestRent + float64(rentSlope*l.Rank(h)))
}

// GrossRent gives what a renting household pays itself a year: the market's rent, with housing
// assistance no more than the tenant's share of money income (42 USC 1437a(a)).
func (l *Loaded) GrossRent(h int) float64 {
	rent := l.MarketRent(h)
	if l.Housing(h) == 0 {
		return rent
	}
	const assisted = 0.3
	var income float64
	for i := int(l.First[h]); i < int(l.First[h+1]); i++ {
		income += l.MoneyIncome(i)
	}
	return min(rent, assisted*income)
}

// RegionOf gives a household's region.
func (p *People) RegionOf(h int) region.ID { return p.Region[h] }
