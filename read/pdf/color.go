package pdf

import (
	"fmt"
	"math"
)

// space is a colour space (8.6), as far as a colour of text needs it.
type space struct {
	components int
	// tint tells a Separation: one component, from no ink to full ink, which is black unless its name says otherwise.
	tint    bool
	ink     [3]float64
	indexed []byte // table of an Indexed space
	base    int
}

func isWhite(rgb string) bool { return rgb == "FFFFFF" }

func rgbHex(r, g, b float64) string {
	v := func(f float64) int { return int(math.Round(min(max(f, 0), 1) * 255)) }
	return fmt.Sprintf("%02X%02X%02X", v(r), v(g), v(b))
}

// colour does the operators of colour; false for any other.
func (p *painter) colour(op operator, resources dict) bool {
	switch op {
	case "g":
		p.g.fill, p.g.fillN = gray(p.num(0)), space{components: 1}
	case "G":
		p.g.stroke, p.g.strokeN = gray(p.num(0)), space{components: 1}
	case "rg":
		p.g.fill, p.g.fillN = rgbHex(p.num(0), p.num(1), p.num(2)), space{components: 3}
	case "RG":
		p.g.stroke, p.g.strokeN = rgbHex(p.num(0), p.num(1), p.num(2)), space{components: 3}
	case "k":
		p.g.fill, p.g.fillN = cmyk(p.num(0), p.num(1), p.num(2), p.num(3)), space{components: 4}
	case "K":
		p.g.stroke, p.g.strokeN = cmyk(p.num(0), p.num(1), p.num(2), p.num(3)), space{components: 4}
	case "cs":
		p.g.fillN, p.g.fill = p.space(p.nameArg(0), resources), "000000"
	case "CS":
		p.g.strokeN, p.g.stroke = p.space(p.nameArg(0), resources), "000000"
	case "sc", "scn":
		p.g.fill = p.inSpace(p.g.fillN)
	case "SC", "SCN":
		p.g.stroke = p.inSpace(p.g.strokeN)
	default:
		return false
	}
	return true
}

func gray(v float64) string {
	if v == 0 {
		return "000000"
	}
	return rgbHex(v, v, v)
}

// cmyk takes every mixture as dark as full black for black: printers' "rich black".
func cmyk(c, m, y, k float64) string {
	return rgbHex((1-c)*(1-k), (1-m)*(1-k), (1-y)*(1-k))
}

func (p *painter) space(n name, resources dict) space {
	switch n {
	case "DeviceGray", "G", "CalGray":
		return space{components: 1}
	case "DeviceRGB", "RGB", "CalRGB":
		return space{components: 3}
	case "DeviceCMYK", "CMYK":
		return space{components: 4}
	}
	return p.defined(p.file.dict(resources["ColorSpace"])[n], 0)
}

func (p *painter) defined(o any, depth int) space {
	switch o := p.file.resolve(o).(type) {
	case name:
		return p.space(o, nil)
	case array:
		if len(o) < 2 || depth > 4 {
			return space{}
		}
		switch p.file.name(o[0]) {
		case "ICCBased":
			return space{components: p.file.int(p.file.dict(o[1])["N"], 3)}
		case "CalRGB", "Lab":
			return space{components: 3}
		case "CalGray":
			return space{components: 1}
		case "Separation", "DeviceN":
			s := space{components: 1, tint: true}
			switch p.file.name(o[1]) {
			case "Red":
				s.ink = [3]float64{1, 0, 0}
			case "Cyan":
				s.ink = [3]float64{0, 1, 1}
			case "Magenta":
				s.ink = [3]float64{1, 0, 1}
			case "Yellow":
				s.ink = [3]float64{1, 1, 0}
			}
			return s
		case "Indexed", "I":
			if len(o) < 4 {
				return space{}
			}
			s := space{components: 1, base: p.defined(o[1], depth+1).components}
			switch t := p.file.resolve(o[3]).(type) {
			case str:
				s.indexed = []byte(t)
			case *stream:
				s.indexed, _ = p.file.data(t)
			}
			return s
		}
	}
	return space{}
}

// inSpace reads the operands of sc and scn; a pattern counts as black.
func (p *painter) inSpace(s space) string {
	switch {
	case s.indexed != nil && s.base > 0:
		at := int(p.num(0)) * s.base
		if at < 0 || at+s.base > len(s.indexed) {
			return "000000"
		}
		var v [4]float64
		for i := range min(s.base, 4) {
			v[i] = float64(s.indexed[at+i]) / 255
		}
		return device(s.base, v)
	case s.tint:
		t := min(max(p.num(0), 0), 1)
		return rgbHex(1-t*(1-s.ink[0]), 1-t*(1-s.ink[1]), 1-t*(1-s.ink[2]))
	}
	return device(s.components, [4]float64{p.num(0), p.num(1), p.num(2), p.num(3)})
}

func device(components int, v [4]float64) string {
	switch components {
	case 1:
		return gray(v[0])
	case 3:
		return rgbHex(v[0], v[1], v[2])
	case 4:
		return cmyk(v[0], v[1], v[2], v[3])
	}
	return "000000"
}
