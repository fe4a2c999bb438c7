package build

import (
	_ "embed"
	"fmt"
	"io"
	"slices"

	"commonpurse/money"
	"commonpurse/people"
	"commonpurse/region"
	"commonpurse/us/population"
)

// The survey in compact form is a people file of the survey's own year: its households with their
// survey weights, and one column for each field of the survey that the build reads, dollars to three
// digits. Whoever has the program can make the people of any year from it.
//
//go:embed survey.bin
var compact []byte

// outside are the fields of a record that the compact form keeps elsewhere than in a column of units:
// as region, weight and order of the households, or not at all.
var outside = []int{cYear, cSeq, cLine, cFips, cWeight}

// Survey is the filing units of the survey, in the order region, household, family, line.
type Survey struct{ records []record }

// RawSurvey reads the survey file as it is published.
func RawSurvey(file io.Reader, tables population.Source, regions *region.List) (*Survey, error) {
	codes, err := fipsCodes(tables, regions)
	if err != nil {
		return nil, err
	}
	records, err := readSurvey(file)
	if err != nil {
		return nil, err
	}
	records, err = arrange(records, codes)
	return &Survey{records}, err
}

// EmbeddedSurvey reads the compact form that is built in.
func EmbeddedSurvey(regions *region.List) (*Survey, error) {
	p, err := people.Read(compact, regions)
	if err != nil {
		return nil, fmt.Errorf("survey: %w", err)
	}
	s := &Survey{make([]record, p.Unit.Rows)}
	for c, name := range columns {
		if slices.Contains(outside, c) {
			continue
		}
		values := p.Unit.Values(name)
		if values == nil {
			return nil, fmt.Errorf("survey: no column %s", name)
		}
		for i, v := range values {
			s.records[i].values[c] = float64(v)
		}
	}
	for h := range p.Len() {
		for i := p.First[h]; i < p.First[h+1]; i++ {
			s.records[i].region, s.records[i].house = p.Region[h], int32(h)
			s.records[i].values[cWeight] = 100 * p.Weight[h].Float()
		}
	}
	return s, nil
}

// Write writes the compact form.
func (s *Survey) Write(w io.Writer, regions *region.List) error {
	p := &people.People{Year: surveyYear, Regions: regions, First: []int32{0}}
	for i := range s.records {
		r := &s.records[i]
		if i > 0 && r.house == s.records[i-1].house {
			p.First[len(p.First)-1]++
			continue
		}
		p.Region, p.Survey, p.Copy = append(p.Region, r.region), append(p.Survey, uint32(len(p.Survey))), append(p.Copy, 0)
		p.Weight = append(p.Weight, money.ToWeight(r.values[cWeight]/100))
		p.First = append(p.First, int32(i+1))
	}
	p.Household.Rows, p.Unit.Rows = p.Len(), len(s.records)
	for c, name := range columns {
		if slices.Contains(outside, c) {
			continue
		}
		values := make([]int32, len(s.records))
		for i := range values {
			values[i] = people.Round(s.records[i].values[c])
		}
		p.Unit.Add(name, "", values)
	}
	return people.Write(w, p)
}
