package report

import (
	"fmt"
	"sort"
	"strings"

	"commonpurse/chart"
	"commonpurse/table"
)

// eachRegion gives every region a row, and its balance over the conventions as a picture.
func (d *data) eachRegion(s *section) {
	all := d.table("balance")
	v := all.where("convention", d.convention)
	if v.empty() {
		return
	}
	s.show(d.rangesFigure(all, v.sorted("neutral_per_head")))
	treatment := d.table("treatment").where("convention", d.convention)
	power := d.table("power")
	change := d.table("region_change")
	closures := d.shown()
	g := grid{caption: "Every region, per resident and year", head: []string{"Region", "Bloc", "People", "Balance", "Deficit set aside", "By its people", "By its treatment"},
		text: []bool{true, true}, dense: true}
	for _, c := range closures {
		g.head = append(g.head, "Lose in 100, "+closure(c))
	}
	g.head = append(g.head, "Electors to people")
	for i := range v.rows {
		code := v.text(i, "region")
		row := []string{v.text(i, "name"), v.text(i, "bloc"), v.unit("people").Short(v.num(i, "people")), dollars(v, i, "per_head"), dollars(v, i, "neutral_per_head")}
		t := treatment.where("region", code)
		row = append(row, first(t, "composition_per_head", dollars), first(t, "treatment_per_head", dollars))
		for _, c := range closures {
			row = append(row, first(change.where("region", code, "closure", c), "lose_share", loseCell))
		}
		row = append(row, first(power.where("region", code), "electors_to_people", func(v view, i int, column string) string { return chart.Unit("ratio").Words(v.num(i, column)) }))
		g.rows = append(g.rows, row)
	}
	g.notes = []string{"Balance: outlays less receipts, convention " + d.convention + ". By its people: the balance if each household were treated as the union's average of its kind; by its treatment: the rest."}
	if change.t != nil && strings.Contains(fmt.Sprint(g.rows), "†") {
		g.notes = append(g.notes, "† Fewer than 100 surveyed households.")
	}
	s.tabulate(g.withoutEmptyColumns())
}

func dollars(v view, i int, column string) string {
	return v.unit(column).WordsSigned(v.num(i, column))
}

// loseCell marks weak cells with a dagger.
func loseCell(v view, i int, column string) string {
	text := number100(v.num(i, column))
	if v.flag(i, "weak") {
		text += "†"
	}
	return text
}

// first prints the first row's cell, or nothing if there is no row.
func first(v view, column string, show func(view, int, string) string) string {
	if v.empty() {
		return ""
	}
	return show(v, 0, column)
}

// withoutEmptyColumns drops columns in which nothing stands.
func (g grid) withoutEmptyColumns() grid {
	out := grid{caption: g.caption, dense: g.dense, notes: g.notes, rows: make([][]string, len(g.rows))}
	for j := range g.head {
		filled := false
		for _, row := range g.rows {
			filled = filled || row[j] != ""
		}
		if !filled {
			continue
		}
		out.head = append(out.head, g.head[j])
		out.text = append(out.text, j < len(g.text) && g.text[j])
		for i, row := range g.rows {
			out.rows[i] = append(out.rows[i], row[j])
		}
	}
	return out
}

// rangesFigure shows each region's balance per resident with the deficit set aside, and its range over conventions.
func (d *data) rangesFigure(all, v view) *figure {
	unit := v.unit("neutral_per_head")
	var rows []chart.Interval
	turn := 0
	for i := range v.rows {
		row := chart.Interval{Label: v.text(i, "name"), Code: v.text(i, "region"), Value: v.num(i, "neutral_per_head"), Bloc: d.letter(v.text(i, "bloc"))}
		row.Low, row.High = row.Value, row.Value
		row.Least, row.Greatest = extent(all.where("region", row.Code), "neutral_per_head")
		row.Turns = row.Least < 0 && row.Greatest > 0
		if row.Turns {
			turn++
		}
		row.Says = unit.ShortSigned(row.Value)
		rows = append(rows, row)
	}
	f := d.frame("ranges", "Balance of each region over the conventions", "Dollars a year per resident, deficit set aside; lowest first", "balance")
	f.Note = fmt.Sprintf("Point: convention %s, hollow where the sign turns with the convention (%d regions). Pale: range over conventions.", d.convention, turn)
	f.Alt = fmt.Sprintf("Points with ranges for %d regions, from %s (%s) to %s (%s). In %d the sign turns with the convention. Values stand in the table that follows.",
		len(rows), rows[0].Label, rows[0].Says, rows[len(rows)-1].Label, rows[len(rows)-1].Says, turn)
	figure := draw(f, grid{}, func(f chart.Frame) chart.SVG { return chart.Intervals(f, rows, unit) })
	figure.tall = len(rows) > 30
	return figure
}

