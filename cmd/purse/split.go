package main

import (
	"context"
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
	a.incidenceFlag(cmd)
	a.yearFlag(cmd)
	a.conventionFlag(cmd)
	a.lawFlag(cmd)
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
			"purse split CA+OR+WA --table list",
			"purse split pacific.yaml --convention cash --closure transfers -o json --out pacific.json",
			"purse split all --quiet --table dividends -o csv") +
			"\nPROPOSAL is a name of the catalogue (purse proposals), a YAML file, - for standard input, or a\nspelling on one line: CA+OR+WA (these leave, the rest remain), CA+OR+WA/TX/rest, all (nobody leaves).\n",
		Args: oneProposal,
		RunE: func(cmd *cobra.Command, args []string) error {
			for _, name := range reports {
				if _, err := writerOf(name); err != nil {
					return err
				}
			}
			r, err := a.split(args[0], &flags, append(reports, a.file)...)
			if err != nil {
				return err
			}
			for _, name := range reports {
				a.tell("writing %s", name)
				if err := a.report(cmd.Context(), name, r); err != nil {
					return err
				}
			}
			return a.print(a.brief(r))
		},
	}
	cmd.Flags().StringArrayVar(&reports, "report", nil, "also write the report to this `file`: .html, .pdf or .md; may repeat")
	flags.add(a, cmd)
	a.printFlags(cmd)
	return cmd
}

func oneProposal(cmd *cobra.Command, args []string) error {
	return exactly(1, "one proposal: a name of the catalogue, a file, - or regions such as CA+OR+WA")(cmd, args)
}

// first are the tables that text shows when none is asked for: the answer, and what it rests on
// most. Every other form has all tables.
var first = []string{"answer", "blocs", "bloc_balance", "dividends", "closures", "bloc_power", "territory", "notmodelled"}

// brief leaves the many tables of a split to who asks for them, and says so.
func (a *app) brief(r *table.Result) *table.Result {
	if a.format != "text" || a.table != "" || a.file != "" {
		return r
	}
	short := *r
	short.Tables = nil
	for _, name := range first {
		for _, t := range r.Tables {
			if t.Name == name {
				short.Tables = append(short.Tables, t)
			}
		}
	}
	a.remark("%d of %d tables; --table list names them all.", len(short.Tables), len(r.Tables))
	return &short
}

// split reads the proposal and the acts it needs, and works it out for the files named.
func (a *app) split(argument string, flags *splitFlags, files ...string) (*table.Result, error) {
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
	if q.Law, err = a.acts(); err != nil {
		return nil, err
	}
	for _, b := range p.Blocs {
		for _, name := range b.Law {
			if q.Acts[name], err = a.read(beside(argument, name)); err != nil {
				return nil, err
			}
		}
	}
	if err := writable(files...); err != nil {
		return nil, err
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

const reportEndings = "a name that ends in .html, .pdf or .md"

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
	return nil, &fault.Fault{File: "--report", Problem: "the ending of " + name + " names no kind of report", Expected: reportEndings}
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
