package main

import (
	"strings"

	purse "commonpurse"

	"github.com/spf13/cobra"
)

func lawCommand(a *app) *cobra.Command {
	var asOf string
	cmd := &cobra.Command{
		Use:   "law [PATTERN]",
		Short: "Parameters of the tax law: value by year, unit, citation, source",
		Long: examples("Parameters of the federal tax law by year, each with the document that says so.\n\nExamples:\n",
			"purse law ctc_amount",
			"purse law eitc_* --year 2024 --table values -o csv",
			"purse law standard_deduction --year 2025 --as-of 2025-07-03",
			"purse law ctc_* --year 2026 --law child-allowance",
			"purse law diff 2024 2026",
			"purse law diff 2026@2025-07-03 2026+child-allowance") +
			"\nActs that are built in as examples: " + strings.Join(purse.ExampleActs(), ", ") + ".",
		Args: atMost(1, "one pattern, or none"),
		RunE: func(_ *cobra.Command, args []string) error {
			q := purse.LawQuestion{Year: a.year, AsOf: asOf, Pattern: strings.Join(args, "")}
			u, err := a.open()
			if err != nil {
				return err
			}
			if q.Acts, err = a.acts(); err != nil {
				return err
			}
			r, err := u.Law(q)
			if err != nil {
				return err
			}
			return a.print(r)
		},
	}
	cmd.Flags().StringVar(&asOf, "as-of", "", "the law as it stood at the end of this `day`, such as 2025-07-03")
	a.yearFlag(cmd)
	a.lawFlag(cmd)
	a.printFlags(cmd)
	cmd.AddCommand(lawDiffCommand(a))
	return cmd
}

func lawDiffCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "diff A B",
		Short: "What differs between the law at two points: YEAR, YEAR@DATE, YEAR+ACT",
		Long: examples("What differs between the law at two points. A point is a year, with @ the day on which the law stood so, with + an act.\n\nExamples:\n",
			"purse law diff 2024 2026",
			"purse law diff 2026@2025-07-03 2026",
			"purse law diff 2026 2026+child-allowance -o csv"),
		Args: exactly(2, "two points of the law"),
		RunE: func(_ *cobra.Command, args []string) error {
			u, err := a.open()
			if err != nil {
				return err
			}
			r, err := u.LawDifference(args[0], args[1], a.read)
			if err != nil {
				return err
			}
			return a.print(r)
		},
	}
	a.printFlags(cmd)
	return cmd
}
