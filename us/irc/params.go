// Package irc is Title 26 of the United States Code as far as it taxes individuals: income tax,
// self-employment tax and payroll taxes of 2014 to 2026. Each section is a file of rules beside a
// file of parameters: 32.yaml and s32.go.
//
// A rule is a plain function over one filing unit, called once, in the order of the return. It
// reads facts, parameters and results of earlier rules, and writes its own results. Rules hold no
// numbers of the law; those are parameters.
package irc

import (
	"embed"
	"sync"

	"commonpurse/law"
	"commonpurse/money"
	"commonpurse/us/unit"
)

//go:embed *.yaml
var files embed.FS

var code = sync.OnceValues(func() (*law.Code, error) { return law.Load(files) })

// Code gives the law as rows.
func Code() (*law.Code, error) { return code() }

// Load gives the parameters of a year as the law stood at the end of the day asOf, with acts laid
// over. A zero asOf takes the baseline of the acts, or the law as known today.
func Load(year int, asOf law.Date, acts ...*law.Act) (*Params, error) {
	t, err := Table(year, asOf, acts...)
	if err != nil {
		return nil, err
	}
	return fill(t)
}

// Table resolves the rows that Load fills from.
func Table(year int, asOf law.Date, acts ...*law.Act) (*law.Table, error) {
	c, err := code()
	if err != nil {
		return nil, err
	}
	for _, act := range acts {
		if asOf == "" {
			asOf = act.Baseline
		}
	}
	c, err = c.With(acts...)
	if err != nil {
		return nil, err
	}
	return c.At(year, asOf)
}

func fill(t *law.Table) (*Params, error) {
	p := &Params{Year: t.Year}
	if _, err := t.Fill(p); err != nil {
		return nil, err
	}
	p.derive()
	return p, nil
}

type (
	byStatus     = [unit.Statuses]float64
	rateByStatus = [unit.Statuses]money.Rate
)

// The columns of the American opportunity credit's tiers.
const (
	firstTop = iota
	firstRate
	secondTop
	secondRate
)

// The columns of the Tax Table's rows.
const (
	tableFirst = iota
	tableSecond
	tableRow
	tableUntil
	tableRowAbove
)

// Brackets is how many ordinary brackets the law has.
const Brackets = 7

