package people

import (
	"bytes"
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"commonpurse/money"
	"commonpurse/people/calibrate"
	"commonpurse/region"
)

func regions(t testing.TB) *region.List {
	t.Helper()
	l, err := region.NewList([]region.Region{{Code: "AA"}, {Code: "BB"}})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// village makes a small population of random households.
func village(t testing.TB, n int) *People {
	t.Helper()
	rng := rand.New(rand.NewPCG(1, 2))
	p := &People{Year: 2022, Regions: regions(t), First: []int32{0}, Factors: []Factor{{"share", 0.25}}}
	var size, wages []int32
	for h := range n {
		p.Region = append(p.Region, region.ID(2*h/n))
		p.Weight = append(p.Weight, money.ToWeight(float64(rng.IntN(4000))/4))
		p.Survey, p.Copy = append(p.Survey, uint32(h/2)), append(p.Copy, uint8(h%2))
		units := 1 + rng.IntN(3)
		p.First = append(p.First, p.First[h]+int32(units))
		size = append(size, int32(rng.IntN(9)))
		for range units {
			wages = append(wages, Round(max(0, 40_000*rng.NormFloat64())-5000))
		}
	}
	p.Household.Rows, p.Unit.Rows = n, len(wages)
	p.Household.Add("size", "people", size)
	p.Unit.Add("wages", "USD/year", wages)
	return p
}

func TestFileGivesBackWhatWasWritten(t *testing.T) {
	p := village(t, 101)
	var a, b bytes.Buffer
	if err := Write(&a, p); err != nil {
		t.Fatal(err)
	}
	if err := Write(&b, p); err != nil || !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Fatalf("a second writing differs (%v)", err)
	}
	got, err := Read(a.Bytes(), p.Regions)
	if err != nil {
		t.Fatal(err)
	}
	got.Regions, p.Regions = nil, nil
	if diff := cmp.Diff(p, got); diff != "" {
		t.Error(diff)
	}
}

