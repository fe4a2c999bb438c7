package population

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"commonpurse/account"
	"commonpurse/people"
	"commonpurse/region"
	"commonpurse/sheet"
	"commonpurse/us/pack"
)

// Cells of adults for votes: rank of household income by age.
const (
	voteRanks = 20
	voteAges  = 5
	voteCells = voteRanks * voteAges
)

// voteAgeNames are the ages as the turnout tables name them; the last two share a name in the
// table of years.
var voteAgeNames = [voteAges]string{"18 to 24", "25 to 44", "45 to 64", "65 to 74", "75 and over"}

func voteAge(age int) int {
	switch {
	case age < 25:
		return 0
	case age < 45:
		return 1
	case age < 65:
		return 2
	case age < 75:
		return 3
	}
	return 4
}

// the choices, in the order of the tables; account.Election orders them by name.
const (
	democrat = iota
	republican
	otherChoice
	none
	choices
)

// grownYoung is the part of dependents of 21 and over who count as under 25 (dependentAges).
const grownYoung = 0.4

// eachAdult calls do with every group of adults of household h: cell and expected number.
func (p *People) eachAdult(h int, do func(cell int, n float64)) {
	rank := int(p.Rank(h) * voteRanks)
	for i := int(p.First[h]); i < int(p.First[h+1]); i++ {
		if p.Pending(i) {
			continue
		}
		for _, age := range [2]int32{p.ageHead[i], p.ageSpouse[i]} {
			if age >= 18 {
				do(rank*voteAges+voteAge(int(age)), 1)
			}
		}
		do(rank*voteAges, float64(p.deps[Dependents18][i])+float64(grownYoung*float64(p.deps[Dependents21][i])))
		do(rank*voteAges+1, (1-grownYoung)*float64(p.deps[Dependents21][i]))
		do(rank*voteAges+3, float64(p.deps[Dependents65][i]))
	}
}

// Elections gives how the adults of each household voted in the presidential elections of 2016,
// 2020 and 2024, as expected numbers. Turnout by age and income is the Census survey's (income:
// 2024 for every election), choice by income and age the exit polls'; region by region both are
// shifted until the certified votes come out. Bands are matched by percentile, not in dollars.
func (p *People) Elections() ([]account.Election, error) {
	tables := pack.FS()
	adults := make([][]float64, p.Regions.Len())
	for r := range adults {
		adults[r] = make([]float64, voteCells)
	}
	for h := range p.Len() {
		w := p.Weight[h].Float()
		to := adults[p.Region[h]]
		p.eachAdult(h, func(cell int, n float64) { to[cell] += float64(w * n) })
	}
	turnout, err := sheet.Read(tables, "people/turnout", "year", "age", "family_income", "adults", "voted_percent", "source")
	if err != nil {
		return nil, err
	}
	choice, err := sheet.Read(tables, "people/vote_choice")
	if err != nil {
		return nil, err
	}
	var out []account.Election
	for _, year := range []int{2016, 2020, 2024} {
		e, err := p.election(year, adults, turnout, choice)
		if err != nil {
			return nil, fmt.Errorf("population: election of %d: %w", year, err)
		}
		out = append(out, *e)
	}
	return out, nil
}

func (p *People) election(year int, adults [][]float64, turnout, choice *sheet.Sheet) (*account.Election, error) {
	union := make([]float64, voteCells)
	for _, cells := range adults {
		for c, n := range cells {
			union[c] += n
		}
	}
	voting, err := turnoutByCell(turnout, year, union)
	if err != nil {
		return nil, err
	}
	odds, err := choiceByCell(choice, year, union, voting)
	if err != nil {
		return nil, err
	}
	totals, err := certified(p.Regions, year, adults)
	if err != nil {
		return nil, err
	}
	probability, err := people.FitVotes(adults, odds, totals)
	if err != nil {
		return nil, err
	}
	names, order, err := candidates(year)
	if err != nil {
		return nil, err
	}
	e := &account.Election{Year: year, Candidates: names, Adults: make([][]float32, choices)}
	for k := range e.Adults {
		e.Adults[k] = make([]float32, p.Len())
	}
	for h := range p.Len() {
		byCell := probability[p.Region[h]]
		var sum [choices]float64
		p.eachAdult(h, func(cell int, n float64) {
			for k, v := range byCell[cell] {
				sum[k] += float64(n * v)
			}
		})
		for k, from := range order {
			e.Adults[k][h] = float32(sum[from])
		}
	}
	return e, nil
}

