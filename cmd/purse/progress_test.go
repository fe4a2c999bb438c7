package main

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
)

func TestProgressPassesTheFileOnAndTells(t *testing.T) {
	var told []string
	text := strings.Repeat("x", 2_500_000)
	p := &progress{ReadCloser: io.NopCloser(strings.NewReader(text)), name: "units.csv",
		tell: func(format string, args ...any) { told = append(told, fmt.Sprintf(format, args...)) }}
	got, err := io.ReadAll(io.LimitReader(p, 1_000_000))
	if err != nil {
		t.Fatal(err)
	}
	p.next = time.Time{}
	rest, err := io.ReadAll(p)
	if err != nil || string(got)+string(rest) != text {
		t.Fatalf("%d and %d bytes of %d, %v", len(got), len(rest), len(text), err)
	}
	if len(told) < 2 || !strings.HasPrefix(told[1], "units.csv: 1.0 MB read") {
		t.Errorf("told %q", told)
	}
}
