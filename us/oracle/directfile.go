package oracle

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"commonpurse/us/unit"
)

// Test returns of the IRS Direct File program: facts entered, and lines of Form 1040 and its
// schedules as the IRS's own tests expect them, in whole dollars and by the Tax Table.

// fileCase is one worked case of a file of cases.
type fileCase struct {
	ID       string         `json:"id"`
	Year     int            `json:"tax_year"`
	Form     string         `json:"form"`
	Inputs   map[string]any `json:"inputs"`
	Expected map[string]any `json:"expected"`
}

func readCases(folder fs.FS, file string) (cases []fileCase, err error) {
	source, err := folder.Open(file)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, source.Close()) }()
	var text io.Reader = source
	if strings.HasSuffix(file, ".gz") {
		if text, err = gzip.NewReader(source); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
	}
	if err := json.NewDecoder(text).Decode(&cases); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return cases, nil
}

// entries reads answers of a return by name.
type entries map[string]any

func (e entries) number(name string) float64 {
	v, _ := e[name].(float64) // a question not asked is an amount of 0
	return v
}

func (e entries) yes(name string) bool    { v, _ := e[name].(bool); return v }
func (e entries) text(name string) string { v, _ := e[name].(string); return v }

func (e entries) list(name string) []entries {
	raw, _ := e[name].([]any)
	list := make([]entries, 0, len(raw))
	for _, item := range raw {
		if m, ok := item.(map[string]any); ok {
			list = append(list, m)
		}
	}
	return list
}

// sum adds an amount over the forms of one filer (all for ""), each in whole dollars.
func sum(forms []entries, filer string, names ...string) float64 {
	total := 0.0
	for _, f := range forms {
		if filer == "" || f.text("filer") == filer {
			for _, name := range names {
				total += dollars(f.number(name))
			}
		}
	}
	return total
}

func dollars(x float64) float64 { return math.Floor(x + 0.5) }

// ageAt is the age on a day. Whoever was born on 1 January is of full age the day before (Rev. Rul.
// 2003-72 counts children from the birthday, Form 1040 counts 65 from the day before it).
func ageAt(birth string, day time.Time) int {
	born, err := time.Parse("2006-01-02", birth)
	if err != nil {
		return 0 // not told
	}
	age := day.Year() - born.Year()
	if born.AddDate(age, 0, 0).After(day) {
		age--
	}
	return age
}

var directStatuses = map[string]unit.Status{"single": unit.Single, "marriedFilingJointly": unit.Joint, "marriedFilingSeparately": unit.Separate,
	"headOfHousehold": unit.HeadOfHousehold, "qualifiedSurvivingSpouse": unit.SurvivingSpouse}

// directReturn is one return with what the facts of the law do not hold.
type directReturn struct {
	year        int
	in          entries
	facts       unit.Facts
	qualified   int // dependents for the child tax credit
	others      int // other dependents
	withheld    float64
	estimated   float64
	pension     float64 // taxable, all filers
	misc        float64
	taxableCare float64 // dependent care benefits that are pay
}

func readDirect(c *fileCase) (*directReturn, error) {
	d := &directReturn{year: c.Year, in: c.Inputs}
	status, ok := directStatuses[d.in.text("filingStatus")]
	if !ok {
		return nil, fmt.Errorf("%s: filing status %q", c.ID, d.in.text("filingStatus"))
	}
	f := &d.facts
	f.Status = status
	filers := d.in.list("filers")
	for i, who := range filers {
		name := fmt.Sprintf("filers[%d]", i)
		if i == 0 {
			d.filer(&f.Head, who, name, "primary")
			// A joint return that must be filed keeps its filers from being dependents (26 USC 152(b)(2)).
			free := status == unit.Joint && d.in.yes("MFJRequiredToFile")
			f.Claimed = !free && who.yes("canBeClaimed") && (who.yes("willBeClaimed") || who.yes("potentialClaimerMustFile") || who.yes("potentialClaimerDidFile"))
		} else if status == unit.Joint {
			d.filer(&f.Spouse, who, name, "secondary")
		}
	}
	d.marriage()
	d.income()
	for _, person := range d.in.list("familyAndHousehold") {
		d.person(person)
	}
	d.adjustments(filers)
	d.credits()
	return d, nil
}

