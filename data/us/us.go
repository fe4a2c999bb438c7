// Package us holds the tidy tables of published facts from which the United States pack is made:
// one folder a room, each with its tables (CSV, one fact a row) and sources.yaml. See docs/data.md.
package us

//go:generate go run commonpurse/tools/pack . ../../us/pack/tables
