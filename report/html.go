package report

import (
	_ "embed"
	"encoding/base64"
	"html/template"
	"io"
	"strings"

	"commonpurse/chart"
)

//go:embed page.gohtml
var pageText string

//go:embed page.css
var pageStyle string

// page is parsed once; the template is part of the program, so a mistake in it is found by the first test.
var page = template.Must(template.New("page").Parse(pageText))

// sheet is what the page template reads.
type sheet struct {
	Title, Question, Answer, Condition, Agreement, Date, Version, Digest string
	About, Absent                                                        []string
	Style                                                                template.CSS
	Hero                                                                 *figureView
	Numbers                                                              []numberView
	Sections                                                             []sectionView
}

type figureView struct {
	ID           string
	Tall         bool
	Wide, Narrow template.HTML
	Twin         *gridView
}

type numberView struct {
	Says, Label string
	Sure        []string
	Bar         template.HTML
}

type sectionView struct {
	ID, Title string
	Blocks    []blockView
}

type blockView struct {
	Lead, Para, Heading, Code string
	Items                     []string
	Figure                    *figureView
	Grid                      *gridView
	Downloads                 []downloadView
}

type gridView struct {
	Caption string
	Dense   bool
	Head    []cellView
	Rows    [][]cellView
	Notes   []string
}

type cellView struct {
	Text  string
	Words bool // words stand left, numbers right
	Row   bool // heads its row
}

type downloadView struct {
	Name, Title string
	Address     template.URL // the data itself
}

func writeHTML(w io.Writer, doc *document) error {
	v := sheet{Title: doc.title, Question: doc.question, Answer: glue(doc.answer), Condition: glue(doc.condition), Agreement: doc.agreement, Date: doc.date,
		Version: doc.version, Digest: doc.digest, About: glueAll(doc.about), Absent: doc.absent, Style: template.CSS(chart.Style(":root") + pageStyle), Hero: viewFigure(doc.hero)}
	for _, n := range doc.numbers {
		v.Numbers = append(v.Numbers, numberView{glue(n.says), n.label, glueAll(n.sure), template.HTML(n.bar)})
	}
	for _, s := range doc.sections {
		section := sectionView{ID: s.id, Title: s.title}
		for _, b := range s.blocks {
			section.Blocks = append(section.Blocks, blockView{glue(b.lead), glue(b.para), b.heading, b.code, b.list, viewFigure(b.figure), viewGrid(b.grid), viewDownloads(b.downloads)})
		}
		v.Sections = append(v.Sections, section)
	}
	return page.Execute(w, v)
}

// glue keeps a sign on the line of its amount: a browser may break between a minus and a currency sign.
func glue(s string) string { return strings.ReplaceAll(s, "−", "−\u2060") }

func glueAll(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = glue(s)
	}
	return out
}

func viewFigure(f *figure) *figureView {
	if f == nil {
		return nil
	}
	v := &figureView{ID: f.id, Tall: f.tall, Wide: template.HTML(f.wide), Narrow: template.HTML(f.narrow)}
	if len(f.twin.rows) > 0 {
		v.Twin = viewGrid(&f.twin)
	}
	return v
}

func viewGrid(g *grid) *gridView {
	if g == nil {
		return nil
	}
	v := &gridView{Caption: g.caption, Dense: g.dense, Notes: g.notes}
	words := func(j int) bool { return j < len(g.text) && g.text[j] }
	for j, h := range g.head {
		v.Head = append(v.Head, cellView{Text: h, Words: words(j)})
	}
	for _, row := range g.rows {
		cells := make([]cellView, len(row))
		for j, text := range row {
			cells[j] = cellView{Text: glue(text), Words: words(j), Row: j == 0}
		}
		v.Rows = append(v.Rows, cells)
	}
	return v
}

// viewDownloads puts tables into the page as addresses that hold their own data, so that saving one asks nobody.
func viewDownloads(list []download) []downloadView {
	var out []downloadView
	for _, d := range list {
		out = append(out, downloadView{d.name, d.title, template.URL("data:text/csv;charset=utf-8;base64," + base64.StdEncoding.EncodeToString([]byte(d.csv)))})
	}
	return out
}
