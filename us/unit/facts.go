// Package unit holds what one filing unit enters on its return (Facts), what the law works out from
// it (Result), and a household of people as a user writes it (Household, Person).
//
// All amounts are dollars a year. Zero means none: the zero Facts is a single filer of unknown age
// with nothing. Field tags give the name under which files and commands know a field (`name`), and
// the form line where a filer finds it (`line`; tax year 2025 unless a year is given).
package unit

// Status is the filing status of a unit (26 USC 1(a)-(d), 2, 7703).
type Status int8

// The five statuses in the order of the boxes of Form 1040. The order is also that of the columns of
// every parameter that differs by status.
const (
	Single Status = iota
	Joint
	Separate
	HeadOfHousehold
	SurvivingSpouse
	// Statuses is how many there are.
	Statuses = 5
)

// StatusNames are the statuses as files write them.
var StatusNames = [Statuses]string{"single", "joint", "separate", "head_of_household", "surviving_spouse"}

// String gives the status's name.
func (s Status) String() string {
	if s < 0 || int(s) >= Statuses {
		return "unknown status"
	}
	return StatusNames[s]
}

// Filer is one of the (at most two) adults on a return: the amounts that the law tests for each
// person separately. A unit without a spouse leaves the spouse's Filer zero.
type Filer struct {
	Age      int  `name:"age" line:"age at the end of the year; 0 if not known"`
	Blind    bool `name:"blind" line:"Form 1040, Age/Blindness"`
	Disabled bool `name:"disabled" line:"permanently and totally disabled, or not able to care for oneself (26 USC 22, 21)"`
	Student  bool `name:"student" line:"full-time student in five months or more"`
	NoSSN    bool `name:"no_ssn" line:"has no social security number valid for employment"`

	Wages               float64 `name:"wages" line:"Form 1040 line 1a (W-2 box 1)"`
	Deferrals           float64 `name:"deferrals" line:"W-2 box 12 codes D-H: in Medicare wages, not in line 1a"`
	SelfEmployment      float64 `name:"self_employment" line:"Schedule C line 31, net profit or loss"`
	Farm                float64 `name:"farm" line:"Schedule F line 34, net profit or loss"`
	PartnershipEarnings float64 `name:"partnership_earnings" line:"Schedule K-1 (1065) box 14 code A; part of partnership_s_corp, subject to SECA"`
	Unemployment        float64 `name:"unemployment" line:"Schedule 1 line 7 (Form 1099-G)"`
	RetirementSavings   float64 `name:"retirement_savings" line:"Form 8880 lines 1-3, contributions less distributions"`
	EducatorExpenses    float64 `name:"educator_expenses" line:"Schedule 1 line 11, before the limit"`
	DisabilityPension   float64 `name:"disability_pension" line:"Schedule R line 11, taxable disability income of a person under 65"`
	ExcludedPension     float64 `name:"excluded_pension" line:"Schedule R line 13b, veterans' and other benefits excluded from income"`
}

// Dependents counts the persons claimed (26 USC 152), by the classes the law uses. A child stands in
// each class it fits.
type Dependents struct {
	Count        int `name:"dependents" line:"Form 1040, Dependents: all persons claimed other than filer and spouse"`
	EITCChildren int `name:"eitc_children" line:"Schedule EIC: qualifying children (26 USC 32(c)(3)); more than three count as three"`
	CTCChildren  int `name:"ctc_children" line:"Schedule 8812 line 4: qualifying children under 17 with a social security number"`
	Under6       int `name:"children_under_6" line:"of the CTC children those under 6 (2021 law)"`
	Under13      int `name:"children_under_13" line:"dependent children under 13"`
	Under17      int `name:"dependents_under_17" line:"qualifying children under 17 (recovery rebates of 2020)"`
	Age17        int `name:"children_17" line:"qualifying children aged 17 with a social security number (2021 law)"`
	Aged         int `name:"dependents_aged" line:"dependents aged 65 or more"`
	CarePersons  int `name:"care_persons" line:"Form 2441 line 2: persons whose care lets the filer work"`
	NoID         int `name:"dependents_without_id" line:"dependents without SSN, ITIN or ATIN: no credit for other dependents (26 USC 24(h)(7))"`
}

// MaxStudents is how many students' own education expenses a unit can carry.
const MaxStudents = 4

