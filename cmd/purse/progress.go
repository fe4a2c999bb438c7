package main

import (
	"io"
	"time"
)

// tellingEvery is how often a long file says how far it is.
const tellingEvery = 500 * time.Millisecond

// progress passes a file on and tells a terminal how much of it was read.
type progress struct {
	io.ReadCloser
	tell func(format string, args ...any)
	name string
	read int64
	next time.Time
}

// watched tells of a file's progress, on a terminal only.
func (a *app) watched(name string, in io.ReadCloser) io.ReadCloser {
	if a.quiet || !terminal(a.errs) {
		return in
	}
	return &progress{ReadCloser: in, tell: a.tell, name: name, next: time.Now().Add(tellingEvery)}
}

// Read reads, and tells at most twice a second.
func (p *progress) Read(b []byte) (int, error) {
	n, err := p.ReadCloser.Read(b)
	p.read += int64(n)
	if now := time.Now(); now.After(p.next) {
		p.next = now.Add(tellingEvery)
		p.tell("%s: %.1f MB read", p.name, float64(p.read)/1e6)
	}
	return n, err
}
