package split

// Closure is a way to absorb a fiscal dividend.
type Closure uint8

// The closures of METHOD.md section 3.
const (
	IncomeTaxCut Closure = iota
	Payroll
	ConsumptionTax
	Transfers
	MeansTested
	PerHead
	Debt
	Mixed
	Closures int = iota
)

var closureNames = [Closures]string{"income-tax", "payroll", "consumption", "transfers", "means-tested", "per-head", "debt", "mixed"}

// String gives the closure's name.
func (c Closure) String() string { return closureNames[c] }

// ClosureNames lists the closures in order.
func ClosureNames() []string { return append([]string(nil), closureNames[:]...) }
