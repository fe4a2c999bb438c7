// Package batch takes files of filing units in foreign formats through the law: one line in, one line
// out, in order, in memory that does not grow with the file.
package batch

import (
	"errors"
	"fmt"
	"io"

	"commonpurse/fault"
	"commonpurse/formats/taxcalc"
	"commonpurse/formats/taxsim"
	"commonpurse/law"
	"commonpurse/us/irc"
)

// The years for which there is law.
const (
	FirstYear = 2014
	LastYear  = 2026
)

// maxFaults is how many mistakes of a file are told before reading stops.
const maxFaults = 50

// Law is the law of every year, with acts laid over.
type Law struct {
	acts   []*law.Act
	table  bool
	params [LastYear - FirstYear + 1]*irc.Params
}

// NewLaw lays acts over the law as known today. With table, tax below the top of the Tax Table comes
// from it, as on a filed return.
func NewLaw(table bool, acts ...*law.Act) *Law { return &Law{acts: acts, table: table} }

// of gives the parameters of a year, which must be in range.
func (l *Law) of(year int) (*irc.Params, error) {
	if p := l.params[year-FirstYear]; p != nil {
		return p, nil
	}
	p, err := irc.Load(year, "", l.acts...)
	if err != nil {
		return nil, err
	}
	p.UseTaxTable = l.table
	l.params[year-FirstYear] = p
	return p, nil
}

// faults collects the mistakes of a file.
type faults struct{ list fault.List }

// add takes a reader's error: it gives nil to go on, or what ends the run.
func (f *faults) add(err error) error {
	var list fault.List
	if !errors.As(err, &list) {
		if one := (*fault.Fault)(nil); errors.As(err, &one) {
			return append(f.list, one) // the text cannot be read on
		}
		return err
	}
	f.list = append(f.list, list...)
	if len(f.list) >= maxFaults {
		f.list = append(f.list[:maxFaults], fault.Usage("%d mistakes so far; the rest of the file was not read", maxFaults))
		return f.list
	}
	return nil
}

// marginalStep is the change of wages behind a marginal rate: one cent, so that a rate is that of
// the law at the point, and a notch is met only by who stands on it.
const marginalStep = 0.01

// Taxsim reads TAXSIM-35 units and writes its output columns, with the given number of workers. It
// gives the number of units. With a mistake in the file (a fault.List) what was written is to be
// thrown away.
func Taxsim(name string, in io.Reader, out io.Writer, l *Law, workers int) (int, error) {
	r, err := taxsim.NewReader(name, in, FirstYear, LastYear)
	if err != nil {
		return 0, err
	}
	w := taxsim.NewWriter(out)
	s := stream[taxsim.Unit]{
		read: r.Next,
		law:  func(u *taxsim.Unit) (*irc.Params, error) { return l.of(u.Year) },
		calculate: func(e *entry[taxsim.Unit]) {
			irc.Calculate(e.law, &e.unit.Facts, &e.result)
			e.unit.Facts.Head.Wages += marginalStep
			irc.Calculate(e.law, &e.unit.Facts, &e.moved)
		},
		write: func(e *entry[taxsim.Unit]) error {
			rates := taxsim.Rates{
				Income:  (e.moved.IncomeTax - e.result.IncomeTax) * (100 / marginalStep),
				Payroll: (e.moved.PayrollTax - e.result.PayrollTax) * (100 / marginalStep),
			}
			return written(w.Write(&e.unit, &e.result, rates))
		},
		flush: w.Flush,
	}
	return s.run(workers)
}

// Taxcalc reads Tax-Calculator units and writes its output columns, with the given number of
// workers; year 0 takes each unit's own. It gives the number of units. With a mistake in the file
// what was written is to be thrown away.
func Taxcalc(name string, in io.Reader, out io.Writer, l *Law, year, workers int) (int, error) {
	if year != 0 && (year < FirstYear || year > LastYear) {
		return 0, fault.Usage("--year %d; expected %d to %d", year, FirstYear, LastYear)
	}
	r, err := taxcalc.NewReader(name, in, taxcalc.Options{Year: year, First: FirstYear, Last: LastYear})
	if err != nil {
		return 0, err
	}
	w := taxcalc.NewWriter(out)
	s := stream[taxcalc.Unit]{
		read:      r.Next,
		law:       func(u *taxcalc.Unit) (*irc.Params, error) { return l.of(u.Year) },
		calculate: func(e *entry[taxcalc.Unit]) { irc.Calculate(e.law, &e.unit.Facts, &e.result) },
		write:     func(e *entry[taxcalc.Unit]) error { return written(w.Write(&e.unit, &e.result)) },
		flush:     w.Flush,
	}
	return s.run(workers)
}

func written(err error) error {
	if err != nil {
		return fmt.Errorf("writing the units: %w", err)
	}
	return nil
}
