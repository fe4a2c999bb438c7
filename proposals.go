package purse

import (
	"strings"

	"commonpurse/split"
	"commonpurse/table"
	"commonpurse/union"
)

// Proposals lists the catalogue.
func (u *Union) Proposals() (*table.Result, error) {
	t := table.Table{
		Name: "proposals", Title: "Proposals to divide the union",
		Notes: []string{
			"secession: whether leaving is what its authors ask for. members: chosen by its authors, or derived by a rule. modelled: how far the accounts can follow it.",
			"Details, claims and sources of one: purse proposals NAME.",
		},
		Columns: []table.Column{
			{Name: "proposal"}, {Name: "title"}, {Name: "date"}, {Name: "by"}, {Name: "secession"}, {Name: "members"}, {Name: "modelled"},
			{Name: "leaving", Unit: "regions", Note: "regions that leave; empty where it cuts through regions"},
		},
	}
	for _, e := range u.Catalogue() {
		var leaving any
		if e.File != "" {
			p, err := split.ParseYAML(e.File, e.Text, u.Regions)
			if err != nil {
				return nil, err
			}
			leaving = u.Regions.Len() - p.Remains().Len()
		}
		t.Add(e.Name, e.Title, e.Date, e.By, e.Secession, e.Members, e.Modelled, leaving)
	}
	return u.result("purse proposals", nil, t), nil
}

// Describe gives all that is known about one proposal of the catalogue.
func (u *Union) Describe(name string) (*table.Result, error) {
	e, err := u.Union.Proposal(name)
	if err != nil {
		return nil, err
	}
	about := table.Table{
		Name: "proposal", Title: e.Title, Columns: []table.Column{{Name: "item"}, {Name: "value"}}, Sources: e.Sources,
		Rows: [][]any{
			{"proposal", e.Name}, {"date", e.Date}, {"by", e.By}, {"asks for", e.Form}, {"a secession", e.Secession},
			{"members chosen by", map[string]string{"authors": "its authors", "derived": "a rule, not its authors"}[e.Members]}, {"members", e.MembersRule},
			{"modelled", e.Modelled},
		},
	}
	if e.Note != "" {
		about.Add("how far", e.Note)
	}
	tables := []table.Table{about}
	if e.File != "" {
		members, spelling, err := u.members(e)
		if err != nil {
			return nil, err
		}
		tables[0].Add("on one line", spelling)
		tables = append(tables, members)
	}
	claims := table.Table{Name: "claims", Title: "What was claimed", Notes: []string{"In our words, as published; not checked here."}, Columns: []table.Column{{Name: "claim"}}}
	for _, c := range e.Claims {
		claims.Add(c)
	}
	return u.result("purse proposals "+name, nil, append(tables, claims)...), nil
}

func (u *Union) members(e union.Entry) (t table.Table, spelling string, err error) {
	p, err := split.ParseYAML(e.File, e.Text, u.Regions)
	if err != nil {
		return t, "", err
	}
	t = table.Table{Name: "members", Title: "Blocs and members", Columns: []table.Column{
		{Name: "bloc"}, {Name: "leaves"}, {Name: "members", Unit: "regions"}, {Name: "people", Unit: "people"}, {Name: "regions"},
	}}
	people, known := u.Population(u.Year)
	for _, b := range p.Blocs {
		var inside any
		if known {
			total := 0
			for _, id := range b.Regions.IDs() {
				total += int(people[id])
			}
			inside = total
		}
		t.Add(b.Name, b.Leaves, b.Regions.Len(), inside, strings.ReplaceAll(u.Regions.Spell(b.Regions), "+", " "))
	}
	return t, p.String(), nil
}
