package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	purse "commonpurse"
	"commonpurse/chart"
	"commonpurse/fault"
	"commonpurse/table"
)

// drawLedger draws the map of the regions' balances per resident, under the convention asked for,
// as an SVG file of its own.
func (a *app) drawLedger(name string, u *purse.Union, r *table.Result, year int, convention string) error {
	balance, err := r.Table("balance")
	if err != nil {
		return err
	}
	picture, err := ledgerMap(u, balance, year, convention)
	if err != nil {
		return err
	}
	return a.writeTo(name, func(w io.Writer) error {
		_, err := io.WriteString(w, string(picture.Standalone()))
		return err
	})
}

func ledgerMap(u *purse.Union, balance *table.Table, year int, convention string) (chart.SVG, error) {
	at, code, preset, perHead := balance.Column("year"), balance.Column("region"), balance.Column("convention"), balance.Column("per_resident")
	if at < 0 || code < 0 || preset < 0 || perHead < 0 {
		return "", fmt.Errorf("the table balance has columns %v", balance.Columns)
	}
	var tiles []chart.Tile
	for _, row := range balance.Rows {
		name, isCode := row[code].(string)
		value, isNumber := row[perHead].(float64)
		if !isCode || !isNumber || row[preset] != convention || fmt.Sprint(row[at]) != strconv.Itoa(year) {
			continue
		}
		id, ok := u.Regions.ByCode(name)
		if !ok { // the row of all regions together
			continue
		}
		place := u.Regions.At(id)
		tiles = append(tiles, chart.Tile{Code: place.Code, Name: place.Name, Row: place.TileRow, Col: place.TileColumn, Value: value})
	}
	if len(tiles) == 0 {
		return "", fmt.Errorf("no region has a balance under %s in %d", convention, year)
	}
	return chart.TileMap(chart.Frame{
		ID: "balance", Title: "Balance of each region with the union, per resident", Subtitle: "Outlays less receipts; every region the same area",
		Alt:  "A map of equal squares, one a region, coloured by whether it is paid more than it pays or pays more than it is paid, per resident.",
		Year: strconv.Itoa(year), Convention: convention, Source: "Office of Management and Budget and the sources of each line", Version: "purse " + purse.Version, Width: 720,
	}, tiles, chart.MapKey{Below: "pays more than it is paid", Above: "is paid more than it pays", Unit: "USD/year/person"}), nil
}

// drawAcross draws how much more or less the same household has in each region than in the middle
// one of those asked for, medical benefits at their cost included.
func (a *app) drawAcross(name string, u *purse.Union, r *table.Result) error {
	t, err := r.Table("across")
	if err != nil {
		return err
	}
	code, income := t.Column("region"), t.Column("comprehensive_income")
	measure := "income with medical benefits at their cost to government"
	if income < 0 { // a year without programs
		income, measure = t.Column("disposable_income"), "disposable income; no benefits are worked out"
	}
	if code < 0 || income < 0 {
		return fmt.Errorf("the table across has columns %v", t.Columns)
	}
	var tiles []chart.Tile
	var values []float64
	for _, row := range t.Rows {
		region, _ := row[code].(string)
		value, isNumber := row[income].(float64)
		id, known := u.Regions.ByCode(region)
		if !known || !isNumber {
			return fmt.Errorf("the table across has a row of %q", region)
		}
		place := u.Regions.At(id)
		tiles = append(tiles, chart.Tile{Code: place.Code, Name: place.Name, Row: place.TileRow, Col: place.TileColumn, Value: value})
		values = append(values, value)
	}
	slices.Sort(values)
	middle := values[len(values)/2]
	for i := range tiles {
		tiles[i].Value -= middle
	}
	picture := chart.TileMap(chart.Frame{
		ID: "across", Title: "What the same household has in each region", Subtitle: "Compared with the region in the middle, where it has " + chart.Unit("USD").Short(middle) + " a year; every region the same area",
		Alt:    "A map of equal squares, one a region, coloured by how much more or less the household has there than in the region in the middle. The same figures are in the table across.",
		Note:   "Measured: " + measure + ". Federal taxes and programs only; every program is taken up. Costs of living are not compared.",
		Source: "the law and program rows that purse explain names", Version: "purse " + purse.Version, Width: 720,
	}, tiles, chart.MapKey{Below: "less than in the middle", Above: "more than in the middle", Unit: "USD/year"})
	return a.writeTo(name, func(w io.Writer) error {
		_, err := io.WriteString(w, string(picture.Standalone()))
		return err
	})
}

// picturesEnd holds the files of pictures to their kind, before anything is worked out.
func picturesEnd(flag, name string) error {
	if name == "" || strings.HasSuffix(strings.ToLower(name), ".svg") {
		return nil
	}
	return &fault.Fault{File: flag, Problem: "the ending of " + name + " names no picture that is drawn here", Expected: "a name that ends in .svg"}
}
