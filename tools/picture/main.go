// Command picture draws the map of the readme: the balance of each region with the union, per
// resident, under the default convention with the deficit neutral.
//
//	go run ./tools/picture docs/picture.svg
package main

import (
	"fmt"
	"os"
	"strconv"

	purse "commonpurse"
	"commonpurse/chart"
	"commonpurse/table"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: picture FILE.svg")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "picture:", err)
		os.Exit(1)
	}
}

const convention = "benefit:deficit=neutral"

func run(name string) error {
	u, err := purse.Open()
	if err != nil {
		return err
	}
	r, _, err := u.Ledger(purse.LedgerQuestion{Years: []int{u.Year}, Convention: convention})
	if err != nil {
		return err
	}
	balance, err := r.Table("balance")
	if err != nil {
		return err
	}
	picture, err := draw(u, balance)
	if err != nil {
		return err
	}
	return os.WriteFile(name, []byte(picture.Standalone()), 0o644)
}

func draw(u *purse.Union, balance *table.Table) (chart.SVG, error) {
	code, preset, perHead := balance.Column("region"), balance.Column("convention"), balance.Column("per_resident")
	if code < 0 || preset < 0 || perHead < 0 {
		return "", fmt.Errorf("the table balance has columns %v", balance.Columns)
	}
	var tiles []chart.Tile
	for _, row := range balance.Rows {
		id, ok := u.Regions.ByCode(row[code].(string))
		value, isNumber := row[perHead].(float64)
		if !ok || !isNumber || row[preset] != convention {
			continue
		}
		at := u.Regions.At(id)
		tiles = append(tiles, chart.Tile{Code: at.Code, Name: at.Name, Row: at.TileRow, Col: at.TileColumn, Value: value})
	}
	if len(tiles) != u.Regions.Len() {
		return "", fmt.Errorf("%d of %d regions have a balance under %s", len(tiles), u.Regions.Len(), convention)
	}
	return chart.TileMap(chart.Frame{
		ID: "balance", Title: "Balance of each region with the union, per resident", Subtitle: "Outlays less receipts, the deficit neutral; every region the same area",
		Alt:  "A map of equal squares, one a region, coloured by whether it is paid more than it pays or pays more than it is paid, per resident.",
		Year: strconv.Itoa(u.Year), Convention: convention, Source: "Office of Management and Budget and the sources of each line", Version: "purse " + purse.Version, Width: 720,
	}, tiles, chart.MapKey{Below: "pays more than it is paid", Above: "is paid more than it pays", Unit: "USD/year/person"}), nil
}
