package svg_test

import (
	"bytes"
	"encoding/base64"
	"regexp"
	"slices"
	"strings"
	"testing"

	"vanban/document"
	"vanban/internal/referee"
)

// A linked file says all that the other does, but has neither style nor fonts: nothing that a strict policy would take away.
func TestLinkedHasNoStyle(t *testing.T) {
	w := newWriter(t)
	for _, path := range samples(t) {
		res, info := sample(t, path)
		out, err := w.WriteLinked(res, info, 0)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		root := parse(t, out)
		root.walk(func(e *element) {
			if e.name == "style" || e.attr["style"] != "" || e.name != "svg" && e.attr["class"] != "" {
				t.Errorf("%s: %s %v", path, e.name, e.attr)
			}
		})
		var got, want strings.Builder
		for _, e := range root.all("text") {
			got.WriteString(e.text)
		}
		for _, e := range parse(t, write(t, res, info, 0)).all("text") {
			want.WriteString(e.text)
		}
		if got.String() != want.String() {
			t.Errorf("%s: the text differs", path)
		}
	}
}

var fontAddress = regexp.MustCompile(`url\((/assets/fonts/([^)]+))\)`)

// The style sheet names the files that there are, and no two of them have a character in common.
func TestStylesheet(t *testing.T) {
	w := newWriter(t)
	css := string(w.Stylesheet("/assets/fonts/"))
	var names []string
	for _, m := range fontAddress.FindAllStringSubmatch(css, -1) {
		names = append(names, m[2])
		file, err := w.Font(m[2])
		if err != nil || !bytes.HasPrefix(file, []byte("wOFF")) {
			t.Errorf("%s: %d bytes, %v", m[2], len(file), err)
		}
		t.Logf("%s: %d bytes", m[2], len(file))
	}
	if len(names) != 2*int(document.FaceCount) || strings.Count(css, "unicode-range:") != len(names) {
		t.Errorf("fonts %q", names)
	}
	if file, err := w.Font("x.woff"); file != nil || err != nil {
		t.Errorf("a font of no name: %d bytes, %v", len(file), err)
	}
}

// In an HTML page with the style sheet each letter stands where layout has put it, rare ones too.
func TestBrowserLinked(t *testing.T) {
	set, w := embedded(t), newWriter(t)
	css := fontAddress.ReplaceAllStringFunc(string(w.Stylesheet("/assets/fonts/")), func(m string) string {
		file, err := w.Font(fontAddress.FindStringSubmatch(m)[2])
		if err != nil {
			t.Fatal(err)
		}
		return "url(data:font/woff;base64," + base64.StdEncoding.EncodeToString(file) + ")"
	})
	paths := []string{"testdata/features/29-run-in-titles.json", "testdata/features/33-characters.json", plan}
	html := []byte("<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><style>" + css + "</style><body>\n")
	var want []letter
	for _, path := range paths {
		res, info := sample(t, path)
		out, err := w.WriteLinked(res, info, 0)
		if err != nil {
			t.Fatal(err)
		}
		html, want = append(html, out...), append(want, letters(set, res)...)
	}
	referee.Browse(t, func(b *referee.Tab) {
		b.Open("pages.html", html, 900, 1180, 1)
		var c comparison
		c.compare(t, "linked", want, shown(b))
		t.Logf("%d letters, at most %.4f mm off", c.count, c.worst)
	})
}

// Between the files with and without style nothing is left over from the one to the other.
func TestLinkedBesideOthers(t *testing.T) {
	w := newWriter(t)
	res, info := sample(t, plan)
	first, err := w.Write(res, info, 1)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.WriteLinked(res, info, 1); err != nil {
		t.Fatal(err)
	}
	if again, err := w.Write(res, info, 1); err != nil || !slices.Equal(first, again) {
		t.Errorf("another file after a linked one (%v)", err)
	}
}
