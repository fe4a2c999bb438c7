package accounts

import (
	"bytes"
	"os"
	"testing"

	"commonpurse/table"
	"commonpurse/us/budget/compare"
	"commonpurse/us/pack"
)

const docsPath = "../../docs/validation.md"

const docsHead = `# What the model is held against

Every published figure with its distance, however bad, is printed by ` + "`purse validate`" + `. The pages:

- [validation-tax.md](validation-tax.md): the tax law beside other programs and official tables;
- [validation-people.md](validation-people.md): the people beside the tax statistics and other surveys;
- [validation-ledger.md](validation-ledger.md): the accounts beside published balances;
- [coverage.md](coverage.md): which values of the programs are published, carried or not known;
- this page: the households after the law, the programs and the control totals.

This page is made by ` + "`UPDATE_DOCS=1 go test ./us/accounts -run Docs`" + `; a test holds it.

Where lines of the ledger hold more than benefits, the control is their published benefit part: basic assistance of TANF,
participants of WIC times the mean food package, pupils of free and reduced-price meals times the rates (not in 2020 to 2022, when meals were free for all); what is left stands in
lines of its own (services for needy families, other child nutrition, food administration), so that the ledger foots.

Reasons for the weak factors. Housing: the subsidy is the fair market rent less the tenant's share, in rents carried back; who is
served beyond those who report it is drawn by the published share of extremely low incomes, but not by their level. School meals: free to all to
mid-2022 by the rule, which gives every pupil every meal of the school year; not every pupil eats them, and Community Eligibility is not by rule. WIC: mothers are not told apart in the
survey, so infants and children stand for them. TANF: the published assistance is of 2024, the caseload of 2021, and
regions' grants are by their maximum. Pell: students who are no dependents are not in the survey. Premium credit: benchmark premiums are means of a
region, and those who enrol are older than those eligible. Medicare: a national value a person, where spending differs by region,
and its line is the region's own published spending. Veterans: the survey's receipt by region is noisy, and the line holds compensation
and education only. Children's health insurance falls short where regions run it as a part of Medicaid: what it does not fill is
enrolled in Medicaid.

`

// TestDocsAreCurrent holds docs/validation.md to the accounts.
func TestDocsAreCurrent(t *testing.T) {
	a := base(t)
	published, err := compare.Read(pack.FS())
	if err != nil {
		t.Fatal(err)
	}
	rates, err := published.TaxRates(a.Households)
	if err != nil {
		t.Fatal(err)
	}
	poverty, err := a.PovertyTable(pack.FS())
	if err != nil {
		t.Fatal(err)
	}
	effects, err := a.EffectsTable(pack.FS())
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	b.WriteString(docsHead)
	if err := table.WriteMarkdown(&b, &table.Result{Tables: []table.Table{a.ControlsTable(), a.CaseloadsTable(), rates, poverty, effects}}); err != nil {
		t.Fatal(err)
	}
	if os.Getenv("UPDATE_DOCS") != "" {
		if err := os.WriteFile(docsPath, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(docsPath)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, b.Bytes()) {
		t.Error("docs/validation.md is not current; run UPDATE_DOCS=1 go test ./us/accounts -run Docs")
	}
}
