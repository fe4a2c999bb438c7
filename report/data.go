package report

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"commonpurse/chart"
	"commonpurse/money"
	"commonpurse/table"
)

// data is the tables of a result as a report reads them. A column that a table should have and has not is a defect of the
// program, kept in err and returned when the report is done.
type data struct {
	result *table.Result
	err    error

	blocs      []bloc
	convention string   // the one of the tables that have only one
	closures   []string // in the order of the tables
	feasible   map[string]bool
	ids        int
}

// A bloc as the proposal names it; its place in the list is its letter.
type bloc struct {
	name   string
	leaves bool
	people float64
}

// A view is the rows of one table that are of interest.
type view struct {
	d    *data
	t    *table.Table
	rows []int
}

// table opens a table; absent and empty are the same.
func (d *data) table(name string) view {
	for i := range d.result.Tables {
		if t := &d.result.Tables[i]; t.Name == name {
			v := view{d: d, t: t, rows: make([]int, len(t.Rows))}
			for j := range v.rows {
				v.rows[j] = j
			}
			return v
		}
	}
	return view{d: d}
}

// notes are what the table says of itself besides year and convention, which stand in every picture.
func (v view) notes() []string {
	if v.t == nil {
		return nil
	}
	var out []string
	for _, n := range v.t.Notes {
		if !strings.HasPrefix(n, "Year ") {
			out = append(out, n)
		}
	}
	return out
}

func (v view) empty() bool { return len(v.rows) == 0 }

func (v view) len() int { return len(v.rows) }

func (v view) cell(i int, column string) any {
	j := v.t.Column(column)
	if j < 0 {
		if v.d.err == nil {
			v.d.err = fmt.Errorf("report: table %s has no column %s", v.t.Name, column)
		}
		return nil
	}
	return v.t.Rows[v.rows[i]][j]
}

// text gives a name; a year that is a number reads as one.
func (v view) text(i int, column string) string {
	switch x := v.cell(i, column).(type) {
	case string:
		return x
	case int:
		return strconv.Itoa(x)
	case int64:
		return strconv.FormatInt(x, 10)
	}
	return ""
}

func (v view) flag(i int, column string) bool {
	b, _ := v.cell(i, column).(bool)
	return b
}

// number gives a measure; false for an empty cell.
func (v view) number(i int, column string) (float64, bool) {
	switch x := v.cell(i, column).(type) {
	case float64:
		return x, true
	case int:
		return float64(x), true
	case int64:
		return float64(x), true
	case money.Cents:
		return x.Dollars(), true
	}
	return 0, false
}

// num gives a measure, zero for an empty cell.
func (v view) num(i int, column string) float64 {
	x, _ := v.number(i, column)
	return x
}

// or gives a measure, or another where the cell is empty.
func (v view) or(i int, column string, other float64) float64 {
	if x, ok := v.number(i, column); ok {
		return x
	}
	return other
}

func (v view) unit(column string) chart.Unit {
	if j := v.t.Column(column); j >= 0 {
		return chart.Unit(v.t.Columns[j].Unit)
	}
	return ""
}

// where keeps the rows whose columns have the given values: column, value, column, value.
func (v view) where(pairs ...string) view {
	out := view{d: v.d, t: v.t}
	for i := range v.rows {
		keep := true
		for p := 0; p < len(pairs); p += 2 {
			keep = keep && v.text(i, pairs[p]) == pairs[p+1]
		}
		if keep {
			out.rows = append(out.rows, v.rows[i])
		}
	}
	return out
}

// sorted orders the rows by a measure, least first; ties keep their order.
func (v view) sorted(column string) view {
	out := view{d: v.d, t: v.t, rows: append([]int(nil), v.rows...)}
	sort.SliceStable(out.rows, func(a, b int) bool { return out.num(a, column) < out.num(b, column) })
	return out
}

