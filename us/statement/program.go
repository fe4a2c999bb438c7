package statement

import (
	"reflect"
	"strings"

	"commonpurse/table"
	"commonpurse/us/benefit"
	"commonpurse/us/filing"
	"commonpurse/us/programs"
	"commonpurse/us/unit"
)

// ExplainProgram says how a program's benefit, or its no, came about: the working, the rules, the
// published rows, and what was entered.
func ExplainProgram(g *programs.Params, h *filing.Household, program benefit.Program) ([]table.Table, error) {
	given, err := benefitsOf(g, h)
	if err != nil {
		return nil, err
	}
	tables, err := programs.Explain(g, &given.house, &given.result, program)
	if err != nil {
		return nil, err
	}
	return append(tables, entered(h)), nil
}

// entered lists what the household's file says: whatever is not zero, no or empty.
func entered(h *filing.Household) table.Table {
	t := table.Table{Name: "inputs", Title: "What was entered", Columns: []table.Column{{Name: "of"}, {Name: "item"}, {Name: "value"}}}
	list(&t, "household", reflect.ValueOf(h.People).Elem())
	for i := range h.People.People {
		list(&t, person(h.People, i), reflect.ValueOf(&h.People.People[i]).Elem())
	}
	return t
}

// list adds the fields of a record that a file can set.
func list(t *table.Table, of string, record reflect.Value) {
	for i := range record.NumField() {
		key, _, _ := strings.Cut(record.Type().Field(i).Tag.Get("yaml"), ",")
		field := record.Field(i)
		if key == "" || key == "-" || field.IsZero() {
			continue
		}
		switch v := field.Interface().(type) {
		case string, bool, float64, int:
			t.Add(of, key, v)
		case []unit.Person: // told one by one
		}
	}
}
