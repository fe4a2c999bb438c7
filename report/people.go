package report

import (
	"fmt"
	"strconv"
	"strings"

	"commonpurse/chart"
)

// winners holds the motive for leaving against who would get the money.
func (d *data) winners(s *section) {
	v := d.table("winners")
	if v.empty() {
		return
	}
	for _, b := range d.leaving() {
		d.winnersOf(s, v.where("bloc", b.name), b.name)
	}
	if len(s.blocks) > 0 {
		s.say("The top 1% of a bloc rests on an assumed tail of incomes, because surveys hold few of its members.")
	}
}

// largerSide is gain or loss, whichever is greater in the bloc.
func largerSide(v view) string {
	sums := map[string]float64{}
	for i := range v.rows {
		sums[v.text(i, "side")] += v.num(i, "amount")
	}
	if sums["loss"] > sums["gain"] {
		return "loss"
	}
	return "gain"
}

// fourGroups are the parts of a bloc's people by income, richest first.
var fourGroups = []string{"top 1%", "next 9%", "middle 50%", "bottom 40%"}

func (d *data) winnersOf(s *section, v view, name string) {
	side := largerSide(v)
	v = v.where("side", side)
	people := chart.Stack{Label: "People", Parts: []float64{0.01, 0.09, 0.5, 0.4}}
	stacks := []chart.Stack{people}
	twin := grid{head: append([]string{"Closure"}, fourGroups...), text: []bool{true}}
	share := chart.Unit("share")
	for _, c := range v.distinct("closure") {
		parts, ok := fourShares(v.where("closure", c))
		if !ok || c == "debt" {
			continue
		}
		stacks = append(stacks, chart.Stack{Label: closure(c), Parts: parts})
		row := []string{closure(c)}
		for _, p := range parts {
			row = append(row, share.Words(p))
		}
		twin.rows = append(twin.rows, row)
	}
	if len(twin.rows) == 0 {
		return
	}
	for _, c := range d.shown() {
		if parts, ok := fourShares(v.where("closure", c)); ok {
			s.say(fmt.Sprintf("If the dividend of %s is absorbed by the closure %s, %s of the gross %s falls to the top tenth of its people and %s to the bottom 40%%.", name, closure(c), share.Words(parts[0]+parts[1]), side, share.Words(parts[3])))
		}
	}
	verb := "gain"
	if side == "loss" {
		verb = "lose"
	}
	f := d.frame("winners", fmt.Sprintf("Where the gross %s of %s falls", side, name), fmt.Sprintf("Shares of all that those who %s, %s; a row for each closure", verb, verb), "winners")
	f.Alt = "Stacked shares. " + twin.sentences()
	s.show(draw(f, twin, func(f chart.Frame) chart.SVG { return chart.Stacks(f, stacks, fourGroups, chart.Steps, false) }))
}

// fourShares reads the shares of the four groups; the table's top 10% holds the top 1%.
func fourShares(v view) ([]float64, bool) {
	get := func(group string) (float64, bool) {
		g := v.where("group", group)
		if g.empty() {
			return 0, false
		}
		return g.number(0, "share")
	}
	top1, ok1 := get("top 1%")
	top10, ok2 := get("top 10%")
	middle, ok3 := get("middle 50%")
	bottom, ok4 := get("bottom 40%")
	return []float64{top1, top10 - top1, middle, bottom}, ok1 && ok2 && ok3 && ok4
}

// hurt shows who loses on every side, the poor first.
func (d *data) hurt(s *section) {
	d.poorLose(s)
	d.poverty(s)
	d.tenths(s)
	d.both(s)
}

// poorLose shows, of the people in the poorest fifth of each bloc, how many lose under each closure.
func (d *data) poorLose(s *section) {
	v := d.table("poor").where("measure", "bottom-fifth")
	rows := []chart.Interval{}
	share := chart.Unit("share")
	twin := grid{head: []string{"Bloc", "Closure", "Lose", "90% interval", "People who lose", "People who gain"}, text: []bool{true, true}}
	for i, b := range d.blocs {
		mine := v.where("bloc", b.name)
		for j := range mine.rows {
			c := mine.text(j, "closure")
			if c == "debt" {
				continue
			}
			row := chart.Interval{Label: closure(c), Value: mine.num(j, "poor_lose_share"), Bloc: i}
			row.Low, row.High = mine.or(j, "lose_low", row.Value), mine.or(j, "lose_high", row.Value)
			row.Least, row.Greatest = row.Value, row.Value
			row.Says = hundred(row.Value)
			if len(rows) == 0 || rows[len(rows)-1].Bloc != i {
				row.Head = b.name
			}
			rows = append(rows, row)
			twin.rows = append(twin.rows, []string{b.name, closure(c), hundred(row.Value), share.Words(row.Low) + " to " + share.Words(row.High),
				chart.Unit("people").Words(mine.num(j, "poor_lose")), chart.Unit("people").Words(mine.num(j, "poor_gain"))})
		}
		s.say(d.poorSentence(mine, b.name))
	}
	if len(rows) == 0 {
		return
	}
	f := d.frame("poor", "The poorest fifth: how many lose", "Of 100 people in the two lowest tenths of the union, those who lose more than 1% of their resources; a row for each closure", "poor")
	f.Note = "Line: 90% interval."
	f.Alt = "Points with intervals. " + twin.sentences()
	s.show(draw(f, twin, func(f chart.Frame) chart.SVG { return chart.Intervals(f, rows, share) }))
}

