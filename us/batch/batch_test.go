package batch

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"

	"commonpurse/fault"
	"commonpurse/formats/taxcalc"
	"commonpurse/us/acts"
	"commonpurse/us/irc"
	"commonpurse/us/unit"
)

// table reads output text into columns by name.
func table(t *testing.T, text string) map[string][]string {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	names := strings.Split(lines[0], ",")
	columns := map[string][]string{}
	for _, line := range lines[1:] {
		cells := strings.Split(line, ",")
		if len(cells) != len(names) {
			t.Fatalf("%d cells under %d names: %s", len(cells), len(names), line)
		}
		for i, name := range names {
			columns[name] = append(columns[name], cells[i])
		}
	}
	return columns
}

func runTaxsim(t *testing.T, text string) map[string][]string {
	t.Helper()
	var out bytes.Buffer
	if _, err := Taxsim("t.csv", strings.NewReader(text), &out, NewLaw(false), 1); err != nil {
		t.Fatal(err)
	}
	return table(t, out.String())
}

// Rates at points of 2024 law that are known: brackets, the credit's rise and fall, taxable benefits.
func TestTaxsimMarginalRates(t *testing.T) {
	got := runTaxsim(t, "taxsimid,year,mstat,page,depx,age1,pwages,gssi,pensions,ltcg\n"+
		"1,2024,1,40,0,0,50000,0,0,0\n"+ // 12 percent
		"2,2024,1,40,1,10,9000,0,0,0\n"+ // credit rises by 34, child credit by 15
		"3,2024,1,40,1,10,35000,0,0,0\n"+ // bracket of 10, credits: the earned income credit falls by 15.98, the additional child credit is at its limit
		"4,2024,1,70,0,0,1000,30000,20000,0\n"+ // 10 percent, and benefits come in at 85 cents a dollar above 34,000
		"5,2024,1,40,0,0,300000,0,0,0\n"+ // 35 percent, Medicare tax of 0.9
		"6,2024,1,40,0,0,0,0,0,0\n")
	wantIncome := []string{"12", "-49", "", "18.5", "35", "-7.65"}
	wantPayroll := []string{"15.3", "15.3", "15.3", "15.3", "3.8", "15.3"}
	for i := range wantIncome {
		if wantIncome[i] == "" {
			continue // checked below: the sum of a bracket and the fall of the credit
		}
		if got["frate"][i] != wantIncome[i] || got["ficar"][i] != wantPayroll[i] {
			t.Errorf("unit %s: %s and %s percent, want %s and %s", got["taxsimid"][i], got["frate"][i], got["ficar"][i], wantIncome[i], wantPayroll[i])
		}
	}
	if rate, err := strconv.ParseFloat(got["frate"][2], 64); err != nil || math.Abs(rate-15.98) > 1e-3 && math.Abs(rate-25.98) > 1e-3 {
		t.Errorf("unit 3: %s percent", got["frate"][2])
	}
	for i, cell := range got["siitax"] {
		if cell != "" || got["srate"][i] != "" {
			t.Errorf("state tax is %q, want an empty cell", cell)
		}
	}
}

func TestTaxcalcAmounts(t *testing.T) {
	var out bytes.Buffer
	n, err := Taxcalc("t.csv", strings.NewReader("RECID,MARS,XTOT,e00200,e00200p\n7,1,1,50000,50000\n3,1,1,0,0\n"), &out, NewLaw(false), 2024, 1)
	if err != nil || n != 2 {
		t.Fatal(n, err)
	}
	got := table(t, out.String())
	for name, want := range map[string]string{"RECID": "7", "FLPDYR": "2024", "c00100": "50000", "standard": "14600", "c04800": "35400", "iitax": "4016", "payrolltax": "7650"} {
		if got[name][0] != want {
			t.Errorf("%s is %s, want %s", name, got[name][0], want)
		}
	}
	if got["RECID"][1] != "3" {
		t.Error("the order of rows is not kept")
	}
	if _, err := Taxcalc("t.csv", strings.NewReader(""), io.Discard, NewLaw(false), 1999, 1); !fault.IsUsage(err) {
		t.Errorf("year 1999: %v", err)
	}
}

