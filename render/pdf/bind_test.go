package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"vanban/document"
	"vanban/internal/referee"
	"vanban/layout"
)

// Greek, Lao and other signs in several faces, some in more than one part.
var rare = []string{"Thao ສີສະຫວາດ Phommachanh", "ΔΩ → π", "Ωmega Ж", "Y Byă ♠ ສີ"}

func rareParts(tb testing.TB, p *printer) (parts []*Part, text string) {
	for i, name := range rare {
		doc := certificate(i, border())
		boxes := doc.Sections[0].Plate.Boxes
		boxes[5].Paragraphs[0].Runs[0].Text = name
		boxes[6].Paragraphs[0].Runs[0].Text = name
		doc.Sections[0].Plate.Boxes = boxes[5:7]
		doc.Info.Title = name
		parts = append(parts, p.part(tb, doc))
		text += name + "\n" + name + "\n"
	}
	return parts, text
}

// Characters beyond the code page have the same codes in every part, so that one font serves all of them.
func TestExtraCharactersOfManyParts(t *testing.T) {
	p := newPrinter(t)
	parts, want := rareParts(t, p)
	out := p.bind(t, parts...)
	if err := referee.QPDFCheck(t, out); err != nil {
		t.Error(err)
	}
	missing := strings.NewReplacer() // Liberation Serif has no Lao: layout shows squares
	if !p.w.set.Has('ສ') {
		var pairs []string
		for _, r := range "ສີຫວາດະ" {
			pairs = append(pairs, string(r), "□")
		}
		missing = strings.NewReplacer(pairs...)
	}
	want = missing.Replace(want)
	if got := strings.ReplaceAll(referee.Text(t, out, "-raw"), "\f", ""); got != want {
		t.Errorf("text:\n%s\nwant:\n%s", got, want)
	}
	seen := map[string]bool{}
	for _, f := range referee.Fonts(t, out) {
		if !f.Embedded || !f.Subset || !f.ToUnicode || seen[f.Name] {
			t.Errorf("font %+v", f)
		}
		seen[f.Name] = true
	}
	if len(seen) != 4 {
		t.Errorf("%d fonts, want regular and bold with an extra one each", len(seen))
	}
}

// contentsOf returns the unpacked contents of each page.
func contentsOf(t *testing.T, pdf []byte) []string {
	t.Helper()
	var got struct {
		Pages []struct{ Contents []string }
	}
	qpdfJSON(t, pdf, "pages", &got)
	file := filepath.Join(t.TempDir(), "in.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, g := range got.Pages {
		num := strings.Fields(g.Contents[0])[0]
		out, err := exec.Command(referee.Tool(t, "qpdf"), "--show-object="+num, "--filtered-stream-data", file).Output()
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, string(out))
	}
	return list
}

// A bound file has the pages of the single ones, and looks like them.
func TestBoundPagesAreTheSinglePages(t *testing.T) {
	p := newPrinter(t)
	design := border()
	var parts []*Part
	var want []string
	var looks [][]byte
	for i := range 5 {
		doc := certificate(i, design)
		if i == 3 {
			doc.Sections = append(doc.Sections, certificate(9, nil).Sections...)
		}
		res := p.layout(t, doc)
		single, err := p.w.Write(res, doc.Info)
		if err != nil {
			t.Fatal(err)
		}
		part := p.part(t, doc)
		again, err := p.w.Single(part)
		if err != nil || !bytes.Equal(again, single) {
			t.Errorf("%d: the file of the part differs from that of the document (%v)", i, err)
		}
		packed, err := part.MarshalBinary()
		if err != nil {
			t.Fatal(err)
		}
		if part, err = UnmarshalPart(packed); err != nil {
			t.Fatal(err)
		}
		if again, err = p.w.Single(part); err != nil || !bytes.Equal(again, single) {
			t.Errorf("%d: the file of the part that was stored differs (%v)", i, err)
		}
		parts = append(parts, part)
		want = append(want, contentsOf(t, single)...)
		looks = append(looks, referee.PNG(t, single, 30)...)
	}
	out := p.bind(t, parts...)
	if err := referee.QPDFCheck(t, out); err != nil {
		t.Error(err)
	}
	got := contentsOf(t, out)
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Errorf("page %d of %d differs from the single one (%d)", i+1, len(got), len(want))
			break
		}
	}
	for i, g := range referee.PNG(t, out, 30) {
		if !bytes.Equal(g, looks[i]) {
			t.Errorf("page %d looks otherwise", i+1)
		}
	}
	if n := bytes.Count(out, []byte("/Subtype/Form")); n != 1 {
		t.Errorf("%d forms, want the design once", n)
	}
}

