package ledger

import (
	"fmt"
	"strconv"
	"strings"

	"commonpurse/fault"
	"commonpurse/incidence"
)

// Convention is one way to read a ledger: where spending on national public goods counts, who
// bears interest and the deficit, who bears the taxes that others remit, and which lines count.
// It is comparable, and String gives its canonical text.
type Convention struct {
	Spending  string  // cash, benefit, income-share: the preset it starts from
	Interest  string  // holdings, head, tax, income, exclude
	Deficit   string  // kept, neutral, taxpayers
	Corporate float64 // share of the corporate tax on capital, 0 to 1; the rest is on labour
	Foreign   float64 // share of capital's part that falls abroad, 0 to 1; ForeignPublished: as published
	Excise    string  // kind, consumption
	Customs   string  // goods, consumption, durables
	Estate    string  // collections, capital, top
	Pay       string  // residence, workplace
	Unplaced  string  // keyed, exclude
	Include   string  // all, recurring, timing, one-off
}

// choice is one thing a convention chooses.
type choice struct {
	key    string
	values []string
	get    func(*Convention) *string
}

// choices are all but the corporate share, in canonical order. The first value is the default.
var choices = []choice{
	{"spending", []string{"cash", "benefit", "income-share"}, func(c *Convention) *string { return &c.Spending }},
	{"interest", []string{"holdings", "head", "tax", "income", "exclude"}, func(c *Convention) *string { return &c.Interest }},
	{"deficit", []string{"kept", "neutral", "taxpayers"}, func(c *Convention) *string { return &c.Deficit }},
	{"excise", []string{"kind", "consumption"}, func(c *Convention) *string { return &c.Excise }},
	{"customs", []string{"goods", "consumption", "durables"}, func(c *Convention) *string { return &c.Customs }},
	{"estate", []string{"collections", "capital", "top"}, func(c *Convention) *string { return &c.Estate }},
	{"pay", []string{"residence", "workplace"}, func(c *Convention) *string { return &c.Pay }},
	{"unplaced", []string{"keyed", "exclude"}, func(c *Convention) *string { return &c.Unplaced }},
	{"include", []string{"all", "recurring", "timing", "one-off"}, func(c *Convention) *string { return &c.Include }},
}

// The choices that are numbers. The default puts three quarters of the corporate tax on capital,
// and of that the published share of stock held abroad falls abroad.
const (
	corporateKey     = "corporate"
	corporateDefault = 0.75
	foreignKey       = "foreign"
	ForeignPublished = incidence.Published
)

// Presets names the conventions that stand by themselves.
func Presets() []string { return []string{"cash", "benefit", "income-share"} }

// Preset gives a named convention.
func Preset(name string) (Convention, bool) {
	c := Convention{Corporate: corporateDefault, Foreign: ForeignPublished}
	for _, ch := range choices {
		*ch.get(&c) = ch.values[0]
	}
	c.Spending = name
	switch name {
	case "cash":
	case "benefit":
		c.Interest = "head"
	case "income-share":
		c.Interest = "income"
	default:
		return Convention{}, false
	}
	return c, true
}

// keys lists the names of all choices.
func keys() []string {
	names := []string{corporateKey, foreignKey}
	for _, ch := range choices {
		names = append(names, ch.key)
	}
	return names
}

// ParseConvention reads a preset, and after a colon single choices that differ from it:
// benefit:interest=tax,deficit=neutral,corporate=0.5. Faults are of the flag --convention, with
// the column in its text.
func ParseConvention(text string) (Convention, error) { return parse(text, nil) }

// ParseUnder reads a convention under a named incidence (of package incidence; none is the
// preset's own): choices that the text spells out stand over those of the incidence.
func ParseUnder(text, name string) (Convention, error) {
	if name == "" {
		return parse(text, nil)
	}
	a, err := incidence.Named(name)
	if err != nil {
		return Convention{}, err
	}
	return parse(text, &a)
}

