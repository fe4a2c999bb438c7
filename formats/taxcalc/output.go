package taxcalc

import (
	"io"
	"strconv"

	"commonpurse/formats/delimited"
	"commonpurse/us/unit"
)

// OutputNames are the columns written after RECID and FLPDYR, by the program's names.
var OutputNames = []string{"c00100", "c01000", "c02500", "c02900", "c03260", "c23650", "earned", "c17000", "c18300", "c19200", "c19700",
	"c20500", "c20800", "c21040", "c21060", "c04470", "standard", "pre_c04600", "c04600", "qbided", "senior_deduction",
	"auto_loan_interest_deduction", "overtime_income_deduction", "tip_income_deduction", "c04800", "c05200", "taxbc", "c62100", "c09600",
	"c05800", "c07180", "CDCC_refund", "c07200", "c07220", "odc", "c11070", "ctc_new", "ctc_total", "ctc_nonrefundable",
	"ctc_refundable", "c07230", "c10960", "c07240", "c07260", "c07300", "c07400", "c07600", "c08000", "c07100", "c09200", "othertaxes",
	"niit", "ptax_amc", "setax", "eitc", "recovery_rebate_credit", "refund", "ptax_was", "ptax_oasdi", "ptax_er_p", "ptax_er_s",
	"payrolltax", "iitax", "combined", "expanded_income"}

const outputs = 65

// fullyRefundableYear is the year whose child credit has no part limited by tax (26 USC 24(i)),
// which the program reports in a column of its own.
const fullyRefundableYear = 2021

// limitEndYear is the first without the limit of 26 USC 68 of before Public Law 115-97.
const limitEndYear = 2018

// none is the result of a unit that itemizes nothing.
var none unit.Result

// Amounts gives the output columns of one unit, in the order of OutputNames, in dollars.
func Amounts(u *Unit, r *unit.Result) [outputs]float64 {
	// The parts of Schedule A and their limit of 2014-2017 are shown for itemizers only; what others
	// may deduct for gifts is inside the standard deduction.
	itemized := &none
	standard, limited := r.StandardDeduction+r.CharityNonItemizer, 0.0
	if r.Itemizes {
		itemized, standard = r, 0
		if u.Year < limitEndYear {
			limited = r.ItemizedReduction
		}
	}
	distributions := u.Facts.GainDistributions // outside Schedule D there
	additional, whole := r.AdditionalChildCredit, 0.0
	if u.Year == fullyRefundableYear {
		additional, whole = 0, r.AdditionalChildCredit
	}
	nonrefundable := r.ChildCredit + r.OtherDependentCredit
	return [outputs]float64{
		r.AdjustedGrossIncome, r.CapitalGain - distributions, r.TaxableSocialSecurity, r.Adjustments, r.HalfSelfEmploymentTax,
		r.NetGain - distributions, r.EarnedIncome,
		itemized.MedicalDeduction, itemized.TaxesDeduction, itemized.InterestDeduction, itemized.CharityDeduction, itemized.CasualtyDeduction,
		itemized.MiscellaneousDeduction, limited, itemized.ItemizedBeforeLimit, itemized.ItemizedDeductions, standard, r.PersonalExemptions, r.Exemptions, r.QBIDeduction, r.SeniorDeduction,
		r.CarLoanDeduction, r.OvertimeDeduction, r.TipDeduction, r.TaxableIncome, r.TaxAtSchedule, r.RegularTax, r.AMTIncome, r.AlternativeMinimumTax,
		r.RegularTax + r.AlternativeMinimumTax, r.CareCredit, r.CareCreditRefundable, r.ElderlyCredit, r.ChildCredit, r.OtherDependentCredit,
		additional, whole, nonrefundable + r.AdditionalChildCredit, nonrefundable, r.AdditionalChildCredit,
		r.EducationCredit, r.EducationRefundable, r.SaversCredit, r.EnergyCredit, r.ForeignTaxCredit, r.BusinessCreditUsed,
		r.PriorMinimumCreditUsed, r.OtherCreditsUsed, r.NonrefundableCredits, r.TotalTax, r.OtherTaxes, r.NetInvestmentIncomeTax,
		r.AdditionalMedicareTax, r.SelfEmploymentTax, r.EarnedIncomeCredit, r.RecoveryRebate, r.RefundableCredits,
		r.PayrollTaxWages, r.OASDIEmployee + r.OASDIEmployer + r.SelfEmploymentOASDI, r.EmployerPayrollTaxHead, r.EmployerPayrollTaxSpouse,
		r.PayrollTax, r.IncomeTax, r.CombinedTax, expandedIncome(u, r),
	}
}

// expandedIncome is the program's own measure: income before adjustments and limits, with what is
// untaxed, employer's payroll tax and transfers.
func expandedIncome(u *Unit, r *unit.Result) float64 {
	f := &u.Facts
	return r.WagesTotal + r.DeferralsTotal + f.TaxableInterest + f.ExemptInterest + f.OrdinaryDividends + f.StateTaxRefunds + f.AlimonyReceived +
		f.Head.SelfEmployment + f.Spouse.SelfEmployment + f.GainDistributions + f.OtherGains + f.IRADistributions + f.Pensions + f.ExemptPensions +
		f.RentRoyalty + f.PartnershipSCorp + f.FarmRent + f.Head.Farm + f.Spouse.Farm + f.ShortTermGains + f.LongTermGains + f.AMTPreferences +
		r.OASDIEmployer + r.HIEmployer + f.SocialSecurity + r.UnemploymentTotal + u.Benefits
}

// Writer writes output lines through a buffer of fixed size.
type Writer struct {
	to    io.Writer
	line  []byte
	begun bool
}

// NewWriter writes to a destination; Flush must be called at the end.
func NewWriter(to io.Writer) *Writer { return &Writer{to: to, line: make([]byte, 0, 1<<16)} }

const flushAt = 1<<16 - 1<<12 // a line of all columns is below 4 kB

// Write adds the line of one unit.
func (w *Writer) Write(u *Unit, r *unit.Result) error {
	w.header()
	b := append(delimited.AppendCents(w.line, u.ID), ',')
	b = strconv.AppendInt(b, int64(u.Year), 10)
	amounts := Amounts(u, r)
	for _, v := range &amounts {
		b = delimited.AppendCents(append(b, ','), v)
	}
	w.line = append(b, '\n')
	if len(w.line) > flushAt {
		return w.Flush()
	}
	return nil
}

func (w *Writer) header() {
	if w.begun {
		return
	}
	w.begun = true
	w.line = append(w.line, "RECID,FLPDYR"...)
	for _, name := range OutputNames {
		w.line = append(append(w.line, ','), name...)
	}
	w.line = append(w.line, '\n')
}

// Flush writes what the buffer still holds, and the header when there was no unit.
func (w *Writer) Flush() error {
	w.header()
	_, err := w.to.Write(w.line)
	w.line = w.line[:0]
	return err
}
