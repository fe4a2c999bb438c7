package report

import (
	"fmt"
	"hash/fnv"

	"commonpurse/finding"
	"commonpurse/outcome"
	"commonpurse/power"
	"commonpurse/region"
	"commonpurse/split"
	"commonpurse/table"
)

// fixture makes the tables of a made-up split in the columns that the program's own packages give. The numbers are drawn
// from the names of rows and columns and mean nothing; only their signs and orders are plausible.
type fixture struct {
	blocs    [2]string
	regions  *region.List
	closures []string
}

func newFixture(first, second string) fixture {
	var list []region.Region
	for i := range 48 {
		list = append(list, region.Region{Code: fmt.Sprintf("%c%c", 'A'+i/8, 'A'+i%8), Name: fmt.Sprintf("Region %c%c", 'A'+i/8, 'A'+i%8), TileRow: i / 8, TileColumn: i % 8})
	}
	regions, err := region.NewList(list)
	if err != nil {
		panic(err) // the list above is fixed
	}
	return fixture{[2]string{first, second}, regions, []string{"income-tax", "payroll", "consumption", "transfers", "means-tested", "per-head", "debt", "mixed"}}
}

// draw gives a number from -1 to 1 that depends on nothing but its key.
func drawn(key string) float64 {
	h := fnv.New32a()
	h.Write([]byte(key))
	return float64(h.Sum32()%20001)/10000 - 1
}

// add appends a row: the cells given, the rest drawn by the column's unit.
func (f fixture) add(t *table.Table, cells map[string]any) {
	row := make([]any, len(t.Columns))
	for j, c := range t.Columns {
		if cell, ok := cells[c.Name]; ok {
			row[j] = cell
			continue
		}
		x := drawn(fmt.Sprint(t.Name, len(t.Rows), c.Name))
		switch c.Unit {
		case "share":
			row[j] = (x + 1) / 2
		case "people", "adults":
			row[j] = 1e6 + 9e6*(x+1)/2
		case "USD/year":
			row[j] = 2e11 * x
		case "":
			row[j] = nil
		default:
			row[j] = 2000 * x
		}
	}
	t.Rows = append(t.Rows, row)
}

func (f fixture) bloc(i int) string {
	if i%8 < 3 || i%11 == 0 {
		return f.blocs[0]
	}
	return f.blocs[1]
}

func (f fixture) result() *table.Result {
	r := &table.Result{Command: "purse split made-up --year 2022", Digest: "0123456789abcdef", Version: "test"}
	for _, t := range []table.Table{f.answer(), f.blocTable(), f.balance(), f.blocBalance(), f.dividends(), f.terms(), f.cost(), f.closureTable(), f.grid(), f.tornado(),
		f.gainers(), f.poor(), f.winners(), f.votes(), f.minority(), f.both(), f.regionChange(), f.decomposition(), f.treatment(), f.power(), f.blocPower(), f.territory(),
		f.sureness(), f.places(), f.notModelled(), f.sources()} {
		t.Sources = []string{"Office one, receipts 2022", "Office two, outlays 2022"}
		r.Tables = append(r.Tables, t)
	}
	return r
}

func (f fixture) answer() table.Table {
	t := finding.AnswerTable()
	t.Notes = []string{"Its authors named these members. It is a secession. It is modelled in part: trade and currency are not."}
	f.add(&t, map[string]any{"key": "pays", "question": "Who pays and who is paid?", "answer": f.blocs[0] + " is a net contributor under all conventions.", "condition": "With the deficit set aside."})
	f.add(&t, map[string]any{"key": "moves", "question": "What moves if " + f.blocs[0] + " leaves the union?",
		"answer":    "It would move about $45 billion a year from " + f.blocs[0] + " to " + f.blocs[1] + ", and the poorest fifth loses on both sides under most closures.",
		"condition": "Under convention benefit, with the debt shared by people and public goods at the same cost per head; under cash the sign turns."})
	return t
}

func (f fixture) blocTable() table.Table {
	t := split.BlocsTable()
	for i, b := range f.blocs {
		f.add(&t, map[string]any{"bloc": b, "letter": string(rune('A' + i)), "leaves": i == 0, "regions": "AA AB", "members": 24, "contiguous": true})
	}
	return t
}

var conventions = []string{"benefit", "cash", "income-share"}

func (f fixture) balance() table.Table {
	t := split.BalanceTable()
	for i := range f.regions.Len() {
		r := f.regions.At(region.ID(i))
		for _, c := range conventions {
			base := 7000 * drawn(r.Code)
			move := 1500 * drawn(r.Code+c)
			f.add(&t, map[string]any{"region": r.Code, "name": r.Name, "bloc": f.bloc(i), "convention": c, "per_head": base + move + 3000, "neutral_per_head": base + move, "unplaced_share": 0.03})
		}
	}
	return t
}

func (f fixture) blocBalance() table.Table {
	t := split.BlocBalanceTable()
	for i, b := range f.blocs {
		for j, c := range conventions {
			f.add(&t, map[string]any{"bloc": b, "leaves": i == 0, "convention": c, "receipts": 2.1e12, "outlays": 2.4e12, "balance": 3e11, "per_head": 1900.0 + 300*float64(j), "neutral": -1e11 + 2e11*float64(i), "neutral_per_head": (-900 + 500*float64(j)) * (1 - 2*float64(i))})
		}
	}
	return t
}

