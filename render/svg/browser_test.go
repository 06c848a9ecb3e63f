package svg_test

import (
	"bytes"
	"image"
	"image/color"
	_ "image/png"
	"math"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"vanban/document"
	"vanban/fonts"
	"vanban/internal/referee"
	"vanban/layout"
	"vanban/render/pdf"
)

// letter is a character with the ends of its advance on the baseline, in millimetres from the page's upper left corner.
type letter struct {
	page        int
	char        rune
	x, right, y float64
	free        bool // where browsers put it is their own business
}

// letters returns the characters of pages where layout has put them.
func letters(set *fonts.Set, res *layout.Result) (list []letter) {
	for i := range res.Pages {
		for _, l := range res.Pages[i].Lines {
			for _, s := range l.Spans {
				units, spaces := 0, document.EMU(0)
				x := func() float64 {
					return (l.X + s.X + set.Face(s.Face).Scale(units, s.Size) + spaces*s.Word).Millimetres()
				}
				for _, r := range s.Text {
					c := letter{page: i + 1, char: r, x: x(), y: (l.Y - s.Rise).Millimetres(), free: unicode.Is(unicode.M, r)}
					advance, _ := set.Face(s.Face).Advance(r)
					units += advance
					if r == ' ' {
						spaces++
					}
					c.right = x()
					list = append(list, c)
				}
			}
			if n := len(list); l.SpaceAfter && len(l.Spans) > 0 {
				list = append(list, letter{page: i + 1, char: ' ', x: list[n-1].right, right: list[n-1].right, y: list[n-1].y, free: true})
			}
		}
	}
	return list
}

// strokes returns the length of all strokes in millimetres.
func strokes(res *layout.Result) (sum float64) {
	for i := range res.Pages {
		for _, s := range res.Pages[i].Strokes {
			sum += math.Hypot((s.X2 - s.X1).Millimetres(), (s.Y2 - s.Y1).Millimetres())
		}
	}
	return sum
}

// shown asks the browser where it has put the characters of its pages.
func shown(b *referee.Tab) (list []letter) {
	var texts []struct {
		Page, Text string
		At         []float64 // x, right end and y of each
	}
	b.Eval(`[...document.querySelectorAll("text")].map(t => {
		const at = []
		for (let i = 0; i < t.getNumberOfChars(); i++) {
			const p = t.getStartPositionOfChar(i), q = t.getEndPositionOfChar(i)
			at.push(p.x / 100, q.x / 100, p.y / 100)
		}
		return {Page: t.closest("svg").id, Text: t.textContent, At: at}
	})`, &texts)
	for _, t := range texts {
		page, _ := strconv.Atoi(strings.TrimPrefix(t.Page, "page-"))
		k := 0
		for _, r := range t.Text {
			if k+3 > len(t.At) {
				break
			}
			list = append(list, letter{page: page, char: r, x: t.At[k], right: t.At[k+1], y: t.At[k+2]})
			k += 3
		}
	}
	return list
}

// A browser without any installed font shows each letter where layout has put it, in all samples: the embedded fonts are
// in use, and nothing is kerned, joined, hidden or pushed.
func TestBrowserPlaces(t *testing.T) {
	set, w := embedded(t), newWriter(t)
	var c comparison
	referee.Browse(t, func(b *referee.Tab) {
		for _, path := range samples(t) {
			res, info := sample(t, path)
			out, err := w.Write(res, info, 0)
			if err != nil {
				t.Fatal(err)
			}
			b.Open("pages.svg", out, 832, 1180, 1)
			var fonts []string
			b.Eval(`[...document.fonts].filter(f => f.status !== "loaded").map(f => [f.weight, f.style, f.unicodeRange, f.status].join(" "))`, &fonts)
			if len(fonts) > 0 {
				t.Errorf("%s: fonts that the browser has not taken: %q", path, fonts)
			}
			c.compare(t, path, letters(set, res), shown(b))
			var got float64
			b.Eval(`[...document.querySelectorAll("path:not([aria-hidden] path)")].reduce((sum, p) => sum + p.getTotalLength(), 0) / 100`, &got)
			if want := strokes(res); math.Abs(got-want) > want/1000 {
				t.Errorf("%s: all strokes together are %.2f mm long, want %.2f", path, got, want)
			}
		}
	})
	t.Logf("%d letters, at most %.4f mm off", c.count, c.worst)
}

// Previews of several documents can stand in one page: their styles and fonts leave each other alone.
func TestBrowserInline(t *testing.T) {
	set, w := embedded(t), newWriter(t)
	html := []byte("<!doctype html><html lang=\"vi\"><meta charset=\"utf-8\"><body style=\"letter-spacing:3px;white-space:normal\">\n")
	var want []letter
	for _, path := range []string{"testdata/features/29-run-in-titles.json", "testdata/features/33-characters.json", "testdata/features/02-letterhead-parent-organ.json"} {
		res, info := sample(t, path)
		out, err := w.Write(res, info, 0)
		if err != nil {
			t.Fatal(err)
		}
		html, want = append(html, out...), append(want, letters(set, res)...)
	}
	referee.Browse(t, func(b *referee.Tab) {
		b.Open("pages.html", html, 900, 1180, 1)
		new(comparison).compare(t, "inline", want, shown(b))
	})
}

