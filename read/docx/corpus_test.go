package docx_test

import (
	"archive/zip"
	"bytes"
	"context"
	"html"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"vanban/document"
	"vanban/internal/samples"
	"vanban/read"
	"vanban/read/docx"
)

// corpus returns real files of offices, which lie beside the repository on some machines.
func corpus(t testing.TB) []string {
	t.Helper()
	list, err := filepath.Glob("../../../shared/corpus/*.docx")
	if err != nil || len(list) == 0 {
		t.Skip("there is no corpus")
	}
	return list
}

var (
	textElement = regexp.MustCompile(`<w:(?:t|delText)(?: [^>]*)?>([^<]*)</w:(?:t|delText)>`)
	fallback    = regexp.MustCompile(`(?s)<mc:Fallback>.*?</mc:Fallback>`)
)

// Every character of w:t stands in the manuscript: counted by a regular expression that knows nothing of how it is read.
func TestCorpusLosesNothing(t *testing.T) {
	for _, name := range corpus(t) {
		file, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		m, err := docx.Read(context.Background(), file)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		checkNothingLost(t, name, file, m)
	}
}

func checkNothingLost(t *testing.T, name string, file []byte, m *read.Manuscript) {
	t.Helper()
	want := map[rune]int{}
	for _, part := range []string{"word/document.xml", "word/footnotes.xml"} {
		for _, found := range textElement.FindAllSubmatch(fallback.ReplaceAll(unzip(t, file, part), nil), -1) {
			count(want, html.UnescapeString(string(found[1])), 1)
		}
	}
	got := map[rune]int{}
	for _, list := range blocksOf(m) {
		for _, p := range paragraphs(list) {
			for _, r := range p.Runs {
				count(got, r.Text, 1)
			}
		}
	}
	for _, r := range m.Remarks {
		count(got, r.Text, 1)
	}
	for r, n := range want {
		if got[r] < n {
			t.Errorf("%s: %d of %d %q are there", name, got[r], n, r)
		}
	}
}

func blocksOf(m *read.Manuscript) [][]read.Block {
	all := [][]read.Block{m.Blocks}
	for _, n := range m.Notes {
		all = append(all, n.Blocks)
	}
	return all
}

func count(set map[rune]int, s string, by int) {
	for _, r := range norm.NFC.String(s) {
		if !unicode.IsSpace(r) && !unicode.IsControl(r) {
			set[r] += by
		}
	}
}

func unzip(t testing.TB, file []byte, name string) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := r.Open(name)
	if err != nil {
		return nil
	}
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// The texts beside the files were made by other means: nearly all of their words are read in nearly their order.
func TestCorpusText(t *testing.T) {
	for _, name := range corpus(t) {
		want, err := os.ReadFile(strings.TrimSuffix(name, ".docx") + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		file, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		m, err := docx.Read(context.Background(), file)
		if err != nil {
			t.Fatal(err)
		}
		words := map[string]int{}
		for _, list := range blocksOf(m) {
			for _, s := range texts(list) {
				for _, w := range letters(s) {
					words[w]++
				}
			}
		}
		_, body, _ := strings.Cut(string(want), "\n")
		body = markup.ReplaceAllString(body, " ")
		total, missing := 0, 0
		for _, w := range letters(body) {
			total++
			if words[w]--; words[w] < 0 {
				missing++
			}
		}
		if missing*100 > total {
			t.Errorf("%s: %d of %d words are not read", filepath.Base(name), missing, total)
		}
	}
}

// markup is what the texts say of tables and notes.
var markup = regexp.MustCompile(`\{cs=\d+\}|<br>|\[\^\d+\]:?`)

func letters(s string) []string {
	return strings.FieldsFunc(norm.NFC.String(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// Our own files come back as they were made: text, sizes, page, rules and notes. They hold no remarks.
func TestSamples(t *testing.T) {
	all := samples.Documents(t)
	for _, s := range all {
		file, _, err := samples.Render(s.JSON)
		if err != nil {
			t.Fatal(err)
		}
		m, err := docx.Read(context.Background(), file)
		if err != nil {
			t.Fatalf("%s: %v", s.Name, err)
		}
		checkNothingLost(t, s.Name, file, m)
		for _, r := range m.Remarks {
			t.Errorf("%s: %s %q", s.Name, r.Code, r.Text)
		}
		for _, sec := range m.Sections {
			checkSection(t, s.Name, &sec)
		}
		for _, p := range paragraphs(m.Blocks) {
			for _, r := range p.Runs {
				if r.Font != "Times New Roman" || r.Size < 10*document.Point || r.Size > 14*document.Point {
					t.Errorf("%s: %s %v %q", s.Name, r.Font, r.Size.Points(), r.Text)
				}
			}
		}
		for _, r := range rules(m.Blocks) {
			if r.Kind != read.Border || !r.Centred || r.Length <= 0 || r.Weight <= 0 {
				t.Errorf("%s: rule %+v", s.Name, r)
			}
		}
	}
	if len(all) < 100 {
		t.Errorf("only %d samples", len(all))
	}
}

func checkSection(t *testing.T, name string, s *read.Section) {
	t.Helper()
	p := s.Page
	short, long := min(p.Width, p.Height), max(p.Width, p.Height)
	near := func(v document.EMU, mm float64) bool { d := v - document.MM(mm); return max(d, -d) <= document.Twip }
	if !near(short, 210) || !near(long, 297) || p.Landscape != (p.Width > p.Height) {
		t.Errorf("%s: sheet %+v", name, p)
	}
	for _, v := range []document.EMU{p.Top, p.Bottom, p.Left, p.Right} {
		if v < document.MM(14.9) || v > document.MM(35.1) {
			t.Errorf("%s: margins %+v", name, p)
		}
	}
	n := s.Number
	if !n.Shown || n.OnFirst || n.Footer || n.Align != document.AlignCenter || n.Roman || n.Run.Size < 13*document.Point || len(s.Header) > 0 {
		t.Errorf("%s: page number %+v, header %v", name, n, texts(s.Header))
	}
}

// Reading is a function of the file alone.
func TestReadParallel(t *testing.T) {
	file, _, err := samples.Render(samples.All(t)[0].JSON)
	if err != nil {
		t.Fatal(err)
	}
	want := texts(manuscriptOf(t, file).Blocks)
	done := make(chan []string)
	for range 8 {
		go func() {
			m, err := docx.Read(context.Background(), file)
			if err != nil {
				done <- nil
				return
			}
			done <- texts(m.Blocks)
		}()
	}
	for range 8 {
		if got := <-done; !slices.Equal(got, want) {
			t.Errorf("got %d paragraphs, want %d", len(got), len(want))
		}
	}
}

func manuscriptOf(t testing.TB, file []byte) *read.Manuscript {
	t.Helper()
	m, err := docx.Read(context.Background(), file)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func BenchmarkRead(b *testing.B) {
	for _, s := range samples.All(b) {
		if s.Name != "kehoach/ubnd-dak-ha-2023" {
			continue
		}
		file, _, err := samples.Render(s.JSON)
		if err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(len(file)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := docx.Read(context.Background(), file); err != nil {
				b.Fatal(err)
			}
		}
	}
}