func TestActsAreLaidOver(t *testing.T) {
	act, err := acts.Read("child-allowance")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := Taxsim("t", strings.NewReader("year,mstat,page,depx,age1\n2026,1,30,1,5\n2025,1,30,1,5\n"), &out, NewLaw(false, act), 1); err != nil {
		t.Fatal(err)
	}
	if got := table(t, out.String())["fiitax"]; got[0] != "-3600" || got[1] != "0" {
		t.Errorf("income tax %v, want -3600 in 2026 and 0 in 2025", got)
	}
}

// All mistakes of a file are told at once, up to a bound, and a failing stream is no mistake of it.
func TestFaults(t *testing.T) {
	text := "year,mstat,pwages\n2024,1,x\n2024,1,5\n2024,9,5\n"
	_, err := Taxsim("t.csv", strings.NewReader(text), io.Discard, NewLaw(false), 1)
	want := "t.csv:2:8: pwages: not a number: \"x\"; expected a number such as 0, -12 or 1234.56\n" +
		"t.csv:4:6: mstat is 9, which is no marital status; expected 1 (single or head of household), 2 (joint), 6 (separate) or 8 (dependent)"
	if err == nil || err.Error() != want || !fault.IsUsage(err) {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	_, err = Taxcalc("t.csv", strings.NewReader("RECID,FLPDYR,MARS\n1,2024,1\n2,2024,\"\n"), io.Discard, NewLaw(false), 0, 1)
	if err == nil || !strings.HasPrefix(err.Error(), "t.csv:3:8: the quote is not closed") || !fault.IsUsage(err) {
		t.Error(err)
	}
	many := "year,mstat\n" + strings.Repeat("2024,7\n", 1000)
	_, err = Taxsim("t.csv", strings.NewReader(many), io.Discard, NewLaw(false), 1)
	if err == nil || strings.Count(err.Error(), "\n") != maxFaults || !strings.Contains(err.Error(), "the rest of the file was not read") {
		t.Errorf("%d lines", strings.Count(fmt.Sprint(err), "\n"))
	}
	broken := errors.New("gone")
	_, err = Taxsim("t.csv", io.MultiReader(strings.NewReader("year,mstat\n2024,1\n"), iotest.ErrReader(broken)), io.Discard, NewLaw(false), 1)
	if !errors.Is(err, broken) || fault.IsUsage(err) {
		t.Error(err)
	}
	_, err = Taxsim("t.csv", strings.NewReader("year,mstat\n2024,1\n"), failing{}, NewLaw(false), 1)
	if !errors.Is(err, errFull) || fault.IsUsage(err) {
		t.Error(err)
	}
}

var errFull = errors.New("disk full")

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errFull }

// units is the text of real units: a header and lines.
func units(tb testing.TB) (header string, lines []string) {
	tb.Helper()
	f, err := os.Open("../oracle/testdata/taxsim/random_units.csv.gz")
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		tb.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		tb.Fatal(err)
	}
	lines = strings.SplitAfter(string(text), "\n")
	header, lines = strings.TrimSuffix(lines[0], "\n"), lines[1:len(lines)-1]
	for i, line := range lines {
		lines[i] = strings.TrimSuffix(line, "\n") + ",2\n"
	}
	return header + ",idtl\n", lines
}

// endless gives the header and then n units from a fixed set, over and over.
type endless struct {
	rest  string
	lines []string
	n, at int
}

