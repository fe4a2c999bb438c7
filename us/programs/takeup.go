package programs

import (
	"fmt"
	"math"
	"slices"

	"commonpurse/people"
	"commonpurse/region"
	"commonpurse/sheet"
	"commonpurse/table"
	"commonpurse/us/benefit"
	"commonpurse/us/pack"
	"commonpurse/us/published"
)

// Applicant is what take-up needs to know of one household.
type Applicant struct {
	Region region.ID
	Weight float64
	// Key draws for the household; the same under baseline and reform.
	Key people.Key
	// Eligible has the programs it could have when all are taken up; Reports those it reports.
	Eligible, Reports benefit.Set
	// Low says that the income is extremely low (aid.ExtremelyLow): most of assisted housing serves these.
	Low bool
	// Count is how much of each program's caseload it makes up.
	Count [benefit.Programs]float32
}

// Describe fills what take-up needs from a result worked out with every program taken up.
func (a *Applicant) Describe(h *benefit.Household, r *benefit.Result) {
	a.Region, a.Eligible, a.Reports = h.Region, r.Eligible, h.Receives
	for k := range a.Count {
		a.Count[k] = 1
	}
	var ssi, medicaid, chip, wic, credit, start float32
	for i := 0; i < h.N; i++ {
		m := &r.Person[i]
		if m.SSI > 0 {
			ssi++
		}
		if m.Medicaid != benefit.NotCovered {
			medicaid++
		} else if m.CHIP {
			chip++
		}
		if m.WIC {
			wic++
		}
		if m.PremiumCredit {
			credit++
		}
		if m.HeadStart {
			start++
		}
	}
	a.Count[benefit.SSI], a.Count[benefit.Medicaid], a.Count[benefit.CHIP] = ssi, medicaid, chip
	a.Count[benefit.WIC], a.Count[benefit.PremiumCredit], a.Count[benefit.HeadStart] = wic, credit, start
}

// drawTakeUp is the first of the decisions that say who takes up a program; one a program.
const drawTakeUp people.Decision = 8000

// priority orders households for a program: those that report it first, then by draw. It is in
// (-1, 0) for the first and in (0, 1) for the others.
func priority(key people.Key, program benefit.Program, reports bool) float64 {
	u := key.Uniform(drawTakeUp + people.Decision(program))
	if reports {
		return u - 1
	}
	return u
}

// Uptake says who takes up a program: a household does when its priority is at most the cutoff of its
// region. Cutoffs are found once, on the baseline, so that a reform changes who is eligible but not
// how a household draws.
type Uptake struct {
	cutoff [benefit.Programs][]float64
	low    []float64 // of housing, for households of extremely low income
	Loads  []Caseload
}

// Caseload is how one program of one region met its target.
type Caseload struct {
	Program  benefit.Program
	Region   region.ID
	Target   float64 // administrative caseload
	Year     int     // of the target
	Grade    published.Grade
	Eligible float64
	Reported float64 // eligible and reporting
	Enrolled float64
	Cutoff   float64
}

// Takes gives the programs that a household takes up. Benefits without a caseload or rate are taken
// up by all who are eligible.
func (u *Uptake) Takes(r region.ID, key people.Key, reports benefit.Set, low bool) benefit.Set {
	set := benefit.All
	for k := range benefit.Programs {
		program := benefit.Program(k)
		cutoff := u.cutoff[k]
		if low && program == benefit.Housing && u.low != nil {
			cutoff = u.low
		}
		if cutoff != nil && priority(key, program, reports.Has(program)) > cutoff[r] {
			set = set.Without(program)
		}
	}
	return set
}

// standing is where one eligible household stands in the order of its region.
type standing struct {
	priority, weight float64
	low              bool
}

