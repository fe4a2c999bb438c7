// Command oracle holds the law against a folder of units that another program, or an authority, has
// worked out: go run ./tools/oracle DIR. It prints the share that agrees by column and year, each
// class of difference with who errs, and a line of agreement for each column.
package main

import (
	"flag"
	"fmt"
	"os"

	"commonpurse/us/oracle"
)

func main() {
	show := flag.Int("show", 3, "unexplained differences to show for each column")
	flag.Usage = func() {
		fmt.Fprintln(flag.CommandLine.Output(), "usage: go run ./tools/oracle [-show N] DIR")
		flag.PrintDefaults()
	}
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(flag.Arg(0), *show); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(folder string, show int) error {
	list, err := oracle.Run(os.DirFS(folder), oracle.Options{Law: oracle.NewYears(false), TableLaw: oracle.NewYears(true), Examples: show})
	if err != nil {
		return fmt.Errorf("%s: %w", folder, err)
	}
	for _, c := range list {
		if err := c.Print(os.Stdout); err != nil {
			return err
		}
	}
	for _, c := range list {
		if err := c.PrintAgreement(os.Stdout); err != nil {
			return err
		}
	}
	return nil
}
