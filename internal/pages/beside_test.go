package pages

import (
	"testing"

	"github.com/chromedp/chromedp"

	"vanban/internal/service"
)

// TestBeside is about what stands beside the form: the pages lead to fields, and so do the problems.
func TestBeside(t *testing.T) {
	p := service.Start(t)
	b := browse(t, p.URL)
	b.openFile(read(t, sampleOf(t, "ubnd-dak-ha-2023.json")))
	b.shown()
	b.click(`document.querySelector(".sheet g[data-pointer='/subject'] text")`)
	b.until(`document.activeElement === ` + byID("o-subject"))
	b.click(`[...document.querySelectorAll(".sheet g[data-pointer^='/body/2/body/0'] text")].find((e) => e.textContent.includes("Phát động"))`)
	b.until(`document.activeElement.matches(".ProseMirror") && getSelection().anchorNode.textContent.includes("Phát động")`)
	before := eval[string](b, byID("o-code-notation")+".value")
	b.focus(byID("o-code-notation"))
	b.selectAll()
	b.key("Delete", 0)
	b.click(button("Tải PDF"))
	b.until(`document.querySelector(".toast.bad")`)
	b.click(`[...document.querySelectorAll("#kiem-tra li a, #kiem-tra li button")].find((e) => /ký hiệu/i.test(e.textContent))`)
	b.until(`document.activeElement === ` + byID("o-code-notation"))
	b.write("KH-HĐTĐ")
	b.until(`[...document.querySelectorAll(".sheet text")].some((e) => e.textContent.includes("KH-HĐTĐ")) && !document.querySelector(".bad #o-code-notation")`)
	// The letters are one step with what was deleted, or several, as they came one after the other.
	for is := "KH-HĐTĐ"; is != before; is = eval[string](b, byID("o-code-notation")+".value") {
		b.click(undo)
		b.until(byID("o-code-notation") + `.value !== ` + quoted(is))
	}
}

// TestTwoTabs: a draft is written in one tab at a time, and moves with all that was typed.
func TestTwoTabs(t *testing.T) {
	p := service.Start(t)
	b := browse(t, p.URL)
	b.openFile(read(t, sampleOf(t, "ubnd-dak-ha-2023.json")))
	address := eval[string](b, `location.pathname + location.hash`)
	b.fill(byID("o-place"), "Thẻ thứ nhất")
	second := b.beside()
	second.goTo(address)
	second.until(`document.querySelector(".banner")`)
	second.axe("the draft is open elsewhere")
	second.click(button("Soạn tiếp ở đây"))
	second.until(byID("o-place") + `.value === "Thẻ thứ nhất" && !document.querySelector(".banner")`)
	second.fill(byID("o-place"), "Thẻ thứ hai")
	b.send("Page.bringToFront", nil)
	b.until(`document.querySelector(".banner")`)
	b.click(button("Soạn tiếp ở đây"))
	b.until(byID("o-place") + `.value === "Thẻ thứ hai"`)
}

// TestCrash: what was written in a tab that died is offered on the first page.
func TestCrash(t *testing.T) {
	p := service.Start(t)
	b := browse(t, p.URL)
	b.openFile(read(t, sampleOf(t, "ubnd-dak-ha-2023.json")))
	b.fill(byID("o-subject"), "Kế hoạch trước khi sập")
	b.until(`document.querySelector(".saved").textContent.startsWith("Đã lưu")`)
	second := b.beside()
	go func() { _ = b.try("Page.crash", nil, nil) }() // nobody is left to answer
	<-b.crashed
	second.goTo("/")
	second.until(`document.querySelector(".banner")?.textContent.includes("Kế hoạch trước khi sập")`)
	second.leaving(func() { second.click(button("Soạn tiếp")) })
	second.until(byID("o-subject") + `.value === "Kế hoạch trước khi sập"`)
}

// beside opens another tab of the same browser.
func (b *tab) beside() *tab {
	b.t.Helper()
	ctx, end := chromedp.NewContext(b.ctx)
	b.t.Cleanup(end)
	second := newTab(b.t, ctx, b.origin)
	second.size(desk)
	return second
}
