package main

import (
	"errors"
	"io"

	purse "commonpurse"
	"commonpurse/table"

	"github.com/spf13/cobra"
)

func peopleCommand(a *app) *cobra.Command {
	var targets []string
	var export string
	cmd := &cobra.Command{
		Use:   "people [REGION...]",
		Short: "The population: units, people, dollars, targets met and missed, effective sample",
		Long: examples("The people that every result is a sum over, held against published figures.\n\nExamples:\n",
			"purse people --table regions",
			"purse people OH --table fit",
			"purse people CA TX --table items -o csv --out items.csv",
			"purse people --export people.parquet --quiet --table regions"),
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			u, err := a.union()
			if err != nil {
				return err
			}
			q := purse.PeopleQuestion{Regions: args, Year: a.year, Threads: a.threads, Progress: func(stage string) { a.tell("%s", stage) }}
			for _, name := range targets {
				text, err := a.read(name)
				if err != nil {
					return err
				}
				q.Targets = append(q.Targets, purse.File{Name: name, Text: text})
			}
			var missed purse.ErrMissed
			var r *table.Result
			ask := func(w io.Writer) (err error) {
				q.Export = w
				if r, err = u.People(q); errors.As(err, &missed) {
					return nil
				}
				return err
			}
			if export == "" {
				err = ask(nil)
			} else {
				err = a.writeTo(export, ask)
			}
			if err != nil {
				return err
			}
			if printed := a.print(r); printed != nil || missed == nil {
				return printed
			}
			return missed
		},
	}
	f := cmd.Flags()
	f.StringArrayVar(&targets, "targets", nil, "your own targets: a `file` (CSV: region,quantity,value,penalty,source,year); value off turns one off; may repeat")
	f.StringVar(&export, "export", "", "also write every filing unit to this Parquet `file`")
	a.yearFlag(cmd)
	a.threadsFlag(cmd)
	a.packFlag(cmd)
	a.printFlags(cmd)
	return cmd
}
