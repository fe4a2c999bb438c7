package population

import _ "embed"

//go:embed testdata/without_taxes_2022.csv
var withoutTaxes []byte

// WithoutTaxes is the evidence of 2022: income tax by region when the people are made without any
// tax, credit or poverty target (`tools/people -taxes=false -evidence FILE` makes it).
func WithoutTaxes() (*Evidence, error) {
	return ReadEvidence("without_taxes_2022.csv", withoutTaxes)
}
