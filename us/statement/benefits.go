package statement

import (
	"commonpurse/table"
	"commonpurse/us/benefit"
	"commonpurse/us/filing"
	"commonpurse/us/programs"
)

// benefits are what programs give a household, by what they are good for.
type benefits struct {
	cash     float64 // cash and near cash to which whoever qualifies is entitled
	rationed float64 // what reaches only some of those who qualify
	medical  float64 // at cost to government
}

// benefitsOf works out the programs for a household and tells them as a table. Without programs it
// gives nothing.
func benefitsOf(g *programs.Params, h *filing.Household) (*benefits, []table.Table, error) {
	if g == nil {
		return nil, nil, nil
	}
	filed := make([]programs.Filed, len(h.Units))
	for i := range h.Units {
		u := &h.Units[i]
		filed[i] = programs.Filed{Members: u.Members, Adults: u.Adults, Status: u.Facts.Status,
			AdjustedGrossIncome: u.Result.AdjustedGrossIncome, TaxableSocialSecurity: u.Result.TaxableSocialSecurity, IncomeTax: u.Result.IncomeTax}
	}
	var house benefit.Household
	var result benefit.Result
	if err := programs.Gather(g, h.People, claimedOnce(filed, h), &house); err != nil {
		return nil, nil, err
	}
	programs.Calculate(g, &house, &result)
	t, err := programs.Statement(g, &house, &result)
	if err != nil {
		return nil, nil, err
	}
	given := &benefits{}
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
	return given, []table.Table{t}, nil
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
