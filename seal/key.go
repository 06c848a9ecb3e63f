package seal

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// The kinds of PEM block (RFC 7468).
const (
	privateBlock = "PRIVATE KEY" // PKCS #8
	publicBlock  = "PUBLIC KEY"  // SPKI
)

// KeyID names a key in a text: the first bytes of the SHA-256 of its SPKI. It finds the key and proves nothing.
type KeyID [4]byte

// String returns the id as people compare it, 8 hexadecimal digits.
func (id KeyID) String() string { return fmt.Sprintf("%X", id[:]) }

// PublicKey is a key that texts are checked with.
type PublicKey struct {
	Name string // for people: whose it is and since when
	Key  ed25519.PublicKey
}

// ID returns the key's id.
func (k PublicKey) ID() KeyID {
	sum := sha256.Sum256(spki(k.Key))
	return KeyID(sum[:len(KeyID{})])
}

// spki returns the DER of a public key.
func spki(key ed25519.PublicKey) []byte {
	der, err := x509.MarshalPKIXPublicKey(key)
	if err != nil {
		panic(err) // it fails for unknown types of key only
	}
	return der
}

// NewKey makes a key and returns its PEM files, private and public, each with the name in a comment line. An empty name is an error, in
// Vietnamese.
func NewKey(name string) (private, public []byte, err error) {
	name = strings.Join(strings.Fields(norm.NFC.String(name)), " ")
	if name == "" || strings.Contains(name, "-----") {
		return nil, nil, errors.New("khóa cần một tên, ví dụ: Sở Giáo dục và Đào tạo, từ 2026")
	}
	pub, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, nil, fmt.Errorf("seal: no random numbers: %w", err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, nil, fmt.Errorf("seal: %w", err)
	}
	comment := "# " + name + "\n"
	private = append([]byte(comment), pem.EncodeToMemory(&pem.Block{Type: privateBlock, Bytes: der})...)
	public = append([]byte(comment), pem.EncodeToMemory(&pem.Block{Type: publicBlock, Bytes: spki(pub)})...)
	return private, public, nil
}

// ParsePrivate reads the file of a private key. Errors are in Vietnamese, for the operator.
func ParsePrivate(file []byte) (ed25519.PrivateKey, error) {
	file, err := utf8Of(file)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(file)
	if block == nil || block.Type != privateBlock {
		return nil, errors.New("tệp không có khóa bí mật (PEM, PRIVATE KEY)")
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, fmt.Errorf("khóa bí mật bị hỏng: %w", err)
	}
	private, ok := key.(ed25519.PrivateKey)
	if !ok {
		return nil, fmt.Errorf("khóa bí mật loại %T; cần khóa Ed25519", key)
	}
	return private, nil
}

// ParsePublic reads a file of public keys, one after another: after a change of key the file keeps the old one, so that old certificates
// can still be checked. The line before a key is its name. Errors are in Vietnamese: a private key among them, a block that is damaged, no key.
func ParsePublic(file []byte) ([]PublicKey, error) {
	file, err := utf8Of(file)
	if err != nil {
		return nil, err
	}
	rest := file
	var keys []PublicKey
	for {
		block, after := pem.Decode(rest)
		if block == nil {
			break
		}
		if block.Type == privateBlock {
			return nil, errors.New("đây là khóa bí mật; để kiểm tra chỉ dùng khóa công khai (PUBLIC KEY), khóa bí mật phải giữ kín")
		}
		if block.Type != publicBlock {
			return nil, fmt.Errorf("tệp khóa có khối “%s”; chỉ nhận PUBLIC KEY", block.Type)
		}
		key, err := x509.ParsePKIXPublicKey(block.Bytes)
		if err != nil {
			return nil, fmt.Errorf("khóa thứ %d bị hỏng: %w", len(keys)+1, err)
		}
		public, ok := key.(ed25519.PublicKey)
		if !ok {
			return nil, fmt.Errorf("khóa thứ %d loại %T; cần khóa Ed25519", len(keys)+1, key)
		}
		keys = append(keys, PublicKey{Name: nameBefore(rest), Key: public})
		rest = after
	}
	// Package pem skips a block that it cannot decode without a word.
	if begun := bytes.Count(file, []byte("-----BEGIN")); begun > len(keys) || len(keys) == 0 {
		return nil, errors.New("tệp không có khóa công khai nguyên vẹn (PEM, PUBLIC KEY)")
	}
	return keys, nil
}

// nameBefore returns the last line of text before the first block.
func nameBefore(file []byte) string {
	text, _, _ := strings.Cut(string(file), "-----BEGIN")
	lines := strings.Split(strings.TrimSpace(text), "\n")
	name := strings.TrimLeft(lines[len(lines)-1], "# ")
	return norm.NFC.String(strings.Join(strings.Fields(name), " "))
}

// utf8Of decodes a file that a shell of Windows may have written, which puts out UTF-16 with a mark.
func utf8Of(file []byte) ([]byte, error) {
	text, _, err := transform.Bytes(unicode.BOMOverride(unicode.UTF8.NewDecoder()), file)
	if err != nil {
		return nil, fmt.Errorf("tệp khóa không phải tệp chữ: %w", err)
	}
	return text, nil
}
