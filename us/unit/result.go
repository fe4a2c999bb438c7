package unit

// Result is everything the law works out from the Facts of one unit, in the order in which the
// return is filled in. A field's tags give its name and form line. Amounts are dollars a year.
type Result struct {
	// Payroll (26 USC 3101, 3111, 1401; Schedule SE, Form 8959).
	WagesTotal                float64 `name:"wages_total" line:"Form 1040 line 1a"`
	OASDIEmployee             float64 `name:"oasdi_employee" line:"W-2 box 4"`
	HIEmployee                float64 `name:"hi_employee" line:"W-2 box 6, without Additional Medicare Tax"`
	OASDIEmployer             float64 `name:"oasdi_employer" line:"Form 941 line 5a, employer's half"`
	HIEmployer                float64 `name:"hi_employer" line:"Form 941 line 5c, employer's half"`
	NetSelfEmploymentHead     float64 `name:"net_self_employment_head" line:"Schedule SE line 6, filer"`
	NetSelfEmploymentSpouse   float64 `name:"net_self_employment_spouse" line:"Schedule SE line 6, spouse"`
	SelfEmploymentOASDI       float64 `name:"self_employment_oasdi" line:"Schedule SE line 10"`
	SelfEmploymentHI          float64 `name:"self_employment_hi" line:"Schedule SE line 11"`
	SelfEmploymentTaxHead     float64 `name:"self_employment_tax_head" line:"Schedule SE line 12, filer"`
	SelfEmploymentTaxSpouse   float64 `name:"self_employment_tax_spouse" line:"Schedule SE line 12, spouse"`
	SelfEmploymentTax         float64 `name:"self_employment_tax" line:"Schedule 2 line 4"`
	HalfSelfEmploymentTax     float64 `name:"half_self_employment_tax" line:"Schedule 1 line 15"`
	AdditionalMedicareTax     float64 `name:"additional_medicare_tax" line:"Schedule 2 line 11"`
	AdditionalMedicareWages   float64 `name:"additional_medicare_wages" line:"Form 8959 line 7"`
	PayrollTaxWages           float64 `name:"payroll_tax_wages" line:"employee's and employer's OASDI and HI on wages"`
	PayrollTax                float64 `name:"payroll_tax" line:"payroll_tax_wages + Schedule 2 lines 4 and 11"`
	EarnedIncomeHead          float64 `name:"earned_income_head" line:"Form 2441 line 4"`
	EarnedIncomeSpouse        float64 `name:"earned_income_spouse" line:"Form 2441 line 5"`
	EarnedIncome              float64 `name:"earned_income" line:"Earned Income Worksheet"`
	DeferralsTotal            float64 `name:"deferrals_total" line:"W-2 box 12 codes D-H"`
	EmployerPayrollTaxHead    float64 `name:"employer_payroll_tax_head" line:"employer's half, filer"`
	EmployerPayrollTaxSpouse  float64 `name:"employer_payroll_tax_spouse" line:"employer's half, spouse"`
	FederalUnemploymentTax    float64 `name:"federal_unemployment_tax" line:"Form 940 line 8, borne by the employer; not in payroll_tax"`
	UnemploymentTotal         float64 `name:"unemployment_total" line:"Schedule 1 line 7, before the 2020 exclusion"`
	UnemploymentExcluded      float64 `name:"unemployment_excluded" line:"Schedule 1 line 8 (2020)"`
	BusinessIncome            float64 `name:"business_income" line:"Schedule 1 lines 3, 5, 6"`
	ExcessBusinessLoss        float64 `name:"excess_business_loss" line:"Form 461 line 16; carried over as a net operating loss"`
	NetGain                   float64 `name:"net_gain" line:"Schedule D line 16"`
	CapitalGain               float64 `name:"capital_gain" line:"Form 1040 line 7a, without distributions"`
	LongTermNetGain           float64 `name:"long_term_net_gain" line:"smaller of Schedule D lines 15 and 16, not below 0, and distributions"`
	IncomeBeforeSecurity      float64 `name:"income_before_social_security" line:"Form 1040 line 9 without line 6b"`
	StudentLoanDeduction      float64 `name:"student_loan_deduction_allowed" line:"Schedule 1 line 21"`
	EducatorDeduction         float64 `name:"educator_deduction_allowed" line:"Schedule 1 line 11"`
	TuitionDeduction          float64 `name:"tuition_deduction" line:"Schedule 1 line 21 (2020)"`
	AlimonyDeduction          float64 `name:"alimony_deduction" line:"Schedule 1 line 19a"`
	CharityAboveLine          float64 `name:"charity_above_line" line:"Form 1040 line 10b (2020)"`
	AdjustmentsBeforeLoan     float64 `name:"adjustments_before_student_loan" line:"Schedule 1 lines 11-20"`
	ProvisionalIncome         float64 `name:"provisional_income" line:"Social Security Benefits Worksheet line 7"`
	TaxableSocialSecurity     float64 `name:"taxable_social_security" line:"Form 1040 line 6b"`
	TotalIncome               float64 `name:"total_income" line:"Form 1040 line 9"`
	Adjustments               float64 `name:"adjustments" line:"Form 1040 line 10"`
	AGIBeforeCharity          float64 `name:"agi_before_charity" line:"Form 1040 line 9 less line 10a (2020)"`
	AdjustedGrossIncome       float64 `name:"adjusted_gross_income" line:"Form 1040 line 11a"`
	ModifiedAGI               float64 `name:"modified_agi" line:"Form 1040 line 11a and excluded foreign income"`
	PersonalExemptions        float64 `name:"personal_exemptions_before_phaseout" line:"Form 1040 line 42 (2017), before the worksheet"`
	Exemptions                float64 `name:"personal_exemptions" line:"Form 1040 line 42 (2017)"`
	BasicStandardDeduction    float64 `name:"basic_standard_deduction" line:"Form 1040 line 12e, without aged and blind"`
	AdditionalStandard        float64 `name:"additional_standard_deduction" line:"Form 1040 line 12d"`
	StandardDeduction         float64 `name:"standard_deduction" line:"Form 1040 line 12e, standard"`
	CharityNonItemizer        float64 `name:"charity_nonitemizer_deduction" line:"Form 1040 line 12b (2021); Form 1040 (2026)"`
	MedicalDeduction          float64 `name:"medical_deduction" line:"Schedule A line 4"`
	SALTCap                   float64 `name:"salt_cap" line:"State and Local Tax Deduction Worksheet"`
	TaxesBeforeCap            float64 `name:"taxes_before_cap" line:"Schedule A line 5d"`
	TaxesDeduction            float64 `name:"taxes_deduction" line:"Schedule A line 7"`
	MortgageDeduction         float64 `name:"mortgage_deduction" line:"Schedule A line 8e"`
	InterestDeduction         float64 `name:"interest_deduction" line:"Schedule A line 10"`
	CharityDeduction          float64 `name:"charity_deduction" line:"Schedule A line 14"`
	CasualtyDeduction         float64 `name:"casualty_deduction" line:"Schedule A line 15"`
	MiscellaneousDeduction    float64 `name:"miscellaneous_deduction" line:"Schedule A line 27 (2017)"`
	OtherItemizedDeduction    float64 `name:"other_itemized_deduction" line:"Schedule A line 16"`
	ItemizedBeforeLimit       float64 `name:"itemized_before_limit" line:"Schedule A, sum of lines"`
	ItemizedReduction         float64 `name:"itemized_reduction" line:"Itemized Deductions Worksheet (2017) line 9; Schedule A (2026)"`
	ItemizedDeductions        float64 `name:"itemized_deductions" line:"Schedule A line 17"`
	ElectsToItemize           bool    `name:"elects_to_itemize" line:"Schedule A line 18: itemizes though it is less than the standard deduction"`
	Itemizes                  bool    `name:"itemizes" line:"itemized deductions are taken"`
	DeductionTaken            float64 `name:"deduction_taken" line:"Form 1040 line 12e"`
	TipDeduction              float64 `name:"tip_deduction" line:"Schedule 1-A line 13"`
	OvertimeDeduction         float64 `name:"overtime_deduction" line:"Schedule 1-A line 21"`
	CarLoanDeduction          float64 `name:"car_loan_deduction" line:"Schedule 1-A line 30"`
	SeniorDeduction           float64 `name:"senior_deduction" line:"Schedule 1-A line 37"`
	AdditionalDeductions      float64 `name:"additional_deductions" line:"Form 1040 line 13b"`
	IncomeBeforeQBI           float64 `name:"taxable_income_before_qbi" line:"Form 8995 line 11"`
	QualifiedBusinessIncome   float64 `name:"qualified_business_income" line:"Form 8995 line 4"`
	QBIComponent              float64 `name:"qbi_component" line:"Form 8995 line 10; Form 8995-A line 32"`
	QBIDeduction              float64 `name:"qbi_deduction" line:"Form 1040 line 13a"`
	TaxableIncome             float64 `name:"taxable_income" line:"Form 1040 line 15"`
	NetUnearnedIncome         float64 `name:"net_unearned_income" line:"Form 8615 line 5"`
	PreferredUnearned         float64 `name:"net_unearned_gains" line:"Form 8615 line 5, gains and qualified dividends in it"`
	PreferredIncome           float64 `name:"preferred_income" line:"Schedule D Tax Worksheet line 10"`
	PreferredAtGainRates      float64 `name:"preferred_at_gain_rates" line:"Schedule D Tax Worksheet line 13"`
	OrdinaryAtBrackets        float64 `name:"ordinary_at_brackets" line:"Schedule D Tax Worksheet line 18"`
	TaxAtSchedule             float64 `name:"tax_at_schedule" line:"Schedule D Tax Worksheet line 44"`
	TaxAtGainRates            float64 `name:"tax_at_gain_rates" line:"Schedule D Tax Worksheet line 43"`
	RegularTax                float64 `name:"regular_tax" line:"Form 1040 line 16"`
	AMTIncome                 float64 `name:"amt_income" line:"Form 6251 line 4"`
	AMTExemption              float64 `name:"amt_exemption" line:"Form 6251 line 5"`
	AMTBase                   float64 `name:"amt_base" line:"Form 6251 line 6"`
	TentativeMinimumTax       float64 `name:"tentative_minimum_tax" line:"Form 6251 line 9"`
	AlternativeMinimumTax     float64 `name:"alternative_minimum_tax" line:"Schedule 2 line 2"`
	PovertyRatio              float64 `name:"poverty_ratio" line:"Form 8962 line 5, as a multiple of the poverty line"`
	ApplicablePercentage      float64 `name:"applicable_percentage" line:"Form 8962 line 7"`
	PremiumTaxCredit          float64 `name:"premium_tax_credit" line:"Form 8962 line 24"`
	NetPremiumTaxCredit       float64 `name:"net_premium_tax_credit" line:"Schedule 3 line 9"`
	AdvanceRepayment          float64 `name:"advance_repayment" line:"Schedule 2 line 1a"`
	TaxBeforeCredits          float64 `name:"tax_before_credits" line:"Form 1040 line 18"`
	CreditLimit               float64 `name:"credit_limit" line:"Form 1040 line 18 less advance repayment, not below 0"`
	CareBenefitsExcluded      float64 `name:"care_benefits_excluded" line:"Form 2441 line 25"`
	CareExpensesAllowed       float64 `name:"care_expenses_allowed" line:"Form 2441 line 6"`
	ForeignTaxCredit          float64 `name:"foreign_tax_credit_used" line:"Schedule 3 line 1"`
	CareRate                  float64 `name:"care_rate" line:"Form 2441 line 8"`
	CareCredit                float64 `name:"care_credit" line:"Schedule 3 line 2"`
	CareCreditRefundable      float64 `name:"care_credit_refundable" line:"Schedule 3 line 13b (2021)"`
	AmericanOpportunity       float64 `name:"american_opportunity_credit" line:"Form 8863 line 7"`
	LifetimeLearningCredit    float64 `name:"lifetime_learning_credit" line:"Form 8863 line 18"`
	EducationCredit           float64 `name:"education_credit" line:"Schedule 3 line 3"`
	EducationRefundable       float64 `name:"education_refundable" line:"Form 1040 line 29"`
	SaversCredit              float64 `name:"savers_credit" line:"Schedule 3 line 4"`
	EnergyCredit              float64 `name:"energy_credit_used" line:"Schedule 3 line 5"`
	ElderlyCredit             float64 `name:"elderly_credit" line:"Schedule 3 line 6d"`
	OtherCreditsUsed          float64 `name:"other_credits_used" line:"Schedule 3 line 6z"`
	BusinessCreditUsed        float64 `name:"business_credit_used" line:"Schedule 3 line 6a"`
	PriorMinimumCreditUsed    float64 `name:"prior_minimum_tax_credit_used" line:"Schedule 3 line 6b"`
	VehicleCreditUsed         float64 `name:"vehicle_credit_used" line:"Schedule 3 lines 6f, 6m"`
	AdoptionCreditUsed        float64 `name:"adoption_credit_used" line:"Schedule 3 line 6c"`
	ChildCreditBeforeLimit    float64 `name:"child_credit_before_limit" line:"Schedule 8812 line 12"`
	ChildCredit               float64 `name:"child_tax_credit" line:"Form 1040 line 19, for children"`
	OtherDependentCredit      float64 `name:"other_dependent_credit" line:"Form 1040 line 19, for other dependents"`
	NonrefundableCredits      float64 `name:"nonrefundable_credits" line:"Form 1040 line 21"`
	NetInvestmentIncome       float64 `name:"net_investment_income" line:"Form 8960 line 12"`
	NetInvestmentIncomeTax    float64 `name:"net_investment_income_tax" line:"Schedule 2 line 12"`
	OtherTaxes                float64 `name:"other_taxes_total" line:"Form 1040 line 23"`
	TotalTax                  float64 `name:"total_tax" line:"Form 1040 line 24"`
	DisqualifiedIncome        float64 `name:"disqualified_investment_income" line:"Publication 596 Worksheet 1"`
	EarnedIncomeCredit        float64 `name:"earned_income_credit" line:"Form 1040 line 27a"`
	AdditionalChildCredit     float64 `name:"additional_child_credit" line:"Form 1040 line 28"`
	Allowances                float64 `name:"allowances" line:"none: payments of a reform"`
	Surtax                    float64 `name:"surtax" line:"none: tax of a reform"`
	RecoveryRebate            float64 `name:"recovery_rebate" line:"Form 1040 line 30 (2020, 2021), before advance payments"`
	RefundableCredits         float64 `name:"refundable_credits" line:"Form 1040 line 32, without payments of tax"`
	IncomeTax                 float64 `name:"income_tax" line:"Form 1040 line 24 less 32, without Schedule 2 lines 4 and 11"`
	IncomeTaxBeforeRefundable float64 `name:"income_tax_before_refundable" line:"Form 1040 line 24 without Schedule 2 lines 4 and 11"`
	CombinedTax               float64 `name:"combined_tax" line:"income_tax + payroll_tax"`
	ExpandedIncome            float64 `name:"expanded_income" line:"AGI and untaxed income: exempt interest and pensions, untaxed benefits, deferrals, employer's payroll tax"`
}
