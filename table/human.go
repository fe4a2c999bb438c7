package table

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"commonpurse/money"
)

// style is how one column is shown to people: which scale, how many decimals, which side.
type style struct {
	numeric  bool
	plain    bool    // years: no thousands separators
	divisor  float64 // 1, 1e6 or 1e9; 0.01 turns a share into a percentage
	decimals int
	unit     string // as shown under the column's name
}

// styleOf looks at all cells of a column, so that a column has one scale and its points align.
func styleOf(t *Table, column int) style {
	c := t.Columns[column]
	largest, numbers, whole := 0.0, 0, true
	for _, row := range t.Rows {
		v, ok := number(row[column])
		if !ok {
			if row[column] != nil {
				return style{unit: c.Unit}
			}
			continue
		}
		numbers++
		largest = max(largest, math.Abs(v))
		whole = whole && v == math.Trunc(v)
	}
	if numbers == 0 {
		return style{unit: c.Unit}
	}
	if c.Name == "year" {
		return style{numeric: true, divisor: 1, unit: c.Unit, plain: true}
	}
	return styleFor(c.Unit, largest, whole)
}

// styleFor is the style of numbers of a unit, of which this is the largest; whole says that none
// has a fraction.
func styleFor(unit string, largest float64, whole bool) style {
	s := style{numeric: true, divisor: 1, unit: unit}
	switch {
	case unit == "year":
		s.plain = true
	case unit == "USD" || strings.HasPrefix(unit, "USD/"):
		s.dollars(largest, whole)
	case unit == "share" || strings.HasPrefix(unit, "share "):
		s.divisor, s.unit, s.decimals = 0.01, strings.TrimSpace("%"+strings.TrimPrefix(unit, "share")), 1
		if largest > 0 && largest < 0.01 {
			s.decimals = 3
		}
	case unit == "people" || strings.HasPrefix(unit, "people/"), whole:
	default:
		s.decimals = decimals(largest)
	}
	return s
}

// rowUnits finds the columns of numbers whose unit stands in each row: those without a unit of their
// own in a table that has a column named unit. It gives that column too, or -1.
func rowUnits(t *Table, styles []style) (unit int, columns []int) {
	if unit = t.Column("unit"); unit < 0 || styles[unit].numeric {
		return -1, nil
	}
	for j, c := range t.Columns {
		if styles[j].numeric && c.Unit == "" {
			columns = append(columns, j)
		}
	}
	return unit, columns
}

// showRow shows the cells of such columns in one row, at one scale, which follows the number: 352.3 bn.
func showRow(row []any, unit int, columns []int) []string {
	name, _ := row[unit].(string)
	largest, whole := 0.0, true
	for _, j := range columns {
		if v, ok := number(row[j]); ok {
			largest, whole = max(largest, math.Abs(v)), whole && v == math.Trunc(v)
		}
	}
	s := styleFor(name, largest, whole)
	scale := ""
	for _, mark := range []string{" bn", " m"} {
		if strings.HasPrefix(s.unit, "USD"+mark) {
			scale = mark
		}
	}
	if strings.HasPrefix(s.unit, "%") {
		scale = "%"
	}
	shown := make([]string, len(columns))
	for i, j := range columns {
		if row[j] != nil {
			shown[i] = s.show(row[j]) + scale
		}
	}
	return shown
}

func (s *style) dollars(largest float64, whole bool) {
	scale := ""
	switch {
	case largest >= 1e9:
		s.divisor, scale = 1e9, " bn"
	case largest >= 1e6:
		s.divisor, scale = 1e6, " m"
	}
	s.unit = strings.Replace(s.unit, "USD", "USD"+scale, 1)
	switch {
	case scale != "" && largest/s.divisor < 10:
		s.decimals = 2
	case scale != "":
		s.decimals = 1
	case largest < 1000 && !whole:
		s.decimals = 2
	}
}

// decimals keeps about three digits of the largest number of a column.
func decimals(largest float64) int {
	switch {
	case largest >= 1000:
		return 0
	case largest >= 100:
		return 1
	case largest >= 1:
		return 2
	default:
		return 4
	}
}

func number(cell any) (float64, bool) {
	switch v := cell.(type) {
	case int:
		return float64(v), true
	case int64:
		return float64(v), true
	case float64:
		return v, true
	case money.Cents:
		return v.Dollars(), true
	}
	return 0, false
}

// show prints one cell for people.
func (s style) show(cell any) string {
	switch v := cell.(type) {
	case nil:
		return ""
	case string:
		return printable(v)
	case bool:
		if v {
			return "yes"
		}
		return "no"
	}
	v, _ := number(cell)
	if !s.numeric { // a column of mixed cells: each number on its own
		s = style{decimals: decimals(math.Abs(v)), divisor: 1}
		if v == math.Trunc(v) {
			s.decimals = 0
		}
	}
	text := strconv.FormatFloat(v/s.divisor, 'f', s.decimals, 64)
	if strings.Trim(text, "-0.") == "" {
		text = strings.TrimPrefix(text, "-")
	}
	if s.plain {
		return text
	}
	return separate(text)
}

// separate puts commas between thousands.
func separate(digits string) string {
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "-", digits[1:]
	}
	whole, fraction := digits, ""
	if point := strings.IndexByte(digits, '.'); point >= 0 {
		whole, fraction = digits[:point], digits[point:]
	}
	var b strings.Builder
	b.WriteString(sign)
	for i, d := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	b.WriteString(fraction)
	return b.String()
}

// printable keeps a name from a file from steering the reader's terminal: line breaks and other
// control characters become spaces.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
}