func (d *directReturn) filer(p *unit.Filer, who entries, name, role string) {
	// The day after the year's last: one is 65 on the day before the birthday.
	p.Age = ageAt(who.text("dateOfBirth"), time.Date(d.year+1, 1, 1, 0, 0, 0, 0, time.UTC))
	p.Blind = who.yes("isBlind")
	p.Disabled = who.yes("isDisabled") || who.yes("isRetOnPermOrTotalDisability") || who.yes("hasPhysicianStatementBothDisabledAndWillNotImprove")
	p.Student = who.yes("isStudent")
	validity := d.in.text(role + "FilerSsnEmploymentValidity")
	citizen := who.yes("writableCitizenAtEndOfTaxYear") || who.yes("isUsCitizenFullYear")
	p.NoSSN = !citizen && (validity == "notValid" || validity == "validOnlyWithDhsAuthorizationExpired") || who.yes("writableHasSSNOnlyForBenefits")
	// Numbers are left out of these returns. Who has one is seen from the questions about the earned
	// income credit, which are put to filers with a number only (26 USC 32(m)).
	if d.in["eitcHadImproperClaims"] == nil && d.in["eitcQcOfAnother"] == nil {
		p.NoSSN = true
	}
	w2s := d.in.list("formW2s")
	for _, w := range w2s {
		if w.text("filer") == name && w["writableWages"] == nil {
			w["writableWages"] = w.number("importedWritableWages")
		}
	}
	p.Wages = sum(w2s, name, "writableWages")
	p.RetirementSavings = max(0, sum(w2s, name, "401kDeferrals", "414HSUB")-d.distributions(name))
	p.Unemployment = sum(d.in.list("form1099Gs"), name, "amount") - sum(d.in.list("form1099Gs"), name, "writableAmountPaidBackForBenefitsInTaxYear")
	p.EducatorExpenses = dollars(d.in.number(role + "EducatorExpensesWritable"))
	p.DisabilityPension = dollars(who.number("writableTotalTaxableDisabilityAmount"))
}

// distributions are those that reduce contributions for the saver's credit (26 USC 25B(d)(2)): all
// but rollovers.
func (d *directReturn) distributions(name string) float64 {
	total := 0.0
	for _, r := range d.in.list("form1099Rs") {
		if r.text("filer") == name && !strings.Contains(r.text("writableDistributionCode"), "G") {
			total += r.number("writableGrossDistribution")
		}
	}
	return dollars(total)
}

func (d *directReturn) marriage() {
	f := &d.facts
	apart := d.in.text("spouseLivedTogetherMonths")
	f.LivedApart = f.Status == unit.Separate && apart == "livedApartAllYear"
	f.SpouseItemizes = d.in.yes("spouseItemizes")
	f.SeparatedChild = f.Status == unit.Separate && (apart == "livedApartAllYear" || apart == "livedTogetherSixMonthsOrLess" || d.in.yes("writableLivedApartLastSixMonths"))
}

