package hostile

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"math/rand/v2"
	"strings"
)

// part is an entry of an archive.
type part struct{ name, content string }

func packed(parts ...part) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	w.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) { return flate.NewWriter(out, flate.BestSpeed) })
	for _, p := range parts {
		f, err := w.Create(p.name)
		must(err)
		_, err = f.Write([]byte(p.content))
		must(err)
	}
	must(w.Close())
	return b.Bytes()
}

func must(err error) {
	if err != nil {
		panic(err) // a buffer never fails
	}
}

// random writes so many hexadecimal digits, by which nothing looks like a bomb.
type random struct{ *rand.Rand }

func newRandom() random { return random{rand.New(rand.NewPCG(1, 2))} }

func (r random) hex() string { return fmt.Sprintf("%08X", r.Uint32()) }

// entry is one of an archive that is written by hand.
type entry struct {
	name         string
	data         []byte
	method, flag uint16
	size         int // what it says to be unpacked to
	at           int // where its head is said to stand; -1 where it does
}

// crafted writes an archive whose directory says what the caller wants.
func crafted(entries ...entry) []byte {
	var body, directory []byte
	for _, e := range entries {
		at := len(body)
		if e.at >= 0 {
			at = e.at
		}
		head := func(b []byte) []byte {
			b = binary.LittleEndian.AppendUint16(b, 20)
			b = binary.LittleEndian.AppendUint16(b, e.flag)
			b = binary.LittleEndian.AppendUint16(b, e.method)
			b = append(b, 0, 0, 0, 0)
			b = binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE(e.data))
			b = binary.LittleEndian.AppendUint32(b, uint32(len(e.data)))
			b = binary.LittleEndian.AppendUint32(b, uint32(e.size))
			b = binary.LittleEndian.AppendUint16(b, uint16(len(e.name)))
			return append(b, 0, 0)
		}
		if e.at < 0 {
			body = append(head(append(body, "PK\x03\x04"...)), e.name...)
			body = append(body, e.data...)
		}
		directory = head(append(directory, "PK\x01\x02\x14\x00"...))
		directory = append(directory, make([]byte, 10)...)
		directory = binary.LittleEndian.AppendUint32(directory, uint32(at))
		directory = append(directory, e.name...)
	}
	return append(append(body, directory...), endRecord(len(entries), len(directory), len(body))...)
}

func endRecord(entries, size, at int) []byte {
	b := []byte("PK\x05\x06\x00\x00\x00\x00")
	b = binary.LittleEndian.AppendUint16(b, uint16(min(entries, 0xffff)))
	b = binary.LittleEndian.AppendUint16(b, uint16(min(entries, 0xffff)))
	b = binary.LittleEndian.AppendUint32(b, uint32(size))
	b = binary.LittleEndian.AppendUint32(b, uint32(at))
	return append(b, 0, 0)
}

func deflated(content []byte) []byte {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	must(err)
	_, err = w.Write(content)
	must(err)
	must(w.Close())
	return b.Bytes()
}

