package main

import (
	"bytes"
	"io/fs"
	"os"
	"testing"
)

// TestEmbeddedFormIsCurrent holds the embedded tables to their sources.
func TestEmbeddedFormIsCurrent(t *testing.T) {
	want, err := Pack(os.DirFS("../../data/us"))
	if err != nil {
		t.Fatal(err)
	}
	embedded := os.DirFS("../../us/pack/tables")
	for name, content := range want {
		got, err := fs.ReadFile(embedded, name)
		if err != nil || !bytes.Equal(got, content) {
			t.Errorf("us/pack/tables/%s is not current (%v); run go generate ./data/us", name, err)
		}
	}
	fs.WalkDir(embedded, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			t.Error(err)
			return err
		}
		if _, ok := want[path]; !ok && !entry.IsDir() {
			t.Errorf("us/pack/tables/%s has no source; run go generate ./data/us", path)
		}
		return nil
	})
}
