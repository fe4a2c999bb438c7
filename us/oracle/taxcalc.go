package oracle

import (
	"errors"
	"fmt"
	"io/fs"

	"commonpurse/formats/taxcalc"
	"commonpurse/us/unit"
)

// Tax-Calculator folders: records, the program's inputs; outputs, its results under the same RECID.
func isTaxcalc(folder fs.FS) bool {
	return first(folder, "records.csv") != "" && first(folder, "outputs.csv") != ""
}

func compareTaxcalc(folder fs.FS, o Options) ([]*Comparison, error) {
	c := NewComparison("Tax-Calculator", 1, taxcalcClasses(), o)
	units, inputs, err := readTaxcalc(folder, first(folder, "records.csv"))
	if err != nil {
		return nil, err
	}
	outputs, err := readGrid(folder, first(folder, "outputs.csv"))
	if err != nil {
		return nil, err
	}
	at := outputs.byKey()
	for i := range units {
		u := &units[i]
		id := fmt.Sprintf("%.0f", u.ID)
		line, ok := at[id]
		if !ok {
			return nil, fmt.Errorf("%s: no record %s", outputs.file, id)
		}
		k := Case{ID: "RECID " + id, Year: u.Year, Facts: u.Facts, Input: inputs.row(i)}
		if err := k.work(o.Law); err != nil {
			return nil, err
		}
		theirs := outputs.row(line)
		figures := make([]Figure, len(taxcalc.OutputNames))
		for j, name := range taxcalc.OutputNames {
			figures[j] = Figure{name, theirs.Value(name)}
		}
		err := c.Add(&k, figures, func(r *unit.Result) []float64 {
			amounts := taxcalc.Amounts(u, r)
			return amounts[:]
		})
		if err != nil {
			return nil, err
		}
	}
	return []*Comparison{c}, nil
}

func readTaxcalc(folder fs.FS, file string) (units []taxcalc.Unit, inputs *grid, err error) {
	if inputs, err = readGrid(folder, file); err != nil {
		return nil, nil, err
	}
	source, err := folder.Open(file)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, source.Close()) }()
	o := taxcalc.Options{First: FirstYear, Last: LastYear, Skip: []string{"tier"}}
	units, err = taxcalc.ReadAll(file, source, o)
	return units, inputs, err
}
