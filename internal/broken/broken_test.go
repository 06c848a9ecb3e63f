package broken

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"vanban/internal/referee"
)

// read returns a file of the corpus.
func read(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(referee.Root(t), filepath.FromSlash(Folder), name))
	if err != nil {
		t.Fatalf("%v; go run ./internal/broken/make -missing makes it", err)
	}
	return data
}

// TestWordFilesAreValid has Microsoft's validator look at the unbroken files and at one DOCX in eight: what is broken is the form of the
// document, not the file. The validator takes a second for each; the script has it look at every file that it makes.
func TestWordFilesAreValid(t *testing.T) {
	docx := map[string][]byte{}
	for i, f := range All() {
		if f.Maker == Word && (f.Rule == Sound || i%8 == 0) {
			docx[f.Name()] = read(t, f.Name())
		}
	}
	for name, errs := range referee.OOXML(t, referee.Office2019, docx) {
		for _, e := range errs {
			t.Errorf("%s: %s", name, e)
		}
	}
}

// TestPDFFilesAreValid has qpdf look at the PDF.
func TestPDFFilesAreValid(t *testing.T) {
	for _, f := range All() {
		if f.Maker == Word {
			continue
		}
		if err := referee.QPDFCheck(t, read(t, f.Name())); err != nil {
			t.Errorf("%s: %v", f.Name(), err)
		}
	}
}

// TestManifest wants the folder to hold the corpus, the manifest and nothing else.
func TestManifest(t *testing.T) {
	want := map[string]bool{"MANIFEST.txt": true}
	all := All()
	for i := range all {
		if want[all[i].Name()] {
			t.Errorf("two files are called %s", all[i].Name())
		}
		want[all[i].Name()] = true
	}
	if got := string(read(t, "MANIFEST.txt")); got != Manifest(all) {
		t.Errorf("MANIFEST.txt is not of this corpus; go run ./internal/broken/make -missing writes it")
	}
	entries, err := os.ReadDir(filepath.Join(referee.Root(t), filepath.FromSlash(Folder)))
	if err != nil {
		t.Fatal(err)
	}
	var size int64
	for _, e := range entries {
		if !want[e.Name()] {
			t.Errorf("%s is not in the corpus", e.Name())
		}
		delete(want, e.Name())
		if info, err := e.Info(); err == nil {
			size += info.Size()
		}
	}
	for name := range want {
		t.Errorf("%s is not there; go run ./internal/broken/make -missing makes it", name)
	}
	const most = 2_500_000
	if size >= most {
		t.Errorf("the corpus has %d bytes; less than %d are wanted in the repository", size, most)
	}
}

// TestEditsFailLoudly gives edits what they do not expect.
func TestEditsFailLoudly(t *testing.T) {
	const one = `<w:p><w:pPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>`
	for name, c := range map[string]struct {
		edit edit
		doc  string
		want string
	}{
		"absent":    {text("b", "c"), one, "0 times"},
		"twice":     {text("<w:t>a", "c"), one + one, "2 times"},
		"paragraph": {drop("b"), one, "0 times"},
		"in it":     {para("<w:t>a", "z", "c"), one, "not once"},
		"formatted": {letters("<w:t>a", "x"), strings.Replace(one, "<w:r>", "<w:r><w:rPr></w:rPr>", 1), "formatting already"},
		"no style":  {style("LoiVan", "a", "b"), one, "0 times"},
		"no indent": {rule("x", 1, 2), strings.Replace(one, "<w:pPr>", `<w:pPr><w:pStyle w:val="x"/>`, 1), "no indents"},
	} {
		if err := c.edit(parts{mainPart: c.doc}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error is %v, want one with %q", name, err, c.want)
		}
	}
}
