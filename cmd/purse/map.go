package main

import (
	"fmt"
	"io"
	"strconv"

	purse "commonpurse"
	"commonpurse/chart"
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
