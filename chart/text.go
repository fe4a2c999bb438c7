package chart

import "strings"

// Widths of the printable ASCII characters in thousandths of the size, as in Helvetica, Arial and Liberation Sans, which
// share them. A picture cannot ask the browser how wide a word is, so it lays out by this table with a margin.
var widths = [95]int16{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, // space to /
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, // 0 to ?
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, // @ to O
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, // P to _
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, // ` to o
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, // p to ~
}

// margin widens every estimate, for fonts a little wider than Helvetica.
const margin = 1.05

// textWidth estimates the width of s in pixels.
func textWidth(s string, size float64, bold bool) float64 {
	total := 0.0
	for _, r := range s {
		switch {
		case r >= ' ' && r <= '~':
			total += float64(widths[r-' '])
		case r == '·' || r == '\u00a0':
			total += 278
		case r == '−':
			total += 584
		case r == '—' || r == '…':
			total += 1000
		case r > 0x2e80: // CJK and wider
			total += 1000
		default:
			total += 600
		}
	}
	if bold {
		total *= 1.07
	}
	return total * size / 1000 * margin
}

// wrap breaks s at spaces into lines no wider than width. A word wider than the width stands alone, cut with an ellipsis,
// because a label that leaves its picture is worse than a short one.
func wrap(s string, width, size float64, bold bool) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		word = fit(word, width, size, bold)
		switch next := line + " " + word; {
		case line == "":
			line = word
		case textWidth(next, size, bold) <= width:
			line = next
		default:
			lines = append(lines, line)
			line = word
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

// fit cuts s so that it is no wider than width.
func fit(s string, width, size float64, bold bool) string {
	if textWidth(s, size, bold) <= width {
		return s
	}
	runes := []rune(s)
	for n := len(runes) - 1; n > 0; n-- {
		if t := strings.TrimRight(string(runes[:n]), " ") + "…"; textWidth(t, size, bold) <= width {
			return t
		}
	}
	return "…"
}

// widest is the width of the widest of the labels.
func widest(labels []string, size float64, bold bool) float64 {
	w := 0.0
	for _, s := range labels {
		w = max(w, textWidth(s, size, bold))
	}
	return w
}
