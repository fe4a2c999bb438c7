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

Reasons for the weak factors. Housing: the survey's recipients are few and the rest of the caseload is drawn from all who are
eligible, whose rents are imputed and whose incomes are higher than those of families actually served. School meals: pandemic
meals were free for all to mid-2022 and Community Eligibility is not by rule. WIC: the line holds administration, and mothers are
not told apart in the survey. TANF: grants are by the maximum of the region; the line holds work programs and child care too. Pell:
no costs of attendance in the survey. Premium credit: benchmark premiums are means of a region, and those who enrol are older than
those eligible. Medicare: a national value a person, where spending differs by region. Veterans: the survey's receipt by region is
noisy, and the line holds compensation and education only.

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
	var b bytes.Buffer
	b.WriteString(docsHead)
	if err := table.WriteMarkdown(&b, &table.Result{Tables: []table.Table{a.ControlsTable(), a.CaseloadsTable(), rates, poverty}}); err != nil {
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