// Params are the parameters of one year, in the order of the sections.
type Params struct {
	Year int

	// Section 1.
	Rate1     money.Rate `law:"income_tax_rate_1"`
	Rate2     money.Rate `law:"income_tax_rate_2"`
	Rate3     money.Rate `law:"income_tax_rate_3"`
	Rate4     money.Rate `law:"income_tax_rate_4"`
	Rate5     money.Rate `law:"income_tax_rate_5"`
	Rate6     money.Rate `law:"income_tax_rate_6"`
	Rate7     money.Rate `law:"income_tax_rate_7"`
	Top1      byStatus   `law:"income_tax_bracket_1_top"`
	Top2      byStatus   `law:"income_tax_bracket_2_top"`
	Top3      byStatus   `law:"income_tax_bracket_3_top"`
	Top4      byStatus   `law:"income_tax_bracket_4_top"`
	Top5      byStatus   `law:"income_tax_bracket_5_top"`
	Top6      byStatus   `law:"income_tax_bracket_6_top"`
	GainTop1  byStatus   `law:"capital_gains_bracket_1_top"`
	GainTop2  byStatus   `law:"capital_gains_bracket_2_top"`
	GainRate1 money.Rate `law:"capital_gains_rate_1"`
	GainRate2 money.Rate `law:"capital_gains_rate_2"`
	GainRate3 money.Rate `law:"capital_gains_rate_3"`
	Gain1250  money.Rate `law:"unrecaptured_1250_rate"`
	Gain28    money.Rate `law:"collectibles_rate"`
	TableTop  float64    `law:"tax_table_top"`
	TableRows [5]float64 `law:"tax_table_rows"`
	// Children's unearned income in 2018 and 2019.
	ChildAtTrustRates bool       `law:"child_unearned_at_trust_rates"`
	ChildElection     bool       `law:"child_unearned_election"`
	ChildBrackets     [3]float64 `law:"child_unearned_brackets"` // start of those of 24, 35 and 37 percent
	ChildGains        [2]float64 `law:"child_unearned_gains"`    // end of those of 0 and 15 percent

	brackets    [unit.Statuses]schedule
	amtSeparate float64  // AMT income at which a separate filer's exemption is exhausted (26 USC 55(d)(3))
	below1250   byStatus // taxable income taxed at a rate below that of unrecaptured section 1250 gain
	UseTaxTable bool     // take tax from the Tax Table, as a filed return does

	// Section 21.
	CareCap        float64    `law:"cdcc_expense_cap_one"`
	CareRateMax    money.Rate `law:"cdcc_rate_max"`
	CareStart1     float64    `law:"cdcc_phase1_start"`
	CareStep1      float64    `law:"cdcc_phase1_step"`
	CareRateStep   money.Rate `law:"cdcc_rate_per_step"`
	CareRateMin1   money.Rate `law:"cdcc_phase1_rate_min"`
	CareStart2     byStatus   `law:"cdcc_phase2_start"`
	CareStep2      byStatus   `law:"cdcc_phase2_step"`
	CareRateMin2   money.Rate `law:"cdcc_phase2_rate_min"`
	CareRefundable bool       `law:"cdcc_refundable"`
	CareChildAge   int        `law:"cdcc_child_age_limit"`
	CareDeemed     [2]float64 `law:"cdcc_deemed_monthly_earnings"`

	// Section 22.
	ElderlyInitial   [3]float64 `law:"elderly_credit_initial_amount"`
	ElderlyThreshold byStatus   `law:"elderly_credit_agi_threshold"`
	ElderlyRate      money.Rate `law:"elderly_credit_rate"`
	ElderlyShare     money.Rate `law:"elderly_credit_agi_share"`

	// Section 24.
	ChildAmount          float64    `law:"ctc_amount"`
	ChildStart           byStatus   `law:"ctc_phaseout_start"`
	ChildRate            money.Rate `law:"ctc_phaseout_rate"`
	ChildStep            float64    `law:"ctc_phaseout_step"`
	ChildAge             int        `law:"ctc_child_age_limit"`
	OtherDependentAmount float64    `law:"odc_amount"`
	AdditionalMax        float64    `law:"actc_max_per_child"`
	AdditionalThreshold  float64    `law:"actc_earned_income_threshold"`
	AdditionalRate       money.Rate `law:"actc_phase_in_rate"`
	AdditionalChildren   int        `law:"actc_payroll_tax_children"`
	Child17              bool       `law:"ctc_includes_age_17"`
	ChildRefundable      bool       `law:"ctc_fully_refundable"`
	ChildIncrease        float64    `law:"ctc_arpa_increase"`
	ChildIncrease6       float64    `law:"ctc_arpa_increase_under_6"`
	ChildIncreaseStart   byStatus   `law:"ctc_arpa_phaseout_start"`
	ChildIncreaseRate    money.Rate `law:"ctc_arpa_phaseout_rate"`
	ChildIncreaseShare   money.Rate `law:"ctc_arpa_reduction_share"`
	ChildIncreaseAge     int        `law:"ctc_arpa_young_age"`
	ChildParentSSN       bool       `law:"ctc_parent_ssn"`

	// Section 25A.
	OpportunityTiers      [4]float64 `law:"aotc_tiers"`
	OpportunityRefundable money.Rate `law:"aotc_refundable_share"`
	OpportunityStart      byStatus   `law:"aotc_phaseout_start"`
	OpportunityRange      byStatus   `law:"aotc_phaseout_range"`
	LearningRate          money.Rate `law:"llc_rate"`
	LearningCap           float64    `law:"llc_expense_cap"`
	LearningStart         byStatus   `law:"llc_phaseout_start"`
	EducationPlaces       float64    `law:"education_phaseout_places"`

	// Sections 25B, 25D.
	SaverLimits     [3]float64    `law:"savers_credit_joint_agi_limits"`
	SaverRates      [3]money.Rate `law:"savers_credit_rates"`
	SaverShare      rateByStatus  `law:"savers_credit_status_share"`
	SaverCap        float64       `law:"savers_credit_contribution_cap"`
	SaverAge        int           `law:"savers_credit_min_age"`
	CleanEnergyRate money.Rate    `law:"residential_clean_energy_rate"`

	// Section 32.
	EITCMax        [4]float64    `law:"eitc_max"`
	EITCIn         [4]money.Rate `law:"eitc_phase_in_rate"`
	EITCOut        [4]money.Rate `law:"eitc_phaseout_rate"`
	EITCStart      [4]float64    `law:"eitc_phaseout_start"`
	EITCJoint      [4]float64    `law:"eitc_phaseout_start_joint_addon"`
	EITCMinAge     int           `law:"eitc_min_age_childless"`
	EITCMaxAge     int           `law:"eitc_max_age_childless"`
	EITCInvest     float64       `law:"eitc_investment_income_limit"`
	EITCSeparate   bool          `law:"eitc_separate_filers_eligible"`
	EITCChildren   int           `law:"eitc_children_counted"`
	EITCLastYear   bool          `law:"eitc_earned_income_lookback"`
	EITCRow        float64       `law:"eitc_table_row"`
	EITCAmount     float64       `law:"eitc_earned_income_amount_step"`
	PremiumBands   [7]float64    `law:"ptc_income_bands"`
	PremiumLow     [6]float64    `law:"ptc_percentage_initial"`
	PremiumHigh    [6]float64    `law:"ptc_percentage_final"`
	PremiumLeast   float64       `law:"ptc_least_income"`
	PremiumStep    float64       `law:"ptc_ratio_step"`
	PremiumPlaces  float64       `law:"ptc_percentage_step"`
	RepayCaps      [3]float64    `law:"ptc_repayment_caps"`
	RepayBands     [3]float64    `law:"ptc_repayment_bands"`
	RepayDue       bool          `law:"ptc_repayment_due"`
	PremiumJobless float64       `law:"ptc_unemployment_income"`

	// Sections 55-59.
	AMTExemption  byStatus   `law:"amt_exemption"`
	AMTStart      byStatus   `law:"amt_exemption_phaseout_start"`
	AMTOut        money.Rate `law:"amt_exemption_phaseout_rate"`
	AMTRate1      money.Rate `law:"amt_rate_1"`
	AMTRate2      money.Rate `law:"amt_rate_2"`
	AMTTop1       byStatus   `law:"amt_bracket_1_top"`
	AMTChild      float64    `law:"amt_child_exemption_addon"`
	AMTChildAge   int        `law:"amt_child_exemption_age"`
	AMTChildRule  bool       `law:"amt_child_exemption_applies"`
	AMTMedical    money.Rate `law:"amt_medical_floor_addon"`
	EducatorMax   float64    `law:"educator_expense_deduction_max"`
	AlimonyNew    bool       `law:"alimony_deductible_new_agreements"`
	TuitionOn     bool       `law:"tuition_and_fees_deduction_allowed"`
	ProductionOn  bool       `law:"domestic_production_deduction_allowed"`
	Standard      byStatus   `law:"standard_deduction"`
	StandardAged  byStatus   `law:"standard_deduction_aged_or_blind"`
	StandardLeast float64    `law:"standard_deduction_dependent_minimum"`
	StandardAddon float64    `law:"standard_deduction_dependent_earned_addon"`
	AgedFrom      int        `law:"aged_from"`
	MiscFloor     money.Rate `law:"miscellaneous_floor"`
	MiscOn        bool       `law:"miscellaneous_allowed"`
	PeaseStart    byStatus   `law:"itemized_limitation_start"`
	PeaseRate     money.Rate `law:"itemized_limitation_agi_rate"`
	PeaseMax      money.Rate `law:"itemized_limitation_max_share"`
	TopLimitRate  money.Rate `law:"itemized_limitation_obbba_rate"`

	// Sections 85, 86, 129.
	JoblessExclusion float64    `law:"unemployment_compensation_exclusion"`
	JoblessLimit     byStatus   `law:"unemployment_compensation_exclusion_agi_limit"`
	SecurityStart1   byStatus   `law:"ss_taxation_threshold_1"`
	SecurityShare1   money.Rate `law:"ss_taxation_share_1"`
	SecurityStart2   byStatus   `law:"ss_taxation_threshold_2"`
	SecurityShare2   money.Rate `law:"ss_taxation_share_2"`
	SecurityCounted  money.Rate `law:"ss_provisional_income_benefit_share"`
	CareBenefitLimit byStatus   `law:"dependent_care_fsa_limit"`

	// Sections 151, 152.
	Exemption      float64    `law:"personal_exemption"`
	ExemptionStart byStatus   `law:"personal_exemption_phaseout_start"`
	ExemptionStep  byStatus   `law:"personal_exemption_phaseout_step"`
	ExemptionRate  money.Rate `law:"personal_exemption_phaseout_rate"`
	SeniorAmount   float64    `law:"senior_deduction"`
	SeniorStart    byStatus   `law:"senior_deduction_phaseout_start"`
	SeniorRate     money.Rate `law:"senior_deduction_phaseout_rate"`
	RelativeIncome float64    `law:"qualifying_relative_income_limit"`
	ChildAges      [2]int     `law:"qualifying_child_age_limit"`

	// Sections 163-170, 213.
	MortgageDebt       byStatus   `law:"mortgage_acquisition_debt_limit"`
	MortgageDebtBefore byStatus   `law:"mortgage_debt_limit_before_2017_12_16"`
	CarMax             float64    `law:"auto_loan_interest_deduction_max"`
	CarStart           byStatus   `law:"auto_loan_interest_phaseout_start"`
	CarStep            float64    `law:"auto_loan_interest_phaseout_step"`
	CarRate            money.Rate `law:"auto_loan_interest_phaseout_rate"`
	SALTCap            byStatus   `law:"salt_cap"`
	SALTStart          byStatus   `law:"salt_cap_phasedown_start"`
	SALTRate           money.Rate `law:"salt_cap_phasedown_rate"`
	SALTFloor          byStatus   `law:"salt_cap_floor"`
	CasualtyFloor      money.Rate `law:"casualty_floor"`
	CasualtyAll        bool       `law:"casualty_non_disaster_allowed"`
	GamblingShare      money.Rate `law:"gambling_loss_deductible_share"`
	CharityCash        money.Rate `law:"charity_cash_limit"`
	CharityGain        money.Rate `law:"charity_capital_gain_property_limit"`
	CharityOther       money.Rate `law:"charity_other_limit"`
	CharityFloor       money.Rate `law:"charity_floor"`
	CharityPlain       byStatus   `law:"charitable_deduction_non_itemizer_max"`
	CharityAbove       bool       `law:"charity_above_the_line"`
	MedicalFloor       money.Rate `law:"medical_expense_floor"`
	MedicalAged        money.Rate `law:"medical_expense_floor_aged_adjustment"`

	// Section 199A.
	QBIRate     money.Rate `law:"qbi_rate"`
	QBIStart    byStatus   `law:"qbi_threshold"`
	QBIRange    byStatus   `law:"qbi_phase_in_range"`
	QBIWages    money.Rate `law:"qbi_w2_wage_share"`
	QBIWages2   money.Rate `law:"qbi_w2_wage_share_with_property"`
	QBIProperty money.Rate `law:"qbi_property_share"`
	QBILeast    float64    `law:"qbi_minimum_deduction"`
	QBILeastAt  float64    `law:"qbi_minimum_deduction_income"`

	// Sections 221, 224, 225, 461, 1211.
	LoanMax           byStatus   `law:"student_loan_interest_deduction_max"`
	LoanStart         byStatus   `law:"student_loan_interest_phaseout_start"`
	LoanRange         byStatus   `law:"student_loan_interest_phaseout_range"`
	TipMax            float64    `law:"tip_deduction_max"`
	TipStart          byStatus   `law:"tip_deduction_phaseout_start"`
	TipStep           float64    `law:"tip_deduction_phaseout_step"`
	TipRate           money.Rate `law:"tip_deduction_phaseout_rate"`
	OvertimeMax       byStatus   `law:"overtime_deduction_max"`
	OvertimeStart     byStatus   `law:"overtime_deduction_phaseout_start"`
	OvertimeStep      float64    `law:"overtime_deduction_phaseout_step"`
	OvertimeRate      money.Rate `law:"overtime_deduction_phaseout_rate"`
	BusinessLossLimit byStatus   `law:"excess_business_loss_threshold"`
	CapitalLossLimit  byStatus   `law:"capital_loss_limit"`

	// Sections 1401, 1411, 3101, 3111, 3301.
	SelfOASDI     money.Rate `law:"seca_rate_oasdi"`
	SelfHI        money.Rate `law:"seca_rate_hi"`
	SelfFactor    money.Rate `law:"seca_net_earnings_factor"`
	SelfLeast     float64    `law:"seca_minimum_net_earnings"`
	SelfDeducted  money.Rate `law:"seca_deductible_share"`
	NIITStart     byStatus   `law:"niit_threshold"`
	NIITRate      money.Rate `law:"niit_rate"`
	WageBase      float64    `law:"oasdi_wage_base"`
	OASDIEmployee money.Rate `law:"oasdi_rate_employee"`
	OASDIEmployer money.Rate `law:"oasdi_rate_employer"`
	HIEmployee    money.Rate `law:"hi_rate_employee"`
	HIEmployer    money.Rate `law:"hi_rate_employer"`
	MedicareStart byStatus   `law:"additional_medicare_threshold"`
	MedicareRate  money.Rate `law:"additional_medicare_rate"`
	JoblessBase   float64    `law:"futa_wage_base"`
	JoblessRate   money.Rate `law:"futa_net_rate"`

	// Sections 6428, 6428A, 6428B.
	Rebate1      [2]float64 `law:"rebate_2020_cares"`
	Rebate1Start byStatus   `law:"rebate_cares_phaseout_start"`
	Rebate2      [2]float64 `law:"rebate_2020_caa"`
	Rebate2Start byStatus   `law:"rebate_caa_phaseout_start"`
	RebateRate   money.Rate `law:"rebate_2020_phaseout_rate"`
	Rebate3      [2]float64 `law:"rebate_2021_arpa"`
	Rebate3Start byStatus   `law:"rebate_arpa_phaseout_start"`
	Rebate3End   byStatus   `law:"rebate_2021_phaseout_end"`

	// Handles for reforms.
	Allowance      float64    `law:"child_allowance"`
	AllowanceStart byStatus   `law:"child_allowance_phaseout_start"`
	AllowanceRate  money.Rate `law:"child_allowance_phaseout_rate"`
	AdultAllowance float64    `law:"adult_allowance"`
	WageBase2      float64    `law:"second_wage_base_start"`
	SurtaxStart    byStatus   `law:"surtax_start"`
	SurtaxRate     money.Rate `law:"surtax_rate"`
	GainsOrdinary  bool       `law:"gains_taxed_as_ordinary"`
	ItemizedShare  money.Rate `law:"itemized_deductions_allowed_share"`
}

