package incidence

import (
	"testing"

	"commonpurse/account"
	"commonpurse/fault"
)

func TestEveryNameIsFoundAndWhole(t *testing.T) {
	seen := map[string]bool{}
	for _, name := range Names() {
		a, err := Named(name)
		if err != nil || a.Name != name || seen[name] {
			t.Fatalf("%s: %+v, %v", name, a, err)
		}
		seen[name] = true
		if a.Title == "" || a.Corporate < 0 || a.Corporate > 1 || a.Foreign != Published && (a.Foreign < 0 || a.Foreign > 1) {
			t.Errorf("%s: %+v", name, a)
		}
		if !a.Counts(account.IncomeTax) || !a.Counts(account.PayrollEmployer) {
			t.Errorf("%s does not count income and payroll taxes", name)
		}
	}
	if Default().Name != "default" {
		t.Errorf("the default is %s", Default().Name)
	}
}

func TestCBOCountsFourTaxes(t *testing.T) {
	a, err := Named("cbo")
	if err != nil {
		t.Fatal(err)
	}
	if a.Counts(account.Customs) || a.Counts(account.Estate) || !a.Counts(account.Corporate) || !a.Counts(account.Excise) {
		t.Errorf("counted: %v", a.Counted)
	}
}

func TestUnknownName(t *testing.T) {
	_, err := Named("captial")
	if !fault.IsUsage(err) || err.Error() != "--incidence: no incidence named captial; expected one of default, cbo, capital, labour, half, residents, consumption, tradables, top; nearest valid name: capital" {
		t.Errorf("got %v", err)
	}
}
