package opc_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"strconv"
	"strings"
	"testing"

	"vanban/read"
	"vanban/read/opc"
)

// limits are low, so that what goes past them is made at once.
var limits = opc.Limits{Parts: 200, Directory: 16 << 10, Unpacked: 8 << 20, Ratio: 100}

var words = opc.Words{File: "Tệp thử", Than: "một bài thử", Again: "Gửi lại."}

func open(file []byte) (*opc.Archive, error) {
	return opc.Open(file, limits, words, func(part string) error {
		if opc.HasMacros(part) {
			return read.Refuse("file_macros", "Tệp thử có macro.", "")
		}
		return nil
	})
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// said is the code and the message of a refusal. Any other error is that of unpacking.
func said(err error) string {
	var r *read.Refusal
	switch {
	case err == nil:
		return "read"
	case errors.As(err, &r):
		return r.Code + ": " + r.Message
	}
	return "damaged"
}

// entry is what a directory says of a part, and what there is.
type entry struct {
	name    string
	content string
	claims  uint64 // the size that the directory says; 0 for the true one
	method  uint16 // zip.Deflate unless it is said
}

// pack writes entries, whose sizes may be lies.
func pack(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE([]byte(e.content)), UncompressedSize64: uint64(len(e.content))}
		data := deflated(t, e.content)
		if e.claims > 0 {
			h.UncompressedSize64 = e.claims
		}
		if e.method > 0 {
			h.Method = e.method
		}
		h.CompressedSize64 = uint64(len(data))
		if strings.HasSuffix(e.name, "/") { // a folder has neither bytes nor a packing
			*h, data = zip.FileHeader{Name: e.name}, nil
		}
		f, err := w.CreateRaw(h)
		must(t, err)
		if data == nil {
			continue
		}
		_, err = f.Write(data)
		must(t, err)
	}
	must(t, w.Close())
	return b.Bytes()
}

func deflated(t testing.TB, content string) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	must(t, err)
	_, err = w.Write([]byte(content))
	must(t, err)
	must(t, w.Close())
	return b.Bytes()
}

// encrypted sets the flag of every entry.
func encrypted(file []byte) []byte {
	b := bytes.Clone(file)
	for i := range len(b) - 10 {
		switch string(b[i : i+4]) {
		case "PK\x03\x04":
			b[i+6] |= 1
		case "PK\x01\x02":
			b[i+8] |= 1
		}
	}
	return b
}

// with changes the end record: the number of entries at 10, the length of the directory at 12, that of the comment at 20.
func with(file []byte, at int, value uint32) []byte {
	b := bytes.Clone(file)
	end := b[bytes.LastIndex(b, []byte("PK\x05\x06")):]
	switch at {
	case 10:
		binary.LittleEndian.PutUint16(end[8:], uint16(value)) // those on this disk
		binary.LittleEndian.PutUint16(end[10:], uint16(value))
	case 12:
		binary.LittleEndian.PutUint32(end[12:], value)
	case 20:
		binary.LittleEndian.PutUint16(end[20:], uint16(value))
	}
	return b
}

// flipped changes a byte.
func flipped(file []byte, at int) []byte {
	b := bytes.Clone(file)
	b[at] ^= 0x55
	return b
}

func many(t testing.TB, n int) []byte {
	list := make([]entry, n)
	for i := range list {
		list[i] = entry{name: strconv.Itoa(i), content: "x"}
	}
	return pack(t, list...)
}

// entries is an archive of n entries that all name the same few bytes: nothing but directory.
func entries(n int) []byte {
	b := append(localHeader("a", 1), 'x')
	start := len(b)
	b = append(b, bytes.Repeat(directoryEntry("a", 1, 0), n)...)
	return append(b, endRecord(0xffff, len(b)-start, start)...)
}

func localHeader(name string, size int) []byte {
	b := []byte("PK\x03\x04\x14\x00\x00\x00\x00\x00\x00\x00\x00\x00")
	b = binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE([]byte("x")))
	b = binary.LittleEndian.AppendUint32(b, uint32(size))
	b = binary.LittleEndian.AppendUint32(b, uint32(size))
	b = binary.LittleEndian.AppendUint16(b, uint16(len(name)))
	b = binary.LittleEndian.AppendUint16(b, 0)
	return append(b, name...)
}

func directoryEntry(name string, size, at int) []byte {
	b := []byte("PK\x01\x02\x14\x00\x14\x00\x00\x00\x00\x00\x00\x00\x00\x00")
	b = binary.LittleEndian.AppendUint32(b, crc32.ChecksumIEEE([]byte("x")))
	b = binary.LittleEndian.AppendUint32(b, uint32(size))
	b = binary.LittleEndian.AppendUint32(b, uint32(size))
	b = binary.LittleEndian.AppendUint16(b, uint16(len(name)))
	b = append(b, make([]byte, 12)...)
	b = binary.LittleEndian.AppendUint32(b, uint32(at))
	return append(b, name...)
}

func endRecord(entries, size, at int) []byte {
	b := []byte("PK\x05\x06\x00\x00\x00\x00")
	b = binary.LittleEndian.AppendUint16(b, uint16(entries))
	b = binary.LittleEndian.AppendUint16(b, uint16(entries))
	b = binary.LittleEndian.AppendUint32(b, uint32(size))
	b = binary.LittleEndian.AppendUint32(b, uint32(at))
	return append(b, 0, 0)
}

// overlapping has a hundred entries of one content.
func overlapping() []byte {
	b := append(localHeader("a0", 1), 'x')
	start := len(b)
	for i := range 100 {
		b = append(b, directoryEntry("a"+strconv.Itoa(i%10)+strings.Repeat("b", i/10), 1, 0)...)
	}
	return append(b, endRecord(100, len(b)-start, start)...)
}

// inItself has an entry whose content is the rest of the archive: its own directory and end.
func inItself() []byte {
	const name = "word/document.xml"
	head := len(localHeader(name, 0))
	tail := len(directoryEntry(name, 0, 0)) + len(endRecord(1, 0, 0))
	b := append(localHeader(name, tail), directoryEntry(name, tail, 0)...)
	return append(b, endRecord(1, len(b)-head, head)...)
}
