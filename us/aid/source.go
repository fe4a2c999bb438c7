package aid

import "embed"

// Source is the text of the rules, from which what explains a benefit is read.
//
//go:embed *.go
var Source embed.FS
