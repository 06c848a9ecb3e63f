package docx

import (
	"strings"

	"vanban/document"
)

// vmlGroup is a v:group that is open: its measures are counted in units of its own.
type vmlGroup struct {
	scale          float64 // EMU for one unit across
	origin, offset float64
	placed         bool
}

// readPicture reads a w:pict or w:object: VML, as Word 2007 and older wrote it.
func (b *builder) readPicture() {
	if b.para != nil {
		b.para.shape = true
	}
	b.inVML(vmlGroup{})
}

func (b *builder) inVML(g vmlGroup) {
	x := b.x
	for d := x.depth; x.child(d); {
		switch x.name {
		case "v:group":
			b.inVML(g.inner(x))
		case "v:line", "v:rect", "v:shape", "v:roundrect", "v:oval", "v:polyline":
			b.readVMLShape(g)
		case "v:imagedata":
			b.remark("picture", nil)
		case "v:textpath":
			if s := x.attr("string"); len(s) > 0 {
				b.remark("drawing_text", append(append([]byte(nil), s...), ' '))
			}
		case "w:txbxContent":
			b.readBox(0)
		case "v:shapetype", "o:OLEObject", "v:formulas", "v:handles":
		case "mc:AlternateContent":
			b.alternate(func() { b.inVML(g) })
		default:
			b.inVML(g)
		}
	}
}

// vmlStyle returns a property of a style attribute.
func vmlStyle(style, name string) string {
	for part := range strings.SplitSeq(style, ";") {
		key, value, _ := strings.Cut(part, ":")
		if strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// length reads a length of VML: of a unit of its own, of the group's, or in pixels.
func (g *vmlGroup) length(s string) document.EMU {
	unit := document.EMU(9525)
	if g.placed {
		v, _ := measure([]byte(s), 1)
		return document.EMU(float64(v) * g.scale)
	}
	v, _ := measure([]byte(s), unit)
	return v
}

func (g *vmlGroup) inner(x *xmlReader) vmlGroup {
	style := string(x.attr("style"))
	in := vmlGroup{scale: 1, placed: true}
	width := g.length(vmlStyle(style, "width"))
	if units := firstNumber(string(x.attr("coordsize"))); units > 0 {
		in.scale = min(float64(width)/units, 1e6)
	}
	in.origin = firstNumber(string(x.attr("coordorigin")))
	in.offset = float64(g.left(style))
	return in
}

func firstNumber(s string) float64 {
	s, _, _ = strings.Cut(s, ",")
	v, _ := measure([]byte(s), 1)
	return float64(v)
}

// left returns how far from the column a shape begins.
func (g *vmlGroup) left(style string) document.EMU {
	if g.placed {
		v := firstNumber(vmlStyle(style, "left"))
		return document.EMU(g.offset + (v-g.origin)*g.scale)
	}
	return g.length(vmlStyle(style, "margin-left")) + g.length(vmlStyle(style, "left"))
}

// readVMLShape reads a shape: a line, a box of text, a picture.
func (b *builder) readVMLShape(g vmlGroup) {
	x := b.x
	kind, style := x.name, string(x.attr("style"))
	typ := string(x.attr("type"))
	s := stroke{
		inline: vmlStyle(style, "position") == "" && !g.placed && kind != "v:line",
		length: g.length(vmlStyle(style, "width")), offset: g.left(style),
		align: alignOf(vmlStyle(style, "mso-position-horizontal")), weight: 9525,
	}
	height := g.length(vmlStyle(style, "height"))
	if vmlStyle(style, "mso-position-horizontal-relative") == "page" {
		s.from = "page"
	}
	placedBelow := g.length(vmlStyle(style, "margin-top"))
	if kind == "v:line" {
		_, y, _ := strings.Cut(string(x.attr("from")), ",")
		placedBelow += g.length(y)
		s.ends(&g, string(x.attr("from")), string(x.attr("to")), &height)
	}
	if w := x.attr("strokeweight"); w != nil {
		s.weight, _ = measure(w, 9525)
	}
	s.above = !s.inline && !g.placed && placedBelow <= maxAbove
	stroked, filled := drawn(x.attr("stroked")), drawn(x.attr("filled"))
	ruler := string(x.attr("o:hr"))
	line := kind == "v:line" || strings.HasSuffix(typ, "_t32") || strings.HasSuffix(typ, "_t20") || kind == "v:shape" && height == 0
	bar := kind == "v:rect" && height <= maxBar && (filled || stroked)
	if !line && bar {
		s.weight = max(height, 1)
	}
	text := b.vmlText(g, s.length)
	switch {
	case text:
	case ruler == "t" || ruler == "true":
		b.addRuler(s, height)
	case (line && stroked || bar) && s.level(height):
		b.addStroke(s)
	}
}

// ends takes the place of a v:line from its ends.
func (s *stroke) ends(g *vmlGroup, from, to string, height *document.EMU) {
	x1, y1, _ := strings.Cut(from, ",")
	x2, y2, _ := strings.Cut(to, ",")
	a, c := g.length(x1), g.length(x2)
	if g.placed {
		shift := document.EMU(g.offset - g.origin*g.scale)
		a, c = a+shift, c+shift
		s.offset = 0
	}
	s.offset += min(a, c)
	s.length = max(a, c) - min(a, c)
	h := g.length(y2) - g.length(y1)
	*height = max(h, -h)
}

func drawn(val []byte) bool { return string(val) != "f" && string(val) != "false" }

// vmlText reads what is in a shape and reports whether there is text.
func (b *builder) vmlText(g vmlGroup, width document.EMU) bool {
	x := b.x
	found := false
	for d := x.depth; x.child(d); {
		switch x.name {
		case "v:textbox":
			for d := x.depth; x.child(d); {
				if x.name == "w:txbxContent" {
					found = b.readBox(width) || found
				} else {
					b.ignore()
				}
			}
		case "v:imagedata":
			found = true
			b.remark("picture", nil)
		case "v:textpath":
			if s := x.attr("string"); len(s) > 0 {
				found = true
				b.remark("drawing_text", append(append([]byte(nil), s...), ' '))
			}
		default:
			b.inVML(g)
		}
	}
	return found
}

// addRuler makes a rule of what Word's horizontal line is: a bar as wide as the text.
func (b *builder) addRuler(s stroke, height document.EMU) {
	s.inline, s.weight, s.full = false, max(height, 1), s.length <= 0
	s.align = document.AlignCenter
	b.addStroke(s)
}
