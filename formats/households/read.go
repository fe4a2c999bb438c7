// Package households reads tables of people: one row a person, in CSV or Parquet, with the keys of
// household files as columns. Rows of a household stand together; what belongs to the household
// stands on its first row or on all of them.
package households

import (
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"

	"commonpurse/fault"
	"commonpurse/formats/delimited"
	"commonpurse/us/filing"
	"commonpurse/us/unit"
)

// Entry is one household of a table.
type Entry struct {
	Key   string // the household column
	Line  int    // of its first row
	House unit.Household
}

// keyColumn names the household that a person's row belongs to, and nameColumn the person.
const (
	keyColumn  = "household"
	nameColumn = "person"
)

// Reader reads households one at a time. Of those read it keeps only the names.
type Reader struct {
	name    string
	text    *delimited.Reader
	columns []column // of each field
	key     int      // field of the household column
	seen    map[string]int
	pending bool // a row is read that belongs to the next household
	ended   bool
}

// column is where a field of a row goes.
type column struct {
	name   string
	person bool // else of the household
	field  int  // of the struct; -1 for the household column
}

// Columns lists the columns that a table may have.
func Columns() []string {
	household, person := filing.Keys()
	names := []string{keyColumn, nameColumn}
	for _, name := range household {
		if name != "people" {
			names = append(names, name)
		}
	}
	for _, name := range person {
		if name != "name" {
			names = append(names, name)
		}
	}
	return names
}

// NewReader reads the header of a table called name in faults.
func NewReader(name string, source io.Reader) (*Reader, error) {
	text, err := delimited.NewReader(name, source)
	if err != nil {
		return nil, err
	}
	known := Columns()
	places, err := text.Header(known, false)
	if err != nil {
		return nil, err
	}
	r := &Reader{name: name, text: text, key: -1, seen: map[string]int{}}
	aged := false
	for field, place := range places {
		c := columnOf(known[place])
		r.columns = append(r.columns, c)
		if c.field < 0 {
			r.key = field
		}
		aged = aged || c.name == "age"
	}
	var faults fault.List
	if r.key < 0 {
		faults = append(faults, text.At(1, "the column household is missing", "household, and age for each person"))
	}
	if !aged {
		faults = append(faults, text.At(1, "the column age is missing", "household, and age for each person"))
	}
	return r, faults.Or()
}

func columnOf(name string) column {
	if name == keyColumn {
		return column{name: name, field: -1}
	}
	tag := name
	if name == nameColumn {
		tag = "name"
	}
	if i := fieldOf(reflect.TypeFor[unit.Person](), tag); i >= 0 {
		return column{name: name, person: true, field: i}
	}
	return column{name: name, field: fieldOf(reflect.TypeFor[unit.Household](), tag)}
}

func fieldOf(t reflect.Type, tag string) int {
	for i := range t.NumField() {
		if t.Field(i).Tag.Get("yaml") == tag {
			return i
		}
	}
	return -1
}

// Next reads one household. It gives io.EOF at the end, a fault.List for a household that is
// impossible (the next call goes on after it), any other error when the text cannot be read on.
func (r *Reader) Next(e *Entry) error {
	if !r.pending {
		if err := r.row(); err != nil {
			return err
		}
	}
	if r.ended {
		return io.EOF
	}
	*e = Entry{Key: r.keyOf(), Line: r.text.Line()}
	var faults fault.List
	if line, twice := r.seen[e.Key]; twice {
		faults = append(faults, r.text.At(1, fmt.Sprintf("household %s began on line %d already", e.Key, line), "the rows of a household together"))
	}
	r.seen[e.Key] = e.Line
	faults = r.person(e, true, faults)
	for {
		if err := r.row(); err != nil {
			if len(faults) > 0 {
				return append(faults, asFaults(err)...)
			}
			return err
		}
		if r.ended || r.keyOf() != e.Key {
			r.pending = !r.ended
			break
		}
		faults = r.person(e, false, faults)
	}
	if len(faults) > 0 {
		return faults
	}
	return r.At(e, filing.Check(&e.House))
}

