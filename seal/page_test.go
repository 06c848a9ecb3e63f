package seal

import (
	"bytes"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"vanban/internal/referee"
)

// shown is what the page says after a check.
type shown struct {
	State   string
	Text    string   // what is visible of the results
	Values  []string // of the claims
	Markup  int      // elements inside values
	Title   string
	Loaded  int      // files that the page has asked for
	Blocked []string // what the policy has stopped
	Keys    string
}

// watch notes faults before the page's policy is in force.
const watch = `<script>const blocked = [];
addEventListener("securitypolicyviolation", e => blocked.push(e.violatedDirective + " " + e.blockedURI));
addEventListener("error", e => blocked.push(e.message));
addEventListener("unhandledrejection", e => blocked.push(String(e.reason)));
</script>`

const report = `new Promise(done => {
	const results = document.getElementById("results");
	const tell = () => results.dataset.state && done({
		State: results.dataset.state, Text: results.innerText, Title: document.title,
		Values: [...results.querySelectorAll("section:not([hidden]) dd")].map(dd => dd.textContent),
		Markup: results.querySelectorAll("dd *").length, Loaded: performance.getEntriesByType("resource").length, Blocked: blocked,
		Keys: document.getElementById("keys").textContent,
	});
	new MutationObserver(tell).observe(results, {attributes: true});
	tell();
})`

// typed puts a text into the form, sends it and reports.
func typed(t *testing.T, b *referee.Tab, text string) (s shown) {
	t.Helper()
	quoted, err := json.Marshal(text)
	if err != nil {
		t.Fatal(err)
	}
	b.Eval(`(document.getElementById("text").value = `+string(quoted)+`, document.querySelector("button").click(), `+report+`)`, &s)
	return s
}

func testPage(t *testing.T, office string, keys ...PublicKey) []byte {
	t.Helper()
	page, err := Page(keys, office)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Replace(page, []byte("<head>"), []byte("<head>"+watch), 1)
}

