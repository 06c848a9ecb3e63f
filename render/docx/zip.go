package docx

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"

	"github.com/klauspost/compress/flate"
)

const (
	// deflateLevel is that of the parts that are made for each document: level 1 costs half the time of level 6, and a file
	// that is 0.9 kB longer (BenchmarkLevels).
	deflateLevel = 1
	// deflateFrom is the size from which deflating a part pays: the code tables of a block cost as much time as two
	// kilobytes of text, and save a few hundred bytes of the core properties.
	deflateFrom = 2 << 10
	// zipDate is 1 January 1980, the first day of the MS-DOS calendar: the same input must give the same bytes.
	zipDate = 1<<5 | 1
)

// packed is a part that is compressed once and copied into every file.
type packed struct {
	name string
	crc  uint32
	size int    // before compression
	data []byte // deflated
}

// pack compresses a part as far as it goes: it is done once for a style sheet.
func pack(name string, content []byte) (packed, error) {
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.BestCompression)
	if err != nil {
		return packed{}, err
	}
	if _, err := w.Write(content); err != nil {
		return packed{}, err
	}
	if err := w.Close(); err != nil {
		return packed{}, err
	}
	return packed{name: name, crc: crc32.ChecksumIEEE(content), size: len(content), data: out.Bytes()}, nil
}

// archive builds the package (ECMA-376 Part 2, Annex B) in memory. Parts go in raw: compressed here, by a writer that is kept,
// or compressed long ago.
type archive struct {
	out      bytes.Buffer
	zip      *zip.Writer
	deflate  *flate.Writer
	deflated bytes.Buffer
}

func newArchive() archive {
	w, err := flate.NewWriter(nil, deflateLevel)
	if err != nil {
		panic(err) // the level is a constant that flate knows
	}
	return archive{deflate: w}
}

func (a *archive) reset() {
	a.out.Reset()
	a.zip = zip.NewWriter(&a.out)
}

// add puts content into the file as a new part.
func (a *archive) add(name string, content []byte) error {
	p := packed{name: name, crc: crc32.ChecksumIEEE(content), size: len(content), data: content}
	if len(content) < deflateFrom {
		return a.put(&p, zip.Store)
	}
	a.deflated.Reset()
	a.deflate.Reset(&a.deflated)
	if _, err := a.deflate.Write(content); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if err := a.deflate.Close(); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	p.data = a.deflated.Bytes()
	return a.put(&p, zip.Deflate)
}

// addPacked copies parts that are already compressed.
func (a *archive) addPacked(parts ...packed) error {
	for i := range parts {
		if err := a.put(&parts[i], zip.Deflate); err != nil {
			return err
		}
	}
	return nil
}

func (a *archive) put(p *packed, method uint16) error {
	w, err := a.zip.CreateRaw(&zip.FileHeader{
		Name: p.name, Method: method,
		ModifiedDate: zipDate, //nolint:staticcheck // CreateRaw writes this field as it stands and does not look at Modified
		CRC32:        p.crc, CompressedSize64: uint64(len(p.data)), UncompressedSize64: uint64(p.size),
	})
	if err == nil {
		_, err = w.Write(p.data)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", p.name, err)
	}
	return nil
}

// addStored puts content into the file as it is: pictures are compressed already.
func (a *archive) addStored(name string, content []byte) error {
	return a.put(&packed{name: name, crc: crc32.ChecksumIEEE(content), size: len(content), data: content}, zip.Store)
}

// finish appends the directory.
func (a *archive) finish() error { return a.zip.Close() }
