package programs

import (
	"strings"

	"commonpurse/fault"
	"commonpurse/law"
	"commonpurse/us/published"
)

// Amendments turns the rows of acts that amend programs (law.Act.Outside) into rows to lay over the
// published ones: the name is program.item, and a row without a region is one that is the same
// everywhere.
func Amendments(rows []law.Outside) ([]published.Amendment, error) {
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
		list = append(list, a)
	}
	if err := faults.Or(); err != nil {
		return nil, err
	}
	known, err := Rows()
	if err != nil {
		return nil, err
	}
	if _, err := known.With(list); err != nil { // tells unknown names and series with what is near
		return nil, err
	}
	return list, nil
}
