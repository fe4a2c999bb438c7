package chart

import (
	"strconv"
)

// A Tile is one region on a map in which every region has the same area, so that land does not pose as people.
type Tile struct {
	Code, Name string
	Row, Col   int
	Bloc       int     // index of its bloc in the proposal
	Value      float64 // coloured on the diverging scale
	Missing    bool    // no value: the tile is drawn empty
	Weak       bool    // rests on a small sample or on shared keys: hatched
}

// A MapKey says in words what the two ends of the scale mean, and names the blocs.
type MapKey struct {
	Below, Above string
	Unit         Unit
	Blocs        []string // in the proposal's order
	Weak         string   // what a hatched rim means; "" where no tile has one
}

// TileMap draws one tile a region with its code, its value, and a strip of its bloc's colour, pattern and letter; a line
// runs wherever two blocs meet.
func TileMap(f Frame, tiles []Tile, key MapKey) SVG {
	var values []float64
	for _, t := range tiles {
		if !t.Missing {
			values = append(values, t.Value)
		}
	}
	scale := NewDiverging(values)
	return f.draw(func(c *canvas, top float64) float64 {
		y := c.blocKey(top, key.Blocs)
		y = drawTiles(c, y+6, tiles, scale, key)
		return c.weakKey(c.divergingKey(y+12, scale, key), tiles, key)
	})
}

// A grid is the geometry of a tile map.
type grid struct {
	left, top, side, gap float64
	row0, col0           int
	rows                 int
}

func newGrid(width, top float64, tiles []Tile) grid {
	g := grid{top: top, gap: max(1.5, width*0.005)}
	if len(tiles) == 0 {
		return g
	}
	g.row0, g.col0 = tiles[0].Row, tiles[0].Col
	row1, col1 := g.row0, g.col0
	for _, t := range tiles {
		g.row0, g.col0 = min(g.row0, t.Row), min(g.col0, t.Col)
		row1, col1 = max(row1, t.Row), max(col1, t.Col)
	}
	columns := float64(col1 - g.col0 + 1)
	g.rows = row1 - g.row0 + 1
	g.side = min((width-g.gap*(columns-1))/columns, 64)
	g.left = (width - columns*g.side - (columns-1)*g.gap) / 2
	return g
}

func (g grid) corner(t Tile) (x, y float64) {
	return g.left + float64(t.Col-g.col0)*(g.side+g.gap), g.top + float64(t.Row-g.row0)*(g.side+g.gap)
}

func drawTiles(c *canvas, top float64, tiles []Tile, scale Diverging, key MapKey) float64 {
	g := newGrid(c.width, top, tiles)
	for _, t := range tiles {
		drawTile(c, g, t, scale, key)
	}
	drawBorders(c, g, tiles)
	return g.top + float64(g.rows)*(g.side+g.gap)
}

func drawTile(c *canvas, g grid, t Tile, scale Diverging, key MapKey) {
	x, y := g.corner(t)
	fill, ink := "still", "t"
	if !t.Missing {
		class := strconv.Itoa(scale.class(t.Value))
		fill, ink = "d"+class, "i"+class
	}
	c.put(`<g><title>`, escape(tileTitle(t, key)), `</title>`)
	c.rect(x, y, g.side, g.side, fill)
	if t.Weak {
		c.weak(x, y, g.side, g.side)
		c.rect(x+g.side*0.13, y+g.side*0.13, g.side*0.74, g.side*0.74, fill) // hatched at the rim only: the text stays clear
	}
	strip := max(4, g.side*0.2)
	if len(key.Blocs) > 1 {
		c.blocRect(x, y+g.side-strip, g.side, strip, t.Bloc)
	}
	mid := x + g.side/2
	if g.side < 44 { // no room for a value: the colour and the title say it
		c.middle(mid, y+(g.side-strip)/2+3.5, "u "+ink, t.Code)
	} else {
		c.middle(mid, y+(g.side-strip)*0.45, "b "+ink, t.Code)
		if !t.Missing {
			c.middle(mid, y+(g.side-strip)*0.45+13, "e "+ink, compact(key.Unit, t.Value))
		}
		if len(key.Blocs) > 1 {
			c.letter(x+g.side/2, y+g.side-strip/2, t.Bloc)
		}
	}
	c.put(`</g>`)
}