func TestDamagedFilesAreRefused(t *testing.T) {
	p := village(t, 30)
	var file bytes.Buffer
	if err := Write(&file, p); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func([]byte) []byte{
		"empty":         func(b []byte) []byte { return nil },
		"other magic":   func(b []byte) []byte { b[0]++; return b },
		"other version": func(b []byte) []byte { b[len(magic)]++; return b },
		"one bit":       func(b []byte) []byte { b[len(b)-1] ^= 1; return b },
		"cut short":     func(b []byte) []byte { return b[:len(b)-3] },
	} {
		if _, err := Read(spoil(bytes.Clone(file.Bytes())), p.Regions); !errors.Is(err, ErrFile) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	p := village(f, 9)
	var file bytes.Buffer
	if err := Write(&file, p); err != nil {
		f.Fatal(err)
	}
	f.Add(file.Bytes()[headerSize:])
	f.Add([]byte{})
	list := p.Regions
	f.Fuzz(func(t *testing.T, body []byte) {
		if q, err := Read(seal(body), list); err == nil && q.Check() != nil {
			t.Error("a file was read that does not hold together")
		}
	})
}

func TestRoundKeepsThreeDigits(t *testing.T) {
	for _, c := range []struct {
		in   float64
		want int32
	}{{0, 0}, {0.4, 0}, {-0.6, -1}, {999.4, 999}, {1234, 1230}, {-98_765, -98_800}, {1_999_999, 2_000_000}, {3e9, 2_000_000_000}} {
		if got := Round(c.in); got != c.want {
			t.Errorf("Round(%v) = %d, want %d", c.in, got, c.want)
		}
		if _, err := amountCode(Round(c.in)); err != nil {
			t.Error(err)
		}
	}
}

func TestDrawsAreKeyedAndUniform(t *testing.T) {
	seen := map[float64]bool{}
	var sum, squares float64
	const n = 20_000
	for i := range n {
		k := Key{Seed: 7, Survey: uint32(i / 4), Copy: uint8(i % 2), Unit: uint8(i / 2 % 2)}
		u := k.Uniform(3)
		if u != k.Uniform(3) || u <= 0 || u >= 1 || seen[u] {
			t.Fatalf("draw %d: %v", i, u)
		}
		seen[u] = true
		z := k.Normal(4)
		sum += z
		squares += z * z
	}
	if mean, v := sum/n, squares/n; math.Abs(mean) > 0.03 || math.Abs(v-1) > 0.03 {
		t.Errorf("normal draws have mean %.3f and variance %.3f", mean, v)
	}
}

func TestVotesComeOutExactly(t *testing.T) {
	adults := [][]float64{{100, 300, 50}, {20, 10, 5}}
	odds := [][]float64{{3, 2, 5}, {4, 4, 2}, {1, 8, 1}}
	totals := [][]float64{{150, 200, 100}, {10, 0, 25}}
	p, err := FitVotes(adults, odds, totals)
	if err != nil {
		t.Fatal(err)
	}
	for r := range adults {
		for k := range totals[r] {
			var have float64
			for c := range odds {
				have += adults[r][c] * p[r][c][k]
			}
			if math.Abs(have-totals[r][k]) > 1e-8 {
				t.Errorf("region %d choice %d: %v, want %v", r, k, have, totals[r][k])
			}
		}
	}
	// the odds between cells keep their order: cell 2 leans to choice 1 more than cell 0
	if p[0][2][1]/p[0][2][0] <= p[0][0][1]/p[0][0][0] {
		t.Error("the cells' odds did not survive the fit")
	}
	if _, err := FitVotes(adults, odds, [][]float64{{1, 2, 3}, {10, 0, 25}}); err == nil {
		t.Error("totals that are not the adults were accepted")
	}
}

// TestIntervalsCoverTheTruth draws samples from a known population, weighs them to a known total,
// and counts how often the 90 % interval holds the truth.
func TestIntervalsCoverTheTruth(t *testing.T) {
	list := regions(t)
	rng := rand.New(rand.NewPCG(5, 5))
	const size, sampled, trials = 4000, 250, 300
	x, y := make([]float64, size), make([]float64, size)
	var truth, known float64
	for i := range x {
		x[i] = float64(1 + rng.IntN(5))
		y[i] = 10*x[i] + 20*rng.ExpFloat64()
		truth += y[i]
		known += x[i]
	}
	covered := 0
	for trial := range trials {
		p := &People{Regions: list, First: []int32{0}}
		var sx, sy []float64
		problem := &calibrate.Problem{Targets: []calibrate.Target{{Name: "x", Value: known, Penalty: 1e9}, {Name: "people", Value: size, Penalty: 1e9}}}
		for k := range sampled {
			i := rng.IntN(size)
			sx, sy = append(sx, x[i]), append(sy, y[i])
			p.Region, p.Survey, p.Copy, p.First = append(p.Region, 0), append(p.Survey, uint32(k)), append(p.Copy, 0), append(p.First, int32(k+1))
			problem.Base = append(problem.Base, size/sampled)
			problem.Rows.Add(0, x[i])
			problem.Rows.Add(1, 1)
			problem.Rows.EndRow()
		}
		fit, err := calibrate.Solve(problem)
		if err != nil {
			t.Fatal(err)
		}
		ones := make([]float64, sampled)
		var estimate float64
		for k, g := range fit.Factor {
			ones[k] = 1
			p.Weight = append(p.Weight, money.ToWeight(g*size/sampled))
			estimate += p.Weight[k].Float() * sy[k]
		}
		r, err := NewReplicates(p, make([]bool, sampled), []Control{{"x", sx}, {"people", ones}}, 100, uint64(trial))
		if err != nil {
			t.Fatal(err)
		}
		low, high := Interval(estimate, r.Totals([][]float64{sy}, 1)[0], 1, 0)
		if low <= truth && truth <= high {
			covered++
		}
	}
	if share := float64(covered) / trials; share < 0.85 || share > 0.95 {
		t.Errorf("the 90%% interval covers the truth in %.1f%% of samples; expected 85 to 95", 100*share)
	}
}

// TestQuickTotalsAgreeWithFullReplicates compares the standard error of Totals with that of Each.
func TestQuickTotalsAgreeWithFullReplicates(t *testing.T) {
	p := village(t, 800)
	ones, wages := make([]float64, p.Len()), make([]float64, p.Len())
	for h := range ones {
		ones[h] = 1
		for i := p.First[h]; i < p.First[h+1]; i++ {
			wages[h] += float64(p.Unit.Values("wages")[i])
		}
	}
	r, err := NewReplicates(p, make([]bool, p.Len()), []Control{{"households", ones}}, 400, 3)
	if err != nil {
		t.Fatal(err)
	}
	var estimate float64
	for h, w := range wages {
		estimate += p.Weight[h].Float() * w
	}
	full := make([]float64, r.Count())
	r.Each(1, func(_ region.ID, b, from int, factor []float64) {
		for k, f := range factor {
			full[b] += f * p.Weight[from+k].Float() * wages[from+k]
		}
	})
	quick := r.Totals([][]float64{wages, ones}, 2)
	a, b := math.Sqrt(variance(estimate, full)), math.Sqrt(variance(estimate, quick[0]))
	if math.Abs(a/b-1) > 0.05 {
		t.Errorf("standard error %.0f in full, %.0f quickly", a, b)
	}
	for _, v := range quick[1] {
		if math.Abs(v/quick[1][0]-1) > 1e-6 {
			t.Fatalf("a control moves between replicates: %v and %v", v, quick[1][0])
		}
	}
}

func TestCopiesAreDrawnTogether(t *testing.T) {
	p := village(t, 100)
	certain := make([]bool, p.Len())
	certain[4] = true
	r, err := NewReplicates(p, certain, nil, 8, 1)
	if err != nil {
		t.Fatal(err)
	}
	r.Each(1, func(_ region.ID, b, from int, factor []float64) {
		for k := range factor {
			h := from + k
			if h%2 == 1 && k > 0 && factor[k] != factor[k-1] {
				t.Errorf("replicate %d: copies %d and %d have factors %v and %v", b, h-1, h, factor[k-1], factor[k])
			}
			if (h == 4 || h == 5) && factor[k] != 1 {
				t.Errorf("replicate %d: the certain household %d has factor %v", b, h, factor[k])
			}
		}
	})
}

// TestSeedsAddTheirVariance: three estimates 1, 2, 3 vary by 1 and count (1 + 1/3); the interval adds
// variances, not widths.
func TestSeedsAddTheirVariance(t *testing.T) {
	if v := BetweenSeeds([]float64{1, 2, 3}); math.Abs(v-4.0/3) > 1e-15 {
		t.Errorf("variance between seeds %v; expected 4/3", v)
	}
	if v := BetweenSeeds([]float64{5}); v != 0 {
		t.Errorf("one seed tells no variance, yet %v", v)
	}
	replicates := []float64{7, 13} // 3 from the estimate
	low, high := Interval(10, replicates, 1, 16)
	if half := Normal95 * 5; math.Abs(high-10-half) > 1e-12 || math.Abs(10-low-half) > 1e-12 {
		t.Errorf("%v to %v; expected 10 ± %v", low, high, half)
	}
}