// archives are containers that unpack to more than they are, or elsewhere.
func archives() []file {
	plain := func(more ...part) func() []byte {
		return func() []byte { return packed(append(wordFile(paragraph("KẾ HOẠCH")), more...)...) }
	}
	named := func(name string) func() []byte { return plain(part{name, "<a/>"}) }
	stored := func(name, data string) entry { return entry{name: name, data: []byte(data), size: len(data), at: -1} }
	return []file{
		{"zip of zips of zips.docx", nested, "file_unknown", ""},
		{"zip bomb 1000 to 1.docx", func() []byte { return packed(part{"word/document.xml", strings.Repeat(" ", 300<<20)}) }, "file_bomb", ""},
		{"zip bomb in 255 small parts.docx", manyBombs, "", ""},
		{"zip bomb whose sizes lie.docx", func() []byte {
			return crafted(entry{"[Content_Types].xml", deflated(bytes.Repeat([]byte(" "), 200<<20)), 8, 0, 100, -1})
		}, "file_truncated", ""},
		{"zip of overlapping entries.docx", overlapping, "file_bomb", ""},
		{"zip of quoted entries.docx", quoted, "file_bomb", ""},
		{"zip in itself.docx", inItself, "file_bomb", ""},
		{"zip of a million entries.docx", func() []byte { return million(1_000_000) }, "file_too_large", ""},
		{"zip of 600,000 entries.docx", func() []byte { return million(600_000) }, "file_too_many_parts", ""},
		{"zip of a million entries of their own.docx", func() []byte {
			list := make([]entry, 300_000)
			for i := range list {
				list[i] = stored(fmt.Sprintf("a%d", i), "")
			}
			return crafted(list...)
		}, "file_too_many_parts", ""},
		{"zip64 of 600,000 entries.docx", func() []byte { return zip64(million(600_000)) }, "file_too_many_parts", ""},
		{"name above.docx", named("../../etc/x.xml"), "file_unsafe_name", ""},
		{"name inside and above.docx", named("word/../../x.xml"), "file_unsafe_name", ""},
		{"absolute name.docx", named("/etc/passwd"), "file_unsafe_name", ""},
		{"backslash name.docx", named(`word\..\..\x.xml`), "file_unsafe_name", ""},
		{"drive name.docx", named("C:x.xml"), "file_unsafe_name", ""},
		{"zero in a name.docx", named("word/x.xml\x00.png"), "file_unsafe_name", ""},
		{"name twice.docx", named("word/document.xml"), "file_unsafe_name", ""},
		{"name twice in another case.docx", named("WORD/Document.XML"), "file_unsafe_name", ""},
		{"name of 60 kB.docx", named("word/" + strings.Repeat("a", 60_000) + ".xml"), "", ""},
		{"encrypted entry.docx", func() []byte {
			e := stored("word/document.xml", "secret")
			e.flag = 1
			return crafted(stored("[Content_Types].xml", types), e)
		}, "file_encrypted", ""},
		{"strange compression.docx", func() []byte {
			e := stored("word/document.xml", "secret")
			e.method = 99
			return crafted(stored("[Content_Types].xml", types), e)
		}, "file_truncated", ""},
		{"encrypted in OLE.docx", func() []byte { return ole("EncryptedPackage") }, "file_encrypted", ""},
		{"old Word.doc", func() []byte { return ole("WordDocument") }, "file_unknown", ""},
		{"nothing.docx", func() []byte { return nil }, "file_empty", ""},
		{"64 MiB of zeros.docx", func() []byte { return append([]byte("PK\x03\x04"), make([]byte, 64<<20)...) }, "file_too_large", ""},
		{"64 MiB before the archive.docx", func() []byte {
			return append(append([]byte("PK\x03\x04"), make([]byte, 60<<20)...), packed(wordFile("")...)...)
		}, "file_too_large", ""},
	}
}

// nested is the way of 42.zip: sixteen zips in each of sixteen, down to a file of zeros.
func nested() []byte {
	inner := packed(part{"0.dll", strings.Repeat("0", 16<<20)})
	for range 4 {
		list := make([]part, 16)
		for i := range list {
			list[i] = part{fmt.Sprintf("lib %X.zip", i), string(inner)}
		}
		inner = packed(list...)
	}
	return inner
}

// manyBombs has parts just below the size at which the rate of packing counts, all of them read.
func manyBombs() []byte {
	var list []part
	relations := `<Relationship Id="r%d" Type="` + relation + `header" Target="header%[1]d.xml"/>`
	var rels, refs strings.Builder
	for i := range 250 {
		fmt.Fprintf(&rels, relations, i)
		fmt.Fprintf(&refs, `<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="r%d"/></w:sectPr></w:pPr></w:p>`, i)
		list = append(list, part{fmt.Sprintf("word/header%d.xml", i), "<w:hdr" + namespaces + ">" + strings.Repeat(" ", 1<<20-2000) + "</w:hdr>"})
	}
	return packed(append(append(wordFile(refs.String()), list...), part{"word/_rels/document.xml.rels", relationships(rels.String())})...)
}

