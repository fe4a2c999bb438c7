package outcome

import (
	"commonpurse/account"
	"commonpurse/split"
)

// cell is what happens to a group of people.
type cell struct {
	people, gain, lose float64
	change, before     float64 // dollars of comprehensive resources
}

func (c *cell) add(people float64, fate uint8, change, before float64) {
	c.people += people
	switch {
	case fate&gains != 0:
		c.gain += people
	case fate&loses != 0:
		c.lose += people
	}
	c.change += float64(people * change)
	c.before += float64(people * before)
}

func (c *cell) merge(o *cell) {
	c.people += o.people
	c.gain += o.gain
	c.lose += o.lose
	c.change += o.change
	c.before += o.before
}

// measures of poverty in the table poor
const (
	measureSPM = iota
	measureSPMHalf
	measureOfficial
	measureFifth
	measures
)

var measureNames = [measures]string{"spm-like", "spm-like, half of medical cuts", "official", "bottom-fifth"}

type poverty struct {
	people, before, after         float64
	childrenBefore, childrenAfter float64
	gapBefore, gapAfter           float64
	poor                          cell // those poor before
}

func (p *poverty) merge(o *poverty) {
	p.people += o.people
	p.before += o.before
	p.after += o.after
	p.childrenBefore += o.childrenBefore
	p.childrenAfter += o.childrenAfter
	p.gapBefore += o.gapBefore
	p.gapAfter += o.gapAfter
	p.poor.merge(&o.poor)
}

// measure is all that a case's tables need. Entries by bloc have the union last.
type measure struct {
	groups  [][groups]cell
	medians [][groups]float64
	regions []cell
	poverty [][measures]poverty
	spread  [][2]Spread
	votes   [][][]cell // election × bloc × candidate; people are adults

	winners       [][rankGroups][2]float64 // bloc: gross gains, gross losses
	groupPeople   [][rankGroups]float64
	regionWinners [][rankGroups][2]float64

	adultMedian []float64 // region
	adultsGain  []float64 // region: adults whose resources rise at all
	adultsLose  []float64
	adults      []float64
	belowZero   []float64 // bloc: people taken below zero
}

func (s *Study) measure(c *Case) {
	blocs, regions := s.Blocs(), len(s.bloc)
	m := &c.measure
	m.groups, m.medians, m.poverty = make([][groups]cell, blocs+1), make([][groups]float64, blocs+1), make([][measures]poverty, blocs+1)
	m.regions, m.winners, m.groupPeople, m.regionWinners = make([]cell, regions), make([][rankGroups][2]float64, blocs), make([][rankGroups]float64, blocs), make([][rankGroups][2]float64, regions)
	m.adultMedian, m.adultsGain, m.adultsLose, m.adults = make([]float64, regions), make([]float64, regions), make([]float64, regions), make([]float64, regions)
	m.belowZero = make([]float64, blocs)
	for r, b := range s.bloc {
		s.fates(c, r, b)
		s.poverty(c, r, b)
	}
	for b := range blocs {
		for g := range m.groups[b] {
			m.groups[blocs][g].merge(&m.groups[b][g])
		}
		for k := range m.poverty[b] {
			m.poverty[blocs][k].merge(&m.poverty[b][k])
		}
	}
	s.votes(c)
	s.ordered(c)
}

