package parts

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/color"
	_ "image/jpeg" // beside PNG the kind of picture that a plate may have
	"image/png"
	"strings"

	"vanban/document"
	"vanban/plate"
	"vanban/templates/contract"
)

// Profile is a plate that an office keeps, with its pictures. It is read-only: a change is a new Profile.
type Profile struct {
	Name  string
	Plate contract.Plate
	// Emblem is printed at the field of quốc huy in place of the drawing; Photo is that of the blank, for previews. Both may be nil.
	Emblem, Photo *document.Picture
}

// The bounds of a picture: beyond them it only slows every file down. What is printed has no more pixels than the PDF writer takes; the
// photo may be as a telephone makes it.
const (
	maxPicture     = 8 << 20
	maxPixels      = 20 << 20
	maxPhotoPixels = 50_000_000
	maxPixelBytes  = 32 << 20 // of a PNG, whose pixels are made: 8 million of 8 bits, or half of 16, or half of those in passes
)

// NewProfile makes a profile of its JSON. Pictures are data URIs, or what open returns for anything else; a nil open refuses that.
func NewProfile(p *contract.Profile, open func(name string) ([]byte, error)) (*Profile, document.Problems) {
	out := &Profile{Name: p.Name, Plate: p.Plate}
	var problems document.Problems
	take := func(key, ref string, pixels int) *document.Picture {
		if ref == "" {
			return nil
		}
		data, err := pictureData(ref, open)
		var pic *document.Picture
		if err == nil {
			pic, err = newPicture(data, pixels)
		}
		if err != nil {
			problems = append(problems, document.Problem{
				Severity: document.Error, Pointer: "/" + key, Code: "bad_picture",
				Message: "Không dùng được ảnh" + named(ref) + ": " + err.Error() + ".", Hint: "Dùng ảnh PNG hoặc JPEG không quá 8 MB.",
			})
		}
		return pic
	}
	out.Emblem = take("emblem_image", p.EmblemImage, maxPixels)
	out.Photo = take("photo", p.Photo, maxPhotoPixels)
	if problems.Fatal() {
		return nil, problems
	}
	return out, nil
}

// named names the file of a picture; a data URI has none.
func named(ref string) string {
	if strings.HasPrefix(ref, "data:") {
		return ""
	}
	return " " + contract.Quote(ref)
}

func pictureData(ref string, open func(string) ([]byte, error)) ([]byte, error) {
	uri, ok := strings.CutPrefix(ref, "data:")
	if !ok {
		if open == nil {
			return nil, fmt.Errorf("ảnh phải ghi dạng data:image/png;base64,…")
		}
		return open(ref)
	}
	head, body, _ := strings.Cut(uri, ",")
	if !strings.HasSuffix(head, ";base64") || len(body) > base64.StdEncoding.EncodedLen(maxPicture) {
		return nil, fmt.Errorf("ảnh quá lớn, hoặc không phải dạng data:image/png;base64,…")
	}
	data, err := base64.StdEncoding.DecodeString(body)
	if err != nil {
		return nil, fmt.Errorf("mã base64 sai")
	}
	return data, nil
}

// newPicture reads a whole picture: one that has a good head and no good pixels would only fail when the first certificate is made.
func newPicture(data []byte, pixels int) (*document.Picture, error) {
	if len(data) > maxPicture {
		return nil, fmt.Errorf("ảnh lớn quá 8 MB")
	}
	c, format, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case err != nil:
		return nil, fmt.Errorf("không phải ảnh PNG hay JPEG")
	case c.Width <= 0 || c.Height <= 0 || c.Width > pixels/c.Height:
		return nil, fmt.Errorf("ảnh có quá nhiều điểm (%d × %d)", c.Width, c.Height)
	}
	if err := checkPixels(data, format, c); err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	return &document.Picture{Key: hex.EncodeToString(sum[:]), Media: "image/" + format, Data: data, Width: c.Width, Height: c.Height}, nil
}

// checkPixels looks whether a picture is whole. The pixels of a PNG go into the file; a JPEG goes as it is, and decoding one of several scans
// takes 20 bytes for each pixel, so of that only the end is looked for, after its last scan has begun.
func checkPixels(data []byte, format string, c image.Config) error {
	errBroken := errors.New("ảnh hỏng hoặc thiếu phần cuối")
	if format == "jpeg" {
		if scan := bytes.LastIndex(data, []byte{0xFF, 0xDA}); scan < 0 || !bytes.Contains(data[scan:], []byte{0xFF, 0xD9}) {
			return errBroken
		}
		return nil
	}
	size := pixelBytes(c.ColorModel)
	if data[28] != 0 { // IHDR, interlace method: each pass is a picture of its own first
		size *= 2
	}
	if c.Width > maxPixelBytes/size/c.Height {
		return fmt.Errorf("ảnh PNG có quá nhiều điểm (%d × %d); lưu lại nhỏ hơn, hoặc dạng JPEG", c.Width, c.Height)
	}
	if _, err := png.Decode(bytes.NewReader(data)); err != nil {
		return errBroken
	}
	return nil
}

// pixelBytes is how much memory a pixel of a PNG takes when it is decoded.
func pixelBytes(m color.Model) int {
	switch m {
	case color.GrayModel:
		return 1
	case color.Gray16Model:
		return 2
	case color.NRGBA64Model, color.RGBA64Model:
		return 8
	}
	if _, ok := m.(color.Palette); ok {
		return 1
	}
	return 4
}

// CheckPlate reports what is wrong with an office's plate, whoever will be given a certificate on it: fields that overlap or lie outside
// the sheet, measures that cannot be. Pointers are into the plate's own JSON.
func CheckPlate(t *Type, p *contract.Plate, env Env) document.Problems {
	b := &Builder{env: env, typ: t, doc: new(contract.Document)}
	return newPlatePage(b, p, nil, new(plate.Studio)).problems
}

// CheckProfile is CheckPlate of a whole profile: with its pictures, it knows whether ours has to stand in for one.
func CheckProfile(t *Type, p *Profile, env Env) document.Problems {
	c := &certificate{Builder: &Builder{env: env, typ: t, doc: new(contract.Document)}}
	c.page = newPlatePage(c.Builder, &p.Plate, &Profile{Emblem: p.Emblem, Photo: p.Photo}, new(plate.Studio))
	c.checkEmblem("/emblem_image")
	return append(c.page.problems, c.problems...)
}
