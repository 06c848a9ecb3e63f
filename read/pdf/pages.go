package pdf

import "math"

const (
	maxPages = 1000
	maxTree  = 64 // levels of the page tree: writers make three or four
)

// sheet is one page of the file, before its content is read.
type sheet struct {
	content       any
	resources     dict
	width, height float64 // as it is shown, in points
	base          matrix  // from the page's own space to points from its upper left corner, downwards
}

type inherited struct {
	resources   any
	media, crop any
	rotate      any
	level       int
}

// sheets walks the page tree (7.7.3).
func (f *pdfFile) sheets() ([]sheet, error) {
	var out []sheet
	visited := 0
	var walk func(o any, in inherited) error
	walk = func(o any, in inherited) error {
		if in.level++; in.level > maxTree {
			return refusal(tooDeep)
		}
		if visited++; visited > 20*maxPages {
			return refusal(tooDeep)
		}
		d := f.dict(o)
		if d == nil {
			return nil
		}
		inherit(&in.resources, d["Resources"])
		inherit(&in.media, d["MediaBox"])
		inherit(&in.crop, d["CropBox"])
		inherit(&in.rotate, d["Rotate"])
		if kids := f.array(d["Kids"]); kids != nil || f.name(d["Type"]) == "Pages" {
			for _, k := range kids {
				if err := walk(k, in); err != nil {
					return err
				}
			}
			return nil
		}
		if len(out) >= maxPages {
			return refusal(tooLong)
		}
		out = append(out, f.sheet(d, in))
		return nil
	}
	if err := walk(f.catalog()["Pages"], inherited{}); err != nil {
		return nil, err
	}
	return out, f.ctx.Err()
}

func inherit(into *any, o any) {
	if o != nil {
		*into = o
	}
}

func (f *pdfFile) sheet(d dict, in inherited) sheet {
	box := f.box(in.media)
	if box == nil {
		box = []float64{0, 0, 595.28, 841.89}
	}
	if crop := f.box(in.crop); crop != nil {
		x0, y0, x1, y1 := max(box[0], crop[0]), max(box[1], crop[1]), min(box[2], crop[2]), min(box[3], crop[3])
		if x1-x0 > 1 && y1-y0 > 1 {
			box = []float64{x0, y0, x1, y1}
		}
	}
	unit := f.float(d["UserUnit"], 1)
	if !(unit > 0 && unit < 1000) {
		unit = 1
	}
	w, h := (box[2]-box[0])*unit, (box[3]-box[1])*unit
	s := sheet{content: d["Contents"], resources: f.dict(in.resources), width: w, height: h}
	s.base = matrix{unit, 0, 0, -unit, -box[0] * unit, box[3] * unit}
	switch turn := f.int(in.rotate, 0) % 360; (turn + 360) % 360 {
	case 90:
		s.base = s.base.then(matrix{0, 1, -1, 0, h, 0})
		s.width, s.height = h, w
	case 180:
		s.base = s.base.then(matrix{-1, 0, 0, -1, w, h})
	case 270:
		s.base = s.base.then(matrix{0, -1, 1, 0, 0, w})
		s.width, s.height = h, w
	}
	return s
}

// box returns a rectangle with its corners in order, or nil.
func (f *pdfFile) box(o any) []float64 {
	b := f.floats(o, 4)
	if b == nil {
		return nil
	}
	b[0], b[2] = min(b[0], b[2]), max(b[0], b[2])
	b[1], b[3] = min(b[1], b[3]), max(b[1], b[3])
	if b[2]-b[0] < 1 || b[3]-b[1] < 1 || math.Abs(b[2])+math.Abs(b[3])+math.Abs(b[0])+math.Abs(b[1]) > 1e6 {
		return nil
	}
	return b
}

// matrix is [a b c d e f] of 8.3.4.
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// then returns the matrix that does m first and n after it.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func (m matrix) at(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

func (f *pdfFile) matrix(o any) matrix {
	if v := f.floats(o, 6); v != nil {
		return matrix(v)
	}
	return identity
}