// fates finds who gains and who loses in a region, and adds them to its bloc's groups.
func (s *Study) fates(c *Case, r, b int) {
	f, h, m := s.Before, s.Before.People, &c.measure
	into := &m.groups[b]
	for i := f.start[r]; i < f.start[r+1]; i++ {
		people := f.heads[i]
		if people == 0 {
			continue
		}
		change := c.comp[i]
		var fate uint8
		switch {
		case change > f.band[i]:
			fate = gains
		case change < -f.band[i]:
			fate = loses
		}
		c.status[i] = fate
		each := change / float64(h.Persons[i])
		before := f.comp[i] / float64(h.Persons[i])
		into[byDecile+int(f.decile[i])].add(people, fate, each, before)
		into[byChildren+min(3, int(h.Children[i]))].add(people, fate, each, before)
		into[byPoverty+int(f.near[i])].add(people, fate, each, before)
		w := f.weight[i]
		into[byAge].add(float64(w*float64(h.Children[i])), fate, each, before)
		into[byAge+1].add(float64(w*float64(int(h.Adults[i])-int(h.Aged[i]))), fate, each, before)
		into[byAge+2].add(float64(w*float64(h.Aged[i])), fate, each, before)
		m.regions[r].add(people, fate, each, before)
		if c.disp[i] < 0 && f.disp[i] >= 0 && f.disp[i]+c.disp[i] < 0 {
			m.belowZero[b] += people
		}
		group, place := s.group[i], s.inPlace[i]
		m.groupPeople[b][group] += people
		adults := float64(w * float64(h.Adults[i]))
		m.adults[r] += adults
		if change > 0 {
			m.winners[b][group][0] += float64(w * change)
			m.regionWinners[r][place][0] += float64(w * change)
			m.adultsGain[r] += adults
		} else if change < 0 {
			m.winners[b][group][1] -= float64(w * change)
			m.regionWinners[r][place][1] -= float64(w * change)
			m.adultsLose[r] += adults
		}
	}
	into[byAll].merge(&m.regions[r])
}

// half of a cut of medical benefits becomes spending out of pocket, in one variant of the measure
const outOfPocket = 0.5

// poverty counts the poor of a region before and after.
func (s *Study) poverty(c *Case, r, b int) {
	f, h, into := s.Before, s.Before.People, &c.measure.poverty[b]
	benefits, means := c.Closed[b].Gain[split.BaseBenefits], c.Closed[b].Gain[split.BaseMeans]
	heads := max(0, c.Closed[b].Gain[split.BaseHeads]) // a dividend paid to each person is income; a charge is not
	cashBenefits, cashMeans := s.After.Columns.Money[split.BaseBenefits], s.After.Columns.Money[split.BaseMeans]
	for i := f.start[r]; i < f.start[r+1]; i++ {
		if f.heads[i] == 0 {
			continue
		}
		medical := min(0, c.comp[i]-c.disp[i])
		after := f.spm[i] + c.disp[i]
		money := s.After.cash[i] + float64(benefits*cashBenefits[i]) + float64(means*cashMeans[i]) + float64(heads*float64(h.Persons[i]))
		if f.poor[i]&poorSPM != 0 {
			c.status[i] |= poorBefore
		}
		if after < h.SPMThreshold[i] {
			c.status[i] |= poorAfter
		}
		s.line(&into[measureSPM], c, i, f.spm[i], after, h.SPMThreshold[i])
		s.line(&into[measureSPMHalf], c, i, f.spm[i], after+float64(outOfPocket*medical), h.SPMThreshold[i])
		s.families(&into[measureOfficial], c, i, h.OfficialPoor(i, f.cash[i]), h.OfficialPoor(i, money))
		fifth := &into[measureFifth]
		fifth.people += f.heads[i]
		if f.decile[i] < 2 {
			fifth.before += f.heads[i]
			fifth.after += f.heads[i]
			children := float64(f.weight[i] * float64(h.Children[i]))
			fifth.childrenBefore += children
			fifth.childrenAfter += children
			fifth.poor.add(f.heads[i], c.status[i], c.comp[i]/float64(h.Persons[i]), 0)
		}
	}
}

// line holds a household against a poverty line before and after.
func (s *Study) line(into *poverty, c *Case, i int, before, after, threshold float64) {
	f, h := s.Before, s.Before.People
	into.people += f.heads[i]
	children := float64(f.weight[i] * float64(h.Children[i]))
	if before < threshold {
		into.before += f.heads[i]
		into.childrenBefore += children
		into.gapBefore += float64(f.weight[i] * (threshold - before))
		into.poor.add(f.heads[i], c.status[i], c.comp[i]/float64(h.Persons[i]), 0)
	}
	if after < threshold {
		into.after += f.heads[i]
		into.childrenAfter += children
		into.gapAfter += float64(f.weight[i] * (threshold - after))
	}
}

