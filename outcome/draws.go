package outcome

import "commonpurse/region"

// seed of the bootstrap; another seed moves the ends of intervals by a few percent of their width
const seed = 0x636f6d6d6f6e7075

// multiplicity turns a random byte into how often a survey household is drawn: a distribution with
// mean exactly 1 and variance 1.008, as close to Poisson(1) as 256 equal chances come.
var multiplicity = func() (table [256]float64) {
	at := 95 // chances of 0
	for times, chances := range []int{93, 47, 16, 4, 1} {
		for range chances {
			table[at] = float64(times + 1)
			at++
		}
	}
	return table
}()

// vector is one number a replicate.
type vector [Replicates]float64

// draw fills in how often a survey household is drawn in each replicate. Draws are keyed by region
// and survey household: copies of one household are drawn together, and a household draws the same
// in every split.
func (v *vector) draw(r region.ID, survey uint32, certain bool) {
	if certain {
		for i := range v {
			v[i] = 1
		}
		return
	}
	key := uint64(seed) ^ (uint64(r)<<32|uint64(survey))*0x9e3779b97f4a7c15
	for i := 0; i < Replicates; i += 8 {
		key += 0x9e3779b97f4a7c15
		z := key
		z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
		z = (z ^ z>>27) * 0x94d049bb133111eb
		z ^= z >> 31
		w := v[i : i+8 : i+8]
		w[0], w[1], w[2], w[3] = multiplicity[byte(z)], multiplicity[byte(z>>8)], multiplicity[byte(z>>16)], multiplicity[byte(z>>24)]
		w[4], w[5], w[6], w[7] = multiplicity[byte(z>>32)], multiplicity[byte(z>>40)], multiplicity[byte(z>>48)], multiplicity[byte(z>>56)]
	}
}

// add adds value × draws. The hottest loop of the intervals: 200 products a call.
func (v *vector) add(value float64, draws *vector) {
	for i := 0; i < Replicates; i += 4 {
		v[i] += float64(value * draws[i])
		v[i+1] += float64(value * draws[i+1])
		v[i+2] += float64(value * draws[i+2])
		v[i+3] += float64(value * draws[i+3])
	}
}