func parse(text string, under *incidence.Assumption) (Convention, error) {
	name, rest, more := strings.Cut(text, ":")
	c, ok := Preset(name)
	if !ok {
		return c, conventionFault(1, fmt.Sprintf("no convention %q", name), strings.Join(Presets(), ", "), fault.Nearest(name, Presets()))
	}
	if under != nil {
		c = c.With(*under)
	}
	if !more {
		return c, nil
	}
	var faults fault.List
	column := len(name) + 2
	seen := map[string]bool{}
	for _, part := range strings.Split(rest, ",") {
		if f := c.set(part, column, seen); f != nil {
			faults = append(faults, f)
		}
		column += len(part) + 1
	}
	if err := faults.Or(); err != nil {
		return Convention{}, err
	}
	return c, nil
}

func conventionFault(column int, problem, expected, nearest string) *fault.Fault {
	return &fault.Fault{File: "--convention", Line: 1, Column: column, Problem: problem, Expected: expected, Nearest: nearest}
}

// set reads one choice, key=value.
func (c *Convention) set(part string, column int, seen map[string]bool) *fault.Fault {
	key, value, ok := strings.Cut(part, "=")
	if !ok {
		return conventionFault(column, fmt.Sprintf("%q is no choice", part), "key=value with a key of "+strings.Join(keys(), ", "), fault.Nearest(part, keys()))
	}
	if seen[key] {
		return conventionFault(column, fmt.Sprintf("%s is chosen twice", key), "each choice once", "")
	}
	seen[key] = true
	at := column + len(key) + 1
	if key == corporateKey || key == foreignKey {
		share, err := strconv.ParseFloat(value, 64)
		if err != nil || !(share >= 0 && share <= 1) {
			what := map[string]string{corporateKey: "the share on capital", foreignKey: "the share of capital's part that falls abroad"}
			return conventionFault(at, fmt.Sprintf("%s is %q", key, value), what[key]+", from 0 to 1", "")
		}
		share += 0 // a negative zero becomes zero
		if key == corporateKey {
			c.Corporate = share
		} else {
			c.Foreign = share
		}
		return nil
	}
	for _, ch := range choices {
		if ch.key != key {
			continue
		}
		for _, v := range ch.values {
			if v == value {
				*ch.get(c) = value
				return nil
			}
		}
		return conventionFault(at, fmt.Sprintf("%s is %q", key, value), "one of "+strings.Join(ch.values, ", "), fault.Nearest(value, ch.values))
	}
	return conventionFault(column, fmt.Sprintf("no choice %q", key), "one of "+strings.Join(keys(), ", "), fault.Nearest(key, keys()))
}

// With lays an incidence over the convention: who bears the taxes that others remit.
func (c Convention) With(a incidence.Assumption) Convention {
	c.Corporate, c.Foreign, c.Excise, c.Customs, c.Estate = a.Corporate, a.Foreign, a.Excise, a.Customs, a.Estate
	return c
}

// String gives the canonical text: the preset and what differs from it, in fixed order. Parsing it
// gives the convention back.
func (c Convention) String() string {
	base, ok := Preset(c.Spending)
	if !ok {
		base, _ = Preset(choices[0].values[0])
	}
	var parts []string
	if c.Corporate != base.Corporate {
		parts = append(parts, corporateKey+"="+strconv.FormatFloat(c.Corporate, 'g', -1, 64))
	}
	if c.Foreign != base.Foreign {
		parts = append(parts, foreignKey+"="+strconv.FormatFloat(c.Foreign, 'g', -1, 64))
	}
	for _, ch := range choices {
		if v := *ch.get(&c); v != *ch.get(&base) {
			parts = append(parts, ch.key+"="+v)
		}
	}
	if len(parts) == 0 {
		return base.Spending
	}
	return base.Spending + ":" + strings.Join(parts, ",")
}
