package oracle

import (
	"io/fs"
	"strings"

	"commonpurse/us/unit"
)

// OpenTaxSolver's example returns: form lines in, form lines out. Its federal form is compared; the
// forms of the states are counted as not modelled.

func compareSolver(folder fs.FS, file string, o Options) (*Comparison, error) {
	cases, err := readCases(folder, file)
	if err != nil {
		return nil, err
	}
	c := NewComparison("OpenTaxSolver federal returns", 0.5, solverClasses(), o)
	for i := range cases {
		w := &cases[i]
		if w.Form != "US_1040" {
			continue
		}
		k := Case{ID: w.ID, Year: w.Year, Entered: w.Inputs}
		solverFacts(w.Inputs, w.Expected, &k.Facts)
		if err := k.work(o.TableLaw); err != nil {
			return nil, err
		}
		expected := entries(w.Expected)
		names := sortedNames(solverLines(w.Year, &k.Result))
		var figures []Figure
		for _, name := range names {
			if theirs, ok := expected[name].(float64); ok {
				figures = append(figures, Figure{"solver_" + name, theirs})
			}
		}
		err := c.Add(&k, figures, func(r *unit.Result) []float64 {
			lines := solverLines(w.Year, r)
			values := make([]float64, len(figures))
			for j, f := range figures {
				values[j] = lines[strings.TrimPrefix(f.Column, "solver_")]
			}
			return values
		})
		if err != nil {
			return nil, err
		}
	}
	return c, nil
}

// total adds a line, which may be one amount or a list.
func (e entries) total(name string) float64 {
	list, ok := e[name].([]any)
	if !ok {
		return e.number(name)
	}
	sum := 0.0
	for _, v := range list {
		if x, ok := v.(float64); ok {
			sum += x
		}
	}
	return sum
}

// solverFacts takes a return's lines to facts. Schedule D comes from its own lines, which the
// program works out from sales.
func solverFacts(in, out entries, f *unit.Facts) {
	f.Status = solverStatus[in.text("Status")]
	wages, _ := in["L1"].([]any)
	for i, v := range wages {
		amount, _ := v.(float64)
		if i == 1 && f.Status == unit.Joint {
			f.Spouse.Wages = amount
		} else {
			f.Head.Wages += amount
		}
	}
	f.Head.Age, f.Spouse.Age = solverAge(in.text("You_65+Over?")), 0
	f.Head.Blind = in.text("You_Blind?") == "Y"
	if f.Status == unit.Joint {
		f.Spouse.Age = solverAge(in.text("Spouse_65+Over?"))
		f.Spouse.Blind = in.text("Spouse_Blind?") == "Y"
	}
	f.TaxableInterest, f.QualifiedDividends, f.OrdinaryDividends = in.total("L2b"), in.total("L3a"), in.total("L3b")
	f.IRADistributions = in.number("L4b")
	f.Pensions = in.number("L4d") + in.number("L5b") // line 4d in 2019, 5b later
	f.ShortTermGains, f.LongTermGains = out.number("D7"), out.number("D15")
	f.StateTaxRefunds, f.OtherGains, f.OtherIncome = in.number("S1_1"), in.number("S1_4"), in.number("S1_8")
	f.Head.EducatorExpenses, f.StudentLoanDeduction = in.number("S1_10"), in.number("S1_20")
	f.StateIncomeTax, f.RealEstateTax = in.total("A5a"), in.total("A5b")
	f.UnreportedPayrollTax = 0
	f.ForeignTaxCredit, f.RetirementCredit = in.number("S3_1"), in.number("S3_4")
	f.RetirementPenalty = in.number("S2_7a") + in.number("S2_4") // line 7a is household employment tax, line 4 a SECA tax worked out before
}

var solverStatus = map[string]unit.Status{"Single": unit.Single, "Married/Joint": unit.Joint, "Married/Sep": unit.Separate,
	"Head_of_House": unit.HeadOfHousehold, "Widow(er)": unit.SurvivingSpouse}

func solverAge(over string) int {
	if over == "Y" {
		return 70
	}
	return 40
}

// solverLines gives our value of lines by the numbers of that year's form.
func solverLines(year int, r *unit.Result) map[string]float64 {
	lines := map[string]float64{
		"L1": r.WagesTotal, "D16": r.NetGain, "A5d": r.TaxesBeforeCap, "A5e": r.TaxesDeduction, "A7": r.TaxesDeduction, "A17": r.ItemizedBeforeLimit,
		"S1_22": r.Adjustments, "S3_1": r.ForeignTaxCredit, "S3_4": r.SaversCredit, "S3_7": r.NonrefundableCredits,
		"AMT_Form_6251_L4": r.AMTIncome, "AMT_Form_6251_L11": r.AlternativeMinimumTax,
	}
	if year <= 2019 {
		lines["L7b"], lines["L8b"], lines["L9"], lines["L10"], lines["L11b"] = r.TotalIncome, r.AdjustedGrossIncome, r.DeductionTaken, r.QBIDeduction, r.TaxableIncome
		lines["L12a"], lines["L13b"], lines["L14"], lines["L16"] = r.RegularTax, r.NonrefundableCredits, r.TaxBeforeCredits-r.NonrefundableCredits, r.TotalTax
	} else {
		lines["L9"], lines["L11"], lines["L12"], lines["L13"], lines["L15"] = r.TotalIncome, r.AdjustedGrossIncome, r.DeductionTaken, r.QBIDeduction, r.TaxableIncome
		lines["L16"], lines["L21"], lines["L22"], lines["L24"] = r.RegularTax, r.NonrefundableCredits, r.TaxBeforeCredits-r.NonrefundableCredits, r.TotalTax
	}
	return lines
}

func solverClasses() []Class {
	return []Class{{Name: "refund-in-amt-2019", Errs: "OpenTaxSolver", Columns: []string{"solver_AMT_Form_6251_L4"},
		Reason: "26 USC 56(b)(1)(D), Form 6251 (2019) line 2b: refunds of taxes come off; the program of 2019 takes other income off with them and adds the refund on line 2e",
		When:   func(k *Case) bool { return k.Year == 2019 && k.Facts.StateTaxRefunds > 0 }}}
}
