// Package published holds the published amounts, limits and rates of government programs: rows of
// (item, region, area, key, from, value) with what is known about each item. A value is asked for by
// date, and comes with a grade: published for that date, carried from another year by a stated
// index, or not known. Nothing here knows a rule.
package published

import (
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"strings"

	"commonpurse/fault"
	"commonpurse/sheet"
)

// Date is a day as year×10000 + month×100 + day.
type Date int32

// Day makes a date.
func Day(year, month, day int) Date { return Date(year*10000 + month*100 + day) }

// Year gives the year of a date.
func (d Date) Year() int { return int(d) / 10000 }

// months counts months since year 0, for distances.
func (d Date) months() int { return d.Year()*12 + int(d)/100%100 }

// String writes the date as 2006-01-02.
func (d Date) String() string {
	return fmt.Sprintf("%04d-%02d-%02d", d.Year(), int(d)/100%100, int(d)%100)
}

// ParseDate reads 2006-01-02.
func ParseDate(text string) (Date, error) {
	parts := strings.Split(text, "-")
	if len(parts) != 3 || len(parts[0]) != 4 || len(parts[1]) != 2 || len(parts[2]) != 2 {
		return 0, fmt.Errorf("date is %q; expected YYYY-MM-DD", text)
	}
	var n [3]int
	for i, p := range parts {
		v, err := strconv.Atoi(p)
		if err != nil || v < 1 {
			return 0, fmt.Errorf("date is %q; expected YYYY-MM-DD", text)
		}
		n[i] = v
	}
	if n[1] > 12 || n[2] > 31 {
		return 0, fmt.Errorf("date is %q; expected a month from 01 to 12 and a day from 01 to 31", text)
	}
	return Day(n[0], n[1], n[2]), nil
}

// Grade says how good a value is for the date it was asked for.
type Grade uint8

// The grades, best first.
const (
	Published Grade = iota // stands in a publication that speaks for the date
	Carried                // taken from the nearest published year, by the item's index
	NotKnown               // no row, and no rule to carry one
)

// String gives the grade's name.
func (g Grade) String() string { return [...]string{"published", "carried", "not known"}[g] }

// Value is an amount with its grade.
type Value struct {
	Amount float64 // may be Inf (no limit) or -Inf (not covered)
	Grade  Grade
	Years  int // whole years between the date and the publication used, when carried
}

// NoLimit and NotCovered are the two words a value may be instead of a number.
var (
	NoLimit    = math.Inf(1)
	NotCovered = math.Inf(-1)
)

// Item is what is known about one published item.
type Item struct {
	Program, Name, Unit, Period, Meaning string
	Annual                               bool   // published anew each year: a row speaks for twelve months
	Carry                                string // index that carries it to other years: flat, cpi, health, benchmark, wage
	Citation, Source                     string
	first, last                          Date // earliest and latest publication
}

// row is one dated value.
type row struct {
	from  Date
	value float64
}

// place names one series of rows.
type place struct{ program, item, region, area, key string }

// Rows is the whole set, made by Load and not changed afterwards.
type Rows struct {
	items  map[[2]string]*Item
	order  []*Item
	series map[place][]row
	keys   map[place][]string // keys of (program, item, region, area), in file order
	areas  map[place][]string // areas of (program, item, region)
	prices []float64          // CPI-U by month from firstPrice, continued by the last year's growth
}

// The months of the price series, counted from year 0.
var (
	firstPrice = Day(2012, 1, 1).months()
	lastPrice  = Day(2030, 12, 1).months()
)