func (f fixture) dividends() table.Table {
	t := split.DividendsTable()
	for i, b := range f.blocs {
		sign := 1 - 2*float64(i)
		f.add(&t, map[string]any{"bloc": b, "leaves": i == 0, "dividend": 45e9 * sign, "low": 45e9*sign - 90e9, "high": 45e9*sign + 60e9, "agree": 0.73})
	}
	return t
}

func (f fixture) terms() table.Table {
	t := split.DividendTermsTable()
	for _, c := range conventions {
		for i, b := range f.blocs {
			f.add(&t, map[string]any{"bloc": b, "leaves": i == 0, "convention": c, "chosen": c == "benefit"})
		}
	}
	return t
}

func (f fixture) cost() table.Table {
	t := split.CostTable()
	f.add(&t, map[string]any{"convention": "benefit", "cause": "total", "amount": 0.0})
	return t
}

func (f fixture) closureTable() table.Table {
	t := split.ClosuresTable()
	for _, b := range f.blocs {
		for _, c := range f.closures {
			f.add(&t, map[string]any{"bloc": b, "closure": c, "feasible": c != "means-tested", "rate": 0.08, "points": 1.2, "points_of": "taxed_income", "shortfall": 0.0})
		}
	}
	return t
}

func (f fixture) grid() table.Table {
	t := split.GridTable()
	for i, b := range f.blocs {
		up := 4200
		if i == 1 {
			up = 1560
		}
		f.add(&t, map[string]any{"bloc": b, "ways": 5760, "positive": up, "negative": 5760 - up, "agree": 0.73, "least": -45e9, "quarter": -5e9, "middle": 20e9, "three_quarters": 40e9, "greatest": 105e9, "turns": true})
	}
	return t
}

func (f fixture) tornado() table.Table {
	t := split.TornadoTable()
	for i, b := range f.blocs {
		for _, a := range []string{"convention", "debt share", "scale of public goods", "corporate incidence"} {
			for _, setting := range []string{"one", "two", "three"} {
				change := 30e9 * drawn(b[:0]+fmt.Sprint(i)+a+setting)
				f.add(&t, map[string]any{"bloc": b, "assumption": a, "setting": setting, "chosen": false, "dividend": 45e9*(1-2*float64(i)) + change, "change": change, "sign_turns": false})
			}
		}
	}
	return t
}

func (f fixture) gainers() table.Table {
	t := outcome.GainersTable()
	for _, b := range f.blocs {
		for _, c := range f.closures {
			for k := range 10 {
				lose := (drawn(fmt.Sprint(c, k)) + 1) / 2
				f.add(&t, map[string]any{"bloc": b, "closure": c, "by": "decile", "group": fmt.Sprint(k + 1), "lose_share": lose, "gain_share": (1 - lose) / 2, "sample": 900 - 90*k, "weak": k == 9})
			}
		}
	}
	return t
}

func (f fixture) poor() table.Table {
	t := outcome.PoorTable()
	for _, b := range f.blocs {
		for _, c := range f.closures {
			for _, m := range []string{"spm-like", "official", "bottom-fifth"} {
				lose := 0.2 + 0.6*(drawn(c+m)+1)/2
				f.add(&t, map[string]any{"bloc": b, "closure": c, "measure": m, "poor_lose_share": lose, "lose_low": lose - 0.03, "lose_high": lose + 0.03, "poor_before": 14e6, "poor_after": 14e6 + 2e6*drawn(c), "change_low": 2e6*drawn(c) - 2e5, "change_high": 2e6*drawn(c) + 2e5})
			}
		}
	}
	return t
}

func (f fixture) winners() table.Table {
	t := outcome.WinnersTable()
	for i, b := range f.blocs {
		for _, c := range f.closures {
			for _, side := range []string{"gain", "loss"} {
				for g, share := range []float64{0.22, 0.51, 0.38, 0.11} {
					group := []string{"top 1%", "top 10%", "middle 50%", "bottom 40%"}[g]
					f.add(&t, map[string]any{"bloc": b, "leaves": i == 0, "closure": c, "side": side, "group": group, "share": share, "amount": 1e9})
				}
			}
		}
	}
	return t
}

func (f fixture) votes() table.Table {
	t := outcome.VotesTable()
	for _, b := range f.blocs {
		for k, candidate := range []string{"Adams", "Jefferson", "other", "none"} {
			f.add(&t, map[string]any{"bloc": b, "election": "2020", "candidate": candidate, "closure": "income-tax", "adults_share": []float64{0.33, 0.27, 0.03, 0.37}[k]})
		}
	}
	return t
}

func (f fixture) minority() table.Table {
	t := outcome.MinorityTable()
	for _, b := range f.blocs {
		for _, c := range f.closures {
			f.add(&t, map[string]any{"bloc": b, "election": "2020", "first": "Adams", "closure": c})
		}
	}
	return t
}

