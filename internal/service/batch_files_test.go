package service

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"vanban/client"
	"vanban/internal/referee"
)

// file returns a file of a batch by the end of its name, and sees that it is what the API says.
func file(t testing.TB, c *client.Client, b *client.Batch, ending string) []byte {
	t.Helper()
	i := slices.IndexFunc(b.Files, func(f client.BatchFile) bool { return strings.HasSuffix(f.Name, ending) })
	if i < 0 {
		t.Fatalf("no file …%s: %+v", ending, b.Files)
	}
	f := b.Files[i]
	var data bytes.Buffer
	if err := c.Download(t.Context(), b.ID, f.Name, &data); err != nil {
		t.Fatal(err)
	}
	if sum := sha256.Sum256(data.Bytes()); hex.EncodeToString(sum[:]) != f.SHA256 || int64(data.Len()) != f.Bytes {
		t.Errorf("%s is not what the batch says: %d bytes of %d", f.Name, data.Len(), f.Bytes)
	}
	return data.Bytes()
}

// manifest is what a batch says of its rows.
type manifest struct {
	Rows, Done, Failed int
	Files              []entry
	Items              []struct {
		Row, Page, Pages int
		Name, Status     string
		Files            []entry
	}
	Withheld string
}

type entry struct {
	Name, SHA256 string
	Bytes        int64
}

func manifestOf(t testing.TB, c *client.Client, b *client.Batch) *manifest {
	t.Helper()
	m := new(manifest)
	if err := json.Unmarshal(file(t, c, b, "manifest.json"), m); err != nil {
		t.Fatal(err)
	}
	return m
}

// everyRowOnce sees that people's certificates are all in the files, once and in order, and that the manifest says so.
func everyRowOnce(t testing.TB, c *client.Client, b *client.Batch, rows int) {
	t.Helper()
	if b.Counts.Done != rows || b.Counts.Total != rows || b.Counts.Failed != 0 {
		t.Errorf("%+v", b.Counts)
	}
	m := manifestOf(t, c, b)
	if m.Rows != rows || m.Done != rows || m.Failed != 0 || len(m.Items) != rows {
		t.Fatalf("the manifest has %d items: %d rows, %d done, %d failed", len(m.Items), m.Rows, m.Done, m.Failed)
	}
	merged := file(t, c, b, ".pdf")
	if n := referee.Info(t, merged).Pages; n != rows {
		t.Errorf("%d pages", n)
	}
	text := referee.Text(t, merged)
	pages := strings.Split(text, "\f")
	if n := strings.Count(text, "Nguyễn Thị Hồng Hạnh"); n != rows {
		t.Errorf("%d names in the PDF", n)
	}
	inside := map[string]*zip.File{}
	for _, f := range b.Files {
		if path := filepath.Ext(f.Name); path == ".zip" {
			data := file(t, c, b, f.Name)
			archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
			if err != nil {
				t.Fatal(err)
			}
			for _, in := range archive.File {
				if inside[in.Name] != nil {
					t.Errorf("%s twice", in.Name)
				}
				inside[in.Name] = in
			}
		}
	}
	for i := range m.Items {
		item := &m.Items[i]
		if item.Row != i+1 || item.Page != i+1 || item.Pages != 1 || item.Status != "done" || item.Name != nameOf(i+1) {
			t.Fatalf("item %d: %+v", i+1, item)
		}
		if i < len(pages) && !strings.Contains(pages[i], nameOf(i+1)) {
			t.Fatalf("page %d is about somebody else: %q", i+1, pages[i])
		}
		for _, f := range item.Files {
			if in := inside[f.Name]; in == nil || sumOf(t, in) != f.SHA256 {
				t.Errorf("%s is not what the manifest says", f.Name)
			}
			delete(inside, f.Name)
		}
	}
	if len(inside) > 0 {
		t.Errorf("files of no row: %v", inside)
	}
	for _, f := range m.Files {
		if i := slices.IndexFunc(b.Files, func(o client.BatchFile) bool { return o.Name == f.Name }); i < 0 || b.Files[i].SHA256 != f.SHA256 || b.Files[i].Bytes != f.Bytes {
			t.Errorf("manifest and batch say different things of %s", f.Name)
		}
	}
}

func sumOf(t testing.TB, f *zip.File) string {
	t.Helper()
	r, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	sum := sha256.New()
	if _, err := io.Copy(sum, r); err != nil {
		t.Fatal(err)
	}
	return hex.EncodeToString(sum.Sum(nil))
}
