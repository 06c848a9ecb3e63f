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

type xrefEntry struct {
	kind  byte // 0 free, 1 at an offset, 2 in an object stream
	at    int  // the offset, or the object stream's number
	index int  // within the object stream
}

func (x *xref) reset(objects int) {
	if cap(x.entries) < objects {
		x.entries = make([]xrefEntry, objects, objects+objects/2)
	}
	x.entries = x.entries[:objects]
	clear(x.entries)
}

func (x *xref) place(num, offset int) { x.entries[num] = xrefEntry{1, offset, 0} }

// hold notes that the object stream num holds s's objects.
func (x *xref) hold(num int, s *objectStream) {
	for i, n := range s.nums {
		x.entries[n] = xrefEntry{2, num, i}
	}
}

const xrefWidth = 7

// appendEntries writes all entries, the free ones as a list that ends where it began (Table 18).
func (x *xref) appendEntries(b []byte) []byte {
	free := 0
	for i := len(x.entries) - 1; i >= 0; i-- {
		if e := &x.entries[i]; e.kind == 0 {
			e.at, free = free, i
			if i == 0 {
				e.index = 0xFFFF
			}
		}
	}
	for i := range x.entries {
		e := &x.entries[i]
		b = append(b, e.kind)
		b = binary.BigEndian.AppendUint32(b, uint32(e.at))
		b = binary.BigEndian.AppendUint16(b, uint16(e.index))
	}
	return b
}
