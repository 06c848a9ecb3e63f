package report_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"maps"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"vanban/check"
	"vanban/check/report"
	"vanban/internal/referee"
	"vanban/internal/samples"
	"vanban/read"
)

// commentedSamples are samples of ours with every kind of part, and where they are at hand files of offices.
var commentedSamples = []string{"kehoach/ubnd-dak-ha-2023", "features/01-letterhead-one-line"}

func filesToComment(t *testing.T) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for _, s := range samples.All(t) {
		if slices.Contains(commentedSamples, s.Name) || strings.Contains(s.Name, "footnote") && len(files) < 4 {
			docx, _, err := samples.Render(s.JSON)
			if err != nil {
				t.Fatal(err)
			}
			files[s.Name] = docx
		}
	}
	corpus, err := filepath.Glob(filepath.Join(referee.Root(t), "..", "shared", "corpus", "*.docx"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range corpus {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(path)] = data
	}
	return files
}

// everywhere is a report with a fault at every seventh paragraph, at two that are next to each other, in a header and nowhere.
func everywhere(paragraphs int) *check.Report {
	places := []read.Place{{}, {Part: "header1", Paragraph: 1}, {Paragraph: 2}}
	for i := 1; i <= paragraphs; i += 7 {
		places = append(places, read.Place{Paragraph: i})
	}
	return at(places...)
}

// TestCommentsReferees: Microsoft's validator finds nothing that it did not find before, and LibreOffice reads every comment. All other
// parts are as they were.
func TestCommentsReferees(t *testing.T) {
	before := filesToComment(t)
	after, want := map[string][]byte{}, map[string]int{}
	for name, file := range before {
		n := strings.Count(unzip(t, file)["word/document.xml"], "</w:p>")
		r := everywhere(min(n, 700))
		out, err := report.Comments(t.Context(), file, r, checked)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		sameRaw(t, file, out, "[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels", "word/comments.xml")
		if emptied(marks.ReplaceAllString(unzip(t, out)["word/document.xml"], "")) != emptied(unzip(t, file)["word/document.xml"]) {
			t.Errorf("%s: more than marks is new in the text", name)
		}
		after[name], want[name] = out, strings.Count(unzip(t, out)["word/comments.xml"], "<w:comment ")
		if *keep != "" {
			if err := os.WriteFile(filepath.Join(*keep, strings.ReplaceAll(name, "/", "-")+".commented.docx"), out, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, n := range officeComments(t, after) {
		if n != want[name] {
			t.Errorf("%s: LibreOffice has %d comments of %d", name, n, want[name])
		}
	}
	was, is := referee.OOXML(t, referee.Microsoft365, before), referee.OOXML(t, referee.Microsoft365, after)
	for name := range after {
		known := map[string]bool{}
		for _, e := range was[name] {
			known[e.String()] = true
		}
		for _, e := range is[name] {
			if !known[e.String()] {
				t.Errorf("%s: new: %s", name, e)
			}
		}
	}
}

// marks are what comments put into a text whose namespace has the prefix w.
var marks = regexp.MustCompile(`<w:commentRange(Start|End) w:id="\d+"/>|<w:r><w:commentReference w:id="\d+"/></w:r>`)

// emptied writes all empty paragraphs in two tags, as comments leave those that they stand at.
func emptied(s string) string { return emptyParagraph.ReplaceAllString(s, "<w:p$1></w:p>") }

var emptyParagraph = regexp.MustCompile(`<w:p( [^<>]*?)? ?/>`)

// officeComments returns how many comments LibreOffice reads in each file.
func officeComments(t *testing.T, files map[string][]byte) map[string]int {
	t.Helper()
	soffice, dir := referee.Tool(t, "soffice"), t.TempDir()
	args := []string{
		"-env:UserInstallation=" + (&url.URL{Scheme: "file", Path: filepath.Join(dir, "profile")}).String(),
		"--headless", "--norestore", "--convert-to", "odt", "--outdir", filepath.Join(dir, "out"),
	}
	names := slices.Sorted(maps.Keys(files))
	for i, name := range names {
		path := filepath.Join(dir, fmt.Sprintf("%02d.docx", i))
		if err := os.WriteFile(path, files[name], 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	cmd := exec.CommandContext(t.Context(), soffice, args...)
	cmd.Env = append(os.Environ(), "HOME="+dir, "SAL_USE_VCLPLUGIN=svp")
	if log, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	counts := map[string]int{}
	for i, name := range names {
		odt, err := os.ReadFile(filepath.Join(dir, "out", fmt.Sprintf("%02d.odt", i)))
		if err != nil {
			t.Fatalf("%s: LibreOffice cannot open it: %v", name, err)
		}
		counts[name] = bytes.Count(entry(t, odt, "content.xml"), []byte("<office:annotation "))
	}
	return counts
}

func entry(t *testing.T, file []byte, name string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
