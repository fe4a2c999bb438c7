package batch

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// Workers change no byte, and every block length occurs: fewer units than a block, a block's worth,
// one more, many.
func TestWorkersChangeNoByte(t *testing.T) {
	header, lines := units(t)
	law := NewLaw(false)
	for _, n := range []int{0, 1, laneLength - 1, laneLength, laneLength + 1, 9 * laneLength, 3000} {
		text := header + strings.Join(lines[:n], "")
		var alone bytes.Buffer
		if got, err := Taxsim("t", strings.NewReader(text), &alone, law, 1); err != nil || got != n {
			t.Fatal(got, err)
		}
		for _, workers := range []int{2, 3, 16} {
			var out bytes.Buffer
			if got, err := Taxsim("t", strings.NewReader(text), &out, law, workers); err != nil || got != n {
				t.Fatal(workers, got, err)
			}
			if !bytes.Equal(out.Bytes(), alone.Bytes()) {
				t.Errorf("%d units: %d workers write other bytes than one", n, workers)
			}
		}
	}
}

// The mistakes of a file, a broken stream and a full disk are told in the same words by any number
// of workers, and nothing waits for ever.
func TestWorkersTellTheSameFaults(t *testing.T) {
	header, lines := units(t)
	body := strings.Join(lines[:1000], "")
	broken := errors.New("gone")
	for name, source := range map[string]func() (io.Reader, io.Writer){
		"mistakes": func() (io.Reader, io.Writer) {
			return strings.NewReader(header + body + strings.Repeat("x\n", 3) + body + "y\n"), io.Discard
		},
		"too many mistakes": func() (io.Reader, io.Writer) {
			return strings.NewReader(header + body + strings.Repeat("x\n", 200)), io.Discard
		},
		"an open quote": func() (io.Reader, io.Writer) { return strings.NewReader(header + body + "\"1"), io.Discard },
		"a broken stream": func() (io.Reader, io.Writer) {
			return io.MultiReader(strings.NewReader(header+body), iotest.ErrReader(broken)), io.Discard
		},
		"a full disk": func() (io.Reader, io.Writer) { return strings.NewReader(header + body), failing{} },
	} {
		var want string
		for _, workers := range []int{1, 2, 16} {
			in, out := source()
			_, err := Taxsim("t.csv", in, out, NewLaw(false), workers)
			if err == nil {
				t.Fatalf("%s: no fault", name)
			}
			if workers == 1 {
				want = err.Error()
			} else if err.Error() != want {
				t.Errorf("%s: %d workers say\n%v\none says\n%s", name, workers, err, want)
			}
		}
	}
}
