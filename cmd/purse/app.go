package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"strings"

	purse "commonpurse"
	"commonpurse/fault"
	"commonpurse/incidence"
	"commonpurse/split"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"
)

// app is one run of the program: its streams and the flags that commands share.
type app struct {
	in        io.Reader
	out, errs io.Writer

	// of all that print
	format string
	table  string
	file   string
	quiet  bool

	// of all that compute
	year       int
	convention string
	incidence  string
	closure    string
	law        []string
	pack       string
	threads    int

	telling bool // something temporary stands on the terminal
}

func (a *app) printFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVarP(&a.format, "output", "o", "text", "`format`: "+strings.Join(formatNames(), ", "))
	f.StringVar(&a.table, "table", "", "print only the table with this `name`; list names them")
	a.fileFlags(cmd)
}

// fileFlags are those of commands that print one thing in one format.
func (a *app) fileFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&a.file, "out", "", "write to this `file`, whole or not at all")
	f.BoolVar(&a.quiet, "quiet", false, "no progress, no remarks")
}

func (a *app) lawFlag(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&a.law, "law", nil, "lay this act over the law: a `file` or an example's name; may repeat")
}

func (a *app) packFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&a.pack, "pack", "", "another union's pack: a `folder or zip`")
}

func (a *app) yearFlag(cmd *cobra.Command) {
	cmd.Flags().IntVar(&a.year, "year", 0, "`year` of the accounts (default: the newest with complete published accounts)")
}

func (a *app) conventionFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&a.convention, "convention", "benefit", "how to read the accounts: a `preset` (cash, benefit, income-share), choices after a colon: benefit:interest=tax,deficit=neutral")
}

func (a *app) incidenceFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&a.incidence, "incidence", "", "who bears what others remit: a `name` ("+strings.Join(incidence.Names(), ", ")+")")
}

func (a *app) threadsFlag(cmd *cobra.Command) {
	cmd.Flags().IntVar(&a.threads, "threads", runtime.GOMAXPROCS(0), "`number` of threads; the result does not depend on it")
}

func visit(names *[]string) func(*pflag.Flag) {
	return func(f *pflag.Flag) {
		if !f.Hidden {
			*names = append(*names, "--"+f.Name)
		}
	}
}

// checked are the faults of the shared flags, all at once.
func (a *app) checked() error {
	var faults fault.List
	if a.format != "" {
		if _, ok := formats[a.format]; !ok {
			faults = append(faults, &fault.Fault{File: "--output", Problem: fmt.Sprintf("no format %q", a.format),
				Expected: "one of " + strings.Join(formatNames(), ", "), Nearest: fault.Nearest(a.format, formatNames())})
		}
	}
	if a.threads < 0 {
		faults = append(faults, &fault.Fault{File: "--threads", Problem: fmt.Sprintf("%d threads", a.threads), Expected: "a number above zero"})
	}
	return faults.Or()
}

// union opens the pack that the flags name and settles the year.
func (a *app) union() (*purse.Union, error) {
	u, err := a.open()
	if err != nil {
		return nil, err
	}
	if a.year == 0 {
		a.year = u.Year
	}
	if kept, err := newCache(); err == nil {
		u.Keep = kept
	} else {
		a.tell("nothing is kept between runs: %v", err)
	}
	return u, nil
}

// open opens the pack that the flags name, after a look at the flags themselves.
func (a *app) open() (*purse.Union, error) {
	if err := a.checked(); err != nil {
		return nil, err
	}
	if a.pack == "" {
		return purse.Open()
	}
	fsys, err := packFS(a.pack)
	if err != nil {
		return nil, err
	}
	u, err := purse.OpenPack(fsys)
	if err != nil {
		// A pack is the user's file: what is wrong with it is the user's to mend.
		return nil, &fault.Fault{File: a.pack, Problem: err.Error()}
	}
	return u, nil
}

