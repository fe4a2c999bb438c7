// Package benefit holds what government programs need to know of a household of people (Household,
// Person, Unit), and what they give it (Result): dollars a year by program and a reason for each no.
//
// Amounts are dollars a year. The records are flat and of fixed size, so that one is filled, worked
// and read again for every household of a population without allocation.
package benefit

import "commonpurse/region"

// Program is one government program.
type Program uint8

// The programs, in the order in which they are worked out: each may count those before it.
const (
	SocialSecurity  Program = iota // old age, survivors and disability insurance, as reported
	Unemployment                   // unemployment insurance, as reported or by the region's schedule
	Veterans                       // compensation and pensions, as reported
	SSI                            // supplemental security income
	TANF                           // cash assistance for needy families
	Medicaid                       // medical assistance: value at cost per enrollee of the group
	CHIP                           // children's health insurance
	Medicare                       // value at national cost per beneficiary, net of nothing
	MedicareSavings                // Part B premium paid by Medicaid
	BasicHealth                    // Basic Health Program
	PremiumCredit                  // premium tax credit, 26 USC 36B
	SNAP                           // supplemental nutrition assistance
	WIC                            // women, infants and children
	SchoolMeals                    // free and reduced-price lunch and breakfast
	CSFP                           // commodity supplemental food
	Housing                        // vouchers, public and project-based housing
	HeadStart                      // Head Start and Early Head Start
	ChildCare                      // Child Care and Development Fund
	Energy                         // low income home energy assistance
	Lifeline                       // telephone and broadband discount
	Connectivity                   // Emergency Broadband Benefit and Affordable Connectivity Program
	Pell                           // Pell grants
	Programs        int     = iota
)

var programNames = [Programs]string{"social_security", "unemployment", "veterans", "ssi", "tanf", "medicaid", "chip", "medicare", "medicare_savings",
	"basic_health", "premium_credit", "snap", "wic", "school_meals", "csfp", "housing", "head_start", "child_care", "energy", "lifeline",
	"connectivity", "pell"}

var programTitles = [Programs]string{"Social Security", "Unemployment insurance", "Veterans' benefits", "Supplemental Security Income",
	"Cash assistance for needy families (TANF)", "Medicaid", "Children's Health Insurance Program", "Medicare", "Medicare Savings Program",
	"Basic Health Program", "Premium tax credit", "Nutrition assistance (SNAP)", "Women, infants and children (WIC)", "School meals",
	"Commodity food for the elderly (CSFP)", "Housing assistance", "Head Start", "Child care assistance (CCDF)", "Home energy assistance (LIHEAP)",
	"Lifeline", "Broadband discount (EBB, ACP)", "Pell grants"}

// String gives the program's name as tables print it.
func (p Program) String() string { return programNames[p] }

// Title gives the program's name as a reader knows it.
func (p Program) Title() string { return programTitles[p] }

// Rationed says whether the law promises the program to all who are eligible (false) or only as far
// as the money goes (true): then being eligible is not enough.
func (p Program) Rationed() bool {
	switch p {
	case WIC, CSFP, Housing, HeadStart, ChildCare, Energy:
		return true
	}
	return false
}

// Set is a set of programs.
type Set uint32

// All is every program.
const All Set = 1<<Programs - 1

// Has says whether the set holds the program.
func (s Set) Has(p Program) bool { return s&(1<<p) != 0 }

// With and Without give the set with or without a program.
func (s Set) With(p Program) Set { return s | 1<<p }

// Without gives the set without a program.
func (s Set) Without(p Program) Set { return s &^ (1 << p) }

// MaxPeople is how many people one household record holds; MaxUnits how many filing units.
const (
	MaxPeople = 24
	MaxUnits  = 12
)

// None is the index of nobody, in the fields of Person that point to another person.
const None int8 = -1

