package pdf

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"vanban/document"
	"vanban/fonts"
	"vanban/internal/referee"
	"vanban/layout"
)

func write(t *testing.T, res *layout.Result, info document.Info) []byte {
	t.Helper()
	out, err := newWriter(t).Write(res, info)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// everything shows each character of the code page and some that it lacks, in all faces.
func everything(t *testing.T) (res *layout.Result, text string) {
	s := newSheet(t)
	var ascii strings.Builder
	for r := '!'; r <= '~'; r++ {
		ascii.WriteRune(r)
	}
	lines := []string{ascii.String(), fonts.Vietnamese[:len(fonts.Vietnamese)/2], fonts.Vietnamese[len(fonts.Vietnamese)/2:],
		"“”‘’–—…•·°§×÷±≤≥≠½²³«»‰₫→", "ΔΩπ√∞ Привет ♠ﬁ", "Điều\u00a01."}
	p := s.page()
	y := document.MM(20)
	for face := range document.FaceCount {
		for _, l := range lines {
			s.put(p, document.MM(10), y, s.span(0, l, face, 9))
			y += document.MM(5)
			text += strings.ReplaceAll(l, "\u00a0", " ") + "\n"
		}
	}
	return &s.res, text
}

func TestAllCharactersRoundTrip(t *testing.T) {
	res, want := everything(t)
	out := write(t, res, document.Info{})
	if err := referee.QPDFCheck(t, out); err != nil {
		t.Error(err)
	}
	got := strings.TrimRight(referee.Text(t, out, "-raw"), "\n\f") + "\n"
	if got != want {
		t.Errorf("text:\n%s\nwant:\n%s", got, want)
	}
	fonts := referee.Fonts(t, out)
	if len(fonts) != 8 {
		t.Errorf("%d fonts, want a base and an extra one for each face", len(fonts))
	}
	for _, f := range fonts {
		if !f.Embedded || !f.Subset || !f.ToUnicode || !strings.HasPrefix(f.Family(), "LiberationSerif") {
			t.Errorf("font %+v", f)
		}
	}
}

// The text of a plan comes out word for word, with the spaces that line breaks have taken.
func TestPlanReadsBack(t *testing.T) {
	res, info := plan(t)
	out := write(t, res, info)
	if err := referee.QPDFCheck(t, out); err != nil {
		t.Error(err)
	}
	text := " " + strings.Join(strings.Fields(referee.Text(t, out, "-raw")), " ") + " "
	for _, want := range planTexts(t) {
		if want = strings.Join(strings.Fields(want), " "); len(want) < 200 && !strings.Contains(text, want) {
			t.Errorf("the file lacks %q", want)
		}
	}
	if len(out) > 60_000 {
		t.Errorf("%d bytes", len(out))
	}
}

// Words stand where layout has put them, in a justified line up to its right end, in both kinds of fonts.
func TestPositions(t *testing.T) {
	s := newSheet(t)
	p := s.page()
	span := s.span(0, "một hai ba bốn năm sáu bảy tám chín mười mười-một cuối", document.Regular, 13.5)
	n := document.EMU(strings.Count(span.Text, " "))
	span.Word = document.EMU(54_321)
	span.Width += n * span.Word
	line := s.put(p, document.MM(30), document.MM(20), span, s.span(0, " đậm", document.Bold, 13.5), s.span(0, "ΔΩ", document.Italic, 13.5), s.span(0, "nghiêng", document.Italic, 13.5))
	end := line.X + line.Spans[3].X + line.Spans[3].Width
	words := referee.Words(t, write(t, &s.res, document.Info{}))
	last := words[len(words)-1]
	if d := words[0].XMin - line.X.Points(); math.Abs(d) > 0.01 {
		t.Errorf("the line begins %.3f pt off", d)
	}
	if d := last.XMax - end.Points(); math.Abs(d) > 0.03 {
		t.Errorf("the line ends %.3f pt off (%q)", d, last.Text)
	}
}

func TestBookmarks(t *testing.T) {
	s := newSheet(t)
	s.page()
	s.page()
	s.res.Outline = []layout.OutlineItem{
		{Title: "I. MỤC ĐÍCH (a)", Level: 1, Page: 0, Y: document.MM(20)}, {Title: "1. Đầu", Level: 2, Page: 0}, {Title: "a) deep", Level: 4, Page: 1},
		{Title: "2. Hai", Level: 2, Page: 1}, {Title: "II. 𝔸", Level: 1, Page: 1},
	}
	out := write(t, &s.res, document.Info{})
	if err := referee.QPDFCheck(t, out); err != nil {
		t.Error(err)
	}
	type item struct {
		Title string
		Page  int `json:"destpageposfrom1"`
		Open  bool
		Kids  []item
	}
	var got struct{ Outlines []item }
	qpdfJSON(t, out, "outlines", &got)
	var b strings.Builder
	var walk func(items []item, indent string)
	walk = func(items []item, indent string) {
		for _, i := range items {
			b.WriteString(indent + i.Title + " " + string(rune('0'+i.Page)) + "\n")
			walk(i.Kids, indent+"  ")
		}
	}
	walk(got.Outlines, "")
	want := "I. MỤC ĐÍCH (a) 1\n  1. Đầu 1\n    a) deep 2\n  2. Hai 2\nII. 𝔸 2\n"
	if b.String() != want {
		t.Errorf("bookmarks:\n%s\nwant:\n%s", b.String(), want)
	}
}

func qpdfJSON(t *testing.T, pdf []byte, key string, v any) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "in.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(referee.Tool(t, "qpdf"), "--json=2", "--json-key="+key, file).Output()
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(out, v); err != nil {
		t.Fatal(err)
	}
}

