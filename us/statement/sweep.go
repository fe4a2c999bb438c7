package statement

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"

	"commonpurse/fault"
	"commonpurse/table"
	"commonpurse/us/filing"
	"commonpurse/us/irc"
	"commonpurse/us/programs"
	"commonpurse/us/unit"
)

// round cuts a rate to a millionth, what the arithmetic of a cent bears.
func round(x float64) float64 { return math.Round(x*1e6) / 1e6 }

// Sweep is a range of one income: `wages=0..100000/500`, or `Ben.wages=...` for one who is not the
// first of the household.
type Sweep struct {
	Person   string // "" is the first
	Key      string
	From, To float64
	Step     float64
}

// mostPoints keeps a curve within what can be drawn and read.
const mostPoints = 20000

// ParseSweep reads a sweep's spelling.
func ParseSweep(text string) (*Sweep, error) {
	bad := func(problem string) error {
		return &fault.Fault{File: "--sweep", Problem: fmt.Sprintf("%s in %q", problem, text), Expected: "KEY=FROM..TO/STEP, such as wages=0..100000/500"}
	}
	key, span, ok := strings.Cut(text, "=")
	if !ok {
		return nil, bad("no =")
	}
	s := &Sweep{Key: key}
	if who, what, named := strings.Cut(key, "."); named {
		s.Person, s.Key = who, what
	}
	limits, step, ok := strings.Cut(span, "/")
	if !ok {
		return nil, bad("no /STEP")
	}
	from, to, ok := strings.Cut(limits, "..")
	if !ok {
		return nil, bad("no FROM..TO")
	}
	var err error
	for _, number := range []struct {
		text string
		into *float64
	}{{from, &s.From}, {to, &s.To}, {step, &s.Step}} {
		*number.into, err = strconv.ParseFloat(strings.ReplaceAll(number.text, "_", ""), 64)
		if err != nil || math.IsNaN(*number.into) || math.IsInf(*number.into, 0) {
			return nil, bad(fmt.Sprintf("%q is no number", number.text))
		}
	}
	if s.Step <= 0 || s.To < s.From || (s.To-s.From)/s.Step > mostPoints {
		return nil, bad(fmt.Sprintf("a range that is empty or has more than %d points", mostPoints))
	}
	if sweepField(&unit.Person{}, s.Key) == nil {
		var keys []string
		t := reflect.TypeFor[unit.Person]()
		for i := range t.NumField() {
			if t.Field(i).Type.Kind() == reflect.Float64 {
				keys = append(keys, t.Field(i).Tag.Get("yaml"))
			}
		}
		return nil, &fault.Fault{File: "--sweep", Problem: fmt.Sprintf("a person has no amount %q", s.Key), Nearest: fault.Nearest(s.Key, keys)}
	}
	return s, nil
}

// sweepField finds a person's amount by its key, or nil.
func sweepField(p *unit.Person, key string) *float64 {
	v := reflect.ValueOf(p).Elem()
	for i := range v.NumField() {
		if v.Type().Field(i).Tag.Get("yaml") == key {
			if amount, ok := v.Field(i).Addr().Interface().(*float64); ok {
				return amount
			}
		}
	}
	return nil
}

// Curve works a household out at each point of a sweep, with the benefits of the programs when they
// are given. A point is a cliff when the household keeps less than at the point before though it has
// more.
func (s *Sweep) Curve(p *irc.Params, g *programs.Params, h *unit.Household) (table.Table, error) {
	t := table.Table{Name: "curve", Title: "Taxes, benefits and what is kept as " + s.Key + " rise",
		Notes: []string{"marginal_rate is what the law takes of the way from the point before. A cliff is a point where the household keeps less than at the point before; cliff_with_medical: it has less there once medical benefits count at their cost to government. lost says which program ends there or falls."},
		Columns: []table.Column{{Name: s.Key, Unit: "USD/year"}, {Name: "income_tax", Unit: "USD/year"}, {Name: "refundable_credits", Unit: "USD/year", Note: "within income_tax"},
			{Name: "payroll_tax", Unit: "USD/year", Note: "without the employer's"}, {Name: "benefits", Unit: "USD/year", Note: "cash and near cash, as entitled"},
			{Name: "medical_benefits", Unit: "USD/year", Note: "not in disposable_income"},
			{Name: "disposable_income", Unit: "USD/year"}, {Name: "marginal_rate", Unit: "share"}, {Name: "cliff"}, {Name: "cliff_with_medical"}, {Name: "lost"}}}
	moved := *h
	moved.People = append([]unit.Person(nil), h.People...)
	who, err := s.who(&moved)
	if err != nil {
		return t, err
	}
	amount := sweepField(&moved.People[who], s.Key)
	before, allBefore := math.NaN(), math.NaN()
	var had *benefits
	for n := 0; ; n++ {
		x := s.From + float64(float64(n)*s.Step)
		if x > s.To+s.Step/1e6 {
			return t, nil
		}
		*amount = x
		units, err := filing.Units(p, &moved)
		if err != nil {
			return t, err
		}
		given, err := benefitsOf(g, units)
		if err != nil {
			return t, err
		}
		got := sum(units)
		net := got.afterTax() + reported(&moved, given != nil)
		var cash, medical any
		if given != nil {
			cash, medical = given.cash, given.medical
			net += given.cash
		}
		all := net
		if given != nil {
			all += given.medical
		}
		var rate any
		if n > 0 {
			rate = round(1 - (net-before)/s.Step)
		}
		t.Add(x, got.income, got.refundable, got.payroll, cash, medical, net, rate, n > 0 && net < before-cent, n > 0 && all < allBefore-cent,
			lost(had, given, max(before-net, allBefore-all)))
		before, allBefore, had = net, all, given
	}
}

// who finds the person whose amount moves.
func (s *Sweep) who(h *unit.Household) (int, error) {
	if s.Person == "" {
		return 0, nil
	}
	names := make([]string, len(h.People))
	for i := range h.People {
		if h.People[i].Name == s.Person {
			return i, nil
		}
		names[i] = h.People[i].Name
	}
	return 0, &fault.Fault{File: "--sweep", Problem: "nobody is named " + s.Person, Nearest: fault.Nearest(s.Person, names)}
}