// Load reads items.csv and one table a program from the room's folder.
func Load(room fs.FS) (*Rows, error) {
	r := &Rows{
		items: map[[2]string]*Item{}, series: map[place][]row{},
		keys: map[place][]string{}, areas: map[place][]string{},
	}
	if err := r.loadItems(room); err != nil {
		return nil, err
	}
	done := map[string]bool{}
	for _, item := range r.order {
		if done[item.Program] {
			continue
		}
		done[item.Program] = true
		if err := r.loadProgram(room, item.Program); err != nil {
			return nil, err
		}
	}
	for _, item := range r.order {
		if item.last == 0 {
			return nil, fmt.Errorf("published: item %s of %s has no row", item.Name, item.Program)
		}
	}
	r.loadPrices()
	return r, nil
}

func (r *Rows) loadItems(room fs.FS) error {
	s, err := sheet.Read(room, "items", "program", "item", "unit", "period", "meaning", "publication", "carry", "citation", "source")
	if err != nil {
		return err
	}
	for i := range s.Len() {
		text := func(column string) string { return s.Text(i, column) }
		item := &Item{
			Program: text("program"), Name: text("item"), Unit: text("unit"), Period: text("period"), Meaning: text("meaning"),
			Annual: text("publication") == "annual", Carry: text("carry"), Citation: text("citation"), Source: text("source"),
		}
		if p := text("publication"); p != "annual" && p != "standing" {
			return s.Fault(i, "publication", fmt.Sprintf("publication is %q", p), "annual or standing", "")
		}
		if !slices.Contains(carries, item.Carry) {
			return s.Fault(i, "carry", fmt.Sprintf("carry is %q", item.Carry), strings.Join(carries, ", "), "")
		}
		k := [2]string{item.Program, item.Name}
		if r.items[k] != nil {
			return s.Fault(i, "item", fmt.Sprintf("item %q of %s twice", item.Name, item.Program), "one row an item", "")
		}
		r.items[k] = item
		r.order = append(r.order, item)
	}
	return nil
}

func (r *Rows) loadProgram(room fs.FS, program string) error {
	s, err := sheet.Read(room, program, "item", "region", "area", "key", "from", "value")
	if err != nil {
		return err
	}
	var faults fault.List
	for i := range s.Len() {
		item := r.items[[2]string{program, s.Text(i, "item")}]
		if item == nil {
			faults = append(faults, s.Fault(i, "item", fmt.Sprintf("item %q is not in items.csv", s.Text(i, "item")), "an item of "+program, ""))
			continue
		}
		from, err := ParseDate(s.Text(i, "from"))
		if err != nil {
			faults = append(faults, s.Fault(i, "from", err.Error(), "", ""))
			continue
		}
		value, err := readValue(s, i)
		if err != nil {
			faults = append(faults, s.Fault(i, "value", err.Error(), "a number, no limit or not covered", ""))
			continue
		}
		at := place{program, item.Name, s.Text(i, "region"), s.Text(i, "area"), s.Text(i, "key")}
		rows := r.series[at]
		if n := len(rows); n > 0 && rows[n-1].from >= from {
			faults = append(faults, s.Fault(i, "from", "not after the row before it", "rows of a series in order of date", ""))
			continue
		}
		if len(rows) == 0 {
			noKey, noArea := at, at
			noKey.key = ""
			r.keys[noKey] = append(r.keys[noKey], at.key)
			noArea.key, noArea.area = "", ""
			if !slices.Contains(r.areas[noArea], at.area) {
				r.areas[noArea] = append(r.areas[noArea], at.area)
			}
		}
		r.series[at] = append(rows, row{from, value})
		if item.first == 0 || from < item.first {
			item.first = from
		}
		item.last = max(item.last, from)
	}
	return faults.Or()
}

// readValue reads a number or one of the two words. Survey files write missing values as large
// negative numbers: such a number is refused, for no amount here is far below zero.
func readValue(s *sheet.Sheet, i int) (float64, error) {
	switch text := s.Text(i, "value"); text {
	case "no limit":
		return NoLimit, nil
	case "not covered":
		return NotCovered, nil
	default:
		v, err := strconv.ParseFloat(text, 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			return 0, fmt.Errorf("value is %q", text)
		}
		if v < missingBelow {
			return 0, fmt.Errorf("value %q looks like a code for a missing value", text)
		}
		return v, nil
	}
}

