package pages

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"vanban/internal/referee"
	"vanban/internal/service"
)

// listText is a list as Excel puts it on the clipboard, with an error in its second row.
const listText = "TT\tDanh xưng\tHọ và tên\tChức vụ\tĐơn vị\n1\tÔng\tTrần Văn Bình\tChuyên viên\tPhòng Nội vụ\n2\tBà\t\tTrưởng phòng\tPhòng Tài chính\n3\tÔng\tLê Văn Dũng <b>\tNhân viên\tVăn phòng\n"

// columnsAsked is the step after a list has been taken.
const columnsAsked = `document.querySelector("h1").textContent === "Các cột là gì?"`

// pasteList begins a batch with cells that are pasted.
func (b *tab) pasteList() {
	b.t.Helper()
	b.goTo("/hang-loat")
	b.focus(byID("list-text"))
	b.paste(listText)
	b.click(button("Dùng các ô đã dán"))
}

// TestBatch: from cells that are pasted to all files of a batch, with an error put right on the way.
func TestBatch(t *testing.T) {
	p := service.Start(t)
	office, err := json.Marshal(map[string]any{
		"version": 1, "organ": map[string]any{"parent": "ỦY BAN NHÂN DÂN TỈNH AN BÌNH", "name": "SỞ NỘI VỤ"}, "abbreviation": "SNV", "place": "An Bình", "authority": "GIÁM ĐỐC SỞ NỘI VỤ TỈNH AN BÌNH", "giver": "Giám đốc Sở Nội vụ",
		"signers": []any{map[string]any{"position": "GIÁM ĐỐC", "name": "Nguyễn Văn A"}}, "recipients": []string{"Như Điều 3", "Lưu: VT"},
	})
	if err != nil {
		t.Fatal(err)
	}
	put(t, p.URL+"/v1/office", office)
	b := browse(t, p.URL)
	next := func(title string) {
		t.Helper()
		b.click(button("Tiếp tục →"))
		b.until(`document.querySelector("h1").textContent === ` + quoted(title))
		b.axe(title)
	}
	b.pasteList()
	b.until(columnsAsked)
	b.axe("columns")
	next("Xem lại từng dòng")
	b.click(button("Chỗ cần xem tiếp theo ↓"))
	b.until(`document.activeElement.getAttribute("role") === "gridcell"`)
	b.keepPicture("hang-loat-dong")
	b.write("L")
	b.until(`document.activeElement.matches("input, textarea, select")`)
	b.write("ê Thị Cúc")
	b.key("Enter", 0)
	b.until(`document.querySelector(".lead").textContent.includes("không dòng nào có lỗi")`)
	// What is written in a cell counts, however one leaves it.
	b.click(byID("cell-0-2"))
	b.write("K")
	b.until(`document.activeElement.matches("textarea")`)
	b.write("ế toán")
	b.click(byID("cell-2-1"))
	b.until(byID("cell-0-2") + `.textContent === "Kế toán" && document.activeElement.id === "cell-2-1"`)
	next("Nội dung chung")
	b.fill(field("Thành tích chung"), "Đã có thành tích xuất sắc trong công tác năm 2026")
	b.reload()
	b.until(field("Thành tích chung") + `.value.includes("xuất sắc")`)
	// A decision that was begun is there again after a choice in error.
	b.click(field("Lập luôn quyết định"))
	b.until(field("Thưởng mỗi cá nhân"))
	b.fill(field("Thưởng mỗi cá nhân"), "1.000.000")
	b.click(field("Đã có quyết định"))
	b.until(field("Chức danh người tặng"))
	b.click(field("Lập luôn quyết định"))
	b.until(field("Thưởng mỗi cá nhân") + `.value === "1.000.000"`)
	b.axe("the decision")
	next("Xem trước")
	b.until(`document.querySelector("svg text")`)
	b.keepPicture("hang-loat-xem-truoc")
	next("Làm và tải về")
	for _, more := range []string{"Mỗi tờ một tệp PDF", "Mỗi tờ một tệp Word"} {
		if !eval[bool](b, field(more)+".checked") {
			b.click(field(more))
			b.until(field(more) + ".checked")
		}
	}
	b.click(`[...document.querySelectorAll("button")].find((e) => /^Làm \d+ tờ$/.test(e.textContent))`)
	b.until(`document.querySelector(".outcome.whole")`)
	b.axe("a batch that is done")
	b.keepPicture("hang-loat-xong")
	files := map[string][]byte{}
	for i := range eval[int](b, `document.querySelectorAll("a.file").length`) {
		b.click(`[...document.querySelectorAll("a.file")][` + strconv.Itoa(i) + `]`)
		d := b.take()
		files[d.name] = d.data
	}
	var certificates string
	for name, data := range files {
		switch {
		case strings.HasSuffix(name, ".pdf"):
			text := squeezed(referee.Text(t, data))
			certificates += text
			t.Logf("%s: %d pages", name, referee.Info(t, data).Pages)
		case strings.HasSuffix(name, ".zip"):
			packed, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
			if err != nil || len(packed.File) != 3 {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	for _, want := range []string{"Trần Văn Bình", "Lê Thị Cúc", "Lê Văn Dũng <b>", "Kế toán, Phòng Nội vụ", "GIÁM ĐỐC SỞ NỘI VỤ TỈNH AN BÌNH", "3.000.000 đồng", "Như Điều 3"} {
		if !strings.Contains(certificates, want) {
			t.Errorf("no PDF says %s", want)
		}
	}
	if len(files) < 6 {
		t.Errorf("%d files", len(files))
	}
	// What was changed since is not in these files, and the page says so.
	eval[bool](b, `(location.hash = location.hash.replace("/lam", "/noi-dung"), true)`)
	b.until(field("Địa danh"))
	b.fill(field("Địa danh"), "Hòa An")
	eval[bool](b, `(location.hash = location.hash.replace("/noi-dung", "/lam"), true)`)
	b.until(button("Làm đợt mới"))
	b.harmless("the batch")
}
