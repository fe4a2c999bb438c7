package outcome

import (
	"commonpurse/region"
	"commonpurse/split"
)

// Headlines are the headline numbers of one bloc under one closure.
type Headlines struct {
	People, Gain, Lose  float64 // people; those whose resources change by more than 1%
	Poor, PoorLose      float64 // people under the SPM-like threshold before; those of them who lose
	PoorAfter           float64
	TopGain, BottomLoss float64 // shares of gross gains that go to the bloc's top 10%, of gross losses borne by its bottom 40%; zero without any
}

// Headlines gives the headline numbers of a bloc's regions under a closure. They are those of a
// Study of the same closure, with sums in another order. ranked is the set's own.
func (s *Steps) Headlines(set region.Set, c *split.Closed, ranked *Ranked) Headlines {
	var h Headlines
	for r := range s.heads {
		if set.Has(region.ID(r)) {
			h.People += s.heads[r]
			h.Poor += s.poor[r]
		}
	}
	moved, at := 0, 0
	for b, gain := range c.Gain {
		if gain != 0 {
			moved++
			at = b
		}
	}
	switch moved {
	case 0:
		h.PoorAfter = h.Poor
	case 1:
		s.single(&h, set, at, c.Gain[at])
	default:
		s.mixed(&h, set, &c.Gain)
	}
	h.shares(&c.Gain, ranked)
	return h
}

// single looks up the steps of one base.
func (s *Steps) single(h *Headlines, set region.Set, base int, gain float64) {
	rate := max(gain, -gain)
	var touched sums
	for r := range region.ID(len(s.heads)) {
		if !set.Has(r) {
			continue
		}
		x := s.touch[base].below(r, rate)
		touched.people += x.people
		touched.poor += x.poor
		last := s.lines[base].start[r+1] + int(r)
		h.PoorAfter += s.fixed[base][r] + s.lines[base].sums[last].people - s.lines[base].notAbove(r, gain)
	}
	if gain > 0 {
		h.Gain = touched.people
	} else {
		h.Lose, h.PoorLose = touched.people, touched.poor
	}
}

// notAbove gives the people of a region's thresholds that are at most v: a household whose
// resources reach the line exactly is not poor.
func (s *staircase) notAbove(r region.ID, v float64) float64 {
	low, high := s.start[r], s.start[r+1]
	from := low
	for low < high {
		if mid := int(uint(low+high) >> 1); s.at[mid] <= v {
			low = mid + 1
		} else {
			high = mid
		}
	}
	return s.sums[from+int(r)+(low-from)].people
}

// mixed visits the households: a mixture moves several bases, each at its own rate.
func (s *Steps) mixed(h *Headlines, set region.Set, gains *[split.Bases]float64) {
	f := s.f
	var bases []int
	for b, gain := range gains {
		if gain != 0 {
			bases = append(bases, b)
		}
	}
	if len(bases) == 2 {
		s.two(h, set, gains, bases[0], bases[1])
		return
	}
	for r := range region.ID(len(s.heads)) {
		if !set.Has(r) {
			continue
		}
		for i := f.start[r]; i < f.start[r+1]; i++ {
			var all, near float64
			for _, b := range bases {
				all += float64(gains[b] * f.Columns.All[b][i])
				near += float64(gains[b] * f.Columns.Near[b][i])
			}
			h.add(f, i, all, near)
		}
	}
}

// two is mixed of two bases, the common case.
func (s *Steps) two(h *Headlines, set region.Set, gains *[split.Bases]float64, one, other int) {
	f, a, b := s.f, gains[one], gains[other]
	for r := range region.ID(len(s.heads)) {
		if !set.Has(r) {
			continue
		}
		from, to := f.start[r], f.start[r+1]
		all1, all2 := f.Columns.All[one][from:to], f.Columns.All[other][from:to]
		near1, near2 := f.Columns.Near[one][from:to], f.Columns.Near[other][from:to]
		for k := range all1 {
			h.add(f, from+k, float64(a*all1[k])+float64(b*all2[k]), float64(a*near1[k])+float64(b*near2[k]))
		}
	}
}

// add counts a household with its changes of comprehensive and disposable resources.
func (h *Headlines) add(f *Frame, i int, all, near float64) {
	people := f.heads[i]
	switch {
	case all > f.band[i]:
		h.Gain += people
	case all < -f.band[i]:
		h.Lose += people
		if f.poor[i]&poorSPM != 0 {
			h.PoorLose += people
		}
	}
	if f.spm[i]+near < f.People.SPMThreshold[i] {
		h.PoorAfter += people
	}
}

// shares says where the gross gains or losses go: all parts of a closure have the sign of the
// dividend.
func (h *Headlines) shares(gains *[split.Bases]float64, ranked *Ranked) {
	var top, bottom, gained, lost float64
	for b, gain := range gains {
		if gain > 0 {
			top += float64(gain * ranked.Top[b])
			gained += float64(gain * ranked.All[b])
		} else {
			bottom += float64(gain * ranked.Bottom[b])
			lost += float64(gain * ranked.All[b])
		}
	}
	if gained != 0 {
		h.TopGain = top / gained
	}
	if lost != 0 {
		h.BottomLoss = bottom / lost
	}
}
