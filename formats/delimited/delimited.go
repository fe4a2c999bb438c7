// Package delimited reads and writes comma-separated text of numbers as fast as text allows, one
// record at a time, in memory that does not grow with the file. It is the ground under the
// readers of foreign formats: it knows fields, places in the file and numbers, and no tax.
//
// The text is RFC 4180: commas, optional double quotes, LF or CRLF, an optional byte order mark
// and one header line. Gzip is recognised by its first two bytes, so that a pipe may carry it too.
package delimited

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"

	"commonpurse/fault"
)

// MaxRecord is the longest record read, in bytes. A longer one is a fault: a file with no line
// ends must not fill the memory.
const MaxRecord = 1 << 20

// Reader splits text into records. Its fields are good until the next record is read.
type Reader struct {
	name   string
	source io.Reader
	buffer []byte
	from   int // the next record starts at buffer[from]
	until  int // the buffer is filled up to here
	ended  bool
	failed error  // of a read inside a quoted record
	line   int    // line of the record last read, from 1
	extra  int    // further lines inside quotes of the record last read
	record []byte // the record last read, if it has no quotes and is not yet split
	fields []field
	quoted []byte // unescaped text of quoted fields
}

type field struct {
	text   []byte
	column int // byte in its line, from 1
}

// NewReader reads from source, which may be plain or gzipped; name is what faults call the file.
func NewReader(name string, source io.Reader) (*Reader, error) {
	head := bufio.NewReaderSize(source, 1<<15)
	magic, _ := head.Peek(2) // a shorter file is no gzip; a failing one fails at the first record
	r := &Reader{name: name, source: head, buffer: make([]byte, 1<<16)}
	if len(magic) == 2 && magic[0] == 0x1f && magic[1] == 0x8b {
		unzipped, err := gzip.NewReader(head)
		if err != nil {
			return nil, &fault.Fault{File: name, Problem: "the gzip header is broken: " + err.Error()}
		}
		r.source = unzipped
	}
	return r, nil
}

// Next reads one record. At the end it gives io.EOF. Blank lines are passed over. A quote out of
// place or an overlong record gives a located fault.
func (r *Reader) Next() error {
	for {
		r.line += 1 + r.extra
		r.extra = 0
		end, err := r.lineEnd(0)
		if err != nil {
			return err
		}
		if r.line == 1 {
			end -= r.skipMark()
		}
		text := r.buffer[r.from : r.from+end]
		if bytes.IndexByte(text, '"') >= 0 {
			r.record = nil
			return r.quotedRecord()
		}
		r.from += min(end+1, r.until-r.from)
		text = bytes.TrimSuffix(text, []byte("\r"))
		if len(text) == 0 {
			continue
		}
		r.record = text
		return nil
	}
}

// lineEnd gives the length of the line, without its end, that starts at from and goes on at least
// to offset; it fills the buffer as needed.
func (r *Reader) lineEnd(offset int) (int, error) {
	for {
		if at := bytes.IndexByte(r.buffer[r.from+offset:r.until], '\n'); at >= 0 {
			return offset + at, nil
		}
		offset = r.until - r.from
		if r.ended {
			if offset == 0 {
				return 0, io.EOF
			}
			return offset, nil
		}
		if offset > MaxRecord {
			return 0, r.At(1, fmt.Sprintf("the record is longer than %d bytes", MaxRecord), "a line end after each record")
		}
		if err := r.fill(); err != nil {
			return 0, err
		}
	}
}

func (r *Reader) fill() error {
	if r.from > 0 {
		copy(r.buffer, r.buffer[r.from:r.until])
		r.until -= r.from
		r.from = 0
	}
	if r.until == len(r.buffer) {
		r.buffer = append(r.buffer, make([]byte, len(r.buffer))...)
	}
	for range 100 {
		n, err := r.source.Read(r.buffer[r.until:])
		r.until += n
		if err == io.EOF {
			r.ended = true
			return nil
		}
		if err != nil {
			return r.broken(err)
		}
		if n > 0 {
			return nil
		}
	}
	return io.ErrNoProgress
}

