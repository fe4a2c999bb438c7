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
	s := style{numeric: true, divisor: 1, unit: c.Unit}
	switch {
	case c.Unit == "year" || c.Name == "year":
		s.plain = true
	case c.Unit == "USD" || strings.HasPrefix(c.Unit, "USD/"):
		s.dollars(largest, whole)
	case c.Unit == "share":
		s.divisor, s.unit, s.decimals = 0.01, "%", 1
		if largest < 0.01 {
			s.decimals = 3
		}
	case c.Unit == "people" || strings.HasPrefix(c.Unit, "people/"), whole:
	default:
		s.decimals = decimals(largest)
	}
	return s
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
