package law

import "strings"

// Outside is one amended value of a parameter that stands in a table outside the code, such as an
// amount of a government program: its name has a dot (snap.earned_income_deduction).
type Outside struct {
	Name              string
	Region, Area, Key string // which series of the table; empty for one that is the same everywhere
	From              Date
	Value             float64
	File              string
	Line, Column      int
}

// Outside parts an act into the amendments of the code and the values of tables outside of it. A row
// is {from: 2027 or 2027-10-01, value: 0.25, region: OH, key: 3}.
func (a *Act) Outside() (inside *Act, rows []Outside, err error) {
	rd := &reader{}
	rest := *a
	rest.amend = nil
	for _, m := range a.amend {
		if !strings.Contains(m.name, ".") {
			rest.amend = append(rest.amend, m)
			continue
		}
		for _, n := range rd.list(m.rows) {
			rows = append(rows, rd.outside(m.name, n))
		}
	}
	if err := rd.faults.Or(); err != nil {
		return nil, nil, err
	}
	return &rest, rows, nil
}

func (rd *reader) outside(name string, n *node) Outside {
	row := Outside{Name: name, File: n.file, Line: n.line, Column: n.col}
	for _, f := range rd.entries(n, "from", "region", "area", "key", "value") {
		switch f.key {
		case "from":
			if text := scalar(f.value); len(text) == 4 {
				if rd.year(f.value) > 0 {
					row.From = Date(text + "-01-01")
				}
			} else {
				row.From = rd.date(f.value)
			}
		case "region":
			row.Region = rd.text(f.value)
		case "area":
			row.Area = rd.text(f.value)
		case "key":
			row.Key = rd.text(f.value)
		case "value":
			v, ok := number(scalar(f.value))
			if !ok {
				rd.fail(f.value, name+" is "+describe(f.value), "a number", "")
			}
			row.Value = v
		}
	}
	if row.From == "" {
		rd.fail(n, "the row of "+name+" does not say from when", "from: a year or a date", "")
	}
	return row
}
