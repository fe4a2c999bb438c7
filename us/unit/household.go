package unit

// Person is one member of a household, as a user writes it or the population carries it. The tags
// are the keys of household files. Amounts are dollars a year; one's own, not the household's.
type Person struct {
	Name string `yaml:"name"`
	Age  int    `yaml:"age"` // at the end of the year

	SpouseOf   string `yaml:"spouse_of"`    // name of husband or wife in the household
	ChildOf    string `yaml:"child_of"`     // name of a parent (by birth, adoption, marriage or fostering)
	ChildOfToo string `yaml:"child_of_too"` // name of the other parent, when the parents are not married to each other
	SiblingOf  string `yaml:"sibling_of"`
	ParentOf   string `yaml:"parent_of"`
	RelativeOf string `yaml:"relative_of"` // grandchild, niece, nephew or another descendant of a sibling or child

	Female     bool `yaml:"female"`    // tells a mother from a father, for WIC
	Student    bool `yaml:"student"`   // full time, in five months or more
	HalfTime   bool `yaml:"half_time"` // student at least half time in a degree program
	Disabled   bool `yaml:"disabled"`  // permanently and totally
	Blind      bool `yaml:"blind"`
	Pregnant   bool `yaml:"pregnant"`
	Nursing    bool `yaml:"nursing"`
	Veteran    bool `yaml:"veteran"`
	NoSSN      bool `yaml:"no_ssn"` // no social security number valid for employment
	Noncitizen bool `yaml:"noncitizen"`
	LivesApart bool `yaml:"lives_apart"` // married, but apart from the spouse for the last six months or more
	Widowed    int  `yaml:"widowed"`     // year in which the spouse died
	Separate   bool `yaml:"separate"`    // insists on a separate return
	AwayHalf   bool `yaml:"away_half"`   // lived with the household for half the year or less

	Wages               float64 `yaml:"wages"`
	Deferrals           float64 `yaml:"deferrals"`
	SelfEmployment      float64 `yaml:"self_employment"`
	Farm                float64 `yaml:"farm"`
	PartnershipSCorp    float64 `yaml:"partnership_s_corp"`
	PartnershipEarnings float64 `yaml:"partnership_earnings"`
	PassiveBusiness     float64 `yaml:"passive_business"`
	RentRoyalty         float64 `yaml:"rent_royalty"`
	Interest            float64 `yaml:"interest"`
	ExemptInterest      float64 `yaml:"exempt_interest"`
	OrdinaryDividends   float64 `yaml:"ordinary_dividends"` // qualified ones included
	QualifiedDividends  float64 `yaml:"qualified_dividends"`
	ShortTermGains      float64 `yaml:"short_term_gains"`
	LongTermGains       float64 `yaml:"long_term_gains"`
	Pensions            float64 `yaml:"pensions"`
	ExemptPensions      float64 `yaml:"exempt_pensions"`
	IRADistributions    float64 `yaml:"ira_distributions"`
	SocialSecurity      float64 `yaml:"social_security"`
	SSDI                float64 `yaml:"disability_insurance"` // part of social_security
	SSI                 float64 `yaml:"ssi"`                  // as received; 0 lets the programs work it out
	Unemployment        float64 `yaml:"unemployment"`
	VeteransBenefits    float64 `yaml:"veterans_benefits"`
	WorkersCompensation float64 `yaml:"workers_compensation"`
	AlimonyReceived     float64 `yaml:"alimony_received"`
	AlimonyPaid         float64 `yaml:"alimony_paid"`
	ChildSupport        float64 `yaml:"child_support"`
	ChildSupportPaid    float64 `yaml:"child_support_paid"`
	OtherIncome         float64 `yaml:"other_income"`
	Tips                float64 `yaml:"tips"`     // part of wages
	Overtime            float64 `yaml:"overtime"` // premium part of overtime pay, part of wages

	RetirementSavings      float64 `yaml:"retirement_savings"` // contributions that count for the saver's credit
	IRAContributions       float64 `yaml:"ira_deduction"`
	HealthSavings          float64 `yaml:"health_savings"`
	SelfEmployedHealth     float64 `yaml:"self_employed_health"`
	SelfEmployedRetirement float64 `yaml:"self_employed_retirement"`
	StudentLoanInterest    float64 `yaml:"student_loan_interest"`
	EducatorExpenses       float64 `yaml:"educator_expenses"`
	CollegeExpenses        float64 `yaml:"college_expenses"` // of this student, qualified for the American opportunity credit
	LearningExpenses       float64 `yaml:"lifetime_learning_expenses"`
	Medical                float64 `yaml:"medical_expenses"` // out of pocket
	CharityCash            float64 `yaml:"charity_cash"`
	CharityProperty        float64 `yaml:"charity_noncash"`
	CarLoanInterest        float64 `yaml:"car_loan_interest"`
	HealthPremiums         float64 `yaml:"health_premiums"`   // out of pocket, without Medicare Part B; not in medical_expenses
	CollegeCost            float64 `yaml:"college_cost"`      // cost of attendance of this student, for a Pell grant
	PastWages              float64 `yaml:"past_wages"`        // wages of the year before the person was out of work
	WeeksUnemployed        float64 `yaml:"weeks_unemployed"`  // in the year; with past_wages the benefit is worked out
	DisabilityMonths       int     `yaml:"disability_months"` // since disability insurance began
	WorkHours              float64 `yaml:"work_hours"`        // a week

	EmployerCoverage bool `yaml:"employer_coverage"` // has or is offered affordable employer health insurance
	Medicare         bool `yaml:"medicare"`
	Medicaid         bool `yaml:"medicaid"`
}

// Household is the people who live together and what belongs to them all.
type Household struct {
	Year   int      `yaml:"year"`
	Region string   `yaml:"region"`
	County string   `yaml:"county"` // FIPS code, for rents and premiums
	People []Person `yaml:"people"`

	Rent             float64 `yaml:"rent"`
	MortgageInterest float64 `yaml:"mortgage_interest"`
	RealEstateTax    float64 `yaml:"real_estate_tax"`
	StateIncomeTax   float64 `yaml:"state_income_tax"`
	Utilities        float64 `yaml:"utilities"` // heating and cooling paid apart from rent
	Phone            float64 `yaml:"phone"`
	Broadband        float64 `yaml:"broadband"`
	Bedrooms         int     `yaml:"bedrooms"`      // of the dwelling; 0 takes two people a bedroom
	CareExpenses     float64 `yaml:"care_expenses"` // for children under 13 and others who cannot care for themselves
	Assets           float64 `yaml:"assets"`        // countable liquid assets
	BenchmarkPremium float64 `yaml:"benchmark_premium"`
	PlanPremium      float64 `yaml:"plan_premium"`
	AdvanceCredit    float64 `yaml:"advance_premium_credit"`
	PovertyLine      float64 `yaml:"poverty_line"` // guideline for the tax family; 0 lets the programs supply it
}