// packFS opens a folder, or a zip whose files may all stand in one folder.
func packFS(name string) (fs.FS, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, missing("--pack", name, err, "a folder or a zip")
	}
	if info.IsDir() {
		return os.DirFS(name), nil
	}
	content, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, &fault.Fault{File: name, Problem: err.Error(), Expected: "a folder or a zip"}
	}
	top, err := fs.ReadDir(archive, ".")
	if err == nil && len(top) == 1 && top[0].IsDir() {
		return fs.Sub(archive, top[0].Name())
	}
	return archive, nil
}

// missing makes a file that is not there the user's fault, and leaves other errors as they are.
func missing(flag, name string, err error, expected string) error {
	if errors.Is(err, fs.ErrNotExist) {
		return &fault.Fault{File: flag, Problem: fmt.Sprintf("no file %q", name), Expected: expected}
	}
	return err
}

// read reads an input file, or standard input for "-".
func (a *app) read(name string) ([]byte, error) {
	if name == "-" {
		text, err := io.ReadAll(a.in)
		if err != nil {
			return nil, fmt.Errorf("standard input: %w", err)
		}
		return text, nil
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return nil, &fault.Fault{File: name, Problem: "is a folder", Expected: "a file"}
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, missing(name, name, err, "a file that can be read")
	}
	return text, nil
}

// acts reads the acts of --law. The name of an example act needs no file.
func (a *app) acts() ([]purse.File, error) {
	var files []purse.File
	for _, name := range a.law {
		f := purse.File{Name: name}
		if !slices.Contains(purse.ExampleActs(), name) {
			text, err := a.read(name)
			if err != nil {
				var f *fault.Fault
				if errors.As(err, &f) && f.Nearest == "" {
					f.Nearest = fault.Nearest(name, purse.ExampleActs())
				}
				return nil, err
			}
			f.Text = text
		}
		files = append(files, f)
	}
	return files, nil
}

// proposal reads the argument PROPOSAL: a name of the catalogue, a file, - or a spelling on one
// line.
func (a *app) proposal(u *purse.Union, argument string) (*split.Proposal, error) {
	for _, e := range u.Catalogue() {
		if e.Name == argument {
			return u.Proposal(argument)
		}
	}
	_, err := os.Stat(argument)
	if argument == "-" || err == nil || looksLikeFile(argument) {
		text, err := a.read(argument)
		if err != nil {
			return nil, err
		}
		return u.ProposalFile(argument, text)
	}
	if !looksLikeSpelling(u, argument) {
		_, err := u.Union.Proposal(argument)
		return nil, err
	}
	return u.Proposal(argument)
}

func looksLikeFile(argument string) bool {
	for _, ending := range []string{".yaml", ".yml", ".json"} {
		if strings.HasSuffix(argument, ending) && !strings.Contains(argument, ";") { // a spelling may end in the file of an act
			return true
		}
	}
	return false
}

// looksLikeSpelling tells CA+ORR/rest, a spelling with a fault in it, from bluexit_2071, a name
// with one.
func looksLikeSpelling(u *purse.Union, argument string) bool {
	if strings.ContainsAny(argument, "+/;:!") || argument == "all" {
		return true
	}
	_, known := u.Regions.ByCode(argument)
	return known || len(argument) <= 3
}

// tell shows what is being done, on a terminal only; the next tell or clear replaces it.
func (a *app) tell(format string, args ...any) {
	if a.quiet || !terminal(a.errs) {
		return
	}
	a.clear()
	fmt.Fprintf(a.errs, format, args...)
	a.telling = true
}

// clear removes what tell left.
func (a *app) clear() {
	if a.telling {
		fmt.Fprint(a.errs, "\r\x1b[K")
		a.telling = false
	}
}

// remark writes a line to standard error, unless asked to be quiet.
func (a *app) remark(format string, args ...any) {
	if a.quiet {
		return
	}
	a.clear()
	fmt.Fprintf(a.errs, format+"\n", args...)
}

func terminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}
