package main

import (
	"errors"
	"io"

	purse "commonpurse"

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
			q := purse.PeopleQuestion{Regions: args, Year: a.year, Threads: a.threads}
			for _, name := range targets {
				text, err := a.read(name)
				if err != nil {
					return err
				}
				q.Targets = append(q.Targets, purse.File{Name: name, Text: text})
			}
			a.tell("running the law over the people")
			r, err := u.People(q)
			missed := errors.Is(err, purse.ErrMissed)
			if err != nil && !missed {
				return err
			}
			if export != "" {
				if err := a.writeTo(export, func(w io.Writer) error { return u.ExportPeople(w, a.year) }); err != nil {
					return err
				}
			}
			if printed := a.print(r); printed != nil || !missed {
				return printed
			}
			return err
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
