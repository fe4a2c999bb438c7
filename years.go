package purse

import (
	"errors"
	"fmt"
	"io/fs"

	"commonpurse/fault"
	"commonpurse/us/population"
	"commonpurse/us/population/build"
)

// Keep is where files that take seconds to make are kept between runs. The library makes them anew
// each time without one.
type Keep interface {
	// Get gives what was put under a name; errors.Is(err, fs.ErrNotExist) when nothing was.
	Get(name string) ([]byte, error)
	// Put keeps a file whole, or not at all.
	Put(name string, content []byte) error
}

// PeopleYears is the first and the last year that there are people of. Those of the years up to
// lastCalibrated are held to the published accounts of their year, later ones are projected.
func PeopleYears() (first, lastCalibrated, last int) {
	return population.FirstYear, population.LastCalibrated, population.LastYear
}

// peopleOf gives the people of a year: those that are built in, or such as are made from them and
// kept. A kept file that is damaged is made again; that it cannot be kept is told, and is no failure.
func (u *Union) peopleOf(year int, threads int, tell func(string)) (*population.Loaded, error) {
	if year < population.FirstYear || year > population.LastYear {
		return nil, &fault.Fault{File: "--year", Problem: fmt.Sprintf("no people of %d", year), Expected: fmt.Sprintf("a year from %d to %d", population.FirstYear, population.LastYear)}
	}
	if year == population.BaseYear {
		return population.Load(year)
	}
	name, err := u.keptName(year)
	if err != nil {
		return nil, err
	}
	if u.Keep != nil {
		file, err := u.Keep.Get(name)
		switch {
		case err == nil:
			p, err := population.Read(file)
			if err == nil && p.Year == year {
				return p, nil
			}
			tell(fmt.Sprintf("the kept people of %d are damaged", year))
		case !errors.Is(err, fs.ErrNotExist):
			tell(fmt.Sprintf("the kept people of %d cannot be read: %v", year, err))
		}
	}
	tell(fmt.Sprintf("making the people of %d", year))
	file, err := build.People(year, threads, nil)
	if err != nil {
		return nil, err
	}
	if u.Keep != nil {
		if err := u.Keep.Put(name, file); err != nil {
			tell(fmt.Sprintf("the people of %d cannot be kept: %v", year, err))
		}
	}
	return population.Read(file)
}

// keptName names the file of a year's people by all that it is made of: the program's tables, the
// survey, the embedded people and the version of what makes them.
func (u *Union) keptName(year int) (string, error) {
	key, err := build.Key(year)
	if err != nil {
		return "", err
	}
	const letters = 24
	return fmt.Sprintf("people-%d-%s.bin", year, key[:letters]), nil
}
