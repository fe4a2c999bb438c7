package budget

import (
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strings"

	"commonpurse/fault"
	"commonpurse/ledger"
	"commonpurse/money"
	"commonpurse/region"
	"commonpurse/sheet"
)

// Years a ledger can be built for.
const (
	FirstYear = 2015
	LastYear  = 2026
)

// Tables is the pack's ledger tables, read once and good for every year.
type Tables struct {
	facts        *facts
	official     *official
	lines        []definition
	alternatives []alternative
	exceptions   []exception
}

// definition is one row of lines.csv.
type definition struct {
	line        ledger.Line
	from, until int
	pool        []string
	amount      *node // nil: the rest of the pool
	allocator   *node
	abroad      *node // share that lands abroad, nil for none
	row         int
}

type alternative struct {
	line, choice      string
	allocator, abroad *node
	text, base        string
	grade             ledger.Grade
}

type exception struct {
	line        string
	from, until int
	region      region.ID
	allocator   *node
	text, why   string
}

// Read reads the ledger tables of a pack.
func Read(fsys fs.FS, regions *region.List) (*Tables, error) {
	t := &Tables{}
	var err error
	if t.facts, err = readFacts(fsys, regions); err != nil {
		return nil, err
	}
	if t.facts.sources, err = readSources(fsys); err != nil {
		return nil, err
	}
	if t.official, err = readOfficial(fsys); err != nil {
		return nil, err
	}
	if err := t.readLines(fsys); err != nil {
		return nil, err
	}
	if err := t.readAlternatives(fsys); err != nil {
		return nil, err
	}
	return t, t.readExceptions(fsys)
}

var roles = map[string]ledger.Role{"receipt": ledger.RoleReceipt, "benefit": ledger.RoleBenefit, "public good": ledger.RolePublicGood,
	"other place": ledger.RoleOtherPlace, "interest": ledger.RoleInterest, "unplaced": ledger.RoleUnplaced}

var natures = map[string]ledger.Nature{"recurring": ledger.Recurring, "timing": ledger.Timing, "one-off": ledger.OneOff}

var grades = map[string]ledger.Grade{"measured": ledger.Measured, "proxy": ledger.Proxy, "convention": ledger.ByConvention}

// word looks a cell up among the words allowed in its column.
func word[T any](s *sheet.Sheet, row int, column string, words map[string]T, errs *error) T {
	v, ok := words[s.Text(row, column)]
	if !ok && *errs == nil {
		valid := make([]string, 0, len(words))
		for w := range words {
			valid = append(valid, w)
		}
		slices.Sort(valid)
		*errs = s.Fault(row, column, fmt.Sprintf("%s is %q", column, s.Text(row, column)), strings.Join(valid, ", "), fault.Nearest(s.Text(row, column), valid))
	}
	return v
}

// expression parses a cell; an empty cell, or the word rest, gives nil.
func expression(s *sheet.Sheet, row int, column string, errs *error) *node {
	text := s.Text(row, column)
	if text == "" || text == "rest" {
		return nil
	}
	n, err := parse(text)
	if err != nil && *errs == nil {
		*errs = s.Fault(row, column, err.Error(), "an expression", "")
	}
	return n
}

func (t *Tables) readLines(fsys fs.FS) error {
	s, err := sheet.Read(fsys, "ledger/lines", "line", "from", "until", "side", "role", "nature", "function", "object", "household", "legacy", "topic",
		"pool", "amount", "allocator", "abroad", "grade", "title", "base", "improve")
	if err != nil {
		return err
	}
	for row := range s.Len() {
		var bad error
		d := definition{row: s.Line(row), pool: strings.Split(s.Text(row, "pool"), "+"),
			amount: expression(s, row, "amount", &bad), allocator: expression(s, row, "allocator", &bad), abroad: expression(s, row, "abroad", &bad)}
		d.line = ledger.Line{ID: s.Text(row, "line"), Title: s.Text(row, "title"), Side: word(s, row, "side", sides, &bad),
			Role: word(s, row, "role", roles, &bad), Nature: word(s, row, "nature", natures, &bad), Function: s.Text(row, "function"),
			Object: s.Text(row, "object"), Household: s.Text(row, "household"), Legacy: s.Text(row, "legacy") == "yes", Topic: s.Text(row, "topic"),
			Base: s.Text(row, "base"), Allocator: s.Text(row, "allocator"), Grade: word(s, row, "grade", grades, &bad), Improve: s.Text(row, "improve")}
		if d.from, err = s.Int(row, "from"); err != nil {
			return err
		}
		if d.until, err = s.Int(row, "until"); err != nil {
			return err
		}
		if bad != nil {
			return bad
		}
		if d.allocator == nil {
			return s.Fault(row, "allocator", "allocator is empty", "an expression", "")
		}
		t.lines = append(t.lines, d)
	}
	return nil
}

