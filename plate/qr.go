package plate

import "vanban/document"

// quiet is the white margin that readers need around a QR code, in modules (ISO/IEC 18004, 9.1).
const quiet = 4

// QR draws a QR code of so many modules a side into the square: a white ground with the quiet zone inside the square, so that it can be
// read on a coloured page, and the dark modules as one black shape above it. Bits and stride are those of [document.Grid].
func QR(bits []byte, stride, modules int, at Square) []document.Shape {
	return []document.Shape{
		{Path: rectangle(at.X, at.Y, at.X+at.Size, at.Y+at.Size), Fill: white},
		{Grid: &document.Grid{X: at.X, Y: at.Y, Size: at.Size, Margin: quiet, Modules: modules, Bits: bits, Stride: stride}, Fill: black},
	}
}

func rectangle(x0, y0, x1, y1 document.EMU) []document.Segment {
	to := func(kind document.SegmentKind, x, y document.EMU) document.Segment {
		return document.Segment{Kind: kind, P: [3]document.XY{{X: x, Y: y}}}
	}
	return []document.Segment{
		to(document.MoveTo, x0, y0), to(document.LineTo, x1, y0), to(document.LineTo, x1, y1), to(document.LineTo, x0, y1),
		{Kind: document.Close},
	}
}