// poorSentence says for a bloc, over closures, how many of its poorest fifth lose.
func (d *data) poorSentence(v view, name string) string {
	var least, most = -1, -1
	for i := range v.rows {
		c := v.text(i, "closure")
		if c == "debt" || !d.feasible[c] {
			continue
		}
		if least < 0 || v.num(i, "poor_lose_share") < v.num(least, "poor_lose_share") {
			least = i
		}
		if most < 0 || v.num(i, "poor_lose_share") > v.num(most, "poor_lose_share") {
			most = i
		}
	}
	if least < 0 {
		return ""
	}
	low, high := number100(v.num(least, "poor_lose_share")), number100(v.num(most, "poor_lose_share"))
	switch {
	case high == "0":
		return fmt.Sprintf("In %s, next to nobody in the poorest fifth loses, under any feasible closure.", name)
	case low == high:
		return fmt.Sprintf("In %s, of 100 people in the poorest fifth, about %s lose.", name, low)
	}
	return fmt.Sprintf("In %s, of 100 people in the poorest fifth, between about %s (closure %s) and %s (closure %s) lose.", name,
		low, closure(v.text(least, "closure")), high, closure(v.text(most, "closure")))
}

// hundred prints a share as people in a hundred.
func hundred(share float64) string { return number100(share) + " in 100" }

func number100(share float64) string {
	s := strconv.FormatFloat(100*share, 'f', 0, 64)
	if s == "-0" {
		return "0"
	}
	return s
}

// poverty shows how many more or fewer people are poor in each bloc under each closure.
func (d *data) poverty(s *section) {
	v := d.table("poor").where("measure", "spm-like")
	var rows []chart.Interval
	people := chart.Unit("people")
	twin := grid{head: []string{"Bloc", "Closure", "Poor before", "Poor after", "Change", "90% interval"}, text: []bool{true, true}}
	for i, b := range d.blocs {
		mine := v.where("bloc", b.name)
		for j := range mine.rows {
			c := mine.text(j, "closure")
			if c == "debt" {
				continue
			}
			change := mine.num(j, "poor_after") - mine.num(j, "poor_before")
			row := chart.Interval{Label: closure(c), Value: change, Bloc: i, Says: people.ShortSigned(change)}
			row.Low, row.High = mine.or(j, "change_low", change), mine.or(j, "change_high", change)
			row.Least, row.Greatest = change, change
			if len(rows) == 0 || rows[len(rows)-1].Bloc != i {
				row.Head = fmt.Sprintf("%s: %s poor before", b.name, people.Words(mine.num(j, "poor_before")))
			}
			rows = append(rows, row)
			twin.rows = append(twin.rows, []string{b.name, closure(c), people.Words(mine.num(j, "poor_before")), people.Words(mine.num(j, "poor_after")),
				people.WordsSigned(change), people.WordsSigned(row.Low) + " to " + people.WordsSigned(row.High)})
		}
	}
	if len(rows) == 0 {
		return
	}
	f := d.frame("poverty", "People in poverty: change from before to after", "People whose resources are below the threshold of the SPM-like measure; a row for each closure", "poor")
	f.Note = "Line: 90% interval."
	f.Alt = "Points with intervals. " + twin.sentences()
	s.show(draw(f, twin, func(f chart.Frame) chart.SVG { return chart.Intervals(f, rows, people) }))
}

// tenths shows, for two closures, who loses and who gains in each tenth of the people.
func (d *data) tenths(s *section) {
	for _, c := range d.shown() {
		if d.nobody(c) {
			s.say("Under the closure " + closure(c) + ", next to nobody's resources change by more than 1%, in any tenth of any bloc.")
			continue
		}
		s.show(d.tenthsFigure(c))
	}
}

// nobody says whether in every tenth of every bloc fewer than one in two hundred gain or lose.
func (d *data) nobody(name string) bool {
	v := d.table("gainers").where("closure", name, "by", "decile")
	for i := range v.rows {
		if v.num(i, "lose_share") >= 0.005 || v.num(i, "gain_share") >= 0.005 {
			return false
		}
	}
	return !v.empty()
}