// At gives mistakes of a household the place of its first row.
func (r *Reader) At(e *Entry, err error) error {
	var list fault.List
	if !errors.As(err, &list) {
		return err
	}
	for _, f := range list {
		if f.File == "" {
			f.File, f.Line = r.name, e.Line
			f.Problem = "household " + e.Key + ": " + f.Problem
		}
	}
	return list
}

func asFaults(err error) fault.List {
	var list fault.List
	if errors.As(err, &list) {
		return list
	}
	var one *fault.Fault
	if errors.As(err, &one) {
		return fault.List{one}
	}
	return fault.List{fault.Usage("%v", err)}
}

// row reads the next row; at the end of the table it sets ended.
func (r *Reader) row() error {
	r.pending = false
	err := r.text.Next()
	switch {
	case errors.Is(err, io.EOF):
		r.ended = true
		return nil
	case err != nil:
		return err
	}
	if r.text.Len() != len(r.columns) {
		return r.text.At(1, fmt.Sprintf("the row has %d fields", r.text.Len()), fmt.Sprintf("%d as in the header", len(r.columns)))
	}
	return nil
}

func (r *Reader) keyOf() string {
	text, _ := r.text.Field(r.key)
	return strings.TrimSpace(string(text))
}

// person adds the row at hand to the household. Cells left empty are zero; on later rows those of the
// household may be empty or the same again.
func (r *Reader) person(e *Entry, first bool, faults fault.List) fault.List {
	e.House.People = append(e.House.People, unit.Person{})
	p := reflect.ValueOf(&e.House.People[len(e.House.People)-1]).Elem()
	house := reflect.ValueOf(&e.House).Elem()
	for i, c := range r.columns {
		text, at := r.text.Field(i)
		cell := strings.TrimSpace(string(text))
		switch {
		case c.field < 0 && cell == "":
			faults = append(faults, r.text.At(at, "the household is empty", "a name or number of the household"))
		case c.field < 0 || cell == "":
		case c.person:
			faults = r.set(p.Field(c.field), c.name, cell, at, faults)
		case first:
			faults = r.set(house.Field(c.field), c.name, cell, at, faults)
		default:
			other := reflect.New(house.Field(c.field).Type()).Elem()
			if faults = r.set(other, c.name, cell, at, faults); !other.Equal(house.Field(c.field)) {
				faults = append(faults, r.text.At(at, fmt.Sprintf("%s is %s, unlike on the first row of household %s", c.name, cell, e.Key), "the same, or an empty cell"))
			}
		}
	}
	return faults
}

var words = map[string]bool{"true": true, "yes": true, "1": true, "false": false, "no": false, "0": false}

// set puts a cell into a field of a person or household.
func (r *Reader) set(field reflect.Value, name, cell string, at int, faults fault.List) fault.List {
	switch field.Kind() {
	case reflect.String:
		field.SetString(cell)
	case reflect.Bool:
		yes, ok := words[strings.ToLower(cell)]
		if !ok {
			return append(faults, r.text.At(at, fmt.Sprintf("%s is %q", name, cell), "yes or no"))
		}
		field.SetBool(yes)
	default:
		x, problem := delimited.Number([]byte(cell))
		if problem != "" {
			return append(faults, r.text.At(at, fmt.Sprintf("%s: %s: %q", name, problem, cell), "a number such as 0, -12 or 1234.56"))
		}
		if field.Kind() == reflect.Float64 {
			field.SetFloat(x)
			return faults
		}
		if x != float64(int(x)) {
			return append(faults, r.text.At(at, fmt.Sprintf("%s is %s", name, cell), "a whole number"))
		}
		field.SetInt(int64(x))
	}
	return faults
}