// distinct lists the values of a column in order of appearance.
func (v view) distinct(column string) []string {
	var out []string
	seen := map[string]bool{}
	for i := range v.rows {
		if s := v.text(i, column); !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}

// read takes from the tables what all sections need.
func read(result *table.Result) *data {
	d := &data{result: result, feasible: map[string]bool{}}
	blocs := d.table("blocs")
	for i := range blocs.rows {
		d.blocs = append(d.blocs, bloc{blocs.text(i, "bloc"), blocs.flag(i, "leaves"), blocs.num(i, "people")})
	}
	terms := d.table("dividend_terms")
	for i := range terms.rows {
		if terms.flag(i, "chosen") {
			d.convention = terms.text(i, "convention")
		}
	}
	closures := d.table("closures")
	d.closures = closures.distinct("closure")
	for _, name := range d.closures {
		d.feasible[name] = true
	}
	for i := range closures.rows {
		if !closures.flag(i, "feasible") {
			d.feasible[closures.text(i, "closure")] = false
		}
	}
	return d
}

// letter gives a bloc's place in the proposal; [chart.NoBloc] for the union.
func (d *data) letter(name string) int {
	for i, b := range d.blocs {
		if b.name == name {
			return i
		}
	}
	return chart.NoBloc
}

func (d *data) names() []string {
	out := make([]string, len(d.blocs))
	for i, b := range d.blocs {
		out[i] = b.name
	}
	return out
}

// leaving lists the blocs that are said to leave; all of them if the proposal says of none that it does.
func (d *data) leaving() []bloc {
	var out []bloc
	for _, b := range d.blocs {
		if b.leaves {
			out = append(out, b)
		}
	}
	if len(out) == 0 {
		return d.blocs
	}
	return out
}

// shown chooses the closures that pictures show where there is no room for all: the two that differ most in whom they
// touch, if they are feasible in every bloc, else the first feasible ones. The tables have them all.
func (d *data) shown() []string {
	var out []string
	add := func(name string) {
		for _, have := range out {
			if have == name {
				return
			}
		}
		if d.feasible[name] && name != "debt" && len(out) < 2 {
			out = append(out, name)
		}
	}
	add("income-tax")
	add("transfers")
	for _, name := range d.closures {
		add(name)
	}
	return out
}

// frame starts a picture's frame with what every picture of this report says at its foot.
func (d *data) frame(name, title, subtitle string, from ...string) chart.Frame {
	d.ids++
	return chart.Frame{ID: fmt.Sprintf("f%d", d.ids), Title: title, Subtitle: subtitle, Year: d.year(), Convention: d.convention,
		Source: d.sourcesOf(from), Version: d.program()}
}

// program names the program with its version.
func (d *data) program() string { return strings.TrimSpace("Common Purse " + d.result.Version) }

// lead answers the question of a section in the program's words, with its condition.
func (d *data) lead(s *section, keys ...string) {
	answer := d.table("answer")
	for _, key := range keys {
		v := answer.where("key", key)
		for i := range v.rows {
			parts := d.byBloc(v.text(i, "answer"))
			for _, part := range parts[:len(parts)-1] {
				s.blocks = append(s.blocks, block{lead: part})
			}
			s.blocks = append(s.blocks, block{lead: parts[len(parts)-1], para: sentence(v.text(i, "condition"))})
		}
	}
}

// byBloc cuts an answer before what it says of each bloc, where there are so many that one paragraph
// could not be read.
func (d *data) byBloc(answer string) []string {
	if len(d.blocs) < 3 {
		return []string{answer}
	}
	var cuts []int
	for _, b := range d.blocs {
		for _, start := range []string{". In " + b.name + ",", ". " + b.name + ":", ". " + b.name + " "} {
			if at := strings.Index(answer, start); at >= 0 {
				cuts = append(cuts, at+2)
			}
		}
	}
	sort.Ints(cuts)
	var parts []string
	from := 0
	for _, at := range cuts {
		parts = append(parts, strings.TrimSpace(answer[from:at]))
		from = at
	}
	return append(parts, answer[from:])
}

// draw makes the two drawings of a picture; paint gets the frame with width and ids set.
func draw(f chart.Frame, twin grid, paint func(chart.Frame) chart.SVG) *figure {
	wide, narrow := f, f
	if wide.Width == 0 {
		wide.Width = wideWidth
	}
	wide.ID = f.ID + "w"
	narrow.ID, narrow.Width = f.ID+"n", narrowWidth
	return &figure{id: f.ID, wide: paint(wide), narrow: paint(narrow), twin: twin}
}

// Widths at which pictures are drawn. The style sheet shows one or the other.
const (
	wideWidth   = 720
	narrowWidth = 300
)

// list joins names as a sentence does.
func list(names []string) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// closureWords says a closure in words; a name that is not here stands for itself.
var closureWords = map[string]string{
	"income-tax": "income tax", "payroll": "payroll tax", "consumption": "tax on consumption", "transfers": "all benefits", "means-tested": "means-tested benefits",
	"per-head": "equal sum a person", "mixed": "half income tax, half benefits",
}

func closure(name string) string {
	if words, ok := closureWords[name]; ok {
		return words
	}
	return name
}
