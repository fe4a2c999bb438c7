package population

// The groups of dependents that the survey tells apart.
const (
	Dependents0  = iota // under 6
	Dependents6         // 6 to 12
	Dependents13        // 13 to 16
	Dependents17
	Dependents18 // 18 to 20
	Dependents21 // 21 to 64
	Dependents65
	DependentGroups
)

// AgeGroups is how many groups of age the weights are calibrated to.
const AgeGroups = 6

// AgeGroupNames are these groups.
var AgeGroupNames = [AgeGroups]string{"0-5", "6-17", "18-44", "45-64", "65-74", "75+"}

// AgeGroup gives the group of an age.
func AgeGroup(age int) int {
	switch {
	case age < 6:
		return 0
	case age < 18:
		return 1
	case age < 45:
		return 2
	case age < 65:
		return 3
	case age < 75:
		return 4
	}
	return 5
}

// dependentAgeGroup is the age group of each group of dependents.
var dependentAgeGroup = [DependentGroups]int{0, 1, 1, 1, 2, 2, 4}
