package fonts

import (
	"bytes"
	"encoding/binary"

	"github.com/klauspost/compress/zlib"
)

// woff turns a TrueType file into WOFF (WOFF File Format 1.0, W3C), with its tables packed where that makes them shorter, or
// as they are where d is nil.
func woff(file []byte, d *deflater) []byte {
	be := binary.BigEndian
	n := int(u16(file, 4))
	const header, record = 44, 20
	out := make([]byte, header+record*n, header+record*n+len(file))
	for i := range n {
		entry := file[12+16*i:]
		at, size := u32(entry, 8), u32(entry, 12)
		data := file[at : at+size]
		if d != nil {
			if packed := d.pack(data); len(packed) < len(data) {
				data = packed
			}
		}
		r := out[header+record*i:]
		copy(r, entry[:4])
		be.PutUint32(r[4:], uint32(len(out)))
		be.PutUint32(r[8:], uint32(len(data)))
		be.PutUint32(r[12:], size)
		be.PutUint32(r[16:], u32(entry, 4))
		out = append(out, data...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	copy(out, "wOFF")
	copy(out[4:], file[:4])
	be.PutUint32(out[8:], uint32(len(out)))
	be.PutUint16(out[12:], uint16(n))
	be.PutUint32(out[16:], uint32(len(file)))
	be.PutUint16(out[20:], 1) // the version of the font, which has none of its own
	return out
}

// deflater packs tables one after another with the same buffers; their making costs more than the packing of a small one.
type deflater struct {
	w   *zlib.Writer
	out bytes.Buffer
}

func newDeflater() *deflater {
	w, err := zlib.NewWriterLevel(nil, zlib.BestCompression)
	if err != nil { // only for a level that does not exist
		panic(err)
	}
	return &deflater{w: w}
}

// pack returns the packed form of data, good until the next call.
func (d *deflater) pack(data []byte) []byte {
	d.out.Reset()
	d.w.Reset(&d.out)
	_, _ = d.w.Write(data) // memory takes everything
	_ = d.w.Close()
	return d.out.Bytes()
}
