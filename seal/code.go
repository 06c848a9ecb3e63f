package seal

import (
	"errors"
	"fmt"
	"strings"
	"sync"

	"rsc.io/qr/coding"
)

// Matrix is the modules of a QR code, without the quiet zone of four modules around it.
type Matrix struct {
	Size int // modules on a side
	code *coding.Code
}

// Dark reports whether the module at column x, row y is dark, counted from the upper left corner.
func (m *Matrix) Dark(x, y int) bool { return m.code.Black(x, y) }

// plans are what all codes of a version have in common: level M, which bears 15 % of damage, and mask 0. Text that is signed looks like
// noise, so no mask is better than another.
var plans = func() (list [coding.MaxVersion + 1]func() (*coding.Plan, error)) {
	for v := range list {
		list[v] = sync.OnceValues(func() (*coding.Plan, error) { return coding.NewPlan(coding.Version(v), coding.M, 0) })
	}
	return list
}()

// Code returns the QR code of a text, in the smallest version that holds it. A text of [Signer.Seal] is set in two segments, the address
// in bytes and the rest in the denser alphanumeric mode.
func Code(text string) (*Matrix, error) {
	const alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
	head := strings.TrimRight(text, alphanumeric)
	var segments []coding.Encoding
	if head != "" {
		segments = append(segments, coding.String(head))
	}
	if tail := text[len(head):]; tail != "" {
		segments = append(segments, coding.Alpha(tail))
	}
	for v := coding.Version(coding.MinVersion); v <= coding.MaxVersion; v++ {
		bits := 0
		for _, s := range segments {
			bits += s.Bits(v)
		}
		if bits > v.DataBytes(coding.M)*8 {
			continue
		}
		plan, err := plans[v]()
		if err != nil {
			return nil, fmt.Errorf("seal: %w", err)
		}
		code, err := plan.Encode(segments...)
		if err != nil {
			return nil, fmt.Errorf("seal: %w", err)
		}
		return &Matrix{Size: code.Size, code: code}, nil
	}
	return nil, errors.New("seal: text too long for a QR code")
}
