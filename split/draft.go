package split

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"

	"commonpurse/fault"
	"commonpurse/region"
)

// A draft is a proposal as written, before anything is checked: both spellings (one line, YAML)
// end in one, so that their errors are the same.
type draft struct {
	file        string
	name, title string
	blocs       []draftBloc
	terms       []term
	marked      bool // leaving is said bloc by bloc, not by the rule of the rest
	implicit    bool // regions that are not named remain, as the rest
	end         place
	faults      fault.List
}

type place struct{ line, column int }

type word struct {
	text string
	at   place
}

type draftBloc struct {
	name    word // text empty: not named
	members []word
	rest    bool
	at      place
	leaves  bool
}

// term is one line of a settlement: a key, the bloc it is for (empty: all), and its value.
type term struct{ key, bloc, value word }

func (d *draft) fault(at place, problem, expected, nearest string) {
	d.faults = append(d.faults, &fault.Fault{File: d.file, Line: at.line, Column: at.column, Problem: problem, Expected: expected, Nearest: nearest})
}

// termKeys are the keys of a settlement, in canonical order.
var termKeys = []string{"debt", "interest_rate", "scale", "borrowing", "shock.gdp", "shock.income", "legacy", "closure", "law"}

// build checks a draft and makes the proposal. All faults are told at once.
func (d *draft) build(l *region.List) (*Proposal, error) {
	p := &Proposal{Name: d.name, Title: d.title, Regions: l, Scale: 1}
	d.partition(p, l)
	d.names(p, l)
	d.settle(p)
	if err := d.faults.Or(); err != nil {
		return nil, err
	}
	return p, nil
}

// partition resolves the members of each bloc and finds regions named twice or never.
func (d *draft) partition(p *Proposal, l *region.List) {
	owner := map[region.ID]int{}
	restAt := -1
	unknown := false
	for i, b := range d.blocs {
		bloc := Bloc{Leaves: b.leaves}
		for _, m := range b.members {
			id, ok := l.ByCode(m.text)
			if !ok {
				unknown = true
				d.fault(m.at, fmt.Sprintf("no region %q", m.text), "a region's code", fault.Nearest(m.text, l.Codes()))
				continue
			}
			if before, twice := owner[id]; twice {
				d.fault(m.at, fmt.Sprintf("region %s is named twice, in bloc %s and in bloc %s", l.Code(id), d.label(before), d.label(i)), "each region in exactly one bloc", "")
				continue
			}
			owner[id] = i
			bloc.Regions |= region.Of(id)
		}
		if b.rest {
			if restAt >= 0 {
				d.fault(b.at, "a second bloc takes the rest", "at most one", "")
			}
			restAt = i
		} else if len(b.members) == 0 {
			d.fault(b.at, fmt.Sprintf("bloc %s has no regions", d.label(i)), "at least one region, or rest", "")
		}
		p.Blocs = append(p.Blocs, bloc)
	}
	var left region.Set
	for id := range region.ID(l.Len()) {
		if _, named := owner[id]; !named {
			left |= region.Of(id)
		}
	}
	switch {
	case restAt >= 0:
		p.Blocs[restAt].Regions |= left
		if left == 0 && !unknown {
			d.fault(d.blocs[restAt].at, "nothing is left for the rest", "at least one region that no other bloc names", "")
		}
	case left == 0:
		if d.implicit && len(p.Blocs) == 1 {
			p.Blocs[0].Leaves = false // everyone together: nobody leaves
		}
	case d.implicit:
		p.Blocs = append(p.Blocs, Bloc{Regions: left})
		d.blocs = append(d.blocs, draftBloc{rest: true, at: d.end})
		restAt = len(p.Blocs) - 1
	case !unknown:
		d.fault(d.end, fmt.Sprintf("in no bloc: %s", strings.ReplaceAll(l.Spell(left), "+", ", ")), "every region in a bloc; a bloc `rest` takes what is not named", "")
	}
	if !d.marked && len(p.Blocs) > 1 {
		stays := restAt
		if stays < 0 {
			stays = len(p.Blocs) - 1
		}
		for i := range p.Blocs {
			p.Blocs[i].Leaves = i != stays
		}
	}
	if d.marked && len(p.Blocs) > 1 && len(d.faults) == 0 && p.Remains() == l.All() {
		d.fault(d.blocs[0].at, "no bloc leaves", "at least one bloc that leaves, or a single bloc", "")
	}
	if len(p.Blocs) == 1 && p.Blocs[0].Leaves {
		d.fault(d.blocs[0].at, "the only bloc leaves", "another bloc, or nobody leaving", "")
	}
	if len(p.Blocs) == 0 {
		d.fault(d.end, "no blocs", "at least one bloc with regions", "")
	}
}

