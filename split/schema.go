package split

import "commonpurse/table"

const (
	dollars = "USD/year"
	persons = "people"
	share   = "share"
	perHead = "USD/year per person"
)

// BlocsTable is one row a bloc: what it holds.
func BlocsTable() table.Table {
	return table.Table{Name: "blocs", Title: "The blocs", Columns: []table.Column{
		{Name: "bloc"},
		{Name: "letter", Note: "stands for the bloc on maps and charts, in the order of the proposal"},
		{Name: "leaves"},
		{Name: "regions", Note: "codes of its members"},
		{Name: "members", Unit: "regions"},
		{Name: "contiguous", Note: "hangs together over shared borders"},
		{Name: "people", Unit: persons},
		{Name: "people_share", Unit: share},
		{Name: "gdp", Unit: dollars},
		{Name: "gdp_share", Unit: share},
		{Name: "income", Unit: dollars, Note: "personal income"},
		{Name: "income_share", Unit: share},
		{Name: "receipts", Unit: dollars, Note: "recurring receipts of the union from it"},
		{Name: "receipts_share", Unit: share},
		{Name: "outlays", Unit: dollars, Note: "recurring outlays of the union to it, under the convention chosen"},
		{Name: "outlays_share", Unit: share},
		{Name: "land", Unit: "km2"},
		{Name: "land_share", Unit: share},
	}}
}

func balanceMeasures() []table.Column {
	return []table.Column{
		{Name: "people", Unit: persons},
		{Name: "receipts", Unit: dollars},
		{Name: "outlays", Unit: dollars},
		{Name: "balance", Unit: dollars, Note: "outlays less receipts: above zero, it receives more than it pays"},
		{Name: "per_head", Unit: perHead},
		{Name: "gdp_share", Unit: share, Note: "balance over its GDP"},
		{Name: "neutral", Unit: dollars, Note: "balance with receipts scaled so that the union's deficit is zero"},
		{Name: "neutral_per_head", Unit: perHead},
		{Name: "unplaced_share", Unit: share, Note: "of its receipts and outlays, what is shared by a stated key for want of data"},
	}
}

// BalanceTable is one row a region and convention.
func BalanceTable() table.Table {
	return table.Table{Name: "balance", Title: "Balance of each region with the union", Columns: append([]table.Column{
		{Name: "region"}, {Name: "name"}, {Name: "bloc"}, {Name: "convention"}}, balanceMeasures()...)}
}

// BlocBalanceTable is one row a bloc and convention; the last rows are the union.
func BlocBalanceTable() table.Table {
	return table.Table{Name: "bloc_balance", Title: "Balance of each bloc with the union", Columns: append([]table.Column{
		{Name: "bloc"}, {Name: "leaves"}, {Name: "convention"}}, balanceMeasures()...)}
}

func dividendTerms() []table.Column {
	return []table.Column{
		{Name: "receipts", Unit: dollars},
		{Name: "borrowing", Unit: dollars},
		{Name: "benefits", Unit: dollars},
		{Name: "pool", Unit: dollars, Note: "its share of a joint pool for rights earned in the union; zero when they are paid where people live"},
		{Name: "public_goods", Unit: dollars},
		{Name: "other_place", Unit: dollars},
		{Name: "interest", Unit: dollars},
		{Name: "unplaced", Unit: dollars, Note: "by its stated key"},
		{Name: "outside", Unit: dollars, Note: "outlays less receipts outside the regions (territories, abroad), by population"},
	}
}

// DividendsTable is one row a bloc, under the convention chosen. The column `dividend` sums to
// `cost_of_split` of the table `cost`: zero when nothing but the border changes.
func DividendsTable() table.Table {
	return table.Table{Name: "dividends", Title: "Fiscal dividend of each bloc", Columns: []table.Column{
		{Name: "bloc"},
		{Name: "leaves"},
		{Name: "dividend", Unit: dollars, Note: "receipts and borrowing less every outlay: above zero, the bloc could tax less or spend more"},
		{Name: "low", Unit: dollars, Note: "least over the ways of counting in the table grid"},
		{Name: "high", Unit: dollars, Note: "greatest over the ways of counting"},
		{Name: "per_head", Unit: perHead},
		{Name: "gdp_share", Unit: share},
		{Name: "agree", Unit: share, Note: "of the ways of counting, those that agree on the sign"},
		{Name: "place_shift", Unit: dollars, Note: "federal pay and contracts located in it less the public goods it buys; moves with the border and reaches households only through a shock"},
	}}
}