// comparison counts the letters that have been compared, and notes the greatest distance in millimetres.
type comparison struct {
	count int
	worst float64
}

func (c *comparison) compare(t *testing.T, path string, want, got []letter) {
	t.Helper()
	const allowed = 0.05 // mm
	if len(got) != len(want) {
		t.Errorf("%s: the browser has %d letters, want %d", path, len(got), len(want))
		return
	}
	faults := 0
	for i, e := range want {
		g := got[i]
		if g.char != e.char || g.page != e.page {
			t.Errorf("%s: letter %d is %q on page %d, want %q on page %d", path, i, g.char, g.page, e.char, e.page)
			return
		}
		if e.free {
			continue
		}
		off := max(math.Abs(g.x-e.x), math.Abs(g.y-e.y))
		if i+1 == len(want) || !want[i+1].free {
			off = max(off, math.Abs(g.right-e.right))
		}
		c.count++
		c.worst = max(c.worst, off)
		if off > allowed && faults < 3 {
			faults++
			t.Errorf("%s: page %d: %q is from %.3f to %.3f on %.3f mm, want %.3f to %.3f on %.3f",
				path, e.page, e.char, g.x, g.right, g.y, e.x, e.right, e.y)
		}
	}
}

// What a reader copies is the paragraph's text, its lines joined by single spaces.
func TestBrowserCopies(t *testing.T) {
	res, info := sample(t, plan)
	out := write(t, res, info, 1)
	referee.Browse(t, func(b *referee.Tab) {
		b.Open("page.svg", out, 800, 1130, 1)
		var got string
		b.Eval(`(() => { getSelection().selectAllChildren(document.documentElement); return getSelection().toString() })()`, &got)
		for _, want := range []string{
			"Căn cứ Luật Thi đua, khen thưởng ngày 26/11/2003 và Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng ngày 14/6/2005; Luật sửa đổi, bổ",
			"Ủy ban nhân dân huyện Đắk Hà xây dựng Kế hoạch triển khai công tác thi đua, khen thưởng năm 2023, cụ thể như sau:",
		} {
			if !strings.Contains(got, want) {
				t.Errorf("the copy lacks %q:\n%s", want, got)
			}
		}
	})
}

// The pictures of pages are those of the PDF: as much ink in every square of some millimetres.
func TestBrowserPictures(t *testing.T) {
	set, w := embedded(t), newWriter(t)
	pdfs, err := pdf.New(set)
	if err != nil {
		t.Fatal(err)
	}
	referee.Browse(t, func(b *referee.Tab) {
		for _, path := range []string{
			plan, "testdata/features/33-characters.json", "testdata/features/54-footnote-several.json", "testdata/features/63-urgency-circulation.json",
			"testdata/features/75-appendix-landscape-long-title.json",
			"templates/khenthuong/samples/giay-khen-tand-tinh.json", "templates/khenthuong/samples/bang-khen-ubnd-tinh-a3.json",
		} {
			res, info := sample(t, path)
			file, err := pdfs.Write(res, info)
			if err != nil {
				t.Fatal(err)
			}
			const scale = 1.5
			pages := referee.PNG(t, file, 96*scale)
			for i := range res.Pages {
				p := &res.Pages[i]
				out, err := w.Write(res, info, i+1)
				if err != nil {
					t.Fatal(err)
				}
				pixels := func(e document.EMU) int { return int(math.Ceil(e.Millimetres() / 25.4 * 96)) }
				b.Open("page.svg", out, pixels(p.Width), pixels(p.Height), scale)
				got, want := ink(t, b.PNG()), ink(t, pages[i])
				// Browsers and poppler smooth letters differently: one is darker everywhere.
				mine, theirs := 0.0, 0.0
				for k := range want {
					mine, theirs = mine+got[k], theirs+want[k]
				}
				share := theirs / mine
				worst := 0.0
				for k := range want {
					worst = max(worst, math.Abs(got[k]*share-want[k]))
				}
				if worst > 0.1 || share < 0.9 || share > 1.1 {
					t.Errorf("%s: page %d: squares differ by up to %.3f, all ink by %.2f", path, i+1, worst, share)
				}
			}
		}
	})
}

// ink returns how dark the squares of a picture are, from 0 to 1.
func ink(t *testing.T, data []byte) map[image.Point]float64 {
	t.Helper()
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	const side = 16 // pixels, 2.8 mm at 144 to the inch
	squares := map[image.Point]float64{}
	r := img.Bounds()
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			g := color.GrayModel.Convert(img.At(x, y)).(color.Gray)
			squares[image.Pt(x/side, y/side)] += float64(255-g.Y) / 255 / (side * side)
		}
	}
	return squares
}
