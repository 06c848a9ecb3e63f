package pages

import (
	"testing"

	"vanban/internal/service"
)

// TestOffice: what others have saved meanwhile is not lost, nor is anything saved that no document could have.
func TestOffice(t *testing.T) {
	p := service.Start(t)
	b := browse(t, p.URL)
	place, save := byID("o-place"), button("Lưu thông tin cơ quan")
	kept := func(want string) {
		t.Helper()
		b.until(`document.querySelector(".save-bar .saved")?.textContent === "Đã lưu trên máy chủ."`)
		if is := eval[string](b, `fetch("/v1/office").then((r) => r.json()).then((o) => [o.place, o.contact, o.options?.margins?.top].join())`); is != want {
			t.Errorf("the service has %q, want %q", is, want)
		}
	}
	b.goTo("/co-quan")
	b.until(place)
	b.fill(place, "An Bình")
	b.click(save)
	kept("An Bình,,")
	b.fill(place, "Hòa An")
	b.until(`document.querySelector(".unsaved")`)
	b.goTo("/hang-loat")
	eval[bool](b, `fetch("/v1/office").then(async (r) => fetch("/v1/office", { method: "PUT", headers: { "Content-Type": "application/json", "Vanban-Page": "1", "If-Match": r.headers.get("ETag") }, body: JSON.stringify({ ...await r.json(), contact: "Số 9" }) })).then((r) => r.ok)`)
	b.goTo("/co-quan")
	b.until(place + `?.value === "Hòa An"`)
	b.click(save)
	b.until(`document.querySelector("dialog[open]")?.textContent.includes("Địa chỉ")`)
	b.axe("two have changed the office")
	b.click(button("Ghép lại rồi lưu"))
	b.until(`!document.querySelector("dialog")`)
	kept("Hòa An,Số 9,")
	b.fill(byID("o-options-margins-top"), "99")
	b.click(save)
	b.until(`document.querySelector(".toast.bad") && document.activeElement === ` + byID("o-options-margins-top"))
	b.axe("an office with an error")
	b.fill(byID("o-options-margins-top"), "25")
	b.click(save)
	kept("Hòa An,Số 9,25")
}
