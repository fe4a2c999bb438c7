// Fused finds fused multiply-adds in the arm64 code of packages. Go may fuse x*y + z where a
// processor can, which changes last digits; household arithmetic must give the same bytes on every
// processor, so its products are converted (float64(x*y) + z). Usage:
//
//	go run ./tools/fused ./split ./outcome ./power
//
// It prints the lines that hold one, with their functions, and exits with 1 when there are any.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strings"
)

var (
	header = regexp.MustCompile(`^(\S+) STEXT`)
	fused  = regexp.MustCompile(`\((\S+:\d+)\)\tFN?M(ADD|SUB)[DS]\t`)
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: go run ./tools/fused PACKAGE...")
		os.Exit(2)
	}
	build := exec.Command("go", append([]string{"build", "-gcflags=-S"}, os.Args[1:]...)...)
	build.Env = append(os.Environ(), "GOOS=linux", "GOARCH=arm64", "CGO_ENABLED=0")
	listing, err := build.CombinedOutput() // the compiler lists on standard error
	if err != nil {
		fmt.Fprintf(os.Stderr, "fused: %v\n%s", err, tail(listing))
		os.Exit(1)
	}
	functions, found := read(listing)
	if functions == 0 {
		fmt.Fprintln(os.Stderr, "fused: the compiler listed no functions")
		os.Exit(1)
	}
	for _, name := range found {
		fmt.Println(name)
	}
	if len(found) > 0 {
		os.Exit(1)
	}
}

// read counts the functions of a listing and names the lines with a fused instruction.
func read(listing []byte) (functions int, found []string) {
	name := ""
	lines := bufio.NewScanner(bytes.NewReader(listing))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		if m := header.FindStringSubmatch(line); m != nil {
			name = m[1]
			functions++
		}
		if m := fused.FindStringSubmatch(line); m != nil {
			if at := m[1] + " " + name; !slices.Contains(found, at) {
				found = append(found, at)
			}
		}
	}
	return functions, found
}

// tail keeps the last lines of what a failed build said.
func tail(text []byte) string {
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	return strings.Join(lines[max(0, len(lines)-10):], "\n") + "\n"
}
