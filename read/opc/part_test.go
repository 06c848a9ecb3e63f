package opc

import (
	"errors"
	"io"
	"testing"

	"vanban/read"
)

// endless gives zero bytes without end: what archive/zip would hand on if it believed a directory.
type endless struct{}

func (endless) Read(b []byte) (int, error) { return len(b), nil }

// TestPartLimits: a part ends at its limits, whatever was said of it before.
func TestPartLimits(t *testing.T) {
	for _, c := range []struct {
		limits Limits
		packed int64
		most   int64
	}{
		{Limits{Unpacked: 3 << 20, Ratio: 1 << 40}, 1, 3 << 20},
		{Limits{Unpacked: 1 << 40, Ratio: 100}, 20 << 10, 101 * 20 << 10},
		{Limits{Unpacked: 1 << 40, Ratio: 100}, 0, 1 << 20}, // a MiB packs as it likes
	} {
		p := &part{ReadCloser: io.NopCloser(endless{}), archive: &Archive{limits: c.limits}, packed: c.packed}
		got, err := io.Copy(io.Discard, p)
		var r *read.Refusal
		if !errors.As(err, &r) || r.Code != "file_bomb" || got > c.most || got < c.most-(64<<10) {
			t.Errorf("%+v: %d bytes, %v", c.limits, got, err)
		}
	}
}
