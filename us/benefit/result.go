package benefit

// Reason says why a program gives a household nothing, or that it gives.
type Reason uint8

// The reasons. Value and Limit of a Why hold the two figures that were compared.
const (
	Unknown       Reason = iota // no published value for this region and year
	Receives                    // benefit is paid
	NoMember                    // nobody in the household belongs to the program's group
	GrossIncome                 // gross income (ratio to the guideline) above the limit
	NetIncome                   // net income (ratio to the guideline) above the limit
	Assets                      // countable resources above the limit
	WorkRule                    // no member meets the work rule
	StudentRule                 // members are students in higher education
	ZeroBenefit                 // eligible, but the formula gives nothing
	IncomeTooLow                // below the lower income limit
	Separate                    // married and filing separately
	OtherCoverage               // covered by, or offered, other health insurance
	NoCost                      // has no rent, bill or tuition that the program would meet
	NotOffered                  // the region or year has no such program
	NotReported                 // an insurance benefit, paid on a record that was not reported
	NotServed                   // eligible, but the money does not reach everybody or it was not taken up
	PastWages                   // past wages below what the region's law asks
	Reasons       int    = iota
)

var reasonNames = [Reasons]string{"unknown", "receives", "no member", "gross income", "net income", "assets", "work rule", "student rule", "zero benefit",
	"income too low", "separate return", "other coverage", "no cost", "not offered", "not reported", "not served", "past wages"}

// String gives the reason in short.
func (r Reason) String() string { return reasonNames[r] }

// Measure says what Value and Limit of a Why are.
type Measure uint8

// The measures.
const (
	NoMeasure Measure = iota
	Guideline         // shares of the poverty guideline
	DollarsMonth
	DollarsYear
	Share // of another income, such as the area's median
)

// Why is a reason with the two figures that were compared.
type Why struct {
	Reason  Reason
	Measure Measure
	Value   float64
	Limit   float64
}

// Category is the group by which a person has medical assistance.
type Category uint8

// The categories of Medicaid and CHIP, in the order in which they are tried.
const (
	NotCovered Category = iota
	SSIRecipient
	Infant
	YoungChild // 1 to 5
	OlderChild // 6 to 18
	PregnantWoman
	Parent
	YoungAdult // 19 and 20
	ExpansionAdult
	AgedOrDisabled
	MedicallyNeedy
	KeptCovered     // above the limits, but covered before: continuous coverage of March 2020 to March 2023
	Categories  int = iota
)

var categoryNames = [Categories]string{"none", "SSI recipient", "infant", "child 1-5", "child 6-18", "pregnant", "parent", "young adult", "adult",
	"aged or disabled", "medically needy", "kept covered"}

// String gives the category in short.
func (c Category) String() string { return categoryNames[c] }

// PersonResult is what programs work out for one person.
type PersonResult struct {
	SSI             float64 // dollars a year
	Pell            float64
	PartBPremium    float64 // dollars a year, owed by the person
	MedicaidIncome  float64 // of the person's MAGI household, over the guideline
	Medicaid        Category
	InJanuary       bool // covered by Medicaid already in January
	CHIPInJanuary   bool
	CHIP            bool
	CHIPPregnant    bool
	BasicHealth     bool
	Medicare        bool
	MedicareSavings bool
	PremiumCredit   bool // counts in the benchmark
	SSICategory     bool // aged, blind or disabled
	SNAPMember      bool
	TimeLimit       bool // an able-bodied adult without enough work, whom the time limit of SNAP can reach
	StudentBarred   bool // barred from SNAP as a student
	WIC             bool
	CSFP            bool
	HeadStart       bool
}

// Result is what a household gets. Amounts are of the whole household.
type Result struct {
	Amount [Programs]float64
	Why    [Programs]Why
	// Eligible has the programs the household could have, taken up or not.
	Eligible Set

	Person [MaxPeople]PersonResult

	// GrossCash is cash income before tax and before means-tested assistance, not below zero.
	GrossCash float64

	// What the nutrition assistance formula found, for tables and checks: dollars a year.
	SNAP SNAPDetail
	// What the premium credit found.
	UnitIncome [MaxUnits]float64 // modified adjusted gross income with that of dependents who must file
	Benchmark  [MaxUnits]float64
	Credit     [MaxUnits]float64
	MealTier   MealTier
	// TenantRent is the rent that the household pays itself: all of it, but for an assisted dwelling at
	// the fair market rent.
	TenantRent float64
	// FederalMedical is the federal share of Medicaid and CHIP.
	FederalMedical float64
	SSIDeemed      float64 // from parents
}

// MealTier is the tier of school meals.
type MealTier uint8

// The tiers.
const (
	PaidMeals MealTier = iota
	ReducedMeals
	FreeMeals
)

// SNAPDetail is how the allotment came about; sums over the months of the year.
type SNAPDetail struct {
	Members   int
	Months    float64 // eligible
	Gross     float64
	Net       float64
	Maximum   float64
	Standard  float64
	Earned    float64
	Care      float64
	Medical   float64
	Support   float64
	Shelter   float64
	Utility   float64
	Normal    float64 // federal allotments without emergency supplements
	Emergency float64
	// What the region pays: to its own least allotment, and a share of the maximum.
	TopUp, Supplement float64
	January           float64 // of January alone, with all supplements
	// ZeroEmergency counts months in which the household was eligible for nothing while emergency
	// allotments were paid.
	ZeroEmergency float64
}

// Reset clears the result for a household of n people.
func (r *Result) Reset(n int) {
	r.Amount = [Programs]float64{}
	r.Why = [Programs]Why{}
	r.Eligible = 0
	clear(r.Person[:n])
	r.SNAP = SNAPDetail{}
	r.Benchmark = [MaxUnits]float64{}
	r.Credit = [MaxUnits]float64{}
	r.MealTier = PaidMeals
	r.FederalMedical = 0
	r.SSIDeemed = 0
}

// Give books an amount of a program, with its reason.
func (r *Result) Give(p Program, amount float64) {
	r.Eligible = r.Eligible.With(p)
	r.Amount[p] = amount
	r.Why[p].Reason = Receives
}

// No books the reason why a program gives nothing.
func (r *Result) No(p Program, reason Reason) { r.Why[p] = Why{Reason: reason} }

// NoBecause books the reason with the figures compared.
func (r *Result) NoBecause(p Program, reason Reason, m Measure, value, limit float64) {
	r.Why[p] = Why{reason, m, value, limit}
}
