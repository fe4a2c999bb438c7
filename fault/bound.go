package fault

import (
	"fmt"
	"unicode/utf8"
)

// Bounds of a YAML file that a user writes. A parser of YAML may take time that grows with the
// square of the size or of the nesting, and aliases of aliases grow without bound: within these, no
// file takes more than a moment.
const (
	mostBytes   = 32 << 10
	mostNesting = 32 // brackets that are open, or marks of a sequence or a key in one line
	mostAliases = 16
)

// Bounded says whether a user's YAML file is small and flat enough to be parsed. Brackets and marks
// count also in quotes: no proposal, act or household comes near the bounds.
func Bounded(file string, text []byte) error {
	if len(text) > mostBytes {
		return &Fault{File: file, Line: 1, Column: 1, Problem: fmt.Sprintf("%d bytes", len(text)), Expected: fmt.Sprintf("at most %d", mostBytes)}
	}
	line, column, open, marks, aliases := 1, 1, 0, 0, 0
	start := true // nothing but marks and spaces yet in this line
	last := byte('\n')
	for i, c := range text {
		wide := func(problem, expected string) error {
			return &Fault{File: file, Line: line, Column: column, Problem: problem, Expected: expected}
		}
		switch c {
		case '\n', '\r':
			start, marks = true, 0
		case '[', '{':
			if open++; open > mostNesting {
				return wide(fmt.Sprintf("more than %d brackets within each other", mostNesting), "a flatter file")
			}
			start = false
		case ']', '}':
			open = max(0, open-1)
		case '-', '?', ':':
			if start {
				if marks++; marks > mostNesting {
					return wide(fmt.Sprintf("more than %d marks at the start of a line", mostNesting), "a flatter file")
				}
			}
		case '*':
			if spaced(last) && i+1 < len(text) && !spaced(text[i+1]) {
				if aliases++; aliases > mostAliases {
					return wide(fmt.Sprintf("more than %d aliases", mostAliases), "the values themselves")
				}
			}
		case ' ', '\t':
		default:
			start = false
		}
		last = c
		if column++; c == '\n' {
			line, column = line+1, 1
		} else if !utf8.RuneStart(c) {
			column--
		}
	}
	return nil
}

// spaced says whether a word may begin after c.
func spaced(c byte) bool {
	switch c {
	case ' ', '\t', '\n', '\r', '[', '{', ',', ':', '-', '?':
		return true
	}
	return false
}
