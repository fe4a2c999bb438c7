// Package union opens a union of regions from a pack: an fs.FS that is embedded in the program, a
// folder or a zip.
//
// A pack is folders of tidy tables (NAME.csv or NAME.csv.gz, as package sheet reads them), each
// with a sources.yaml. This package reads what every union has:
//
//	civic/union.yaml      manifest: name, title, default year, what the pack holds
//	civic/regions.csv     region,fips,name,tile_row,tile_column,neighbours
//	civic/seats.csv       region,census,persons,seats,senators,electors,source
//	civic/votes.csv       region,year,candidate,party,votes,source
//	civic/land.csv        region,land_km2,water_km2,coast,source
//	civic/population.csv  region,year,persons,source
//	proposals/*.yaml      the catalogue, and each proposal's own file
//
// Only the manifest and the regions are required. What is absent is absent from the results too,
// which say so. People, ledger and law are read by the packages that use them, from FS.
package union

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"sort"

	"commonpurse/region"
	"commonpurse/source"

	"github.com/goccy/go-yaml"
)

// Manifest says what a pack is.
type Manifest struct {
	Union       string   `yaml:"union"` // short name
	Title       string   `yaml:"title"`
	Year        int      `yaml:"year"`         // newest year with complete published accounts: the default
	ProjectedTo int      `yaml:"projected_to"` // last year that projections reach
	Holds       []string `yaml:"holds"`        // rooms and tables that the pack promises
	Note        string   `yaml:"note"`
}

// Union is what a pack says about a union and its regions.
type Union struct {
	Manifest
	FS      fs.FS
	Regions *region.List
	Codes   map[string]region.ID // official number of each region (FIPS), as published files use it
	Sources source.List          // of all folders of the pack

	seats      []Seats
	elections  []Election
	land       []Land
	population map[int][]int64
	catalogue  []Entry
}

// Open reads a pack. An error names the file, and the line where there is one.
func Open(pack fs.FS) (*Union, error) {
	u := &Union{FS: pack}
	if err := u.manifest(); err != nil {
		return nil, err
	}
	for _, read := range []func() error{u.readRegions, u.readSources, u.readSeats, u.readVotes, u.readLand, u.readPopulation, u.readCatalogue, u.keepsPromise} {
		if err := read(); err != nil {
			return nil, err
		}
	}
	return u, nil
}

const manifestFile = "civic/union.yaml"

func (u *Union) manifest() error {
	text, err := fs.ReadFile(u.FS, manifestFile)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("union: no %s; expected a pack: a folder or zip with the folder civic in it", manifestFile)
	}
	if err != nil {
		return fmt.Errorf("union: %w", err)
	}
	if err := yaml.UnmarshalWithOptions(text, &u.Manifest, yaml.Strict()); err != nil {
		return fmt.Errorf("%s: %s", manifestFile, yaml.FormatError(err, false, false))
	}
	if u.Union == "" || u.Title == "" || u.Year == 0 {
		return fmt.Errorf("%s: union, title and year are required", manifestFile)
	}
	if u.ProjectedTo < u.Year {
		u.ProjectedTo = u.Year
	}
	return nil
}

// readSources joins the sources.yaml of every folder.
func (u *Union) readSources() error {
	files, err := fs.Glob(u.FS, "*/sources.yaml")
	if err != nil {
		return fmt.Errorf("union: %w", err)
	}
	for _, name := range files {
		text, err := fs.ReadFile(u.FS, name)
		if err != nil {
			return fmt.Errorf("union: %w", err)
		}
		list, err := source.Parse(name, text)
		if err != nil {
			return err
		}
		folder := path.Dir(name)
		for i := range list { // the same short name may stand for different documents in two folders
			list[i].ID = folder + "/" + list[i].ID
		}
		if u.Sources, err = u.Sources.Merge(list); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// keepsPromise checks that what the manifest says the pack holds is there.
func (u *Union) keepsPromise() error {
	has := map[string]bool{
		"regions": true, "seats": len(u.seats) > 0, "votes": len(u.elections) > 0, "land": len(u.land) > 0,
		"population": len(u.population) > 0, "proposals": len(u.catalogue) > 0,
	}
	for _, thing := range u.Holds {
		if has[thing] {
			continue
		}
		if _, known := has[thing]; known {
			return fmt.Errorf("%s: the pack is said to hold %s, and does not", manifestFile, thing)
		}
		if entries, err := fs.ReadDir(u.FS, thing); err != nil || len(entries) == 0 {
			return fmt.Errorf("%s: the pack is said to hold %s, and has no such folder", manifestFile, thing)
		}
	}
	return nil
}

// Digest is the SHA-256, in hexadecimal, of all files of the pack with their names.
func (u *Union) Digest() (string, error) {
	var names []string
	err := fs.WalkDir(u.FS, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		return "", fmt.Errorf("union: %w", err)
	}
	sort.Strings(names)
	sum := sha256.New()
	for _, name := range names {
		content, err := fs.ReadFile(u.FS, name)
		if err != nil {
			return "", fmt.Errorf("union: %w", err)
		}
		one := sha256.Sum256(content)
		fmt.Fprintf(sum, "%s %x\n", name, one)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
