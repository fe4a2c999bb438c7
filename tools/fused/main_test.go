package main

import "testing"

func TestReadNamesFusedLines(t *testing.T) {
	listing := "p.plain STEXT size=8\n\t0x0000 00000 (a.go:1)\tFMULD\tF1, F0\np.sum STEXT size=8\n\t0x0000 00000 (a.go:2)\tFMADDD\tF1, F2, F0\n\t0x0004 00004 (a.go:2)\tFNMSUBD\tF1, F2, F0\n"
	functions, found := read([]byte(listing))
	if functions != 2 || len(found) != 1 || found[0] != "a.go:2 p.sum" {
		t.Errorf("%d functions, %v", functions, found)
	}
}
