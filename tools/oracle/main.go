// Command oracle holds the law against a folder of units that another program, or an authority, has
// worked out: go run ./tools/oracle DIR. It prints the share that agrees by column and year, each
// class of difference with who errs, and a line of agreement for each column.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"commonpurse/formats/policyengine"
	"commonpurse/us/oracle"
	"commonpurse/us/peer"
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

// report is a comparison that can be printed: shares and classes, then a line of agreement a column.
type report interface {
	Print(w io.Writer) error
	PrintAgreement(w io.Writer) error
}

// programs compares a folder, or its subfolders, of households with their benefits.
func programs(folder string, show int) ([]report, error) {
	places := []string{folder}
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if e.IsDir() {
			places = append(places, filepath.Join(folder, e.Name()))
		}
	}
	var list []report
	for _, place := range places {
		if !policyengine.Matches(os.DirFS(place)) {
			continue
		}
		r, err := peer.Compare(os.DirFS(place), show)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", place, err)
		}
		list = append(list, r)
	}
	return list, nil
}

func run(folder string, show int) error {
	reports, err := programs(folder, show)
	if err != nil {
		return err
	}
	var list []*oracle.Comparison
	if !policyengine.Matches(os.DirFS(folder)) {
		list, err = oracle.Run(os.DirFS(folder), oracle.Options{Law: oracle.NewYears(false), TableLaw: oracle.NewYears(true), Examples: show})
		if err != nil && !(errors.Is(err, oracle.ErrNoLayout) && len(reports) > 0) {
			return fmt.Errorf("%s: %w", folder, err)
		}
	}
	for _, c := range list {
		reports = append(reports, c)
	}
	for _, c := range reports {
		if err := c.Print(os.Stdout); err != nil {
			return err
		}
	}
	for _, c := range reports {
		if err := c.PrintAgreement(os.Stdout); err != nil {
			return err
		}
	}
	return nil
}