// families adds the people of a household's families under the official line before and after.
func (s *Study) families(into *poverty, c *Case, i int, before, after account.Poor) {
	f, h := s.Before, s.Before.People
	w := f.weight[i]
	into.people += f.heads[i]
	into.before += float64(w * before.Persons)
	into.childrenBefore += float64(w * before.Children)
	into.gapBefore += float64(w * before.Gap)
	if before.Persons > 0 {
		into.poor.add(float64(w*before.Persons), c.status[i], c.comp[i]/float64(h.Persons[i]), 0)
	}
	into.after += float64(w * after.Persons)
	into.childrenAfter += float64(w * after.Children)
	into.gapAfter += float64(w * after.Gap)
}

// votes adds up what happens to the adults who chose each candidate.
func (s *Study) votes(c *Case) {
	f, h := s.Before, s.Before.People
	blocs := s.Blocs()
	c.votes = make([][][]cell, len(h.Elections))
	for e := range h.Elections {
		columns := h.Elections[e].Adults
		cells := make([][]cell, blocs+1)
		for b := range cells {
			cells[b] = make([]cell, len(columns))
		}
		for r, b := range s.bloc {
			for k, column := range columns {
				into := &cells[b][k]
				for i := f.start[r]; i < f.start[r+1]; i++ {
					if adults := float64(f.weight[i] * float64(column[i])); adults > 0 {
						into.add(adults, c.status[i], c.comp[i]/float64(h.Persons[i]), 0)
					}
				}
			}
		}
		for b := range blocs {
			for k := range columns {
				cells[blocs][k].merge(&cells[b][k])
			}
		}
		c.votes[e] = cells
	}
}

// ordered measures what needs rows in order: medians of the change, and inequality after.
func (s *Study) ordered(c *Case) {
	f := s.Before
	n := len(f.rank)
	values, order := make([]float64, n), make([]int32, n)
	var sort sorter
	for i := range n {
		values[i] = float64(c.comp[i] * f.root[i])
	}
	sort.order(values, order)
	s.medians(c, values, order)
	c.spread = make([][2]Spread, s.Blocs()+1)
	for concept, source := range [2][2][]float64{{f.disp, c.disp}, {f.comp, c.comp}} {
		for i := range n {
			values[i] = float64((source[0][i] + source[1][i]) * f.root[i])
		}
		sort.order(values, order)
		for b, index := range s.spreads(values, order) {
			c.spread[b][concept] = index
		}
	}
}

// medians walks the rows from the greatest loss to the greatest gain.
func (s *Study) medians(c *Case, values []float64, order []int32) {
	f, h, m := s.Before, s.Before.People, &c.measure
	union := s.Blocs()
	left := make([][groups]float64, union+1)
	for b := range left {
		for g := range left[b] {
			left[b][g] = m.groups[b][g].people / 2
		}
	}
	adults := make([]float64, len(s.bloc))
	for r := range adults {
		adults[r] = m.adults[r] / 2
	}
	for _, i := range order {
		people := f.heads[i]
		if people == 0 {
			continue
		}
		r, v, w := h.Region[i], values[i], f.weight[i]
		b := s.bloc[r]
		decile, children, near := byDecile+int(f.decile[i]), byChildren+min(3, int(h.Children[i])), byPoverty+int(f.near[i])
		age := [3]float64{float64(w * float64(h.Children[i])), float64(w * float64(int(h.Adults[i])-int(h.Aged[i]))), float64(w * float64(h.Aged[i]))}
		for _, k := range [2]int{b, union} {
			l, median := &left[k], &m.medians[k]
			l[byAll] = pass(l[byAll], people, v, &median[byAll])
			l[decile] = pass(l[decile], people, v, &median[decile])
			l[children] = pass(l[children], people, v, &median[children])
			l[near] = pass(l[near], people, v, &median[near])
			for a, count := range age {
				l[byAge+a] = pass(l[byAge+a], count, v, &median[byAge+a])
			}
		}
		adults[r] = pass(adults[r], float64(w*float64(h.Adults[i])), v, &m.adultMedian[r])
	}
}
