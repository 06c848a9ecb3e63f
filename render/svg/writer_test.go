package svg_test

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"vanban/document"
	"vanban/layout"
)

// Every letter of every sample is in the file, in the order of layout, and in a page alone as in the whole.
func TestLetters(t *testing.T) {
	w := newWriter(t)
	for _, path := range samples(t) {
		res, info := sample(t, path)
		whole, err := w.Write(res, info, 0)
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		root := parse(t, whole)
		if title := root.all("title"); len(title) != 1 || title[0].text != info.Title {
			t.Errorf("%s: the title is not %q", path, info.Title)
		}
		views := root.all("svg")[1:]
		if len(views) != len(res.Pages) {
			t.Fatalf("%s: %d pages, want %d", path, len(views), len(res.Pages))
		}
		for i := range res.Pages {
			var want strings.Builder
			for _, l := range res.Pages[i].Lines {
				for _, s := range l.Spans {
					want.WriteString(s.Text)
				}
				if l.SpaceAfter && len(l.Spans) > 0 {
					want.WriteByte(' ')
				}
			}
			out, err := w.Write(res, info, i+1)
			if err != nil {
				t.Fatalf("%s: page %d: %v", path, i+1, err)
			}
			alone := parse(t, out)
			for _, e := range []*element{views[i], alone.all("svg")[1]} {
				got := ""
				for _, x := range e.all("text") {
					got += x.text
				}
				if got != want.String() || e.attr["id"] != "page-"+strconv.Itoa(i+1) {
					t.Errorf("%s: %s has the text\n%s\nwant\n%s", path, e.attr["id"], got, want.String())
				}
			}
			if got, want := alone.attr["width"], strconv.FormatFloat(res.Pages[i].Width.Millimetres(), 'f', -1, 64)+"mm"; got != want {
				t.Errorf("%s: page %d is %s wide, want %s", path, i+1, got, want)
			}
		}
	}
}

// A click finds its field: each paragraph with a source is in a group that names it.
func TestPointers(t *testing.T) {
	res, info := sample(t, plan)
	var got, want []string
	for _, g := range parse(t, write(t, res, info, 0)).all("g") {
		got = append(got, g.attr["data-pointer"])
	}
	for i := range res.Pages {
		last := int32(-1)
		for _, l := range res.Pages[i].Lines {
			if n := res.Nodes[l.Node]; l.Node != last && n.Pointer != "" && len(l.Spans) > 0 {
				want = append(want, n.Pointer)
			}
			last = l.Node
		}
	}
	if !slices.Equal(got, want) || len(got) < 50 {
		t.Errorf("pointers are %q, want %q", got, want)
	}
}

// Whatever the input says, it stays text: nothing of it becomes an element, an attribute or a reference.
func TestHostileInput(t *testing.T) {
	hostile := []string{
		`<script>alert(1)</script>`, `"><image href="http://example.com/x" onload="alert(1)"/>`, `' onclick='alert(1)' x='`, `]]>&lt;&#60;&amp;`,
		`</text></g></svg><svg onload=alert(1)>`, `</style><style>@import url(http://example.com)</style>`, `url(http://example.com)`, `<!--`, `<?xml?>`, `&x;`,
		`javascript:alert(1)`,
	}
	allowed := map[string][]string{
		"svg":   {"xmlns", "class", "lang", "space", "width", "height", "viewBox", "fill", "id", "x", "y"},
		"title": nil, "style": nil, "g": {"data-pointer"}, "text": {"class"}, "tspan": {"x", "y", "class", "word-spacing", "fill"},
		"rect": {"x", "y", "width", "height", "fill", "stroke", "stroke-width"}, "path": {"fill", "stroke", "stroke-width", "d"},
	}
	url := regexp.MustCompile(`url\([^d]|@import|url\(d[^a]`)
	for _, bad := range hostile {
		s := newSheet(t)
		s.put(s.page(), 30, 30, s.stretched(bad, 1), s.span(0, "Ω"+bad, document.BoldItalic, 12)).SpaceAfter = true
		s.res.Nodes[1].Pointer = "/body/" + bad + "\t\n\x01\uFFFE\xff"
		info := document.Info{Title: bad + "\x00", Author: bad, Subject: bad, Keywords: bad, Language: bad, Created: bad}
		for page := range 2 {
			root := parse(t, write(t, &s.res, info, page))
			root.walk(func(e *element) {
				names, ok := allowed[e.name]
				if !ok {
					t.Errorf("%q makes an element %s", bad, e.name)
				}
				for name := range e.attr {
					if !slices.Contains(names, name) {
						t.Errorf("%q makes an attribute %s of %s", bad, name, e.name)
					}
				}
			})
			if got := root.all("text"); len(got) != 1 || got[0].text != bad+"Ω"+bad+" " {
				t.Errorf("%q became %q", bad, got[0].text)
			}
			if got := root.all("g")[0].attr["data-pointer"]; got != "/body/"+bad+"\t\n\uFFFD\uFFFD\uFFFD" {
				t.Errorf("the pointer became %q", got)
			}
			if got := root.all("title")[0].text; got != bad+"\uFFFD" {
				t.Errorf("the title became %q", got)
			}
			if style := root.all("style"); len(style) != 1 || url.MatchString(style[0].text) {
				t.Errorf("%q reaches the style", bad)
			}
		}
	}
}

