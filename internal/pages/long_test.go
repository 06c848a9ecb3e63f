package pages

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"vanban/internal/service"
)

// openFile begins with a file of JSON, as the first page takes it.
func (b *tab) openFile(document any) {
	b.t.Helper()
	data, err := json.Marshal(document)
	if err != nil {
		b.t.Fatal(err)
	}
	name := filepath.Join(b.t.TempDir(), "van-ban.json")
	if err := os.WriteFile(name, data, 0o600); err != nil {
		b.t.Fatal(err)
	}
	b.goTo("/")
	b.leaving(func() { b.files(byID("reuse-file"), name) })
	b.until(`document.querySelector(".docbar")`)
}

// files gives files to a field for them.
func (b *tab) files(element string, paths ...string) {
	b.t.Helper()
	b.until(element)
	var object struct{ Result struct{ ObjectID string } }
	if err := b.try("Runtime.evaluate", args{"expression": element}, &object); err != nil {
		b.t.Fatal(err)
	}
	b.send("DOM.setFileInputFiles", args{"objectId": object.Result.ObjectID, "files": paths})
}

// read decodes JSON into what can be changed.
func read(t *testing.T, data []byte) map[string]any {
	t.Helper()
	var document map[string]any
	if err := json.Unmarshal(data, &document); err != nil {
		t.Fatal(err)
	}
	return document
}

// shown waits until the pages beside the form are those of what is written now.
func (b *tab) shown() {
	b.t.Helper()
	b.until(`/^\d+ trang/.test(document.querySelector(".see-bar p").textContent) && document.querySelector(".sheet svg text")`)
}

// stopwatch measures in the page, from a key to the frame after what it brought about.
const stopwatch = `globalThis.times = []; addEventListener("keydown", () => {
	const begin = performance.now();
	requestAnimationFrame(() => { const { port1, port2 } = new MessageChannel(); port1.onmessage = () => times.push(performance.now() - begin); port2.postMessage(0); });
}, true); true`

// sheets are the pages beside the form: whether each has its room, and which of them can be seen.
const sheets = `(() => {
	const all = [...document.querySelectorAll(".sheet")], frame = document.querySelector(".sheets").getBoundingClientRect();
	return { even: all.every((s) => Math.abs(s.offsetHeight - all[0].offsetHeight) <= 1 && s.offsetHeight > 100),
		seen: all.flatMap((s, i) => s.getBoundingClientRect().bottom > frame.top && s.getBoundingClientRect().top < frame.bottom ? [i + 1] : []) };
})()`

// TestLongPlan types into a plan of 40 pages: in a field, near the beginning of the body and far into it. The times are for whoever reads
// the log.
func TestLongPlan(t *testing.T) {
	p := service.Start(t)
	b := browse(t, p.URL)
	document := read(t, sampleOf(t, "so-gddt-dak-nong.json"))
	body, _ := document["body"].([]any)
	document["body"] = slices.Repeat(body, 12)
	b.openFile(document)
	b.shown()
	if pages := eval[int](b, `document.querySelectorAll(".sheet").length`); pages < 40 {
		t.Fatalf("only %d pages", pages)
	}
	eval[bool](b, stopwatch)
	const text = "xây dựng và triển khai kế hoạch của đơn vị"
	for _, place := range []struct{ name, element string }{
		{"a field", byID("o-place")},
		{"the body", `document.querySelectorAll("#noi-dung .ProseMirror p, #noi-dung .ProseMirror .vb-text")[60]`},
		{"far into the body", `document.querySelectorAll("#noi-dung .ProseMirror p, #noi-dung .ProseMirror .vb-text")[300]`},
	} {
		b.click(place.element)
		b.key("End", 0)
		eval[int](b, `times.length = 0`)
		for i, r := range []rune(text) { // each when the one before can be seen
			b.write(string(r))
			b.until(`times.length > ` + strconv.Itoa(i))
		}
		times := eval[[]float64](b, `times`)
		slices.Sort(times)
		t.Logf("%s: %d keys, p50 %.0f ms, p95 %.0f ms, most %.0f ms", place.name, len(times), times[len(times)/2], times[len(times)*95/100], times[len(times)-1])
		// Pages out of view keep their room: without it a dozen of them would be in view at once, and asked for at each key.
		room := eval[struct {
			Even bool
			Seen []int
		}](b, sheets)
		if !room.Even || len(room.Seen) == 0 || len(room.Seen) > 2 {
			t.Errorf("%s: pages in view %v, all of one height: %t", place.name, room.Seen, room.Even)
		}
		b.until(`document.querySelector("#o-place").value.includes(` + quoted(text) + `) || document.querySelector("#noi-dung .ProseMirror").textContent.includes(` + quoted(text) + `)`)
	}
	b.shown()
	got, err := json.Marshal(b.document())
	if err != nil || strings.Count(string(got), text) != 3 {
		t.Errorf("%v: the text is there %d times, want 3", err, strings.Count(string(got), text))
	}
}

// TestReload: what was typed a moment before the page was loaded anew is there, in fields and in the body, and so it is when the tab was closed.
func TestReload(t *testing.T) {
	p := service.Start(t)
	b := browse(t, p.URL)
	b.openFile(read(t, sampleOf(t, "ubnd-dak-ha-2023.json")))
	b.fill(byID("o-subject"), "Kế hoạch còn dở dang")
	b.click(`document.querySelector("#noi-dung .ProseMirror")`)
	b.key("End", ctrl, "moveToEndOfDocument")
	b.write("\nđang viết dở")
	b.reload()
	b.until(byID("o-subject"))
	after := b.document()
	if after["subject"] != "Kế hoạch còn dở dang" {
		t.Errorf("subject %v", after["subject"])
	}
	if data, err := json.Marshal(after["body"]); err != nil || !strings.Contains(string(data), "đang viết dở") {
		t.Errorf("the body lacks its last line: %v", err)
	}
	b.fill(byID("o-place"), "Đắk Hà mới")
	b.goTo("/")
	b.leaving(func() {
		b.click(`[...document.querySelectorAll(".drafts a")].find((a) => a.textContent.includes("Kế hoạch còn dở dang"))`)
	})
	b.until(byID("o-place") + `.value === "Đắk Hà mới"`)
}
