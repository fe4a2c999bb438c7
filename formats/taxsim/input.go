// Package taxsim reads filing units as TAXSIM-35 has them and writes its output columns.
//
// Input is one line a unit with the columns of TAXSIM-35, in any order; a column left out is zero.
// Amounts are dollars of the unit's year. What TAXSIM leaves to the user is taken as its
// documentation says: an unmarried unit with dependents is a head of household, dividends are all
// qualified, otheritem is a tax outside the limit on state and local taxes, business income comes
// with wages enough that the wage limit of 26 USC 199A(b)(2) does not bind, and dependents are
// qualifying children of their ages (code students of 19 to 23 as 18, infants as 1); one whose age is
// 0 or left out is a child of ten.
package taxsim

import (
	"errors"
	"fmt"
	"io"

	"commonpurse/fault"
	"commonpurse/formats/delimited"
	"commonpurse/us/unit"
)

const ages = 11

// The places of the input columns in a row.
const (
	taxsimid = iota
	year
	state
	mstat
	page
	sage
	depx
	dep13
	dep17
	dep18
	age1
	pwages = age1 + ages + iota - 11
	swages
	psemp
	ssemp
	dividends
	intrec
	stcg
	ltcg
	otherprop
	nonprop
	pensions
	gssi
	pui
	sui
	transfers
	rentpaid
	proptax
	otheritem
	childcare
	mortgage
	scorp
	pbusinc
	sbusinc
	pprofinc
	sprofinc
	idtl
	columns
)

// InputNames are the input columns in the order of the documentation.
var InputNames = []string{"taxsimid", "year", "state", "mstat", "page", "sage", "depx", "dep13", "dep17", "dep18",
	"age1", "age2", "age3", "age4", "age5", "age6", "age7", "age8", "age9", "age10", "age11",
	"pwages", "swages", "psemp", "ssemp", "dividends", "intrec", "stcg", "ltcg", "otherprop", "nonprop", "pensions", "gssi",
	"pui", "sui", "transfers", "rentpaid", "proptax", "otheritem", "childcare", "mortgage",
	"scorp", "pbusinc", "sbusinc", "pprofinc", "sprofinc", "idtl"}

// Unit is one filing unit of a file: its key, its year and what it enters.
type Unit struct {
	ID     float64
	Year   int
	State  int // SOI code, 0 for none: 1 Alabama to 51 Wyoming
	Detail int // 0 the ten standard columns, 2 all
	Facts  unit.Facts
}

// Reader reads units one at a time in constant memory.
type Reader struct {
	text        *delimited.Reader
	columns     []int
	at          [columns]int // the field of each input column, -1 where the file lacks it
	row         [columns]float64
	first, last int // years accepted
	read        int
	detail      int
}

