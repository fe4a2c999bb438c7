package population

// HeadAge gives the age of the head of filing unit i.
func (p *People) HeadAge(i int) int { return int(p.ageHead[i]) }

// Dependents counts the dependents of filing unit i in a group of age (Dependents0 to
// Dependents65). A dependent's own return has none.
func (p *People) Dependents(i, group int) int { return int(p.deps[group][i]) }
