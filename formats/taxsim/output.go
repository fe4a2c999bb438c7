package taxsim

import (
	"io"
	"strconv"

	"commonpurse/formats/delimited"
	"commonpurse/us/unit"
)

// StandardNames are the columns written for idtl 0.
var StandardNames = []string{"taxsimid", "year", "state", "fiitax", "siitax", "fica", "frate", "srate", "ficar", "tfica"}

// DetailNames follow the standard columns for idtl 2.
var DetailNames = []string{"v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24",
	"v25", "v26", "v27", "v28", "v29", "v30", "v31", "v32", "v33", "v34", "v35", "v36", "v37", "v38", "v39", "v40", "v41",
	"v42", "v43", "v44", "v45", "staxbc", "srebate", "senergy", "sctc", "sptcr", "samt", "qbid", "niit", "addmed", "cares", "actc"}

// NotModelled says, for the reader of the file, which columns stay empty and why.
const NotModelled = "taxsim: state income tax is not modelled: siitax, srate, v30 to v41, staxbc, srebate, senergy, sctc, sptcr and samt are empty, not zero"

// Rates are marginal rates on the filer's wages, in percent, as the law stands at that point.
type Rates struct {
	Income  float64 // income tax
	Payroll float64 // both shares of payroll tax
}

// Federal are the output columns of the federal law, by the meaning TAXSIM gives them, except
// where that counts an amount twice or is no law: Additional Medicare Tax is in tfica and fica and
// in no year also in fiitax; fica has the employer's share under the wage base.
func Federal(r *unit.Result) FederalColumns {
	c := FederalColumns{
		Fiitax: r.IncomeTax, Fica: r.PayrollTax,
		Tfica: r.OASDIEmployee + r.HIEmployee + r.SelfEmploymentTax + r.AdditionalMedicareTax,
		AGI:   r.AdjustedGrossIncome, Unemployment: r.UnemploymentTotal - r.UnemploymentExcluded, SocialSecurity: r.TaxableSocialSecurity,
		Exemptions: r.Exemptions, ExemptionsLost: r.PersonalExemptions - r.Exemptions,
		TaxableIncome: r.TaxableIncome, Schedule: r.TaxAtSchedule,
		ChildCredit: r.ChildCredit + r.OtherDependentCredit, AdditionalChild: r.AdditionalChildCredit,
		Care: r.CareCredit + r.CareCreditRefundable, EITC: r.EarnedIncomeCredit,
		AMTIncome: max(0, r.AMTIncome), AMT: r.AlternativeMinimumTax, Regular: r.RegularTax,
		NetSelfEmployment: r.NetSelfEmploymentHead + r.NetSelfEmploymentSpouse,
		NIIT:              r.NetInvestmentIncomeTax, AdditionalMedicare: r.AdditionalMedicareTax, Rebate: r.RecoveryRebate, QBI: r.QBIDeduction,
	}
	if r.Itemizes {
		c.Itemized, c.ItemizedLost = r.ItemizedDeductions, r.ItemizedReduction
	} else {
		c.Standard = r.StandardDeduction
	}
	return c
}

// FederalColumns are the federal amounts of one unit, in dollars, with their TAXSIM names.
type FederalColumns struct {
	Fiitax, Fica, Tfica float64 // fiitax, fica (v29), tfica
	AGI                 float64 // v10
	Unemployment        float64 // v11, in AGI
	SocialSecurity      float64 // v12, in AGI
	Standard            float64 // v13, 0 for itemizers
	Exemptions          float64 // v14, after the phase-out
	ExemptionsLost      float64 // v15
	ItemizedLost        float64 // v16
	Itemized            float64 // v17, 0 for others
	TaxableIncome       float64 // v18
	Schedule            float64 // v19, by the schedule alone
	ChildCredit         float64 // v22, with the credit for other dependents
	AdditionalChild     float64 // v23, actc
	Care                float64 // v24
	EITC                float64 // v25
	AMTIncome, AMT      float64 // v26 (not below 0 there), v27
	Regular             float64 // v28
	NetSelfEmployment   float64 // v42
	NIIT                float64 // v43, niit
	AdditionalMedicare  float64 // v44, addmed
	Rebate              float64 // v45, cares
	QBI                 float64 // qbid
}

// Writer writes output lines through a buffer of fixed size.
type Writer struct {
	to     io.Writer
	line   []byte
	detail int
	begun  bool
}

// NewWriter writes to a destination; Flush must be called at the end.
func NewWriter(to io.Writer) *Writer { return &Writer{to: to, line: make([]byte, 0, 1<<16)} }

const flushAt = 1<<16 - 1<<12 // a line of all columns is below 4 kB

// Write adds the line of one unit; the first one decides the header.
func (w *Writer) Write(u *Unit, r *unit.Result, rates Rates) error {
	if !w.begun {
		w.begun, w.detail = true, u.Detail
		w.header()
	}
	c := Federal(r)
	b := w.line
	b = append(delimited.AppendCents(b, u.ID), ',')
	b = append(strconv.AppendInt(b, int64(u.Year), 10), ',')
	b = append(strconv.AppendInt(b, int64(u.State), 10), ',')
	b = append(delimited.AppendCents(b, c.Fiitax), ',', ',')
	b = append(delimited.AppendCents(b, c.Fica), ',')
	b = append(delimited.AppendScaled(b, rates.Income, 4), ',', ',')
	b = append(delimited.AppendScaled(b, rates.Payroll, 4), ',')
	b = delimited.AppendCents(b, c.Tfica)
	if w.detail == 2 {
		b = c.appendDetail(b)
	}
	w.line = append(b, '\n')
	if len(w.line) > flushAt {
		return w.Flush()
	}
	return nil
}

func (c *FederalColumns) appendDetail(b []byte) []byte {
	for _, v := range [...]float64{c.AGI, c.Unemployment, c.SocialSecurity, c.Standard, c.Exemptions, c.ExemptionsLost, c.ItemizedLost, c.Itemized,
		c.TaxableIncome, c.Schedule, 0, 0, c.ChildCredit, c.AdditionalChild, c.Care, c.EITC, c.AMTIncome, c.AMT, c.Regular, c.Fica} {
		b = delimited.AppendCents(append(b, ','), v)
	}
	b = append(b, ",,,,,,,,,,,,"...) // v30 to v41: state
	for _, v := range [...]float64{c.NetSelfEmployment, c.NIIT, c.AdditionalMedicare, c.Rebate} {
		b = delimited.AppendCents(append(b, ','), v)
	}
	b = append(b, ",,,,,,"...) // staxbc to samt: state
	for _, v := range [...]float64{c.QBI, c.NIIT, c.AdditionalMedicare, c.Rebate, c.AdditionalChild} {
		b = delimited.AppendCents(append(b, ','), v)
	}
	return b
}

func (w *Writer) header() {
	names := StandardNames
	if w.detail == 2 {
		names = append(names[:len(names):len(names)], DetailNames...)
	}
	for i, name := range names {
		if i > 0 {
			w.line = append(w.line, ',')
		}
		w.line = append(w.line, name...)
	}
	w.line = append(w.line, '\n')
}

// Flush writes what the buffer still holds, and the header when there was no unit.
func (w *Writer) Flush() error {
	if !w.begun {
		w.begun = true
		w.header()
	}
	_, err := w.to.Write(w.line)
	w.line = w.line[:0]
	return err
}
