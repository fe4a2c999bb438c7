package table

import (
	"math"
	"strconv"

	"commonpurse/money"
)

// raw prints a cell for machines: the shortest digits that read back as the same number, no
// exponent below 1e21, cents always with two decimals, an empty string for no value.
func raw(cell any) string {
	switch v := cell.(type) {
	case nil:
		return ""
	case string:
		return v
	case bool:
		return strconv.FormatBool(v)
	case int:
		return strconv.Itoa(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return rawFloat(v)
	case money.Cents:
		return rawCents(v)
	}
	return ""
}

// rawFloat follows JSON's customary form: plain digits between 1e-6 and 1e21, else an exponent.
// Negative zero prints as 0, so that an order of additions cannot show.
func rawFloat(v float64) string {
	if v == 0 {
		return "0"
	}
	if a := math.Abs(v); a < 1e-6 || a >= 1e21 {
		return strconv.FormatFloat(v, 'e', -1, 64)
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

func rawCents(c money.Cents) string {
	sign, magnitude := "", uint64(c)
	if c < 0 {
		sign, magnitude = "-", -magnitude
	}
	cents := strconv.FormatUint(magnitude%100, 10)
	if len(cents) == 1 {
		cents = "0" + cents
	}
	return sign + strconv.FormatUint(magnitude/100, 10) + "." + cents
}
