package people

import "math"

// Decision names what a draw decides. A pipeline numbers its decisions; two draws of one unit for
// different decisions are independent.
type Decision uint32

// Key names one unit of one household: draws are functions of it, so that adding a row somewhere
// changes no draw elsewhere, and a household draws the same under every law.
type Key struct {
	Seed   uint64
	Survey uint32 // survey household
	Copy   uint8
	Unit   uint8
}

// bits mixes key and decision (splitmix64's finalizer over each word).
func (k Key) bits(d Decision) uint64 {
	x := mix(k.Seed + 0x9e3779b97f4a7c15)
	x = mix(x ^ (uint64(k.Survey)<<16 | uint64(k.Copy)<<8 | uint64(k.Unit)))
	return mix(x ^ (uint64(d)+1)*0xd1342543de82ef95)
}

func mix(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}

// Uniform draws from the open interval (0, 1).
func (k Key) Uniform(d Decision) float64 {
	return float64((float64(k.bits(d)>>12) + 0.5) / (1 << 52))
}

// Normal draws from the standard normal distribution, by inversion.
func (k Key) Normal(d Decision) float64 {
	return math.Sqrt2 * math.Erfinv(float64(2*k.Uniform(d))-1)
}