func (t *Tables) readAlternatives(fsys fs.FS) error {
	s, err := sheet.Read(fsys, "ledger/alternatives", "line", "choice", "allocator", "abroad", "grade", "base")
	if err != nil {
		return err
	}
	for row := range s.Len() {
		var bad error
		a := alternative{line: s.Text(row, "line"), choice: s.Text(row, "choice"), text: s.Text(row, "allocator"), base: s.Text(row, "base"),
			allocator: expression(s, row, "allocator", &bad), abroad: expression(s, row, "abroad", &bad), grade: word(s, row, "grade", grades, &bad)}
		if bad != nil {
			return bad
		}
		t.alternatives = append(t.alternatives, a)
	}
	return nil
}

func (t *Tables) readExceptions(fsys fs.FS) error {
	s, err := sheet.Read(fsys, "ledger/exceptions", "line", "from", "until", "region", "allocator", "why")
	if err != nil {
		return err
	}
	for row := range s.Len() {
		var bad error
		e := exception{line: s.Text(row, "line"), text: s.Text(row, "allocator"), why: s.Text(row, "why"), allocator: expression(s, row, "allocator", &bad)}
		if e.from, err = s.Int(row, "from"); err != nil {
			return err
		}
		if e.until, err = s.Int(row, "until"); err != nil {
			return err
		}
		id, ok := t.facts.regions.ByCode(s.Text(row, "region"))
		if !ok {
			return s.Fault(row, "region", fmt.Sprintf("region is %q", s.Text(row, "region")), "a region's code", "")
		}
		if e.region = id; bad != nil {
			return bad
		}
		t.exceptions = append(t.exceptions, e)
	}
	return nil
}

// builder works the lines of one year out, each when it is first asked for.
type builder struct {
	*Tables
	year    int
	lines   []definition
	index   map[string]int
	amounts map[string]money.Cents
	spread  map[string][]money.Cents
	busy    map[string]bool  // asked for and not yet known: a second asking is a circle
	uses    map[string][]use // what each line's allocator drew on

	amountUses map[string][]use // what each line's amount drew on
}

func (b *builder) regions() int { return b.facts.regions.Len() }

// Build makes the ledger of a fiscal year. It foots: the lines of each side sum to the official
// total to the cent, or Build gives an error.
func (t *Tables) Build(year int) (*ledger.Ledger, error) {
	b, err := t.builder(year)
	if err != nil {
		return nil, err
	}
	l := &ledger.Ledger{Year: year, Status: string(t.official.status[year]), Regions: t.facts.regions}
	for _, d := range b.lines {
		spread, err := b.share(d.line.ID)
		if err != nil {
			return nil, err
		}
		n := b.regions()
		line := d.line
		b.describe(&line, d)
		l.Lines = append(l.Lines, line)
		l.Cells = append(l.Cells, spread[:n:n])
		l.Territories = append(l.Territories, spread[n])
		l.Abroad = append(l.Abroad, spread[n+1])
		l.Outside = append(l.Outside, spread[n]+spread[n+1])
	}
	if err := b.addAlternatives(l); err != nil {
		return nil, err
	}
	return l, b.finish(l)
}

// builder readies the lines of a year.
func (t *Tables) builder(year int) (*builder, error) {
	if year < FirstYear || year > LastYear {
		return nil, fault.Usage("no ledger of %d; expected a fiscal year from %d to %d", year, FirstYear, LastYear)
	}
	b := &builder{Tables: t, year: year, index: map[string]int{}, amounts: map[string]money.Cents{}, spread: map[string][]money.Cents{},
		busy: map[string]bool{}, uses: map[string][]use{}, amountUses: map[string][]use{}}
	for _, d := range t.lines {
		if d.from <= year && year <= d.until {
			if _, twice := b.index[d.line.ID]; twice {
				return nil, fmt.Errorf("budget: line %s is defined twice for %d", d.line.ID, year)
			}
			b.index[d.line.ID] = len(b.lines)
			b.lines = append(b.lines, d)
		}
	}
	if err := b.checkPools(); err != nil {
		return nil, err
	}
	return b, nil
}

// checkPools sees that every part of the official budget is drawn on by one pool only, and that
// each pool has exactly one line that takes the rest.
func (b *builder) checkPools() error {
	pools := map[string]string{} // code → pool
	rest := map[string]string{}  // pool → line that takes the rest
	for _, d := range b.lines {
		name := strings.Join(d.pool, "+")
		for _, code := range d.pool {
			if other, ok := pools[code]; ok && other != name {
				return fmt.Errorf("budget: part %s of the budget is in two pools, %s and %s", code, other, name)
			}
			pools[code] = name
		}
		if d.amount == nil {
			if other, ok := rest[name]; ok {
				return fmt.Errorf("budget: lines %s and %s both take the rest of %s in %d", other, d.line.ID, name, b.year)
			}
			rest[name] = d.line.ID
		}
	}
	for _, leaf := range b.official.leaves[b.year] {
		if name, ok := pools[leaf.code]; !ok {
			return fmt.Errorf("budget: no line draws on part %s (%s) of %d", leaf.code, leaf.title, b.year)
		} else if rest[name] == "" {
			return fmt.Errorf("budget: no line takes the rest of %s in %d", name, b.year)
		}
	}
	return nil
}

