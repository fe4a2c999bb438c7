package delimited

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"commonpurse/fault"
)

// Header reads the header line and finds each of its columns among the known names. It gives, for
// each column of the file, its place in known. Unknown and repeated columns are faults, all told
// at once, and so is an empty file. With fold, case does not matter (known is then lower case).
func (r *Reader) Header(known []string, fold bool) ([]int, error) {
	if err := r.Next(); err != nil {
		if errors.Is(err, io.EOF) {
			return nil, r.At(0, "the file is empty", "a header line of column names")
		}
		return nil, err
	}
	places := make(map[string]int, len(known))
	for i, name := range known {
		places[name] = i
	}
	var faults fault.List
	columns := make([]int, r.Len())
	for i := range columns {
		text, at := r.Field(i)
		name := strings.TrimSpace(string(text))
		if fold {
			name = strings.ToLower(name)
		}
		place, ok := places[name]
		if !ok {
			f := r.At(at, fmt.Sprintf("unknown column %q", name), "a column of this format")
			f.Nearest = fault.Nearest(name, known)
			faults = append(faults, f)
			place = -1
		} else if slices.Contains(columns[:i], place) {
			faults = append(faults, r.At(at, fmt.Sprintf("column %q appears twice", name), "each column once"))
		}
		columns[i] = place
	}
	return columns, faults.Or()
}

// Numbers puts the fields of the record last read into to, each at the place its column has. It
// adds a fault for each field that is no number, or one for a record that is too short or long.
func (r *Reader) Numbers(to []float64, columns []int, names []string, faults fault.List) fault.List {
	if r.record != nil && plainNumbers(r.record, to, columns) {
		return faults
	}
	if r.Len() != len(columns) {
		return append(faults, r.At(1, fmt.Sprintf("the record has %d fields", len(r.fields)),
			fmt.Sprintf("%d as in the header", len(columns))))
	}
	for i := range r.fields {
		faults = r.Number(to, i, columns[i], names[columns[i]], faults)
	}
	return faults
}

// plainNumbers reads a record of plain decimal numbers in one pass, as nearly all are. Anything else
// (a wrong count, an exponent, blanks, too many digits, too large) it leaves to the slow way and its
// faults: it gives false then, and what it wrote is written again.
func plainNumbers(text []byte, to []float64, columns []int) bool {
	at := 0
	for i, place := range columns {
		negative := at < len(text) && text[at] == '-'
		if negative {
			at++
		}
		var digits uint64
		start, point := at, -1
		for ; at < len(text); at++ {
			c := text[at] - '0'
			if c <= 9 {
				digits = digits*10 + uint64(c)
			} else if text[at] == '.' && point < 0 {
				point = at
			} else {
				break
			}
		}
		last := i == len(columns)-1
		if last != (at == len(text)) || !last && text[at] != ',' {
			return false
		}
		count := at - start
		if count == 0 || count > 15 {
			return false
		}
		value := float64(digits)
		if point >= 0 {
			if count == 1 {
				return false
			}
			value /= tens[at-point-1]
		}
		if value > Limit {
			return false
		}
		if negative {
			value = -value
		}
		to[place] = value
		at++
	}
	return true
}

// Number puts one field at a place of to, or adds a fault that calls it by name.
func (r *Reader) Number(to []float64, i, place int, name string, faults fault.List) fault.List {
	r.split()
	value, problem := Number(r.fields[i].text)
	if problem != Good {
		return append(faults, r.numberFault(i, name, problem))
	}
	to[place] = value
	return faults
}

func (r *Reader) numberFault(i int, name string, problem Problem) *fault.Fault {
	text, column := r.Field(i)
	shown := string(text[:min(len(text), 40)])
	what := fmt.Sprintf("%s: %s: %q", name, problem, shown)
	if problem == Empty {
		what = fmt.Sprintf("%s: %s", name, problem)
	}
	return r.At(column, what, "a number such as 0, -12 or 1234.56")
}
