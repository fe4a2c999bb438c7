package main

import (
	"fmt"
	"io"
	"strings"

	purse "commonpurse"
	"commonpurse/chart"
	"commonpurse/table"

	"github.com/guptarohit/asciigraph"
)

// sweepCurve is the table curve of a sweep as lines.
type sweepCurve struct {
	chart.Curves
	item string // what varies
}

// curveOf reads the table that a sweep gives.
func curveOf(t *table.Table) (*sweepCurve, error) {
	c := &sweepCurve{item: t.Columns[0].Name}
	lines := []struct{ column, name string }{
		{"disposable_income", "what is kept"},
		{"taxes", "income and payroll tax, refunds taken off"},
		{"refundable_credits", "refundable credits, within the tax"},
		{"benefits", "cash and near-cash benefits"},
		{"medical_benefits", "medical benefits, not in what is kept"},
	}
	column := func(name string) int { return t.Column(name) }
	for _, name := range []string{"income_tax", "payroll_tax", "disposable_income", "refundable_credits", "benefits", "medical_benefits", "marginal_rate", "cliff", "cliff_with_medical", "lost"} {
		if column(name) < 0 {
			return nil, fmt.Errorf("the table %s has no column %s", t.Name, name)
		}
	}
	values := func(name string) []float64 {
		list := make([]float64, len(t.Rows))
		for i, row := range t.Rows {
			list[i], _ = row[column(name)].(float64) // nothing where no benefits are worked out
		}
		return list
	}
	c.X = values(c.item)
	for _, line := range lines {
		var y []float64
		if line.column == "taxes" {
			y = values("income_tax")
			for i, payroll := range values("payroll_tax") {
				y[i] += payroll
			}
		} else {
			y = values(line.column)
		}
		if line.column == "disposable_income" || line.column == "taxes" || !flat(y) {
			c.Lines = append(c.Lines, chart.Line{Name: line.name, Y: y})
		}
	}
	c.Rate = values("marginal_rate")
	if len(c.Rate) > 1 { // the first point has none before it
		c.Rate[0] = c.Rate[1]
	}
	c.cliffs(t)
	return c, nil
}

func flat(y []float64) bool {
	for _, v := range y {
		if v != 0 {
			return false
		}
	}
	return true
}

func (c *sweepCurve) cliffs(t *table.Table) {
	kept, at := t.Column("disposable_income"), t.Column("cliff")
	medical, medicalAt, lost := t.Column("medical_benefits"), t.Column("cliff_with_medical"), t.Column("lost")
	for i, row := range t.Rows {
		fell, _ := row[at].(bool)
		fellWithMedical, _ := row[medicalAt].(bool)
		loss := -change(t, kept, i)
		verb := "keeps"
		switch {
		case fell:
		case fellWithMedical:
			loss -= change(t, medical, i)
			verb = "has, with medical benefits,"
		default:
			continue
		}
		label := fmt.Sprintf("at %s it %s %s less than at %s", dollars(c.X[i]), verb, dollars(loss), dollars(c.X[i-1]))
		if what, _ := row[lost].(string); what != "" {
			label += ": " + what
		}
		c.Cliffs = append(c.Cliffs, chart.Cliff{X: c.X[i], Label: label})
	}
}

// change of a column from the row before.
func change(t *table.Table, column, i int) float64 {
	if i == 0 {
		return 0
	}
	now, _ := t.Rows[i][column].(float64)
	before, _ := t.Rows[i-1][column].(float64)
	return now - before
}

func dollars(x float64) string { return chart.Unit("USD").Short(x) }

// drawCurve writes the curve as an SVG file of its own.
func (a *app) drawCurve(name string, c *sweepCurve) error {
	f := chart.Frame{ID: "curve", Title: "What a household pays, is paid and keeps as " + words(c.item) + " rise", Subtitle: "Dollars a year",
		Alt:  "Lines of what is kept, taxes, credits and benefits over " + words(c.item) + ", and below them the marginal rate. The same figures are in the table curve.",
		Note: "Federal taxes and programs only. Every program is taken up.", Source: "the law and program rows that purse explain names", Version: "purse " + purse.Version, Width: 720}
	picture := chart.Curve(f, c.Curves, words(c.item)+" a year", "USD", "USD")
	return a.writeTo(name, func(w io.Writer) error {
		_, err := io.WriteString(w, string(picture.Standalone()))
		return err
	})
}

func words(item string) string { return strings.ReplaceAll(item, "_", " ") }

// marks tell the lines of a plot of characters apart where there is no colour.
var (
	marks   = []string{"#", "-", ":", "*", "o"}
	colours = []asciigraph.AnsiColor{asciigraph.Default, asciigraph.Orange, asciigraph.Green, asciigraph.DodgerBlue, asciigraph.Violet}
)

// plot draws the curve with characters, above the table of its figures.
func (c *sweepCurve) plot(w io.Writer, how table.Text) error {
	width := 72
	if how.Width > 0 {
		width = max(20, min(how.Width-14, 120))
	}
	var data [][]float64
	var sets []asciigraph.CharSet
	names := make([]string, len(c.Lines))
	for i, line := range c.Lines {
		data = append(data, line.Y)
		names[i] = line.Name
		sets = append(sets, asciigraph.CreateCharSet(marks[i]))
	}
	axis := asciigraph.XAxisRange(c.X[0], c.X[len(c.X)-1])
	options := []asciigraph.Option{asciigraph.Width(width), asciigraph.Height(16), asciigraph.Precision(0), asciigraph.SeriesChars(sets...), axis,
		asciigraph.YAxisValueFormatter(dollars), asciigraph.XAxisValueFormatter(dollars), asciigraph.XAxisTickCount(5)}
	if how.Bold {
		options = append(options, asciigraph.SeriesColors(colours[:len(data)]...))
	}
	_, err := fmt.Fprintf(w, "Dollars a year as %s rise\n%s\n%s\n\n", words(c.item), asciigraph.PlotMany(data, options...), key(names))
	if err != nil {
		return err
	}
	rates := make([]float64, len(c.Rate))
	for i, r := range c.Rate {
		rates[i] = 100 * max(-0.5, min(r, 1.5)) // a cliff has no bound
	}
	_, err = fmt.Fprintf(w, "Marginal rate: of each further dollar, not kept\n%s\n\n", asciigraph.Plot(rates, asciigraph.Width(width), asciigraph.Height(8),
		axis, asciigraph.XAxisValueFormatter(dollars), asciigraph.XAxisTickCount(5), asciigraph.YAxisValueFormatter(func(v float64) string { return fmt.Sprintf("%.0f%%", v) })))
	if err != nil || len(c.Cliffs) == 0 {
		return err
	}
	for _, cliff := range c.Cliffs {
		if _, err := fmt.Fprintln(w, "Cliff: "+cliff.Label); err != nil {
			return err
		}
	}
	_, err = fmt.Fprintln(w)
	return err
}

func key(names []string) string {
	parts := make([]string, len(names))
	for i, name := range names {
		parts[i] = marks[i] + " " + name
	}
	return strings.Join(parts, "\n")
}
