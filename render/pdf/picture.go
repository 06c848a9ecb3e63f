package pdf

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"

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
	colors, alpha, grey, opaque := planes(img)
	space := "DeviceRGB"
	if grey {
		space = "DeviceGray"
		for i := 0; i < len(colors); i += 3 {
			colors[i/3] = colors[i]
		}
		colors = colors[:len(colors)/3]
	}
	deflate := newDeflater(pictureLevel)
	a := &asset{dict: append(beginImage(c.Width, c.Height, space), flate...), data: deflate.pack(nil, colors)}
	if !opaque {
		a.mask = &asset{dict: append(beginImage(c.Width, c.Height, "DeviceGray"), flate...), data: deflate.pack(nil, alpha)}
	}
	return a, nil
}

const flate = "/Filter/FlateDecode"

// planes returns the pixels' colours, three bytes each, and their alpha.
func planes(img image.Image) (colors, alpha []byte, grey, opaque bool) {
	r := img.Bounds()
	colors, alpha = make([]byte, 0, 3*r.Dx()*r.Dy()), make([]byte, 0, r.Dx()*r.Dy())
	grey, opaque = true, true
	take := func(c color.NRGBA) {
		colors, alpha = append(colors, c.R, c.G, c.B), append(alpha, c.A)
		grey = grey && c.R == c.G && c.G == c.B
		opaque = opaque && c.A == 0xFF
	}
	nrgba, direct := img.(*image.NRGBA)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			if direct {
				take(nrgba.NRGBAAt(x, y))
			} else {
				take(color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA))
			}
		}
	}
	return colors, alpha, grey, opaque
}