func TestInfo(t *testing.T) {
	res, info := plan(t)
	info.Title += " <&>"
	out := write(t, res, info)
	got := referee.Info(t, out)
	for key, want := range map[string]string{
		"Title": info.Title, "Author": info.Author, "Subject": info.Subject, "Producer": "vanban", "PDF version": "1.7", "Page size": "595.28 x 841.89 pts (A4)",
	} {
		if got.Fields[key] != want {
			t.Errorf("%s is %q, want %q", key, got.Fields[key], want)
		}
	}
	for _, want := range []string{"<rdf:li xml:lang=\"x-default\">Kế hoạch Triển khai", "năm 2023 &lt;&amp;&gt;<", "<rdf:li>ỦY BAN NHÂN DÂN HUYỆN ĐẮK HÀ<",
		"<rdf:li>vi-VN<", "<xmp:CreateDate>2023-01-05T00:00:00+07:00<"} {
		if !bytes.Contains(out, []byte(want)) {
			t.Errorf("XMP lacks %q", want)
		}
	}
	if d := string(appendInfo(nil, &info, must(created(&info)))); !strings.Contains(d, "/CreationDate(D:20230105000000+07'00)") {
		t.Errorf("Info is %q", d)
	}
	info.Created = "2023-01"
	if _, err := newWriter(t).Write(res, info); err == nil {
		t.Error("half a date was written")
	}
	info.Created = ""
	if out := write(t, res, info); bytes.Contains(out, []byte("CreateDate")) {
		t.Error("a document without a date has one in XMP")
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// The same document gives the same bytes from any writer and any goroutine, beside other documents.
func TestWriteIsDeterministic(t *testing.T) {
	res, info := plan(t)
	other, _ := everything(t)
	want, wantOther := write(t, res, info), write(t, other, document.Info{})
	w := newWriter(t)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 4 {
				a, err := w.Write(res, info)
				b, err2 := w.Write(other, document.Info{})
				if err != nil || err2 != nil || !bytes.Equal(a, want) || !bytes.Equal(b, wantOther) {
					t.Errorf("another file (%v, %v)", err, err2)
				}
			}
		})
	}
	group.Wait()
}

func TestIDFollowsContent(t *testing.T) {
	id := func(build func(*sheet), info document.Info) string {
		s := newSheet(t)
		build(s)
		out := write(t, &s.res, info)
		i := bytes.Index(out, []byte("/ID["))
		return string(out[i : i+70])
	}
	seen := map[string]string{}
	for name, build := range pages {
		v := id(build, document.Info{})
		if before, ok := seen[v]; ok {
			t.Errorf("%s and %s have one ID", name, before)
		}
		seen[v] = name
		if v == id(build, document.Info{Title: "x"}) {
			t.Errorf("%s: another title, the same ID", name)
		}
	}
}
