package law

import (
	"fmt"
	"io/fs"
	"math"
	"path"
	"sort"
	"strconv"
	"strings"

	"commonpurse/fault"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

func itoa(n int) string { return strconv.Itoa(n) }

// Units are the units a parameter may have. A per-person or per-child unit is dollars.
var Units = []string{"USD/year", "USD", "USD/person/year", "USD/child/year", "USD/month", "share", "yes or no", "years", "persons", "mixed"}

// Load reads a body of law from the YAML files of a file system's root: one file a section, one
// named sources.yaml, one named index.yaml. It reads strictly: every mistake of every file is told
// at once, with its place.
func Load(fsys fs.FS) (*Code, error) {
	names, err := fs.Glob(fsys, "*.yaml")
	if err != nil {
		return nil, fmt.Errorf("law: list files: %w", err)
	}
	sort.Slice(names, func(i, j int) bool { return sectionLess(names[i], names[j]) })
	c := &Code{byName: map[string]*Parameter{}, sources: map[string]*Source{}, columns: map[string][]string{"none": {"all"}},
		series: map[string]map[int]float64{}}
	rd := &reader{code: c}
	read := func(name string, into func(*node)) error {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return fmt.Errorf("law: %w", err)
		}
		if root := rd.parse(name, data); root != nil {
			into(root)
		}
		return nil
	}
	if err := read("sources.yaml", rd.sources); err != nil {
		return nil, err
	}
	if err := read("index.yaml", rd.index); err != nil {
		return nil, err
	}
	for _, name := range names {
		if name == "sources.yaml" || name == "index.yaml" {
			continue
		}
		if err := read(name, rd.section); err != nil {
			return nil, err
		}
	}
	if err := rd.faults.Or(); err != nil {
		return nil, err
	}
	return c, nil
}

// sectionLess orders section files by number, then by letter: 1, 21, 25A, 25B, 1401.
func sectionLess(a, b string) bool {
	na, la := sectionNumber(a)
	nb, lb := sectionNumber(b)
	if na != nb {
		return na < nb
	}
	return la < lb
}

func sectionNumber(name string) (int, string) {
	base := strings.TrimSuffix(path.Base(name), ".yaml")
	end := 0
	for end < len(base) && base[end] >= '0' && base[end] <= '9' {
		end++
	}
	n, err := strconv.Atoi(base[:end])
	if err != nil {
		return math.MaxInt32, base
	}
	return n, base[end:]
}

// reader walks YAML and gathers mistakes.
type reader struct {
	code   *Code
	faults fault.List
	order  int
}

// node is a YAML value with its place.
type node struct {
	file  string
	value ast.Node
	line  int
	col   int
}

func (n *node) at(problem, expected, nearest string) *fault.Fault {
	return &fault.Fault{File: n.file, Line: n.line, Column: n.col, Problem: problem, Expected: expected, Nearest: nearest}
}

func (rd *reader) fail(n *node, problem, expected, nearest string) {
	rd.faults = append(rd.faults, n.at(problem, expected, nearest))
}

func (rd *reader) parse(file string, data []byte) *node {
	root, problem := parse(file, data)
	if problem != nil {
		rd.faults = append(rd.faults, problem)
	}
	return root
}

// parse reads one YAML document into a located tree.
func parse(file string, data []byte) (root *node, problem *fault.Fault) {
	f, err := parser.ParseBytes(data, 0)
	if err != nil {
		return nil, yamlFault(file, err)
	}
	if len(f.Docs) == 0 || f.Docs[0].Body == nil {
		return nil, &fault.Fault{File: file, Line: 1, Problem: "empty file", Expected: "a YAML mapping"}
	}
	if len(f.Docs) > 1 {
		return nil, &fault.Fault{File: file, Line: 1, Problem: "more than one YAML document"}
	}
	return wrap(file, f.Docs[0].Body), nil
}

func wrap(file string, v ast.Node) *node {
	n := &node{file: file, value: v}
	if tk := v.GetToken(); tk != nil && tk.Position != nil {
		n.line, n.col = tk.Position.Line, tk.Position.Column
	}
	return n
}

// yamlFault turns the parser's error, whose text begins with [line:column], into a located fault.
func yamlFault(file string, err error) *fault.Fault {
	f := &fault.Fault{File: file}
	text := strings.SplitN(err.Error(), "\n", 2)[0]
	var line, col int
	if n, scanErr := fmt.Sscanf(text, "[%d:%d]", &line, &col); scanErr == nil && n == 2 {
		f.Line, f.Column = line, col
		text = strings.TrimSpace(text[strings.Index(text, "]")+1:])
	}
	f.Problem = text
	return f
}

