package docx

import "vanban/document"

// tableProps are the properties of a table that are looked at.
type tableProps struct {
	style      string
	look       look
	borders    [6]border
	marginSaid [2]bool // left, right
	margin     [2]document.EMU
	width      document.EMU // w:tblW in dxa
	percent    int          // w:tblW in fiftieths of a per cent
}

// look tells which conditional formatting a table takes (17.4.56).
type look struct{ firstRow, firstColumn, lastColumn, noRows, noColumns bool }

// apply lays p over q.
func (q *tableProps) apply(p *tableProps) {
	over(&q.style, p.style)
	over(&q.look, p.look)
	over(&q.width, p.width)
	over(&q.percent, p.percent)
	for i := range p.borders {
		if p.borders[i].said {
			q.borders[i] = p.borders[i]
		}
	}
	for i := range p.margin {
		if p.marginSaid[i] {
			q.margin[i], q.marginSaid[i] = p.margin[i], true
		}
	}
}

func readTableProps(x *xmlReader) tableProps {
	var p tableProps
	for d := x.depth; x.child(d); {
		switch x.name {
		case "w:tblStyle":
			p.style = string(x.attr("w:val"))
		case "w:tblLook":
			p.look = readLook(x)
		case "w:tblBorders":
			readBorders(x, p.borders[:])
		case "w:tblCellMar":
			p.readMargins(x)
		case "w:tblW":
			switch string(x.attr("w:type")) {
			case "pct":
				p.percent = number(x.attr("w:w"), 0, 50000, 0)
			case "dxa", "":
				p.width, _ = twips(x.attr("w:w"))
			}
		}
	}
	return p
}

func (q *tableProps) readMargins(x *xmlReader) {
	for d := x.depth; x.child(d); {
		side := -1
		switch x.name {
		case "w:left", "w:start":
			side = 0
		case "w:right", "w:end":
			side = 1
		}
		if v, ok := twips(x.attr("w:w")); ok && side >= 0 {
			q.margin[side], q.marginSaid[side] = max(v, 0), true
		}
	}
}

func readLook(x *xmlReader) look {
	if v := x.attr("w:val"); v != nil && x.attr("w:firstRow") == nil {
		bits := 0
		for _, c := range v {
			bits = bits<<4&0xffff | hexDigit(c)
		}
		return look{bits&0x20 != 0, bits&0x80 != 0, bits&0x100 != 0, bits&0x200 != 0, bits&0x400 != 0}
	}
	flag := func(name string) bool { v := x.attr(name); return v != nil && on(v) }
	return look{flag("w:firstRow"), flag("w:firstColumn"), flag("w:lastColumn"), flag("w:noHBand"), flag("w:noVBand")}
}

func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return 0
}
