package service

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
	"slices"
	"strings"
	"testing"

	"vanban/client"
	"vanban/internal/referee"
)

// problemOf is the refusal that an error is, with its code.
func problemOf(t testing.TB, err error, status int, code string) *client.Problem {
	t.Helper()
	var p *client.Problem
	if !errors.As(err, &p) || p.Status != status || p.Code != code {
		t.Fatalf("%v, want %d %s", err, status, code)
	}
	return p
}

// TestBatchAgain sends a batch again after the server was killed: the same key and body are the same batch, however the process fared.
func TestBatchAgain(t *testing.T) {
	data := t.TempDir()
	p := Start(t, "--data", data)
	s := &client.Submission{Base: certificate, Items: people(300)}
	first, err := caller(p).Submit(t.Context(), s, nil, "dot-1")
	if err != nil {
		t.Fatal(err)
	}
	p.kill(t)
	c := caller(Start(t, "--data", data))
	again, err := c.Submit(t.Context(), s, nil, "dot-1")
	if err != nil || again.ID != first.ID {
		t.Fatalf("%+v, %v, want %s", again, err, first.ID)
	}
	everyRowOnce(t, c, finished(t, c, first.ID), 300)
	s.Title = "Khác"
	_, err = c.Submit(t.Context(), s, nil, "dot-1")
	_ = problemOf(t, err, http.StatusConflict, "idempotency_conflict")
	if list, err := c.Batches(t.Context()); err != nil || len(list) != 1 {
		t.Errorf("%d batches, %v", len(list), err)
	}
}

// TestCancelBatch cancels a batch in the middle: whoever watches it sees that, its rows are not made any more, and it can be removed.
func TestCancelBatch(t *testing.T) {
	const rows = 50_000
	c := caller(Start(t, "--batch-workers", "1"))
	b := submit(t, c, &client.Submission{Base: certificate, Items: people(rows)})
	cancelled := false
	for e, err := range events(t.Context(), c, b.ID) {
		if err != nil {
			t.Fatal(err)
		}
		if !cancelled && e.batch.Counts.Done > 0 {
			cancelled = true
			if err := c.Remove(t.Context(), b.ID); err != nil {
				t.Fatal(err)
			}
		}
		if e.batch.Ended() && (e.name != "end" || e.batch.State != "cancelled" || e.batch.Counts.Done >= rows || len(e.batch.Files) > 0) {
			t.Errorf("%s: %+v", e.name, e.batch)
		}
	}
	// Rows of a batch that comes behind it are made when those that were out are.
	finished(t, c, submit(t, c, &client.Submission{Base: certificate, Items: people(3)}).ID)
	_, err := c.Correct(t.Context(), b.ID, map[int]json.RawMessage{1: nil})
	_ = problemOf(t, err, http.StatusConflict, "wrong_state")
	if err := c.Remove(t.Context(), b.ID); err != nil {
		t.Fatal(err)
	}
	_, err = c.Batch(t.Context(), b.ID)
	_ = problemOf(t, err, http.StatusNotFound, "no_such_batch")
}

// TestAward has three outputs of one list: decision and list are withheld until the last row is right, and then all of them agree, read
// back from the finished files. A row that is issued again leaves it so.
func TestAward(t *testing.T) {
	folder := filepath.Join(referee.Root(t), "templates", "khenthuong", "samples", "dot-khen-thuong")
	read := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	list := slices.Concat(read("danh-sach.csv"), []byte("\n9;Ông;;Công an viên;Thôn Suối Lìn;Đã có thành tích xuất sắc trong giữ gìn an ninh trật tự;\n"))
	c := caller(Start(t))
	b, err := c.Submit(t.Context(), &client.Submission{Base: json.RawMessage(read("giay-khen.json")), Award: json.RawMessage(read("quyet-dinh.json")), Files: []string{"merged", "docx"}}, list, "")
	if err != nil {
		t.Fatal(err)
	}
	papers := func(b *client.Batch) (n int) {
		for _, f := range b.Files {
			if isDecision(f) {
				n++
			}
		}
		return n
	}
	end := finished(t, c, b.ID)
	if end.Counts.Failed != 1 || end.Withheld == "" || papers(end) != 0 || manifestOf(t, c, end).Withheld != end.Withheld {
		t.Fatalf("%+v", end)
	}
	failed, _, err := c.Rows(t.Context(), b.ID, "failed", 0)
	if err != nil || len(failed) != 1 || len(failed[0].Problems) == 0 {
		t.Fatalf("%+v, %v", failed, err)
	}
	var patch struct {
		Recipient map[string]any `json:"recipient"`
		Citation  any            `json:"citation"`
		Number    string         `json:"register_number"`
	}
	if err := json.Unmarshal(failed[0].Patch, &patch); err != nil || patch.Recipient == nil || patch.Number == "" {
		t.Fatalf("%s: %v", failed[0].Patch, err)
	}
	patch.Recipient["name"] = "Lò Văn Pâng"
	fixed, err := json.Marshal(patch)
	if err != nil {
		t.Fatal(err)
	}
	for revision, patches := range []map[int]json.RawMessage{{failed[0].Row: fixed}, {2: nil}} {
		if _, err := c.Correct(t.Context(), b.ID, patches); err != nil {
			t.Fatal(err)
		}
		end = finished(t, c, b.ID)
		if end.Revision != revision+1 || end.Counts.Failed != 0 || end.Withheld != "" || papers(end) != 2 {
			t.Fatalf("%+v", end)
		}
		agree(t, c, end, patch.Number)
	}
}

