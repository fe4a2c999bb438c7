package population

import (
	"strings"

	"commonpurse/region"
	"commonpurse/sheet"
)

// ReadRegions reads the union's regions from the pack's tables.
func ReadRegions(tables Source) (*region.List, error) {
	s, err := sheet.Read(tables, "civic/regions")
	if err != nil {
		return nil, err
	}
	index := map[string]region.ID{}
	for i := range s.Len() {
		index[s.Text(i, "region")] = region.ID(i)
	}
	list := make([]region.Region, s.Len())
	for i := range list {
		r := region.Region{Code: s.Text(i, "region"), Name: s.Text(i, "name")}
		if r.TileRow, err = s.Int(i, "tile_row"); err != nil {
			return nil, err
		}
		if r.TileColumn, err = s.Int(i, "tile_column"); err != nil {
			return nil, err
		}
		for _, code := range strings.Fields(s.Text(i, "neighbours")) {
			id, ok := index[code]
			if !ok {
				return nil, s.Fault(i, "neighbours", "region "+code+" is not known", "codes of regions", "")
			}
			r.Neighbours |= region.Of(id)
		}
		list[i] = r
	}
	return region.NewList(list)
}
