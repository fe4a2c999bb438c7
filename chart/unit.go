package chart

import (
	"math"
	"strconv"
	"strings"
)

// A Unit is the unit of a table's column: USD, USD/year, USD/year/person, people, share (of one), percent, year and so on.
// It knows how a number of it is printed for people.
type Unit string

// minus is the sign itself, not a hyphen.
const minus = "−"

// Symbol is what stands before an amount: $ for USD; empty if the unit is not money.
func (u Unit) Symbol() string {
	code, _, _ := strings.Cut(string(u), "/")
	switch code {
	case "USD":
		return "$"
	case "EUR":
		return "€"
	case "GBP":
		return "£"
	}
	if len(code) == 3 && strings.ToUpper(code) == code {
		return code + "\u00a0"
	}
	return ""
}

// Short prints a number for an axis or a mark: $1.2bn, 3.4m, 62%.
func (u Unit) Short(v float64) string { return u.print(v, [3]string{"m", "bn", "tn"}, false) }

// Words prints a number for a sentence: $1.2 billion, 3.4 million, 62%.
func (u Unit) Words(v float64) string {
	return u.print(v, [3]string{"\u00a0million", "\u00a0billion", "\u00a0trillion"}, false)
}

// ShortSigned is Short with a plus before what is above zero.
func (u Unit) ShortSigned(v float64) string { return u.print(v, [3]string{"m", "bn", "tn"}, true) }

// WordsSigned is Words with a plus before what is above zero.
func (u Unit) WordsSigned(v float64) string {
	return u.print(v, [3]string{"\u00a0million", "\u00a0billion", "\u00a0trillion"}, true)
}

func (u Unit) print(v float64, names [3]string, signed bool) string {
	digits := u.digits(math.Abs(v), names)
	if strings.Trim(digits, "0.%") == "" {
		return u.Symbol() + digits // zero has no sign, also when it is only small
	}
	sign := ""
	switch {
	case v < 0:
		sign = minus
	case signed:
		sign = "+"
	}
	return sign + u.Symbol() + digits
}

// digits prints a magnitude: three figures that mean something, no more.
func (u Unit) digits(v float64, names [3]string) string {
	switch u {
	case "share":
		return percent(100 * v)
	case "percent":
		return percent(v)
	case "points":
		return figures(v)
	case "index":
		return strconv.FormatFloat(v, 'f', 3, 64)
	case "ratio":
		return strconv.FormatFloat(v, 'f', 2, 64)
	case "year":
		return strconv.FormatFloat(v, 'f', 0, 64)
	case "people", "adults":
		v = math.Round(v)
	}
	scaled := [3]float64{v / 1e6, v / 1e9, v / 1e12}
	for i := 2; i >= 0; i-- {
		if scaled[i] >= 0.9995 {
			return figures(scaled[i]) + names[i]
		}
	}
	if v >= 100 || v == math.Trunc(v) || u.Symbol() != "" && v >= 10 {
		return grouped(roundTo(v, 3))
	}
	return figures(v)
}

// percent keeps one decimal below ten percent, where a whole percent would hide too much.
func percent(v float64) string {
	if v < 9.95 && v != math.Trunc(v) {
		return strings.TrimSuffix(strconv.FormatFloat(v, 'f', 1, 64), ".0") + "%"
	}
	return strconv.FormatFloat(v, 'f', 0, 64) + "%"
}

// figures prints about three significant figures without trailing zeros.
func figures(v float64) string {
	decimals := 2
	switch {
	case v >= 99.95:
		decimals = 0
	case v >= 9.995:
		decimals = 1
	}
	s := strconv.FormatFloat(v, 'f', decimals, 64)
	if decimals > 0 {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// roundTo rounds to n significant figures, so that a model does not claim to know a household's dollar. Whole numbers
// below ten thousand keep all theirs.
func roundTo(v float64, n int) float64 {
	if v < 10_000 {
		return math.Round(v)
	}
	p := math.Pow(10, float64(n)-1-math.Floor(math.Log10(v)))
	return math.Round(v*p) / p
}

// grouped prints a whole number with a comma between thousands.
func grouped(v float64) string {
	s := strconv.FormatFloat(v, 'f', 0, 64)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// short prints thousands with the given suffix and a sign.
func (u Unit) short(v float64, suffix string) string {
	sign := "+"
	if v < 0 {
		sign = minus
	}
	decimals := 1
	if math.Abs(v) >= 99_950 {
		decimals = 0
	}
	digits := strings.TrimSuffix(strconv.FormatFloat(math.Abs(v)/1000, 'f', decimals, 64), ".0")
	return sign + u.Symbol() + digits + suffix
}