// TestPage: the page in a browser, opened from a disk, agrees with Verify about every text.
func TestPage(t *testing.T) {
	key, public := testKey(1)
	second, secondPublic := testKey(2)
	stranger, _ := testKey(3)
	secondPublic.Name = `</li><script>document.title="hỏng"</script>`
	keys := []PublicKey{public, secondPublic}
	made := func(key ed25519.PrivateKey, c Claims) string {
		text, err := sealed(key, c)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	text := made(key, usual)
	body, err := encoding.DecodeString(text[len(prefix):])
	if err != nil {
		t.Fatal(err)
	}
	flipped := func(i int) string {
		changed := bytes.Clone(body)
		changed[i] ^= 1
		return prefix + encoding.EncodeToString(changed)
	}
	id := public.ID()
	short := string(id[:]) + "g\n"
	short += string(ed25519.Sign(key, []byte(context+short)))
	texts := []string{
		text, made(second, usual), made(key, long), made(key, hostile), made(second, Claims{Type: "chung-nhan", Name: "\ufeff\u202ea"}), made(key, Claims{Type: "bang-khen", Date: "2026-10"}),
		"https://so.example.vn/xac-thuc#" + text, strings.ToLower(text[:50]) + "\r\n " + text[50:],
		made(stranger, usual), made(stranger, hostile),
		flipped(0), flipped(4), flipped(40), flipped(len(body) - 65), flipped(len(body) - 64), flipped(len(body) - 1),
		text[:len(text)-1], text[:len(text)-8], text + "A", text + "=", text + "AAAAAAAA", text[:len(text)-1] + "R", strings.Replace(text, "7", "8", 1),
		"", "VB1.", "VB2." + text[4:], "xin chào", text + "#", `<img src=x onerror="document.title='hỏng'">`, prefix + encoding.EncodeToString([]byte(short)),
	}
	states := map[error]string{nil: "valid", ErrForeign: "foreign", ErrChanged: "changed", ErrUnknownKey: "unknown"}
	referee.Browse(t, func(b *referee.Tab) {
		b.Open("verify.html", testPage(t, `Sở "Thử" <b>A</b>`, keys...), 390, 844, 1)
		b.Eval(`document.getElementById("text").required = false`, new(bool)) // so that an empty text is sent as well
		for _, text := range texts {
			claims, id, err := Verify(keys, text)
			s := typed(t, b, text)
			if s.State != states[err] {
				t.Errorf("%.60q: the page says %s, Verify %v", text, s.State, err)
			}
			var want []string
			if err == nil {
				for _, line := range claims.Lines() {
					if line.Value == "" {
						line.Value = "(mã không ghi)"
					}
					want = append(want, line.Value)
					if !strings.Contains(s.Text, line.Label) {
						t.Errorf("%.60q: no word of %s", text, line.Label)
					}
				}
			}
			if strings.Join(s.Values, "\n") != strings.Join(want, "\n") || s.Markup != 0 {
				t.Errorf("%.60q: the page shows %q with %d elements, want %q", text, s.Values, s.Markup, want)
			}
			heading := map[string]string{"valid": "Hợp lệ", "foreign": "Không phải mã xác thực", "changed": "Không hợp lệ", "unknown": "Không rõ khóa"}[states[err]]
			if !strings.Contains(s.Text, heading) || strings.Count(s.Text, "\n") < 2 || (err == nil || errors.Is(err, ErrUnknownKey)) != strings.Contains(s.Text, id.String()) {
				t.Errorf("%.60q: the page says %s", text, s.Text)
			}
			if s.Loaded != 0 || len(s.Blocked) != 0 || !strings.HasPrefix(s.Title, "Xác thực") || !strings.Contains(s.Title, "<b>A</b>") {
				t.Errorf("%.60q: %d files asked for, blocked %q, title %q", text, s.Loaded, s.Blocked, s.Title)
			}
			if !strings.Contains(s.Keys, secondPublic.Name) {
				t.Errorf("the keys are %s", s.Keys)
			}
		}
	})
}

// TestPageFragment: what a phone's camera opens is checked at once, and so is the next code.
func TestPageFragment(t *testing.T) {
	key, public := testKey(1)
	text, err := sealed(key, usual)
	if err != nil {
		t.Fatal(err)
	}
	page := bytes.Replace(testPage(t, "Sở Thử", public), []byte("</script>"), []byte(`location.hash = "`+text+`";</script>`), 1)
	referee.Browse(t, func(b *referee.Tab) {
		b.Open("verify.html", page, 390, 844, 1)
		var s shown
		if b.Eval(report, &s); s.State != "valid" || len(s.Values) != len(labels) || s.Values[1] != usual.Name || len(s.Blocked) != 0 {
			t.Errorf("%+v", s)
		}
		b.Eval(`new Promise(done => { addEventListener("hashchange", () => done(0)); location.hash = "`+text[:len(text)-8]+`"; }).then(() => `+report+`)`, &s)
		if s.State != "changed" {
			t.Errorf("%+v", s)
		}
	})
}

// TestPageWithoutEd25519: a browser that cannot check says so, and does not speak of the paper.
func TestPageWithoutEd25519(t *testing.T) {
	key, public := testKey(1)
	text, err := sealed(key, usual)
	if err != nil {
		t.Fatal(err)
	}
	referee.Browse(t, func(b *referee.Tab) {
		for name, without := range map[string]string{
			"no WebCrypto": `Object.defineProperty(crypto, "subtle", {value: undefined});`,
			"no Ed25519":   `crypto.subtle.importKey = () => Promise.reject(new DOMException("", "NotSupportedError"));`,
		} {
			page := bytes.Replace(testPage(t, "", public), []byte("</script>"), []byte(without+"</script>"), 1)
			b.Open("verify.html", page, 390, 844, 1)
			if s := typed(t, b, text); s.State != "unable" || !strings.Contains(s.Text, "Ed25519") || strings.Contains(s.Text, "Hợp lệ") || len(s.Blocked) != 0 {
				t.Errorf("%s: %+v", name, s)
			}
		}
	})
}

// The page's policy allows its own script and style and nothing else, and the page names no other file.
func TestPagePolicy(t *testing.T) {
	_, public := testKey(1)
	page, err := Page([]PublicKey{public}, "Sở Thử")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"default-src 'none'; script-src 'sha256-", "base-uri 'none'; form-action 'none'", `<script>"use strict"`, `<html lang="vi">`} {
		if !bytes.Contains(page, []byte(want)) {
			t.Errorf("no %s in the page", want)
		}
	}
	for _, bad := range []string{"http:", "https:/", "src=", "href=", "url(", "@import", "unsafe", "innerHTML", "ZgotmplZ"} {
		if bytes.Contains(page, []byte(bad)) {
			t.Errorf("%s stands in the page", bad)
		}
	}
	if again, err := Page([]PublicKey{public}, "Sở Thử"); err != nil || !bytes.Equal(again, page) {
		t.Errorf("the page differs the second time, %v", err)
	}
	if _, err := Page(nil, "Sở Thử"); err == nil {
		t.Error("a page without keys")
	}
}