// schedule is a rate schedule: where each bracket begins, its rate, and the tax on all below it.
type schedule struct {
	from [Brackets]float64
	rate [Brackets]money.Rate
	tax  [Brackets]float64
}

// childBrackets are the places of the brackets of 24, 35 and 37 percent (26 USC 1(j)(4)(B)).
func (p *Params) childBrackets() [3]int { return [3]int{3, 5, 6} }

// derive works out what the rules need often: rate schedules with the tax on lower brackets.
func (p *Params) derive() {
	rates := [Brackets]money.Rate{p.Rate1, p.Rate2, p.Rate3, p.Rate4, p.Rate5, p.Rate6, p.Rate7}
	tops := [Brackets - 1]byStatus{p.Top1, p.Top2, p.Top3, p.Top4, p.Top5, p.Top6}
	if p.AMTOut > 0 {
		p.amtSeparate = p.AMTStart[unit.Separate] + p.AMTExemption[unit.Separate]/float64(p.AMTOut)
	}
	for s := range p.brackets {
		b := &p.brackets[s]
		b.rate = rates
		for i := 1; i < Brackets; i++ {
			// A bracket that ends below the one before it is empty.
			b.from[i] = max(b.from[i-1], tops[i-1][s])
			b.tax[i] = b.tax[i-1]
			if b.from[i] > b.from[i-1] {
				b.tax[i] += rates[i-1].Of(b.from[i] - b.from[i-1])
			}
			if rates[i-1] < p.Gain1250 {
				p.below1250[s] = b.from[i]
			}
		}
	}
}
