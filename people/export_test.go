package people

import (
	"bytes"
	"testing"

	"commonpurse/money"
	"commonpurse/region"

	"github.com/parquet-go/parquet-go"
)

func TestExportReadsBack(t *testing.T) {
	regions, err := region.NewList([]region.Region{{Code: "AA"}, {Code: "BB"}})
	if err != nil {
		t.Fatal(err)
	}
	p := &People{Regions: regions, Region: []region.ID{0, 1}, Weight: []money.Weight{money.ToWeight(1.5), money.ToWeight(2)}, Survey: []uint32{7, 9}, Copy: []uint8{0, 0},
		First: []int32{0, 2, 3}, Household: Table{Rows: 2}, Unit: Table{Rows: 3}}
	p.Household.Add("snap", "USD/year", []int32{100, 0})
	p.Unit.Add("wages", "USD/year", []int32{10, 20, 30})
	var b bytes.Buffer
	if err := p.Export(&b); err != nil {
		t.Fatal(err)
	}
	type row struct {
		Region string  `parquet:"region"`
		Weight float64 `parquet:"weight"`
		Wages  int32   `parquet:"wages"`
		SNAP   int32   `parquet:"household_snap"`
		Survey int32   `parquet:"survey_household"`
	}
	rows, err := parquet.Read[row](bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	want := []row{{"AA", 1.5, 10, 100, 7}, {"AA", 1.5, 20, 100, 7}, {"BB", 2, 30, 0, 9}}
	if len(rows) != len(want) {
		t.Fatalf("%d rows", len(rows))
	}
	for i := range want {
		if rows[i] != want[i] {
			t.Errorf("row %d is %+v, want %+v", i, rows[i], want[i])
		}
	}
}
