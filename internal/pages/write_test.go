package pages

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vanban/internal/referee"
	"vanban/internal/service"
)

// sampleOf returns a sample of the plans.
func sampleOf(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(referee.Root(t), "templates", "kehoach", "samples", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// post sends something to the service as a program does.
func post(t *testing.T, address, media string, body []byte) []byte {
	t.Helper()
	answer, err := http.Post(address, media, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = answer.Body.Close() }()
	data, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode >= 300 {
		t.Fatalf("%s: %d %v %.500s", address, answer.StatusCode, err, data)
	}
	return data
}

// wordText is the text of a Word file as Word puts it on the clipboard: a line for a paragraph, a tab between cells.
func wordText(t *testing.T, file []byte) string {
	t.Helper()
	packed, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	part, err := packed.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = part.Close() }()
	var b strings.Builder
	cells, depth, in := 0, 0, xml.NewDecoder(part)
	for {
		token, err := in.Token()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "tc":
				if depth++; cells > 0 {
					b.WriteByte('\t')
				}
				cells++
			case "p":
				if s := b.String(); depth > 0 && s != "" && !strings.HasSuffix(s, "\t") && !strings.HasSuffix(s, "\n") {
					b.WriteByte('\n') // of one cell
				}
			case "br":
				b.WriteByte('\n')
			case "tab":
				b.WriteByte('\t')
			case "t":
				var text string
				if err := in.DecodeElement(&text, &e); err != nil {
					t.Fatal(err)
				}
				b.WriteString(text)
			}
		case xml.EndElement:
			switch e.Name.Local {
			case "tc":
				depth--
			case "tr":
				cells = 0
				b.WriteByte('\n')
			case "p":
				if depth == 0 {
					b.WriteByte('\n')
				}
			}
		}
	}
}

// plain is the text of a PDF with all white space squeezed.
func plain(t *testing.T, pdf []byte) string {
	t.Helper()
	return squeezed(referee.Text(t, pdf, "-layout"))
}

// clean checks a file with the service's own checker.
func clean(t *testing.T, url string, file []byte) {
	t.Helper()
	var report struct {
		Clean bool
		Rules []json.RawMessage
	}
	data := post(t, url+"/v1/checks", "application/octet-stream", file)
	if err := json.Unmarshal(data, &report); err != nil || !report.Clean {
		t.Errorf("not in form: %v %.1500s", err, data)
	}
}

// takeFiles presses what downloads the files.
func takeFiles(b *tab) (word, pdf download) {
	b.t.Helper()
	b.click(button("Tải Word"))
	word = b.take()
	b.click(button("Tải PDF"))
	return word, b.take()
}

// TestPlanFromText: the text of last year's plan is pasted on the first page, what was not understood is put right, and both files say what the original says.
func TestPlanFromText(t *testing.T) {
	p := service.Start(t)
	sample := sampleOf(t, "so-gddt-dak-nong.json")
	text := wordText(t, post(t, p.URL+"/v1/documents?format=docx", "application/json", sample))
	b := browse(t, p.URL)
	b.goTo("/")
	b.focus(field("Dán nội dung văn bản"))
	b.paste(text)
	b.leaving(func() { b.click(button("Đọc văn bản")) })
	b.until(byID("o-subject"))
	corrections := 0
	correct := func(id, text string) {
		if eval[string](b, byID(id)+".value") == text {
			return
		}
		corrections++
		b.fill(byID(id), text)
	}
	correct("o-subject", "Tổ chức thực hiện Phong trào thi đua thực hiện thắng lợi Nghị quyết Đại hội Đảng bộ tỉnh Đắk Nông lần thứ XII, nhiệm kỳ 2020 - 2025")
	word, pdf := takeFiles(b)
	t.Logf("%d corrections; %s, %s", corrections, word.name, pdf.name)
	if corrections >= 15 {
		t.Errorf("%d corrections", corrections)
	}
	if got, want := plain(t, pdf.data), plain(t, post(t, p.URL+"/v1/documents?format=pdf", "application/json", sample)); got != want {
		t.Errorf("the PDF says\n%s\nand not\n%s", got, want)
	}
	if got := wordText(t, word.data); squeezed(got) != squeezed(text) {
		t.Errorf("the Word file says\n%s", got)
	}
	clean(t, p.URL, word.data)
	clean(t, p.URL, pdf.data)
}
