package accounts

import (
	"fmt"
	"strings"

	"commonpurse/us/benefit"
	"commonpurse/us/published"
)

// Remarks say which caseloads of the year are not published, and of which year those are that stand
// in for them.
func (a *Accounts) Remarks() []string {
	var words []string
	for k := range benefit.Programs {
		first, last := 0, 0
		for i := range a.Uptake.Loads {
			load := &a.Uptake.Loads[i]
			if load.Program != benefit.Program(k) || load.Grade == published.Published {
				continue
			}
			if first == 0 || load.Year < first {
				first = load.Year
			}
			last = max(last, load.Year)
		}
		switch {
		case first == 0:
		case first == last:
			words = append(words, fmt.Sprintf("%s (%d)", benefit.Program(k), first))
		default:
			words = append(words, fmt.Sprintf("%s (%d to %d)", benefit.Program(k), first, last))
		}
	}
	if len(words) == 0 {
		return nil
	}
	return []string{fmt.Sprintf("Caseloads of %d that are not published stand at those of another year: %s.", a.Households.Year, strings.Join(words, ", "))}
}
