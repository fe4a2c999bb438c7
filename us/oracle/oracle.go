// Package oracle holds this law against other programs and published results: it reads a folder of
// units that somebody else has worked out, works them out by our law, and says where the two agree
// and, where they do not, why and who errs.
//
// A peer is evidence, not law. A class of difference is a condition on what the units enter, with
// the paragraph that decides; never a list of records.
package oracle

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"path"
	"sort"
	"strings"

	"commonpurse/us/irc"
	"commonpurse/us/unit"
)

// Case is one unit of a set: what it enters, what our law makes of it, and where it stands.
type Case struct {
	ID      string
	Year    int
	Facts   unit.Facts
	Params  *irc.Params // of the year
	Result  unit.Result
	Input   Row     // the unit's line as the peer read it, for files of lines
	Entered entries // the answers of a return, for files of returns
}

// work fills the case's parameters and results.
func (k *Case) work(law *Years) error {
	p, err := law.Of(k.Year)
	if err != nil {
		return fmt.Errorf("%s: %w", k.ID, err)
	}
	k.Params = p
	return law.Calculate(k.Year, &k.Facts, &k.Result)
}

// single counts one figure of a unit that is no part of a larger comparison.
func (c *Comparison) single(id string, year int, column string, ours, theirs float64) {
	c.count(&Case{ID: id, Year: year}, 0, column, ours, theirs)
}

// Comparison counts agreement over the columns of one layout.
type Comparison struct {
	Title     string
	Tolerance float64 // dollars
	Examples  int     // unexplained differences to keep for each column
	classes   []found
	law       *Years
	columns   []*tally
	byName    map[string]*tally
}

type found struct {
	Found
	// Of the current unit: whether the condition holds, the figures that the peer's reading moves, and
	// whether a difference of it has been counted.
	holds   bool
	moves   []bool
	counted bool
}

type tally struct {
	name        string
	years       map[int]*count
	aside       map[int]int // by class
	unexplained []string
}

type count struct{ all, agree, aside int }

// NewComparison starts a comparison within a tolerance in dollars.
func NewComparison(title string, tolerance float64, classes []Class, o Options) *Comparison {
	c := &Comparison{Title: title, Tolerance: tolerance, Examples: o.Examples, law: o.Law, byName: map[string]*tally{}}
	for i := range classes {
		c.classes = append(c.classes, found{Found: Found{Class: &classes[i]}})
	}
	return c
}

// Figure is one column of a unit: the peer's figure (NaN for none) and how ours is got.
type Figure struct {
	Column string
	Theirs float64
}

// agrees allows half a thousandth for figures that were rounded to cents on their way here.
func (c *Comparison) agrees(ours, theirs float64) bool {
	return math.Abs(ours-theirs) <= c.Tolerance+0.0005
}

// count counts the figure of a unit at a place among its figures and says whether it agrees.
func (c *Comparison) count(k *Case, at int, column string, ours, theirs float64) bool {
	t := c.column(column)
	n := t.years[k.Year]
	if n == nil {
		n = &count{}
		t.years[k.Year] = n
	}
	n.all++
	if c.agrees(ours, theirs) {
		n.agree++
		return true
	}
	explained := false
	for i := range c.classes {
		f := &c.classes[i]
		if !f.explains(at, column) {
			continue
		}
		if !f.counted {
			f.counted = true
			f.Differs++
		}
		if !explained {
			explained = true
			n.aside++
			t.aside[i]++
		}
	}
	if !explained && len(t.unexplained) < c.Examples {
		t.unexplained = append(t.unexplained, fmt.Sprintf("%s (%d): ours %.2f, theirs %.2f", k.ID, k.Year, ours, theirs))
	}
	return false
}

func (c *Comparison) column(name string) *tally {
	t := c.byName[name]
	if t == nil {
		t = &tally{name: name, years: map[int]*count{}, aside: map[int]int{}}
		c.byName[name] = t
		c.columns = append(c.columns, t)
	}
	return t
}

// Share is the agreement of one column over all years.
type Share struct {
	Column  string
	Agree   int // units within the tolerance
	All     int // units compared, less those set aside
	Aside   int // units set aside: they differ, and a class explains it
	Classes int // in so many classes
}

// Percent is the share that agrees, in percent.
func (s Share) Percent() float64 {
	if s.All == 0 {
		return 100
	}
	return 100 * float64(s.Agree) / float64(s.All)
}

// Shares gives the agreement of each column, in the order in which they were first compared.
func (c *Comparison) Shares() []Share {
	shares := make([]Share, len(c.columns))
	for i, t := range c.columns {
		s := Share{Column: t.name, Classes: len(t.aside)}
		for _, n := range t.years {
			s.All += n.all - n.aside
			s.Agree += n.agree
			s.Aside += n.aside
		}
		shares[i] = s
	}
	return shares
}

// Found is a class and what it explains.
type Found struct {
	Class   *Class
	Meets   int // units that meet its condition, and whose figures its reading moves
	Differs int // of them, with a difference in a column it reaches
	Proved  int // of these, where the peer's reading gives the peer's figures
}

// Found lists the classes that explain a difference.
func (c *Comparison) Found() []Found {
	var list []Found
	for i := range c.classes {
		if c.classes[i].Differs > 0 {
			list = append(list, c.classes[i].Found)
		}
	}
	return list
}

