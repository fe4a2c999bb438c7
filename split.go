package purse

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"commonpurse/account"
	"commonpurse/fault"
	"commonpurse/finding"
	"commonpurse/ledger"
	"commonpurse/outcome"
	"commonpurse/power"
	"commonpurse/split"
	"commonpurse/table"
	"commonpurse/us/accounts"
	"commonpurse/us/budget"
	"commonpurse/us/irc"
	"commonpurse/us/population"
	"commonpurse/us/programs"
)

// SplitQuestion is what may be asked of a proposal.
type SplitQuestion struct {
	Proposal   *split.Proposal
	Year       int    // fiscal year of the accounts; 0: the union's default
	Convention string // such as benefit:interest=tax; "" for benefit
	Incidence  string // who bears what others remit; "" for default
	Closure    string // what the headlines are told for; "" for the range over all
	Include    string // lines counted besides the recurring ones: timing, one-off
	Law        []File // acts laid over the union's law, for everybody
	// Acts are the files that blocs' own laws name, by the name the proposal gives them.
	Acts     map[string][]byte
	Threads  int
	Progress func(stage string) // told what is under way; may be nil
}

// Split works out a proposal: who pays and who is paid, what it moves, who wins and who is hurt,
// the other voters, power, territory, and how sure each headline is.
func (u *Union) Split(q SplitQuestion) (*table.Result, error) {
	s, err := u.study(&q)
	if err != nil {
		return nil, err
	}
	q.tell("settling the split")
	tables, err := s.Split(q.lawful())
	if err != nil {
		return nil, err
	}
	tables[0].Notes = append(u.about(q.Proposal), tables[0].Notes...)
	return u.result(q.command(u), q.inputs(), tables...), nil
}

// Sweep prepares what is asked (its proposal is not read) for the headlines of many proposals: a
// second or two once, then some hundreds of proposals a second and worker.
func (u *Union) Sweep(q SplitQuestion) (*finding.Sweep, error) {
	if len(q.Law) > 0 {
		return nil, fault.Usage("a sweep runs no law: it takes no acts")
	}
	s, err := u.study(&q)
	if err != nil {
		return nil, err
	}
	q.tell("preparing the people")
	return s.Sweep()
}

// about says of a catalogue proposal what its first lines must: whose members these are, whether
// it is a secession at all, how far it is modelled. It is nil for any other proposal, also for a
// file that bears a catalogue name with other members or terms.
func (u *Union) about(p *split.Proposal) []string {
	for _, e := range u.Catalogue() {
		if e.Name != p.Name || e.File == "" {
			continue
		}
		known, err := split.ParseYAML(e.File, e.Text, u.Regions)
		if err != nil || known.Digest() != p.Digest() {
			return nil
		}
		chosen, leaving := "Its authors named these members", "It asks for a secession"
		if e.Members == "derived" {
			chosen = "Its authors did not name these members; they are derived"
		}
		if e.Secession == "no" {
			leaving = "It does not ask for a secession"
		}
		modelled := "Modelled: " + e.Modelled + "."
		if e.Note != "" {
			modelled += " " + e.Note + "."
		}
		return []string{
			fmt.Sprintf("%s (%s, %s). %s: %s.", e.Title, e.By, e.Date, chosen, e.MembersRule),
			fmt.Sprintf("%s. %s.", leaving, e.Form), modelled,
		}
	}
	return nil
}

// lawful gives the proposal with the acts laid over everybody's law: they are the law of each bloc,
// before its own.
func (q *SplitQuestion) lawful() *split.Proposal {
	if len(q.Law) == 0 {
		return q.Proposal
	}
	p := *q.Proposal
	p.Blocs = slices.Clone(p.Blocs)
	names := make([]string, len(q.Law))
	for i, f := range q.Law {
		names[i] = f.Name
	}
	for i := range p.Blocs {
		p.Blocs[i].Law = slices.Concat(names, p.Blocs[i].Law)
	}
	return &p
}

func (q *SplitQuestion) tell(stage string) {
	if q.Progress != nil {
		q.Progress(stage)
	}
}