// NewReader reads the header of a file, plain or gzipped, called name in faults. Years outside
// first to last are faults.
func NewReader(name string, source io.Reader, first, last int) (*Reader, error) {
	text, err := delimited.NewReader(name, source)
	if err != nil {
		return nil, err
	}
	r := &Reader{text: text, first: first, last: last}
	if r.columns, err = text.Header(InputNames, true); err != nil {
		return nil, err
	}
	for i := range r.at {
		r.at[i] = -1
	}
	for field, place := range r.columns {
		r.at[place] = field
	}
	var faults fault.List
	for _, needed := range []int{year, mstat} {
		if r.at[needed] < 0 {
			faults = append(faults, text.At(1, fmt.Sprintf("the column %s is missing", InputNames[needed]), "at least year and mstat"))
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
	r.row = [columns]float64{}
	faults := r.text.Numbers(r.row[:], r.columns, InputNames, nil)
	r.read++
	if len(faults) == 0 {
		faults = r.check(faults)
	}
	if len(faults) > 0 {
		return faults
	}
	u.ID = r.row[taxsimid]
	if r.at[taxsimid] < 0 {
		u.ID = float64(r.read)
	}
	u.Year, u.State, u.Detail = int(r.row[year]), int(r.row[state]), int(r.row[idtl])
	r.facts(&u.Facts)
	return nil
}

// ReadAll reads every unit, for small files and tests; all faults are told at once.
func ReadAll(name string, source io.Reader, first, last int) ([]Unit, error) {
	r, err := NewReader(name, source, first, last)
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

// check finds what no unit can have: broken counts, an unknown year or status.
func (r *Reader) check(faults fault.List) fault.List {
	for column := year; column <= age1+ages-1; column++ {
		value := r.row[column]
		if value < 0 || value > 5000 || value != float64(int(value)) {
			faults = append(faults, r.fault(column, fmt.Sprintf("%s is %v", InputNames[column], value), "a whole number, 0 or more"))
		}
	}
	if len(faults) > 0 {
		return faults
	}
	if y := int(r.row[year]); y < r.first || y > r.last {
		faults = append(faults, r.fault(year, fmt.Sprintf("year is %d", y), fmt.Sprintf("a year from %d to %d", r.first, r.last)))
	}
	if s := r.row[state]; s > 51 {
		faults = append(faults, r.fault(state, fmt.Sprintf("state is %v", s), "a code from 0 (none) to 51"))
	}
	faults = r.checkPeople(faults)
	if d := r.row[idtl]; d != 0 && d != 2 {
		faults = append(faults, r.fault(idtl, fmt.Sprintf("idtl is %v", d), "0 (ten columns) or 2 (all); for a readable statement use purse household"))
	} else if r.read > 1 && int(d) != r.detail {
		faults = append(faults, r.fault(idtl, fmt.Sprintf("idtl is %v after %d above", d, r.detail), "one idtl in a file"))
	} else {
		r.detail = int(d)
	}
	return faults
}

func (r *Reader) checkPeople(faults fault.List) fault.List {
	row := &r.row
	switch row[mstat] {
	case 1, 6, 8:
		if own, ok := r.spouseOwns(); ok {
			faults = append(faults, r.fault(own, fmt.Sprintf("%s is %v on a return without a spouse (mstat %v)", InputNames[own], row[own], row[mstat]), "0, or mstat 2 (joint)"))
		}
	case 2:
	default:
		faults = append(faults, r.fault(mstat, fmt.Sprintf("mstat is %v, which is no marital status", row[mstat]),
			"1 (single or head of household), 2 (joint), 6 (separate) or 8 (dependent)"))
	}
	if row[mstat] == 8 && row[depx] > 0 {
		faults = append(faults, r.fault(depx, fmt.Sprintf("depx is %v for a dependent (mstat 8)", row[depx]), "0: a dependent claims none (26 USC 152(b)(1))"))
	}
	for _, column := range []int{page, sage} {
		if row[column] > 130 {
			faults = append(faults, r.fault(column, fmt.Sprintf("%s is %v", InputNames[column], row[column]), "an age up to 130"))
		}
	}
	given := 0
	for i := range ages {
		if row[age1+i] > 0 {
			given++
		}
	}
	if float64(given) > row[depx] {
		faults = append(faults, r.fault(depx, fmt.Sprintf("depx is %v but %d ages of dependents are given", row[depx], given), "as many dependents as ages"))
	}
	for _, column := range []int{dep13, dep17, dep18} {
		if row[column] > row[depx] {
			faults = append(faults, r.fault(column, fmt.Sprintf("%s is %v of %v dependents", InputNames[column], row[column], row[depx]), "at most depx"))
		}
	}
	if row[childcare] < 0 || row[mortgage] < 0 || row[proptax] < 0 || row[gssi] < 0 || row[dividends] < 0 || row[pwages] < 0 || row[swages] < 0 {
		for _, column := range []int{childcare, mortgage, proptax, gssi, dividends, pwages, swages} {
			if row[column] < 0 {
				faults = append(faults, r.fault(column, fmt.Sprintf("%s is %v", InputNames[column], row[column]), "0 or more"))
			}
		}
	}
	return faults
}

// spouseOwns finds an amount that only a spouse can have.
func (r *Reader) spouseOwns() (int, bool) {
	for _, column := range []int{swages, ssemp, sui, sbusinc, sprofinc} {
		if r.row[column] != 0 {
			return column, true
		}
	}
	return 0, false
}

// facts maps the row to what the unit enters.
func (r *Reader) facts(f *unit.Facts) {
	row := &r.row
	*f = unit.Facts{}
	switch row[mstat] {
	case 1:
		if row[depx] > 0 {
			f.Status = unit.HeadOfHousehold
		}
	case 2:
		f.Status = unit.Joint
	case 6:
		f.Status = unit.Separate
	case 8:
		f.Claimed = true
	}
	f.Head = unit.Filer{Age: int(row[page]), Wages: row[pwages], SelfEmployment: row[psemp] + row[pbusinc] + row[pprofinc], Unemployment: row[pui]}
	if f.Status == unit.Joint {
		f.Spouse = unit.Filer{Age: int(row[sage]), Wages: row[swages], SelfEmployment: row[ssemp] + row[sbusinc] + row[sprofinc], Unemployment: row[sui]}
	}
	r.dependents(&f.Dependents)
	f.OrdinaryDividends, f.QualifiedDividends = row[dividends], row[dividends]
	f.TaxableInterest = row[intrec]
	f.ShortTermGains, f.LongTermGains = row[stcg], row[ltcg]
	f.RentRoyalty, f.OtherIncome = row[otherprop], row[nonprop]
	f.Pensions, f.SocialSecurity = row[pensions], row[gssi]
	f.RealEstateTax, f.OtherTaxes, f.MortgageInterest = row[proptax], row[otheritem], row[mortgage]
	f.CareExpenses = row[childcare]
	f.PartnershipSCorp = row[scorp]
	f.ServiceBusiness = row[pprofinc] + row[sprofinc]
	// Half of the wages limits the deduction to a fifth of the income: wages as high as the income
	// never bind.
	f.BusinessWages = max(0, row[psemp]) + max(0, row[ssemp]) + max(0, row[pbusinc]) + max(0, row[sbusinc]) + max(0, row[scorp])
	f.ServiceWages = max(0, row[pprofinc]) + max(0, row[sprofinc])
}

// dependents counts children by the ages given; where a file has the older dep13, dep17 and dep18
// instead, those speak.
func (r *Reader) dependents(d *unit.Dependents) {
	row := &r.row
	d.Count = int(row[depx])
	if d.Count == 0 {
		return
	}
	if r.at[age1] < 0 && (r.at[dep13] >= 0 || r.at[dep17] >= 0 || r.at[dep18] >= 0) {
		d.CarePersons, d.Under13 = int(row[dep13]), int(row[dep13])
		d.CTCChildren, d.Under17 = int(row[dep17]), int(row[dep17])
		d.EITCChildren = int(row[dep18])
		return
	}
	given := 0
	for i := range ages {
		age := row[age1+i]
		if age <= 0 {
			continue
		}
		given++
		if age < 6 {
			d.Under6++
		}
		if age < 13 {
			d.Under13++
			d.CarePersons++
		}
		if age < 17 {
			d.Under17++
			d.CTCChildren++
		}
		if age == 17 {
			d.Age17++
		}
		if age < 19 {
			d.EITCChildren++
		}
		if age >= 65 {
			d.Aged++
		}
	}
	children := d.Count - given // of unknown age
	d.Under13 += children
	d.CarePersons += children
	d.Under17 += children
	d.CTCChildren += children
	d.EITCChildren += children
}
