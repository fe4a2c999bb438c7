package batch

import (
	"errors"
	"io"
	"sync"

	"commonpurse/us/irc"
	"commonpurse/us/unit"
)

// entry is one filing unit on its way from text to text.
type entry[U any] struct {
	unit   U
	law    *irc.Params
	result unit.Result
	moved  unit.Result // with a little more wages, where marginal rates are asked for
}

// lane carries a block of units through: filled by the reader, worked out by one worker, written by
// the caller, and then used again, so that memory does not grow with the file.
type lane[U any] struct {
	entries []entry[U]
	n       int
	done    chan struct{}
}

// laneLength is the units of a block: enough that passing it on costs nothing beside the law.
const laneLength = 256

// stream says how units of one format are read, worked out and written. Reading and writing are
// each done by one goroutine and in the order of the file; only calculate runs on several at once.
type stream[U any] struct {
	read      func(*U) error // io.EOF at the end; other errors go to the list of faults
	law       func(*U) (*irc.Params, error)
	calculate func(*entry[U])
	write     func(*entry[U]) error
	flush     func() error
}

// run takes all units through with the given number of workers, at least one, and gives how many
// there are. What is written does not depend on the number of workers.
func (s *stream[U]) run(workers int) (int, error) {
	if workers <= 1 {
		return s.alone()
	}
	lanes := workers + 2
	free, work, order := make(chan *lane[U], lanes), make(chan *lane[U]), make(chan *lane[U], lanes)
	for range lanes {
		free <- &lane[U]{entries: make([]entry[U], laneLength), done: make(chan struct{}, 1)}
	}
	stop := make(chan struct{})
	src := source[U]{stream: s}
	var readErr error
	var wait sync.WaitGroup
	wait.Go(func() {
		defer close(order)
		defer close(work)
		readErr = src.deal(free, work, order, stop)
	})
	for range workers {
		wait.Go(func() {
			for l := range work {
				for i := range l.entries[:l.n] {
					s.calculate(&l.entries[i])
				}
				l.done <- struct{}{}
			}
		})
	}
	writeErr := s.drain(order, free, stop)
	wait.Wait()
	if err := errors.Join(readErr, writeErr); err != nil {
		return src.n, err
	}
	return src.n, s.flush()
}

// drain writes the blocks in their order. After a failure it only takes them in, and stops the reader.
func (s *stream[U]) drain(order <-chan *lane[U], free chan<- *lane[U], stop chan<- struct{}) error {
	var failed error
	for l := range order {
		<-l.done
		for i := range l.entries[:l.n] {
			if failed != nil {
				break
			}
			if failed = s.write(&l.entries[i]); failed != nil {
				close(stop)
			}
		}
		free <- l
	}
	return failed
}

// alone is run without goroutines.
func (s *stream[U]) alone() (int, error) {
	src := source[U]{stream: s}
	var e entry[U]
	for {
		more, err := src.next(&e)
		if err != nil {
			return src.n, err
		}
		if !more {
			return src.n, s.flush()
		}
		s.calculate(&e)
		if err := s.write(&e); err != nil {
			return src.n, err
		}
	}
}

// source reads units and gathers the mistakes of the file.
type source[U any] struct {
	*stream[U]
	n   int
	bad faults
}

// next reads one unit to be worked out. After a mistake nothing will be written: it then only looks
// for further ones, and gives them all at the end of the file.
func (s *source[U]) next(e *entry[U]) (more bool, err error) {
	for {
		if err := s.read(&e.unit); err == io.EOF {
			return false, s.bad.list.Or()
		} else if err != nil {
			if err := s.bad.add(err); err != nil {
				return false, err
			}
			continue
		}
		s.n++
		if len(s.bad.list) > 0 {
			continue
		}
		if e.law, err = s.law(&e.unit); err != nil {
			return false, err
		}
		return true, nil
	}
}

// deal fills lanes until the file ends or the writer has stopped.
func (s *source[U]) deal(free <-chan *lane[U], work, order chan<- *lane[U], stop <-chan struct{}) error {
	for more := true; more; {
		var l *lane[U]
		select {
		case <-stop:
			return nil
		case l = <-free:
		}
		l.n = 0
		for l.n < len(l.entries) {
			var err error
			if more, err = s.next(&l.entries[l.n]); err != nil {
				return err
			}
			if !more {
				break
			}
			l.n++
		}
		order <- l
		work <- l
	}
	return nil
}