// Person is one member. Incomes are the person's own, gross, a year.
type Person struct {
	Age       int16
	Unit      int8 // filing unit, index in Household.Units
	Spouse    int8 // husband or wife in the household, or None
	Parents   [2]int8
	Dependent bool // claimed by the filing unit; else its head or spouse

	Female        bool
	Blind         bool
	Disabled      bool // a physical or mental limit to work
	DisabledSSI   bool // meets the medical test of SSI
	Pregnant      bool
	Nursing       bool
	Student       bool // full time in higher education
	HalfTime      bool // at least half time in higher education
	Pupil         bool // in school below college; children of 5 to 17 are taken to be
	Veteran       bool
	Noncitizen    bool // not eligible for federal programs by immigration status
	EmployerOffer bool // offered employer coverage that bars the premium credit
	HasMedicare   bool // reported
	HasMedicaid   bool // reported: Medicaid or CHIP, which nobody lost while coverage was continuous

	DisabilityMonths int16 // months since disability insurance began; 24 bring Medicare

	Hours          float64 // of work, a week
	Wages          float64
	SelfEmployment float64 // net
	Unemployment   float64
	SocialSecurity float64 // all kinds
	SSDI           float64 // part of SocialSecurity paid for disability
	Veterans       float64
	Pensions       float64 // private and public pensions, annuities, retirement withdrawals
	Interest       float64 // taxable and exempt
	Dividends      float64
	Rents          float64 // net
	Gains          float64
	Alimony        float64
	ChildSupport   float64 // received
	SupportPaid    float64 // child support paid
	OtherIncome    float64
	PastWages      float64 // wages of the base period, when unemployed; 0 lets nothing be worked out
	WeeksOut       float64 // weeks of unemployment compensated, when PastWages is given

	Premiums        float64 // health insurance premiums other than Part B, out of pocket
	Medical         float64 // other medical expenses out of pocket
	TaxableInterest float64 // part of Interest; the tax code's share
	CollegeCost     float64 // cost of attendance, for Pell
	Assets          float64 // own bank accounts and what else is liquid
}

// Earnings is wages and self-employment income.
func (p *Person) Earnings() float64 { return p.Wages + p.SelfEmployment }

// Status is a filing status, in the order of unit.Status.
type Status int8

// The statuses.
const (
	Single Status = iota
	Joint
	Separately
	HeadOfHousehold
	SurvivingSpouse
)

// Unit is one filing unit, with what the income tax works out.
type Unit struct {
	Status Status
	People int8 // filer, spouse and dependents
	// AGI is adjusted gross income; MAGI adds untaxed Social Security, exempt interest and excluded
	// foreign income (26 USC 36B(d)(2)(B)) of those who must file.
	AGI, MAGI float64
	// PriorMAGI is that of two years earlier, for Medicare premiums; 0 takes MAGI.
	PriorMAGI float64
	// Tax is income tax after credits, which the student aid formula allows.
	Tax float64
}

// Household is the people who live together.
type Household struct {
	Region region.ID
	Area   int8  // part of the region with rates of its own; 0 is the main one
	Rating int16 // premium rating area; 0 takes the region's population-weighted mean
	County int32 // FIPS code; 0 is not known

	N      int // people
	NUnits int // filing units
	People [MaxPeople]Person
	Units  [MaxUnits]Unit

	Rents    bool // a tenant
	FairRent bool // with housing assistance the dwelling rents at the fair market rent, whatever Rent is without
	Bedrooms int8 // 0 lets the occupancy standard say
	// Costs, a year.
	Rent            float64
	RealEstateTax   float64
	MortgagePayment float64 // interest and principal
	Heating         float64 // heating and cooling billed apart from rent
	OtherUtilities  int8    // how many of electricity, water, sewage and trash are billed, when there is no heating bill
	Phone           float64
	Broadband       float64
	ChildCare       float64 // paid by the family
	Takes           Set     // programs the household takes up, or is served by
	Receives        Set     // programs it reports receiving, which come first in take-up

	// Cash assistance as reported; TANFGiven takes TANF as the amount instead of working it out.
	TANF            float64
	TANFGiven       bool
	StateSupplement float64 // to SSI, paid by the region: reported, for few are published
}

// Persons gives the people.
func (h *Household) Persons() []Person { return h.People[:h.N] }
