package svg

import (
	"encoding/base64"
	"errors"
	"fmt"
	"sync"

	"vanban/document"
)

// plate draws what stands behind the text of a certificate. The photo of the blank lies under everything: a preview shows where the
// text will be on it, and no other output has it.
func (j *job) plate(p *document.Plate) error {
	if p.Photo != nil {
		if err := j.image(p.Photo); err != nil {
			return fmt.Errorf("photo: %w", err)
		}
	}
	if p.Design != nil {
		drawing, err := j.w.drawings.of(p.Design)
		if err != nil {
			return fmt.Errorf("design: %w", err)
		}
		j.buf = append(j.buf, drawing...)
	}
	for i := range p.Pictures {
		if err := j.image(&p.Pictures[i]); err != nil {
			return fmt.Errorf("picture %d: %w", i+1, err)
		}
	}
	var err error
	if j.buf, err = appendShapes(j.buf, p.Marks); err != nil {
		return fmt.Errorf("marks: %w", err)
	}
	return nil
}

func (j *job) image(p *document.Placed) error {
	if p.Picture == nil || p.Picture.Media != "image/png" && p.Picture.Media != "image/jpeg" {
		return errors.New("it is no PNG or JPEG")
	}
	j.buf = append(j.buf, `<image aria-hidden="true"`...)
	j.place(p.X, p.Y, p.Width, p.Height)
	j.buf = append(j.buf, ` preserveAspectRatio="none" href="data:`...)
	j.buf = append(append(j.buf, p.Picture.Media...), ";base64,"...)
	j.buf = base64.StdEncoding.AppendEncode(j.buf, p.Picture.Data)
	j.buf = append(j.buf, "\"/>\n"...)
	return nil
}

// drawings keeps the SVG of designs by their keys.
type drawings struct {
	mu   sync.RWMutex
	kept map[string][]byte
	size int // bytes in kept
}

// maxDrawings bounds the bytes of designs that are kept.
const maxDrawings = 16 << 20

func (d *drawings) of(design *document.Design) ([]byte, error) {
	d.mu.RLock()
	b, ok := d.kept[design.Key]
	d.mu.RUnlock()
	if ok {
		return b, nil
	}
	b, err := appendShapes(nil, design.Shapes)
	if err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.size += len(b); d.kept == nil || d.size > maxDrawings {
		d.kept, d.size = map[string][]byte{}, len(b)
	}
	d.kept[design.Key] = b
	return b, nil
}

// look is how a shape is drawn.
type look struct {
	fill, stroke string
	weight       document.EMU
	evenOdd      bool
}

func lookOf(s *document.Shape) look {
	l := look{fill: s.Fill, evenOdd: s.EvenOdd && s.Fill != ""}
	if s.Stroke != "" {
		l.stroke, l.weight = s.Stroke, s.Weight
	}
	return l
}

// appendShapes writes shapes one above another. Neighbours of one look are a group with a path for each: as one path those that
// overlap would cut holes into each other.
func appendShapes(b []byte, shapes []document.Shape) ([]byte, error) {
	for i := 0; i < len(shapes); {
		l := lookOf(&shapes[i])
		var err error
		if b, err = l.append(append(b, `<g aria-hidden="true"`...)); err != nil {
			return b, fmt.Errorf("shape %d: %w", i+1, err)
		}
		b = append(b, '>')
		for ; i < len(shapes) && lookOf(&shapes[i]) == l; i++ {
			b = append(b, `<path d="`...)
			if b, err = appendPath(b, shapes[i].Outline()); err != nil {
				return b, fmt.Errorf("shape %d: %w", i+1, err)
			}
			b = append(b, `"/>`...)
		}
		b = append(b, "</g>\n"...)
	}
	return b, nil
}

// append writes the look as attributes. Miters are as long as in PDF.
func (l look) append(b []byte) ([]byte, error) {
	b, err := appendPaint(append(b, ` fill="`...), l.fill)
	if err != nil {
		return b, err
	}
	if l.evenOdd {
		b = append(b, ` fill-rule="evenodd"`...)
	}
	if l.stroke == "" {
		return b, nil
	}
	if b, err = appendPaint(append(b, ` stroke="`...), l.stroke); err != nil {
		return b, err
	}
	b = appendHundredths(append(b, ` stroke-width="`...), document.DivRound(l.weight*100, unit))
	return append(b, `" stroke-miterlimit="10"`...), nil
}

func appendPaint(b []byte, color string) ([]byte, error) {
	if color == "" {
		return append(b, `none"`...), nil
	}
	if err := checkColor(color); err != nil {
		return b, err
	}
	return append(append(append(b, '#'), color...), '"'), nil
}

// appendPath writes path data. Beginnings are absolute, the rest is relative, which is half as long; the differences are those of
// rounded places, so that nothing adds up.
func appendPath(b []byte, path []document.Segment) ([]byte, error) {
	if len(path) > 0 && path[0].Kind != document.MoveTo {
		return b, errors.New("a path does not begin with MoveTo")
	}
	var x, y, startX, startY int64 // where the pen is, and where its line began
	for i := range path {
		s := &path[i]
		toX, toY := units(s.P[0].X), units(s.P[0].Y)
		switch s.Kind {
		case document.MoveTo:
			b = appendPair(append(b, 'M'), toX, toY)
			startX, startY = toX, toY
		case document.LineTo:
			switch {
			case toY == y:
				b = appendInt(append(b, 'h'), toX-x)
			case toX == x:
				b = appendInt(append(b, 'v'), toY-y)
			default:
				b = appendPair(append(b, 'l'), toX-x, toY-y)
			}
		case document.CurveTo:
			b = append(b, 'c')
			for k, p := range s.P {
				toX, toY = units(p.X), units(p.Y)
				if k > 0 && toX >= x {
					b = append(b, ' ')
				}
				b = appendPair(b, toX-x, toY-y)
			}
		case document.Close:
			b = append(b, 'z')
			toX, toY = startX, startY
		default:
			return b, fmt.Errorf("unknown kind of segment %d", s.Kind)
		}
		x, y = toX, toY
	}
	return b, nil
}

// appendPair writes two numbers; a minus parts them as well as a space.
func appendPair(b []byte, x, y int64) []byte {
	b = appendInt(b, x)
	if y >= 0 {
		b = append(b, ' ')
	}
	return appendInt(b, y)
}
