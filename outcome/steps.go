package outcome

import (
	"cmp"
	"fmt"
	"slices"

	"commonpurse/region"
	"commonpurse/split"
)

// Steps answers, for any set of regions and any rate, what a change in proportion to one base does
// to people, without visiting them: who loses, who gains and who is poor are step functions of the
// rate, kept by region and base as sorted thresholds with running sums. Ranks within a set of
// regions come from running sums along the union's ranks. It serves any number of partitions under
// the union's own law; about 300 bytes a household.
type Steps struct {
	f     *Frame
	touch [split.Bases]staircase // by what the base is to the household's band: who gains or loses
	lines [split.Bases]staircase // by the rate at which the household crosses the poverty line
	fixed [split.Bases][]float64 // region: people who are poor at any rate
	heads []float64              // region: people
	poor  []float64              // region: people poor before
	marks []mark                 // running sums at every stride of the union's ranks
}

// staircase holds thresholds by region, ascending, with the running sums of the people that stand
// at and before each. Entry k of a region's sums is of its first k thresholds.
type staircase struct {
	start []int     // region → first threshold
	at    []float64 // thresholds
	sums  []sums    // one more a region than thresholds
}

// sums are people, those of them poor before the change.
type sums struct{ people, poor float64 }

// below gives the sums of a region's thresholds that are less than v.
func (s *staircase) below(r region.ID, v float64) sums {
	low, high := s.start[r], s.start[r+1]
	from := low
	for low < high {
		if mid := int(uint(low+high) >> 1); s.at[mid] < v {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return s.sums[from+int(r)+(low-from)]
}

// step is one household's threshold while a staircase is built.
type step struct {
	at   float64
	sums sums
}

func (s *staircase) region(r int, steps []step) {
	slices.SortStableFunc(steps, func(a, b step) int { return cmp.Compare(a.at, b.at) })
	var run sums
	s.sums = append(s.sums, run)
	for _, x := range steps {
		run.people += x.sums.people
		run.poor += x.sums.poor
		s.at, s.sums = append(s.at, x.at), append(s.sums, run)
	}
	s.start[r+1] = len(s.at)
}

// stride is how many ranks lie between two marks.
const stride = 512

// mark is the running sums of all ranks before it, by region: people, and dollars of every base.
type mark struct {
	people []float64
	base   [][split.Bases]float64
}

// NewSteps prepares a frame. It takes a second or so for a quarter of a million households.
func NewSteps(f *Frame) (*Steps, error) {
	n := len(f.start) - 1
	s := &Steps{f: f, heads: make([]float64, n), poor: make([]float64, n)}
	for r := range n {
		for i := f.start[r]; i < f.start[r+1]; i++ {
			s.heads[r] += f.heads[i]
			if f.poor[i]&poorSPM != 0 {
				s.poor[r] += f.heads[i]
			}
		}
	}
	for base := range split.Bases {
		for i, v := range f.Columns.All[base] {
			if v < 0 || f.Columns.Near[base][i] < 0 {
				return nil, fmt.Errorf("outcome: household %d has %v of base %d: expected nothing below zero", i, v, base)
			}
		}
	}
	each(f.workers, 2*split.Bases, func(task int) {
		if base := task / 2; task%2 == 0 {
			s.touching(base)
		} else {
			s.crossing(base)
		}
	})
	s.mark()
	return s, nil
}

// touching builds the thresholds of gaining and losing: a household is touched where rate × base
// passes its band, so its threshold is band ÷ base.
func (s *Steps) touching(base int) {
	f := s.f
	all, stairs := f.Columns.All[base], &s.touch[base]
	stairs.start = make([]int, len(f.start))
	var steps []step
	for r := range len(f.start) - 1 {
		steps = steps[:0]
		for i := f.start[r]; i < f.start[r+1]; i++ {
			if f.heads[i] == 0 || all[i] == 0 {
				continue
			}
			x := step{at: f.band[i] / all[i], sums: sums{people: f.heads[i]}}
			if f.poor[i]&poorSPM != 0 {
				x.sums.poor = f.heads[i]
			}
			steps = append(steps, x)
		}
		stairs.region(r, steps)
	}
}

// crossing builds the thresholds of poverty: a household is poor after where the rate is below
// (threshold − resources) ÷ base.
func (s *Steps) crossing(base int) {
	f := s.f
	near, stairs := f.Columns.Near[base], &s.lines[base]
	stairs.start = make([]int, len(f.start))
	s.fixed[base] = make([]float64, len(f.start)-1)
	var steps []step
	for r := range len(f.start) - 1 {
		steps = steps[:0]
		for i := f.start[r]; i < f.start[r+1]; i++ {
			switch missing := f.People.SPMThreshold[i] - f.spm[i]; {
			case f.heads[i] == 0:
			case near[i] != 0:
				steps = append(steps, step{at: missing / near[i], sums: sums{people: f.heads[i]}})
			case missing > 0:
				s.fixed[base][r] += f.heads[i]
			}
		}
		stairs.region(r, steps)
	}
}

// mark runs along the union's ranks.
func (s *Steps) mark() {
	f := s.f
	n := len(f.start) - 1
	people, bases := make([]float64, n), make([][split.Bases]float64, n)
	for place, i := range f.rank {
		if place%stride == 0 {
			s.marks = append(s.marks, mark{slices.Clone(people), slices.Clone(bases)})
		}
		r := f.People.Region[i]
		people[r] += f.heads[i]
		for b := range bases[r] {
			bases[r][b] += float64(f.weight[i] * s.dollars(b, i))
		}
	}
	s.marks = append(s.marks, mark{people, bases})
}

// dollars is a household's base; households that are left out of distributions have none.
func (s *Steps) dollars(base int, i int32) float64 {
	if s.f.heads[i] == 0 {
		return 0
	}
	return s.f.Columns.All[base][i]
}

// Ranked is dollars of every base of a set of regions by rank in it: its bottom 40%, its top 10%,
// and all.
type Ranked struct{ Bottom, Top, All [split.Bases]float64 }

// Ranked adds up the bases of a set of regions by its people's ranks.
func (s *Steps) Ranked(set region.Set) Ranked {
	var r Ranked
	r.All = s.upTo(set, len(s.f.rank))
	r.Bottom = s.upTo(set, s.cut(set, bottom40))
	below := s.upTo(set, s.cut(set, middle50))
	for b := range r.Top {
		r.Top[b] = r.All[b] - below[b]
	}
	return r
}

// cut finds the first place in the union's ranks after the set's people of a rank group and those
// below it.
func (s *Steps) cut(set region.Set, group uint8) int {
	f := s.f
	all := s.before(set, len(s.marks)-1)
	low, high := 0, len(s.marks)-1
	for high-low > 1 { // the last mark whose people are all within the group
		if mid := (low + high) / 2; rankGroup(s.before(set, mid)/all) <= group {
			low = mid
		} else {
			high = mid
		}
	}
	below := s.before(set, low)
	for place := low * stride; place < len(f.rank); place++ {
		i := f.rank[place]
		if !set.Has(f.People.Region[i]) {
			continue
		}
		if rankGroup((below+float64(0.5*f.heads[i]))/all) > group {
			return place
		}
		below += f.heads[i]
	}
	return len(f.rank)
}

// before gives the set's people before a mark.
func (s *Steps) before(set region.Set, mark int) float64 {
	var sum float64
	for r, v := range s.marks[mark].people {
		if set.Has(region.ID(r)) {
			sum += v
		}
	}
	return sum
}

// upTo gives the set's bases over the ranks before a place.
func (s *Steps) upTo(set region.Set, place int) (sum [split.Bases]float64) {
	f := s.f
	m := place / stride
	if place == len(f.rank) {
		m = len(s.marks) - 1
	}
	for r := range s.marks[m].base {
		if set.Has(region.ID(r)) {
			for b, v := range s.marks[m].base[r] {
				sum[b] += v
			}
		}
	}
	if place == len(f.rank) {
		return sum
	}
	for _, i := range f.rank[m*stride : place] {
		if set.Has(f.People.Region[i]) {
			for b := range sum {
				sum[b] += float64(f.weight[i] * s.dollars(b, i))
			}
		}
	}
	return sum
}
