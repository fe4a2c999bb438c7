package main

import "github.com/spf13/cobra"

func validateCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "validate",
		Short: "Every published figure that the model is held against, with the distance",
		Long: examples("The ledger beside published balances, the people beside the tax statistics, the households\nbeside control totals, caseloads, poverty and average tax rates.\n\nExamples:\n",
			"purse validate --table controls_of_flows",
			"purse validate --table list",
			"purse validate -o md --out validation.md"),
		Args: atMost(0, "no argument"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			u, err := a.union()
			if err != nil {
				return err
			}
			a.tell("running the law over the people")
			r, err := u.Validate(a.threads)
			if err != nil {
				return err
			}
			return a.print(r)
		},
	}
	a.threadsFlag(cmd)
	a.printFlags(cmd)
	return cmd
}