type entry struct {
	key   string
	place *node
	value *node
}

// entries lists a mapping in order; keys outside allowed (when given) and duplicates are mistakes.
func (rd *reader) entries(n *node, allowed ...string) []entry {
	var values []*ast.MappingValueNode
	switch m := n.value.(type) {
	case *ast.MappingNode:
		values = m.Values
	case *ast.MappingValueNode:
		values = []*ast.MappingValueNode{m}
	default:
		rd.fail(n, "found "+describe(n), "a mapping", "")
		return nil
	}
	var list []entry
	seen := map[string]bool{}
	for _, v := range values {
		key := v.Key.GetToken().Value
		place := wrap(n.file, v.Key)
		if seen[key] {
			rd.fail(place, "key "+key+" is written twice", "", "")
			continue
		}
		seen[key] = true
		if len(allowed) > 0 && !contains(allowed, key) {
			rd.fail(place, "unknown key "+key, "one of "+strings.Join(allowed, ", "), fault.Nearest(key, allowed))
			continue
		}
		list = append(list, entry{key, place, wrap(n.file, v.Value)})
	}
	return list
}

func contains(list []string, s string) bool {
	for _, l := range list {
		if l == s {
			return true
		}
	}
	return false
}

func describe(n *node) string {
	switch n.value.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		return "a mapping"
	case *ast.SequenceNode:
		return "a list"
	case *ast.NullNode:
		return "nothing"
	default:
		return strconv.Quote(scalar(n))
	}
}

// list gives a sequence's members.
func (rd *reader) list(n *node) []*node {
	s, ok := n.value.(*ast.SequenceNode)
	if !ok {
		rd.fail(n, "found "+describe(n), "a list", "")
		return nil
	}
	members := make([]*node, len(s.Values))
	for i, v := range s.Values {
		members[i] = wrap(n.file, v)
	}
	return members
}

// scalar gives the text of a plain value.
func scalar(n *node) string {
	switch v := n.value.(type) {
	case *ast.StringNode:
		return v.Value
	case *ast.LiteralNode:
		return v.Value.Value
	default:
		if tk := n.value.GetToken(); tk != nil {
			return tk.Value
		}
		return ""
	}
}

func (rd *reader) text(n *node) string {
	switch n.value.(type) {
	case *ast.MappingNode, *ast.MappingValueNode, *ast.SequenceNode, *ast.NullNode:
		rd.fail(n, "found "+describe(n), "text", "")
		return ""
	}
	return strings.TrimSpace(strings.ReplaceAll(scalar(n), "\n", " "))
}

func (rd *reader) year(n *node) int {
	y, err := strconv.Atoi(scalar(n))
	if err != nil || y < 1900 || y > 2200 {
		rd.fail(n, "found "+describe(n), "a year", "")
		return 0
	}
	return y
}

func (rd *reader) date(n *node) Date {
	s := scalar(n)
	if !validDate(s) {
		rd.fail(n, "found "+describe(n), "a date such as 2025-07-04", "")
		return ""
	}
	return Date(s)
}

func validDate(s string) bool {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return false
	}
	m, errM := strconv.Atoi(s[5:7])
	d, errD := strconv.Atoi(s[8:])
	y, errY := strconv.Atoi(s[:4])
	return errM == nil && errD == nil && errY == nil && y > 1700 && m >= 1 && m <= 12 && d >= 1 && d <= 31
}

// number reads a plain number: 28_000, 0.2, 7.65%, no limit, yes, no.
func number(text string) (float64, bool) {
	switch text {
	case "no limit":
		return NoLimit, true
	case "yes", "true":
		return 1, true
	case "no", "false":
		return 0, true
	}
	percent := strings.HasSuffix(text, "%")
	plain := strings.ReplaceAll(strings.TrimSuffix(text, "%"), "_", "")
	v, err := strconv.ParseFloat(plain, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, false
	}
	if percent {
		v /= 100
	}
	return v, true
}

