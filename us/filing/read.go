// Package filing makes filing units of a household of people: who is married, who is whose
// dependent, which status each return has, and, where the law leaves a choice, which is cheaper.
package filing

import (
	"fmt"
	"math"
	"reflect"
	"strings"

	"commonpurse/fault"
	"commonpurse/us/unit"

	"github.com/goccy/go-yaml"
)

// oldest is the highest age taken for one; hoursWeek is all hours of a week.
const (
	oldest    = 125
	hoursWeek = 168
)

// Read reads a household's file strictly. Mistakes are told with their places.
func Read(file string, data []byte) (*unit.Household, error) {
	if err := fault.Bounded(file, data); err != nil {
		return nil, err
	}
	h := &unit.Household{}
	at, err := readPlaces(file, data)
	if err != nil {
		return nil, err
	}
	if err := yaml.UnmarshalWithOptions(data, h, yaml.Strict()); err != nil {
		return nil, located(file, err)
	}
	faults := check(h, at)
	for _, f := range faults {
		f.File = file
	}
	if err := faults.Or(); err != nil {
		return nil, err
	}
	return h, nil
}

// located turns the YAML reader's error, whose text begins with [line:column], into a fault.
func located(file string, err error) error {
	f := &fault.Fault{File: file}
	text := strings.SplitN(err.Error(), "\n", 2)[0]
	if n, scanErr := fmt.Sscanf(text, "[%d:%d]", &f.Line, &f.Column); scanErr == nil && n == 2 {
		text = strings.TrimSpace(text[strings.Index(text, "]")+1:])
	}
	f.Problem = text
	var unknown string
	if n, scanErr := fmt.Sscanf(text, "unknown field %q", &unknown); scanErr == nil && n == 1 {
		f.Expected = "a key of a household or of a person"
		f.Nearest = fault.Nearest(unknown, append(keys(reflect.TypeFor[unit.Household]()), keys(reflect.TypeFor[unit.Person]())...))
	}
	return f
}

// keys lists the YAML keys of a struct.
func keys(t reflect.Type) []string {
	list := make([]string, t.NumField())
	for i := range list {
		list[i] = t.Field(i).Tag.Get("yaml")
	}
	return list
}

// Keys lists the keys of a household's file and of a person in it.
func Keys() (household, person []string) {
	return keys(reflect.TypeFor[unit.Household]()), keys(reflect.TypeFor[unit.Person]())
}

// Check tells what is wrong with a household: nobody in it, names that are missing, twice or not
// there, ages and amounts that cannot be.
func Check(h *unit.Household) error { return check(h, nil).Or() }

// adder notes a mistake at a key of the file, "rent" or "people[2].age".
type adder func(key, format string, args ...any)

func check(h *unit.Household, at places) (faults fault.List) {
	add := func(key, format string, args ...any) {
		f := fault.Usage(format, args...)
		f.Line, f.Column = at.of(key)
		faults = append(faults, f)
	}
	if len(h.People) == 0 {
		add("people", "nobody lives in the household; expected people: with at least one")
	}
	amounts(reflect.ValueOf(*h), "", "the household", add)
	seen := map[string]bool{}
	names := make([]string, 0, len(h.People))
	for i := range h.People {
		if name := h.People[i].Name; name != "" {
			names = append(names, name)
		}
	}
	for i := range h.People {
		p := &h.People[i]
		who, mine := describe(h, i), personKey(i)
		if p.Name != "" && seen[p.Name] {
			add(mine+"name", "two people are named %s", p.Name)
		}
		seen[p.Name] = true
		if p.Age < 0 || p.Age > oldest {
			add(mine+"age", "age of %s is %d; expected 0 to %d", who, p.Age, oldest)
		}
		if p.Tips+p.Overtime > p.Wages {
			add(mine+"tips", "tips and overtime of %s are more than the wages they are part of", who)
		}
		if p.QualifiedDividends > p.OrdinaryDividends {
			add(mine+"qualified_dividends", "qualified dividends of %s are more than the ordinary dividends they are part of", who)
		}
		if p.WorkHours > hoursWeek {
			add(mine+"work_hours", "work_hours of %s is %v; expected hours a week, 0 to %d", who, p.WorkHours, hoursWeek)
		}
		amounts(reflect.ValueOf(*p), mine, who, add)
		for key, name := range relations(p) {
			if name == "" {
				continue
			}
			if name == p.Name || find(h, name) < 0 {
				line, column := at.of(mine + key)
				faults = append(faults, &fault.Fault{Line: line, Column: column, Problem: fmt.Sprintf("%s of %s is %s, who is not another person of the household", key, who, name),
					Expected: "a name in people", Nearest: fault.Nearest(name, names)})
			}
		}
	}
	checkMarriages(h, add)
	checkDescent(h, add)
	return faults
}

// personKey is the start of the keys of a person.
func personKey(i int) string { return fmt.Sprintf("people[%d].", i) }

func relations(p *unit.Person) map[string]string {
	return map[string]string{"spouse_of": p.SpouseOf, "child_of": p.ChildOf, "child_of_too": p.ChildOfToo,
		"sibling_of": p.SiblingOf, "parent_of": p.ParentOf, "relative_of": p.RelativeOf}
}

// mayBeNegative are amounts that a loss makes negative.
var mayBeNegative = map[string]bool{"self_employment": true, "farm": true, "partnership_s_corp": true, "partnership_earnings": true,
	"passive_business": true, "rent_royalty": true, "short_term_gains": true, "long_term_gains": true, "other_income": true}

func amounts(v reflect.Value, under, who string, add adder) {
	for i := range v.NumField() {
		if v.Field(i).Kind() != reflect.Float64 {
			continue
		}
		key, x := v.Type().Field(i).Tag.Get("yaml"), v.Field(i).Float()
		switch {
		case math.IsNaN(x) || math.IsInf(x, 0) || math.Abs(x) > 1e12:
			add(under+key, "%s of %s is %v; expected dollars a year", key, who, x)
		case x < 0 && !mayBeNegative[key]:
			add(under+key, "%s of %s is %v; expected an amount not below zero", key, who, x)
		}
	}
}

func checkMarriages(h *unit.Household, add adder) {
	for i := range h.People {
		of := find(h, h.People[i].SpouseOf)
		if of < 0 {
			continue
		}
		if back := find(h, h.People[of].SpouseOf); back >= 0 && back != i {
			add(personKey(i)+"spouse_of", "%s is married to %s, who is married to another", describe(h, i), describe(h, of))
		}
		for j := range i {
			if find(h, h.People[j].SpouseOf) == of {
				add(personKey(i)+"spouse_of", "%s and %s are both married to %s", describe(h, j), describe(h, i), describe(h, of))
			}
		}
	}
}

// checkDescent refuses a person who is his own forebear.
func checkDescent(h *unit.Household, add adder) {
	for i := range h.People {
		at := i
		for range h.People {
			at = find(h, h.People[at].ChildOf)
			if at < 0 {
				break
			}
			if at == i {
				add(personKey(i)+"child_of", "%s descends from himself or herself", describe(h, i))
				break
			}
		}
	}
}

// find gives the place of a name among the people, -1 when it is empty or not there.
func find(h *unit.Household, name string) int {
	if name == "" {
		return -1
	}
	for i := range h.People {
		if h.People[i].Name == name {
			return i
		}
	}
	return -1
}

// describe names a person for a reader.
func describe(h *unit.Household, i int) string {
	if name := h.People[i].Name; name != "" {
		return name
	}
	return fmt.Sprintf("person %d", i+1)
}