func (d *directReturn) income() {
	f, joint := &d.facts, d.facts.Status == unit.Joint
	interest, exempt := 0.0, 0.0
	for _, r := range d.in.list("interestReports") {
		if joint || r.text("filer") == "filers[0]" {
			interest += dollars(r.number("writable1099Amount") + r.number("no1099Amount") + r.number("writableInterestOnGovernmentBonds") -
				r.number("writableBondPremium") - r.number("writableBondPremiumOnTreasuryObligations"))
			exempt += r.number("writableTaxExemptInterest") - r.number("writableBondPremiumOnTaxExemptBond")
		}
	}
	f.TaxableInterest, f.ExemptInterest = dollars(interest), dollars(exempt)
	taxable, ira := 0.0, 0.0
	for _, r := range d.in.list("form1099Rs") {
		if r.yes("iraSepSimple") {
			ira += r.number("writableTaxableAmount")
		} else {
			taxable += r.number("writableTaxableAmount")
		}
	}
	f.Pensions, f.IRADistributions = dollars(taxable), dollars(ira)
	d.pension = f.Pensions
	f.SocialSecurity = max(0, sum(d.in.list("socialSecurityReports"), "", "ssaNetBenefits"))
	d.misc = sum(d.in.list("form1099Miscs"), "", "writableOtherIncome")
	f.OtherIncome = d.misc
	f.CombatPay, f.CombatPayForCare = 0, 0
	f.CombatPayWhole = sum(d.in.list("formW2s"), "", "writableCombatPay")
	if d.in.text("cdccCombatPayElection") == "usePrimaryCombatPay" {
		f.CombatPayForCare = sum(d.in.list("formW2s"), "filers[0]", "writableCombatPay")
	}
	if d.in.text("combatPayElection") == "usePrimaryCombatPay" {
		f.CombatPay = sum(d.in.list("formW2s"), "filers[0]", "writableCombatPay")
	}
	d.withheld = sum(d.in.list("formW2s"), "", "writableFederalWithholding", "importedWritableFederalWithholding") +
		sum(d.in.list("form1099Rs"), "", "writableFederalWithholding") + sum(d.in.list("form1099Gs"), "", "writableFederalTaxWithheld") +
		sum(d.in.list("interestReports"), "", "writableTaxWithheld") + sum(d.in.list("socialSecurityReports"), "", "writableSsaFederalTaxWithheld") +
		sum(d.in.list("form1099Miscs"), "", "writableFederalWithholding")
	d.estimated = dollars(d.in.number("estimatedTaxPaymentWritable"))
}

// person sorts one member of the family by 26 USC 152(c), (d), (e), 24(c), 32(c)(3) and 21(b)(1).
func (d *directReturn) person(p entries) {
	dep := &d.facts.Dependents
	age := ageAt(p.text("dateOfBirth"), time.Date(d.year, 12, 31, 0, 0, 0, 0, time.UTC))
	kind := p.text("relationshipCategory")
	disabled := p.yes("permanentTotalDisability")
	lived := p.text("residencyDuration") == "allYear" || p.text("residencyDuration") == "sixToElevenMonths" &&
		(p.text("monthsLivedWithTPInUS") != "six" || p.text("nightsWithTpVsOtherParent") == "more")
	child := (kind == "childOrDescendants" || kind == "siblingOrDescendants") && (age < 19 || p.yes("fullTimeStudent") && age < 24 || disabled)
	// A parent with whom the child did not live claims it where the other signed Form 8332.
	released := p.text("whichParentNotClaiming") == "iDid"
	received := p.text("whichParentNotClaiming") == "theyDid" && !lived
	// For the child tax credit a number must be valid for employment (24(h)(7)); for the earned income
	// credit it must not have been issued for a benefit only (32(m)).
	number := p.text("ssnEmploymentValidity") == "neither"
	benefit, told := p["ssnOnlyForFederallyFundedBenefit"].(bool)
	atHome := child && lived
	if atHome && (number || told && !benefit) {
		dep.EITCChildren++
	} else if atHome {
		// A qualifying child without a number frees from the age limits and does not raise the credit
		// (26 USC 32(c)(1)(A), (c)(3)(D)).
		d.facts.Head.Age = max(d.facts.Head.Age, 25)
	}
	if atHome && age < 13 || lived && p.yes("unableToCareForSelf") {
		dep.CarePersons++
	}
	claims := p["tpClaims"] == nil || p.yes("tpClaims")
	relative := !child && p.yes("writableQrSupportTest") && p.yes("grossIncomeTest") && (kind != "notRelated" || p.text("residencyDuration") == "allYear")
	if !claims || d.facts.Claimed || !(atHome && !released && !p.yes("ownSupport") || child && received || relative) {
		return
	}
	dep.Count++
	if age >= 65 {
		dep.Aged++
	}
	if child && age < 17 && number {
		dep.CTCChildren++
		dep.Under17++
		d.qualified++
		return
	}
	d.others++
}

// healthLimit is the most a filer may put in a health savings account in 2024 (26 USC 223(b); Rev.
// Proc. 2023-23): the deduction is an input of the law, so its worksheet is here.
func healthLimit(who entries, age int) float64 {
	limit := 4150.0
	if who.text("typeOfHdhp") == "family" {
		limit = 8300
	}
	if age >= 55 {
		limit += 1000
	}
	return limit
}