// letter puts a bloc's letter on its colour without the pattern behind it.
func (c *canvas) letter(x, y float64, bloc int) {
	c.put(`<rect x="`, num(x-6), `" y="`, num(y-5.5), `" width="12" height="11" class="b`, strconv.Itoa(bloc%MaxBlocs), `"/>`)
	c.middle(x, y+4, "l", Letter(bloc))
}

func tileTitle(t Tile, key MapKey) string {
	s := t.Name
	if t.Bloc < len(key.Blocs) && len(key.Blocs) > 1 {
		s += " (" + key.Blocs[t.Bloc] + ")"
	}
	if !t.Missing {
		s += ": " + key.Unit.WordsSigned(t.Value)
	}
	return s
}

// compact prints a value that must stand in a tile: thousands as k.
func compact(u Unit, v float64) string {
	if a := v; a > -1e6 && a < 1e6 && (a >= 1000 || a <= -1000) && u.Symbol() != "" {
		return u.short(v, "k")
	}
	return u.ShortSigned(v)
}

// drawBorders draws a line wherever two neighbouring tiles belong to different blocs.
func drawBorders(c *canvas, g grid, tiles []Tile) {
	type place struct{ row, col int }
	bloc := map[place]int{}
	for _, t := range tiles {
		bloc[place{t.Row, t.Col}] = t.Bloc
	}
	d := ""
	half := g.gap / 2
	for _, t := range tiles {
		x, y := g.corner(t)
		if b, ok := bloc[place{t.Row, t.Col + 1}]; ok && b != t.Bloc {
			d += "M" + num(x+g.side+half) + "," + num(y-half) + "v" + num(g.side+g.gap)
		}
		if b, ok := bloc[place{t.Row + 1, t.Col}]; ok && b != t.Bloc {
			d += "M" + num(x-half) + "," + num(y+g.side+half) + "h" + num(g.side+g.gap)
		}
	}
	if d != "" {
		c.path(d, "border")
	}
}

// blocKey names the blocs with letter, colour and pattern, in a row that wraps. It returns the y below it.
func (c *canvas) blocKey(top float64, blocs []string) float64 {
	if len(blocs) < 2 {
		return top
	}
	x, y := 0.0, top
	for i, name := range blocs {
		name = fit(name, c.width-46, sizeText, false)
		w := 40 + textWidth(name, sizeText, false) + 18
		if x > 0 && x+w > c.width {
			x, y = 0, y+22
		}
		c.chip(x, y, 15, i)
		c.blocRect(x+16, y, 15, 15, i)
		c.text(x+37, y+12, "t", name)
		x += w
	}
	return y + 22
}

// weakKey says what a hatched rim means, where a tile has one.
func (c *canvas) weakKey(y float64, tiles []Tile, key MapKey) float64 {
	hatched := false
	for _, t := range tiles {
		hatched = hatched || t.Weak
	}
	if !hatched || key.Weak == "" {
		return y
	}
	left := (c.width - min(c.width, 520)) / 2
	y += 12
	c.rect(left, y, 15, 15, "still")
	c.weak(left, y, 15, 15)
	lines := wrap(key.Weak, c.width-left-24, sizeSmall, false)
	for i, s := range lines {
		c.text(left+22, y+12+float64(i)*15, "s", s)
	}
	return y + 12 + float64(len(lines)-1)*15 + 6
}

// divergingKey draws the scale with its bounds and the words for its ends.
func (c *canvas) divergingKey(top float64, d Diverging, key MapKey) float64 {
	const high = 12.0
	width := min(c.width, 520)
	left := (c.width - width) / 2
	cell := width / 9
	for i := range 9 {
		c.rect(left+float64(i)*cell, top, cell, high, "d"+strconv.Itoa(i))
	}
	c.rect(left, top, width, high, "key")
	labelled := []int{0, 1, 2, 3}
	if c.width < NarrowBelow {
		labelled = []int{1, 3}
	}
	for _, k := range labelled {
		bound := d.Bounds[k]
		c.middle(left+(5+float64(k))*cell, top+high+14, "qs", compact(key.Unit, bound))
		c.middle(left+(4-float64(k))*cell, top+high+14, "qs", compact(key.Unit, -bound))
	}
	y := top + high + 32
	half := width/2 - 8
	below, above := wrap(key.Below, half, sizeSmall, false), wrap(key.Above, half, sizeSmall, false)
	for i, s := range below {
		c.text(left, y+float64(i)*15, "s", s)
	}
	for i, s := range above {
		c.right(left+width, y+float64(i)*15, "s", s)
	}
	return y + float64(max(len(below), len(above))-1)*15 + 4
}
