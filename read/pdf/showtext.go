package pdf

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// textOperator does the operators of 9.3 and 9.4.
func (p *painter) textOperator(op operator, resources dict) error {
	t := &p.g.text
	switch op {
	case "BT":
		p.tm, p.tlm = identity, identity
	case "Tc":
		t.char = p.num(0)
	case "Tw":
		t.word = p.num(0)
	case "Tz":
		t.scale = p.num(0) / 100
	case "TL":
		t.leading = p.num(0)
	case "Ts":
		t.rise = p.num(0)
	case "Tr":
		t.mode = int(p.num(0))
	case "Tf":
		if o, ok := p.file.dict(resources["Font"])[p.nameArg(0)]; ok {
			t.font = p.fontOf(o)
		}
		t.size = p.num(1)
	case "Tm":
		p.tlm = p.matrixArg()
		p.tm = p.tlm
	case "Td":
		p.newLine(p.num(0), p.num(1))
	case "TD":
		t.leading = -p.num(1)
		p.newLine(p.num(0), p.num(1))
	case "T*":
		p.newLine(0, -t.leading)
	case "Tj":
		return p.show(0)
	case "'":
		p.newLine(0, -t.leading)
		return p.show(0)
	case "\"":
		t.word, t.char = p.num(0), p.num(1)
		p.newLine(0, -t.leading)
		return p.show(2)
	case "TJ":
		return p.showArray()
	}
	return nil
}

func (p *painter) newLine(x, y float64) {
	p.tlm = matrix{1, 0, 0, 1, x, y}.then(p.tlm)
	p.tm = p.tlm
}

func (p *painter) show(i int) error {
	if i < len(p.args) {
		if s, ok := p.args[i].(str); ok {
			return p.glyphs(s)
		}
	}
	return nil
}

func (p *painter) showArray() error {
	if len(p.args) == 0 {
		return nil
	}
	a, _ := p.args[0].(array)
	for _, o := range a {
		if s, ok := o.(str); ok {
			if err := p.glyphs(s); err != nil {
				return err
			}
			continue
		}
		if v, ok := toFloat(o); ok && abs(v) < 1e6 {
			p.tm = matrix{1, 0, 0, 1, -v / 1000 * p.g.text.size * p.g.text.scale, 0}.then(p.tm)
		}
	}
	return nil
}

// minSize is how many points tall letters have to be that anybody can see.
const minSize = 1

func (p *painter) glyphs(s str) error {
	t := &p.g.text
	if t.font == nil {
		return nil
	}
	// The parts of the text matrix that no glyph changes.
	at := matrix{t.size * t.scale, 0, 0, t.size, 0, t.rise}.then(p.tm).then(p.g.ctm)
	size := length(at[2], at[3])
	upright := at[0] > 0 && abs(at[1]) < 0.02*abs(at[0]) && at[3] < 0
	// Letters that lean without an italic font lean by their matrix: 12 degrees in Word, 20 elsewhere.
	skewed := upright && at[2] > 0.15*-at[3]
	now := look{size: abs(at[3]), font: t.font, bold: t.font.bold, italic: t.font.italic || skewed, color: p.g.fill,
		artifact: p.artifact(), mark: p.mark}
	if t.mode == 2 && p.g.width*length(p.g.ctm[0], p.g.ctm[1]) > 0.015*size {
		now.bold = true
	}
	if t.mode == 1 {
		now.color = p.g.stroke
	}
	if p.look == nil || *p.look != now {
		p.look = &now
	}
	hidden := t.mode == 3 || t.mode == 7 || size < minSize
	stepX, stepY := p.tm.then(p.g.ctm)[0], p.tm.then(p.g.ctm)[1]
	shift := 0.0
	for len(s) > 0 {
		text, advance, n := t.font.next(s)
		w := advance*t.size*t.scale + t.char*t.scale
		drawn := advance * t.size * t.scale
		if n == 1 && s[0] == ' ' {
			w += t.word * t.scale
			drawn = w
		}
		s = s[n:]
		if upright && !hidden {
			g := glyph{look: p.look, x: at[4] + shift*stepX, base: at[5] + shift*stepY, width: drawn * stepX}
			if err := p.emit(g, text); err != nil {
				return err
			}
		} else if err := p.aside(text, hidden); err != nil {
			return err
		}
		shift += w
	}
	p.tm = matrix{1, 0, 0, 1, shift, 0}.then(p.tm)
	return nil
}

// emit adds a glyph with what text it stands for: that of its marked content, if it has one (14.9.4).
func (p *painter) emit(g glyph, text string) error {
	// Numbers out of all bounds end here, and what is no number.
	if !(g.size >= minSize && g.size < 2000 && g.x > -p.sheet.width && g.x < 2*p.sheet.width && g.base > -50 && g.base < p.sheet.height+50) {
		return nil
	}
	if len(p.out.glyphs) >= maxGlyphs {
		return refusal(tooMany)
	}
	if n := len(p.marks); n > 0 && p.marks[n-1].actual != nil {
		text = *p.marks[n-1].actual
		*p.marks[n-1].actual = ""
		if text == "" {
			// The first glyph has said it all; the others only take their room.
			if k := len(p.out.glyphs); k > 0 && abs(p.out.glyphs[k-1].base-g.base) < 0.5 {
				last := &p.out.glyphs[k-1]
				last.width = max(last.width, g.x+g.width-last.x)
			}
			return nil
		}
	}
	text = clean(text)
	if text == "" {
		return nil
	}
	if text == "\uFFFD" {
		p.out.lost++
	}
	g.text = text
	g.space = strings.TrimFunc(text, unicode.IsSpace) == ""
	g.order = int32(len(p.out.glyphs)) //nolint:gosec // below maxGlyphs
	p.out.glyphs = append(p.out.glyphs, g)
	return nil
}

// aside keeps text that is not set upright, or that nobody sees.
func (p *painter) aside(text string, hidden bool) error {
	into := &p.out.turned
	if hidden {
		into = &p.out.hidden
	}
	if len(*into) >= maxGlyphs {
		return refusal(tooMany)
	}
	*into = append(*into, clean(text)...)
	return nil
}

// clean takes control characters out and composes what is not composed.
func clean(s string) string {
	if len(s) == 1 && s[0] >= 0x20 && s[0] < 0x7F {
		return s
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case unicode.IsControl(r), r == '\u200B', r == '\uFEFF', r == '\u00AD':
			return -1
		}
		return r
	}, s)
	return norm.NFC.String(s)
}
