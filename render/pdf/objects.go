package pdf

import (
	"encoding/binary"
)

// appendObject writes an indirect object (7.3.10).
func appendObject(b []byte, num int, body []byte) []byte {
	b = beginObject(b, num)
	b = append(b, body...)
	return endObject(b)
}

func beginObject(b []byte, num int) []byte { return append(appendInt(b, num), " 0 obj\n"...) }
func endObject(b []byte) []byte            { return append(b, "\nendobj\n"...) }

// objectStream gathers objects that are packed together (7.5.7).
type objectStream struct {
	body []byte
	nums []int
	offs []int
}

func (s *objectStream) reset() { s.body, s.nums, s.offs = s.body[:0], s.nums[:0], s.offs[:0] }

// begin starts an object, whose body the caller appends to s.body.
func (s *objectStream) begin(num int) {
	if len(s.body) > 0 {
		s.body = append(s.body, '\n')
	}
	s.nums = append(s.nums, num)
	s.offs = append(s.offs, len(s.body))
}

func (s *objectStream) add(num int, body []byte) {
	s.begin(num)
	s.body = append(s.body, body...)
}

// data returns the stream unpacked, in scratch's memory, and where its first object begins.
func (s *objectStream) data(scratch []byte) (data []byte, first int) {
	data = scratch[:0]
	for i, num := range s.nums {
		data = append(appendInt(data, num), ' ')
		data = append(appendInt(data, s.offs[i]), ' ')
	}
	first = len(data)
	return append(data, s.body...), first
}

// appendDict begins the stream's dictionary.
func (s *objectStream) appendDict(b []byte, first int) []byte {
	b = append(b, "<</Type/ObjStm/N "...)
	b = appendInt(b, len(s.nums))
	b = append(b, "/First "...)
	return appendInt(b, first)
}

// xref is the cross-reference stream (7.5.8): for each object its place in the file, or the object stream that holds it.
type xref struct{ entries []xrefEntry }

// xrefEntry holds, from above: two bits that say 0 free, 1 at an offset, 2 in an object stream; sixteen bits of index within that
// stream; the offset or the stream's number. Eight bytes an object are most of what a file of a hundred thousand pages takes.
type xrefEntry uint64

const (
	kindShift  = 62
	indexShift = 46
	atMask     = 1<<indexShift - 1
)

func newXrefEntry(kind, index, at int) xrefEntry {
	return xrefEntry(kind)<<kindShift | xrefEntry(index)<<indexShift | xrefEntry(at)
}

func (e xrefEntry) kind() byte    { return byte(e >> kindShift) }
func (e xrefEntry) index() uint16 { return uint16(e >> indexShift) }
func (e xrefEntry) at() uint64    { return uint64(e & atMask) }

// alloc returns the number of a new object.
func (x *xref) alloc() int {
	x.entries = append(x.entries, 0)
	return len(x.entries) - 1
}

func (x *xref) place(num, offset int) { x.entries[num] = newXrefEntry(1, 0, offset) }

// hold notes that the object stream num holds s's objects.
func (x *xref) hold(num int, s *objectStream) {
	for i, n := range s.nums {
		x.entries[n] = newXrefEntry(2, i, num)
	}
}

// free links the free entries to a list that ends where it began (Table 18).
func (x *xref) free() {
	next := 0
	for i := len(x.entries) - 1; i >= 0; i-- {
		if x.entries[i].kind() == 0 {
			x.entries[i] = newXrefEntry(0, 0, next)
			next = i
		}
	}
	x.entries[0] |= newXrefEntry(0, 0xFFFF, 0)
}

// offsetWidth is how many bytes an offset takes in a file of a size.
func offsetWidth(size int) int {
	if size < 1<<32 {
		return 4
	}
	return 6
}

// append writes the entry with an offset of width bytes.
func (e xrefEntry) append(b []byte, width int) []byte {
	b = append(b, e.kind())
	for i := width - 1; i >= 0; i-- {
		b = append(b, byte(e.at()>>(8*i)))
	}
	return binary.BigEndian.AppendUint16(b, e.index())
}