// overlapping names one content by many entries.
func overlapping() []byte {
	kernel := deflated(make([]byte, 1<<20))
	list := []entry{{"word/document.xml", kernel, 8, 0, 1 << 20, -1}}
	for i := range 1000 {
		list = append(list, entry{fmt.Sprintf("word/%013d", i), kernel, 8, 0, 1 << 20, 0})
	}
	return crafted(list...)
}

// quoted is Fifield's construction: each content is a stored block that quotes the next entry's head, and then that entry's content.
func quoted() []byte {
	const n = 200
	kernel := deflated(make([]byte, 1<<20))
	bodies, at := kernel, make([]int, n)
	size := 1 << 20
	var list []entry
	for i := n - 1; i >= 0; i-- {
		name := fmt.Sprintf("word/%03d.xml", i)
		head := crafted(entry{name, nil, 8, 0, 0, -1})[:30+len(name)]
		if i < n-1 {
			quote := binary.LittleEndian.AppendUint16([]byte{0}, uint16(len(head)))
			quote = binary.LittleEndian.AppendUint16(quote, ^uint16(len(head)))
			bodies = append(quote, bodies...)
			size += len(head)
		}
		bodies = append(head, bodies...)
		list = append(list, entry{name, bodies[len(head):], 8, 0, size, 0})
	}
	for i := range list {
		at[i] = len(bodies) - len(list[i].data) - 30 - len(list[i].name)
		list[i].at = at[i]
	}
	directory := crafted(list...) // no entry has a body: all of it is directory
	directory = directory[:len(directory)-22]
	return append(append(bytes.Clone(bodies), directory...), endRecord(len(list), len(directory), len(bodies))...)
}

// inItself has an entry whose content is the rest of the archive: its own directory and end.
func inItself() []byte {
	const name = "word/document.xml"
	tail := 46 + len(name) + 22
	whole := crafted(entry{name, make([]byte, tail), 0, 0, tail, -1})
	cut := 30 + len(name)
	rest := whole[cut+tail:]
	out := append(bytes.Clone(whole[:cut]), rest[:len(rest)-22]...)
	return append(out, endRecord(1, 46+len(name), cut)...)
}

// million is an archive of n entries that all name the same few bytes.
func million(n int) []byte {
	one := crafted(entry{"a", []byte("x"), 0, 0, 1, -1})
	directory := bytes.Repeat(one[32:len(one)-22], n)
	return append(append(bytes.Clone(one[:32]), directory...), endRecord(n, len(directory), 32)...)
}

// zip64 puts the records of Zip64 before the end, which says to look there.
func zip64(b []byte) []byte {
	at := len(b) - 22
	size := binary.LittleEndian.Uint32(b[at+12:])
	r := append(bytes.Clone(b[:at]), "PK\x06\x06"...)
	r = binary.LittleEndian.AppendUint64(r, 44)
	r = append(r, 45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	for _, v := range []uint64{600_000, 600_000, uint64(size), uint64(at) - uint64(size)} {
		r = binary.LittleEndian.AppendUint64(r, v)
	}
	r = append(append(r, "PK\x06\x07"...), 0, 0, 0, 0)
	r = binary.LittleEndian.AppendUint64(r, uint64(at))
	r = append(append(r, 1, 0, 0, 0), "PK\x05\x06\x00\x00\x00\x00"...)
	return append(r, "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x00\x00"...)
}

// ole is the head of a compound file with the name of a stream.
func ole(stream string) []byte {
	b := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 2000)...)
	for _, c := range stream {
		b = append(b, byte(c), 0)
	}
	return append(b, make([]byte, 2000)...)
}