// label names a bloc in a message.
func (d *draft) label(i int) string {
	if name := d.blocs[i].name.text; name != "" {
		return name
	}
	return Letter(i)
}

// longest name of a bloc, in characters: it must fit a chart's label
const longestName = 60

func (d *draft) names(p *Proposal, l *region.List) {
	for i := range p.Blocs {
		w := d.blocs[i].name
		if w.text == "" {
			p.Blocs[i].Name = defaultName(l, p.Blocs, i)
		} else {
			p.Blocs[i].Name = w.text
			if !nameable(w.text) {
				d.fault(w.at, fmt.Sprintf("bloc name %q", w.text), fmt.Sprintf("1 to %d printable characters, no space at the ends", longestName), "")
			}
		}
		for j := range i {
			if strings.EqualFold(p.Blocs[i].Name, p.Blocs[j].Name) {
				at := w.at
				if at.line == 0 {
					at = d.blocs[i].at
				}
				d.fault(at, fmt.Sprintf("two blocs are named %s", p.Blocs[i].Name), "a name for each bloc", "")
			}
		}
	}
}

func nameable(s string) bool {
	if s == "" || len([]rune(s)) > longestName || strings.TrimSpace(s) != s {
		return false
	}
	for _, r := range s {
		if !unicode.IsPrint(r) || r == unicode.ReplacementChar {
			return false
		}
	}
	return true
}

// settle reads the terms of the settlement into the proposal.
func (d *draft) settle(p *Proposal) {
	names := make([]string, len(p.Blocs))
	for i, b := range p.Blocs {
		names[i] = b.Name
	}
	seen := map[string]bool{}
	given := map[int]bool{} // blocs with a debt share
	var debtAt place
	var mixAt place
	for _, t := range d.terms {
		bloc := -1
		if t.bloc.text != "" && t.key.text != "closure" {
			for i, name := range names {
				if name == t.bloc.text {
					bloc = i
				}
			}
			if bloc < 0 {
				d.fault(t.bloc.at, fmt.Sprintf("no bloc %q", t.bloc.text), "one of "+strings.Join(names, ", "), fault.Nearest(t.bloc.text, names))
				continue
			}
		}
		id := t.key.text + "\x00" + t.bloc.text
		if seen[id] && t.key.text != "law" {
			d.fault(t.key.at, fmt.Sprintf("%s is given twice", strings.TrimSpace(t.key.text+" "+t.bloc.text)), "once", "")
			continue
		}
		seen[id] = true
		switch t.key.text {
		case "debt":
			debtAt = t.value.at
			if bloc >= 0 {
				given[bloc] = true
				p.Debt = DebtGiven
				p.Blocs[bloc].DebtShare = d.number(t.value, "a share from 0 to 1", 0, 1)
			} else {
				p.Debt = DebtKey(d.choice(t.value, debtNames))
			}
		case "interest_rate":
			rate := d.number(t.value, "a rate from 0 to 100%", 0, 1)
			d.each(p, bloc, func(b *Bloc) { b.Rate = &rate })
		case "scale":
			p.Scale = d.number(t.value, "a number not below 0 (1: the same cost per head in any size)", 0, 100)
		case "borrowing":
			borrowing := d.borrowing(t.value)
			d.each(p, bloc, func(b *Bloc) { b.Borrowing = borrowing })
		case "shock.gdp":
			v := d.number(t.value, "a change from -100% to 100%", -1, 1)
			d.each(p, bloc, func(b *Bloc) { b.GDP = v })
		case "shock.income":
			v := d.number(t.value, "a change from -100% to 100%", -1, 1)
			d.each(p, bloc, func(b *Bloc) { b.Income = v })
		case "legacy":
			p.Legacy = LegacyKey(d.choice(t.value, legacyNames))
		case "closure":
			mixAt = t.value.at
			p.Closure = append(p.Closure, d.part(t))
		case "law":
			if t.value.text == "" || strings.ContainsFunc(t.value.text, unicode.IsControl) {
				d.fault(t.value.at, "no act is named", "the file of an act", "")
				continue
			}
			text := t.value.text
			d.each(p, bloc, func(b *Bloc) { b.Law = append(b.Law, text) })
		default:
			d.fault(t.key.at, fmt.Sprintf("unknown key %q", t.key.text), "one of "+strings.Join(termKeys, ", "), fault.Nearest(t.key.text, termKeys))
		}
	}
	d.debtShares(p, given, seen, debtAt)
	d.mixture(p, mixAt)
}

