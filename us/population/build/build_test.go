package build

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"os"
	"slices"
	"strings"
	"testing"

	"commonpurse/people"
	"commonpurse/region"
	"commonpurse/us/irc"
	"commonpurse/us/pack"
	"commonpurse/us/population"
)

// thin keeps two small regions of the survey file, so that the whole pipeline runs in a test.
func thin(t *testing.T) []byte {
	t.Helper()
	packed, err := os.Open("../../../data/us/people/raw/filing_units_2014.csv.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	z, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	scan := bufio.NewScanner(z)
	scan.Buffer(make([]byte, 1<<16), 1<<20)
	place := -1
	for scan.Scan() {
		line := scan.Text()
		if place < 0 {
			place = slices.Index(strings.Split(line, ","), "fips")
		} else if fips := strings.Split(line, ",")[place]; fips != "11" && fips != "50" {
			continue
		}
		if _, err := w.Write([]byte(line + "\n")); err != nil {
			t.Fatal(err)
		}
	}
	if err := scan.Err(); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func rawSurvey(t *testing.T) (*Survey, *region.List) {
	t.Helper()
	regions, err := population.ReadRegions(pack.FS())
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.Open("../../../data/us/people/raw/filing_units_2014.csv.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	s, err := RawSurvey(file, pack.FS(), regions)
	if err != nil {
		t.Fatal(err)
	}
	return s, regions
}

func makeThin(t *testing.T, survey []byte, workers int) *Result {
	t.Helper()
	regions, err := population.ReadRegions(pack.FS())
	if err != nil {
		t.Fatal(err)
	}
	params, err := irc.Load(population.BaseYear, "")
	if err != nil {
		t.Fatal(err)
	}
	units, err := RawSurvey(bytes.NewReader(survey), pack.FS(), regions)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Make(units, pack.FS(), regions, Options{Year: population.BaseYear, Seed: 1, Taxes: true, Workers: workers, Law: params})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestSameBytesForAnyNumberOfWorkers runs the pipeline on two small regions.
func TestSameBytesForAnyNumberOfWorkers(t *testing.T) {
	survey := thin(t)
	var want []byte
	for _, workers := range []int{1, 2, 16} {
		var file bytes.Buffer
		r := makeThin(t, survey, workers)
		if err := people.Write(&file, r.People); err != nil {
			t.Fatal(err)
		}
		if len(r.Shortages) > 0 {
			t.Errorf("missed: %v", r.Shortages)
		}
		if want == nil {
			want = file.Bytes()
		} else if !bytes.Equal(want, file.Bytes()) {
			t.Errorf("%d workers give other bytes", workers)
		}
	}
}

// TestQuantilesMakeThePublishedMean: the incomes of a class have the published mean at any weights
// and lie inside the class.
func TestQuantilesMakeThePublishedMean(t *testing.T) {
	regions, err := population.ReadRegions(pack.FS())
	if err != nil {
		t.Fatal(err)
	}
	b := &builder{regions: regions}
	if b.facts, err = readFacts(pack.FS(), regions, population.BaseYear); err != nil {
		t.Fatal(err)
	}
	b.sample = &sample{}
	var members []int32
	for i := range 50 {
		b.houses = append(b.houses, house{weight: float64(10 + i%7)})
		b.rows = append(b.rows, row{house: int32(i)})
		members = append(members, int32(i))
	}
	for k := 1; k <= population.Classes; k++ {
		b.quantiles(0, k, members)
		var sum, weight float64
		for _, i := range members {
			sum += b.houses[i].weight * b.rows[i].agi
			weight += b.houses[i].weight
			if k > 1 && (b.rows[i].agi < population.ClassBounds[k] || b.rows[i].agi > population.ClassBounds[k+1]) {
				t.Errorf("class %d: income %.2f is outside it", k, b.rows[i].agi)
			}
		}
		mean := b.facts.returns.At("adjusted_gross_income", 0, k).Amount / b.facts.returns.At("returns", 0, k).Returns
		if d := sum/weight/mean - 1; d > 1e-9 || d < -1e-9 {
			t.Errorf("class %d: mean %.4f, published %.4f", k, sum/weight, mean)
		}
	}
}

func TestDamagedSurveysAreRefused(t *testing.T) {
	pack := func(text string) []byte {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		w.Write([]byte(text))
		w.Close()
		return b.Bytes()
	}
	header := strings.Join(columns, ",")
	for name, c := range map[string]struct {
		file []byte
		want string
	}{
		"not compressed": {[]byte("x"), "survey file: "},
		"empty":          {pack(""), "survey file: no header"},
		"columns":        {pack("a,b\n1,2\n"), "survey file: 0 of the 48 columns needed are there"},
		"short row":      {pack(header + "\n1,2\n"), "survey file: line 2: 2 fields; expected 48"},
		"no number":      {pack(header + "\n" + strings.Repeat("x,", 47) + "x\n"), `survey file: line 2: field 1 is "x"; expected a number`},
	} {
		if _, err := readSurvey(bytes.NewReader(c.file)); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: %v; want %s", name, err, c.want)
		}
	}
}