func (b *builder) poolTotal(pool []string, year int) float64 {
	var sum money.Cents
	for _, code := range pool {
		sum += b.official.detail[year][code]
	}
	return sum.Dollars()
}

// amount gives a line's total.
func (b *builder) amount(id string) (money.Cents, error) {
	if amount, ok := b.amounts[id]; ok {
		return amount, nil
	}
	i, ok := b.index[id]
	if !ok {
		return 0, fmt.Errorf("budget: no line named %s in %d", id, b.year)
	}
	if b.busy[id] {
		return 0, fmt.Errorf("budget: the amount of line %s depends on itself", id)
	}
	b.busy[id] = true
	defer delete(b.busy, id)
	d := b.lines[i]
	var amount money.Cents
	if d.amount == nil {
		amount = money.ToCents(b.poolTotal(d.pool, b.year))
		for _, other := range b.lines {
			if other.amount == nil || !slices.Equal(other.pool, d.pool) {
				continue
			}
			part, err := b.amount(other.line.ID)
			if err != nil {
				return 0, err
			}
			amount -= part
		}
	} else {
		uses := []use{}
		c := context{build: b, year: b.year, exception: -1, amount: true, pool: d.pool, uses: &uses}
		v, err := c.eval(d.amount)
		if err != nil {
			return 0, fmt.Errorf("budget: amount of line %s in %d: %w", id, b.year, err)
		}
		dollars := v[len(v)-1]
		if math.IsNaN(dollars) || math.IsInf(dollars, 0) {
			return 0, fmt.Errorf("budget: amount of line %s in %d is %v", id, b.year, dollars)
		}
		amount = money.ToCents(dollars)
		b.amountUses[id] = uses
	}
	b.amounts[id] = amount
	return amount, nil
}

// share spreads a line over regions and places outside, in cents.
func (b *builder) share(id string) ([]money.Cents, error) {
	if spread, ok := b.spread[id]; ok {
		return spread, nil
	}
	amount, err := b.amount(id)
	if err != nil {
		return nil, err
	}
	if b.busy["share "+id] {
		return nil, fmt.Errorf("budget: the allocator of line %s depends on itself", id)
	}
	b.busy["share "+id] = true
	defer delete(b.busy, "share "+id)
	d := b.lines[b.index[id]]
	spread, uses, err := b.spreadBy(id, d, amount, d.allocator, d.abroad)
	if err != nil {
		return nil, err
	}
	b.uses[id] = uses
	b.spread[id] = spread
	return spread, nil
}

// spreadBy shares an amount by an allocator; exceptions stand in for the regions they name.
func (b *builder) spreadBy(id string, d definition, amount money.Cents, allocator, abroad *node) ([]money.Cents, []use, error) {
	var uses []use
	c := context{build: b, year: b.year, exception: -1, pool: d.pool, uses: &uses}
	v, err := c.eval(allocator)
	if err != nil {
		return nil, nil, fmt.Errorf("budget: allocator of line %s in %d: %w", id, b.year, err)
	}
	for _, e := range b.exceptions {
		if e.line != id || b.year < e.from || b.year > e.until {
			continue
		}
		at := c
		at.exception = int(e.region)
		x, err := at.eval(e.allocator)
		if err != nil {
			return nil, nil, fmt.Errorf("budget: exception of line %s in %d: %w", id, b.year, err)
		}
		v[e.region] = x[e.region]
	}
	weights := v[:len(v)-1]
	lands := 0.0
	if abroad != nil {
		x, err := c.eval(abroad)
		if err != nil {
			return nil, nil, fmt.Errorf("budget: share abroad of line %s in %d: %w", id, b.year, err)
		}
		lands = x[len(x)-1]
	}
	away := money.ToCents(float64(amount.Dollars() * lands))
	spread, err := money.Share(amount-away, weights)
	if err != nil {
		return nil, nil, fmt.Errorf("budget: line %s in %d: %w", id, b.year, err)
	}
	spread[len(spread)-1] += away
	return spread, uses, nil
}

// placed gives another line's amounts as an allocator, without signs.
func (b *builder) placed(id string) (vector, error) {
	spread, err := b.share(id)
	if err != nil {
		return nil, err
	}
	out := make(vector, b.regions()+len(outsiders))
	for i, c := range spread {
		out[i] = math.Abs(c.Dollars())
		out[len(out)-1] += out[i]
	}
	return out, nil
}

