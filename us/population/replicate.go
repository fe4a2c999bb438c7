package population

import (
	"fmt"

	"commonpurse/people"
)

// ReplicateCount is how many replicates the estimates of the union use.
const ReplicateCount = 200

// ReplicateSeed keys their draws.
const ReplicateSeed = 2022

// Replicates prepares the replicate weights: every one keeps each region's people by age, returns
// and adjusted gross income by class and, when given, tax of each household. agi is by unit, and
// counts where the unit files; tax is by household and may be nil.
func (p *People) Replicates(agi, tax []float64, count int) (*people.Replicates, error) {
	controls := make([]people.Control, 0, 2*Classes+AgeGroups)
	column := func(name string) []float64 {
		v := make([]float64, p.Len())
		controls = append(controls, people.Control{Name: name, Values: v})
		return v
	}
	var returns, income [Classes + 1][]float64
	var ages [AgeGroups][]float64
	for k := 1; k <= Classes; k++ {
		returns[k] = column(fmt.Sprintf("returns_class_%d", k))
	}
	for k := 2; k <= Classes; k++ {
		income[k] = column(fmt.Sprintf("adjusted_gross_income_class_%d", k))
	}
	for g, name := range AgeGroupNames {
		ages[g] = column("persons_" + name)
	}
	certain := make([]bool, p.Len())
	for h := range p.Len() {
		certain[h] = p.Top(h)
		var n [AgeGroups]int
		for i := int(p.First[h]); i < int(p.First[h+1]); i++ {
			p.AgeCounts(i, &n)
			if !p.Files(i) {
				continue
			}
			k := ClassOf(agi[i])
			returns[k][h]++
			if k > 1 {
				income[k][h] += agi[i]
			}
		}
		for g := range n {
			ages[g][h] = float64(n[g])
		}
	}
	if tax != nil {
		controls = append(controls, people.Control{Name: "income_tax", Values: tax})
	}
	return people.NewReplicates(p.People, certain, controls, count, ReplicateSeed)
}
