package pages

import (
	"encoding/json"
	"testing"

	"vanban/internal/service"
)

// TestListKept: a list that is open in one tab is not deleted from another, and what found no room is kept as soon as there is some.
func TestListKept(t *testing.T) {
	p := service.Start(t)
	b := browse(t, p.URL)
	b.pasteList()
	b.until(columnsAsked)
	remove := `document.querySelector(".entries li button")`
	second := b.beside()
	second.goTo("/hang-loat")
	second.click(remove)
	second.click(button("Xóa hẳn"))
	second.until(`document.querySelector(".toast.bad")?.textContent.includes("đang mở ở một thẻ khác")`)
	b.send("Page.bringToFront", nil)
	eval[bool](b, `(location.hash = location.hash.replace("/cot", "/noi-dung"), true)`)
	b.until(field("Thành tích chung"))
	eval[bool](b, `(globalThis.put = IDBObjectStore.prototype.put, IDBObjectStore.prototype.put = () => { throw new DOMException("", "QuotaExceededError"); }, true)`)
	b.fill(field("Thành tích chung"), "Đã có thành tích khi đĩa đầy")
	b.until(`document.querySelector(".batch-head .saved.failed")`)
	left := `Object.keys(localStorage).filter((k) => k.startsWith("vanban-rescue-")).length`
	if n := eval[int](b, left); n != 1 {
		t.Errorf("%d lists left behind", n)
	}
	eval[bool](b, `(IDBObjectStore.prototype.put = put, true)`)
	b.until(`document.querySelector(".batch-head .saved").textContent.startsWith("Đã lưu") && ` + left + ` === 0`)
	// Once nobody has it open it can go.
	eval[bool](b, `(location.hash = "", true)`)
	b.click(remove)
	b.click(button("Xóa hẳn"))
	b.until(`document.querySelector(".toast")?.textContent.includes("Đã xóa danh sách") && !document.querySelector("#unfinished-title")`)
}

// TestListWithItsDraft: a list that is read anew is kept together with what belongs to its rows. Whoever is stopped in between has neither, and not the corrections of other rows.
func TestListWithItsDraft(t *testing.T) {
	p := service.Start(t)
	b := browse(t, p.URL)
	b.pasteList()
	b.until(columnsAsked)
	// From here on a draft by itself is not kept.
	eval[bool](b, `(() => { const real = IDBObjectStore.prototype.put; IDBObjectStore.prototype.put = function (...a) {
		if (this.transaction.objectStoreNames.length === 1 && this.name === "drafts") throw new DOMException("", "QuotaExceededError");
		return real.apply(this, a);
	}; return true; })()`)
	eval[bool](b, `(() => { const s = [...document.querySelectorAll("tbody select")].at(-1); s.value = ""; return s.dispatchEvent(new Event("change", { bubbles: true })); })()`)
	b.until(`document.querySelector(".batch-head .saved.failed")`)
	const stored = `new Promise((done) => { indexedDB.open("vanban-lists").onsuccess = (e) => {
		const both = e.target.result.transaction(["drafts", "lists"]), drafts = both.objectStore("drafts").getAll(), lists = both.objectStore("lists").getAll();
		both.oncomplete = () => done([Object.keys(drafts.result[0].map).length, lists.result[0].list.columns.filter((c) => c.field === "").length].join());
	}; })`
	if got := eval[string](b, stored); got != "1,2" {
		t.Errorf("choices in the draft, columns of the list that are not used: %s", got)
	}
}

