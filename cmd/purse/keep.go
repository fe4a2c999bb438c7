package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// cache keeps files in the user's cache folder. A new program does not trust what another one left:
// the names of files carry the program's size and time.
type cache struct{ folder, program string }

// newCache gives the cache, nil where the system names no folder for it.
func newCache() (*cache, error) {
	folder, err := os.UserCacheDir()
	if err != nil {
		return nil, err
	}
	c := &cache{folder: filepath.Join(folder, "commonpurse")}
	name, err := os.Executable()
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	c.program = fmt.Sprintf("%x-%x", info.Size(), info.ModTime().UnixNano())
	return c, nil
}

func (c *cache) path(name string) string { return filepath.Join(c.folder, c.program+"-"+name) }

// Get reads a kept file.
func (c *cache) Get(name string) ([]byte, error) { return os.ReadFile(c.path(name)) }

// Put writes a file whole or not at all, and removes what other programs kept of the same kind: what
// the name says up to its second hyphen.
func (c *cache) Put(name string, content []byte) error {
	if err := os.MkdirAll(c.folder, 0o700); err != nil {
		return err
	}
	temporary, err := os.CreateTemp(c.folder, ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(temporary.Name()) // fails, as it should, once the file has its own name
	if _, err := temporary.Write(content); err != nil {
		temporary.Close()
		return err
	}
	if err := temporary.Close(); err != nil {
		return err
	}
	if err := os.Rename(temporary.Name(), c.path(name)); err != nil {
		return err
	}
	return c.prune(name)
}

func (c *cache) prune(name string) error {
	parts := strings.SplitN(name, "-", 3)
	if len(parts) < 3 {
		return nil
	}
	old, err := filepath.Glob(filepath.Join(c.folder, "*-"+parts[0]+"-"+parts[1]+"-*"))
	if err != nil {
		return err
	}
	for _, path := range old {
		if path == c.path(name) {
			continue
		}
		if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
			return err
		}
	}
	return nil
}
