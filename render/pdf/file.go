package pdf

import (
	"encoding/binary"
	"errors"
	"math/bits"

	"vanban/document"
)

// header names the version; the comment's high bytes tell file transfer programs that the file is binary (7.5.2).
const header = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"

// Close writes fonts, metadata and what else the pages share, and ends the file.
func (b *Binder) Close() error {
	if b.err == nil {
		b.err = b.finish()
	}
	if b.err == nil {
		b.err = b.send(0)
	}
	err := b.err
	if err == nil {
		b.err = errors.New("pdf: the file is closed")
	}
	return err
}

func (b *Binder) finish() error {
	outline := b.finishOutline()
	pages := b.finishTree()
	if pages == 0 {
		return errors.New("pdf: a document without pages")
	}
	if err := b.writeResources(); err != nil {
		return err
	}
	b.writeCatalog(pages, outline)
	b.begin(numInfo)
	b.objects.body = appendInfo(b.objects.body, &b.info, b.at)
	b.packObjects()

	xmp := appendXMP(b.data[:0], &b.info, b.at)
	b.data = xmp
	b.id.add(xmp)
	b.xref.place(numMetadata, b.offset())
	b.buf = append(beginObject(b.buf, numMetadata), "<</Type/Metadata/Subtype/XML"...)
	b.buf = endObject(appendStream(b.buf, xmp))
	return b.trailer()
}

func (b *Binder) writeCatalog(pages, outline int) {
	b.begin(numCatalog)
	s := &b.objects
	s.body = append(s.body, "<</Type/Catalog/Pages "...)
	s.body = appendRef(s.body, pages)
	s.body = append(s.body, "/Metadata "...)
	s.body = appendRef(s.body, numMetadata)
	s.body = appendTextString(append(s.body, "/Lang"...), languageOf(&b.info))
	s.body = append(s.body, "/ViewerPreferences<</DisplayDocTitle true>>"...)
	if outline != 0 {
		s.body = append(s.body, "/PageMode/UseOutlines/Outlines "...)
		s.body = appendRef(s.body, outline)
	}
	s.body = append(s.body, ">>"...)
}

// writeResources writes the fonts, and the resource dictionary, which all pages share.
func (b *Binder) writeResources() error {
	fonts := append(make([]byte, 0, 512), "<</Font<<"...)
	b.xref.place(numToUnicode, b.offset())
	b.buf = append(b.buf, b.w.toUnicode...)
	for face := range document.FaceCount {
		if !b.used.has(face) {
			continue
		}
		f := b.w.base(face, b.used)
		b.id.add([]byte(f.tag))
		b.xref.place(faceObject(face, faceStream), b.offset())
		b.buf = append(b.buf, f.stream...)
		b.xref.entries[faceObject(face, faceFont)] = newXrefEntry(2, 0, faceObject(face, faceStream))
		b.xref.entries[faceObject(face, faceDescriptor)] = newXrefEntry(2, 1, faceObject(face, faceStream))
		b.xref.place(faceObject(face, faceFile), b.offset())
		b.buf = append(b.buf, f.program...)
		fonts = append(baseKey(face).appendName(fonts), ' ')
		fonts = appendRef(fonts, faceObject(face, faceFont))
	}
	for from := 0; from < len(b.extra); {
		to := from + 1
		for to < len(b.extra) && b.extra[to].font() == b.extra[from].font() {
			to++
		}
		num, err := b.writeExtraFont(b.extra[from:to])
		if err != nil {
			return err
		}
		fonts = append(b.extra[from].font().appendName(fonts), ' ')
		fonts = appendRef(fonts, num)
		from = to
	}
	b.begin(numResources)
	s := &b.objects
	s.body = append(append(s.body, fonts...), ">>"...)
	if len(b.resources) > 0 {
		s.body = append(s.body, "/XObject<<"...)
		for i := range b.resources {
			s.body = append(b.resources[i].id.appendName(s.body), ' ')
			s.body = appendRef(s.body, b.resources[i].num)
		}
		s.body = append(s.body, ">>"...)
	}
	s.body = append(s.body, ">>"...)
	return nil
}

// base returns the font that stands for a face in a file.
func (w *Writer) base(face document.Face, used faces) *baseFont {
	if face == document.BoldItalic && used&beyondLabel == 0 {
		return w.label
	}
	return w.bases[face]
}

// trailer writes the cross-reference stream, which is the trailer too (7.5.8.2), and the end of the file.
func (b *Binder) trailer() error {
	num, start := b.alloc(), b.offset()
	b.xref.place(num, start)
	b.xref.free()
	count, width := len(b.xref.entries), offsetWidth(start)
	b.buf = append(beginObject(b.buf, num), "<</Type/XRef/W[1 "...)
	b.buf = append(appendInt(b.buf, width), " 2]/Size "...)
	b.buf = append(appendInt(b.buf, count), "/Root "...)
	b.buf = append(appendRef(b.buf, numCatalog), "/Info "...)
	b.buf = append(appendRef(b.buf, numInfo), "/ID["...)
	id := b.id.sum()
	for range 2 {
		b.buf = append(b.buf, '<')
		for _, v := range id {
			b.buf = appendHexByte(b.buf, v)
		}
		b.buf = append(b.buf, '>')
	}
	b.buf = append(b.buf, "]/Length "...)
	b.buf = append(appendInt(b.buf, (width+3)*count), ">>stream\n"...)
	for i, e := range b.xref.entries {
		b.buf = e.append(b.buf, width)
		if i%1024 == 0 {
			if err := b.send(sendSize); err != nil {
				return err
			}
		}
	}
	b.buf = endObject(append(b.buf, "\nendstream"...))
	b.buf = append(b.buf, "startxref\n"...)
	b.buf = appendInt(b.buf, start)
	b.buf = append(b.buf, "\n%%EOF\n"...)
	return nil
}

// fingerprint is a hash of 128 bits that folds 64-bit products, as wyhash does. The file identifier (14.4) is one of what the document
// says, so that it is the same whenever and wherever the same document is written; fonts count by their names, which hold a hash. It
// tells files apart and protects nothing, so the hash is a quick one: SHA-256 took a twentieth of the writing.
type fingerprint [2]uint64

func newFingerprint() fingerprint { return fingerprint{0x243F6A8885A308D3, 0x13198A2E03707344} } // digits of pi

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

func (h *fingerprint) sum() (id [16]byte) {
	binary.BigEndian.PutUint64(id[:], h[0])
	binary.BigEndian.PutUint64(id[8:], h[1])
	return id
}
