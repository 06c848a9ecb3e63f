package seal

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"rsc.io/qr/coding"
)

// Matrix is the modules of a QR code, without the quiet zone of four modules around it.
type Matrix struct {
	Size int // modules on a side
	// Bits are the rows from above, Stride bytes each, from the left and the high bit first. Set ones are dark; what is left
	// of a row's last byte is zero.
	Bits   []byte
	Stride int
}

// pattern is what all codes of a version have in common: level M, which bears 15 % of damage, and mask 0. Text that is signed looks like
// noise, so no mask is better than another.
type pattern struct {
	size, stride int
	bits         []byte   // of the matrix where all data are zeros
	places       []uint32 // of each bit of the data with its check bytes, as an index of bits
}

var patterns = func() (list [coding.MaxVersion + 1]func() (*pattern, error)) {
	for v := range list {
		list[v] = sync.OnceValues(func() (*pattern, error) { return newPattern(coding.Version(v)) })
	}
	return list
}()

func newPattern(v coding.Version) (*pattern, error) {
	plan, err := coding.NewPlan(v, coding.M, 0)
	if err != nil {
		return nil, err
	}
	size := len(plan.Pixel)
	p := &pattern{size: size, stride: (size + 7) / 8, places: make([]uint32, 8*(plan.DataBytes+plan.CheckBytes))}
	p.bits = make([]byte, size*p.stride)
	for y, row := range plan.Pixel {
		for x, pixel := range row {
			at := 8*y*p.stride + x
			if pixel&coding.Black != 0 {
				p.bits[at/8] |= 0x80 >> (at % 8)
			}
			if r := pixel.Role(); r == coding.Data || r == coding.Check {
				p.places[pixel.Offset()] = uint32(at)
			}
		}
	}
	return p, nil
}

// matrix sets data with its check bytes. The library does it with a branch for each bit, half of which are guessed wrong.
func (p *pattern) matrix(data []byte) *Matrix {
	bits := slices.Clone(p.bits)
	for i, b := range data {
		for k, at := range p.places[8*i : 8*i+8] {
			bits[at/8] ^= b >> (7 - k) & 1 << (7 - at%8)
		}
	}
	return &Matrix{Size: p.size, Stride: p.stride, Bits: bits}
}

// alphanumeric are the characters of the denser mode, in the order of their values.
const alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"

var values = func() (list [256]uint) {
	for i := range len(alphanumeric) {
		list[alphanumeric[i]] = uint(i)
	}
	return list
}()

// alpha is coding.Alpha without its search for each character (ISO/IEC 18004, 7.4.4).
type alpha struct{ coding.Alpha }

func (a alpha) Encode(b *coding.Bits, v coding.Version) {
	s := a.Alpha
	text := (11*len(s) + 1) / 2
	b.Write(2, 4)
	b.Write(uint(len(s)), s.Bits(v)-4-text)
	for ; len(s) > 1; s = s[2:] {
		b.Write(values[s[0]]*45+values[s[1]], 11)
	}
	if len(s) > 0 {
		b.Write(values[s[0]], 6)
	}
}

// Code returns the QR code of a text, in the smallest version that holds it. A text of [Signer.Seal] is set in two segments, the address
// in bytes and the rest in the denser alphanumeric mode. One that no version holds at level M is an error.
func Code(text string) (*Matrix, error) {
	head := strings.TrimRight(text, alphanumeric)
	var segments []coding.Encoding
	if head != "" {
		segments = append(segments, coding.String(head))
	}
	if tail := text[len(head):]; tail != "" {
		segments = append(segments, alpha{coding.Alpha(tail)})
	}
	for v := coding.Version(coding.MinVersion); v <= coding.MaxVersion; v++ {
		bits := 0
		for _, s := range segments {
			bits += s.Bits(v)
		}
		if bits > v.DataBytes(coding.M)*8 {
			continue
		}
		p, err := patterns[v]()
		if err != nil {
			return nil, fmt.Errorf("seal: %w", err)
		}
		var data coding.Bits
		for _, s := range segments {
			s.Encode(&data, v)
		}
		data.AddCheckBytes(v, coding.M)
		return p.matrix(data.Bytes()), nil
	}
	return nil, errors.New("seal: text too long for a QR code")
}
