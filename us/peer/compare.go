package peer

import (
	"fmt"
	"io"
	"io/fs"
	"math"

	"commonpurse/formats/policyengine"
	"commonpurse/us/benefit"
	"commonpurse/us/programs"
)

// Case is one household with both workings.
type Case struct {
	From      *policyengine.Household
	Household *benefit.Household
	Result    *benefit.Result
	Params    *programs.Params
}

// Class is a kind of difference: a condition on what the household enters, with the law that decides
// and who errs.
type Class struct {
	Name    string
	Errs    string
	Reason  string
	Columns []string
	When    func(c *Case, i int) bool // i is the person or unit compared, -1 for the household
}

// level says of what a column is.
type level uint8

const (
	ofHousehold level = iota
	ofUnit
	ofPerson
)

// column is one output of the peer with what is ours.
type column struct {
	name   string
	level  level
	exact  bool // eligibility: equal or not
	theirs func(c *Case, i int) float64
	ours   func(c *Case, i int) float64
}

// Tolerance is the distance within which dollars of a year agree.
const Tolerance = 12

// Tally counts one column.
type Tally struct {
	Column  string
	Years   map[int]*Count
	Classes map[int]int // set aside, by class
	show    []string
}

// Count counts what was compared.
type Count struct{ All, Agree, Aside int }

// Report is the whole comparison.
type Report struct {
	Tallies []*Tally
	classes []Class
	meets   []int
}

// Compare reads a folder of the layout and compares every column. It keeps up to show unexplained
// differences of each column.
func Compare(folder fs.FS, show int) (*Report, error) {
	set, err := policyengine.Read(folder)
	if err != nil {
		return nil, err
	}
	return CompareSet(set, show)
}

// CompareSet compares a set in hand.
func CompareSet(set *policyengine.Set, show int) (*Report, error) {
	params := map[int]*programs.Params{}
	rep := &Report{classes: classes()}
	rep.meets = make([]int, len(rep.classes))
	list := columns()
	for i := range list {
		rep.Tallies = append(rep.Tallies, &Tally{Column: list[i].name, Years: map[int]*Count{}, Classes: map[int]int{}})
	}
	var h benefit.Household
	var r benefit.Result
	for n := range set.Households {
		from := &set.Households[n]
		p := params[from.Year]
		if p == nil {
			var err error
			if p, err = programs.Load(from.Year); err != nil {
				return nil, err
			}
			params[from.Year] = p
		}
		if err := household(from, p, &h); err != nil {
			return nil, fmt.Errorf("household %s of %d: %w", from.Text("household_id"), from.Year, err)
		}
		programs.Calculate(p, &h, &r)
		rep.add(&Case{from, &h, &r, p}, list, show)
	}
	return rep, nil
}

func (rep *Report) add(c *Case, list []column, show int) {
	for k := range rep.classes {
		if rep.classes[k].meets(c) {
			rep.meets[k]++
		}
	}
	for j := range list {
		col := &list[j]
		n := 1
		switch col.level {
		case ofUnit:
			n = c.Household.NUnits
		case ofPerson:
			n = c.Household.N
		}
		for i := range n {
			rep.count(rep.Tallies[j], col, c, i, show)
		}
	}
}

func (rep *Report) count(t *Tally, col *column, c *Case, i, show int) {
	year := t.Years[c.From.Year]
	if year == nil {
		year = &Count{}
		t.Years[c.From.Year] = year
	}
	year.All++
	ours, theirs := col.ours(c, i), col.theirs(c, i)
	if ours == theirs || (!col.exact && math.Abs(ours-theirs) <= Tolerance) {
		year.Agree++
		return
	}
	for k := range rep.classes {
		cl := &rep.classes[k]
		if cl.reaches(col.name) && cl.When(c, i) {
			t.Classes[k]++
			year.Aside++
			return
		}
	}
	if len(t.show) < show {
		t.show = append(t.show, fmt.Sprintf("household %s %s %d, item %d: ours %.2f, theirs %.2f", c.From.Text("household_id"), c.From.Region, c.From.Year, i, ours, theirs))
	}
}

func (cl *Class) reaches(name string) bool {
	for _, c := range cl.Columns {
		if c == name {
			return true
		}
	}
	return false
}

// meets says whether anything of the household meets the condition.
func (cl *Class) meets(c *Case) bool {
	for i := range c.Household.N {
		if cl.When(c, i) {
			return true
		}
	}
	return false
}

// Share gives a column's agreement after classes are set aside.
func (t *Tally) Share() (agree, all, aside int) {
	for _, n := range t.Years { // sums of counts: order does not matter
		agree += n.Agree
		all += n.All - n.Aside
		aside += n.Aside
	}
	return agree, all, aside
}

// Print writes shares by column and year, classes, examples, and a last line of agreement a column.
func (rep *Report) Print(w io.Writer) error {
	p := &printer{w: w}
	first, last := 9999, 0
	for _, t := range rep.Tallies {
		for y := range t.Years {
			first, last = min(first, y), max(last, y)
		}
	}
	p.text("%-32s", "share that agrees, %")
	for y := first; y <= last; y++ {
		p.text("%9d", y)
	}
	p.text("\n")
	for _, t := range rep.Tallies {
		p.text("%-32s", t.Column)
		for y := first; y <= last; y++ {
			n := t.Years[y]
			if n == nil || n.All == n.Aside {
				p.text("%9s", "-")
				continue
			}
			p.text("%9.2f", 100*float64(n.Agree)/float64(n.All-n.Aside))
		}
		p.text("\n")
	}
	for k := range rep.classes {
		cl := &rep.classes[k]
		for _, t := range rep.Tallies {
			if n := t.Classes[k]; n > 0 {
				p.text("class %s, %s: %d differ in the %d households that meet its condition; errs: %s; %s\n", cl.Name, t.Column, n, rep.meets[k], cl.Errs, cl.Reason)
			}
		}
	}
	for _, t := range rep.Tallies {
		for _, s := range t.show {
			p.text("unexplained %s: %s\n", t.Column, s)
		}
	}
	return p.err
}

