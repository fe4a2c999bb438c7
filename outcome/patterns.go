package outcome

import "commonpurse/split"

// patterns adds people by decile, rank group and fate under every case: thousands of households
// share a few hundred patterns.
type patterns struct {
	cases int
	index map[uint64]int
	keys  []uint64
	sums  []vector
	full  []float64
	cross [][auxiliaries]float64
}

func newPatterns(cases int) *patterns {
	return &patterns{cases: cases, index: map[uint64]int{}}
}

// bits of a pattern's key: decile, rank group, two for the fate under each case
const (
	keyDecile = 4
	keyGroup  = 2
	keyFate   = 2
)

func (t *patterns) add(s *Study, i int, people float64, a *adder) {
	key := uint64(s.Before.decile[i]) | uint64(s.group[i])<<keyDecile
	for k := range t.cases {
		key |= uint64(s.Cases[k].status[i]&(gains|loses)) << (keyDecile + keyGroup + keyFate*k)
	}
	at, known := t.index[key]
	if !known {
		at = len(t.keys)
		t.index[key] = at
		t.keys, t.sums, t.full, t.cross = append(t.keys, key), append(t.sums, vector{}), append(t.full, 0), append(t.cross, [auxiliaries]float64{})
	}
	t.full[at] += people
	t.sums[at].add(people, &a.drawn)
	for k, v := range a.x {
		t.cross[at][k] += float64(people * v)
	}
}

// into deals the patterns, in the order in which they were met, to the cells they count in.
func (t *patterns) into(a *adder) {
	for at, key := range t.keys {
		deal := func(cell int) {
			a.full[cell] += t.full[at]
			a.draws[cell].add(1, &t.sums[at])
			for k, v := range t.cross[at] {
				a.m.cross[cell][k] += v
			}
		}
		decile, group := int(key&(1<<keyDecile-1)), int(key>>keyDecile&(1<<keyGroup-1))
		deal(cellPeople)
		deal(cellDecile + decile)
		deal(cellBase + int(split.BaseHeads)*rankGroups + group)
		for k := range t.cases {
			switch fate := key >> (keyDecile + keyGroup + keyFate*k); {
			case fate&loses != 0:
				deal(cellsBefore + k*cellsCase + cellLose + decile)
			case fate&gains != 0:
				deal(cellsBefore + k*cellsCase + cellGain)
			}
		}
	}
}