// Facts is what one filing unit enters: every input of the law.
type Facts struct {
	Status         Status `name:"status" line:"Form 1040, Filing Status"`
	Claimed        bool   `name:"claimed" line:"Form 1040: someone can claim you as a dependent"`
	SpouseItemizes bool   `name:"spouse_itemizes" line:"Form 1040 (2024): spouse itemizes on a separate return (26 USC 63(c)(6)(A))"`
	LivedApart     bool   `name:"lived_apart" line:"married filing separately and lived apart from the spouse all year (26 USC 86(c), 22(e))"`
	SeparatedChild bool   `name:"separated_with_child" line:"Schedule EIC: separated spouse with a qualifying child (26 USC 32(d)(2), from 2021)"`
	UnearnedTaxed  bool   `name:"child_unearned_taxed" line:"Form 8615 is filed: a child whose unearned income is taxed at the parent's rates (26 USC 1(g)(2))"`
	MustItemize    bool   `name:"must_itemize" line:"Schedule A line 18: elects to itemize though it is less than the standard deduction"`

	Head       Filer
	Spouse     Filer
	Dependents Dependents

	// Income (Form 1040 lines 1-9, Schedules B, D, E, Schedule 1 Part I).
	TaxableInterest          float64 `name:"interest" line:"Form 1040 line 2b"`
	ExemptInterest           float64 `name:"exempt_interest" line:"Form 1040 line 2a"`
	OrdinaryDividends        float64 `name:"ordinary_dividends" line:"Form 1040 line 3b, qualified dividends included"`
	QualifiedDividends       float64 `name:"qualified_dividends" line:"Form 1040 line 3a, part of line 3b"`
	ShortTermGains           float64 `name:"short_term_gains" line:"Schedule D line 7"`
	LongTermGains            float64 `name:"long_term_gains" line:"Schedule D line 15, without distributions entered below"`
	GainDistributions        float64 `name:"capital_gain_distributions" line:"Form 1040 line 7b when no Schedule D is filed"`
	OtherGains               float64 `name:"other_gains" line:"Schedule 1 line 4 (Form 4797)"`
	Unrecaptured1250         float64 `name:"unrecaptured_1250_gain" line:"Schedule D line 19"`
	Collectibles             float64 `name:"collectibles_gain" line:"Schedule D line 18 (28% rate gain)"`
	IRADistributions         float64 `name:"ira_distributions" line:"Form 1040 line 4b, taxable"`
	Pensions                 float64 `name:"pensions" line:"Form 1040 line 5b, taxable"`
	ExemptPensions           float64 `name:"exempt_pensions" line:"Form 1040 line 5a less 5b"`
	SocialSecurity           float64 `name:"social_security" line:"Form 1040 line 6a"`
	StateTaxRefunds          float64 `name:"state_tax_refunds" line:"Schedule 1 line 1"`
	AlimonyReceived          float64 `name:"alimony_received" line:"Schedule 1 line 2a"`
	AlimonyAgreementFrom2019 bool    `name:"alimony_agreement_from_2019" line:"Schedule 1 line 2b, 19c: agreement of 2019 or later"`
	RentRoyalty              float64 `name:"rent_royalty" line:"Schedule E line 26, rents and royalties; also other property income"`
	PartnershipSCorp         float64 `name:"partnership_s_corp" line:"Schedule E line 32, active"`
	PassiveBusiness          float64 `name:"passive_business" line:"Schedule E line 32, passive: net investment income"`
	FarmRent                 float64 `name:"farm_rent" line:"Schedule E line 40 (Form 4835)"`
	OtherIncome              float64 `name:"other_income" line:"Schedule 1 line 9; may be negative"`
	GamblingWinnings         float64 `name:"gambling_winnings" line:"Schedule 1 line 8b"`

	// What the trades and businesses behind the income above mean for 26 USC 199A (Forms 8995, 8995-A).
	NotQualifiedBusiness float64 `name:"not_qualified_business" line:"part of business income that is no qualified business income"`
	QualifiedRent        float64 `name:"qualified_rent" line:"part of rent_royalty that is a trade or business"`
	ServiceBusiness      float64 `name:"service_business" line:"Form 8995-A: part of business income from a specified service trade"`
	BusinessWages        float64 `name:"business_wages" line:"Form 8995-A line 4: W-2 wages of trades that are not specified services"`
	BusinessProperty     float64 `name:"business_property" line:"Form 8995-A line 7: basis of property of such trades"`
	ServiceWages         float64 `name:"service_wages" line:"Form 8995-A line 4, specified service trades"`
	ServiceProperty      float64 `name:"service_property" line:"Form 8995-A line 7, specified service trades"`
	REITDividends        float64 `name:"reit_dividends" line:"Form 8995 line 6: REIT dividends and publicly traded partnership income"`
	BusinessLossCarried  float64 `name:"business_loss_carried" line:"Form 8995 line 3: qualified business loss of earlier years, as a positive amount"`

	// Adjustments (Schedule 1 Part II).
	HealthSavings          float64 `name:"health_savings" line:"Schedule 1 line 13"`
	MovingExpenses         float64 `name:"moving_expenses" line:"Schedule 1 line 14 (armed forces from 2018)"`
	SelfEmployedRetirement float64 `name:"self_employed_retirement" line:"Schedule 1 line 16"`
	SelfEmployedHealth     float64 `name:"self_employed_health" line:"Schedule 1 line 17"`
	EarlyWithdrawalPenalty float64 `name:"early_withdrawal_penalty" line:"Schedule 1 line 18"`
	AlimonyPaid            float64 `name:"alimony_paid" line:"Schedule 1 line 19a"`
	IRADeduction           float64 `name:"ira_deduction" line:"Schedule 1 line 20"`
	StudentLoanInterest    float64 `name:"student_loan_interest" line:"Student Loan Interest Deduction Worksheet line 1: interest paid"`
	TuitionFees            float64 `name:"tuition_fees" line:"Schedule 1 line 21 (2020), Form 8917, to 2020"`
	DomesticProduction     float64 `name:"domestic_production" line:"Form 1040 line 35 (2017), Form 8903, to 2017"`
	OtherAdjustments       float64 `name:"other_adjustments" line:"Schedule 1 line 25"`
	// Amounts already worked out under their limits, for files that carry the deduction itself.
	StudentLoanDeduction float64 `name:"student_loan_deduction" line:"Schedule 1 line 21, as deducted"`
	EducatorDeduction    float64 `name:"educator_deduction" line:"Schedule 1 line 11, as deducted"`

	// Deductions from AGI (Schedule A, Schedule 1-A).
	Medical             float64 `name:"medical_expenses" line:"Schedule A line 1"`
	StateIncomeTax      float64 `name:"state_income_tax" line:"Schedule A line 5a, income or general sales taxes"`
	RealEstateTax       float64 `name:"real_estate_tax" line:"Schedule A line 5b"`
	PersonalPropertyTax float64 `name:"personal_property_tax" line:"Schedule A line 5c"`
	OtherTaxes          float64 `name:"other_taxes" line:"Schedule A line 6, outside the limit"`
	MortgageInterest    float64 `name:"mortgage_interest" line:"Schedule A line 8, interest on debt within the limit or entered with mortgage_debt"`
	MortgageDebt        float64 `name:"mortgage_debt" line:"Publication 936: average balance of acquisition debt; 0 means within the limit"`
	MortgageBefore2017  bool    `name:"mortgage_before_2017_12_16" line:"Publication 936: debt from before 16 December 2017"`
	InvestmentInterest  float64 `name:"investment_interest" line:"Schedule A line 9"`
	InvestmentElected   float64 `name:"investment_income_elected" line:"Form 4952 line 4g: gains and dividends taxed as investment income"`
	CharityCash         float64 `name:"charity_cash" line:"Schedule A line 11"`
	CharityProperty     float64 `name:"charity_noncash" line:"Schedule A line 12"`
	Casualty            float64 `name:"casualty_losses" line:"Form 4684 line 16, before 10% of AGI"`
	DisasterCasualty    float64 `name:"disaster_losses" line:"Form 4684, part in a declared disaster, from 2018; before 10% of AGI"`
	Miscellaneous       float64 `name:"miscellaneous_deductions" line:"Schedule A line 24 (2017), before 2% of AGI"`
	GamblingLosses      float64 `name:"gambling_losses" line:"Schedule A line 16"`
	OtherItemized       float64 `name:"other_itemized" line:"Schedule A line 16, others"`
	Tips                float64 `name:"tips" line:"Schedule 1-A line 6, qualified tips; part of wages"`
	Overtime            float64 `name:"overtime" line:"Schedule 1-A line 14c, qualified overtime premium; part of wages"`
	CarLoanInterest     float64 `name:"car_loan_interest" line:"Schedule 1-A line 23"`
	CharityNonItemizer  float64 `name:"charity_nonitemizer" line:"Form 1040 line 10b (2020), 12b (2021): cash gifts; 0 means charity_cash"`
	ExcludedForeign     float64 `name:"excluded_foreign_income" line:"Form 2555 line 45 and similar: added back to modified AGI"`
	InvestmentExpenses  float64 `name:"investment_expenses" line:"Form 8960 line 9d, deductions properly allocable"`
	OtherNIIT           float64 `name:"other_net_investment_income" line:"Form 8960 lines 5b-7, adjustments"`
	AMTPreferences      float64 `name:"amt_preferences" line:"Form 6251 lines 2b-3, other adjustments and preferences"`
	AMTForeignTaxCredit float64 `name:"amt_foreign_tax_credit" line:"Form 6251 line 8; 0 means foreign_tax_credit unless entered"`
	AMTCreditEntered    bool    `name:"amt_foreign_tax_credit_entered" line:"Form 6251 line 8 is as entered, also when 0"`

	// Expenses behind credits, and credits worked out on forms that are not modelled.
	CareExpenses          float64              `name:"care_expenses" line:"Form 2441 line 2d"`
	CareBenefits          float64              `name:"care_benefits" line:"Form 2441 line 12, employer's dependent care benefits"`
	StudentExpenses       [MaxStudents]float64 `name:"american_opportunity_expenses" line:"Form 8863 Part III line 27, for each student"`
	AmericanOpportunity   float64              `name:"american_opportunity_tentative" line:"Form 8863 Part III line 30, all students; added to the credit from student expenses"`
	LifetimeLearning      float64              `name:"lifetime_learning_expenses" line:"Form 8863 line 10"`
	RetirementCredit      float64              `name:"savers_credit_entered" line:"Form 8880 line 12, as entered; added to the credit from retirement_savings"`
	CleanEnergyExpenses   float64              `name:"clean_energy_expenses" line:"Form 5695 Part I line 6a"`
	EnergyCredit          float64              `name:"energy_credit" line:"Form 5695 lines 15 and 32, as entered"`
	VehicleCredit         float64              `name:"vehicle_credit" line:"Schedule 3 lines 6f, 6m, as entered"`
	ForeignTaxCredit      float64              `name:"foreign_tax_credit" line:"Schedule 3 line 1 (Form 1116), as entered"`
	AdoptionCredit        float64              `name:"adoption_credit" line:"Schedule 3 line 6c, as entered"`
	BusinessCredit        float64              `name:"business_credit" line:"Schedule 3 line 6a (Form 3800), as entered"`
	PriorMinimumTaxCredit float64              `name:"prior_minimum_tax_credit" line:"Schedule 3 line 6b (Form 8801), as entered"`
	OtherCredits          float64              `name:"other_credits" line:"Schedule 3 line 6z, as entered"`
	InvestmentRecapture   float64              `name:"investment_credit_recapture" line:"Schedule 2 line 17a"`
	UnreportedPayrollTax  float64              `name:"unreported_payroll_tax" line:"Schedule 2 lines 5, 6 (Forms 4137, 8919)"`
	RetirementPenalty     float64              `name:"retirement_penalty" line:"Schedule 2 line 8 (Form 5329)"`
	ExcessPayrollWithheld float64              `name:"excess_payroll_withheld" line:"Schedule 3 line 11"`
	PlanPremium           float64              `name:"plan_premium" line:"Form 8962 line 11a"`
	BenchmarkPremium      float64              `name:"benchmark_premium" line:"Form 8962 line 11b"`
	AdvancePremiumCredit  float64              `name:"advance_premium_credit" line:"Form 8962 line 11f"`
	PovertyLine           float64              `name:"poverty_line" line:"Form 8962 line 4, guideline of the year before for the tax family"`
	DependentsIncome      float64              `name:"dependents_income" line:"Form 8962 line 2b, modified AGI of dependents who must file"`
	ParentalTax           float64              `name:"parental_tax" line:"Form 8615 line 13, share of what the parent's tax would be more"`
	GotUnemployment2021   bool                 `name:"unemployment_2021" line:"Form 8962 (2021): got unemployment compensation in a week of 2021"`
	EarnedIncomeLastYear  float64              `name:"earned_income_2019" line:"Form 1040 line 27c (2021), 27 (2020): 2019 earned income; used when higher and the law allows"`
	CombatPay             float64              `name:"combat_pay" line:"Form 1040 line 1i, nontaxable combat pay elected"`
	CombatPayForCare      float64              `name:"combat_pay_for_care" line:"Form 2441 line 4, nontaxable combat pay of the filer counted there by choice"`
	CombatPayWhole        float64              `name:"combat_pay_whole" line:"Schedule 8812 line 18b, all nontaxable combat pay; 0 means combat_pay"`
}

// Filers is how many adults are on the return: two on a joint return, else one.
func (f *Facts) Filers() int {
	if f.Status == Joint {
		return 2
	}
	return 1
}
