package budget

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// An expression says by what a line is shared, or how large it is, in terms of published items:
//
//	item            of the ledger's year, or the nearest year published (the line is then carried)
//	item@2021       of a fixed year
//	item@-1         of the year before
//	item@-4..0      the mean of the years published within five years up to the ledger's
//	item@2020..2024 the mean of the years published among these
//	budget.CODE     a part of the official budget
//	line.ID         another line's amount in each region
//	amount.ID       another line's amount in all
//	pool            what the line and its fellows draw on, in all
//	receipts        all receipts by region
//	abroad          what lies abroad only
//	+ - * / ( )     arithmetic, region by region
//	share(x)        x divided by its sum over regions and places outside
//	total(x)        the publisher's national figure, else the sum
//	others(x)       the sum over all regions but the one an exception is for
//	max(0, x)       not below zero
//	normal(x)       x of 2019, grown with the national product
type node struct {
	kind  byte // n number, i item, c call, or the operator
	text  string
	value float64
	years yearSpec
	args  []*node
}

type yearSpec struct {
	kind     byte // 0 the ledger's, f fixed, r relative, m mean of a range of relatives
	from, to int
}

// parser reads one expression.
type parser struct {
	text string
	at   int
}

// longest bounds an expression, and with it how deep it can nest.
const longest = 2000

// parse reads an expression; errors tell the column, from 1.
func parse(text string) (*node, error) {
	if len(text) > longest {
		return nil, fmt.Errorf("an expression of %d characters; expected at most %d", len(text), longest)
	}
	p := &parser{text: text}
	n, err := p.sum()
	if err != nil {
		return nil, err
	}
	if p.skip(); p.at < len(p.text) {
		return nil, p.fail("unexpected %q", p.text[p.at:])
	}
	return n, nil
}

func (p *parser) fail(format string, args ...any) error {
	return fmt.Errorf("expression %q, character %d: %s", p.text, p.at+1, fmt.Sprintf(format, args...))
}

func (p *parser) skip() {
	for p.at < len(p.text) && p.text[p.at] == ' ' {
		p.at++
	}
}

func (p *parser) sum() (*node, error)     { return p.chain("+-", p.product) }
func (p *parser) product() (*node, error) { return p.chain("*/", p.factor) }

func (p *parser) chain(operators string, operand func() (*node, error)) (*node, error) {
	left, err := operand()
	for err == nil {
		if p.skip(); p.at == len(p.text) || !strings.ContainsRune(operators, rune(p.text[p.at])) {
			return left, nil
		}
		operator := p.text[p.at]
		p.at++
		var right *node
		right, err = operand()
		left = &node{kind: operator, args: []*node{left, right}}
	}
	return nil, err
}

func (p *parser) factor() (*node, error) {
	p.skip()
	if p.at == len(p.text) {
		return nil, p.fail("ends where a number, a name or ( is expected")
	}
	start := p.at
	switch c := p.text[p.at]; {
	case c == '(':
		p.at++
		n, err := p.sum()
		if err != nil {
			return nil, err
		}
		return n, p.expect(')')
	case c >= '0' && c <= '9':
		for p.at < len(p.text) && (p.text[p.at] >= '0' && p.text[p.at] <= '9' || p.text[p.at] == '.') {
			p.at++
		}
		v, err := strconv.ParseFloat(p.text[start:p.at], 64)
		if err != nil {
			return nil, p.fail("%q is not a number", p.text[start:p.at])
		}
		return &node{kind: 'n', value: v}, nil
	case c >= 'a' && c <= 'z':
		return p.name()
	default:
		return nil, p.fail("unexpected %q", string(c))
	}
}

func (p *parser) expect(c byte) error {
	if p.skip(); p.at == len(p.text) || p.text[p.at] != c {
		return p.fail("expected %q", string(c))
	}
	p.at++
	return nil
}

