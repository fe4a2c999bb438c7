package purse

import (
	"fmt"
	"io"

	"commonpurse/fault"
	"commonpurse/formats/taxsim"
	"commonpurse/us/batch"
)

// TaxQuestion says how a file of filing units is to be read and taxed.
type TaxQuestion struct {
	Format   string // taxsim or taxcalc
	Year     int    // taxcalc only: of all units; 0 takes each unit's own
	Acts     []File // laid over the law, in order
	Threads  int    // workers; the result does not depend on it
	TaxTable bool   // below the top of the Tax Table, tax comes from it, as on a filed return
}

// TaxFormats names the formats that Tax reads.
func TaxFormats() []string { return []string{"taxsim", "taxcalc"} }

// Tax takes a file of filing units through the law: one line in, one line out, in order, in memory
// that does not grow with the file. It gives the number of units and what a reader must know. When
// the error is a fault of the file, what was written is to be thrown away.
func Tax(q TaxQuestion, name string, in io.Reader, out io.Writer) (units int, remarks []string, err error) {
	reforms, err := readActs(q.Acts)
	if err != nil {
		return 0, nil, err
	}
	l := batch.NewLaw(q.TaxTable, reforms...)
	switch q.Format {
	case "taxsim":
		units, err = batch.Taxsim(name, in, out, l, q.Threads)
		return units, []string{taxsim.NotModelled}, err
	case "taxcalc":
		units, err = batch.Taxcalc(name, in, out, l, q.Year, q.Threads)
		return units, nil, err
	}
	return 0, nil, &fault.Fault{File: "--format", Problem: fmt.Sprintf("no format %q", q.Format), Expected: "taxsim or taxcalc", Nearest: fault.Nearest(q.Format, TaxFormats())}
}
