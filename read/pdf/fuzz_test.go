package pdf

import (
	"context"
	"errors"
	"testing"

	"vanban/internal/samples"
	"vanban/read"
)

// FuzzRead looks for panics, and for errors that are neither a refusal nor the context's.
func FuzzRead(f *testing.F) {
	f.Add(onePage("BT /F1 14 Tf 100 700 Td (Xin) Tj [(c) -20 (hao)] TJ ET q 1 0 0 1 5 5 cm 0 0 50 30 re S Q 9 9 m 99 9 l S", ""))
	f.Add(onePage("/X Do", "/XObject<</X 6 0 R>>", packed("/Subtype/Form/Filter/FlateDecode", deflated([]byte("BT /F1 9 Tf (a) Tj ET")))))
	f.Add(onePage("BI /W 1 /H 1 ID x EI /P <</MCID 0/ActualText(b)>> BDC EMC 1 0 0 rg", "/ColorSpace<</C[/Indexed/DeviceRGB 1(abcdef)]>>"))
	f.Add(encryptedFile())
	for _, s := range samples.All(f) {
		if s.Name != "features/46-table-unit-note-totals" && s.Name != "features/53-footnote-one" {
			continue
		}
		_, pdf, err := samples.Render(s.JSON)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(pdf)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		defer func() {
			if p := recover(); p != nil {
				if _, ok := p.(*read.Refusal); !ok {
					panic(p)
				}
			}
		}()
		m, err := unguarded(context.Background(), data)
		var r *read.Refusal
		switch {
		case err == nil && (m.Source != read.PDF || len(m.Sections) == 0):
			t.Errorf("an incomplete manuscript: %+v", m)
		case err != nil && !errors.As(err, &r):
			t.Error(err)
		}
	})
}
