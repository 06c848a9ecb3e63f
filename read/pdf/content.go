package pdf

import (
	"errors"
	"math"
)

// The bounds of what one page may hold. A full page of text has 4,000 glyphs, one of the smallest print 40,000, and a
// table of fifty rows 1,500 strokes.
const (
	maxGlyphs    = 60_000
	maxStrokes   = 20_000
	maxOperators = 2_000_000 // of the whole file
	maxArgs      = 64        // of an operator
	maxForms     = 24        // form XObjects inside each other
	maxActual    = 512       // bytes of what one marked content stands for
	maxSaved     = 1_000     // graphics states
)

// glyph is a character on a page, in points from the upper left corner.
type glyph struct {
	*look
	text           string
	x, base, width float64
	order          int32
	shift          int8 // 1 superscript, -1 subscript
	space          bool // nothing to see
	underline      bool
}

// look is what the glyphs of a string have in common. Pages have thousands of glyphs, which are sorted and copied.
type look struct {
	size                   float64
	font                   *font
	bold, italic, artifact bool
	mark                   int32 // marked-content sequence; -1 outside of all
	color                  string
}

// stroke is a straight line along an axis. Thin rectangles are strokes as well: Word draws its borders so.
type stroke struct {
	x0, y0, x1, y1 float64
	weight         float64
	artifact       bool
	used           bool // by a table, frame or note
}

func (s *stroke) horizontal() bool { return s.x1-s.x0 >= s.y1-s.y0 }
func (s *stroke) length() float64  { return max(s.x1-s.x0, s.y1-s.y0) }

// canvas is what a page shows.
type canvas struct {
	glyphs  []glyph
	strokes []stroke
	hidden  []byte  // text that nobody sees: rendering mode 3, as scanners lay under a picture
	turned  []byte  // text that does not run from left to right
	images  float64 // the largest share of the page that a picture covers
	lost    int     // glyphs that no table gives a character for
}

type textState struct {
	font                                   *font
	size, char, word, scale, leading, rise float64
	mode                                   int
}

type graphics struct {
	ctm            matrix
	fill, stroke   string
	fillN, strokeN space
	width          float64
	text           textState
}

// painter runs content streams (7.8.2).
type painter struct {
	file     *pdfFile
	sheet    *sheet
	out      *canvas
	g        graphics
	saved    []graphics
	tm, tlm  matrix
	args     []any
	path     path
	look     *look // of the last string
	fonts    map[int]*font
	depth    int
	total    *int // operators of the file so far
	marks    []marking
	sequence int32
	mark     int32

	glyphBuffer []glyph
}

// marking is one open marked-content sequence (14.6).
type marking struct {
	artifact bool
	id       int32
	actual   *string // ActualText, until its first glyph has taken it
}

func (p *painter) page(s *sheet) error {
	p.sheet = s
	p.out = &canvas{glyphs: p.glyphBuffer[:0]}
	defer func() { p.glyphBuffer = p.out.glyphs }() // lines are made of a copy
	p.g = graphics{ctm: s.base, fill: "000000", stroke: "000000", width: 1, text: textState{scale: 1}}
	p.saved, p.marks, p.mark = p.saved[:0], p.marks[:0], -1
	p.path = path{}
	var content []byte
	for _, o := range p.contents(s.content) {
		if st, ok := p.file.resolve(o).(*stream); ok {
			data, err := p.file.data(st)
			if errors.Is(err, errImage) {
				continue
			}
			if err != nil {
				return err
			}
			if len(content) == 0 {
				content = data
				continue
			}
			if len(content)+len(data) > maxStream {
				return refusal(bombed)
			}
			content = append(append(content, '\n'), data...)
		}
	}
	return p.run(content, s.resources)
}

func (p *painter) contents(o any) array {
	if a := p.file.array(o); a != nil {
		return a
	}
	return array{o}
}

func (p *painter) run(data []byte, resources dict) error {
	l := lexer{data: data}
	p.args = p.args[:0]
	for {
		o, ok := l.next()
		if !ok {
			return nil
		}
		op, isOp := o.(operator)
		if !isOp {
			if _, stray := o.(closing); !stray && len(p.args) < maxArgs {
				p.args = append(p.args, o)
			}
			continue
		}
		if *p.total++; *p.total > maxOperators {
			return refusal(tooMany)
		}
		if *p.total&0xFFF == 0 && p.file.ctx.Err() != nil {
			return p.file.ctx.Err()
		}
		if op == "BI" {
			skipImage(&l)
		} else if err := p.operate(op, resources); err != nil {
			return err
		}
		p.args, l.held = p.args[:0], 0
	}
}

func (p *painter) num(i int) float64 {
	if i < len(p.args) {
		if v, ok := toFloat(p.args[i]); ok && abs(v) < 1e7 {
			return v
		}
	}
	return 0
}

func (p *painter) matrixArg() matrix {
	return matrix{p.num(0), p.num(1), p.num(2), p.num(3), p.num(4), p.num(5)}
}

func (p *painter) nameArg(i int) name {
	if i >= 0 && i < len(p.args) {
		n, _ := p.args[i].(name)
		return n
	}
	return ""
}