func (d *directReturn) adjustments(filers []entries) {
	for i, who := range filers {
		if i > 0 && d.facts.Status != unit.Joint {
			continue
		}
		given := who.number("writableHsaNonemployerContributionsTaxYear") + who.number("writableHsaNonemployerContributionsTaxYearPlusOne")
		if given == 0 {
			continue
		}
		age := d.facts.Head.Age
		if i == 1 {
			age = d.facts.Spouse.Age
		}
		employer := sum(d.in.list("formW2s"), fmt.Sprintf("filers[%d]", i), "employerHsaContributions")
		d.facts.HealthSavings += dollars(min(given, max(0, healthLimit(who, age)-employer)))
	}
	if d.in.yes("studentLoansQualify") {
		d.facts.StudentLoanInterest = dollars(d.in.number("studentLoanInterestAmount"))
	}
}

func (d *directReturn) credits() {
	f := &d.facts
	paid := sum(d.in.list("cdccCareProviders"), "", "writableAmountPaidForCare")
	expenses := 0.0
	for _, p := range d.in.list("familyAndHousehold") {
		if p.yes("cdccHasDependentCareExpenses") {
			expenses += p.number("writableCdccQualifyingExpenseAmount")
		}
	}
	f.CareExpenses = min(paid, dollars(expenses))
	if !d.in.yes("writableCdccHasQualifyingExpenses") {
		f.CareExpenses = 0 // the credit is not claimed
	}
	// Benefits are excluded up to the expenses (26 USC 129(b), (e)(1)); the rest is pay, line 1e.
	benefits := sum(d.in.list("formW2s"), "", "writableDependentCareBenefits") + dollars(d.in.number("writableCdccCarryoverAmountFromPriorTaxYear"))
	if incurred := d.in.number("writableCdccTotalQualifiedDependentCareExpenses"); incurred > 0 {
		d.taxableCare = max(0, benefits-dollars(incurred))
	}
	f.CareBenefits = benefits - d.taxableCare
	f.OtherIncome += d.taxableCare
	f.Head.ExcludedPension = dollars(d.in.number("writableEdcSelfReportedNonTaxablePaymentAmount"))
}

// premiums fills in Form 8962. The law works by the year; a policy of some months counts with the
// contribution of those months, so that of the others is put on the benchmark. The poverty line is
// the published one that the return shows.
func (d *directReturn) premiums(expected entries, law *Years) error {
	form := entries(nil)
	if block, ok := expected["IRS8962"].(map[string]any); ok {
		form = block
	}
	covered := 0.0
	f := &d.facts
	for _, policy := range d.in.list("1095As") {
		for _, month := range []string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"} {
			premium, benchmark := policy.number("writablePtcMonthlyPremium"+month), policy.number("writablePtcMonthlySlcspPremium"+month)
			if _, told := policy["writablePtcMonthlySlcspPremium"+month]; policy.yes("hasCoverageMonths") && told && premium > 0 {
				covered++
				f.PlanPremium += premium
				f.BenchmarkPremium += benchmark
			}
			f.AdvancePremiumCredit += policy.number("writablePtcMonthlyAptcPremium" + month)
		}
		f.AdvancePremiumCredit += policy.number("writableAptcAnnualAmount")
	}
	if f.PlanPremium+f.AdvancePremiumCredit == 0 {
		return nil
	}
	f.PovertyLine = form.number("federalPovertyLevelThreshold")
	var r unit.Result
	if err := law.Calculate(d.year, f, &r); err != nil {
		return err
	}
	f.BenchmarkPremium += (1 - covered/12) * dollars(r.ApplicablePercentage*(r.ModifiedAGI))
	return nil
}

var indexed = regexp.MustCompile(`\[\d+\]`)

