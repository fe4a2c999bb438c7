package aid

import (
	"commonpurse/us/published"
)

// areasOf lists the utility areas of a region, the main one first: New York City, and south-central
// Alaska with Anchorage.
func areasOf(rows *published.Rows, region string) []string {
	areas := rows.Areas("snap", "sua_standard", region)
	if len(areas) == 0 {
		return []string{""}
	}
	out := append([]string(nil), areas...)
	for i, a := range out {
		if a == mainArea[region] {
			out[0], out[i] = out[i], out[0]
		}
	}
	return out
}

var mainArea = map[string]string{"NY": "NYC", "AK": "C"}

// areaOfCounty gives the area of a region that a county lies in.
var areaOfCounty = map[int32]string{
	36005: "NYC", 36047: "NYC", 36061: "NYC", 36081: "NYC", 36085: "NYC", 36059: "NAS", 36103: "NAS",
}

// AreaOf gives the index of the utility area of a county; 0, the main one, when it is not known.
func (p *Params) AreaOf(region int, county int32) int8 {
	if county == 0 || len(p.Regions[region].Areas) == 1 {
		return 0
	}
	area, ok := areaOfCounty[county]
	if !ok && p.Regions[region].Code == "NY" {
		area = "ONY"
	}
	for i, a := range p.Regions[region].Areas {
		if a == area {
			return int8(i)
		}
	}
	return 0
}

// allotmentArea is the area of the allotment table: Alaska's villages are rural.
func allotmentArea(region, area string) string {
	if region != "AK" {
		return ""
	}
	switch area {
	case "N", "NW", "SW":
		return "rural_2"
	}
	return "urban"
}
