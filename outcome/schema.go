package outcome

import "commonpurse/table"

const (
	dollars = "USD/year"
	persons = "people"
	adults  = "adults"
	share   = "share"
	perHead = "USD/year per person"
)

func fates(unit string) []table.Column {
	return []table.Column{
		{Name: "gain", Unit: unit, Note: "resources rise by more than 1%"},
		{Name: "lose", Unit: unit, Note: "resources fall by more than 1%"},
		{Name: "unaffected", Unit: unit},
		{Name: "gain_share", Unit: share},
		{Name: "lose_share", Unit: share},
	}
}

// GainersTable is one row a bloc (and the union), closure and group: by is all, decile, fifth, age,
// children, poverty or vote; regions have the table region_change.
func GainersTable() table.Table {
	columns := append([]table.Column{
		{Name: "bloc"}, {Name: "closure"},
		{Name: "by", Note: "all, decile, age, children, poverty or vote"},
		{Name: "group"},
		{Name: "people", Unit: persons, Note: "adults where by is vote"}}, fates(persons)...)
	columns = append(columns,
		table.Column{Name: "lose_low", Unit: share, Note: "lower end of the 90% interval of lose_share"},
		table.Column{Name: "lose_high", Unit: share},
		table.Column{Name: "mean_change", Unit: perHead, Note: "comprehensive resources"},
		table.Column{Name: "median_change", Unit: "USD/year per equivalent adult"},
		table.Column{Name: "mean_percent", Unit: "percent", Note: "change of the group's resources"},
		table.Column{Name: "sample", Unit: "survey households"},
		table.Column{Name: "weak", Note: "fewer than 100 survey households: read with care"})
	return table.Table{Name: "gainers", Title: "Who gains and who loses", Columns: columns}
}

// PoorTable is one row a bloc, closure and measure of poverty (spm-like, official, bottom-fifth).
func PoorTable() table.Table {
	return table.Table{Name: "poor", Title: "The poor on both sides", Columns: []table.Column{
		{Name: "bloc"}, {Name: "closure"},
		{Name: "measure", Note: "spm-like, official, or bottom-fifth (people in the two lowest deciles of the union)"},
		{Name: "people", Unit: persons, Note: "all people of the bloc"},
		{Name: "poor_before", Unit: persons},
		{Name: "poor_after", Unit: persons},
		{Name: "rate_before", Unit: share},
		{Name: "rate_after", Unit: share},
		{Name: "change_low", Unit: persons, Note: "lower end of the 90% interval of poor_after less poor_before"},
		{Name: "change_high", Unit: persons},
		{Name: "children_before", Unit: persons},
		{Name: "children_after", Unit: persons},
		{Name: "gap_before", Unit: dollars, Note: "what would lift all the poor to their thresholds"},
		{Name: "gap_after", Unit: dollars},
		{Name: "poor_lose", Unit: persons, Note: "of those poor before, who lose more than 1%"},
		{Name: "poor_gain", Unit: persons},
		{Name: "poor_lose_share", Unit: share},
		{Name: "lose_low", Unit: share, Note: "lower end of the 90% interval of poor_lose_share"},
		{Name: "lose_high", Unit: share},
		{Name: "mean_change", Unit: perHead, Note: "comprehensive resources of those poor before"},
	}}
}

// InequalityTable is one row a bloc (and the union), closure and concept.
func InequalityTable() table.Table {
	return table.Table{Name: "inequality", Title: "Inequality before and after", Columns: []table.Column{
		{Name: "bloc"}, {Name: "closure"}, {Name: "concept", Note: "disposable or comprehensive resources per equivalent adult"},
		{Name: "gini_before", Unit: "index"}, {Name: "gini_after", Unit: "index"},
		{Name: "theil_before", Unit: "index"}, {Name: "theil_after", Unit: "index"},
		{Name: "atkinson_before", Unit: "index", Note: "inequality aversion 0.5"}, {Name: "atkinson_after", Unit: "index"},
	}}
}

// WinnersTable is one row a bloc, closure, side and group of the bloc's own income ranks.
func WinnersTable() table.Table {
	return table.Table{Name: "winners", Title: "Where the gains and losses of each bloc go", Columns: []table.Column{
		{Name: "bloc"}, {Name: "leaves"}, {Name: "closure"},
		{Name: "side", Note: "gain or loss"},
		{Name: "group", Note: "top 1%, top 10% (holds the top 1%), middle 50%, bottom 40% of the bloc's people by disposable resources"},
		{Name: "people", Unit: persons},
		{Name: "amount", Unit: dollars, Note: "gross: of those who gain, or of those who lose"},
		{Name: "share", Unit: share, Note: "of the bloc's gross gains or losses"},
		{Name: "low", Unit: share, Note: "lower end of the 90% interval"},
		{Name: "high", Unit: share},
	}}
}

// RegionWinnersTable is one row a region, closure and side, in the region's own income ranks.
func RegionWinnersTable() table.Table {
	return table.Table{Name: "region_winners", Title: "Where the gains and losses of each region go", Columns: []table.Column{
		{Name: "region"}, {Name: "bloc"}, {Name: "closure"}, {Name: "side"},
		{Name: "amount", Unit: dollars},
		{Name: "top_1", Unit: share, Note: "rests on an assumed tail"},
		{Name: "top_10", Unit: share}, {Name: "middle_50", Unit: share}, {Name: "bottom_40", Unit: share},
	}}
}

