package population

import (
	"embed"
	"fmt"
	"io/fs"
	"sync"

	"commonpurse/people"
	"commonpurse/us/pack"
)

//go:embed people/*.bin
var files embed.FS

// Loaded is the people of a year with the published figures that go with them.
type Loaded struct {
	*People
	Spending       *Spending
	EmployerHealth float64   // what employers pay for one insured person, dollars a year
	Rent           []float64 // median gross rent by region, dollars a year
}

// Load reads the embedded people of BaseYear.
func Load(year int) (*Loaded, error) {
	file, err := Embedded(year)
	if err != nil {
		return nil, err
	}
	return Read(file)
}

// Embedded gives the embedded file of people of a year.
func Embedded(year int) ([]byte, error) {
	file, err := fs.ReadFile(files, fmt.Sprintf("people/%d.bin", year))
	if err != nil {
		return nil, fmt.Errorf("population: no people of %d are built in; those of %d are", year, BaseYear)
	}
	return file, nil
}

// Read reads a file of people and the published figures that go with their year.
func Read(file []byte) (*Loaded, error) {
	tables := pack.FS()
	regions, err := ReadRegions(tables)
	if err != nil {
		return nil, err
	}
	year, err := people.YearOf(file)
	if err != nil {
		return nil, err
	}
	var p *people.People
	var wrong error
	var wait sync.WaitGroup
	wait.Add(1)
	go func() { // the tables are read while the columns are decoded
		defer wait.Done()
		p, wrong = people.Read(file, regions)
	}()
	out := &Loaded{}
	out.Spending, err = ReadSpending(tables, year)
	if err == nil {
		out.EmployerHealth, err = EmployerContribution(tables, year)
	}
	if err == nil {
		out.Rent, err = GrossRents(tables, regions, year)
	}
	wait.Wait()
	if wrong != nil {
		return nil, wrong
	}
	if err != nil {
		return nil, err
	}
	for r := range out.Rent {
		out.Rent[r] *= 12
	}
	out.People, err = Wrap(p)
	return out, err
}

// BaseYear is the year whose people are calibrated to complete published accounts.
const BaseYear = 2022
