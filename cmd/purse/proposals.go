package main

import (
	purse "commonpurse"
	"commonpurse/table"

	"github.com/spf13/cobra"
)

func proposalsCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "proposals [NAME]",
		Short: "The catalogue of proposals: members, date, who proposed it, claims, sources",
		Long: examples("Proposals to divide the union, as published.\n\nExamples:\n",
			"purse proposals",
			"purse proposals bluexit_2017",
			"purse proposals -o csv",
			"purse proposals cascadia -o json --table claims"),
		Args: atMost(1, "one name of the catalogue, or none"),
		RunE: func(_ *cobra.Command, args []string) error {
			u, err := a.union()
			if err != nil {
				return err
			}
			r, err := proposals(u, args)
			if err != nil {
				return err
			}
			return a.print(r)
		},
	}
	a.packFlag(cmd)
	a.printFlags(cmd)
	return cmd
}

func proposals(u *purse.Union, args []string) (*table.Result, error) {
	if len(args) == 0 {
		return u.Proposals()
	}
	return u.Describe(args[0])
}
