package plate

import (
	"fmt"
	"strings"

	"vanban/document"
)

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
