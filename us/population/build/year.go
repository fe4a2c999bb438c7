package build

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io/fs"
	"path"

	"commonpurse/people"
	"commonpurse/region"
	"commonpurse/us/irc"
	"commonpurse/us/pack"
	"commonpurse/us/population"
)

// Version numbers what this package makes of the same inputs. It is raised when that changes.
const Version = 1

// Seed keys the draws of the people as they are published.
const Seed = 1

// Key names the file that People makes for a year: a digest of the survey, the embedded people, the
// tables, the parameters of the tax law and the version of the code.
func Key(year int) (string, error) {
	base, err := population.Embedded(population.BaseYear)
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	fmt.Fprintf(sum, "%d %d %d\n", Version, Seed, year)
	sum.Write(compact)
	sum.Write(base)
	law, err := irc.Load(year, "")
	if err != nil {
		return "", err
	}
	fmt.Fprintf(sum, "%v\n", *law)
	if err := digestTables(sum); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// People makes the people of a year, in seconds, as the compact file: from the survey and the
// published figures of the year, or projected from the embedded people. The same program makes the
// same bytes, on any number of workers.
func People(year, workers int, log func(string, ...any)) ([]byte, error) {
	return Seeded(year, Seed, workers, log)
}

// Seeded makes the people of a year with the draws of another seed: what differs between seeds is the
// error of the imputation (people.BetweenSeeds).
func Seeded(year int, seed uint64, workers int, log func(string, ...any)) ([]byte, error) {
	if year < population.FirstYear || year > population.LastYear {
		return nil, fmt.Errorf("build: no people of %d; expected %d to %d", year, population.FirstYear, population.LastYear)
	}
	regions, err := population.ReadRegions(pack.FS())
	if err != nil {
		return nil, err
	}
	law, err := irc.Load(year, "")
	if err != nil {
		return nil, err
	}
	o := Options{Year: year, Seed: seed, Law: law, Taxes: true, Workers: workers, Log: log}
	made, err := makeOrProject(regions, o)
	if err != nil {
		return nil, err
	}
	var file bytes.Buffer
	err = people.Write(&file, made.People)
	return file.Bytes(), err
}

func makeOrProject(regions *region.List, o Options) (*Result, error) {
	if population.Projected(o.Year) {
		base, err := population.Load(population.BaseYear)
		if err != nil {
			return nil, err
		}
		return Project(base.People, pack.FS(), o)
	}
	survey, err := EmbeddedSurvey(regions)
	if err != nil {
		return nil, err
	}
	return Make(survey, pack.FS(), regions, o)
}

// digestTables adds every table that people are made from.
func digestTables(sum hash.Hash) error {
	tables := pack.FS()
	for _, room := range []string{"people", "civic"} {
		names, err := fs.ReadDir(tables, room)
		if err != nil {
			return err
		}
		for _, entry := range names {
			text, err := fs.ReadFile(tables, path.Join(room, entry.Name()))
			if err != nil {
				return err
			}
			fmt.Fprintf(sum, "%s %d\n", entry.Name(), len(text))
			sum.Write(text)
		}
	}
	return nil
}