// isDecision tells the papers of an award by the name of their type.
func isDecision(f client.BatchFile) bool { return strings.Contains(f.Name, "Quyết định") }

// agree reads the finished files of an award back and compares them with one another.
func agree(t *testing.T, c *client.Client, b *client.Batch, last string) {
	t.Helper()
	flat := func(text string) string { return strings.Join(strings.Fields(text), " ") }
	paper := func(suffix string) []byte {
		for _, f := range b.Files {
			if isDecision(f) && strings.HasSuffix(f.Name, suffix) {
				return file(t, c, b, f.Name)
			}
		}
		t.Fatalf("no %s of the decision", suffix)
		return nil
	}
	outputs := map[string]string{
		"decision, PDF":  flat(referee.Text(t, paper(".pdf"), "-raw")),
		"decision, DOCX": flat(wordsOf(t, paper(".docx"))),
	}
	m := manifestOf(t, c, b)
	certificates := slices.DeleteFunc(slices.Clone(b.Files), isDecision)
	pages := strings.Split(referee.Text(t, file(t, c, &client.Batch{ID: b.ID, Files: certificates}, ".pdf")), "\f")
	if len(pages) != m.Rows+1 { // the last one ends with a form feed, too
		t.Fatalf("%d pages for %d rows", len(pages)-1, m.Rows)
	}
	for where, text := range outputs {
		// What the decision counts is what the list has.
		for _, want := range []string{"02 tập thể", "01 hộ gia đình", "06 cá nhân", "318/QĐ-UBND"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: no %q in %.1500s", where, want, text)
			}
		}
		at := 0
		for _, item := range m.Items {
			i := strings.Index(text[at:], item.Name)
			if i < 0 {
				t.Errorf("%s: no %q behind the one before it", where, item.Name)
				continue
			}
			at += i + len(item.Name)
		}
	}
	for i, item := range m.Items {
		page := flat(pages[i])
		for _, want := range []string{item.Name, "318/QĐ-UBND", "ngày 18 tháng 8 năm 2026", "Hoàng Minh Đức"} {
			if !strings.Contains(page, want) {
				t.Errorf("certificate %d: no %q in %q", i+1, want, page)
			}
		}
	}
	if page := flat(pages[m.Rows-1]); !strings.Contains(page, last) {
		t.Errorf("the last certificate has no number %q: %q", last, page)
	}
}

// wordsOf returns the text of a DOCX, with a space behind each paragraph.
func wordsOf(t testing.TB, docx []byte) string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		t.Fatal(err)
	}
	part, err := archive.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = part.Close() }()
	var b strings.Builder
	in := false
	for dec := xml.NewDecoder(part); ; {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return b.String()
		}
		if err != nil {
			t.Fatal(err)
		}
		switch el := token.(type) {
		case xml.StartElement:
			in = el.Name.Local == "t"
			if el.Name.Local == "br" || el.Name.Local == "tab" {
				b.WriteByte(' ')
			}
		case xml.EndElement:
			in = false
			if el.Name.Local == "p" {
				b.WriteByte(' ')
			}
		case xml.CharData:
			if in {
				b.Write(el)
			}
		}
	}
}