// Enrol finds the cutoffs of a year: in each region the households are taken in order of priority
// until the caseload is met; a target beyond all who are eligible leaves a shortfall, which the
// caseload shows. applicant fills the record of household i.
func Enrol(p *Params, n int, applicant func(i int, a *Applicant)) (*Uptake, error) {
	targets, err := caseloads(p)
	if err != nil {
		return nil, err
	}
	rows, err := Rows()
	if err != nil {
		return nil, err
	}
	u := &Uptake{}
	var queue [benefit.Programs][][]standing
	for k := range benefit.Programs {
		if targets[k] != nil {
			queue[k] = make([][]standing, len(p.Codes))
		}
	}
	reported := map[[2]int]float64{}
	var a Applicant
	for i := range n {
		applicant(i, &a)
		for k := range queue {
			program := benefit.Program(k)
			if queue[k] == nil || !a.Eligible.Has(program) || a.Count[k] == 0 {
				continue
			}
			w := float64(a.Weight * float64(a.Count[k]))
			queue[k][a.Region] = append(queue[k][a.Region], standing{priority(a.Key, program, a.Reports.Has(program)), w, a.Low})
			if a.Reports.Has(program) {
				reported[[2]int{k, int(a.Region)}] += w
			}
		}
	}
	var unplaced []float64 // of CHIP, by region
	for _, k := range enrolOrder {
		if queue[k] == nil {
			continue
		}
		u.cutoff[k] = make([]float64, len(p.Codes))
		for at := range queue[k] {
			load := targets[k][at]
			load.Program, load.Region, load.Reported = benefit.Program(k), region.ID(at), reported[[2]int{k, at}]
			if benefit.Program(k) == benefit.Medicaid && unplaced != nil {
				load.Target += unplaced[at]
			}
			if benefit.Program(k) == benefit.Housing {
				share, known := shareLow(rows, p, at)
				u.house(&load, queue[k][at], share, known)
			} else {
				load.fill(queue[k][at])
			}
			if benefit.Program(k) == benefit.CHIP {
				unplaced = append(unplaced, max(0, load.Target-load.Enrolled))
			}
			u.cutoff[k][at] = load.Cutoff
			u.Loads = append(u.Loads, load)
		}
	}
	u.rates(rows, p)
	return u, nil
}

// enrolOrder is every program, CHIP before Medicaid: regions that run CHIP as a part of Medicaid
// count those children in the caseload of CHIP, so what CHIP of its own does not fill is Medicaid's.
var enrolOrder = func() (order []int) {
	for k := range benefit.Programs {
		switch benefit.Program(k) {
		case benefit.Medicaid:
			order = append(order, int(benefit.CHIP), k)
		case benefit.CHIP:
		default:
			order = append(order, k)
		}
	}
	return order
}()

// fill walks down the order until the target is met.
func (c *Caseload) fill(queue []standing) {
	slices.SortFunc(queue, func(a, b standing) int {
		switch {
		case a.priority < b.priority:
			return -1
		case a.priority > b.priority:
			return 1
		}
		return 0
	})
	for _, s := range queue {
		c.Eligible += s.weight
	}
	c.Cutoff = 1
	for _, s := range queue {
		if c.Enrolled+float64(s.weight/2) > c.Target { // the nearest household to the target is the last
			c.Cutoff = math.Nextafter(s.priority, -1) // just below the first who stays out
			return
		}
		c.Enrolled += s.weight
	}
}

// shareLow is the published share of a region's assisted households whose income is extremely low.
func shareLow(rows *published.Rows, p *Params, at int) (share float64, known bool) {
	v := rows.At("take_up", "housing_extremely_low", p.Codes[at], "", "", published.Day(p.Year, 1, 1))
	return v.Amount, v.Grade != published.NotKnown
}

