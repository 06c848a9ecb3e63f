package pdf

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"

	"vanban/document"
	"vanban/layout"
)

// Part is the pages of one document, packed, to be bound with others into one file or to become a file alone. It says which fonts,
// characters, designs and pictures it needs and holds none of them, so it has a few kilobytes. It is not modified, and safe for
// concurrent use.
type Part struct {
	Info document.Info

	fonts   uint64 // of the Writer: what codes mean depends on it
	used    faces
	extra   []extraChar // sorted
	assets  []assetID
	held    []*asset // the same, in the process that made the part; else nil
	outline []partMark
	pages   []partPage
	data    []byte // the pages' contents one behind the other
}

// partPage is a page. Lengths are hundredths of a point.
type partPage struct {
	width, height int64
	end           int // of its content in data
}

// partMark is a bookmark.
type partMark struct {
	title string
	level int
	page  int
	y     int64 // hundredths of a point from the page's lower edge
}

// faces is a set of base fonts. The fifth bit tells that bold italics say more than the label.
type faces uint8

const beyondLabel faces = 1 << baseFaces

func (f faces) has(face document.Face) bool { return f&(1<<face) != 0 }

// Pages returns how many there are.
func (p *Part) Pages() int { return len(p.pages) }

// Part packs the pages of res, to be bound later. It fails where Write does.
func (w *Writer) Part(res *layout.Result, info document.Info) (*Part, error) {
	j := w.jobs.Get().(*job)
	defer w.jobs.Put(j)
	defer j.release()
	p, err := j.pack(res, &info)
	if err != nil {
		return nil, err
	}
	own := *p
	own.extra, own.assets, own.held = slices.Clone(p.extra), slices.Clone(p.assets), slices.Clone(p.held)
	own.outline, own.pages, own.data = slices.Clone(p.outline), slices.Clone(p.pages), slices.Clone(p.data)
	return &own, nil
}

// partVersion begins the binary form; another one is refused.
const partVersion = 1

// MarshalBinary returns the part for a queue or a disk. Parts are read by the same version of the program, set in the same fonts.
func (p *Part) MarshalBinary() ([]byte, error) {
	b := make([]byte, 0, len(p.data)+256)
	b = append(b, partVersion)
	b = binary.LittleEndian.AppendUint64(b, p.fonts)
	b = append(b, byte(p.used))
	for _, s := range infoStrings(&p.Info) {
		b = appendPartString(b, *s)
	}
	b = binary.AppendUvarint(b, uint64(len(p.extra)))
	for _, e := range p.extra {
		b = binary.AppendUvarint(b, uint64(e))
	}
	b = binary.AppendUvarint(b, uint64(len(p.assets)))
	for _, id := range p.assets {
		b = appendPartString(append(b, byte(id.kind)), id.key)
	}
	b = binary.AppendUvarint(b, uint64(len(p.outline)))
	for i := range p.outline {
		m := &p.outline[i]
		b = appendPartString(b, m.title)
		b = binary.AppendUvarint(binary.AppendUvarint(b, uint64(m.level)), uint64(m.page))
		b = binary.AppendVarint(b, m.y)
	}
	b = binary.AppendUvarint(b, uint64(len(p.pages)))
	from := 0
	for _, g := range p.pages {
		b = binary.AppendVarint(binary.AppendVarint(b, g.width), g.height)
		b = binary.AppendUvarint(b, uint64(g.end-from))
		from = g.end
	}
	return append(b, p.data...), nil
}

func infoStrings(i *document.Info) [6]*string {
	return [...]*string{&i.Title, &i.Author, &i.Subject, &i.Keywords, &i.Language, &i.Created}
}

func appendPartString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

var errDamaged = errors.New("pdf: a part is damaged")

// UnmarshalPart reads what MarshalBinary has made. The part keeps data, which must not be modified any more.
func UnmarshalPart(data []byte) (*Part, error) {
	r := partReader{data: data}
	if v := r.byte(); v != partVersion {
		return nil, fmt.Errorf("pdf: a part of version %d", v)
	}
	p := new(Part)
	p.fonts, p.used = r.fixed(), faces(r.byte())
	for _, s := range infoStrings(&p.Info) {
		*s = r.string()
	}
	p.extra = make([]extraChar, r.count())
	for i := range p.extra {
		v := r.uint()
		if v >= uint64(baseFaces)<<runeBits || extraChar(v).char() > utf8.MaxRune {
			return nil, errDamaged
		}
		p.extra[i] = extraChar(v)
	}
	p.assets = make([]assetID, r.count())
	for i := range p.assets {
		p.assets[i] = assetID{assetKind(r.byte()), r.string()}
	}
	p.outline = make([]partMark, r.count())
	for i := range p.outline {
		p.outline[i] = partMark{title: r.string(), level: int(r.uint()), page: int(r.uint()), y: r.int()}
	}
	p.pages = make([]partPage, r.count())
	end := 0
	for i := range p.pages {
		g := &p.pages[i]
		g.width, g.height = r.int(), r.int()
		end += r.count()
		g.end = end
	}
	if p.data = r.data; r.bad || end != len(p.data) {
		return nil, errDamaged
	}
	return p, nil
}

// partReader reads the binary form. What is missing comes out as zero and makes it bad.
type partReader struct {
	data []byte
	bad  bool
}

func (r *partReader) take(n int) []byte {
	if n < 0 || n > len(r.data) {
		r.data, r.bad = nil, true
		return nil
	}
	b := r.data[:n:n]
	r.data = r.data[n:]
	return b
}

func (r *partReader) byte() byte {
	if b := r.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (r *partReader) fixed() uint64 {
	if b := r.take(8); b != nil {
		return binary.LittleEndian.Uint64(b)
	}
	return 0
}

func (r *partReader) uint() uint64 {
	v, n := binary.Uvarint(r.data)
	r.skip(n)
	return v
}

func (r *partReader) int() int64 {
	v, n := binary.Varint(r.data)
	r.skip(n)
	return v
}

// skip passes over a number of n bytes; where there is none, encoding/binary says 0 or less.
func (r *partReader) skip(n int) {
	if n <= 0 {
		n = -1
	}
	r.take(n)
}

// count reads how many there are of something: each takes a byte at least.
func (r *partReader) count() int {
	n := r.uint()
	if n > uint64(len(r.data)) {
		r.data, r.bad = nil, true
		return 0
	}
	return int(n)
}

func (r *partReader) string() string { return string(r.take(r.count())) }
