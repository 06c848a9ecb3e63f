package pages

import (
	"testing"

	"vanban/internal/service"
)

// heldWrite keeps the next writing of a draft from ending until release is called: reading it again and again keeps its transaction open.
const heldWrite = `(() => { const real = IDBObjectStore.prototype.put; IDBObjectStore.prototype.put = function (...a) {
	IDBObjectStore.prototype.put = real;
	const request = real.apply(this, a), hold = () => { if (!globalThis.released) this.count().onsuccess = hold; };
	hold();
	globalThis.writing = true;
	return request;
}; globalThis.release = () => (globalThis.released = true); return true; })()`

// lateLock keeps the page that comes next from asking for a hold until ask is called.
const lateLock = `{ const real = LockManager.prototype.request; LockManager.prototype.request = function (...a) { return new Promise((ask) => (globalThis.ask = ask)).then(() => real.apply(this, a)); }; }`

// letGo is a promise that comes when no page holds anything.
const letGo = `(async () => { while ((await navigator.locks.query()).held.length > 0); return true; })()`

// TestHandedWhileWritten: a tab takes nothing more once another has asked for the draft: what would come while the last is still being written would be lost.
func TestHandedWhileWritten(t *testing.T) {
	p := service.Start(t)
	b := browse(t, p.URL)
	second := b.beside()
	b.send("Page.bringToFront", nil)
	b.openFile(read(t, sampleOf(t, "ubnd-dak-ha-2023.json")))
	address := eval[string](b, `location.pathname + location.hash`)
	place := byID("o-place")
	second.send("Page.bringToFront", nil)
	second.goTo(address)
	second.until(`document.querySelector(".banner")`)
	b.send("Page.bringToFront", nil)
	b.until(`document.querySelector(".saved").textContent.startsWith("Đã lưu")`)
	eval[bool](b, heldWrite)
	b.fill(place, "Thẻ thứ nhất")
	b.until(`globalThis.writing`)
	second.send("Page.bringToFront", nil)
	second.click(button("Soạn tiếp ở đây"))
	b.send("Page.bringToFront", nil)
	b.until(`document.querySelector(".banner") && document.querySelector("form").inert`)
	eval[bool](b, `(release(), true)`)
	second.send("Page.bringToFront", nil)
	second.until(`!document.querySelector(".banner") && ` + place + `.value === "Thẻ thứ nhất"`)

	// So it is with lists, and the cell that is open goes with them.
	b.send("Page.bringToFront", nil)
	b.pasteList()
	b.until(columnsAsked)
	eval[bool](b, `(location.hash = location.hash.replace("/cot", "/dong"), true)`)
	address = eval[string](b, `location.pathname + location.hash`)
	second.send("Page.bringToFront", nil)
	second.goTo(address)
	second.until(`document.querySelector(".banner")`)
	b.send("Page.bringToFront", nil)
	b.until(`document.querySelector(".batch-head .saved").textContent.startsWith("Đã lưu")`)
	b.click(byID("cell-0-2"))
	b.write("K")
	b.until(`document.activeElement.matches("textarea")`)
	b.write("ế toán")
	eval[bool](b, heldWrite)
	second.send("Page.bringToFront", nil)
	second.click(button("Làm tiếp ở đây"))
	b.send("Page.bringToFront", nil)
	b.until(`globalThis.writing && document.querySelector(".banner") && document.querySelector("[role=grid]").getAttribute("aria-readonly") === "true"`)
	second.leaving(func() { eval[bool](b, `(release(), true)`) })
	second.send("Page.bringToFront", nil)
	second.until(byID("cell-0-2") + `?.textContent === "Kế toán" && !document.querySelector(".banner")`)
}