// broken tells a damaged gzip file, which is the user's to mend, from a failing disk or pipe.
func (r *Reader) broken(err error) error {
	if _, zipped := r.source.(*gzip.Reader); zipped {
		return r.At(0, "the gzip data is broken: "+err.Error(), "a whole gzip file")
	}
	return fmt.Errorf("%s: %w", r.name, err)
}

func (r *Reader) skipMark() int {
	if bytes.HasPrefix(r.buffer[r.from:r.until], []byte("\xef\xbb\xbf")) {
		r.from += 3
		return 3
	}
	return 0
}

// split finds the fields of a record without quotes, when they are first asked for.
func (r *Reader) split() {
	text := r.record
	if text == nil {
		return
	}
	r.record, r.fields = nil, r.fields[:0]
	start := 0
	for i, c := range text {
		if c == ',' {
			r.fields = append(r.fields, field{text[start:i], start + 1})
			start = i + 1
		}
	}
	r.fields = append(r.fields, field{text[start:], start + 1})
}

// quotedRecord reads a record that has a quote somewhere in its first line; a quoted field may go
// on over lines.
func (r *Reader) quotedRecord() error {
	err := r.unquote()
	if r.failed != nil {
		return r.failed
	}
	return err
}

func (r *Reader) unquote() error {
	r.fields, r.quoted = r.fields[:0], r.quoted[:0]
	var starts []int // where each quoted field begins in r.quoted, which may move as it grows
	at, lineStart := 0, 0
	for {
		column := at - lineStart + 1
		if !r.has(at) || r.buffer[r.from+at] != '"' {
			end := at
			for r.has(end) && !isOneOf(r.buffer[r.from+end], ',', '\n') {
				if r.buffer[r.from+end] == '"' {
					return r.At(end-lineStart+1, "a quote inside a field that does not begin with one", "quotes around the whole field, doubled inside")
				}
				end++
			}
			r.fields = append(r.fields, field{text: nil, column: column})
			starts = append(starts, len(r.quoted))
			r.quoted = append(r.quoted, bytes.TrimSuffix(r.buffer[r.from+at:r.from+end], []byte("\r"))...)
			at = end
		} else {
			starts = append(starts, len(r.quoted))
			r.fields = append(r.fields, field{column: column})
			at++
			for {
				if !r.has(at) {
					return r.At(column, "the quote is not closed", "a closing quote")
				}
				if at > MaxRecord {
					return r.At(column, fmt.Sprintf("the record is longer than %d bytes", MaxRecord), "a closing quote")
				}
				c := r.buffer[r.from+at]
				at++
				if c == '"' {
					if r.has(at) && r.buffer[r.from+at] == '"' {
						at++
					} else {
						break
					}
				}
				if c == '\n' {
					r.extra++
					lineStart = at
				}
				r.quoted = append(r.quoted, c)
			}
			if r.has(at) && r.buffer[r.from+at] == '\r' {
				at++
			}
			if r.has(at) && !isOneOf(r.buffer[r.from+at], ',', '\n') {
				return r.At(at-lineStart+1, "text after a closing quote", "a comma or the end of the line")
			}
		}
		if !r.has(at) || r.buffer[r.from+at] == '\n' {
			break
		}
		at++
	}
	for i := range r.fields {
		end := len(r.quoted)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		r.fields[i].text = r.quoted[starts[i]:end:end]
	}
	r.from += min(at+1, r.until-r.from)
	return nil
}

// has tells whether the byte at an offset from the record's start exists, reading on for it.
func (r *Reader) has(offset int) bool {
	for r.from+offset >= r.until {
		if r.ended || r.failed != nil {
			return false
		}
		r.failed = r.fill()
	}
	return true
}

func isOneOf(c, a, b byte) bool { return c == a || c == b }

// Line is the line on which the record last read begins.
func (r *Reader) Line() int { return r.line }

// Len is the number of fields of the record last read.
func (r *Reader) Len() int {
	r.split()
	return len(r.fields)
}

// Field is the text of a field of the record last read, and the column it starts at.
func (r *Reader) Field(i int) ([]byte, int) {
	r.split()
	return r.fields[i].text, r.fields[i].column
}

// At makes a fault at a column of the record last read.
func (r *Reader) At(column int, problem, expected string) *fault.Fault {
	return &fault.Fault{File: r.name, Line: r.line, Column: column, Problem: problem, Expected: expected}
}
