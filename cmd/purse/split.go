package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	purse "commonpurse"
	"commonpurse/fault"
	"commonpurse/report"
	"commonpurse/split"
	"commonpurse/table"

	"github.com/spf13/cobra"
)

// splitFlags are what the commands that work out a split share.
type splitFlags struct{ include string }

func (s *splitFlags) add(a *app, cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&s.include, "include", "", "lines counted besides the recurring ones: `timing,one-off`")
	f.StringVar(&a.closure, "closure", "", "what absorbs the dividend in the headlines (default: the range over all): "+strings.Join(split.ClosureNames(), ", "))
	f.StringVar(&a.incidence, "incidence", "", "who bears what others remit: a `name` (default, cbo, capital, labour, ...)")
	f.StringArrayVar(&a.law, "law", nil, "lay an act over the law of every bloc: a `file`; may repeat")
	a.yearFlag(cmd)
	a.conventionFlag(cmd)
	a.threadsFlag(cmd)
	a.packFlag(cmd)
}

func splitCommand(a *app) *cobra.Command {
	var flags splitFlags
	var reports []string
	cmd := &cobra.Command{
		Use:   "split PROPOSAL",
		Short: "The main job: who pays, who is paid, who wins, who is hurt when the union is split",
		Long: examples("Split the union and say what it does to people, on every side.\n\nExamples:\n",
			"purse split bluexit_2017",
			"purse split bluexit_2017 --report bluexit.html",
			"purse split CA+OR+WA/TX/rest --table dividends",
			"purse split CA+OR+WA --closure income-tax --table poor -o csv",
			"purse split all --quiet --table answer") +
			"\nPROPOSAL is a name of the catalogue (purse proposals), a YAML file, - for standard input, or a\nspelling on one line: CA+OR+WA (these leave, the rest remain), CA+OR+WA/TX/rest, all (nobody leaves).\n",
		Args: oneProposal,
		RunE: func(cmd *cobra.Command, args []string) error {
			for _, name := range reports {
				if _, err := writerOf(name); err != nil {
					return err
				}
			}
			r, err := a.split(args[0], &flags)
			if err != nil {
				return err
			}
			for _, name := range reports {
				a.tell("writing %s", name)
				if err := a.report(cmd.Context(), name, r); err != nil {
					return err
				}
			}
			return a.print(r)
		},
	}
	cmd.Flags().StringArrayVar(&reports, "report", nil, "also write the report to this `file`: .html, .pdf or .md; may repeat")
	flags.add(a, cmd)
	a.printFlags(cmd)
	return cmd
}

func oneProposal(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return &fault.Fault{File: cmd.CommandPath(), Problem: fmt.Sprintf("%d arguments", len(args)), Expected: "one PROPOSAL; purse proposals lists the catalogue"}
	}
	return nil
}

// split reads the proposal and the acts it needs, and works it out.
func (a *app) split(argument string, flags *splitFlags) (*table.Result, error) {
	u, err := a.union()
	if err != nil {
		return nil, err
	}
	p, err := a.proposal(u, argument)
	if err != nil {
		return nil, err
	}
	q := purse.SplitQuestion{Proposal: p, Year: a.year, Convention: a.convention, Incidence: a.incidence, Closure: a.closure, Include: flags.include,
		Threads: a.threads, Acts: map[string][]byte{}, Progress: func(stage string) { a.tell("%s", stage) }}
	for _, name := range a.law {
		text, err := a.read(name)
		if err != nil {
			return nil, err
		}
		q.Law = append(q.Law, purse.File{Name: name, Text: text})
	}
	for _, b := range p.Blocs {
		for _, name := range b.Law {
			if q.Acts[name], err = a.read(beside(argument, name)); err != nil {
				return nil, err
			}
		}
	}
	return u.Split(q)
}

// beside finds a file that a proposal names: from the proposal's own folder.
func beside(proposal, name string) string {
	if filepath.IsAbs(name) || !looksLikeFile(proposal) {
		return name
	}
	return filepath.Join(filepath.Dir(proposal), name)
}

// writerOf gives what writes a report of the kind that the file's name asks for.
func writerOf(name string) (func(context.Context, io.Writer, *table.Result) error, error) {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".html":
		return func(_ context.Context, w io.Writer, r *table.Result) error {
			return report.HTML(w, r, report.Options{})
		}, nil
	case ".md":
		return func(_ context.Context, w io.Writer, r *table.Result) error {
			return report.Markdown(w, r, report.Options{})
		}, nil
	case ".pdf":
		return func(ctx context.Context, w io.Writer, r *table.Result) error {
			return report.PDF(ctx, w, r, report.Options{})
		}, nil
	}
	return nil, &fault.Fault{File: "--report", Problem: fmt.Sprintf("no report of the kind of %q", name), Expected: "a name that ends in .html, .pdf or .md"}
}

// report writes a split's report to a file, whole or not at all.
func (a *app) report(ctx context.Context, name string, r *table.Result) error {
	write, err := writerOf(name)
	if err != nil {
		return err
	}
	if ctx == nil {
		ctx = context.Background()
	}
	return a.writeTo(name, func(w io.Writer) error { return write(ctx, w, r) })
}
