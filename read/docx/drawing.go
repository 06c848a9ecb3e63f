package docx

import (
	"bytes"

	"vanban/document"
	"vanban/read"
)

// drawing is a w:drawing that is read: where it is anchored, and the scale of the groups that are open.
type drawing struct {
	stroke
	extent struct{ width, height document.EMU }
	group  []groupScale
}

// groupScale maps the measures inside a group to those outside.
type groupScale struct {
	x            float64
	offset, from document.EMU
}

// shape is a wps:wsp.
type shape struct {
	width, height, weight, offset document.EMU
	sized, line, bar, noLine      bool
	filled, boxed                 bool
}

// readDrawing reads a w:drawing.
func (b *builder) readDrawing() {
	if b.para != nil {
		b.para.shape = true
	}
	d := &drawing{}
	b.inDrawing(d)
}

func (b *builder) inDrawing(g *drawing) {
	x := b.x
	for d := x.depth; x.child(d); {
		switch x.name {
		case "wp:inline":
			g.inline = true
			b.inDrawing(g)
		case "wp:extent":
			g.extent.width, g.extent.height = emu(x.attr("cx")), emu(x.attr("cy"))
		case "wp:positionH":
			b.readPosition(g)
		case "wp:positionV":
			from := string(x.attr("relativeFrom"))
			for d := x.depth; x.child(d); {
				if x.name == "wp:posOffset" {
					g.above = emu(bytes.TrimSpace(x.content(nil))) <= maxAbove && (from == "paragraph" || from == "line")
				}
			}
		case "wp:docPr", "wp:cNvGraphicFramePr", "wp:effectExtent", "wp14:sizeRelH", "wp14:sizeRelV":
		case "pic:pic":
			b.readPic()
		case "wps:wsp":
			b.readShape(g)
		case "wpg:grpSpPr":
			g.group = append(g.group, readGroup(x))
		case "wpg:wgp", "wpg:grpSp":
			n := len(g.group)
			b.inDrawing(g)
			g.group = g.group[:n]
		case "c:chart":
			b.readLinked("chart", x.attr("r:id"), "c:v", "a:t")
		case "dgm:relIds":
			b.readLinked("diagram", x.attr("r:dm"), "a:t")
		case "a:t":
			b.remark("drawing_text", append(x.content(nil), ' '))
		case "w:txbxContent":
			b.readBox(g.extent.width)
		case "mc:AlternateContent":
			b.alternate(func() { b.inDrawing(g) })
		default:
			b.inDrawing(g)
		}
	}
}

// emu reads a length in EMU.
func emu(b []byte) document.EMU {
	v, _ := measure(b, 1)
	return v
}

func (b *builder) readPosition(g *drawing) {
	x := b.x
	if string(x.attr("relativeFrom")) == "page" {
		g.from = "page"
	}
	for d := x.depth; x.child(d); {
		switch x.name {
		case "wp:posOffset":
			g.offset = emu(bytes.TrimSpace(x.content(nil)))
		case "wp:align":
			g.align = alignOf(string(x.content(nil)))
		}
	}
}

func (b *builder) readPic() {
	x := b.x
	linked := false
	for d := x.depth; x.child(d); {
		for d := x.depth; x.child(d); {
			linked = linked || x.attr("r:link") != nil
		}
	}
	b.remark("picture", nil)
	if linked {
		b.remark("linked_content", nil)
	}
}

func readGroup(x *xmlReader) groupScale {
	s := groupScale{x: 1}
	for d := x.depth; x.child(d); {
		if x.name != "a:xfrm" {
			continue
		}
		var size, inner document.EMU
		for d := x.depth; x.child(d); {
			switch x.name {
			case "a:off":
				s.offset = emu(x.attr("x"))
			case "a:ext":
				size = emu(x.attr("cx"))
			case "a:chOff":
				s.from = emu(x.attr("x"))
			case "a:chExt":
				inner = emu(x.attr("cx"))
			}
		}
		if inner > 0 {
			s.x = min(float64(size)/float64(inner), 1000)
		}
	}
	return s
}

// readShape reads a wps:wsp: a line, a box of text, or something else that has none.
func (b *builder) readShape(g *drawing) {
	x := b.x
	var s shape
	for d := x.depth; x.child(d); {
		switch x.name {
		case "wps:cNvCnPr":
			s.line = true
		case "wps:spPr":
			s.readProps(x)
		case "wps:style":
			s.readStyle(x)
		case "wps:txbx":
			for d := x.depth; x.child(d); {
				if x.name == "w:txbxContent" {
					s.boxed = b.readBox(max(s.width, g.extent.width)) || s.boxed
				}
			}
		default:
			b.inDrawing(g)
		}
	}
	if !s.sized {
		s.width, s.height = g.extent.width, g.extent.height
	}
	b.shapeRule(g, &s)
}

