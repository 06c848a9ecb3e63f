package pdf

import (
	"github.com/klauspost/compress/zlib"
)

// Compression levels: what is written once per process is packed tightly, what every document has quickly. Pictures are packed once
// too, but have megabytes.
const (
	tightLevel   = 9
	pictureLevel = 6
	quickLevel   = 1
)

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
