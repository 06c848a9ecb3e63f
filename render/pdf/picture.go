package pdf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"iter"

	"vanban/document"
)

// maxPixels bounds a picture: an A3 sheet has fewer at 300 dpi.
const maxPixels = 20 << 20

// newPicture makes an image XObject (8.9.5).
func newPicture(p *document.Picture) (*asset, error) {
	var a *asset
	var err error
	switch p.Media {
	case "image/jpeg":
		a, err = newJPEG(p.Data)
	case "image/png":
		a, err = newPNG(p.Data)
	default:
		err = fmt.Errorf("media type %q", p.Media)
	}
	if err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	return a, nil
}

func checkSize(c image.Config) error {
	if c.Width <= 0 || c.Height <= 0 || c.Width > maxPixels/c.Height {
		return fmt.Errorf("%d × %d pixels", c.Width, c.Height)
	}
	return nil
}

// beginImage begins the dictionary of an image of 8 bits a component.
func beginImage(width, height int, space string) []byte {
	b := append([]byte(nil), "/Type/XObject/Subtype/Image/Width "...)
	b = append(appendInt(b, width), "/Height "...)
	b = append(appendInt(b, height), "/BitsPerComponent 8/ColorSpace/"...)
	return append(b, space...)
}

// newJPEG takes the file as it is, once its header says something that viewers show (7.4.8).
func newJPEG(data []byte) (*asset, error) {
	c, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	if err := checkSize(c); err != nil {
		return nil, err
	}
	adobe, err := scanJPEG(data)
	if err != nil {
		return nil, err
	}
	space, decode := "DeviceRGB", ""
	switch c.ColorModel {
	case color.GrayModel:
		space = "DeviceGray"
	case color.CMYKModel:
		space = "DeviceCMYK"
		if adobe { // Adobe's programs write it inverted
			decode = "/Decode[1 0 1 0 1 0 1 0]"
		}
	}
	dict := append(beginImage(c.Width, c.Height, space), decode...)
	return &asset{dict: append(dict, "/Filter/DCTDecode"...), data: data}, nil
}

// Markers of a JPEG file (ITU-T T.81, Table B.1).
const (
	markerEOI   = 0xD9
	markerSOS   = 0xDA
	markerAPP14 = 0xEE
)

// scanJPEG walks the segments up to the scan, tells whether the file has Adobe's marker, and sees to it that the image has an end.
func scanJPEG(data []byte) (adobe bool, err error) {
	errShort := errors.New("the JPEG file is cut short")
	for at := 2; at+4 <= len(data); {
		if data[at] != 0xFF {
			at++ // as decoders do
			continue
		}
		marker := data[at+1]
		if marker == 0xFF || marker == 0 || marker == 1 || marker >= 0xD0 && marker <= 0xD8 {
			at++
			continue
		}
		n := int(binary.BigEndian.Uint16(data[at+2:]))
		if marker == markerSOS {
			if bytes.LastIndex(data, []byte{0xFF, markerEOI}) < at {
				return false, errShort
			}
			return adobe, nil
		}
		if n < 2 || at+2+n > len(data) {
			return false, errShort
		}
		adobe = adobe || marker == markerAPP14 && bytes.HasPrefix(data[at+4:at+2+n], []byte("Adobe"))
		at += 2 + n
	}
	return false, errShort
}

// newPNG decodes the file: its pixels go out in grey or RGB, and what it has of transparency as a mask (11.6.5.3).
func newPNG(data []byte) (*asset, error) {
	c, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	if err := checkSize(c); err != nil {
		return nil, err
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	grey, opaque := traits(img)
	width, space := 3, "DeviceRGB"
	if grey {
		width, space = 1, "DeviceGray"
	}
	colors, alpha := newDeflater(pictureLevel), newDeflater(pictureLevel)
	line := make([]byte, 0, width*c.Width)
	for row := range rows(img) { // writing to memory cannot fail
		line = line[:0]
		for i := 0; i < len(row); i += 4 {
			line = append(line, row[i:i+width]...)
		}
		_, _ = colors.w.Write(line)
		if line = line[:0]; !opaque {
			for i := 3; i < len(row); i += 4 {
				line = append(line, row[i])
			}
			_, _ = alpha.w.Write(line)
		}
	}
	a := &asset{dict: append(beginImage(c.Width, c.Height, space), flate...), data: colors.end()}
	if !opaque {
		a.mask = &asset{dict: append(beginImage(c.Width, c.Height, "DeviceGray"), flate...), data: alpha.end()}
	}
	return a, nil
}

const flate = "/Filter/FlateDecode"

// traits tells whether all pixels are grey, and whether none is transparent.
func traits(img image.Image) (grey, opaque bool) {
	grey, opaque = true, true
	for row := range rows(img) {
		for i := 0; i < len(row); i += 4 {
			grey = grey && row[i] == row[i+1] && row[i+1] == row[i+2]
			opaque = opaque && row[i+3] == 0xFF
		}
	}
	return grey, opaque
}

// rows gives the pixels a row at a time, red, green, blue and alpha of each: all of them would be as much memory again as the picture.
func rows(img image.Image) iter.Seq[[]byte] {
	r := img.Bounds()
	row := image.NewNRGBA(image.Rect(0, 0, r.Dx(), 1))
	direct, _ := img.(*image.NRGBA)
	return func(yield func([]byte) bool) {
		for y := r.Min.Y; y < r.Max.Y; y++ {
			if direct != nil { // draw would multiply by alpha and divide again
				copy(row.Pix, direct.Pix[direct.PixOffset(r.Min.X, y):])
			} else {
				draw.Draw(row, row.Bounds(), img, image.Pt(r.Min.X, y), draw.Src)
			}
			if !yield(row.Pix) {
				return
			}
		}
	}
}
