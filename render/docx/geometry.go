package docx

import (
	"errors"
	"fmt"
	"math"

	"vanban/document"
)

// paint is how a shape is drawn.
type paint struct {
	fill, stroke string
	weight       document.EMU
}

func paintOf(s *document.Shape) paint {
	p := paint{fill: s.Fill}
	if s.Stroke != "" {
		p.stroke, p.weight = s.Stroke, s.Weight
	}
	return p
}

// appendGroup appends shapes as one group. Neighbours of one paint are one custom geometry with a path for each: Word and LibreOffice
// draw the paths of a geometry one above another, so that those that overlap cut no holes. Within a path both fill by the even-odd
// rule and know no other.
func appendGroup(b []byte, a *anchors, at area, shapes []document.Shape, name string) ([]byte, error) {
	// Whole units, so that paths and their space have one scale.
	whole := func(e document.EMU) document.EMU { return max((e+drawUnit-1)/drawUnit, 1) * drawUnit }
	at.w, at.h = whole(at.w), whole(at.h)
	b = append(b, forGroups...)
	b = a.open(b, at, true, name)
	b = append(b, groupData+`<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext`...)
	b = appendSides(b, at.w, at.h)
	b = append(b, `/><a:chOff x="0" y="0"/><a:chExt`...)
	b = appendSides(b, at.w, at.h)
	b = append(b, `/></a:xfrm></wpg:grpSpPr>`...)
	for i := 0; i < len(shapes); {
		p, end := paintOf(&shapes[i]), i+1
		for end < len(shapes) && paintOf(&shapes[end]) == p {
			end++
		}
		var err error
		if b, err = appendGeometry(b, a.id(), at, p, shapes[i:end]); err != nil {
			return b, fmt.Errorf("shapes %d to %d: %w", i+1, end, err)
		}
		i = end
	}
	return append(b, `</wpg:wgp>`+anchorEnd+forEnd...), nil
}

// appendGeometry appends shapes of one paint as one object that is as large as its group (20.1.9.8).
func appendGeometry(b []byte, id int, at area, p paint, shapes []document.Shape) ([]byte, error) {
	if !isColor(p.fill) || !isColor(p.stroke) {
		return b, fmt.Errorf("colours %q and %q are not RRGGBB", p.fill, p.stroke)
	}
	b = append(b, `<wps:wsp><wps:cNvPr id="`...)
	b = appendInt(b, id)
	b = append(b, `" name=""/><wps:cNvSpPr/><wps:spPr>`...)
	b = appendExtent(b, at.w, at.h)
	b = append(b, `<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>`...)
	for i := range shapes {
		var err error
		if b, err = appendPath(b, at, p, shapes[i].Outline()); err != nil {
			return b, err
		}
	}
	b = append(b, `</a:pathLst></a:custGeom>`...)
	b = appendFill(b, p.fill)
	if p.stroke == "" {
		b = append(b, `<a:ln>`...)
	} else {
		b = append(b, `<a:ln w="`...)
		b = appendInt(b, int(p.weight))
		b = append(b, `" cap="flat">`...)
	}
	b = appendFill(b, p.stroke)
	if p.stroke != "" {
		b = append(b, `<a:miter lim="1000000"/>`...) // ten times the weight, as in PDF
	}
	return append(b, `</a:ln></wps:spPr><wps:bodyPr/></wps:wsp>`...), nil
}

// isColor reports whether a colour is RRGGBB or none: it goes into the XML as it is.
func isColor(s string) bool {
	for _, c := range []byte(s) {
		if (c < '0' || c > '9') && (c < 'A' || c > 'F') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return s == "" || len(s) == 6
}

func appendFill(b []byte, color string) []byte {
	if color == "" {
		return append(b, `<a:noFill/>`...)
	}
	b = append(b, `<a:solidFill><a:srgbClr val="`...)
	b = append(b, color...)
	return append(b, `"/></a:solidFill>`...)
}

// appendPath appends the path of one shape (20.1.9.15), in units from the corner of its group.
func appendPath(b []byte, at area, p paint, path []document.Segment) ([]byte, error) {
	if len(path) > 0 && path[0].Kind != document.MoveTo {
		return b, errors.New("a path does not begin with MoveTo")
	}
	b = append(b, `<a:path w="`...)
	b = appendInt(b, int(at.w/drawUnit))
	b = append(b, `" h="`...)
	b = appendInt(b, int(at.h/drawUnit))
	b = append(b, '"')
	if p.fill == "" {
		b = append(b, ` fill="none"`...)
	}
	if p.stroke == "" {
		b = append(b, ` stroke="0"`...)
	}
	b = append(b, '>')
	for i := range path {
		var element string
		points := 1
		switch path[i].Kind {
		case document.MoveTo:
			element = "moveTo>"
		case document.LineTo:
			element = "lnTo>"
		case document.CurveTo:
			element, points = "cubicBezTo>", 3
		case document.Close:
			b = append(b, `<a:close/>`...)
			continue
		default:
			return b, fmt.Errorf("unknown kind of segment %d", path[i].Kind)
		}
		b = append(append(b, "<a:"...), element...)
		for _, to := range path[i].P[:points] {
			b = append(b, `<a:pt x="`...)
			b = appendInt(b, int(document.DivRound(to.X-at.x, drawUnit)))
			b = append(b, `" y="`...)
			b = appendInt(b, int(document.DivRound(to.Y-at.y, drawUnit)))
			b = append(b, `"/>`...)
		}
		b = append(append(b, "</a:"...), element...)
	}
	return append(b, `</a:path>`...), nil
}

// bounds returns the area around the points of a shape.
func bounds(s *document.Shape) area {
	var left, top, right, bottom document.EMU = math.MaxInt64, math.MaxInt64, math.MinInt64, math.MinInt64
	path := s.Outline()
	for i := range path {
		points := path[i].P[:1]
		switch path[i].Kind {
		case document.CurveTo:
			points = path[i].P[:]
		case document.Close:
			points = nil
		case document.MoveTo, document.LineTo:
		}
		for _, p := range points {
			left, right = min(left, p.X), max(right, p.X)
			top, bottom = min(top, p.Y), max(bottom, p.Y)
		}
	}
	if left > right {
		return area{}
	}
	return area{left, top, right - left, bottom - top}
}
