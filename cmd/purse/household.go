package main

import (
	"cmp"
	"strings"

	purse "commonpurse"
	"commonpurse/fault"

	"github.com/spf13/cobra"
)

// householdQuestion reads the file and the flags of a question about a household.
func (a *app) householdQuestion(file, asOf string) (*purse.Union, purse.HouseholdQuestion, error) {
	q := purse.HouseholdQuestion{Year: a.year, AsOf: asOf}
	u, err := a.open()
	if err != nil {
		return nil, q, err
	}
	text, err := a.read(file)
	if err != nil {
		return nil, q, err
	}
	q.File = purse.File{Name: file, Text: text}
	q.Acts, err = a.acts()
	return u, q, err
}

// householdFlags are those of questions about a household.
func (a *app) householdFlags(cmd *cobra.Command, asOf *string) {
	a.yearFlag(cmd)
	cmd.Flags().StringVar(asOf, "as-of", "", "the law as it stood at the end of this `day`, such as 2025-07-03")
	a.lawFlag(cmd)
	a.printFlags(cmd)
}

func householdCommand(a *app) *cobra.Command {
	var sweep, in, asOf, picture, regions string
	cmd := &cobra.Command{
		Use:   "household FILE",
		Short: "One household: taxes, benefits, what it keeps, marginal rates; curves over an income",
		Long: examples("The filing units of a household, each return in the order of the form, its benefits, and what it keeps.\n"+
			"A table of people (columns household, person, age, wages and so on) gives the tables households, units and people.\n\nExamples:\n",
			"purse household household.yaml",
			"purse household household.yaml --law child-allowance --year 2026",
			"purse household household.yaml --sweep wages=0..60000/500",
			"purse household household.yaml --sweep wages=0..60000/500 --chart curve.svg -o csv --out curve.csv",
			"purse household household.yaml --in OH,TX,CA",
			"purse household household.yaml --in all --map regions.svg",
			"purse household household.yaml --in all --table across -o csv",
			"purse household household.yaml --table return -o csv",
			"purse household households.csv --table households -o csv --out results.csv"),
		Args: exactly(1, "the file of a household, a table of many (CSV or Parquet), or -"),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := cmp.Or(picturesEnd("--chart", picture), picturesEnd("--map", regions)); err != nil {
				return err
			}
			u, q, err := a.householdQuestion(args[0], asOf)
			if err != nil {
				return err
			}
			many := purse.IsTable(q.File.Text)
			switch {
			case many && (sweep != "" || in != ""):
				return fault.Usage("--sweep and --in are for one household; %s is a table of many", args[0])
			case sweep != "" && in != "":
				return fault.Usage("--sweep and --in; expected one of them")
			case picture != "" && sweep == "":
				return fault.Usage("--chart draws a curve; expected --sweep with it")
			case regions != "" && in == "":
				return fault.Usage("--map draws regions; expected --in with it")
			case sweep != "":
				return a.curve(u, q, sweep, picture)
			case in != "":
				return a.across(u, q, in, regions)
			}
			answer := u.Household
			if many {
				q.Threads = a.threads
				a.tell("working out the households")
				answer = u.Households
			}
			r, err := answer(q)
			if err != nil {
				return err
			}
			return a.print(r)
		},
	}
	cmd.Flags().StringVar(&sweep, "sweep", "", "a curve over one `amount`: wages=0..100000/500, or Ben.wages=... for one of the others")
	cmd.Flags().StringVar(&picture, "chart", "", "also draw the curve of --sweep: a `file` (SVG)")
	cmd.Flags().StringVar(&regions, "map", "", "also draw the regions as a map: a `file` (SVG)")
	cmd.Flags().StringVar(&in, "in", "", "the same household in other `regions`: OH,TX or all")
	a.householdFlags(cmd, &asOf)
	a.threadsFlag(cmd)
	return cmd
}

// curve tells and draws how the household fares as one amount moves.
func (a *app) curve(u *purse.Union, q purse.HouseholdQuestion, sweep, picture string) error {
	r, err := u.HouseholdCurve(q, sweep)
	if err != nil {
		return err
	}
	t, err := r.Table("curve")
	if err != nil {
		return err
	}
	c, err := curveOf(t)
	if err != nil {
		return err
	}
	if picture != "" {
		if err := a.drawCurve(picture, c); err != nil {
			return err
		}
	}
	return a.printAfter(c.plot, r)
}

// across tells and draws how the household fares in other regions.
func (a *app) across(u *purse.Union, q purse.HouseholdQuestion, in, picture string) error {
	r, err := u.HouseholdAcross(q, strings.Split(in, ","))
	if err != nil {
		return err
	}
	if picture != "" {
		if err := a.drawAcross(picture, u, r); err != nil {
			return err
		}
	}
	return a.print(r)
}

func explainCommand(a *app) *cobra.Command {
	var asOf string
	var which int
	cmd := &cobra.Command{
		Use:   "explain FILE ITEM",
		Short: "How one number of a household came about, tax or benefit: sections, form lines, parameters, sources",
		Long: examples("The chain behind a number, rule by rule, back to what was entered.\n\nExamples:\n",
			"purse explain household.yaml earned_income_credit",
			"purse explain household.yaml income_tax -o md",
			"purse explain household.yaml snap",
			"purse explain household.yaml child_tax_credit --table parameters"),
		Args: exactly(2, "the file of a household and an item of its return or a program"),
		RunE: func(_ *cobra.Command, args []string) error {
			u, q, err := a.householdQuestion(args[0], asOf)
			if err != nil {
				return err
			}
			r, err := u.Explain(q, args[1], which)
			if err != nil {
				return err
			}
			return a.print(r)
		},
	}
	cmd.Flags().IntVar(&which, "unit", 1, "which filing unit of the household, by `number`")
	a.householdFlags(cmd, &asOf)
	return cmd
}
