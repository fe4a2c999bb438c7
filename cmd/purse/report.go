package main

import (
	"commonpurse/fault"

	"github.com/spf13/cobra"
)

func reportCommand(a *app) *cobra.Command {
	var flags splitFlags
	cmd := &cobra.Command{
		Use:   "report PROPOSAL",
		Short: "The report of a split alone, as HTML, PDF or Markdown",
		Long: examples("The report of a split: one file that asks no address for anything.\n\nExamples:\n",
			"purse report bluexit_2017 --out bluexit.html",
			"purse report CA+OR+WA --convention cash --out pacific.md") +
			"\nA PDF is printed by an installed Chromium.",
		Args: oneProposal,
		RunE: func(cmd *cobra.Command, args []string) error {
			if a.file == "" {
				return &fault.Fault{File: "--out", Problem: "no file is named", Expected: reportEndings}
			}
			if _, err := writerOf(a.file); err != nil {
				return err
			}
			r, err := a.split(args[0], &flags, a.file)
			if err != nil {
				return err
			}
			return a.report(cmd.Context(), a.file, r)
		},
	}
	flags.add(a, cmd)
	a.fileFlags(cmd)
	return cmd
}