func (p *parser) name() (*node, error) {
	start := p.at
	for p.at < len(p.text) && strings.IndexByte("abcdefghijklmnopqrstuvwxyz0123456789_.", p.text[p.at]) >= 0 {
		p.at++
	}
	n := &node{kind: 'i', text: p.text[start:p.at]}
	if p.at < len(p.text) && p.text[p.at] == '(' {
		p.at++
		n.kind = 'c'
		for {
			arg, err := p.sum()
			if err != nil {
				return nil, err
			}
			n.args = append(n.args, arg)
			if p.skip(); p.at < len(p.text) && p.text[p.at] == ',' {
				p.at++
				continue
			}
			return n, p.expect(')')
		}
	}
	if p.at < len(p.text) && p.text[p.at] == '@' {
		p.at++
		return n, p.years(n)
	}
	return n, nil
}

func (p *parser) years(n *node) error {
	first, err := p.integer()
	if err != nil {
		return err
	}
	n.years = yearSpec{kind: 'f', from: first}
	if first < 1000 {
		n.years.kind = 'r'
	}
	if strings.HasPrefix(p.text[p.at:], "..") {
		p.at += 2
		last, err := p.integer()
		if err != nil {
			return err
		}
		n.years = yearSpec{kind: 'm', from: first, to: last}
	}
	return nil
}

func (p *parser) integer() (int, error) {
	start := p.at
	for p.at < len(p.text) && (p.text[p.at] >= '0' && p.text[p.at] <= '9' || p.text[p.at] == '-' && p.at == start) {
		p.at++
	}
	v, err := strconv.Atoi(p.text[start:p.at])
	if err != nil {
		return 0, p.fail("expected a year")
	}
	return v, nil
}

// vector is one number a region, then a number for each place outside, the last national.
type vector []float64

// use is one published year of an item that an expression drew on.
type use struct {
	item   *item
	year   int // year of the data
	wanted int // year it stands for
}

// context is what an expression is evaluated in.
type context struct {
	build     *builder
	year      int
	exception int  // region an exception is for, -1 for none
	amount    bool // the expression is an amount, not an allocator
	pool      []string
	uses      *[]use
}

// eval works an expression out, region by region.
func (c context) eval(n *node) (vector, error) {
	switch n.kind {
	case 'n':
		return c.constant(n.value), nil
	case 'i':
		return c.reference(n)
	case 'c':
		return c.call(n)
	}
	left, err := c.eval(n.args[0])
	if err != nil {
		return nil, err
	}
	right, err := c.eval(n.args[1])
	if err != nil {
		return nil, err
	}
	out := make(vector, len(left))
	for i := range out {
		switch n.kind {
		case '+':
			out[i] = left[i] + right[i]
		case '-':
			out[i] = left[i] - right[i]
		case '*':
			out[i] = float64(left[i] * right[i])
		case '/':
			if out[i] = 0; left[i] != 0 {
				out[i] = left[i] / right[i]
			}
		}
	}
	return out, nil
}

func (c context) constant(value float64) vector {
	out := make(vector, c.build.regions()+len(outsiders))
	for i := range out {
		out[i] = value
	}
	return out
}

// reference gives a named quantity.
func (c context) reference(n *node) (vector, error) {
	head, tail, dotted := strings.Cut(n.text, ".")
	switch {
	case n.text == "pool":
		return c.constant(c.build.poolTotal(c.pool, c.year)), nil
	case n.text == "abroad":
		out := c.constant(0)
		out[len(out)-2] = 1
		return out, nil
	case n.text == "receipts":
		return c.build.receipts(c.year)
	case dotted && head == "budget":
		return c.official(tail, n.years)
	case dotted && head == "line":
		return c.build.placed(tail)
	case dotted && head == "amount":
		amount, err := c.build.amount(tail)
		return c.constant(amount.Dollars()), err
	}
	it, ok := c.build.facts.items[n.text]
	if !ok {
		return nil, fmt.Errorf("no item named %s in the tables", n.text)
	}
	return c.published(it, n.years)
}

