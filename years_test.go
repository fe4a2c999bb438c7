package purse

import (
	"io/fs"
	"strings"
	"testing"
)

// shelf is a Keep in memory.
type shelf struct {
	files map[string][]byte
	put   int
}

func (s *shelf) Get(name string) ([]byte, error) {
	if file, ok := s.files[name]; ok {
		return file, nil
	}
	return nil, fs.ErrNotExist
}

func (s *shelf) Put(name string, content []byte) error {
	s.put++
	s.files[name] = content
	return nil
}

// TestPeopleOfOtherYearsAreMadeOnceAndKept: a damaged file is made again, a good one is used.
func TestPeopleOfOtherYearsAreMadeOnceAndKept(t *testing.T) {
	u, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	const year = 2019
	name, err := u.keptName(year)
	if err != nil {
		t.Fatal(err)
	}
	s := &shelf{files: map[string][]byte{name: []byte("PURSEPPL, but damaged")}}
	u.Keep = s
	var told []string
	tell := func(stage string) { told = append(told, stage) }
	one, err := u.peopleOf(year, 2, tell)
	if err != nil {
		t.Fatal(err)
	}
	if one.Year != year || s.put != 1 || len(told) != 2 || !strings.Contains(told[0], "damaged") {
		t.Errorf("year %d, kept %d times, told %q", one.Year, s.put, told)
	}
	told = nil
	if _, err := u.peopleOf(year, 2, tell); err != nil || len(told) > 0 || s.put != 1 {
		t.Errorf("the kept people are not used: %v, told %q, kept %d times", err, told, s.put)
	}
	if other, err := u.keptName(year + 1); err != nil || other == name {
		t.Errorf("two years have one name, %s (%v)", other, err)
	}
	if _, err := u.peopleOf(2014, 2, tell); err == nil || !strings.Contains(err.Error(), "no people of 2014") {
		t.Errorf("people of 2014: %v", err)
	}
}
