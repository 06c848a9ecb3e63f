package contract

const (
	indentWidth = 2
	// lineWidth is up to where a list or an object stays on one line: a row of a table then mostly does, and a comparison of
	// two files shows rows.
	lineWidth = 120
)

// EncodeIndent is [Encode] for people: an object or list stands on one line where it fits, and otherwise has a line for each
// member. It ends with a line break.
func EncodeIndent(doc *Document) ([]byte, error) {
	src, err := Encode(doc)
	if err != nil {
		return nil, err
	}
	p := printer{src: src, out: make([]byte, 0, len(src)+len(src)/4)}
	p.value(0)
	return append(p.out, '\n'), nil
}

// printer lays out compact JSON. Pos is where it reads.
type printer struct {
	src, out []byte
	pos      int
	line     int // where the line begins in out
}

// value copies the value at pos, whose own line is indented by so many levels.
func (p *printer) value(level int) {
	open := p.src[p.pos]
	if open != '{' && open != '[' {
		p.scalar()
		return
	}
	// What stands on the line so far is indentation and a key, one byte for each character.
	if end, ok := p.fits(lineWidth - (len(p.out) - p.line)); ok {
		p.flat(end)
		return
	}
	p.take()
	for {
		p.newLine(level + 1)
		if open == '{' {
			p.scalar()
			p.take() // the colon
			p.out = append(p.out, ' ')
		}
		p.value(level + 1)
		if p.src[p.pos] != ',' {
			p.newLine(level)
			p.take()
			return
		}
		p.take()
	}
}

func (p *printer) take() {
	p.out = append(p.out, p.src[p.pos])
	p.pos++
}

func (p *printer) newLine(level int) {
	p.out = append(p.out, '\n')
	p.line = len(p.out)
	for range indentWidth * level {
		p.out = append(p.out, ' ')
	}
}

// scalar copies a string, a number or a word.
func (p *printer) scalar() {
	end := scalarEnd(p.src, p.pos)
	p.out = append(p.out, p.src[p.pos:end]...)
	p.pos = end
}

// flat copies up to end on one line.
func (p *printer) flat(end int) {
	for p.pos < end {
		switch c := p.src[p.pos]; c {
		case '{', '[', '}', ']':
			p.take()
		case ',', ':':
			p.take()
			p.out = append(p.out, ' ')
		default:
			p.scalar()
		}
	}
}

// fits returns the end of the list or object at pos if that, and a comma after it, has at most so many characters on one line.
func (p *printer) fits(room int) (end int, ok bool) {
	depth, quoted := 0, false
	for i := p.pos; room > 0; i++ {
		c := p.src[i]
		if c&0xc0 != 0x80 { // the first byte of a character
			room--
		}
		switch {
		case quoted && c == '\\':
			i++
			room--
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			if depth--; depth == 0 {
				return i + 1, room > 0
			}
		case c == ',' || c == ':':
			room-- // for the space after it
		}
	}
	return 0, false
}

func scalarEnd(src []byte, i int) int {
	if src[i] == '"' {
		for i++; src[i] != '"'; i++ {
			if src[i] == '\\' {
				i++
			}
		}
		return i + 1
	}
	for i < len(src) {
		switch src[i] {
		case ',', ':', '}', ']':
			return i
		}
		i++
	}
	return i
}
