package hostile

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"strings"
)

// certificate is printed with the profile a.
const certificate = `{"type":"giay-khen","award_by":"CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ AN BÌNH","citation":"Đã có thành tích xuất sắc trong phong trào thi đua năm 2026",
"recipient":{"salutation":"Bà","name":"Nguyễn Thị Hạnh"},"register_number":"01","decision":{"number":"42","notation":"QĐ-UBND","date":"2026-04-05"},
"place":"An Bình","date":"2026-04-05","signer":{"position":"CHỦ TỊCH","name":"Nguyễn Văn An"},"options":{"plate":{"profile":"a"}}}`

func dataURI(name string, data []byte) string {
	media := "image/png;base64,"
	if strings.HasSuffix(name, ".jpeg") {
		media = "image/jpeg;base64,"
	}
	return "data:" + media + base64.StdEncoding.EncodeToString(data)
}

// pngFile is a PNG file that packs well: only every 4096th byte of a row differs from the one before.
func pngFile(width, height int, depth, kind, interlace byte, bits int) []byte {
	var b, pixels bytes.Buffer
	chunk := func(name string, data []byte) {
		b.Write(binary.BigEndian.AppendUint32(nil, uint32(len(data))))
		b.WriteString(name)
		b.Write(data)
		b.Write(binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE(append([]byte(name), data...))))
	}
	b.WriteString("\x89PNG\r\n\x1a\n")
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, uint32(width)), uint32(height))
	chunk("IHDR", append(head, depth, kind, 0, 0, interlace))
	z, err := zlib.NewWriterLevel(&pixels, zlib.BestSpeed)
	must(err)
	passes := [][4]int{{0, 0, 1, 1}}
	if interlace == 1 {
		passes = [][4]int{{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}}
	}
	for _, p := range passes {
		line := make([]byte, 1+((width-p[0]+p[2]-1)/p[2]*bits+7)/8)
		for i := range line[1:] {
			line[1+i] = byte(i >> 12)
		}
		for range (height - p[1] + p[3] - 1) / p[3] {
			_, err := z.Write(line)
			must(err)
		}
	}
	must(z.Close())
	chunk("IDAT", pixels.Bytes())
	chunk("IEND", nil)
	return b.Bytes()
}

// bitWriter writes the bits of a scan, with a zero byte behind each of ones.
type bitWriter struct {
	out []byte
	acc uint32
	n   int
}

func (w *bitWriter) put(v uint32, n int) {
	for i := n - 1; i >= 0; i-- {
		w.acc, w.n = w.acc<<1|v>>i&1, w.n+1
		if w.n == 8 {
			if w.out = append(w.out, byte(w.acc)); byte(w.acc) == 0xFF {
				w.out = append(w.out, 0)
			}
			w.acc, w.n = 0, 0
		}
	}
}

// progressive is a JPEG file of four components and one colour, that goes over its blocks so many times more than it has to.
func progressive(width, height, more int) []byte {
	segment := func(b []byte, marker byte, data ...byte) []byte {
		return append(append(b, 0xFF, marker, byte((len(data)+2)>>8), byte(len(data)+2)), data...)
	}
	b := segment([]byte{0xFF, 0xD8}, 0xEE, []byte("Adobe\x00\x64\x00\x00\x00\x00\x00")...)
	b = segment(b, 0xDB, append([]byte{0}, bytes.Repeat([]byte{8}, 64)...)...)
	frame := []byte{8, byte(height >> 8), byte(height), byte(width >> 8), byte(width), 4}
	for c := range byte(4) {
		frame = append(frame, c+1, 0x11, 0)
	}
	b = segment(b, 0xC2, frame...)
	one := append([]byte{0x00, 1}, make([]byte, 15)...)                     // one code, of one bit
	b = segment(b, 0xC4, append(one, 0)...)                                 // no difference
	b = segment(b, 0xC4, append([]byte{0x10}, append(one[1:], 0xE0)...)...) // the end of 16384 blocks and more
	blocks := (width + 7) / 8 * ((height + 7) / 8)
	b = segment(b, 0xDA, 4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 0, 0)
	w := new(bitWriter)
	for range 4 * blocks {
		w.put(0, 1)
	}
	w.put(0x7F, 7)
	b = append(b, w.out...)
	for c := range 4 + more {
		b = segment(b, 0xDA, 1, byte(c%4+1), 0, 1, 63, 0)
		w := new(bitWriter)
		for left := blocks; left > 0; {
			run := min(left, 1<<15-1)
			if run < 1<<14 { // there is no shorter one; it may reach beyond the end
				run = 1 << 14
			}
			w.put(0, 1)
			w.put(uint32(run-1<<14), 14)
			left -= run
		}
		w.put(0x7F, 7)
		b = append(b, w.out...)
	}
	return append(b, 0xFF, 0xD9)
}

// pictures are pictures of the size that is allowed, and larger.
func pictures() []upload {
	const side = 4_576 // 20.9 million pixels
	return []upload{
		{"8 megapixels and alpha.png", func() []byte { return pngFile(2_890, 2_890, 8, 6, 0, 32) }, ""},
		{"2 megapixels of 16 bits and alpha in passes.png", func() []byte { return pngFile(1_440, 1_440, 16, 6, 1, 64) }, ""},
		{"20 megapixels and alpha.png", func() []byte { return pngFile(side, side, 8, 6, 0, 32) }, "bad_picture"},
		{"20 megapixels of 16 bits in passes.png", func() []byte { return pngFile(side, side, 16, 6, 1, 64) }, "bad_picture"},
		{"one row.png", func() []byte { return pngFile(20<<20, 1, 16, 6, 0, 64) }, "bad_picture"},
		{"four colours in many scans.jpeg", func() []byte { return progressive(side, side, 0) }, ""},
		{"photo of four colours.jpeg", func() []byte { return progressive(7_000, 7_000, 0) }, ""},
		{"photo of 16 bits.png", func() []byte { return pngFile(7_000, 7_000, 16, 6, 0, 64) }, "bad_picture"},
	}
}