// TestPastedDate: a whole date goes into the three parts of the field, whichever of them it is pasted into.
func TestPastedDate(t *testing.T) {
	p := service.Start(t)
	b := browse(t, p.URL)
	b.openFile(read(t, sampleOf(t, "ubnd-dak-ha-2023.json")))
	for part, text := range map[string]string{"day": "ngày 05 tháng 4 năm 2026", "year": "2027-12-31"} {
		b.focus(byID("o-date-" + part))
		b.paste(text)
		b.until(byID("o-date-year") + `.value === ` + quoted(map[string]string{"day": "2026", "year": "2027"}[part]))
	}
	b.focus(byID("o-date-day"))
	b.paste("05/4/2026")
	b.until(byID("o-date-day") + `.value === "05" && ` + byID("o-date-month") + `.value === "4" && ` + byID("o-date-year") + `.value === "2026"`)
	b.selectAll()
	b.paste("17")
	b.until(byID("o-date-day") + `.value === "17" && ` + byID("o-date-year") + `.value === "2026"`)
	b.click(button("Lưu ra tệp"))
	if got := read(t, b.take().data)["date"]; got != "2026-04-17" {
		t.Errorf("the date is %v", got)
	}
}

// TestFilesDroppedBeside: a file dropped beside the places for files is not opened in place of the page; text that is dragged is nobody's business but the editor's.
func TestFilesDroppedBeside(t *testing.T) {
	p := service.Start(t)
	b := browse(t, p.URL)
	// drop drags something over a place and lets it fall, and tells what the page made of both: refused, left to the browser, or taken.
	const drop = `((at, file) => ["dragover", "drop"].map((type) => {
		const data = new DataTransfer();
		if (file) data.items.add(new File(["x"], "x.pdf")); else data.setData("text/plain", "x");
		const event = new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: data });
		Object.defineProperty(data, "dropEffect", { value: "copy", writable: true }); // that of a drag which no mouse makes is always none
		document.querySelector(at).dispatchEvent(event);
		return !event.defaultPrevented ? "left" : data.dropEffect === "none" ? "refused" : "taken";
	}).join())`
	b.openFile(read(t, sampleOf(t, "ubnd-dak-ha-2023.json")))
	writing := eval[string](b, `location.pathname + location.hash`)
	b.until(`document.querySelector(".ProseMirror p")`)
	// From page to page: to be sent to where one is loads nothing.
	for _, at := range []struct {
		page   string
		places []string
	}{{"/", []string{"h1", "#reuse-text"}}, {writing, []string{"#o-subject", ".sheets", "header"}}, {"/hang-loat", []string{"h1", "#list-text"}}, {"/co-quan", []string{"h1"}}} {
		b.goTo(at.page)
		for _, place := range at.places {
			b.until(`document.querySelector(` + quoted(place) + `)`)
			if got := eval[string](b, drop+`(`+quoted(place)+`, true)`); got != "refused,refused" {
				t.Errorf("%s: a file at %s: %s", at.page, place, got)
			}
			if got := eval[string](b, drop+`(`+quoted(place)+`, false)`); got != "left,left" {
				t.Errorf("%s: text at %s: %s", at.page, place, got)
			}
		}
	}
	b.goTo(writing)
	b.until(`document.querySelector(".ProseMirror p")`)
	if got := eval[string](b, drop+`(".ProseMirror p", true)`); got != "taken,refused" {
		t.Errorf("a file in the editor: %s", got)
	}
	b.goTo("/")
	b.until(`document.querySelector(".drop")`)
	if got := eval[string](b, drop+`(".drop", true)`); got != "taken,taken" {
		t.Errorf("a file where files belong: %s", got)
	}
	b.until(`document.querySelector("#reuse-file-problem .message.error")`)
}

