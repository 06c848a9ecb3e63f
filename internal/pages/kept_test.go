package pages

import (
	"encoding/json"
	"testing"

	"vanban/internal/service"
)

// room sets how much the browser keeps for the service, in bytes; 0 is as much as it likes.
func (b *tab) room(bytes int) {
	b.t.Helper()
	quota := args{"origin": b.origin}
	if bytes > 0 {
		quota["quotaSize"] = bytes
	}
	b.send("Storage.overrideQuotaForOrigin", quota)
}

// crowd fills the browser's database until nothing more goes into it, and tells how much did.
const crowd = `new Promise((done) => { const open = indexedDB.open("crowd", 1); open.onupgradeneeded = () => open.result.createObjectStore("all"); open.onsuccess = () => {
	let n = 0, size = 16384;
	const put = () => { const t = open.result.transaction("all", "readwrite"); t.objectStore("all").put(new Uint8Array(size), ++n); t.oncomplete = put; t.onabort = () => { if ((size /= 4) < 256) done(n); else put(); }; };
	put();
}; })`

// TestNoRoom: on a full disk the page says that nothing is kept, however it is asked, and loses nothing; once there is room, all is kept.
func TestNoRoom(t *testing.T) {
	p := service.Start(t)
	b := browse(t, p.URL)
	b.room(400_000)
	b.openFile(read(t, sampleOf(t, "ubnd-dak-ha-2023.json")))
	draft := eval[string](b, `location.pathname + location.hash`)
	b.until(`document.querySelector(".docbar .saved").textContent.startsWith("Đã lưu")`)
	t.Logf("%d pieces", eval[int](b, crowd))
	b.fill(byID("o-subject"), "Kế hoạch khi đĩa đầy")
	b.until(`document.querySelector(".docbar .saved.failed")`)
	b.key("s", ctrl)
	b.until(`document.querySelector(".toast.bad")?.textContent.includes("Lưu ra tệp")`)
	b.axe("no room")
	// Neither do lists begin that are not kept.
	b.pasteList()
	b.until(`document.querySelector(".refusal")?.textContent.includes("không lưu được danh sách")`)
	// What the page left behind outside the database is there until the database has it.
	left := `Object.keys(localStorage).filter((k) => k.startsWith("vanban-rescue-")).length`
	if n := eval[int](b, left); n != 1 {
		t.Errorf("%d drafts left behind", n)
	}
	b.room(0)
	b.goTo(draft)
	b.until(byID("o-subject") + `?.value === "Kế hoạch khi đĩa đầy" && ` + left + ` === 0 && document.querySelector(".docbar .saved").textContent.startsWith("Đã lưu")`)
	b.reload()
	b.until(byID("o-subject") + `?.value === "Kế hoạch khi đĩa đầy"`)
}

// TestChoicesStay: what was chosen beside the form stays chosen while one writes, and a window that is closed gives the cursor back.
func TestChoicesStay(t *testing.T) {
	p := service.Start(t)
	b := browse(t, p.URL)
	b.openFile(read(t, sampleOf(t, "ubnd-dak-ha-2023.json")))
	follow := `document.querySelector(".follow input")`
	b.click(follow)
	b.fill(byID("o-place"), "Đắk Hà mới")
	b.until(`[...document.querySelectorAll(".sheet text")].some((e) => e.textContent.includes("Đắk Hà mới"))`)
	if eval[bool](b, follow+".checked") {
		t.Error("the pages are said to follow again")
	}
	years := button("Năm trước → năm nay")
	eval[bool](b, `(`+years+`.focus(), true)`)
	b.key("Enter", 0)
	b.click(button("Thôi"))
	b.until(`!document.querySelector("dialog") && document.activeElement === ` + years)
}

// TestListAgain: a list that one left by the browser's way back is one's own when it is opened again.
func TestListAgain(t *testing.T) {
	p := service.Start(t)
	b := browse(t, p.URL)
	b.pasteList()
	b.until(columnsAsked)
	eval[bool](b, `(history.back(), true)`)
	b.click(`document.querySelector(".entries li a")`)
	b.until(columnsAsked)
	if eval[bool](b, `document.querySelector(".banner") !== null`) {
		t.Error("the list is said to be open elsewhere")
	}
	// Another list in its place.
	eval[bool](b, `(location.hash = location.hash.replace("/cot", "/danh-sach"), true)`)
	b.click(button("Thay bằng danh sách khác"))
	b.focus(byID("list-text"))
	b.paste("Họ và tên\tĐơn vị\nVũ Thị Hoa\tPhòng Kế toán\n")
	b.click(button("Dùng các ô đã dán"))
	b.until(`document.querySelector("h1").textContent === "Các cột là gì?" && document.querySelector("p.intro[role=status]").textContent.startsWith("1 dòng") && document.querySelector(".batch-head .saved").textContent.startsWith("Đã lưu")`)
	b.reload()
	b.until(`document.querySelector("table.columns")?.textContent.includes("Vũ Thị Hoa")`)
}

// TestPastedGrounds: several lines pasted behind a ground are grounds of their own, and its footnote stays with it.
func TestPastedGrounds(t *testing.T) {
	p := service.Start(t)
	b := browse(t, p.URL)
	document := read(t, sampleOf(t, "ubnd-dak-ha-2023.json"))
	document["bases"] = []any{[]any{map[string]any{"text": "Luật A"}, map[string]any{"footnote": "Sửa đổi năm 2022."}}}
	b.openFile(document)
	b.focus(byID("o-bases-0"))
	b.key("End", 0)
	b.paste(" và B\nLuật C")
	b.until(byID("o-bases-1") + `?.value === "Luật C"`)
	b.click(button("Lưu ra tệp"))
	got, err := json.Marshal(read(t, b.take().data)["bases"])
	if want := `[[{"text":"Luật A và B"},{"footnote":"Sửa đổi năm 2022."}],"Luật C"]`; err != nil || string(got) != want {
		t.Errorf("the grounds are %s, %v", got, err)
	}
}
