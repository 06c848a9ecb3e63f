package pdf

import (
	"encoding/binary"
	"math/bits"

	"vanban/document"
)

// header names the version; the comment's high bytes tell file transfer programs that the file is binary (7.5.2).
const header = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"

// overhead is the most that the syntax around one stream takes.
const overhead = 120

// file puts the document together: fonts, contents, the dictionaries and the cross-reference stream. Nothing is packed
// here, so the size is known and the output allocated once.
func (j *job) file(extras []stream) []byte {
	w := j.w
	size := len(header) + len(w.toUnicode) + len(j.packed) + len(j.xmp) + (len(j.ends)+4)*overhead + xrefWidth*j.num.count
	for i := range document.FaceCount {
		if j.content.used[i] {
			b := j.base(i)
			size += len(b.stream) + len(b.program)
		}
	}
	for _, e := range extras {
		size += len(e.body) + overhead
	}
	j.xref.reset(j.num.count)
	out := append(make([]byte, 0, size), header...)

	j.xref.place(numToUnicode, len(out))
	out = append(out, w.toUnicode...)
	for face := range document.FaceCount {
		if !j.content.used[face] {
			continue
		}
		b := j.base(face)
		j.xref.place(faceObject(face, faceStream), len(out))
		out = append(out, b.stream...)
		j.xref.entries[faceObject(face, faceFont)] = xrefEntry{2, faceObject(face, faceStream), 0}
		j.xref.entries[faceObject(face, faceDescriptor)] = xrefEntry{2, faceObject(face, faceStream), 1}
		j.xref.place(faceObject(face, faceFile), len(out))
		out = append(out, b.program...)
	}
	for _, e := range extras {
		j.xref.place(e.num, len(out))
		out = appendObject(out, e.num, e.body)
	}
	from := 0
	pages := j.ends[:len(j.ends)-1]
	for i, end := range pages {
		num := j.pageObject(i) + 1
		j.xref.place(num, len(out))
		out = append(beginObject(out, num), "<<"...)
		out = endObject(appendFlateStream(out, j.packed[from:end]))
		from = end
	}
	j.xref.place(j.num.metadata, len(out))
	out = append(beginObject(out, j.num.metadata), "<</Type/Metadata/Subtype/XML/Length "...)
	out = append(appendInt(out, len(j.xmp)), ">>stream\n"...)
	out = append(out, j.xmp...)
	out = endObject(append(out, "\nendstream"...))

	j.xref.place(j.num.stream, len(out))
	out = j.objects.appendDict(beginObject(out, j.num.stream), j.first)
	out = endObject(appendFlateStream(out, j.packed[from:]))
	j.xref.hold(j.num.stream, &j.objects)
	return j.trailer(out)
}

// base returns the font that stands for a face in this document.
func (j *job) base(face document.Face) *baseFont {
	if face == document.BoldItalic && !j.content.beyondLabel {
		return j.w.label
	}
	return j.w.bases[face]
}

// trailer writes the cross-reference stream, which is the trailer too (7.5.8.2), and the end of the file.
func (j *job) trailer(out []byte) []byte {
	start := len(out)
	j.xref.place(j.num.xref, start)
	out = append(beginObject(out, j.num.xref), "<</Type/XRef/W[1 4 2]/Size "...)
	out = appendInt(out, j.num.count)
	out = append(out, "/Root "...)
	out = appendRef(out, j.num.catalog)
	out = append(out, "/Info "...)
	out = appendRef(out, j.num.info)
	out = append(out, "/ID["...)
	id := j.id()
	for range 2 {
		out = append(out, '<')
		for _, v := range id {
			out = appendHexByte(out, v)
		}
		out = append(out, '>')
	}
	out = append(out, "]/Length "...)
	out = appendInt(out, xrefWidth*j.num.count)
	out = append(out, ">>stream\n"...)
	out = j.xref.appendEntries(out)
	out = endObject(append(out, "\nendstream"...))
	out = append(out, "startxref\n"...)
	out = appendInt(out, start)
	return append(out, "\n%%EOF\n"...)
}

// id returns the file identifier (14.4) from what the document says, so that it is the same whenever and wherever the
// same document is written. Fonts count by their names, which hold a hash. The identifier tells files apart and protects
// nothing, so the hash is a quick one: SHA-256 took a twentieth of the writing.
func (j *job) id() [16]byte {
	h := fingerprint{0x243F6A8885A308D3, 0x13198A2E03707344} // digits of pi
	h.add(j.packed)
	h.add(j.xmp)
	for i := range document.FaceCount {
		if j.content.used[i] {
			h.add([]byte(j.base(i).tag))
		}
	}
	var id [16]byte
	binary.BigEndian.PutUint64(id[:], h[0])
	binary.BigEndian.PutUint64(id[8:], h[1])
	return id
}

// fingerprint is a hash of 128 bits that folds 64-bit products, as wyhash does.
type fingerprint [2]uint64

func (h *fingerprint) add(b []byte) {
	n := uint64(len(b))
	for ; len(b) >= 16; b = b[16:] {
		h.mix(binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[8:]))
	}
	var rest [16]byte
	copy(rest[:], b)
	h.mix(binary.LittleEndian.Uint64(rest[:]), binary.LittleEndian.Uint64(rest[8:]))
	h.mix(n, ^n)
}

func (h *fingerprint) mix(x, y uint64) {
	hi, lo := bits.Mul64(x^h[0]^0x9E3779B97F4A7C15, y^h[1])
	h[0], h[1] = hi^lo^h[1], bits.RotateLeft64(h[1]^lo+x, 29)*0xBF58476D1CE4E5B9+y
}