// TestTypeOffline: that the form of another type did not come is told, and it comes when there is a connection again.
func TestTypeOffline(t *testing.T) {
	p := service.Start(t)
	b := browse(t, p.URL)
	b.openFile(read(t, sampleOf(t, "ubnd-dak-ha-2023.json")))
	offline := func(is bool) {
		t.Helper()
		b.send("Network.emulateNetworkConditions", args{"offline": is, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1})
	}
	choose := func(name string) {
		t.Helper()
		eval[bool](b, `(() => { const s = `+byID("o-type")+`; s.value = `+quoted(name)+`; return s.dispatchEvent(new Event("change", { bubbles: true })); })()`)
	}
	told := `document.querySelector(".banner[role=alert]")`
	offline(true)
	choose("quyet-dinh")
	b.until(told + `?.textContent.includes("vẫn là biểu mẫu kế hoạch. Không kết nối được")`)
	b.axe("the form of a type that did not come")
	// Back at the type of the form there is nothing to tell.
	b.click(undo)
	b.until(`!` + told + ` && ` + byID("o-type") + `.value === "ke-hoach"`)
	choose("quyet-dinh")
	b.until(told)
	offline(false)
	b.click(button("Thử lại"))
	b.until(`!` + told + ` && ` + byID("o-type-hint") + `.textContent !== "" && document.querySelector("#so-ky-hieu") && ` + byID("o-type") + `.value === "quyet-dinh" && document.title.includes("Soạn văn bản")`)
	b.click(button("Lưu ra tệp"))
	if got := read(t, b.take().data)["type"]; got != "quyet-dinh" {
		t.Errorf("the type is %v", got)
	}
}

// TestRemarkOnDecision: what the service remarks upon in the decision is told beside the files, leads to its field, and stands there until it is put right.
func TestRemarkOnDecision(t *testing.T) {
	p := service.Start(t)
	office, err := json.Marshal(map[string]any{
		"version": 1, "organ": map[string]any{"name": "SỞ NỘI VỤ"}, "abbreviation": "SNV", "place": "An Bình", "authority": "GIÁM ĐỐC SỞ NỘI VỤ TỈNH AN BÌNH", "giver": "Giám đốc Sở Nội vụ",
		"signers": []any{map[string]any{"position": "GIÁM ĐỐC", "name": "Nguyễn Văn A"}}, "recipients": []string{"Như Điều 3", "Sở Tài chính", "Lưu: VT"},
	})
	if err != nil {
		t.Fatal(err)
	}
	put(t, p.URL+"/v1/office", office)
	b := browse(t, p.URL)
	step := func(name, title string) {
		t.Helper()
		eval[bool](b, `(location.hash = location.hash.replace(/[^/]*$/, `+quoted(name)+`), true)`)
		b.until(`document.querySelector("h1").textContent === ` + quoted(title))
	}
	b.goTo("/hang-loat")
	b.focus(byID("list-text"))
	b.paste("Danh xưng\tHọ và tên\tChức vụ\tĐơn vị\nÔng\tTrần Văn Bình\tChuyên viên\tPhòng Nội vụ\nBà\tLê Thị Cúc\tNhân viên\tVăn phòng\n")
	b.click(button("Dùng các ô đã dán"))
	b.until(columnsAsked)
	step("noi-dung", "Nội dung chung")
	b.click(field("Lập luôn quyết định"))
	b.fill(field("Thành tích chung"), "Đã có thành tích xuất sắc trong công tác năm 2026")
	step("lam", "Làm và tải về")
	b.click(button("Làm 2 tờ"))
	b.until(`document.querySelector(".outcome.whole")`)
	b.axe("a batch with remarks")
	b.reload() // they are told only once, and kept
	remark := `[...document.querySelectorAll(".list-notes li")].find((e) => e.textContent.includes("Như Điều 3"))`
	b.click(remark + `.querySelector("a")`)
	place := byID("o-award-decision-recipients-0")
	b.until(`document.activeElement === ` + place)
	words := `document.querySelector("#o-award-decision-recipients-0-problem .message")`
	b.until(words + `?.textContent.includes("quyết định chỉ có 2 điều")`)
	// The check of the common part, which knows nothing of the decision, leaves it there.
	b.until(`document.querySelector(".problems-sum").textContent.includes("nên xem lại") && ` + words)
	b.axe("a remark at its field")
	b.fill(place, "Như Điều 2")
	b.until(`!` + words)
	step("lam", "Làm và tải về")
	b.click(button("Làm đợt mới"))
	b.click(button("Làm 2 tờ"))
	b.until(`document.querySelector(".outcome.whole") && !` + remark)
}
