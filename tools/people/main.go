// Command people makes the embedded people of the United States from the survey file and the
// tables of published facts. The same input gives the same bytes.
//
//	go run ./tools/people -out us/population
package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime/pprof"
	"time"

	"commonpurse/people"
	"commonpurse/us/pack"
	"commonpurse/us/population"
	"commonpurse/us/population/build"
)

func main() {
	year := flag.Int("year", 2022, "year to make")
	out := flag.String("out", "us/population", "folder of the embedded file")
	raw := flag.String("survey", "", "survey file (default: data/us/people/raw of this repository)")
	seed := flag.Uint64("seed", 1, "seed of every draw")
	taxes := flag.Bool("taxes", true, "hold the people to taxes, credits and poverty too")
	cpu := flag.String("cpuprofile", "", "write a profile here")
	flag.Parse()
	if *cpu != "" {
		f, err := os.Create(*cpu)
		if err != nil {
			fail(err)
		}
		if err := pprof.StartCPUProfile(f); err != nil {
			fail(err)
		}
		defer pprof.StopCPUProfile()
	}
	if err := run(*year, *out, *raw, *seed, *taxes); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "people:", err)
	os.Exit(1)
}

func run(year int, out, raw string, seed uint64, taxes bool) error {
	if raw == "" {
		root, err := repository()
		if err != nil {
			return err
		}
		raw = filepath.Join(root, "data/us/people/raw/filing_units_2014.csv.gz")
	}
	survey, err := os.Open(raw)
	if err != nil {
		return err
	}
	defer survey.Close()
	regions, err := population.ReadRegions(pack.FS())
	if err != nil {
		return err
	}
	start := time.Now()
	result, err := build.Make(survey, pack.FS(), regions, build.Options{Year: year, Seed: seed, Taxes: taxes, Log: func(format string, args ...any) {
		fmt.Fprintf(os.Stderr, "%6.2fs  %s\n", time.Since(start).Seconds(), fmt.Sprintf(format, args...))
	}})
	if err != nil {
		return err
	}
	for _, s := range result.Shortages {
		fmt.Fprintln(os.Stderr, "missed:", s)
	}
	summary(result)
	var file bytes.Buffer
	if err := people.Write(&file, result.People); err != nil {
		return err
	}
	name := filepath.Join(out, fmt.Sprintf("people-%d.bin", year))
	fmt.Fprintf(os.Stderr, "%6.2fs  %s: %d bytes\n", time.Since(start).Seconds(), name, file.Len())
	if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, file.Bytes()) {
		return nil
	}
	return os.WriteFile(name, file.Bytes(), 0o644)
}

// repository finds the folder that holds go.mod, from the working folder upwards.
func repository() (string, error) {
	folder, err := os.Getwd()
	for err == nil {
		if _, found := os.Stat(filepath.Join(folder, "go.mod")); found == nil {
			return folder, nil
		}
		up := filepath.Dir(folder)
		if up == folder {
			return "", fmt.Errorf("no go.mod above the working folder")
		}
		folder = up
	}
	return "", err
}

// summary prints how well the targets are met, worst first within each quantity.
func summary(r *build.Result) {
	type worst struct{ sum, most, n float64 }
	byName := map[string]*worst{}
	var order []string
	for i, fit := range r.Fits {
		j := 0
		for _, t := range r.Targets {
			if int(t.Region) != i {
				continue
			}
			w := byName[t.Quantity]
			if w == nil {
				w = &worst{}
				byName[t.Quantity] = w
				order = append(order, t.Quantity)
			}
			miss := fit.Miss[j]
			if miss < 0 {
				miss = -miss
			}
			w.sum += miss
			w.n++
			w.most = max(w.most, miss)
			j++
		}
	}
	for _, name := range order {
		w := byName[name]
		fmt.Fprintf(os.Stderr, "%-36s mean %8.4f%%  most %8.4f%%\n", name, 100*w.sum/w.n, 100*w.most)
	}
	for i, fit := range r.Fits {
		fmt.Fprintf(os.Stderr, "%s it %d eff %.0f deff %.2f widened %v | ", r.People.Regions.At(r.People.Region[0]).Code[:0]+r.People.Regions.Codes()[i], fit.Iterations, fit.Effective, fit.FinalDesign, fit.Widened)
	}
	fmt.Fprintln(os.Stderr)
}
