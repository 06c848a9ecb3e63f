package pdf

import (
	"bytes"
	"encoding/ascii85"
	"errors"
	"io"

	"github.com/klauspost/compress/flate"
	"golang.org/x/image/tiff/lzw"
)

// The bounds of what streams may grow to when they are unpacked: a page of text is some 10 KiB, a drawing seldom above 4 MiB.
const (
	maxStream  = 8 << 20
	maxUnpack  = 32 << 20 // of all streams of a file that are read, as often as they are
	maxFilters = 4
)

// errImage tells that a stream holds a picture, which nobody asks to be unpacked.
var errImage = errors.New("a filter of pictures")

// data returns what a stream holds. Damaged data gives what could be unpacked of it.
func (f *pdfFile) data(s *stream) ([]byte, error) {
	data := f.decrypted(s)
	if err := f.count(len(data)); err != nil {
		return nil, err
	}
	filters, params := f.list(s.dict, "Filter", "F"), f.list(s.dict, "DecodeParms", "DP")
	if len(filters) > maxFilters {
		return nil, refusal(bombed)
	}
	for i, o := range filters {
		var p dict
		if i < len(params) {
			p = f.dict(params[i])
		}
		n, _ := f.resolve(o).(name)
		var err error
		if data, err = f.unpack(data, n, p); err != nil {
			return nil, err
		}
		if err := f.count(len(data)); err != nil {
			return nil, err
		}
	}
	if len(data) > maxStream {
		return nil, refusal(bombed)
	}
	return data, nil
}

// count adds bytes that have to be gone through, packed or not.
func (f *pdfFile) count(n int) error {
	if f.unpacked += n; f.unpacked > maxUnpack {
		return refusal(bombed)
	}
	return nil
}

// list returns an entry that is one object or an array of them.
func (f *pdfFile) list(d dict, keys ...name) array {
	for _, k := range keys {
		switch o := f.resolve(d[k]).(type) {
		case nil:
		case array:
			return o
		default:
			return array{o}
		}
	}
	return nil
}

func (f *pdfFile) unpack(data []byte, filter name, p dict) ([]byte, error) {
	switch filter {
	case "FlateDecode", "Fl":
		return f.predict(limited(newInflater(data)))(p)
	case "LZWDecode", "LZW":
		r := lzw.NewReader(bytes.NewReader(data), lzw.MSB, 8)
		return f.predict(limited(r))(p)
	case "ASCIIHexDecode", "AHx":
		l := lexer{data: data}
		return l.hexBytes(maxStream + 1), nil
	case "ASCII85Decode", "A85":
		if i := bytes.Index(data, []byte("~>")); i >= 0 {
			data = data[:i]
		}
		data = bytes.TrimPrefix(bytes.TrimSpace(data), []byte("<~"))
		return limited(ascii85.NewDecoder(bytes.NewReader(data)))
	case "RunLengthDecode", "RL":
		return runLength(data)
	case "Crypt":
		return data, nil
	}
	return nil, errImage
}

// newInflater passes over the head of zlib and never looks at its checksum, which many writers get wrong.
func newInflater(data []byte) io.Reader {
	data = bytes.TrimLeft(data, "\r\n")
	if len(data) > 2 && data[0]&0x0F == 8 && (int(data[0])<<8|int(data[1]))%31 == 0 {
		data = data[2:]
	}
	return flate.NewReader(bytes.NewReader(data))
}

// limited reads all of r up to the bound of one stream. A broken end counts as the end.
func limited(r io.Reader) ([]byte, error) {
	var b bytes.Buffer
	_, _ = b.ReadFrom(io.LimitReader(r, maxStream+1))
	if b.Len() > maxStream {
		return nil, refusal(bombed)
	}
	return b.Bytes(), nil
}

func runLength(data []byte) ([]byte, error) {
	var out []byte
	for len(data) > 1 && data[0] != 128 {
		n := int(data[0])
		if n < 128 {
			end := min(n+2, len(data))
			out, data = append(out, data[1:end]...), data[end:]
		} else {
			out, data = append(out, bytes.Repeat(data[1:2], 257-n)...), data[2:]
		}
		if len(out) > maxStream {
			return nil, refusal(bombed)
		}
	}
	return out, nil
}

// predict undoes the PNG predictors (7.4.4.4), which xref streams use. TIFF's is one of pictures.
func (f *pdfFile) predict(data []byte, err error) func(dict) ([]byte, error) {
	return func(p dict) ([]byte, error) {
		if err != nil || f.int(p["Predictor"], 1) < 10 {
			return data, err
		}
		colors, bits, columns := f.int(p["Colors"], 1), f.int(p["BitsPerComponent"], 8), f.int(p["Columns"], 1)
		if colors < 1 || colors > 32 || bits < 1 || bits > 16 || columns < 1 || columns > 1<<20 {
			return data, nil
		}
		pixel := max(1, colors*bits/8)
		row := (colors*bits*columns + 7) / 8
		out := make([]byte, 0, len(data))
		above := make([]byte, row)
		for len(data) > 1 {
			kind := data[0]
			n := min(row, len(data)-1)
			line := data[1 : 1+n]
			data = data[1+n:]
			unfilter(kind, line, above, pixel)
			out = append(out, line...)
			above = line[:n:n]
		}
		return out, nil
	}
}

func unfilter(kind byte, line, above []byte, pixel int) {
	for i := range line {
		var left, up, corner byte
		if i < len(above) {
			up = above[i]
		}
		if i >= pixel {
			left = line[i-pixel]
			if i-pixel < len(above) {
				corner = above[i-pixel]
			}
		}
		switch kind {
		case 1:
			line[i] += left
		case 2:
			line[i] += up
		case 3:
			line[i] += byte((int(left) + int(up)) / 2)
		case 4:
			line[i] += paeth(left, up, corner)
		}
	}
}

func paeth(a, b, c byte) byte {
	p := int(a) + int(b) - int(c)
	da, db, dc := abs(p-int(a)), abs(p-int(b)), abs(p-int(c))
	switch {
	case da <= db && da <= dc:
		return a
	case db <= dc:
		return b
	}
	return c
}

func abs[T int | float64](v T) T {
	if v < 0 {
		return -v
	}
	return v
}