// PrintAgreement writes the last lines: agreement COLUMN SHARE of N, set aside M in K classes.
func (rep *Report) PrintAgreement(w io.Writer) error {
	p := &printer{w: w}
	for _, t := range rep.Tallies {
		agree, all, aside := t.Share()
		share := 100.0
		if all > 0 {
			share = 100 * float64(agree) / float64(all)
		}
		p.text("agreement %s %.3f%% of %d, set aside %d in %d classes\n", t.Column, share, all, aside, len(t.Classes))
	}
	return p.err
}

type printer struct {
	w   io.Writer
	err error
}

func (p *printer) text(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}

func flag(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

func columns() []column {
	peer := func(l level, name string) func(*Case, int) float64 {
		switch l {
		case ofUnit:
			return func(c *Case, i int) float64 { return c.From.Units[i].Number(name) }
		case ofPerson:
			return func(c *Case, i int) float64 { return c.From.People[i].Number(name) }
		}
		return func(c *Case, _ int) float64 { return c.From.Number(name) }
	}
	amount := func(p benefit.Program) func(*Case, int) float64 {
		return func(c *Case, _ int) float64 { return c.Result.Amount[p] }
	}
	sum := func(names ...string) func(*Case, int) float64 {
		return func(c *Case, _ int) (total float64) {
			for _, m := range c.From.People {
				for _, name := range names {
					total += m.Number(name)
				}
			}
			return total
		}
	}
	of := func(f func(*benefit.PersonResult) bool) func(*Case, int) float64 {
		return func(c *Case, i int) float64 { return flag(f(&c.Result.Person[i])) }
	}
	return []column{
		{"ssi", ofPerson, false, peer(ofPerson, "ssi"), func(c *Case, i int) float64 { return c.Result.Person[i].SSI }},
		{"snap", ofHousehold, false, peer(ofHousehold, "snap"), amount(benefit.SNAP)},
		{"snap_normal_allotment", ofHousehold, false, peer(ofHousehold, "snap_normal_allotment"), func(c *Case, _ int) float64 { return c.Result.SNAP.Normal + c.Result.SNAP.TopUp }},
		{"snap_emergency_allotment", ofHousehold, false, peer(ofHousehold, "snap_emergency_allotment"), func(c *Case, _ int) float64 { return c.Result.SNAP.Emergency }},
		{"snap_jan", ofHousehold, false, func(c *Case, _ int) float64 { return 12 * c.From.Number("snap_jan") }, func(c *Case, _ int) float64 { return 12 * c.Result.SNAP.January }},
		{"wic", ofHousehold, false, sum("wic"), amount(benefit.WIC)},
		{"school_meals", ofHousehold, false, func(c *Case, _ int) float64 {
			return c.From.Number("free_school_meals") + c.From.Number("reduced_price_school_meals")
		}, amount(benefit.SchoolMeals)},
		{"is_medicaid_eligible", ofPerson, true, peer(ofPerson, "is_medicaid_eligible"), func(c *Case, i int) float64 { return flag(c.Result.Person[i].InJanuary) }},
		{"is_chip_eligible", ofPerson, true, peer(ofPerson, "is_chip_eligible"), of(func(p *benefit.PersonResult) bool { return p.CHIPInJanuary })},
		{"is_basic_health_program_eligible", ofPerson, true, peer(ofPerson, "is_basic_health_program_eligible"), of(func(p *benefit.PersonResult) bool { return p.BasicHealth })},
		{"is_medicare_eligible", ofPerson, true, peer(ofPerson, "is_medicare_eligible"), of(func(p *benefit.PersonResult) bool { return p.Medicare })},
		{"medicare_part_b_premium", ofPerson, false, peer(ofPerson, "medicare_part_b_premium"), func(c *Case, i int) float64 {
			if c.Result.Person[i].MedicareSavings { // paid by Medicaid: the column is what the person pays
				return 0
			}
			return c.Result.Person[i].PartBPremium
		}},
		{"slcsp", ofUnit, false, peer(ofUnit, "slcsp"), func(c *Case, i int) float64 { return c.Result.Benchmark[i] }},
		{"premium_tax_credit", ofUnit, false, peer(ofUnit, "premium_tax_credit"), func(c *Case, i int) float64 { return c.Result.Credit[i] }},
		{"commodity_supplemental_food_program", ofHousehold, false, sum("commodity_supplemental_food_program"), amount(benefit.CSFP)},
		{"lifeline", ofHousehold, false, peer(ofHousehold, "lifeline"), amount(benefit.Lifeline)},
		{"acp", ofHousehold, false, peer(ofHousehold, "acp"), amount(benefit.Connectivity)},
		{"head_start", ofHousehold, false, sum("head_start", "early_head_start"), amount(benefit.HeadStart)},
		{"msp_eligible_months", ofPerson, true, func(c *Case, i int) float64 { return flag(c.From.People[i].Flag("msp_eligible_months")) }, of(func(p *benefit.PersonResult) bool { return p.MedicareSavings })},
		{"pell_grant", ofPerson, false, peer(ofPerson, "pell_grant"), func(c *Case, i int) float64 { return c.Result.Person[i].Pell }},
		{"is_snap_ineligible_student", ofPerson, true, peer(ofPerson, "is_snap_ineligible_student"), of(func(p *benefit.PersonResult) bool { return p.StudentBarred })},
	}
}
