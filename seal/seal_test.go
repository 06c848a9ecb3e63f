package seal

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// testKey is a key that everybody knows.
func testKey(n byte) (ed25519.PrivateKey, PublicKey) {
	key := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{n}, ed25519.SeedSize))
	return key, PublicKey{Name: fmt.Sprintf("Khóa thử %d", n), Key: key.Public().(ed25519.PublicKey)}
}

var usual = Claims{
	Type: "giay-khen", Name: "Bà Trần Thị Bích Ngọc", Unit: "Công chức Văn hóa - Xã hội, Ủy ban nhân dân xã Đắk Hà",
	Organ: "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ ĐẮK HÀ", Decision: "15/QĐ-UBND", Date: "2026-10-02", Register: "07",
}

// long has what the longest usual certificates have.
var long = Claims{
	Type: "bang-khen", Name: "Tập thể Phòng Kiểm tra nghiệp vụ và Thi hành án", Unit: "Tòa án nhân dân tỉnh Bà Rịa - Vũng Tàu, Tòa án nhân dân tối cao",
	Organ: "CHÁNH ÁN TÒA ÁN NHÂN DÂN TỐI CAO", Decision: "551/QĐ-TANDTC-TĐKT", Date: "2026-10-02", Register: "1234",
}

// hostile is what a list of names can bring along.
var hostile = Claims{
	Type: "giay-khen", Name: `<img src=x onerror=alert(1)>`, Unit: `"><script>document.title="hỏng"</script>`, Organ: `</section><style>*{display:none}</style>`,
	Decision: `'"&amp;{{.}}${1}\`, Date: "--\u202e--", Register: "javascript:alert(1)",
}

// A text that printed certificates bear must be readable for as long as they hang on walls: when this test fails, a new version of the
// text is needed beside the old one.
func TestVectors(t *testing.T) {
	key, public := testKey(1)
	for _, c := range []struct {
		claims Claims
		want   string
	}{
		{Claims{Type: "giay-khen"}, "VB1.7UIQ2MDHBIFAUCQKBIDJ57P4DQIMGOFYTMZBTURYXMIYVSQNLATELCUSDT6GFQYGX7HFJ77HUXRLB7J3AD75VJFI5TJUTHOR42N5GHOQXZ2VEJ5NRK5I66AL"},
		{usual, "VB1.7UIQ2MDHBJBMHIBAKRZODOVHNYQFI2HBXOFSAQWDVVRWQICOM7Q3XDLDBJB4HNDOM4QGG2HBXOUWGICWYSBW4IDIYOZWCIBNEBMMHIZANDQ3XGLJFQQODO5GPEQGEYLOEBXGRQ5CNYQGJQ5CNYQHRQ5DEDCJBYN2V5VSASGDUAFEGSHBXOTCAVHBXOFEGSBA" +
			"4G52MWJAIJAU4ICOJDBYETRAITBYETRALDBYGIGESDQ3VLSLEBEMHAAKGE2S6UOESAWVKQSOIQFDEMBSGYWTCMBNGAZAUMBX43JY63YJVVPSOCK3PSOMAZ4EQWYTGTL3XPX5FPCC3CQLTR426XM7MPM7MCAOZTZA2QOVPQYSZMG3VEGS7INUFOPVXGIJTLDKGZZ4WAQ"},
	} {
		got, err := sealed(key, c.claims)
		if err != nil || got != c.want {
			t.Errorf("%+v: %v\n%s\nwant\n%s", c.claims, err, got, c.want)
		}
		claims, id, err := Verify([]PublicKey{public}, c.want)
		if err != nil || claims != c.claims || id != public.ID() {
			t.Errorf("%s: %+v, %v, %v", c.want, claims, id, err)
		}
	}
	if got := public.ID().String(); got != "FD110D30" {
		t.Errorf("the key's id is %s", got)
	}
}

// sealed is the text of claims without an address before it.
func sealed(key ed25519.PrivateKey, c Claims) (string, error) {
	s, err := NewSigner(key, "")
	if err != nil {
		return "", err
	}
	return s.Seal(c)
}

func TestSignVerify(t *testing.T) {
	key, public := testKey(1)
	_, other := testKey(2)
	for name, c := range map[string]Claims{
		"usual": usual, "long": long, "hostile": hostile, "empty": {Type: "giay-khen"},
		"another type": {Type: "chung-nhan", Name: "g"}, "reduced date": {Type: "bang-khen", Date: "2026-10"},
	} {
		text, err := sealed(key, c)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, written := range []string{
			text, "https://so.example.vn/xac-thuc#" + text, " " + text[:30] + "\r\n  " + text[30:] + "\n", strings.ToLower(text), "https://a.vn/#x#" + text,
		} {
			got, id, err := Verify([]PublicKey{other, public}, written)
			if err != nil || got != c || id != public.ID() {
				t.Errorf("%s: %q: %+v, %v, %v", name, written, got, id, err)
			}
		}
	}
	// Text as lists bring it: NFD, line breaks, spaces that look alike.
	raw := Claims{Type: "giay-khen", Name: norm.NFD.String("Ông Nguyễn Văn Ất"), Unit: " Phòng  A\nSở\u00a0B "}
	text, err := sealed(key, raw)
	if err != nil {
		t.Fatal(err)
	}
	got, _, err := Verify([]PublicKey{public}, text)
	if want := (Claims{Type: "giay-khen", Name: "Ông Nguyễn Văn Ất", Unit: "Phòng A Sở B"}); err != nil || got != want {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestSignRefuses(t *testing.T) {
	key, _ := testKey(1)
	for _, c := range []Claims{
		{}, {Type: "g"}, {Type: "Giấy khen"}, {Type: "a\nb"},
		{Type: "giay-khen", Name: "a\x00b"}, {Type: "giay-khen", Name: "a\x1bb"}, {Type: "giay-khen", Unit: "a\xffb"},
		{Type: "giay-khen", Unit: strings.Repeat("ộ", 200)},
	} {
		if text, err := sealed(key, c); err == nil {
			t.Errorf("%+v was signed: %s", c, text)
		}
	}
}

func TestVerifyErrors(t *testing.T) {
	key, public := testKey(1)
	_, other := testKey(2)
	text, err := sealed(key, usual)
	if err != nil {
		t.Fatal(err)
	}
	namesake := PublicKey{Name: "khóa khác", Key: other.Key}
	for _, c := range []struct {
		keys []PublicKey
		text string
		want error
	}{
		{[]PublicKey{public}, "", ErrForeign},
		{[]PublicKey{public}, "https://example.vn/", ErrForeign},
		{[]PublicKey{public}, strings.TrimPrefix(text, "VB1."), ErrForeign},
		{[]PublicKey{public}, "VB2." + strings.TrimPrefix(text, "VB1."), ErrForeign},
		{[]PublicKey{public}, "x" + text, ErrForeign},
		{[]PublicKey{public}, text + "#", ErrForeign},
		{[]PublicKey{public}, "VB1.", ErrChanged},
		{[]PublicKey{public}, "VB1.AAAA", ErrChanged},
		{[]PublicKey{public}, text[:len(text)-8], ErrChanged},
		{[]PublicKey{public}, text + "A", ErrChanged},
		{[]PublicKey{public}, text + "=", ErrChanged},
		{[]PublicKey{public}, text + "AAAAAAAA", ErrChanged},
		{nil, text, ErrUnknownKey},
		{[]PublicKey{namesake}, text, ErrUnknownKey},
	} {
		claims, _, err := Verify(c.keys, c.text)
		if !errors.Is(err, c.want) || claims != (Claims{}) {
			t.Errorf("%.60q: %+v, %v, want %v", c.text, claims, err, c.want)
		}
	}
	if _, id, _ := Verify(nil, text); id != public.ID() {
		t.Errorf("the unknown key is %v", id)
	}
}

// No character of a text, and no byte of what it stands for, can be another.
func TestTampering(t *testing.T) {
	key, public := testKey(1)
	text, err := sealed(key, usual)
	if err != nil {
		t.Fatal(err)
	}
	keys := []PublicKey{public}
	for i := range text {
		for _, c := range []byte("A7-\n") {
			if text[i] == c || c == '\n' {
				continue
			}
			changed := text[:i] + string(c) + text[i+1:]
			if claims, _, err := Verify(keys, changed); err == nil {
				t.Fatalf("character %d as %q: %+v is valid", i, c, claims)
			}
		}
		if _, _, err := Verify(keys, text[:i]+text[i+1:]); err == nil {
			t.Fatalf("valid without character %d", i)
		}
	}
	body, err := encoding.DecodeString(text[len(prefix):])
	if err != nil {
		t.Fatal(err)
	}
	for i := range body {
		for bit := range 8 {
			body[i] ^= 1 << bit
			_, _, err := Verify(keys, prefix+encoding.EncodeToString(body))
			want := ErrChanged
			if i < len(KeyID{}) {
				want = ErrUnknownKey
			}
			if !errors.Is(err, want) {
				t.Fatalf("bit %d of byte %d: %v, want %v", bit, i, err, want)
			}
			body[i] ^= 1 << bit
		}
	}
}

// What the same key signs for another purpose is no text of ours.
func TestOtherPurpose(t *testing.T) {
	key, public := testKey(1)
	id := public.ID()
	for name, message := range map[string]string{
		"without context": string(id[:]) + "g\n\n\n\n\n\n",
		"too few claims":  context + string(id[:]) + "g\n\n",
		"not UTF-8":       context + string(id[:]) + "g\n\xff\n\n\n\n\n",
	} {
		body := strings.TrimPrefix(message, context) + string(ed25519.Sign(key, []byte(message)))
		if claims, _, err := Verify([]PublicKey{public}, prefix+encoding.EncodeToString([]byte(body))); err == nil {
			t.Errorf("%s: %+v is valid", name, claims)
		}
	}
}

func TestSigner(t *testing.T) {
	key, _ := testKey(1)
	s, err := NewSigner(key, "https://so.example.vn/xac-thuc")
	if err != nil {
		t.Fatal(err)
	}
	text, err := s.Seal(usual)
	plain, _ := sealed(key, usual)
	if err != nil || text != "https://so.example.vn/xac-thuc#"+plain {
		t.Errorf("%s, %v", text, err)
	}
	if s, err = NewSigner(key, ""); err != nil {
		t.Fatal(err)
	}
	if text, err := s.Seal(usual); err != nil || text != plain {
		t.Errorf("%s, %v", text, err)
	}
	for _, page := range []string{"http://so.example.vn/", "so.example.vn", "https://", "https://a@so.vn/", "https://so.vn/#", "https://so.vn/#a", "https://so.vn/xác thực", "javascript:alert(1)", " https://so.vn"} {
		if _, err := NewSigner(key, page); err == nil {
			t.Errorf("%q is taken", page)
		}
	}
}

func TestLines(t *testing.T) {
	var got []string
	for _, line := range usual.Lines() {
		got = append(got, line.Label+": "+line.Value)
	}
	want := `Loại: Giấy khen
Tặng cho: Bà Trần Thị Bích Ngọc
Chức vụ, đơn vị: Công chức Văn hóa - Xã hội, Ủy ban nhân dân xã Đắk Hà
Người tặng: CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ ĐẮK HÀ
Quyết định số: 15/QĐ-UBND
Ngày quyết định: 02/10/2026
Số đăng ký: 07`
	if text := strings.Join(got, "\n"); text != want {
		t.Errorf("got\n%s", text)
	}
}

func FuzzVerify(f *testing.F) {
	key, public := testKey(1)
	for _, c := range []Claims{usual, long, hostile} {
		text, err := sealed(key, c)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
		f.Add("https://so.example.vn/#" + text)
		f.Add(text[:len(text)-7])
	}
	f.Add("VB1.")
	f.Fuzz(func(t *testing.T, text string) {
		claims, id, err := Verify([]PublicKey{public}, text)
		if (err != nil) != (claims == Claims{}) {
			t.Fatalf("%+v, %v", claims, err)
		}
		if err != nil {
			return
		}
		// Only a text that the key made is valid, and it can be made again.
		again, err := sealed(key, claims)
		written := strings.ToUpper(strings.Join(strings.Fields(text), ""))
		if err != nil || id != public.ID() || !strings.HasSuffix(written, again) {
			t.Fatalf("%q is valid, but its claims give %q, %v", text, again, err)
		}
	})
}

func BenchmarkSeal(b *testing.B) {
	key, _ := testKey(1)
	s, err := NewSigner(key, "https://so.example.vn/xac-thuc")
	if err != nil {
		b.Fatal(err)
	}
	b.Run("Sign", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := s.Seal(usual); err != nil {
				b.Fatal(err)
			}
		}
	})
	text, err := s.Seal(usual)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("Code", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := Code(text); err != nil {
				b.Fatal(err)
			}
		}
	})
}