func (s *shape) readProps(x *xmlReader) {
	for d := x.depth; x.child(d); {
		switch x.name {
		case "a:xfrm":
			turned := quarterTurn(number(x.attr("rot"), -21600000*10, 21600000*10, 0))
			for d := x.depth; x.child(d); {
				switch x.name {
				case "a:off":
					s.offset = emu(x.attr("x"))
				case "a:ext":
					s.width, s.height, s.sized = emu(x.attr("cx")), emu(x.attr("cy")), true
				}
			}
			if turned {
				// The frame is that of the shape before it is turned about its middle.
				s.offset += (s.width - s.height) / 2
				s.width, s.height = s.height, s.width
			}
		case "a:prstGeom":
			switch string(x.attr("prst")) {
			case "line", "straightConnector1":
				s.line = true
			case "rect", "roundRect":
				s.bar = true
			}
		case "a:custGeom":
			s.bar = true
		case "a:solidFill":
			s.filled = true
		case "a:ln":
			if v := x.attr("w"); v != nil {
				s.weight = max(emu(v), 1)
			}
			for d := x.depth; x.child(d); {
				s.noLine = s.noLine || x.name == "a:noFill"
			}
		}
	}
}

// quarterTurn reports whether a rotation in 60,000ths of a degree puts a shape upright.
func quarterTurn(rot int) bool {
	const degree = 60000
	r := (rot%(180*degree) + 180*degree) % (180 * degree)
	return r > 45*degree && r < 135*degree
}

// readStyle takes the line of the theme: the first of its three is thin.
func (s *shape) readStyle(x *xmlReader) {
	for d := x.depth; x.child(d); {
		if x.name == "a:lnRef" && s.weight == 0 {
			switch string(x.attr("idx")) {
			case "0":
				s.noLine = s.noLine || s.line && !s.filled
			case "2":
				s.weight = document.Point
			case "3":
				s.weight = 19050
			}
		}
	}
}

// shapeRule makes a rule of a shape that is a horizontal line, or so thin a bar that it is seen as one.
func (b *builder) shapeRule(g *drawing, s *shape) {
	line := stroke{inline: g.inline, length: s.width, weight: s.weight, offset: g.offset, from: g.from, align: g.align, above: g.above}
	switch {
	case s.boxed:
		return
	case s.line || s.bar && s.height == 0:
		if s.noLine {
			return
		}
		if line.weight == 0 {
			line.weight = 9525
		}
	case s.bar && s.height <= maxBar && (s.filled || !s.noLine):
		line.weight = s.height
	default:
		return
	}
	if len(g.group) > 0 && !g.inline {
		line.above = false
		offset := s.offset
		for i := len(g.group) - 1; i >= 0; i-- {
			q := &g.group[i]
			outer := q.offset
			if i == 0 {
				outer = 0 // the anchor says where the outermost one is
			}
			offset = outer + document.EMU(float64(offset-q.from)*q.x)
			line.length = document.EMU(float64(line.length) * q.x)
		}
		line.offset += offset
		line.align = document.AlignStyle
		if g.align == document.AlignCenter && line.length == g.extent.width {
			line.align = g.align
		}
	}
	if line.level(s.height) {
		b.addStroke(line)
	}
}

// boxInset is the room at both sides of the text in a box.
const boxInset = 2 * 91440

// readBox reads a w:txbxContent: its paragraphs stand after the one that it is anchored in. It reports whether there is anything in it.
func (b *builder) readBox(width document.EMU) bool {
	outer := b.para
	blocks := b.within(&flow{width: max(width-boxInset, 0)}, b.blocks)
	full := len(plain(nil, blocks)) > 0
	for _, block := range blocks {
		_, rule := block.(*read.Rule)
		full = full || rule
	}
	if !full {
		return false
	}
	b.remark("text_box", nil)
	if outer == nil {
		b.flow.blocks = append(b.flow.blocks, blocks...)
	} else {
		outer.tail = append(outer.tail, blocks...)
	}
	return true
}

// readLinked keeps the text of a chart or diagram, which stands in a part of its own.
func (b *builder) readLinked(code string, id []byte, names ...string) {
	r, ok := b.target(id)
	if !ok || r.external || !b.pkg.has(r.target) {
		b.remark(code, nil)
		return
	}
	var text []byte
	err := b.pkg.parseWith(b.side, r.target, func(x *xmlReader) {
		for {
			switch x.next() {
			case endOfFile:
				return
			case startTag:
				for _, n := range names {
					if x.name == n {
						text = append(x.content(text), ' ')
						break
					}
				}
			case endTag:
				if x.depth == 0 {
					return
				}
			case charData:
			}
		}
	})
	if err != nil {
		b.x.Fail(err)
		return
	}
	b.remark(code, bytes.TrimSpace(text))
}