// What must not reach the writer is an error that names the place, never a hole in the page.
func TestWriteRefuses(t *testing.T) {
	w := newWriter(t)
	for _, c := range []struct {
		name, want string
		build      func(s *sheet)
	}{
		{"no glyph", "page 1: /body/0: the LiberationSerif-Bold font has no glyph for U+4E2D", func(s *sheet) {
			s.put(s.page(), 0, 0, s.span(0, "chữ 中", document.Bold, 14))
		}},
		{"control character", "no glyph for U+0009", func(s *sheet) { s.put(s.page(), 0, 0, s.span(0, "a\tb", document.Bold, 14)) }},
		{"not UTF-8", "no glyph for U+FFFD", func(s *sheet) { s.put(s.page(), 0, 0, s.span(0, "a\xE1\xBBb", document.Bold, 14)) }},
		{"surrogate", "no glyph for U+FFFD", func(s *sheet) { s.put(s.page(), 0, 0, s.span(0, "\xED\xA0\x80", document.Bold, 14)) }},
		{"overlong", "no glyph for U+FFFD", func(s *sheet) { s.put(s.page(), 0, 0, s.span(0, "\xC0\xAF", document.Bold, 14)) }},
		{"node", "node 9 of 4", func(s *sheet) { s.put(s.page(), 0, 0, s.span(0, "a", document.Bold, 14)).Node = 9 }},
		{"face", "no face 7", func(s *sheet) { s.put(s.page(), 0, 0, s.span(0, "a", 7, 14)) }},
		{"colour", `colour "0\"x=\"1" is not RRGGBB`, func(s *sheet) {
			span := s.span(0, "a", document.Bold, 14)
			span.Color = `0"x="1`
			s.put(s.page(), 0, 0, span)
		}},
		{"colour of a shape", `page 1: design: shape 2: colour "red" is not RRGGBB`, func(s *sheet) {
			p := plate()
			p.Design.Key, p.Design.Shapes[1].Fill = "red", "red"
			s.page().Plate = p
		}},
		{"path without a beginning", "marks: shape 1: a path does not begin with MoveTo", func(s *sheet) {
			s.page().Plate = &document.Plate{Marks: []document.Shape{{Fill: "000000", Path: []document.Segment{{Kind: document.Close}}}}}
		}},
		{"segment", "unknown kind of segment 9", func(s *sheet) {
			s.page().Plate = &document.Plate{Marks: []document.Shape{{Path: []document.Segment{{}, {Kind: 9}}}}}
		}},
		{"picture", "picture 1: it is no PNG or JPEG", func(s *sheet) {
			s.page().Plate = &document.Plate{Pictures: []document.Placed{{Picture: &document.Picture{Media: `image/png" onload="`}}}}
		}},
		{"photo", "photo: it is no PNG or JPEG", func(s *sheet) { s.page().Plate = &document.Plate{Photo: &document.Placed{}} }},
		{"colour of a stroke", `colour "+ABCDE" is not RRGGBB`, func(s *sheet) { s.page().Strokes = []layout.Stroke{{Color: "+ABCDE"}} }},
	} {
		s := newSheet(t)
		c.build(s)
		out, err := w.Write(&s.res, document.Info{}, 0)
		if err == nil || !strings.Contains(err.Error(), c.want) || out != nil {
			t.Errorf("%s: %d bytes, error %v; want one with %q", c.name, len(out), err, c.want)
		}
	}
	// A refused document leaves nothing behind for the next one.
	res, info := sample(t, plan)
	if out, err := w.Write(res, info, 0); err != nil || !bytes.Equal(out, write(t, res, info, 0)) {
		t.Errorf("after refused documents the file differs (%v)", err)
	}
}

func TestNoPage(t *testing.T) {
	s := newSheet(t)
	w := newWriter(t)
	if _, err := w.Write(&s.res, document.Info{}, 0); err == nil {
		t.Errorf("a document without pages: %v", err)
	}
	s.page()
	for _, page := range []int{-1, 2, 1 << 40} {
		if out, err := w.Write(&s.res, document.Info{}, page); err == nil || out != nil {
			t.Errorf("page %d: %d bytes, %v", page, len(out), err)
		}
	}
}

// Only the faces that a page uses are in its file.
func TestFacesInUse(t *testing.T) {
	for _, c := range []struct {
		text string
		face document.Face
		want int
		size int
	}{
		{"chữ", document.Bold, 1, 18_000}, {"Ω", document.Italic, 1, 5_000}, {"chữ Ω", document.Regular, 2, 21_000},
		{"Nơi nhận:", document.BoldItalic, 1, 5_000}, {"Nơi gửi:", document.BoldItalic, 1, 18_000},
	} {
		s := newSheet(t)
		s.put(s.page(), 30, 30, s.span(0, c.text, c.face, 14))
		s.put(s.page(), 30, 30, s.span(0, "nữa", document.Regular, 14))
		out := write(t, &s.res, document.Info{}, 1)
		if n := bytes.Count(out, []byte("@font-face")); n != c.want || len(out) > c.size {
			t.Errorf("%q: %d fonts in %d bytes, want %d in at most %d", c.text, n, len(out), c.want, c.size)
		}
	}
}

// The same document gives the same bytes from any writer and any goroutine, beside other documents.
func TestWriteIsDeterministic(t *testing.T) {
	res, info := sample(t, plan)
	other, otherInfo := sample(t, "testdata/features/33-characters.json")
	want, wantOther := write(t, res, info, 0), write(t, other, otherInfo, 1)
	w := newWriter(t)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 4 {
				a, err := w.Write(res, info, 0)
				b, err2 := w.Write(other, otherInfo, 1)
				if err != nil || err2 != nil || !bytes.Equal(a, want) || !bytes.Equal(b, wantOther) {
					t.Errorf("another file (%v, %v)", err, err2)
				}
			}
		})
	}
	group.Wait()
}