// lines gives our value of the lines of a return, by the names of the IRS's tests.
func (d *directReturn) lines(r *unit.Result) map[string]float64 {
	f := &d.facts
	credits := r.ChildCredit + r.OtherDependentCredit
	payments := d.withheld + d.estimated + r.RefundableCredits
	return map[string]float64{
		"1040.wages": r.WagesTotal, "1040.taxableDependentCare": d.taxableCare, "1040.employerIncomeSubtotal": r.WagesTotal + d.taxableCare, "1040.interestIncome": f.TaxableInterest, "1040.taxablePensionsAndAnnuitiesDisplay": d.pension,
		"1040.positiveSocialSecurityBenefitsOrEmpty": f.SocialSecurity, "1040.taxableSocialSecurityBenefits": r.TaxableSocialSecurity,
		"1040.otherIncome": r.UnemploymentTotal + d.misc, "1040.totalIncome": r.TotalIncome, "1040.adjustmentsToIncome": r.Adjustments,
		"1040.agi": r.AdjustedGrossIncome, "1040.standardOrItemizedDeductions": r.DeductionTaken, "1040.totalDeductions": r.DeductionTaken + r.QBIDeduction,
		"1040.taxableIncome": r.TaxableIncome, "1040.tentativeTaxFromTaxableIncome": r.RegularTax, "1040.totalTentativeTax": r.TaxBeforeCredits,
		"1040.totalCtcAndOdc": credits, "1040.line8OfSchedule3": r.NonrefundableCredits - credits, "1040.nonRefundableCredits": r.NonrefundableCredits,
		"1040.taxLessNonRefundableCredits": max(0, r.TaxBeforeCredits-r.NonrefundableCredits), "1040.totalTax": r.TotalTax,
		"1040.earnedIncomeCredit": r.EarnedIncomeCredit, "1040.additionalCtc": r.AdditionalChildCredit,
		"1040.totalOtherPaymentsRefundableCredits": r.RefundableCredits, "1040.totalWithholding": d.withheld, "1040.totalPayments": payments,
		"1040.overpayment": max(0, payments-r.TotalTax), "1040.balanceDue": max(0, r.TotalTax-payments), "1040.combatPayAmount": f.CombatPay,
		"IRS1040S1.unemploymentCompensation": r.UnemploymentTotal, "IRS1040S1.educatorExpensesAdjustment": r.EducatorDeduction,
		"IRS1040S1.studentLoanInterestAdjustmentAmount": r.StudentLoanDeduction, "IRS1040S1.adjustmentsToIncome": r.Adjustments,
		"IRS1040S1.hsaTotalDeductibleAmount": f.HealthSavings, "IRS1040S1.otherIncome": r.UnemploymentTotal + d.misc, "IRS1040S1.alaskaPfdIncome": d.misc,
		"IRS1040S3.qualifiedSaverCreditAmount": r.SaversCredit, "IRS1040S3.line8OfSchedule3": r.NonrefundableCredits - credits,
		"IRS1040S3.totalEdc": r.ElderlyCredit, "IRS1040S3.totalOtherNonrefundableCredits": r.ElderlyCredit, "IRS1040S3.cdccTotalCredit": r.CareCredit,
		"IRS1040S3.netPtcAmountWhenZeroOrPositive": r.NetPremiumTaxCredit, "IRS1040S3.otherPaymentsAndRefundableCreditsTotal": r.NetPremiumTaxCredit,
		"1040.otherPaymentsAndRefundableCreditsTotal": r.NetPremiumTaxCredit, "IRS1040S2.lesserOfNetPtcAmountAndRepaymentLimitation": r.AdvanceRepayment,
		"1040.totalAdditionalTaxesOwed": r.AdvanceRepayment + r.AlternativeMinimumTax, "IRS1040S2.totalAdditionalTaxesOwed": r.AdvanceRepayment + r.AlternativeMinimumTax,
		"IRS1040S8812.agi": r.AdjustedGrossIncome, "IRS1040S8812.dependentCreditMagi": r.ModifiedAGI,
		"IRS1040S8812.ctcEligibleDependents": float64(f.Dependents.CTCChildren), "IRS1040S8812.odcEligibleDependents": float64(d.others),
		"IRS1040S8812.dependentCreditLessPhaseout": r.ChildCreditBeforeLimit, "IRS1040S8812.totalCtcAndOdc": credits,
		"IRS1040S8812.additionalCtc": r.AdditionalChildCredit, "IRS1040S8812.remainingCtcAndOdc": r.ChildCreditBeforeLimit - credits,
		"IRS1040S8812.pdf8812Line18b": sum(d.in.list("formW2s"), "", "writableCombatPay"),
		"IRS2441.cdccTotalCredit":     r.CareCredit, "IRS2441.cdccAgi": r.AdjustedGrossIncome, "IRS2441.pdfCdccCareExpensesDecimalAmount": 100 * r.CareRate,
		"IRS8880.qualifiedSaverCreditAmount": r.SaversCredit, "IRS8880.agi": r.AdjustedGrossIncome,
		"SCHEDULE_R.totalEdc": r.ElderlyCredit, "SCHEDULE_R.agi": r.AdjustedGrossIncome,
		"IRS8962.totalPtcAmountAllowed": r.PremiumTaxCredit, "IRS8962.lesserOfNetPtcAmountAndRepaymentLimitation": r.AdvanceRepayment,
		"IRS8962.netPtcAmountWhenZeroOrPositive": r.NetPremiumTaxCredit,
	}
}