// sure shows how sure the headlines are: sampling, assumptions, and each assumption alone.
func (d *data) sure(s *section) {
	s.tabulate(d.surenessTable())
	s.tabulate(d.inputsTable())
	s.show(d.waysFigure())
	for _, b := range d.leaving() {
		s.show(d.tornado(b.name))
	}
}

// waysFigure shows in how many ways of counting each dividend is above and below zero.
func (d *data) waysFigure() *figure {
	v := d.table("grid")
	if v.empty() {
		return nil
	}
	count := chart.Unit("")
	var stacks []chart.Stack
	twin := grid{head: []string{"Bloc", "Ways", "Above zero", "Below zero", "Least", "First quarter", "Middle", "Third quarter", "Greatest"}, text: []bool{true}}
	for i := range v.rows {
		ways := v.num(i, "ways")
		if ways == 0 {
			continue
		}
		above, below := v.num(i, "positive")/ways, v.num(i, "negative")/ways
		stacks = append(stacks, chart.Stack{Label: v.text(i, "bloc"), Parts: []float64{above, 1 - above - below, below}})
		row := []string{v.text(i, "bloc"), count.Words(ways), count.Words(v.num(i, "positive")), count.Words(v.num(i, "negative"))}
		for _, column := range []string{"least", "quarter", "middle", "three_quarters", "greatest"} {
			row = append(row, v.unit(column).WordsSigned(v.num(i, column)))
		}
		twin.rows = append(twin.rows, row)
	}
	f := d.frame("ways", "In how many ways of counting is the dividend above zero?", "Every combination of conventions, incidence, debt share, scale of public goods and the other assumptions, each counted once", "grid")
	f.Convention = "all"
	f.Alt = "Stacked shares. " + twin.sentences()
	return draw(f, twin, func(f chart.Frame) chart.SVG {
		return chart.Stacks(f, stacks, []string{"above zero", "zero", "below zero"}, chart.Signs, false)
	})
}

// tornado shows one assumption changed at a time, the widest first.
func (d *data) tornado(name string) *figure {
	v := d.table("tornado").where("bloc", name)
	if v.empty() {
		return nil
	}
	unit := v.unit("dividend")
	centre := v.num(0, "dividend") - v.num(0, "change")
	var swings []chart.Swing
	for _, assumption := range v.distinct("assumption") {
		one := v.where("assumption", assumption).sorted("dividend")
		last := one.len() - 1
		swing := chart.Swing{Label: plain(assumption), Least: min(centre, one.num(0, "dividend")), Greatest: max(centre, one.num(last, "dividend")),
			AtLeast: one.text(0, "setting"), AtMost: one.text(last, "setting")}
		if one.num(0, "dividend") >= centre { // the chosen setting is the least
			swing.AtLeast = "as chosen"
		}
		if one.num(last, "dividend") <= centre {
			swing.AtMost = "as chosen"
		}
		swings = append(swings, swing)
	}
	byWidth(swings)
	twin := grid{head: []string{"Assumption", "Setting", "Dividend", "Change", "Sign turns"}, text: []bool{true, true, false, false, true}}
	for i := range v.rows {
		twin.rows = append(twin.rows, []string{v.text(i, "assumption"), v.text(i, "setting"), unit.WordsSigned(v.num(i, "dividend")), unit.WordsSigned(v.num(i, "change")), yes(v.flag(i, "sign_turns"))})
	}
	f := d.frame("tornado", "What each assumption alone does to the dividend of "+name, "Dollars a year, all other assumptions as chosen; widest first", "tornado")
	f.Alt = fmt.Sprintf("Bars around %s. Widest: %s, from %s (%s) to %s (%s).", unit.WordsSigned(centre), swings[0].Label,
		unit.WordsSigned(swings[0].Least), swings[0].AtLeast, unit.WordsSigned(swings[0].Greatest), swings[0].AtMost)
	return draw(f, twin, func(f chart.Frame) chart.SVG { return chart.Tornado(f, swings, centre, unit) })
}

// notModelled lists what no number of the report knows of.
func (d *data) notModelled(s *section) {
	s.tabulate(d.whole("notmodelled", "subject", "what", "consequence"))
}

