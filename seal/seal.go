// Package seal makes and checks the short signed text in the QR code of a certificate: what the certificate says, the id of the key, and
// an Ed25519 signature. It owns that text, the keys' files, the QR code's modules and the static page that checks a text in a browser. It
// knows nothing of plates and of who may hold which key.
package seal

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base32"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Claims is what a certificate says of itself.
type Claims struct {
	Type     string // slug
	Name     string // whom it is given to, with the salutation
	Unit     string // their office and unit
	Organ    string // chức danh người tặng
	Decision string // 551/QĐ-TANDTC-TĐKT
	Date     string // of the decision, ISO 8601
	Register string // number in the register
}

// The text is prefix + base32(key id, claims, signature). The signature is over context, key id and claims.
//
// Base32 has only characters that a QR code packs into 5.5 bits each: 8.8 bits a byte, where base64url takes 10.7 and base45 8.25 but has
// signs that end a link in mail and chat, and % and the space, which mean something in a URL. Claims are joined by line feeds. Deflate
// takes 5 to 8 % off a usual text of 170 bytes, and off the signature nothing: not worth a second format.
const (
	prefix  = "VB1."
	context = "vanban seal 1\n" // so that a signature made for something else by the same key is none here
)

// maxClaims bounds the claims in bytes: with more, the code on a certificate is too fine for a phone.
const maxClaims = 600

var encoding = base32.StdEncoding.WithPadding(base32.NoPadding)

// What is wrong with a text, for users.
var (
	ErrForeign    = errors.New("đây không phải mã xác thực của giấy khen, bằng khen")
	ErrUnknownKey = errors.New("mã ghi một khóa không có trong các khóa đã cho")
	ErrChanged    = errors.New("nội dung của mã đã bị thay đổi hoặc mã bị chép thiếu")
)

// A kind is a type of certificate with its letter in the text, which saves eight bytes. Letters are never given a second meaning.
type kind struct{ Letter, Slug, Title string }

var kinds = []kind{
	{"g", "giay-khen", "Giấy khen"},
	{"b", "bang-khen", "Bằng khen"},
}

// slug has two characters at least, so that it is no letter of a kind.
var slug = regexp.MustCompile(`^[a-z][a-z0-9-]+$`)

// fields returns the claims in their order in the text.
func (c *Claims) fields() []*string {
	return []*string{&c.Type, &c.Name, &c.Unit, &c.Organ, &c.Decision, &c.Date, &c.Register}
}

// labels are the names of the claims for people.
var labels = []string{"Loại", "Tặng cho", "Chức vụ, đơn vị", "Người tặng", "Quyết định số", "Ngày quyết định", "Số đăng ký"}

// Line is a claim as people compare it with the paper.
type Line struct{ Label, Value string }

// Lines returns all claims; the value of one that the certificate does not make is empty.
func (c Claims) Lines() []Line {
	for _, k := range kinds {
		if k.Slug == c.Type {
			c.Type = k.Title
		}
	}
	c.Date = day(c.Date)
	lines := make([]Line, len(labels))
	for i, field := range c.fields() {
		lines[i] = Line{labels[i], *field}
	}
	return lines
}

// day puts an ISO date, or what is known of one, into the Vietnamese order.
func day(iso string) string {
	parts := strings.Split(iso, "-")
	for i, j := 0, len(parts)-1; i < j; i, j = i+1, j-1 {
		parts[i], parts[j] = parts[j], parts[i]
	}
	return strings.Join(parts, "/")
}

// pack returns the bytes of the claims: NFC, with each run of white space a single space, as line breaks of the paper mean nothing here.
func (c Claims) pack() ([]byte, error) {
	if !slug.MatchString(c.Type) {
		return nil, fmt.Errorf("seal: type %q is not a slug", c.Type)
	}
	for _, k := range kinds {
		if k.Slug == c.Type {
			c.Type = k.Letter
		}
	}
	var b []byte
	for i, field := range c.fields() {
		text := strings.Join(strings.Fields(norm.NFC.String(*field)), " ")
		if !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl) {
			return nil, fmt.Errorf("không ký được mã xác thực: “%s” có ký tự điều khiển hoặc byte không phải UTF-8", labels[i])
		}
		if i > 0 {
			b = append(b, '\n')
		}
		b = append(b, text...)
	}
	if len(b) > maxClaims {
		return nil, fmt.Errorf("không ký được mã xác thực: nội dung dài %d byte, nhiều nhất %d byte để điện thoại còn quét được", len(b), maxClaims)
	}
	return b, nil
}