// value reads one column's value in the parameter's unit.
func (rd *reader) value(n *node, p *Parameter) float64 {
	text := scalar(n)
	v, ok := number(text)
	if !ok {
		rd.fail(n, p.Name+" is "+describe(n), "a number in "+p.Unit, "")
		return 0
	}
	word := text == "yes" || text == "no" || text == "true" || text == "false"
	switch {
	case p.Unit == "yes or no":
		if v != 0 && v != 1 {
			rd.fail(n, p.Name+" is "+text, "yes or no", "")
		}
	case word:
		rd.fail(n, p.Name+" is "+text, "a number in "+p.Unit, "")
	case p.Unit == "share":
		if v < -1 || v > 1 && !math.IsInf(v, 1) {
			rd.fail(n, p.Name+" is "+text, "a share of at most 1, such as 0.2 or 20%", "")
		}
	case strings.HasSuffix(text, "%") && p.Unit != "mixed":
		rd.fail(n, p.Name+" is "+text, "an amount in "+p.Unit, "")
	case v < 0 && p.Unit != "mixed":
		rd.fail(n, p.Name+" is "+text, "an amount not below zero", "")
	case (p.Unit == "years" || p.Unit == "persons") && v != math.Trunc(v):
		rd.fail(n, p.Name+" is "+text, "a whole number of "+p.Unit, "")
	}
	return v
}

// values reads a row's value: one for all columns, a list in column order, or a mapping by column,
// which leaves the columns it does not name as they are.
func (rd *reader) values(n *node, p *Parameter) []float64 {
	width := len(p.Columns)
	switch n.value.(type) {
	case *ast.SequenceNode:
		members := rd.list(n)
		if len(members) != width {
			rd.fail(n, fmt.Sprintf("%s has %d values", p.Name, len(members)), fmt.Sprintf("%d: %s", width, strings.Join(p.Columns, ", ")), "")
			return make([]float64, width)
		}
		list := make([]float64, width)
		for i, m := range members {
			list[i] = rd.value(m, p)
		}
		return list
	case *ast.MappingNode, *ast.MappingValueNode:
		list := make([]float64, width)
		for i := range list {
			list[i] = math.NaN()
		}
		for _, e := range rd.entries(n, p.Columns...) {
			for i, column := range p.Columns {
				if column == e.key {
					list[i] = rd.value(e.value, p)
				}
			}
		}
		return list
	default:
		v := rd.value(n, p)
		list := make([]float64, width)
		for i := range list {
			list[i] = v
		}
		return list
	}
}

func (rd *reader) sources(root *node) {
	for _, e := range rd.entries(root) {
		s := &Source{ID: e.key}
		for _, f := range rd.entries(e.value, "document", "enacted", "issued", "url") {
			switch f.key {
			case "document":
				s.Document = rd.text(f.value)
			case "enacted":
				s.Date, s.Act = rd.date(f.value), true
			case "issued":
				s.Date = rd.date(f.value)
			case "url":
				s.URL = rd.text(f.value)
			}
		}
		if s.Document == "" || s.Date == "" {
			rd.fail(e.place, "source "+e.key+" is not complete", "a document and the date it was enacted or issued", "")
		}
		rd.code.sources[s.ID] = s
	}
}

func (rd *reader) index(root *node) {
	for _, e := range rd.entries(root, "years", "columns", "series") {
		switch e.key {
		case "years":
			for _, f := range rd.entries(e.value, "first", "last", "projected") {
				switch f.key {
				case "first":
					rd.code.first = rd.year(f.value)
				case "last":
					rd.code.last = rd.year(f.value)
				case "projected":
					rd.code.projected = rd.year(f.value)
				}
			}
		case "columns":
			for _, f := range rd.entries(e.value) {
				for _, m := range rd.list(f.value) {
					rd.code.columns[f.key] = append(rd.code.columns[f.key], rd.text(m))
				}
			}
		case "series":
			for _, f := range rd.entries(e.value) {
				rd.series(f)
			}
		}
	}
}

func (rd *reader) series(e entry) {
	figures := map[int]float64{}
	for _, f := range rd.entries(e.value, "about", "source", "figures") {
		if f.key != "figures" {
			rd.text(f.value)
			continue
		}
		for _, g := range rd.entries(f.value) {
			year, err := strconv.Atoi(g.key)
			v, ok := number(scalar(g.value))
			if err != nil || !ok || v <= 0 {
				rd.fail(g.place, "found "+g.key, "a year and a figure above zero", "")
				continue
			}
			figures[year] = v
		}
	}
	rd.code.series[e.key] = figures
}

