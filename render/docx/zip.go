package docx

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"math"

	"github.com/klauspost/compress/flate"
)

// packed is a part that is compressed once and copied into every file.
type packed struct {
	entry
	data []byte // deflated
}

// entry is what the ZIP file says of a part.
type entry struct {
	name   string
	method uint16
	crc    uint32
	size   int // before compression
}

// pack compresses a part as far as it goes: it is done once for a style sheet.
func pack(name string, content []byte) (packed, error) {
	var a archive
	w, err := flate.NewWriter(&a, flate.BestCompression)
	if err != nil {
		return packed{}, err
	}
	if _, err := w.Write(content); err != nil {
		return packed{}, err
	}
	if err := w.Close(); err != nil {
		return packed{}, err
	}
	return packed{entryOf(name, zipDeflate, content), a.buf}, nil
}

// archive builds a ZIP file in memory (ECMA-376 Part 2, Annex B: deflate or stored, no encryption, no data descriptors
// needed). archive/zip does the same with an allocation per part, and cannot deflate straight into the file's own buffer.
type archive struct {
	buf     []byte // the file as far as it is written
	dir     []byte // its central directory
	parts   int
	deflate *flate.Writer
}

const (
	localHeader   = 30
	centralHeader = 46

	sigLocal   = 0x04034b50
	sigCentral = 0x02014b50
	sigEnd     = 0x06054b50

	zipVersion = 20 // 2.0: deflate
	zipStore   = 0
	zipDeflate = 8
	// zipDate is 1 January 1980, the first day of the MS-DOS calendar: the same input must give the same bytes.
	zipDate = 1<<5 | 1

	// deflateLevel is that of the parts that are made for each document: level 1 costs half the time of level 6, and a file
	// that is 0.9 kB longer (BenchmarkLevels).
	deflateLevel = 1
	// deflateFrom is the size from which deflating a part pays: the code tables of a block cost as much time as two
	// kilobytes of text, and save a few hundred bytes of the core properties.
	deflateFrom = 2 << 10
)

func entryOf(name string, method uint16, content []byte) entry {
	return entry{name: name, method: method, crc: crc32.ChecksumIEEE(content), size: len(content)}
}

func newArchive() archive {
	w, err := flate.NewWriter(nil, deflateLevel)
	if err != nil {
		panic(err) // the level is a constant that flate knows
	}
	return archive{buf: make([]byte, 0, 32<<10), dir: make([]byte, 0, 1<<10), deflate: w}
}

func (a *archive) reset() { a.buf, a.dir, a.parts = a.buf[:0], a.dir[:0], 0 }

// Write appends to the file; it is where the compressor puts its output.
func (a *archive) Write(p []byte) (int, error) {
	a.buf = append(a.buf, p...)
	return len(p), nil
}

// add puts content into the file as a new part.
func (a *archive) add(name string, content []byte) error {
	at := a.begin(name)
	if len(content) < deflateFrom {
		a.buf = append(a.buf, content...)
		return a.end(at, entryOf(name, zipStore, content))
	}
	a.deflate.Reset(a)
	if _, err := a.deflate.Write(content); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if err := a.deflate.Close(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return a.end(at, entryOf(name, zipDeflate, content))
}

// addPacked copies a part that is already compressed.
func (a *archive) addPacked(p *packed) {
	at := a.begin(p.name)
	a.buf = append(a.buf, p.data...)
	// A packed part is a few kilobytes, and finish looks at the size of the whole: the bounds can't be passed here.
	_ = a.end(at, p.entry)
}

// begin leaves room for a part's local header and returns its place.
func (a *archive) begin(name string) int {
	at := len(a.buf)
	var room [localHeader]byte
	a.buf = append(a.buf, room[:]...)
	a.buf = append(a.buf, name...)
	return at
}

// end fills in the local header at at, now that the sizes are known, and enters the part into the directory.
func (a *archive) end(at int, p entry) error {
	stored := len(a.buf) - at - localHeader - len(p.name)
	if uint64(p.size) > math.MaxUint32 || uint64(len(a.buf)) > math.MaxUint32 {
		return errTooLong
	}
	le := binary.LittleEndian
	h := le.AppendUint32(a.buf[at:at], sigLocal) // in place: begin left the room
	h = p.appendTo(h, stored)
	le.AppendUint16(h, 0) // no extra field

	d := le.AppendUint32(a.dir, sigCentral)
	d = le.AppendUint16(d, zipVersion) // made by: MS-DOS attributes, of which there are none
	d = p.appendTo(d, stored)
	d = append(d, make([]byte, 12)...) // extra, comment, disk, attributes
	d = le.AppendUint32(d, uint32(at))
	a.dir = append(d, p.name...)
	a.parts++
	return nil
}

// appendTo appends what local and central headers share: version, flags, method, date, sum, sizes, the name's length.
func (p entry) appendTo(b []byte, stored int) []byte {
	le := binary.LittleEndian
	b = le.AppendUint16(b, zipVersion)
	b = le.AppendUint16(b, 0)
	b = le.AppendUint16(b, p.method)
	b = le.AppendUint16(b, 0) // midnight
	b = le.AppendUint16(b, zipDate)
	b = le.AppendUint32(b, p.crc)
	b = le.AppendUint32(b, uint32(stored))
	b = le.AppendUint32(b, uint32(p.size))
	return le.AppendUint16(b, uint16(len(p.name)))
}

var errTooLong = errors.New("the file is longer than the 4 GB of a ZIP without its 64-bit extension")

// finish appends the directory.
func (a *archive) finish() error {
	start := len(a.buf)
	if uint64(start)+uint64(len(a.dir)) > math.MaxUint32 {
		return errTooLong
	}
	if a.parts > math.MaxUint16 {
		return fmt.Errorf("%d parts are more than a ZIP holds", a.parts)
	}
	le := binary.LittleEndian
	b := append(a.buf, a.dir...)
	b = le.AppendUint32(b, sigEnd)
	b = le.AppendUint32(b, 0) // one disk
	b = le.AppendUint16(b, uint16(a.parts))
	b = le.AppendUint16(b, uint16(a.parts))
	b = le.AppendUint32(b, uint32(len(a.dir)))
	b = le.AppendUint32(b, uint32(start))
	a.buf = le.AppendUint16(b, 0) // no comment
	return nil
}
