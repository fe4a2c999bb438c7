package statement

import (
	"strings"

	"commonpurse/us/benefit"
	"commonpurse/us/filing"
	"commonpurse/us/programs"
)

// benefits are what programs give a household, by what they are good for.
type benefits struct {
	cash     float64 // cash and near cash to which whoever qualifies is entitled
	rationed float64 // what reaches only some of those who qualify
	medical  float64 // at cost to government
	house    benefit.Household
	result   benefit.Result
}

// benefitsOf works out the programs for a household. Without programs it gives nothing.
func benefitsOf(g *programs.Params, h *filing.Household) (*benefits, error) {
	if g == nil {
		return nil, nil
	}
	filed := make([]programs.Filed, len(h.Units))
	for i := range h.Units {
		u := &h.Units[i]
		filed[i] = programs.Filed{Members: u.Members, Adults: u.Adults, Status: u.Facts.Status,
			AdjustedGrossIncome: u.Result.AdjustedGrossIncome, TaxableSocialSecurity: u.Result.TaxableSocialSecurity, IncomeTax: u.Result.IncomeTax}
	}
	given := &benefits{}
	house, result := &given.house, &given.result
	if err := programs.Gather(g, h.People, claimedOnce(filed, h), house); err != nil {
		return nil, err
	}
	programs.Calculate(g, house, result)
	for k := range benefit.Programs {
		program := benefit.Program(k)
		amount := result.Amount[program]
		switch program {
		case benefit.Medicaid, benefit.CHIP, benefit.Medicare, benefit.MedicareSavings, benefit.BasicHealth, benefit.PremiumCredit:
			given.medical += amount
		default:
			if program.Rationed() {
				given.rationed += amount
			} else {
				given.cash += amount
			}
		}
	}
	return given, nil
}

// lost says which programs gave something before and give nothing now; where none does, the one that
// gives the most less, by at least as much as the household lost.
func lost(before, now *benefits, loss float64) string {
	if before == nil || now == nil {
		return ""
	}
	var names []string
	most, fall := benefit.Program(0), 0.0
	for k := range benefit.Programs {
		if before.result.Amount[k] > 0 && now.result.Amount[k] <= 0 {
			names = append(names, benefit.Program(k).Title()+" ends")
		}
		if d := before.result.Amount[k] - now.result.Amount[k]; d > fall {
			most, fall = benefit.Program(k), d
		}
	}
	if len(names) == 0 && loss > 0 && fall >= loss {
		return most.Title() + " falls"
	}
	return strings.Join(names, ", ")
}

// claimedOnce leaves out the returns of dependents: they belong to the unit that claims them.
func claimedOnce(filed []programs.Filed, h *filing.Household) []programs.Filed {
	var list []programs.Filed
	for i := range filed {
		if !h.Units[i].Facts.Claimed {
			list = append(list, filed[i])
		}
	}
	return list
}
