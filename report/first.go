package report

import (
	"fmt"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"commonpurse/chart"
	"commonpurse/table"
)

// compose reads the tables and puts the document together, section by section, in the order of the argument.
func compose(result *table.Result, opt Options) (*document, error) {
	if err := result.Check(); err != nil {
		return nil, err
	}
	d := read(result)
	doc := &document{version: d.program(), digest: result.Digest, date: opt.Date, about: d.table("answer").notes()}
	d.first(doc)
	for _, part := range []struct {
		id, title string
		tables    string // what it needs, told when it is absent
		fill      func(*data, *section)
		keys      []string // of the answers that lead it
	}{
		{"money", "Who pays and who is paid", "bloc_balance, dividends", (*data).money, []string{"pays"}},
		{"winners", "Who wins where it leaves", "winners", (*data).winners, []string{"wins"}},
		{"hurt", "Who is hurt", "poor, gainers", (*data).hurt, []string{"poor", "hurt"}},
		{"votes", "The other 49%", "minority, votes", (*data).votes, []string{"minority"}},
		{"power", "Power against money", "bloc_power", (*data).power, nil},
		{"territory", "Territory", "territory", (*data).territory, nil},
		{"regions", "Each region", "balance", (*data).eachRegion, nil},
		{"sure", "How sure", "sureness, grid, tornado", (*data).sure, []string{"sure"}},
		{"notmodelled", "What is not modelled", "notmodelled", (*data).notModelled, nil},
		{"sources", "Sources", "sources", (*data).sources, nil},
		{"reproduce", "How to run it again", "", (*data).reproduce, nil},
	} {
		s := section{id: part.id, title: part.title}
		part.fill(d, &s)
		lead := section{}
		d.lead(&lead, part.keys...)
		s.blocks = append(lead.blocks, s.blocks...)
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
	doc.question, doc.answer = d.question(), d.answer()
	if v := d.table("answer").where("key", "moves"); !v.empty() {
		doc.condition = "As counted here: " + sentence(v.text(0, "condition"))
	}
	doc.title = doc.question
	doc.hero = d.heroMap()
	doc.numbers = d.numbers()
	doc.agreement = d.agreement()
}

// question is what the reader came for, in one sentence.
func (d *data) question() string {
	var names []string
	for _, b := range d.blocs {
		if b.leaves {
			names = append(names, b.name)
		}
	}
	if len(names) == 0 || len(d.blocs) < 2 {
		return "What does the common purse move?"
	}
	return "If " + list(names) + " left the union, what would move, and who would lose?"
}

// answer says in one sentence what the proposal moves. A dividend whose sign turns is a range; where the two sides mirror
// each other, the second is said to.
func (d *data) answer() string {
	v := d.table("dividends")
	if v.empty() {
		return ""
	}
	if len(d.blocs) < 2 {
		return "Nobody leaves: nothing moves. The map shows who pays and who is paid today."
	}
	if d.mirrored(v) {
		return d.standingOf(v, 0) + ", and " + mirror(v) + "."
	}
	parts := []string{d.standingOf(v, 0)}
	for i := 1; i < v.len(); i++ {
		parts = append(parts, d.shortly(v, i))
	}
	return strings.Join(parts, "; ") + "."
}

// mirrored says whether there are two sides and what one gains the other loses.
func (d *data) mirrored(v view) bool {
	return v.len() == 2 && math.Abs(v.num(0, "dividend")+v.num(1, "dividend")) < 1
}

func (d *data) turns(bloc string) bool {
	g := d.table("grid").where("bloc", bloc)
	return !g.empty() && g.flag(0, "turns")
}

// standingOf says what one bloc would have to spare or to find.
func (d *data) standingOf(v view, i int) string {
	name, unit := v.text(i, "bloc"), v.unit("dividend")
	dividend := v.num(i, "dividend")
	as := amount(unit, dividend) + " a year (" + perHead(math.Abs(v.num(i, "per_head"))) + " a person)"
	if !d.turns(name) {
		return name + " would have " + as
	}
	return fmt.Sprintf("%s would have anything from %s to %s a year as the assumptions change, %s as counted here", name,
		amount(unit, v.num(i, "low")), amount(unit, v.num(i, "high")), as)
}

// shortly says the same of a bloc that another went before.
func (d *data) shortly(v view, i int) string {
	name, unit := v.text(i, "bloc"), v.unit("dividend")
	if !d.turns(name) {
		return name + " " + amount(unit, v.num(i, "dividend"))
	}
	return name + " from " + amount(unit, v.num(i, "low")) + " to " + amount(unit, v.num(i, "high"))
}

// mirror says that the second bloc has the other side of what the first has.
func mirror(v view) string {
	word := "to spare"
	if v.num(1, "dividend") < 0 {
		word = "to find"
	}
	return fmt.Sprintf("%s as much %s (%s a person)", v.text(1, "bloc"), word, perHead(math.Abs(v.num(1, "per_head"))))
}

// amount says dollars without a sign: to spare above zero, to find below.
func amount(unit chart.Unit, v float64) string {
	if v < 0 {
		return unit.Words(-v) + " to find"
	}
	return unit.Words(v) + " to spare"
}

// sentence begins with a capital and ends with a full stop.
func sentence(s string) string {
	if s == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(s)
	s = string(unicode.ToUpper(first)) + s[size:]
	if !strings.HasSuffix(s, ".") {
		s += "."
	}
	return s
}

// heroWidth is a little less than that of other pictures, because the numbers stand beside the map.
const heroWidth = 600

// heroMap is the tile map of balances with the union's deficit set aside, so that zero means what the word says: as much
// paid as received.
func (d *data) heroMap() *figure {
	places := d.table("regions")
	balance := d.table("balance").where("convention", d.convention)
	if places.empty() || balance.empty() {
		return nil
	}
	var tiles []chart.Tile
	twin := grid{head: []string{"Region", "Bloc", "Balance per resident, deficit set aside"}, text: []bool{true, true, false}}
	unit := balance.unit("neutral_per_head")
	pay := 0
	for i := range places.rows {
		one := balance.where("region", places.text(i, "region"))
		tile := chart.Tile{Code: places.text(i, "region"), Name: places.text(i, "name"), Row: int(places.num(i, "tile_row")), Col: int(places.num(i, "tile_column")),
			Bloc: max(0, d.letter(places.text(i, "bloc"))), Missing: true}
		if !one.empty() {
			value, has := one.number(0, "neutral_per_head")
			tile.Value, tile.Missing = value, !has
			tile.Weak = one.num(0, "unplaced_share") > 0.5
			if one.num(0, "per_head") < 0 {
				pay++
			}
			twin.rows = append(twin.rows, []string{tile.Name, places.text(i, "bloc"), unit.WordsSigned(value)})
		}
		tiles = append(tiles, tile)
	}
	ordered := balance.sorted("neutral_per_head")
	last := ordered.len() - 1
	f := d.frame("map", "Who pays more than it is paid, per resident",
		"Outlays less receipts in dollars a year per resident, the union's deficit set aside", "balance")
	f.Note = fmt.Sprintf("With the deficit left in, %d of %d regions pay more than they are paid.", pay, len(balance.rows))
	f.Alt = fmt.Sprintf("Map of %d equal tiles. Lowest balance: %s, %s. Highest: %s, %s. All values stand in the section Each region.", len(tiles),
		ordered.text(0, "name"), unit.WordsSigned(ordered.num(0, "neutral_per_head")),
		ordered.text(last, "name"), unit.WordsSigned(ordered.num(last, "neutral_per_head")))
	f.Width = heroWidth
	key := chart.MapKey{Below: "pays more than it is paid", Above: "is paid more than it pays", Unit: unit, Blocs: d.names(), Weak: "hatched rim: more than half of its dollars are shared by a key, for want of data by region"}
	return draw(f, twin, func(f chart.Frame) chart.SVG { return chart.TileMap(f, tiles, key) })
}

// agreement counts in how many ways of counting each leaving bloc's dividend has the same sign, and
// says where that is not the sign as counted here.
func (d *data) agreement() string {
	ways := d.table("grid")
	var parts []string
	leaving := d.leaving()
	for _, b := range leaving {
		v, own := ways.where("bloc", b.name), d.table("dividends").where("bloc", b.name)
		if v.empty() || own.empty() {
			continue
		}
		positive, negative := v.num(0, "positive"), v.num(0, "negative")
		same := max(positive, negative)
		if same == 0 {
			continue // nothing moves
		}
		word, other := "above zero", "below"
		if negative > positive {
			word, other = "below zero", "above"
		}
		here := ""
		if dividend := own.num(0, "dividend"); (dividend > 0) != (positive >= negative) && dividend != 0 {
			here = ", not " + other + " as counted here"
		}
		if len(leaving) > 2 {
			parts = append(parts, fmt.Sprintf("%s %s in %s%s", b.name, word, count(same), here))
			continue
		}
		parts = append(parts, fmt.Sprintf("In %s of %s ways of counting, the fiscal dividend of %s is %s%s.", count(same), count(v.num(0, "ways")), b.name, word, here))
	}
	if len(leaving) > 2 && len(parts) > 0 {
		return fmt.Sprintf("The fiscal dividend over %s ways of counting: %s.", count(ways.num(0, "ways")), strings.Join(parts, "; "))
	}
	return strings.Join(parts, " ")
}