// missingBelow: the lowest true value is the student aid index of -1,500 dollars.
const missingBelow = -10_000

// Items lists the items in file order.
func (r *Rows) Items() []*Item { return r.order }

// Keys lists the keys that an item has in a region and area, in file order.
func (r *Rows) Keys(program, item, region, area string) []string {
	return r.keys[place{program, item, region, area, ""}]
}

// Areas lists the areas that an item has in a region ("" is the whole region).
func (r *Rows) Areas(program, item, region string) []string {
	return r.areas[place{program, item, region, "", ""}]
}

// Has says whether there is a row in force on the date, without carrying.
func (r *Rows) Has(program, item, region, area, key string) bool {
	return len(r.series[place{program, item, region, area, key}]) > 0
}

// Stamped gives the first value of a series as printed, in the prices of its own date.
func (r *Rows) Stamped(program, item, region, area, key string) float64 {
	if rows := r.series[place{program, item, region, area, key}]; len(rows) > 0 {
		return rows[0].value
	}
	return 0
}

// At gives the value of an item for a region, area and key on a date. An item without a row there is
// NotKnown, with amount 0; an unknown item is an error of the program, reported by grade too.
func (r *Rows) At(program, item, region, area, key string, on Date) Value {
	rows := r.series[place{program, item, region, area, key}]
	if len(rows) == 0 {
		return Value{Grade: NotKnown}
	}
	about := r.items[[2]string{program, item}]
	n, found := slices.BinarySearchFunc(rows, on, func(x row, d Date) int { return int(x.from) - int(d) })
	if !found {
		n--
	}
	if n < 0 {
		years := yearsBetween(on, rows[0].from)
		if about.Annual && years < 1 {
			years = 1
		}
		return r.carry(about, rows[0], on, years)
	}
	used := rows[n]
	if !about.Annual {
		return Value{Amount: used.value}
	}
	// A yearly publication speaks for twelve months; a value that did not change was not always
	// printed again, so the item's latest publication is what counts.
	speaksFrom := used.from
	if n == len(rows)-1 && about.last > speaksFrom && on.months() < about.last.months()+12 {
		return Value{Amount: used.value}
	}
	if n < len(rows)-1 || on.months() < speaksFrom.months()+12 {
		return Value{Amount: used.value}
	}
	return r.carry(about, used, on, max(1, yearsBetween(speaksFrom, on)))
}

func yearsBetween(a, b Date) int {
	m := b.months() - a.months()
	if m < 0 {
		m = -m
	}
	return (m + 6) / 12
}

// The indices that carry a value to a year without a publication.
var carries = []string{"flat", "cpi", "june", "health", "benchmark", "wage", "none"}

func (r *Rows) carry(about *Item, used row, on Date, years int) Value {
	if about.Carry == "none" {
		return Value{Grade: NotKnown}
	}
	v := Value{Amount: used.value, Grade: Carried, Years: years}
	if math.IsInf(v.Amount, 0) {
		return v
	}
	if about.Carry == "june" { // 7 USC 2012(u), 2014(e): prices of June, whole dollars, rounded down
		v.Amount = math.Floor(float64(v.Amount*r.price(juneBefore(on))/r.price(juneBefore(used.from))) + 1e-9)
		return v
	}
	v.Amount = float64(v.Amount * r.ratio(about.Carry, used.from, on))
	return v
}

// juneBefore is the June whose prices a fiscal year's standards follow: the one before its October.
func juneBefore(on Date) Date {
	year := on.Year()
	if int(on)/100%100 < 10 {
		year--
	}
	return Day(year, 6, 1)
}

