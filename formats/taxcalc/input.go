// Package taxcalc reads filing units as Tax-Calculator has them and writes its output columns.
//
// Input is one line a unit with the program's input variables, in any order; a column left out is
// zero. Amounts are dollars of the unit's year, taken as they are: nothing is grown to another year.
// Where the program takes a deduction or credit as worked out on its form (student loan interest,
// educator expenses, saver's, energy, foreign and business credits), so does this reader.
package taxcalc

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"

	"commonpurse/fault"
	"commonpurse/formats/delimited"
	"commonpurse/us/unit"
)

// Unit is one filing unit of a file: its key, its year and what it enters.
type Unit struct {
	ID       float64
	Year     int
	Benefits float64 // transfers in the file, part of expanded income
	Facts    unit.Facts
}

// Options say how a file is read.
type Options struct {
	Year        int      // of all units, 0 to take FLPDYR
	First, Last int      // years accepted
	Skip        []string // columns of the file that are passed over, not inputs of the program
}

// Reader reads units one at a time in constant memory.
type Reader struct {
	text    *delimited.Reader
	names   []string
	columns []int
	at      []int // the field of each input column, -1 where the file lacks it
	row     []float64
	options Options
	read    int
}

// NewReader reads the header of a file, plain or gzipped, called name in faults.
func NewReader(name string, source io.Reader, o Options) (*Reader, error) {
	text, err := delimited.NewReader(name, source)
	if err != nil {
		return nil, err
	}
	r := &Reader{text: text, options: o, names: append(slices.Clone(InputNames), o.Skip...)}
	if r.columns, err = text.Header(r.names, false); err != nil {
		return nil, err
	}
	r.at = slices.Repeat([]int{-1}, len(r.names))
	r.row = make([]float64, len(r.names))
	for field, place := range r.columns {
		r.at[place] = field
	}
	var faults fault.List
	needed := []int{recid, mars}
	if o.Year == 0 {
		needed = append(needed, flpdyr)
	}
	for _, column := range needed {
		if r.at[column] < 0 {
			f := text.At(1, fmt.Sprintf("the column %s is missing", InputNames[column]), "at least RECID, MARS and, without --year, FLPDYR")
			faults = append(faults, f)
		}
	}
	return r, faults.Or()
}

// Next reads one unit. It gives io.EOF at the end, a fault.List for a unit that is impossible (the
// next call goes on after it), any other error when the text itself cannot be read on.
func (r *Reader) Next(u *Unit) error {
	if err := r.text.Next(); err != nil {
		return err
	}
	clear(r.row)
	faults := r.numbers()
	r.read++
	if len(faults) == 0 {
		faults = r.check(nil)
	}
	if len(faults) > 0 {
		return faults
	}
	u.ID, u.Year, u.Benefits = r.row[recid], r.options.Year, 0
	if u.Year == 0 {
		u.Year = int(r.row[flpdyr])
	}
	for _, v := range r.row[mcaidBen : wicBen+1] {
		u.Benefits += v
	}
	r.facts(u.Year, &u.Facts)
	return nil
}

// numbers reads the record; columns passed over may hold any text.
func (r *Reader) numbers() fault.List {
	if len(r.options.Skip) == 0 || r.text.Len() != len(r.columns) {
		return r.text.Numbers(r.row, r.columns, r.names, nil)
	}
	var faults fault.List
	for field, place := range r.columns {
		if place < columns {
			faults = r.text.Number(r.row, field, place, r.names[place], faults)
		}
	}
	return faults
}

// ReadAll reads every unit, for small files and tests; all faults are told at once.
func ReadAll(name string, source io.Reader, o Options) ([]Unit, error) {
	r, err := NewReader(name, source, o)
	if err != nil {
		return nil, err
	}
	var units []Unit
	var faults fault.List
	for {
		var u Unit
		switch err := r.Next(&u); {
		case errors.Is(err, io.EOF):
			return units, faults.Or()
		case err == nil:
			units = append(units, u)
		default:
			var list fault.List
			if !errors.As(err, &list) {
				return nil, err
			}
			faults = append(faults, list...)
		}
	}
}

func (r *Reader) fault(column int, problem, expected string) *fault.Fault {
	at := 1
	if field := r.at[column]; field >= 0 {
		_, at = r.text.Field(field)
	}
	return r.text.At(at, problem, expected)
}

