package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/cobra"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"purse": main})
}

// TestScripts runs testdata/script/*.txtar: the command as a user meets it.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       os.Getenv("UPDATE_SCRIPTS") != "",
		RequireExplicitExec: true,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
	})
}

// exits runs a program and requires an exit status, and nothing on standard output when it is not
// zero: exits 2 purse split XX
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS PROGRAM [ARGUMENT...]")
	}
	want, err := strconv.Atoi(args[0])
	if err != nil {
		ts.Fatalf("status %q is no number", args[0])
	}
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit status %d; want %d\n%s", got, want, ts.ReadFile("stderr"))
	}
	if out := ts.ReadFile("stdout"); got != 0 && out != "" {
		ts.Fatalf("exit status %d, and yet standard output has:\n%s", got, out)
	}
	if message := ts.ReadFile("stderr"); got != 0 && strings.TrimSpace(message) == "" {
		ts.Fatalf("exit status %d without a word", got)
	}
}

// TestExamplesOfTheHelpWork runs every example that a help text gives, with the files of
// testdata/examples at hand.
func TestExamplesOfTheHelpWork(t *testing.T) {
	root := rootCommand(&app{})
	for _, cmd := range append([]*cobra.Command{root}, root.Commands()...) {
		lines := exampleLines(cmd.Long)
		if len(lines) == 0 && cmd.IsAvailableCommand() && cmd.Name() != "help" && cmd.Name() != "completion" {
			t.Errorf("purse %s: the help has no examples", cmd.Name())
		}
		t.Run(cmd.Name(), func(t *testing.T) { runExamples(t, lines) })
	}
}

func exampleLines(help string) []string {
	var lines []string
	for _, line := range strings.Split(help, "\n") {
		if strings.HasPrefix(line, "  purse ") {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	return lines
}

// runExamples runs the lines of one help text in their order, in one folder.
func runExamples(t *testing.T, lines []string) {
	folder := t.TempDir()
	files, err := filepath.Glob("testdata/examples/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, filepath.Base(name)), content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(folder)
	for _, line := range lines {
		t.Run(line, func(t *testing.T) { runExample(t, line) })
	}
}

func runExample(t *testing.T, line string) {
	before, err := filepath.Glob("*")
	if err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	if status := run(strings.Fields(line)[1:], strings.NewReader(""), &out, &errs); status != 0 {
		t.Fatalf("exit status %d: %s", status, errs.String())
	}
	written, err := filepath.Glob("*")
	if err != nil {
		t.Fatal(err)
	}
	if out.Len() == 0 && len(written) == len(before) {
		t.Error("it printed nothing and wrote nothing")
	}
	if said := errs.String(); said != "" && !strings.HasPrefix(said, "taxsim: ") && !strings.HasSuffix(said, "--table list names them all.\n") {
		// The first says what its empty columns are, the second that there is more to see.
		t.Errorf("it said on standard error: %s", errs.String())
	}
}

// TestFlagsAreSpeltOneWay holds every flag of every command to one name and meaning.
func TestFlagsAreSpeltOneWay(t *testing.T) {
	shared := map[string]string{}
	for _, make := range commands() {
		cmd := make(&app{})
		var names []string
		cmd.Flags().VisitAll(visit(&names))
		for _, name := range names {
			usage := cmd.Flags().Lookup(strings.TrimPrefix(name, "--")).Usage
			if usage == "" {
				t.Errorf("purse %s %s says nothing of itself", cmd.Name(), name)
			}
			if before, ok := shared[name]; ok && before != usage {
				t.Errorf("%s means two things:\n%s\n%s", name, before, usage)
			}
			shared[name] = usage
		}
	}
}
