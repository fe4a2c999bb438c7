package oracle

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"strings"

	"commonpurse/formats/taxsim"
	"commonpurse/us/unit"
)

// TAXSIM folders: PREFIX_units, the program's inputs; PREFIX_out_opt30, its outputs without
// smoothing and without the mutual deduction of state and federal tax; PREFIX_cross, flags that
// say where a second program agrees with it. Any of the outputs may be missing.
// (Folders of households have tax_units beside them and are another layout.)
func isTaxsim(folder fs.FS) bool {
	return first(folder, "*_units.csv") != "" && first(folder, "households.csv") == ""
}

func compareTaxsim(folder fs.FS, o Options) ([]*Comparison, error) {
	c := NewComparison("TAXSIM-35", 1, taxsimClasses(), o)
	for _, file := range find(folder, "*_units.csv") {
		prefix := strings.TrimSuffix(strings.TrimSuffix(file, ".gz"), "_units.csv")
		if err := compareTaxsimSet(folder, file, prefix, c, o.Law); err != nil {
			return nil, err
		}
	}
	return []*Comparison{c}, nil
}

func compareTaxsimSet(folder fs.FS, file, prefix string, c *Comparison, law *Years) error {
	units, err := readTaxsim(folder, file)
	if err != nil {
		return err
	}
	inputs, err := readGrid(folder, file)
	if err != nil {
		return err
	}
	outputs, err := optionalGrid(folder, prefix+"_out_opt30.csv")
	if err != nil {
		return err
	}
	cross, err := optionalGrid(folder, prefix+"_cross.csv")
	if err != nil {
		return err
	}
	if outputs == nil && cross == nil {
		return fmt.Errorf("%s: neither %s_out_opt30.csv nor %s_cross.csv is there", file, prefix, prefix)
	}
	outputAt, crossAt := outputs.index(), cross.index()
	for i := range units {
		u := &units[i]
		k := Case{ID: prefix + " " + inputs.keys[i], Year: u.Year, Facts: u.Facts, Input: inputs.row(i)}
		if err := k.work(law); err != nil {
			return err
		}
		var out, both Row
		if at, ok := outputAt[inputs.keys[i]]; ok {
			out = outputs.row(at)
		}
		if at, ok := crossAt[inputs.keys[i]]; ok {
			both = cross.row(at)
		}
		if err := c.Add(&k, taxsimFigures(k.Year, out, both), taxsimOurs); err != nil {
			return err
		}
	}
	return nil
}

func readTaxsim(folder fs.FS, file string) (units []taxsim.Unit, err error) {
	source, err := folder.Open(file)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, source.Close()) }()
	return taxsim.ReadAll(file, source, FirstYear, LastYear)
}

// addmedOutYear is the first year in which the program's fiitax leaves Additional Medicare Tax out.
const addmedOutYear = 2024

// taxsimFigures are the program's figures, in the order of taxsimOurs.
func taxsimFigures(year int, out, both Row) []Figure {
	fiitax := out.Value("fiitax")
	if year < addmedOutYear {
		fiitax -= out.Value("addmed")
	}
	standard := out.Value("v13")
	if out.Number("v17") != 0 {
		standard = math.NaN() // the program sometimes shows an itemizer's standard deduction
	}
	lost := out.Value("v16")
	if out.Number("v17") == 0 {
		lost = math.NaN() // and the limit of deductions that were not taken
	}
	// The flag of the second program leaves recovery rebates out, so both sides do.
	agreed := math.NaN()
	if both.Number("agree_fed") == 1 {
		agreed = both.Value("ts_iitax_30") + out.Value("cares")
	}
	figures := []Figure{{"fiitax", fiitax}, {"fiitax_two_agree", agreed}, {"v13", standard}, {"v16", lost},
		// v22 and v23 overlap in 2021 and where the credit is phased out; what reaches the tax is whole.
		{"v22+v23", out.Value("v22") + out.Value("v23")}}
	for _, column := range []string{"tfica", "v10", "v11", "v12", "v14", "v15", "v17", "v18", "v19", "v24", "v25", "v26", "v27", "v28",
		"qbid", "niit", "addmed", "cares", "actc"} {
		figures = append(figures, Figure{column, out.Value(column)})
	}
	return figures
}

func taxsimOurs(r *unit.Result) []float64 {
	c := taxsim.Federal(r)
	return []float64{c.Fiitax, c.Fiitax + c.Rebate, c.Standard, c.ItemizedLost, c.ChildCredit + c.AdditionalChild,
		c.Tfica, c.AGI, c.Unemployment, c.SocialSecurity, c.Exemptions, c.ExemptionsLost, c.Itemized, c.TaxableIncome, c.Schedule,
		c.Care, c.EITC, c.AMTIncome, c.AMT, c.Regular, c.QBI, c.NIIT, c.AdditionalMedicare, c.Rebate, c.AdditionalChild}
}

// optionalGrid reads a table if it is there.
func optionalGrid(folder fs.FS, file string) (*grid, error) {
	name := first(folder, file)
	if name == "" {
		return nil, nil
	}
	return readGrid(folder, name)
}

// index is byKey of a table that may be missing.
func (g *grid) index() map[string]int {
	if g == nil {
		return nil
	}
	return g.byKey()
}
