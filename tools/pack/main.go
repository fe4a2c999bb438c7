// Command pack makes the embedded form of a folder of tidy tables: every ROOM/NAME.csv becomes
// ROOM/NAME.csv.gz, every other file is copied, and what no longer has a source is removed. The
// same input gives the same bytes. Folders named raw are left out.
//
//	go run ./tools/pack data/us us/pack/tables
package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: pack FROM TO")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "pack:", err)
		os.Exit(1)
	}
}

func run(from, to string) error {
	files, err := Pack(os.DirFS(from))
	if err != nil {
		return err
	}
	if err := prune(to, files); err != nil {
		return err
	}
	for name, content := range files {
		if err := replace(filepath.Join(to, filepath.FromSlash(name)), content); err != nil {
			return err
		}
	}
	return nil
}

// Pack gives the embedded files, by slash-separated name, of a folder of tables.
func Pack(from fs.FS) (map[string][]byte, error) {
	files := map[string][]byte{}
	err := fs.WalkDir(from, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if entry.Name() == "raw" {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.Contains(path, "/") || strings.HasSuffix(path, ".go") {
			return nil
		}
		content, err := fs.ReadFile(from, path)
		if err != nil {
			return err
		}
		if !strings.HasSuffix(path, ".csv") {
			files[path] = content
			return nil
		}
		packed, err := compress(content)
		files[path+".gz"] = packed
		return err
	})
	return files, err
}

// compress uses a header without a date, so that equal text gives equal bytes.
func compress(content []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(content); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// prune removes files below the folder that are not wanted any more.
func prune(folder string, wanted map[string][]byte) error {
	return filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if os.IsNotExist(err) {
			return nil
		}
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		if _, ok := wanted[filepath.ToSlash(name)]; ok {
			return nil
		}
		return os.Remove(path)
	})
}

// replace writes a file whole or not at all, and leaves an equal one alone.
func replace(path string, content []byte) error {
	if old, err := os.ReadFile(path); err == nil && bytes.Equal(old, content) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	temporary := path + ".new"
	if err := os.WriteFile(temporary, content, 0o644); err != nil {
		return err
	}
	return os.Rename(temporary, path)
}
