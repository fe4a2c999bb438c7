package delimited

import (
	"bytes"
	"math"
	"strconv"
)

// AppendCents appends an amount rounded half away from zero to cents, without trailing zeros:
// 12, 12.5, -0.07. It is the same on every machine.
func AppendCents(to []byte, dollars float64) []byte {
	if dollars == 0 {
		return append(to, '0')
	}
	scaled := math.Abs(float64(dollars * 100))
	if !(scaled < exactHalves) {
		return AppendScaled(to, dollars, 2)
	}
	cents := uint64(scaled + 0.5)
	if cents == 0 {
		return append(to, '0')
	}
	if dollars < 0 {
		to = append(to, '-')
	}
	to = appendWhole(to, cents/100)
	switch rest := cents % 100; {
	case rest == 0:
		return to
	case rest%10 == 0:
		return append(to, '.', byte('0'+rest/10))
	default:
		return append(to, '.', byte('0'+rest/10), byte('0'+rest%10))
	}
}

// exactHalves is where adding a half to a double stops being exact enough to round by.
const exactHalves = 1 << 50

// AppendScaled appends a number rounded half away from zero to so many decimal places (at most
// nine), without trailing zeros.
func AppendScaled(to []byte, value float64, places int) []byte {
	if value == 0 {
		return append(to, '0')
	}
	scaled := math.Round(float64(value * tens[places]))
	if !(math.Abs(scaled) < 1e15) {
		to = strconv.AppendFloat(to, value, 'f', places, 64)
		if places > 0 && !math.IsInf(value, 0) && !math.IsNaN(value) {
			to = bytes.TrimRight(to, "0") // it ends in decimals, so no digit of the whole is lost
			to = bytes.TrimSuffix(to, []byte("."))
		}
		return to
	}
	whole := int64(scaled)
	if whole < 0 {
		to = append(to, '-')
		whole = -whole
	}
	unit := int64(tens[places])
	to = appendWhole(to, uint64(whole/unit))
	rest := whole % unit
	if rest == 0 {
		return to
	}
	to = append(to, '.')
	for rest > 0 {
		unit /= 10
		to = append(to, byte('0'+rest/unit))
		rest %= unit
	}
	return to
}

// appendWhole writes digits from the last to the first.
func appendWhole(to []byte, n uint64) []byte {
	if n < 10 {
		return append(to, byte('0'+n))
	}
	var digits [20]byte
	at := len(digits)
	for n >= 10 {
		at--
		digits[at] = byte('0' + n%10)
		n /= 10
	}
	at--
	digits[at] = byte('0' + n)
	return append(to, digits[at:]...)
}
