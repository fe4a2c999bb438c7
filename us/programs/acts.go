package programs

import (
	"errors"
	"strings"

	"commonpurse/fault"
	"commonpurse/law"
	"commonpurse/us/published"
)

// Amendments turns the rows of acts that amend programs (law.Act.Outside) into rows to lay over the
// published ones: the name is program.item, and a row without a region is one that is the same
// everywhere.
func Amendments(rows []law.Outside) ([]published.Amendment, error) {
	known, err := Rows()
	if err != nil {
		return nil, err
	}
	var list []published.Amendment
	var faults fault.List
	for _, row := range rows {
		program, item, _ := strings.Cut(row.Name, ".")
		on, err := published.ParseDate(string(row.From))
		if err != nil {
			faults = append(faults, &fault.Fault{File: row.File, Line: row.Line, Column: row.Column, Problem: err.Error()})
			continue
		}
		a := published.Amendment{Program: program, Item: item, Region: row.Region, Area: row.Area, Key: row.Key, From: on, Value: row.Value}
		if a.Region == "" {
			a.Region = "US"
		}
		if _, err := known.With([]published.Amendment{a}); err != nil { // unknown names and series, with what is near
			faults = append(faults, locate(row, err)...)
			continue
		}
		list = append(list, a)
	}
	return list, faults.Or()
}

// locate gives a mistake of a row the row's place.
func locate(row law.Outside, err error) fault.List {
	var list fault.List
	var one *fault.Fault
	switch {
	case errors.As(err, &list):
	case errors.As(err, &one):
		list = fault.List{one}
	default:
		list = fault.List{{Problem: err.Error()}}
	}
	for i, f := range list {
		placed := *f
		placed.File, placed.Line, placed.Column = row.File, row.Line, row.Column
		list[i] = &placed
	}
	return list
}
