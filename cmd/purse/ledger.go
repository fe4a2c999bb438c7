package main

import (
	purse "commonpurse"
	"commonpurse/fault"
	"commonpurse/ledger"

	"github.com/spf13/cobra"
)

func ledgerCommand(a *app) *cobra.Command {
	var perCapita, shareGDP bool
	var years, explain, picture string
	var lines []string
	cmd := &cobra.Command{
		Use:   "ledger [REGION...]",
		Short: "Accounts of the union: every line by region, under every convention, footing to the budget",
		Long: examples("What each region pays into the common purse and is paid out of it.\n\nExamples:\n",
			"purse ledger",
			"purse ledger OH TX --convention cash:deficit=neutral",
			"purse ledger OH TX --incidence labour --table balance",
			"purse ledger OH --explain medicaid",
			"purse ledger CA --years 2015..2024 --table balance -o csv",
			"purse ledger --per-capita --table transfers -o csv --out transfers.csv"),
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			q := purse.LedgerQuestion{Regions: args, Convention: a.convention, Incidence: a.incidence, Explain: explain}
			switch {
			case perCapita && shareGDP:
				return fault.Usage("--per-capita and --share-gdp are two measures; expected one")
			case perCapita:
				q.Measure = ledger.PerResident
			case shareGDP:
				q.Measure = ledger.ShareOfGDP
			}
			if err := picturesEnd("--map", picture); err != nil {
				return err
			}
			u, err := a.union()
			if err != nil {
				return err
			}
			q.Years = []int{a.year}
			if years != "" {
				if cmd.Flags().Changed("year") {
					return fault.Usage("--year and --years; expected one of them")
				}
				first, last := purse.LedgerYears()
				if q.Years, err = ledger.ParseYears(years, first, last); err != nil {
					return err
				}
			}
			for _, name := range lines {
				text, err := a.read(name)
				if err != nil {
					return err
				}
				q.Lines = append(q.Lines, purse.File{Name: name, Text: text})
			}
			r, remarks, err := u.Ledger(q)
			if err != nil {
				return err
			}
			for _, each := range remarks {
				a.remark("%s", each)
			}
			if picture != "" {
				c, err := ledger.ParseUnder(a.convention, a.incidence)
				if err != nil {
					return err
				}
				if err := a.drawLedger(picture, u, r, q.Years[len(q.Years)-1], c.String()); err != nil {
					return err
				}
			}
			return a.print(r)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&perCapita, "per-capita", false, "transfers in dollars a resident")
	f.BoolVar(&shareGDP, "share-gdp", false, "transfers as shares of the region's product")
	f.StringVar(&years, "years", "", "a `range` of fiscal years, such as 2015..2024")
	f.StringVar(&explain, "explain", "", "how one `line` of one region came about, down to the published cells")
	f.StringVar(&picture, "map", "", "also draw the regions as a map: a `file` (SVG)")
	f.StringArrayVar(&lines, "line", nil, "replace lines by your own `file` (CSV: line,region,value,unit); may repeat")
	a.yearFlag(cmd)
	a.conventionFlag(cmd)
	a.incidenceFlag(cmd)
	a.packFlag(cmd)
	a.printFlags(cmd)
	return cmd
}