func (p *painter) operate(op operator, resources dict) error {
	switch op {
	case "q":
		if len(p.saved) < maxSaved {
			p.saved = append(p.saved, p.g)
		}
	case "Q":
		if n := len(p.saved); n > 0 {
			p.g, p.saved = p.saved[n-1], p.saved[:n-1]
		}
	case "cm":
		p.g.ctm = p.matrixArg().then(p.g.ctm)
	case "w":
		p.g.width = p.num(0)
	case "gs":
		p.state(p.file.dict(p.file.dict(resources["ExtGState"])[p.nameArg(0)]))
	case "Do":
		return p.do(p.file.resolve(p.file.dict(resources["XObject"])[p.nameArg(0)]), resources)
	case "BMC", "BDC":
		p.beginMark(op, resources)
	case "EMC":
		if n := len(p.marks); n > 0 {
			p.marks = p.marks[:n-1]
		}
		p.mark = -1
		if n := len(p.marks); n > 0 {
			p.mark = p.marks[n-1].id
		}
	default:
		if !p.paint(op) && !p.colour(op, resources) {
			return p.textOperator(op, resources)
		}
	}
	return nil
}

func (p *painter) state(d dict) {
	if a := p.file.array(d["Font"]); len(a) == 2 {
		p.g.text.font = p.fontOf(a[0])
		p.g.text.size = p.file.float(a[1], 0)
	}
	if d["LW"] != nil {
		p.g.width = p.file.float(d["LW"], p.g.width)
	}
}

func (p *painter) do(o any, resources dict) error {
	s, ok := o.(*stream)
	if !ok {
		return nil
	}
	if p.file.name(s.dict["Subtype"]) == "Image" {
		x0, y0 := p.g.ctm.at(0, 0)
		x1, y1 := p.g.ctm.at(1, 1)
		share := abs((x1-x0)*(y1-y0)) / (p.sheet.width * p.sheet.height)
		p.out.images = max(p.out.images, min(share, 1))
		return nil
	}
	if p.file.name(s.dict["Subtype"]) != "Form" {
		return nil
	}
	if p.depth++; p.depth > maxForms {
		return refusal(tooDeep)
	}
	defer func() { p.depth-- }()
	if *p.total += 100; *p.total > maxOperators {
		return refusal(tooDeep)
	}
	data, err := p.file.data(s)
	if err != nil {
		if errors.Is(err, errImage) {
			return nil
		}
		return err
	}
	saved, depth, marks := p.g, len(p.saved), len(p.marks)
	p.g.ctm = p.file.matrix(s.dict["Matrix"]).then(p.g.ctm)
	own := p.file.dict(s.dict["Resources"])
	if own == nil {
		own = resources
	}
	err = p.run(data, own)
	p.g, p.saved, p.marks = saved, p.saved[:min(depth, len(p.saved))], p.marks[:min(marks, len(p.marks))]
	return err
}

func (p *painter) beginMark(op operator, resources dict) {
	m := marking{id: p.mark}
	if n := len(p.marks); n > 0 {
		m.artifact = p.marks[n-1].artifact
	}
	m.artifact = m.artifact || p.nameArg(0) == "Artifact"
	if op == "BDC" && len(p.args) > 1 {
		d, ok := p.args[1].(dict)
		if !ok {
			d = p.file.dict(p.file.dict(resources["Properties"])[p.nameArg(1)])
		}
		if _, ok := d["MCID"]; ok {
			p.sequence++
			m.id = p.sequence
		}
		if s, ok := p.file.resolve(d["ActualText"]).(str); ok && len(s) <= maxActual {
			t := textString(s)
			m.actual = &t
		}
	}
	if len(p.marks) < maxSaved {
		p.marks = append(p.marks, m)
	}
	p.mark = m.id
}

func (p *painter) artifact() bool { return len(p.marks) > 0 && p.marks[len(p.marks)-1].artifact }

// skipImage passes over an inline image (8.9.7). Its data may hold anything, so the end is an EI between white space with
// something like content behind it.
func skipImage(l *lexer) {
	for {
		o, ok := l.next()
		if !ok {
			return
		}
		if o == operator("ID") {
			break
		}
	}
	for i := l.pos; i+1 < len(l.data); i++ {
		if l.data[i] == 'E' && l.data[i+1] == 'I' && i > 0 && class[l.data[i-1]] == white &&
			(i+2 >= len(l.data) || class[l.data[i+2]] == white) && plain(l.data[i+2:min(i+22, len(l.data))]) {
			l.pos = i + 2
			return
		}
	}
	l.pos = len(l.data)
}

func plain(b []byte) bool {
	for _, c := range b {
		if c >= 0x7F || c < 0x20 && class[c] != white || c == 0 {
			return false
		}
	}
	return true
}

func (p *painter) fontOf(o any) *font {
	r, ok := o.(ref)
	if !ok {
		*p.total += 1000 // it is made anew each time
		return p.file.font(o)
	}
	t := p.fonts[r.num]
	if t == nil {
		t = p.file.font(o)
		p.fonts[r.num] = t
	}
	return t
}

func length(x, y float64) float64 { return math.Hypot(x, y) }