// All that a page says comes out in the order of its boxes.
func TestCertificateReadsBack(t *testing.T) {
	p := newPrinter(t)
	doc := certificate(0, border())
	text := referee.Text(t, p.bind(t, p.part(t, doc)), "-raw")
	var want strings.Builder
	for _, b := range doc.Sections[0].Plate.Boxes {
		for _, g := range b.Paragraphs {
			for _, r := range g.Runs {
				want.WriteString(r.Text + " ")
			}
		}
	}
	if got := strings.Join(strings.Fields(text), " "); got != strings.Join(strings.Fields(want.String()), " ") {
		t.Errorf("text:\n%s\nwant:\n%s", got, want.String())
	}
}

func TestBindIsDeterministicInParallel(t *testing.T) {
	build := func(p *printer) []byte {
		parts, _ := rareParts(t, p)
		for i := range 70 {
			parts = append(parts, p.part(t, certificate(i, border())))
		}
		return p.bind(t, parts...)
	}
	p := newPrinter(t)
	want := build(p)
	other := build(newPrinter(t))
	if !bytes.Equal(other, want) {
		t.Error("another writer gives another file")
	}
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			if !bytes.Equal(build(p), want) {
				t.Error("another goroutine gives another file")
			}
		})
	}
	group.Wait()
}

