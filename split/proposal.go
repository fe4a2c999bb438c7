package split

import (
	"crypto/sha256"
	"fmt"

	"commonpurse/region"
)

// Proposal divides a union's regions into blocs and says on what terms. It is a value: flags,
// files and addresses are spellings of it, and its canonical text (String) is all of it but Name
// and Title.
type Proposal struct {
	Name    string // of the file or catalogue entry; may be empty
	Title   string // may be empty
	Regions *region.List
	Blocs   []Bloc // one or more; every region is in exactly one

	Debt    DebtKey
	Scale   float64 // sigma of the public goods: cost_b = cost × (people_b / people)^sigma
	Legacy  LegacyKey
	Closure Mix // what absorbs the dividends; empty: all closures are reported
}

// Bloc is one part of the union after the split, with the terms that are its own.
type Bloc struct {
	Name    string
	Regions region.Set
	Leaves  bool

	DebtShare float64   // of the union's debt and interest; used when Proposal.Debt is DebtGiven
	Rate      *float64  // interest rate on its debt, where it differs from what the union pays
	Borrowing Borrowing // what it borrows in a year
	GDP       float64   // shock to its gross domestic product, as a share: -0.02 is two percent less
	Income    float64   // shock to its people's market income
	Law       []string  // names of the acts in force in it besides the union's law
}

// DebtKey says how the union's debt is shared.
type DebtKey uint8

// The keys of debt. DebtNone leaves it to the blocs that remain, by population.
const (
	DebtPopulation DebtKey = iota
	DebtGDP
	DebtReceipts
	DebtNone
	DebtGiven
)

var debtNames = []string{"population", "gdp", "receipts", "none"}

// String gives the key's name; a given share has none.
func (k DebtKey) String() string {
	if int(k) < len(debtNames) {
		return debtNames[k]
	}
	return "given"
}

// LegacyKey says who pays rights earned in the union.
type LegacyKey uint8

// The keys of legacy: the bloc where people live, or a joint pool that each bloc feeds in
// proportion to its payroll tax base.
const (
	LegacyResidence LegacyKey = iota
	LegacyPool
)

var legacyNames = []string{"residence", "pool"}

// String gives the key's name.
func (k LegacyKey) String() string { return legacyNames[k] }

// BorrowingKind says what the figure of a Borrowing is.
type BorrowingKind uint8

// The kinds of borrowing: the union's ratio of deficit to GDP, a share of GDP, dollars a year.
const (
	BorrowSame BorrowingKind = iota
	BorrowShare
	BorrowDollars
)

// Borrowing is what a bloc borrows in a year.
type Borrowing struct {
	Kind   BorrowingKind
	Amount float64
}

// Part is a closure's share in a mixture.
type Part struct {
	Closure Closure
	Share   float64
}

// Mix is a mixture of closures whose shares add up to one. An empty Mix stands for every closure
// in turn.
type Mix []Part

// Remains is the set of regions whose blocs stay.
func (p *Proposal) Remains() region.Set {
	var s region.Set
	for _, b := range p.Blocs {
		if !b.Leaves {
			s |= b.Regions
		}
	}
	return s
}

// Of finds the bloc of a region.
func (p *Proposal) Of(id region.ID) int {
	for i, b := range p.Blocs {
		if b.Regions.Has(id) {
			return i
		}
	}
	return -1
}

// Index gives the bloc of every region, in the order of the list.
func (p *Proposal) Index() []int {
	index := make([]int, p.Regions.Len())
	for i := range index {
		index[i] = p.Of(region.ID(i))
	}
	return index
}

// Letter gives the letter that stands for a bloc on maps: A, B, … Z, AA, AB, …
func Letter(bloc int) string {
	if bloc < 26 {
		return string(rune('A' + bloc))
	}
	return Letter(bloc/26-1) + Letter(bloc%26)
}

// Digest is the SHA-256 of the canonical text.
func (p *Proposal) Digest() [32]byte { return sha256.Sum256([]byte(p.String())) }

// most codes that a bloc's default name spells out
const spelled = 4

// defaultName names a bloc that its author did not: its codes, or its letter when they are many;
// the bloc that remains alone is the rest.
func defaultName(l *region.List, blocs []Bloc, i int) string {
	b := blocs[i]
	switch {
	case b.Regions == l.All():
		return "Union"
	case i == onlyRemaining(blocs) && b.Regions.Len() > spelled:
		return "Rest"
	case b.Regions.Len() <= spelled:
		return l.Spell(b.Regions)
	}
	return fmt.Sprintf("Bloc %s", Letter(i))
}

// onlyRemaining finds the one bloc that does not leave; -1 when none or several do not.
func onlyRemaining(blocs []Bloc) int {
	found := -1
	for i, b := range blocs {
		if b.Leaves {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}
