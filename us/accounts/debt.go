package accounts

import (
	"io/fs"
	"strconv"

	"commonpurse/money"
	"commonpurse/sheet"
)

// Debt gives the union's debt held by the public at the end of a fiscal year; zero when it is not
// published.
func Debt(tables fs.FS, year int) (money.Cents, error) {
	s, err := sheet.Read(tables, "accounts/debt", "year", "item", "value", "unit", "source")
	if err != nil {
		return 0, err
	}
	for row := range s.Len() {
		if s.Text(row, "year") == strconv.Itoa(year) && s.Text(row, "item") == "held_by_public" {
			v, err := s.Float(row, "value")
			return money.ToCents(v), err
		}
	}
	return 0, nil
}
