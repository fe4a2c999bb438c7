package oracle

import (
	"fmt"

	"commonpurse/law"
	"commonpurse/us/irc"
	"commonpurse/us/unit"
)

// Years is the law of each year, loaded when it is first needed.
type Years struct {
	table  bool
	params map[string]*irc.Params // by year and acts laid over
}

// NewYears is the law as known today; with table, tax comes from the Tax Table.
func NewYears(table bool) *Years { return &Years{table: table, params: map[string]*irc.Params{}} }

// Calculate works out one unit by the law of a year.
func (y *Years) Calculate(year int, f *unit.Facts, r *unit.Result) error {
	p, err := y.Of(year)
	if err == nil {
		*r = unit.Result{}
		irc.Calculate(p, f, r)
	}
	return err
}

// Of gives the parameters of a year.
func (y *Years) Of(year int) (*irc.Params, error) { return y.amended("", year) }

// amended gives the parameters of a year with amendments laid over: rows as an act has them.
func (y *Years) amended(amend string, year int) (*irc.Params, error) {
	key := fmt.Sprint(year, amend)
	if p := y.params[key]; p != nil {
		return p, nil
	}
	var acts []*law.Act
	if amend != "" {
		act, err := law.ReadAct("peer's reading", []byte("act: peer\nbaseline: current\namend:\n"+amend))
		if err != nil {
			return nil, err
		}
		acts = append(acts, act)
	}
	p, err := irc.Load(year, "", acts...)
	if err != nil {
		return nil, err
	}
	p.UseTaxTable = y.table
	y.params[key] = p
	return p, nil
}
