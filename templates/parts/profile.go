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
	"vanban/plate"
	"vanban/templates/contract"
)

// Profile is a plate that an office keeps, with its pictures. It is read-only: a change is a new Profile.
type Profile struct {
	Plate contract.Plate
	// Emblem is printed at the field of quốc huy in place of the drawing; Photo is that of the blank, for previews. Both may be nil.
	Emblem, Photo *document.Picture
}

// The bounds of a picture: beyond them it only slows every file down.
const (
	maxPicture       = 8 << 20
	maxPicturePixels = 50_000_000
)

// NewProfile makes a profile of its JSON. Pictures are data URIs, or what open returns for anything else; a nil open refuses that.
func NewProfile(p *contract.Profile, open func(name string) ([]byte, error)) (*Profile, document.Problems) {
	out := &Profile{Plate: p.Plate}
	var problems document.Problems
	take := func(key, ref string) *document.Picture {
		if ref == "" {
			return nil
		}
		data, err := pictureData(ref, open)
		var pic *document.Picture
		if err == nil {
			pic, err = newPicture(data)
		}
		if err != nil {
			problems = append(problems, document.Problem{
				Severity: document.Error, Pointer: "/" + key, Code: "bad_picture",
				Message: "Không dùng được ảnh: " + err.Error() + ".", Hint: "Dùng ảnh PNG hoặc JPEG không quá 8 MB.",
			})
		}
		return pic
	}
	out.Emblem = take("emblem_image", p.EmblemImage)
	out.Photo = take("photo", p.Photo)
	if problems.Fatal() {
		return nil, problems
	}
	return out, nil
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

// newPicture looks at a picture's head: the pixels are the writers' business.
func newPicture(data []byte) (*document.Picture, error) {
	if len(data) > maxPicture {
		return nil, fmt.Errorf("ảnh lớn quá 8 MB")
	}
	c, format, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case err != nil:
		return nil, fmt.Errorf("không phải ảnh PNG hay JPEG")
	case c.Width <= 0 || c.Height <= 0 || c.Width > maxPicturePixels/c.Height:
		return nil, fmt.Errorf("ảnh có quá nhiều điểm (%d × %d)", c.Width, c.Height)
	}
	sum := sha256.Sum256(data)
	return &document.Picture{Key: hex.EncodeToString(sum[:]), Media: "image/" + format, Data: data, Width: c.Width, Height: c.Height}, nil
}

// CheckPlate reports what is wrong with an office's plate, whoever will be given a certificate on it: fields that overlap or lie outside
// the sheet, measures that cannot be. Pointers are into the plate's own JSON.
func CheckPlate(t *Type, p *contract.Plate, env Env) document.Problems {
	b := &Builder{env: env, typ: t, doc: new(contract.Document)}
	return newPlatePage(b, p, nil, new(plate.Studio)).problems
}
