package parts

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"image"
	_ "image/jpeg" // the two kinds of picture that a plate may have
	_ "image/png"
	"strings"

	"vanban/document"
	"vanban/picture"
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
	maxInterlaced  = 12 << 20 // of a PNG in passes, which is in memory as a whole when it is printed
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

// newPicture looks through a whole picture: one that has a good head and no good pixels would only fail when the first certificate is made.
// Its pixels are made nowhere here: 50 million of them would be up to a gigabyte.
func newPicture(data []byte, pixels int) (*document.Picture, error) {
	if len(data) > maxPicture {
		return nil, fmt.Errorf("ảnh lớn quá 8 MB")
	}
	c, format, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case err != nil:
		return nil, fmt.Errorf("không phải ảnh PNG hay JPEG")
	case c.Width <= 0 || c.Height <= 0 || c.Width > pixels/c.Height || max(c.Width, c.Height) > picture.MaxSide:
		return nil, fmt.Errorf("ảnh có quá nhiều điểm (%d × %d)", c.Width, c.Height)
	}
	if err := checkPixels(data, format, c); err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	return &document.Picture{Key: hex.EncodeToString(sum[:]), Media: "image/" + format, Data: data, Width: c.Width, Height: c.Height}, nil
}

// checkPixels looks through the pixels of a picture.
func checkPixels(data []byte, format string, c image.Config) error {
	errBroken := fmt.Errorf("ảnh hỏng hoặc thiếu phần cuối")
	if format == "jpeg" {
		if picture.CheckJPEG(data) != nil {
			return errBroken
		}
		return nil
	}
	p, err := picture.OpenPNG(data)
	switch {
	case err != nil:
		return errBroken
	case p.Interlaced && c.Width > maxInterlaced/c.Height:
		return fmt.Errorf("ảnh PNG kiểu interlaced có quá nhiều điểm (%d × %d)", c.Width, c.Height)
	case p.Rows(nil) != nil:
		return errBroken
	}
	return nil
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