func (f fixture) both() table.Table {
	t := outcome.BothSidesTable()
	f.add(&t, map[string]any{"closure": "transfers", "by": "decile", "group": "1", "least_bloc": f.blocs[0], "most_bloc": f.blocs[1], "loses_everywhere": true})
	return t
}

func (f fixture) regionChange() table.Table {
	t := outcome.RegionChangeTable()
	for i := range f.regions.Len() {
		for _, c := range f.closures {
			f.add(&t, map[string]any{"region": f.regions.Code(region.ID(i)), "bloc": f.bloc(i), "closure": c, "majority_gains": true, "weak": i == 3})
		}
	}
	return t
}

func (f fixture) decomposition() table.Table {
	t := outcome.DecompositionTable()
	f.add(&t, map[string]any{"quantity": "theil of market income", "unit": "index", "total": 0.61, "between": 0.012, "within": 0.598, "between_share": 0.0197})
	return t
}

func (f fixture) treatment() table.Table {
	t := outcome.TreatmentTable()
	for i := range f.regions.Len() {
		f.add(&t, map[string]any{"region": f.regions.Code(region.ID(i)), "bloc": f.bloc(i), "convention": "benefit"})
	}
	return t
}

func (f fixture) power() table.Table {
	t := power.Table()
	for i := range f.regions.Len() {
		r := f.regions.At(region.ID(i))
		f.add(&t, map[string]any{"region": r.Code, "name": r.Name, "bloc": f.bloc(i), "electors_to_people": 1.07})
	}
	return t
}

func (f fixture) blocPower() table.Table {
	t := power.BlocTable()
	for i, b := range f.blocs {
		cells := map[string]any{"bloc": b, "leaves": i == 0}
		for j, c := range []string{"people_share", "gdp_share", "income_share", "receipts_share", "seats_share", "senators_share", "electors_share"} {
			x := 0.38 + 0.02*float64(j)
			if i == 1 {
				x = 1 - x
			}
			cells[c] = x
		}
		f.add(&t, cells)
	}
	return t
}

func (f fixture) territory() table.Table {
	t := power.TerritoryTable()
	for i, b := range f.blocs {
		x := 0.22 + 0.56*float64(i)
		f.add(&t, map[string]any{"bloc": b, "leaves": i == 0, "members": 24, "pieces": 4, "land": 2e6, "land_share": x, "people_share": 0.43 + 0.14*float64(i)})
	}
	return t
}

func (f fixture) sureness() table.Table {
	t := finding.SurenessTable()
	add := func(key, title, bloc, closure, unit string, values ...float64) {
		row := map[string]any{"headline": key, "title": title, "bloc": bloc, "closure": closure, "unit": unit, "estimate": values[0], "low": values[1], "high": values[2],
			"least": values[3], "greatest": values[4], "quarter": values[3], "three_quarters": values[4], "ways": 864, "agree": 0.73, "turns": values[3] < 0 && values[4] > 0}
		if unit == "share" || unit == "people" {
			row["closures_least"], row["closures_greatest"] = values[3]/2+values[0]/2, values[4]/2+values[0]/2
		}
		f.add(&t, row)
	}
	for i, b := range f.blocs {
		sign := 1 - 2*float64(i)
		add("balance_per_head", "Balance with the union a person, "+b, b, "", "USD/year per person", -310*sign, -310*sign, -310*sign, min(-310*sign, -200*sign), max(-310*sign, -200*sign))
		add("dividend", "Fiscal dividend, "+b, b, "", "USD/year", 45e9*sign, 45e9*sign, 45e9*sign, 45e9*sign-90e9, 45e9*sign+60e9)
		add("poor_lose_share", "The poor who lose, "+b, b, "", "share", 0.3, 0.29, 0.31, 0.1, 0.6)
	}
	for _, b := range f.blocs {
		for _, c := range []string{"income-tax", "transfers"} {
			add("poor_lose_share", "The poor who lose, "+b+", closure "+c, b, c, "share", 0.3, 0.28, 0.32, 0.1, 0.6)
		}
	}
	add("poor_change", "Change of the number of poor people, "+f.blocs[1], f.blocs[1], "income-tax", "people", 1.9e6, 1.6e6, 2.2e6, 0.2e6, 3.4e6)
	return t
}

func (f fixture) places() table.Table {
	t := finding.RegionsTable()
	for i := range f.regions.Len() {
		r := f.regions.At(region.ID(i))
		f.add(&t, map[string]any{"region": r.Code, "name": r.Name, "bloc": f.bloc(i), "tile_row": r.TileRow, "tile_column": r.TileColumn})
	}
	return t
}

func (f fixture) notModelled() table.Table {
	t := finding.NotModelledTable()
	t.Add("trade", "Trade across the new border", "A loss or gain from trade is not in any number; a user can enter one as a shock.")
	t.Add("migration", "People stay where they are", "Results are static.")
	return t
}

func (f fixture) sources() table.Table {
	t := finding.SourcesTable()
	t.Add("one", "Receipts by region", "Office one", "2022", "public domain", "", "0123")
	return t
}
