package pages

import (
	"testing"

	"vanban/internal/service"
)

// TestFromNothing: a decision is begun with a double click and written from its first letter on; there are pages all the while, and all of it is undone in its order.
func TestFromNothing(t *testing.T) {
	p := service.Start(t)
	b := browse(t, p.URL)
	b.goTo("/")
	card := `document.querySelector("[aria-describedby=type-quyet-dinh]")`
	b.until(card)
	b.leaving(func() { eval[bool](b, `[0, 1].every(() => `+card+`.click() === undefined)`) })
	b.until(byID("o-bases-0"))
	if n := eval[int](b, `new Promise((done) => { indexedDB.open("vanban").onsuccess = ({ target: { result: db } }) => { db.transaction("drafts").objectStore("drafts").count().onsuccess = (e) => done(e.target.result); }; })`); n != 1 {
		t.Errorf("a double click began %d drafts", n)
	}
	// The letter after Enter belongs in the new row, however soon it comes.
	b.fill(byID("o-bases-0"), "Luật A")
	if id := eval[string](b, `new Promise((done) => { document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true })); setTimeout(() => done(document.activeElement.id)); })`); id != "o-bases-1" {
		t.Errorf("after Enter the cursor is in %q", id)
	}
	// What is missing of a second signer is not what was missing before.
	b.click(button("+ Thêm người cùng ký"))
	b.until(`document.activeElement.id === "o-signers-1-organ" && document.querySelector(".sheet g[data-pointer^='/signers/1']")`)
	// Other numbers are a step like any other, and leave the text its own.
	line := `document.querySelector("#noi-dung .line")`
	b.click(`document.querySelector("#noi-dung .ProseMirror")`)
	b.write("Điều 1. ")
	b.send("Input.insertText", args{"text": "Nội dung"}) // at once: after a pause between letters it would be undone in parts
	b.click(`document.querySelector("#tuy-chon summary")`)
	eval[bool](b, `(() => { const s = `+byID("o-numbering")+`; s.value = [...s.options].find((o) => o.label.startsWith("I., 1., a)")).value; return s.dispatchEvent(new Event("change", { bubbles: true })); })()`)
	b.until(line + `.dataset.number === "I."`)
	b.click(undo)
	b.until(line + `.dataset.number === "Điều 1."`)
	b.click(undo)
	b.until(`!` + line + `?.textContent`)
}

// TestClickAfterEmptyField: a button stays under the mouse while it is pressed, whatever the field that was left for it has to say.
func TestClickAfterEmptyField(t *testing.T) {
	p := service.Start(t)
	b := browse(t, p.URL)
	b.goTo("/")
	b.leaving(func() { b.click(`document.querySelector("[aria-describedby=type-ke-hoach]")`) })
	b.until(`document.querySelector(".problems-sum")?.textContent.includes("còn thiếu")`)
	b.focus(byID("o-subject"))
	at := eval[[]float64](b, `(() => { const e = `+button("+ Thêm căn cứ")+`; e.scrollIntoView({ block: "center" }); delete globalThis.aim; const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; })()`)
	mouse := func(kind string) {
		t.Helper()
		b.send("Input.dispatchMouseEvent", args{"type": kind, "x": at[0], "y": at[1], "button": "left", "clickCount": 1})
	}
	mouse("mousePressed")
	b.until(`document.activeElement !== ` + byID("o-subject"))
	eval[bool](b, `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`)
	mouse("mouseReleased")
	b.until(byID("o-bases-1"))
	b.until(`document.querySelector("#o-subject-problem .message")`)
}