// VotesTable is one row a bloc, election, candidate (other and none included) and closure.
func VotesTable() table.Table {
	columns := append([]table.Column{
		{Name: "bloc"}, {Name: "election"}, {Name: "candidate"}, {Name: "closure"},
		{Name: "adults", Unit: adults}, {Name: "adults_share", Unit: share}}, fates(adults)...)
	columns = append(columns, table.Column{Name: "mean_change", Unit: "USD/year per adult", Note: "of their households' resources, shared among its people"},
		table.Column{Name: "median_before", Unit: "USD/year per equivalent adult", Note: "disposable resources"})
	return table.Table{Name: "votes", Title: "What happens to those who voted for each candidate", Columns: columns}
}

// MinorityTable is one row a bloc, election and closure.
func MinorityTable() table.Table {
	return table.Table{Name: "minority", Title: "The far side of each bloc's majority", Columns: []table.Column{
		{Name: "bloc"}, {Name: "election"},
		{Name: "first", Note: "the candidate with the most votes in the bloc"},
		{Name: "closure"},
		{Name: "adults", Unit: adults},
		{Name: "first_votes", Unit: adults},
		{Name: "minority", Unit: adults, Note: "voted for somebody else"},
		{Name: "minority_share", Unit: share, Note: "of those who voted"},
		{Name: "no_vote", Unit: adults},
		{Name: "first_median_before", Unit: "USD/year per equivalent adult"},
		{Name: "minority_median_before", Unit: "USD/year per equivalent adult"},
		{Name: "minority_gain", Unit: adults},
		{Name: "minority_lose", Unit: adults},
		{Name: "minority_lose_share", Unit: share},
		{Name: "first_lose_share", Unit: share},
	}}
}

// BothSidesTable is one row a group and closure: who loses in every bloc.
func BothSidesTable() table.Table {
	return table.Table{Name: "both_sides", Title: "Who loses on both sides", Columns: []table.Column{
		{Name: "closure"}, {Name: "by"}, {Name: "group"},
		{Name: "lose", Unit: persons, Note: "over all blocs"},
		{Name: "gain", Unit: persons},
		{Name: "least_lose_share", Unit: share, Note: "in the bloc where fewest of the group lose"},
		{Name: "least_bloc"},
		{Name: "most_lose_share", Unit: share},
		{Name: "most_bloc"},
		{Name: "loses_everywhere", Note: "the group's mean change is below zero in every bloc"},
	}}
}

// RegionChangeTable is one row a region and closure.
func RegionChangeTable() table.Table {
	columns := append([]table.Column{{Name: "region"}, {Name: "bloc"}, {Name: "closure"}, {Name: "people", Unit: persons}}, fates(persons)...)
	columns = append(columns,
		table.Column{Name: "mean_change", Unit: perHead},
		table.Column{Name: "median_adult_change", Unit: "USD/year per equivalent adult", Note: "change of the adult in the middle"},
		table.Column{Name: "adults_gain_share", Unit: share, Note: "adults whose resources rise at all"},
		table.Column{Name: "majority_gains", Note: "more adults gain than lose"},
		table.Column{Name: "low", Unit: share, Note: "lower end of the 90% interval of lose_share"},
		table.Column{Name: "high", Unit: share},
		table.Column{Name: "sample", Unit: "survey households"},
		table.Column{Name: "weak"})
	return table.Table{Name: "region_change", Title: "What each region's people gain and lose", Columns: columns}
}

// DecompositionTable is one row a quantity.
func DecompositionTable() table.Table {
	return table.Table{Name: "decomposition", Title: "Differences within and between regions", Columns: []table.Column{
		{Name: "quantity", Note: "theil of market, disposable or comprehensive income; variance of net benefits per equivalent adult"},
		{Name: "unit"},
		{Name: "total"}, {Name: "between"}, {Name: "within"},
		{Name: "between_share", Unit: share},
	}}
}

// TreatmentTable is one row a region: composition and treatment of its balance.
func TreatmentTable() table.Table {
	return table.Table{Name: "treatment", Title: "Why each region's balance differs: its people, or how it is treated", Columns: []table.Column{
		{Name: "region"}, {Name: "bloc"}, {Name: "convention"},
		{Name: "balance", Unit: dollars},
		{Name: "composition", Unit: dollars, Note: "if each household were treated as the union's average of its cell (decile, age group, children)"},
		{Name: "households", Unit: dollars, Note: "rest of its households' benefits less taxes"},
		{Name: "place", Unit: dollars, Note: "flows that belong to no household"},
		{Name: "composition_per_head", Unit: perHead}, {Name: "treatment_per_head", Unit: perHead, Note: "households and place"},
	}}
}

// RichPoorTable is one row a region and decile.
func RichPoorTable() table.Table {
	return table.Table{Name: "region_deciles", Title: "Rich and poor in the same region", Columns: []table.Column{
		{Name: "region"}, {Name: "bloc"}, {Name: "decile", Note: "of the union, by disposable resources per equivalent adult"},
		{Name: "people", Unit: persons},
		{Name: "taxes", Unit: dollars}, {Name: "benefits", Unit: dollars}, {Name: "net", Unit: dollars, Note: "benefits less taxes"},
		{Name: "sample", Unit: "survey households"}, {Name: "weak"},
	}}
}
