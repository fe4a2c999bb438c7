// Package region names the parts of a union as small integers and 64-bit sets. It knows nothing
// of money or law.
package region

import (
	"fmt"
	"math/bits"
	"strings"
)

// ID is a region's index in its union's List, 0 to 63.
type ID uint8

// Max is how many regions a union may have.
const Max = 64

// Set is a set of regions: bit i is region i.
type Set uint64

// Of makes a set of the given regions.
func Of(ids ...ID) Set {
	var s Set
	for _, id := range ids {
		s |= 1 << id
	}
	return s
}

// Has says whether the set holds the region.
func (s Set) Has(id ID) bool { return s&(1<<id) != 0 }

// Len counts the regions of the set.
func (s Set) Len() int { return bits.OnesCount64(uint64(s)) }

// IDs lists the regions of the set, ascending.
func (s Set) IDs() []ID {
	ids := make([]ID, 0, s.Len())
	for rest := s; rest != 0; rest &= rest - 1 {
		ids = append(ids, ID(bits.TrailingZeros64(uint64(rest))))
	}
	return ids
}

// Region is one part of a union.
type Region struct {
	Code       string // short name, such as OH; unique
	Name       string // full name
	Neighbours Set    // regions that share a border or meet at a corner
	TileRow    int    // row on the map of equal tiles, 0 at the top
	TileColumn int    // column on the map of equal tiles, 0 at the left
}

// List is the regions of a union in their fixed order (by code).
type List struct {
	regions []Region
	byCode  map[string]ID
}

// NewList makes a list. Codes must be unique and at most Max of them.
func NewList(regions []Region) (*List, error) {
	if len(regions) == 0 || len(regions) > Max {
		return nil, fmt.Errorf("region: %d regions; expected 1 to %d", len(regions), Max)
	}
	l := &List{regions: regions, byCode: make(map[string]ID, len(regions))}
	for i, r := range regions {
		if _, twice := l.byCode[r.Code]; twice {
			return nil, fmt.Errorf("region: code %s twice", r.Code)
		}
		l.byCode[r.Code] = ID(i)
	}
	return l, nil
}

// Len counts the regions.
func (l *List) Len() int { return len(l.regions) }

// At gives a region.
func (l *List) At(id ID) Region { return l.regions[id] }

// Code gives a region's code.
func (l *List) Code(id ID) string { return l.regions[id].Code }

// ByCode finds a region; letter case does not matter.
func (l *List) ByCode(code string) (ID, bool) {
	id, ok := l.byCode[strings.ToUpper(code)]
	return id, ok
}

// Codes lists all codes in order.
func (l *List) Codes() []string {
	codes := make([]string, len(l.regions))
	for i, r := range l.regions {
		codes[i] = r.Code
	}
	return codes
}

// All is the set of all regions.
func (l *List) All() Set {
	if len(l.regions) == Max {
		return ^Set(0)
	}
	return Set(1)<<len(l.regions) - 1
}

// Spell writes a set as codes joined by plus signs, in the list's order.
func (l *List) Spell(s Set) string {
	codes := make([]string, 0, s.Len())
	for _, id := range s.IDs() {
		codes = append(codes, l.regions[id].Code)
	}
	return strings.Join(codes, "+")
}

// Contiguous says whether the set hangs together over shared borders. The empty set does.
func (l *List) Contiguous(s Set) bool {
	if s == 0 {
		return true
	}
	reached := Set(1) << bits.TrailingZeros64(uint64(s))
	for {
		next := reached
		for _, id := range reached.IDs() {
			next |= l.regions[id].Neighbours & s
		}
		if next == reached {
			return reached == s
		}
		reached = next
	}
}
