package pdf

import (
	"encoding/binary"
	"hash/adler32"

	"github.com/klauspost/compress/zlib"
)

// Compression levels: what is written once per process is packed tightly, what every document has quickly. Pictures are packed once
// too, but have megabytes.
const (
	tightLevel   = 9
	pictureLevel = 6
	quickLevel   = 1
	// noiseLevel looks for no repetitions. The modules of a QR code take half the time with it, and two thirds more bytes.
	noiseLevel = zlib.HuffmanOnly
)

// shortPage is how many bytes of a certificate are stored as they are. To pack its thousand bytes takes longer than to lay it out,
// most of it for a table of codes that is used once, and saves 280 of them.
const shortPage = 1536

// appendStored writes data in the form of packed data, but as it is (RFC 1950 and 1951, 3.2.4).
func appendStored(dst, data []byte) []byte {
	n := uint16(len(data))
	dst = append(dst, 0x78, 0x01, 1)
	dst = binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16(dst, n), ^n)
	return binary.BigEndian.AppendUint32(append(dst, data...), adler32.Checksum(data))
}

// deflater packs data for FlateDecode (7.4.4) again and again with the same buffers.
type deflater struct {
	w   *zlib.Writer
	out []byte
}

func newDeflater(level int) *deflater {
	d := new(deflater)
	w, err := zlib.NewWriterLevel(d, level)
	if err != nil { // only for a level that does not exist
		panic(err)
	}
	d.w = w
	return d
}

// Write implements io.Writer for the packed side.
func (d *deflater) Write(p []byte) (int, error) {
	d.out = append(d.out, p...)
	return len(p), nil
}

// pack appends the packed form of data to dst. Writing to memory cannot fail.
func (d *deflater) pack(dst, data []byte) []byte {
	d.out = dst
	d.w.Reset(d)
	_, _ = d.w.Write(data)
	_ = d.w.Close()
	dst, d.out = d.out, nil
	return dst
}

// end returns what was written packed.
func (d *deflater) end() []byte {
	_ = d.w.Close()
	return d.out
}