// receipts gives all recurring receipts by region.
func (b *builder) receipts(int) (vector, error) {
	out := make(vector, b.regions()+len(outsiders))
	for _, d := range b.lines {
		if d.line.Side != ledger.Receipt || d.line.Nature != ledger.Recurring {
			continue
		}
		spread, err := b.share(d.line.ID)
		if err != nil {
			return nil, err
		}
		for i, c := range spread {
			out[i] += c.Dollars()
			out[len(out)-1] += c.Dollars()
		}
	}
	return out, nil
}

// move brings figures of one year to another: by each region's growth of population, or by the
// growth of the national product.
func (b *builder) move(v vector, from, to int, byProduct bool) {
	name := "population"
	if byProduct {
		name = "national_product"
	}
	it := b.facts.items[name]
	then, now := it.cells[it.nearest(from)], it.cells[it.nearest(to)]
	last := len(v) - 1
	for i := range v {
		switch {
		case byProduct:
			v[i] = float64(v[i] * (now[last].value / then[last].value))
		case i < b.regions():
			v[i] = float64(v[i] * (now[i].value / then[i].value))
		}
	}
}

// describe fills what the line's own table does not say: year, sources, and whether it is carried.
func (b *builder) describe(line *ledger.Line, d definition) {
	line.AllocatorYear = b.year
	var sources []string
	for _, code := range d.pool {
		if _, ok := b.official.detail[b.year][code]; ok {
			sources = append(sources, b.official.source[b.year][line.Side])
			break
		}
	}
	for _, u := range append(slices.Clone(b.amountUses[line.ID]), b.uses[line.ID]...) {
		if !slices.Contains(sources, u.item.source[u.year]) {
			sources = append(sources, u.item.source[u.year])
		}
	}
	if line.Grade == ledger.ByConvention {
		line.Source = strings.Join(sources, "+")
		return
	}
	for _, u := range b.uses[line.ID] {
		if abs(u.year-u.wanted) > abs(line.AllocatorYear-b.year) {
			line.AllocatorYear = b.year + u.year - u.wanted
		}
		if u.year != u.wanted {
			line.Grade = ledger.Carried
		}
	}
	line.Source = strings.Join(sources, "+")
}

func (b *builder) addAlternatives(l *ledger.Ledger) error {
	for _, a := range b.alternatives {
		i, ok := b.index[a.line]
		if !ok {
			continue
		}
		spread, uses, err := b.spreadBy(a.line, b.lines[i], b.amounts[a.line], a.allocator, a.abroad)
		if err != nil {
			return err
		}
		year := b.year
		for _, u := range uses {
			if abs(u.year-u.wanted) > abs(year-b.year) {
				year = b.year + u.year - u.wanted
			}
		}
		n := b.regions()
		l.Alternatives = append(l.Alternatives, ledger.Alternative{Line: i, Choice: a.choice, Cells: spread[:n:n], Outside: spread[n] + spread[n+1],
			Base: a.base, Allocator: a.text, AllocatorYear: year, Grade: a.grade})
	}
	return nil
}

// finish adds the keys by which conventions share, and checks the footing.
func (b *builder) finish(l *ledger.Ledger) error {
	for name, to := range map[string]*[]money.Cents{"personal_income": &l.PersonalIncome, "gdp": &l.GDP} {
		it := b.facts.items[name]
		cells := it.cells[it.nearest(b.year)]
		for i := range b.regions() {
			*to = append(*to, money.ToCents(cells[i].value))
		}
	}
	held := b.facts.items["stock_held_abroad"]
	abroad := held.cells[held.nearest(b.year)]
	l.ForeignStock = abroad[len(abroad)-1].value
	people := b.facts.items["population"]
	cells := people.cells[people.nearest(b.year)]
	for i := range b.regions() {
		l.Population = append(l.Population, int64(math.Round(cells[i].value)))
	}
	for i, d := range b.lines {
		var official money.Cents
		if d.amount == nil {
			official = money.ToCents(b.poolTotal(d.pool, b.year))
			for j, other := range b.lines {
				if slices.Equal(other.pool, d.pool) && j != i {
					official -= l.Total(j)
				}
			}
			if l.Total(i) != official {
				return fmt.Errorf("budget: line %s of %d does not foot", d.line.ID, b.year)
			}
		}
		l.Parts = append(l.Parts, strings.Join(d.pool, "+"))
	}
	l.Official = map[ledger.Side]money.Cents{ledger.Receipt: b.official.totals[b.year][ledger.Receipt], ledger.Outlay: b.official.totals[b.year][ledger.Outlay]}
	return l.Foot()
}
