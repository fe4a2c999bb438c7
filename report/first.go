package report

import (
	"fmt"
	"strings"

	"commonpurse/chart"
	"commonpurse/table"
)

// compose reads the tables and puts the document together, section by section, in the order of the argument.
func compose(result *table.Result, opt Options) (*document, error) {
	if err := result.Check(); err != nil {
		return nil, err
	}
	d := read(result, opt)
	doc := &document{version: result.Version, digest: result.Digest, date: opt.Date}
	d.first(doc)
	for _, part := range []struct {
		id, title string
		tables    string // what it needs, told when it is absent
		fill      func(*data, *section)
	}{
		{"money", "Who pays and who is paid", "bloc_balance, dividends", (*data).money},
		{"winners", "Who wins where it leaves", "winners", (*data).winners},
		{"hurt", "Who is hurt", "poor, gainers", (*data).hurt},
		{"votes", "The other 49%", "minority, votes", (*data).votes},
		{"power", "Power against money", "bloc_power", (*data).power},
		{"territory", "Territory", "territory", (*data).territory},
		{"regions", "Each region", "balance", (*data).eachRegion},
		{"sure", "How sure", "sureness, grid, tornado", (*data).sure},
		{"notmodelled", "What is not modelled", "notmodelled", (*data).notModelled},
		{"sources", "Sources", "sources", (*data).sources},
		{"reproduce", "How to run it again", "", (*data).reproduce},
	} {
		s := section{id: part.id, title: part.title}
		part.fill(d, &s)
		if len(s.blocks) == 0 {
			doc.absent = append(doc.absent, fmt.Sprintf("%s (tables %s)", part.title, part.tables))
			continue
		}
		doc.sections = append(doc.sections, s)
	}
	return doc, d.err
}

// first fills the first screen.
func (d *data) first(doc *document) {
	answer := d.table("answer")
	if !answer.empty() {
		doc.question = answer.text(0, "question")
		doc.answer = answer.text(0, "answer")
		doc.condition = answer.text(0, "condition")
		doc.about = answer.t.Notes
	}
	doc.title = doc.question
	if doc.title == "" {
		doc.title = list(d.names())
	}
	doc.hero = d.heroMap()
	doc.numbers = d.numbers()
	doc.agreement = d.agreement()
}

// heroWidth is a little less than that of other pictures, because the numbers stand beside the map.
const heroWidth = 600

// heroMap is the tile map of balances with the union's deficit set aside, so that zero means what the word says: as much
// paid as received.
func (d *data) heroMap() *figure {
	balance := d.table("balance").where("convention", d.convention)
	if d.regions == nil || balance.empty() {
		return nil
	}
	var tiles []chart.Tile
	twin := grid{head: []string{"Region", "Bloc", "Balance per resident, deficit set aside"}, text: []bool{true, true, false}}
	unit := balance.unit("neutral_per_head")
	most, least := 0, 0
	pay := 0
	for i := range balance.rows {
		id, ok := d.regions.ByCode(balance.text(i, "region"))
		if !ok {
			continue
		}
		r := d.regions.At(id)
		value, has := balance.number(i, "neutral_per_head")
		tiles = append(tiles, chart.Tile{Code: r.Code, Name: r.Name, Row: r.TileRow, Col: r.TileColumn, Value: value, Missing: !has,
			Bloc: max(0, d.letter(balance.text(i, "bloc"))), Weak: balance.num(i, "unplaced_share") > 0.5})
		twin.rows = append(twin.rows, []string{r.Name, balance.text(i, "bloc"), unit.WordsSigned(value)})
		if value > balance.num(most, "neutral_per_head") {
			most = i
		}
		if value < balance.num(least, "neutral_per_head") {
			least = i
		}
		if balance.num(i, "per_head") < 0 {
			pay++
		}
	}
	f := d.frame("map", "Who pays more than it is paid, per resident",
		"Outlays less receipts in dollars a year per resident, the union's deficit set aside", "balance")
	f.Note = fmt.Sprintf("With the deficit left in, %d of %d regions pay more than they are paid.", pay, len(balance.rows))
	f.Alt = fmt.Sprintf("Map of %d equal tiles. Lowest balance: %s, %s. Highest: %s, %s. All values stand in the section Each region.", len(tiles),
		balance.text(least, "name"), unit.WordsSigned(balance.num(least, "neutral_per_head")),
		balance.text(most, "name"), unit.WordsSigned(balance.num(most, "neutral_per_head")))
	f.Width = heroWidth
	key := chart.MapKey{Below: "pays more than it is paid", Above: "is paid more than it pays", Unit: unit, Blocs: d.names()}
	return draw(f, twin, func(f chart.Frame) chart.SVG { return chart.TileMap(f, tiles, key) })
}

// agreement counts in how many ways of counting each leaving bloc's dividend has the same sign.
func (d *data) agreement() string {
	ways := d.table("grid")
	var parts []string
	for _, b := range d.leaving() {
		v := ways.where("bloc", b.name)
		if v.empty() {
			continue
		}
		same := max(v.num(0, "positive"), v.num(0, "negative"))
		word := "above zero"
		if v.num(0, "negative") > v.num(0, "positive") {
			word = "below zero"
		}
		parts = append(parts, fmt.Sprintf("In %s of %s ways of counting, the fiscal dividend of %s is %s.",
			chart.Unit("").Words(same), chart.Unit("").Words(v.num(0, "ways")), b.name, word))
	}
	return strings.Join(parts, " ")
}
