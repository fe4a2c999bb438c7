package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestTheCacheKeepsTheNewestOfItsKind(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	c, err := newCache()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Get("people-2019-aa.bin"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("an empty cache gives %v", err)
	}
	other := &cache{folder: c.folder, program: "another"}
	for _, name := range []string{"people-2019-aa.bin", "people-2020-aa.bin"} {
		if err := other.Put(name, []byte("old")); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Put("people-2019-bb.bin", []byte("new")); err != nil {
		t.Fatal(err)
	}
	if file, err := c.Get("people-2019-bb.bin"); err != nil || !bytes.Equal(file, []byte("new")) {
		t.Errorf("%q, %v", file, err)
	}
	if _, err := other.Get("people-2019-aa.bin"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the older people of 2019 are still there: %v", err)
	}
	if _, err := other.Get("people-2020-aa.bin"); err != nil {
		t.Errorf("those of 2020 are gone: %v", err)
	}
	left, err := os.ReadDir(c.folder)
	if err != nil || len(left) != 2 {
		t.Errorf("%d files (%v); expected two and no temporary one", len(left), err)
	}
	broken := &cache{folder: filepath.Join(c.folder, left[0].Name()), program: "x"}
	if err := broken.Put("people-2019-cc.bin", nil); err == nil {
		t.Error("a file was kept in a folder that is none")
	}
}
