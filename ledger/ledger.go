// Package ledger keeps the accounts of a union for one fiscal year: every receipt and outlay of
// the official budget as a line, shared among regions in whole cents, with what lies outside the
// regions kept beside them. It knows no tax law: a union's own package fills it.
package ledger

import (
	"fmt"

	"commonpurse/money"
	"commonpurse/region"
)

// Side is whether a line is paid in or paid out.
type Side uint8

// The sides.
const (
	Receipt Side = iota
	Outlay
)

// Role is what a line is in a settlement (METHOD.md section 3).
type Role uint8

// The roles.
const (
	RoleReceipt    Role = iota // taxes and other receipts
	RoleBenefit                // goes to a household by entitlement
	RolePublicGood             // serves everyone: defence, foreign affairs, general government, justice, science
	RoleOtherPlace             // grants, farm payments and so on: where they land
	RoleInterest               // net interest on the union's debt
	RoleUnplaced               // could not be placed: shared by its stated key
)

// Nature is whether a line comes again every year.
type Nature uint8

// The natures.
const (
	Recurring Nature = iota
	Timing           // belongs to another year's accounts
	OneOff
)

// Grade is how good a line's allocation among regions is.
type Grade uint8

// The grades.
const (
	Measured     Grade = iota // published by region for this year
	Proxy                     // shared by a related published quantity
	Carried                   // shared by another year's publication; Line.AllocatorYear tells the distance
	ByConvention              // shared by a stated key for want of data
)

// Line is one account of the union.
type Line struct {
	ID            string // stable name, such as medicaid
	Title         string
	Side          Side
	Role          Role
	Nature        Nature
	Function      string // what for
	Object        string // pay, procurement, grant, transfer, interest, credit re-estimate, tax
	Topic         string // the choice of a convention that moves it (interest, corporate, ...), "" for none
	Household     string // name of the account.Tax or account.Benefit it is the control total of, "" for none
	Legacy        bool   // rights earned in the union before a split
	Base          string // what is shared and where its total comes from
	Allocator     string // by what it is shared among regions
	Source        string
	AllocatorYear int
	Grade         Grade
	Improve       string // what would make it better
}

// Alternative is another way to share a line, picked by a choice of a convention.
type Alternative struct {
	Line          int    // index into Ledger.Lines
	Choice        string // value of the convention's choice for the line's topic
	Cells         []money.Cents
	Outside       money.Cents
	Base          string
	Allocator     string
	AllocatorYear int
	Grade         Grade
}

// Ledger is the accounts of one fiscal year.
type Ledger struct {
	Year    int
	Status  string // actual, estimated (totals as reported, lines within them as budgeted), projected
	Regions *region.List
	Lines   []Line
	Cells   [][]money.Cents // line × region, where the money is paid or lands
	Outside []money.Cents   // line: what lies outside the regions; the sum of the next two

	Territories []money.Cents // line
	Abroad      []money.Cents // line

	Parts        []string // line: the parts of the official budget that it and its fellows draw on
	Official     map[Side]money.Cents
	Alternatives []Alternative
	ForeignStock float64 // share of capital's part of the corporate tax that falls abroad, as published

	Population     []int64       // region: residents in July of the year
	PersonalIncome []money.Cents // region
	GDP            []money.Cents // region
}

// Total gives a line's official amount: all regions and what lies outside them.
func (l *Ledger) Total(line int) money.Cents {
	sum := l.Outside[line]
	for _, c := range l.Cells[line] {
		sum += c
	}
	return sum
}

// Line finds a line by its ID; -1 when there is none.
func (l *Ledger) Line(id string) int {
	for i := range l.Lines {
		if l.Lines[i].ID == id {
			return i
		}
	}
	return -1
}

// Foot checks that the lines of each side sum to the official total, to the cent.
func (l *Ledger) Foot() error {
	sums := map[Side]money.Cents{}
	for i := range l.Lines {
		sums[l.Lines[i].Side] += l.Total(i)
	}
	for _, side := range []Side{Receipt, Outlay} {
		if official, ok := l.Official[side]; ok && sums[side] != official {
			return fmt.Errorf("ledger: %ss of %d sum to %.2f; the official total is %.2f", side, l.Year, sums[side].Dollars(), official.Dollars())
		}
	}
	return nil
}

var (
	sideNames   = [...]string{"receipt", "outlay"}
	roleNames   = [...]string{"receipt", "benefit", "public good", "other place", "interest", "unplaced"}
	natureNames = [...]string{"recurring", "timing", "one-off"}
	gradeNames  = [...]string{"measured", "proxy", "carried", "convention"}
)

// String gives the side's name as tables print it.
func (s Side) String() string { return sideNames[s] }

// String gives the role's name as tables print it.
func (r Role) String() string { return roleNames[r] }

// String gives the nature's name as tables print it.
func (n Nature) String() string { return natureNames[n] }

// String gives the grade's name as tables print it.
func (g Grade) String() string { return gradeNames[g] }
