package accounts

import "commonpurse/us/population"

// keys are the columns that taxes of others and untold flows are placed by. They are relative:
// only their shares within a region matter.
type keys struct {
	labour  []float64 // wages and self-employment earnings
	capital []float64 // dividends and realised gains
	wealth  []float64 // all income from property and business: stands for wealth
	top     []float64 // wealth of the households at the top, in place of estates
	pension []float64 // retirement income other than Social Security
	spent   [kinds][]float64
	items   [kinds][]int // kinds of the expenditure survey in each kind
}

func newKeys(p *population.Loaded) keys {
	k := keys{}
	for _, column := range []*[]float64{&k.labour, &k.capital, &k.wealth, &k.top, &k.pension} {
		*column = make([]float64, p.Len())
	}
	for i, names := range spentItems {
		k.spent[i] = make([]float64, p.Len())
		for _, name := range names {
			if item := p.Spending.Kind(name); item >= 0 {
				k.items[i] = append(k.items[i], item)
			}
		}
	}
	return k
}
