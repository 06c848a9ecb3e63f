package referee

import (
	"bytes"
	"image/png"
	"testing"
)

func TestBrowse(t *testing.T) {
	Browse(t, func(b *Tab) {
		b.Open("page.html", []byte(`<!doctype html><meta charset="utf-8"><span id="s" style="font:40px serif">Điều 1</span><span id="m" style="font:40px monospace">Điều 1</span>`), 400, 300, 1)
		var got struct {
			Text        string
			Serif, Mono float64
		}
		b.Eval(`new Promise(done => setTimeout(() => done({Text: s.textContent, Serif: s.getBoundingClientRect().width, Mono: m.getBoundingClientRect().width}), 50))`, &got)
		// There is one font for everything.
		if got.Text != "Điều 1" || got.Serif < 50 || got.Serif != got.Mono {
			t.Errorf("the page has %+v", got)
		}
		b.Open("a.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><rect width="15" height="20" fill="#f00"/></svg>`), 30, 20, 2)
		img, err := png.Decode(bytes.NewReader(b.PNG()))
		if err != nil {
			t.Fatal(err)
		}
		if r := img.Bounds(); r.Dx() != 60 || r.Dy() != 40 {
			t.Fatalf("the picture is %d by %d", r.Dx(), r.Dy())
		}
		if r, g, _, _ := img.At(10, 20).RGBA(); r != 0xFFFF || g != 0 {
			t.Errorf("left is %v", img.At(10, 20))
		}
		if _, g, _, _ := img.At(50, 20).RGBA(); g != 0xFFFF {
			t.Errorf("right is %v", img.At(50, 20))
		}
	})
}

func TestBrowseFailure(t *testing.T) {
	Tool(t, Browser)
	s := &stop{T: t}
	func() {
		defer func() {
			if r := recover(); r != nil && r != any(stopped{}) {
				panic(r)
			}
		}()
		Browse(s, func(b *Tab) {
			b.Open("page.html", []byte("<p>"), 100, 100, 1)
			b.Eval("nothing.at.all", new(int))
		})
	}()
	if s.how != "failed" {
		t.Errorf("a script with a fault has %q the test", s.how)
	}
}
