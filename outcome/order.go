package outcome

import "math"

// sorter orders rows by a value, ascending; rows of equal value keep their order. It sorts 32-bit
// keys made of float32 by radix: values closer than one part in ten million count as equal, which
// no published number can tell. The zero sorter is ready; it keeps its memory for the next use.
type sorter struct {
	keys, spare []uint64
}

const (
	digit   = 11
	buckets = 1 << digit
)

// order fills into with the rows 0 … len(values)-1 in ascending order of value.
func (s *sorter) order(values []float64, into []int32) {
	n := len(values)
	if cap(s.keys) < n {
		s.keys, s.spare = make([]uint64, n), make([]uint64, n)
	}
	keys, spare := s.keys[:n], s.spare[:n]
	var counts [3][buckets]uint32
	for i, v := range values {
		bits := math.Float32bits(float32(v))
		if bits>>31 == 1 {
			bits = ^bits
		} else {
			bits |= 1 << 31
		}
		counts[0][bits&(buckets-1)]++
		counts[1][bits>>digit&(buckets-1)]++
		counts[2][bits>>(2*digit)]++
		keys[i] = uint64(bits)<<32 | uint64(i)
	}
	for pass := range 3 {
		var at uint32
		count := &counts[pass]
		for d, c := range count {
			count[d] = at
			at += c
		}
		shift := 32 + digit*pass
		for _, key := range keys {
			d := key >> shift & (buckets - 1)
			spare[count[d]] = key
			count[d]++
		}
		keys, spare = spare, keys
	}
	for i, key := range keys {
		into[i] = int32(uint32(key))
	}
}
