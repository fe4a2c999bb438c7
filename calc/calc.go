// Package calc runs a rule over many units: blocks of columns gathered into scratch records, straight
// calls, results scattered or added up exactly. It knows neither the law nor the union.
//
// Units are cut into chunks of fixed size that workers take in turn. Totals are sums of cents times
// fixed-point weights, exact in 128 bits, so that they depend neither on the order of the chunks nor
// on the number of workers.
package calc

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"commonpurse/money"
)

const (
	// Block is how many units are gathered before the rule runs over them: what fits in a
	// processor's nearest cache with their results.
	Block = 8
	// Chunk is how many units a worker takes at a time.
	Chunk = 4096
)

// Job is a rule over units: F is what a unit enters, R what the rule works out.
type Job[F, R any] struct {
	Units int
	// Gather fills the block with the units that begin at `first`. The block still holds what was
	// there before.
	Gather func(first int, block []F)
	// Rule works out one unit. It must write all of the result that others read.
	Rule func(facts *F, result *R)
	// Scatter, when not nil, stores results of the units that begin at `first`. It is called from
	// several workers, never twice for a unit.
	Scatter func(first int, facts []F, results []R)

	// Measures are the amounts to add up, in dollars. None: nothing is added up.
	Measures []func(facts *F, result *R) float64
	// Weight and Cell give a unit's weight and the cell, below Cells, into which it is added. A nil
	// Cell puts all in cell 0; a nil Weight counts each unit once.
	Weight func(unit int) money.Weight
	Cell   func(unit int) int
	Cells  int
}

// Totals are exact sums by cell and measure.
type Totals struct {
	measures int
	sums     []money.Sum
}

// Cents gives a measure's weighted total in a cell.
func (t *Totals) Cents(cell, measure int) money.Cents { return t.sums[cell*t.measures+measure].Cents() }

// All gives a measure's weighted total over all cells.
func (t *Totals) All(measure int) money.Cents {
	var s money.Sum
	for i := measure; i < len(t.sums); i += t.measures {
		s.Merge(t.sums[i])
	}
	return s.Cents()
}

// scratch is what one worker works in.
type scratch[F, R any] struct {
	facts   [Block]F
	results [Block]R
	sums    []money.Sum
}

// Run runs the job over all units with some workers; 0 takes one for each processor.
func (j *Job[F, R]) Run(workers int) (*Totals, error) {
	if j.Gather == nil || j.Rule == nil || j.Units < 0 {
		return nil, fmt.Errorf("calc: a job needs units, a way to gather them and a rule")
	}
	cells := max(1, j.Cells)
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	chunks := (j.Units + Chunk - 1) / Chunk
	workers = max(1, min(workers, chunks))
	done := make([]*scratch[F, R], workers)
	var next atomic.Int64
	var wait sync.WaitGroup
	for w := range workers {
		s := &scratch[F, R]{sums: make([]money.Sum, cells*len(j.Measures))}
		done[w] = s
		wait.Go(func() {
			for {
				chunk := int(next.Add(1)) - 1
				if chunk >= chunks {
					return
				}
				j.chunk(s, chunk*Chunk, min(j.Units, (chunk+1)*Chunk))
			}
		})
	}
	wait.Wait()
	total := &Totals{measures: len(j.Measures), sums: done[0].sums}
	for _, s := range done[1:] {
		for i := range s.sums {
			total.sums[i].Merge(s.sums[i])
		}
	}
	return total, nil
}

// chunk runs the rule over units [from, to).
func (j *Job[F, R]) chunk(s *scratch[F, R], from, to int) {
	for first := from; first < to; first += Block {
		n := min(Block, to-first)
		facts, results := s.facts[:n], s.results[:n]
		j.Gather(first, facts)
		for i := range facts {
			j.Rule(&facts[i], &results[i])
		}
		if j.Scatter != nil {
			j.Scatter(first, facts, results)
		}
		if len(j.Measures) > 0 {
			j.add(s, first, facts, results)
		}
	}
}

// add adds a block's measures to its cells.
func (j *Job[F, R]) add(s *scratch[F, R], first int, facts []F, results []R) {
	m := len(j.Measures)
	for i := range facts {
		weight := money.WeightOne
		if j.Weight != nil {
			weight = j.Weight(first + i)
		}
		cell := 0
		if j.Cell != nil {
			cell = j.Cell(first + i)
		}
		for k, of := range j.Measures {
			s.sums[cell*m+k].Add(money.ToCents(of(&facts[i], &results[i])), weight)
		}
	}
}