// Years lists the years of the set.
func (c *Comparison) Years() []int {
	seen := map[int]bool{}
	for _, t := range c.columns {
		for y := range t.years {
			seen[y] = true
		}
	}
	years := make([]int, 0, len(seen))
	for y := range seen {
		years = append(years, y)
	}
	sort.Ints(years)
	return years
}

// YearShare is the share in percent that agrees in a year after classes are set aside, and whether
// the column was compared in it.
func (c *Comparison) YearShare(column string, year int) (float64, bool) {
	n := c.byName[column].years[year]
	if n == nil {
		return 0, false
	}
	return Share{Agree: n.agree, All: n.all - n.aside}.Percent(), true
}

// Print writes the report: the share of each column and year, the classes, what stays unexplained,
// and one line of agreement a column.
func (c *Comparison) Print(w io.Writer) error {
	p := &printer{w: w}
	p.line("%s: units within $%g", c.Title, c.Tolerance)
	years := c.Years()
	p.text("%-34s", "share that agrees, %")
	for _, y := range years {
		p.text("%9d", y)
	}
	p.line("")
	for _, t := range c.columns {
		p.text("%-34s", t.name)
		for _, y := range years {
			if share, ok := c.YearShare(t.name, y); ok {
				p.text("%9s", percent(share))
			} else {
				p.text("%9s", "-")
			}
		}
		p.line("")
	}
	for _, f := range c.Found() {
		proof := ""
		if f.Class.isReading() {
			proof = fmt.Sprintf(", %d reproduced by the peer's reading", f.Proved)
		}
		p.line("class %s: %d differ of the %d that meet its condition%s; errs: %s; %s", f.Class.Name, f.Differs, f.Meets, proof, f.Class.Errs, f.Class.Reason)
	}
	for _, t := range c.columns {
		for _, example := range t.unexplained {
			p.line("unexplained %s: %s", t.name, example)
		}
	}
	return p.err
}

// PrintAgreement writes the last lines: agreement COLUMN SHARE of N, set aside M in K classes.
func (c *Comparison) PrintAgreement(w io.Writer) error {
	p := &printer{w: w}
	for _, s := range c.Shares() {
		p.line("agreement %s %s%% of %d, set aside %d in %d classes", s.Column, percent(s.Percent()), s.All, s.Aside, s.Classes)
	}
	return p.err
}

// percent shows a share so that only full agreement reads 100.
func percent(share float64) string {
	text := fmt.Sprintf("%.3f", share)
	if text == "100.000" && share < 100 {
		return ">99.999"
	}
	return text
}

type printer struct {
	w   io.Writer
	err error
}

func (p *printer) text(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}

func (p *printer) line(format string, args ...any) { p.text(format+"\n", args...) }

// The years for which units are accepted.
const (
	FirstYear = 2014
	LastYear  = 2026
)

// Options say with what law a run compares and how many unexplained differences of a column it keeps.
type Options struct {
	Law      *Years // by the rate schedules
	TableLaw *Years // by the Tax Table, as a filed return has it
	Examples int
}

// Layout is a kind of folder: how to know it and how to compare it.
type Layout struct {
	Name    string
	Matches func(folder fs.FS) bool
	Compare func(folder fs.FS, o Options) ([]*Comparison, error)
}

// Layouts are the kinds of folder known, in the order in which they are tried.
var Layouts = []Layout{
	{"taxsim", isTaxsim, compareTaxsim},
	{"taxcalc", isTaxcalc, compareTaxcalc},
	{"cases", isCases, compareCases},
}

// ErrNoLayout says that there is nothing in a folder to compare.
var ErrNoLayout = errors.New("no folder of a known layout")

// Run compares a folder, or each of its subfolders that has a known layout.
func Run(folder fs.FS, o Options) ([]*Comparison, error) {
	list, err := runOne(folder, o)
	if err != nil || len(list) > 0 {
		return list, err
	}
	entries, err := fs.ReadDir(folder, ".")
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		sub, err := fs.Sub(folder, e.Name())
		if err != nil {
			return nil, err
		}
		more, err := runOne(sub, o)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", e.Name(), err)
		}
		list = append(list, more...)
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("%w: %s", ErrNoLayout, strings.Join(layoutNames(), ", "))
	}
	return list, nil
}

func runOne(folder fs.FS, o Options) ([]*Comparison, error) {
	for _, l := range Layouts {
		if l.Matches(folder) {
			return l.Compare(folder, o)
		}
	}
	return nil, nil
}

func layoutNames() []string {
	names := make([]string, len(Layouts))
	for i, l := range Layouts {
		names[i] = l.Name
	}
	return names
}

// find lists the files of a folder that match a pattern of path.Match, with or without .gz.
func find(folder fs.FS, pattern string) []string {
	var files []string
	entries, err := fs.ReadDir(folder, ".")
	if err != nil {
		return nil // not a folder: it has no such file
	}
	for _, e := range entries {
		if ok, err := path.Match(pattern, strings.TrimSuffix(e.Name(), ".gz")); ok && err == nil {
			files = append(files, e.Name())
		}
	}
	return files
}

// first gives the only or first file of a pattern, "" for none.
func first(folder fs.FS, pattern string) string {
	if files := find(folder, pattern); len(files) > 0 {
		return files[0]
	}
	return ""
}