// house enrols in housing assistance by the published share of households of extremely low income;
// what they do not fill goes to the others. Without a share all stand in one order.
func (u *Uptake) house(c *Caseload, queue []standing, share float64, known bool) {
	if !known {
		c.fill(queue)
		u.low = append(u.low, c.Cutoff)
		return
	}
	var parts [2][]standing
	for _, s := range queue {
		k := 1
		if s.low {
			k = 0
		}
		parts[k] = append(parts[k], s)
	}
	low, others := *c, *c
	low.Target = share * c.Target
	low.fill(parts[0])
	others.Target = c.Target - low.Enrolled
	others.fill(parts[1])
	u.low = append(u.low, low.Cutoff)
	c.Cutoff, c.Eligible, c.Enrolled = others.Cutoff, low.Eligible+others.Eligible, low.Enrolled+others.Enrolled
}

// rates sets the cutoffs of programs without a caseload that reach only a known share of those who
// are eligible.
func (u *Uptake) rates(rows *published.Rows, p *Params) {
	for _, rated := range []struct {
		program benefit.Program
		item    string
	}{{benefit.ChildCare, "child_care"}, {benefit.Energy, "energy"}, {benefit.CSFP, "csfp"}} {
		program, item := rated.program, rated.item
		v := rows.At("take_up", item, "US", "", "", published.Day(p.Year, 1, 1))
		if v.Grade == published.NotKnown {
			continue
		}
		u.cutoff[program] = make([]float64, len(p.Codes))
		for at := range u.cutoff[program] {
			u.cutoff[program][at] = v.Amount
		}
	}
}

// caseloads reads the administrative caseload of each program and region for a year: of the year, or
// of the nearest year with one, graded so.
func caseloads(p *Params) (out [benefit.Programs][]Caseload, err error) {
	s, err := sheet.Read(pack.FS(), "programs/caseloads", "program", "region", "year", "count", "unit", "source")
	if err != nil {
		return out, err
	}
	programs := map[string]int{}
	for k := range benefit.Programs {
		programs[benefit.Program(k).String()] = k
	}
	for i := range s.Len() {
		k, ok := programs[s.Text(i, "program")]
		if !ok {
			return out, s.Fault(i, "program", fmt.Sprintf("program is %q", s.Text(i, "program")), "a program with a caseload", "")
		}
		at, ok := slices.BinarySearch(p.Codes, s.Text(i, "region"))
		if !ok {
			return out, s.Fault(i, "region", fmt.Sprintf("region is %q", s.Text(i, "region")), "a region of the union", "")
		}
		year, err := s.Int(i, "year")
		if err != nil {
			return out, err
		}
		count, err := s.Float(i, "count")
		if err != nil {
			return out, err
		}
		if out[k] == nil {
			out[k] = make([]Caseload, len(p.Codes))
		}
		c := &out[k][at]
		if c.Year == 0 || far(year, p.Year) < far(c.Year, p.Year) {
			*c = Caseload{Target: count, Year: year}
			if year != p.Year {
				c.Grade = published.Carried
			}
		}
	}
	return out, nil
}

func far(a, b int) int { return max(a-b, b-a) }

// Table shows how each program and region met its caseload.
func (u *Uptake) Table(p *Params) table.Table {
	t := table.Table{
		Name: "take_up", Title: "Take-up of programs against administrative caseloads",
		Notes: []string{"Households that report a program come first, the others by a draw keyed by household and program. Where the target is beyond all who are eligible, all of them are enrolled."},
		Columns: []table.Column{
			{Name: "program"}, {Name: "region"}, {Name: "target", Unit: "households or people"}, {Name: "target_year", Unit: "year"}, {Name: "grade"},
			{Name: "eligible", Unit: "households or people"}, {Name: "reported", Unit: "households or people"}, {Name: "enrolled", Unit: "households or people"}, {Name: "rate", Unit: "share"},
		},
	}
	for i := range u.Loads {
		c := &u.Loads[i]
		var rate any
		if c.Eligible > 0 {
			rate = c.Enrolled / c.Eligible
		}
		t.Add(c.Program.String(), p.Codes[c.Region], c.Target, c.Year, c.Grade.String(), c.Eligible, c.Reported, c.Enrolled, rate)
	}
	return t
}