// study gathers what a split is worked out from.
func (u *Union) study(q *SplitQuestion) (*finding.Union, error) {
	if q.Year == 0 {
		q.Year = u.Year
	}
	if q.Convention == "" {
		q.Convention = ledger.Presets()[1]
	}
	convention, err := ledger.ParseUnder(q.Convention, q.Incidence)
	if err != nil {
		return nil, err
	}
	include, err := included(q.Include)
	if err != nil {
		return nil, err
	}
	if q.Closure != "" && !slices.Contains(split.ClosureNames(), q.Closure) {
		return nil, &fault.Fault{File: "--closure", Problem: fmt.Sprintf("no closure %q", q.Closure),
			Expected: "one of " + strings.Join(split.ClosureNames(), ", "), Nearest: fault.Nearest(q.Closure, split.ClosureNames())}
	}
	if first, last := LedgerYears(); q.Year < first || q.Year > last {
		return nil, &fault.Fault{File: "--year", Problem: fmt.Sprintf("no accounts of %d", q.Year), Expected: fmt.Sprintf("a fiscal year from %d to %d", first, last)}
	}
	q.tell("reading the accounts")
	l, err := u.accounts(q.Year)
	if err != nil {
		return nil, err
	}
	s := &finding.Union{Title: u.Title, Regions: u.Regions, Ledger: l, Civic: u.civic(q.Year), Sources: u.Sources, Convention: convention, Include: include,
		Closure: q.Closure, Threads: q.Threads}
	if s.Held, err = accounts.Debt(u.FS, q.Year); err != nil {
		return nil, err
	}
	return s, u.settle(s, q)
}

// accounts builds the ledger of a year.
func (u *Union) accounts(year int) (*ledger.Ledger, error) {
	tables, err := budget.Read(u.FS, u.Regions)
	if err != nil {
		return nil, err
	}
	return tables.Build(year)
}

// included reads the lines to count besides the recurring ones.
func included(text string) (string, error) {
	timing, oneOff := false, false
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' }) {
		switch word {
		case "timing":
			timing = true
		case "one-off":
			oneOff = true
		default:
			words := []string{"timing", "one-off"}
			return "", &fault.Fault{File: "--include", Problem: fmt.Sprintf("no lines %q", word), Expected: strings.Join(words, ", "), Nearest: fault.Nearest(word, words)}
		}
	}
	switch {
	case timing && oneOff:
		return "all", nil
	case timing:
		return "timing", nil
	case oneOff:
		return "one-off", nil
	}
	return "", nil
}

// settle runs the law over the people, where the pack has people of the year.
func (u *Union) settle(s *finding.Union, q *SplitQuestion) error {
	if q.Year < population.FirstYear || q.Year > population.LastYear {
		s.Notes = append(s.Notes, fmt.Sprintf("There are no households of %d: tables that need households are left out. There are of %d to %d.", q.Year, population.FirstYear, population.LastYear))
		if len(q.Law) > 0 {
			return fault.Usage("an act needs households, and there are none of %d; there are of %d to %d", q.Year, population.FirstYear, population.LastYear)
		}
		return nil
	}
	people, err := u.peopleOf(q.Year, q.Threads, q.tell)
	if err != nil {
		return err
	}
	q.tell("running the law over the people")
	current, err := irc.Load(q.Year, "")
	if err != nil {
		return err
	}
	rules, err := programs.Load(q.Year)
	if err != nil {
		return err
	}
	matrix, err := s.Ledger.Under(s.Convention)
	if err != nil {
		return err
	}
	base, err := accounts.Make(accounts.Inputs{People: people, Law: current, Programs: rules, Ledger: matrix, Tables: u.FS, Threads: q.Threads})
	if err != nil {
		return err
	}
	if population.Projected(q.Year) {
		s.Notes = append(s.Notes, fmt.Sprintf("The households of %d are projected from those of %d.", q.Year, population.BaseYear))
	}
	if q.Year != population.BaseYear {
		s.Notes = append(s.Notes, base.Remarks()...)
	}
	if s.People, err = outcome.NewFrame(base.Households, q.Threads); err != nil {
		return err
	}
	if s.Inputs, err = u.heldAgainst(base); err != nil {
		return err
	}
	if q.Year == population.BaseYear { // the year whose people were made with other seeds too
		errors, err := population.Errors()
		if err != nil {
			return err
		}
		s.Imputation = population.ImputationShare(errors)
	}
	s.Rerun = func(changes []split.Change) (*account.Households, error) { return q.rerun(base, changes) }
	return nil
}

