package unit

import (
	"reflect"
	"strings"
	"sync"
)

// Item is one named field of Facts or Result: where it is and what it is on the form.
type Item struct {
	Name  string // as in files and commands; a filer's own field ends in _head or _spouse
	Line  string // form line
	Field string // Go path from the struct, such as Head.Wages
	index []int
	at    int // element of an array field, -1 for none
}

// Value reads the item: booleans as 0 and 1, counts as they are. The argument is *Facts or *Result,
// of the kind that listed the item.
func (i *Item) Value(of any) float64 {
	v := reflect.ValueOf(of).Elem().FieldByIndex(i.index)
	if i.at >= 0 {
		v = v.Index(i.at)
	}
	switch v.Kind() {
	case reflect.Float64:
		return v.Float()
	case reflect.Bool:
		if v.Bool() {
			return 1
		}
		return 0
	default:
		return float64(v.Int())
	}
}

// Set writes the item; a boolean is true unless the value is 0.
func (i *Item) Set(of any, value float64) {
	v := reflect.ValueOf(of).Elem().FieldByIndex(i.index)
	if i.at >= 0 {
		v = v.Index(i.at)
	}
	switch v.Kind() {
	case reflect.Float64:
		v.SetFloat(value)
	case reflect.Bool:
		v.SetBool(value != 0)
	default:
		v.SetInt(int64(value))
	}
}

// Whole says whether the item is a count, a status or a yes-or-no, not dollars.
func (i *Item) Whole(of any) bool {
	v := reflect.ValueOf(of).Elem().FieldByIndex(i.index)
	return v.Kind() != reflect.Float64 && v.Kind() != reflect.Array
}

var (
	factItems   = sync.OnceValue(func() []Item { return list(reflect.TypeFor[Facts]()) })
	resultItems = sync.OnceValue(func() []Item { return list(reflect.TypeFor[Result]()) })
)

// FactItems lists every input of a filing unit in the order of the struct.
func FactItems() []Item { return factItems() }

// ResultItems lists every result in the order of the return.
func ResultItems() []Item { return resultItems() }

// Find gives the item of that name, or nil.
func Find(items []Item, name string) *Item {
	for i := range items {
		if items[i].Name == name {
			return &items[i]
		}
	}
	return nil
}

// Names lists the items' names.
func Names(items []Item) []string {
	names := make([]string, len(items))
	for i := range items {
		names[i] = items[i].Name
	}
	return names
}

func list(t reflect.Type) []Item {
	var items []Item
	for i := range t.NumField() {
		f := t.Field(i)
		name, line := f.Tag.Get("name"), f.Tag.Get("line")
		switch f.Type.Kind() {
		case reflect.Struct:
			suffix := ""
			if f.Type == reflect.TypeFor[Filer]() {
				suffix = "_" + strings.ToLower(f.Name)
			}
			for _, inner := range list(f.Type) {
				inner.Name += suffix
				inner.Field = f.Name + "." + inner.Field
				inner.index = append([]int{i}, inner.index...)
				items = append(items, inner)
			}
		case reflect.Array:
			for at := range f.Type.Len() {
				digit := string(rune('1' + at))
				items = append(items, Item{Name: name + "_" + digit, Line: line, Field: f.Name, index: []int{i}, at: at})
			}
		default:
			items = append(items, Item{Name: name, Line: line, Field: f.Name, index: []int{i}, at: -1})
		}
	}
	return items
}