func (d *draft) each(p *Proposal, bloc int, set func(*Bloc)) {
	for i := range p.Blocs {
		if bloc < 0 || i == bloc {
			set(&p.Blocs[i])
		}
	}
}

func (d *draft) debtShares(p *Proposal, given map[int]bool, seen map[string]bool, at place) {
	if len(given) > 0 {
		if seen["debt\x00"] {
			d.fault(at, "debt has both a key and shares", "one or the other", "")
			return
		}
		var sum float64
		for i, b := range p.Blocs {
			if !given[i] {
				d.fault(at, fmt.Sprintf("no debt share for bloc %s", b.Name), "a share for every bloc, adding up to 1", "")
				return
			}
			sum += b.DebtShare
		}
		if math.Abs(sum-1) > 1e-9 {
			d.fault(at, fmt.Sprintf("debt shares add up to %.10g", sum), "1", "")
		}
	}
	if p.Debt == DebtNone && p.Remains() == 0 && len(p.Blocs) > 0 {
		d.fault(at, "every bloc leaves, and none takes the debt", "a bloc that remains, or another key of debt", "")
	}
}

func (d *draft) mixture(p *Proposal, at place) {
	if len(p.Closure) == 0 {
		return
	}
	var sum float64
	seen := map[Closure]bool{}
	for _, part := range p.Closure {
		if seen[part.Closure] {
			d.fault(at, fmt.Sprintf("closure %s is given twice", part.Closure), "once", "")
		}
		seen[part.Closure] = true
		sum += part.Share
	}
	if math.Abs(sum-1) > 1e-9 {
		d.fault(at, fmt.Sprintf("shares of closures add up to %.10g", sum), "1", "")
	}
	if len(p.Closure) > 1 && seen[Mixed] {
		d.fault(at, "mixed is itself a mixture", "single closures in a mixture", "")
	}
}

// part reads one closure of a mixture: its name is in the place of the bloc, its share the value;
// a closure alone is the value.
func (d *draft) part(t term) Part {
	name, part := t.value, Part{Share: 1}
	if t.bloc.text != "" {
		name = t.bloc
		part.Share = d.number(t.value, "a share from 0 to 1", 0, 1)
	}
	part.Closure = Closure(d.choice(name, closureNames[:]))
	return part
}

func (d *draft) choice(w word, valid []string) int {
	for i, name := range valid {
		if w.text == name {
			return i
		}
	}
	d.fault(w.at, fmt.Sprintf("no such setting %q", w.text), "one of "+strings.Join(valid, ", "), fault.Nearest(w.text, valid))
	return 0
}

// number reads 0.2, 20%, 28_000, -2e9.
func (d *draft) number(w word, expected string, least, most float64) float64 {
	v, ok := parseNumber(w.text)
	if !ok || v < least || v > most {
		d.fault(w.at, fmt.Sprintf("%q", w.text), expected, "")
		return 0
	}
	return v
}

func parseNumber(text string) (float64, bool) {
	text, percent := strings.CutSuffix(strings.TrimSpace(text), "%")
	if strings.ContainsAny(text, "xXpPiInN") { // no hexadecimal, infinity or not-a-number
		return 0, false
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(text, "_", ""), 64)
	if err != nil || math.IsInf(v, 0) {
		return 0, false
	}
	if percent {
		v /= 100
	}
	if v == 0 {
		v = 0 // no negative zero: it would be another text for the same number
	}
	return v, true
}

// ofGDP marks a share of GDP in canonical text, where a percent sign would need encoding.
const ofGDP = "gdp"

const borrowingExpected = "same, a share of GDP such as 3%, or dollars a year"

// mostBorrowing in dollars a year: a thousand times what the largest union borrows, so that cents fit
const mostBorrowing = 1e15

func (d *draft) borrowing(w word) Borrowing {
	text := strings.TrimSpace(w.text)
	if text == "same" {
		return Borrowing{}
	}
	kind := BorrowDollars
	if strings.HasSuffix(text, "%") {
		kind = BorrowShare
	}
	if bare, of := strings.CutSuffix(text, ofGDP); of {
		text, kind = bare, BorrowShare
	}
	v, ok := parseNumber(text)
	if !ok || kind == BorrowShare && math.Abs(v) > 1 || math.Abs(v) > mostBorrowing {
		d.fault(w.at, fmt.Sprintf("%q", w.text), borrowingExpected, "")
		return Borrowing{}
	}
	return Borrowing{Kind: kind, Amount: v}
}

// number writes a number so that it reads back the same.
func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
