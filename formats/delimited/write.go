package delimited

import (
	"math"
	"strconv"
)

// AppendCents appends an amount rounded half away from zero to cents, without trailing zeros:
// 12, 12.5, -0.07. It is the same on every machine.
func AppendCents(to []byte, dollars float64) []byte {
	return AppendScaled(to, dollars, 2)
}

// AppendScaled appends a number rounded half away from zero to so many decimal places (at most
// nine), without trailing zeros.
func AppendScaled(to []byte, value float64, places int) []byte {
	if value == 0 {
		return append(to, '0')
	}
	scaled := math.Round(float64(value * tens[places]))
	if !(math.Abs(scaled) < 1e15) {
		return strconv.AppendFloat(to, value, 'f', places, 64)
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

func appendWhole(to []byte, n uint64) []byte {
	if n < 10 {
		return append(to, byte('0'+n))
	}
	return strconv.AppendUint(to, n, 10)
}