// unpack is the inverse of pack.
func unpack(b []byte) (Claims, bool) {
	parts := strings.Split(string(b), "\n")
	var c Claims
	fields := c.fields()
	if len(parts) != len(fields) || !utf8.Valid(b) {
		return Claims{}, false
	}
	for i, field := range fields {
		*field = parts[i]
	}
	for _, k := range kinds {
		if k.Letter == c.Type {
			c.Type = k.Slug
		}
	}
	return c, true
}

// Verify returns the claims of a text and the key that signed them. The text may stand behind a URL and a #, and white space in it, which
// mail programs add, does not count. Errors are [ErrForeign], [ErrUnknownKey] and [ErrChanged]; the id is that of the text also with
// ErrUnknownKey.
func Verify(keys []PublicKey, text string) (Claims, KeyID, error) {
	text = strings.Join(strings.Fields(text), "")
	text = strings.ToUpper(text[strings.LastIndexByte(text, '#')+1:])
	coded, ours := strings.CutPrefix(text, prefix)
	if !ours {
		return Claims{}, KeyID{}, ErrForeign
	}
	body, err := encoding.DecodeString(coded)
	var id KeyID
	// The decoder ignores bits behind the last byte; one text only shall stand for the claims.
	if err != nil || len(body) < len(id)+ed25519.SignatureSize || encoding.EncodeToString(body) != coded {
		return Claims{}, KeyID{}, ErrChanged
	}
	signed, signature := body[:len(body)-ed25519.SignatureSize], body[len(body)-ed25519.SignatureSize:]
	copy(id[:], signed)
	err = ErrUnknownKey
	for _, k := range keys {
		if k.ID() != id {
			continue
		}
		err = ErrChanged
		if !ed25519.Verify(k.Key, bytes.Join([][]byte{[]byte(context), signed}, nil), signature) {
			continue // ids are short: another key may have the same
		}
		c, ok := unpack(signed[len(id):])
		if !ok {
			return Claims{}, id, ErrForeign // signed with this key, but not by this package
		}
		return c, id, nil
	}
	return Claims{}, id, err
}

// Signer signs claims for the QR codes of one office.
type Signer struct {
	key  ed25519.PrivateKey
	id   KeyID
	page string // with the # at its end, or empty
}

// NewSigner returns a signer. Where page is not empty, it is the https address of the office's verification page; texts then are links
// that a phone's camera opens, with the signed text in the fragment, which browsers never send. Another address is an error, in Vietnamese.
func NewSigner(key ed25519.PrivateKey, page string) (*Signer, error) {
	s := &Signer{key: key, id: PublicKey{Key: key.Public().(ed25519.PublicKey)}.ID()}
	if page == "" {
		return s, nil
	}
	u, err := url.Parse(page)
	if err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil || u.String() != page || strings.Contains(page, "#") {
		return nil, fmt.Errorf("địa chỉ trang xác thực “%s” không dùng được; cần dạng https://so.example.vn/xac-thuc, không có dấu #", page)
	}
	s.page = page + "#"
	return s, nil
}

// Seal returns the text for a certificate's QR code. The same key and claims give the same text. Claims that are too long for a phone, or
// hold control characters, are an error in Vietnamese.
func (s *Signer) Seal(c Claims) (string, error) {
	claims, err := c.pack()
	if err != nil {
		return "", err
	}
	body := append(append([]byte(context), s.id[:]...), claims...)
	body = append(body, ed25519.Sign(s.key, body)...)
	return s.page + prefix + encoding.EncodeToString(body[len(context):]), nil
}
