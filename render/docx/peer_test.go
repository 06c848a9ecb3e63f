package docx_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/klauspost/compress/flate"
	peer "github.com/nguyenthenguyen/docx"

	d "vanban/document"
	"vanban/render/docx"
)

// TestPeer opens our files with another library for Word files, as an office's own scripts may: a placeholder that a clerk
// typed into the text is one string in the file, and filling it in leaves a good file.
func TestPeer(t *testing.T) {
	file := write(t, section(letterhead(), para(d.LoiVan, "Kính gửi {{ten}}, về việc <b>khen thưởng</> & <lt>thi đua>./.")))
	r, err := peer.ReadDocxFromMemory(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	edit := r.Editable()
	for _, want := range []string{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "{{ten}}", "&amp; &lt;thi đua&gt;./."} {
		if !strings.Contains(edit.GetContent(), want) {
			t.Errorf("no %q in its text", want)
		}
	}
	if err := edit.Replace("{{ten}}", "ông Nguyễn Văn A", -1); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := edit.Write(&out); err != nil {
		t.Fatal(err)
	}
	before, after := unzip(t, file), unzip(t, out.Bytes())
	if got := string(after["word/document.xml"]); !strings.Contains(got, "Kính gửi ông Nguyễn Văn A, về việc") {
		t.Error("the placeholder was not filled in")
	}
	delete(before, "word/document.xml")
	for name, want := range before {
		if !bytes.Equal(after[name], want) {
			t.Errorf("%s has changed", name)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	w, doc, s := docx.New(), plan(b), sheet(b)
	b.ReportAllocs()
	size := 0
	for b.Loop() {
		file, err := w.Write(doc, s)
		if err != nil {
			b.Fatal(err)
		}
		size = len(file)
	}
	b.ReportMetric(float64(size), "bytes/file")
}

// BenchmarkPeer makes the same file with nguyenthenguyen/docx, in the best way found: a package made once, stored, with
// the notes in it already, one marker in place of the document. The text's XML, which it can't make, is a gift.
// See docs/adr/0002-docx-writer.md.
func BenchmarkPeer(b *testing.B) {
	parts := unzip(b, write(b, plan(b)))
	text := string(parts["word/document.xml"])
	parts["word/document.xml"] = []byte("{{document}}")
	var template bytes.Buffer
	z := zip.NewWriter(&template)
	for name, content := range parts {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := w.Write(content); err != nil {
			b.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	size := 0
	for b.Loop() {
		r, err := peer.ReadDocxFromMemory(bytes.NewReader(template.Bytes()), int64(template.Len()))
		if err != nil {
			b.Fatal(err)
		}
		edit := r.Editable()
		edit.ReplaceRaw("{{document}}", text, 1)
		var out bytes.Buffer
		if err := edit.Write(&out); err != nil {
			b.Fatal(err)
		}
		size = out.Len()
	}
	b.ReportMetric(float64(size), "bytes/file")
}

// BenchmarkLevels deflates the document of the plan: what a level costs and what it saves.
func BenchmarkLevels(b *testing.B) {
	content := unzip(b, write(b, plan(b)))["word/document.xml"]
	for _, level := range []int{1, 2, 3, 4, 5, 6, 9} {
		b.Run(fmt.Sprint(level), func(b *testing.B) {
			var out bytes.Buffer
			w, err := flate.NewWriter(&out, level)
			if err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				out.Reset()
				w.Reset(&out)
				if _, err := w.Write(content); err != nil {
					b.Fatal(err)
				}
				if err := w.Close(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(out.Len()), "bytes/file")
		})
	}
}
