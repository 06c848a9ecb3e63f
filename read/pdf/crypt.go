package pdf

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5" //nolint:gosec // what ISO 32000 prescribes
	"crypto/rc4" //nolint:gosec // likewise
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
)

// cipherKey opens the strings and streams of a file that has no password for reading (7.6).
type cipherKey struct {
	key              []byte
	aes, none, whole bool // whole: the key as it is for every object, AES-256
	strNone          bool
}

var padding = []byte("\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A")

// unlock tries the empty user password, with which files open that only limit printing or copying.
func (f *pdfFile) unlock() (*cipherKey, error) {
	d := f.dict(f.trailer["Encrypt"])
	version, revision := f.int(d["V"], 0), f.int(d["R"], 0)
	if d == nil || f.name(d["Filter"]) != "Standard" || version < 1 || version > 5 || version == 3 {
		return nil, refusal(encrypted)
	}
	k := &cipherKey{}
	bits := f.int(d["Length"], 40)
	if version >= 4 {
		bits = 128
		method := f.name(f.dict(f.dict(d["CF"])[f.name(d["StmF"])])["CFM"])
		k.aes = method == "AESV2" || method == "AESV3"
		k.none = method == "" || method == "None"
		strings := f.name(f.dict(f.dict(d["CF"])[f.name(d["StrF"])])["CFM"])
		k.strNone = strings == "" || strings == "None"
	}
	owner, _ := f.resolve(d["O"]).(str)
	user, _ := f.resolve(d["U"]).(str)
	if version == 5 {
		k.whole, k.aes = true, true
		wrapped, _ := f.resolve(d["UE"]).(str)
		if k.key = fileKey256([]byte(user), []byte(wrapped), revision); k.key == nil {
			return nil, refusal(encrypted)
		}
		return k, nil
	}
	if len(owner) < 32 || len(user) < 32 || bits < 40 || bits > 128 {
		return nil, refusal(encrypted)
	}
	var id str
	if ids := f.array(f.trailer["ID"]); len(ids) > 0 {
		id, _ = f.resolve(ids[0]).(str)
	}
	clear := version >= 4 && f.resolve(d["EncryptMetadata"]) == false
	k.key = fileKey(owner[:32], uint32(f.int(d["P"], 0)), id, revision, bits/8, clear) //nolint:gosec // 32 bits by the standard
	if !opensWith(k.key, []byte(user), []byte(id), revision) {
		return nil, refusal(encrypted)
	}
	return k, nil
}

// fileKey is algorithm 2 with the empty password.
func fileKey(owner str, permissions uint32, id str, revision, n int, clearMetadata bool) []byte {
	b := append(bytes.Clone(padding), owner...)
	b = binary.LittleEndian.AppendUint32(b, permissions)
	b = append(b, id...)
	if revision >= 4 && clearMetadata {
		b = append(b, 0xFF, 0xFF, 0xFF, 0xFF)
	}
	sum := md5.Sum(b) //nolint:gosec // as above
	if revision < 3 {
		return sum[:5]
	}
	for range 50 {
		sum = md5.Sum(sum[:n]) //nolint:gosec // as above
	}
	return sum[:n]
}

// opensWith is algorithm 6.
func opensWith(key, user, id []byte, revision int) bool {
	if revision < 3 {
		return bytes.Equal(rc4ed(key, padding), user[:32])
	}
	sum := md5.Sum(append(bytes.Clone(padding), id...)) //nolint:gosec // as above
	out := sum[:]
	for i := range 20 {
		turn := make([]byte, len(key))
		for j, c := range key {
			turn[j] = c ^ byte(i)
		}
		out = rc4ed(turn, out)
	}
	return bytes.Equal(out, user[:16])
}

// fileKey256 is algorithm 2.A of ISO 32000-2 with the empty password; nil when it does not open the file.
func fileKey256(user, wrapped []byte, revision int) []byte {
	if len(user) < 48 || len(wrapped) < 32 {
		return nil
	}
	hash := hash2B
	if revision < 6 {
		hash = func(salt []byte) []byte { s := sha256.Sum256(salt); return s[:] }
	}
	if !bytes.Equal(hash(user[32:40]), user[:32]) {
		return nil
	}
	block, err := aes.NewCipher(hash(user[40:48]))
	if err != nil {
		return nil
	}
	key := make([]byte, 32)
	cipher.NewCBCDecrypter(block, make([]byte, 16)).CryptBlocks(key, wrapped[:32])
	return key
}

// hash2B is algorithm 2.B with the empty password.
func hash2B(salt []byte) []byte {
	sum := sha256.Sum256(salt)
	k := sum[:]
	for i := 0; ; i++ {
		e := bytes.Repeat(k, 64)
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(e, e)
		rest := 0
		for _, c := range e[:16] {
			rest += int(c)
		}
		switch rest % 3 {
		case 0:
			s := sha256.Sum256(e)
			k = s[:]
		case 1:
			s := sha512.Sum384(e)
			k = s[:]
		default:
			s := sha512.Sum512(e)
			k = s[:]
		}
		if i >= 63 && int(e[len(e)-1]) <= i-31 {
			return k[:32]
		}
	}
}

func rc4ed(key, data []byte) []byte {
	c, err := rc4.NewCipher(key) //nolint:gosec // as above
	if err != nil {
		return data
	}
	out := make([]byte, len(data))
	c.XORKeyStream(out, data)
	return out
}

func (k *cipherKey) open(data []byte, num, gen int) []byte {
	key := k.key
	if !k.whole {
		b := append(bytes.Clone(k.key), byte(num), byte(num>>8), byte(num>>16), byte(gen), byte(gen>>8))
		if k.aes {
			b = append(b, "sAlT"...)
		}
		sum := md5.Sum(b) //nolint:gosec // as above
		key = sum[:min(len(k.key)+5, 16)]
	}
	if !k.aes {
		return rc4ed(key, data)
	}
	if len(data) < 32 {
		return nil
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil
	}
	out := bytes.Clone(data[16 : len(data)-len(data)%16])
	cipher.NewCBCDecrypter(block, data[:16]).CryptBlocks(out, out)
	if n := int(out[len(out)-1]); n >= 1 && n <= 16 && n <= len(out) {
		out = out[:len(out)-n]
	}
	return out
}

// strings opens the strings in an object that stands in the file itself.
func (k *cipherKey) strings(o any, num, gen, depth int) any {
	if k.strNone || depth > maxDepth {
		return o
	}
	switch o := o.(type) {
	case str:
		return str(k.open([]byte(o), num, gen))
	case array:
		for i := range o {
			o[i] = k.strings(o[i], num, gen, depth+1)
		}
	case dict:
		for n := range o {
			o[n] = k.strings(o[n], num, gen, depth+1)
		}
	}
	return o
}

// decrypted returns the raw data of a stream, opened.
func (f *pdfFile) decrypted(s *stream) []byte {
	if f.crypt == nil || f.crypt.none || s.packed || f.name(s.dict["Type"]) == "XRef" {
		return s.raw
	}
	return f.crypt.open(s.raw, s.num, s.gen)
}
