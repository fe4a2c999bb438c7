package split

import (
	"fmt"
	"net/url"
	"strings"

	"commonpurse/region"
)

// Parse reads the spelling of a proposal on one line. In short:
//
//	CA+OR+WA               these leave, the rest remain
//	CA+OR+WA/TX/rest       more blocs; the rest remains and the others leave
//	Pacific:CA+OR+WA/rest  a bloc with a name
//	CA+OR!/TX/rest!        those marked leave, and only those
//	all                    nobody leaves
//
// and, after semicolons, the terms of the settlement where they are not the default:
//
//	;debt=gdp   ;debt=Pacific:20%,Rest:80%   ;interest_rate=Pacific:4%   ;scale=0.9
//	;borrowing=Pacific:3%   ;shock.gdp=Pacific:-2%   ;shock.income=Pacific:-2%
//	;legacy=pool   ;closure=income-tax:0.5,transfers:0.5   ;law=Pacific:acts/child-allowance.yaml
//
// Names and files are percent-encoded as in addresses. Faults name the column.
func Parse(text string, l *region.List) (*Proposal, error) {
	d := &draft{file: "proposal", end: place{1, len(text) + 1}}
	parts := split(word{text, place{1, 1}}, ";")
	d.line(parts[0])
	for _, part := range parts[1:] {
		d.setting(part)
	}
	return d.build(l)
}

// split cuts a word at a separator and keeps places.
func split(w word, separator string) []word {
	var parts []word
	column := w.at.column
	for _, text := range strings.Split(w.text, separator) {
		parts = append(parts, word{text, place{w.at.line, column}})
		column += len(text) + len(separator)
	}
	return parts
}

// cut halves a word at the first separator.
func cut(w word, separator string) (before, after word, found bool) {
	left, right, found := strings.Cut(w.text, separator)
	return word{left, w.at}, word{right, place{w.at.line, w.at.column + len(left) + len(separator)}}, found
}

// plain undoes percent-encoding.
func (d *draft) plain(w word) word {
	text, err := url.PathUnescape(w.text)
	if err != nil {
		d.fault(w.at, fmt.Sprintf("%q is not percent-encoded text", w.text), "a name as in addresses, such as New%20England", "")
		return w
	}
	return word{text, w.at}
}

func (d *draft) line(w word) {
	d.marked = strings.Contains(w.text, "!")
	blocs := split(w, "/")
	for _, b := range blocs {
		d.blocs = append(d.blocs, d.bloc(b))
	}
	only := &d.blocs[0]
	if len(blocs) == 1 && !only.rest {
		d.implicit = true
		if len(only.members) == 1 && only.members[0].text == "all" {
			only.members, only.rest, d.implicit = nil, true, false
		}
		if d.implicit && d.marked {
			only.leaves = true
		}
	}
}

func (d *draft) bloc(w word) draftBloc {
	b := draftBloc{at: w.at}
	if name, members, named := cut(w, ":"); named {
		b.name = d.plain(name)
		if b.name.text == "" {
			d.fault(name.at, "a bloc with an empty name", "a name before the colon", "")
		}
		w = members
	}
	w.text, b.leaves = strings.CutSuffix(w.text, "!")
	if w.text == "rest" {
		b.rest = true
		return b
	}
	for _, m := range split(w, "+") {
		if m.text != "" {
			b.members = append(b.members, m)
		} else if strings.Contains(w.text, "+") {
			d.fault(m.at, "a plus sign with no region beside it", "codes joined by plus signs, such as CA+OR+WA", "")
		}
	}
	return b
}

// setting reads one term after a semicolon.
func (d *draft) setting(w word) {
	if w.text == "" {
		d.fault(w.at, "an empty term", "a term such as scale=0.9 after the semicolon", "")
		return
	}
	key, values, ok := cut(w, "=")
	if !ok {
		d.fault(w.at, fmt.Sprintf("term %q has no value", w.text), "key=value, such as scale=0.9", "")
		return
	}
	for _, value := range split(values, ",") {
		t := term{key: key, value: value}
		if bloc, after, forBloc := cut(value, ":"); forBloc {
			t.bloc, t.value = d.plain(bloc), after
		}
		if !strings.HasSuffix(t.value.text, "%") { // a percentage, not an encoding
			t.value = d.plain(t.value)
		}
		d.terms = append(d.terms, t)
	}
}