// heldAgainst gathers how far the households were from what is published before they were brought to
// it, flow by flow, and how far their poverty is.
func (u *Union) heldAgainst(a *accounts.Accounts) ([]finding.Input, error) {
	var inputs []finding.Input
	n := u.Regions.Len()
	for _, c := range a.Controls {
		if c.Placed {
			continue
		}
		last := len(inputs) - 1
		if last < 0 || inputs[last].Name != c.Flow {
			inputs = append(inputs, finding.Input{Name: c.Flow, Model: make([]float64, n), Published: make([]float64, n), Controlled: true, Source: "the ledger's lines of this flow"})
			last++
		}
		inputs[last].Model[c.Region], inputs[last].Published[c.Region] = c.Raw, c.Controlled.Dollars()
	}
	if a.Households.Year != population.BaseYear { // the published rates are of that year
		return inputs, nil
	}
	poverty, err := a.PovertyTable(u.FS)
	if err != nil {
		return nil, err
	}
	for _, x := range []struct{ name, model, published, source string }{
		{finding.PovertySPM, "spm_like", "spm", "Census Bureau, Supplemental Poverty Measure, mean of three years"},
		{finding.PovertyOfficial, "official_like", "saipe", "Census Bureau, Small Area Income and Poverty Estimates"},
	} {
		in := finding.Input{Name: x.name, Rate: true, Model: make([]float64, n), Published: make([]float64, n), Source: x.source}
		model, published := poverty.Column(x.model), poverty.Column(x.published)
		if model < 0 || published < 0 {
			return nil, fmt.Errorf("purse: the table %s has no columns %s and %s", poverty.Name, x.model, x.published)
		}
		for r, row := range poverty.Rows[:n] {
			in.Model[r], _ = row[model].(float64)
			in.Published[r], _ = row[published].(float64)
		}
		inputs = append(inputs, in)
	}
	return inputs, nil
}

// rerun is the door to the law for blocs with acts or market incomes of their own.
func (q *SplitQuestion) rerun(base *accounts.Accounts, changes []split.Change) (*account.Households, error) {
	texts := maps.Clone(q.Acts)
	if texts == nil {
		texts = map[string][]byte{}
	}
	for _, f := range q.Law {
		texts[f.Name] = f.Text
	}
	list := make([]accounts.Change, len(changes))
	for i, c := range changes {
		list[i] = accounts.Change{Regions: c.Regions, Income: c.Income}
		if len(c.Acts) == 0 {
			continue
		}
		var err error
		if list[i].Law, list[i].Programs, err = lawOf(q.Year, c.Acts, texts); err != nil {
			return nil, err
		}
	}
	return base.Rerun(list)
}

// lawOf lays acts, by the names of their files, over the tax law and the programs of a year.
func lawOf(year int, names []string, texts map[string][]byte) (*irc.Params, *programs.Params, error) {
	files := make([]File, len(names))
	for i, name := range names {
		files[i] = File{Name: name, Text: texts[name]}
	}
	list, amendments, err := readAllActs(files)
	if err != nil {
		return nil, nil, err
	}
	code, err := irc.Load(year, "", list...)
	if err != nil {
		return nil, nil, err
	}
	rules, err := programs.Load(year, amendments...)
	return code, rules, err
}

// civic gathers seats, votes and land in the form that power is measured in.
func (u *Union) civic(year int) *power.Facts {
	f := &power.Facts{}
	if seats, ok := u.Seats(year); ok {
		f.Year, f.Seats, f.Senators, f.Electors = seats.Census, seats.House, seats.Senators, seats.Electors
	}
	if elections := u.Elections(); len(elections) > 0 {
		last := elections[len(elections)-1]
		f.Election, f.Votes = last.Year, make([]int64, u.Regions.Len())
		for c := range last.Votes {
			for r, n := range last.Votes[c] {
				f.Votes[r] += n
			}
		}
	}
	for _, l := range u.Land() {
		f.Land = append(f.Land, l.LandKM2)
	}
	return f
}

// command is the canonical spelling of the question. A proposal of the catalogue goes by its name,
// since its first lines say what the catalogue knows of it.
func (q *SplitQuestion) command(u *Union) string {
	spelling := q.Proposal.String()
	if u.about(q.Proposal) != nil {
		spelling = q.Proposal.Name
	}
	words := []string{"purse", "split", spelling, "--year", fmt.Sprint(q.Year), "--convention", q.Convention}
	for _, f := range []struct{ flag, value string }{{"--incidence", q.Incidence}, {"--closure", q.Closure}, {"--include", q.Include}} {
		if f.value != "" {
			words = append(words, f.flag, f.value)
		}
	}
	for _, f := range q.Law {
		words = append(words, "--law", f.Name)
	}
	return strings.Join(words, " ")
}

// inputs are the texts besides the command that the result rests on.
func (q *SplitQuestion) inputs() []string {
	var texts []string
	for _, f := range q.Law {
		texts = append(texts, string(f.Text))
	}
	for _, b := range q.Proposal.Blocs {
		for _, name := range b.Law {
			texts = append(texts, string(q.Acts[name]))
		}
	}
	return texts
}