func (d *data) tenthsFigure(name string) *figure {
	v := d.table("gainers").where("closure", name, "by", "decile")
	var panels []chart.Panel
	weak := false
	twin := grid{head: []string{"Bloc", "Tenth", "Lose, in 100", "Gain, in 100", "Mean change", "Surveyed households"}, text: []bool{true, true}}
	for i, b := range d.blocs {
		mine := v.where("bloc", b.name)
		if mine.empty() {
			continue
		}
		p := chart.Panel{Bloc: i, Name: b.name}
		for j := range mine.rows {
			t := chart.Tenth{Label: tenthLabel(j, mine.len()), Lose: mine.num(j, "lose_share"), Gain: mine.num(j, "gain_share"), Weak: mine.flag(j, "weak"), N: int(mine.num(j, "sample"))}
			weak = weak || t.Weak
			p.Tenths = append(p.Tenths, t)
			twin.rows = append(twin.rows, []string{b.name, t.Label, number100(t.Lose), number100(t.Gain), chart.Unit("USD/year").WordsSigned(mine.num(j, "mean_change")), strconv.Itoa(t.N)})
		}
		panels = append(panels, p)
	}
	if len(panels) == 0 {
		return nil
	}
	f := d.frame("tenths", "Who loses and who gains, closure "+closure(name), "Of 100 people in each tenth of the union by income before, those whose resources change by more than 1%", "gainers")
	if weak {
		f.Note = "Hatched: fewer than 100 surveyed households, n as shown."
	}
	f.Alt = "Bars to the left for losing, to the right for gaining. " + twin.sentences()
	return draw(f, twin, func(f chart.Frame) chart.SVG { return chart.Tenths(f, panels) })
}

func tenthLabel(i, n int) string {
	switch i {
	case 0:
		return "poorest"
	case n - 1:
		return "richest"
	}
	return strconv.Itoa(i + 1)
}

// both names the groups that lose on every side.
func (d *data) both(s *section) {
	v := d.table("both_sides")
	if v.empty() {
		return
	}
	g := grid{caption: "Groups whose mean change is below zero in every bloc", head: []string{"Closure", "Group", "Lose, all blocs", "Gain, all blocs", "Fewest lose", "Most lose"}, text: []bool{true, true}}
	people := chart.Unit("people")
	for i := range v.rows {
		if !v.flag(i, "loses_everywhere") || v.text(i, "closure") == "debt" || v.text(i, "by") == "vote" {
			continue
		}
		g.rows = append(g.rows, []string{closure(v.text(i, "closure")), groupName(v.text(i, "by"), v.text(i, "group")), people.Words(v.num(i, "lose")), people.Words(v.num(i, "gain")),
			hundred(v.num(i, "least_lose_share")) + ", " + v.text(i, "least_bloc"), hundred(v.num(i, "most_lose_share")) + ", " + v.text(i, "most_bloc")})
	}
	if len(g.rows) == 0 {
		s.say("No group loses on average on both sides, under any closure.")
		return
	}
	s.tabulate(g)
}

func groupName(by, group string) string {
	if by == "all" {
		return "everybody"
	}
	return by + ": " + group
}

// votes shows the people on the far side of their bloc's majority. Candidates stand in the order of the alphabet.
func (d *data) votes(s *section) {
	minority := d.table("minority")
	if minority.empty() {
		return
	}
	elections := minority.distinct("election")
	election := elections[len(elections)-1]
	latest := minority.where("election", election)
	s.show(d.votesFigure(election))
	d.fates(s, latest)
}

func (d *data) votesFigure(election string) *figure {
	v := d.table("votes").where("election", election)
	if v.empty() {
		return nil
	}
	v = v.where("closure", v.distinct("closure")[0])
	candidates := v.distinct("candidate")
	twin := grid{head: append([]string{"Bloc"}, candidates...), text: []bool{true}}
	var stacks []chart.Stack
	for _, b := range d.blocs {
		mine := v.where("bloc", b.name)
		if mine.empty() {
			continue
		}
		stack := chart.Stack{Label: b.name}
		row := []string{b.name}
		for _, c := range candidates {
			share := 0.0
			if one := mine.where("candidate", c); !one.empty() {
				share = one.num(0, "adults_share")
			}
			stack.Parts = append(stack.Parts, share)
			row = append(row, chart.Unit("share").Words(share))
		}
		stacks = append(stacks, stack)
		twin.rows = append(twin.rows, row)
	}
	f := d.frame("votes", "How the adults of each bloc voted in "+election, "Shares of all adults; candidates in the order of the alphabet", "votes")
	f.Alt = "Stacked shares. " + twin.sentences()
	return draw(f, twin, func(f chart.Frame) chart.SVG { return chart.Stacks(f, stacks, candidates, chart.Steps, false) })
}

