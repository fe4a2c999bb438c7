package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	purse "commonpurse"
	"commonpurse/fault"

	"github.com/spf13/cobra"
)

func taxCommand(a *app) *cobra.Command {
	var q purse.TaxQuestion
	cmd := &cobra.Command{
		Use:   "tax FILE",
		Short: "A file of filing units through the law (TAXSIM-35 and Tax-Calculator formats)",
		Long: examples("Federal income and payroll tax of each filing unit of a file, in the formats of TAXSIM-35 and Tax-Calculator. FILE is .csv, .csv.gz or -.\n\nExamples:\n",
			"purse tax --format taxsim units.csv",
			"purse tax --format taxcalc records.csv --year 2024 --out taxed.csv",
			"purse tax --format taxcalc records.csv --year 2026 --law child-allowance --quiet"),
		Args: exactly(1, "one file, or - for standard input"),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if q.Format == "" {
				return &fault.Fault{File: "--format", Problem: "no format is given", Expected: "taxsim or taxcalc"}
			}
			q.Year, q.Threads = a.year, a.threads
			if q.Year != 0 && q.Format == "taxsim" {
				return fault.Usage("--year is for taxcalc: a TAXSIM file gives the year of each unit")
			}
			if q.Acts, err = a.acts(); err != nil {
				return err
			}
			in, err := a.stream(args[0])
			if err != nil {
				return err
			}
			defer in.Close()
			return a.tax(q, args[0], a.watched(args[0], in))
		},
	}
	f := cmd.Flags()
	f.StringVar(&q.Format, "format", "", "`format` of the file: taxsim or taxcalc")
	f.BoolVar(&q.TaxTable, "tax-table", false, "take tax below the top of the Tax Table from it, as on a filed return")
	a.yearFlag(cmd)
	a.lawFlag(cmd)
	a.threadsFlag(cmd)
	a.fileFlags(cmd)
	return cmd
}

// tax streams to standard output or the file of --out. Nothing of a faulty file is printed: output
// is held back until the file is known to be sound, in memory up to a bound, then on disk.
func (a *app) tax(q purse.TaxQuestion, name string, in io.Reader) error {
	var remarks []string
	compute := func(out io.Writer) (err error) {
		_, remarks, err = purse.Tax(q, name, in, out)
		return err
	}
	err := a.writeTo(a.file, func(out io.Writer) error {
		if a.file != "" {
			return compute(out) // a temporary file, renamed when all went well
		}
		held := &holdBack{}
		defer held.close()
		if err := compute(held); err != nil {
			return err
		}
		return held.copyTo(out)
	})
	if err != nil {
		return err
	}
	for _, remark := range remarks {
		a.remark("%s", remark)
	}
	return nil
}

// heldInMemory is how much output is held back in memory before a file is used.
const heldInMemory = 4 << 20

// holdBack keeps what is written until it is asked for.
type holdBack struct {
	memory bytes.Buffer
	file   *os.File
}

func (h *holdBack) Write(p []byte) (int, error) {
	if h.file == nil && h.memory.Len()+len(p) <= heldInMemory {
		return h.memory.Write(p)
	}
	if h.file == nil {
		var err error
		if h.file, err = os.CreateTemp("", "purse-tax-*"); err != nil {
			return 0, err
		}
	}
	return h.file.Write(p)
}

func (h *holdBack) copyTo(out io.Writer) error {
	if _, err := h.memory.WriteTo(out); err != nil {
		return err
	}
	if h.file == nil {
		return nil
	}
	if _, err := h.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, err := io.Copy(out, h.file)
	return err
}

func (h *holdBack) close() {
	if h.file != nil {
		h.file.Close()
		os.Remove(h.file.Name())
	}
}

// stream opens an input for reading from its beginning to its end, compressed or not.
func (a *app) stream(name string) (io.ReadCloser, error) {
	if name == "-" {
		return unpack(name, io.NopCloser(a.in))
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, missing(name, name, err, "a file that can be read")
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		f.Close()
		return nil, &fault.Fault{File: name, Problem: "is a folder", Expected: "a file"}
	}
	return unpack(name, f)
}

// unpack reads gzip where the name or the first bytes say so.
func unpack(name string, f io.ReadCloser) (io.ReadCloser, error) {
	b := bufio.NewReaderSize(f, 1<<16)
	start, err := b.Peek(2)
	if err != nil && !errors.Is(err, io.EOF) {
		f.Close()
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	type both struct {
		io.Reader
		io.Closer
	}
	if !bytes.Equal(start, []byte{0x1f, 0x8b}) {
		if strings.HasSuffix(name, ".gz") {
			f.Close()
			return nil, &fault.Fault{File: name, Problem: "is not compressed with gzip", Expected: "what its name says"}
		}
		return both{b, f}, nil
	}
	z, err := gzip.NewReader(b)
	if err != nil {
		f.Close()
		return nil, &fault.Fault{File: name, Problem: err.Error(), Expected: "a whole gzip file"}
	}
	return both{z, f}, nil
}
