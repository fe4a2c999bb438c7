package filing

import (
	"errors"
	"fmt"
	"strings"

	"commonpurse/fault"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// places are the places of a file's keys, "rent" or "people[2].age".
type places map[string]*token.Position

// of gives the line and column of a key, else of what it belongs to, else zero.
func (p places) of(key string) (line, column int) {
	for {
		if at := p[key]; at != nil {
			return at.Line, at.Column
		}
		up := len(key) - 1
		for up >= 0 && key[up] != '.' && key[up] != '[' {
			up--
		}
		if up < 0 {
			return 0, 0
		}
		key = key[:up]
	}
}

// Locate gives faults of a household that do not say where they are the file's name, and the place of
// the key with which their message begins: "county is ...".
func Locate(file string, data []byte, err error) error {
	var list fault.List
	if !errors.As(err, &list) {
		return err
	}
	at, unread := readPlaces(file, data)
	if unread != nil {
		return unread
	}
	for _, f := range list {
		if f.File == "" {
			f.File = file
			key, _, _ := strings.Cut(f.Problem, " ")
			f.Line, f.Column = at.of(key)
		}
	}
	return err
}

// readPlaces reads where the keys of a file stand. A household is written in plain values: tags,
// anchors and merges, which would let one value stand for another, are refused.
func readPlaces(file string, data []byte) (places, error) {
	tree, err := parser.ParseBytes(data, 0)
	if err != nil {
		return nil, located(file, err)
	}
	p := places{}
	for _, doc := range tree.Docs {
		if doc.Body == nil {
			continue
		}
		if f := p.walk(doc.Body, ""); f != nil {
			f.File = file
			return nil, f
		}
	}
	return p, nil
}

func (p places) walk(n ast.Node, key string) *fault.Fault {
	switch n := n.(type) {
	case *ast.MappingNode:
		for _, v := range n.Values {
			if f := p.walk(v, key); f != nil {
				return f
			}
		}
	case *ast.MappingValueNode:
		at := n.Key.GetToken()
		name := at.Value
		if key != "" {
			name = key + "." + at.Value
		}
		p[name] = at.Position
		if _, plain := n.Key.(*ast.MergeKeyNode); plain {
			return notPlain(n)
		}
		return p.walk(n.Value, name)
	case *ast.SequenceNode:
		for i, v := range n.Values {
			item := fmt.Sprintf("%s[%d]", key, i)
			p[item] = v.GetToken().Position
			if f := p.walk(v, item); f != nil {
				return f
			}
		}
	case *ast.TagNode, *ast.AnchorNode, *ast.AliasNode:
		return notPlain(n)
	}
	return nil
}

func notPlain(n ast.Node) *fault.Fault {
	at := n.GetToken()
	return &fault.Fault{Line: at.Position.Line, Column: at.Position.Column, Problem: fmt.Sprintf("%q is a tag, anchor or merge", at.Value),
		Expected: "plain keys and values"}
}