func (rd *reader) section(root *node) {
	section := ""
	for _, e := range rd.entries(root, "section", "title", "parameters") {
		switch e.key {
		case "section":
			section = rd.text(e.value)
		case "title":
			rd.text(e.value)
		case "parameters":
			for _, p := range rd.entries(e.value) {
				rd.parameter(section, p)
			}
		}
	}
}

func (rd *reader) parameter(section string, e entry) {
	p := &Parameter{Name: e.key, Section: section, File: e.place.file, Line: e.place.line, By: "none"}
	var rows *node
	for _, f := range rd.entries(e.value, "about", "unit", "citation", "by", "columns", "index", "note", "inert", "rows") {
		switch f.key {
		case "about":
			p.About = rd.text(f.value)
		case "unit":
			p.Unit = rd.text(f.value)
			if !contains(Units, p.Unit) {
				rd.fail(f.value, "unknown unit "+p.Unit, "one of "+strings.Join(Units, ", "), fault.Nearest(p.Unit, Units))
			}
		case "citation":
			p.Citation = rd.text(f.value)
		case "by":
			p.By = rd.text(f.value)
		case "columns":
			for _, m := range rd.list(f.value) {
				p.Columns = append(p.Columns, rd.text(m))
			}
		case "index":
			p.Index = rd.readIndex(f.value)
		case "note":
			p.Note = rd.text(f.value)
		case "inert":
			p.Inert = rd.text(f.value) == "yes"
		case "rows":
			rows = f.value
		}
	}
	if p.Columns == nil {
		p.Columns = rd.code.columns[p.By]
	}
	if p.About == "" || p.Unit == "" || p.Citation == "" || p.Columns == nil || rows == nil {
		rd.fail(e.place, "parameter "+p.Name+" is not complete", "about, unit, citation, known columns and rows", "")
		return
	}
	if other := rd.code.byName[p.Name]; other != nil {
		rd.fail(e.place, fmt.Sprintf("parameter %s is also at %s:%d", p.Name, other.File, other.Line), "one place", "")
		return
	}
	for _, m := range rd.list(rows) {
		if row := rd.row(m, p); row != nil {
			p.Rows = append(p.Rows, row)
		}
	}
	rd.code.byName[p.Name] = p
	rd.code.parameters = append(rd.code.parameters, p)
}

func (rd *reader) readIndex(n *node) *Index {
	x := &Index{}
	for _, f := range rd.entries(n, "by", "round", "down", "authority") {
		switch f.key {
		case "by":
			x.By = rd.text(f.value)
			if rd.code.series[x.By] == nil {
				rd.fail(f.value, "unknown index "+x.By, "a series of index.yaml", "")
			}
		case "round":
			v, ok := number(scalar(f.value))
			if !ok || v < 0 {
				rd.fail(f.value, "found "+describe(f.value), "dollars to round to", "")
			}
			x.RoundTo = v
		case "down":
			x.Down = scalar(f.value) == "yes"
		case "authority":
			x.Authority = rd.text(f.value)
		}
	}
	return x
}

// row reads one row of a section's file.
func (rd *reader) row(n *node, p *Parameter) *Row {
	row := &Row{File: n.file, Line: n.line, Indexed: p.Index != nil}
	var value *node
	for _, f := range rd.entries(n, "in", "from", "until", "value", "source", "fixed") {
		row.Line = n.line
		switch f.key {
		case "in":
			row.From = rd.year(f.value)
			row.Until, row.Published = row.From, true
		case "from":
			row.From = rd.year(f.value)
		case "until":
			row.Until = rd.year(f.value)
		case "value":
			value = f.value
		case "source":
			id := rd.text(f.value)
			row.Source = rd.code.sources[id]
			if row.Source == nil {
				ids := make([]string, 0, len(rd.code.sources))
				for k := range rd.code.sources {
					ids = append(ids, k)
				}
				sort.Strings(ids)
				rd.fail(f.value, "unknown source "+id, "a source of sources.yaml", fault.Nearest(id, ids))
			}
		case "fixed":
			row.Indexed = row.Indexed && scalar(f.value) != "yes"
		}
	}
	if value == nil || row.From == 0 || row.Source == nil {
		rd.fail(n, "a row of "+p.Name+" is not complete", "in or from, value, source", "")
		return nil
	}
	if row.Until != 0 && row.Until < row.From {
		rd.fail(n, fmt.Sprintf("a row of %s ends in %d, before it begins in %d", p.Name, row.Until, row.From), "", "")
	}
	row.Value = rd.values(value, p)
	return row
}