func (c context) official(code string, spec yearSpec) (vector, error) {
	year := c.year
	switch spec.kind {
	case 'f':
		year = spec.from
	case 'r':
		year += spec.from
	}
	amount, ok := c.build.official.detail[year][code]
	if !ok {
		return nil, fmt.Errorf("no part %s of the budget of %d", code, year)
	}
	return c.constant(amount.Dollars()), nil
}

// published gives an item of the year asked for.
func (c context) published(it *item, spec yearSpec) (vector, error) {
	switch spec.kind {
	case 'f':
		return c.year0(it, it.nearest(spec.from), c.year, spec.from == it.nearest(spec.from)), nil
	case 'r':
		return c.year0(it, it.nearest(c.year+spec.from), c.year+spec.from, false), nil
	case 'm':
		if spec.from > 1000 {
			return c.mean(it, spec.from, spec.to)
		}
		return c.mean(it, c.year+spec.from, c.year+spec.to)
	}
	return c.year0(it, it.nearest(c.year), c.year, false), nil
}

// year0 gives one published year of an item. When it stands for another year it is moved: an
// allocator with each region's population, an amount with the national product. An explicitly
// chosen year is not moved: the expression asked for just that.
func (c context) year0(it *item, year, wanted int, chosen bool) vector {
	*c.uses = append(*c.uses, use{item: it, year: year, wanted: wanted})
	cells := it.cells[year]
	out := make(vector, len(cells))
	var sum float64
	for i := range cells {
		out[i] = cells[i].value
		if i < len(cells)-1 {
			sum += out[i]
		}
	}
	if last := len(cells) - 1; cells[last].row < 0 && !ratioUnits[it.unit] {
		out[last] = sum
	}
	if year != wanted && !chosen && !ratioUnits[it.unit] {
		c.build.move(out, year, wanted, c.amount)
	}
	return out
}

func (c context) mean(it *item, from, to int) (vector, error) {
	var out vector
	count := 0.0
	for _, y := range it.years {
		if y < from || y > to {
			continue
		}
		v := c.year0(it, y, y, true)
		if out == nil {
			out = make(vector, len(v))
		}
		for i := range v {
			out[i] += v[i]
		}
		count++
	}
	if count == 0 {
		return c.year0(it, it.nearest(to), to, false), nil
	}
	for i := range out {
		out[i] /= count
	}
	return out, nil
}

func (c context) call(n *node) (vector, error) {
	want := 1
	if n.text == "max" {
		want = 2
	}
	if len(n.args) != want {
		return nil, fmt.Errorf("%s takes %d arguments, not %d", n.text, want, len(n.args))
	}
	if n.text == "normal" {
		return c.normal(n.args[0])
	}
	x, err := c.eval(n.args[len(n.args)-1])
	if err != nil {
		return nil, err
	}
	switch n.text {
	case "share":
		var sum float64
		for _, v := range x[:len(x)-1] {
			sum += v
		}
		for i := range x {
			x[i] /= sum
		}
		return x, nil
	case "total":
		return c.constant(x[len(x)-1]), nil
	case "others":
		var sum float64
		for i, v := range x[:c.build.regions()] {
			if i != c.exception {
				sum += v
			}
		}
		return c.constant(sum), nil
	case "max":
		floor, err := c.eval(n.args[0])
		if err != nil {
			return nil, err
		}
		for i := range x {
			x[i] = math.Max(x[i], floor[i])
		}
		return x, nil
	}
	return nil, fmt.Errorf("no function named %s", n.text)
}

// normalYear is the last year before the pandemic.
const normalYear = 2019

// normal gives what a quantity would be had it grown with the national product since 2019.
func (c context) normal(n *node) (vector, error) {
	then := c
	then.year = normalYear
	x, err := then.eval(n)
	if err != nil {
		return nil, err
	}
	c.build.move(x, normalYear, c.year, true)
	return x, nil
}