// fates tabulates how the two sides of each bloc fare.
func (d *data) fates(s *section, v view) {
	g := grid{caption: "How many lose, on either side of each bloc's majority", head: []string{"Bloc", "Closure", "Voted for the first", "Voted otherwise", "Otherwise: lose", "Otherwise: gain"}, text: []bool{true, true}}
	people := chart.Unit("people")
	for _, b := range d.blocs {
		mine := v.where("bloc", b.name)
		for i := range mine.rows {
			if mine.text(i, "closure") == "debt" {
				continue
			}
			g.rows = append(g.rows, []string{b.name, closure(mine.text(i, "closure")), hundred(mine.num(i, "first_lose_share")), hundred(mine.num(i, "minority_lose_share")),
				people.Words(mine.num(i, "minority_lose")), people.Words(mine.num(i, "minority_gain"))})
		}
	}
	s.tabulate(g)
}

// power sets each bloc's say in the union against its people and money.
func (d *data) power(s *section) {
	v := d.table("bloc_power")
	if v.empty() {
		return
	}
	names := d.names()
	share := chart.Unit("share")
	twin := grid{head: append([]string{"Share of"}, names...), text: []bool{true}}
	var stacks []chart.Stack
	for _, m := range []struct{ column, label string }{
		{"senators_share", "Senators"}, {"electors_share", "Electors"}, {"seats_share", "House seats"}, {"people_share", "People"},
		{"gdp_share", "GDP"}, {"income_share", "Personal income"}, {"receipts_share", "Receipts of the union"},
	} {
		stack, row, ok := chart.Stack{Label: m.label}, []string{m.label}, true
		for _, name := range names {
			one := v.where("bloc", name)
			if one.empty() {
				ok = false
				break
			}
			x, has := one.number(0, m.column)
			ok = ok && has
			stack.Parts = append(stack.Parts, x)
			row = append(row, share.Words(x))
		}
		if ok {
			stacks = append(stacks, stack)
			twin.rows = append(twin.rows, row)
		}
	}
	for i := range v.rows {
		s.say(fmt.Sprintf("%s holds %s of the electors and %s of the senators, with %s of the people and %s of the receipts.", v.text(i, "bloc"),
			share.Words(v.num(i, "electors_share")), share.Words(v.num(i, "senators_share")), share.Words(v.num(i, "people_share")), share.Words(v.num(i, "receipts_share"))))
	}
	f := d.frame("power", "Shares of votes, people and money in the union today", "", "bloc_power")
	f.Convention = "" // shares of votes and people depend on none
	f.Alt = "Stacked shares. " + twin.sentences()
	s.show(draw(f, twin, func(f chart.Frame) chart.SVG { return chart.Stacks(f, stacks, names, chart.Blocs, len(names) == 2) }))
}

// territory shows what land and people would leave.
func (d *data) territory(s *section) {
	v := d.table("territory")
	if v.empty() {
		return
	}
	names := v.distinct("bloc")
	share := chart.Unit("share")
	land, people := chart.Stack{Label: "Land"}, chart.Stack{Label: "People"}
	twin := grid{head: []string{"Bloc", "Regions", "Pieces", "Land, km²", "Share of land", "People", "Share of people"}, text: []bool{true}}
	for i := range v.rows {
		land.Parts = append(land.Parts, v.num(i, "land_share"))
		people.Parts = append(people.Parts, v.num(i, "people_share"))
		count := chart.Unit("")
		twin.rows = append(twin.rows, []string{v.text(i, "bloc"), count.Words(v.num(i, "members")), count.Words(v.num(i, "pieces")), count.Words(v.num(i, "land")), share.Words(v.num(i, "land_share")), count.Words(v.num(i, "people")), share.Words(v.num(i, "people_share"))})
		if v.flag(i, "leaves") {
			s.say(fmt.Sprintf("With %s, %s of the union's land and %s of its people leave, in %s.", v.text(i, "bloc"),
				share.Words(v.num(i, "ceded_land_share")), share.Words(v.num(i, "ceded_people_share")), pieces(int(v.num(i, "pieces")))))
		}
	}
	f := d.frame("territory", "Land and people of each bloc", "", "territory")
	f.Convention = ""
	f.Alt = "Stacked shares. " + twin.sentences()
	s.show(draw(f, twin, func(f chart.Frame) chart.SVG {
		return chart.Stacks(f, []chart.Stack{land, people}, names, chart.Blocs, len(names) == 2)
	}))
}

func pieces(n int) string {
	if n == 1 {
		return "one piece"
	}
	return strings.TrimSpace(strconv.Itoa(n) + " pieces that do not touch")
}
