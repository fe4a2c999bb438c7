package unit

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// leaves counts the values a struct holds, structs and arrays within it included.
func leaves(t reflect.Type) int {
	switch t.Kind() {
	case reflect.Struct:
		n := 0
		for i := range t.NumField() {
			n += leaves(t.Field(i).Type)
		}
		return n
	case reflect.Array:
		return t.Len() * leaves(t.Elem())
	}
	return 1
}

// Every value of Facts and Result has an item: nothing is out of reach of files and commands.
func TestItemsAreAllThereIs(t *testing.T) {
	if got, want := len(FactItems()), leaves(reflect.TypeFor[Facts]()); got != want {
		t.Errorf("%d items for %d facts", got, want)
	}
	if got, want := len(ResultItems()), leaves(reflect.TypeFor[Result]()); got != want {
		t.Errorf("%d items for %d results", got, want)
	}
	for _, items := range [][]Item{FactItems(), ResultItems()} {
		names := Names(items)
		for i := range items {
			if Find(items, names[i]) != &items[i] {
				t.Errorf("%s is not found by its name", names[i])
			}
		}
		if Find(items, "no_such_item") != nil || Find(items, "") != nil {
			t.Error("an item that is not there is found")
		}
	}
}

// An item set changes that item alone, to what was set as far as its kind holds it.
func TestSettingOneItemMovesNoOther(t *testing.T) {
	facts := FactItems()
	rapid.Check(t, func(t *rapid.T) {
		var f Facts
		which := rapid.IntRange(0, len(facts)-1).Draw(t, "item")
		value := rapid.Float64Range(-1e9, 1e9).Draw(t, "value")
		want := value
		switch {
		case !facts[which].Whole(&f):
		case isBool(&facts[which], &f):
			want = 0
			if value != 0 {
				want = 1
			}
		default:
			value = math.Trunc(math.Mod(value, 100))
			want = value
		}
		facts[which].Set(&f, value)
		for i := range facts {
			got := facts[i].Value(&f)
			if i == which && got != want || i != which && got != 0 {
				t.Errorf("%s set to %v: %s reads %v", facts[which].Name, value, facts[i].Name, got)
			}
		}
	})
}

func isBool(item *Item, f *Facts) bool {
	item.Set(f, 2)
	two := item.Value(f)
	item.Set(f, 0)
	return two == 1
}

// Dollars are not whole, and counts, statuses and yes-or-no are.
func TestWhole(t *testing.T) {
	var f Facts
	for name, want := range map[string]bool{"status": true, "claimed": true, "dependents": true, "age_head": true, "blind_spouse": true,
		"wages_head": false, "interest": false, "american_opportunity_expenses_4": false} {
		if item := Find(FactItems(), name); item == nil || item.Whole(&f) != want {
			t.Errorf("%s is whole: %v", name, item)
		}
	}
}

// The filer and the spouse enter the same things, the one under _head, the other under _spouse.
func TestFilersEnterTheSame(t *testing.T) {
	heads, spouses := 0, 0
	for _, item := range FactItems() {
		switch {
		case strings.HasPrefix(item.Field, "Head."):
			heads++
			twin := Find(FactItems(), strings.TrimSuffix(item.Name, "_head")+"_spouse")
			if twin == nil || twin.Line != item.Line || strings.TrimPrefix(twin.Field, "Spouse.") != strings.TrimPrefix(item.Field, "Head.") {
				t.Errorf("%s has no twin of the spouse", item.Name)
			}
		case strings.HasPrefix(item.Field, "Spouse."):
			spouses++
		}
	}
	if heads != spouses || heads != reflect.TypeFor[Filer]().NumField() {
		t.Errorf("%d items of the filer, %d of the spouse", heads, spouses)
	}
}

func TestStatuses(t *testing.T) {
	seen := map[string]bool{}
	for s := range Status(Statuses) {
		if seen[s.String()] || s.String() == "" || strings.Contains(s.String(), " ") {
			t.Errorf("status %d is named %q", s, s.String())
		}
		seen[s.String()] = true
		f := Facts{Status: s}
		if want := map[bool]int{true: 2, false: 1}[s == Joint]; f.Filers() != want {
			t.Errorf("%s has %d filers", s, f.Filers())
		}
	}
	for _, s := range []Status{-1, Statuses} {
		if s.String() != "unknown status" {
			t.Errorf("status %d is named %q", s, s.String())
		}
	}
}

// Every key of a household's file is named once, and no person's key is a household's.
func TestHouseholdKeys(t *testing.T) {
	seen := map[string]string{}
	for _, of := range []reflect.Type{reflect.TypeFor[Person](), reflect.TypeFor[Household]()} {
		for i := range of.NumField() {
			key := of.Field(i).Tag.Get("yaml")
			if key == "" || key != strings.ToLower(key) || seen[key] != "" {
				t.Errorf("%s.%s has the key %q, as has %q", of.Name(), of.Field(i).Name, key, seen[key])
			}
			seen[key] = of.Name() + "." + of.Field(i).Name
		}
	}
}
