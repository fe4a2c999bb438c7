package finding

import (
	"commonpurse/outcome"
	"commonpurse/power"
	"commonpurse/split"
	"commonpurse/table"
)

// AnswerTable is one row a question, in the order of the argument.
func AnswerTable() table.Table {
	return table.Table{Name: "answer", Title: "The answer", Columns: []table.Column{
		{Name: "question"},
		{Name: "answer"},
		{Name: "condition", Note: "what the answer depends on"},
		{Name: "key", Note: "stable name of the question: pays, moves, wins, hurt, poor, minority, power, territory, sure"},
		{Name: "ways", Unit: "combinations", Note: "ways of counting tried"},
		{Name: "agree", Unit: "share", Note: "of the ways of counting, those that agree on the sign, in the bloc where fewest do"},
	}}
}

// SurenessTable is one row a headline number.
func SurenessTable() table.Table {
	return table.Table{Name: "sureness", Title: "How sure each headline is", Columns: []table.Column{
		{Name: "headline", Note: "stable name"},
		{Name: "title"},
		{Name: "bloc"},
		{Name: "closure", Note: "empty where no closure enters"},
		{Name: "unit"},
		{Name: "estimate"},
		{Name: "low", Note: "lower end of the 90% interval; empty where the number is not from a sample"},
		{Name: "high"},
		{Name: "closures_least", Note: "least over the feasible closures other than debt, as counted here; empty where no closure enters"},
		{Name: "closures_greatest"},
		{Name: "least", Note: "least over every way of counting (and of closing, where closure is empty)"},
		{Name: "quarter", Note: "a quarter of the ways are at or below"},
		{Name: "three_quarters"},
		{Name: "greatest"},
		{Name: "ways", Unit: "combinations"},
		{Name: "agree", Unit: "share", Note: "of the ways, those that agree on the sign; empty where the number has none"},
		{Name: "turns", Note: "the sign depends on assumptions: read the range, not the point"},
		{Name: "model_error", Note: "how far the inputs it rests on are from published figures, in its bloc (table inputs)"},
		{Name: "note"},
	}}
}

// InputsTable is one row an input of the people's numbers and bloc.
func InputsTable() table.Table {
	return table.Table{Name: "inputs", Title: "How far the model's inputs are from published figures", Columns: []table.Column{
		{Name: "input", Note: "a tax or benefit of the households, or a rate of poverty"},
		{Name: "bloc"},
		{Name: "unit"},
		{Name: "model", Note: "as the law over the people has it, before any control"},
		{Name: "published"},
		{Name: "distance", Unit: "percent", Note: "model from published"},
		{Name: "least", Unit: "percent", Note: "least distance of a region of the bloc"},
		{Name: "greatest", Unit: "percent"},
		{Name: "weak", Unit: "regions", Note: "where published is outside 0.8 to 1.25 of the model; empty for rates"},
		{Name: "controlled", Note: "brought to the published total afterwards"},
		{Name: "source"},
	}}
}

// GridPeopleTable is one row a bloc, closure and measure of people.
func GridPeopleTable() table.Table {
	return table.Table{Name: "grid_people", Title: "What every way of counting and closing does to people", Columns: []table.Column{
		{Name: "bloc"},
		{Name: "closure", Note: "one closure, or all feasible together"},
		{Name: "headline", Note: "stable name, as in table sureness"},
		{Name: "unit"},
		{Name: "ways", Unit: "combinations", Note: "ways of counting in which the closure is feasible"},
		{Name: "positive", Unit: "combinations", Note: "above zero; empty where the sign says nothing"},
		{Name: "negative", Unit: "combinations"},
		{Name: "least"}, {Name: "quarter"}, {Name: "middle"}, {Name: "three_quarters"}, {Name: "greatest"},
		{Name: "turns", Note: "the sign depends on assumptions"},
	}}
}

// RegionsTable is one row a region: what a map and each region's line show.
func RegionsTable() table.Table {
	return table.Table{Name: "regions", Title: "Each region", Columns: []table.Column{
		{Name: "region"}, {Name: "name"}, {Name: "bloc"}, {Name: "letter"},
		{Name: "tile_row"}, {Name: "tile_column"},
		{Name: "people", Unit: "people"},
		{Name: "gdp", Unit: "USD/year"},
		{Name: "receipts", Unit: "USD/year"},
		{Name: "outlays", Unit: "USD/year"},
		{Name: "balance", Unit: "USD/year"},
		{Name: "balance_per_head", Unit: "USD/year per person"},
		{Name: "balance_low", Unit: "USD/year per person", Note: "least per head over the three conventions"},
		{Name: "balance_high", Unit: "USD/year per person"},
		{Name: "poor", Unit: "people", Note: "under the SPM-like threshold, before"},
		{Name: "poor_share", Unit: "share"},
		{Name: "first", Note: "the candidate with the most votes here in the newest election"},
		{Name: "far_side", Unit: "adults", Note: "voted otherwise than the first candidate of their bloc"},
		{Name: "electors", Unit: "electors"},
		{Name: "land", Unit: "km2"},
		{Name: "sample", Unit: "survey households"},
	}}
}

// NotModelledTable is one row a subject.
func NotModelledTable() table.Table {
	return table.Table{Name: "notmodelled", Title: "What is not modelled", Columns: []table.Column{
		{Name: "subject"}, {Name: "what"}, {Name: "consequence", Note: "what a reader must not conclude"},
	}}
}

// SourcesTable is one row a source.
func SourcesTable() table.Table {
	return table.Table{Name: "sources", Title: "Sources", Columns: []table.Column{
		{Name: "id"}, {Name: "document"}, {Name: "producer"}, {Name: "date"}, {Name: "licence"}, {Name: "address"}, {Name: "digest", Note: "SHA-256 of the table read"},
	}}
}

// Schemas lists every table of a split, empty, in the order of the argument.
func Schemas() []table.Table {
	return []table.Table{
		AnswerTable(), split.BlocsTable(), RegionsTable(),
		split.BalanceTable(), split.BlocBalanceTable(), outcome.TreatmentTable(), outcome.DecompositionTable(), outcome.RichPoorTable(),
		split.DividendsTable(), split.DividendTermsTable(), split.CostTable(), split.ClosuresTable(),
		outcome.GainersTable(), outcome.PoorTable(), outcome.BothSidesTable(), outcome.InequalityTable(),
		outcome.WinnersTable(), outcome.RegionWinnersTable(), outcome.RegionChangeTable(),
		outcome.VotesTable(), outcome.MinorityTable(),
		power.Table(), power.BlocTable(), power.TerritoryTable(),
		SurenessTable(), InputsTable(), split.TornadoTable(), split.GridTable(), GridPeopleTable(),
		NotModelledTable(), SourcesTable(),
	}
}
