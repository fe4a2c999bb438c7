package delimited

import (
	"bytes"
	"math"
	"strconv"
)

// Limit is the largest amount a file may hold, a trillion dollars: far above any household, and
// low enough for cents to be exact in a double.
const Limit = 1e12

// A Problem says why a field is no number.
type Problem string

const (
	Good     Problem = ""
	Empty    Problem = "the cell is empty"
	NotANum  Problem = "not a number"
	NotFine  Problem = "not a finite number"
	TooLarge Problem = "the number overflows: its size is above 1e12"
)

var tens = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// Number reads a decimal number. Up to 15 digits are read in place, exactly: the digits fit a
// double and so does the power of ten, hence one correctly rounded division. All else (exponents,
// more digits, blanks around) goes the slow way.
func Number(text []byte) (float64, Problem) {
	i, negative := 0, false
	if len(text) > 0 && text[0] == '-' {
		i, negative = 1, true
	}
	var digits uint64
	start, point := i, -1
	for ; i < len(text); i++ {
		c := text[i] - '0'
		if c <= 9 {
			digits = digits*10 + uint64(c)
		} else if text[i] == '.' && point < 0 {
			point = i
		} else {
			return slowNumber(text)
		}
	}
	count, places := i-start, 0
	if point >= 0 {
		count--
		places = i - point - 1
	}
	if count == 0 || count > 15 {
		return slowNumber(text)
	}
	value := float64(digits)
	if places > 0 {
		value /= tens[places]
	}
	if negative {
		value = -value
	}
	if value > Limit || value < -Limit {
		return 0, TooLarge
	}
	return value, Good
}

func slowNumber(text []byte) (float64, Problem) {
	text = bytes.TrimSpace(text)
	if len(text) == 0 {
		return 0, Empty
	}
	for _, c := range text {
		// ParseFloat would take hexadecimal, underscores, inf and nan.
		if (c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E' {
			return 0, named(text)
		}
	}
	value, err := strconv.ParseFloat(string(text), 64)
	if math.IsInf(value, 0) || value > Limit || value < -Limit {
		return 0, TooLarge
	}
	if err != nil {
		return 0, NotANum
	}
	return value, Good
}

// named tells the spellings of no number (NaN, NA, inf) from other text.
func named(text []byte) Problem {
	switch string(bytes.ToLower(bytes.TrimLeft(text, "+-"))) {
	case "nan", "inf", "infinity", "na", "n/a", "null":
		return NotFine
	}
	return NotANum
}
