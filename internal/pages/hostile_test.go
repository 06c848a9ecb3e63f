package pages

import (
	"encoding/json"
	"strings"
	"testing"

	"vanban/internal/service"
)

// attack would run in each of the places where text could become more than text.
const attack = `"'><img src=x onerror=alert(1)><script>alert(2)</script><svg onload=alert(3)>javascript:alert(4)`

// poisoned is JSON with the attack behind every text that a clerk writes.
func poisoned(v any, key string) any {
	switch v := v.(type) {
	case map[string]any:
		for k := range v {
			v[k] = poisoned(v[k], k)
		}
		return v
	case []any:
		for i := range v {
			v[i] = poisoned(v[i], key)
		}
		return v
	case string:
		switch key {
		case "type", "date", "align", "orientation", "numbering", "size", "color", "valign": // words of the contract, and no text
			return v
		}
		return v + attack
	}
	return v
}

// harmless checks that the page holds nothing that the attack was to bring into it. That nothing ran, the verdict on each tab says.
func (b *tab) harmless(place string) {
	b.t.Helper()
	found := eval[[]string](b, `[...document.querySelectorAll("img, script:not([src]), svg[onload], [onerror], [onload], a[href^='javascript:']")].map((e) => e.outerHTML.slice(0, 200))`)
	if len(found) > 0 {
		b.t.Errorf("%s has %q", place, found)
	}
}

// TestHostileText: what looks like HTML or a script is text, in every field, on the pages, in the list of drafts, in messages.
func TestHostileText(t *testing.T) {
	p := service.Start(t)
	b := browse(t, p.URL)
	for _, sample := range []string{"so-gddt-dak-nong.json", "ubnd-dak-ha-2023.json"} {
		document := read(t, sampleOf(t, sample))
		b.openFile(poisoned(document, ""))
		b.until(`document.querySelector("#noi-dung .ProseMirror").textContent.includes("<script>alert(2)")`)
		b.click(button("Tải Word")) // whatever it says
		b.until(`document.querySelector(".toast")`)
		b.harmless(sample)
		for _, id := range []string{"o-place", "o-signer-name"} {
			if got := eval[string](b, byID(id)+".value"); !strings.Contains(got, attack) {
				t.Errorf("%s is %q", id, got)
			}
		}
	}
	// Typed into each field of a document whose pages can be drawn.
	b.openFile(read(t, sampleOf(t, "so-gddt-dak-nong.json")))
	fields := eval[[]string](b, `[...document.querySelectorAll("details")].forEach((d) => d.open = true) ?? [...document.querySelectorAll("#bieu-mau input[type=text], #bieu-mau textarea")].filter((e) => e.checkVisibility()).map((e) => e.id)`)
	if len(fields) < 10 {
		t.Fatalf("fields %q", fields)
	}
	for _, id := range fields {
		if strings.HasPrefix(id, "o-date") || id == "" {
			continue
		}
		b.fill(byID(id), attack)
	}
	// The service remarks on it, and draws it all the same.
	for _, part := range []string{"/organ/name", "/code", "/place", "/subject", "/bases/0", "/signer/name", "/recipients/3"} {
		b.until(`[...document.querySelectorAll(".sheet g[data-pointer]")].some((g) => (g.dataset.pointer + "/").startsWith(` + quoted(part+"/") + `) && /onerror/i.test(g.textContent))`)
	}
	b.until(`/^\d+ trang/.test(document.querySelector(".see-bar p").textContent)`)
	b.harmless("the typed document")
	// The reader of texts, and the list of drafts.
	b.goTo("/")
	b.until(`document.querySelector(".drafts")`)
	if text := eval[string](b, `document.querySelector(".drafts").textContent`); !strings.Contains(text, "<img src=x") {
		t.Errorf("the drafts are %q", text)
	}
	b.harmless("/")
	b.focus(field("Dán nội dung văn bản"))
	b.paste("KẾ HOẠCH\n" + attack + "\nI. " + attack + "\n1. " + attack)
	b.leaving(func() { b.click(button("Đọc văn bản")) })
	b.until(`document.querySelector("#noi-dung .ProseMirror").textContent.includes("onerror")`)
	b.harmless("a text that was read")
	// HTML on the clipboard: what it says stays, what it does not.
	b.click(`document.querySelector("#noi-dung .ProseMirror")`)
	markup := `<h1 onclick="alert(5)">Đề mục<img src=x onerror=alert(6)></h1><p style="background:url(https://elsewhere.example/x)">đoạn<script>alert(7)</script><a href="javascript:alert(8)">liên kết</a></p><iframe src="https://elsewhere.example/"></iframe>`
	// Not through the clipboard: the browser itself would parse it on the way, and complain.
	eval[bool](b, `(() => { const data = new DataTransfer(); data.setData("text/html", `+quoted(markup)+`); data.setData("text/plain", "x");
		document.querySelector("#noi-dung .ProseMirror").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })); return true; })()`)
	b.until(`document.querySelector("#noi-dung .ProseMirror").textContent.includes("liên kết")`)
	b.harmless("what was pasted")
}

// TestHostileOffice: so it is with what an office says of itself, which all documents then have.
func TestHostileOffice(t *testing.T) {
	p := service.Start(t)
	office, err := json.Marshal(map[string]any{
		"version": 1, "organ": map[string]any{"parent": attack, "name": attack}, "abbreviation": attack, "unit": attack, "place": attack, "contact": attack, "authority": attack, "giver": attack,
		"signers": []any{map[string]any{"competence": attack, "position": attack, "name": attack}}, "recipients": []string{attack}, "bases": []string{attack},
	})
	if err != nil {
		t.Fatal(err)
	}
	put(t, p.URL+"/v1/office", office)
	b := browse(t, p.URL)
	b.goTo("/co-quan")
	b.until(`[...document.querySelectorAll("input, textarea")].filter((e) => e.value.includes("onerror")).length > 5`)
	b.harmless("/co-quan")
}
