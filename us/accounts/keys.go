package accounts

// keys are the columns that taxes of others and untold flows are placed by. They are relative:
// only their shares within a region matter.
type keys struct {
	labour  []float64 // wages and self-employment earnings
	capital []float64 // dividends and realised gains
	wealth  []float64 // all income from property and business: stands for wealth
	top     []float64 // wealth of the households at the top, in place of estates
	pension []float64 // retirement income other than Social Security
	insured []float64 // people with employer health insurance
	spent   [kinds][]float64
}

func newKeys(n int) keys {
	k := keys{}
	for _, column := range []*[]float64{&k.labour, &k.capital, &k.wealth, &k.top, &k.pension, &k.insured} {
		*column = make([]float64, n)
	}
	for i := range k.spent {
		k.spent[i] = make([]float64, n)
	}
	return k
}