// turnoutByCell gives the share of adults of each cell who say they voted: by age and income in
// 2024, moved by the odds of its age in the year against 2024.
func turnoutByCell(s *sheet.Sheet, year int, union []float64) ([]float64, error) {
	out := make([]float64, voteCells)
	for a, age := range voteAgeNames {
		bands, err := turnoutBands(s, age)
		if err != nil {
			return nil, err
		}
		shift, err := turnoutShift(s, age, year)
		if err != nil {
			return nil, err
		}
		var total, below float64
		for r := range voteRanks {
			total += union[r*voteAges+a]
		}
		for r := range voteRanks {
			n := union[r*voteAges+a]
			odds := float64(bands.at((below+float64(n/2))/max(1, total)) * shift)
			out[r*voteAges+a] = odds / (1 + odds)
			below += n
		}
	}
	return out, nil
}

// steps is a value by percentile: value i holds up to the cumulative share i.
type steps struct{ upTo, value []float64 }

func (s steps) at(x float64) float64 {
	for i, u := range s.upTo {
		if x < u {
			return s.value[i]
		}
	}
	return s.value[len(s.value)-1]
}

// turnoutBands gives the odds of voting by income for one age, bands laid end to end by the
// adults in them.
func turnoutBands(s *sheet.Sheet, age string) (steps, error) {
	var out steps
	var sum float64
	for i := range s.Len() {
		income := s.Text(i, "family_income")
		if s.Text(i, "age") != age || income == "Total" || income == "all" || income == "Income not reported" {
			continue
		}
		n, err := s.Float(i, "adults")
		if err != nil {
			return out, err
		}
		voted, err := s.Float(i, "voted_percent")
		if err != nil {
			return out, err
		}
		sum += n
		out.upTo, out.value = append(out.upTo, sum), append(out.value, voted/(100-voted))
	}
	if sum == 0 {
		return out, fmt.Errorf("people/turnout has no incomes for age %s", age)
	}
	for i := range out.upTo {
		out.upTo[i] /= sum
	}
	return out, nil
}

// turnoutShift is the odds of voting of an age in a year over those in 2024.
func turnoutShift(s *sheet.Sheet, age string, year int) (float64, error) {
	if age == voteAgeNames[3] || age == voteAgeNames[4] {
		age = "65 and Over"
	}
	odds := map[string]float64{}
	for i := range s.Len() {
		if s.Text(i, "age") == age && s.Text(i, "family_income") == "all" {
			voted, err := s.Float(i, "voted_percent")
			if err != nil {
				return 0, err
			}
			odds[s.Text(i, "year")] = voted / (100 - voted)
		}
	}
	now, then := odds[strconv.Itoa(year)], odds["2024"]
	if now == 0 || then == 0 {
		return 0, fmt.Errorf("people/turnout has no row for %s in %d and 2024", age, year)
	}
	return now / then, nil
}

// choiceByCell gives the odds of each choice of each cell: turnout, and among voters the poll's
// shares by income times those by age over the poll's own.
func choiceByCell(s *sheet.Sheet, year int, union, voting []float64) ([][]float64, error) {
	income, err := pollBands(s, year, "income")
	if err != nil {
		return nil, err
	}
	age, err := pollBands(s, year, "age")
	if err != nil {
		return nil, err
	}
	var total, below float64
	for c := range union {
		total += float64(union[c] * voting[c])
	}
	mean := income.mean()
	odds := make([][]float64, voteCells)
	for r := range voteRanks {
		var n float64
		for a := range voteAges {
			n += float64(union[r*voteAges+a] * voting[r*voteAges+a])
		}
		byIncome := income.at((below + float64(n/2)) / max(1, total))
		below += n
		for a := range voteAges {
			byAge := age.byAge([voteAges]int{21, 35, 55, 69, 80}[a])
			var sum float64
			o := make([]float64, choices)
			for k := range none {
				o[k] = byIncome[k] * byAge[k] / mean[k]
				sum += o[k]
			}
			c := r*voteAges + a
			for k := range none {
				o[k] *= voting[c] / sum
			}
			o[none] = 1 - voting[c]
			odds[c] = o
		}
	}
	return odds, nil
}

// poll is shares of choices by band, with the bands' shares of voters and where they begin.
type poll struct {
	from  []float64
	share []float64
	votes [][none]float64
}

// bandSets names the poll of each election that is used; one without shares of voters borrows
// those of the same bands four years before.
var bandSets = map[string]map[int]string{
	"income": {2016: "6 bands", 2020: "5 bands", 2024: "3 bands"},
	"age":    {2016: "4 bands (AGE)", 2020: "6 bands", 2024: "4 bands"},
}

