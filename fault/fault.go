// Package fault tells the user's mistakes from the program's and the machine's, and says where
// they are. A command exits with 2 on a usage fault and with 1 on any other error.
package fault

import (
	"errors"
	"fmt"
	"strings"
)

// Fault is one mistake in what the user gave: a flag, a file, an address. Line and Column start
// at 1; 0 means not known.
type Fault struct {
	File     string // the file's name, "-" for standard input, or the flag's name
	Line     int
	Column   int
	Problem  string // what is wrong: what was found
	Expected string // what was expected, may be empty
	Nearest  string // the nearest valid name, may be empty
}

// Error writes the fault on one line: file:line:column: problem; expected …; nearest valid name ….
func (f *Fault) Error() string {
	var b strings.Builder
	if f.File != "" {
		b.WriteString(f.File)
		if f.Line > 0 {
			fmt.Fprintf(&b, ":%d", f.Line)
			if f.Column > 0 {
				fmt.Fprintf(&b, ":%d", f.Column)
			}
		}
		b.WriteString(": ")
	}
	b.WriteString(f.Problem)
	if f.Expected != "" {
		b.WriteString("; expected " + f.Expected)
	}
	if f.Nearest != "" {
		b.WriteString("; nearest valid name: " + f.Nearest)
	}
	return b.String()
}

// Usage makes a fault that has no place in a file.
func Usage(format string, args ...any) *Fault { return &Fault{Problem: fmt.Sprintf(format, args...)} }

// List is all the faults of one input, told at once.
type List []*Fault

// Error writes one fault a line.
func (l List) Error() string {
	lines := make([]string, len(l))
	for i, f := range l {
		lines[i] = f.Error()
	}
	return strings.Join(lines, "\n")
}

// Or gives nil when the list is empty, else the list as an error.
func (l List) Or() error {
	if len(l) == 0 {
		return nil
	}
	return l
}

// IsUsage says whether an error, or one it wraps, is the user's to mend.
func IsUsage(err error) bool {
	var f *Fault
	var l List
	return errors.As(err, &f) || errors.As(err, &l)
}

// Nearest finds the valid name closest to what was written: the fewest edits, at most a third of
// its length (and at least one). It gives "" when nothing is close.
func Nearest(written string, valid []string) string {
	best, bestDistance := "", max(1, len(written)/3)+1
	lower := strings.ToLower(written)
	for _, name := range valid {
		if d := distance(lower, strings.ToLower(name)); d < bestDistance {
			best, bestDistance = name, d
		}
	}
	return best
}

// distance counts the edits (insert, delete, replace, exchange two neighbours) between two words.
func distance(a, b string) int {
	before, above, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		before, above, row = above, row, before
		row[0] = i
		for j := 1; j <= len(b); j++ {
			replace := above[j-1]
			if a[i-1] != b[j-1] {
				replace++
			}
			row[j] = min(replace, above[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
	}
	return row[len(b)]
}
