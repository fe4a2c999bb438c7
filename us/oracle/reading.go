package oracle

import (
	"math"
	"slices"

	"commonpurse/us/irc"
	"commonpurse/us/unit"
)

// Class is a kind of difference: a condition on what a unit enters, the legal reason, and who errs.
type Class struct {
	Name    string
	Reason  string   // with the paragraph of the law that decides
	Errs    string   // the peer's name; "input" where the file says too little
	Columns []string // that the difference can reach; nil for all
	When    func(*Case) bool

	// The peer's reading, where it can be said: as rows of an act, as other parameters, as other facts.
	// A class with a reading explains a figure only if the reading moves ours; worked out with it, a unit
	// must come to the peer's figures, and the report counts how often it does. What schedules are derived
	// from (rates and brackets) must be an act.
	Act    string
	Law    func(k *Case, p *irc.Params)
	Adjust func(k *Case, f *unit.Facts)
}

func (c *Class) reaches(column string) bool {
	return c.Columns == nil || slices.Contains(c.Columns, column)
}

func (c *Class) isReading() bool { return c.Act != "" || c.Law != nil || c.Adjust != nil }

// with is the result of a unit with other facts.
func (k *Case) with(adjust func(f *unit.Facts)) *unit.Result {
	facts, r := k.Facts, new(unit.Result)
	adjust(&facts)
	irc.Calculate(k.Params, &facts, r)
	return r
}

// under is the result of a unit by other parameters.
func (k *Case) under(amend func(p *irc.Params)) *unit.Result {
	p, r := *k.Params, new(unit.Result)
	amend(&p)
	irc.Calculate(&p, &k.Facts, r)
	return r
}

// explains says whether the class can make a difference in the figure at a place: its condition holds,
// it reaches the column, and its reading, if it has one, moves the figure.
func (f *found) explains(at int, column string) bool {
	return f.holds && f.Class.reaches(column) && (!f.Class.isReading() || f.moves[at])
}

// movesAny says whether the reading moves a figure that the class reaches.
func (f *found) movesAny(figures []Figure) bool {
	for i := range figures {
		if f.explains(i, figures[i].Column) {
			return true
		}
	}
	return false
}

// Add counts the figures of a unit. Ours gives our figures, in the same order, from a result.
func (c *Comparison) Add(k *Case, figures []Figure, ours func(r *unit.Result) []float64) error {
	mine := ours(&k.Result)
	whole, err := c.readings(k, mine, ours)
	if err != nil {
		return err
	}
	for i := range c.classes {
		if f := &c.classes[i]; f.holds && f.movesAny(figures) {
			f.Meets++
		}
	}
	var differ []int
	for i, f := range figures {
		if !math.IsNaN(f.Theirs) && !c.count(k, i, f.Column, mine[i], f.Theirs) {
			differ = append(differ, i)
		}
	}
	if len(differ) > 0 && whole != nil {
		c.prove(figures, differ, whole)
	}
	return nil
}

// readings works the unit out by the peer's reading of each class it falls in, and notes the figures
// that the reading moves, by itself or beside the other readings. It gives the figures by all readings
// together, nil where there is none.
func (c *Comparison) readings(k *Case, mine []float64, ours func(r *unit.Result) []float64) ([]float64, error) {
	var read []int
	for i := range c.classes {
		f := &c.classes[i]
		f.counted, f.holds = false, f.Class.When(k)
		if f.holds && f.Class.isReading() {
			read = append(read, i)
			f.moves = slices.Grow(f.moves[:0], len(mine))[:len(mine)]
			clear(f.moves)
		}
	}
	if len(read) == 0 {
		return nil, nil
	}
	whole, err := c.under(k, read, ours)
	if err != nil {
		return nil, err
	}
	for n, i := range read {
		f := &c.classes[i]
		if len(read) == 1 {
			c.note(f, mine, whole)
			break
		}
		alone, err := c.under(k, read[n:n+1], ours)
		if err != nil {
			return nil, err
		}
		c.note(f, mine, alone)
		others, err := c.under(k, slices.Delete(slices.Clone(read), n, n+1), ours)
		if err != nil {
			return nil, err
		}
		c.note(f, others, whole)
	}
	return whole, nil
}

// note marks the figures that a reading moves by enough to matter: half of the tolerance.
func (c *Comparison) note(f *found, from, to []float64) {
	for i := range from {
		if math.Abs(from[i]-to[i]) > c.Tolerance/2 {
			f.moves[i] = true
		}
	}
}

// under gives our figures of a unit by the readings of some classes.
func (c *Comparison) under(k *Case, read []int, ours func(r *unit.Result) []float64) ([]float64, error) {
	facts, acts := k.Facts, ""
	for _, i := range read {
		acts += c.classes[i].Class.Act
	}
	p, err := c.law.amended(acts, k.Year)
	if err != nil {
		return nil, err
	}
	copied := *p
	for _, i := range read {
		if cl := c.classes[i].Class; cl.Law != nil {
			cl.Law(k, &copied)
		}
		if cl := c.classes[i].Class; cl.Adjust != nil {
			cl.Adjust(k, &facts)
		}
	}
	var r unit.Result
	irc.Calculate(&copied, &facts, &r)
	return ours(&r), nil
}

// prove counts the classes whose differences vanish by the readings together.
func (c *Comparison) prove(figures []Figure, differ []int, whole []float64) {
	for i := range c.classes {
		f := &c.classes[i]
		if !f.counted || !f.Class.isReading() {
			continue
		}
		proved := true
		for _, j := range differ {
			if f.explains(j, figures[j].Column) && !c.agrees(whole[j], figures[j].Theirs) {
				proved = false
			}
		}
		if proved {
			f.Proved++
		}
	}
}
