package referee

import (
	"encoding/xml"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// OfficePDF lets LibreOffice turn DOCX files into PDF, all in one call, because
// its start costs more than a document. The keys are the caller's names.
//
// LibreOffice sees only the fonts of the repository: Debian's fonts-liberation
// 1.x has no Vietnamese letters, and one fallback font moves every line. A PDF
// with any other font than Liberation Serif fails the test.
func OfficePDF(t T, docx map[string][]byte) map[string][]byte {
	t.Helper()
	if len(docx) == 0 {
		t.Fatalf("OfficePDF: docx is empty; at least one file is needed")
	}
	soffice := Tool(t, "soffice")
	dir := t.TempDir()
	out := filepath.Join(dir, "out")
	env := append(fontEnv(t, dir), "HOME="+dir, "SAL_USE_VCLPLUGIN=svp")
	args := []string{
		"-env:UserInstallation=" + (&url.URL{Scheme: "file", Path: filepath.Join(dir, "profile")}).String(),
		"--headless", "--norestore", "--convert-to", "pdf:writer_pdf_Export", "--outdir", out,
	}
	names := sortedKeys(docx)
	for i, name := range names {
		path := filepath.Join(dir, fmt.Sprintf("%04d.docx", i))
		if err := os.WriteFile(path, docx[name], 0o600); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		args = append(args, path)
	}
	log, err := run(env, soffice, args...)
	if err != nil {
		t.Fatalf("convert %d files: %v\n%s", len(names), err, log)
	}
	pdfs := make(map[string][]byte, len(names))
	for i, name := range names {
		// soffice exits 0 even when it cannot load a file.
		pdf, err := os.ReadFile(filepath.Join(out, fmt.Sprintf("%04d.pdf", i)))
		if err != nil {
			t.Fatalf("%s: LibreOffice wrote no PDF: %v\n%s", name, err, log)
		}
		for _, f := range Fonts(t, pdf) {
			if !strings.HasPrefix(f.Family(), "LiberationSerif") {
				t.Fatalf("%s: LibreOffice used font %s; only Liberation Serif of fonts/ is allowed, "+
					"so a character or a font name of the DOCX fell back", name, f.Name)
			}
		}
		pdfs[name] = pdf
	}
	return pdfs
}

// fontEnv writes a fontconfig file that knows the repository's fonts and
// nothing else, and returns the environment that selects it.
func fontEnv(t T, dir string) []string {
	t.Helper()
	fonts := filepath.Join(Root(t), "fonts")
	if found, _ := filepath.Glob(filepath.Join(fonts, "LiberationSerif-*.ttf")); len(found) != 4 {
		t.Fatalf("fonts/ holds %d files LiberationSerif-*.ttf; 4 are needed", len(found))
	}
	conf := fmt.Sprintf(`<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>%s</dir>
  <cachedir>%s</cachedir>
  <match target="pattern">
    <test name="family" qual="any"><string>Times New Roman</string></test>
    <edit name="family" mode="assign" binding="same"><string>Liberation Serif</string></edit>
  </match>
</fontconfig>
`, escape(fonts), escape(filepath.Join(dir, "cache")))
	path := filepath.Join(dir, "fonts.conf")
	if err := os.WriteFile(path, []byte(conf), 0o600); err != nil {
		t.Fatalf("fonts.conf: %v", err)
	}
	return []string{"FONTCONFIG_FILE=" + path, "XDG_CACHE_HOME=" + filepath.Join(dir, "cache")}
}

func escape(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a strings.Builder never fails
	return b.String()
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
