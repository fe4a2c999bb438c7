package purse

import (
	"fmt"
	"io"
	"strings"

	"commonpurse/region"
	"commonpurse/table"
	"commonpurse/us/irc"
	"commonpurse/us/population"
	"commonpurse/us/unit"
)

// PeopleQuestion is what may be asked of the population.
type PeopleQuestion struct {
	Regions []string // codes; none: all
	Year    int      // 0: the union's default
	Targets []File   // the user's own targets, laid over those the people are held to
	Threads int
	// Export, if there, is written every filing unit under the weights of the answer, as Parquet:
	// one row a unit, with its household's region, weight and keys.
	Export io.Writer
	// Progress is told what is under way; may be nil.
	Progress func(stage string)
}

func (q *PeopleQuestion) tell(stage string) {
	if q.Progress != nil {
		q.Progress(stage)
	}
}

// ErrMissed says that the user's targets cannot all be met, and lists those that are missed in the
// least bad solution; the tables show the rest.
type ErrMissed []population.Missed

func (e ErrMissed) Error() string {
	lines := []string{"the targets cannot all be met; the weights are the least bad, and the table fit shows all. Missed by more than 1%:"}
	for _, m := range e {
		lines = append(lines, m.String())
	}
	return strings.Join(lines, "\n")
}

// People answers with the population held against published figures: units, people, effective
// sample, every target's fit, items of the returns by class, and control factors. With targets of
// the user's own the weights are fitted anew; ErrMissed comes with a result.
func (u *Union) People(q PeopleQuestion) (*table.Result, error) {
	regions, err := u.regions(q.Regions)
	if err != nil {
		return nil, err
	}
	if regions == 0 {
		regions = u.Regions.All()
	}
	r, err := u.population(&q)
	if err != nil {
		return nil, err
	}
	var missed ErrMissed
	if len(q.Targets) > 0 {
		if missed, err = q.refit(r); err != nil {
			return nil, err
		}
	}
	tables, err := r.Tables(regions)
	if err != nil {
		return nil, err
	}
	if q.Export != nil {
		if err := r.People.Export(q.Export); err != nil {
			return nil, err
		}
	}
	result := u.result(q.command(u, regions), q.texts(), tables...)
	if len(missed) > 0 {
		return result, missed
	}
	return result, nil
}

// population loads the people of the year and runs the law over them.
func (u *Union) population(q *PeopleQuestion) (*population.Report, error) {
	if q.Year == 0 {
		q.Year = u.Year
	}
	people, err := u.peopleOf(q.Year, q.Threads, q.tell)
	if err != nil {
		return nil, err
	}
	params, err := irc.Load(q.Year, "")
	if err != nil {
		return nil, err
	}
	q.tell("running the law over the people")
	return population.NewReport(people.People, func(f *unit.Facts, r *unit.Result) { irc.Calculate(params, f, r) }, q.Threads)
}

// refit lays the user's targets over the others and fits the weights anew.
func (q *PeopleQuestion) refit(r *population.Report) (missed ErrMissed, err error) {
	for _, f := range q.Targets {
		if r.Targets, err = population.Amend(r.Targets, f.Name, f.Text, r.People.Regions, r.Quantities); err != nil {
			return nil, err
		}
	}
	return r.Recalibrate(q.Threads)
}

func (q *PeopleQuestion) command(u *Union, regions region.Set) string {
	words := []string{"purse", "people"}
	if regions != u.Regions.All() {
		for _, id := range regions.IDs() {
			words = append(words, u.Regions.Code(id))
		}
	}
	words = append(words, "--year", fmt.Sprint(q.Year))
	for _, f := range q.Targets {
		words = append(words, "--targets", f.Name)
	}
	return strings.Join(words, " ")
}

func (q *PeopleQuestion) texts() []string {
	texts := make([]string, len(q.Targets))
	for i, f := range q.Targets {
		texts[i] = string(f.Text)
	}
	return texts
}
