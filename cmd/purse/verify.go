package main

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"commonpurse/fault"
	"commonpurse/table"

	"github.com/spf13/cobra"
)

func verifyCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "verify RESULT.json",
		Short: "Run a stored result again and compare, byte for byte",
		Long: examples("Run the command that a stored result names, and compare byte for byte.\n\nExamples:\n",
			"purse proposals calexit -o json --out result.json",
			"purse verify result.json") +
			"\nA result is what any command prints with -o json, all of it or a table. Files that the command\nnames (acts, packs) must be where they were.",
		Args: exactly(1, "one result, as -o json printed it"),
		RunE: func(_ *cobra.Command, args []string) error {
			stored, err := a.read(args[0])
			if err != nil {
				return err
			}
			return a.verify(args[0], stored)
		},
	}
	cmd.Flags().BoolVar(&a.quiet, "quiet", false, "no progress, no remarks")
	return cmd
}

// verify runs the command of a stored result in this process.
func (a *app) verify(name string, stored []byte) error {
	old, err := table.ReadJSON(bytes.NewReader(stored))
	if err != nil {
		return &fault.Fault{File: name, Problem: err.Error(), Expected: "a result, as -o json printed it"}
	}
	words := strings.Fields(old.Command)
	if len(words) < 2 || words[0] != "purse" || words[1] == "verify" {
		return &fault.Fault{File: name, Problem: fmt.Sprintf("its command is %q", old.Command), Expected: "a command of purse that prints tables"}
	}
	a.tell("running %s", old.Command)
	var out, errs bytes.Buffer
	if status := run(append(words[1:], "-o", "json", "--quiet"), strings.NewReader(""), &out, &errs); status != 0 {
		return fmt.Errorf("%s: its command fails now: %s", name, strings.TrimSpace(errs.String()))
	}
	again, err := table.ReadJSON(&out)
	if err != nil {
		return err
	}
	// A stored result may hold some of the tables only.
	again.Tables = slices.DeleteFunc(again.Tables, func(t table.Table) bool { return !slices.Contains(old.Names(), t.Name) })
	var now bytes.Buffer
	if err := table.WriteJSON(&now, again); err != nil {
		return err
	}
	if bytes.Equal(stored, now.Bytes()) {
		_, err := fmt.Fprintf(a.out, "%s: the same, byte for byte\n", name)
		return err
	}
	return fmt.Errorf("%s: %s", name, difference(old, again))
}

// difference says what to look at first.
func difference(old, again *table.Result) string {
	switch {
	case old.Version != again.Version:
		return fmt.Sprintf("made by version %s; this is %s", old.Version, again.Version)
	case old.Digest != again.Digest:
		return fmt.Sprintf("rests on other data or files: digest %s; now %s", old.Digest, again.Digest)
	}
	for i := range old.Tables {
		t := &old.Tables[i]
		now, err := again.Table(t.Name)
		if err != nil {
			return "the table " + t.Name + " is no longer there"
		}
		if !same(t, now) {
			return "the table " + t.Name + " differs"
		}
	}
	return "the same tables, written otherwise"
}

func same(a, b *table.Table) bool {
	var one, other bytes.Buffer
	for _, each := range []struct {
		to io.Writer
		t  *table.Table
	}{{&one, a}, {&other, b}} {
		if err := table.WriteJSON(each.to, &table.Result{Tables: []table.Table{*each.t}}); err != nil {
			return false
		}
	}
	return bytes.Equal(one.Bytes(), other.Bytes())
}
