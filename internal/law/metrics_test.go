package law

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"

	"vanban/internal/referee"
)

// metrics are a font's own vertical measures, in ems: what "single" line spacing means.
type metrics struct{ ascent, descent, gap float64 }

// natural is the height of a single line.
func (m metrics) natural() float64 { return m.ascent + m.descent + m.gap }

// fontMetrics reads the horizontal header of the font file (OpenType, table hhea), of which all four cuts agree.
func fontMetrics(t *testing.T) metrics {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(referee.Root(t), "fonts", "LiberationSerif-Regular.ttf"))
	if err != nil {
		t.Fatal(err)
	}
	table := func(tag string) []byte {
		for i := range int(binary.BigEndian.Uint16(data[4:])) {
			entry := data[12+16*i:]
			if string(entry[:4]) == tag {
				return data[binary.BigEndian.Uint32(entry[8:]):]
			}
		}
		t.Fatalf("the font has no table %s", tag)
		return nil
	}
	hhea := table("hhea")
	em := float64(binary.BigEndian.Uint16(table("head")[18:]))
	at := func(i int) float64 { return float64(int16(binary.BigEndian.Uint16(hhea[i:]))) / em }
	return metrics{ascent: at(4), descent: -at(6), gap: at(8)}
}
