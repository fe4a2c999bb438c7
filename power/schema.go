package power

import "commonpurse/table"

const share = "share"

func standing() []table.Column {
	return []table.Column{
		{Name: "people", Unit: "people"},
		{Name: "seats", Unit: "seats", Note: "of the House"},
		{Name: "senators", Unit: "senators"},
		{Name: "electors", Unit: "electors"},
		{Name: "people_per_elector", Unit: "people per elector"},
		{Name: "voters_per_elector", Unit: "voters per elector", Note: "votes cast in the election of the seats table's year"},
		{Name: "people_share", Unit: share},
		{Name: "gdp_share", Unit: share},
		{Name: "income_share", Unit: share},
		{Name: "receipts_share", Unit: share},
		{Name: "seats_share", Unit: share},
		{Name: "senators_share", Unit: share},
		{Name: "electors_share", Unit: share},
		{Name: "electors_to_people", Unit: "ratio", Note: "share of electors over share of people"},
		{Name: "electors_to_gdp", Unit: "ratio"},
		{Name: "electors_to_receipts", Unit: "ratio"},
		{Name: "senators_to_people", Unit: "ratio"},
	}
}

// Table is one row a region: its say in the union and in its bloc, against its people and money.
func Table() table.Table {
	columns := append([]table.Column{{Name: "region"}, {Name: "name"}, {Name: "bloc"}}, standing()...)
	columns = append(columns,
		table.Column{Name: "banzhaf", Unit: share, Note: "of swings in the Electoral College, the region voting as one; exact"},
		table.Column{Name: "shapley", Unit: share, Note: "Shapley–Shubik index in the Electoral College; exact"},
		table.Column{Name: "senate_banzhaf", Unit: share, Note: "in the Senate, the region voting as one"},
		table.Column{Name: "senate_shapley", Unit: share},
		table.Column{Name: "bloc_electors_share", Unit: share, Note: "of the electors of its bloc alone"},
		table.Column{Name: "bloc_banzhaf", Unit: share, Note: "in the Electoral College of its bloc alone"},
		table.Column{Name: "bloc_shapley", Unit: share},
		table.Column{Name: "bloc_senators_share", Unit: share})
	return table.Table{Name: "power", Title: "Political against economic power of each region", Columns: columns}
}

// BlocTable is one row a bloc: its say in the union that it was part of.
func BlocTable() table.Table {
	columns := append([]table.Column{{Name: "bloc"}, {Name: "leaves"}}, standing()...)
	columns = append(columns,
		table.Column{Name: "banzhaf", Unit: share, Note: "sum over its regions, each voting for itself"},
		table.Column{Name: "shapley", Unit: share},
		table.Column{Name: "quota", Unit: "electors", Note: "needed for a majority of the bloc alone"})
	return table.Table{Name: "bloc_power", Title: "Political against economic power of each bloc", Columns: columns}
}

// TerritoryTable is one row a bloc.
func TerritoryTable() table.Table {
	return table.Table{Name: "territory", Title: "Territory", Columns: []table.Column{
		{Name: "bloc"}, {Name: "leaves"},
		{Name: "members", Unit: "regions"},
		{Name: "pieces", Unit: "pieces", Note: "parts that do not touch each other"},
		{Name: "land", Unit: "km2"},
		{Name: "land_share", Unit: share},
		{Name: "people", Unit: "people"},
		{Name: "people_share", Unit: share},
		{Name: "density", Unit: "people per km2"},
		{Name: "ceded_land_share", Unit: share, Note: "of the union's land that leaves with it; zero for those who remain"},
		{Name: "ceded_people_share", Unit: share},
	}}
}