// check finds what no unit can have.
func (r *Reader) check(faults fault.List) fault.List {
	row := r.row
	for column := range counts {
		if v := row[column]; v < 0 || v != math.Trunc(v) {
			faults = append(faults, r.fault(column, fmt.Sprintf("%s is %v", InputNames[column], v), "a whole number, 0 or more"))
		}
	}
	if y := row[flpdyr]; r.options.Year == 0 && (y < float64(r.options.First) || y > float64(r.options.Last)) {
		faults = append(faults, r.fault(flpdyr, fmt.Sprintf("FLPDYR is %v", y), fmt.Sprintf("a year from %d to %d", r.options.First, r.options.Last)))
	}
	if m := row[mars]; m < 1 || m > 5 {
		faults = append(faults, r.fault(mars, fmt.Sprintf("MARS is %v, which is no filing status", m),
			"1 single, 2 joint, 3 separate, 4 head of household or 5 surviving spouse"))
	}
	for _, flag := range []int{dsi, midr, blindHead, blindSpouse, serviceTrade, f6251} {
		if row[flag] > 1 {
			faults = append(faults, r.fault(flag, fmt.Sprintf("%s is %v", InputNames[flag], row[flag]), "0 or 1"))
		}
	}
	for _, count := range []int{xtot, n24, nu06, nu13, nu18, n1820, n21, elderlyDependents, f2441, ageHead, ageSpouse} {
		if row[count] > 130 {
			faults = append(faults, r.fault(count, fmt.Sprintf("%s is %v", InputNames[count], row[count]), "at most 130"))
		}
	}
	if row[eic] > 3 {
		faults = append(faults, r.fault(eic, fmt.Sprintf("EIC is %v", row[eic]), "0 to 3"))
	}
	return r.checkSums(faults)
}

// checkSums finds parts that do not make the whole, and amounts of a spouse who is not there.
func (r *Reader) checkSums(faults fault.List) fault.List {
	row := r.row
	for _, whole := range [...]int{e00200, e00900, e02100} { // the parts of filer and spouse follow
		if sum := row[whole+1] + row[whole+2]; math.Abs(row[whole]-sum) > 0.02 {
			faults = append(faults, r.fault(whole, fmt.Sprintf("%s is %v but %s + %s is %v", InputNames[whole], row[whole],
				InputNames[whole+1], InputNames[whole+2], sum), "the whole to be the sum of the filer's and the spouse's part"))
		}
	}
	for _, pair := range [...][2]int{{e00650, e00600}, {e01700, e01500}} {
		if row[pair[0]] > row[pair[1]]+0.005 {
			faults = append(faults, r.fault(pair[0], fmt.Sprintf("%s is %v, more than %s of %v", InputNames[pair[0]], row[pair[0]],
				InputNames[pair[1]], row[pair[1]]), "a part of it"))
		}
	}
	if row[mars] != 2 {
		for _, own := range [...]int{e00200s, penconS, e00900s, e02100s, k1bx14s} {
			if row[own] != 0 {
				faults = append(faults, r.fault(own, fmt.Sprintf("%s is %v on a return without a spouse (MARS %v)", InputNames[own], row[own], row[mars]), "0, or MARS 2 (joint)"))
			}
		}
	}
	for _, amount := range [...]int{e00200p, e00200s, penconP, penconS, e00400, e00600, e00650, e02300, e02400, e17500, e18400, e18500,
		e19200, e19800, e20100, e20400, g20500, e32800, e87521, e87530, businessWages, businessProperty, autoLoanInterest, overtimeIncome, tipIncome} {
		if row[amount] < 0 {
			faults = append(faults, r.fault(amount, fmt.Sprintf("%s is %v", InputNames[amount], row[amount]), "0 or more"))
		}
	}
	return faults
}

var statuses = [6]unit.Status{1: unit.Single, 2: unit.Joint, 3: unit.Separate, 4: unit.HeadOfHousehold, 5: unit.SurvivingSpouse}

// facts maps the row to what the unit enters.
func (r *Reader) facts(year int, f *unit.Facts) {
	row := r.row
	*f = unit.Facts{
		Status:         statuses[int(row[mars])],
		Claimed:        row[dsi] == 1,
		SpouseItemizes: row[midr] == 1,
		// The program treats separate filers as living apart, and a child as enough for the credit.
		LivedApart:     row[mars] == 3,
		SeparatedChild: row[mars] == 3 && row[eic] > 0,
		Head: unit.Filer{Age: int(row[ageHead]), Blind: row[blindHead] == 1, Wages: row[e00200p], Deferrals: row[penconP],
			SelfEmployment: row[e00900p], Farm: row[e02100p], PartnershipEarnings: row[k1bx14p], Unemployment: row[e02300]},
	}
	if f.Status == unit.Joint {
		f.Spouse = unit.Filer{Age: int(row[ageSpouse]), Blind: row[blindSpouse] == 1, Wages: row[e00200s], Deferrals: row[penconS],
			SelfEmployment: row[e00900s], Farm: row[e02100s], PartnershipEarnings: row[k1bx14s]}
	}
	r.dependents(f)
	r.income(f)
	r.deductions(f)
	r.credits(f)
	// Alimony counts to 2018 and not after, as if under an agreement of the year.
	f.AlimonyAgreementFrom2019 = year >= 2019
}

