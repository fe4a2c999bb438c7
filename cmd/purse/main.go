// Command purse says who pays and who is paid when a union of regions is split.
//
// It turns arguments and files into questions to package purse and prints the tables of the
// answer. It does no arithmetic of its own. Run `purse --help`.
package main

import (
	"fmt"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"

	"commonpurse/fault"

	"github.com/spf13/cobra"
)

// commands are the subcommands in the order of the help: each in a file of its own.
func commands() []func(*app) *cobra.Command {
	return []func(*app) *cobra.Command{
		splitCommand,
		proposalsCommand,
		ledgerCommand,
		peopleCommand,
		householdCommand,
		explainCommand,
		taxCommand,
		lawCommand,
		validateCommand,
		verifyCommand,
		reportCommand,
	}
}

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// run runs one command line and gives its exit status: 0 done, 1 failed, 2 the user's input or
// flags are wrong.
func run(arguments []string, in io.Reader, out, errs io.Writer) int {
	a := &app{in: in, out: out, errs: errs}
	root := rootCommand(a)
	root.SetArgs(arguments)
	err := root.Execute()
	a.clear()
	switch {
	case err == nil:
		return 0
	case fault.IsUsage(err):
		fmt.Fprintln(errs, err)
		return 2
	default:
		fmt.Fprintln(errs, "purse:", err)
		return 1
	}
}

func rootCommand(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "purse",
		Short: "Who pays and who is paid when a union is split",
		Long: `Who pays and who is paid when a union is split.

New here? purse proposals lists what has been proposed; purse split NAME answers for one of them.

Examples:
` + examples("",
			"purse split bluexit_2017 --report bluexit.html",
			"purse split CA+OR+WA --table dividends",
			"purse proposals",
			"purse ledger OH TX",
			"purse household household.yaml",
			"purse law ctc_amount") + `
Names and flags are completed on the tab key after: source <(purse completion bash), or zsh, fish.
Data goes to standard output, everything else to standard error. Exit status: 0 done, 1 failed,
2 the input or the flags are wrong.`,
		SilenceErrors: true, SilenceUsage: true,
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
		Args:              cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return cmd.Help()
			}
			return unknownCommand(cmd, args)
		},
	}
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.errs)
	root.SetFlagErrorFunc(flagFault)
	root.SetUsageTemplate(usageTemplate)
	root.SetHelpTemplate(helpTemplate)
	for _, make := range commands() {
		root.AddCommand(make(a))
	}
	root.SetHelpCommand(&cobra.Command{
		Use: "help [COMMAND]", Hidden: true,
		RunE: func(_ *cobra.Command, args []string) error {
			cmd, rest, err := root.Find(args)
			if err != nil || (len(rest) > 0 && !cmd.HasParent()) {
				return unknownCommand(root, args)
			}
			return cmd.Help()
		},
	})
	return root
}

// usageTemplate leaves out what the help's own examples show.
const usageTemplate = `Usage: {{.UseLine}}{{if .HasAvailableSubCommands}} COMMAND{{end}}
{{if .HasAvailableSubCommands}}
Commands:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}

Help of a command: purse COMMAND --help
{{end}}{{if .HasAvailableLocalFlags}}
Flags:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}
{{end}}`

const helpTemplate = `{{with or .Long .Short}}{{. | trimTrailingWhitespaces}}

{{end}}{{.UsageString}}`

// examples writes command lines as the help shows them. The tests run every line that starts with
// two spaces and `purse`.
func examples(before string, lines ...string) string {
	var b strings.Builder
	b.WriteString(before)
	for _, line := range lines {
		b.WriteString("  " + line + "\n")
	}
	return b.String()
}

func unknownCommand(cmd *cobra.Command, args []string) error {
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return &fault.Fault{
		Problem:  fmt.Sprintf("unknown command %q", args[0]),
		Expected: "one of " + strings.Join(names, ", "),
		Nearest:  fault.Nearest(args[0], names),
	}
}

// flagFault makes the library's message about a flag one of ours, with the nearest valid flag.
func flagFault(cmd *cobra.Command, err error) error {
	f := fault.Usage("%s", err)
	if written, ok := strings.CutPrefix(err.Error(), "unknown flag: "); ok {
		var names []string
		cmd.Flags().VisitAll(visit(&names))
		cmd.InheritedFlags().VisitAll(visit(&names))
		f.Problem = "unknown flag " + written
		f.Expected = "a flag that `" + cmd.CommandPath() + " --help` lists"
		f.Nearest = fault.Nearest(written, names)
	}
	if m := invalidArgument.FindStringSubmatch(err.Error()); m != nil {
		f.File, f.Problem, f.Expected = m[2], strconv.Quote(m[1]), "a whole number"
		if flag := cmd.Flags().Lookup(strings.TrimPrefix(m[2], "--")); flag != nil && flag.Value.Type() == "bool" {
			f.Expected = "true or false"
		}
	}
	return f
}

// invalidArgument is how the library says that a flag's value is of the wrong type.
var invalidArgument = regexp.MustCompile(`^invalid argument "(.*)" for "(?:-\w, )?(--[a-z-]+)" flag`)

// atMost makes a check of the number of arguments that says what they are for.
func atMost(n int, what string) cobra.PositionalArgs { return between(0, n, what) }

// exactly is the same for a fixed number.
func exactly(n int, what string) cobra.PositionalArgs { return between(n, n, what) }

func between(least, most int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) >= least && len(args) <= most {
			return nil
		}
		if len(args) == 0 {
			return fault.Usage("%s: nothing is given; expected %s", cmd.CommandPath(), what)
		}
		return fault.Usage("%d arguments (%s); expected %s", len(args), strings.Join(args, " "), what)
	}
}