// ratio is the index of a month over that of another. Prices are the CPI-U; medical costs per
// person and weekly wages have grown faster: two points and one point a year above prices.
func (r *Rows) ratio(index string, from, to Date) float64 {
	years := float64(to.months()-from.months()) / 12
	switch index {
	case "cpi":
		return r.price(to) / r.price(from)
	case "health":
		return r.price(to) / r.price(from) * math.Pow(1.02, years)
	case "wage":
		return r.price(to) / r.price(from) * math.Pow(1.01, years)
	case "benchmark":
		a := r.At("aca", "national_average_benchmark", "US", "", "", from)
		b := r.At("aca", "national_average_benchmark", "US", "", "", to)
		if a.Grade == Published && b.Grade == Published {
			return b.Amount / a.Amount
		}
	}
	return 1
}

// loadPrices lays the monthly CPI-U out as a line without gaps: a month that was not published has
// the one before it, and months to come grow as the last twelve did.
func (r *Rows) loadPrices() {
	r.prices = make([]float64, lastPrice-firstPrice+1)
	for _, x := range r.series[place{"cpi", "cpi_u_monthly", "US", "", ""}] {
		if at := x.from.months() - firstPrice; at >= 0 && at < len(r.prices) {
			r.prices[at] = x.value
		}
	}
	for i := range r.prices { // before the series: its first month
		if r.prices[i] > 0 {
			for j := range i {
				r.prices[j] = r.prices[i]
			}
			break
		}
	}
	last := len(r.prices) - 1
	for last > 0 && r.prices[last] == 0 {
		last--
	}
	growth := 1.0
	if last >= 12 && r.prices[last-12] > 0 {
		growth = math.Pow(r.prices[last]/r.prices[last-12], 1.0/12)
	}
	for i := 1; i < len(r.prices); i++ {
		if r.prices[i] == 0 && i < last {
			r.prices[i] = r.prices[i-1]
		}
		if i > last {
			r.prices[i] = float64(r.prices[i-1] * growth)
		}
	}
}

// price is the level of the CPI-U in a month; before the series it is that of its first month.
func (r *Rows) price(on Date) float64 {
	at := max(0, min(on.months()-firstPrice, len(r.prices)-1))
	if p := r.prices[at]; p > 0 {
		return p
	}
	return 1
}

// Prices is the price level of a month over that of another.
func (r *Rows) Prices(from, to Date) float64 { return r.price(to) / r.price(from) }

// Amendment is a row that an act lays over the published ones: the value holds from its date.
type Amendment struct {
	Program, Item, Region, Area, Key string
	From                             Date
	Value                            float64
}

// With gives a copy of the rows with amendments laid over them: rows of the same series from the
// amendment's date on are replaced. An amendment of an unknown item or series is the user's fault.
func (r *Rows) With(amendments []Amendment) (*Rows, error) {
	out := *r
	out.series = make(map[place][]row, len(r.series))
	for at, rows := range r.series { // copying a map does not depend on its order
		out.series[at] = rows
	}
	var faults fault.List
	for _, a := range amendments {
		if r.items[[2]string{a.Program, a.Item}] == nil {
			names := make([]string, len(r.order))
			for i, item := range r.order {
				names[i] = item.Program + "." + item.Name
			}
			written := a.Program + "." + a.Item
			faults = append(faults, &fault.Fault{Problem: fmt.Sprintf("program parameter %q is not known", written), Nearest: fault.Nearest(written, names)})
			continue
		}
		at := place{a.Program, a.Item, a.Region, a.Area, a.Key}
		if len(out.series[at]) == 0 {
			faults = append(faults, fault.Usage("%s.%s has no rows for region %q, area %q, key %q", a.Program, a.Item, a.Region, a.Area, a.Key))
			continue
		}
		var kept []row
		for _, x := range out.series[at] {
			if x.from < a.From {
				kept = append(kept, x)
			}
		}
		out.series[at] = append(kept, row{a.From, a.Value})
	}
	return &out, faults.Or()
}
