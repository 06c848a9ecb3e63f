package pdf

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"vanban/document"
)

// hugePNG is the beginning of a file that claims some gigapixels.
func hugePNG() []byte {
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32([]byte("IHDR"), 60_000), 60_000)
	head = append(head, 8, 6, 0, 0, 0)
	b := binary.BigEndian.AppendUint32([]byte("\x89PNG\r\n\x1a\n"), 13)
	return binary.BigEndian.AppendUint32(append(b, head...), crc32.ChecksumIEEE(head))
}

// cmykPicture is 8 × 8 pixels of pure red ink in four components, inverted, as Adobe's programs write it. No encoder at hand makes one,
// so it is put together here: each component has one block, of which only the mean differs from grey.
func cmykPicture() *document.Picture {
	b := []byte{0xFF, 0xD8, 0xFF, markerAPP14, 0, 14}
	b = append(b, "Adobe\x00\x64\x00\x00\x00\x00\x00"...) // the last byte: no colour transform
	b = append(b, 0xFF, 0xDB, 0, 67, 0)                   // one quantisation table: means in whole steps
	for range 64 {
		b = append(b, 8)
	}
	b = append(b, 0xFF, 0xC0, 0, 20, 8, 0, 8, 0, 8, 4) // baseline, 8 bits, 8 × 8, four components
	for c := range byte(4) {
		b = append(b, c+1, 0x11, 0)
	}
	b = append(b, 0xFF, 0xC4, 0, 31, 0x00, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) // sizes 0 to 11 in four bits each
	for size := range byte(12) {
		b = append(b, size)
	}
	b = append(b, 0xFF, 0xC4, 0, 20, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) // end of block in one bit
	b = append(b, 0xFF, markerSOS, 0, 14, 4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0)
	bits, n := uint64(0), 0
	put := func(v uint64, size int) { bits, n = bits<<size|v, n+size }
	for _, v := range []int{255, 0, 0, 255} {
		switch d := v - 128; {
		case d > 0:
			put(7, 4)
			put(uint64(d), 7)
		default:
			put(8, 4)
			put(uint64(d+255), 8)
		}
		put(0, 1)
	}
	for n%8 != 0 {
		put(1, 1)
	}
	for n -= 8; n >= 0; n -= 8 {
		v := byte(bits >> n)
		if b = append(b, v); v == 0xFF {
			b = append(b, 0)
		}
	}
	return &document.Picture{Key: "cmyk", Media: "image/jpeg", Data: append(b, 0xFF, markerEOI), Width: 8, Height: 8}
}

// TestInterlaced: a picture in passes becomes the same image as one in rows. Go's own sources have such a pair.
func TestInterlaced(t *testing.T) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Skip("no Go tools here: ", err)
	}
	var made [2]*asset
	for i, name := range [2]string{"benchRGB.png", "benchRGB-interlace.png"} {
		data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(root)), "src/image/png/testdata", name))
		if err != nil {
			t.Skip(err)
		}
		if made[i], err = newPNG(data); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(made[0].data, made[1].data) || !bytes.Equal(made[0].dict, made[1].dict) {
		t.Errorf("%d bytes and %d are not the same", len(made[0].data), len(made[1].data))
	}
}
