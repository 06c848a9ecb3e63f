package viet_test

import (
	"os/exec"
	"strings"
	"testing"
	"unicode"

	"vanban/internal/referee"
	"vanban/read/viet"
)

// The 134 letters with marks, and how VNI-Windows writes each, typed from the layout of the VNI fonts.
const (
	letters = "á à ả ã ạ ă ắ ằ ẳ ẵ ặ â ấ ầ ẩ ẫ ậ é è ẻ ẽ ẹ ê ế ề ể ễ ệ í ì ỉ ĩ ị ó ò ỏ õ ọ ô ố ồ ổ ỗ ộ ơ ớ ờ ở ỡ ợ ú ù ủ ũ ụ ư ứ ừ ử ữ ự ý ỳ ỷ ỹ ỵ đ"
	inVNI   = "aù aø aû aõ aï aê aé aè aú aü aë aâ aá aà aå aã aä eù eø eû eõ eï eâ eá eà eå eã eä í ì æ ó ò où oø oû oõ oï oâ oá oà oå oã oä " +
		"ô ôù ôø ôû ôõ ôï uù uø uû uõ uï ö öù öø öû öõ öï yù yø yû yõ î ñ"
	plan = "Uỷ ban nhân dân tỉnh X ban hành Kế hoạch tổ chức phong trào thi đua, khen thưởng năm 2026; các cơ quan, đơn vị quán triệt và thực hiện nghiêm túc."
)

func TestFromVNI(t *testing.T) {
	from, want := strings.Fields(inVNI+" "+strings.ToUpper(inVNI)), strings.Fields(letters+" "+strings.ToUpper(letters))
	if len(want) != 134 || len(from) != len(want) {
		t.Fatalf("%d of %d letters", len(from), len(want))
	}
	for i := range want {
		if got := viet.FromVNI(from[i]); got != want[i] {
			t.Errorf("%q gives %q, want %q", from[i], got, want[i])
		}
	}
	if got := viet.FromVNI("QUYEÁT ÑÒNH khen thöôûng Aùnh, 50% (naêm 2026)"); got != "QUYẾT ĐỊNH khen thưởng Ánh, 50% (năm 2026)" {
		t.Error(got)
	}
}

func TestFromTCVN3(t *testing.T) {
	got := viet.FromTCVN3("Céng hßa x· héi chñ nghÜa, ®éc lËp - tù do, n¨m 2026")
	if want := "Cộng hòa xã hội chủ nghĩa, độc lập - tự do, năm 2026"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := viet.TCVN3Capitals.Decode("quyÕt ®Þnh"); got != "QUYẾT ĐỊNH" {
		t.Error(got)
	}
}

// TCVN 5712's first form has the letters of the third at the same codes.
func TestFromTCVN3AgreesWithIconv(t *testing.T) {
	iconv := referee.Tool(t, "iconv")
	for _, letter := range strings.Fields(letters + " Ă Â Ê Ô Ơ Ư Đ") {
		cmd := exec.Command(iconv, "-f", "UTF-8", "-t", "TCVN5712-1")
		cmd.Stdin = strings.NewReader(letter)
		code, err := cmd.Output()
		if err != nil || len(code) != 1 {
			t.Fatalf("%s: % X, %v", letter, code, err)
		}
		if got := viet.FromTCVN3(string(rune(code[0]))); got != letter {
			t.Errorf("%X gives %q, want %q", code, got, letter)
		}
	}
}

// toVNI and toTCVN3 are the encoders of old fonts, made of the tables above and of iconv.
func toVNI(s string) string {
	pairs := []string{}
	vni := strings.Fields(inVNI + " " + strings.ToUpper(inVNI))
	for i, letter := range strings.Fields(letters + " " + strings.ToUpper(letters)) {
		pairs = append(pairs, letter, vni[i])
	}
	return strings.NewReplacer(pairs...).Replace(s)
}

func toTCVN3(t *testing.T, s string) string {
	cmd := exec.Command(referee.Tool(t, "iconv"), "-f", "UTF-8", "-t", "TCVN5712-1")
	cmd.Stdin = strings.NewReader(s)
	code, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(latin1(code))
}

func latin1(code []byte) []rune {
	runes := make([]rune, len(code))
	for i, c := range code {
		runes[i] = rune(c)
	}
	return runes
}

func TestRoundTrip(t *testing.T) {
	if got := viet.FromVNI(toVNI(plan)); got != plan {
		t.Errorf("VNI: %q", got)
	}
	if got := viet.FromTCVN3(toTCVN3(t, plan)); got != plan {
		t.Errorf("TCVN3: %q", got)
	}
}

