package plate

import (
	"fmt"
	"strings"

	"vanban/document"
)

// svg writes shapes down as a picture, in millimetres.
func svg(width, height document.EMU, shapes []document.Shape) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%gmm" height="%gmm" viewBox="0 0 %g %g"><rect width="100%%" height="100%%" fill="#fff"/>`,
		width.Millimetres(), height.Millimetres(), width.Millimetres()*100, height.Millimetres()*100)
	paint := func(c string) string {
		if c == "" {
			return "none"
		}
		return "#" + c
	}
	for _, s := range shapes {
		rule := "nonzero"
		if s.EvenOdd {
			rule = "evenodd"
		}
		fmt.Fprintf(&b, `<path fill="%s" fill-rule="%s" stroke="%s" stroke-width="%g" d="%s"/>`+"\n",
			paint(s.Fill), rule, paint(s.Stroke), s.Weight.Millimetres()*100, pathText(s.Path))
	}
	return b.String() + "</svg>"
}

// pathText is the path in SVG's notation, relative, in hundredths of a millimetre: about what a writer needs for it.
func pathText(path []document.Segment) string {
	const unit = document.Millimetre / 100
	var b strings.Builder
	var last, start document.XY
	at := func(ps ...document.XY) {
		for i, p := range ps {
			x, y := (p.X-last.X)/unit, (p.Y-last.Y)/unit
			if i > 0 && x >= 0 {
				b.WriteByte(' ')
			}
			fmt.Fprintf(&b, "%d", x)
			if y >= 0 {
				b.WriteByte(' ')
			}
			fmt.Fprintf(&b, "%d", y)
		}
		last = ps[len(ps)-1]
	}
	for _, s := range path {
		switch s.Kind {
		case document.MoveTo:
			b.WriteByte('m')
			at(s.P[0])
			start = last
		case document.LineTo:
			b.WriteByte('l')
			at(s.P[0])
		case document.CurveTo:
			b.WriteByte('c')
			at(s.P[:]...)
		case document.Close:
			b.WriteByte('z')
			last = start
		}
	}
	return b.String()
}