// DividendTermsTable is one row a bloc and convention, with every term of the dividend.
func DividendTermsTable() table.Table {
	columns := append([]table.Column{{Name: "bloc"}, {Name: "leaves"}, {Name: "convention"}, {Name: "chosen", Note: "the convention of the other tables"}}, dividendTerms()...)
	columns = append(columns, table.Column{Name: "dividend", Unit: dollars}, table.Column{Name: "per_head", Unit: perHead}, table.Column{Name: "place_shift", Unit: dollars})
	return table.Table{Name: "dividend_terms", Title: "How each dividend comes about", Columns: columns}
}

// CostTable is one row a cause of a difference between the sum of dividends and zero.
func CostTable() table.Table {
	return table.Table{Name: "cost", Title: "Cost or gain of the split itself", Columns: []table.Column{
		{Name: "convention"},
		{Name: "cause", Note: "scale, shock, law, interest rate, borrowing, rounding, or total"},
		{Name: "amount", Unit: dollars, Note: "sum of dividends that it makes: below zero, the split costs"},
	}}
}

// ClosuresTable is one row a bloc and closure.
func ClosuresTable() table.Table {
	return table.Table{Name: "closures", Title: "What could absorb each dividend", Columns: []table.Column{
		{Name: "bloc"},
		{Name: "closure"},
		{Name: "dividend", Unit: dollars},
		{Name: "feasible", Note: "no tax or benefit falls below zero"},
		{Name: "shortfall", Unit: dollars, Note: "what is left to find when it is not feasible"},
		{Name: "base", Unit: dollars, Note: "what the rate is applied to; a mixture gives its first part's"},
		{Name: "rate", Unit: share, Note: "change of the tax or benefit, as a share of itself; for consumption, of consumption"},
		{Name: "per_person", Unit: perHead, Note: "paid to each person; below zero, charged"},
		{Name: "points", Unit: "percent", Note: "percentage points of the base of the tax: taxed income pays so much more of each dollar"},
		{Name: "points_of", Note: "the base that the points are of"},
		{Name: "below_zero", Unit: persons, Note: "people whose resources the closure would take below zero"},
	}}
}

// TornadoTable is one row a bloc and changed assumption, all others as chosen.
func TornadoTable() table.Table {
	return table.Table{Name: "tornado", Title: "How much each assumption matters: one changed at a time", Columns: []table.Column{
		{Name: "bloc"},
		{Name: "assumption"},
		{Name: "setting"},
		{Name: "chosen", Note: "this is the setting of the other tables"},
		{Name: "dividend", Unit: dollars},
		{Name: "change", Unit: dollars, Note: "against the dividend of the other tables"},
		{Name: "sign_turns"},
	}}
}

// GridTable is one row a bloc: the dividend under every combination of assumptions.
func GridTable() table.Table {
	return table.Table{Name: "grid", Title: "The dividend under every combination of assumptions", Columns: []table.Column{
		{Name: "bloc"},
		{Name: "ways", Unit: "combinations"},
		{Name: "positive", Unit: "combinations"},
		{Name: "negative", Unit: "combinations"},
		{Name: "agree", Unit: share, Note: "of the combinations, those with the sign of the dividend chosen"},
		{Name: "least", Unit: dollars},
		{Name: "quarter", Unit: dollars, Note: "first quartile of the combinations, each counted once"},
		{Name: "middle", Unit: dollars},
		{Name: "three_quarters", Unit: dollars},
		{Name: "greatest", Unit: dollars},
		{Name: "turns", Note: "the sign depends on assumptions: the headline is a range"},
	}}
}
