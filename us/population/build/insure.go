package build

import (
	"cmp"
	"math"
	"slices"

	"commonpurse/region"
)

const (
	medicaidSpread = 0.35 // of the logarithm of income in the order in which units are covered
	childAhead     = 0.7  // a unit with children is covered at an income this share lower
)

// insure adds people on Medicaid and CHIP: the survey has half of those enrolled. Uncovered units
// are added whole, in order of household income against a guideline for its size, with keyed noise.
func (b *builder) insure() {
	b.eachRegion(func(r region.ID) {
		b.medicaid(r)
		b.employerInsurance(r)
	})
}

func (b *builder) medicaid(r region.ID) {
	want := b.facts.aid[r]
	type candidate struct {
		i      int32
		score  float64
		people uint8
	}
	var list []candidate
	var on []enrolled
	var have float64
	for h := b.bounds[r]; h < b.bounds[r+1]; h++ {
		house := &b.houses[h]
		var income float64
		persons := 0
		for i := house.first; i < house.first+house.rows; i++ {
			u := &b.rows[i]
			income += max(0, u.total()) + u.social + u.ssi + u.tanf
			persons += u.persons()
		}
		for i := house.first; i < house.first+house.rows; i++ {
			u := &b.rows[i]
			have += house.weight * float64(u.medicaid)
			n := u.persons()
			score := (income + 2000) / (9000 + 4700*float64(persons)) * exp(medicaidSpread*b.key(house, u).Normal(drawMedicaid))
			if u.children() > 0 {
				score *= childAhead
			}
			if u.medicaid > 0 {
				on = append(on, enrolled{i, score})
			}
			if n == 0 || int(u.medicaid) >= n || u.age[0] >= 65 && u.medicare > 0 && u.ssi == 0 && income > 20_000 {
				continue
			}
			list = append(list, candidate{i, score, uint8(n) - u.medicaid})
		}
	}
	if have > want && want > 0 && b.projected {
		b.unenrol(have, want, on)
		return
	}
	slices.SortFunc(list, func(x, y candidate) int { return cmp.Or(cmp.Compare(x.score, y.score), cmp.Compare(x.i, y.i)) })
	for _, x := range list {
		w := b.houses[b.rows[x.i].house].weight * float64(x.people)
		if have+w/2 >= want {
			return
		}
		have += w
		b.rows[x.i].medicaid += x.people
	}
}

const (
	coverSpread = 0.8
	coverFrom   = 12_000 // wages a year below which jobs rarely come with insurance
)

// employerInsurance marks people insured through an employer, as many as published in the
// region: the members of working units who are on no public program, in order of wages with keyed noise.
func (b *builder) employerInsurance(r region.ID) {
	want := b.facts.job[r]
	type candidate struct {
		i      int32
		score  float64
		people uint8
	}
	var list []candidate
	b.eachRow(r, func(h *house, i int32) {
		u := &b.rows[i]
		u.employer = 0
		covered := int(u.medicaid + u.medicare)
		if n := u.persons(); n > covered && u.item[wages] > coverFrom {
			score := math.Log(u.item[wages]) + coverSpread*b.key(h, u).Normal(drawEmployer)
			list = append(list, candidate{i, score, uint8(n - covered)})
		}
	})
	slices.SortFunc(list, func(x, y candidate) int { return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.i, y.i)) })
	var have float64
	for _, x := range list {
		w := b.houses[b.rows[x.i].house].weight * float64(x.people)
		if have+w/2 >= want {
			return
		}
		have += w
		b.rows[x.i].employer = x.people
	}
}
