package unit

import (
	"strings"
	"testing"
)

// Every field has a name of its own, in lower case, and a place on a form.
func TestItemsAreNamedOnce(t *testing.T) {
	for kind, items := range map[string][]Item{"facts": FactItems(), "results": ResultItems()} {
		seen := map[string]string{}
		for _, item := range items {
			if item.Name == "" || item.Line == "" || item.Name != strings.ToLower(item.Name) {
				t.Errorf("%s: field %s has name %q and line %q", kind, item.Field, item.Name, item.Line)
			}
			if other, twice := seen[item.Name]; twice {
				t.Errorf("%s: %s and %s are both named %s", kind, other, item.Field, item.Name)
			}
			seen[item.Name] = item.Field
		}
	}
}

// What is set by name is read by name, and stands in the field the item says.
func TestItemsReadWhatTheySet(t *testing.T) {
	var f Facts
	for _, item := range FactItems() {
		item.Set(&f, 1)
		if got := item.Value(&f); got != 1 {
			t.Errorf("%s reads %v after 1 was set", item.Name, got)
		}
	}
	if f.Spouse.Wages != 1 || f.StudentExpenses[MaxStudents-1] != 1 || !f.Claimed || f.Dependents.CTCChildren != 1 {
		t.Errorf("set by name did not reach the fields: %+v", f)
	}
	if Find(FactItems(), "wages_spouse").Field != "Spouse.Wages" {
		t.Error("wages_spouse does not say its field")
	}
}
