package intake_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"vanban/intake"
	"vanban/read"
	"vanban/thethuc"
)

// offices returns the invented documents in the forms in which offices have them: pasted from Word, from PDF with and without its layout,
// from a messenger, scanned; Markdown; DOCX with automatic numbers, tabs, text boxes and tracked changes, and of LibreOffice.
func offices(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/offices/*-*.*")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range files {
		if !strings.HasSuffix(f, ".json") {
			out = append(out, f)
		}
	}
	if len(out) < 15 {
		t.Fatalf("%d files", len(out))
	}
	return out
}

// TestOffices compares what is read with the JSON beside each file. What a type still needs is not looked at: that is the type's own.
func TestOffices(t *testing.T) {
	for _, file := range offices(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			res := importFile(t, readFile(t, file), intake.Hint{})
			var notes []intake.Note
			for _, n := range res.Notes {
				if !strings.HasSuffix(n.Message, ".") || strings.Contains(strings.TrimSuffix(n.Message, "."), ". ") {
					t.Errorf("%s is not told in one sentence: %s", n.Code, n.Message)
				}
				if n.Code != "problem" && n.Code != "type_not_rendered" {
					notes = append(notes, n)
				}
			}
			var b bytes.Buffer
			e := json.NewEncoder(&b)
			e.SetEscapeHTML(false)
			e.SetIndent("", "  ")
			if err := e.Encode(map[string]any{"document": json.RawMessage(res.JSON), "notes": notes}); err != nil {
				t.Fatal(err)
			}
			golden := file + ".json"
			if os.Getenv("UPDATE_GOLDEN") == "1" {
				if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if want := readFile(t, golden); !bytes.Equal(want, b.Bytes()) {
				t.Errorf("UPDATE_GOLDEN=1 rewrites; got\n%s", b.Bytes())
			}
		})
	}
}

// TestNoLoss takes paragraphs out of the files, doubles and moves them: every letter and digit of the file is in the JSON, in a note, or
// among the words that the form prints once. Numbers before paragraphs are the numbering's, and tested with it.
func TestNoLoss(t *testing.T) {
	const mutants = 25
	for _, file := range offices(t) {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data := readFile(t, file)
			random := rand.New(rand.NewPCG(1, uint64(len(data))))
			for k := range mutants {
				changed := data
				if k > 0 {
					changed = mutate(t, random, data)
				}
				res := importFile(t, changed, intake.Hint{Markdown: strings.HasSuffix(file, ".md")})
				if missing := lost(t, changed, res); missing != "" {
					t.Errorf("mutant %d: %q is nowhere", k, missing)
				}
			}
		})
	}
}

// pieces are what a mutant is made of: lines, and paragraphs without others inside.
var (
	wordParagraph = regexp.MustCompile(`<w:p(?: [^>]*)?>(?:<w:pPr>.*?</w:pPr>)?(?:<w:r[ >].*?</w:r>)*</w:p>`)
	wordText      = regexp.MustCompile(`<w:(?:t|delText)(?: [^>]*)?>([^<]*)</w:`)
	fallback      = regexp.MustCompile(`(?s)<mc:Fallback>.*?</mc:Fallback>`)
	markdownMarks = regexp.MustCompile(`\[\^[^\]\s]{1,20}\]|<br>`)
)

func mutate(t *testing.T, random *rand.Rand, data []byte) []byte {
	if !bytes.HasPrefix(data, []byte("PK")) {
		lines := strings.SplitAfter(string(data), "\n")
		for range 3 {
			shuffle(random, &lines)
		}
		return []byte(strings.Join(lines, ""))
	}
	return rewrite(t, data, func(xml string) string {
		if strings.Contains(xml, "txbxContent") {
			return xml
		}
		var parts []string
		from := 0
		for _, m := range wordParagraph.FindAllStringIndex(xml, -1) {
			parts = append(parts, xml[from:m[0]], xml[m[0]:m[1]])
			from = m[1]
		}
		for range 3 {
			if len(parts) > 3 {
				i, k := 2*random.IntN(len(parts)/2)+1, 2*random.IntN(len(parts)/2)+1
				parts[i] += parts[k]
			}
		}
		return strings.Join(parts, "") + xml[from:]
	})
}

// shuffle drops, doubles or moves one line.
func shuffle(random *rand.Rand, lines *[]string) {
	list := *lines
	i, k := random.IntN(len(list)), random.IntN(len(list))
	line := list[i]
	if random.IntN(3) > 0 {
		list = append(list[:i:i], list[i+1:]...)
		k = min(k, len(list))
	}
	if random.IntN(3) > 0 {
		list = append(list[:k:k], append([]string{line}, list[k:]...)...)
	}
	*lines = list
}

// rewrite makes a DOCX with another main part.
func rewrite(t *testing.T, data []byte, change func(string) string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, part := range unzip(t, data) {
		if name == "word/document.xml" {
			part = change(part)
		}
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(part)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func unzip(t *testing.T, data []byte) map[string]string {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range r.File {
		rc, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(rc)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(b)
	}
	return parts
}

// letters counts the letters and digits of texts, capitals as small ones.
type letters map[rune]int

func (l letters) add(s string, by int) {
	for _, r := range strings.ToLower(norm.NFC.String(s)) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			l[r] += by
		}
	}
}

// lost returns the letters of a file that its import has nowhere.
func lost(t *testing.T, data []byte, res *intake.Result) string {
	t.Helper()
	have := letters{}
	var doc map[string]any
	if err := json.Unmarshal(res.JSON, &doc); err != nil {
		t.Fatal(err)
	}
	have.document(doc)
	for _, n := range res.Notes {
		have.add(n.Text, 1)
	}
	if bytes.HasPrefix(data, []byte("PK")) {
		parts := unzip(t, data)
		for _, name := range []string{"word/document.xml", "word/footnotes.xml"} {
			for _, m := range wordText.FindAllStringSubmatch(fallback.ReplaceAllString(parts[name], ""), -1) {
				have.add(strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">").Replace(m[1]), -1)
			}
		}
	} else {
		have.add(markdownMarks.ReplaceAllString(string(data), ""), -1)
	}
	for s := range intake.Texts(res.Manuscript) {
		if label, _, ok := read.CutLabel(s); ok {
			have.add(label.Text, 1)
		}
	}
	var missing strings.Builder
	for r, n := range have {
		if n < 0 {
			missing.WriteString(strings.Repeat(string(r), -n))
		}
	}
	return missing.String()
}

// document counts what a document of the JSON says, and the words that the form prints of it.
func (l letters) document(d map[string]any) {
	kind, _ := d["type"].(string)
	k, _ := thethuc.KindOf(kind)
	l.add("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập Tự do Hạnh phúc Số ngày tháng năm Nơi nhận "+k.Name, 1)
	switch kind {
	case "quyet-dinh":
		l.add("QUYẾT ĐỊNH", 1)
	case "nghi-quyet":
		l.add("QUYẾT NGHỊ", 1)
	}
	if _, ok := d["salutation"]; ok {
		l.add("Kính gửi", 1)
	}
	attached := "Kèm theo " + k.Name + " số ngày tháng năm của "
	l.value(d["code"])
	for _, key := range []string{"appendices", "enclosures"} {
		list, _ := d[key].([]any)
		for i, v := range list {
			part, _ := v.(map[string]any)
			if key == "enclosures" {
				l.document(part)
			}
			if b, _ := json.Marshal([]any{part["title"], part["subject"]}); strings.Contains(string(b), "èm theo") {
				continue
			}
			l.add(attached+"Phụ lục "+strings.Repeat("I", i+1), 1) // the form prints these lines of the document's own words
			for _, own := range []string{"code", "date", "authority", "organ"} {
				l.value(d[own])
			}
		}
	}
	for key, v := range d {
		switch key {
		case "type", "numbering", "orientation", "options", "enclosures", "code":
		default:
			l.value(v)
		}
	}
}

func (l letters) value(v any) {
	switch v := v.(type) {
	case string:
		l.add(v, 1)
	case []any:
		for _, e := range v {
			l.value(e)
		}
	case map[string]any:
		if _, ok := v["date"]; ok { // of a signer
			l.add("ngày tháng năm", 1)
		}
		for key, e := range v {
			switch key {
			case "label", "numbering", "restart", "align", "valign", "orientation", "width":
			case "columns":
				if v["column_numbers"] == true {
					for i := range len(e.([]any)) {
						l.add(strconv.Itoa(i+1), 1)
					}
				}
			default:
				l.value(e)
			}
		}
	}
}
