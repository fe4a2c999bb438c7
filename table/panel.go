package table

// panels squeezes columns of words until the table fits; if it still does not, it deals the columns
// into several panels, each of which repeats the columns that tell the rows apart.
func (g *grid) panels(limit int) [][]int {
	all := make([]int, len(g.width))
	total := -gap
	for j := range all {
		all[j] = j
		total += g.width[j] + gap
	}
	if limit <= 0 || total <= limit {
		return [][]int{all}
	}
	full := append([]int(nil), g.width...)
	if g.squeeze(limit-total) || len(all) < 3 {
		return [][]int{all}
	}
	for j := range full {
		if !g.numeric[j] {
			g.width[j] = min(full[j], max(g.least(j), min(limit/3, widestInPanels)))
		}
	}
	return g.deal(limit)
}

// widestInPanels is the width of a column of words where there are several panels anyway.
const widestInPanels = 40

// deal deals the columns into panels.
func (g *grid) deal(limit int) [][]int {
	keys := g.keys(limit / 2)
	isKey := map[int]bool{}
	start := -gap
	for _, j := range keys {
		isKey[j] = true
		start += g.width[j] + gap
	}
	var panels [][]int
	panel, used := append([]int(nil), keys...), start
	for j := range g.width {
		if isKey[j] {
			continue
		}
		if len(panel) > len(keys) && used+gap+g.width[j] > limit {
			panels = append(panels, panel)
			panel, used = append([]int(nil), keys...), start
		}
		panel = append(panel, j)
		used += gap + g.width[j]
	}
	return append(panels, panel)
}

// least is how far a column of words may be squeezed.
func (g *grid) least(j int) int {
	return max(narrowest, min(longest, g.word[j]), length(g.head[j][0]), length(g.head[j][1]))
}

// rowsMeasured are looked at to share width between columns of words.
const rowsMeasured = 200

// squeeze takes columns of words down to their least width, and deals out what is spare, character
// by character, to the column that makes the table longest. Short columns stay whole where that
// leaves room. It tells whether the table fits.
func (g *grid) squeeze(spare int) bool {
	full := append([]int(nil), g.width...)
	for _, whole := range []int{shortColumn, 0} {
		left := spare
		for j := range g.width {
			g.width[j] = full[j]
			if least := g.least(j); !g.numeric[j] && full[j] > whole && least < full[j] {
				left += full[j] - least
				g.width[j] = least
			}
		}
		if left >= 0 {
			g.widen(left, full)
			return true
		}
	}
	return false
}

// shortColumn is a width at which a column of words is not worth squeezing.
const shortColumn = 20

// widen deals out spare characters.
func (g *grid) widen(spare int, full []int) {
	rows := g.cells[:min(len(g.cells), rowsMeasured)]
	for ; spare > 0; spare-- {
		longest := g.longest(rows, full)
		if longest < 0 {
			return
		}
		g.width[longest]++
	}
}

// longest is the column below its full width whose cells take most lines beyond those of the other
// columns of their row, or -1 where each has its full width.
func (g *grid) longest(rows [][]string, full []int) int {
	excess := make([]float64, len(g.width))
	for _, row := range rows {
		most := 0.0
		for j, cell := range row {
			most = max(most, g.lines(j, cell))
		}
		for j, cell := range row {
			if lines := g.lines(j, cell); lines > 1 && lines > most-1 {
				excess[j] += lines
			}
		}
	}
	best := -1
	for j := range g.width {
		if g.width[j] < full[j] && (best < 0 || excess[j] > excess[best]) {
			best = j
		}
	}
	return best
}

// lines is about how many lines a cell takes.
func (g *grid) lines(j int, cell string) float64 { return float64(length(cell)) / float64(g.width[j]) }

// keys are the fewest columns from the left that tell the rows apart, within a width; the first
// column always.
func (g *grid) keys(limit int) []int {
	keys := []int{0}
	used := g.width[0]
	seen := g.distinct(keys)
	for j := 1; j < len(g.width) && seen < len(g.cells); j++ {
		if !g.label[j] || used+gap+g.width[j] > limit {
			continue
		}
		more := g.distinct(append(append([]int(nil), keys...), j))
		if more > seen {
			keys, used, seen = append(keys, j), used+gap+g.width[j], more
		}
	}
	return keys
}

// distinct counts different rows as far as these columns tell.
func (g *grid) distinct(columns []int) int {
	seen := map[string]bool{}
	for _, row := range g.cells {
		key := ""
		for _, j := range columns {
			key += row[j] + "\x00"
		}
		seen[key] = true
	}
	return len(seen)
}
