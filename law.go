package purse

import (
	"fmt"
	"math"
	"path"
	"strconv"
	"strings"

	"commonpurse/fault"
	"commonpurse/law"
	"commonpurse/table"
	"commonpurse/us/acts"
	"commonpurse/us/irc"
	"commonpurse/us/programs"
	"commonpurse/us/published"
)

// File is a file of the user's: its name, for errors, and its text.
type File struct {
	Name string
	Text []byte
}

// ExampleActs names the reforms that are built in; any of them stands for a file.
func ExampleActs() []string { return acts.Names() }

// readActs reads acts; a file without text is an example act's name.
func readActs(files []File) ([]*law.Act, error) {
	var list []*law.Act
	for _, f := range files {
		read := func() (*law.Act, error) { return law.ReadAct(f.Name, f.Text) }
		if f.Text == nil {
			read = func() (*law.Act, error) { return acts.Read(f.Name) }
		}
		act, err := read()
		if err != nil {
			return nil, err
		}
		list = append(list, act)
	}
	return list, nil
}

// readAllActs reads acts that may amend tax law and programs, and gives what they say of each.
func readAllActs(files []File) ([]*law.Act, []published.Amendment, error) {
	list, err := readActs(files)
	if err != nil {
		return nil, nil, err
	}
	var outside []law.Outside
	for i, act := range list {
		inside, rows, err := act.Outside()
		if err != nil {
			return nil, nil, err
		}
		list[i] = inside
		outside = append(outside, rows...)
	}
	amendments, err := programs.Amendments(outside)
	return list, amendments, err
}

// LawQuestion is what may be asked of the parameters of the tax law.
type LawQuestion struct {
	Pattern string // part of a name, or a pattern such as ctc_*; "" for all
	Year    int    // 0 for every year
	AsOf    string // the law as it stood at the end of this day, 2006-01-02; "" as known today
	Acts    []File // laid over, in order
}

// Law answers with the parameters of the federal tax law: what each is, and its value by year with
// the document that says so.
func (u *Union) Law(q LawQuestion) (*table.Result, error) {
	code, reforms, err := lawWith(q.Acts)
	if err != nil {
		return nil, err
	}
	asOf, err := lawDate(q.AsOf)
	if err != nil {
		return nil, err
	}
	chosen, err := matching(code, q.Pattern)
	if err != nil {
		return nil, err
	}
	parameters := table.Table{Name: "parameters", Title: "Parameters of the federal tax law", Columns: []table.Column{
		{Name: "parameter"}, {Name: "about"}, {Name: "unit"}, {Name: "section"}, {Name: "citation"}, {Name: "by", Note: "what its columns are"}, {Name: "current", Note: "no: a handle for reforms, without effect in the law as it is"},
	}}
	for _, p := range code.Parameters() {
		if chosen[p.Name] {
			parameters.Add(p.Name, p.About, p.Unit, p.Section, p.Citation, p.By, !p.Inert)
		}
	}
	values := table.Table{Name: "values", Title: "Values by year", Columns: []table.Column{
		{Name: "parameter"}, {Name: "of", Note: "filing status, number of children and so on; empty for a single value"}, {Name: "year", Unit: "year"}, {Name: "value"}, {Name: "unit"},
		{Name: "projected", Note: "no document gives this year's amount yet"}, {Name: "source"}, {Name: "document"}, {Name: "date"},
	}}
	if asOf != "" {
		values.Notes = append(values.Notes, "The law as it stood at the end of "+q.AsOf+".")
	}
	for _, act := range reforms {
		values.Notes = append(values.Notes, "With the act "+act.Name+", which has not passed.")
	}
	first, last, _ := code.Years()
	if q.Year != 0 {
		first, last = q.Year, q.Year
	}
	for year := first; year <= last; year++ {
		t, err := code.At(year, asOf)
		if err != nil {
			return nil, err
		}
		for _, r := range t.All() {
			if chosen[r.Parameter.Name] {
				addValues(&values, r, year)
			}
		}
	}
	command := "purse law"
	if q.Pattern != "" {
		command += " " + q.Pattern
	}
	if q.Year != 0 {
		command += " --year " + strconv.Itoa(q.Year)
	}
	if q.AsOf != "" {
		command += " --as-of " + q.AsOf
	}
	return u.result(command+spellActs(q.Acts), texts(q.Acts), parameters, values), nil
}

func addValues(t *table.Table, r *law.Resolved, year int) {
	for i, v := range r.Value {
		t.Add(r.Parameter.Name, columnOf(r.Parameter, i), year, amount(v), r.Parameter.Unit, r.Projected, r.Row.Source.ID, r.Row.Source.Document, dated(r.Row.Source))
	}
}

func columnOf(p *law.Parameter, i int) any {
	if i < len(p.Columns) && len(p.Columns) > 1 {
		return p.Columns[i]
	}
	return nil
}

// amount gives a number, or the words of the law for none.
func amount(v float64) any {
	if math.IsInf(v, 1) {
		return "no limit"
	}
	return v
}

func dated(s *law.Source) any {
	if s.Date == "" {
		return nil
	}
	return string(s.Date)
}