// String writes the canonical text: the shortest spelling that Parse reads back as the same
// proposal, and the proposal's permanent link.
func (p *Proposal) String() string {
	var b strings.Builder
	p.spellBlocs(&b)
	p.spellTerms(&b)
	return b.String()
}

func (p *Proposal) spellBlocs(b *strings.Builder) {
	l := p.Regions
	stays := onlyRemaining(p.Blocs)
	rest := stays
	if rest < 0 { // the largest, so that the text stays short
		for i := range p.Blocs {
			if rest < 0 || p.Blocs[i].Regions.Len() > p.Blocs[rest].Regions.Len() {
				rest = i
			}
		}
	}
	for i, bloc := range p.Blocs {
		if i > 0 {
			b.WriteByte('/')
		}
		if bloc.Name != defaultName(l, p.Blocs, i) {
			b.WriteString(escape(bloc.Name))
			b.WriteByte(':')
		}
		switch {
		case len(p.Blocs) == 1:
			b.WriteString("all")
		case i == rest:
			b.WriteString("rest")
		default:
			b.WriteString(l.Spell(bloc.Regions))
		}
		if stays < 0 && bloc.Leaves {
			b.WriteByte('!')
		}
	}
}

func (p *Proposal) spellTerms(b *strings.Builder) {
	if p.Debt != DebtPopulation && p.Debt != DebtGiven {
		b.WriteString(";debt=" + p.Debt.String())
	}
	perBloc := func(key string, value func(*Bloc) string) {
		mark := ";" + key + "="
		for i := range p.Blocs {
			if text := value(&p.Blocs[i]); text != "" {
				b.WriteString(mark + escape(p.Blocs[i].Name) + ":" + text)
				mark = ","
			}
		}
	}
	if p.Debt == DebtGiven {
		perBloc("debt", func(b *Bloc) string { return number(b.DebtShare) })
	}
	perBloc("interest_rate", func(b *Bloc) string {
		if b.Rate == nil {
			return ""
		}
		return number(*b.Rate)
	})
	if p.Scale != 1 {
		b.WriteString(";scale=" + number(p.Scale))
	}
	perBloc("borrowing", func(b *Bloc) string {
		switch b.Borrowing.Kind {
		case BorrowShare:
			return number(b.Borrowing.Amount) + ofGDP
		case BorrowDollars:
			return escape(number(b.Borrowing.Amount))
		}
		return ""
	})
	shock := func(v float64) string {
		if v == 0 {
			return ""
		}
		return number(v)
	}
	perBloc("shock.gdp", func(b *Bloc) string { return shock(b.GDP) })
	perBloc("shock.income", func(b *Bloc) string { return shock(b.Income) })
	if p.Legacy != LegacyResidence {
		b.WriteString(";legacy=" + p.Legacy.String())
	}
	mark := ";closure="
	for _, part := range p.Closure {
		b.WriteString(mark + part.Closure.String())
		if part.Share != 1 {
			b.WriteString(":" + number(part.Share))
		}
		mark = ","
	}
	mark = ";law="
	for _, bloc := range p.Blocs {
		for _, act := range bloc.Law {
			b.WriteString(mark + escape(bloc.Name) + ":" + strings.ReplaceAll(url.PathEscape(act), "%2F", "/"))
			mark = ","
		}
	}
}

// escape percent-encodes what has a meaning of its own in a spelling.
func escape(name string) string {
	return strings.NewReplacer(":", "%3A", "=", "%3D", "&", "%26", "+", "%2B", "$", "%24", "@", "%40", "!", "%21").Replace(url.PathEscape(name))
}