// TestOpenedWhileWritten: a tab reads a draft when it has it, and not before: what the other tab wrote last is there.
func TestOpenedWhileWritten(t *testing.T) {
	p := service.Start(t)
	b := browse(t, p.URL)
	second := b.beside()
	second.send("Page.addScriptToEvaluateOnNewDocument", args{"source": lateLock})
	opened := func(address string) {
		t.Helper()
		second.send("Page.bringToFront", nil)
		second.goTo(address)
		second.until(`globalThis.ask`)
		b.send("Page.bringToFront", nil)
	}
	closed := func() {
		t.Helper()
		b.goTo("/co-quan")
		eval[bool](b, letGo)
		second.send("Page.bringToFront", nil)
		eval[bool](second, `(ask(), true)`)
	}
	b.send("Page.bringToFront", nil)
	b.openFile(read(t, sampleOf(t, "ubnd-dak-ha-2023.json")))
	opened(eval[string](b, `location.pathname + location.hash`))
	b.fill(byID("o-place"), "Thẻ thứ nhất")
	closed()
	second.until(byID("o-place"))
	if got := eval[string](second, byID("o-place")+".value"); got != "Thẻ thứ nhất" {
		t.Errorf("the second tab has %q", got)
	}

	b.send("Page.bringToFront", nil)
	b.pasteList()
	b.until(columnsAsked)
	eval[bool](b, `(location.hash = location.hash.replace("/cot", "/noi-dung"), true)`)
	words := field("Thành tích chung")
	b.until(words)
	opened(eval[string](b, `location.pathname + location.hash`))
	b.fill(words, "Đã có thành tích ở thẻ thứ nhất")
	closed()
	second.until(words)
	if got := eval[string](second, words+".value"); got != "Đã có thành tích ở thẻ thứ nhất" {
		t.Errorf("the second tab has %q", got)
	}
}

// TestListNotOpened: a list that did not open for want of the service is held by nobody.
func TestListNotOpened(t *testing.T) {
	p := service.Start(t)
	b := browse(t, p.URL)
	b.pasteList()
	b.until(columnsAsked)
	list := eval[string](b, `location.hash`)
	eval[bool](b, `(location.hash = "", true)`)
	b.until(`document.querySelector(".entries li a")`)
	b.send("Network.setBlockedURLs", args{"urls": []string{"*/v1/types/*"}})
	eval[bool](b, `(location.hash = `+quoted(list)+`, true)`)
	b.until(`document.querySelector("h1").textContent === "Chưa mở được danh sách"`)
	eval[bool](b, letGo)
	b.send("Network.setBlockedURLs", args{"urls": []string{}})
	b.reload()
	b.until(columnsAsked + ` && !document.querySelector(".banner")`)
}

// TestMovedWhileSaved: what is moved on a plate while it is being saved stays, and is said not to be saved yet.
func TestMovedWhileSaved(t *testing.T) {
	p := service.Start(t)
	b := browse(t, p.URL)
	// lateAnswer keeps the answer to a plate that was sent until answer is called.
	const lateAnswer = `(() => { const real = fetch; globalThis.fetch = async (...a) => {
		const answer = await real(...a);
		if (a[1]?.method === "PUT") await new Promise((go) => (globalThis.answer = go));
		return answer;
	}; return true; })()`
	across := field("Cách mép trái")
	saved := func(name, words string) {
		t.Helper()
		summary := `[...document.querySelectorAll("summary")].find((e) => e.textContent.startsWith("Mẫu phôi của cơ quan"))`
		b.until(across)
		eval[bool](b, `(`+summary+`.parentElement.open = true)`)
		b.fill(across, "50")
		b.fill(byID("plate-name"), name)
		b.click(button("Lưu thành mẫu mới"))
		b.until(`globalThis.answer`)
		b.fill(across, "60")
		eval[bool](b, `(answer(), delete globalThis.answer)`)
		b.until(words + ` && ` + summary + `.textContent.includes("có thay đổi chưa lưu")`)
		if got := eval[string](b, across+".value"); got != "60" {
			t.Errorf("%s: %s mm from the left", name, got)
		}
		if got := eval[float64](b, `fetch("/v1/plates/`+name+`").then((r) => r.json()).then((p) => p.fields.name.x)`); got != 50 {
			t.Errorf("%s: the service has %v mm", name, got)
		}
	}
	b.goTo("/co-quan")
	eval[bool](b, lateAnswer)
	b.click(button("+ Thêm mẫu"))
	saved("A", `document.querySelector(".plates h3")?.textContent === "A"`)
	b.pasteList()
	b.until(columnsAsked)
	eval[bool](b, lateAnswer)
	eval[bool](b, `(location.hash = location.hash.replace("/cot", "/xem-thu"), true)`)
	saved("B", `document.querySelector(".message.good")?.textContent.includes("Đã lưu mẫu")`)
}
