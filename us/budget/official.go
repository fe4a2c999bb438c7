package budget

import (
	"fmt"
	"io/fs"
	"math"

	"commonpurse/ledger"
	"commonpurse/money"
	"commonpurse/sheet"
)

// Status is how final a year's official figures are.
type Status string

// The statuses.
const (
	Actual    Status = "actual"    // every line as reported
	Estimated Status = "estimated" // totals as reported, lines within them as the budget estimated them
	Projected Status = "projected" // totals of the official baseline
)

// official is the budget of every year: leaves that sum to the totals.
type official struct {
	sheet  *sheet.Sheet
	leaves map[int][]leaf                 // year → leaves in the table's order
	detail map[int]map[string]money.Cents // year → code → amount, of leaves and of details inside them
	totals map[int]map[ledger.Side]money.Cents
	status map[int]Status
	source map[int]map[ledger.Side]string
}

// leaf is one part of the official budget that no other part holds.
type leaf struct {
	code   string
	title  string
	side   ledger.Side
	group  string
	amount money.Cents
}

var sides = map[string]ledger.Side{"receipt": ledger.Receipt, "outlay": ledger.Outlay}

// readOfficial reads the budget and brings the leaves of years that are only estimated to the
// later official totals of their groups.
func readOfficial(fsys fs.FS) (*official, error) {
	s, err := sheet.Read(fsys, "ledger/budget", "side", "code", "title", "kind", "group", "year", "status", "dollars", "source")
	if err != nil {
		return nil, err
	}
	o := &official{sheet: s, leaves: map[int][]leaf{}, detail: map[int]map[string]money.Cents{}, totals: map[int]map[ledger.Side]money.Cents{},
		status: map[int]Status{}, source: map[int]map[ledger.Side]string{}}
	later := map[int]map[ledger.Side]map[string]money.Cents{} // year → side → group → amount; "" is the side's total
	for row := range s.Len() {
		if err := o.read(row, later); err != nil {
			return nil, err
		}
	}
	for year, bySide := range later {
		for side, groups := range bySide {
			if err := o.bringTo(year, side, groups); err != nil {
				return nil, err
			}
		}
	}
	return o, o.foot()
}

func (o *official) read(row int, later map[int]map[ledger.Side]map[string]money.Cents) error {
	s := o.sheet
	year, err := s.Int(row, "year")
	if err != nil {
		return err
	}
	dollars, err := s.Float(row, "dollars")
	if err != nil {
		return err
	}
	side, ok := sides[s.Text(row, "side")]
	if !ok {
		return s.Fault(row, "side", fmt.Sprintf("side is %q", s.Text(row, "side")), "receipt or outlay", "")
	}
	if o.detail[year] == nil {
		o.detail[year] = map[string]money.Cents{}
		o.totals[year] = map[ledger.Side]money.Cents{}
		o.source[year] = map[ledger.Side]string{}
		o.status[year] = Actual
	}
	amount, code := money.ToCents(dollars), s.Text(row, "code")
	kind, group := s.Text(row, "kind"), s.Text(row, "group")
	switch kind {
	case "leaf":
		o.leaves[year] = append(o.leaves[year], leaf{code: code, title: s.Text(row, "title"), side: side, group: group, amount: amount})
		o.detail[year][code] = amount
	case "detail":
		o.detail[year][code] = amount
	case "total":
		o.totals[year][side] = amount
		o.source[year][side] = s.Text(row, "source")
	case "group", "later total":
		if later[year] == nil {
			later[year] = map[ledger.Side]map[string]money.Cents{ledger.Receipt: {}, ledger.Outlay: {}}
		}
		later[year][side][group] = amount
		if o.status[year] = Estimated; s.Text(row, "status") == string(Projected) {
			o.status[year] = Projected
		}
	default:
		return s.Fault(row, "kind", fmt.Sprintf("kind is %q", kind), "leaf, detail, total, group or later total", "")
	}
	return nil
}

// bringTo scales the estimated leaves of one side so that every group has its later official
// amount; the group "rest" takes what the total leaves.
func (o *official) bringTo(year int, side ledger.Side, groups map[string]money.Cents) error {
	total, ok := groups[""]
	if !ok {
		return fmt.Errorf("budget: %s: no later total of %d", o.sheet.Name, year)
	}
	rest := total
	for name, amount := range groups {
		if name != "" {
			rest -= amount
		}
	}
	sums := map[string]money.Cents{}
	for _, l := range o.leaves[year] {
		if l.side == side {
			sums[l.group] += l.amount
		}
	}
	if _, ok := sums["rest"]; ok {
		groups["rest"] = rest
	} else if rest != 0 {
		return fmt.Errorf("budget: %s: groups of %d leave %.0f dollars of the later total", o.sheet.Name, year, rest.Dollars())
	}
	left := map[string]money.Cents{}
	last := map[string]int{}
	for name, amount := range groups {
		left[name] = amount
	}
	for i, l := range o.leaves[year] {
		if l.side != side {
			continue
		}
		want, ok := groups[l.group]
		if !ok || sums[l.group] == 0 {
			return fmt.Errorf("budget: %s: nothing to bring group %q of %d to", o.sheet.Name, l.group, year)
		}
		factor := float64(want) / float64(sums[l.group])
		scaled := money.Cents(math.Round(float64(l.amount) * factor))
		o.leaves[year][i].amount = scaled
		left[l.group] -= scaled
		last[l.group] = i
		for code, amount := range o.detail[year] {
			if len(code) > len(l.code) && code[:len(l.code)+1] == l.code+"." {
				o.detail[year][code] = money.Cents(math.Round(float64(amount) * factor))
			}
		}
	}
	for name, i := range last {
		o.leaves[year][i].amount += left[name] // cents lost by rounding
	}
	for _, l := range o.leaves[year] {
		if l.side == side {
			o.detail[year][l.code] = l.amount
		}
	}
	o.totals[year][side] = total
	return nil
}

// foot checks that the leaves of every year sum to its official totals.
func (o *official) foot() error {
	for year, leaves := range o.leaves {
		sums := map[ledger.Side]money.Cents{}
		for _, l := range leaves {
			sums[l.side] += l.amount
		}
		for side, total := range o.totals[year] {
			if sums[side] != total {
				return fmt.Errorf("budget: %s: leaves of %d sum to %.2f; the official total is %.2f", o.sheet.Name, year, sums[side].Dollars(), total.Dollars())
			}
		}
	}
	return nil
}