func lawWith(files []File) (*law.Code, []*law.Act, error) {
	reforms, err := readActs(files)
	if err != nil {
		return nil, nil, err
	}
	code, err := irc.Code()
	if err != nil {
		return nil, nil, err
	}
	code, err = code.With(reforms...)
	return code, reforms, err
}

func lawDate(text string) (law.Date, error) {
	if text == "" {
		return "", nil
	}
	parts := strings.Split(text, "-")
	if len(parts) == 3 && len(text) == len("2006-01-02") && len(parts[0]) == 4 {
		month, badMonth := strconv.Atoi(parts[1])
		day, badDay := strconv.Atoi(parts[2])
		if _, err := strconv.Atoi(parts[0]); err == nil && badMonth == nil && badDay == nil && month >= 1 && month <= 12 && day >= 1 && day <= 31 {
			return law.Date(text), nil
		}
	}
	return "", fault.Usage("%q is no day; expected one such as 2025-07-03", text)
}

// matching finds the parameter of that name, or those whose name has the pattern in it or matches
// it.
func matching(code *law.Code, pattern string) (map[string]bool, error) {
	if code.Parameter(pattern) != nil {
		return map[string]bool{pattern: true}, nil
	}
	chosen := map[string]bool{}
	for _, name := range code.Names() {
		match, err := path.Match(pattern, name)
		if err != nil {
			return nil, fault.Usage("%q is no pattern; expected letters, * and ?", pattern)
		}
		if match || strings.Contains(name, pattern) {
			chosen[name] = true
		}
	}
	if len(chosen) == 0 {
		return nil, &fault.Fault{File: "PATTERN", Problem: fmt.Sprintf("no parameter matches %q", pattern), Expected: "part of a name that `purse law --table parameters` lists", Nearest: fault.Nearest(pattern, code.Names())}
	}
	return chosen, nil
}

// LawDifference tells what differs between the law at two points. A point is YEAR, YEAR@DATE for the
// law as it stood that day, and +ACT for each act laid over: 2026@2025-07-03, 2026+child-allowance.
// read gets the file of an act; it is called for what is no example act.
func (u *Union) LawDifference(a, b string, read func(name string) ([]byte, error)) (*table.Result, error) {
	one, inputsA, err := lawPoint(a, read)
	if err != nil {
		return nil, err
	}
	other, inputsB, err := lawPoint(b, read)
	if err != nil {
		return nil, err
	}
	t := table.Table{Name: "differences", Title: "What differs between " + a + " and " + b, Columns: []table.Column{
		{Name: "parameter"}, {Name: "of"}, {Name: "a", Note: a}, {Name: "b", Note: b}, {Name: "unit"}, {Name: "citation"}, {Name: "source_a"}, {Name: "source_b"},
	}}
	for _, d := range law.Diff(one, other) {
		for i := range d.Parameter.Columns {
			addDifference(&t, d, i)
		}
		if len(d.Parameter.Columns) == 0 {
			addDifference(&t, d, 0)
		}
	}
	return u.result("purse law diff "+a+" "+b, append(inputsA, inputsB...), t), nil
}

func addDifference(t *table.Table, d law.Difference, i int) {
	a, fromA := valueAt(d.A, i)
	b, fromB := valueAt(d.B, i)
	if a != b {
		t.Add(d.Parameter.Name, columnOf(d.Parameter, i), a, b, d.Parameter.Unit, d.Parameter.Citation, fromA, fromB)
	}
}

func valueAt(r *law.Resolved, i int) (value, source any) {
	if r == nil || i >= len(r.Value) {
		return nil, nil
	}
	return amount(r.Value[i]), r.Row.Source.ID
}

func lawPoint(text string, read func(string) ([]byte, error)) (*law.Table, []string, error) {
	parts := strings.Split(text, "+")
	yearText, dateText, _ := strings.Cut(parts[0], "@")
	year, err := strconv.Atoi(yearText)
	if err != nil {
		return nil, nil, fault.Usage("%q is no point of the law; expected YEAR, YEAR@DATE or YEAR+ACT, such as 2026@2025-07-03 or 2026+child-allowance", text)
	}
	asOf, err := lawDate(dateText)
	if err != nil {
		return nil, nil, err
	}
	var files []File
	for _, name := range parts[1:] {
		f := File{Name: name}
		if !isExample(name) {
			if f.Text, err = read(name); err != nil {
				return nil, nil, err
			}
		}
		files = append(files, f)
	}
	reforms, err := readActs(files)
	if err != nil {
		return nil, nil, err
	}
	t, err := irc.Table(year, asOf, reforms...)
	return t, texts(files), err
}

func isExample(name string) bool {
	for _, known := range acts.Names() {
		if known == name {
			return true
		}
	}
	return false
}

// spellActs writes the flags that name the acts.
func spellActs(files []File) string {
	text := ""
	for _, f := range files {
		text += " --law " + f.Name
	}
	return text
}

func texts(files []File) []string {
	list := make([]string, len(files))
	for i, f := range files {
		list[i] = string(f.Text)
	}
	return list
}