func TestDetect(t *testing.T) {
	tests := []struct {
		name, text string
		want       viet.Encoding
	}{
		{"VNI", toVNI(plan), viet.VNI},
		{"VNI capitals", toVNI(strings.ToUpper("Cộng hòa xã hội chủ nghĩa")), viet.VNI},
		{"TCVN3", toTCVN3(t, plan), viet.TCVN3},
		{"TCVN3 heading", "Céng hßa x· héi chñ nghÜa ViÖt Nam", viet.TCVN3},
		{"Unicode", plan, viet.Unicode},
		{"Unicode of few letters", "có nhà và lúa mà không có hàng hóa thì là đã hòa", viet.Unicode},
		{"decomposed", "Ủy ban nhân dân tỉnh X ban hành Kế hoạch", viet.Unicode},
		{"capitals", strings.ToUpper(plan), viet.Unicode},
		{"English", "The café's naïve résumé — “façade” © 2026, £5 ½ à la carte. Señor Müller's Ångström.", viet.Unicode},
		{"French", "L'été, à l'école, où êtes-vous né? Là-bas, ça déjà été répété: le thé, la forêt, l'hôtel, très près, même fenêtre; " +
			"République française, décembre, égalité, fraternité; dès août", viet.Unicode},
		{"German", "Für schöne Mädchen und süße Äpfel über Österreich; Tür, Öl, Fuß, gehört, müßig", viet.Unicode},
		{"Spanish", "El señor dijo que sí: mañana él más té, año, niño, corazón, también, después, está, aquí", viet.Unicode},
		{"Portuguese", "Não são só irmãos; então você está à mão, coração, português, até amanhã, três avós", viet.Unicode},
		{"two words", "x· héi", viet.Unicode},
		{"nothing", "", viet.Unicode},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := viet.Detect(test.text); got != test.want {
				t.Errorf("%q is taken for %v", test.text, got)
			}
		})
	}
}

func TestIsSyllable(t *testing.T) {
	for _, word := range strings.Fields("giếng gì giữ quốc quyết quý khuỷu nghiêng NGHĨA Đắc ươm yêu oanh hoà hòa uỷ ủy thuở quýt cấp sách đi ghế kể xoong") {
		if !viet.IsSyllable(word) {
			t.Errorf("%s is refused", word)
		}
	}
	for _, word := range strings.Fields("Céng héi été fà strà cê ghà cạpạ cap cách1 năàm tôit eợ đ . dz") {
		if viet.IsSyllable(word) {
			t.Errorf("%s is taken", word)
		}
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"CỘNG HÒA  XÃ HỘI": "cong hoa xa hoi", " Đắk\tLắk ": "dak lak", "hòa": "hoa", "12/QĐ-UBND": "12/qd-ubnd", "": "", "°C": "°c",
	} {
		if got := viet.Fold(in); got != want {
			t.Errorf("%q gives %q, want %q", in, got, want)
		}
	}
}

func TestIsUpper(t *testing.T) {
	for in, want := range map[string]bool{"KẾ HOẠCH 2026": true, "Kế hoạch": false, "123": false, "": false, "Đ": true} {
		if got := viet.IsUpper(in); got != want {
			t.Errorf("%q: %v", in, got)
		}
	}
}

func TestSimilar(t *testing.T) {
	tests := []struct {
		a, b     string
		min, max float64
	}{
		{"KẾ HOẠCH", "Ke hoach", 1, 1},
		{"TỔ CHỨC THỰC HIỆN", "TỔ CHÚC THỤC HIẸN", 1, 1},
		{"Nơi nhận", "Noi nh4n", 0.85, 0.9},
		{"Kính gửi", "Căn cứ", 0, 0.4},
		{"", "", 1, 1},
		{"", "a", 0, 0},
		{strings.Repeat("nơi nhận ", 1e6), strings.Repeat("nơi nhận ", 1e6), 1, 1},
	}
	for _, test := range tests {
		if got := viet.Similar(test.a, test.b); got < test.min || got > test.max {
			t.Errorf("%.20q and %.20q: %.2f", test.a, test.b, got)
		}
	}
}

func TestLegacyFont(t *testing.T) {
	for name, want := range map[string]viet.Encoding{
		".VnTime": viet.TCVN3, ".vntime": viet.TCVN3, ".VnTimeH": viet.TCVN3Capitals, ".VnArial NarrowH": viet.TCVN3Capitals,
		"VNI-Times": viet.VNI, "Times New Roman": viet.Unicode, "": viet.Unicode,
	} {
		if got := viet.LegacyFont(name); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(toVNI(plan))
	f.Add("Céng hßa x· héi")
	f.Fuzz(func(t *testing.T, s string) {
		viet.Detect(s)
		for _, e := range []viet.Encoding{viet.TCVN3, viet.TCVN3Capitals, viet.VNI} {
			e.Decode(s)
		}
		if got := viet.Similar(s, s); got != 1 {
			t.Errorf("%q is not like itself: %v", s, got)
		}
		if viet.IsUpper(s) && strings.ContainsFunc(s, unicode.IsLower) {
			t.Errorf("%q has small letters", s)
		}
	})
}