func (e *endless) Read(p []byte) (int, error) {
	n := 0
	for n < len(p) {
		if e.rest == "" {
			if e.at == e.n {
				break
			}
			e.rest = e.lines[e.at%len(e.lines)]
			e.at++
		}
		c := copy(p[n:], e.rest)
		e.rest, n = e.rest[c:], n+c
	}
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

// Memory does not grow with the file: after ten times as many units no more is held or allocated
// but what a constant start takes.
func TestConstantMemory(t *testing.T) {
	header, lines := units(t)
	law := NewLaw(false)
	for _, workers := range []int{1, 2} {
		constantMemory(t, header, lines, law, workers)
	}
}

func constantMemory(t *testing.T, header string, lines []string, law *Law, workers int) {
	t.Helper()
	allocated := func(n int) uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if got, err := Taxsim("t", &endless{rest: header, lines: lines, n: n}, io.Discard, law, workers); err != nil || got != n {
			t.Fatal(got, err)
		}
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	allocated(len(lines)) // loads the law of every year
	few, many := allocated(4000), allocated(40_000)
	if many > few+1<<16 || many > 4<<20 {
		t.Errorf("%d bytes for 4,000 units, %d for 40,000", few, many)
	}
}

// BenchmarkTaxsim is text to text: reading, the law twice (for marginal rates) and writing all
// columns of idtl 2.
func BenchmarkTaxsim(b *testing.B) {
	header, lines := units(b)
	law := NewLaw(false)
	if _, err := Taxsim("t", &endless{rest: header, lines: lines, n: len(lines)}, io.Discard, law, 1); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.ResetTimer()
	if _, err := Taxsim("t", &endless{rest: header, lines: lines, n: b.N}, io.Discard, law, 1); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "records/s")
}

// BenchmarkTaxcalc is text to text: 90 columns in, 67 out.
func BenchmarkTaxcalc(b *testing.B) {
	f, err := os.Open("../oracle/testdata/taxcalc/records.csv.gz")
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		b.Fatal(err)
	}
	text, err := io.ReadAll(z)
	if err != nil {
		b.Fatal(err)
	}
	lines := strings.SplitAfter(string(text), "\n")
	header, lines := lines[0], lines[1:len(lines)-1]
	law := NewLaw(false)
	if _, err := Taxcalc("t", &endless{rest: header, lines: lines, n: len(lines)}, io.Discard, law, 0, 1); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.ResetTimer()
	if _, err := Taxcalc("t", &endless{rest: header, lines: lines, n: b.N}, io.Discard, law, 0, 1); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "records/s")
}

// readUnits are the same units, already read, each with the law of its year.
func readUnits(b *testing.B) ([]taxcalc.Unit, []*irc.Params) {
	b.Helper()
	f, err := os.Open("../oracle/testdata/taxcalc/records.csv.gz")
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	units, err := taxcalc.ReadAll("records", f, taxcalc.Options{First: FirstYear, Last: LastYear})
	if err != nil {
		b.Fatal(err)
	}
	law := NewLaw(false)
	params := make([]*irc.Params, len(units))
	for i := range units {
		if params[i], err = law.of(units[i].Year); err != nil {
			b.Fatal(err)
		}
	}
	return units, params
}

// BenchmarkLaw is the law alone, on one core.
func BenchmarkLaw(b *testing.B) {
	units, params := readUnits(b)
	var r unit.Result
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		irc.Calculate(params[i%len(units)], &units[i%len(units)].Facts, &r)
	}
}

// BenchmarkLawOnAllCores is the law alone by the clock, on every core there is.
func BenchmarkLawOnAllCores(b *testing.B) {
	units, params := readUnits(b)
	b.ReportAllocs()
	b.ResetTimer()
	b.RunParallel(func(more *testing.PB) {
		var r unit.Result
		for i := 0; more.Next(); i++ {
			irc.Calculate(params[i%len(units)], &units[i%len(units)].Facts, &r)
		}
	})
}

var sink uint64

// BenchmarkReference is a fixed loop of integer work (a million steps of splitmix64) against which
// the figures above are read on another machine.
func BenchmarkReference(b *testing.B) {
	for range b.N {
		x, sum := uint64(0), uint64(0)
		for range 1_000_000 {
			x += 0x9e3779b97f4a7c15
			z := x
			z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
			z = (z ^ z>>27) * 0x94d049bb133111eb
			sum += z ^ z>>31
		}
		sink = sum
	}
}