// Three levels of the page tree and three groups of bookmarks.
func TestBindMany(t *testing.T) {
	const n = 2*groupSize + 300
	p := newPrinter(t)
	var out bytes.Buffer
	b := p.w.Bind(&out, document.Info{})
	s := newSheet(t)
	s.put(s.page(), document.MM(30), document.MM(30), s.span(0, "x", document.Regular, 14))
	s.res.Outline = []layout.OutlineItem{{Title: "Mục 1", Level: 1}, {Title: "Mục 1.1", Level: 2}}
	part, err := p.w.Part(&s.res, document.Info{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		if err := b.Add(part, fmt.Sprintf("Số %d", i+1)); err != nil {
			t.Fatal(err)
		}
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if err := referee.QPDFCheck(t, out.Bytes()); err != nil {
		t.Error(err)
	}
	if v := referee.Info(t, out.Bytes()).Fields["Pages"]; v != fmt.Sprint(n) {
		t.Errorf("%s pages", v)
	}
	type item struct {
		Title string
		Page  int `json:"destpageposfrom1"`
		Open  bool
		Kids  []item
	}
	var got struct{ Outlines []item }
	qpdfJSON(t, out.Bytes(), "outlines", &got)
	if len(got.Outlines) != 3 {
		t.Fatalf("%d groups", len(got.Outlines))
	}
	i := 0
	for g, group := range got.Outlines {
		if want := []string{"1–1000", "1001–2000", "2001–2300"}[g]; group.Title != want || group.Open || group.Page != i+1 {
			t.Errorf("group %+v, want %s", group.Title, want)
		}
		for _, it := range group.Kids {
			i++
			if it.Title != fmt.Sprintf("Số %d", i) || it.Page != i || it.Open || len(it.Kids) != 1 || it.Kids[0].Title != "Mục 1" ||
				len(it.Kids[0].Kids) != 1 || it.Kids[0].Kids[0].Page != i {
				t.Fatalf("item %d is %+v", i, it)
			}
		}
	}
	if i != n {
		t.Errorf("%d bookmarks", i)
	}
}

// Memory does not grow with what the pages hold: some tens of bytes a page stay.
func TestBindHoldsLittle(t *testing.T) {
	const n = 100_000
	p := newPrinter(t)
	part := p.part(t, certificate(0, border()))
	b := p.w.Bind(&counter{}, document.Info{Title: "Giấy khen"})
	heap := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := heap()
	for range n {
		if err := b.Add(part, "Giấy khen Nguyễn Thị Thanh Hương"); err != nil {
			t.Fatal(err)
		}
	}
	held := int64(heap() - before)
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d pages, %.1f MB held, %.0f MB written", n, float64(held)/1e6, float64(b.sent)/1e6)
	if held > 10<<20 {
		t.Errorf("%d bytes held for %d pages", held, n)
	}
	runtime.KeepAlive(part)
}

func gradient(w, h int, m color.Model) image.Image {
	var img interface {
		image.Image
		Set(x, y int, c color.Color)
	}
	switch m {
	case color.GrayModel:
		img = image.NewGray(image.Rect(0, 0, w, h))
	default:
		img = image.NewNRGBA(image.Rect(0, 0, w, h))
	}
	for y := range h {
		for x := range w {
			img.Set(x, y, color.NRGBA{uint8(255 * x / w), uint8(255 * y / h), 128, 255})
		}
	}
	return img
}

// withPictures is a certificate with pictures side by side.
func withPictures(pictures ...*document.Picture) *document.Document {
	doc := certificate(0, border())
	for i, g := range pictures {
		doc.Sections[0].Plate.Pictures = append(doc.Sections[0].Plate.Pictures, document.Placed{
			Picture: g, X: document.MM(float64(30 + 30*i)), Y: document.MM(30), Width: document.MM(25), Height: document.MM(25),
		})
	}
	return doc
}

func TestPictures(t *testing.T) {
	p := newPrinter(t)
	doc := withPictures(
		pngPicture("disc", disc(64)), pngPicture("grey", gradient(64, 32, color.GrayModel)),
		jpegPicture("colour", gradient(64, 32, color.NRGBAModel)), jpegPicture("grey jpeg", gradient(64, 32, color.GrayModel)), cmykPicture(),
	)
	doc.Sections[0].Plate.Photo = &document.Placed{Picture: pngPicture("photo", disc(32)), Width: document.MM(297), Height: document.MM(210)}
	part := p.part(t, doc)
	out := p.bind(t, part, part)
	if err := referee.QPDFCheck(t, out); err != nil {
		t.Error(err)
	}
	file := filepath.Join(t.TempDir(), "in.pdf")
	if err := os.WriteFile(file, out, 0o600); err != nil {
		t.Fatal(err)
	}
	list, err := exec.Command(referee.Tool(t, "pdfimages"), "-list", "-l", "1", file).Output()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, line := range strings.Split(strings.TrimSpace(string(list)), "\n")[2:] {
		f := strings.Fields(line)
		got = append(got, strings.Join(f[2:9], " "))
	}
	want := []string{
		"image 64 64 rgb 3 8 image", "smask 64 64 gray 1 8 image", "image 64 32 gray 1 8 image",
		"image 64 32 rgb 3 8 jpeg", "image 64 32 gray 1 8 jpeg", "image 8 8 cmyk 4 8 jpeg",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("images:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if n := bytes.Count(out, []byte("/Subtype/Image")); n != len(want) {
		t.Errorf("%d images in the file of two pages, want each once", n)
	}
	page, err := png.Decode(bytes.NewReader(referee.PNG(t, out, 72)[0]))
	if err != nil {
		t.Fatal(err)
	}
	at := func(x, y float64) color.NRGBA {
		return color.NRGBAModel.Convert(page.At(int(x*72/25.4), int(y*72/25.4))).(color.NRGBA)
	}
	if c := at(42.5, 42.5); c.R < 190 || c.G > 30 {
		t.Errorf("the middle of the disc is %v", c)
	}
	if c := at(30.7, 30.7); c.R < 250 || c.G < 250 {
		t.Errorf("the corner of the disc, where it is transparent, is %v", c)
	}
	if c := at(162, 42); c.R < 190 || c.G > 80 {
		t.Errorf("the red CMYK picture is %v", c)
	}
}

func TestBrokenPictures(t *testing.T) {
	p := newPrinter(t)
	good := jpegPicture("j", gradient(64, 32, color.NRGBAModel)).Data
	flat := pngPicture("p", disc(64)).Data
	for name, g := range map[string]document.Picture{
		"text as PNG":   {Media: "image/png", Data: []byte("no picture")},
		"half a PNG":    {Media: "image/png", Data: flat[:len(flat)/2]},
		"text as JPEG":  {Media: "image/jpeg", Data: []byte("no picture")},
		"half a JPEG":   {Media: "image/jpeg", Data: good[:len(good)/2]},
		"JPEG header":   {Media: "image/jpeg", Data: good[:30]},
		"GIF":           {Media: "image/gif", Data: []byte("GIF89a")},
		"PNG as JPEG":   {Media: "image/jpeg", Data: flat},
		"a huge canvas": {Media: "image/png", Data: hugePNG()},
	} {
		g.Key = name
		for range 2 { // the second time from what is kept
			res := p.layout(t, withPictures(&g))
			if part, err := p.w.Part(res, document.Info{}); err == nil || part != nil || !strings.Contains(err.Error(), "pdf: page 1: picture: ") {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

// A part of another process is refused until the writer knows its design, and then bound.
func TestAssetOfAnotherProcess(t *testing.T) {
	doc := certificate(0, border())
	packed, err := newPrinter(t).part(t, doc).MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	part, err := UnmarshalPart(packed)
	if err != nil {
		t.Fatal(err)
	}
	p := newPrinter(t)
	var out bytes.Buffer
	b := p.w.Bind(&out, doc.Info)
	if err := b.Add(part, ""); !errors.Is(err, ErrAsset) {
		t.Fatalf("error %v", err)
	}
	whole := p.part(t, doc)
	if err := errors.Join(b.Add(part, ""), b.Close()); err != nil {
		t.Fatal(err)
	}
	want, err := p.w.Single(whole)
	if err != nil || !bytes.Equal(out.Bytes(), want) {
		t.Errorf("the file differs from the single one (%v)", err)
	}
}

func TestDamagedParts(t *testing.T) {
	p := newPrinter(t)
	parts, _ := rareParts(t, p)
	packed, err := parts[1].MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	for n := range packed {
		if part, err := UnmarshalPart(packed[:n]); err == nil {
			t.Fatalf("%d of %d bytes make a part: %+v", n, len(packed), part)
		}
	}
	for i := range packed { // anything but a panic
		bad := bytes.Clone(packed)
		bad[i] ^= 0xFF
		if part, err := UnmarshalPart(bad); err == nil {
			_, _ = p.w.Single(part)
		}
	}
	other := *parts[0]
	other.fonts++
	if _, err := p.w.Single(&other); err == nil || !strings.Contains(err.Error(), "other fonts") {
		t.Errorf("a part in other fonts: %v", err)
	}
}

type fullDisk struct{ room int }

var errFull = errors.New("disk full")

func (d *fullDisk) Write(p []byte) (int, error) {
	if d.room -= len(p); d.room < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestBindErrors(t *testing.T) {
	p := newPrinter(t)
	part := p.part(t, certificate(0, border()))
	for _, room := range []int{0, 100 << 10} {
		b := p.w.Bind(&fullDisk{room}, document.Info{})
		var err error
		for range 200 {
			if err = b.Add(part, "x"); err != nil {
				break
			}
		}
		if !errors.Is(err, errFull) || !errors.Is(b.Close(), errFull) {
			t.Errorf("room for %d bytes: error %v", room, err)
		}
	}
	b := p.w.Bind(&counter{}, document.Info{})
	if err := b.Close(); err == nil || !strings.Contains(err.Error(), "without pages") {
		t.Errorf("an empty file: %v", err)
	}
	b = p.w.Bind(&counter{}, document.Info{})
	if err := errors.Join(b.Add(part, ""), b.Close()); err != nil {
		t.Error(err)
	}
	if b.Add(part, "") == nil || b.Close() == nil {
		t.Error("a closed file takes a part")
	}
	if err := p.w.Bind(&counter{}, document.Info{Created: "x"}).Add(part, ""); err == nil {
		t.Error("half a date was written")
	}
}
