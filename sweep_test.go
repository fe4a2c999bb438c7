package purse

import (
	"math/rand/v2"
	"testing"

	"commonpurse/finding"
	"commonpurse/money"
	"commonpurse/region"
	"commonpurse/split"
)

// partitions draws divisions of the union into three blocs, two of which leave.
func partitions(l *region.List, n int) []*split.Proposal {
	draw := rand.New(rand.NewPCG(1, 2))
	list := make([]*split.Proposal, n)
	for k := range list {
		p := &split.Proposal{Regions: l, Scale: 1, Blocs: []split.Bloc{{Name: "A", Leaves: true}, {Name: "B", Leaves: true}, {Name: "C"}}}
		for r := range region.ID(l.Len()) {
			b := int(r)
			if b > 2 {
				b = draw.IntN(3)
			}
			p.Blocs[b].Regions |= region.Of(r)
		}
		list[k] = p
	}
	return list
}

// A sweep over the built-in union gives the dividends and the rates of the tables.
func TestSweepAgreesWithSplit(t *testing.T) {
	u := open(t)
	sweep, err := u.Sweep(SplitQuestion{})
	if err != nil {
		t.Fatal(err)
	}
	p, err := u.Proposal("CA+OR+WA/TX/rest")
	if err != nil {
		t.Fatal(err)
	}
	var got finding.Headlines
	if err := sweep.Headlines(p, &got); err != nil {
		t.Fatal(err)
	}
	full, err := u.Split(SplitQuestion{Proposal: p})
	if err != nil {
		t.Fatal(err)
	}
	for i := range full.Tables {
		if x := &full.Tables[i]; x.Name == "gainers" {
			for _, row := range x.Rows {
				for b := range p.Blocs {
					for c, name := range split.ClosureNames() {
						if row[0] == p.Blocs[b].Name && row[1] == name && row[2] == "all" {
							lose := row[x.Column("lose")].(float64)
							if diff := got.People[b][c].Lose - lose; diff > 1e-3 || diff < -1e-3 {
								t.Errorf("%s, %s: %v lose in a sweep, %v in the table", row[0], name, got.People[b][c].Lose, lose)
							}
						}
					}
				}
			}
		} else if x.Name == "dividends" {
			for b, row := range x.Rows {
				if row[x.Column("dividend")] != got.Dividends[b] || got.Dividends[b] == money.Cents(0) {
					t.Errorf("dividend %v in a sweep, %v in the table", got.Dividends[b], row)
				}
			}
		}
	}
}

// BenchmarkSweep works out random partitions of the built-in union on one worker: settlement under
// one convention, eight closures, and the headlines of every bloc's people under each.
func BenchmarkSweep(b *testing.B) {
	u, err := Open()
	if err != nil {
		b.Fatal(err)
	}
	sweep, err := u.Sweep(SplitQuestion{})
	if err != nil {
		b.Fatal(err)
	}
	list := partitions(u.Regions, 10_000)
	var into finding.Headlines
	k := 0
	for b.Loop() {
		if err := sweep.Headlines(list[k%len(list)], &into); err != nil {
			b.Fatal(err)
		}
		k++
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "partitions/s")
}
