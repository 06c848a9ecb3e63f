package pdf

import (
	"fmt"

	"vanban/document"
	"vanban/layout"
)

// strokes draws the page's rules and grids before its text, as one artifact (14.8.2.2.2). Lines of one weight and colour
// that follow each other are one path, so a table's grid is painted at once.
func (c *content) strokes(p *layout.Page) {
	if len(p.Strokes) == 0 {
		return
	}
	c.buf = append(c.buf, "/Artifact<</Type/Layout>>BDC\n"...)
	weight, color, open := document.EMU(-1), "", false
	for i := range p.Strokes {
		s := &p.Strokes[i]
		if s.Weight != weight || s.Color != color {
			if open {
				c.buf = append(c.buf, "S\n"...)
			}
			if s.Color != color {
				c.setColor(s.Color, "RG\n", "0 G\n")
			}
			if s.Weight != weight {
				c.buf = append(appendHundredths(c.buf, document.DivRound(s.Weight, hundredth)), " w\n"...)
			}
			weight, color = s.Weight, s.Color
		}
		c.point(s.X1, s.Y1, " m ")
		c.point(s.X2, s.Y2, " l\n")
		open = true
	}
	c.buf = append(c.buf, "S\nEMC\n"...)
}

func (c *content) point(x, y document.EMU, op string) {
	c.buf = append(appendHundredths(c.buf, document.DivRound(x, hundredth)), ' ')
	c.buf = append(appendHundredths(c.buf, document.DivRound(c.height-y, hundredth)), op...)
}

// setColor sets a colour given as RRGGBB; an empty one is black.
func (c *content) setColor(rgb, op, black string) {
	if rgb == "" {
		c.buf = append(c.buf, black...)
		return
	}
	b, err := appendColor(c.buf, rgb, op)
	if err != nil {
		c.fail(err)
		return
	}
	c.buf = b
}

// appendColor writes a colour given as RRGGBB and the operator that sets it.
func appendColor(b []byte, rgb, op string) ([]byte, error) {
	var v [3]int64
	ok := len(rgb) == 6
	for i := 0; ok && i < 6; i++ {
		d := int64(0)
		switch ch := rgb[i]; {
		case ch >= '0' && ch <= '9':
			d = int64(ch - '0')
		case ch >= 'A' && ch <= 'F':
			d = int64(ch-'A') + 10
		case ch >= 'a' && ch <= 'f':
			d = int64(ch-'a') + 10
		default:
			ok = false
		}
		v[i/2] = v[i/2]*16 + d
	}
	if !ok {
		return nil, fmt.Errorf("colour %q is not RRGGBB", rgb)
	}
	for _, x := range v {
		b = append(appendThousandths(b, (x*1000+127)/255), ' ')
	}
	return append(b, op...), nil
}