// absentIsZero are the lines that a return leaves empty when they are zero.
var absentIsZero = []string{"1040.taxableSocialSecurityBenefits", "1040.adjustmentsToIncome", "1040.nonRefundableCredits", "1040.earnedIncomeCredit", "1040.additionalCtc"}

// expectedLines flattens what a test expects to form.line; entries of lists and marks of boxes are
// left out.
func expectedLines(expected map[string]any) map[string]float64 {
	lines := map[string]float64{}
	for form, content := range expected {
		block, ok := content.(map[string]any)
		if !ok {
			continue
		}
		for name, value := range block {
			amount, ok := value.(float64)
			if text, isText := value.(string); isText {
				parsed, err := strconv.ParseFloat(text, 64)
				amount, ok = parsed, err == nil
			}
			if ok && !indexed.MatchString(name) {
				lines[form+"."+name] = amount
			}
		}
	}
	return lines
}

func compareDirect(folder fs.FS, file string, o Options) (*Comparison, error) {
	cases, err := readCases(folder, file)
	if err != nil {
		return nil, err
	}
	// Lines are in whole dollars: half a dollar either way is the rounding of one line.
	c := NewComparison("IRS Direct File returns ("+file+")", 0.5, directClasses(), o)
	for i := range cases {
		d, err := readDirect(&cases[i])
		if err != nil {
			return nil, err
		}
		if err := d.premiums(entries(cases[i].Expected), o.TableLaw); err != nil {
			return nil, err
		}
		k := Case{ID: cases[i].ID, Year: d.year, Facts: d.facts, Entered: d.in}
		if err := k.work(o.TableLaw); err != nil {
			return nil, err
		}
		expected, ours := expectedLines(cases[i].Expected), d.lines(&k.Result)
		for _, name := range absentIsZero {
			if _, ok := expected[name]; !ok {
				expected[name] = 0
			}
		}
		var figures []Figure
		for _, name := range sortedNames(ours) {
			if theirs, ok := expected[name]; ok {
				figures = append(figures, Figure{name, theirs})
			}
		}
		err = c.Add(&k, figures, func(r *unit.Result) []float64 {
			lines := d.lines(r)
			values := make([]float64, len(figures))
			for j, f := range figures {
				values[j] = lines[f.Column]
			}
			return values
		})
		if err != nil {
			return nil, err
		}
	}
	return c, nil
}

func directClasses() []Class {
	return []Class{
		{Name: "number-not-told", Errs: "input",
			Reason: "26 USC 24(e), (h)(7): a child without any taxpayer number gives no credit; the stored returns leave numbers out, and a child under 17 with none of the questions about its number answered may have another number or none",
			When: func(k *Case) bool {
				for _, p := range k.Entered.list("familyAndHousehold") {
					age := ageAt(p.text("dateOfBirth"), time.Date(k.Year, 12, 31, 0, 0, 0, 0, time.UTC))
					if _, told := p["ssnEmploymentValidity"]; age < 17 && !told && p.text("relationshipCategory") == "childOrDescendants" {
						return true
					}
				}
				return false
			}},
	}
}
