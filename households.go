package purse

import (
	"errors"
	"fmt"
	"io"

	"commonpurse/fault"
	"commonpurse/formats/households"
	"commonpurse/law"
	"commonpurse/people/calibrate"
	"commonpurse/table"
	"commonpurse/us/irc"
	"commonpurse/us/programs"
	"commonpurse/us/published"
	"commonpurse/us/statement"
)

// IsTable says whether a file is a table of many households, CSV or Parquet, and not one
// household's file.
func IsTable(text []byte) bool { return households.IsTable(text) }

// mostTold mistakes of a table are told before reading stops.
const mostTold = 50

// Households tells the taxes and benefits of every household of a table, one row a person, as the
// tables households, units and people. Results do not depend on the number of threads.
func (u *Union) Households(q HouseholdQuestion) (*table.Result, error) {
	asOf, err := lawDate(q.AsOf)
	if err != nil {
		return nil, err
	}
	reforms, amendments, err := readAllActs(q.Acts)
	if err != nil {
		return nil, err
	}
	r, err := households.Open(q.File.Name, q.File.Text)
	if err != nil {
		return nil, err
	}
	entries, err := readHouseholds(r, q.Year)
	if err != nil {
		return nil, err
	}
	laws, err := lawsOf(entries, asOf, reforms, amendments)
	if err != nil {
		return nil, err
	}
	all, err := workOut(r, entries, laws, q.Threads)
	if err != nil {
		return nil, err
	}
	command := "purse household " + q.File.Name
	if q.Year != 0 {
		command += fmt.Sprintf(" --year %d", q.Year)
	}
	if q.AsOf != "" {
		command += " --as-of " + q.AsOf
	}
	return u.result(command+spellActs(q.Acts), append([]string{string(q.File.Text)}, texts(q.Acts)...), all.Tables()...), nil
}

// readHouseholds reads a table to its end, and tells all its mistakes at once. A year above zero
// stands for that of each household.
func readHouseholds(r *households.Reader, year int) ([]households.Entry, error) {
	var entries []households.Entry
	var faults fault.List
	for len(faults) < mostTold {
		var e households.Entry
		err := r.Next(&e)
		if err == io.EOF {
			if len(entries) == 0 && len(faults) == 0 {
				return nil, fault.Usage("the table has no rows; expected one row a person")
			}
			return entries, faults.Or()
		}
		var list fault.List
		if errors.As(err, &list) {
			faults = append(faults, list...)
			continue
		}
		if err != nil {
			if len(faults) > 0 {
				return nil, faults
			}
			return nil, err
		}
		if year != 0 {
			e.House.Year = year
		}
		if e.House.Year == 0 {
			errors.As(r.At(&e, fault.List{{Problem: "no year", Expected: "a column year, or --year"}}), &list)
			faults = append(faults, list...)
		}
		entries = append(entries, e)
	}
	return nil, faults
}

// yearLaw is the law and the programs of a year; programs are nil where none are published.
type yearLaw struct {
	params   *irc.Params
	programs *programs.Params
}

func lawsOf(entries []households.Entry, asOf law.Date, reforms []*law.Act, amendments []published.Amendment) (map[int]yearLaw, error) {
	laws := map[int]yearLaw{}
	for i := range entries {
		year := entries[i].House.Year
		if _, known := laws[year]; known {
			continue
		}
		var l yearLaw
		var err error
		if l.params, err = irc.Load(year, asOf, reforms...); err != nil {
			return nil, err
		}
		if year >= programs.FirstYear && year <= programs.LastYear {
			if l.programs, err = programs.Load(year, amendments...); err != nil {
				return nil, err
			}
		}
		laws[year] = l
	}
	return laws, nil
}

// blockOfHouseholds is what one worker takes at a time.
const blockOfHouseholds = 256

// workOut takes the households through law and programs, in blocks whose rows are joined in order.
func workOut(r *households.Reader, entries []households.Entry, laws map[int]yearLaw, threads int) (*statement.Many, error) {
	blocks := make([]statement.Many, (len(entries)+blockOfHouseholds-1)/blockOfHouseholds)
	errs := make([]error, len(blocks))
	calibrate.Each(len(blocks), threads, func(b int) {
		for i := b * blockOfHouseholds; i < min(len(entries), (b+1)*blockOfHouseholds); i++ {
			e := &entries[i]
			l := laws[e.House.Year]
			if e.House.Region == "" {
				l.programs = nil
			}
			if err := r.At(e, blocks[b].Add(l.params, l.programs, e.Key, &e.House)); err != nil {
				errs[b] = err
				return
			}
		}
	})
	all := &statement.Many{}
	for b := range blocks {
		if errs[b] != nil {
			return nil, errs[b]
		}
		all.Join(&blocks[b])
	}
	return all, nil
}