func pollBands(s *sheet.Sheet, year int, by string) (*poll, error) {
	out := &poll{}
	var sum float64
	for i := range s.Len() {
		if s.Text(i, "region") != "US" || s.Text(i, "year") != strconv.Itoa(year) || s.Text(i, "by") != by || s.Text(i, "band_set") != bandSets[by][year] {
			continue
		}
		from, err := s.Float(i, "from")
		if err != nil {
			return nil, err
		}
		share, err := shareOfVoters(s, i, by)
		if err != nil {
			return nil, err
		}
		v, err := pollShares(s, i)
		if err != nil {
			return nil, err
		}
		sum += share
		out.from, out.share, out.votes = append(out.from, from), append(out.share, share), append(out.votes, v)
	}
	if len(out.from) == 0 {
		return nil, fmt.Errorf("people/vote_choice has no union's poll by %s", by)
	}
	for i := range out.share {
		out.share[i] /= sum
	}
	return out, nil
}

func shareOfVoters(s *sheet.Sheet, row int, by string) (float64, error) {
	if s.Text(row, "share_of_voters") != "" {
		return s.Float(row, "share_of_voters")
	}
	for i := range s.Len() {
		if s.Text(i, "region") == "US" && s.Text(i, "year") == "2020" && s.Text(i, "by") == by && s.Text(i, "band") == s.Text(row, "band") && s.Text(i, "share_of_voters") != "" {
			return s.Float(i, "share_of_voters")
		}
	}
	return 1, nil // ages are matched by age, not by share
}

// least is the smallest share of a choice: polls round to whole points.
const least = 0.3

func pollShares(s *sheet.Sheet, i int) (v [none]float64, err error) {
	for k, column := range [...]string{"dem", "rep", "other"} {
		if s.Text(i, column) == "" {
			v[k] = 100 - v[democrat] - v[republican]
		} else if v[k], err = s.Float(i, column); err != nil {
			return v, err
		}
		v[k] = max(v[k], least)
	}
	return v, nil
}

func (p *poll) mean() (v [none]float64) {
	for i, share := range p.share {
		for k := range v {
			v[k] += float64(share * p.votes[i][k])
		}
	}
	return v
}

func (p *poll) at(x float64) [none]float64 {
	var sum float64
	for i, share := range p.share {
		if sum += share; x < sum {
			return p.votes[i]
		}
	}
	return p.votes[len(p.votes)-1]
}

func (p *poll) byAge(age int) [none]float64 {
	best := p.votes[0]
	for i, from := range p.from {
		if float64(age) >= from {
			best = p.votes[i]
		}
	}
	return best
}

// certified gives each region's votes, with the adults who did not vote as the last choice.
func certified(regions *region.List, year int, adults [][]float64) ([][]float64, error) {
	s, err := sheet.Read(pack.FS(), "people/votes", "region", "year", "dem", "rep", "other", "source")
	if err != nil {
		return nil, err
	}
	totals := make([][]float64, regions.Len())
	for i := range s.Len() {
		if s.Text(i, "year") != strconv.Itoa(year) {
			continue
		}
		id, ok := regions.ByCode(s.Text(i, "region"))
		if !ok {
			return nil, s.Fault(i, "region", "region is not known", "a region's code", "")
		}
		v := make([]float64, choices)
		for k, column := range [...]string{"dem", "rep", "other"} {
			if v[k], err = s.Float(i, column); err != nil {
				return nil, err
			}
			v[none] -= v[k]
		}
		for _, n := range adults[id] {
			v[none] += n
		}
		totals[id] = v
	}
	for id, v := range totals {
		if v == nil || v[none] < 0 || math.IsNaN(v[none]) {
			return nil, fmt.Errorf("%s: no votes, or more than adults", regions.Code(region.ID(id)))
		}
	}
	return totals, nil
}

// candidates gives the names of the choices in the order that account.Election wants and, for
// each, which choice it is.
func candidates(year int) (names []string, order []int, err error) {
	s, err := sheet.Read(pack.FS(), "people/candidates", "year", "party", "name", "source")
	if err != nil {
		return nil, nil, err
	}
	byName := map[string]int{}
	for i := range s.Len() {
		if s.Text(i, "year") != strconv.Itoa(year) {
			continue
		}
		k := democrat
		if s.Text(i, "party") == "rep" {
			k = republican
		}
		byName[s.Text(i, "name")] = k
		names = append(names, s.Text(i, "name"))
	}
	slices.Sort(names)
	for _, n := range names {
		order = append(order, byName[n])
	}
	return append(names, "other", "none"), append(order, otherChoice, none), nil
}