// sources lists where each number comes from.
func (d *data) sources(s *section) {
	v := d.table("sources")
	var out []string
	for i := range v.rows {
		item := sentence(v.text(i, "document"))
		for _, part := range []string{v.text(i, "producer"), v.text(i, "date"), v.text(i, "licence")} {
			if part != "" {
				item += " " + sentence(part)
			}
		}
		if digest := v.text(i, "digest"); digest != "" {
			item += " SHA-256 " + digest[:min(digestShown, len(digest))] + "…"
		}
		out = append(out, item)
	}
	if len(out) > 0 {
		s.blocks = append(s.blocks, block{list: out})
	}
}

// digestShown is how much of a digest is printed; the table has it whole.
const digestShown = 12

// whole prints some columns of a table as they are.
func (d *data) whole(name string, columns ...string) grid {
	v := d.table(name)
	if v.empty() {
		return grid{}
	}
	g := grid{caption: v.t.Title, notes: v.notes(), rows: make([][]string, v.len())}
	for _, c := range columns {
		g.head = append(g.head, plain(c))
		g.text = append(g.text, true)
		for i := range v.rows {
			g.rows[i] = append(g.rows[i], v.text(i, c))
		}
	}
	return g.withoutEmptyColumns()
}

// plain turns a column's name into words.
func plain(name string) string {
	s := strings.ReplaceAll(name, "_", " ")
	return strings.ToUpper(s[:1]) + s[1:]
}

// reproduce gives the command that makes the same numbers, and what they depend on.
func (d *data) reproduce(s *section) {
	if d.result.Command == "" {
		return
	}
	s.say("The same program and data give the same bytes. Every table of this report, raw, comes from the same command with another output:")
	s.blocks = append(s.blocks, block{code: d.result.Command + "\n" + d.result.Command + " --table list\n" + d.result.Command + " --table dividends -o csv"})
	s.blocks = append(s.blocks, block{downloads: d.downloads()})
	s.say(fmt.Sprintf("Program: %s. Digest of proposal, data and settings: %s.", d.program(), d.result.Digest))
}

// mostDownload and mostDownloads bound what a document carries: a table, and all of them, in bytes.
const (
	mostDownload  = 150_000
	mostDownloads = 700_000
)

// downloads are the raw tables that the document carries, in their order as long as there is room.
func (d *data) downloads() []download {
	var out []download
	room := mostDownloads
	for i := range d.result.Tables {
		t := &d.result.Tables[i]
		var b strings.Builder
		if err := table.WriteCSV(&b, t); err != nil {
			d.err = err
			return nil
		}
		if b.Len() > mostDownload || b.Len() > room {
			continue
		}
		room -= b.Len()
		out = append(out, download{t.Name, t.Title, b.String()})
	}
	return out
}

// year is the year of the numbers, from the command in its canonical spelling.
func (d *data) year() string {
	words := strings.Fields(d.result.Command)
	for i, w := range words {
		if w == "--year" && i+1 < len(words) {
			return words[i+1]
		}
		if y, ok := strings.CutPrefix(w, "--year="); ok {
			return y
		}
	}
	return ""
}

// sourcesOf names the sources of some tables, for the foot of a picture.
func (d *data) sourcesOf(tables []string) string {
	var out []string
	seen := map[string]bool{}
	for _, name := range tables {
		v := d.table(name)
		if v.t == nil {
			continue
		}
		for _, s := range v.t.Sources {
			if !seen[s] {
				seen[s] = true
				out = append(out, s)
			}
		}
	}
	if len(out) == 0 {
		return d.producers()
	}
	const most = 3
	if len(out) > most {
		return strings.Join(out[:most], "; ") + fmt.Sprintf(" and %d more, listed in the report", len(out)-most)
	}
	return strings.Join(out, "; ")
}

// producers names those who made most of the documents that a result rests on.
func (d *data) producers() string {
	v := d.table("sources")
	if v.empty() {
		return ""
	}
	count := map[string]int{}
	names := v.distinct("producer")
	for i := range v.rows {
		count[v.text(i, "producer")]++
	}
	sort.SliceStable(names, func(a, b int) bool { return count[names[a]] > count[names[b]] })
	const most = 3
	if len(names) <= most {
		return list(names)
	}
	return strings.Join(names[:most], ", ") + fmt.Sprintf(" and %d more, %d documents listed in the report", len(names)-most, v.len())
}
