package pages

import (
	"bytes"
	"fmt"
	"image/png"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vanban/internal/referee"
	"vanban/internal/service"
)

// put sends JSON to the service as a program does.
func put(t *testing.T, address string, body []byte) {
	t.Helper()
	request, err := http.NewRequest(http.MethodPut, address, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	if answer.StatusCode >= 300 {
		t.Fatalf("%s: %d", address, answer.StatusCode)
	}
}

// axe has other people's checker of accessibility look at the page, by the rules of WCAG 2.2 AA and what it calls best practice.
func (b *tab) axe(state string) {
	b.t.Helper()
	file := filepath.Join(referee.Root(b.t), "web", "node_modules", "axe-core", "axe.min.js")
	program, err := os.ReadFile(file)
	if err != nil {
		referee.Missing(b.t, "axe-core", err)
	}
	type violation struct {
		ID    string
		Help  string
		Nodes []struct {
			HTML           string
			FailureSummary string
		}
	}
	if !eval[bool](b, `typeof axe === "object"`) {
		eval[bool](b, string(program)+"\n; true")
	}
	for _, v := range eval[[]violation](b, `axe.run(document, { resultTypes: ["violations"] }).then((r) => r.passes.length < 10 ? Promise.reject(new Error("few rules ran")) : r.violations.map((v) => ({ ID: v.id, Help: v.help, Nodes: v.nodes.slice(0, 4).map((n) => ({ HTML: n.html, FailureSummary: n.failureSummary })) })))`) {
		var where strings.Builder
		for _, n := range v.Nodes {
			fmt.Fprintf(&where, "\n    %.300s\n      %s", n.HTML, strings.ReplaceAll(n.FailureSummary, "\n", " "))
		}
		b.t.Errorf("%s: %s: %s%s", state, v.ID, v.Help, where.String())
	}
}

// keepPicture writes a picture for the guides where they are made anew.
func (b *tab) keepPicture(name string) {
	b.t.Helper()
	if os.Getenv("UPDATE_GOLDEN") == "" {
		return
	}
	eval[bool](b, `document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))))`)
	data := small(b.t, b.picture())
	folder := filepath.Join(referee.Root(b.t), "docs", "img", "pages")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, name+".png"), data, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

// small writes a picture with a palette of few colours, as pages have.
func small(t *testing.T, data []byte) []byte {
	t.Helper()
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&out, palettedFrom(picture)); err != nil {
		t.Fatal(err)
	}
	if out.Len() < len(data) {
		return out.Bytes()
	}
	return data
}

// TestAccessible looks at every page and its main states, on both screens, and takes their pictures.
func TestAccessible(t *testing.T) {
	p := service.Start(t)
	b := browse(t, p.URL)
	both := func(name string) {
		t.Helper()
		for _, screen := range []struct {
			size [2]int64
			name string
		}{{desk, name}, {phone, name + "-dien-thoai"}} {
			b.size(screen.size)
			eval[bool](b, `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`)
			b.axe(screen.name)
			b.keepPicture(screen.name)
			if wide := eval[int](b, `document.documentElement.scrollWidth - innerWidth`); wide > 0 {
				t.Errorf("%s is %d pixels wider than the screen", screen.name, wide)
			}
		}
		b.size(desk)
	}
	b.goTo("/")
	b.until(`document.querySelectorAll(".card .picture svg").length >= 3`)
	both("trang-dau")
	b.click(button("Đọc văn bản"))
	b.until(`document.querySelector("#reuse-text[aria-invalid]")`)
	b.axe("the first page with an error")

	b.leaving(func() { b.click(`document.querySelector("[aria-describedby=type-ke-hoach]")`) })
	b.until(byID("o-subject"))
	b.axe("an empty document")
	b.click(button("Tải Word"))
	b.until(`document.querySelector(".toast.bad") && document.querySelector(".message.error")`)
	b.axe("a document with errors")

	b.openFile(read(t, sampleOf(t, "ubnd-dak-ha-2023.json")))
	b.shown()
	both("soan")
	b.click(`document.querySelector("#noi-dung .ProseMirror td")`)
	b.axe("the cursor in a table")
	b.key("t", ctrl|alt)
	b.until(`document.activeElement.type === "number"`)
	b.axe("the window for a new table")
	b.key("Escape", 0)
	b.click(button("Năm trước → năm nay"))
	b.until(`document.querySelector("dialog[open] h2")`)
	b.axe("years")
	b.keepPicture("nam-nay")
	b.key("Escape", 0)
	b.goTo("/")
	b.until(`document.querySelector(".drafts li")`)
	b.axe("the first page with drafts")

	b.goTo("/co-quan")
	b.until(`document.querySelector("main input")`)
	both("co-quan")
	b.goTo("/hang-loat")
	b.until(`document.querySelector("main h1")`)
	both("hang-loat")
}

// TestSignInPage is about the page for the key, and what stands behind it.
func TestSignInPage(t *testing.T) {
	secret, keys := service.Key(t)
	p := service.Start(t, "--keys", keys)
	b := browse(t, p.URL)
	b.goTo("/soan")
	b.axe("sign-in")
	b.keepPicture("dang-nhap")
	b.fill(byID("khoa"), "vb_khong-dung")
	b.leaving(func() { b.key("Enter", 0) })
	b.until(`document.querySelector("[role=alert]")`)
	b.axe("sign-in with a wrong key")
	b.fill(byID("khoa"), secret)
	b.leaving(func() { b.key("Enter", 0) })
	b.goTo("/")
	b.until(`document.querySelectorAll(".card .picture svg").length >= 1`) // drawn with the session
	b.axe("signed in")
	b.leaving(func() { b.click(button("Đăng xuất")) })
	b.until(byID("khoa"))
	b.goTo("/")
	b.until(byID("khoa"))
}