func (r *Reader) dependents(f *unit.Facts) {
	row := r.row
	minors := 0
	if f.Head.Age < 18 {
		minors++
	}
	if f.Status == unit.Joint && f.Spouse.Age < 18 {
		minors++
	}
	f.Dependents = unit.Dependents{
		Count:        max(0, int(row[xtot])-f.Filers()),
		EITCChildren: int(row[eic]),
		CTCChildren:  int(row[n24]),
		Under6:       int(row[nu06]),
		Under13:      int(row[nu13]),
		Under17:      int(row[n24]),
		Age17:        max(0, min(int(row[xtot])-f.Filers(), int(row[nu18])-minors)-int(row[n24])),
		Aged:         int(row[elderlyDependents]),
		CarePersons:  int(row[f2441]),
	}
}

func (r *Reader) income(f *unit.Facts) {
	row := r.row
	f.TaxableInterest, f.ExemptInterest = row[e00300], row[e00400]
	f.OrdinaryDividends, f.QualifiedDividends = row[e00600], row[e00650]
	f.ShortTermGains, f.LongTermGains = row[p22250], row[p23250]
	f.GainDistributions, f.OtherGains = row[e01100], row[e01200]
	f.Unrecaptured1250, f.Collectibles = row[e24515], row[e24518]
	f.IRADistributions, f.Pensions, f.ExemptPensions = row[e01400], row[e01700], row[e01500]-row[e01700]
	f.SocialSecurity = row[e02400]
	f.StateTaxRefunds, f.AlimonyReceived = row[e00700], row[e00800]
	f.RentRoyalty = row[e02000] - row[e26270] - row[e27200]
	f.PartnershipSCorp, f.FarmRent = row[e26270], row[e27200]
	if row[serviceTrade] == 1 {
		f.ServiceBusiness = row[e00900] + row[e02100] + row[e26270] + row[e27200]
		f.ServiceWages, f.ServiceProperty = row[businessWages], row[businessProperty]
	} else {
		f.BusinessWages, f.BusinessProperty = row[businessWages], row[businessProperty]
	}
	f.Head.ExcludedPension = row[e01500] - row[e01700] // Schedule R line 13b
}

func (r *Reader) deductions(f *unit.Facts) {
	row := r.row
	f.HealthSavings, f.SelfEmployedRetirement, f.SelfEmployedHealth = row[e03290], row[e03300], row[e03270]
	f.EarlyWithdrawalPenalty, f.AlimonyPaid, f.IRADeduction = row[e03400], row[e03500], row[e03150]
	f.StudentLoanDeduction, f.EducatorDeduction = row[e03210], row[e03220]
	f.TuitionFees, f.DomesticProduction = row[e03230], row[e03240]
	f.Medical, f.StateIncomeTax, f.RealEstateTax = row[e17500], row[e18400], row[e18500]
	f.MortgageInterest, f.CharityCash, f.CharityProperty = row[e19200], row[e19800], row[e20100]
	f.Miscellaneous, f.Casualty = row[e20400], row[g20500]
	f.InvestmentElected = row[e58990]
	f.Tips, f.Overtime, f.CarLoanInterest = row[tipIncome], row[overtimeIncome], row[autoLoanInterest]
	f.AMTPreferences = row[cmbtp]
	if row[f6251] == 1 { // a form that was filed says the credit, also when it is 0; else the regular one stands for it
		f.AMTForeignTaxCredit, f.AMTCreditEntered = row[e62900], true
	}
}

func (r *Reader) credits(f *unit.Facts) {
	row := r.row
	f.CareExpenses = row[e32800]
	f.AmericanOpportunity, f.LifetimeLearning = row[e87521], row[e87530]
	f.RetirementCredit, f.EnergyCredit, f.ForeignTaxCredit = row[e07240], row[e07260], row[e07300]
	f.BusinessCredit, f.PriorMinimumTaxCredit, f.OtherCredits = row[e07400], row[e07600], row[p08000]
	f.InvestmentRecapture, f.UnreportedPayrollTax, f.RetirementPenalty = row[e09700], row[e09800], row[e09900]
	f.ExcessPayrollWithheld = row[e11200]
}
