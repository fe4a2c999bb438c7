package power

import (
	"commonpurse/money"
	"commonpurse/region"
	"commonpurse/split"
	"commonpurse/table"
)

// Facts are what is known about each region of a union, in the order of its list. A slice that is
// nil is not known: the tables that need it are left out or have empty cells.
type Facts struct {
	Year     int // of the apportionment in force
	Seats    []int
	Senators []int
	Electors []int
	Votes    []int64 // cast in the newest election
	Election int     // its year

	People   []int64
	GDP      []money.Cents
	Income   []money.Cents // personal income
	Receipts []money.Cents // recurring receipts of the union
	Land     []float64     // km²
}

// sums are the facts over a set of regions.
type sums struct {
	seats, senators, electors int
	people, votes             float64
	gdp, income, receipts     float64
	land                      float64
}

func (f *Facts) over(s region.Set) sums {
	var t sums
	for _, r := range s.IDs() {
		if f.Seats != nil {
			t.seats += f.Seats[r]
			t.senators += f.Senators[r]
			t.electors += f.Electors[r]
		}
		if f.Votes != nil {
			t.votes += float64(f.Votes[r])
		}
		if f.Land != nil {
			t.land += f.Land[r]
		}
		t.people += float64(f.People[r])
		t.gdp += f.GDP[r].Dollars()
		t.income += f.Income[r].Dollars()
		t.receipts += f.Receipts[r].Dollars()
	}
	return t
}

// over divides, and has no value where there is nothing to divide by.
func over(a, b float64) any {
	if b == 0 {
		return nil
	}
	return a / b
}

// ratio is a share over another share.
func ratio(a, allA, b, allB float64) any {
	if allA == 0 || allB == 0 || b == 0 {
		return nil
	}
	return (a / allA) / (b / allB)
}

// standing gives the cells of the columns of the same name.
func (f *Facts) standing(x, all sums) []any {
	electors, senators, seats := float64(x.electors), float64(x.senators), float64(x.seats)
	var votersPerElector any
	if f.Votes != nil {
		votersPerElector = over(x.votes, electors)
	}
	return []any{int64(x.people), x.seats, x.senators, x.electors, over(x.people, electors), votersPerElector,
		over(x.people, all.people), over(x.gdp, all.gdp), over(x.income, all.income), over(x.receipts, all.receipts),
		over(seats, float64(all.seats)), over(senators, float64(all.senators)), over(electors, float64(all.electors)),
		ratio(electors, float64(all.electors), x.people, all.people), ratio(electors, float64(all.electors), x.gdp, all.gdp),
		ratio(electors, float64(all.electors), x.receipts, all.receipts), ratio(senators, float64(all.senators), x.people, all.people)}
}

// indices are the voting power of the members of a chamber.
type indices struct{ banzhaf, shapley []float64 }

// Chambers is the voting power of every region in the union's Electoral College and Senate. It does
// not depend on the partition.
type Chambers struct{ college, senate indices }

// NewChambers works out the indices of the whole union.
func NewChambers(f *Facts) (*Chambers, error) {
	college, err := measure(f.Electors)
	if err != nil {
		return nil, err
	}
	senate, err := measure(f.Senators)
	if err != nil {
		return nil, err
	}
	return &Chambers{college, senate}, nil
}

func measure(weights []int) (indices, error) {
	g := Majority(weights)
	banzhaf, err := g.Banzhaf()
	if err != nil {
		return indices{}, err
	}
	shapley, err := g.Shapley()
	return indices{banzhaf, shapley}, err
}

// Tables fills the tables power and bloc_power. Seats stay as apportioned: inside a bloc they are
// those its members bring, and a majority is of its own electors.
func Tables(f *Facts, c *Chambers, p *split.Proposal) (regions, blocs table.Table, err error) {
	regions, blocs = Table(), BlocTable()
	all := f.over(p.Regions.All())
	college := make([]indices, len(p.Blocs))
	for b, bloc := range p.Blocs {
		var weights []int
		for _, r := range bloc.Regions.IDs() {
			weights = append(weights, f.Electors[r])
		}
		if college[b], err = measure(weights); err != nil {
			return regions, blocs, err
		}
		x := f.over(bloc.Regions)
		var banzhaf, shapley float64
		for _, r := range bloc.Regions.IDs() {
			banzhaf += c.college.banzhaf[r]
			shapley += c.college.shapley[r]
		}
		row := append([]any{bloc.Name, bloc.Leaves}, f.standing(x, all)...)
		blocs.Rows = append(blocs.Rows, append(row, banzhaf, shapley, Majority(weights).Quota))
	}
	place := make([]int, len(p.Blocs)) // next region within its bloc
	for id := range region.ID(p.Regions.Len()) {
		b := p.Of(id)
		x, own := f.over(region.Of(id)), f.over(p.Blocs[b].Regions)
		at := place[b]
		place[b]++
		row := append([]any{p.Regions.Code(id), p.Regions.At(id).Name, p.Blocs[b].Name}, f.standing(x, all)...)
		regions.Rows = append(regions.Rows, append(row, c.college.banzhaf[id], c.college.shapley[id], c.senate.banzhaf[id], c.senate.shapley[id],
			over(float64(x.electors), float64(own.electors)), college[b].banzhaf[at], college[b].shapley[at], over(float64(x.senators), float64(own.senators))))
	}
	note := "Indices count a region's electors as cast together; they are exact. Apportionment as in force: nothing is apportioned anew inside a bloc."
	regions.Notes, blocs.Notes = append(regions.Notes, note), append(blocs.Notes, note)
	return regions, blocs, nil
}

// Territory fills the table territory.
func Territory(f *Facts, p *split.Proposal) table.Table {
	t := TerritoryTable()
	all := f.over(p.Regions.All())
	for _, bloc := range p.Blocs {
		x := f.over(bloc.Regions)
		ceded, cededPeople := any(0.0), any(0.0)
		if bloc.Leaves {
			ceded, cededPeople = over(x.land, all.land), over(x.people, all.people)
		}
		t.Add(bloc.Name, bloc.Leaves, bloc.Regions.Len(), pieces(p.Regions, bloc.Regions), x.land, over(x.land, all.land), int64(x.people), over(x.people, all.people),
			over(x.people, x.land), ceded, cededPeople)
	}
	t.Notes = append(t.Notes, "Land area; federal land, waters, bases and airspace are not divided here.")
	return t
}

// pieces counts the parts of a set that do not touch.
func pieces(l *region.List, s region.Set) int {
	count := 0
	for s != 0 {
		count++
		reached := region.Of(s.IDs()[0])
		for {
			next := reached
			for _, id := range reached.IDs() {
				next |= l.At(id).Neighbours & s
			}
			if next == reached {
				break
			}
			reached = next
		}
		s &^= reached
	}
	return count
}
